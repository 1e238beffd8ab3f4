//! The stand-off layers: what was read from one article, and nothing of any other.
//!
//! Each layer is one list, sorted by span. Nothing here ever changes the text; layers may overlap one
//! another. Later layers point at earlier ones by index ([`TimeIx`], [`ChainIx`], [`PlaceIx`], …).

use schemars::JsonSchema;
use serde::Serialize;

use super::time::{TimeExpr, TimeValue};
use crate::span::Span;

/// Index into [`Annotations::times`].
pub type TimeIx = usize;
/// Index into [`PeopleLayer::chains`].
pub type ChainIx = usize;
/// Index into [`Annotations::places`].
pub type PlaceIx = usize;
/// Index into [`Annotations::events`].
pub type EventIx = usize;

/// Everything that was read from one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// The sentences of the text, for evidence and its anchors.
    pub sentences: Vec<Span>,
    /// Times, sorted by span.
    pub times: Vec<TimeMention>,
    /// People: mentions and the chains that they form.
    pub people: PeopleLayer,
    /// Places, sorted by span.
    pub places: Vec<PlaceMention>,
    /// Quotations, sorted by span.
    pub quotes: Vec<Quote>,
    /// Event mentions, sorted by span.
    pub events: Vec<EventMention>,
}

/// A time as written, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Where it stands.
    pub span: Span,
    /// What is written: data that can be printed.
    pub expr: TimeExpr,
    /// What it means: `value == resolve(expr, anchor)`.
    pub value: TimeValue,
    /// The rule that recognised it.
    pub rule: &'static str,
    /// For a bracketed second time ("8.55 (0155 GMT)"): the mention that it repeats in another zone.
    pub same_as: Option<TimeIx>,
}

/// The people of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleLayer {
    /// All mentions, sorted by span. A plural description ("the two leaders") stands once for each
    /// person that it means.
    pub mentions: Vec<PersonMention>,
    /// One chain a person, in the order of their first names in the text.
    pub chains: Vec<Chain>,
    /// Descriptions that this article alone cannot give to anyone ("the US president" where he is never
    /// named): link may.
    pub open: Vec<OpenDescription>,
    /// Stated relations between two people of the article.
    pub relations: Vec<Relation>,
}

/// A mention of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMention {
    /// Where it stands. For a name, the title before it is left out.
    pub span: Span,
    /// Whose it is.
    pub chain: ChainIx,
    /// How the person is referred to.
    pub kind: MentionKind,
    /// For a name: the title or role directly before it ("Chairman", "US Secretary of State").
    pub title: Option<Span>,
}

/// How a mention refers to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// "Kim Jong-un", "Kim".
    Name,
    /// "the US president", "his sister".
    Description,
    /// "he".
    Pronoun,
}

/// The mentions of one person in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The fullest name that the article gives, titles left out.
    pub name: NameParts,
    /// Roles that the article states, in order of appearance, each with the words that state it.
    pub roles: Vec<StatedRole>,
    /// Known from titles, kinship, pronouns or forename; `None` stays open.
    pub gender: Option<Gender>,
}

/// A name and its parts, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
pub struct NameParts {
    /// The whole name as written in the text: "Kim Jong-un".
    pub full: String,
    /// The family name: "Kim". `None` for a mononym and where it is open.
    pub family: Option<String>,
    /// The given name or names: "Jong-un".
    pub given: Option<String>,
    /// True where the family name stands first.
    pub family_first: bool,
}

/// Grammatical gender, for pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// "he", "Mr", "brother".
    Male,
    /// "she", "Mrs", "sister".
    Female,
}

/// A role as the article states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRole {
    /// The words: "North Korean leader", "US Secretary of State", "Kim Jong-un's sister".
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The country that the role names, as ISO 3166-1 alpha-2 ("KP"), where it names one.
    pub country: Option<&'static str>,
    /// True where the text calls it past: "former", "ex-", "then".
    pub former: bool,
}

/// A description that no chain of its article answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDescription {
    /// Where it stands.
    pub span: Span,
    /// The role without determiner, in lower case and with the country left out: "president".
    pub role: String,
    /// The country that it names, as ISO 3166-1 alpha-2.
    pub country: Option<&'static str>,
}

/// A stated relation: "X's sister, Y".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Who it is about: Y.
    pub of: ChainIx,
    /// What they are to the other: "sister", "chief of staff".
    pub kind: String,
    /// The other: X.
    pub to: ChainIx,
    /// The words that say so.
    pub span: Span,
}

/// A place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceMention {
    /// Where it stands.
    pub span: Span,
    /// What it is called on its page: the gazetteer's name, or the venue's as written.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2, where known.
    pub country: Option<&'static str>,
    /// The IANA zone, where the place lies in one only.
    pub zone: Option<crate::zone::Zone>,
    /// For a venue: the city that it stands in, where the text or the dateline tells.
    pub within: Option<String>,
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// "Vietnam".
    Country,
    /// "Hanoi".
    City,
    /// "Sentosa", "Siberia", "Europe".
    Region,
    /// "the Metropole hotel".
    Venue,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words, marks left out. Verbatim, always.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// Quotations that an interruption or a paragraph break parted share a number.
    pub group: u32,
    /// Who said it, where that is a person with a name.
    pub speaker: Option<ChainIx>,
    /// The source as written: a name, a pronoun, an office.
    pub speaker_span: Option<Span>,
    /// The verb or phrase of saying.
    pub cue: Option<Span>,
    /// To whom, or on what occasion: "reporters", "on Twitter".
    pub addressee: Option<Span>,
    /// 0 to 1. Below [`Quote::ATTRIBUTED`] the page says "unattributed".
    pub certainty: f32,
}

impl Quote {
    /// The least certainty with which a page names the speaker.
    pub const ATTRIBUTED: f32 = 0.5;
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// A whole utterance in marks.
    Direct,
    /// A part of a sentence in marks: said it was "too early".
    Mixed,
    /// No marks: said that it was too early.
    Indirect,
}

/// Something that is said to happen, to have happened or to be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMention {
    /// 6 hexadecimal digits of the normalised clause; with the article's id they make the mention's id.
    pub digest: String,
    /// The clause.
    pub span: Span,
    /// The word that names the action: "met", "signing".
    pub trigger: Span,
    /// The action, one of the lexicon's: "meet", "sign".
    pub action: &'static str,
    /// Did it take place?
    pub status: Status,
    /// History told, an anniversary: not news.
    pub background: bool,
    /// The clause, trimmed so that it reads on its own.
    pub gist: String,
    /// When, as far as is known.
    pub when: Option<When>,
    /// How the time is known.
    pub when_source: WhenSource,
    /// When it was to have been, where the sentence that tells of it says so: "set for noon, took place at 6.40 p.m.".
    pub planned: Option<When>,
    /// The event mentions that it follows, where the text orders them.
    pub after: Vec<EventIx>,
    /// The times in or for the clause that `when` was read from.
    pub times: Vec<TimeIx>,
    /// Who takes part.
    pub people: Vec<ChainIx>,
    /// Where.
    pub place: Option<PlaceIx>,
}

/// Whether something came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It took place.
    Happened,
    /// It is taking place.
    UnderWay,
    /// It stands on a schedule.
    Scheduled,
    /// Somebody expects it.
    Expected,
    /// It was called off.
    Cancelled,
    /// It was moved to later.
    Postponed,
    /// Somebody says that it did not happen.
    Denied,
    /// Reports differ on whether it happened.
    Disputed,
    /// Somebody says that it happened; the report does not vouch for it.
    Claimed,
}

/// The time of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// TIMEX3, local time without offset: `2019-02-28T08:55`.
    pub value: String,
    /// First instant.
    pub start: chrono::DateTime<chrono::FixedOffset>,
    /// One past the last instant, where the time is longer than a point of its grain or an interval.
    pub end: chrono::DateTime<chrono::FixedOffset>,
    /// How precisely it was stated.
    pub grain: super::time::Grain,
    /// "about", "before", "after", "early", "late".
    pub modifier: Option<super::time::Modifier>,
    /// The zone that `value` is to be read in.
    pub zone: crate::zone::Zone,
    /// Where the zone came from.
    pub zone_source: crate::zone::ZoneSource,
}

/// How the time of an event is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenSource {
    /// The clause states it.
    Stated,
    /// From an order: "afterwards".
    Order,
    /// From the time under discussion.
    Discourse,
    /// The day of the report.
    Report,
}
