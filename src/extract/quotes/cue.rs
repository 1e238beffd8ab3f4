//! Cues: verbs and phrases that say that somebody said something, and whom they said it to.

use super::lexicon::*;
use super::reader::Reader;
use super::subject::is_habit;
use crate::span::Span;

/// A verb or phrase of saying in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Its tokens: `start..end`.
    pub(super) start: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// What it reports.
    pub(super) classes: Classes,
    /// True for "according to", whose source follows.
    pub(super) according: bool,
}

/// Phrases of two words: the first in any form, the second.
const PHRASES: &[(&[&str], &str)] = &[
    (&["went", "goes", "going"], "on"),
    (&["pointed", "points", "pointing"], "out"),
    (&["made", "makes", "making"], "clear"),
    (&["shot", "fired", "hit", "fires", "hits"], "back"),
    (&["chimed"], "in"),
    (&["spelled", "spelt"], "out"),
    (&["put", "puts"], "it"),
];

/// Third persons that are plural nouns more often.
const NOUNS: &[&str] = &[
    "questions",
    "reports",
    "comments",
    "claims",
    "demands",
    "notes",
    "calls",
    "views",
    "remarks",
    "answers",
    "charges",
    "requests",
    "offers",
    "promises",
    "pledges",
    "vows",
    "posts",
    "tweets",
    "quotes",
    "cites",
    "estimates",
    "addresses",
    "states",
    "jokes",
    "replies",
    "responses",
    "warnings",
    "complaints",
    "chants",
];

impl Reader<'_, '_> {
    /// The cue that begins at token `at`. Nouns that look like verbs ("the report") and infinitives
    /// ("too early to say") are none.
    pub(super) fn cue_at(&self, at: usize) -> Option<Cue> {
        let classes = self.classes[at];
        let mut words_of = ["in", "the", "words", "of"].iter().enumerate();
        if words_of.all(|(i, word)| self.text.lower(at + i) == *word) {
            return Some(Cue { start: at, end: at + 4, classes: SAY, according: true });
        }
        if !self.is_lower(at) {
            let according = self.text.lower(at) == "according" && self.text.lower(at + 1) == "to";
            return according.then_some(Cue { start: at, end: at + 2, classes: SAY, according: true });
        }
        match self.text.lower(at) {
            "according" if self.text.lower(at + 1) == "to" => {
                return Some(Cue { start: at, end: at + 2, classes: SAY, according: true });
            }
            word => {
                let phrase = PHRASES
                    .iter()
                    .any(|(first, second)| first.contains(&word) && self.text.lower(at + 1) == *second);
                if phrase {
                    let on_to_say = matches!(self.text.lower(at + 2), "to") && self.is_cue_word(at + 3);
                    let end = at + if on_to_say { 4 } else { 2 };
                    return Some(Cue { start: at, end, classes: SAY, according: false });
                }
            }
        }
        if classes & CUE == 0 || self.is_noun(at) {
            return None;
        }
        // "asked for time", "asked not to be named": a wish, no words.
        let wish = ["for", "not"].iter().any(|w| (1..3).any(|i| self.text.lower(at + i) == *w));
        if self.text.lower(at).starts_with("ask") && wish {
            return None;
        }
        // "said to me, and I quote,": another verb reports.
        let aside = self.text.lower(at) == "quote" && at > 0 && self.text.lower(at - 1) == "i";
        (!aside).then_some(Cue { start: at, end: at + 1, classes, according: false })
    }

    fn is_cue_word(&self, at: usize) -> bool {
        self.classes.get(at).is_some_and(|c| c & (SAY | TELL) != 0)
    }

    /// True where the word at `at` is a noun or an infinitive here.
    fn is_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let classes = self.classes[before];
        let word = self.text.lower(before);
        if word == "to" {
            // "continued to say", "to say the least": only the first reports; "took to the stage to say".
            let Some(governor) = before.checked_sub(1) else { return true };
            let word = self.text.lower(governor);
            let stage = matches!(word, "floor" | "stage" | "podium" | "lectern" | "microphone" | "pulpit");
            return !(is_habit(word) || stage || self.classes[governor] & (OCCASION | MEDIUM) != 0);
        }
        let noun_like = self.classes[at] & BASE != 0 || self.text.lower(at).ends_with('s');
        let after_determiner = classes & DETERMINER != 0
            && !matches!(
                word,
                "that" | "this" | "all" | "both" | "one" | "another" | "some" | "others" | "many"
            );
        let after_possessive = word == "s" && before > 0 && self.is_apostrophe(before - 1);
        if noun_like
            && (after_determiner
                || after_possessive
                || classes & PREPOSITION != 0 && !matches!(word, "outside" | "inside"))
        {
            return true;
        }
        if after_determiner {
            return true;
        }
        let number = self.text.tokens()[before].is_number();
        let ambiguous = noun_like && self.classes[at] & BASE == 0;
        if ambiguous
            && (number
                || self.is_lower(before)
                    && NOUNS.contains(&self.text.lower(at))
                    && classes & (PERSON | SPEECH | PRONOUN | ADVERB) == 0)
        {
            return true;
        }
        if self.text.tokens()[at].glued && self.text.tokens()[before].is('-') {
            return true;
        }
        if self.classes[at] & BASE != 0 && !matches!(self.text.lower(at), "read" | "put") {
            // A base form needs a plural, an auxiliary or "and" before it.
            let plural = self.text.tokens()[before].is_word() && word.ends_with('s')
                || word == "people"
                || word == "police";
            let pronoun = matches!(word, "i" | "we" | "they" | "you" | "who");
            let auxiliary = classes & (AUXILIARY | ADVERB) != 0;
            let start = self.text.tokens()[before].is(',');
            return !(plural || pronoun || auxiliary || start);
        }
        false
    }

    /// True for "was called", "has been described": the subject is not who said it.
    pub(super) fn is_passive(&self, floor: usize, cue: &Cue) -> bool {
        let mut i = cue.start;
        while i > floor && self.classes[i - 1] & ADVERB != 0 {
            i -= 1;
        }
        let be = i > floor
            && matches!(self.text.lower(i - 1), "was" | "were" | "is" | "are" | "been" | "being" | "be");
        be && !self.text.lower(cue.start).ends_with("ing")
    }

    /// "did not say", "never said", "declined to say".
    pub(super) fn negated(&self, from: usize, cue: usize) -> bool {
        let from = from.max(cue.saturating_sub(4));
        let helps = |i: &usize| self.classes[*i] & (ADVERB | AUXILIARY) != 0 || self.is_apostrophe(*i);
        let mut verb = (from..cue).rev().take_while(helps);
        let not = verb.any(|i| {
            matches!(self.text.lower(i), "not" | "never" | "n't")
                || self.text.lower(i) == "t" && i > 0 && self.is_apostrophe(i - 1)
        });
        let comma = (from..cue).rev().find(|&i| self.text.tokens()[i].is(','));
        not || (comma.unwrap_or(from)..cue).any(|i| self.text.lower(i) == "nor")
    }

    /// Whom the words were said to, or where, as far as it stands within a few tokens after the cue:
    /// "reporters", "the BBC", "on Twitter", "in a statement".
    pub(super) fn addressee(&self, cue: &Cue, limit: usize) -> Option<Span> {
        let mut at = cue.end;
        if cue.according || at >= limit {
            return None;
        }
        if cue.classes & TELL == 0 {
            let when = |i: &usize| self.classes[*i] & (ADVERB | WEEKDAY) != 0 || self.text.lower(*i) == "on";
            let to = (at..limit.min(at + 4)).find(|i| !when(i)).filter(|&i| self.text.lower(i) == "to");
            if let Some(to) = to {
                let found = self.noun_phrase_after(to + 1, limit);
                if let Some(found) = found.filter(|f| self.classes[f.start] & BASE == 0) {
                    return Some(self.text.span_of(found));
                }
            }
            return self.occasion(at, limit);
        }
        while at < limit && self.classes[at] & ADVERB != 0 {
            at += 1;
        }
        let plain = self.noun_phrase_after(at, limit);
        match plain {
            Some(found) if self.classes[found.end - 1] & (DETERMINER | PRONOUN) != DETERMINER => {
                Some(self.text.span_of(found))
            }
            Some(_) => None,
            None if self.classes.get(at).is_some_and(|c| c & PRONOUN != 0) && at < limit => {
                Some(self.text.span_of(at..at + 1))
            }
            None => self.occasion(cue.end, limit),
        }
    }

    /// "on Twitter", "in a statement", "at a news conference" within a few tokens from `at`.
    fn occasion(&self, at: usize, limit: usize) -> Option<Span> {
        let limit = limit.min(at + 12);
        for i in at..limit {
            let word = self.text.lower(i);
            if self.is_mark(i) {
                break;
            }
            if word == "on" && self.classes.get(i + 1).is_some_and(|c| c & MEDIUM != 0) && i + 1 < limit {
                return Some(self.text.span_of(i..i + 2));
            }
            let determined = self.classes.get(i + 1).is_some_and(|c| c & DETERMINER != 0);
            if matches!(word, "in" | "at" | "during" | "via" | "on" | "by" | "through") {
                let from = i + 1 + usize::from(determined);
                let nouns = (from..(from + 4).min(self.text.tokens().len()))
                    .take_while(|&j| {
                        self.text.tokens()[j].is_word() && self.classes[j] & (BOUNDARY | PREPOSITION) == 0
                    })
                    .filter(|&j| self.classes[j] & OCCASION != 0)
                    .last();
                if let Some(last) = nouns {
                    return Some(self.text.span_of(i..last + 1));
                }
            }
        }
        None
    }
}
