//! The gist: an event's clause as a sentence that reads on its own.
//!
//! Only words of the article, in their order, apart from names: a pronoun as subject becomes the name, a
//! surname becomes the full one. Asides and attributions stay out. Entry point: [`gist`].

use std::ops::Range;

use super::find::Candidate;
use crate::extract::{Annotations, ChainIx, MentionKind};
use crate::span::Span;
use crate::text::Text;

/// Longest gist, in tokens; a longer clause is cut at its last comma or preposition before that.
const LONGEST: usize = 45;

/// The gist of a candidate, without a full stop.
pub(super) fn gist(text: &Text<'_>, layers: &Annotations, candidate: &Candidate, pair: &[ChainIx]) -> String {
    let mut written = String::new();
    let mut named: Vec<ChainIx> = Vec::new();
    let contiguous = candidate.tokens.start <= candidate.subject.start
        && candidate.subject.end <= candidate.predicate.start
        && !candidate.subject.is_empty();
    let pieces: Vec<Range<usize>> = if candidate.phrase || contiguous {
        vec![without_opening(text, candidate.tokens.clone())]
    } else {
        vec![subject(text, layers, candidate.subject.clone()), candidate.predicate.clone()]
    };
    for piece in pieces {
        let piece = cut_long(text, piece);
        if piece.is_empty() {
            continue;
        }
        if !written.is_empty() {
            written.push(' ');
        }
        write(text, layers, piece, pair, &mut named, &mut written);
    }
    let trimmed = written.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '(' | '"' | '“' | '”')
    });
    let mut letters = trimmed.chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut gist: String = first.to_uppercase().collect();
    gist.push_str(letters.as_str());
    if gist.matches('(').count() > gist.matches(')').count() {
        gist.push(')');
    }
    gist
}

/// Drops "Finally," and "Afterwards," from the start.
fn without_opening(text: &Text<'_>, mut range: Range<usize>) -> Range<usize> {
    loop {
        let word = text.lower(range.start);
        let comma = text.tokens().get(range.start + 1).is_some_and(|t| t.is(','));
        let opener = matches!(
            word,
            "finally"
                | "afterwards"
                | "afterward"
                | "later"
                | "meanwhile"
                | "earlier"
                | "then"
                | "subsequently"
                | "thereafter"
                | "however"
                | "instead"
                | "still"
                | "nevertheless"
                | "also"
                | "separately"
        );
        let bare = matches!(word, "afterwards" | "afterward" | "later" | "then" | "finally");
        if range.len() > 3 && opener && comma {
            range.start += 2;
        } else if range.len() > 3 && (bare || matches!(word, "and" | "but" | "so" | "yet")) {
            range.start += 1;
        } else {
            return range;
        }
    }
}

/// The subject alone: without "At 9.35am" before it, which belongs to another clause.
fn subject(text: &Text<'_>, layers: &Annotations, range: Range<usize>) -> Range<usize> {
    let range = without_aside(text, range);
    let fronted = matches!(
        text.lower(range.start),
        "at" | "on"
            | "in"
            | "after"
            | "before"
            | "shortly"
            | "just"
            | "by"
            | "around"
            | "about"
            | "during"
            | "from"
            | "following"
    );
    if range.is_empty() || !fronted {
        return range;
    }
    if let Some(comma) =
        range.clone().rev().find(|&i| text.tokens()[i].is(',')).filter(|&i| i + 1 < range.end)
    {
        return comma + 1..range.end;
    }
    let span = text.span_of(range.clone());
    let mentions = &layers.people.mentions;
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let first = mentions.get(from).filter(|m| m.span.end <= span.end);
    first.map_or(range.clone(), |m| text.tokens_in(m.span).start..range.end)
}

/// The subject without a clause between commas at its end.
fn without_aside(text: &Text<'_>, range: Range<usize>) -> Range<usize> {
    let tokens = text.tokens();
    let relative = range
        .clone()
        .skip(1)
        .find(|&i| matches!(text.lower(i), "who" | "which" | "whose" | "where") && i > range.start);
    let mut end = relative.unwrap_or(range.end);
    while end > range.start && !tokens[end - 1].is_word() && !tokens[end - 1].is_number() {
        end -= 1;
    }
    without_opening(text, range.start..end)
}

fn cut_long(text: &Text<'_>, range: Range<usize>) -> Range<usize> {
    if range.len() <= LONGEST {
        return range;
    }
    let limit = range.start + LONGEST;
    let comma = (range.start + LONGEST / 3..limit).rev().find(|&i| text.tokens()[i].is(','));
    let word = (range.start + LONGEST / 3..limit).rev().find(|&i| {
        matches!(text.lower(i), "after" | "before" | "while" | "with" | "for" | "and" | "which" | "who")
    });
    range.start..comma.or(word).unwrap_or(limit)
}

/// Writes a range with names in place of pronouns and surnames, line breaks as spaces.
fn write(
    text: &Text<'_>,
    layers: &Annotations,
    range: Range<usize>,
    pair: &[ChainIx],
    named: &mut Vec<ChainIx>,
    out: &mut String,
) {
    let span = text.span_of(range.clone());
    let mentions = &layers.people.mentions;
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let mut at = span.start;
    let mut i = from;
    while i < mentions.len() && mentions[i].span.start < span.end {
        let mention = &mentions[i];
        let same = mentions[i..].iter().take_while(|m| m.span == mention.span).count();
        let group = &mentions[i..i + same];
        i += same;
        if mention.span.end > span.end || mention.span.start < at {
            continue;
        }
        let name = match mention.kind {
            MentionKind::Description => None,
            MentionKind::Name => {
                let chain = &layers.people.chains[mention.chain];
                let first = !named.contains(&mention.chain);
                named.push(mention.chain);
                (first && chain.name.full.len() > mention.span.len()).then(|| chain.name.full.clone())
            }
            MentionKind::Pronoun => pronoun(
                text,
                layers,
                group.iter().map(|m| m.chain).collect(),
                mention.span,
                named,
                span.start,
            ),
        };
        if let Some(name) = name {
            push(text, at, mention.span.start, out);
            out.push_str(&name);
            at = mention.span.end;
        }
    }
    // "They" that the people layer left open.
    let first = text.lower(range.start);
    if at == span.start && matches!(first, "they") && pair.len() > 1 {
        let names: Vec<&str> = pair.iter().map(|&c| layers.people.chains[c].name.full.as_str()).collect();
        out.push_str(&join(&names));
        at = text.tokens()[range.start].span.end;
    }
    push(text, at, span.end, out);
}

/// The name for a pronoun, where it is not named already.
fn pronoun(
    text: &Text<'_>,
    layers: &Annotations,
    chains: Vec<ChainIx>,
    span: Span,
    named: &mut Vec<ChainIx>,
    start: u32,
) -> Option<String> {
    let word = text.lower_slice(span);
    if chains.iter().any(|c| named.contains(c))
        || matches!(word, "himself" | "herself" | "themselves" | "who")
    {
        return None;
    }
    let possessive = matches!(word, "his" | "her" | "their" | "its" | "hers");
    let object_her = word == "her" && span.start != start;
    if possessive && (object_her || span.start != start) {
        return None;
    }
    let names: Vec<&str> = chains.iter().map(|&c| layers.people.chains[c].name.full.as_str()).collect();
    named.extend(chains.iter().copied());
    let mut name = join(&names);
    if possessive {
        name.push_str("’s");
    }
    Some(name)
}

fn join(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn push(text: &Text<'_>, from: u32, to: u32, out: &mut String) {
    if from >= to {
        return;
    }
    let piece = text.slice(Span { start: from, end: to });
    let mut space = false;
    for c in piece.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.push(c);
    }
    if space {
        out.push(' ');
    }
}
