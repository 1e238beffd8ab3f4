//! `timeline.ics`: the entries that have a day, for calendars. The only file that names `icalendar`.
//!
//! A clock time is an instant; a day, a part of a day, and a clock time that only bounds the moment ("before
//! 9") is a whole day, because no clock time is invented. Coarser entries are left out. UID and DTSTAMP come
//! from the entry and its newest report, never from chance or the clock.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

use super::Scope;
use crate::coverage::{Entry, EntryIx};
use crate::extract::time::{Grain, Modifier};
use crate::extract::{Status, When};
use crate::page::{Site, words};

/// How many entries a calendar holds: the latest.
const ENTRIES: usize = 5_000;
/// How many reports of an entry it quotes.
const REPORTS: usize = 5;

/// The calendar of a scope.
pub(super) fn calendar(site: &Site, scope: Scope) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Dateline//Dateline//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.name(&site.title_of(scope));
    let entries: Vec<EntryIx> =
        site.entries_of(scope).filter(|&ix| day(&site.coverage.entries[ix]).is_some()).collect();
    let latest = entries.len().saturating_sub(ENTRIES);
    if latest > 0 {
        calendar.description(&format!("The latest {ENTRIES} of {} entries", entries.len()));
    }
    for &ix in &entries[latest..] {
        calendar.extend(event(site, ix));
    }
    calendar.to_string().into_bytes()
}

/// When an entry is, where a calendar can show it.
pub(super) fn day(entry: &Entry) -> Option<&When> {
    entry.when.as_ref().filter(|when| !entry.background && when.grain <= Grain::Day)
}

fn event(site: &Site, ix: EntryIx) -> Option<Event> {
    let entry = &site.coverage.entries[ix];
    let when = day(entry)?;
    let reports = entry.reports.iter();
    let newest = reports.filter_map(|r| site.coverage.articles[r.article].published).max();
    let mut event = Event::new();
    event.uid(&format!("{}@{}", entry.id, host(site)));
    event.timestamp(newest.unwrap_or(when.start).to_utc());
    event.sequence(entry.reports.len().saturating_sub(1) as u32);
    event.summary(&summary(site, entry));
    if is_clock(when) {
        event.starts(when.start.to_utc());
        if words::interval_end(when).is_some() {
            event.ends(when.end.to_utc());
        }
    } else {
        // The end of a whole day is the day after it (RFC 5545, 3.6.1).
        let first = when.start.naive_local().date();
        let next = first.succ_opt().unwrap_or(first);
        let end = when.end.naive_local().date();
        event.starts(first);
        event.ends(if when.grain == Grain::Day { end.max(next) } else { next });
    }
    if let Some(place) = entry.place {
        event.location(&place_words(site, place));
    }
    event.description(&description(site, ix, when));
    if let Some(summit) = entry.summit {
        event.append_property(("CATEGORIES", site.coverage.summits[summit].title.as_str()));
    }
    if site.config.base_url.is_some()
        && let Some(address) = site.entry_address(ix)
    {
        event.url(&address);
    }
    event.status(status(entry.status));
    Some(event.done())
}

/// True where the moment itself has a clock time, not only a bound.
fn is_clock(when: &When) -> bool {
    when.grain <= Grain::Hour && matches!(when.modifier, None | Some(Modifier::Approx))
}

/// When in words, with the zone and how it is known; for when it had been planned, where it was moved; the times
/// on which reports differ; and then the sentences that say so.
fn description(site: &Site, ix: EntryIx, when: &When) -> String {
    let entry = &site.coverage.entries[ix];
    let hour = site.words().hour(when);
    let mut text = site.words().date_and_hour(when);
    let zone = [hour.zone, hour.zone_note.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>();
    if !zone.is_empty() {
        text.push_str(&format!(" ({})", zone.join(", ")));
    }
    if let Some(planned) = site.coverage.moved_from(ix) {
        let planned = site.words().date_and_hour(planned);
        text.push_str(&format!("\n{}: {planned}", site.words().text("planned_for")));
    }
    let told = |&report: &usize| site.coverage.event(entry.reports[report]).when.as_ref();
    let mut times: Vec<String> =
        entry.disagreements.iter().filter_map(told).map(|other| site.words().hour(other).text).collect();
    times.dedup();
    if !times.is_empty() {
        text.push_str(&format!("\n{} {}, {}", site.words().text("disagree"), hour.text, times.join(", ")));
    }
    for &report in entry.reports.iter().take(REPORTS) {
        text.push_str("\n\n");
        text.push_str(&site.report_sentence(report));
        text.push_str("\n— ");
        text.push_str(&site.coverage.articles[report.article].article.front.title);
    }
    if entry.reports.len() > REPORTS {
        text.push_str(&format!("\n\nand {} more reports", entry.reports.len() - REPORTS));
    }
    text
}

/// "Capella Hotel, Singapore": a venue with its city.
fn place_words(site: &Site, place: usize) -> String {
    let place = &site.coverage.places[place];
    let words = site.words();
    let name = words.place(&place.name, place.country);
    let country = place.country.map(|code| words.country(code)).filter(|country| *country != name);
    let parts = [Some(name), place.within.as_deref(), country];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The gist, with the status before it where it is not simply what happened.
pub(super) fn summary(site: &Site, entry: &Entry) -> String {
    match entry.status {
        Status::Happened => entry.gist.clone(),
        status => format!("{}: {}", site.words().status(status), entry.gist),
    }
}

fn status(status: Status) -> EventStatus {
    match status {
        Status::Happened | Status::UnderWay => EventStatus::Confirmed,
        Status::Cancelled | Status::Denied => EventStatus::Cancelled,
        Status::Scheduled | Status::Expected | Status::Postponed | Status::Disputed | Status::Claimed => {
            EventStatus::Tentative
        }
    }
}

/// What makes the ids of entries unique in the world: the host of the site, where it has one.
fn host(site: &Site) -> &str {
    let after = site.config.base_url.as_deref().and_then(|url| url.split_once("://"));
    after
        .and_then(|(_, rest)| rest.split(['/', ':']).next())
        .filter(|h| !h.is_empty())
        .unwrap_or("dateline.invalid")
}
