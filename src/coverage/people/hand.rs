//! The editor's `merge` and `split`: pages that are one person's, and a name that is two people's.
//!
//! `merge` gives a form of name to the editor's person by the id of the page that it would have; `split` takes
//! the bearers of a name in some articles out of what names decide. What nothing answers to is kept for a
//! warning. Entry points: [`merge`], [`split`].

use std::collections::{BTreeSet, HashMap};

use super::chains::{Chains, FormIx, KnownNames};
use super::key::NameKey;
use crate::coverage::{Coverage, EditorPerson};
use crate::extract::NameParts;
use crate::slug::slug;

/// An override that no longer applies.
pub(super) struct Idle {
    /// Whose file asks for it.
    pub(super) editor: usize,
    /// What is wrong, for the message.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

/// All names of an editor's person.
pub(super) fn names(person: &EditorPerson) -> impl Iterator<Item = &String> {
    std::iter::once(&person.name).chain(&person.aliases)
}

/// Gives the forms whose page `merge` names to the editor's person.
pub(super) fn merge(chains: &mut Chains, forms: &HashMap<&NameParts, FormIx>, editor: &[EditorPerson]) {
    if editor.iter().all(|person| person.merge.is_empty()) {
        return;
    }
    let mut pages: Vec<(String, FormIx)> =
        forms.iter().map(|(name, &form)| (slug(&name.full), form)).collect();
    pages.sort_unstable();
    for (ix, person) in editor.iter().enumerate() {
        for page in &person.merge {
            let from = pages.partition_point(|(id, _)| id < page);
            let found: Vec<FormIx> =
                pages[from..].iter().take_while(|(id, _)| id == page).map(|(_, form)| *form).collect();
            for &form in &found {
                chains.forms[form].editor.get_or_insert(ix);
            }
            let own = editor.iter().any(|other| other.id == *page);
            let message = match (own, found.is_empty()) {
                (true, _) => format!("`{page}` has a file of its own"),
                (false, true) => format!("nobody has the page `{page}`"),
                (false, false) => continue,
            };
            let hint = match own {
                true => "move its names into `aliases` here, and remove that file",
                false => "correct the id in `merge`, or remove it",
            };
            chains.idle.push(Idle { editor: ix, message, hint: hint.to_owned() });
        }
    }
}

/// Gives the bearers of a name in the articles of `split` to the editor's person.
pub(super) fn split(
    chains: &mut Chains,
    coverage: &Coverage,
    editor: &[EditorPerson],
    known: &KnownNames<'_>,
) {
    for (ix, person) in editor.iter().enumerate().filter(|(_, person)| !person.split.is_empty()) {
        let keys: Vec<NameKey> = names(person).map(|name| NameKey::new(&known.parts(name))).collect();
        let mut met: BTreeSet<&str> = BTreeSet::new();
        for flat in 0..chains.all.len() {
            let id = coverage.articles[chains.all[flat].article].article.id.as_str();
            let key = &chains.forms[chains.all[flat].form].key;
            let named = |own: &NameKey| key.is_spelling_of(own) || key.bare && key.family == own.family;
            if person.split.iter().any(|article| article == id) && keys.iter().any(named) {
                chains.all[flat].claimed.get_or_insert(ix);
                met.insert(id);
            }
        }
        for article in person.split.iter().filter(|article| !met.contains(article.as_str())) {
            let message = format!("no article `{article}` names `{}`", person.name);
            let hint = "correct the id in `split`, or remove it".to_owned();
            chains.idle.push(Idle { editor: ix, message, hint });
        }
    }
}
