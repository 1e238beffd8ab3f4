//! The table of what the interface says, in each of its languages, and the choice of a form by number.
//!
//! `strings.tsv` holds one row a key and one column a language. Entry points: [`strings`], [`Strings::text`].

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Weekday;

/// What the interface says in one language.
#[derive(Debug)]
pub struct Strings {
    /// BCP 47 code: "en".
    pub code: &'static str,
    /// Each key with its text, as the table has them.
    rows: Vec<(&'static str, &'static str)>,
    /// The same, to be found by key.
    texts: HashMap<&'static str, &'static str>,
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    weekdays: [&'static str; 7],
}

const TABLE: &str = include_str!("strings.tsv");

/// The strings of a language ("fr", "fr-CA"); English where the table has none of it.
pub fn strings(language: &str) -> &'static Strings {
    static ALL: LazyLock<Vec<Strings>> = LazyLock::new(read);
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    ALL.iter().find(|s| s.code.eq_ignore_ascii_case(primary)).unwrap_or(&ALL[0])
}

impl Strings {
    /// What stands under a key; the key itself where nothing does, which a test rules out.
    pub fn text(&self, key: &'static str) -> &'static str {
        self.texts.get(key).copied().unwrap_or(key)
    }

    /// As [`Strings::text`], for a key that is made while the program runs.
    pub fn find(&self, key: &str) -> Option<&'static str> {
        self.texts.get(key).copied()
    }

    /// The form for a number, with `{n}` filled in.
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = |name: &str| self.find(&format!("{key}.{name}")).filter(|text| *text != "=");
        let text = form(plural(self.code, n)).or_else(|| form("other")).unwrap_or("{n}");
        text.replace("{n}", &n.to_string())
    }

    /// All keys with their texts, for templates.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rows.iter().copied()
    }

    /// "February", by its number from 1.
    pub fn month(&self, number: u32) -> &'static str {
        self.months[number as usize - 1]
    }

    /// "Feb", by its number from 1.
    pub fn short_month(&self, number: u32) -> &'static str {
        self.short_months[number as usize - 1]
    }

    /// "Thursday".
    pub fn weekday(&self, day: Weekday) -> &'static str {
        self.weekdays[day.num_days_from_monday() as usize]
    }

    fn new(code: &'static str, rows: Vec<(&'static str, &'static str)>) -> Strings {
        let texts: HashMap<&str, &str> = rows.iter().copied().collect();
        let numbered = |key: &str, number: usize| {
            *texts.get(format!("{key}_{number}").as_str()).expect("the table has all months and weekdays")
        };
        let months = std::array::from_fn(|at| numbered("month", at + 1));
        let short_months = std::array::from_fn(|at| numbered("mon", at + 1));
        let weekdays = std::array::from_fn(|at| numbered("weekday", at + 1));
        Strings { code, rows, texts, months, short_months, weekdays }
    }
}

/// Fills `{name}` in a text, from left to right; what is filled in is not searched again.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    // Blanks are short and texts shorter than a search is worth: byte by byte.
    let find = |text: &str, mark: u8| text.bytes().position(|b| b == mark);
    while let Some(at) = find(rest, b'{') {
        let close = find(&rest[at..], b'}').map(|end| at + end);
        let value = close.and_then(|end| values.iter().find(|(name, _)| *name == &rest[at + 1..end]));
        let (kept, next) = match (close, value) {
            (Some(end), Some((_, value))) => {
                filled.push_str(&rest[..at]);
                (*value, end + 1)
            }
            _ => (&rest[..=at], at + 1),
        };
        filled.push_str(kept);
        rest = &rest[next..];
    }
    filled.push_str(rest);
    filled
}

/// The plural category of a whole number, after the rules of the Unicode CLDR.
fn plural(code: &str, n: usize) -> &'static str {
    match code {
        "ar" => match (n, n % 100) {
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "fr" if n < 2 => "one",
        _ if n == 1 => "one",
        _ => "other",
    }
}

fn read() -> Vec<Strings> {
    let mut rows = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
    let codes = rows.next().expect("the table has a first line").skip(1);
    let mut all: Vec<(&str, Vec<(&str, &str)>)> = codes.map(|code| (code, Vec::new())).collect();
    for mut row in rows {
        let Some(key) = row.next() else { continue };
        for ((_, texts), text) in all.iter_mut().zip(row) {
            texts.push((key, text));
        }
    }
    all.into_iter().map(|(code, rows)| Strings::new(code, rows)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_string() {
        let mut keys = std::collections::BTreeSet::new();
        let mut rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let columns = rows.next().map_or(0, |line| line.split('\t').count());
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), columns, "{row}");
            assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "a string is missing: {row}");
            assert!(keys.insert(cells[0]), "{} stands twice", cells[0]);
            let blanks = |text: &str| {
                let names = text.split('{').skip(1).filter_map(|part| part.split('}').next());
                let mut names: Vec<&str> = names.filter(|name| *name != "n").collect();
                names.sort_unstable();
                names.join(" ")
            };
            let told = cells[1..].iter().filter(|cell| **cell != "=");
            for cell in told {
                assert_eq!(blanks(cell), blanks(cells[1]), "{} fills other blanks in `{cell}`", cells[0]);
            }
        }
    }

    #[test]
    fn numbers_choose_their_form() {
        let check = |language: &str, n: usize, expected: &str| {
            assert_eq!(strings(language).count("n_entries", n), expected);
        };
        check("en", 1, "1 entry");
        check("en-GB", 0, "0 entries");
        check("fr", 0, "0 entrée");
        check("es", 2, "2 entradas");
        check("ar", 2, "مدخلان");
        check("ar", 103, "103 مداخل");
        check("ar", 11, "11 مدخلًا");
        check("xx", 5, "5 entries");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("{a", &[("a", "x")]), "{a");
    }
}
