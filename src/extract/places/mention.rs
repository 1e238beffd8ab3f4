//! Place mentions: which names of the gazetteer mean a place here, which of several namesakes, and the
//! venues between them.

use super::gazetteer::{Place, demonym_at, lies_in, may_begin, place_at, place_named};
use super::phrase::one_space;
use super::venue::venue_at;
use super::words::{
    self, AFTER, BEFORE, FOLLOWER, FORENAME, LOCATIVE, ORDINARY, PLACE_FORENAME, PLACE_SURNAME, TITLE, VERB,
};
use crate::extract::{Anchor, PlaceKind, PlaceMention};
use crate::span::Span;
use crate::text::{Case, Text, TokenKind};

/// How many tokens may stand between a venue and the city that it is said to be in.
const REACH: usize = 6;

/// Finds the places of `text`, sorted by span.
pub fn places(text: &Text<'_>, anchor: &Anchor) -> Vec<PlaceMention> {
    let found = candidates(text);
    let dateline = anchor.place.as_deref().and_then(place_named);
    let context = Context::new(text, &found, dateline);
    let mut mentions = Vec::with_capacity(found.len());
    for (i, candidate) in found.iter().enumerate() {
        if context.is_bearer(text, candidate) {
            continue;
        }
        let next = found.get(i + 1).filter(|next| next.start <= candidate.end() + REACH);
        let before = i.checked_sub(1).map(|b| &found[b]).filter(|b| after_comma(text, b, candidate));
        mentions.push(context.mention(text, candidate, before, next));
    }
    mentions
}

/// True for "Seattle" and "Washington" in "Seattle, Washington".
fn after_comma(text: &Text<'_>, first: &Candidate, second: &Candidate) -> bool {
    second.start == first.end() + 1 && text.tokens()[first.end()].is(',')
}

/// A stretch of tokens that may be a place.
struct Candidate {
    start: usize,
    len: usize,
    /// What the gazetteer knows under the name; none for a venue by pattern.
    namesakes: Vec<&'static Place>,
    /// True where the words around it say that it is a person's name.
    person: bool,
    /// True where the words around it say that it is a place.
    locative: bool,
}

impl Candidate {
    fn end(&self) -> usize {
        self.start + self.len
    }

    fn name(&self) -> Option<&'static str> {
        self.namesakes.first().map(|p| p.name)
    }
}

/// Reads the text once, left to right, longest match first.
fn candidates(text: &Text<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens().len() {
        if !text.tokens()[i].is_word() {
            i += 1;
            continue;
        }
        let known = may_begin(text, i);
        let named = if known { place_at(text, i) } else { None };
        let named = named.map(|(places, len)| (places.collect::<Vec<_>>(), len));
        let demonym = if known { demonym_at(text, i).map_or(0, |(_, len)| len) } else { 0 };
        let venue = if text.tokens()[i].is_capitalised() { venue_at(text, i).unwrap_or(0) } else { 0 };
        let len = named.as_ref().map_or(0, |n| n.1);
        if venue > len && venue > demonym {
            found.push(Candidate {
                start: i,
                len: venue,
                namesakes: Vec::new(),
                person: false,
                locative: true,
            });
            i += venue;
        } else if demonym > len || (demonym > 0 && demonym == len && adjective(text, i, len)) {
            i += demonym;
        } else if let Some((namesakes, len)) = named {
            if !part_of_other_name(text, i, len) {
                let person = person(text, i, len);
                let locative = !person && locative(text, i, len);
                found.push(Candidate { start: i, len, namesakes, person, locative });
            }
            i += len;
        } else {
            i += 1;
        }
    }
    found
}

/// True for "US" in "US president" and "US-led".
fn adjective(text: &Text<'_>, at: usize, len: usize) -> bool {
    let Some(next) = text.tokens().get(at + len) else { return false };
    if next.is('-') && next.glued {
        return true;
    }
    let word = text.lower(at + len);
    next.is_word() && one_space(text, at + len) && !words::is(word, VERB) && !word.ends_with("ed")
}

/// True where the sentence shouts: capitals tell nothing there.
fn shouted(text: &Text<'_>, at: usize) -> bool {
    let upper = |i: usize| text.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Word(Case::Upper));
    at > 0 && upper(at - 1) && upper(at + 1)
}

/// True for "Paris" in "Paris Agreement", "India" in "Air India" and the pronoun "US" of a headline.
fn part_of_other_name(text: &Text<'_>, at: usize, len: usize) -> bool {
    let next = at + len;
    if text.tokens().get(next).is_some_and(|t| t.is_capitalised())
        && words::is(text.lower(next), AFTER)
        && one_space(text, next)
    {
        return true;
    }
    if len == 1 && text.word(at) == "US" && shouted(text, at) {
        return true;
    }
    let before = at.checked_sub(1).filter(|&b| text.tokens()[b].is_capitalised() && one_space(text, at));
    let of = at >= 2 && text.lower(at - 1) == "of" && text.tokens()[at - 2].is_capitalised();
    before.is_some_and(|b| {
        words::is(text.lower(b), BEFORE) && b.checked_sub(1).is_none_or(|c| !text.tokens()[c].is('.'))
    }) || of && words::is(text.lower(at - 2), BEFORE)
}

fn starts_sentence(text: &Text<'_>, at: usize) -> bool {
    let start = text.tokens()[at].span.start;
    text.sentence_at(start).is_some_and(|s| {
        let first = &text.sentences()[s].tokens;
        first.start == at || (first.start + 1 == at && !text.tokens()[first.start].is_word())
    })
}

/// True where the words next to it make a single-word place name a person's.
fn person(text: &Text<'_>, at: usize, len: usize) -> bool {
    if len != 1 {
        return false;
    }
    let word = text.lower(at);
    if words::is(word, ORDINARY) && starts_sentence(text, at) {
        return true;
    }
    if words::is(word, PLACE_SURNAME) && at > 0 {
        let mut before = at - 1;
        if before > 0 && text.tokens()[before].is('.') && text.tokens()[before].glued {
            before -= 1;
        }
        let token = &text.tokens()[before];
        let initial = before + 1 < at && token.is_capitalised() && token.span.len() == 1;
        let title = words::is(text.lower(before), TITLE) && token.is_capitalised();
        let forename = words::is(text.lower(before), FORENAME) && token.is_capitalised();
        if (one_space(text, at) || before + 1 < at) && (initial || title || forename) {
            return true;
        }
    }
    let next = at + 1;
    let surname_follows = text.tokens().get(next).is_some_and(|t| {
        matches!(t.kind, TokenKind::Word(Case::Title | Case::Mixed))
            && t.span.len() > 2
            && one_space(text, next)
    });
    words::is(word, PLACE_FORENAME)
        && surname_follows
        && place_at(text, next).is_none()
        && demonym_at(text, next).is_none()
        && text.sentence_at(text.tokens()[at].span.start) == text.sentence_at(text.tokens()[next].span.start)
        && !words::is(text.lower(next), FOLLOWER)
}

/// True for "Washington" in "Denzel Washington": later the surname may stand alone.
fn surname(text: &Text<'_>, candidate: &Candidate) -> bool {
    candidate.person && !starts_sentence(text, candidate.start)
}

/// True where the words next to it make it a place: "in Jordan", "Jordan, Israel".
fn locative(text: &Text<'_>, at: usize, len: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|b| words::is(text.lower(b), LOCATIVE));
    let comma =
        text.tokens().get(at + len).is_some_and(|t| t.is(',')) && place_at(text, at + len + 1).is_some();
    before || comma
}

/// What the whole text says about its place names.
struct Context {
    dateline: Option<&'static Place>,
    /// Countries of the names that have no namesakes, sorted.
    countries: Vec<&'static str>,
    /// Names that people bear in this text more often than places do, sorted.
    bearers: Vec<&'static str>,
}

impl Context {
    fn new(text: &Text<'_>, found: &[Candidate], dateline: Option<&'static Place>) -> Context {
        // "US" itself is in every story: it says nothing about Georgia.
        let plain = found.iter().filter(|c| c.namesakes.len() == 1 && !c.person);
        let mut countries: Vec<&'static str> = plain
            .flat_map(|c| &c.namesakes)
            .filter(|p| p.kind != PlaceKind::Country || p.country != Some("US"))
            .filter(|p| !(p.capital && p.country == Some("US")))
            .filter_map(|p| p.country)
            .collect();
        countries.sort_unstable();
        let mut bearers: Vec<&'static str> =
            found.iter().filter(|c| surname(text, c)).filter_map(Candidate::name).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let mut placed: Vec<&'static str> =
            found.iter().filter(|c| c.locative).filter_map(Candidate::name).collect();
        placed.sort_unstable();
        bearers.retain(|name| placed.binary_search(name).is_err());
        Context { dateline, countries, bearers }
    }

    /// True where the name is a person's, by its neighbours or by the rest of the text.
    fn is_bearer(&self, _text: &Text<'_>, candidate: &Candidate) -> bool {
        candidate.person
            || (!candidate.locative
                && candidate.name().is_some_and(|name| self.bearers.binary_search(&name).is_ok()))
    }

    fn mention(
        &self,
        text: &Text<'_>,
        candidate: &Candidate,
        before: Option<&Candidate>,
        next: Option<&Candidate>,
    ) -> PlaceMention {
        let span = text.span_of(candidate.start..candidate.end());
        let place = self.choose(text, candidate, before, next);
        if let Some((place, whole)) = place.zip(elsewhere(text, candidate, next)) {
            let (country, zone) = (whole.country, whole.zone);
            return PlaceMention {
                span,
                name: place.name.to_owned(),
                kind: place.kind,
                country,
                zone,
                within: None,
            };
        }
        match place {
            Some(place) if place.kind != PlaceKind::Venue => PlaceMention {
                span,
                name: place.name.to_owned(),
                kind: place.kind,
                country: place.country,
                zone: place.zone,
                within: None,
            },
            _ => self.venue(text, candidate, place, next, span),
        }
    }

    /// Of namesakes, the one that the text means: by a qualifier after it, by the dateline, by the other
    /// places of the text, else the first of the table.
    fn choose(
        &self,
        text: &Text<'_>,
        candidate: &Candidate,
        before: Option<&Candidate>,
        next: Option<&Candidate>,
    ) -> Option<&'static Place> {
        let namesakes = &candidate.namesakes;
        if namesakes.len() < 2 {
            return namesakes.first().copied();
        }
        let inner = before.and_then(|b| b.namesakes.iter().find(|p| p.kind == PlaceKind::City));
        let around = |p: &&&Place| p.kind != PlaceKind::City && inner.is_some_and(|inner| lies_in(inner, p));
        if let Some(place) = namesakes.iter().find(around) {
            return Some(place);
        }
        let qualifier = next.filter(|n| after_comma(text, candidate, n)).and_then(|n| n.namesakes.first());
        if let Some(whole) = qualifier
            && let Some(place) = namesakes.iter().find(|p| lies_in(p, whole))
        {
            return Some(place);
        }
        let home = self.dateline.and_then(|d| d.country);
        if let Some(place) =
            namesakes.iter().find(|p| home.is_some() && p.country == home && p.country != Some("US"))
        {
            return Some(place);
        }
        let count = |p: &&&Place| {
            let Some(country) = p.country else { return 0 };
            let (from, to) = (
                self.countries.partition_point(|c| *c < country),
                self.countries.partition_point(|c| *c <= country),
            );
            to - from
        };
        // `max_by_key` takes the last of equals: the table's order decides, so it is read from the back.
        namesakes.iter().rev().max_by_key(count).copied()
    }

    fn venue(
        &self,
        text: &Text<'_>,
        candidate: &Candidate,
        known: Option<&'static Place>,
        next: Option<&Candidate>,
        span: Span,
    ) -> PlaceMention {
        let stated = next
            .filter(|n| is_in(text, candidate.end(), n.start))
            .and_then(|n| {
                n.namesakes
                    .iter()
                    .find(|p| matches!(p.kind, PlaceKind::City | PlaceKind::Region | PlaceKind::Country))
            })
            .copied();
        // Singapore and Monaco are cities too: a venue stands in them by name.
        let home = self.dateline.filter(|d| d.kind != PlaceKind::Venue);
        let known_within = known.and_then(|k| k.within);
        let around = stated.or(match known_within {
            Some(name) => place_named(name),
            None => home.filter(|h| known.and_then(|k| k.country).is_none_or(|c| h.country == Some(c))),
        });
        // A venue has one page: the table's city before the region that a text names, else the dateline's.
        let city = |p: &&'static Place| p.kind == PlaceKind::City;
        let home_city =
            home.filter(|h| stated.is_none_or(|s| h.country == s.country) && known_within.is_none());
        let within = known_within
            .or(stated.filter(city).or(home_city.filter(|_| stated.is_some())).map(|s| s.name))
            .or(stated.map(|s| s.name))
            .or(around.map(|a| a.name))
            .filter(|name| Some(*name) != known.map(|k| k.name));
        PlaceMention {
            span,
            name: known.map_or_else(|| text.slice(span).to_owned(), |k| k.name.to_owned()),
            kind: PlaceKind::Venue,
            country: known.and_then(|k| k.country).or(around.and_then(|a| a.country)),
            zone: known.and_then(|k| k.zone).or(around.and_then(|a| a.zone)),
            within: within.map(str::to_owned),
        }
    }
}

/// For "Toledo, Ohio", of which the gazetteer knows only another: where the text says that it lies.
fn elsewhere(text: &Text<'_>, candidate: &Candidate, next: Option<&Candidate>) -> Option<&'static Place> {
    let wholes = &next.filter(|n| after_comma(text, candidate, n))?.namesakes;
    let whole = wholes.last().copied()?;
    let region = whole.kind == PlaceKind::Region && matches!(whole.country, Some("US" | "CA" | "AU"));
    let all = &candidate.namesakes;
    let city = !all.is_empty() && all.iter().all(|p| p.kind == PlaceKind::City);
    let known = all.iter().any(|p| wholes.iter().any(|whole| lies_in(p, whole)));
    (region && city && !known).then_some(whole)
}

/// True where the tokens from `end` to `next` say "in": "in", "in central", "on", ", ".
fn is_in(text: &Text<'_>, end: usize, next: usize) -> bool {
    if next <= end || next > end + 3 {
        return false;
    }
    let first = &text.tokens()[end];
    let says_in = matches!(text.lower(end), "in" | "on" | "at" | "near" | "outside") || first.is(',');
    let same = text.sentence_at(first.span.start) == text.sentence_at(text.tokens()[next].span.start);
    says_in && same
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One line of the corpus: `[Hanoi]`, `[DPRK|North Korea]`, `[Villa Aurora|Villa Aurora|Geneva]`
    /// are the places, with their names and what they stand in.
    fn check(dateline: &str, line: &str, at: usize) -> Result<(), String> {
        let (mut plain, mut expected, mut rest) = (String::new(), Vec::new(), line);
        while let Some((before, after)) = rest.split_once('[') {
            let (inside, tail) = after.split_once(']').expect("a bracket closes");
            let mut parts = inside.split('|');
            let words = parts.next().expect("the words");
            plain.push_str(before);
            expected.push((plain.len(), words, parts.next(), parts.next()));
            plain.push_str(words);
            rest = tail;
        }
        plain.push_str(rest);
        let fail = |what: String| format!("places.txt:{at}: {line}\n  {what}");
        let place = (!dateline.is_empty()).then(|| dateline.to_owned());
        let found = places(&Text::plain(&plain), &Anchor { place, ..Anchor::default() });
        let spans: Vec<_> = found.iter().map(|m| (m.span.start as usize, m.span.of(&plain))).collect();
        let wanted: Vec<_> = expected.iter().map(|e| (e.0, e.1)).collect();
        if spans != wanted {
            return Err(fail(format!("found {spans:?}")));
        }
        for (mention, (_, _, name, within)) in found.iter().zip(&expected) {
            let shown = format!("{} {}", mention.name, mention.country.unwrap_or("-"));
            let named = name.is_none_or(|n| n == mention.name || n == shown);
            if !named || within.is_some_and(|w| mention.within.as_deref() != Some(w)) {
                return Err(fail(format!("found {mention:?}")));
            }
        }
        Ok(())
    }

    #[test]
    fn the_corpus_holds() {
        let (mut dateline, mut wrong) = ("", Vec::new());
        for (i, line) in include_str!("../../../tests/corpus/places/places.txt").lines().enumerate() {
            match line.strip_prefix('@') {
                Some(place) => dateline = place.trim(),
                None if line.is_empty() || line.starts_with('#') => {}
                None => wrong.extend(check(dateline, line, i + 1).err()),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    proptest! {
        #[test]
        fn any_text_gives_sorted_places(text in "(Paris|US|Georgia|Hilton|hotel|House|, |[.]|in |\\PC){0,40}") {
            let found = places(&Text::plain(&text), &Anchor::default());
            prop_assert!(found.is_sorted_by(|a, b| a.span.end <= b.span.start));
        }
    }
}
