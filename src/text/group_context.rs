//! What the reader of verb groups asks of the words around it: their classes, and whether one is a name, part
//! of a compound or an adjective.

use super::group_reader::Reader;
use super::groups::{Catenative, class, is_group_adverb};
use super::verbs::VerbForm;
use super::{Case, TokenKind};

impl Reader<'_, '_> {
    /// Token `i` in lower case; empty outside the range.
    pub(super) fn lower(&self, i: usize) -> &str {
        if self.range.contains(&i) { self.text.lower(i) } else { "" }
    }

    /// The verb that token `i` may be a form of.
    pub(super) fn verb(&self, i: usize) -> Option<VerbForm> {
        if self.range.contains(&i) { self.text.known(i).verb } else { None }
    }

    /// True where token `i` is of a class.
    pub(super) fn of_class(&self, class: u16, i: usize) -> bool {
        self.range.contains(&i) && self.text.known(i).classes & class != 0
    }

    /// True where the token before `i` is of a class.
    pub(super) fn class_before(&self, class: u16, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|at| self.of_class(class, at))
    }

    /// True inside "one-on-one"; not for the verb of "test-fired" or "re-opened".
    pub(super) fn in_compound(&self, i: usize) -> bool {
        let tokens = self.text.tokens();
        let hyphen_after = tokens.get(i + 1).is_some_and(|t| t.glued && t.is('-'))
            && tokens.get(i + 2).is_some_and(|t| t.glued && t.is_word());
        let hyphen_before = i >= 2 && tokens[i].glued && tokens[i - 1].is('-') && tokens[i - 1].glued;
        hyphen_after || (hyphen_before && !matches!(self.lower(i - 2), "test" | "re" | "co"))
    }

    /// True for a capitalised word inside the sentence: "May", "Rose".
    pub(super) fn is_name(&self, i: usize) -> bool {
        i > self.range.start
            && self.range.contains(&i)
            && matches!(self.text.tokens()[i].kind, TokenKind::Word(Case::Title | Case::Mixed | Case::Upper))
            && !matches!(self.text.tokens()[i - 1].kind, TokenKind::Punct('“' | '"' | ':' | '‘'))
    }

    /// True for "disputed" in "two disputed mines", not for "signed" in "the two signed" or "two signed the text".
    pub(super) fn counts(&self, i: usize) -> bool {
        const COUNTS: &[&str] = &[
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "few",
        ];
        let known = class::DETERMINER | class::PREPOSITION | class::ADVERB;
        COUNTS.contains(&self.before(i))
            && (i < 2 || !self.class_before(class::DETERMINER, i - 1))
            && self.range.contains(&(i + 1))
            && self.text.tokens()[i + 1].is_word()
            && !self.of_class(known, i + 1)
            && !self.is_name(i + 1)
    }

    /// True where "never" stands before a simple tense, adverbs aside.
    pub(super) fn never_before(&self, i: usize) -> bool {
        let before = (self.range.start..i).rev().take(4).map(|at| self.text.lower(at));
        before.take_while(|w| *w == "never" || is_group_adverb(w)).any(|w| w == "never")
    }

    pub(super) fn after_comma(&self, i: usize) -> bool {
        i > self.range.start && self.text.tokens()[i - 1].is(',')
    }

    pub(super) fn before(&self, i: usize) -> &str {
        match i.checked_sub(1) {
            Some(at) if self.range.contains(&at) => self.text.lower(at),
            _ => "",
        }
    }

    pub(super) fn catenative_at(&self, i: usize) -> Option<Catenative> {
        if self.range.contains(&i) { self.text.known(i).catenative } else { None }
    }
}
