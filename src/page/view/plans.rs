//! What changed: what reports announced before it was due, against what later ones say became of it.
//!
//! Entry point: [`Desk::plans`].

use chrono::NaiveDate;
use serde::Serialize;

use super::entry::Desk;
use crate::coverage::EntryIx;
use crate::extract::time::Grain;
use crate::extract::{Status, When};
use crate::page::words;

/// Something that was planned.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// For when: "28 Feb 2019, 11:55"; empty where no report says.
    pub planned: String,
    /// For `<time datetime>`.
    pub datetime: Option<String>,
    /// What.
    pub gist: String,
    /// To its entry.
    pub entry: String,
    /// To the sentence that announced it.
    pub announced: String,
    /// The date of that report.
    pub published: String,
    /// Class of what became of it.
    pub class: &'static str,
    /// True where what it says is to be struck through.
    pub struck: bool,
    /// What became of it: `as_planned`, `moved`, `happened`, `open` (no later report, or none yet), or the
    /// name of another status.
    pub became: &'static str,
    /// The status in words.
    pub status: &'static str,
    /// When it took place, or is to: "28 Feb 2019, 14:15"; empty where that is the planned time, or unknown.
    pub at: String,
    /// To the sentence that says so; `None` where no later report tells.
    pub told: Option<String>,
    /// True where time has passed it by without a word.
    pub unconfirmed: bool,
}

impl Desk<'_> {
    /// The plans among some entries, by the time that they were planned for; at most `most`. On the page of
    /// `day` its date goes without saying.
    pub(super) fn plans(&self, entries: &[EntryIx], day: Option<NaiveDate>, most: usize) -> Vec<Plan> {
        let coverage = &self.site.coverage;
        let starts = |ix: EntryIx| {
            let plan = self.planned_for(ix);
            (plan.is_none(), plan.map(|when| when.start), ix)
        };
        let mut planned: Vec<EntryIx> = entries
            .iter()
            .copied()
            .filter(|&ix| !coverage.entries[ix].background && coverage.announced(ix).is_some())
            .collect();
        planned.sort_by_key(|&ix| starts(ix));
        planned.into_iter().take(most).filter_map(|ix| self.plan(ix, day)).collect()
    }

    /// The time that an entry was planned for.
    fn planned_for(&self, ix: EntryIx) -> Option<&When> {
        let coverage = &self.site.coverage;
        let entry = &coverage.entries[ix];
        let stated = coverage.event(entry.reports[coverage.announced(ix)?]).when.as_ref();
        coverage.moved_from(ix).or(match entry.status {
            Status::Happened | Status::UnderWay => stated.or(entry.when.as_ref()),
            _ => entry.when.as_ref().or(stated),
        })
    }

    fn plan(&self, ix: EntryIx, day: Option<NaiveDate>) -> Option<Plan> {
        let coverage = &self.site.coverage;
        let entry = &coverage.entries[ix];
        let announced = entry.reports[coverage.announced(ix)?];
        let moved = coverage.moved_from(ix);
        let stated = coverage.event(announced).when.as_ref();
        let when = self.planned_for(ix);
        let open = matches!(entry.status, Status::Scheduled | Status::Expected);
        let held = matches!(entry.status, Status::Happened | Status::UnderWay);
        let change = entry.history.iter().rev().find(|change| change.status == entry.status);
        let told = change.filter(|_| !open).and_then(|change| entry.reports.get(change.report));
        let clocks = |when: Option<&When>| when.is_some_and(|w| w.grain <= Grain::Hour);
        let became = match entry.status {
            _ if open => "open",
            _ if held && moved.is_some() => "moved",
            _ if held && clocks(when) && clocks(entry.when.as_ref()) => "as_planned",
            _ if held => "happened",
            status => words::status_class(status),
        };
        let elsewhere = moved.is_some()
            || became == "as_planned" && stated.map(|w| w.start) != entry.when.as_ref().map(|w| w.start);
        let date = |when: &When| (when.grain <= Grain::Day).then(|| when.start.naive_local().date());
        let shown = |when: &When, known: Option<NaiveDate>| match date(when) {
            Some(date) if Some(date) == known && when.grain < Grain::Day => self.words().hour_text(when),
            _ => self.words().date_and_hour(when),
        };
        // What was planned, in the words that announced it; the editor's words win.
        let corrected =
            entry.corrections.iter().any(|&ix| coverage.corrections[ix].correction.gist.is_some());
        let gist = if corrected { &entry.gist } else { &coverage.event(announced).gist };
        Some(Plan {
            planned: when.map_or_else(String::new, |when| shown(when, day)),
            datetime: when.and_then(words::hour_datetime),
            gist: gist.clone(),
            entry: self.entry_href(ix),
            announced: self.evidence(self.report(announced)),
            published: self.published(announced.article),
            class: words::status_class(entry.status),
            struck: super::entry::struck(entry.status, gist),
            became,
            status: self.words().status(entry.status),
            at: entry
                .when
                .as_ref()
                .filter(|_| elsewhere)
                .map_or_else(String::new, |at| shown(at, when.and_then(date).or(day))),
            told: told.map(|&report| self.evidence(self.report(report))),
            unconfirmed: entry.unconfirmed,
        })
    }
}
