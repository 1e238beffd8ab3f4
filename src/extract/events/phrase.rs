//! What a run of words is in a gist: a noun phrase, a list, a phrase of time before the subject, a mark that
//! ends nothing. Entry points: the methods of [`Finder`] that [`super::wording`] asks.

use std::ops::Range;

use super::apart::Apart;
use super::clause::Clause;
use super::find::Finder;
use super::words::{Class, is};
use crate::text::groups::is_determiner;

impl Finder<'_, '_> {
    /// What stands after a phrase of time or place at the start: "In Tokyo, the premier", "After a break of 45
    /// minutes the delegations".
    pub(super) fn past_fronted(&self, range: Range<usize>, owner: &Clause) -> Option<Range<usize>> {
        let tokens = self.text.tokens();
        let commas: Vec<usize> = range.clone().filter(|&i| tokens[i].is(',')).collect();
        let first = commas.first().copied().unwrap_or(range.end);
        // A noun phrase that no preposition governs, inside the first part.
        let free = (range.start + 2..first).find(|&i| {
            let clock = tokens.get(i + 1).is_some_and(|t| t.glued && t.is('.'));
            let begins = is_determiner(self.text.lower(i))
                || matches!(self.text.lower(i), "both" | "two" | "all" | "he" | "she" | "they" | "it")
                || tokens[i].is_capitalised() && !tokens[i - 1].is_capitalised() && !self.of_time(i);
            // "a.m.", "U.S.": no word by itself.
            let begins = begins && !clock;
            begins && self.closes_noun(i - 1)
        });
        if let Some(start) = free {
            return Some(start..range.end);
        }
        if commas.is_empty() {
            return None;
        }
        // An apposition before the verb would be closed by a comma: without one the subject is the last part.
        let closed = tokens.get(range.end).is_some_and(|t| t.is(',')) && range.end < owner.group.tokens.start;
        let rest = first + 1..range.end;
        let whole = closed || self.is_list(&rest) || commas.len() == 1;
        Some(if whole { rest } else { commas[commas.len() - 1] + 1..range.end })
    }

    /// True for a word after which a new noun phrase may begin: a noun, a number, a year.
    pub(super) fn closes_noun(&self, i: usize) -> bool {
        let token = &self.text.tokens()[i];
        let word = self.text.lower(i);
        let joint = is(Class::Joint, word);
        token.is_number()
            || token.is(')')
            || token.is(':')
            || token.is('.') && token.glued
            || token.is_word() && !joint && !is_determiner(word) && !is_preposition(word)
    }

    /// True where a range can be a noun phrase: a name, a determiner with a noun, a plural.
    pub(super) fn noun_phrase(&self, range: &Range<usize>) -> bool {
        let first = self.text.lower(range.start);
        let last = range.end - 1;
        let country = self.text.word(range.start) == "US";
        let object =
            is(Class::Object, first) && !country || matches!(first, "her" | "that") && range.len() == 1;
        if object
            || is_preposition(first)
            || self.loose(last)
            || is_determiner(self.text.lower(last)) && first != "both"
        {
            return false;
        }
        let pointing = range.len() == 1
            && matches!(first, "this" | "that" | "these" | "those" | "which" | "who" | "one");
        !pointing
            && range.clone().any(|i| {
                let word = self.text.lower(i);
                self.text.tokens()[i].is_word() && !is_determiner(word) && !is_preposition(word)
                    || matches!(word, "both" | "all" | "each")
            })
    }

    /// "A, B and C": commas of a list, not of an apposition.
    pub(super) fn is_list(&self, range: &Range<usize>) -> bool {
        let last = range.clone().rev().find(|&i| self.text.tokens()[i].is(','));
        let and = range.clone().rev().find(|&i| self.text.lower(i) == "and");
        match (last, and) {
            (Some(comma), Some(and)) => and > comma,
            _ => false,
        }
    }

    pub(super) fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        while !range.is_empty()
            && (self.mark(range.start)
                || matches!(self.text.lower(range.start), "and" | "but" | "or" | "so" | "yet"))
        {
            range.start += 1;
        }
        while !range.is_empty() && self.mark(range.end - 1) && !self.text.tokens()[range.end - 1].is(')') {
            range.end -= 1;
        }
        range
    }

    /// A mark that may stand at no end of a gist.
    pub(super) fn mark(&self, i: usize) -> bool {
        let token = match self.text.tokens().get(i) {
            Some(token) => token,
            None => return true,
        };
        let stop = token.is('.') && token.glued && i > 0 && self.text.word(i - 1).chars().count() == 1;
        !token.is_word()
            && !token.is_number()
            && !token.is(')')
            && !token.is('%')
            && !token.is('”')
            && !token.is('$')
            && !stop
            && !(token.is('"') && i > 0 && token.glued)
    }

    /// Words that lead a sentence in and are no part of it: "Afterwards", "meanwhile".
    pub(super) fn leads(&self, i: usize) -> bool {
        let word = self.text.lower(i);
        let adjective = matches!(word, "first" | "second" | "later" | "earlier")
            && self.text.tokens().get(i + 1).is_some_and(|t| t.is_word());
        is(Class::Opener, word) && !adjective
    }

    /// A phrase of time or place, or a clause, at the start: not the subject.
    pub(super) fn fronted(&self, i: usize) -> bool {
        let word = self.text.lower(i);
        let next = self.text.tokens().get(i + 1);
        // "Tonight's dinner".
        if next.is_some_and(|t| t.glued && (t.is('\'') || t.is('’'))) {
            return false;
        }
        is_preposition(word)
            || self.counted(i)
            || self.text.tokens()[i].is_number() && next.is_some_and(|t| t.is(':') || t.is('.'))
            || self.of_time(i)
            || is(Class::Fronting, word)
    }

    /// "An hour later", "a day before the talks": a length that counts to or from something.
    fn counted(&self, i: usize) -> bool {
        (i + 1..(i + 6).min(self.sentence.end)).any(|cue| {
            matches!(self.text.lower(cue), "later" | "earlier" | "ago" | "after" | "before")
                && Apart::before(self.text, cue, i).is_some_and(|(_, start)| start == i)
        })
    }

    /// True for weekdays and months.
    pub(super) fn of_time(&self, i: usize) -> bool {
        is(Class::Calendar, self.text.lower(i))
    }

    /// Words that end no phrase.
    pub(super) fn loose(&self, i: usize) -> bool {
        let word = self.text.lower(i);
        if self.text.follows_hyphen(i) {
            return false;
        }
        self.text.tokens()[i].is(',')
            || !is(Class::Particle, word) && is_preposition(word)
            || is_determiner(word) && !matches!(word, "both" | "all" | "each")
            || is(Class::Loose, word)
    }
}

/// Words that govern a noun phrase.
pub(super) fn is_preposition(word: &str) -> bool {
    is(Class::Preposition, word)
}
