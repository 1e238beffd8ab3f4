//! The JSON contract of `dateline extract --jsonl`: one object a line in, one a line out, offsets in
//! Unicode characters. DESIGN.md documents the fields; this file is their only definition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Annotations, EventMention, MentionKind, PlaceIx, Quote, Status, WhenSource};
use crate::span::Span;

/// One line in.
#[derive(Debug, Deserialize)]
pub struct Request {
    /// Comes back unchanged.
    pub id: String,
    /// Plain text; comes back unchanged.
    pub text: Option<String>,
    /// Markdown, instead of `text`.
    pub markdown: Option<String>,
    /// `YYYY-MM-DD`, or a date-time whose offset makes it an instant.
    #[serde(default, deserialize_with = "empty_for_null")]
    pub date: String,
    /// Dateline place; absent or empty: unknown.
    #[serde(default, deserialize_with = "empty_for_null")]
    pub place: String,
    /// IANA zone; absent or empty: unknown.
    #[serde(default, deserialize_with = "empty_for_null")]
    pub zone: String,
    /// Language tag; absent or empty: English.
    #[serde(default, deserialize_with = "empty_for_null")]
    pub language: String,
}

fn empty_for_null<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Option::<String>::deserialize(from).map(Option::unwrap_or_default)
}

/// One line out, where all went well.
#[derive(Debug, Serialize)]
pub struct Response<'a> {
    /// Of the request.
    pub id: &'a str,
    /// The plain text that all offsets count in.
    pub text: &'a str,
    times: Vec<Time<'a>>,
    people: Vec<Person<'a>>,
    places: Vec<Place<'a>>,
    quotes: Vec<Quotation<'a>>,
    events: Vec<Event<'a>>,
}

/// One line out, where the line could not be read.
#[derive(Debug, Serialize)]
pub struct Failure<'a> {
    /// Of the request; `null` where even that could not be read.
    pub id: Option<&'a str>,
    /// What is wrong with the line.
    pub error: String,
}

#[derive(Debug, Serialize)]
struct Time<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: super::time::TimexType,
    value: &'a str,
    r#mod: Option<super::time::Modifier>,
    quant: Option<&'a str>,
    freq: Option<&'a str>,
    zone: Option<String>,
    zone_source: Option<crate::zone::ZoneSource>,
    same_as: Option<usize>,
    rule: &'a str,
}

#[derive(Debug, Serialize)]
struct Person<'a> {
    id: &'a str,
    name: &'a str,
    roles: Vec<&'a str>,
    mentions: Vec<Mention<'a>>,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: MentionKind,
    title: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    name: &'a str,
    country: Option<&'a str>,
    zone: Option<String>,
}

#[derive(Debug, Serialize)]
struct Quotation<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: super::QuoteKind,
    group: u32,
    speaker: Option<&'a str>,
    speaker_text: Option<&'a str>,
    cue: Option<&'a str>,
    addressee: Option<&'a str>,
    certainty: f32,
}

#[derive(Debug, Serialize)]
struct Event<'a> {
    id: String,
    start: usize,
    end: usize,
    status: Status,
    background: bool,
    gist: &'a str,
    when: Option<EventTime<'a>>,
    when_source: WhenSource,
    after: Vec<String>,
    people: Vec<&'a str>,
    place: Option<&'a str>,
    trigger: &'a str,
}

#[derive(Debug, Serialize)]
struct EventTime<'a> {
    value: &'a str,
    start: String,
    end: Option<String>,
    grain: super::time::Grain,
    r#mod: Option<super::time::Modifier>,
    zone: String,
    zone_source: crate::zone::ZoneSource,
}

/// The answer for one article.
pub fn response<'a>(
    id: &'a str,
    text: &'a str,
    read: &'a Annotations,
    person_ids: &'a [String],
) -> Response<'a> {
    let writer = Writer { id, text, read, person_ids, offsets: CharOffsets::new(text) };
    Response {
        id,
        text,
        times: writer.times(),
        people: writer.people(),
        places: writer.places(),
        quotes: read.quotes.iter().map(|q| writer.quote(q)).collect(),
        events: read.events.iter().map(|e| writer.event(e)).collect(),
    }
}

/// Ids of the chains, local to the article: slugs of the names, numbered where two are alike.
pub fn person_ids(read: &Annotations) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let chains = read.people.chains.iter();
    chains
        .map(|chain| {
            let slug = crate::slug::slug(&chain.name.full);
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            if *count == 1 { slug } else { format!("{slug}-{count}") }
        })
        .collect()
}

struct Writer<'a> {
    id: &'a str,
    text: &'a str,
    read: &'a Annotations,
    person_ids: &'a [String],
    offsets: CharOffsets,
}

impl<'a> Writer<'a> {
    fn range(&self, span: Span) -> (usize, usize, &'a str) {
        (self.offsets.of(span.start), self.offsets.of(span.end), span.of(self.text))
    }

    fn times(&self) -> Vec<Time<'a>> {
        let times = self.read.times.iter();
        times
            .map(|time| {
                let (start, end, text) = self.range(time.span);
                let value = &time.value;
                Time {
                    start,
                    end,
                    text,
                    r#type: value.timex,
                    value: &value.value,
                    r#mod: value.modifier,
                    quant: value.quant.as_deref(),
                    freq: value.freq.as_deref(),
                    zone: value.zone.map(|z| z.to_string()),
                    zone_source: value.zone_source,
                    same_as: time.same_as.map(|ix| self.offsets.of(self.read.times[ix].span.start)),
                    rule: time.rule,
                }
            })
            .collect()
    }

    fn people(&self) -> Vec<Person<'a>> {
        let layer = &self.read.people;
        let mut mentions: Vec<Vec<Mention<'a>>> = layer.chains.iter().map(|_| Vec::new()).collect();
        for mention in &layer.mentions {
            let (start, end, text) = self.range(mention.span);
            let title = mention.title.map(|t| t.of(self.text));
            mentions[mention.chain].push(Mention { start, end, text, kind: mention.kind, title });
        }
        let chains = layer.chains.iter().zip(self.person_ids).zip(mentions);
        chains
            .map(|((chain, id), mentions)| Person {
                id,
                name: &chain.name.full,
                roles: chain.roles.iter().map(|r| r.text.as_str()).collect(),
                mentions,
            })
            .collect()
    }

    fn places(&self) -> Vec<Place<'a>> {
        let places = self.read.places.iter();
        places
            .map(|place| {
                let (start, end, text) = self.range(place.span);
                Place {
                    start,
                    end,
                    text,
                    name: &place.name,
                    country: place.country,
                    zone: place.zone.map(|z| z.to_string()),
                }
            })
            .collect()
    }

    fn quote(&self, quote: &'a Quote) -> Quotation<'a> {
        let (start, end, text) = self.range(quote.span);
        let words = |span: Option<Span>| span.map(|s| s.of(self.text));
        Quotation {
            start,
            end,
            text,
            kind: quote.kind,
            group: quote.group,
            speaker: quote.speaker.map(|ix| self.person_ids[ix].as_str()),
            speaker_text: words(quote.speaker_span),
            cue: words(quote.cue),
            addressee: words(quote.addressee),
            certainty: quote.certainty,
        }
    }

    fn event(&self, event: &'a EventMention) -> Event<'a> {
        let (start, end, _) = self.range(event.span);
        let place = |ix: PlaceIx| self.read.places[ix].name.as_str();
        Event {
            id: self.event_id(event),
            start,
            end,
            status: event.status,
            background: event.background,
            gist: &event.gist,
            when: event.when.as_ref().map(|when| EventTime {
                value: &when.value,
                start: when.start.to_rfc3339(),
                end: (when.end > when.start).then(|| when.end.to_rfc3339()),
                grain: when.grain,
                r#mod: when.modifier,
                zone: when.zone.to_string(),
                zone_source: when.zone_source,
            }),
            when_source: event.when_source,
            after: event.after.iter().map(|&ix| self.event_id(&self.read.events[ix])).collect(),
            people: event.people.iter().map(|&ix| self.person_ids[ix].as_str()).collect(),
            place: event.place.map(place),
            trigger: event.trigger.of(self.text),
        }
    }

    fn event_id(&self, event: &EventMention) -> String {
        format!("{}-{}", self.id, event.digest)
    }
}

/// From byte offsets to character offsets, in one pass over the text.
struct CharOffsets {
    /// For each block of 64 bytes, the characters before it; `None` for ASCII text, where both agree.
    blocks: Option<Vec<u32>>,
    bytes: Vec<u8>,
}

impl CharOffsets {
    const BLOCK: usize = 64;

    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CharOffsets { blocks: None, bytes: Vec::new() };
        }
        let bytes = text.as_bytes();
        let counts = bytes.chunks(Self::BLOCK).map(count_chars);
        let blocks = counts.scan(0, |sum, n| {
            let before = *sum;
            *sum += n;
            Some(before)
        });
        CharOffsets { blocks: Some(blocks.collect()), bytes: bytes.to_vec() }
    }

    fn of(&self, byte: u32) -> usize {
        let Some(blocks) = &self.blocks else { return byte as usize };
        let byte = byte as usize;
        let block = byte / Self::BLOCK;
        match blocks.get(block) {
            Some(&before) => (before + count_chars(&self.bytes[block * Self::BLOCK..byte])) as usize,
            None => blocks.last().map_or(0, |&before| {
                (before + count_chars(&self.bytes[(blocks.len() - 1) * Self::BLOCK..])) as usize
            }),
        }
    }
}

/// Characters that start in `bytes`: all but the continuation bytes of UTF-8.
fn count_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn character_offsets_agree_with_counting(text in "\\PC{0,200}") {
            let offsets = CharOffsets::new(&text);
            let mut boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            boundaries.push(text.len());
            for (count, byte) in boundaries.into_iter().enumerate() {
                prop_assert_eq!(offsets.of(byte as u32), count);
            }
        }
    }
}
