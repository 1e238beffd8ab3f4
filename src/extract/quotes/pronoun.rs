//! "He said", "she went on" beside a quotation: whose words they are.
//!
//! The people layer reads pronouns by the subjects of sentences. Beside a quotation the order of telling says
//! more: who has just spoken goes on speaking, and a sentence that names one person leads over to that
//! person's words. Entry point: [`speaker`].

use super::description::{is_spoken, named_in};
use super::marks::Quoted;
use super::reader::Reader;
use crate::extract::{ChainIx, Gender, MentionKind, Quote};

/// Who spoke before: a quotation that has its speaker.
#[derive(Clone, Copy)]
pub(super) struct Spoke {
    /// Who.
    pub(super) chain: ChainIx,
    /// The paragraph of the quotation.
    pub(super) paragraph: usize,
    /// Where its words or its source end, in bytes.
    pub(super) end: u32,
}

/// The gender that a subject pronoun at `token` tells.
pub(super) fn gender(reader: &Reader<'_, '_>, token: usize) -> Option<Gender> {
    match reader.text.lower(token) {
        "he" => Some(Gender::Male),
        "she" => Some(Gender::Female),
        _ => None,
    }
}

/// The speaker of `quote`, whose source is the pronoun at `token`, and how sure that is; `None` leaves the
/// people layer's answer.
pub(super) fn speaker(
    reader: &Reader<'_, '_>,
    quoted: &[Quoted],
    quote: &Quote,
    token: usize,
    spoke: Option<Spoke>,
) -> Option<(ChainIx, f32)> {
    let text = reader.text;
    let gender = gender(reader, token)?;
    let known = |chain: ChainIx| reader.people.chains[chain].gender;
    let fits = |chain: &ChainIx| known(*chain).is_none_or(|known| known == gender);
    let pronoun = text.tokens()[token].span.start;
    let unit = text.sentence_at(pronoun.min(quote.span.start))?;
    // The sentence that holds the pronoun must begin with the words or with the pronoun itself.
    let begins = text.sentences()[unit].tokens.start;
    if quote.span.start > pronoun && token > begins + 2 && !is_aside(reader, begins, token) {
        return None;
    }
    let paragraph = reader.paragraph_at(begins)?;
    let before = unit.checked_sub(1)?;
    let tokens = &text.sentences()[before].tokens;
    let near = reader.paragraph_at(tokens.start).filter(|p| p + 1 >= paragraph)?;
    let named = named_in(reader, quoted, tokens);
    let others = |chain: ChainIx| named.iter().filter(move |other| **other != chain);
    let answers = quote.cue.is_some_and(|cue| {
        ["repl", "answer", "respond", "retort", "shot", "counter"]
            .iter()
            .any(|verb| text.slice(cue).starts_with(verb))
    });
    let last = spoke.filter(|spoke| {
        spoke.paragraph + 1 >= paragraph
            && spoke.end > text.tokens()[tokens.start].span.start
            && fits(&spoke.chain)
    });
    if let Some(last) = last {
        let clearer =
            known(last.chain).is_none() && others(last.chain).any(|other| known(*other) == Some(gender));
        let certainty = if last.paragraph == paragraph { 0.8 } else { 0.7 };
        return (!clearer && !answers).then_some((last.chain, certainty));
    }
    match named.as_slice() {
        [one] if fits(one) && (near == paragraph || reader.paragraphs.tokens[near].end == tokens.end) => {
            Some((*one, 0.75))
        }
        _ => None,
    }
}

/// "The plan, she said, is “dead”", "Asked about it, she smiled": a pronoun behind a comma that still is the
/// subject of its sentence.
fn is_aside(reader: &Reader<'_, '_>, begins: usize, token: usize) -> bool {
    let text = reader.text;
    let comma = |i: usize| text.tokens().get(i).is_some_and(|t| t.is(','));
    let asked = matches!(text.lower(begins), "asked" | "pressed" | "questioned" | "speaking" | "challenged");
    let aside = reader.cue_at(token + 1).is_some_and(|cue| comma(cue.end));
    let first = text.tokens()[begins].span.start;
    let mentions = &reader.people.mentions;
    let from = mentions.partition_point(|m| m.span.start < first);
    let named = mentions[from..]
        .iter()
        .take_while(|m| m.span.start < text.tokens()[token].span.start)
        .any(|m| m.kind == MentionKind::Name);
    comma(token - 1) && (asked || aside && !named)
}

/// As [`speaker`], for a pronoun that the people layer leaves open: the one of its gender in the sentence
/// before, else who spoke last, else the last one known to be of that gender.
pub(super) fn open_speaker(
    reader: &Reader<'_, '_>,
    quoted: &[Quoted],
    quote: &Quote,
    token: usize,
    spoke: Option<Spoke>,
) -> Option<(ChainIx, f32)> {
    let text = reader.text;
    let gender = gender(reader, token)?;
    let known = |chain: ChainIx| reader.people.chains[chain].gender;
    let start = text.tokens()[token].span.start.min(quote.span.start);
    let unit = text.sentence_at(start)?;
    let paragraph = reader.paragraph_at(text.sentences()[unit].tokens.start)?;
    let before = unit.checked_sub(1).map(|before| &text.sentences()[before].tokens);
    let close = before.filter(|tokens| reader.paragraph_at(tokens.start).is_some_and(|p| p + 1 >= paragraph));
    let named = close.map_or_else(Vec::new, |tokens| named_in(reader, quoted, tokens));
    let mut sure = named.iter().filter(|chain| known(**chain) == Some(gender));
    if let (Some(one), None) = (sure.next(), sure.next()) {
        return Some((*one, 0.65));
    }
    let last = spoke.filter(|s| s.paragraph + 1 >= paragraph);
    let last = last.filter(|last| known(last.chain).is_none_or(|known| known == gender));
    last.map(|last| (last.chain, if last.paragraph == paragraph { 0.65 } else { 0.6 }))
        .or_else(|| of_gender(reader, quoted, start, paragraph, gender))
}

/// The last one named before byte `start` who is known to be of a gender, some paragraphs back at most:
/// "Helen Marsh asked why. … The prosecutor pressed on. “Well?” she asked."
fn of_gender(
    reader: &Reader<'_, '_>,
    quoted: &[Quoted],
    start: u32,
    paragraph: usize,
    gender: Gender,
) -> Option<(ChainIx, f32)> {
    const PARAGRAPHS: usize = 4;
    let mentions = &reader.people.mentions;
    let here = mentions.partition_point(|m| m.span.end <= start);
    let near = mentions[..here].iter().rev().take(24).take_while(|m| {
        let token = reader.text.tokens().partition_point(|t| t.span.start < m.span.start);
        reader.paragraph_at(token).is_some_and(|p| p + PARAGRAPHS >= paragraph)
    });
    let mut named = near.filter(|m| m.kind == MentionKind::Name && !is_spoken(reader, quoted, m));
    let found = named.find(|m| reader.people.chains[m.chain].gender == Some(gender))?;
    Some((found.chain, 0.55))
}
