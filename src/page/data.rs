//! Facts as data: every fact with its sentence, for programs.

use serde::Serialize;

use super::view::Desk;
use super::{DataFile, Route, Site, words};
use crate::coverage::{EntryIx, Evidence};

/// Above this many entries the timeline's data are split by year.
const ENTRIES: usize = 5_000;
/// The most quotations in one file.
pub(super) const QUOTATIONS_FILE: usize = 5_000;

#[derive(Serialize)]
struct Source<'s> {
    article: &'s str,
    title: &'s str,
    published: Option<String>,
    sentence: String,
    href: String,
}

#[derive(Serialize)]
struct Time<'s> {
    value: &'s str,
    start: String,
    end: String,
    grain: crate::extract::time::Grain,
    modifier: Option<crate::extract::time::Modifier>,
    zone: String,
    zone_source: crate::zone::ZoneSource,
}

#[derive(Serialize)]
struct EntryData<'s> {
    id: &'s str,
    also: &'s [String],
    gist: &'s str,
    action: &'s str,
    status: crate::extract::Status,
    background: bool,
    unconfirmed: bool,
    when: Option<Time<'s>>,
    people: Vec<&'s str>,
    place: Option<&'s str>,
    summit: Option<&'s str>,
    href: String,
    reports: Vec<ReportData<'s>>,
}

#[derive(Serialize)]
struct ReportData<'s> {
    status: crate::extract::Status,
    when: Option<Time<'s>>,
    source: Source<'s>,
}

#[derive(Serialize)]
struct PersonData<'s> {
    id: &'s str,
    name: &'s crate::extract::NameParts,
    names: Vec<NameData<'s>>,
    roles: Vec<RoleData<'s>>,
    country: Option<&'s str>,
    relations: Vec<RelationData<'s>>,
    href: String,
}

#[derive(Serialize)]
struct NameData<'s> {
    form: &'s str,
    count: usize,
    first: Source<'s>,
}

#[derive(Serialize)]
struct RoleData<'s> {
    text: &'s str,
    former: bool,
    sources: Vec<Source<'s>>,
}

#[derive(Serialize)]
struct RelationData<'s> {
    kind: &'s str,
    inverse: bool,
    to: &'s str,
    source: Source<'s>,
}

#[derive(Serialize)]
struct PlaceData<'s> {
    id: &'s str,
    name: &'s str,
    kind: crate::extract::PlaceKind,
    country: Option<&'s str>,
    zone: Option<String>,
    within: Option<&'s str>,
    mentions: usize,
    first: Option<Source<'s>>,
    href: String,
}

#[derive(Serialize)]
struct QuotationData<'s> {
    id: &'s str,
    text: &'s str,
    kind: crate::extract::QuoteKind,
    speaker: Option<&'s str>,
    speaker_text: Option<&'s str>,
    href: String,
    reports: Vec<Source<'s>>,
}

#[derive(Serialize)]
struct Index {
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
            DataFile::Timeline => {
                list(self.calendar.dates.iter().flat_map(|d| &d.entries).map(|&ix| entry(&desk, ix)))
            }
            DataFile::TimelineYear(year) => {
                let dates = self.calendar.years().nth(year).map_or(0..0, |y| y.dates.clone());
                list(self.calendar.dates[dates].iter().flat_map(|d| &d.entries).map(|&ix| entry(&desk, ix)))
            }
            DataFile::CorrectionsSchema => {
                let mut bytes = serde_json::to_vec_pretty(&crate::coverage::timeline::schema())
                    .expect("a schema is JSON");
                bytes.push(b'\n');
                bytes
            }
            DataFile::People => list((0..self.coverage.people.len()).map(|ix| person(&desk, ix))),
            DataFile::Places => list((0..self.coverage.places.len()).map(|ix| place(&desk, ix))),
            DataFile::Quotes if self.quote_files() > 1 => {
                index((1..=self.quote_files()).map(|part| format!("quotes-{part}.json")).collect())
            }
            DataFile::Quotes => self.data(DataFile::QuotesPart(1), here),
            DataFile::QuotesPart(part) => {
                let start = (part - 1) * QUOTATIONS_FILE;
                let end = (start + QUOTATIONS_FILE).min(self.coverage.quotations.len());
                list((start..end).map(|ix| quotation(&desk, ix)))
            }
        }
    }

    /// How many files of quotations there are.
    pub(super) fn quote_files(&self) -> usize {
        super::parts(self.coverage.quotations.len(), QUOTATIONS_FILE)
    }
}

fn index(files: Vec<String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    push(&mut bytes, &Index { files });
    bytes.push(b'\n');
    bytes
}

/// `{"items":[…]}`, an item a line; no more than one is held beside the bytes.
fn list(items: impl Iterator<Item = impl Serialize>) -> Vec<u8> {
    let mut bytes = b"{\"items\":[".to_vec();
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
        published: covered.published.map(|at| at.to_rfc3339()),
        sentence: super::view::one_line(sentence),
        href: desk.evidence(evidence),
    }
}

fn time(when: &crate::extract::When) -> Time<'_> {
    Time {
        value: &when.value,
        start: words::instant(when.start),
        end: words::instant(when.end),
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
    EntryData {
        id: &entry.id,
        also: &entry.aliases,
        gist: &entry.gist,
        action: entry.action,
        status: entry.status,
        background: entry.background,
        unconfirmed: entry.unconfirmed,
        when: entry.when.as_ref().map(time),
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
