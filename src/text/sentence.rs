//! Sentences: where one ends, in the prose of agencies.
//!
//! A stop ends a sentence unless an abbreviation, an initial, a number or a lower-case word says
//! otherwise. Quotation marks and brackets that close after the stop belong to it. A sentence never
//! crosses a block. Entry point: [`sentences`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::block::{Block, BlockKind, Newlines};
use super::token::{Case, Token, TokenKind};
use crate::span::Span;

/// A sentence: its bytes and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last token.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: std::ops::Range<usize>,
    /// Index of the block that it stands in.
    pub block: usize,
}

/// What a full stop after an abbreviation means (`abbreviations.tsv`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    /// A name follows: the sentence goes on.
    Title,
    /// A number may follow: then it goes on.
    Number,
    /// The next word decides.
    Open,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let rows = include_str!("abbreviations.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(word, class)| {
            let class = match class {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                _ => Abbreviation::Open,
            };
            (word, class)
        })
        .collect()
});

/// Words that begin sentences far more often than they follow `U.S.` or `a.m.` inside one.
const STARTERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "there",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "but",
    "and",
    "or",
    "so",
    "in",
    "on",
    "at",
    "after",
    "before",
    "when",
    "while",
    "as",
    "if",
    "for",
    "from",
    "with",
    "both",
    "no",
    "not",
    "what",
    "who",
    "how",
    "why",
    "where",
    "neither",
    "some",
    "many",
    "most",
    "all",
    "one",
    "two",
    "earlier",
    "later",
    "meanwhile",
    "however",
    "then",
    "officials",
    "reporters",
    "asked",
    "under",
];

/// Capitalised words that go on after `a.m.` and `p.m.`.
const AFTER_CLOCK: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "aug",
    "september",
    "sept",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "eastern",
    "pacific",
    "central",
    "mountain",
    "greenwich",
    "zulu",
];

/// Finds the sentences of `text`. `lower` is the same text with ASCII letters in lower case.
pub(super) fn sentences(
    text: &str,
    lower: &str,
    tokens: &[Token],
    blocks: &[Block],
    newlines: Newlines,
) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut next = 0;
    for (block_index, block) in blocks.iter().enumerate() {
        while next < tokens.len() && tokens[next].span.start < block.span.start {
            next += 1;
        }
        let first = next;
        while next < tokens.len() && tokens[next].span.end <= block.span.end {
            next += 1;
        }
        if block.kind != BlockKind::Code {
            let reader = Reader { text, lower, tokens, newlines };
            reader.split(first..next, block_index, &mut found);
        }
    }
    found
}

struct Reader<'t> {
    text: &'t str,
    lower: &'t str,
    tokens: &'t [Token],
    newlines: Newlines,
}

impl Reader<'_> {
    fn split(&self, range: std::ops::Range<usize>, block: usize, found: &mut Vec<Sentence>) {
        let mut start = range.start;
        let mut i = range.start;
        while i < range.end {
            let end = self.end_after(i, range.end);
            if let Some(end) = end {
                self.push(start..end, block, found);
                start = end;
                i = end;
            } else {
                i += 1;
            }
        }
        if start < range.end {
            self.push(start..range.end, block, found);
        }
    }

    fn push(&self, tokens: std::ops::Range<usize>, block: usize, found: &mut Vec<Sentence>) {
        let span = self.tokens[tokens.start].span.join(self.tokens[tokens.end - 1].span);
        found.push(Sentence { span, tokens, block });
    }

    /// Where the sentence ends if it ends at token `i`: the index after its last token.
    fn end_after(&self, i: usize, limit: usize) -> Option<usize> {
        let token = &self.tokens[i];
        if self.newlines == Newlines::Break && i + 1 < limit && self.newline_after(i) {
            return Some(i + 1);
        }
        let TokenKind::Punct(mark) = token.kind else { return None };
        if !matches!(mark, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            return None;
        }
        let mut end = i + 1;
        while end < limit && self.tokens[end].glued && is_closing(&self.tokens[end]) {
            end += 1;
        }
        if end >= limit {
            return Some(limit);
        }
        let next = &self.tokens[end];
        if next.glued && !matches!(mark, '。' | '！' | '？') {
            return None;
        }
        let closed = end > i + 1;
        let upper_next = self.begins_sentence(end);
        if !upper_next {
            return None;
        }
        if mark == '.' && !closed && self.abbreviated(i, end) {
            return None;
        }
        Some(end)
    }

    fn newline_after(&self, i: usize) -> bool {
        let gap = self.tokens[i].span.end as usize..self.tokens[i + 1].span.start as usize;
        self.text[gap].contains('\n')
    }

    /// True where token `i` may begin a sentence: a capital, a digit, an opening mark before one.
    fn begins_sentence(&self, i: usize) -> bool {
        match self.tokens[i].kind {
            TokenKind::Word(case) => {
                case != Case::Lower || self.word(i).chars().next().is_some_and(|c| !c.is_lowercase())
            }
            TokenKind::Number => true,
            TokenKind::Punct(mark) => {
                matches!(
                    mark,
                    '"' | '“'
                        | '‘'
                        | '«'
                        | '„'
                        | '\''
                        | '('
                        | '['
                        | '¿'
                        | '¡'
                        | '—'
                        | '–'
                        | '-'
                        | '「'
                        | '`'
                ) && (mark != '-' || !self.tokens.get(i + 1).is_some_and(|t| t.glued))
            }
        }
    }

    /// True where the stop at `i` belongs to an abbreviation, so that the sentence goes on at `next`.
    fn abbreviated(&self, i: usize, next: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|b| &self.tokens[b]) else { return false };
        if !self.tokens[i].glued || !before.is_word() {
            return false;
        }
        let word = before.span.of(self.lower);
        let dotted = i >= 2 && before.glued && self.tokens[i - 2].is('.');
        let starter = STARTERS.contains(&self.tokens[next].span.of(self.lower));
        // `2.4C.` ends a sentence as any figure does.
        let of_figure = before.glued && i >= 2 && self.tokens[i - 2].is_number();
        if word.chars().count() == 1 && word != "i" && !of_figure {
            // `U.S.`, `a.m.`: the next word decides. `J.` alone is an initial.
            let clock = dotted
                && word == "m"
                && i >= 3
                && matches!(self.tokens[i - 3].span.of(self.lower), "a" | "p");
            if clock && !self.goes_on_after_clock(next) {
                return false;
            }
            return if dotted { !starter && !self.opens(next) } else { before.is_capitalised() };
        }
        match ABBREVIATIONS.get(word) {
            Some(Abbreviation::Title) => before.is_capitalised() || word == "vs",
            Some(Abbreviation::Number) => self.tokens[next].is_number(),
            Some(Abbreviation::Open) => !starter && !self.opens(next),
            None => false,
        }
    }

    /// True for what follows `a.m.` inside a sentence: a zone, a day, "Moscow time", a bracket.
    fn goes_on_after_clock(&self, next: usize) -> bool {
        let word = self.tokens[next].span.of(self.lower);
        let zone =
            self.tokens[next].kind == TokenKind::Word(Case::Upper) && word.len() <= 5 && word.len() > 1;
        let day = AFTER_CLOCK.contains(&word);
        let named =
            (next..next + 4).any(|k| self.tokens.get(k).is_some_and(|t| t.span.of(self.lower) == "time"));
        zone || day || named || !self.tokens[next].is_word()
    }

    fn opens(&self, i: usize) -> bool {
        matches!(self.tokens[i].kind, TokenKind::Punct('"' | '“' | '‘' | '«'))
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].span.of(self.text)
    }
}

fn is_closing(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Punct('"' | '”' | '’' | '\'' | '»' | ')' | ']' | '」' | '.' | '!' | '?' | '…')
    )
}

#[cfg(test)]
mod tests {
    use super::super::Text;

    fn check(text: &str, expected: &[&str]) {
        let read = Text::plain(text);
        let found: Vec<&str> = read.sentences().iter().map(|s| read.slice(s.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        check("They met. Nobody signed.", &["They met.", "Nobody signed."]);
        check("They met at 8.55. At 9.35am they left.", &["They met at 8.55.", "At 9.35am they left."]);
    }

    #[test]
    fn closing_marks_belong_to_their_sentence() {
        check("“Speed is not important.” He left.", &["“Speed is not important.”", "He left."]);
        check("\"Is it?\" he asked. \"Yes.\"", &["\"Is it?\" he asked.", "\"Yes.\""]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_one() {
        check("Mr. Kim and Gen. Park met George W. Bush.", &["Mr. Kim and Gen. Park met George W. Bush."]);
        check("On Feb. 28 the U.S. President left.", &["On Feb. 28 the U.S. President left."]);
        check("They left for the U.S. The talks ended.", &["They left for the U.S.", "The talks ended."]);
        check("It began at 9 a.m. Reporters waited.", &["It began at 9 a.m.", "Reporters waited."]);
        check("It ended at 5 p.m. Ada Okafor left.", &["It ended at 5 p.m.", "Ada Okafor left."]);
        check(
            "At 9 p.m. Moscow time and 8 p.m. Friday they met.",
            &["At 9 p.m. Moscow time and 8 p.m. Friday they met."],
        );
    }

    #[test]
    fn datelines_stay_with_their_sentence() {
        check("HANOI, Feb 28 (Agency) — The leaders met.", &["HANOI, Feb 28 (Agency) — The leaders met."]);
    }

    #[test]
    fn wrapped_lines_are_one_sentence_and_set_lines_are_not() {
        check(
            "The two leaders met on Thursday in the\nold hotel and then went for a walk in the\ngarden.",
            &["The two leaders met on Thursday in the\nold hotel and then went for a walk in the\ngarden."],
        );
        check("Arrival at nine.\nTalks at ten.\nLunch.", &["Arrival at nine.", "Talks at ten.", "Lunch."]);
    }
}
