//! Where each entry of the timeline is at home: a page for each date at the precision that was stated
//! (`days/2019-02-28.html`, `days/2019-02.html`, `days/1980s.html`), and the periods that list them.
//!
//! Everything is one pass over the entries. Entry point: [`Calendar::new`].

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::LIST;
use crate::coverage::{Entry, EntryIx};
use crate::extract::When;
use crate::extract::time::Grain;

/// All dates that have entries, and the periods of the timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    /// Dates, earliest first, a whole period before the days in it; entries without a time come last.
    pub(super) dates: Vec<Date>,
    /// Years, and months of years with too many entries for one page.
    pub(super) periods: Vec<Period>,
    /// For each entry: its date and its place among that date's entries. `None` without evidence.
    homes: Vec<Option<(u32, u32)>>,
    by_key: HashMap<String, usize>,
}

/// A date at some precision, and what stands there.
#[derive(Clone, Debug)]
pub(super) struct Date {
    /// ISO 8601 as far as it reaches: "2019-02-28", "2019-02", "2019", "1980s"; "undated".
    pub(super) key: String,
    /// First day; `None` for entries without a time.
    pub(super) start: Option<NaiveDate>,
    /// How precise it is.
    pub(super) grain: Grain,
    /// Entries, in the timeline's order.
    pub(super) entries: Vec<EntryIx>,
}

/// A stretch of the timeline with a page of its own.
#[derive(Clone, Debug)]
pub(super) struct Period {
    /// "2019" or "2019-02".
    pub(super) key: String,
    /// Into [`Calendar::dates`].
    pub(super) dates: Range<usize>,
    /// How many entries they have.
    pub(super) entries: usize,
    /// Its months, where it is a year too long for one page: into [`Calendar::periods`].
    pub(super) months: Range<usize>,
    /// True where the page lists the entries themselves.
    pub(super) full: bool,
}

impl Calendar {
    pub(super) fn new(entries: &[Entry]) -> Calendar {
        let mut groups: BTreeMap<(NaiveDate, Reverse<Grain>), Vec<EntryIx>> = BTreeMap::new();
        let mut undated = Vec::new();
        for (ix, entry) in
            entries.iter().enumerate().filter(|(_, e)| !e.reports.is_empty() || !e.corrections.is_empty())
        {
            match &entry.when {
                Some(when) => {
                    let place = (first_day(when), Reverse(when.grain.max(Grain::Day)));
                    groups.entry(place).or_default().push(ix);
                }
                None => undated.push(ix),
            }
        }
        let mut calendar = Calendar { homes: vec![None; entries.len()], ..Calendar::default() };
        for ((start, Reverse(grain)), entries) in groups {
            let key = key(grain, start.and_time(NaiveTime::MIN));
            calendar.dates.push(Date { key, start: Some(start), grain, entries });
        }
        if !undated.is_empty() {
            let key = "undated".to_owned();
            calendar.dates.push(Date { key, start: None, grain: Grain::Century, entries: undated });
        }
        for (date_ix, date) in calendar.dates.iter().enumerate() {
            for (position, &entry) in date.entries.iter().enumerate() {
                calendar.homes[entry] = Some((date_ix as u32, position as u32));
            }
            calendar.by_key.insert(date.key.clone(), date_ix);
        }
        calendar.periods = periods(&calendar.dates);
        calendar
    }

    /// The date of an entry and the part of its page that it stands on, from 1.
    pub(super) fn home(&self, entry: EntryIx) -> Option<(usize, usize)> {
        let (date, position) = self.homes.get(entry).copied().flatten()?;
        Some((date as usize, position as usize / LIST + 1))
    }

    /// The date with this key, if anything stands there.
    pub(super) fn date(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// How many entries stand on some date or none.
    pub(super) fn entries(&self) -> usize {
        self.dates.iter().map(|d| d.entries.len()).sum()
    }

    /// The periods at the top: years.
    pub(super) fn years(&self) -> impl Iterator<Item = &Period> {
        self.periods.iter().filter(|p| !p.key.contains('-'))
    }

    /// The period that lists a date.
    pub(super) fn period_of(&self, date: usize) -> Option<&Period> {
        self.periods.iter().rfind(|p| p.dates.contains(&date))
    }
}

/// The key of a date at a precision; day and finer are the day.
pub(super) fn key(grain: Grain, start: NaiveDateTime) -> String {
    let day = start.date();
    let is_day = matches!(grain, Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay | Grain::Day);
    if is_day && (0..=9999).contains(&day.year()) {
        return super::words::digits::day(day);
    }
    let year = if day.year() < 0 { format!("bc{:04}", 1 - day.year()) } else { format!("{:04}", day.year()) };
    match grain {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay | Grain::Day => {
            format!("{year}-{:02}-{:02}", day.month(), day.day())
        }
        Grain::Weekend => format!("{year}-{:02}-{:02}-weekend", day.month(), day.day()),
        Grain::Week => format!("{}-w{:02}", day.iso_week().year(), day.iso_week().week()),
        Grain::Month => format!("{year}-{:02}", day.month()),
        Grain::Quarter => format!("{year}-q{}", day.month0() / 3 + 1),
        Grain::Season => format!("{year}-{:02}-season", day.month()),
        Grain::HalfYear => format!("{year}-h{}", day.month0() / 6 + 1),
        Grain::Year => year,
        Grain::Decade => format!("{:04}s", day.year().div_euclid(10) * 10),
        Grain::Century => format!("{:04}s-century", day.year().div_euclid(100) * 100),
    }
}

fn first_day(when: &When) -> NaiveDate {
    when.start.naive_local().date()
}

fn periods(dates: &[Date]) -> Vec<Period> {
    let mut periods = Vec::new();
    let dated = dates.partition_point(|d| d.start.is_some());
    for (year, range) in runs(dates, 0..dated, |d| d.start.map(|day| day.year())) {
        let entries = count(dates, &range);
        let name = year.map_or(String::new(), |y| key(Grain::Year, first_of(y, 1)));
        let at = periods.len();
        let full = entries <= LIST;
        periods.push(Period { key: name, dates: range.clone(), entries, months: 0..0, full });
        if full {
            continue;
        }
        let first = periods.len();
        for (month, range) in runs(dates, range, |d| d.start.map(|day| (day.year(), day.month()))) {
            let entries = count(dates, &range);
            let name = month.map_or(String::new(), |(y, m)| key(Grain::Month, first_of(y, m)));
            periods.push(Period { key: name, dates: range, entries, months: 0..0, full: entries <= LIST });
        }
        periods[at].months = first..periods.len();
    }
    periods
}

fn first_of(year: i32, month: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default().and_time(NaiveTime::MIN)
}

fn count(dates: &[Date], range: &Range<usize>) -> usize {
    dates[range.clone()].iter().map(|d| d.entries.len()).sum()
}

/// Ranges of neighbours that share a key.
fn runs<K: PartialEq>(
    dates: &[Date],
    range: Range<usize>,
    key: impl Fn(&Date) -> K,
) -> Vec<(K, Range<usize>)> {
    let mut runs: Vec<(K, Range<usize>)> = Vec::new();
    for ix in range {
        let k = key(&dates[ix]);
        match runs.last_mut() {
            Some((last, run)) if *last == k => run.end = ix + 1,
            _ => runs.push((k, ix..ix + 1)),
        }
    }
    runs
}
