//! The gazetteer: countries with their demonyms, cities, regions, known venues, and their zones.
//!
//! Facts stand in `countries.tsv`, `cities.tsv` and `landmarks.tsv`. Everything that other layers ask is
//! here: [`nation_at`] and [`place_at`] over tokens, [`country_of`], [`demonym`] and [`zone_of`] for
//! strings, [`zone_at`] for "Hanoi time" and "Korean time".

use std::sync::LazyLock;

use super::phrase::{self, Phrases};
use crate::extract::PlaceKind;
use crate::text::vocabulary::Keyed;
use crate::text::{Text, Token};
use crate::zone::Zone;

/// A place that the gazetteer knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The name that it goes by: "North Korea", also where the text says "DPRK".
    pub name: &'static str,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2, where it lies in one country.
    pub country: Option<&'static str>,
    /// The IANA zone, where it lies in one only.
    pub zone: Option<Zone>,
    /// For a venue: the city or place that it stands in.
    pub within: Option<&'static str>,
    /// True for the capital of its country.
    pub capital: bool,
}

/// A word for a country or its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nation {
    /// The country's own name: "North Korea".
    pub name: &'static str,
    /// ISO 3166-1 alpha-2; `None` for "Korean", which does not say which Korea.
    pub country: Option<&'static str>,
    /// How the word names it.
    pub form: NationForm,
}

/// How a word names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NationForm {
    /// "North Korea".
    Name,
    /// "North Korean", also as a noun; "US" in "US president".
    Adjective,
    /// "North Koreans".
    People,
}

struct Gazetteer {
    places: Vec<Place>,
    place_names: Phrases<u16>,
    nations: Phrases<Nation>,
    demonyms: Phrases<Nation>,
    /// First words of all of these.
    first_words: Keyed<()>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

impl Gazetteer {
    fn read() -> Gazetteer {
        let mut places = Vec::new();
        let mut names: Vec<(&'static str, u16)> = Vec::new();
        let mut nations: Vec<(&'static str, Nation)> = Vec::new();
        let mut add = |place: Place, others: &'static str| {
            let index = u16::try_from(places.len()).expect("the tables hold a few thousand rows");
            names.push((place.name, index));
            names.extend(alternatives(others).map(|name| (name, index)));
            places.push(place);
        };
        let mut zone_of_country: Vec<(&'static str, Option<Zone>)> = Vec::new();
        for row in rows(include_str!("countries.tsv")) {
            let [code, name, others, adjectives, people, zone] = columns(row);
            let (country, zone) = (filled(code), filled(zone).and_then(Zone::named));
            if country.is_some() {
                zone_of_country.push((code, zone));
            }
            let kind = PlaceKind::Country;
            add(Place { name, kind, country, zone, within: None, capital: false }, others);
            let nation = |form| Nation { name, country, form };
            nations.extend(alternatives(adjectives).map(|w| (w, nation(NationForm::Adjective))));
            nations.extend(alternatives(people).map(|w| (w, nation(NationForm::People))));
        }
        let demonyms = Phrases::new(nations.iter().copied());
        for row in rows(include_str!("countries.tsv")) {
            let [code, name, others] = columns(row);
            let nation = Nation { name, country: filled(code), form: NationForm::Name };
            nations.extend(std::iter::once(name).chain(alternatives(others)).map(|w| (w, nation)));
        }
        let country_zone = |code: &str| zone_of_country.iter().find(|(c, _)| *c == code).and_then(|c| c.1);
        for row in rows(include_str!("cities.tsv")) {
            let [name, others, code, capital, zone] = columns(row);
            let zone = filled(zone).map_or_else(|| country_zone(code), Zone::named);
            let (kind, capital) = (PlaceKind::City, capital == "capital");
            add(Place { name, kind, country: filled(code), zone, within: None, capital }, others);
        }
        for row in rows(include_str!("landmarks.tsv")) {
            let [kind, name, others, code, zone, within] = columns(row);
            let zone = filled(zone).map_or_else(|| country_zone(code), Zone::named);
            let kind = if kind == "venue" { PlaceKind::Venue } else { PlaceKind::Region };
            add(
                Place { name, kind, country: filled(code), zone, within: filled(within), capital: false },
                others,
            );
        }
        let (place_names, nations) = (Phrases::new(names), Phrases::new(nations));
        // Every demonym is a nation's too.
        let first_words =
            place_names.first_words().chain(nations.first_words()).map(|word| (word, ())).collect();
        Gazetteer { places, place_names, nations, demonyms, first_words }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.starts_with('#') && !row.trim().is_empty())
}

/// The columns of a row; missing ones are empty.
fn columns<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut cells = row.split('\t').map(str::trim);
    std::array::from_fn(|_| cells.next().unwrap_or(""))
}

fn alternatives(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|name| !name.is_empty())
}

fn filled(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// True where a name or a demonym may begin at token `at`: the cheap look before the others.
pub(super) fn may_begin(text: &Text<'_>, at: usize) -> bool {
    text.tokens().get(at).is_some_and(Token::is_word)
        && GAZETTEER.first_words.contains_key(&phrase::key(text, at))
}

/// The longest word for a country or its people that begins at token `at` ("North Korean", "US",
/// "Britain", "Iranians"), and the number of its tokens. An adjective is preferred to a name of the same
/// words: "US" is the adjective.
pub fn nation_at(text: &Text<'_>, at: usize) -> Option<(Nation, usize)> {
    GAZETTEER.nations.at(text, at, false).map(|(nations, len)| (nations[0], len))
}

/// The longest demonym that begins at token `at` ("South Korean", "Britons"), and the number of its
/// tokens.
pub fn demonym_at(text: &Text<'_>, at: usize) -> Option<(Nation, usize)> {
    GAZETTEER.demonyms.at(text, at, false).map(|(nations, len)| (nations[0], len))
}

/// The longest place name that begins at token `at`, and the number of its tokens. Namesakes come in the
/// order of the table: the one that a text means where nothing else decides stands first. What the text
/// around it says is for [`super::places`] to weigh.
pub fn place_at(text: &Text<'_>, at: usize) -> Option<(impl Iterator<Item = &'static Place>, usize)> {
    named_at(text, at, false)
}

fn named_at(
    text: &Text<'_>,
    at: usize,
    fold_case: bool,
) -> Option<(impl Iterator<Item = &'static Place> + use<>, usize)> {
    let (indices, len) = GAZETTEER.place_names.at(text, at, fold_case)?;
    Some((indices.iter().map(|&i| &GAZETTEER.places[usize::from(i)]), len))
}

/// The zone that words such as "Hanoi", "Korean" or "Singapore" name at token `at` (before "time"), and
/// the number of their tokens.
pub fn zone_at(text: &Text<'_>, at: usize) -> Option<(Zone, usize)> {
    if let Some((places, len)) = place_at(text, at)
        && let Some(zone) = places.filter_map(|p| p.zone).next()
    {
        return Some((zone, len));
    }
    let (nation, len) = nation_at(text, at)?;
    zone_of(nation.name).map(|zone| (zone, len))
}

/// The country of a name or a demonym that stands for itself ("South Korea", "DPRK", "british"), as
/// ISO 3166-1 alpha-2.
pub fn country_of(name: &str) -> Option<&'static str> {
    whole(&GAZETTEER.nations, name)?.country
}

/// The country of a demonym that stands for itself ("North Korean", "Britons").
pub fn demonym(words: &str) -> Option<&'static str> {
    whole(&GAZETTEER.demonyms, words)?.country
}

fn whole(table: &'static Phrases<Nation>, name: &str) -> Option<Nation> {
    let text = Text::plain(name);
    let (nations, len) = table.at(&text, 0, true)?;
    (len == text.tokens().len()).then(|| nations[0])
}

/// The place that a dateline or a front matter names: "Hanoi", "HANOI", "Birmingham, Alabama",
/// "Metropole Hotel, Hanoi". Of namesakes the one that what follows the comma allows.
pub fn place_named(name: &str) -> Option<&'static Place> {
    let text = Text::plain(name);
    let mut found: Option<&'static Place> = None;
    let mut at = 0;
    while at < text.tokens().len() {
        let Some((places, len)) = named_at(&text, at, true) else {
            at += 1;
            continue;
        };
        let all: Vec<&'static Place> = places.collect();
        found = match found {
            None if at + len < text.tokens().len() => qualified(&text, at + len, &all),
            None => all.first().copied(),
            known => known,
        };
        if found.is_some_and(|p| p.zone.is_some()) {
            return found;
        }
        at += len;
    }
    found
}

/// Of `namesakes`, the one that lies in the place named at token `at` or after it; the first where
/// nothing is named; `None` where something else is.
fn qualified(text: &Text<'_>, at: usize, namesakes: &[&'static Place]) -> Option<&'static Place> {
    let named = (at..text.tokens().len()).find_map(|i| named_at(text, i, true))?;
    let mut wholes = named.0.filter(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Region)).peekable();
    if wholes.peek().is_none() {
        return namesakes.first().copied();
    }
    let wholes: Vec<&'static Place> = wholes.collect();
    namesakes.iter().copied().find(|place| wholes.iter().any(|whole| lies_in(place, whole)))
}

/// True where `place` may lie in `whole`: same country, and the same zone as far as both have one.
pub(super) fn lies_in(place: &Place, whole: &Place) -> bool {
    let zones = place.zone.zip(whole.zone).is_none_or(|(a, b)| a == b);
    !std::ptr::eq(place, whole) && place.country.is_some() && place.country == whole.country && zones
}

/// The zone of a dateline place, where the gazetteer knows it and it lies in one zone only.
pub fn zone_of(place: &str) -> Option<Zone> {
    place_named(place).and_then(|p| p.zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for place in &GAZETTEER.places {
            assert!(!place.name.is_empty());
            assert!(place.country.is_none_or(|c| c.len() == 2), "{place:?}");
            let city_with_zone = place.kind != PlaceKind::City || place.zone.is_some();
            assert!(city_with_zone, "a city lies in one zone: {place:?}");
        }
        let tables =
            [include_str!("countries.tsv"), include_str!("cities.tsv"), include_str!("landmarks.tsv")];
        for (table, zone) in tables.iter().zip([5, 4, 4]) {
            for row in rows(table) {
                let cell = row.split('\t').nth(zone).unwrap_or("");
                assert!(cell.is_empty() || Zone::named(cell).is_some(), "no such zone: {row}");
            }
        }
    }

    #[test]
    fn every_country_but_a_few_has_a_capital() {
        let capitals: Vec<_> = GAZETTEER.places.iter().filter(|p| p.capital).map(|p| p.country).collect();
        let without = ["SG", "PS", "HK", "MO", "VA", "GI", "SM", "KI", "MT", "EH", "DJ", "TV", "KY", "AW"];
        for country in GAZETTEER.places.iter().filter(|p| p.kind == PlaceKind::Country) {
            let known = capitals.contains(&country.country) || country.country.is_none();
            assert!(known || without.contains(&country.country.unwrap_or("")), "{country:?}");
        }
    }

    #[test]
    fn zones_of_datelines() {
        let check = |place: &str, zone: Option<&str>| {
            assert_eq!(zone_of(place).map(|z| z.to_string()).as_deref(), zone, "{place}");
        };
        check("Hanoi", Some("Asia/Ho_Chi_Minh"));
        check("HANOI, Vietnam", Some("Asia/Ho_Chi_Minh"));
        check("Singapore", Some("Asia/Singapore"));
        check("Washington", Some("America/New_York"));
        check("reykjavik", Some("Atlantic/Reykjavik"));
        check("Panmunjom", Some("Asia/Seoul"));
        check("Birmingham", Some("Europe/London"));
        check("Birmingham, Alabama", Some("America/Chicago"));
        check("Helsinki", Some("Europe/Helsinki"));
        check("United States", None);
        check("Nowhere", None);
        check("", None);
    }

    #[test]
    fn nations_by_name_and_demonym() {
        let check = |words: &str, country: Option<&str>| assert_eq!(country_of(words), country, "{words}");
        check("North Korea", Some("KP"));
        check("DPRK", Some("KP"));
        check("north korean", Some("KP"));
        check("U.S.", Some("US"));
        check("UK", Some("GB"));
        check("Korean", None);
        assert_eq!(demonym("Vietnamese"), Some("VN"));
        assert_eq!(demonym("Vietnam"), None);
        assert_eq!(demonym("North Koreans"), Some("KP"));
    }

    #[test]
    fn words_before_time_name_zones() {
        let check = |words: &str, zone: Option<(&str, usize)>| {
            let found = zone_at(&Text::plain(words), 0).map(|(z, n)| (z.to_string(), n));
            assert_eq!(found.as_ref().map(|(z, n)| (z.as_str(), *n)), zone, "{words}");
        };
        check("Hanoi time", Some(("Asia/Ho_Chi_Minh", 1)));
        check("Korean time", Some(("Asia/Seoul", 1)));
        check("Vietnamese time", Some(("Asia/Ho_Chi_Minh", 1)));
        check("New York time", Some(("America/New_York", 2)));
        check("local time", None);
    }
}
