//! What a name is compared by: family name, given names, generation, each in one spelling.
//!
//! Entry point: [`NameKey::new`]. Two names are related by [`NameKey::relation`].

use super::spelling::{Tradition, forename, skeleton, spelling, words};
use crate::extract::NameParts;

/// Parts of a family name that lists and reports leave out at will.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "bin", "ibn", "ben", "bint", "abu", "de", "da", "do", "dos", "das", "del", "della",
    "di", "du", "la", "le", "las", "los", "van", "von", "der", "den", "ten", "ter", "zu", "zur", "af", "av",
    "y", "e", "st", "san",
];

/// How much of a name without letters is compared, in characters.
const LONGEST: usize = 120;

/// What tells father and son apart.
const GENERATIONS: &[(&str, &str)] =
    &[("jr", "jr"), ("junior", "jr"), ("sr", "sr"), ("senior", "sr"), ("ii", "2"), ("iii", "3"), ("iv", "4")];

/// A name, ready to compare.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameKey {
    /// The family name's last word, in one spelling; for a name of one word, that word.
    pub(super) family: String,
    /// The other words, in order, in lower case.
    pub(super) given: Vec<String>,
    /// The given names run together, in one spelling: "jongun".
    pub(super) joined: String,
    /// The first given name, in one spelling, short forms as long ones: "michael".
    pub(super) first: String,
    /// "jr", "2".
    pub(super) generation: Option<&'static str>,
    /// True where no given name is known: "Kim", "López Obrador", "Suharto".
    pub(super) bare: bool,
    /// In which order the name stands.
    pub(super) tradition: Tradition,
}

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Spellings of one name.
    Same,
    /// One says more than the other, and nothing contradicts: "Sarah Huckabee Sanders", "Sarah Sanders".
    Compatible,
    /// Worth a question.
    Open,
    /// Two names.
    Different,
}

impl NameKey {
    /// The key of a name. One without letter or digit is its own key.
    pub(super) fn new(name: &NameParts) -> NameKey {
        let mut all = words(&name.full);
        let generation = generation(&mut all);
        let (family, given) = match (&name.family, &name.given) {
            (Some(family), Some(given)) => (words(family), words(given)),
            (Some(family), None) => (words(family), rest(&all, &words(family))),
            (None, Some(given)) => (rest(&all, &words(given)), words(given)),
            (None, None) => {
                let last = all.pop();
                (last.into_iter().collect(), all)
            }
        };
        let mut family = family;
        let mut given = given;
        generation_only(&mut family);
        generation_only(&mut given);
        if family.is_empty() {
            std::mem::swap(&mut family, &mut given);
        }
        let tradition = match name.family_first && !given.is_empty() {
            true => Tradition::FamilyFirst,
            false => Tradition::GivenFirst,
        };
        let bare = given.is_empty();
        if tradition == Tradition::GivenFirst {
            family = without_particles(family);
            given = without_particles(given);
        }
        let last = family.pop().unwrap_or_else(|| name.full.chars().take(LONGEST).collect());
        // "Huckabee Sanders" as a family name: what stands before its last word may also be left out.
        given.extend(family);
        let joined = spelling(&given.concat(), tradition);
        let first = given.first().map(|first| spelling(forename(first), tradition)).unwrap_or_default();
        NameKey { family: family_spelling(&last), given, joined, first, generation, bare, tradition }
    }

    /// True where both are spellings of one name, bare or full.
    pub(super) fn is_spelling_of(&self, other: &NameKey) -> bool {
        (&self.family, self.generation, self.bare) == (&other.family, other.generation, other.bare)
            && self.given_is(other)
    }

    /// The same letters, or the same key where both were romanised by the same rules.
    fn given_is(&self, other: &NameKey) -> bool {
        (self.tradition == other.tradition && self.joined == other.joined)
            || self.given.concat() == other.given.concat()
    }

    /// All words in alphabetical order: what a name whose parts were mistaken still shares.
    pub(super) fn bag(&self) -> String {
        let mut words: Vec<&str> = self.given.iter().map(String::as_str).collect();
        words.push(&self.family);
        words.sort_unstable();
        words.join(" ")
    }

    /// True where the first given name is an initial: "D. Trump".
    pub(super) fn is_initialled(&self) -> bool {
        self.given.first().is_some_and(|first| is_initial(first))
    }

    /// The consonants of the given names.
    pub(super) fn given_skeleton(&self) -> String {
        skeleton(&self.joined)
    }

    /// How two full names of one family name stand to each other.
    pub(super) fn relation(&self, other: &NameKey) -> Relation {
        if self.family != other.family || self.generation != other.generation {
            return Relation::Different;
        }
        if self.given_is(other) {
            return Relation::Same;
        }
        let family_first =
            self.tradition == Tradition::FamilyFirst || other.tradition == Tradition::FamilyFirst;
        if !family_first && self.first == other.first {
            return match middles_agree(&self.given[1..], &other.given[1..]) {
                true => Relation::Compatible,
                false => Relation::Different,
            };
        }
        if !family_first && (self.is_initialled() || other.is_initialled()) {
            let starts = |key: &NameKey| key.given.first().and_then(|first| first.chars().next());
            if starts(self) == starts(other) && middles_agree(&self.given[1..], &other.given[1..]) {
                return Relation::Compatible;
            }
            return Relation::Different;
        }
        let skeleton = self.given_skeleton();
        match skeleton.len() >= 3 && skeleton == other.given_skeleton() {
            true => Relation::Open,
            false => Relation::Different,
        }
    }
}

/// The key of a family name: one for both traditions, since a surname alone does not show its own.
/// "Choi" and "Choe" are one.
fn family_spelling(word: &str) -> String {
    spelling(&word.replace("oi", "oe"), Tradition::GivenFirst)
}

/// True for "j".
fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Do middle names contradict? "H. W." and "W." do; "Huckabee" and none do not.
pub(super) fn middles_agree(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let Some(first) = short.first() else { return true };
    if is_initial(first) || long.iter().any(|word| is_initial(word)) {
        return short.iter().zip(long).all(|(a, b)| match is_initial(a) || is_initial(b) {
            true => a.chars().next() == b.chars().next(),
            false => a == b,
        });
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// Takes a word for the generation off the end of a name.
fn generation(words: &mut Vec<String>) -> Option<&'static str> {
    let last = words.last().filter(|_| words.len() > 1)?;
    let (_, generation) = GENERATIONS.iter().find(|(word, _)| word == last)?;
    words.pop();
    Some(generation)
}

fn generation_only(words: &mut Vec<String>) {
    generation(words);
    if words.len() == 1 && GENERATIONS.iter().any(|(word, _)| *word == words[0]) {
        words.clear();
    }
}

/// `all` without the words of `part`.
fn rest(all: &[String], part: &[String]) -> Vec<String> {
    all.iter().filter(|word| !part.contains(word)).cloned().collect()
}

/// Leaves particles out, unless nothing else is there.
fn without_particles(words: Vec<String>) -> Vec<String> {
    if words.iter().all(|word| PARTICLES.contains(&word.as_str())) {
        return words;
    }
    words.into_iter().filter(|word| !PARTICLES.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::testing::name;

    fn check(one: &str, other: &str, expected: Relation) {
        let key = |text: &str| NameKey::new(&name(text));
        assert_eq!(key(one).relation(&key(other)), expected, "{one} and {other}");
        assert_eq!(key(other).relation(&key(one)), expected, "{other} and {one}");
    }

    #[test]
    fn spellings_are_the_same() {
        check("{Kim} Jong-un", "{KIM} Jong Un", Relation::Same);
        check("{Moon} Jae-in", "Jae-in {Moon}", Relation::Same);
        check("{Abe} Shinzo", "Shinzo {Abe}", Relation::Same);
        check("Recep Tayyip {Erdoğan}", "Recep Tayyip {Erdogan}", Relation::Same);
        check("Bashar {al-Assad}", "Bashar {Assad}", Relation::Same);
        check("Ursula {von der Leyen}", "Ursula von der {Leyen}", Relation::Same);
        check("Sergei {Lavrov}", "Sergey {Lavrov}", Relation::Same);
        check("{Choe} Son-hui", "{Choe} Son Hui", Relation::Same);
    }

    #[test]
    fn fuller_forms_are_compatible() {
        check("Sarah {Huckabee Sanders}", "Sarah {Sanders}", Relation::Compatible);
        check("Sarah Huckabee {Sanders}", "Sarah {Sanders}", Relation::Compatible);
        check("Donald J. {Trump}", "Donald {Trump}", Relation::Compatible);
        check("D. {Trump}", "Donald {Trump}", Relation::Compatible);
        check("Mike {Pompeo}", "Michael R. {Pompeo}", Relation::Compatible);
        check("Joseph R. {Biden}", "Joe {Biden}", Relation::Compatible);
        check("Sergei {Lavrov}", "Sergey V. {Lavrov}", Relation::Compatible);
    }

    #[test]
    fn contradictions_stay_apart() {
        check("George W. {Bush}", "George H. W. {Bush}", Relation::Different);
        check("Donald {Trump}", "Donald {Trump} Jr.", Relation::Different);
        check("Donald {Trump}", "Ivanka {Trump}", Relation::Different);
        check("Jake {Sullivan}", "John {Sullivan}", Relation::Different);
        check("{Kim} Jong-un", "{Kim} Jong-il", Relation::Different);
        check("{Kim} Yo-jong", "{Kim} Yong-chol", Relation::Different);
        check("{Kim} Jong-chol", "{Kim} Yong-chol", Relation::Different);
        check("{Ri} Yong-ho", "{Ri} Su-yong", Relation::Different);
        check("Sung {Kim}", "{Kim} Il-sung", Relation::Different);
        check("{Kim} Yong-chol", "{Kim} Young-chul", Relation::Open);
    }
}
