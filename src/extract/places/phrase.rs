//! Phrases of a table found in tokens: one hash lookup for the first word, then the longest phrase that
//! fits. Words compare in lower case and without diacritics, so that "Reykjavík" and "REYKJAVIK" agree;
//! capitals of the table must be capitals of the text. Entry points: [`Phrases::new`], [`Phrases::at`].

use crate::slug::slug;
use crate::text::vocabulary::{self, Keyed};
use crate::text::{Case, Text, Token, TokenKind};

/// Longest word in bytes that a table may hold; longer ones in a text are looked up nowhere.
const LONGEST_WORD: usize = 40;

/// Phrases and, for each, the values that it stands for, in the order of the table.
#[derive(Debug)]
pub(crate) struct Phrases<V> {
    by_first: Keyed<Vec<Phrase<V>>>,
}

#[derive(Debug)]
struct Phrase<V> {
    words: Vec<Word>,
    values: Vec<V>,
}

#[derive(Debug, PartialEq, Eq)]
struct Word {
    key: u64,
    glued: bool,
    shape: Shape,
}

/// What a word of the table asks of the text's capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Lower case in the table: any case will do.
    Any,
    /// Begins with a capital.
    Capital,
    /// An abbreviation such as "US", which "us" is not.
    Upper,
}

impl<V: Copy> Phrases<V> {
    /// Reads phrases; the same phrase may come with several values.
    pub(crate) fn new(rows: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let mut by_first: Keyed<Vec<Phrase<V>>> = Keyed::default();
        for (phrase, value) in rows {
            let words = words(phrase);
            let Some(first) = words.first() else { continue };
            let same_first = by_first.entry(first.key).or_default();
            match same_first.iter_mut().find(|p| p.words == words) {
                Some(known) => known.values.push(value),
                None => same_first.push(Phrase { words, values: vec![value] }),
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        Phrases { by_first }
    }

    /// The keys of the first words.
    pub(crate) fn first_words(&self) -> impl Iterator<Item = u64> {
        let mut keys: Vec<u64> = self.by_first.keys().copied().collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The longest phrase that begins at token `at`: its values and the number of its tokens. With
    /// `fold_case`, capitals do not matter.
    pub(crate) fn at(&self, text: &Text<'_>, at: usize, fold_case: bool) -> Option<(&[V], usize)> {
        let first = text.tokens().get(at)?;
        if !first.is_word() || first.span.len() > LONGEST_WORD {
            return None;
        }
        let phrases = self.by_first.get(&key(text, at))?;
        let found = phrases.iter().find(|p| p.fits(text, at, fold_case))?;
        Some((&found.values, found.words.len()))
    }
}

impl<V> Phrase<V> {
    fn fits(&self, text: &Text<'_>, at: usize, fold_case: bool) -> bool {
        self.words.iter().enumerate().all(|(i, word)| {
            let Some(token) = text.tokens().get(at + i) else { return false };
            let joined = i == 0 || (token.glued == word.glued && (token.glued || one_space(text, at + i)));
            joined && (fold_case || word.shape.allows(token)) && (i == 0 || word.key == key(text, at + i))
        })
    }
}

impl Shape {
    fn of(token: &Token) -> Shape {
        match token.kind {
            TokenKind::Word(Case::Upper) => Shape::Upper,
            TokenKind::Word(Case::Title | Case::Mixed) => Shape::Capital,
            _ => Shape::Any,
        }
    }

    fn allows(self, token: &Token) -> bool {
        match self {
            Shape::Any => true,
            Shape::Capital => token.is_capitalised(),
            Shape::Upper => token.kind == TokenKind::Word(Case::Upper),
        }
    }
}

fn words(phrase: &'static str) -> Vec<Word> {
    let text = Text::plain(phrase);
    let tokens = text.tokens().iter().enumerate();
    tokens
        .map(|(i, token)| Word { key: key(&text, i), glued: i > 0 && token.glued, shape: Shape::of(token) })
        .collect()
}

/// Token `i` as tables compare it.
pub(super) fn key(text: &Text<'_>, i: usize) -> u64 {
    let lower = text.lower(i);
    let plain = lower.is_ascii() || lower.len() > LONGEST_WORD;
    match text.tokens()[i].kind {
        TokenKind::Word(_) if plain => text.key(i),
        TokenKind::Word(_) => vocabulary::key(&slug(lower)),
        TokenKind::Punct('’' | 'ʼ' | '`') => vocabulary::key("'"),
        TokenKind::Punct('‑' | '‐') => vocabulary::key("-"),
        _ => vocabulary::key(lower),
    }
}

/// True where token `i` follows the one before it after a space or the end of a wrapped line.
pub(crate) fn one_space(text: &Text<'_>, i: usize) -> bool {
    let tokens = text.tokens();
    let gap = &text.as_str()[tokens[i - 1].span.end as usize..tokens[i].span.start as usize];
    gap.len() <= 8 && gap.bytes().filter(|&b| b == b'\n').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, usize)>) {
        let table = Phrases::new([
            ("New York", "city"),
            ("New York Times", "paper"),
            ("US", "country"),
            ("U.S.", "country"),
            ("Reykjavík", "city"),
            ("Xi'an", "city"),
        ]);
        let found = table.at(&Text::plain(text), 0, false).map(|(values, len)| (values[0], len));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("New York Times", Some(("paper", 3)));
        check("New York\ntimes", Some(("city", 2)));
        check("New\n\nYork", None);
        check("U.S.-led", Some(("country", 4)));
    }

    #[test]
    fn capitals_count_and_diacritics_do_not() {
        check("us", None);
        check("US", Some(("country", 1)));
        check("new york", None);
        check("REYKJAVIK", Some(("city", 1)));
        check("Xi’an", Some(("city", 3)));
    }
}
