//! Word classes of the layer (`words.tsv`). Entry point: [`is`].

use std::sync::LazyLock;

use crate::text::vocabulary::{Keyed, key};

/// The classes in the order of their bits.
const CLASSES: &[&str] = &[
    "preposition",
    "particle",
    "loose",
    "opener",
    "fronting",
    "opening",
    "calendar",
    "zone",
    "joint",
    "object",
    "aside",
    "gerund",
    "thing",
    "adverbial",
];

/// A class of words.
#[derive(Clone, Copy)]
pub(super) enum Class {
    Preposition,
    Particle,
    Loose,
    Opener,
    Fronting,
    Opening,
    Calendar,
    Zone,
    Joint,
    Object,
    Aside,
    Gerund,
    Thing,
    Adverbial,
}

/// The classes of each word, one bit each.
static WORDS: LazyLock<Keyed<u32>> = LazyLock::new(|| {
    let mut words: Keyed<u32> = Keyed::default();
    for row in include_str!("words.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((class, list)) = row.split_once('\t') else { continue };
        let Some(bit) = CLASSES.iter().position(|c| *c == class) else { continue };
        for word in list.split(' ') {
            *words.entry(key(word)).or_default() |= 1 << bit;
        }
    }
    words
});

/// True where `words.tsv` counts a word, in lower case, to a class.
pub(super) fn is(class: Class, word: &str) -> bool {
    WORDS.get(&key(word)).is_some_and(|bits| bits & (1 << class as u32) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_table_is_known_and_every_bit_its_own() {
        let rows = include_str!("words.tsv").lines().filter(|l| !l.starts_with('#'));
        let classes: Vec<&str> =
            rows.filter_map(|row| row.split_once('\t')).map(|(class, _)| class).collect();
        assert_eq!(classes, CLASSES);
        assert!(is(Class::Preposition, "of") && !is(Class::Preposition, "and"));
        assert!(is(Class::Adverbial, "never") && !is(Class::Adverbial, "of"));
    }
}
