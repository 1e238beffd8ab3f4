//! People across articles: which chains of which articles are one person.
//!
//! Names that are spellings of one another are one person, and so are a form and a fuller one, unless
//! something speaks against it: gender, roles of two countries at the same time, a relation between the
//! two, or one article that has both. Chains with a surname alone are given to somebody by role, country
//! and the reports around them; in doubt they stay alone and the question goes to `check`.
//! The editor's files decide over all of it.
//!
//! **Ids.** A person's id is the stem of the editor's file, else the slug of the full name as the earliest
//! article has it. An article published later therefore never renames a page, even where it makes another
//! spelling the most used one: the page's heading may change, its address does not. Of namesakes the one
//! that was reported first keeps the plain slug; the others get their first role's country behind it.
//! Only an article dated before all others of a person can move the page, and only where it spells the
//! name in other letters.
//!
//! Steps: [`chains`] lays out what articles say, [`hand`] the editor's merges and splits, [`group`] joins forms of name, [`split`] parts namesakes,
//! [`namesake`] gives away surnames, [`assemble`] makes the people, [`open`] answers descriptions.

mod assemble;
mod chains;
mod group;
mod hand;
mod key;
mod namesake;
mod office;
mod open;
mod spelling;
mod split;

use std::collections::BTreeMap;

use super::{Coverage, EditorPerson};
use crate::diagnostic::{Code, Diagnostic};
use chains::{Chains, FlatIx, FormIx};
use group::Groups;
use namesake::Draft;

/// Decides which chains of which articles are one person, and who open descriptions are.
pub(super) fn link(coverage: &mut Coverage, editor: &[EditorPerson], diagnostics: &mut Vec<Diagnostic>) {
    let chains = Chains::read(coverage, editor);
    let groups = group::group(&chains);
    let (mut drafts, waiting) = by_name(&chains, &groups, editor.len());
    let mut questions = namesake::resolve(&chains, &groups, &mut drafts, &waiting);
    questions.extend(lookalikes(&chains, &groups, &drafts));
    let of_draft = assemble::people(coverage, &chains, &drafts, editor);
    let person = |draft: usize| of_draft[draft];
    coverage.maybe_same = questions
        .into_iter()
        .map(|(one, other)| (person(one).min(person(other)), person(one).max(person(other))))
        .filter(|(one, other)| one != other)
        .collect();
    coverage.maybe_same.sort_unstable();
    coverage.maybe_same.dedup();
    open::resolve(coverage, &chains);
    orphans(coverage, &chains, editor, diagnostics);
}

/// A draft for each person that is named in full, and the chains that still wait for one.
fn by_name(chains: &Chains, groups: &Groups, editors: usize) -> (Vec<Draft>, Vec<FlatIx>) {
    let mut of_root: BTreeMap<FormIx, Vec<FlatIx>> = BTreeMap::new();
    let mut waiting = Vec::new();
    let mut seen = vec![false; editors];
    for (ix, form) in chains.forms.iter().enumerate() {
        let open = form.chains.iter().copied().filter(|&flat| chains.all[flat].claimed.is_none());
        if form.key.bare || groups.ambiguous.contains_key(&ix) {
            waiting.extend(open);
        } else {
            of_root.entry(groups.root(ix)).or_default().extend(open);
        }
    }
    let mut drafts = Vec::new();
    for (root, mut flats) in of_root {
        if flats.is_empty() && groups.editor(root).is_none() {
            continue;
        }
        flats.sort_unstable();
        let mut editor = groups.editor(root);
        if let Some(editor) = editor {
            seen[editor] = true;
        }
        for part in split::split(chains, flats) {
            drafts.push(Draft { forms: forms_of(chains, &part), chains: part, editor: editor.take() });
        }
        if let Some(editor) = editor {
            drafts.push(Draft { editor: Some(editor), ..Draft::default() });
        }
    }
    let unnamed = (0..editors).filter(|&editor| !seen[editor]);
    drafts.extend(unnamed.map(|editor| Draft { editor: Some(editor), ..Draft::default() }));
    for draft in &mut drafts {
        let Some(editor) = draft.editor else { continue };
        let claimed = (0..chains.all.len()).filter(|&flat| chains.all[flat].claimed == Some(editor));
        draft.chains.extend(claimed);
        draft.chains.sort_unstable();
        draft.forms.extend(forms_of(chains, &draft.chains));
        let own = chains.forms.iter().enumerate().filter(|(_, form)| form.editor == Some(editor));
        draft.forms.extend(own.map(|(ix, _)| ix));
        draft.forms.sort_unstable();
        draft.forms.dedup();
    }
    waiting.sort_unstable();
    (drafts, waiting)
}

fn forms_of(chains: &Chains, flats: &[FlatIx]) -> Vec<FormIx> {
    let mut forms: Vec<FormIx> = flats.iter().map(|&flat| chains.all[flat].form).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// People whose names look like one another, as drafts.
fn lookalikes(chains: &Chains, groups: &Groups, drafts: &[Draft]) -> Vec<(usize, usize)> {
    let mut of_form: BTreeMap<FormIx, usize> = BTreeMap::new();
    for (ix, draft) in drafts.iter().enumerate() {
        for &form in &draft.forms {
            of_form.entry(form).or_insert(ix);
        }
    }
    let pairs =
        groups.open.iter().filter_map(|(one, other)| Some((*of_form.get(one)?, *of_form.get(other)?)));
    pairs
        .filter(|&(one, other)| {
            let countries = |ix: usize| {
                let mut all: Vec<&str> =
                    drafts[ix].chains.iter().flat_map(|&flat| chains.all[flat].countries.clone()).collect();
                all.sort_unstable();
                all.dedup();
                all
            };
            !split::countries_differ(&countries(one), &countries(other))
        })
        .collect()
}

/// Warns of what the editor wrote about names that no article has.
fn orphans(coverage: &Coverage, chains: &Chains, editor: &[EditorPerson], diagnostics: &mut Vec<Diagnostic>) {
    let written = |form: &chains::Form| !form.chains.is_empty();
    for idle in &chains.idle {
        let file = &editor[idle.editor].file;
        let diagnostic = Diagnostic::new(Code::OrphanedOverride, file, idle.message.clone());
        diagnostics.push(diagnostic.hint(idle.hint.clone()));
    }
    for (ix, person) in editor.iter().enumerate() {
        let page = coverage.people.iter().find(|page| page.id == person.id);
        if page.is_none_or(|page| page.chains.is_empty()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::OrphanedOverride,
                    &person.file,
                    format!("no article names `{}`", person.name),
                )
                .hint("add the form that the articles use to `aliases`, or remove the file"),
            );
        }
        if !person.not.is_empty()
            && !chains.forms.iter().any(|form| form.never.contains(&ix) && written(form))
        {
            let names = person.not.join("`, `");
            diagnostics.push(
                Diagnostic::new(Code::OrphanedOverride, &person.file, format!("no article names `{names}`"))
                    .hint("remove it from `not`"),
            );
        }
    }
}

#[cfg(test)]
mod tests;
