//! Words as names are made of: "Jong-un", "O'Brien", "J.K.", "U.S." and "'s" are one each.
//!
//! Tokens are finer than that ([`crate::text`]). The tagger learns and runs on these words, so this is
//! the only place that says what they are. Entry point: [`Words::read`].

use std::ops::Range;

use super::lexicon::{flag, key_of, lexicon};
use crate::span::Span;
use crate::text::{Case, Text, Token, TokenKind};

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Letters.
    Letters(Case),
    /// A capital or several, each with its stop: "J.", "U.S.".
    Initials,
    /// Digits, also with letters at them: "35am", "G7".
    Number,
    /// "'s".
    Possessive,
    /// A mark.
    Mark(char),
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Bytes in the text.
    pub(super) span: Span,
    /// What it is made of.
    pub(super) form: Form,
    /// [`key_of`] its letters; 0 for marks.
    pub(super) key: u64,
    /// What the lexicon knows of it.
    pub(super) flags: u32,
    /// True where no space stands before it.
    pub(super) glued: bool,
}

impl Word {
    /// True where the lexicon has one of these flags for it.
    pub(super) fn has(&self, flags: u32) -> bool {
        self.flags & flags != 0
    }

    /// True for a word of letters that starts with a capital, and for initials.
    pub(super) fn is_capital(&self) -> bool {
        match self.form {
            Form::Letters(case) => case != Case::Lower,
            Form::Initials => true,
            _ => false,
        }
    }

    /// True for a word of letters in lower case.
    pub(super) fn is_lower(&self) -> bool {
        self.form == Form::Letters(Case::Lower)
    }

    /// True for this very mark.
    pub(super) fn is(&self, mark: char) -> bool {
        self.form == Form::Mark(mark)
    }

    /// True for a mark of any kind.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.form, Form::Mark(_))
    }
}

/// The words of a text, sentence by sentence. What stands in no sentence (code) has none.
pub(super) struct Words<'t> {
    /// The text.
    pub(super) text: &'t Text<'t>,
    /// All words.
    pub(super) all: Vec<Word>,
    /// The words of each sentence of the text.
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    /// Groups the tokens of a text into words.
    pub(super) fn read(text: &'t Text<'t>) -> Self {
        let mut all = Vec::with_capacity(text.tokens().len());
        let mut sentences = Vec::with_capacity(text.sentences().len());
        for sentence in text.sentences() {
            let from = all.len();
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let (word, next) = next_word(text, at, sentence.tokens.end);
                all.push(word);
                at = next;
            }
            sentences.push(from..all.len());
        }
        Words { text, all, sentences }
    }

    /// The text of a word.
    pub(super) fn str(&self, word: usize) -> &'t str {
        self.text.slice(self.all[word].span)
    }

    /// The bytes from the first to the last word of a range that is not empty.
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        self.all[words.start].span.join(self.all[words.end - 1].span)
    }

    /// The text of a range of words.
    pub(super) fn slice(&self, words: Range<usize>) -> &'t str {
        self.text.slice(self.span(words))
    }

    /// The index of the sentence that a word stands in.
    pub(super) fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|s| s.start <= word).saturating_sub(1)
    }
}

/// Abbreviations before and after names whose stop belongs to them.
const STOPPED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "adm", "jr",
    "sr", "st", "pres", "hon", "rev", "maj", "cmdr", "brig", "sec", "supt", "amb", "cpl", "fr",
];

/// Reads the word that starts at token `at`, and the token after it.
fn next_word(text: &Text<'_>, at: usize, end: usize) -> (Word, usize) {
    let tokens = text.tokens();
    let first = &tokens[at];
    let glued_at = |i: usize| i < end && tokens[i].glued;
    let (form, next) = match first.kind {
        TokenKind::Word(case) => {
            let single = one_letter(text, at);
            let mut next = at + 1;
            if single && case != Case::Lower && glued_at(next) && tokens[next].is('.') {
                next += 1;
                while next + 1 < end
                    && tokens[next].glued
                    && tokens[next].is_capitalised()
                    && one_letter(text, next)
                    && tokens[next + 1].glued
                    && tokens[next + 1].is('.')
                {
                    next += 2;
                }
                // "U.S" at the end of a sentence that lent its stop.
                if next < end && tokens[next].glued && tokens[next].is_capitalised() && one_letter(text, next)
                {
                    next += 1;
                }
                (Form::Initials, next)
            } else {
                let mut number = false;
                while next < end && tokens[next].glued {
                    match tokens[next].kind {
                        TokenKind::Number => number = true,
                        TokenKind::Punct('-' | '‐' | '‑') if word_at(tokens, next + 1, end) => next += 1,
                        TokenKind::Punct('\'' | '’' | 'ʼ') if goes_on(text, next, end) => next += 1,
                        TokenKind::Word(_) if number => {}
                        _ => break,
                    }
                    next += 1;
                }
                let stopped = next == at + 1
                    && glued_at(next)
                    && tokens[next].is('.')
                    && case != Case::Lower
                    && STOPPED.contains(&text.lower(at));
                if stopped {
                    next += 1;
                }
                let case = if next > at + 2 && case == Case::Lower && prefixed(text, at) {
                    Case::Mixed
                } else {
                    case
                };
                let case = if next > at + 2 && is_contraction(text, next) { Case::Lower } else { case };
                (if number { Form::Number } else { Form::Letters(case) }, next)
            }
        }
        TokenKind::Number => {
            let mut next = at + 1;
            while next < end && tokens[next].glued && !matches!(tokens[next].kind, TokenKind::Punct(_)) {
                next += 1;
            }
            (Form::Number, next)
        }
        TokenKind::Punct('\'' | '’' | 'ʼ')
            if first.glued && glued_at(at + 1) && matches!(text.word(at + 1), "s" | "S") =>
        {
            (Form::Possessive, at + 2)
        }
        TokenKind::Punct(mark) => (Form::Mark(mark), at + 1),
    };
    let span = text.span_of(at..next);
    let (mut key, mut flags) = (0, 0);
    if matches!(form, Form::Letters(_) | Form::Initials) {
        let written = text.slice(span);
        key = if next == at + 1 && written.is_ascii() { text.key(at) } else { key_of(written) };
        flags = lexicon().flags(key);
        if next > at + 2 && is_contraction(text, next) {
            flags = flag::FUNCTION;
        } else if flags == 0 {
            flags = part_flags(written);
        }
    }
    (Word { span, form, key, flags, glued: first.glued }, next)
}

/// What the parts of "ex-president", "co-chairman", "al-Assad", "Garcia-Lopez" tell.
fn part_flags(written: &str) -> u32 {
    let Some((head, tail)) = written.split_once('-') else { return 0 };
    let (head, tail) = (lexicon().flags(key_of(head)), lexicon().flags(key_of(tail)));
    let role = flag::ROLE | flag::TOP | flag::KIN | flag::MALE | flag::FEMALE | flag::HONORIFIC;
    let mut flags = (tail & role) | (head & flag::FORMER);
    if head & flag::PARTICLE != 0 {
        flags |= tail & flag::SURNAME;
    }
    if head & flag::SURNAME != 0 && tail & flag::SURNAME != 0 {
        flags |= flag::SURNAME;
    }
    if head & flag::FORENAME != 0 && tail & flag::FORENAME != 0 {
        flags |= head & flag::FORENAME;
    }
    flags
}

/// True for "al-Assad" and "d'Estaing", which are names though they start in lower case.
fn prefixed(text: &Text<'_>, at: usize) -> bool {
    text.tokens()[at + 2].is_capitalised()
        && matches!(
            text.word(at),
            "al" | "el"
                | "ul"
                | "as"
                | "ad"
                | "an"
                | "ar"
                | "ash"
                | "at"
                | "az"
                | "d"
                | "l"
                | "bin"
                | "t"
                | "de"
        )
}

/// "I'm", "They've": letters that an apostrophe parts from a short verb, which ends before token `next`.
fn is_contraction(text: &Text<'_>, next: usize) -> bool {
    matches!(text.lower(next - 1), "m" | "re" | "ve" | "ll" | "d" | "t")
        && matches!(text.tokens()[next - 2].kind, TokenKind::Punct('\'' | '’' | 'ʼ'))
}

fn one_letter(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at);
    word.len() <= 4 && word.chars().count() == 1
}

/// True where a word touches what stands before it.
fn word_at(tokens: &[Token], at: usize, end: usize) -> bool {
    at < end && tokens[at].glued && tokens[at].is_word()
}

/// True where the apostrophe at `at` is inside a word: "O'Brien", "Sha'ath", "don't"; not "Kim's".
fn goes_on(text: &Text<'_>, at: usize, end: usize) -> bool {
    let tokens = text.tokens();
    if !word_at(tokens, at + 1, end) {
        return false;
    }
    // "Kim's" alone, and "Kim's'" too; "O'Shea" has its own letters after the s.
    !matches!(text.word(at + 1), "s" | "S")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let text = Text::plain(text);
        let words = Words::read(&text);
        let shown: Vec<&str> = (0..words.all.len()).map(|i| words.str(i)).collect();
        assert_eq!(shown.join(" | "), expected);
    }

    #[test]
    fn words_are_what_names_are_made_of() {
        check("Kim Jong-un's sister", "Kim | Jong-un | 's | sister");
        check("J.K. Rowling met George W. Bush.", "J.K. | Rowling | met | George | W. | Bush | .");
        check("Sinead O'Brien and Nabil Sha’ath", "Sinead | O'Brien | and | Nabil | Sha’ath");
        check("At 9.35am the G7 left the U.S.", "At | 9 | . | 35am | the | G7 | left | the | U.S.");
        check("Mr. Kim of Sr. Lee", "Mr. | Kim | of | Sr. | Lee");
        check("I don't", "I | don't");
        check("I’m here", "I’m | here");
        check("the leaders' talks", "the | leaders | ' | talks");
    }
}
