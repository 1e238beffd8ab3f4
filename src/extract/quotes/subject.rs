//! The subject of a verb of saying: the noun phrase before it, past adverbs, parentheses, relative clauses
//! and other verbs of the same subject. Entry point: [`Reader::subject_before`].

use super::lexicon::*;
use super::reader::{REACH, Reader, Source};
use crate::extract::{MentionKind, PersonMention};
use crate::text::{Case, TokenKind};

impl<'r> Reader<'r, '_> {
    /// The subject of the verb at token `verb`, searched back to token `floor`.
    pub(super) fn subject_before(&self, floor: usize, verb: usize) -> Option<Source> {
        let mut end = verb;
        for _ in 0..12 {
            if end <= floor {
                return None;
            }
            let last = end - 1;
            if self.text.lower(last) == "to" && last > floor {
                if !is_habit(self.text.lower(last - 1)) {
                    return self.main_subject(floor, last);
                }
                end = last - 1;
                continue;
            }
            let skipped = self.is_lower(last) && self.is(last, ADVERB | AUXILIARY) && !self.is(last, PRONOUN)
                || self.is_apostrophe(last);
            if skipped {
                end = last;
            } else if self.is(last, WEEKDAY) && last > floor {
                end = if self.text.lower(last - 1) == "on" { last - 1 } else { last };
            } else {
                break;
            }
        }
        if end <= floor {
            return None;
        }
        let last = end - 1;
        match self.text.tokens()[last].kind {
            TokenKind::Punct(',' | '—' | '–') => self.before_parenthesis(floor, last),
            TokenKind::Punct(')') => {
                let open = (floor..last).rev().take(REACH).find(|&i| self.text.tokens()[i].is('('))?;
                (open > floor).then(|| self.noun_phrase(floor, open)).flatten()
            }
            _ if self.is_lower(last) && self.is(last, JOINT) => self.main_subject(floor, last),
            _ if matches!(self.text.lower(last), "who" | "which") && last > floor => {
                let comma = self.text.tokens()[last - 1].is(',');
                self.noun_phrase(floor, last - usize::from(comma))
            }
            _ => self.before_long_relative(floor, end).or_else(|| self.noun_phrase(floor, end)),
        }
    }

    /// "A manager who feared for his visa said": the noun phrase that opens the sentence, where nothing
    /// parts its relative clause from the verb at `verb`.
    fn before_long_relative(&self, floor: usize, verb: usize) -> Option<Source> {
        let reach = verb.min(floor + 8);
        let determined = self.is(floor, DETERMINER) && verb > floor + 4;
        let who = (floor + 2..reach).find(|&i| self.is_relative(i)).filter(|_| determined)?;
        let clause = (floor..verb).all(|i| {
            !self.is_mark(i)
                || matches!(self.text.tokens()[i].kind, TokenKind::Punct('£' | '$' | '€'))
                || self.is_apostrophe(i)
                || self.text.tokens()[i].glued
        });
        let acts = |i: usize| {
            self.is_lower(i) && (self.text.lower(i).ends_with("ed") || PAST.contains(&self.text.lower(i)))
        };
        let verbs = (who + 1..verb).any(|i| self.is(i, AUXILIARY | CUE) || acts(i));
        let name = self.mention_ending(who - 1).filter(|m| m.kind == MentionKind::Name);
        (clause && verbs).then(|| name.map_or_else(|| self.unnamed(floor..who), |m| self.source_of(m, 0.8)))
    }

    /// The subject of a verb whose subject is parted from it by a parenthesis that ends with the comma
    /// at `comma`: "Pompeo, who is in Hanoi, said", "the president's lawyer, Jane Roe, said".
    fn before_parenthesis(&self, floor: usize, comma: usize) -> Option<Source> {
        let mut right = comma;
        let mut best: Option<Source> = None;
        for _ in 0..4 {
            let opens = |i: &usize| matches!(self.text.tokens()[*i].kind, TokenKind::Punct(',' | '—' | '–'));
            let Some(left) = (floor..right).rev().take(REACH).find(opens) else { break };
            if left == floor {
                break;
            }
            // A name that fills the parenthesis is the head's: "Trump's lawyer, Rudy Giuliani, said".
            let inside = self.name_between(left + 1, right);
            // "Roe, who succeeded the founder, Ann Lee, said": the name is part of the clause.
            if inside.is_some()
                && let Some(head) = self.before_relative_clause(floor, left)
            {
                return Some(head);
            }
            let head = self.noun_phrase(floor, left);
            let head_is_number = self.text.tokens()[left - 1].is_number();
            // "Speaking on Monday, the envoy, 61, said": what opens the sentence is no head.
            let opening = head.is_some_and(|h| h.start == floor && self.text.lower(floor).ends_with("ing"));
            if let Some(head) = head.filter(|_| !head_is_number && !opening) {
                if head.speaker.is_some() && !self.leads_in(floor, head.start) {
                    return Some(head);
                }
                if let Some(mention) = inside {
                    return Some(self.source_of(mention, 0.9));
                }
                // "Roe, a senator, who is ill, said": an apposition gives way to a name before it.
                let named = self.capitalised(head.start) && !self.is(floor, PREPOSITION | BOUNDARY);
                let apposition = |b: &Source| self.is(b.start, DETERMINER) && named;
                best = Some(best.filter(|b| !apposition(b)).unwrap_or(head));
            } else if let Some(mention) = inside {
                return Some(self.source_of(mention, 0.85));
            }
            right = left;
        }
        best.or_else(|| self.main_subject(floor, comma))
    }

    /// The name that fills the tokens `first..end`, honours behind it aside: "Simon Walsh QC".
    fn name_between(&self, first: usize, end: usize) -> Option<&'r PersonMention> {
        // "the chairman, Egypt's Abdel Fattah el-Sisi,"
        let possessor =
            (first + 1..end.min(first + 4)).find(|&i| self.possessive(i) && self.capitalised(first));
        let start = possessor.map_or(first, |apostrophe| (apostrophe + 2).min(end));
        let mention = self.mention_starting(start).filter(|m| m.kind == MentionKind::Name)?;
        let after = self.token_at(mention.span.end);
        let honours = after + 2 >= end && (after..end).all(|i| self.is_honour(i));
        (after <= end && honours).then_some(mention)
    }

    /// "QC", "MP", "Jr.".
    fn is_honour(&self, at: usize) -> bool {
        let upper = self.text.tokens()[at].kind == TokenKind::Word(Case::Upper);
        upper || matches!(self.text.lower(at), "." | "jr" | "sr" | "phd")
    }

    /// The person at the start of the sentence, where a relative clause that begins behind them is still
    /// open at token `left`.
    fn before_relative_clause(&self, floor: usize, left: usize) -> Option<Source> {
        let from = floor.max(left.saturating_sub(REACH));
        let who = (from + 2..left)
            .find(|&i| matches!(self.text.lower(i), "who" | "whose") && self.text.tokens()[i - 1].is(','))?;
        let closed = (who..left).any(|i| self.text.tokens()[i].is(','));
        let head = self.mention_ending(who - 2).filter(|m| m.kind == MentionKind::Name && !closed)?;
        Some(self.source_of(head, 0.85))
    }

    /// True where the phrase that starts at `start` belongs to an adverbial that opens the sentence:
    /// "At a meeting with Kim, …".
    fn leads_in(&self, floor: usize, start: usize) -> bool {
        start > floor && self.is(floor, PREPOSITION | BOUNDARY) && self.is(start - 1, PREPOSITION)
    }

    /// The subject of the first clause from `floor`: for verbs joined to it by "and", and participles.
    pub(super) fn main_subject(&self, floor: usize, end: usize) -> Option<Source> {
        let mut at = floor;
        if self.is(floor, PREPOSITION | BOUNDARY) {
            let comma = (floor..end.min(floor + REACH)).find(|&i| self.text.tokens()[i].is(','));
            at = comma.map_or(floor, |c| c + 1);
        }
        let reach = end.min(at + 2 * REACH);
        let mut i = at;
        while i < reach {
            // "Her colleague laughed": whose colleague it is does not act.
            // "His voice broke" is his own doing.
            let possessor = matches!(self.text.lower(i), "his" | "her" | "their" | "its")
                && (i + 1..reach.min(i + 4)).any(|noun| self.is(noun, PERSON));
            if let Some(mention) =
                self.mention_starting(i).filter(|m| !possessor || m.kind != MentionKind::Pronoun)
            {
                let after = self.token_at(mention.span.end);
                let object = i > at && self.is(i - 1, PREPOSITION) || self.possessive(after);
                if !object && after <= end {
                    return Some(self.source_of(mention, 0.75));
                }
                i = after.max(i + 1);
            } else if self.is(i, PRONOUN)
                && !matches!(self.text.lower(i), "it" | "who" | "him" | "them" | "you" | "i" | "we" | "her")
            {
                return Some(self.pronoun(i));
            } else if i == at && (self.is(i, DETERMINER) || self.opens_clause(i, reach)) || self.is(i, PERSON)
            {
                let found = self.noun_phrase_after(i, reach)?;
                let last = found.end - 1;
                let mention = self.mention_ending(last).filter(|m| m.kind != MentionKind::Pronoun);
                let named = mention.or_else(|| self.apposed(found.end, reach));
                return Some(named.map_or_else(|| self.unnamed(found), |m| self.source_of(m, 0.75)));
            } else {
                i += 1;
            }
        }
        None
    }

    /// The capitalised words that open a sentence: a name that nobody knows.
    pub(super) fn opening_name(&self, floor: usize, end: usize) -> Option<Source> {
        let capitals = (floor..end.min(floor + 6)).take_while(|&i| self.capitalised(i)).count();
        let name = floor..floor + capitals;
        let known = self.is(floor, BOUNDARY | PREPOSITION | ADVERB | PRONOUN | DETERMINER);
        (capitals >= 2 && !known).then(|| Source { certainty: 0.6, ..self.unnamed(name) })
    }

    /// True where capitalised words from `at` are the subject of a verb: "Parliament's oldest member has".
    fn opens_clause(&self, at: usize, limit: usize) -> bool {
        let opener = BOUNDARY | PREPOSITION | ADVERB | PRONOUN | WEEKDAY;
        let phrase =
            (self.capitalised(at) && !self.is(at, opener)).then(|| self.noun_phrase_after(at, limit));
        phrase.flatten().is_some_and(|np| np.end < limit && self.is(np.end, AUXILIARY | CUE))
    }

    /// "The head (at `end`) of the union, Keith Hill, disagreed": the name behind a subject.
    fn apposed(&self, end: usize, limit: usize) -> Option<&'r PersonMention> {
        let reach = limit.min(end + REACH / 2);
        let plain = |i: &usize| !self.is(*i, AUXILIARY | CUE | PRONOUN) || self.is(*i, PERSON | SPEECH);
        let comma = (end..reach).take_while(plain).find(|&i| self.text.tokens()[i].is(','))?;
        let close = (comma + 1..reach).find(|&i| self.text.tokens()[i].is(','))?;
        self.name_between(comma + 1, close)
    }
}

/// Common pasts without "-ed".
const PAST: &[&str] = &[
    "hid", "ran", "took", "lost", "won", "stole", "shot", "built", "led", "fled", "held", "sold", "bought",
    "made", "gave", "found", "kept", "left", "spent", "drove", "fell", "broke", "came", "went", "saw",
    "knew", "grew", "met",
];

/// Verbs whose infinitive reports words as their own form would: "liked to say", "went on to say".
pub(super) fn is_habit(word: &str) -> bool {
    matches!(
        word,
        "continued"
            | "continues"
            | "continuing"
            | "on"
            | "liked"
            | "likes"
            | "used"
            | "loved"
            | "loves"
            | "heard"
    )
}
