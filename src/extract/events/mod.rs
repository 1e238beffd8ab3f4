//! Event mentions: what is said to happen, when, with whom, and whether it came about.
//!
//! Sentences are cut into clauses ([`clause`]); verbs and nouns of the lexicon make candidates
//! ([`find`]); tense, modality and the clause above decide the status ([`status`]); then the article is
//! read in order, for times that run on, "afterwards", and plans that came to nothing. Entry point:
//! [`events`].

mod apart;
mod article;
mod clause;
mod digest;
mod emit;
mod find;
mod fit;
mod gist;
mod graph;
mod history;
mod lexicon;
mod loose;
mod nouns;
mod order;
mod pair;
mod participants;
mod phrase;
mod planned;
mod running;
mod status;
mod verdict;
mod when;
mod wording;
mod words;

#[cfg(test)]
mod tests;

pub use graph::{Contradiction, contradictions};

use super::{Anchor, Annotations, EventMention, QuoteKind};
use crate::span::Span;
use crate::text::{BlockKind, Text};

/// Finds the event mentions of `text`, sorted by span, from the layers before.
pub fn events(text: &Text<'_>, anchor: &Anchor, layers: &Annotations) -> Vec<EventMention> {
    let quoted = Quoted::new(text, layers);
    let mut reader = article::Reader::new(text, anchor, layers);
    for (ix, sentence) in text.sentences().iter().enumerate() {
        let kind = text.blocks().get(sentence.block).map(|b| b.kind);
        if sentence.tokens.is_empty() || matches!(kind, Some(BlockKind::Heading(_) | BlockKind::Code)) {
            continue;
        }
        let in_quotes = |token: usize| quoted.covers(text.tokens()[token].span.start);
        let person = |tokens: std::ops::Range<usize>| {
            !tokens.is_empty() && {
                let span = text.span_of(tokens);
                let from = layers.people.mentions.partition_point(|m| m.span.start < span.start);
                layers.people.mentions.get(from).is_some_and(|m| m.span.start < span.end)
            }
        };
        let place = |tokens: std::ops::Range<usize>| {
            !tokens.is_empty() && {
                let span = text.span_of(tokens);
                let from = layers.places.partition_point(|p| p.span.start < span.start);
                layers.places.get(from).is_some_and(|p| p.span.start < span.end)
            }
        };
        let found = find::candidates(text, sentence.tokens.clone(), &in_quotes, &person, &place);
        reader.sentence(ix, found);
    }
    reader.finish()
}

/// What stands in quotation marks, merged and sorted.
struct Quoted(Vec<Span>);

impl Quoted {
    fn new(text: &Text<'_>, layers: &Annotations) -> Self {
        let quotes = layers.quotes.iter().filter(|q| q.kind != QuoteKind::Indirect).map(|q| q.span);
        let mut all: Vec<Span> = quotes.chain(marked(text)).collect();
        all.sort_unstable();
        let mut spans: Vec<Span> = Vec::new();
        for quote in all {
            match spans.last_mut() {
                Some(last) if quote.start <= last.end => last.end = last.end.max(quote.end),
                _ => spans.push(quote),
            }
        }
        Quoted(spans)
    }

    fn covers(&self, offset: u32) -> bool {
        let after = self.0.partition_point(|s| s.start <= offset);
        after > 0 && self.0[after - 1].end > offset
    }
}

/// What stands in marks inside one sentence, whoever says it: "when allies agree and conditions are met". A
/// word or two in marks are a name or a doubt.
fn marked(text: &Text<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    for sentence in text.sentences() {
        let mut open: Option<usize> = None;
        for i in sentence.tokens.clone() {
            let token = &text.tokens()[i];
            if token.is('“') {
                open = Some(i);
            } else if token.is('”') || token.is('"') && open.is_some() {
                if let Some(from) = open.take().filter(|from| i - from > 4) {
                    spans.push(text.span_of(from..i + 1));
                }
            } else if token.is('"') {
                open = Some(i);
            }
        }
    }
    spans
}
