//! `data/*.csv`: facts as tables, one line a report, each with the article and the sentence that says so.
//! The only file that names `csv`.

use schemars::JsonSchema;
use serde::Serialize;

use super::Table;
use crate::coverage::{Evidence, Report};
use crate::extract::{PlaceKind, QuoteKind, Status, WhenSource};
use crate::page::words::digits;
use crate::page::{Route, Site};
use crate::zone::ZoneSource;

/// A line of `data/timeline.csv`: a report of an entry.
#[derive(JsonSchema, Serialize)]
pub(in crate::page) struct EntryLine<'s> {
    /// The id of the entry; lines with one id tell of the same thing.
    entry: &'s str,
    /// What, in one clause.
    gist: &'s str,
    /// What became of it, by all reports.
    status: Status,
    /// History told, an anniversary: not news.
    background: bool,
    /// When this report says it was: TIMEX3, local time without offset; empty where it does not say.
    value: &'s str,
    /// First instant (RFC 3339).
    start: String,
    /// One past the last instant (RFC 3339).
    end: String,
    /// The IANA zone, or the offset, that `value` is to be read in.
    zone: String,
    /// How the zone is known.
    zone_source: Option<ZoneSource>,
    /// How the time is known.
    when_source: Option<WhenSource>,
    /// Where.
    place: &'s str,
    /// Ids of those who took part, with a semicolon between them.
    people: String,
    /// The id of the summit.
    summit: &'s str,
    /// What this report says became of it.
    report_status: Status,
    #[schemars(flatten)]
    source: Source<'s>,
}

/// Where a line was read.
#[derive(JsonSchema, Serialize)]
struct Source<'s> {
    /// The id of the article.
    article: &'s str,
    /// When that was published (RFC 3339); empty where unknown.
    published: String,
    /// The sentence.
    sentence: String,
    /// The address of the sentence; without a `base_url`, as seen from this file.
    href: String,
}

/// A line of `data/people.csv`: a role of a person and who states it.
#[derive(JsonSchema, Serialize)]
pub(in crate::page) struct PersonLine<'s> {
    /// The id of the person; lines with one id tell of the same one.
    person: &'s str,
    /// The name, in its own order.
    name: &'s str,
    /// The part of it that is the family name; empty where that is open.
    family: &'s str,
    /// ISO 3166-1 alpha-2 of the country that the roles name most.
    country: &'s str,
    /// The role, in the words of the article; empty for a person of whom no article states one.
    role: &'s str,
    /// True where the words call it past.
    former: bool,
    #[schemars(flatten)]
    source: Source<'s>,
}

/// A line of `data/places.csv`: a place.
#[derive(JsonSchema, Serialize)]
pub(in crate::page) struct PlaceLine<'s> {
    /// The id of the place.
    place: &'s str,
    /// Its name.
    name: &'s str,
    /// What sort of place it is.
    kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    country: &'s str,
    /// For a venue: its city.
    within: &'s str,
    /// IANA zone.
    zone: String,
    /// How often articles name it.
    mentions: usize,
    /// How many entries of the timeline stand there.
    entries: usize,
    #[schemars(flatten)]
    source: Source<'s>,
}

/// A line of `data/quotes.csv`: a report of a quotation.
#[derive(JsonSchema, Serialize)]
pub(in crate::page) struct QuoteLine<'s> {
    /// The id of the quotation; lines with one id have the same words.
    quotation: &'s str,
    /// The words, verbatim.
    text: String,
    /// Direct, mixed or indirect.
    kind: QuoteKind,
    /// The id of the speaker; empty where that is not certain.
    speaker: &'s str,
    /// The source as written, where no person is known.
    speaker_text: &'s str,
    #[schemars(flatten)]
    source: Source<'s>,
}

/// The bytes of a table.
pub(super) fn table(site: &Site, table: Table) -> Vec<u8> {
    match table {
        Table::Timeline => written(TIMELINE, site.coverage.entries.iter().flat_map(|e| entry(site, e))),
        Table::People => written(PEOPLE, site.coverage.people.iter().flat_map(|p| person(site, p))),
        Table::Places => written(PLACES, site.coverage.places.iter().filter_map(|p| place(site, p))),
        Table::Quotes => written(QUOTES, site.coverage.quotations.iter().flat_map(|q| quotation(site, q))),
    }
}

const TIMELINE: &str = "entry,gist,status,background,value,start,end,zone,zone_source,when_source,place,people,summit,report_status,article,published,sentence,href";
const PEOPLE: &str = "person,name,family,country,role,former,article,published,sentence,href";
const PLACES: &str = "place,name,kind,country,within,zone,mentions,entries,article,published,sentence,href";
const QUOTES: &str = "quotation,text,kind,speaker,speaker_text,article,published,sentence,href";

/// A line of column names, and a line a row. `csv` makes no names for what a row holds in a part of its own,
/// so they are given; the test compares them with the rows.
fn written(columns: &str, rows: impl Iterator<Item = impl Serialize>) -> Vec<u8> {
    let mut bytes = columns.as_bytes().to_vec();
    bytes.extend_from_slice(b"\r\n");
    let mut builder = csv::WriterBuilder::new();
    let mut writer = builder.has_headers(false).terminator(csv::Terminator::CRLF).from_writer(bytes);
    for row in rows {
        writer.serialize(row).expect("memory takes every row, and rows are flat");
    }
    writer.into_inner().expect("memory takes every row")
}

fn source(site: &Site, evidence: Evidence) -> Source<'_> {
    let covered = &site.coverage.articles[evidence.article];
    Source {
        article: &covered.article.id,
        published: covered.published.map_or(String::new(), digits::rfc3339),
        sentence: site.sentence_of(evidence),
        href: match &site.config.base_url {
            Some(base) => format!("{base}{}", site.evidence_href(&super::root(), evidence)),
            None => site.evidence_href(&Route::new("data/table.csv"), evidence),
        },
    }
}

fn entry<'s>(site: &'s Site, entry: &'s crate::coverage::Entry) -> impl Iterator<Item = EntryLine<'s>> {
    let coverage = &site.coverage;
    let people: Vec<&str> = entry.people.iter().map(|&p| coverage.people[p].id.as_str()).collect();
    let people = people.join(";");
    entry.reports.iter().map(move |&report: &Report| {
        let event = coverage.event(report);
        let when = event.when.as_ref();
        EntryLine {
            entry: &entry.id,
            gist: &entry.gist,
            status: entry.status,
            background: entry.background,
            value: when.map_or("", |w| w.value.as_str()),
            start: when.map_or(String::new(), |w| digits::rfc3339(w.start)),
            end: when.map_or(String::new(), |w| digits::rfc3339(w.end)),
            zone: when.map_or(String::new(), |w| w.zone.to_string()),
            zone_source: when.map(|w| w.zone_source),
            when_source: when.map(|_| event.when_source),
            place: entry.place.map_or("", |p| coverage.places[p].name.as_str()),
            people: people.clone(),
            summit: entry.summit.map_or("", |s| coverage.summits[s].id.as_str()),
            report_status: event.status,
            source: source(site, site.report_evidence(report)),
        }
    })
}

fn person<'s>(site: &'s Site, person: &'s crate::coverage::Person) -> Vec<PersonLine<'s>> {
    let line = |role: &'s str, former: bool, evidence: Evidence| PersonLine {
        person: &person.id,
        name: &person.name.full,
        family: person.name.family.as_deref().unwrap_or_default(),
        country: person.country.as_deref().unwrap_or_default(),
        role,
        former,
        source: source(site, evidence),
    };
    let roles = person.roles.iter();
    let stated = roles.flat_map(|role| role.evidence.iter().map(|&e| line(&role.text, role.former, e)));
    let lines: Vec<PersonLine<'s>> = stated.collect();
    if lines.is_empty() {
        return person.names.first().map(|name| line("", false, name.first)).into_iter().collect();
    }
    lines
}

fn place<'s>(site: &'s Site, place: &'s crate::coverage::Place) -> Option<PlaceLine<'s>> {
    Some(PlaceLine {
        place: &place.id,
        name: &place.name,
        kind: place.kind,
        country: place.country.unwrap_or_default(),
        within: place.within.as_deref().unwrap_or_default(),
        zone: place.zone.map_or(String::new(), |z| z.to_string()),
        mentions: place.mentions.len(),
        entries: place.entries.len(),
        source: source(site, *place.mentions.first()?),
    })
}

fn quotation<'s>(
    site: &'s Site,
    quotation: &'s crate::coverage::Quotation,
) -> impl Iterator<Item = QuoteLine<'s>> {
    quotation.reports.iter().map(move |&(evidence, _)| QuoteLine {
        quotation: &quotation.id,
        text: crate::page::view::one_line(site.coverage.words(evidence)),
        kind: quotation.kind,
        speaker: quotation.speaker.map_or("", |p| site.coverage.people[p].id.as_str()),
        speaker_text: quotation.speaker_text.as_deref().unwrap_or_default(),
        source: source(site, evidence),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_names_are_those_of_the_rows() {
        fn check<T: JsonSchema>(columns: &str) {
            let schema = schemars::schema_for!(T);
            let known = schema.get("properties").and_then(|p| p.as_object()).expect("rows are objects");
            let mut names: Vec<&str> = columns.split(',').collect();
            assert_eq!(names.len(), known.len(), "{columns}");
            names.retain(|name| !known.contains_key(*name));
            assert!(names.is_empty(), "{names:?}");
        }
        check::<EntryLine<'_>>(TIMELINE);
        check::<PersonLine<'_>>(PEOPLE);
        check::<PlaceLine<'_>>(PLACES);
        check::<QuoteLine<'_>>(QUOTES);
    }
}
