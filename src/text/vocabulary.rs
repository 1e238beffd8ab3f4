//! Words as numbers: each has a key, the hash of its letters in lower case, made once while the text is cut
//! into tokens, so that a table of words is asked by number and never reads the letters again.
//!
//! Keys of 64 bits stand for words as they are: among all words of all languages not two share one by
//! chance. Entry points: [`key`], [`Keyed`], and [`known`] for what the reader of verb groups knows of a word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::groups::{Catenative, catenatives, class, classes};
use super::verbs::{VerbForm, verb_forms};

/// A table by the keys of words.
pub type Keyed<V> = HashMap<u64, V, BuildHasherDefault<ByKey>>;

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByKey(u64);

impl Hasher for ByKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = step(self.0, byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Where the hash of a word begins.
pub(crate) const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
/// What each letter multiplies it by.
pub(crate) const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash with one more byte (FNV-1a).
pub(crate) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// The hash with its bits well mixed.
pub(crate) fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// The key of a word in lower case.
pub fn key(word: &str) -> u64 {
    finish(word.bytes().fold(OFFSET, step))
}

/// What the reader of verb groups knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Of which verb it may be a form.
    pub(super) verb: Option<VerbForm>,
    /// Its classes, as bits of [`class`].
    pub(super) classes: u16,
    /// What it makes of an infinitive after it.
    pub(super) catenative: Option<Catenative>,
}

/// All known words; the first entry is that of unknown ones.
struct Vocabulary {
    entries: Vec<Known>,
    by_key: Keyed<u16>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { entries: vec![Known::default()], by_key: Keyed::default() };
    for (word, form) in verb_forms() {
        vocabulary.entry(&word).verb = Some(form);
    }
    for (word, class) in classes() {
        vocabulary.entry(word).classes |= class;
    }
    for (word, catenative) in catenatives() {
        vocabulary.entry(word).catenative = Some(catenative);
    }
    for word in AUXILIARIES {
        vocabulary.entry(word).classes |= class::AUXILIARY;
        vocabulary.entry(&format!("{word}n")).classes |= class::AUXILIARY;
    }
    vocabulary.entry("to").classes |= class::TO;
    vocabulary
});

/// Words that may be an auxiliary, also what an apostrophe leaves of one: "'ll", "wo" of "won't".
const AUXILIARIES: &[&str] = &[
    "ll", "d", "ve", "re", "m", "s", "is", "are", "am", "was", "were", "been", "being", "have", "has", "had",
    "do", "does", "did", "will", "wo", "shall", "sha", "would", "can", "ca", "cannot", "could", "may",
    "might", "must", "should",
];

impl Vocabulary {
    fn entry(&mut self, word: &str) -> &mut Known {
        let next = u16::try_from(self.entries.len()).expect("the tables hold fewer than 65,536 words");
        let at = *self.by_key.entry(key(word)).or_insert(next);
        if at == next {
            self.entries.push(Known::default());
        }
        &mut self.entries[usize::from(at)]
    }
}

/// The numbers of the words with these keys in the vocabulary; 0 for unknown ones.
pub(super) fn numbers(keys: &[u64]) -> Vec<u16> {
    let by_key = &VOCABULARY.by_key;
    keys.iter().map(|key| by_key.get(key).copied().unwrap_or(0)).collect()
}

/// What is known of the word with a number.
pub(super) fn numbered(number: u16) -> &'static Known {
    &VOCABULARY.entries[usize::from(number)]
}

/// What is known of a word in lower case.
pub(super) fn known(word: &str) -> &'static Known {
    numbered(VOCABULARY.by_key.get(&key(word)).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_all_tables_at_once() {
        let set = known("set");
        assert_eq!(set.verb.map(|f| f.lemma), Some("set"));
        assert_eq!(set.catenative, Some(Catenative::Schedule));
        assert!(known("the").classes & class::DETERMINER != 0 && known("the").verb.is_none());
        assert!(known("wouldn").classes & class::AUXILIARY != 0);
        assert!(known("reykjavik").verb.is_none() && known("reykjavik").classes == 0);
    }

    #[test]
    fn no_two_words_of_the_tables_share_a_key() {
        let mut words: Vec<String> = verb_forms().map(|(word, _)| word).collect();
        words.extend(classes().chain(catenatives().map(|(w, _)| (w, 0))).map(|(word, _)| word.to_owned()));
        words.sort();
        words.dedup();
        let mut keys: Vec<u64> = words.iter().map(|word| key(word)).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), words.len());
    }
}
