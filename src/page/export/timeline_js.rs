//! `timelinejs.json`: the timeline in the format of TimelineJS3, which loads it as it stands.
//!
//! Dates go as far as they were stated; what was not said is not filled in. Words are HTML there, so they
//! are escaped.

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::Serialize;

use super::calendar::summary;
use super::{Scope, escaped};
use crate::coverage::EntryIx;
use crate::extract::When;
use crate::extract::time::Grain;
use crate::page::{Site, words};

/// How many entries it holds: those with most reports. More than that nobody can page through.
const ENTRIES: usize = 500;

#[derive(Serialize)]
struct Timeline {
    scale: &'static str,
    title: Slide,
    events: Vec<Slide>,
}

#[derive(Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
}

#[derive(Serialize)]
struct Words {
    headline: String,
    text: String,
}

#[derive(Default, Serialize)]
struct Date {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u32>,
}

/// The timeline of a scope.
pub(super) fn timeline(site: &Site, scope: Scope) -> Vec<u8> {
    let entries = &site.coverage.entries;
    let shown = |ix: &EntryIx| entries[*ix].when.is_some() && !entries[*ix].background;
    let mut chosen: Vec<EntryIx> = site.entries_of(scope).filter(shown).collect();
    let all = chosen.len();
    if all > ENTRIES {
        chosen.sort_by_key(|&ix| (std::cmp::Reverse(entries[ix].reports.len()), ix));
        chosen.truncate(ENTRIES);
        chosen.sort_unstable();
    }
    let note = if all > ENTRIES {
        format!("<p>The {ENTRIES} entries with most reports, of {all}</p>")
    } else {
        format!("<p>{}</p>", escaped(&site.config.description))
    };
    let timeline = Timeline {
        scale: "human",
        title: Slide {
            start_date: None,
            end_date: None,
            display_date: None,
            text: Words { headline: escaped(&site.title_of(scope)), text: note },
            group: None,
            unique_id: None,
        },
        events: chosen.into_iter().filter_map(|ix| slide(site, ix)).collect(),
    };
    let mut bytes = serde_json::to_vec(&timeline).expect("slides hold nothing that JSON cannot say");
    bytes.push(b'\n');
    bytes
}

fn slide(site: &Site, ix: EntryIx) -> Option<Slide> {
    let entry = &site.coverage.entries[ix];
    let when = entry.when.as_ref()?;
    let zone = site.words().hour(when).zone.map_or(String::new(), |zone| format!(" ({zone})"));
    let mut text = String::new();
    if let Some(&report) = entry.reports.first() {
        let title = &site.coverage.articles[report.article].article.front.title;
        let address = site.evidence_address(site.report_evidence(report));
        text = format!(
            "<blockquote>{}</blockquote><p><a href=\"{}\">{}</a></p>",
            escaped(&site.report_sentence(report)),
            escaped(&address),
            escaped(title)
        );
    }
    Some(Slide {
        start_date: Some(date(when, when.start.naive_local())),
        end_date: words::interval_end(when)
            .filter(|_| when.grain < Grain::PartOfDay)
            .map(|end| date(when, end)),
        display_date: Some(format!("{}{zone}", site.words().date_and_hour(when))),
        text: Words { headline: escaped(&summary(site, entry)), text },
        group: entry.summit.map(|summit| escaped(&site.coverage.summits[summit].title)),
        unique_id: Some(entry.id.clone()),
    })
}

/// A date as far as it was stated.
fn date(when: &When, at: NaiveDateTime) -> Date {
    let mut date = Date { year: at.year(), ..Date::default() };
    if when.grain <= Grain::Season {
        date.month = Some(at.month());
    }
    if when.grain <= Grain::Week {
        date.day = Some(at.day());
    }
    if when.grain < Grain::PartOfDay {
        date.hour = Some(at.hour());
        date.minute = Some(at.minute());
    }
    date
}
