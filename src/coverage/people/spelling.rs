//! One key for what romanisation and translation spell in several ways: "Sergei" and "Sergey",
//! "Zelensky" and "Zelenskyy", "Mueller" and "Müller", "Mike" and "Michael".
//!
//! The strict key ([`spelling`]) merges; the loose one ([`skeleton`]) only raises the question.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::slug::slug;

/// How a name was romanised: rules that serve Europe would merge two Koreans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Tradition {
    /// Given name first.
    GivenFirst,
    /// Family name first: Korean, Chinese, Vietnamese, Hungarian names.
    FamilyFirst,
}

/// Letters to letters, tried in this order at each place: given name first.
const GIVEN_FIRST: &[(&str, &str)] = &[
    ("shch", "sc"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("kh", "h"),
    ("ph", "f"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("yy", "i"),
    ("ij", "i"),
    ("ej", "i"),
    ("aj", "ai"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
];

/// The same for names with the family name first. "Jong" and "Yong", "Cho" and "Choe" stay apart.
const FAMILY_FIRST: &[(&str, &str)] =
    &[("oi", "oe"), ("ou", "o"), ("eo", "o"), ("oo", "u"), ("ee", "i"), ("ui", "i"), ("ae", "ai")];

/// The words of a name, in lower case and without diacritics: "Jean-Claude" is two.
pub(super) fn words(name: &str) -> Vec<String> {
    slug(name).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The key that all spellings of a word share.
pub(super) fn spelling(word: &str, tradition: Tradition) -> String {
    let rules = match tradition {
        Tradition::GivenFirst => GIVEN_FIRST,
        Tradition::FamilyFirst => FAMILY_FIRST,
    };
    // "Yelena" and "Elena", "Yevgeny" and "Evgeny".
    let word = match tradition {
        Tradition::GivenFirst if word.starts_with("ye") => &word[1..],
        _ => word,
    };
    let mut key = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let rule = rules.iter().find(|(from, _)| rest.starts_with(from));
        let (from, to) = rule.map_or((c.len_utf8(), None), |(from, to)| (from.len(), Some(*to)));
        let to = to.unwrap_or(&rest[..from]);
        for letter in to.chars() {
            if !key.ends_with(letter) {
                key.push(letter);
            }
        }
        rest = &rest[from..];
    }
    key
}

/// The forename that short forms and other spellings stand for: "mike" is "michael".
pub(super) fn forename(word: &str) -> &str {
    static NICKNAMES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
        let mut forms = BTreeMap::new();
        for line in include_str!("nicknames.tsv").lines().filter(|line| !line.starts_with('#')) {
            let Some((name, others)) = line.split_once('\t') else { continue };
            forms.extend(others.split(' ').map(|other| (other, name)));
        }
        forms
    });
    NICKNAMES.get(word).copied().unwrap_or(word)
}

/// The consonants of a key: two names that share them are worth a question, no more.
pub(super) fn skeleton(key: &str) -> String {
    let mut consonants = String::new();
    for c in key.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => continue,
            'g' | 'q' => 'k',
            other => other,
        };
        if !consonants.ends_with(c) {
            consonants.push(c);
        }
    }
    consonants
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tradition: Tradition, one: &str, other: &str, same: bool) {
        let key = |word: &str| spelling(forename(&slug(word)), tradition);
        assert_eq!(key(one) == key(other), same, "{one} {other}: {} {}", key(one), key(other));
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (one, other) in [
            ("Sergei", "Sergey"),
            ("Zelensky", "Zelenskyy"),
            ("Zelenskiy", "Zelenski"),
            ("Mueller", "Müller"),
            ("Gorbachev", "Gorbatchev"),
            ("Yeltsin", "Eltsin"),
            ("Assad", "Asad"),
            ("Sisi", "Sissi"),
            ("Erdogan", "Erdoğan"),
            ("Mike", "Michael"),
            ("Muhammad", "Mohamed"),
            ("Jozef", "Jozef"),
        ] {
            check(Tradition::GivenFirst, one, other, true);
        }
        for (one, other) in [("Choe", "Choi"), ("Yong", "Young"), ("Hui", "Hee"), ("Cheol", "Chol")] {
            check(Tradition::FamilyFirst, one, other, true);
        }
    }

    #[test]
    fn names_that_only_look_alike_stay_apart() {
        for (one, other) in [
            ("Jong", "Yong"),
            ("Cho", "Choe"),
            ("Un", "Il"),
            ("Il", "Ir"),
            ("Jung", "Jong"),
            ("Chol", "Chon"),
        ] {
            check(Tradition::FamilyFirst, one, other, false);
        }
        for (one, other) in [("Jake", "John"), ("Jan", "Ian"), ("Maria", "Mario"), ("Ronald", "Reginald")] {
            check(Tradition::GivenFirst, one, other, false);
        }
    }
}
