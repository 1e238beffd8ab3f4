//! Where a forename is at home: "Vladimir" is no president of Chile.
//!
//! Only speaks against: a name that tells one part of the world is not taken for the head of a country of
//! another part that has names of its own. Countries whose people bear the names of all the world are open to
//! everybody. Entry point: [`is_foreign`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::lexicon::key_of;

/// Countries that anybody may lead, whatever the name.
const OPEN: &[&str] =
    &["US", "GB", "CA", "AU", "NZ", "IE", "FR", "DE", "SG", "MY", "PH", "IN", "LB", "IL", "KZ"];

/// Parts of the world, as sets of bits, by forename and by country.
struct Origins {
    names: HashMap<u64, u32>,
    countries: HashMap<&'static str, u32>,
}

static ORIGINS: LazyLock<Origins> = LazyLock::new(|| {
    let mut origins = Origins { names: HashMap::new(), countries: HashMap::new() };
    let rows = include_str!("origins.tsv").lines().filter(|row| !row.starts_with('#'));
    for (at, row) in rows.enumerate() {
        let (countries, names) = row.split_once('\t').unwrap_or((row, ""));
        for country in countries.split(' ') {
            *origins.countries.entry(country).or_default() |= 1 << at;
        }
        for name in names.split(' ') {
            *origins.names.entry(key_of(name)).or_default() |= 1 << at;
        }
    }
    origins
});

/// True for a forename, by its key, that is at home elsewhere than in `country`.
pub(super) fn is_foreign(forename: u64, country: &str) -> bool {
    let Some(home) = ORIGINS.names.get(&forename) else { return false };
    let Some(there) = ORIGINS.countries.get(country) else { return false };
    !OPEN.contains(&country) && home & there == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, country: &str, expected: bool) {
        assert_eq!(is_foreign(key_of(name), country), expected, "{name} {country}");
    }

    #[test]
    fn names_speak_against_countries() {
        check("Vladimir", "CL", true);
        check("Vladimir", "RU", false);
        check("George", "RU", true);
        check("Alberto", "PE", false);
        check("Anybody", "RU", false);
        check("Barack", "US", false);
        check("Vladimir", "US", false);
        check("Shinzo", "TV", false);
    }
}
