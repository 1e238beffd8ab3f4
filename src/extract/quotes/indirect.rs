//! Speech without marks: "said that …", "vowed to …", "…, according to officials".
//!
//! One report a sentence at most, and none in a sentence that quotes: there the marks say what was said.
//! Entry point: [`indirect`].

use super::cue::Cue;
use super::lexicon::*;
use super::marks::Quoted;
use super::reader::{Reader, Source};
use crate::extract::{Quote, QuoteKind};
use crate::text::{BlockKind, Sentence};

/// How far from the start of its sentence a cue may stand, in tokens.
const REACH: usize = 80;
/// Fewest words of a report.
const LEAST: usize = 2;

/// The indirect quotations of the sentences that hold no marks; groups are numbered from `group`.
pub(super) fn indirect(reader: &Reader<'_, '_>, quoted: &[Quoted], mut group: u32) -> Vec<Quote> {
    let text = reader.text;
    let mut found = Vec::new();
    let mut next = 0;
    for sentence in text.sentences() {
        while next < quoted.len() && quoted[next].after <= sentence.tokens.start {
            next += 1;
        }
        let quotes = quoted.get(next).is_some_and(|q| q.open < sentence.tokens.end);
        let heading = matches!(text.blocks()[sentence.block].kind, BlockKind::Heading(_) | BlockKind::Cell);
        if quotes || heading {
            continue;
        }
        if let Some(mut quote) = reported(reader, sentence) {
            group += 1;
            quote.group = group;
            found.push(quote);
        }
    }
    found
}

/// The report that a sentence holds.
fn reported(reader: &Reader<'_, '_>, sentence: &Sentence) -> Option<Quote> {
    let (start, end) = (sentence.tokens.start, content_end(reader, sentence));
    let cues = (start..end.min(start + REACH)).filter_map(|i| reader.cue_at(i));
    for cue in cues {
        let found = if cue.according {
            by_according(reader, start, end, &cue)
        } else {
            by_verb(reader, start, end, &cue)
        };
        if let Some((source, content)) = found {
            let first = content.clone().find(|&i| !reader.is_mark(i))?;
            let content = first..content.end;
            let words = reader.text.tokens()[content.clone()].iter().filter(|t| t.is_word()).count();
            return (words >= LEAST).then(|| Quote {
                span: reader.text.span_of(content),
                kind: QuoteKind::Indirect,
                group: 0,
                speaker: source.speaker,
                speaker_span: Some(source.span),
                cue: Some(reader.text.span_of(cue.start..cue.end)),
                addressee: reader.addressee(&cue, end),
                certainty: source.certainty * 0.9,
            });
        }
    }
    None
}

/// One past the last token of the sentence that is not its stop.
fn content_end(reader: &Reader<'_, '_>, sentence: &Sentence) -> usize {
    let mut end = sentence.tokens.end;
    while end > sentence.tokens.start + 1 && reader.is_mark(end - 1) && !reader.text.tokens()[end - 1].is(')')
    {
        end -= 1;
    }
    end
}

type Found = Option<(Source, std::ops::Range<usize>)>;

fn by_according(reader: &Reader<'_, '_>, start: usize, end: usize, cue: &Cue) -> Found {
    let source = reader.subject_after(cue.end, end)?;
    let tokens = reader.text.tokens();
    if cue.start == start {
        let comma = (cue.end..end).find(|&i| tokens[i].is(','))?;
        return (comma + 1 < end).then_some((source, comma + 1..end));
    }
    let comma = cue.start.checked_sub(1).filter(|&c| tokens[c].is(','));
    let content = start..comma.unwrap_or(cue.start);
    (!content.is_empty()).then_some((source, content))
}

fn by_verb(reader: &Reader<'_, '_>, start: usize, end: usize, cue: &Cue) -> Found {
    let text = reader.text;
    let verb = text.lower(cue.start);
    if cue.classes & (SAY | TELL | TO) == 0 || verb.ends_with("ing") {
        return None;
    }
    let source = reader.subject_before(start, cue.start)?;
    let first = text.lower(source.start);
    let nobody = matches!(first, "there" | "this" | "that" | "which" | "who" | "what");
    if nobody || reader.negated(source.start, cue.start) || reader.is_passive(start, cue) {
        return None;
    }
    if cue.classes & TO != 0 && text.lower(cue.end) == "to" && cue.end + 1 < end {
        return Some((source, cue.end..end));
    }
    let after = after_adverbials(reader, cue, end);
    if text.lower(after) == "that" && after + 1 < end {
        return Some((source, after + 1..end));
    }
    let plain = matches!(verb, "said" | "says" | "say" | "told" | "tells");
    if plain && after < end && begins_clause(reader, after) {
        return Some((source, after..end));
    }
    let comma = source.start.checked_sub(1).filter(|&c| c > start && text.tokens()[c].is(','))?;
    let leads_in = reader.classes[start] & (PREPOSITION | BOUNDARY | ADVERB) != 0 && comma < start + 12;
    (after >= end && cue.classes & (SAY | TELL) != 0 && !leads_in).then_some((source, start..comma))
}

/// Past the one addressed and the words that say when and where: "told reporters on Friday in Lagos".
fn after_adverbials(reader: &Reader<'_, '_>, cue: &Cue, end: usize) -> usize {
    let text = reader.text;
    let mut at = cue.end;
    if cue.classes & TELL != 0
        && let Some(found) = reader.noun_phrase_after(at, end)
    {
        at = found.end;
    } else if cue.classes & TELL != 0 && at < end && reader.classes[at] & PRONOUN != 0 {
        at += 1;
    }
    for _ in 0..8 {
        if at >= end {
            break;
        }
        let classes = reader.classes[at];
        if reader.is_lower(at) && classes & PREPOSITION != 0 && text.lower(at) != "of" {
            match reader.noun_phrase_after(at + 1, end) {
                Some(found) => at = found.end,
                None if at + 1 < end && reader.classes[at + 1] & WEEKDAY != 0 => at += 2,
                None => break,
            }
        } else {
            let when = classes & (WEEKDAY | ADVERB) != 0 && classes & DETERMINER == 0;
            let comma = text.tokens()[at].is(',') && text.lower(at + 1) == "that";
            if !(when || comma || text.tokens()[at].is_number()) {
                break;
            }
            at += 1;
        }
    }
    at
}

/// True where a clause may begin at `at`, as after "said".
fn begins_clause(reader: &Reader<'_, '_>, at: usize) -> bool {
    let classes = reader.classes[at];
    let token = &reader.text.tokens()[at];
    if !token.is_word() && !token.is_number() {
        return false;
    }
    let subject = classes & (DETERMINER | PERSON) != 0
        || matches!(
            reader.text.lower(at),
            "he" | "she" | "it" | "they" | "we" | "i" | "there" | "both" | "no" | "nobody"
        );
    subject || token.is_capitalised() || token.is_number() || reader.text.lower(at).ends_with('s')
}
