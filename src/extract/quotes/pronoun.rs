//! "He said", "she went on" beside a quotation: whose words they are.
//!
//! The people layer reads pronouns by the subjects of sentences. Beside a quotation the order of telling says
//! more: who has just spoken goes on speaking, and a sentence that names one person leads over to that
//! person's words. Entry point: [`speaker`].

use super::description::named_in;
use super::marks::Quoted;
use super::reader::Reader;
use crate::extract::{ChainIx, Gender, Quote};

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
    if quote.span.start > pronoun && token > begins + 2 {
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

/// As [`speaker`], for a pronoun that the people layer leaves open: the one of its gender in the sentence
/// before, else who spoke last.
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
    let last = spoke.filter(|s| s.paragraph + 1 >= paragraph)?;
    known(last.chain)
        .is_none_or(|known| known == gender)
        .then_some((last.chain, if last.paragraph == paragraph { 0.65 } else { 0.6 }))
}
