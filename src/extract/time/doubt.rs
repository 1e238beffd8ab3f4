//! What an editor should look at: a weekday that is not the date's, an hour that the clocks skipped or
//! had twice, a date in figures that can be read in two ways.
//!
//! A doubt never changes a value. Entry point: [`doubts`].

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::expr::{Calendar, Head};
use super::value::Grain;
use crate::extract::TimeMention;
use crate::zone::{ClockChange, Zone};

/// Something about a time that a person should check.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// "Thursday, February 27", which was a Wednesday.
    Weekday {
        /// The weekday as written, Monday is 0.
        written: u8,
        /// The date.
        date: NaiveDate,
    },
    /// A local time that a clock change makes impossible or double.
    Clocks {
        /// Which of the two.
        change: ClockChange,
        /// Where.
        zone: Zone,
    },
    /// "3/4/2019": the day may stand first or second.
    DayOrMonth {
        /// As it was read.
        read: NaiveDate,
        /// As it could be read.
        other: NaiveDate,
    },
}

/// What is doubtful about a mention.
pub fn doubts(mention: &TimeMention) -> Vec<Doubt> {
    let mut found = Vec::new();
    let Some(moment) = mention.value.moment else { return found };
    let date = moment.start.date();
    let written = match &mention.expr.head {
        Head::Calendar(Calendar { weekday, day: Some(_), .. }) => *weekday,
        Head::Clock { day: Some(day), .. } | Head::PartOfDay { day: Some(day), .. } => match **day {
            Head::Calendar(Calendar { weekday, .. }) => weekday,
            _ => None,
        },
        _ => None,
    };
    if let Some(written) = written.filter(|&w| u32::from(w) != date.weekday().num_days_from_monday()) {
        found.push(Doubt::Weekday { written, date });
    }
    if let Head::Numeric { first, second, .. } = mention.expr.head {
        let other = if u32::from(first) == date.day() { (first, second) } else { (second, first) };
        let swapped = NaiveDate::from_ymd_opt(date.year(), u32::from(other.0), u32::from(other.1));
        if let Some(other) = swapped.filter(|d| *d != date) {
            found.push(Doubt::DayOrMonth { read: date, other });
        }
    }
    if moment.grain <= Grain::Hour
        && let Some(zone) = mention.value.zone
        && let Err(change) = zone.instant(moment.start)
    {
        found.push(Doubt::Clocks { change, zone });
    }
    found
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Doubt::Weekday { written, date } => write!(
                f,
                "{} is a {}, not a {}",
                date.format("%-d %B %Y"),
                date.format("%A"),
                super::plain::weekday_name(*written)
            ),
            Doubt::Clocks { change: ClockChange::Gap, zone } => {
                write!(f, "the clocks of {zone} were put forward over this time: it did not exist")
            }
            Doubt::Clocks { change: ClockChange::Overlap, zone } => {
                write!(f, "the clocks of {zone} were put back over this time: it came twice")
            }
            Doubt::DayOrMonth { read, other } => {
                write!(f, "read as {}, it could be {}", read.format("%-d %B %Y"), other.format("%-d %B %Y"))
            }
        }
    }
}
