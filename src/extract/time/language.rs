//! The languages whose words of time there are tables for.

/// A language that times are read in; the rest of the extractor reads English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// `words/en.tsv`.
    #[default]
    English,
    /// `words/es.tsv`.
    Spanish,
}

impl Language {
    /// By a language tag: `es`, `es-CO`. What there is no table for is read as English.
    pub fn of_tag(tag: &str) -> Language {
        match tag.split('-').next() {
            Some(first) if first.eq_ignore_ascii_case("es") => Language::Spanish,
            _ => Language::English,
        }
    }
}
