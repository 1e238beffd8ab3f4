//! Event mentions: what is said to happen, when, with whom, and whether it came about.
//!
//! Sentences are cut into clauses ([`clause`]); verbs and nouns of the lexicon make candidates
//! ([`find`]); tense, modality and the clause above decide the status ([`status`]); then the article is
//! read in order, for times that run on, "afterwards", and plans that came to nothing. Entry point:
//! [`events`].

mod article;
mod clause;
mod digest;
mod emit;
mod find;
mod fit;
mod gist;
mod graph;
mod lexicon;
mod loose;
mod nouns;
mod order;
mod pair;
mod participants;
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
    let quoted = Quoted::new(layers);
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
    fn new(layers: &Annotations) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for quote in layers.quotes.iter().filter(|q| q.kind != QuoteKind::Indirect) {
            match spans.last_mut() {
                Some(last) if quote.span.start <= last.end => last.end = last.end.max(quote.span.end),
                _ => spans.push(quote.span),
            }
        }
        Quoted(spans)
    }

    fn covers(&self, offset: u32) -> bool {
        let after = self.0.partition_point(|s| s.start <= offset);
        after > 0 && self.0[after - 1].end > offset
    }
}
