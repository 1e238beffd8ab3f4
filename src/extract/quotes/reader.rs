//! What the quotation rules know of a text: its word classes, its people by where they stand, its noun
//! phrases. Sources of quotations are found here: the subject before a verb, or behind it.

use super::lexicon::*;
use super::paragraph::Paragraphs;
use crate::extract::{ChainIx, MentionKind, PeopleLayer, PersonMention};
use crate::span::Span;
use crate::text::{Case, Text, TokenKind};

/// How far a noun phrase or a parenthesis may reach, in tokens.
pub(super) const REACH: usize = 30;

/// A text with what the rules look up in it.
pub(super) struct Reader<'r, 't> {
    pub(super) text: &'r Text<'t>,
    pub(super) people: &'r PeopleLayer,
    pub(super) paragraphs: &'r Paragraphs,
    pub(super) classes: Vec<Classes>,
    /// Mentions by the byte where they end: (end, index), sorted.
    by_end: Vec<(u32, usize)>,
    /// Mentions by the byte where they or their titles start: (start, index), sorted.
    by_start: Vec<(u32, usize)>,
}

/// The source of a quotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Source {
    /// As written.
    pub(super) span: Span,
    /// The person, where it is one with a name.
    pub(super) speaker: Option<ChainIx>,
    /// First token.
    pub(super) start: usize,
    /// How sure it is that this is the source of its cue, 0 to 1.
    pub(super) certainty: f32,
}

impl<'r, 't> Reader<'r, 't> {
    pub(super) fn new(text: &'r Text<'t>, people: &'r PeopleLayer, paragraphs: &'r Paragraphs) -> Self {
        let mentions = people.mentions.iter().enumerate();
        let mut by_end: Vec<(u32, usize)> = mentions.clone().map(|(i, m)| (m.span.end, i)).collect();
        let starts = mentions.clone().map(|(i, m)| (m.span.start, i));
        let titles = mentions.filter_map(|(i, m)| m.title.map(|t| (t.start, i)));
        let mut by_start: Vec<(u32, usize)> = starts.chain(titles).collect();
        by_end.sort_unstable();
        by_start.sort_unstable();
        Reader { text, people, paragraphs, classes: classes(text), by_end, by_start }
    }

    /// The paragraph of token `at`.
    pub(super) fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs.at(self.text, at)
    }

    /// The longest mention that ends with token `last`.
    pub(super) fn mention_ending(&self, last: usize) -> Option<&'r PersonMention> {
        let end = self.text.tokens()[last].span.end;
        let from = self.by_end.partition_point(|&(e, _)| e < end);
        let here = self.by_end[from..].iter().take_while(|&&(e, _)| e == end).take(8);
        here.map(|&(_, i)| &self.people.mentions[i]).min_by_key(|m| m.span.start)
    }

    /// The longest mention that, itself or with its title, begins with token `first`.
    pub(super) fn mention_starting(&self, first: usize) -> Option<&'r PersonMention> {
        let start = self.text.tokens()[first].span.start;
        let from = self.by_start.partition_point(|&(s, _)| s < start);
        let here = self.by_start[from..].iter().take_while(|&&(s, _)| s == start).take(8);
        here.map(|&(_, i)| &self.people.mentions[i]).max_by_key(|m| m.span.end)
    }

    /// The chain of a mention; `None` where its words mean several people ("the two leaders").
    pub(super) fn chain_of(&self, mention: &PersonMention) -> Option<ChainIx> {
        let from = self.by_end.partition_point(|&(e, _)| e < mention.span.end);
        let here = self.by_end[from..].iter().take_while(|&&(e, _)| e == mention.span.end).take(8);
        let same = here.map(|&(_, i)| &self.people.mentions[i]).filter(|m| m.span == mention.span);
        let shared = same.filter(|m| m.chain != mention.chain).count() > 0;
        (!shared).then_some(mention.chain)
    }

    /// Token index at which byte `start` begins.
    pub(super) fn token_at(&self, start: u32) -> usize {
        self.text.tokens().partition_point(|t| t.span.start < start)
    }

    /// First token of a mention, its title included.
    pub(super) fn first_of(&self, mention: &PersonMention) -> usize {
        let start = mention.title.map_or(mention.span.start, |t| t.start.min(mention.span.start));
        self.token_at(start)
    }

    pub(super) fn source_of(&self, mention: &PersonMention, certainty: f32) -> Source {
        Source {
            span: mention.span,
            speaker: self.chain_of(mention),
            start: self.first_of(mention),
            certainty,
        }
    }

    pub(super) fn is_lower(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|t| t.kind == TokenKind::Word(Case::Lower))
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_none_or(|t| !t.is_word() && !t.is_number())
    }

    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.text.tokens()[at].kind, TokenKind::Punct('\'' | '’' | 'ʼ'))
    }

    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|c| c & classes != 0)
    }

    pub(super) fn capitalised(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|t| t.is_capitalised())
    }

    /// True where a possessive follows the token before `at`: "Kim" + "'s".
    pub(super) fn possessive(&self, at: usize) -> bool {
        at + 1 < self.text.tokens().len()
            && self.is_apostrophe(at)
            && self.text.tokens()[at].glued
            && (self.text.lower(at + 1) == "s" || self.text.lower(at - 1).ends_with('s'))
    }

    pub(super) fn unnamed(&self, tokens: std::ops::Range<usize>) -> Source {
        Source { span: self.text.span_of(tokens.clone()), speaker: None, start: tokens.start, certainty: 0.8 }
    }

    pub(super) fn pronoun(&self, at: usize) -> Source {
        match self.mention_starting(at).filter(|m| m.kind == MentionKind::Pronoun) {
            Some(mention) => self.source_of(mention, 0.85),
            None => Source { certainty: 0.6, ..self.unnamed(at..at + 1) },
        }
    }

    /// The noun phrase that ends before token `end`, searched back to `floor`, and who its head is.
    pub(super) fn noun_phrase(&self, floor: usize, end: usize) -> Option<Source> {
        self.noun_phrase_deep(floor, end, 0)
    }

    fn noun_phrase_deep(&self, floor: usize, end: usize, depth: usize) -> Option<Source> {
        if end <= floor {
            return None;
        }
        let last = end - 1;
        if self.is(last, PRONOUN) && self.text.tokens()[last].is_word() {
            // "one of them" speaks, "them" does not.
            let of = last >= floor + 2 && self.text.lower(last - 1) == "of";
            if of && matches!(self.text.lower(last), "them" | "those" | "you") {
                return self.phrase_start(floor, last - 1).map(|start| self.unnamed(start..end));
            }
            let object = matches!(self.text.lower(last), "him" | "them" | "who" | "whom");
            return (!object).then(|| self.pronoun(last));
        }
        if let Some(mention) = self.mention_ending(last).filter(|m| m.kind != MentionKind::Pronoun) {
            let first = self.first_of(mention);
            if first >= floor {
                return Some(self.headed_by(floor, first, end, mention, depth));
            }
        }
        let start = self.phrase_start(floor, end)?;
        let head_end = (start + 1..end).find(|&i| self.is(i, PREPOSITION) && self.is_lower(i)).unwrap_or(end);
        let head = self.mention_ending(head_end - 1).filter(|m| self.first_of(m) >= start);
        Some(match head {
            Some(mention) if head_end < end && !self.possessive(head_end) => self.source_of(mention, 0.7),
            _ => self.unnamed(start..end),
        })
    }

    /// A phrase that ends in a mention: the mention itself, unless it hangs on a noun before it
    /// ("a spokesman for Trump") or is one of two ("Trump and Kim").
    fn headed_by(
        &self,
        floor: usize,
        first: usize,
        end: usize,
        mention: &PersonMention,
        depth: usize,
    ) -> Source {
        let own = self.source_of(mention, 0.95);
        if first < floor + 2 || depth > 3 {
            return own;
        }
        let determined =
            self.is(first - 1, DETERMINER) && self.is(first - 2, PREPOSITION) && first > floor + 3;
        let before = first - 1 - usize::from(determined);
        let noun_before = self.text.tokens()[before - 1].is_word()
            && !self.is(before - 1, PREPOSITION | BOUNDARY | ADVERB | AUXILIARY | CUE);
        if self.is_lower(before) && self.is(before, PREPOSITION) && noun_before {
            return match self.noun_phrase_deep(floor, before, depth + 1) {
                Some(head) => {
                    let span = self.text.span_of(head.start..end);
                    Source { span: if head.speaker.is_some() { head.span } else { span }, ..head }
                }
                None => own,
            };
        }
        if self.text.lower(before) == "and"
            && (self.capitalised(before - 1) || self.mention_ending(before - 1).is_some())
        {
            let start = self.noun_phrase_deep(floor, before, depth + 1).map_or(first, |s| s.start);
            return Source { speaker: None, ..self.unnamed(start..end) };
        }
        own
    }

    /// Where a noun phrase without a known person starts.
    fn phrase_start(&self, floor: usize, end: usize) -> Option<usize> {
        let mut start = end;
        while start > floor && end - start < REACH / 2 {
            let i = start - 1;
            let token = &self.text.tokens()[i];
            let inner = match token.kind {
                TokenKind::Word(case) => {
                    let stops = BOUNDARY | CUE | PRONOUN;
                    let opener =
                        case == Case::Title && self.is(i, BOUNDARY | PRONOUN) && !self.is(i, DETERMINER);
                    case != Case::Lower && !opener
                        || !self.is(i, stops)
                        || self.is(i, BASE | PERSON | SPEECH) && start < end
                }
                TokenKind::Number => true,
                TokenKind::Punct(mark) => {
                    let joined = matches!(mark, '-' | '\'' | '’' | '.' | '&' | '/') && start < end;
                    joined && (token.glued || mark == '&')
                }
            };
            let joint = token.is_word()
                && self.is(i, JOINT)
                && !(self.capitalised(i + 1) && i > floor && self.capitalised(i - 1));
            if (!inner || joint) && !(start < end && self.continues_noun(floor, i)) {
                break;
            }
            start = i;
        }
        // "was jailed on Friday by a judge": a verb inside says that only its last object is the phrase.
        let verb = (start..end).rev().find(|&i| self.is(i, AUXILIARY) && self.is_lower(i));
        let clause = verb.and_then(|verb| (verb..end).rev().find(|&i| self.is(i, DETERMINER)));
        let relative = (start..end).any(|i| self.is_relative(i));
        if let Some(object) = clause.filter(|_| !relative) {
            start = object;
        }
        if start == end || !self.text.tokens()[end - 1].is_word() && !self.text.tokens()[end - 1].is_number()
        {
            return None;
        }
        // "On Thursday the ministry": what opens the sentence is not part of its subject.
        while start < end
            && (self.is(start, ADVERB | JOINT | AUXILIARY) && !self.is(start, DETERMINER)
                || self.is_mark(start)
                || self.text.lower(start) == "what")
        {
            start += 1;
        }
        if start < end && self.is(start, PREPOSITION) {
            let determiner = (start + 1..end).rev().find(|&i| self.is(i, DETERMINER));
            let mut run = end - 1;
            while run > start + 1
                && self.capitalised(run)
                && self.capitalised(run - 1)
                && !self.is(run - 1, WEEKDAY)
            {
                run -= 1;
            }
            start = determiner.unwrap_or(run);
        }
        let last = end - 1;
        let outside = matches!(self.text.lower(last), "outside" | "inside" | "above" | "below");
        let said_nothing =
            !outside && self.is_lower(last) && self.is(last, PREPOSITION | BOUNDARY | AUXILIARY | JOINT);
        (start < end && !said_nothing).then_some(start)
    }

    /// True where the word at `at` ties what stands behind it to a noun before it: "a man accused of theft",
    /// "the woman who was hurt".
    fn continues_noun(&self, floor: usize, at: usize) -> bool {
        if at < floor + 2 || !self.is_lower(at) {
            return false;
        }
        let noun = self.is_lower(at - 1)
            && !self.is(at - 1, PREPOSITION | BOUNDARY | AUXILIARY | PRONOUN | ADVERB | DETERMINER)
            && self.is(at - 2, DETERMINER);
        let participle = self.text.lower(at).ends_with("ed") && self.is(at + 1, PREPOSITION);
        noun && (participle || self.is_relative(at))
    }

    pub(super) fn is_relative(&self, at: usize) -> bool {
        matches!(self.text.lower(at), "who" | "whose")
    }

    /// The noun phrase that starts at token `at`: words up to a clause, a preposition or a mark.
    pub(super) fn noun_phrase_after(&self, at: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let mut end = at;
        let limit = limit.min(at + REACH / 2).min(self.text.tokens().len());
        while end < limit {
            let token = &self.text.tokens()[end];
            let inner = match token.kind {
                TokenKind::Word(Case::Lower) => {
                    // "The daily Granma compared": an adjective, a name, then a verb.
                    let daily = end > at && self.is(end, ADVERB) && self.is(end - 1, DETERMINER);
                    let past = end > at + 1 && self.text.lower(end).ends_with("ed");
                    let after_noun =
                        past && self.text.tokens()[end - 1].is_word() && !self.is(end - 1, DETERMINER);
                    let verb = after_noun
                        || end > at && self.text.lower(end).ends_with("ed") && self.capitalised(end - 1);
                    let names = end > at && self.text.lower(end) == "and" && end + 1 < limit;
                    let names = names && self.capitalised(end - 1) && self.capitalised(end + 1);
                    let glued_s = token.glued && end > at;
                    let noun =
                        end > at && self.is(end, BASE | PERSON | SPEECH) && self.is(end - 1, DETERMINER);
                    let stops = BOUNDARY | PREPOSITION | AUXILIARY | ADVERB | CUE | JOINT | PRONOUN;
                    // "her" is a determiner too; it opens a phrase, and never goes on with one.
                    let her = end == at && self.is(end, DETERMINER) && self.text.lower(end) != "that";
                    let again = end > at && self.is(end, DETERMINER) && !self.is(end - 1, DETERMINER);
                    glued_s
                        || daily
                        || names
                        || noun
                        || her
                        || !again && !verb && (!self.is(end, stops) || self.is(end, PERSON))
                }
                TokenKind::Word(_) => {
                    let her = end == at && self.is(end, DETERMINER) && !self.is(end, WEEKDAY);
                    her || !(self.is(end, WEEKDAY | PRONOUN) || end > at && self.is(end, DETERMINER))
                }
                TokenKind::Number => true,
                TokenKind::Punct(mark) => {
                    let next = self.text.tokens().get(end + 1).filter(|_| end + 1 < limit);
                    let glued = token.glued && end > at;
                    match mark {
                        '-' | '/' => glued && next.is_some_and(|t| t.glued),
                        '\'' | '’' => glued && self.possessive(end),
                        '.' => {
                            glued
                                && next.is_some_and(|t| t.glued || t.is_capitalised())
                                && self.text.word(end - 1).len() <= 4
                        }
                        '&' => end > at,
                        _ => false,
                    }
                }
            };
            if !inner {
                break;
            }
            end += 1;
        }
        while end > at && self.is_mark(end - 1) {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }

    /// The source behind a verb or "according to": "said Kim", "said a spokesman for the ministry".
    pub(super) fn subject_after(&self, at: usize, limit: usize) -> Option<Source> {
        let limit = limit.min(self.text.tokens().len());
        let mut at = at;
        while at < limit && self.is_lower(at) && self.is(at, ADVERB) && !self.is(at, DETERMINER) {
            at += 1;
        }
        if at >= limit || self.is_mark(at) {
            return None;
        }
        if self.is(at, PRONOUN) && !self.is(at, DETERMINER) {
            let subject =
                matches!(self.text.lower(at), "he" | "she" | "they" | "we" | "i" | "him" | "them" | "both");
            return subject.then(|| self.pronoun(at));
        }
        if let Some(mention) = self.mention_starting(at).filter(|m| m.kind != MentionKind::Pronoun) {
            let after = self.token_at(mention.span.end);
            if !self.possessive(after) || after >= limit {
                return Some(self.source_of(mention, 0.95));
            }
        }
        let mut found = self.noun_phrase_after(at, limit)?;
        let head_end = found.end;
        // "a spokesman for the ministry", "the head of the agency", "an aide to the king".
        for _ in 0..2 {
            let before = self.text.lower(found.end - 1);
            let to = matches!(
                before,
                "close"
                    | "aide"
                    | "adviser"
                    | "advisor"
                    | "ambassador"
                    | "envoy"
                    | "aides"
                    | "advisers"
                    | "advisors"
            ) && self.text.lower(found.end) == "to";
            let attaches = found.end < limit
                && (to || matches!(self.text.lower(found.end), "of" | "for" | "from" | "with" | "at" | "in"));
            match self.noun_phrase_after(found.end + 1, limit).filter(|_| attaches) {
                Some(more) => found.end = more.end,
                None => break,
            }
        }
        let head = self
            .mention_ending(head_end - 1)
            .filter(|m| m.kind != MentionKind::Pronoun && self.first_of(m) >= at);
        if let Some(mention) = head {
            return Some(self.source_of(mention, 0.9));
        }
        // "said the ministry's spokesman, Li Wei".
        let comma = self.text.tokens().get(found.end).is_some_and(|t| t.is(',')) && found.end + 1 < limit;
        let calling = self.is(at, DETERMINER)
            || (at + 1..head_end).any(|i| self.possessive(i))
            || (at..head_end).any(|i| self.is(i, PERSON));
        if comma
            && calling
            && let Some(mention) =
                self.mention_starting(found.end + 1).filter(|m| m.kind == MentionKind::Name)
        {
            return Some(self.source_of(mention, 0.85));
        }
        let known = calling || self.capitalised(at) || (at..found.end).any(|i| self.is(i, SPEECH));
        let plural = self.text.lower(head_end - 1).ends_with('s');
        (known || plural).then(|| self.unnamed(found))
    }
}
