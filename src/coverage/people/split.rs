//! Namesakes: chains that share a name and yet are two people, because their gender differs, because
//! they stand for two countries at the same time, or because a report relates them to one another.
//!
//! Entry point: [`split`].

use super::chains::{ChainFacts, Chains, FlatIx};
use crate::extract::Gender;

/// Days between two reports below which roles of two countries make two people. Over more time a person
/// may well have changed countries.
const SAME_TIME: i32 = 366;

/// States that followed one another, so that one person may have served both.
const SUCCESSORS: &[(&str, &str)] = &[
    ("SU", "RU"),
    ("SU", "UA"),
    ("SU", "GE"),
    ("SU", "KZ"),
    ("CS", "CZ"),
    ("CS", "SK"),
    ("YU", "RS"),
    ("DD", "DE"),
    ("VD", "VN"),
];

/// Splits the chains of one name into people; the first is the one with most chains.
pub(super) fn split(chains: &Chains, name: Vec<FlatIx>) -> Vec<Vec<FlatIx>> {
    let parts = by_gender(chains, name).into_iter().flat_map(|part| by_country(chains, part));
    let mut people: Vec<Vec<FlatIx>> = parts.flat_map(|part| by_relation(chains, part)).collect();
    people.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().copied()));
    people
}

/// True where roles of these countries speak against one person.
pub(super) fn countries_differ(one: &[&str], other: &[&str]) -> bool {
    !one.is_empty()
        && !other.is_empty()
        && !one.iter().any(|a| other.iter().any(|b| a == b || succeeded(a, b) || succeeded(b, a)))
}

fn succeeded(one: &str, other: &str) -> bool {
    SUCCESSORS.contains(&(one, other))
}

/// One report against several is more likely misread than a namesake. Gender, which mostly comes from a
/// pronoun, is misread sooner than a country.
fn is_noise(few: usize, many: usize, enough: usize) -> bool {
    few == 1 && many >= enough
}

fn by_gender(chains: &Chains, name: Vec<FlatIx>) -> Vec<Vec<FlatIx>> {
    let count = |gender| name.iter().filter(|&&flat| chains.all[flat].gender == Some(gender)).count();
    let (men, women) = (count(Gender::Male), count(Gender::Female));
    if men == 0 || women == 0 || is_noise(men.min(women), men.max(women), 3) {
        return vec![name];
    }
    let fewer = if men < women { Gender::Male } else { Gender::Female };
    let (few, many) = name.into_iter().partition(|&flat| chains.all[flat].gender == Some(fewer));
    vec![many, few]
}

fn by_country(chains: &Chains, name: Vec<FlatIx>) -> Vec<Vec<FlatIx>> {
    let mut camps: Vec<Camp> = Vec::new();
    for &flat in &name {
        let facts = &chains.all[flat];
        if facts.countries.is_empty() {
            continue;
        }
        // A chain with roles of two countries joins their camps.
        let (same, mut others): (Vec<Camp>, Vec<Camp>) =
            camps.into_iter().partition(|camp| !countries_differ(&camp.countries, &facts.countries));
        others.push(same.into_iter().fold(Camp::of(facts), Camp::join));
        camps = others;
    }
    if camps.len() < 2 {
        return vec![name];
    }
    camps.sort_by_key(|camp| (std::cmp::Reverse(camp.chains), camp.countries.first().copied()));
    let main = camps.remove(0);
    camps.retain(|camp| !is_noise(camp.chains, main.chains, 5) && main.near(camp));
    let mut parts: Vec<Vec<FlatIx>> = vec![Vec::new(); camps.len() + 1];
    for flat in name {
        let countries = &chains.all[flat].countries;
        let camp = camps.iter().position(|camp| {
            !countries.is_empty()
                && !countries_differ(&camp.countries, countries)
                && countries_differ(&main.countries, countries)
        });
        parts[camp.map_or(0, |ix| ix + 1)].push(flat);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Chains of one name whose roles share a country.
struct Camp {
    countries: Vec<&'static str>,
    chains: usize,
    first: Option<i32>,
    last: Option<i32>,
}

impl Camp {
    fn of(facts: &ChainFacts) -> Camp {
        Camp { countries: facts.countries.clone(), chains: 1, first: facts.day, last: facts.day }
    }

    fn join(mut self, other: Camp) -> Camp {
        self.countries.extend(other.countries);
        self.countries.sort_unstable();
        self.countries.dedup();
        self.chains += other.chains;
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.into_iter().chain(other.last).max();
        self
    }

    /// Reported at the same time; unknown days count as that.
    fn near(&self, other: &Camp) -> bool {
        let apart = |end: Option<i32>, start: Option<i32>| match (end, start) {
            (Some(end), Some(start)) => start - end > SAME_TIME,
            _ => false,
        };
        !apart(self.last, other.first) && !apart(other.last, self.first)
    }
}

/// "John Smith, father of John Smith": the second of two related chains is another person.
fn by_relation(chains: &Chains, name: Vec<FlatIx>) -> Vec<Vec<FlatIx>> {
    if chains.related.is_empty() {
        return vec![name];
    }
    let related = |flat: FlatIx, before: &[FlatIx]| {
        let same_article =
            before.iter().rev().take_while(|&&other| chains.all[other].article == chains.all[flat].article);
        same_article.into_iter().any(|&other| chains.related.contains(&(other, flat)))
    };
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for flat in name {
        if related(flat, &one) { other.push(flat) } else { one.push(flat) }
    }
    if other.is_empty() { vec![one] } else { vec![one, other] }
}
