//! What countries are called: in English as the gazetteer has it, in the other languages of the interface from a
//! table of their own. Entry point: [`Words::country`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Words;

/// The English name of a country by its ISO 3166-1 alpha-2 code; the code itself where the gazetteer has none.
fn english_country(code: &str) -> &str {
    static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        let rows = include_str!("../../extract/places/countries.tsv").lines().filter(|l| !l.starts_with('#'));
        // A former state has the code of its successor and stands below it.
        let named = rows.filter_map(|row| row.split('\t').next().zip(row.split('\t').nth(1)));
        named.fold(BTreeMap::new(), |mut names, (code, name)| {
            names.entry(code).or_insert(name);
            names
        })
    });
    NAMES.get(code).copied().unwrap_or(code)
}

/// Names of countries by code, in the languages of `countries.tsv`.
static COUNTRIES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(code, names)| (code, names.split('\t').collect()))
        .collect()
});

impl Words {
    /// The name of a country by its ISO 3166-1 alpha-2 code; the code itself where nothing names it.
    pub fn country(self, code: &str) -> &str {
        let languages = COUNTRIES.get("code").map_or(&[][..], Vec::as_slice);
        let column = languages.iter().position(|&language| language == self.strings.code);
        let name = column.and_then(|at| COUNTRIES.get(code)?.get(at).copied());
        name.unwrap_or_else(|| english_country(code))
    }

    /// The name of a place: a country's in the language of the page, unless it is a former one or stands for part
    /// of one.
    pub fn place<'a>(self, name: &'a str, country: Option<&'a str>) -> &'a str {
        match country {
            Some(code) if english_country(code) == name => self.country(code),
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_a_name_in_every_language() {
        let check = |language: &str, code: &str, expected: &str| {
            assert_eq!(Words::of(language).country(code), expected);
        };
        check("en", "DE", "Germany");
        check("es", "DE", "Alemania");
        check("fr-CA", "KR", "Corée du Sud");
        check("ar", "FR", "فرنسا");
        check("fr", "ZZ", "ZZ");
        let place = |name, code| Words::of("es").place(name, Some(code)).to_owned();
        assert_eq!(place("Russia", "RU"), "Rusia");
        assert_eq!(place("Soviet Union", "RU"), "Soviet Union", "the successor has another name");
        assert_eq!(place("Moscow", "RU"), "Moscow");
        let gazetteer = include_str!("../../extract/places/countries.tsv").lines();
        let codes = gazetteer.filter_map(|row| row.split('\t').next()).filter(|code| code.len() == 2);
        for code in codes {
            let names = COUNTRIES.get(code);
            assert!(names.is_some_and(|names| names.len() == COUNTRIES["code"].len()), "{code}");
        }
    }
}
