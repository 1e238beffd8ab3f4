//! Venues that no gazetteer can list: "the Regent hotel", "Villa Aurora", "the Palace of Nations".
//!
//! A name of capitalised words with a word for a building before or after it. Entry point: [`venue_at`].

use std::sync::LazyLock;

use super::gazetteer::demonym_at;
use super::phrase::one_space;
use crate::text::Text;
use crate::text::vocabulary::{Keyed, key};

/// Buildings that follow their name; those in lower case may be written so: "the Regent hotel".
const AFTER_NAME: &[&str] = &[
    "hotel",
    "palace",
    "villa",
    "castle",
    "airport",
    "resort",
    "residence",
    "guesthouse",
    "guest house",
    "conference centre",
    "conference center",
    "convention centre",
    "convention center",
    "air base",
    "naval base",
    "railway station",
    "train station",
    "theatre",
    "museum",
    "stadium",
    "monastery",
    "cathedral",
    "mosque",
    "temple",
    "mansion",
    "golf club",
    "ranch",
];
/// Buildings that follow their name only as part of it: "Hofdi House", not "the opera house".
const AFTER_NAME_CAPITAL: &[&str] = &["House", "Hall", "Tower", "Square", "Garden", "Gardens", "Chancellery"];
/// Buildings that stand before their name.
const BEFORE_NAME: &[&str] =
    &["Villa", "Hotel", "Hôtel", "Palais", "Palazzo", "Château", "Chateau", "Schloss", "Camp", "Castel"];
/// Small words inside a name.
const LINKS: &[&str] = &["of", "de", "la", "le", "du", "des", "del", "della", "the", "and", "al", "el"];
/// Capitalised words before "House" and the like that make no venue.
const NOT_A_VENUE: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "in",
    "at",
    "on",
    "from",
    "random",
    "republican",
    "democratic",
    "upper",
    "lower",
    "full",
    "us",
    "town",
    "city",
    "house",
    "every",
    "each",
    "one",
    "and",
    "but",
    "of",
    "to",
    "by",
    "near",
    "outside",
    "inside",
];
/// A word of [`BEFORE_NAME`].
const BEFORE: u8 = 1;
/// A word of [`LINKS`].
const LINK: u8 = 1 << 1;
/// A word of [`NOT_A_VENUE`].
const NEVER: u8 = 1 << 2;
/// The first word of a building.
const BUILDING: u8 = 1 << 3;

/// What the lists above say of a word: most words stand in none of them.
static WORDS: LazyLock<Keyed<u8>> = LazyLock::new(|| {
    let mut words = Keyed::<u8>::default();
    let buildings = AFTER_NAME.iter().filter_map(|name| name.split(' ').next());
    let lists = [(BEFORE, BEFORE_NAME), (LINK, LINKS), (NEVER, NOT_A_VENUE), (BUILDING, AFTER_NAME_CAPITAL)];
    let listed = lists.into_iter().flat_map(|(class, list)| list.iter().map(move |word| (class, *word)));
    for (class, word) in listed.chain(buildings.map(|word| (BUILDING, word))) {
        *words.entry(key(&word.to_ascii_lowercase())).or_default() |= class;
    }
    words
});

/// True where token `i`, in any case, is of a class.
fn is(text: &Text<'_>, i: usize, class: u8) -> bool {
    WORDS.get(&text.key(i)).is_some_and(|classes| classes & class != 0)
}

/// Longest name in tokens, the building included.
const LONGEST: usize = 7;

/// The venue that begins at token `at`, as the number of its tokens.
pub(super) fn venue_at(text: &Text<'_>, at: usize) -> Option<usize> {
    let first = text.tokens().get(at)?;
    if !first.is_capitalised() || first.span.len() < 2 {
        return None;
    }
    if is(text, at, BEFORE)
        && BEFORE_NAME.contains(&text.word(at))
        && let Some(len) = name_after(text, at + 1)
    {
        return Some(1 + len);
    }
    if is(text, at, NEVER) {
        return None;
    }
    building_after(text, at).filter(|_| demonym_at(text, at).is_none())
}

/// Capitalised words from `at` that go on a name begun with its building: "La Grange".
fn name_after(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut len = 0;
    let mut i = at;
    while i < at + LONGEST && text.tokens().get(i).is_some_and(|t| t.is_word()) && one_space(text, i) {
        if text.tokens()[i].is_capitalised() {
            len = i + 1 - at;
        } else if !is(text, i, LINK) {
            break;
        }
        i += 1;
    }
    (len > 0).then_some(len)
}

/// A capitalised name from `at` with a building at its end.
fn building_after(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut i = at + 1;
    let mut found = None;
    while i < at + LONGEST {
        let Some(token) = text.tokens().get(i) else { break };
        let hyphen = token.is('-') && token.glued;
        if hyphen {
            i += 1;
            continue;
        }
        if !token.is_word() || !(token.glued || one_space(text, i)) {
            break;
        }
        if is(text, i, BUILDING)
            && let Some(len) = building(text, i)
        {
            found = Some((i + len - at, i + len));
            i += len;
            continue;
        }
        let the = text.lower(i) == "the" && text.lower(i - 1) != "of";
        if !token.is_capitalised() && !is(text, i, LINK) || the {
            break;
        }
        i += 1;
    }
    let (len, next) = found?;
    let goes_on = text.tokens().get(next).is_some_and(|t| t.is_capitalised() && t.span.len() > 1);
    let of = text.lower(next) == "of" && text.lower(next - 1) == "house";
    (!goes_on && !of).then_some(len)
}

fn building(text: &Text<'_>, i: usize) -> Option<usize> {
    if AFTER_NAME_CAPITAL.contains(&text.word(i)) {
        return Some(1);
    }
    let (word, next) = (text.lower(i), text.lower(i + 1));
    AFTER_NAME.iter().find_map(|name| match name.split_once(' ') {
        Some((a, b)) => (word == a && next == b).then_some(2),
        None => (word == *name).then_some(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<&str>) {
        let text = Text::plain(words);
        let found = venue_at(&text, 0).map(|len| text.slice(text.span_of(0..len)));
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn a_building_before_or_after_its_name() {
        check("Regent hotel in town", Some("Regent hotel"));
        check("Villa La Grange was", Some("Villa La Grange"));
        check("Grand Palace Hotel, where", Some("Grand Palace Hotel"));
        check("Hofdi House.", Some("Hofdi House"));
        check("Lotte New World hotel", Some("Lotte New World hotel"));
    }

    #[test]
    fn other_houses_are_none() {
        check("While the Museum of Peace", None);
        check("House of Representatives", None);
        check("White House Chief", None);
        check("Republican House", None);
        check("The palace", None);
        check("Russian House", None);
        check("Kim left the hotel", None);
    }
}
