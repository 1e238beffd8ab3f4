//! Word classes of the places layer, from `namesakes.tsv` and `forenames.tsv`.

use std::sync::LazyLock;

use crate::text::vocabulary::{Keyed, key};

/// A given name: "Jack" in "Jack London".
pub(super) const FORENAME: u16 = 1;
/// A place name that people bear as a forename.
pub(super) const PLACE_FORENAME: u16 = 2;
/// A place name that people bear as a surname.
pub(super) const PLACE_SURNAME: u16 = 4;
/// A place name that is an ordinary word at the start of a sentence.
pub(super) const ORDINARY: u16 = 8;
/// After a place name, makes it part of another name.
pub(super) const AFTER: u16 = 16;
/// Before a place name, makes it part of another name.
pub(super) const BEFORE: u16 = 32;
/// Before a name, says that it is a place.
pub(super) const LOCATIVE: u16 = 64;
/// Stands before a surname.
pub(super) const TITLE: u16 = 128;
/// After "US", makes it a noun.
pub(super) const VERB: u16 = 256;
/// A capitalised word that follows a place name without making it a person's.
pub(super) const FOLLOWER: u16 = 512;

static CLASSES: LazyLock<Keyed<u16>> = LazyLock::new(|| {
    let mut classes = Keyed::<u16>::default();
    for row in include_str!("namesakes.tsv").lines().filter(|row| !row.starts_with('#')) {
        let Some((class, words)) = row.split_once('\t') else { continue };
        let class = match class {
            "forename" => PLACE_FORENAME,
            "surname" => PLACE_SURNAME,
            "word" => ORDINARY,
            "after" => AFTER,
            "before" => BEFORE,
            "locative" => LOCATIVE,
            "title" => TITLE,
            "verb" => VERB,
            _ => FOLLOWER,
        };
        words.split_whitespace().for_each(|word| *classes.entry(key(word)).or_default() |= class);
    }
    for row in include_str!("forenames.tsv").lines().filter(|row| !row.starts_with('#')) {
        row.split_whitespace().for_each(|word| *classes.entry(key(word)).or_default() |= FORENAME);
    }
    classes
});

/// True where `word`, in lower case, is of one of `classes`.
pub(super) fn is(word: &str, classes: u16) -> bool {
    CLASSES.get(&key(word)).is_some_and(|of| of & classes != 0)
}
