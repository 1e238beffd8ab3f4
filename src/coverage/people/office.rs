//! Which office a role names: "US Secretary of State" and "top US diplomat" are one, "the president's
//! spokesman" is none that a description could mean.
//!
//! Entry point: [`office`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::extract::places;

/// An office, as the table calls it, with the qualifier that makes it another one ("acting", "deputy").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Office {
    /// The table's name: "secretary of state".
    pub(super) name: &'static str,
    /// True behind "vice", "deputy", "assistant" and the like: never answers to the plain office.
    pub(super) qualified: bool,
}

/// Offices that "leader" may stand for.
const LEADERS: &[&str] = &[
    "leader",
    "president",
    "general secretary",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "emperor",
    "emir",
    "sultan",
];

/// Words that make another office of the one behind them.
const QUALIFIERS: &[&str] = &[
    "vice",
    "deputy",
    "assistant",
    "under",
    "associate",
    "opposition",
    "party",
    "council",
    "shadow",
    "parliamentary",
];

impl Office {
    /// How well a holder of this office answers to `described`: the lower, the better. `None`: not at all.
    pub(super) fn answers(&self, described: &Office) -> Option<usize> {
        if self.qualified != described.qualified {
            return None;
        }
        if self.name == described.name {
            return Some(0);
        }
        if described.name == "leader" && !self.qualified {
            return LEADERS.iter().position(|leader| *leader == self.name);
        }
        None
    }
}

impl Office {
    /// The offices whose holders answer to a described one, the best first.
    pub(super) fn answering(described: &Office) -> Vec<Office> {
        let mut offices = vec![described.clone()];
        if described.name == "leader" && !described.qualified {
            let others = LEADERS.iter().filter(|name| **name != "leader");
            offices.extend(others.map(|name| Office { name, qualified: false }));
        }
        offices
    }
}

/// The office that a role names, if any.
pub(super) fn office(role: &str) -> Option<Office> {
    let words: Vec<String> = words(role);
    let table = table();
    let longest = table.keys().map(Vec::len).max().unwrap_or(0);
    for start in 0..words.len() {
        // "adviser to the president", "aide to Prime Minister Abe": the office is somebody else's.
        if words[start] == "to" {
            return None;
        }
        let ends = (start + 1..=words.len().min(start + longest)).rev();
        let Some((end, name)) =
            ends.filter_map(|end| table.get(&words[start..end]).map(|name| (end, *name))).next()
        else {
            continue;
        };
        if words.get(end).is_some_and(|next| next == "'s") {
            continue;
        }
        let qualified =
            start.checked_sub(1).is_some_and(|before| QUALIFIERS.contains(&words[before].as_str()));
        return Some(Office { name, qualified });
    }
    None
}

/// The country that a holder of a role stands for: not the one that they are sent to or deal with
/// ("ambassador to Spain", "special representative for North Korea").
pub(super) fn own_country(role: &str, named: Option<&'static str>) -> Option<&'static str> {
    let abroad = [" to ", " for ", " on "].iter().filter_map(|word| role.find(word)).min();
    match abroad {
        Some(at) if named.is_some() => country_in(role.get(..at)?),
        _ => named,
    }
}

/// The country that a role begins with ("North Korean leader") or ends with ("president of Russia").
pub(super) fn country_in(role: &str) -> Option<&'static str> {
    const LONGEST: usize = 24;
    let role = role.strip_prefix("the ").or_else(|| role.strip_prefix("former ")).unwrap_or(role);
    let words: Vec<&str> = role.split_whitespace().take(LONGEST).collect();
    let heads = (1..=words.len().min(3)).rev().map(|end| words[..end].join(" "));
    let tails = (1..words.len().min(5)).rev().map(|n| words[words.len() - n..].join(" "));
    heads.chain(tails).find_map(|words| {
        let words = words.trim_end_matches("'s").trim_end_matches("’s");
        places::demonym(words).or_else(|| places::country_of(words))
    })
}

/// Words in lower case; a possessive is a word of its own. Reads no more than a role can be long.
fn words(role: &str) -> Vec<String> {
    const LONGEST: usize = 24;
    let mut words = Vec::new();
    for word in role.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')')).take(LONGEST) {
        let word = word.to_lowercase().replace('’', "'");
        match word.strip_suffix("'s").or_else(|| word.strip_suffix("s'")) {
            Some(owner) => words.extend([owner.to_owned(), "'s".to_owned()]),
            None if word.is_empty() => {}
            None => words.push(word),
        }
    }
    words
}

fn table() -> &'static BTreeMap<Vec<String>, &'static str> {
    static TABLE: LazyLock<BTreeMap<Vec<String>, &'static str>> = LazyLock::new(|| {
        let mut forms = BTreeMap::new();
        for line in include_str!("offices.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (name, others) = line.split_once('\t').unwrap_or((line, ""));
            for form in std::iter::once(name).chain(others.split('|')).filter(|form| !form.is_empty()) {
                forms.insert(form.split(' ').map(str::to_owned).collect(), name);
            }
        }
        forms
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(role: &str, expected: Option<(&str, bool)>) {
        assert_eq!(office(role).map(|o| (o.name, o.qualified)), expected, "{role}");
    }

    #[test]
    fn roles_name_offices() {
        check("US President", Some(("president", false)));
        check("the North Korean leader", Some(("leader", false)));
        check("US Secretary of State", Some(("secretary of state", false)));
        check("Foreign Minister", Some(("secretary of state", false)));
        check("Prime Minister of Japan", Some(("prime minister", false)));
        check("North Korean Vice Foreign Minister", Some(("deputy foreign minister", false)));
        check("Deputy National Security Adviser", Some(("national security adviser", true)));
        check("assistant secretary of state for East Asia", Some(("secretary of state", true)));
    }

    #[test]
    fn an_office_of_somebody_else_is_none() {
        check("Kim Jong-un's sister", None);
        check("the president's spokesman", None);
        check("senior adviser to the president", None);
        check("negotiator", None);
        check("", None);
    }

    #[test]
    fn a_country_abroad_is_not_ones_own() {
        assert_eq!(own_country("former ambassador to Spain", Some("ES")), None);
        assert_eq!(own_country("special representative for North Korea", Some("KP")), None);
        assert_eq!(own_country("U.S. ambassador to the Philippines", Some("US")), Some("US"));
        assert_eq!(own_country("foreign minister of Russia", Some("RU")), Some("RU"));
        assert_eq!(country_in("North Korean leader"), Some("KP"));
        assert_eq!(country_in("president of Russia"), Some("RU"));
        assert_eq!(country_in("Iceland's president"), Some("IS"));
    }

    #[test]
    fn leaders_are_presidents_before_prime_ministers() {
        let of = |role: &str| office(role).expect("an office");
        let leader = of("leader");
        assert!(of("president").answers(&leader) < of("prime minister").answers(&leader));
        assert_eq!(of("leader").answers(&of("president")), None);
        assert_eq!(of("vice president").answers(&of("president")), None);
    }
}
