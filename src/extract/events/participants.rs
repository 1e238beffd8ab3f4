//! Participants and places of an event: who is its subject or object, and where it is set.
//!
//! Entry points: [`participants`] and [`place`].

use std::ops::Range;

use super::find::Candidate;
use crate::extract::places::demonym_at;
use crate::extract::{Annotations, ChainIx, MentionKind, PersonMention, PlaceIx, PlaceKind};
use crate::text::Text;

/// The people in or around a candidate, in the order of the text. `pair` is who "the two leaders" were
/// last, for plural subjects that the people layer left alone.
pub(super) fn participants(
    text: &Text<'_>,
    layers: &Annotations,
    candidate: &Candidate,
    pair: &[ChainIx],
) -> Vec<ChainIx> {
    let mut people: Vec<ChainIx> = Vec::new();
    let mut add = |chain: ChainIx| {
        if !people.contains(&chain) {
            people.push(chain);
        }
    };
    // "On Monday he flies": the noun phrase, without what stands before it.
    let subject = match &candidate.wording {
        Some(w) if candidate.subject.contains(&w.subject.start) && !w.subject.is_empty() => {
            w.subject.start..candidate.subject.end
        }
        _ => candidate.subject.clone(),
    };
    // "With the foreign minister, A, she walked": who goes along.
    let along = candidate.subject.start..subject.start.max(candidate.subject.start);
    if matches!(text.lower(along.start), "with" | "alongside" | "beside" | "together") {
        mentions_in(text, layers, along).for_each(|mention| add(mention.chain));
    }
    for mention in mentions_in(text, layers, subject.clone()) {
        if takes_part(text, mention, subject.start, true) {
            add(mention.chain);
        }
    }
    if people.is_empty() && names_a_pair(text, candidate) {
        people.extend_from_slice(pair);
    }
    // "left after talks with Kim": who comes after "after" was part of something else.
    let from = candidate.trigger.end.max(candidate.predicate.start);
    let end = (from..candidate.predicate.end)
        .find(|&i| {
            matches!(
                text.lower(i),
                "after" | "before" | "following" | "ahead" | "despite" | "since" | "during" | "because"
            )
        })
        .unwrap_or(candidate.predicate.end);
    for mention in mentions_in(text, layers, candidate.predicate.start..end.max(candidate.predicate.start)) {
        // "hosted a luncheon for Xi": a guest.
        let first = text.tokens_in(mention.title.unwrap_or(mention.span)).start;
        let meal = matches!(candidate.action, "lunch" | "dinner" | "breakfast" | "tea" | "host" | "ceremony");
        let guest = meal && first > 0 && text.lower(first - 1) == "for";
        if (guest || takes_part(text, mention, candidate.predicate.start, false))
            && !people.contains(&mention.chain)
        {
            people.push(mention.chain);
        }
    }
    people
}

fn mentions_in<'l>(
    text: &Text<'_>,
    layers: &'l Annotations,
    tokens: Range<usize>,
) -> impl Iterator<Item = &'l PersonMention> + use<'l> {
    let mentions = &layers.people.mentions;
    let (from, to) = if tokens.is_empty() {
        (0, 0)
    } else {
        let span = text.span_of(tokens);
        let from = mentions.partition_point(|m| m.span.start < span.start);
        (from, from + mentions[from..].partition_point(|m| m.span.start < span.end))
    };
    mentions[from..to].iter()
}

/// True for a mention that acts or is acted on: not the owner in "Kim's sister", not the topic after
/// "about", not part of an "of".
fn takes_part(text: &Text<'_>, mention: &PersonMention, from: usize, subject: bool) -> bool {
    let tokens = text.tokens_in(mention.span);
    if tokens.is_empty() {
        return false;
    }
    let next = tokens.end;
    let possessive = text.tokens().get(next).is_some_and(|t| t.glued && (t.is('\'') || t.is('’')));
    let own = mention.kind == MentionKind::Pronoun
        && matches!(text.lower(tokens.start), "his" | "her" | "their")
        && text.tokens().get(next).is_some_and(|t| t.is_word());
    if possessive || own {
        // "Trump's aircraft landed": he was in it.
        let vehicle = (next..next + 5).any(|i| {
            matches!(
                text.lower(i),
                "aircraft"
                    | "plane"
                    | "train"
                    | "motorcade"
                    | "car"
                    | "jet"
                    | "helicopter"
                    | "limousine"
                    | "ship"
            )
        });
        if vehicle && subject {
            return true;
        }
        // "Kim's arrival", "their first meeting": the owner takes part in an event noun.
        let noun = (next..next + 6).any(|i| super::lexicon::noun_at(text, i).is_some());
        return noun;
    }
    let mut at = tokens.start;
    let mut steps = 0;
    // "the premier of Samoa, Ada Okafor,": the name stands beside the office, not under its "of".
    if subject && at > from && text.tokens()[at - 1].is(',') {
        return true;
    }
    while at > from && steps < 9 {
        at -= 1;
        steps += 1;
        match text.lower(at) {
            // "Secretary of State", "President of Finland", "head of state" before the name.
            "of" if at > 0
                && (text.tokens()[at - 1].is_capitalised() && text.tokens()[at + 1].is_capitalised()
                    || matches!(text.lower(at + 1), "state" | "government")) => {}
            "with" | "by" | "between" | "and" | "alongside" | "including" | "to" | "beside" => return true,
            "of" | "about" | "over" | "against" | "under" | "than" | "like" | "for" | "on" | "from"
            | "without" | "behind" | "as" => {
                return subject && text.lower(at) == "of" && is_group_of(text, at);
            }
            _ => {}
        }
    }
    true
}

/// "a meeting of Trump and Kim", not "the sister of Kim".
fn is_group_of(text: &Text<'_>, of: usize) -> bool {
    of > 0
        && matches!(
            text.lower(of - 1),
            "meeting" | "summit" | "talks" | "session" | "leaders" | "delegation" | "arrival" | "visit"
        )
}

/// "They", "the two leaders", "both sides": words for the two whom the text is about.
fn names_a_pair(text: &Text<'_>, candidate: &Candidate) -> bool {
    candidate.subject.clone().any(|i| match text.lower(i) {
        "they" | "pair" => true,
        // "Their conversation began".
        "their" => i == candidate.subject.start && candidate.noun.is_some(),
        "two" if i + 1 == candidate.subject.end => true,
        "three" | "four" | "five" | "six" | "seven" => {
            i + 1 == candidate.subject.end || is_leaders(text.lower(i + 1))
        }
        "two" | "both" => matches!(
            text.lower(i + 1),
            "leaders"
                | "men"
                | "presidents"
                | "heads"
                | ""
                | "met"
                | "then"
                | "later"
                | "had"
                | "shook"
                | "sat"
                | "walked"
                | "will"
                | "are"
                | "were"
        ),
        // Those of countries are looked up by their roles, wherever the words stand.
        word if is_leaders(word) && text.lower(i + 1) == "of" => true,
        "leaders" => i > 0 && matches!(text.lower(i - 1), "the" | "two" | "both"),
        word => is_leaders(word) && i > 0 && demonym_at(text, i - 1).is_some(),
    })
}

/// Words for people of one office in several countries.
pub(super) fn is_leaders(word: &str) -> bool {
    matches!(word, "leaders" | "presidents" | "chancellors" | "premiers" | "ministers" | "heads")
}

/// The place of a candidate, where its words set it somewhere.
pub(super) fn place(
    text: &Text<'_>,
    layers: &Annotations,
    candidate: &Candidate,
    fronted: Option<Range<usize>>,
) -> Option<PlaceIx> {
    let mut best: Option<((u8, u8, usize), PlaceIx)> = None;
    for tokens in [Some(candidate.scope.clone()), fronted].into_iter().flatten().filter(|r| !r.is_empty()) {
        let span = text.span_of(tokens.clone());
        let from = layers.places.partition_point(|p| p.span.start < span.start);
        for (ix, place) in layers.places.iter().enumerate().skip(from) {
            if place.span.start >= span.end {
                break;
            }
            let Some(rank) = fits(text, candidate, text.tokens_in(place.span), tokens.start) else {
                continue;
            };
            let kind = match place.kind {
                PlaceKind::Venue => 0,
                PlaceKind::City => 1,
                PlaceKind::Region => 2,
                PlaceKind::Country => 3,
            };
            let key = (rank, kind, ix);
            if best.is_none_or(|(k, _)| key < k) {
                best = Some((key, ix));
            }
        }
    }
    best.map(|(_, ix)| ix)
}

/// How well a place mention sets the scene: 0 by "at", 1 by direction or as an object; `None` not at all.
fn fits(text: &Text<'_>, candidate: &Candidate, tokens: Range<usize>, from: usize) -> Option<u8> {
    if tokens.is_empty() {
        return None;
    }
    // "the Hanoi summit", "Vietnam's president".
    let next = text.tokens().get(tokens.end);
    if next.is_some_and(|t| t.glued && (t.is('\'') || t.is('’'))) {
        return None;
    }
    let moving = matches!(
        candidate.action,
        "arrive" | "return" | "travel" | "visit" | "enter" | "cross" | "host" | "withdraw" | "deploy"
    );
    let mut at = tokens.start;
    let mut steps = 0;
    while at > from && steps < 5 {
        at -= 1;
        steps += 1;
        let word = text.lower(at);
        match word {
            "at" | "in" | "inside" | "outside" | "near" | "through" | "across" | "aboard" | "on" => {
                return Some(0);
            }
            "to" | "into" | "for" | "towards" | "toward" | "onto" => return moving.then_some(1),
            "from" => return matches!(candidate.action, "depart" | "withdraw").then_some(0),
            "the" | "a" | "an" | "old" | "city" | "of" | "'" | "s" | "central" | "capital" | "and" | ","
            | "luxury" => {}
            _ if text.tokens()[at].is_capitalised() => {}
            _ if candidate.trigger.contains(&at) => {
                let object = moving || matches!(candidate.action, "depart");
                return object.then_some(1);
            }
            _ => return None,
        }
    }
    None
}
