//! Quotations that layout marks: block quotations with the name beneath them, and transcripts
//! ("REPORTER: …", "Q: …"). Entry point: [`by_layout`].

use super::attribute::Attributor;
use super::marks::Quoted;
use super::reader::{Reader, Source};
use crate::extract::{MentionKind, Quote, QuoteKind};
use crate::text::{BlockKind, Case, Text, TokenKind};

/// Longest label of a transcript, in tokens before its colon.
const LABEL: usize = 8;
/// Fewest labelled paragraphs that make a transcript.
const LABELS: usize = 2;
/// Longest line beneath a block quotation that names its source, in tokens.
const SIGNATURE: usize = 16;

/// The quotations of block quotations and transcripts that hold no marks, sorted; groups are numbered
/// from `group`.
pub(super) fn by_layout(reader: &Reader<'_, '_>, quoted: &[Quoted], group: u32) -> Vec<Quote> {
    let mut found = block_quotations(reader, quoted, group);
    let next = found.last().map_or(group, |q| q.group);
    found.extend(transcript(reader, quoted, next));
    found
}

/// The tokens of each block.
fn tokens_of_blocks(text: &Text<'_>) -> Vec<std::ops::Range<usize>> {
    let mut next = 0;
    let blocks = text.blocks().iter();
    blocks
        .map(|block| {
            while next < text.tokens().len() && text.tokens()[next].span.start < block.span.start {
                next += 1;
            }
            let first = next;
            while next < text.tokens().len() && text.tokens()[next].span.end <= block.span.end {
                next += 1;
            }
            first..next
        })
        .collect()
}

fn holds_marks(quoted: &[Quoted], tokens: &std::ops::Range<usize>) -> bool {
    let next = quoted.partition_point(|q| q.after <= tokens.start);
    quoted.get(next).is_some_and(|q| q.open < tokens.end)
}

fn quote(
    reader: &Reader<'_, '_>,
    tokens: std::ops::Range<usize>,
    source: Option<Source>,
    group: u32,
) -> Quote {
    Quote {
        span: reader.text.span_of(tokens),
        kind: QuoteKind::Direct,
        group,
        speaker: source.and_then(|s| s.speaker),
        speaker_span: source.map(|s| s.span),
        cue: None,
        addressee: None,
        certainty: source.map_or(0.3, |s| s.certainty.min(0.85)),
    }
}

/// Each run of block quotations is one group; its source stands beneath it after a dash, or in the
/// paragraph before it.
fn block_quotations(reader: &Reader<'_, '_>, quoted: &[Quoted], mut group: u32) -> Vec<Quote> {
    let text = reader.text;
    let is_quote = |b: usize| text.blocks().get(b).is_some_and(|b| b.kind == BlockKind::BlockQuote);
    if !(0..text.blocks().len()).any(is_quote) {
        return Vec::new();
    }
    let blocks = tokens_of_blocks(text);
    let mut found = Vec::new();
    let mut first = 0;
    while first < blocks.len() {
        let mut end = first;
        while is_quote(end) {
            end += 1;
        }
        if end == first {
            first += 1;
            continue;
        }
        let (last_words, mut source) = signature(reader, &blocks[end - 1]);
        if source.is_none() && end < blocks.len() && starts_with_dash(text, &blocks[end]) {
            source = signed(reader, blocks[end].start + 1, blocks[end].end);
        }
        let source = source.or_else(|| introduced(reader, quoted, first, &blocks));
        group += 1;
        for (i, block) in blocks[first..end].iter().enumerate() {
            let block = if first + i + 1 == end { block.start..last_words } else { block.clone() };
            if !block.is_empty() && !holds_marks(quoted, &block) {
                found.push(quote(reader, block, source, group));
            }
        }
        first = end;
    }
    found
}

fn is_dash(text: &Text<'_>, at: usize) -> bool {
    matches!(text.tokens()[at].kind, TokenKind::Punct('-' | '–' | '—' | '~'))
}

fn starts_with_dash(text: &Text<'_>, block: &std::ops::Range<usize>) -> bool {
    block.len() > 1 && block.len() <= SIGNATURE && is_dash(text, block.start)
}

/// One past the words of a block quotation, and the source that its last line names after a dash.
fn signature(reader: &Reader<'_, '_>, block: &std::ops::Range<usize>) -> (usize, Option<Source>) {
    let text = reader.text;
    let from = block.end.saturating_sub(SIGNATURE).max(block.start);
    let dash = (from..block.end).rev().find(|&i| {
        let own_line = i == block.start || {
            let gap = text.tokens()[i - 1].span.end as usize..text.tokens()[i].span.start as usize;
            text.as_str()[gap].contains('\n')
                || matches!(text.tokens()[i - 1].kind, TokenKind::Punct('.' | '!' | '?'))
        };
        is_dash(text, i) && own_line && text.tokens().get(i + 1).is_some_and(|t| t.is_capitalised())
    });
    match dash.map(|d| (d, signed(reader, d + 1, block.end))) {
        Some((dash, Some(source))) => (dash, Some(source)),
        _ => (block.end, None),
    }
}

/// The source of a line such as "Ada Okafor, foreign minister".
fn signed(reader: &Reader<'_, '_>, start: usize, end: usize) -> Option<Source> {
    let mut start = start;
    while start < end && is_dash(reader.text, start) {
        start += 1;
    }
    reader.subject_after(start, end)
}

/// The source that the paragraph before block `first` names.
fn introduced(
    reader: &Reader<'_, '_>,
    quoted: &[Quoted],
    first: usize,
    blocks: &[std::ops::Range<usize>],
) -> Option<Source> {
    let text = reader.text;
    let before = blocks.get(first.checked_sub(1)?)?;
    let last = before.end.checked_sub(1).filter(|_| !before.is_empty())?;
    let sentence = &text.sentences()[text.sentence_at(text.tokens()[last].span.start)?];
    let attributor = Attributor { reader, all: quoted };
    let source = attributor.speaker_in(sentence.tokens.start.max(before.start), last)?;
    let colon = text.tokens()[last].is(':');
    Some(Source { certainty: source.certainty * if colon { 0.9 } else { 0.65 }, ..source })
}

/// Paragraphs that begin with a name and a colon, where there are several.
fn transcript(reader: &Reader<'_, '_>, quoted: &[Quoted], mut group: u32) -> Vec<Quote> {
    let text = reader.text;
    let labelled = text.sentences().iter().filter_map(|sentence| {
        let start = sentence.tokens.start;
        let own_line = start == 0 || {
            let gap = text.tokens()[start - 1].span.end as usize..text.tokens()[start].span.start as usize;
            text.as_str()[gap].contains('\n')
        };
        let colon = label(reader, start, sentence.tokens.end).filter(|_| own_line)?;
        Some((start, colon, sentence.block))
    });
    let labelled: Vec<(usize, usize, usize)> = labelled.collect();
    if labelled.len() < LABELS {
        return Vec::new();
    }
    let person = |colon: usize| reader.mention_ending(colon - 1).filter(|m| m.kind != MentionKind::Pronoun);
    let mut named = labelled.iter().filter_map(|&(_, colon, _)| person(colon)).map(|m| m.chain);
    let first: Option<usize> = named.next();
    // Where one person alone is named, that is who answers.
    let answers = first.filter(|first| named.all(|other| other == *first));
    let mut found = Vec::new();
    for (i, &(start, colon, block)) in labelled.iter().enumerate() {
        let block_end = text.blocks()[block].span.end;
        let block_end = text.tokens().partition_point(|t| t.span.end <= block_end);
        let end = labelled.get(i + 1).map_or(block_end, |next| next.0.min(block_end));
        let words = colon + 1..end;
        if words.is_empty() || holds_marks(quoted, &words) {
            continue;
        }
        let named = person(colon);
        let answerer = answers.filter(|_| matches!(text.word(start), "A" | "Answer"));
        let unnamed =
            || Source { span: text.span_of(start..colon), speaker: answerer, start, certainty: 0.8 };
        let source = named.map_or_else(unnamed, |m| reader.source_of(m, 0.85));
        group += 1;
        found.push(quote(reader, words, Some(source), group));
    }
    found
}

/// The colon of a label that begins at `start`: a person, "Q", "A", or a word in capitals.
fn label(reader: &Reader<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let text = reader.text;
    let colon = (start + 1..end.min(start + LABEL + 1)).find(|&i| text.tokens()[i].is(':'))?;
    let glued_before = text.tokens()[colon].glued;
    let spaced_after = text.tokens().get(colon + 1).is_some_and(|t| !t.glued);
    if !glued_before || !spaced_after {
        return None;
    }
    let person = reader.mention_ending(colon - 1).is_some_and(|m| m.kind == MentionKind::Name);
    let asks = colon == start + 1 && matches!(text.word(start), "Q" | "A" | "Question" | "Answer");
    let role = (start..colon).all(|i| {
        matches!(text.tokens()[i].kind, TokenKind::Word(Case::Upper) | TokenKind::Punct('.' | '-' | '\''))
            && !text.tokens()[i].is_number()
    });
    let speaks = role && reader.classes[colon - 1] & super::lexicon::PERSON != 0;
    let courteous = colon > start + 1
        && matches!(text.word(start), "Mr" | "Ms" | "Mrs" | "Miss" | "Dr" | "Sir" | "Dame" | "Lady" | "Lord");
    // "Reporter: …"; "Source: …" and the like name no speaker.
    let interviewer = colon == start + 1
        && matches!(
            text.word(start),
            "Reporter" | "Journalist" | "Interviewer" | "Moderator" | "Host" | "Translator" | "Interpreter"
        );
    (person || asks || speaks || courteous || interviewer).then_some(colon)
}

#[cfg(test)]
mod tests {
    use super::super::quotes;
    use super::*;
    use crate::extract::{PeopleLayer, people};
    use crate::span::Span;
    use crate::text::Block;

    fn shown<'t>(text: &Text<'t>, people: &PeopleLayer) -> Vec<(&'t str, &'t str)> {
        let found = quotes(text, people);
        let source = |q: &Quote| q.speaker_span.map_or("", |s| text.slice(s));
        found.iter().map(|q| (text.slice(q.span), source(q))).collect()
    }

    /// Paragraphs that begin with `>` are block quotations.
    fn check(paragraphs: &[&str], expected: &[(&str, &str)]) {
        let (mut plain, mut blocks) = (String::new(), Vec::new());
        for paragraph in paragraphs {
            let words = paragraph.trim_start_matches('>');
            let kind = if words == *paragraph { BlockKind::Paragraph } else { BlockKind::BlockQuote };
            blocks.push(Block { span: Span::new(plain.len(), plain.len() + words.len()), kind });
            plain.push_str(words);
            plain.push_str("\n\n");
        }
        let text = Text::new(&plain, &blocks);
        let people = people::people(&text, &[]);
        assert_eq!(shown(&text, &people), expected);
    }

    #[test]
    fn a_block_quotation_has_its_source_beneath_or_before() {
        check(
            &[">A bridge needs two banks.\n— Ada Okafor, minister"],
            &[("A bridge needs two banks.", "Ada Okafor")],
        );
        check(
            &["The ministry said in a statement:", ">Both sides will meet.", ">They will talk."],
            &[("Both sides will meet.", "The ministry"), ("They will talk.", "The ministry")],
        );
        check(&[">“We agree,” the envoy said."], &[("We agree,", "the envoy")]);
    }

    #[test]
    fn a_transcript_names_its_speakers_before_colons() {
        check(&["Q: Will you sign?", "A: We will see."], &[("Will you sign?", "Q"), ("We will see.", "A")]);
        check(
            &["Q: Will you sign?", "Ms Okafor: No.", "REPORTER: Why?"],
            &[("Will you sign?", "Q"), ("No.", "Okafor"), ("Why?", "REPORTER")],
        );
        check(&["REPORTER: Will you sign?", "Note: nobody signed."], &[]);
    }
}
