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
const LEAST: usize = 3;

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
            // "a ban that the court said would deny them …": the subject stands before the cue.
            let headless = reader.is_lower(first) && reader.classes[first] & (AUXILIARY | JOINT) != 0;
            if headless && reader.classes[first] & (DETERMINER | PRONOUN) == 0 {
                return None;
            }
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
    if let Some(found) = inverted(reader, start, end, cue) {
        return Some(found);
    }
    let source = reader.subject_before(start, cue.start)?;
    let first = text.lower(source.start);
    let end = before_next_predicate(reader, cue.end, end);
    // "When Okafor told a reporter it was calm, that was too much": the report ends with its clause.
    let opens = matches!(
        text.lower(start),
        "when" | "after" | "while" | "as" | "although" | "though" | "if" | "since"
    );
    let comma = (cue.end..end).find(|&i| opens && text.tokens()[i].is(','));
    let end = comma.unwrap_or(end);
    let nobody = matches!(first, "there" | "this" | "that" | "which" | "who" | "what");
    if nobody || reader.negated(source.start, cue.start) || reader.is_passive(start, cue) {
        return None;
    }
    if cue.classes & TO != 0 && text.lower(cue.end) == "to" && cue.end + 1 < end {
        return Some((source, cue.end..end));
    }
    // "denied having met them": what was denied.
    if verb.starts_with("den") && reader.is_lower(cue.end) && text.lower(cue.end).ends_with("ing") {
        return Some((source, cue.end..end));
    }
    // "urged both sides to come back": what was urged.
    if matches!(verb, "urged" | "urges" | "advised" | "warned")
        && let Some(urged) = reader.noun_phrase_after(cue.end, end)
        && text.lower(urged.end) == "to"
        && urged.end + 1 < end
    {
        return Some((source, urged.end..end));
    }
    let after = after_adverbials(reader, cue, end);
    if text.lower(after) == "that" && after + 1 < end {
        return Some((source, after + 1..end));
    }
    let plain = matches!(verb, "said" | "says" | "say" | "told" | "tells");
    if plain && after < end && begins_clause(reader, after) {
        return Some((source, after..end));
    }
    if after < end && reader.classes[cue.start] & SAY != 0 && begins_sure_clause(reader, after, end) {
        return Some((source, after..end));
    }
    let comma = before_apposition(reader, start, source.start)?;
    let leads_in = reader.classes[start] & (PREPOSITION | BOUNDARY | ADVERB) != 0 && comma < start + 12;
    (after >= end && cue.classes & (SAY | TELL) != 0 && !leads_in).then_some((source, start..comma))
}

/// "The road stays shut until May, said a spokesman for the police.": verb and source end the sentence.
fn inverted(reader: &Reader<'_, '_>, start: usize, end: usize, cue: &Cue) -> Found {
    let tokens = reader.text.tokens();
    let comma = cue.start.checked_sub(1).filter(|&c| c > start && tokens[c].is(','))?;
    let plain = cue.classes & SAY != 0 && cue.end == cue.start + 1;
    let source = plain.then(|| reader.subject_after(cue.end, end)).flatten()?;
    let last = tokens.partition_point(|t| t.span.end <= source.span.end);
    let person = source.speaker.is_some() || reader.classes[source.start] & DETERMINER != 0;
    let stops = last >= end || tokens[last].is(',');
    // A name with its title or description: "said Okafor, who left at noon".
    (person && stops).then_some((source, start..comma))
}

/// Where the report stops because the sentence goes on with another deed of the same subject:
/// "denied that she knew, but pleaded guilty".
fn before_next_predicate(reader: &Reader<'_, '_>, from: usize, end: usize) -> usize {
    let text = reader.text;
    let joint = |i: usize| matches!(text.lower(i), "but" | "and" | "then" | "before" | "while" | "as");
    let comma = (from..end.saturating_sub(2)).find(|&i| {
        let verb = text.lower(i + 2);
        let past = reader.is_lower(i + 2) && (verb.ends_with("ed") || reader.classes[i + 2] & CUE != 0);
        let aside = text.lower(i + 1) == "adding" || text.lower(i + 1) == "saying";
        text.tokens()[i].is(',') && (joint(i + 1) && past || aside)
    });
    comma.unwrap_or(end)
}

/// The comma after which the source stands, a description before the name counted in:
/// "It will rain, the union's president, Maree Doyle, said".
fn before_apposition(reader: &Reader<'_, '_>, start: usize, source: usize) -> Option<usize> {
    let tokens = reader.text.tokens();
    let comma = source.checked_sub(1).filter(|&c| c > start && tokens[c].is(','))?;
    let earlier = (start + 1..comma).rev().take(12).find(|&i| tokens[i].is(','));
    let described = earlier.filter(|&e| {
        let short = comma - e <= 9;
        let noun = reader.classes[comma - 1] & PERSON != 0;
        short && noun && reader.noun_phrase(e + 1, comma).is_some_and(|np| np.start == e + 1)
    });
    Some(described.unwrap_or(comma))
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
        let of_it = text.lower(at) == "of" && at > cue.end;
        // "argued over the words that …": what the verb is about, not where or when.
        let about =
            matches!(text.lower(at), "over" | "about" | "against" | "with" | "for" | "into" | "between");
        if reader.is_lower(at) && classes & PREPOSITION != 0 && !about && (of_it || text.lower(at) != "of") {
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

/// True where a clause begins at `at` with a subject and an auxiliary, so that "announced", "believes"
/// and the like report it without "that".
fn begins_sure_clause(reader: &Reader<'_, '_>, at: usize, end: usize) -> bool {
    let text = reader.text;
    let pronoun = matches!(text.lower(at), "he" | "she" | "it" | "they" | "there" | "we");
    let auxiliary =
        |i: usize| reader.is_lower(i) && reader.classes[i] & AUXILIARY != 0 && text.word(i).len() > 1;
    if pronoun {
        return at + 2 < end && auxiliary(at + 1);
    }
    let subject =
        reader.classes[at] & DETERMINER != 0 && text.lower(at) != "that" && text.lower(at) != "this";
    let reach = end.min(at + 7);
    let plain = |i: &usize| {
        !reader.is_mark(*i) && reader.classes[*i] & (BOUNDARY | CUE | PRONOUN) & !DETERMINER == 0
            || reader.classes[*i] & (PERSON | SPEECH | DETERMINER) != 0
            || text.tokens()[*i].glued
    };
    subject && (at + 1..reach).take_while(plain).any(auxiliary)
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
