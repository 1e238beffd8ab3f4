//! Descriptions of people whom their article never names ("the US president"): who held the office on the
//! day of the article, by what other articles state near that day, else by the editor's files.
//!
//! Entry point: [`resolve`].

use std::collections::BTreeMap;

use super::chains::Chains;
use super::office::{Office, country_in, office};
use crate::coverage::{Coverage, PersonIx};

/// Days around an article within which statements count: the nearer window decides first.
const WINDOWS: &[i32] = &[30, 180, 2 * 366];

/// Offices that the world has one of.
const UNIQUE: &[&str] = &["pope", "secretary general"];

/// (country, office) → who was stated to hold it, by day.
type Holders = BTreeMap<(Option<&'static str>, &'static str, bool), Vec<(i32, PersonIx)>>;

/// Fills `reading.open` of every article.
pub(super) fn resolve(coverage: &mut Coverage, chains: &Chains) {
    let holders = holders(coverage, chains);
    let by_editor = by_editor(coverage);
    for article in 0..coverage.articles.len() {
        let covered = &coverage.articles[article];
        let day = covered.published.map(|at| chrono::Datelike::num_days_from_ce(&at.date_naive()));
        let open = covered.annotations.people.open.iter().map(|description| {
            let described = office(&description.role)?;
            if description.country.is_none() && !UNIQUE.contains(&described.name) {
                return None;
            }
            let key = |office: &Office| (description.country, office.name, office.qualified);
            let offices = Office::answering(&described);
            let stated = |day| offices.iter().find_map(|o| holder(holders.get(&key(o))?, day));
            day.and_then(stated).or_else(|| offices.iter().find_map(|o| *by_editor.get(&key(o))?))
        });
        coverage.articles[article].reading.open = open.collect();
    }
}

fn holders(coverage: &Coverage, chains: &Chains) -> Holders {
    let mut holders = Holders::new();
    for facts in &chains.all {
        let Some(day) = facts.day else { continue };
        let person = coverage.articles[facts.article].reading.people[facts.chain];
        for (stated, office) in &facts.offices {
            let country = stated.or_else(|| own_country(coverage, person));
            let country = country.filter(|_| !UNIQUE.contains(&office.name));
            holders.entry((country, office.name, office.qualified)).or_default().push((day, person));
        }
    }
    for list in holders.values_mut() {
        list.sort_unstable();
    }
    holders
}

/// The country that a person's roles name.
fn own_country(coverage: &Coverage, person: PersonIx) -> Option<&'static str> {
    let person = &coverage.people[person];
    person
        .roles
        .iter()
        .filter_map(|role| role.country)
        .find(|&country| person.country.as_deref() == Some(country))
}

/// Who held an office on a day: the one whom the nearest statements name, or nearly all of them.
fn holder(stated: &[(i32, PersonIx)], day: i32) -> Option<PersonIx> {
    for &window in WINDOWS {
        let from = stated.partition_point(|&(other, _)| other < day - window);
        let to = stated.partition_point(|&(other, _)| other <= day + window);
        let mut counts: BTreeMap<PersonIx, usize> = BTreeMap::new();
        for &(_, person) in &stated[from..to] {
            *counts.entry(person).or_insert(0) += 1;
        }
        let mut counts: Vec<(usize, PersonIx)> = counts.into_iter().map(|(p, n)| (n, p)).collect();
        counts.sort_by_key(|&(count, person)| (std::cmp::Reverse(count), person));
        match counts.as_slice() {
            [] => {}
            [(_, only)] => return Some(*only),
            [(most, person), (next, _), ..] if *most >= 4 * next => return Some(*person),
            _ => return None,
        }
    }
    None
}

/// Offices that the editor's files give to one person alone: they carry no dates.
fn by_editor(coverage: &Coverage) -> BTreeMap<(Option<&'static str>, &'static str, bool), Option<PersonIx>> {
    let mut holders = BTreeMap::new();
    for (ix, person) in coverage.people.iter().enumerate() {
        let Some(role) = person.editor.as_ref().and_then(|editor| editor.role.as_deref()) else { continue };
        let Some(office) = office(role) else { continue };
        let country = country_in(role).filter(|_| !UNIQUE.contains(&office.name));
        holders
            .entry((country, office.name, office.qualified))
            .and_modify(|holder| *holder = None)
            .or_insert(Some(ix));
    }
    holders
}
