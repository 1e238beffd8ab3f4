//! Places and things that bear somebody's name and are no mention of that person.
//!
//! Entry point: [`is_named_after`].

use std::ops::Range;

use super::word::Words;

/// "Ho Chi Minh City", "the John Paul II bridge", "aboard the Maxim Gorky", "USS Ronald Reagan", "the
/// mausoleum of Lenin": a place or a thing that bears somebody's name.
pub(super) fn is_named_after(words: &Words<'_>, range: &Range<usize>) -> bool {
    let sentence = &words.sentences[words.sentence_of(range.start)];
    let next = (range.end < sentence.end).then(|| &words.all[range.end]);
    if let Some(next) = next.filter(|w| !w.glued) {
        let word = words.str(range.end).to_lowercase();
        let named = PLACES_NAMED.contains(&word.as_str());
        if named && (next.is_capital() || next.is_lower() && !OFTEN_OWNED.contains(&word.as_str())) {
            return true;
        }
    }
    let before = |n: usize| range.start.checked_sub(n).filter(|&i| i >= sentence.start);
    let Some(last) = before(1) else { return false };
    let lower = |i: usize| words.str(i).to_lowercase();
    if SHIPS.contains(&lower(last).as_str()) {
        return true;
    }
    let closes = next.is_none_or(|w| w.is_mark() && !w.is('’') && !w.is('\''));
    if words.str(last) == "the" {
        let aboard = before(2).is_some_and(|i| matches!(words.str(i), "aboard" | "Aboard" | "on" | "board"));
        return closes && range.len() > 1 && aboard;
    }
    let memorial = |i: usize| {
        matches!(
            lower(i).as_str(),
            "mausoleum"
                | "statue"
                | "tomb"
                | "bust"
                | "monument"
                | "memorial"
                | "convent"
                | "church"
                | "cathedral"
                | "monastery"
                | "shrine"
                | "dargah"
                | "basilica"
                | "abbey"
                | "chapel"
        )
    };
    matches!(words.str(last), "of" | "to") && before(2).is_some_and(memorial)
}

/// Things that are named after people and stand behind the name.
const PLACES_NAMED: &[&str] = &[
    "city",
    "airport",
    "bridge",
    "stadium",
    "mausoleum",
    "museum",
    "library",
    "hospital",
    "square",
    "street",
    "avenue",
    "boulevard",
    "road",
    "highway",
    "park",
    "palace",
    "tower",
    "hall",
    "foundation",
    "institute",
    "university",
    "college",
    "school",
    "prize",
    "award",
    "memorial",
    "monument",
    "theatre",
    "theater",
    "arena",
    "hotel",
    "cathedral",
    "mosque",
    "church",
    "barracks",
    "trophy",
    "cup",
    "building",
    "island",
    "islands",
    "river",
    "lake",
    "mountain",
    "mountains",
    "strait",
    "bay",
    "dam",
    "station",
    "center",
    "centre",
    "garden",
    "gardens",
    "plaza",
    "prison",
    "academy",
    "cemetery",
    "residence",
    "villa",
];

/// Those of them that, in lower case, may as well belong to the one who is named.
const OFTEN_OWNED: &[&str] = &[
    "hotel",
    "foundation",
    "residence",
    "villa",
    "palace",
    "school",
    "church",
    "award",
    "prize",
    "park",
    "garden",
    "building",
    "station",
    "cup",
    "hall",
    "tower",
    "city",
    "island",
    "library",
    "road",
    "street",
    "hospital",
    "university",
    "college",
    "prison",
    "academy",
    "mountain",
    "river",
    "lake",
    "museum",
];

/// Words for ships, right before their names.
const SHIPS: &[&str] = &[
    "uss",
    "hms",
    "hmcs",
    "ins",
    "liner",
    "carrier",
    "cruiser",
    "ship",
    "ferry",
    "yacht",
    "frigate",
    "destroyer",
    "submarine",
    "steamer",
    "icebreaker",
    "trawler",
    "tanker",
    "vessel",
    "warship",
];
