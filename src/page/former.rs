//! Where entries once stood: a report gave another day, a plan was moved, the editor set the time. A link
//! that was made to an entry on that day still lands, because its anchors stay there beside the way to where
//! it stands now. Entry point: [`Former::new`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{Calendar, Date, key};
use crate::coverage::{Coverage, EntryIx};
use crate::extract::When;
use crate::extract::time::Grain;

/// The days on which entries stood or would stand by one of their reports alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Former {
    /// By the key of the date.
    entries: BTreeMap<String, Vec<EntryIx>>,
    /// Dates where nothing else stands: they keep their pages.
    pub(super) left: Vec<Date>,
}

impl Former {
    pub(super) fn new(coverage: &Coverage, calendar: &Calendar) -> Former {
        let mut former = Former::default();
        let mut left: BTreeMap<(NaiveDate, String), Date> = BTreeMap::new();
        for (ix, entry) in coverage.entries.iter().enumerate() {
            let told = || entry.reports.iter().filter_map(|&report| coverage.event(report).when.as_ref());
            let was = entry.corrections.iter().filter_map(|&ix| coverage.corrections[ix].was.when.as_ref());
            let Some((home, _)) = calendar.home(ix) else { continue };
            let home = &calendar.dates[home];
            let single = entry.reports.len() == 1 && entry.corrections.is_empty();
            for when in told().filter(|_| !single).chain(was) {
                let (start, grain) = place(when);
                if home.start == Some(start) && home.grain == grain {
                    continue;
                }
                let key = key(grain, when.start.naive_local());
                if calendar.date(&key).is_none() {
                    let date = || Date { key: key.clone(), start: Some(start), grain, entries: Vec::new() };
                    left.entry((start, key.clone())).or_insert_with(date);
                }
                let here = former.entries.entry(key).or_default();
                if here.last() != Some(&ix) {
                    here.push(ix);
                }
            }
        }
        former.left = left.into_values().collect();
        former
    }

    /// The entries that stood on a date and stand on another now.
    pub(super) fn of(&self, date: &Date) -> &[EntryIx] {
        self.entries.get(&date.key).map_or(&[], Vec::as_slice)
    }
}

/// The day and the precision that a time is listed under.
fn place(when: &When) -> (NaiveDate, Grain) {
    (when.start.naive_local().date(), when.grain.max(Grain::Day))
}
