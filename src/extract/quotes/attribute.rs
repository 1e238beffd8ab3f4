//! Who said what stands in marks: the cue behind the marks, before them, or in the sentence before.
//!
//! A [`Frame`] is one attribution. Each quotation looks for its own ([`Attributor::own`]); those that
//! have none share one with a neighbour or take it from the discourse ([`super::assemble`]).

use super::cue::Cue;
use super::lexicon::*;
use super::marks::Quoted;
use super::reader::{Reader, Source};
use crate::span::Span;
use crate::text::TokenKind;

/// How far a cue may stand from its words, in tokens.
const REACH: usize = 45;

/// An attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Who, as far as the text tells.
    pub(super) source: Option<Source>,
    /// By which words.
    pub(super) cue: Option<Span>,
    /// To whom or where.
    pub(super) addressee: Option<Span>,
    /// 0 to 1.
    pub(super) certainty: f32,
    /// Where it stands.
    pub(super) position: Position,
}

/// Where an attribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// Right behind the words: “…,” he said.
    Behind,
    /// Before them, in the same sentence.
    Before,
    /// Right before them: he said, “…”.
    RightBefore,
    /// Behind them, with more of the sentence between.
    FarBehind,
    /// In the sentence or paragraph before.
    Discourse,
}

/// What stands in marks, in the sentence around it.
pub(super) struct Attributor<'a, 'r, 't> {
    pub(super) reader: &'a Reader<'r, 't>,
    pub(super) all: &'a [Quoted],
}

impl Attributor<'_, '_, '_> {
    /// The attribution that the sentence of quotation `ix` holds for it.
    pub(super) fn own(&self, ix: usize) -> Option<Frame> {
        let quoted = &self.all[ix];
        let behind = self.behind(ix);
        let before = self.before(ix);
        // "She tweeted: “Done.” Mark Rutte replied: “When?”": what leads in with a colon is whole.
        let colon = quoted.open.checked_sub(1).is_some_and(|c| self.reader.text.tokens()[c].is(':'));
        if colon
            && self.part_behind(ix).is_none_or(|(_, own_sentence)| own_sentence)
            && let Some(frame) = before.filter(|f| f.source.is_some() && f.position == Position::RightBefore)
        {
            return Some(frame);
        }
        let part = behind.is_some() && before.is_some_and(|f| self.is_part_of(ix, &f));
        if let Some(frame) = behind.filter(|f| f.position == Position::Behind && !part) {
            return Some(frame);
        }
        if let Some(frame) = before.filter(|f| f.source.is_some()) {
            return Some(frame);
        }
        behind.or_else(|| self.colon(quoted)).or(before)
    }

    /// True where the words are a part of what the cue before them reports: 'told police he was “in a
    /// hurry”, prosecutors said'.
    fn is_part_of(&self, ix: usize, before: &Frame) -> bool {
        let quoted = &self.all[ix];
        let text = self.reader.text;
        let lower = text.tokens().get(quoted.first).is_some_and(|t| t.is_word() && !t.is_capitalised());
        let word_before = quoted.open.checked_sub(1).is_some_and(|b| text.tokens()[b].is_word());
        let sure = before.source.is_some() && before.certainty >= 0.6;
        lower && word_before && sure && self.floor(ix) < quoted.open
    }

    /// First token of the sentence part before the marks that belongs to no other quotation.
    pub(super) fn floor(&self, ix: usize) -> usize {
        let quoted = &self.all[ix];
        let text = self.reader.text;
        let start = text.tokens()[quoted.open].span.start;
        let sentence = text.sentence_at(start).map_or(0, |s| text.sentences()[s].tokens.start);
        let previous = ix.checked_sub(1).map_or(0, |p| self.all[p].after);
        sentence.max(previous).min(quoted.open)
    }

    /// As [`Self::floor`], but past quotations that are only words of the sentence: ‘“Che” Guevara said’.
    fn wide_floor(&self, ix: usize) -> usize {
        let quoted = &self.all[ix];
        let text = self.reader.text;
        let start = text.tokens()[quoted.open].span.start;
        let sentence = text.sentence_at(start).map_or(0, |s| text.sentences()[s].tokens.start);
        let before = self.all[..ix].iter().rev().take(4).take_while(|q| q.open >= sentence);
        let spoken = before.map(|q| (q, self.ends_open(q))).find(|(_, open)| *open);
        spoken.map_or(sentence, |(q, _)| q.after).min(quoted.open)
    }

    /// True where the words end as an utterance does before "he said".
    pub(super) fn ends_open(&self, quoted: &Quoted) -> bool {
        let tokens = self.reader.text.tokens();
        let inside = tokens.get(quoted.end.wrapping_sub(1)).map(|t| t.kind);
        let behind = tokens.get(quoted.after).filter(|t| !t.is_word());
        let comma_behind = behind.is_some_and(|t| matches!(t.kind, TokenKind::Punct(',' | '—' | '–')));
        let mark = matches!(inside, Some(TokenKind::Punct(',' | '?' | '!' | '…' | '—' | '–' | '.')));
        mark || comma_behind
    }

    /// The end of the sentence part behind the marks, and whether it is a sentence of its own.
    fn part_behind(&self, ix: usize) -> Option<(usize, bool)> {
        let quoted = &self.all[ix];
        let text = self.reader.text;
        let token = text.tokens().get(quoted.after)?;
        let sentence = &text.sentences()[text.sentence_at(token.span.start)?];
        if self.reader.paragraph_at(quoted.after) != Some(quoted.paragraph) {
            return None;
        }
        let next = self.all.get(ix + 1).map_or(usize::MAX, |n| n.open);
        let end = sentence.tokens.end.min(next);
        (quoted.after < end).then_some((end, sentence.tokens.start == quoted.after))
    }

    /// “…,” he said; “…,” said Kim; “…” to say the least, he said.
    fn behind(&self, ix: usize) -> Option<Frame> {
        let quoted = &self.all[ix];
        let (end, own_sentence) = self.part_behind(ix)?;
        let reader = self.reader;
        let mut start = quoted.after;
        while start < end
            && matches!(reader.text.tokens()[start].kind, TokenKind::Punct(',' | '—' | '–' | '-'))
        {
            start += 1;
        }
        let open = self.ends_open(quoted);
        if let Some(frame) = self.was_how(start, end) {
            return Some(frame);
        }
        if start > quoted.after
            && let Some(frame) = self.signed(ix, start)
        {
            return Some(frame);
        }
        if open && let Some(frame) = self.inverted(start, end) {
            return Some(frame);
        }
        let mut from = start;
        let reach = end.min(start + REACH);
        while let Some(cue) = (from..reach).find_map(|i| reader.cue_at(i)) {
            if let Some(frame) = self.inverted_far(start, end, &cue) {
                return Some(frame);
            }
            if let Some(frame) = self.spoken_by(quoted, start..end, &cue, open, own_sentence) {
                return Some(frame);
            }
            from = cue.end;
        }
        None
    }

    /// “…” was how the driver put it.
    fn was_how(&self, start: usize, end: usize) -> Option<Frame> {
        let reader = self.reader;
        let was = matches!(reader.text.lower(start), "was" | "is");
        if !was || reader.text.lower(start + 1) != "how" {
            return None;
        }
        let cue = (start + 2..end).find_map(|i| {
            let summed = matches!(reader.text.lower(i), "summed" | "put");
            let plain = Cue { start: i, end: i + 1, classes: SAY, according: false };
            reader.cue_at(i).or(summed.then_some(plain))
        })?;
        let source = reader.subject_before(start + 2, cue.start)?;
        Some(self.frame(&cue, Some(source), end, 0.85, Position::Behind))
    }

    /// “…” — Ada Okafor: a dash and a name that end the paragraph.
    fn signed(&self, ix: usize, start: usize) -> Option<Frame> {
        let quoted = &self.all[ix];
        let reader = self.reader;
        let text = reader.text;
        let dash = !text.tokens()[start - 1].is(',');
        let first = text.tokens().get(start).filter(|t| dash && t.is_capitalised())?;
        let end = reader.paragraphs.tokens[quoted.paragraph].end;
        let short = end <= start + 12 && start < end && !first.is_number();
        let source = short.then(|| reader.subject_after(start, end)).flatten()?;
        let alone = (start..end).all(|i| reader.cue_at(i).is_none());
        alone.then_some(Frame {
            source: Some(source),
            cue: None,
            addressee: None,
            certainty: 0.85,
            position: Position::Behind,
        })
    }

    /// Verb, then source: "said Kim", "according to the ministry".
    fn inverted(&self, start: usize, end: usize) -> Option<Frame> {
        let reader = self.reader;
        let mut at = start;
        while at < end && reader.classes[at] & ADVERB != 0 {
            at += 1;
        }
        let cue = (at < end).then(|| self.inverted_cue(at))??;
        let source = reader.subject_after(cue.end, end)?;
        let certainty = source.certainty;
        Some(self.frame(&cue, Some(source), end, certainty, Position::Behind))
    }

    /// “…” in the market, said Leon Haas.
    fn inverted_far(&self, start: usize, end: usize, cue: &Cue) -> Option<Frame> {
        let reader = self.reader;
        let comma = cue.start > start && reader.text.tokens()[cue.start - 1].is(',');
        let participle = reader.text.lower(cue.start).ends_with("ing");
        if !comma || participle || cue.according || cue.classes & (SAY | GESTURE) == 0 {
            return None;
        }
        let source = reader.subject_after(cue.end, end)?;
        let person = source.speaker.is_some() || !reader.is_lower(source.start);
        let last = reader.text.tokens().partition_point(|t| t.span.end <= source.span.end);
        let stops = last >= end || reader.is_mark(last);
        (person && stops)
            .then(|| self.frame(cue, Some(source), end, 0.8 * source.certainty, Position::FarBehind))
    }

    /// As [`Reader::cue_at`], but a plural verb may open the part: “…,” say experts.
    fn inverted_cue(&self, at: usize) -> Option<Cue> {
        let reader = self.reader;
        let plain = reader.cue_at(at);
        let base = reader.is_lower(at) && reader.classes[at] & (SAY | GESTURE) != 0;
        let cue = plain.or(base.then(|| Cue {
            start: at,
            end: at + 1,
            classes: reader.classes[at],
            according: false,
        }))?;
        let participle = reader.text.lower(at).ends_with("ing");
        (!participle && cue.classes & (SAY | GESTURE | TELL) != 0).then_some(cue)
    }

    /// Source, then verb: "he said", "Kim, smiling, told reporters".
    fn spoken_by(
        &self,
        quoted: &Quoted,
        part: std::ops::Range<usize>,
        cue: &Cue,
        open: bool,
        own_sentence: bool,
    ) -> Option<Frame> {
        let (start, end) = (part.start, part.end);
        let reader = self.reader;
        if cue.according {
            let source = reader.subject_after(cue.end, end)?;
            return Some(self.frame(cue, Some(source), end, 0.85, Position::FarBehind));
        }
        if reader.text.lower(cue.start - 1) == "as" && cue.start > start + 1 {
            let source = self.quoted_as(start, cue.start - 1)?;
            let position =
                if open && source.start <= start + 2 { Position::Behind } else { Position::FarBehind };
            return Some(self.frame(cue, Some(source), end, source.certainty * 0.95, position));
        }
        let source = reader.subject_before(start, cue.start)?;
        if self.reader.is_passive(start, cue) || self.reader.negated(source.start, cue.start) {
            return None;
        }
        let leads = source.start <= start + 1 || (source.start..start + 3).contains(&start);
        let close = source.start <= start + 2;
        if own_sentence {
            // A sentence of its own that begins as an attribution does must say nothing else.
            let rest = end.saturating_sub(cue.end);
            let stopped = reader.text.tokens()[quoted.end - 1].is('.');
            let to = reader.text.lower(cue.end) == "to" && cue.classes & TELL == 0;
            let brief = rest <= if stopped { 8 } else { 20 } && !(to && stopped);
            let alone = leads && brief && !self.reports_something_else(cue, end);
            return alone.then(|| self.frame(cue, Some(source), end, source.certainty, Position::Behind));
        }
        // “A fine day,” Okafor called it.
        let named = matches!(reader.text.lower(cue.end), "it" | "him" | "her" | "them" | "this");
        let called = cue.classes & CALL != 0 && named && (cue.end + 1 >= end || reader.is_mark(cue.end + 1));
        if open && close && (cue.classes & (SAY | TELL | GESTURE) != 0 || called) {
            return Some(self.frame(cue, Some(source), end, source.certainty, Position::Behind));
        }
        let after_comma = reader.text.tokens()[..source.start].last().is_some_and(|t| t.is(','));
        if cue.classes & (SAY | TELL) == 0 || self.reports_something_else(cue, end) {
            return None;
        }
        let certainty = if after_comma { 0.85 } else { 0.6 } * source.certainty;
        Some(self.frame(cue, Some(source), end, certainty, Position::FarBehind))
    }

    /// True where the cue opens a report of its own: "he said that …", "he said: “".
    fn reports_something_else(&self, cue: &Cue, end: usize) -> bool {
        let reader = self.reader;
        let text = reader.text;
        let mut at = cue.end;
        if cue.classes & TELL != 0
            && let Some(found) = reader.noun_phrase_after(at, end)
        {
            at = found.end;
        }
        let Some(token) = text.tokens().get(at).filter(|_| at < end) else {
            return false;
        };
        if token.is(':') {
            return true;
        }
        let word = text.lower(at);
        let classes = reader.classes[at];
        let content = matches!(
            word,
            "that" | "it" | "he" | "she" | "they" | "there" | "we" | "i" | "how" | "why" | "what"
        ) || classes & DETERMINER != 0
            || token.is_capitalised() && classes & WEEKDAY == 0;
        token.is_word() && content
    }

    /// He said it was “…”; Kim told reporters: “…”; according to Kim, “…”.
    fn before(&self, ix: usize) -> Option<Frame> {
        let quoted = &self.all[ix];
        let reader = self.reader;
        let floor = self.floor(ix);
        let wide = self.wide_floor(ix);
        let reach = floor.max(quoted.open.saturating_sub(REACH));
        let mut i = quoted.open;
        let mut nearest: Option<Frame> = None;
        while i > reach {
            i -= 1;
            let Some(cue) = reader.cue_at(i).filter(|c| c.end <= quoted.open) else { continue };
            if self.is_belief_told(reach, &cue) || nearest.is_some() && cue.classes & (SAY | TELL) == 0 {
                continue;
            }
            let Some(frame) = self.said_before(floor, wide, quoted, &cue) else { continue };
            if let Some(near) = nearest {
                // "said that Washington would raise its “deep concerns”": the words are the outer one's.
                let sure = frame.source.is_some() && frame.certainty >= 0.5;
                return Some(if sure { frame } else { near });
            }
            if !self.is_weak(floor, &cue, &frame) {
                return Some(frame);
            }
            nearest = Some(frame);
        }
        nearest.or_else(|| self.in_words_of(floor, quoted)).or_else(|| self.in_a_statement(floor, quoted))
    }

    /// It was, in Ashcroft's words, “…”.
    fn in_words_of(&self, floor: usize, quoted: &Quoted) -> Option<Frame> {
        let reader = self.reader;
        let words = (floor..quoted.open).rev().take(3).find(|&i| reader.text.lower(i) == "words")?;
        let from = (floor..words).rev().take(8).find(|&i| reader.text.lower(i) == "in")? + 1;
        if matches!(reader.text.lower(from), "his" | "her" | "their") {
            let source = reader.main_subject(floor, from)?;
            let cue = Cue { start: words, end: words + 1, classes: SAY, according: true };
            return Some(self.frame(&cue, Some(source), quoted.open, 0.8, Position::Before));
        }
        let apostrophe = (from..words).rev().find(|&i| reader.is_apostrophe(i))?;
        let source = reader.noun_phrase(from, apostrophe)?;
        let cue = Cue { start: words, end: words + 1, classes: SAY, according: true };
        Some(self.frame(&cue, Some(source), quoted.open, 0.85, Position::Before))
    }

    /// In a joint statement, the presidents “reaffirmed …”: the verb stands inside the marks.
    fn in_a_statement(&self, floor: usize, quoted: &Quoted) -> Option<Frame> {
        let reader = self.reader;
        let opens = matches!(reader.text.lower(floor), "in" | "at" | "on");
        let reach = quoted.open.min(floor + 8);
        let occasion = (floor + 1..reach).any(|i| reader.classes[i] & OCCASION != 0);
        let comma = (floor..quoted.open).rev().find(|&i| reader.text.tokens()[i].is(','))?;
        let source = (opens && occasion).then(|| reader.noun_phrase(comma + 1, quoted.open)).flatten()?;
        Some(Frame {
            source: Some(source),
            cue: None,
            addressee: None,
            certainty: 0.75 * source.certainty,
            position: Position::Before,
        })
    }

    /// True for a cue that reports words only where no verb of saying stands before it: "would raise",
    /// "sanctions announced on Monday".
    fn is_weak(&self, floor: usize, cue: &Cue, frame: &Frame) -> bool {
        let reader = self.reader;
        // "the leaders had agreed “in principle”", told by somebody else, are the teller's words.
        let deed = ["agree", "offer", "propos", "reject", "discuss", "consider", "expect", "requir"]
            .iter()
            .any(|verb| reader.text.lower(cue.start).starts_with(verb));
        if deed {
            return true;
        }
        if cue.according || frame.position == Position::RightBefore && cue.classes & (SAY | TELL) != 0 {
            return false;
        }
        let from = floor.max(cue.start.saturating_sub(3));
        let modal = (from..cue.start).any(|i| {
            matches!(reader.text.lower(i), "would" | "will" | "could" | "should" | "must" | "might" | "may")
        });
        let bare = frame.source.is_none_or(|s| {
            let plain = DETERMINER | PERSON | SPEECH | PRONOUN;
            s.speaker.is_none() && reader.is_lower(s.start) && reader.classes[s.start] & plain == 0
        });
        modal || bare && cue.classes & (SAY | CALL) != 0
    }

    /// "The palace said he believed it was …": the words are those of who said so.
    fn is_belief_told(&self, floor: usize, cue: &Cue) -> bool {
        let reader = self.reader;
        let believes = matches!(
            reader.text.lower(cue.start),
            "believed" | "believes" | "hoped" | "hopes" | "expected" | "expects" | "thought" | "thinks"
        );
        let from = floor.max(cue.start.saturating_sub(4));
        let mut told = (from..cue.start).filter_map(|i| reader.cue_at(i));
        believes && told.any(|c| c.classes & (SAY | TELL) != 0 && !c.according)
    }

    fn said_before(&self, floor: usize, wide: usize, quoted: &Quoted, cue: &Cue) -> Option<Frame> {
        let reader = self.reader;
        let gap = self.gap(cue.end, quoted.open);
        let position = if gap == 0 { Position::RightBefore } else { Position::Before };
        if cue.according {
            let source = reader.subject_after(cue.end, quoted.open)?;
            return Some(self.frame(cue, Some(source), quoted.open, 0.9, Position::Before));
        }
        let that = reader.text.lower(cue.end) == "that";
        if cue.classes & (SAY | TELL | CALL) == 0 && gap > 0 && !that {
            return None;
        }
        // “…,” he said, smiling at "friends": a gesture or a name in the same sentence reports nothing.
        let source = self.source_before(floor, cue).or_else(|| self.agent_behind(floor, quoted, cue));
        let source = source.or_else(|| (wide < floor).then(|| self.source_before(wide, cue)).flatten());
        let negated = source.is_some_and(|s| self.reader.negated(s.start, cue.start));
        if negated {
            return None;
        }
        let far = (gap as f32 / 60.0).min(0.3);
        let certainty = source.map_or(0.4, |s| s.certainty) - far;
        Some(self.frame(cue, source, quoted.open, certainty, position))
    }

    /// Tokens between a cue and the opening mark that are neither addressee nor punctuation nor "that".
    fn gap(&self, from: usize, open: usize) -> usize {
        let tokens = &self.reader.text.tokens()[from..open.max(from)];
        tokens.iter().filter(|t| t.is_word()).count()
    }

    /// The source of a cue that stands before the words.
    fn source_before(&self, floor: usize, cue: &Cue) -> Option<Source> {
        let reader = self.reader;
        let text = reader.text;
        let before = cue.start.checked_sub(1)?;
        if text.lower(before) == "as" && before > floor {
            return self.quoted_as(floor, before);
        }
        if self.reader.is_passive(floor, cue) {
            return self.agent(cue);
        }
        // "has been handed a ban and told he is …": whoever told is not named.
        let joined = text.lower(before) == "and" && cue.classes & TELL != 0;
        let from = floor.max(before.saturating_sub(14));
        if joined && (from..before).any(|i| matches!(text.lower(i), "been" | "was" | "were")) {
            return None;
        }
        if text.lower(cue.start).ends_with("ing") {
            if matches!(text.lower(before), "heard" | "seen" | "filmed" | "recorded") {
                return reader.subject_before(floor, before);
            }
            let comma = text.tokens()[before].is(',');
            let noise = cue.classes & GESTURE != 0 && cue.classes & (SAY | TELL) == 0;
            if !comma && noise {
                return reader.noun_phrase(floor, cue.start);
            }
            return reader.main_subject(floor, before + usize::from(!comma));
        }
        reader.subject_before(floor, cue.start)
    }

    /// "was quoted as saying", "quoted Kim as saying", "was quoted by the agency as saying".
    fn quoted_as(&self, floor: usize, as_: usize) -> Option<Source> {
        let reader = self.reader;
        let quoted = (floor..as_).rev().take(14).find(|&i| {
            matches!(
                reader.text.lower(i),
                "quoted" | "quotes" | "quoting" | "cited" | "citing" | "reported" | "described"
            )
        })?;
        if quoted + 1 < as_ && reader.text.lower(quoted + 1) != "by" {
            return reader.subject_after(quoted + 1, as_);
        }
        reader.subject_before(floor, quoted)
    }

    /// 'was called “…” by the ministry': the agent of a passive cue, right behind the words.
    fn agent_behind(&self, floor: usize, quoted: &Quoted, cue: &Cue) -> Option<Source> {
        let reader = self.reader;
        let by = quoted.after;
        let passive = reader.text.lower(by) == "by" && reader.is_passive(floor, cue);
        let limit = (by + REACH).min(reader.text.tokens().len());
        passive.then(|| reader.subject_after(by + 1, limit)).flatten()
    }

    /// "by the ministry", right behind a passive cue.
    fn agent(&self, cue: &Cue) -> Option<Source> {
        let reader = self.reader;
        let limit = (cue.end + 6).min(reader.text.tokens().len());
        let by = (cue.end..limit).find(|&i| reader.text.lower(i) == "by")?;
        reader.subject_after(by + 1, limit + 6)
    }

    /// `Chairman Kim: “…”`, `Trump's tweet: “…”`, also where the colon ends the paragraph before.
    pub(super) fn colon(&self, quoted: &Quoted) -> Option<Frame> {
        let reader = self.reader;
        let text = reader.text;
        let colon = quoted.open.checked_sub(1).filter(|&c| text.tokens()[c].is(':'))?;
        let sentence = &text.sentences()[text.sentence_at(text.tokens()[colon].span.start)?];
        let floor = sentence.tokens.start;
        if colon <= floor {
            return None;
        }
        let own_paragraph = reader.paragraph_at(colon) == Some(quoted.paragraph);
        let mut i = colon;
        while !own_paragraph && i > floor.max(colon.saturating_sub(REACH)) {
            i -= 1;
            if let Some(cue) = reader.cue_at(i).filter(|c| c.end <= colon)
                && let Some(source) = self.source_before(floor, &cue).or_else(|| self.asked(floor, &cue))
            {
                return Some(self.frame(&cue, Some(source), colon, 0.85, Position::RightBefore));
            }
        }
        let label = colon - floor <= 8;
        let named = reader.mention_ending(colon - 1).map(|m| reader.source_of(m, 0.9));
        let named = named.filter(|s| label && s.start <= floor + 4);
        let possessed = reader.classes[floor] & (DETERMINER | PRONOUN) == DETERMINER | PRONOUN
            || matches!(reader.text.lower(floor), "his" | "her" | "their");
        let source = named
            .or_else(|| possessed.then(|| reader.main_subject(floor, colon)).flatten())
            .or_else(|| self.first_person(floor, colon))
            .or_else(|| (label && own_paragraph).then(|| reader.noun_phrase(floor, colon)).flatten())
            .or_else(|| reader.main_subject(floor, colon))
            .or_else(|| reader.opening_name(floor, colon))?;
        Some(Frame {
            source: Some(source),
            cue: None,
            addressee: None,
            certainty: source.certainty.min(0.85),
            position: Position::RightBefore,
        })
    }

    /// Who speaks in a stretch without marks: the subject of its first cue, else its first subject.
    pub(super) fn speaker_in(&self, from: usize, to: usize) -> Option<Source> {
        let reader = self.reader;
        let cues = (from..to.min(from + REACH)).filter_map(|i| reader.cue_at(i));
        let mut spoken = cues.filter(|c| c.classes & (SAY | TELL) != 0);
        let source = spoken.find_map(|cue| match cue.according {
            true => reader.subject_after(cue.end, to),
            false if reader.is_passive(from, &cue) => None,
            false => reader.subject_before(from, cue.start),
        });
        source.or_else(|| reader.main_subject(from, to))
    }

    /// "The minister was asked what came next:" – the answer is the minister's.
    fn asked(&self, floor: usize, cue: &Cue) -> Option<Source> {
        let asked = self.reader.text.lower(cue.start) == "asked" && self.reader.is_passive(floor, cue);
        asked.then(|| self.reader.subject_before(floor, cue.start)).flatten()
    }

    /// The first person of a stretch, also as a possessor: "Trump's tweet".
    fn first_person(&self, from: usize, to: usize) -> Option<Source> {
        let reader = self.reader;
        let found = (from..to.min(from + REACH)).find_map(|i| reader.mention_starting(i))?;
        Some(reader.source_of(found, 0.7))
    }

    fn frame(
        &self,
        cue: &Cue,
        source: Option<Source>,
        limit: usize,
        certainty: f32,
        position: Position,
    ) -> Frame {
        Frame {
            source,
            cue: Some(self.reader.text.span_of(cue.start..cue.end)),
            addressee: self.reader.addressee(cue, limit),
            certainty: certainty.clamp(0.1, 0.99),
            position,
        }
    }
}
