//! From words in marks to quotations: which are speech at all, which share a speaker, of what kind they
//! are. Entry point: [`assemble`].

use super::attribute::{Attributor, Frame, Position};
use super::lexicon::*;
use super::marks::{Ending, Quoted};
use super::reader::Reader;
use crate::extract::{Quote, QuoteKind};
use crate::text::TokenKind;

/// Words from which on an unattributed stretch in marks is speech rather than a scare quote.
const SPEECH_WORDS: usize = 5;

/// The quotations among what stands in marks.
pub(super) fn assemble(reader: &Reader<'_, '_>, all: &[Quoted]) -> Vec<Quote> {
    let attributor = Attributor { reader, all };
    let mut frames: Vec<Option<Frame>> = (0..all.len()).map(|ix| attributor.own(ix)).collect();
    let mut kept: Vec<bool> = Vec::with_capacity(all.len());
    let mut groups: Vec<u32> = Vec::with_capacity(all.len());
    let mut group = 0;
    let mut last_kept: Option<usize> = None;
    for ix in 0..all.len() {
        let assembler = Assembler { attributor: &attributor, ix };
        if frames[ix].is_some_and(|f| assembler.is_name(&f))
            || frames[ix].is_none() && assembler.after_naming()
        {
            frames[ix] = None;
            kept.push(false);
            groups.push(0);
            continue;
        }
        let near = last_kept.map(|p| (p, frames[p]));
        let joined = near.filter(|(p, frame)| assembler.joins(*p, frame.as_ref(), frames[ix].as_ref()));
        let sourceless = frames[ix].is_none_or(|f| f.source.is_none());
        if sourceless {
            frames[ix] = near
                .and_then(|(p, frame)| assembler.inherited(p, frame.as_ref()))
                .or_else(|| assembler.by_discourse())
                .or(frames[ix]);
        }
        let keep = assembler.is_speech(frames[ix].as_ref(), joined.is_some());
        if keep {
            match joined {
                Some((p, _)) => groups.push(groups[p]),
                None => {
                    group += 1;
                    groups.push(group);
                }
            }
            last_kept = Some(ix);
        } else {
            groups.push(0);
        }
        kept.push(keep);
    }
    spread_back(all, &mut frames, &kept);
    let quotes = (0..all.len()).filter(|&ix| kept[ix]);
    quotes
        .map(|ix| {
            Assembler { attributor: &attributor, ix }.quote(
                frames[ix].as_ref(),
                groups[ix],
                ix > 0 && groups[ix - 1] == groups[ix],
            )
        })
        .collect()
}

/// A paragraph that goes on in the next has its speaker where only the next names one.
fn spread_back(all: &[Quoted], frames: &mut [Option<Frame>], kept: &[bool]) {
    for ix in (1..all.len()).rev() {
        let goes_on = kept[ix] && kept[ix - 1] && all[ix - 1].ending == Ending::GoesOn;
        let unsure = frames[ix - 1].is_none_or(|f| f.source.is_none() || f.position == Position::Discourse);
        if goes_on && unsure && frames[ix].is_some_and(|f| f.position != Position::Discourse) {
            frames[ix - 1] = frames[ix];
        }
    }
}

struct Assembler<'a, 'b, 'r, 't> {
    attributor: &'a Attributor<'b, 'r, 't>,
    ix: usize,
}

impl Assembler<'_, '_, '_, '_> {
    fn quoted(&self) -> &Quoted {
        &self.attributor.all[self.ix]
    }

    fn reader(&self) -> &Reader<'_, '_> {
        self.attributor.reader
    }

    fn words(&self) -> usize {
        let quoted = self.quoted();
        let tokens = &self.reader().text.tokens()[quoted.first..quoted.end];
        let words = tokens
            .iter()
            .enumerate()
            .filter(|(i, t)| (*i == 0 || !t.glued) && (t.is_word() || t.is_number()));
        words.count().max(1)
    }

    /// True where the words begin a sentence of the text.
    fn begins_sentence(&self) -> bool {
        self.attributor.floor(self.ix) == self.quoted().open
    }

    fn begins_paragraph(&self) -> bool {
        self.reader().paragraphs.tokens[self.quoted().paragraph].start == self.quoted().open
    }

    /// True where the words end with the stop of a sentence inside the marks.
    fn ends_sentence(&self) -> bool {
        let last = self.reader().text.tokens()[self.quoted().end - 1].kind;
        matches!(last, TokenKind::Punct('.' | '!' | '?' | '…')) || self.quoted().ending != Ending::Closed
    }

    fn begins_upper(&self) -> bool {
        let quoted = self.quoted();
        let tokens = &self.reader().text.tokens()[quoted.first..quoted.end];
        let first = tokens.iter().find(|t| t.is_word() || t.is_number());
        first.is_some_and(|t| t.is_capitalised() || t.is_number())
    }

    /// True where the word before the marks says that they hold a name: 'the film “…”', 'so-called “…”'.
    fn after_naming(&self) -> bool {
        let quoted = self.quoted();
        let reader = self.reader();
        let Some(before) = quoted.open.checked_sub(1) else { return false };
        if before < self.attributor.floor(self.ix) || self.ends_sentence() && self.words() >= SPEECH_WORDS {
            return false;
        }
        let text = reader.text;
        if !text.tokens()[before].is_word() {
            return false;
        }
        let so_called = text.lower(before) == "called" && before >= 2 && text.lower(before - 2) == "so";
        let known_as = text.lower(before) == "as"
            && (before.saturating_sub(3)..before)
                .any(|i| matches!(text.lower(i), "known" | "billed" | "titled" | "listed"));
        let by = text.lower(quoted.after) == "by" && reader.classes[before] & CUE != 0;
        let naming = reader.classes[before] & NAMING != 0 && !by && !self.after_what_somebody_called(before);
        so_called || known_as || naming
    }

    /// 'what one of them called “…”', 'what he has termed “…”': words of whoever calls it so.
    fn after_what_somebody_called(&self, called: usize) -> bool {
        let reader = self.reader();
        let floor = self.attributor.floor(self.ix).max(called.saturating_sub(12));
        let verb =
            reader.classes[called] & CUE != 0 || matches!(reader.text.lower(called), "termed" | "dubbed");
        let what = (floor..called).rev().find(|&i| reader.text.lower(i) == "what");
        // "a paper that the premier called “…”": an active verb with somebody before it.
        let subject = (floor..called).rev().find(|&i| reader.classes[i] & (ADVERB | AUXILIARY) == 0);
        let be = (floor..called)
            .rev()
            .take(2)
            .any(|i| matches!(reader.text.lower(i), "is" | "was" | "were" | "been"));
        let somebody = subject.is_some_and(|i| {
            matches!(reader.text.lower(i), "he" | "she" | "they")
                || reader.mention_ending(i).is_some()
                || reader.is_lower(i) && reader.classes[i] & PERSON != 0 && i > floor
        });
        verb && (what.is_some_and(|what| what + 1 < called) || somebody && !be && !self.is_titled())
    }

    /// True for titles, agreements and names in marks rather than words that somebody said.
    fn is_name(&self, frame: &Frame) -> bool {
        let spoken = matches!(frame.position, Position::Behind) && self.attributor.ends_open(self.quoted());
        if spoken {
            return false;
        }
        self.after_naming() || self.is_titled() && frame.position != Position::RightBefore
    }

    /// True where two words or more are capitalised as in a title: “The Art of the Deal”.
    fn is_titled(&self) -> bool {
        let quoted = self.quoted();
        let text = self.reader().text;
        let tokens = &text.tokens()[quoted.first..quoted.end];
        let mut capitals = 0;
        for (i, token) in tokens.iter().enumerate() {
            let small =
                self.reader().classes[quoted.first + i] & (PREPOSITION | DETERMINER | JOINT | AUXILIARY) != 0;
            match token.kind {
                TokenKind::Word(_) if token.is_capitalised() => capitals += 1,
                TokenKind::Word(_) if small || token.glued => {}
                TokenKind::Word(_) => return false,
                TokenKind::Punct('.' | '!' | '?' | ',' | '…') => return false,
                _ => {}
            }
        }
        capitals >= 2
    }

    /// True where the words go on what quotation `p` began: an interruption, the next sentence of the same
    /// paragraph, the next paragraph.
    fn joins(&self, p: usize, frame: Option<&Frame>, own: Option<&Frame>) -> bool {
        let (quoted, before) = (self.quoted(), &self.attributor.all[p]);
        if p + 1 != self.ix {
            return false;
        }
        if before.ending == Ending::GoesOn {
            return true;
        }
        if quoted.paragraph != before.paragraph {
            return false;
        }
        let same_cue = match (frame.and_then(|f| f.cue), own.and_then(|f| f.cue)) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        };
        let speaker = |f: Option<&Frame>| f.and_then(|f| f.source).and_then(|s| s.speaker);
        if speaker(frame).zip(speaker(own)).is_some_and(|(a, b)| a != b) {
            return false;
        }
        let behind = frame.is_some_and(|f| f.position == Position::Behind);
        let floor = self.attributor.floor(self.ix);
        let next_sentence = behind
            && own.is_none_or(|f| f.position == Position::Behind)
            && floor == quoted.open
            && self.follows_directly(before);
        let whole = self.words() >= 2 || self.ends_sentence();
        (same_cue && behind && self.after_comma()) || (next_sentence && whole)
    }

    /// True where nothing but the attribution of `before` stands between it and these words: one
    /// sentence at most.
    fn follows_directly(&self, before: &Quoted) -> bool {
        let text = self.reader().text;
        let sentence = |token: usize| text.sentence_at(text.tokens()[token].span.start);
        match (sentence(before.after.saturating_sub(1)), sentence(self.quoted().open)) {
            (Some(a), Some(b)) => b <= a + 2,
            _ => false,
        }
    }

    fn after_comma(&self) -> bool {
        let before = self.quoted().open.checked_sub(1);
        before.is_some_and(|b| !self.reader().text.tokens()[b].is_word())
    }

    /// The attribution of quotation `p`, where these words share it.
    fn inherited(&self, p: usize, frame: Option<&Frame>) -> Option<Frame> {
        let (quoted, before) = (self.quoted(), &self.attributor.all[p]);
        let frame = frame?;
        frame.source?;
        let text = self.reader().text;
        let sentence = |token: usize| text.sentence_at(text.tokens()[token].span.start);
        if before.ending == Ending::GoesOn && p + 1 == self.ix {
            return Some(Frame { certainty: frame.certainty * 0.95, ..*frame });
        }
        if quoted.paragraph == before.paragraph {
            if sentence(quoted.open) == sentence(before.after.saturating_sub(1)) {
                return Some(Frame { certainty: frame.certainty * 0.85, ..*frame });
            }
            if self.somebody_else_acts(before, frame) {
                return None;
            }
            let discourse = Frame { position: Position::Discourse, ..*frame };
            let certainty = if self.begins_sentence() { 0.9 } else { 0.6 } * frame.certainty;
            return Some(Frame { certainty, ..discourse });
        }
        let next_paragraph = quoted.paragraph == before.paragraph + 1;
        let answers = self.begins_sentence() && self.answers_question();
        let stands_alone = (self.begins_paragraph() || answers) && self.ends_sentence();
        (next_paragraph && stands_alone).then_some(Frame {
            certainty: 0.65 * frame.certainty,
            position: Position::Discourse,
            addressee: None,
            ..*frame
        })
    }

    /// True where a whole sentence between `before` and these words has another subject: "“Hold on,” he
    /// said. His counterpart pointed a finger. “Why?”"
    fn somebody_else_acts(&self, before: &Quoted, frame: &Frame) -> bool {
        let text = self.reader().text;
        if !self.begins_sentence() {
            return false;
        }
        let sentence = |token: usize| text.sentence_at(text.tokens()[token].span.start);
        let Some(here) = sentence(self.quoted().open) else { return false };
        let Some(last) = here.checked_sub(1).filter(|&s| text.sentences()[s].tokens.start >= before.after)
        else {
            return false;
        };
        let tokens = &text.sentences()[last].tokens;
        let about = self.attributor.speaker_in(tokens.start, tokens.end);
        let opens = about.filter(|s| s.start <= tokens.start + 1);
        opens.is_some_and(|s| match (s.speaker, frame.source.and_then(|f| f.speaker)) {
            (Some(one), Some(other)) => one != other,
            (None, None) if matches!(text.lower(s.start), "he" | "she") => {
                frame.source.is_some_and(|f| f.span.len() > 4)
            }
            (None, _) => self.reader().classes[s.start] & PRONOUN == 0 || s.span.len() > 4,
            (Some(_), None) => true,
        })
    }

    /// The subject of the sentence before, where the words stand as a sentence of their own.
    fn by_discourse(&self) -> Option<Frame> {
        if !self.begins_sentence() || !self.begins_upper() || self.words() < 2 {
            return None;
        }
        // “Which one?” after "Asked about the flag, he grinned.": two words must be a whole question or cry.
        let last = self.reader().text.tokens()[self.quoted().end - 1];
        if self.words() < 3 && !(last.is('?') || last.is('!')) {
            return None;
        }
        let reader = self.reader();
        let text = reader.text;
        let open = text.tokens()[self.quoted().open].span.start;
        let before = text.sentence_at(open)?.checked_sub(1)?;
        let sentence = &text.sentences()[before];
        let paragraph = reader.paragraph_at(sentence.tokens.start)?;
        let near = paragraph == self.quoted().paragraph
            || paragraph + 1 == self.quoted().paragraph && self.begins_paragraph() && self.ends_sentence();
        let source =
            near.then(|| self.attributor.speaker_in(sentence.tokens.start, sentence.tokens.end))??;
        let certainty = if paragraph == self.quoted().paragraph { 0.6 } else { 0.55 };
        Some(Frame {
            source: Some(source),
            cue: None,
            addressee: None,
            certainty,
            position: Position::Discourse,
        })
    }

    /// True where the sentence before asks something: "Does she mind? “Not at all.”"
    fn answers_question(&self) -> bool {
        let text = self.reader().text;
        let open = self.quoted().open;
        open.checked_sub(1).is_some_and(|last| text.tokens()[last].is('?'))
    }

    /// Speech, or a scare quote?
    fn is_speech(&self, frame: Option<&Frame>, joined: bool) -> bool {
        let quoted = self.quoted();
        let words = self.words();
        if joined || quoted.ending == Ending::GoesOn {
            return true;
        }
        let whole = self.begins_upper() && self.ends_sentence() && self.begins_sentence();
        if quoted.ending == Ending::Missing {
            let said = frame.is_some_and(|f| f.position == Position::RightBefore) && self.begins_upper();
            return said || whole && self.begins_paragraph() && words >= SPEECH_WORDS;
        }
        let Some(frame) = frame else {
            let text = self.reader().text;
            let colon = quoted.open.checked_sub(1).is_some_and(|c| text.tokens()[c].is(':'));
            if colon && self.begins_upper() && self.ends_sentence() {
                return true;
            }
            if whole && self.answers_question() {
                return true;
            }
            let long = words >= 2 * SPEECH_WORDS && self.begins_upper() && self.begins_sentence();
            return whole && words >= 3 || long;
        };
        let spoken = match frame.position {
            Position::Behind | Position::RightBefore => true,
            Position::Before => frame.source.is_some() || words >= 3,
            Position::FarBehind => words >= 2 || frame.certainty >= 0.7,
            Position::Discourse => whole || words >= SPEECH_WORDS,
        };
        let single_far = quoted.single
            && words <= 2
            && frame.certainty < 0.8
            && !matches!(frame.position, Position::Behind | Position::RightBefore);
        spoken && !single_far
    }

    fn quote(&self, frame: Option<&Frame>, group: u32, joined: bool) -> Quote {
        let quoted = self.quoted();
        let source = frame.and_then(|f| f.source);
        Quote {
            span: quoted.span(self.reader().text),
            kind: self.kind(frame, joined),
            group,
            speaker: source.and_then(|s| s.speaker),
            speaker_span: source.map(|s| s.span),
            cue: frame.and_then(|f| f.cue),
            addressee: frame.and_then(|f| f.addressee),
            certainty: if source.is_some() { frame.map_or(0.3, |f| f.certainty) } else { 0.3 },
        }
    }

    /// A whole utterance, or a part of the sentence around it?
    fn kind(&self, frame: Option<&Frame>, joined: bool) -> QuoteKind {
        let quoted = self.quoted();
        let text = self.reader().text;
        let before = quoted.open.checked_sub(1).filter(|&b| b >= self.attributor.floor(self.ix));
        let ends_open = self.attributor.ends_open(quoted);
        let direct = match before.map(|b| text.tokens()[b]) {
            None => {
                ends_open && (self.begins_upper() || frame.is_some_and(|f| f.position == Position::Behind))
            }
            Some(token) if token.is(':') => true,
            Some(token) if !token.is_word() => joined || self.begins_upper(),
            Some(_) => self.begins_upper() && self.words() >= 3 && self.ends_sentence(),
        };
        if direct { QuoteKind::Direct } else { QuoteKind::Mixed }
    }
}
