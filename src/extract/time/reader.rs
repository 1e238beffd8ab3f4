//! What the rules read: the tokens of one block with what each can mean.
//!
//! Every look past the block's end gives nothing, so a rule may look ahead without care.

use super::expr::Unit;
use super::lexicon::{Lex, Lexicon, Word};
use crate::text::{Case, Text, Token, TokenKind};

/// The tokens of a text and their meanings, limited to one block.
pub(super) struct Reader<'t> {
    /// The text.
    pub(super) text: &'t Text<'t>,
    lexes: &'t [Lex],
    /// How the text writes its hours.
    pub(super) habits: Habits,
    /// First token of the block.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) limit: usize,
}

/// What each token of a text can mean.
pub(super) fn lexes(text: &Text<'_>, lexicon: &Lexicon) -> Vec<Lex> {
    let tokens = text.tokens();
    let meaning = |(i, token): (usize, &Token)| match token.kind {
        TokenKind::Word(_) => lexicon.get(text.key(i)),
        TokenKind::Number => Lex::Digits,
        TokenKind::Punct(_) => Lex::Other,
    };
    tokens.iter().enumerate().map(meaning).collect()
}

/// How a text writes its hours.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    /// "5pm", "1:35 p.m.": it says "am" or "pm" of a time in figures.
    pub(super) halves: bool,
    /// "18.45", "08:05": it counts to twenty-four.
    pub(super) all_day: bool,
    /// "1430 GMT", "at 1600": four figures in a row are a time.
    pub(super) run_of_four: bool,
    /// "17.30 Reception", "9.05 Arrival": hours open the lines of a programme.
    pub(super) lists: bool,
    /// "0830 Arrival": so do four figures.
    pub(super) lists_of_four: bool,
}

impl Habits {
    /// Reads them off a text.
    pub(super) fn of(text: &Text<'_>, lexes: &[Lex]) -> Habits {
        let mut habits = Habits::default();
        let mut programme = Programme::default();
        let half = |i: usize| {
            let dotted =
                matches!(text.lower(i), "a" | "p") && text.lower(i + 1) == "." && text.lower(i + 2) == "m";
            dotted || lexes.get(i).is_some_and(|lex| matches!(lex, Lex::Meridiem(_)))
        };
        for i in (0..lexes.len()).filter(|&i| lexes[i] == Lex::Digits) {
            habits.halves |= half(i + 1);
            let figures = text.word(i);
            if opens_line(text, i) {
                programme.add(text, lexes, i);
            }
            match figures.len() {
                2 => {
                    let joined = matches!(text.lower(i + 1), "." | ":" | "h");
                    let minutes =
                        text.tokens().get(i + 2).is_some_and(|t| t.glued) && text.word(i + 2).len() == 2;
                    let hour = matches!(
                        figures,
                        "13" | "14" | "15" | "16" | "17" | "18" | "19" | "20" | "21" | "22" | "23"
                    );
                    habits.all_day |= joined
                        && minutes
                        && lexes.get(i + 2) == Some(&Lex::Digits)
                        && (hour || figures.starts_with('0'));
                }
                4 => {
                    let named = matches!(
                        text.lower(i + 1),
                        "gmt"
                            | "utc"
                            | "hours"
                            | "hrs"
                            | "ist"
                            | "est"
                            | "edt"
                            | "et"
                            | "cet"
                            | "kst"
                            | "jst"
                            | "local"
                    );
                    habits.run_of_four |= named;
                }
                _ => {}
            }
        }
        habits.lists = programme.points >= 2 && !programme.odd;
        habits.lists_of_four = programme.fours >= 2 && programme.no_year && !programme.odd_four;
        habits
    }

    /// True where "1:04" is as likely after noon as before.
    pub(super) fn to_twelve(self) -> bool {
        self.halves || !self.all_day
    }
}

/// What opens the lines of a text in figures.
#[derive(Default)]
struct Programme {
    points: usize,
    /// "10.01", "10.02": numbers of sections.
    odd: bool,
    fours: usize,
    odd_four: bool,
    no_year: bool,
}

impl Programme {
    fn add(&mut self, text: &Text<'_>, lexes: &[Lex], i: usize) {
        let figures = text.word(i);
        let minute = |digits: &str| digits.parse::<u32>().ok().filter(|&m| digits.len() == 2 && m < 60);
        let hour = |digits: &str| digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|h| h < 24);
        if figures.len() == 4 && figures.is_char_boundary(2) && hour(&figures[..2]) {
            let Some(m) = minute(&figures[2..]) else { return };
            self.fours += 1;
            self.odd_four |= !m.is_multiple_of(5);
            self.no_year |= !matches!(&figures[..2], "19" | "20");
        } else if hour(figures)
            && matches!(text.lower(i + 1), "." | ":")
            && lexes.get(i + 2) == Some(&Lex::Digits)
        {
            let Some(m) = minute(text.word(i + 2)) else { return };
            self.points += 1;
            self.odd |= text.lower(i + 1) == "." && !m.is_multiple_of(5);
        }
    }
}

/// True where token `i` is the first of its line, marks of a list aside.
pub(super) fn opens_line(text: &Text<'_>, i: usize) -> bool {
    let tokens = text.tokens();
    let breaks = |i: usize| {
        let from = i.checked_sub(1).map_or(0, |b| tokens[b].span.end);
        i == 0 || text.as_str()[from as usize..tokens[i].span.start as usize].contains('\n')
    };
    let mark = |i: usize| matches!(tokens[i].kind, TokenKind::Punct('-' | '•' | '–' | '—' | '*' | '|' | '·'));
    breaks(i) || i > 0 && mark(i - 1) && breaks(i - 1)
}

/// Tokens on either side in which [`Reader::near_clock`] looks.
const NEAR: usize = 60;

impl<'t> Reader<'t> {
    /// Reads the tokens `first..limit`.
    pub(super) fn new(
        text: &'t Text<'t>,
        lexes: &'t [Lex],
        habits: Habits,
        first: usize,
        limit: usize,
    ) -> Self {
        Reader { text, lexes, habits, first, limit }
    }

    /// What each token of the text can mean.
    pub(super) fn lexes(&self) -> &'t [Lex] {
        self.lexes
    }

    fn token(&self, i: usize) -> Option<&Token> {
        if i < self.first || i >= self.limit { None } else { self.text.tokens().get(i) }
    }

    /// What token `i` can mean.
    pub(super) fn lex(&self, i: usize) -> Lex {
        if i < self.first || i >= self.limit { Lex::Other } else { self.lexes[i] }
    }

    /// What the token before `i` can mean.
    pub(super) fn lex_before(&self, i: usize) -> Lex {
        i.checked_sub(1).map_or(Lex::Other, |b| self.lex(b))
    }

    /// The word that rules ask for at `i`.
    pub(super) fn word(&self, i: usize) -> Option<Word> {
        if let Lex::Word(word) = self.lex(i) { Some(word) } else { None }
    }

    /// The word before `i`.
    pub(super) fn word_before(&self, i: usize) -> Option<Word> {
        self.word(i.checked_sub(1)?)
    }

    /// True where this very word stands at `i`.
    pub(super) fn is(&self, i: usize, word: Word) -> bool {
        self.word(i) == Some(word)
    }

    /// True where one of these words stands at `i`.
    pub(super) fn is_any(&self, i: usize, words: &[Word]) -> bool {
        self.word(i).is_some_and(|w| words.contains(&w))
    }

    /// The index after `word`, or `i` itself where it does not stand there.
    pub(super) fn skip(&self, i: usize, word: Word) -> usize {
        if self.is(i, word) { i + 1 } else { i }
    }

    /// Token `i` in lower case, empty past the block.
    pub(super) fn lower(&self, i: usize) -> &'t str {
        if self.token(i).is_some() { self.text.lower(i) } else { "" }
    }

    /// Token `i` as written, empty past the block.
    pub(super) fn written(&self, i: usize) -> &'t str {
        if self.token(i).is_some() { self.text.word(i) } else { "" }
    }

    /// The token before `i`, in lower case.
    pub(super) fn lower_before(&self, i: usize) -> &'t str {
        i.checked_sub(1).map_or("", |b| self.lower(b))
    }

    /// True where token `i` touches the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > self.first && self.token(i).is_some_and(|t| t.glued)
    }

    /// True where this mark stands at `i`.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.token(i).is_some_and(|t| t.is(mark))
    }

    /// True where a hyphen or a dash of a range stands at `i`.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| matches!(t.kind, TokenKind::Punct('-' | '–' | '‑' | '‐' | '−' | '—')))
    }

    /// True where a hyphen without spaces joins `i - 1` and `i + 1`.
    pub(super) fn hyphen(&self, i: usize) -> bool {
        self.dash(i) && self.glued(i) && self.glued(i + 1)
    }

    /// The index after a full stop that touches token `i - 1`.
    pub(super) fn skip_stop(&self, i: usize) -> usize {
        if self.mark(i, '.') && self.glued(i) { i + 1 } else { i }
    }

    /// The index after a comma.
    pub(super) fn skip_comma(&self, i: usize) -> usize {
        if self.mark(i, ',') { i + 1 } else { i }
    }

    /// The value and length of a run of digits: at most 9 of them.
    pub(super) fn digits(&self, i: usize) -> Option<(u32, usize)> {
        if self.lex(i) == Lex::Digits { self.text.number(i) } else { None }
    }

    /// True for a word that starts with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_capitalised)
    }

    /// True for a word in small letters.
    pub(super) fn small(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word(Case::Lower))
    }

    /// True for a word in capitals ("MAY").
    pub(super) fn shouted(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.kind == TokenKind::Word(Case::Upper))
    }

    /// True for any word.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(Token::is_word)
    }

    /// True where `i` opens a sentence of its block.
    pub(super) fn opens_sentence(&self, i: usize) -> bool {
        if i == self.first {
            return true;
        }
        let Some(token) = self.token(i) else { return false };
        let at = token.span.start;
        self.text.sentence_at(at).is_some_and(|s| {
            let sentence = &self.text.sentences()[s];
            sentence.tokens.start == i
                || (sentence.tokens.start + 1 == i && !self.is_word(sentence.tokens.start))
        })
    }

    /// True where the talk around `i` is of hours: a time of day that nothing else looks like, a part of the day.
    pub(super) fn near_clock(&self, i: usize) -> bool {
        let lex = |k: usize| self.lexes.get(k).copied().unwrap_or_default();
        let lower = |k: usize| if k < self.lexes.len() { self.text.lower(k) } else { "" };
        let around = i.saturating_sub(NEAR)..(i + NEAR).min(self.lexes.len());
        around.filter(|&k| k != i).any(|k| match lex(k) {
            Lex::Meridiem(_) | Lex::Noon | Lex::Midnight | Lex::Tonight | Lex::Part(_) | Lex::Hint(_) => true,
            Lex::Word(Word::Clock) => lower(k) == "clock",
            Lex::Word(Word::To | Word::Past) => {
                let minutes =
                    k > 1 && matches!(lex(k - 1), Lex::Cardinal(5 | 10 | 20 | 25) | Lex::Unit(Unit::Quarter));
                minutes
                    && matches!(lex(k + 1), Lex::Cardinal(1..=12))
                    && matches!(lex(k - 2), Lex::Word(Word::At | Word::A | Word::By | Word::Until))
            }
            Lex::Digits => {
                lower(k + 1) == ":" && lex(k + 2) == Lex::Digits
                    || matches!(lower(k + 1), "a" | "p") && lower(k + 3) == "m"
            }
            _ => false,
        })
    }

    /// True where `'s` (or a bare apostrophe) follows at `i`; gives the index after it.
    pub(super) fn possessive(&self, i: usize) -> Option<usize> {
        let mark = self.mark(i, '\'') || self.mark(i, '’');
        if !mark || !self.glued(i) {
            return None;
        }
        if self.glued(i + 1) && self.lower(i + 1) == "s" { Some(i + 2) } else { Some(i + 1) }
    }
}
