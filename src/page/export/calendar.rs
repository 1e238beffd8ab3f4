//! `timeline.ics`: the entries that have a day, for calendars. The only file that names `icalendar`.
//!
//! A clock time is an instant; a day, and a part of a day, is a whole day, because no clock time is
//! invented. Coarser entries are left out. UID and DTSTAMP come from the entry and its newest report, never
//! from chance or the clock.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

use crate::coverage::Entry;
use crate::extract::Status;
use crate::extract::time::Grain;
use crate::page::{Site, words};

/// The calendar of the whole timeline.
pub(super) fn calendar(site: &Site) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Dateline//Dateline//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name(&site.config.title);
    for ix in 0..site.coverage.entries.len() {
        if let Some(event) = event(site, ix) {
            calendar.push(event);
        }
    }
    calendar.to_string().into_bytes()
}

fn event(site: &Site, ix: usize) -> Option<Event> {
    let entry = &site.coverage.entries[ix];
    let when = entry.when.as_ref().filter(|when| !entry.background && when.grain <= Grain::Day)?;
    let reports = entry.reports.iter();
    let newest = reports.filter_map(|r| site.coverage.articles[r.article].published).max()?;
    let mut event = Event::new();
    event.uid(&format!("{}@{}", entry.id, host(site)));
    event.timestamp(newest.to_utc());
    event.summary(&summary(entry));
    if when.grain <= Grain::Hour {
        event.starts(when.start.to_utc());
    } else {
        // The end of a whole day is the day after it (RFC 5545, 3.6.1).
        let day = when.start.date_naive();
        event.starts(day);
        event.ends(day.succ_opt().unwrap_or(day));
    }
    if let Some(place) = entry.place {
        event.location(&site.coverage.places[place].name);
    }
    let sentences: Vec<String> = entry.reports.iter().map(|&report| site.report_sentence(report)).collect();
    event.description(&sentences.join("\n\n"));
    if site.config.base_url.is_some()
        && let Some(address) = site.entry_address(ix)
    {
        event.url(&address);
    }
    event.status(status(entry.status));
    Some(event.done())
}

/// The gist, with the status before it where it is not simply what happened.
fn summary(entry: &Entry) -> String {
    match entry.status {
        Status::Happened => entry.gist.clone(),
        status => format!("{}: {}", words::status(status), entry.gist),
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
