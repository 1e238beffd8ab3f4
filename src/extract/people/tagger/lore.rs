//! Words that are no names as a rule: those that the texts which the tagger learnt from write in lower case.
//!
//! A short text does not tell by itself that "Visitors" in its headline is no name; other texts do. The
//! list is learnt with the weights and stands in the model. Entry points: [`Lore::of`], [`Lore::learn`].

use std::collections::BTreeMap;

/// What is known of words from other texts.
pub(super) struct Lore {
    bits: Vec<u64>,
}

/// Binary logarithm of the number of bits.
const LOG: u32 = 20;

impl Lore {
    /// From the prints of the words that are no names.
    pub(super) fn new(prints: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; 1 << (LOG - 6)];
        for print in prints {
            let at = print >> (32 - LOG);
            bits[(at >> 6) as usize] |= 1 << (at & 63);
        }
        Lore { bits }
    }

    /// True where other texts write the word with this key in lower case.
    pub(super) fn of(&self, key: u64) -> bool {
        let at = print(key) >> (32 - LOG);
        self.bits[(at >> 6) as usize] >> (at & 63) & 1 == 1
    }

    /// The prints of the words that stand in lower case in two documents or more, and there far more often
    /// than with a capital inside a sentence. Each document gives (key, lower case).
    pub(super) fn learn(documents: impl Iterator<Item = Vec<(u64, bool)>>) -> Vec<u32> {
        let mut counts: BTreeMap<u32, (u32, u32, u32)> = BTreeMap::new();
        for document in documents {
            let mut seen: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
            for (key, lower) in document {
                let count = seen.entry(print(key)).or_default();
                count.0 += u32::from(lower);
                count.1 += u32::from(!lower);
            }
            for (print, (lower, capital)) in seen {
                let count = counts.entry(print).or_default();
                count.0 += lower;
                count.1 += capital;
                count.2 += u32::from(lower > 0);
            }
        }
        let common = counts
            .into_iter()
            .filter(|(_, (lower, capital, documents))| *documents > 1 && lower > &(3 * capital));
        common.map(|(print, _)| print).collect()
    }
}

fn print(key: u64) -> u32 {
    (key >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::people::lexicon::key_of;

    #[test]
    fn words_in_lower_case_elsewhere_are_known() {
        let text = |words: &[(&str, bool)]| words.iter().map(|(w, l)| (key_of(w), *l)).collect::<Vec<_>>();
        let documents =
            [text(&[("visitors", true), ("Ilic", false)]), text(&[("visitors", true), ("rose", true)])];
        let lore = Lore::new(Lore::learn(documents.into_iter()).into_iter());
        assert_eq!(["Visitors", "Ilic", "Rose"].map(|w| lore.of(key_of(w))), [true, false, false]);
    }
}
