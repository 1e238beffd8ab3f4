//! From chains to people: names, roles, relations, ids. Nothing is decided here about who is who.
//!
//! Entry point: [`people`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::chains::{Chains, KnownNames};
use super::namesake::Draft;
use super::office::own_country;
use crate::coverage::{Coverage, EditorPerson, Evidence, NameForm, Person, PersonIx, PersonRelation, Role};
use crate::extract::{Gender, MentionKind, NameParts};
use crate::slug::slug;

/// Fills `coverage.people`, sorted by id, and who each chain is. Returns the person of each draft.
pub(super) fn people(
    coverage: &mut Coverage,
    chains: &Chains,
    drafts: &[Draft],
    editor: &[EditorPerson],
) -> Vec<PersonIx> {
    let known = KnownNames::read(coverage);
    let mut people: Vec<Person> = drafts
        .iter()
        .map(|draft| {
            let editor = draft.editor.map(|ix| &editor[ix]);
            person(coverage, chains, draft, editor, &known)
        })
        .collect();
    let first: Vec<String> = drafts.iter().map(|draft| first_form(coverage, chains, draft)).collect();
    name_pages(&mut people, drafts, &first);
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by(|&a, &b| people[a].id.cmp(&people[b].id));
    let mut of_draft = vec![0; people.len()];
    for (ix, &draft) in order.iter().enumerate() {
        of_draft[draft] = ix;
    }
    coverage.people = order.into_iter().map(|draft| std::mem::take(&mut people[draft])).collect();
    for covered in &mut coverage.articles {
        covered.reading.people = vec![0; covered.annotations.people.chains.len()];
    }
    for (draft, &ix) in drafts.iter().zip(&of_draft) {
        for &flat in &draft.chains {
            let facts = &chains.all[flat];
            coverage.articles[facts.article].reading.people[facts.chain] = ix;
        }
    }
    forms(coverage);
    relations(coverage);
    of_draft
}

fn person(
    coverage: &Coverage,
    chains: &Chains,
    draft: &Draft,
    editor: Option<&EditorPerson>,
    known: &KnownNames<'_>,
) -> Person {
    let name = match editor {
        Some(editor) => known.parts(&editor.name),
        None => most_used(coverage, chains, draft),
    };
    let roles = roles(coverage, chains, draft);
    let country = country(coverage, chains, draft);
    let sort_key = match (&name.family, &name.given) {
        (Some(family), Some(given)) => format!("{} {}", slug(family), slug(given)),
        _ if name.full.contains(' ') && name.family.is_none() => {
            let (given, family) = name.full.rsplit_once(' ').expect("it contains a space");
            format!("{} {}", slug(family), slug(given))
        }
        _ => slug(&name.full),
    };
    Person {
        id: String::new(),
        sort_key: sort_key.replace('-', " "),
        name,
        roles,
        gender: gender(chains, draft),
        country: country.map(str::to_owned),
        chains: draft.chains.iter().map(|&flat| (chains.all[flat].article, chains.all[flat].chain)).collect(),
        editor: editor.cloned(),
        ..Person::default()
    }
}

/// The full form that most articles use, the earliest of equals; capitals only where nothing else is used.
fn most_used(coverage: &Coverage, chains: &Chains, draft: &Draft) -> NameParts {
    let mut counts: HashMap<&NameParts, usize> = HashMap::new();
    let mut forms: Vec<(&NameParts, bool, usize)> = Vec::new();
    for &flat in &draft.chains {
        let facts = &chains.all[flat];
        let name = &coverage.articles[facts.article].annotations.people.chains[facts.chain].name;
        let at = *counts.entry(name).or_insert_with(|| {
            forms.push((name, chains.forms[facts.form].key.bare, 0));
            forms.len() - 1
        });
        forms[at].2 += 1;
    }
    let shouted = |name: &NameParts| {
        name.full.split_whitespace().any(|word| {
            word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.chars().any(char::is_lowercase)
        })
    };
    let best = forms
        .iter()
        .enumerate()
        .min_by_key(|(at, (name, bare, count))| (*bare, shouted(name), std::cmp::Reverse(*count), *at));
    best.map_or_else(NameParts::default, |(_, (name, ..))| NameParts {
        full: one_space(&name.full).into_owned(),
        ..(*name).clone()
    })
}

/// The full name as the earliest article has it; where none has, the bare one.
fn first_form(coverage: &Coverage, chains: &Chains, draft: &Draft) -> String {
    let full = |&&flat: &&usize| !chains.forms[chains.all[flat].form].key.bare;
    let first = draft.chains.iter().find(full).or(draft.chains.first());
    first.map_or_else(String::new, |&flat| {
        let facts = &chains.all[flat];
        coverage.articles[facts.article].annotations.people.chains[facts.chain].name.full.clone()
    })
}

/// Roles with the articles that state them, in order of publication.
fn roles(coverage: &Coverage, chains: &Chains, draft: &Draft) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let mut by_words: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for &flat in &draft.chains {
        let facts = &chains.all[flat];
        for stated in &coverage.articles[facts.article].annotations.people.chains[facts.chain].roles {
            let words = one_space(&stated.text).to_lowercase();
            let words = words.strip_prefix("the ").unwrap_or(&words).to_owned();
            let at = *by_words.entry((words, stated.former)).or_insert_with(|| {
                roles.push(Role {
                    text: one_space(&stated.text).into_owned(),
                    evidence: Vec::new(),
                    former: stated.former,
                    country: own_country(&stated.text, stated.country),
                });
                roles.len() - 1
            });
            let role = &mut roles[at];
            role.country = role.country.or_else(|| own_country(&stated.text, stated.country));
            if role.evidence.last().is_none_or(|last| last.article != facts.article) {
                role.evidence.push(Evidence { article: facts.article, span: stated.span });
            }
        }
    }
    roles
}

/// The country that most articles give them, present roles before past ones; the earliest of equals.
fn country(coverage: &Coverage, chains: &Chains, draft: &Draft) -> Option<&'static str> {
    let mut counts: Vec<(&'static str, usize, usize)> = Vec::new();
    for &flat in &draft.chains {
        let facts = &chains.all[flat];
        for &country in &facts.countries {
            let roles = &coverage.articles[facts.article].annotations.people.chains[facts.chain].roles;
            let present = roles
                .iter()
                .any(|role| !role.former && own_country(&role.text, role.country) == Some(country));
            match counts.iter_mut().find(|(other, ..)| *other == country) {
                Some((_, now, all)) => {
                    *now += usize::from(present);
                    *all += 1;
                }
                None => counts.push((country, usize::from(present), 1)),
            }
        }
    }
    let best = counts
        .iter()
        .enumerate()
        .min_by_key(|(at, (_, now, all))| (std::cmp::Reverse(*now), std::cmp::Reverse(*all), *at));
    best.map(|(_, (country, ..))| *country)
}

fn gender(chains: &Chains, draft: &Draft) -> Option<Gender> {
    let count = |gender| draft.chains.iter().filter(|&&flat| chains.all[flat].gender == Some(gender)).count();
    match count(Gender::Male).cmp(&count(Gender::Female)) {
        std::cmp::Ordering::Greater => Some(Gender::Male),
        std::cmp::Ordering::Less => Some(Gender::Female),
        std::cmp::Ordering::Equal => None,
    }
}

/// Ids, as the module's head describes them. The name on the page plays no part: the earliest does.
fn name_pages(people: &mut [Person], drafts: &[Draft], first: &[String]) {
    let mut taken: BTreeSet<String> =
        people.iter().filter_map(|person| person.editor.as_ref().map(|editor| editor.id.clone())).collect();
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|&ix| (drafts[ix].chains.first().copied(), ix));
    for ix in order {
        let person = &mut people[ix];
        if let Some(editor) = &person.editor {
            person.id.clone_from(&editor.id);
            continue;
        }
        let plain = match slug(&first[ix]) {
            empty if empty.is_empty() => "person".to_owned(),
            plain => plain,
        };
        let country = person.roles.iter().find_map(|role| role.country).map(str::to_lowercase);
        let with_country = country.map(|country| format!("{plain}-{country}"));
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let mut wishes = std::iter::once(plain.clone()).chain(with_country).chain(numbered);
        person.id = wishes.find(|id| !taken.contains(id)).expect("numbers do not run out");
        taken.insert(person.id.clone());
    }
}

/// The forms that articles use, most used first.
fn forms(coverage: &mut Coverage) {
    let mut forms: Vec<Vec<NameForm>> = vec![Vec::new(); coverage.people.len()];
    let mut at: HashMap<(PersonIx, &str), usize> = HashMap::new();
    for (article, covered) in coverage.articles.iter().enumerate() {
        let text = &covered.article.body.text;
        for mention in &covered.annotations.people.mentions {
            let Some(&person) = covered.reading.people.get(mention.chain) else { continue };
            if mention.kind != MentionKind::Name {
                continue;
            }
            let of_person = &mut forms[person];
            let ix = *at.entry((person, mention.span.of(text))).or_insert_with_key(|(_, words)| {
                let form = one_space(words);
                of_person.iter().position(|known| known.form == form).unwrap_or_else(|| {
                    let first = Evidence { article, span: mention.span };
                    of_person.push(NameForm { form: form.into_owned(), count: 0, first });
                    of_person.len() - 1
                })
            });
            of_person[ix].count += 1;
        }
    }
    for (person, mut forms) in coverage.people.iter_mut().zip(forms) {
        forms.sort_by_key(|form| (std::cmp::Reverse(form.count), form.first));
        person.names = forms;
    }
}

/// Stated relations, on both pages, each with its earliest evidence.
fn relations(coverage: &mut Coverage) {
    let mut seen: BTreeSet<(PersonIx, PersonIx, String)> = BTreeSet::new();
    for (article, covered) in coverage.articles.iter().enumerate() {
        for relation in &covered.annotations.people.relations {
            let of = covered.reading.people.get(relation.of);
            let (Some(&of), Some(&to)) = (of, covered.reading.people.get(relation.to)) else { continue };
            if of == to || !seen.insert((of, to, relation.kind.to_lowercase())) {
                continue;
            }
            let evidence = Evidence { article, span: relation.span };
            let kind = relation.kind.clone();
            coverage.people[of].relations.push(PersonRelation {
                kind: kind.clone(),
                to,
                inverse: false,
                evidence,
            });
            coverage.people[to].relations.push(PersonRelation { kind, to: of, inverse: true, evidence });
        }
    }
}

/// Line breaks inside a name or role as spaces.
fn one_space(words: &str) -> Cow<'_, str> {
    if !words.contains(['\n', '\t', '\r', '\u{a0}']) && !words.contains("  ") {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
