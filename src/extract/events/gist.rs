//! The gist: an event's clause as a sentence that reads on its own.
//!
//! Only words of the article, in their order, apart from names: a pronoun as subject becomes the name, a
//! surname becomes the full one. Asides and attributions stay out. Entry point: [`gist`].

use std::ops::Range;

use super::find::Candidate;
use super::wording::Wording;
use crate::extract::{Annotations, ChainIx, MentionKind, TimeIx};
use crate::span::Span;
use crate::text::Text;

/// The gist of a candidate, without a full stop; `None` where it has no words that read on their own, or its
/// subject is a pronoun that nobody can tell. `it` is what "it" stands for, `times` what its time was read from.
pub(super) fn gist(
    text: &Text<'_>,
    layers: &Annotations,
    candidate: &Candidate,
    pair: &[ChainIx],
    it: Option<&str>,
    times: &[TimeIx],
) -> Option<String> {
    let wording = candidate.wording.as_ref()?;
    let mut named: Vec<ChainIx> = Vec::new();
    let gist_subject = subject(text, layers, wording, pair, it, &mut named)?;
    let mut written = gist_subject.clone();
    if wording.comma {
        written.push(',');
    }
    if !written.is_empty() {
        written.push(' ');
    }
    for part in without_deixis(text, layers, wording.predicate.clone(), times) {
        if written.ends_with(|c: char| !c.is_whitespace()) && !text.tokens()[part.start].glued {
            written.push(' ');
        }
        write(text, layers, part, &mut named, &mut written);
    }
    if misread(&written, &gist_subject) {
        return None;
    }
    let trimmed =
        written.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '('));
    let mut letters = trimmed.chars();
    let first = letters.next()?;
    let mut gist: String = first.to_uppercase().collect();
    gist.push_str(letters.as_str());
    (balanced(&gist) && !dangles(&gist)).then_some(gist)
}

/// A predicate in parts, without "last night" and "this morning": a reader of the timeline has another today. Only
/// what the event's own time was read from goes, for that stands beside the gist.
fn without_deixis(
    text: &Text<'_>,
    layers: &Annotations,
    predicate: Range<usize>,
    times: &[TimeIx],
) -> Vec<Range<usize>> {
    let mut parts = vec![predicate.clone()];
    let deictic = times.iter().map(|&ix| text.tokens_in(layers.times[ix].span)).find(|time| {
        let inside = predicate.start < time.start && time.end <= predicate.end;
        let last = text.lower(time.end - 1);
        let possessive = text.tokens().get(time.end).is_some_and(|t| t.glued && (t.is('\'') || t.is('’')));
        inside
            && !possessive
            && (matches!(
                text.lower(time.start),
                "today" | "yesterday" | "tomorrow" | "tonight" | "last" | "this"
            ) || last == "ago")
    });
    if let Some(time) = deictic {
        // "arrived late last night": what is left must not end on its preposition.
        let leading =
            |i: &usize| matches!(text.lower(*i), "on" | "in" | "at" | "late" | "early" | "earlier" | ",");
        let end = (predicate.start + 1..time.start).rev().take_while(leading).last().unwrap_or(time.start);
        parts = vec![predicate.start..end, time.end..predicate.end];
        parts.retain(|part| !part.is_empty());
    }
    parts
}

/// "The White House announced that they were over": a plural pronoun that cannot be the subject, and of which
/// nobody knows what it stands for.
fn misread(gist: &str, subject: &str) -> bool {
    let plural = subject.contains(" and ")
        || subject.split([' ', ',']).any(|w| {
            w.ends_with('s') && !w.ends_with("ss") && w.starts_with(char::is_lowercase)
                || matches!(w, "two" | "three" | "four" | "both" | "men" | "women" | "people" | "pair")
        });
    !plural && [" that they ", " if they ", " whether they "].iter().any(|they| gist.contains(they))
}

/// True where the words point at what they do not hold: "it was announced that there would be", "Its leader".
fn dangles(gist: &str) -> bool {
    let last = gist.rsplit(' ').next().unwrap_or("");
    gist.starts_with("Its ")
        || matches!(last, "be" | "that" | "there" | "would" | "will" | "whether" | "the" | "a")
}

/// The subject as it reads: names in full, a pronoun as the name that it stands for.
pub(super) fn subject(
    text: &Text<'_>,
    layers: &Annotations,
    wording: &Wording,
    pair: &[ChainIx],
    it: Option<&str>,
    named: &mut Vec<ChainIx>,
) -> Option<String> {
    let range = wording.subject.clone();
    let mut written = String::new();
    write(text, layers, range.clone(), named, &mut written);
    let pronoun = range.len() == 1 && matches!(text.lower(range.start), "he" | "she" | "it" | "they");
    if !pronoun || !written.eq_ignore_ascii_case(text.word(range.start)) {
        return Some(written);
    }
    if !wording.before.is_empty() {
        let mut taken_up = String::new();
        write(text, layers, wording.before.clone(), named, &mut taken_up);
        return Some(taken_up);
    }
    match text.lower(range.start) {
        "they" if pair.len() > 1 => {
            let names: Vec<&str> = pair.iter().map(|&c| layers.people.chains[c].name.full.as_str()).collect();
            named.extend_from_slice(pair);
            Some(join(&names))
        }
        "it" => it.map(str::to_owned),
        _ => None,
    }
}

/// True where every bracket and quotation mark is closed.
fn balanced(gist: &str) -> bool {
    gist.matches('(').count() == gist.matches(')').count()
        && gist.matches('“').count() == gist.matches('”').count()
        && gist.matches('"').count().is_multiple_of(2)
}

/// Writes a range with names in place of pronouns and surnames, line breaks as spaces.
fn write(
    text: &Text<'_>,
    layers: &Annotations,
    range: Range<usize>,
    named: &mut Vec<ChainIx>,
    out: &mut String,
) {
    if range.is_empty() {
        return;
    }
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
