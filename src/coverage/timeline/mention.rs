//! An event mention with what the corpus knows of it: people and places by page, and the words that tell
//! one meeting of a day from another. Entry point: [`mentions`].

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

use super::super::{Coverage, PersonIx, PlacePageIx, Report, SummitIx};
use crate::extract::time::Grain;
use crate::extract::{EventMention, PlaceKind, Status, WhenSource};

/// An event mention, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) report: Report,
    /// Actions that may be reports of one thing share a family.
    pub(super) family: &'static str,
    /// Sorted.
    pub(super) people: Vec<PersonIx>,
    pub(super) place: Option<PlacePageIx>,
    /// The day in its own zone, where it is known to the day.
    pub(super) day: Option<NaiveDate>,
    /// The interval, where a time is known.
    pub(super) interval: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    pub(super) grain: Option<Grain>,
    pub(super) source: WhenSource,
    pub(super) status: Status,
    pub(super) background: bool,
    /// "one-on-one" or "expanded", for meetings.
    pub(super) form: Option<MeetingForm>,
    pub(super) summit: Option<SummitIx>,
    pub(super) published: Option<DateTime<FixedOffset>>,
}

/// How leaders meet: a day may see several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MeetingForm {
    /// "one-on-one", "tête-à-tête", "alone", "private".
    Alone,
    /// "expanded", "bilateral", "with advisers", "delegations".
    Expanded,
    /// "on the phone".
    Phone,
}

impl Mention {
    /// True for a time that a clock showed.
    pub(super) fn has_clock(&self) -> bool {
        self.grain.is_some_and(|g| g <= Grain::Hour)
    }

    /// True for what is still to come in the eyes of its report.
    pub(super) fn is_plan(&self) -> bool {
        matches!(self.status, Status::Expected | Status::Scheduled)
    }
}

/// All event mentions of the coverage, in order of publication.
pub(super) fn mentions(coverage: &Coverage) -> Vec<Mention> {
    let mut found = Vec::new();
    for (article, covered) in coverage.articles.iter().enumerate() {
        let text = &covered.article.body.text;
        for (event, mention) in covered.annotations.events.iter().enumerate() {
            let reading = &covered.reading;
            let mut people: Vec<PersonIx> =
                mention.people.iter().filter_map(|&chain| reading.people.get(chain).copied()).collect();
            people.sort_unstable();
            people.dedup();
            let place = mention.place.and_then(|ix| reading.places.get(ix).copied().flatten());
            let when = mention.when.as_ref();
            found.push(Mention {
                report: Report { article, event },
                family: match mention.action {
                    // One person before reporters gives a press conference, whatever a report calls it.
                    "remarks" if people.len() <= 1 => "press conference",
                    action => meal(mention).unwrap_or(family(action)),
                },
                people,
                place,
                day: when.filter(|w| w.grain <= Grain::Day).map(|w| w.zone.local(w.start).date()),
                interval: when.map(|w| (w.start, w.end)),
                grain: when.map(|w| w.grain),
                source: mention.when_source,
                status: mention.status,
                background: mention.background,
                form: form(mention, mention.span.of(text)),
                summit: reading.summit,
                published: covered.published,
            });
        }
    }
    found
}

/// Which meal "they ate" is, by the hour.
fn meal(mention: &EventMention) -> Option<&'static str> {
    let when = mention.when.as_ref().filter(|w| mention.action == "dine" && w.grain <= Grain::PartOfDay)?;
    Some(match when.zone.local(when.start).hour() {
        5..=10 => "breakfast",
        11..=15 => "lunch",
        _ => "dinner",
    })
}

/// Actions under which different reports may tell of one thing.
fn family(action: &'static str) -> &'static str {
    match action {
        "talk" | "negotiate" => "meet",
        "dine" => "dinner",
        "tour" => "visit",
        "travel" => "arrive",
        "enter" => "arrive",
        "end" => "collapse",
        other => other,
    }
}

fn form(event: &EventMention, clause: &str) -> Option<MeetingForm> {
    let clause = clause.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| clause.contains(w));
    if !matches!(family(event.action), "meet" | "call") {
        return None;
    }
    if has(&[
        "one-on-one",
        "one on one",
        "tete-a-tete",
        "tête-à-tête",
        "alone",
        "private",
        "face to face",
        "interpreters",
    ]) {
        return Some(MeetingForm::Alone);
    }
    if has(&[
        "expanded",
        "bilateral",
        "delegation",
        "plenary",
        "advisers",
        "advisors",
        "aides",
        "enlarged",
        "wider",
    ]) {
        return Some(MeetingForm::Expanded);
    }
    has(&["phone", "by video"]).then_some(MeetingForm::Phone)
}

/// True where two places may be one, or one lies in the other.
pub(super) fn places_agree(coverage: &Coverage, family: &str, a: PlacePageIx, b: PlacePageIx) -> bool {
    if a == b {
        return true;
    }
    let (pa, pb) = (&coverage.places[a], &coverage.places[b]);
    // Arrivals: the station, the airport and the hotel are three of one day.
    if matches!(family, "arrive" | "depart" | "visit" | "return")
        && (pa.kind == PlaceKind::Venue || pb.kind == PlaceKind::Venue)
    {
        return false;
    }
    let inside = |inner: &super::super::Place, outer: &super::super::Place| match (inner.kind, outer.kind) {
        (PlaceKind::Venue, PlaceKind::City) => inner.within.as_ref().is_none_or(|w| *w == outer.name),
        // A lake or an island holds houses and towns that no gazetteer ties to it.
        (PlaceKind::Venue | PlaceKind::City, PlaceKind::Region) => {
            inner.country.is_none() || outer.country.is_none() || inner.country == outer.country
        }
        (PlaceKind::Venue | PlaceKind::City | PlaceKind::Region, PlaceKind::Country) => {
            inner.country.is_none() || inner.country == outer.country
        }
        _ => false,
    };
    inside(pa, pb) || inside(pb, pa)
}
