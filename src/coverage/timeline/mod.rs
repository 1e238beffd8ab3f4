//! The timeline: event mentions of all articles, merged into entries.
//!
//! Mentions with what the corpus knows of them ([`mention`]) become clusters ([`mod@merge`]), clusters become
//! entries ([`entry`]); the editor's corrections ([`hand`]) come in at each of these steps. Entry point:
//! [`mod@merge`].

mod compare;
mod entry;
mod hand;
mod mention;
mod merge;
mod reconcile;

pub use entry::says_off;
pub use hand::{Addition, Anchor, Applied, Correction, Corrections, RetimeTo, Source, Was, schema};

use rayon::prelude::*;

use super::{Coverage, Entry, EntryIx};
use crate::diagnostic::Diagnostic;
use crate::extract::time::Grain;
use crate::extract::{Status, When, WhenSource};

/// A thing that began more than so many minutes off its plan was moved.
const MOVED: i64 = 15;

/// Entries, sorted, and what the editor's corrections did to them.
#[derive(Debug)]
pub(super) struct Merged {
    entries: Vec<Entry>,
    corrections: Vec<Applied>,
}

/// Merges event mentions into entries and sorts them. Needs to know who and where everybody is.
pub(super) fn merge(
    coverage: &Coverage,
    corrections: &Corrections,
    diagnostics: &mut Vec<Diagnostic>,
) -> Merged {
    let mut hand = hand::apply::Hand::new(coverage, corrections, diagnostics);
    let mut mentions = mention::mentions(coverage);
    mentions.retain(|mention| !hand.hides(mention.report));
    let clusters = merge::clusters(coverage, &mentions, &|report| hand.parts(report));
    let clusters = hand.joined(&mentions, clusters);
    let mut entries: Vec<_> =
        clusters.par_iter().map(|members| entry::entry(coverage, &mentions, members)).collect();
    hand.change(coverage, &mut entries, diagnostics);
    entries.sort_by(|a, b| {
        let key = |e: &super::Entry| e.when.as_ref().map(|w| (w.start, w.grain));
        let (a_key, b_key) = (key(a), key(b));
        (a_key.is_none(), a_key, &a.id).cmp(&(b_key.is_none(), b_key, &b.id))
    });
    let corrections = hand.applied(&entries);
    Merged { entries, corrections }
}

impl Merged {
    /// Puts the entries into the coverage, with the way back from each event mention.
    pub(super) fn put(self, coverage: &mut Coverage) {
        for covered in &mut coverage.articles {
            covered.reading.entries = vec![None; covered.annotations.events.len()];
        }
        for (ix, entry) in self.entries.iter().enumerate() {
            for report in &entry.reports {
                coverage.articles[report.article].reading.entries[report.event] = Some(ix as EntryIx);
            }
        }
        coverage.corrections = self.corrections;
        coverage.entries = self.entries;
        for (ix, applied) in coverage.corrections.iter().enumerate() {
            if let Some(entry) = applied.entry {
                coverage.entries[entry].corrections.push(ix);
            }
        }
    }
}

impl Coverage {
    /// The first report that announced an entry before it was due: an index into its reports.
    pub fn announced(&self, entry: EntryIx) -> Option<usize> {
        let planned = |status| matches!(status, Status::Scheduled | Status::Expected);
        self.entries[entry].reports.iter().position(|&report| planned(self.event(report).status))
    }

    /// For when an entry had been planned, where that is another time than the one it has: the last plan
    /// that states a time, beyond what two clocks may differ by.
    pub fn moved_from(&self, entry: EntryIx) -> Option<&When> {
        let Entry { reports, when, status, .. } = &self.entries[entry];
        let plans = reports.iter().filter(|&&report| {
            let event = self.event(report);
            let planned = matches!(event.status, Status::Scheduled | Status::Expected);
            planned && event.when_source == WhenSource::Stated
        });
        let mut times = plans.filter_map(|&report| self.event(report).when.as_ref());
        let (plan, when) = (times.rfind(|when| when.grain <= Grain::Day)?, when.as_ref()?);
        if matches!(status, Status::Scheduled | Status::Expected | Status::Cancelled) {
            return None;
        }
        let another = if plan.grain <= Grain::Hour && when.grain <= Grain::Hour {
            (plan.start - when.start).num_minutes().abs() > MOVED
        } else {
            plan.start >= when.end || when.start >= plan.end
        };
        another.then_some(plan)
    }
}
