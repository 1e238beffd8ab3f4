//! What the quotation rules know of a text: its word classes, its people by where they stand, its noun
//! phrases. Sources of quotations are found here: the subject before a verb, or behind it.

use super::lexicon::*;
use super::paragraph::Paragraphs;
use crate::extract::{ChainIx, MentionKind, PeopleLayer, PersonMention};
use crate::span::Span;
use crate::text::{Case, Text, TokenKind};

/// How far a noun phrase or a parenthesis may reach, in tokens.
const REACH: usize = 30;

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
    fn token_at(&self, start: u32) -> usize {
        self.text.tokens().partition_point(|t| t.span.start < start)
    }

    /// First token of a mention, its title included.
    fn first_of(&self, mention: &PersonMention) -> usize {
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

    fn is(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|c| c & classes != 0)
    }

    fn capitalised(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|t| t.is_capitalised())
    }

    /// True where a possessive follows the token before `at`: "Kim" + "'s".
    fn possessive(&self, at: usize) -> bool {
        at + 1 < self.text.tokens().len()
            && self.is_apostrophe(at)
            && self.text.tokens()[at].glued
            && (self.text.lower(at + 1) == "s" || self.text.lower(at - 1).ends_with('s'))
    }

    /// The subject of the verb at token `verb`, searched back to token `floor`.
    pub(super) fn subject_before(&self, floor: usize, verb: usize) -> Option<Source> {
        let mut end = verb;
        for _ in 0..12 {
            if end <= floor {
                return None;
            }
            let last = end - 1;
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
            _ => self.noun_phrase(floor, end),
        }
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
            let inside = self
                .mention_ending(right - 1)
                .filter(|m| m.kind == MentionKind::Name && self.first_of(m) == left + 1);
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
            if let Some(mention) = self.mention_starting(i) {
                let after = self.token_at(mention.span.end);
                let object = i > at && self.is(i - 1, PREPOSITION) || self.possessive(after);
                if !object && after <= end {
                    return Some(self.source_of(mention, 0.75));
                }
                i = after.max(i + 1);
            } else if self.is(i, PRONOUN)
                && !matches!(self.text.lower(i), "it" | "who" | "him" | "them" | "you" | "i" | "we")
            {
                return Some(self.pronoun(i));
            } else if i == at && self.is(i, DETERMINER) || self.is(i, PERSON) {
                let found = self.noun_phrase_after(i, reach)?;
                let last = found.end - 1;
                let mention = self.mention_ending(last).filter(|m| m.kind != MentionKind::Pronoun);
                return Some(mention.map_or_else(|| self.unnamed(found), |m| self.source_of(m, 0.75)));
            } else {
                i += 1;
            }
        }
        None
    }

    fn unnamed(&self, tokens: std::ops::Range<usize>) -> Source {
        Source { span: self.text.span_of(tokens.clone()), speaker: None, start: tokens.start, certainty: 0.8 }
    }

    fn pronoun(&self, at: usize) -> Source {
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
        let before = first - 1;
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
            if !inner || joint {
                break;
            }
            start = i;
        }
        if start == end || !self.text.tokens()[end - 1].is_word() && !self.text.tokens()[end - 1].is_number()
        {
            return None;
        }
        // "On Thursday the ministry": what opens the sentence is not part of its subject.
        while start < end
            && (self.is(start, ADVERB | JOINT | AUXILIARY) && !self.is(start, DETERMINER)
                || self.is_mark(start))
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

    /// The noun phrase that starts at token `at`: words up to a clause, a preposition or a mark.
    pub(super) fn noun_phrase_after(&self, at: usize, limit: usize) -> Option<std::ops::Range<usize>> {
        let mut end = at;
        let limit = limit.min(at + REACH / 2);
        while end < limit {
            let token = &self.text.tokens()[end];
            let inner = match token.kind {
                TokenKind::Word(Case::Lower) => {
                    // "The daily Granma compared": an adjective, a name, then a verb.
                    let daily = end > at && self.is(end, ADVERB) && self.is(end - 1, DETERMINER);
                    let verb = end > at && self.text.lower(end).ends_with("ed") && self.capitalised(end - 1);
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
                    !(self.is(end, WEEKDAY | PRONOUN) || end > at && self.is(end, DETERMINER))
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
        // "a spokesman for the ministry", "the head of the agency".
        for _ in 0..2 {
            let close_to = self.text.lower(found.end - 1) == "close" && self.text.lower(found.end) == "to";
            let attaches = found.end < limit
                && (close_to
                    || matches!(self.text.lower(found.end), "of" | "for" | "from" | "with" | "at" | "in"));
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
        let calling = (at..head_end).any(|i| self.is(i, PERSON));
        if comma
            && calling
            && let Some(mention) =
                self.mention_starting(found.end + 1).filter(|m| m.kind == MentionKind::Name)
        {
            return Some(self.source_of(mention, 0.85));
        }
        let known = calling
            || self.is(at, DETERMINER)
            || self.capitalised(at)
            || (at..found.end).any(|i| self.is(i, SPEECH));
        let plural = self.text.lower(head_end - 1).ends_with('s');
        (known || plural).then(|| self.unnamed(found))
    }
}
