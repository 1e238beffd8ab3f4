//! The words that people are told by: forenames, family names, titles, roles, kinship, countries.
//!
//! All tables are text files beside this one, read once into one hash table from a word's key to a set
//! of [`flag`]s. Entry points: [`lexicon`], [`key_of`].

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::vocabulary::{Keyed, OFFSET, PRIME, finish, step};

/// What a word may be; a word may be several things at once.
pub(super) mod flag {
    /// A forename given to men.
    pub(in crate::extract::people) const FORENAME_M: u32 = 1 << 0;
    /// A forename given to women.
    pub(in crate::extract::people) const FORENAME_F: u32 = 1 << 1;
    /// A family name.
    pub(in crate::extract::people) const SURNAME: u32 = 1 << 2;
    /// A forename or family name that is a common word, a place or a title too.
    pub(in crate::extract::people) const AMBIGUOUS: u32 = 1 << 3;
    /// A family name of China, Korea or Vietnam, where it stands first.
    pub(in crate::extract::people) const EAST: u32 = 1 << 4;
    /// "Mr", "Dr", "General": stands before a name.
    pub(in crate::extract::people) const HONORIFIC: u32 = 1 << 5;
    /// An honorific of men.
    pub(in crate::extract::people) const MALE: u32 = 1 << 6;
    /// An honorific of women.
    pub(in crate::extract::people) const FEMALE: u32 = 1 << 7;
    /// The head of a role: "president", "adviser".
    pub(in crate::extract::people) const ROLE: u32 = 1 << 8;
    /// A role at the head of a country: "leader", "president", "chairman".
    pub(in crate::extract::people) const TOP: u32 = 1 << 9;
    /// Stands between country and head of a role: "vice", "foreign", "intelligence".
    pub(in crate::extract::people) const MODIFIER: u32 = 1 << 10;
    /// "former", "then".
    pub(in crate::extract::people) const FORMER: u32 = 1 << 11;
    /// "sister", "son".
    pub(in crate::extract::people) const KIN: u32 = 1 << 12;
    /// A role at somebody's side: "adviser", "spokesman".
    pub(in crate::extract::people) const STAFF: u32 = 1 << 13;
    /// A verb whose subject is mostly a person.
    pub(in crate::extract::people) const SAY: u32 = 1 << 14;
    /// "bin", "van", "de": links the words of a name.
    pub(in crate::extract::people) const PARTICLE: u32 = 1 << 15;
    /// "Jr", "III".
    pub(in crate::extract::people) const SUFFIX: u32 = 1 << 16;
    /// A function word: begins sentences with a capital and is no name.
    pub(in crate::extract::people) const FUNCTION: u32 = 1 << 17;
    /// A month, a weekday, a feast.
    pub(in crate::extract::people) const CALENDAR: u32 = 1 << 18;
    /// A word of organisations, buildings and places.
    pub(in crate::extract::people) const ORG: u32 = 1 << 19;
    /// A known name of something that is no person.
    pub(in crate::extract::people) const OTHER: u32 = 1 << 20;
    /// First word of a country's name or demonym.
    pub(in crate::extract::people) const COUNTRY: u32 = 1 << 21;
    /// A city, a state, a region.
    pub(in crate::extract::people) const PLACE: u32 = 1 << 22;
    /// Either forename flag.
    pub(in crate::extract::people) const FORENAME: u32 = FORENAME_M | FORENAME_F;
}

/// A country's name or adjective, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1 alpha-2; `EU`, `UN` and `XN` for those bodies.
    pub(super) iso: &'static str,
    /// True for "North Korean", false for "North Korea".
    pub(super) demonym: bool,
    /// How many words it has.
    pub(super) words: usize,
}

/// All tables.
pub(super) struct Lexicon {
    flags: Keyed<u32>,
    countries: Keyed<Country>,
}

impl Lexicon {
    /// What the word with this key may be.
    pub(super) fn flags(&self, key: u64) -> u32 {
        self.flags.get(&key).copied().unwrap_or(0)
    }

    /// The country whose name or adjective the words with these keys begin with, the longest one.
    pub(super) fn country(&self, keys: impl Iterator<Item = u64>) -> Option<Country> {
        let mut phrase = 0;
        let mut found = None;
        for key in keys.take(LONGEST_COUNTRY) {
            phrase = joined(phrase, key);
            found = self.countries.get(&phrase).copied().or(found);
        }
        found
    }

    fn add(&mut self, word: &str, flags: u32) {
        *self.flags.entry(key_of(word)).or_default() |= flags;
    }
}

/// Words of the longest name of a country in the table.
const LONGEST_COUNTRY: usize = 5;

/// The tables, read at their first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(read);
    &LEXICON
}

/// The key of a word: the hash of its letters in lower case, without accents, apostrophes and stops. That of a word
/// of ASCII letters alone is its key as a token: see [`crate::text::Text::key`].
pub(super) fn key_of(word: &str) -> u64 {
    let mut hash = OFFSET;
    if word.is_ascii() {
        for &byte in word.as_bytes() {
            if byte != b'\'' && byte != b'.' {
                hash = step(hash, byte.to_ascii_lowercase());
            }
        }
        return finish(hash);
    }
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        let plain = match c {
            'ı' | 'İ' => "i",
            'ł' | 'Ł' => "l",
            'ø' | 'Ø' => "o",
            'đ' | 'Đ' | 'ð' | 'Ð' => "d",
            'ß' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ə' | 'Ə' => "a",
            '’' | '‘' | 'ʼ' | '\'' | '.' => "",
            '‐' | '‑' => "-",
            other => {
                for lower in other.to_lowercase() {
                    let mut buffer = [0; 4];
                    for &byte in lower.encode_utf8(&mut buffer).as_bytes() {
                        hash = step(hash, byte);
                    }
                }
                continue;
            }
        };
        for &byte in plain.as_bytes() {
            hash = step(hash, byte);
        }
    }
    finish(hash)
}

/// The key of a phrase from the key of the words so far and that of the next one.
pub(super) fn joined(phrase: u64, key: u64) -> u64 {
    finish((phrase ^ key.rotate_left(17)).wrapping_mul(PRIME))
}

/// Class names of `words.tsv`.
const CLASSES: &[(&str, u32)] = &[
    ("honorific", flag::HONORIFIC),
    ("honorific_m", flag::HONORIFIC | flag::MALE),
    ("honorific_f", flag::HONORIFIC | flag::FEMALE),
    ("role", flag::ROLE),
    ("top", flag::TOP | flag::ROLE),
    ("modifier", flag::MODIFIER),
    ("former", flag::FORMER),
    ("kin", flag::KIN),
    ("kin_m", flag::KIN | flag::MALE),
    ("kin_f", flag::KIN | flag::FEMALE),
    ("staff", flag::STAFF),
    ("say", flag::SAY),
    ("particle", flag::PARTICLE),
    ("suffix", flag::SUFFIX),
    ("function", flag::FUNCTION),
    ("calendar", flag::CALENDAR),
    ("org", flag::ORG),
    ("other", flag::OTHER),
    ("east", flag::EAST),
    ("place", flag::PLACE),
];

fn read() -> Lexicon {
    let mut lexicon = Lexicon { flags: Keyed::default(), countries: Keyed::default() };
    for row in rows(include_str!("words.tsv")) {
        let (class, words) = row.split_once('\t').unwrap_or((row, ""));
        let flags = CLASSES.iter().find(|(name, _)| *name == class).map_or(0, |(_, flags)| *flags);
        debug_assert!(flags != 0, "words.tsv: unknown class {class}");
        for word in words.split_whitespace() {
            lexicon.add(word, flags);
        }
    }
    for row in rows(include_str!("forenames.tsv")) {
        let (name, class) = row.split_once('\t').unwrap_or((row, "b"));
        let gender = match class.trim_end_matches('?') {
            "m" => flag::FORENAME_M,
            "f" => flag::FORENAME_F,
            _ => flag::FORENAME,
        };
        lexicon.add(name, gender | if class.ends_with('?') { flag::AMBIGUOUS } else { 0 });
    }
    for row in rows(include_str!("surnames.tsv")) {
        let (name, mark) = row.split_once('\t').unwrap_or((row, ""));
        lexicon.add(name, flag::SURNAME | if mark == "?" { flag::AMBIGUOUS } else { 0 });
    }
    for row in rows(include_str!("countries.tsv")) {
        let mut cells = row.split('\t');
        let iso = cells.next().unwrap_or("");
        for (cell, demonym) in [(cells.next(), false), (cells.next(), true)] {
            for phrase in cell.unwrap_or("").split('|').filter(|p| !p.is_empty()) {
                let keys: Vec<u64> = phrase.split(' ').map(key_of).collect();
                let joined = keys.iter().fold(0, |phrase, &key| joined(phrase, key));
                lexicon.countries.insert(joined, Country { iso, demonym, words: keys.len() });
                *lexicon.flags.entry(keys[0]).or_default() |= flag::COUNTRY;
            }
        }
    }
    lexicon
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, flags: u32) {
        assert_eq!(lexicon().flags(key_of(word)) & flags, flags, "{word}");
    }

    #[test]
    fn words_are_found_whatever_their_accents_and_case() {
        check("Erdoğan", flag::SURNAME);
        check("ERDOGAN", flag::SURNAME);
        check("O'Brien", flag::SURNAME);
        check("O’Brien", flag::SURNAME);
        check("Mr.", flag::HONORIFIC | flag::MALE);
        check("sister", flag::KIN | flag::FEMALE);
        check("Kim", flag::EAST | flag::SURNAME);
    }

    #[test]
    fn countries_are_phrases() {
        let find = |words: &str| {
            lexicon().country(words.split(' ').map(key_of)).map(|c| (c.iso, c.demonym, c.words))
        };
        assert_eq!(find("North Korean leader"), Some(("KP", true, 2)));
        assert_eq!(find("U.S. president"), Some(("US", false, 1)));
        assert_eq!(find("leader"), None);
    }
}
