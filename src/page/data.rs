//! Facts as data: every fact with its sentence, for programs. The schemas of these files come from the
//! types here ([`Site::schema`]), so that they cannot say anything else.

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use serde_json::json;

use super::export::table::{EntryLine, PersonLine, PlaceLine, QuoteLine};
use super::view::Desk;
use super::words::digits;
use super::{DataFile, Route, Site};
use crate::coverage::{EntryIx, Evidence};

/// Above this many entries the timeline's data are split by year.
const ENTRIES: usize = 5_000;
/// The most quotations in one file.
pub(super) const QUOTATIONS_FILE: usize = 5_000;

/// The sentence that a fact was read from.
#[derive(JsonSchema, Serialize)]
struct Source<'s> {
    /// The id of the article.
    article: &'s str,
    /// Its headline.
    title: &'s str,
    /// When it was published (RFC 3339).
    #[schemars(extend("format" = "date-time"))]
    published: Option<String>,
    /// The sentence, on one line.
    sentence: String,
    /// The address of the sentence, as seen from this file.
    href: String,
}

/// When, as far as the reports state it.
#[derive(JsonSchema, Serialize)]
struct Time<'s> {
    /// TIMEX3, local time without offset: `2019-02-28T08:55`.
    value: &'s str,
    /// First instant (RFC 3339).
    #[schemars(extend("format" = "date-time"))]
    start: String,
    /// One past the last instant (RFC 3339).
    #[schemars(extend("format" = "date-time"))]
    end: String,
    /// How precisely it was stated.
    grain: crate::extract::time::Grain,
    /// "about", "before", "after".
    modifier: Option<crate::extract::time::Modifier>,
    /// The IANA zone, or the offset, that `value` is to be read in.
    zone: String,
    /// How the zone is known.
    zone_source: crate::zone::ZoneSource,
}

/// One thing on the timeline, with all reports of it.
#[derive(JsonSchema, Serialize)]
struct EntryData<'s> {
    /// The id of its earliest report.
    id: &'s str,
    /// The ids of its other reports, which lead to the same place.
    also: &'s [String],
    /// What, in one clause.
    gist: &'s str,
    /// The action: `meet`.
    action: &'s str,
    /// What became of it, by all reports.
    status: crate::extract::Status,
    /// History told, an anniversary: not news.
    background: bool,
    /// A plan of which no later report tells.
    unconfirmed: bool,
    /// The most precise time among agreeing reports.
    when: Option<Time<'s>>,
    /// For when it had been planned, where it was moved.
    previous: Option<Time<'s>>,
    /// How the status moved, in order of publication; empty where it did not move.
    history: Vec<ChangeData>,
    /// Reports whose time differs, as places in `reports`, from 0.
    differing: &'s [usize],
    /// What the editor corrected.
    corrections: Vec<HandData<'s>>,
    /// Ids of those who took part.
    people: Vec<&'s str>,
    /// The id of the place.
    place: Option<&'s str>,
    /// The id of the summit.
    summit: Option<&'s str>,
    /// Its address, as seen from this file.
    href: String,
    /// Every report, in order of publication.
    reports: Vec<ReportData<'s>>,
}

/// A step of a status.
#[derive(JsonSchema, Serialize)]
struct ChangeData {
    /// What it became.
    status: crate::extract::Status,
    /// The report that says so, as a place in `reports`, from 0.
    report: usize,
}

/// A correction by the editor.
#[derive(JsonSchema, Serialize)]
struct HandData<'s> {
    /// When it was made.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// Why, in the editor's words.
    note: Option<&'s str>,
}

/// What one article says of an entry.
#[derive(JsonSchema, Serialize)]
struct ReportData<'s> {
    /// What this report says became of it.
    status: crate::extract::Status,
    /// When this report says it was.
    when: Option<Time<'s>>,
    /// Where it says so.
    source: Source<'s>,
}

/// A person, as the articles tell of them.
#[derive(JsonSchema, Serialize)]
struct PersonData<'s> {
    /// What other files call the person by.
    id: &'s str,
    /// The name in its own order, and its parts as far as they are known.
    name: &'s crate::extract::NameParts,
    /// Forms of the name, most used first.
    names: Vec<NameData<'s>>,
    /// Roles, by date of the article that states them first.
    roles: Vec<RoleData<'s>>,
    /// ISO 3166-1 alpha-2 of the country that the roles name most.
    country: Option<&'s str>,
    /// Stated relations.
    relations: Vec<RelationData<'s>>,
    /// Their page, as seen from this file.
    href: String,
}

/// A form of the name.
#[derive(JsonSchema, Serialize)]
struct NameData<'s> {
    /// As written.
    form: &'s str,
    /// How often.
    count: usize,
    /// Where it stands first.
    first: Source<'s>,
}

/// A role that articles state.
#[derive(JsonSchema, Serialize)]
struct RoleData<'s> {
    /// The words.
    text: &'s str,
    /// True where the words call it past.
    former: bool,
    /// Who states it.
    sources: Vec<Source<'s>>,
}

/// A stated relation to another person.
#[derive(JsonSchema, Serialize)]
struct RelationData<'s> {
    /// What they are to the other: `sister`.
    kind: &'s str,
    /// True where it was stated of the other.
    inverse: bool,
    /// The id of the other.
    to: &'s str,
    /// Who states it.
    source: Source<'s>,
}

/// A place.
#[derive(JsonSchema, Serialize)]
struct PlaceData<'s> {
    /// What other files call the place by.
    id: &'s str,
    /// Its name.
    name: &'s str,
    /// What sort of place it is.
    kind: crate::extract::PlaceKind,
    /// ISO 3166-1 alpha-2.
    country: Option<&'s str>,
    /// IANA zone, where it lies in one only.
    zone: Option<String>,
    /// For a venue: its city.
    within: Option<&'s str>,
    /// How often articles name it.
    mentions: usize,
    /// Where it is named first.
    first: Option<Source<'s>>,
    /// Its page, as seen from this file.
    href: String,
}

/// Words that somebody said, with every report of them.
#[derive(JsonSchema, Serialize)]
struct QuotationData<'s> {
    /// `q-` and six digits of the words.
    id: &'s str,
    /// The words, verbatim.
    text: &'s str,
    /// Direct, mixed or indirect.
    kind: crate::extract::QuoteKind,
    /// The id of the speaker, where that is certain enough.
    speaker: Option<&'s str>,
    /// The source as written, where no person is known.
    speaker_text: Option<&'s str>,
    /// Its address, as seen from this file.
    href: String,
    /// Every report of the words.
    reports: Vec<Source<'s>>,
}

/// Where the facts are, where one file would be too long.
#[derive(JsonSchema, Serialize)]
struct Index {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Files with the entries of one year each, or with the next quotations.
    files: Vec<String>,
}

impl Site {
    /// True where the timeline's data are split by year.
    pub(super) fn long_timeline(&self) -> bool {
        self.coverage.entries.len() > ENTRIES
    }

    /// The bytes of a file of facts.
    pub fn data(&self, file: DataFile, here: &Route) -> Vec<u8> {
        let desk = Desk { site: self, here };
        match file {
            DataFile::Timeline if self.long_timeline() => {
                index(self.calendar.years().map(|year| format!("timeline-{}.json", year.key)).collect())
            }
            DataFile::Timeline => list(
                SchemaFile::Timeline,
                self.calendar.dates.iter().flat_map(|d| &d.entries).map(|&ix| entry(&desk, ix)),
            ),
            DataFile::TimelineYear(year) => {
                let dates = self.calendar.years().nth(year).map_or(0..0, |y| y.dates.clone());
                list(
                    SchemaFile::Timeline,
                    self.calendar.dates[dates].iter().flat_map(|d| &d.entries).map(|&ix| entry(&desk, ix)),
                )
            }
            DataFile::People => {
                list(SchemaFile::People, (0..self.coverage.people.len()).map(|ix| person(&desk, ix)))
            }
            DataFile::Places => {
                list(SchemaFile::Places, (0..self.coverage.places.len()).map(|ix| place(&desk, ix)))
            }
            DataFile::CorrectionsSchema => {
                let mut bytes = serde_json::to_vec_pretty(&crate::coverage::timeline::schema())
                    .expect("a schema is JSON");
                bytes.push(b'\n');
                bytes
            }
            DataFile::Quotes if self.quote_files() > 1 => {
                index((1..=self.quote_files()).map(|part| format!("quotes-{part}.json")).collect())
            }
            DataFile::Quotes => self.data(DataFile::QuotesPart(1), here),
            DataFile::Schema(file) => self.schema(file),
            DataFile::QuotesPart(part) => {
                let start = (part - 1) * QUOTATIONS_FILE;
                let end = (start + QUOTATIONS_FILE).min(self.coverage.quotations.len());
                list(SchemaFile::Quotes, (start..end).map(|ix| quotation(&desk, ix)))
            }
        }
    }

    /// A JSON Schema, from the types of what it describes.
    fn schema(&self, file: SchemaFile) -> Vec<u8> {
        let mut schema = file.schema();
        schema.insert("title".to_owned(), file.title().into());
        if let Some(base) = &self.config.base_url {
            schema.insert("$id".to_owned(), format!("{base}data/schema/{}", file.name()).into());
        }
        let mut bytes = serde_json::to_vec_pretty(&schema).expect("a schema is JSON");
        bytes.push(b'\n');
        bytes
    }

    /// How many files of quotations there are.
    pub(super) fn quote_files(&self) -> usize {
        super::parts(self.coverage.quotations.len(), QUOTATIONS_FILE)
    }
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaFile {
    /// `data/timeline.json` and its years.
    Timeline,
    /// `data/people.json`
    People,
    /// `data/places.json`
    Places,
    /// `data/quotes.json` and its parts.
    Quotes,
    /// What stands in their place where they are long.
    Index,
    /// A line of `data/timeline.csv`.
    TimelineLine,
    /// A line of `data/people.csv`.
    PeopleLine,
    /// A line of `data/places.csv`.
    PlacesLine,
    /// A line of `data/quotes.csv`.
    QuotesLine,
}

impl SchemaFile {
    /// All of them.
    pub(super) const ALL: [SchemaFile; 9] = [
        SchemaFile::Timeline,
        SchemaFile::People,
        SchemaFile::Places,
        SchemaFile::Quotes,
        SchemaFile::Index,
        SchemaFile::TimelineLine,
        SchemaFile::PeopleLine,
        SchemaFile::PlacesLine,
        SchemaFile::QuotesLine,
    ];

    /// Its file, under `data/schema/`.
    pub(super) fn name(self) -> &'static str {
        match self {
            SchemaFile::Timeline => "timeline.json",
            SchemaFile::People => "people.json",
            SchemaFile::Places => "places.json",
            SchemaFile::Quotes => "quotes.json",
            SchemaFile::Index => "index.json",
            SchemaFile::TimelineLine => "timeline.csv.json",
            SchemaFile::PeopleLine => "people.csv.json",
            SchemaFile::PlacesLine => "places.csv.json",
            SchemaFile::QuotesLine => "quotes.csv.json",
        }
    }

    fn title(self) -> &'static str {
        match self {
            SchemaFile::Timeline => "The timeline",
            SchemaFile::People => "People",
            SchemaFile::Places => "Places",
            SchemaFile::Quotes => "Quotations",
            SchemaFile::Index => "Where the facts are, in several files",
            SchemaFile::TimelineLine => "A line of timeline.csv",
            SchemaFile::PeopleLine => "A line of people.csv",
            SchemaFile::PlacesLine => "A line of places.csv",
            SchemaFile::QuotesLine => "A line of quotes.csv",
        }
    }

    fn schema(self) -> Schema {
        match self {
            SchemaFile::Timeline => items(&schema_for!(EntryData<'_>)),
            SchemaFile::People => items(&schema_for!(PersonData<'_>)),
            SchemaFile::Places => items(&schema_for!(PlaceData<'_>)),
            SchemaFile::Quotes => items(&schema_for!(QuotationData<'_>)),
            SchemaFile::Index => schema_for!(Index),
            SchemaFile::TimelineLine => schema_for!(EntryLine<'_>),
            SchemaFile::PeopleLine => schema_for!(PersonLine<'_>),
            SchemaFile::PlacesLine => schema_for!(PlaceLine<'_>),
            SchemaFile::QuotesLine => schema_for!(QuoteLine<'_>),
        }
    }
}

/// The schema of a list of things, from the schema of one.
fn items(item: &Schema) -> Schema {
    let mut item = item.clone();
    let definitions = item.remove("$defs").unwrap_or_else(|| json!({}));
    let dialect = item.remove("$schema");
    let list = json!({
        "$schema": dialect,
        "type": "object",
        "properties": {
            "$schema": { "type": "string", "description": "The schema of this file." },
            "items": { "type": "array", "items": item },
        },
        "required": ["items"],
        "$defs": definitions,
    });
    Schema::try_from(list).expect("an object is a schema")
}

fn index(files: Vec<String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    push(&mut bytes, &Index { schema: "schema/index.json", files });
    bytes.push(b'\n');
    bytes
}

/// `{"$schema":…,"items":[…]}`, an item a line; no more than one is held beside the bytes.
fn list(schema: SchemaFile, items: impl Iterator<Item = impl Serialize>) -> Vec<u8> {
    let mut bytes = format!("{{\"$schema\":\"schema/{}\",\"items\":[", schema.name()).into_bytes();
    for (at, item) in items.enumerate() {
        bytes.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        push(&mut bytes, &item);
    }
    bytes.extend_from_slice(b"\n]}\n");
    bytes
}

fn push(bytes: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(bytes, value).expect("views hold nothing that JSON cannot say");
}

fn source<'s>(desk: &Desk<'s>, evidence: Evidence) -> Source<'s> {
    let covered = &desk.site.coverage.articles[evidence.article];
    let sentence = desk.site.coverage.sentence(evidence).of(&covered.article.body.text);
    Source {
        article: &covered.article.id,
        title: &covered.article.front.title,
        published: covered.published.map(digits::rfc3339),
        sentence: super::view::one_line(sentence),
        href: desk.evidence(evidence),
    }
}

fn time(when: &crate::extract::When) -> Time<'_> {
    Time {
        value: &when.value,
        start: digits::rfc3339(when.start),
        end: digits::rfc3339(when.end),
        grain: when.grain,
        modifier: when.modifier,
        zone: when.zone.to_string(),
        zone_source: when.zone_source,
    }
}

fn entry<'s>(desk: &Desk<'s>, ix: EntryIx) -> EntryData<'s> {
    let coverage = &desk.site.coverage;
    let entry = &coverage.entries[ix];
    let report = |&report: &crate::coverage::Report| {
        let event = coverage.event(report);
        ReportData {
            status: event.status,
            when: event.when.as_ref().map(time),
            source: source(desk, desk.report(report)),
        }
    };
    let change =
        |change: &crate::coverage::StatusChange| ChangeData { status: change.status, report: change.report };
    let hand = |correction: &'s crate::coverage::timeline::Correction| HandData {
        date: correction.date.format("%Y-%m-%d").to_string(),
        note: correction.note.as_deref(),
    };
    EntryData {
        id: &entry.id,
        also: &entry.aliases,
        gist: &entry.gist,
        action: entry.action,
        status: entry.status,
        background: entry.background,
        unconfirmed: entry.unconfirmed,
        when: entry.when.as_ref().map(time),
        previous: coverage.moved_from(ix).map(time),
        history: if entry.history.len() > 1 {
            entry.history.iter().map(change).collect()
        } else {
            Vec::new()
        },
        differing: &entry.disagreements,
        corrections: entry.corrections.iter().map(|&ix| hand(&coverage.corrections[ix].correction)).collect(),
        people: entry.people.iter().map(|&p| coverage.people[p].id.as_str()).collect(),
        place: entry.place.map(|p| coverage.places[p].id.as_str()),
        summit: entry.summit.map(|s| coverage.summits[s].id.as_str()),
        href: desk.entry_href(ix),
        reports: entry.reports.iter().map(report).collect(),
    }
}

fn person<'s>(desk: &Desk<'s>, ix: usize) -> PersonData<'s> {
    let coverage = &desk.site.coverage;
    let person = &coverage.people[ix];
    PersonData {
        id: &person.id,
        name: &person.name,
        names: person
            .names
            .iter()
            .map(|n| NameData { form: &n.form, count: n.count, first: source(desk, n.first) })
            .collect(),
        roles: person
            .roles
            .iter()
            .map(|r| RoleData {
                text: &r.text,
                former: r.former,
                sources: r.evidence.iter().map(|&e| source(desk, e)).collect(),
            })
            .collect(),
        country: person.country.as_deref(),
        relations: person
            .relations
            .iter()
            .map(|r| RelationData {
                kind: &r.kind,
                inverse: r.inverse,
                to: &coverage.people[r.to].id,
                source: source(desk, r.evidence),
            })
            .collect(),
        href: desk.to(&desk.site.person_route(ix)),
    }
}

fn place<'s>(desk: &Desk<'s>, ix: usize) -> PlaceData<'s> {
    let place = &desk.site.coverage.places[ix];
    PlaceData {
        id: &place.id,
        name: &place.name,
        kind: place.kind,
        country: place.country,
        zone: place.zone.map(|z| z.to_string()),
        within: place.within.as_deref(),
        mentions: place.mentions.len(),
        first: place.mentions.first().map(|&e| source(desk, e)),
        href: desk.to(&desk.site.place_route(ix)),
    }
}

fn quotation<'s>(desk: &Desk<'s>, ix: usize) -> QuotationData<'s> {
    let coverage = &desk.site.coverage;
    let quotation = &coverage.quotations[ix];
    let (route, id) = desk.site.quotation_route(ix);
    QuotationData {
        id,
        text: quotation.reports.first().map_or("", |(evidence, _)| coverage.words(*evidence)),
        kind: quotation.kind,
        speaker: quotation.speaker.map(|p| coverage.people[p].id.as_str()),
        speaker_text: quotation.speaker_text.as_deref(),
        href: format!("{}#{id}", desk.to(&route)),
        reports: quotation.reports.iter().map(|(evidence, _)| source(desk, *evidence)).collect(),
    }
}
