//! What a time means: a TIMEX3 value, and the local interval that it covers.
//!
//! Values follow TIMEX3 of TimeML 1.2.1 (<https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html>).

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::Serialize;

use crate::zone::{Zone, ZoneSource};

/// What a time expression means.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeValue {
    /// TIMEX3 `type`.
    pub timex: TimexType,
    /// TIMEX3 `value`, in local time without offset: `2019-02-28T08:55`, `2019-02-27TNI`, `PT2H`.
    pub value: String,
    /// TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// TIMEX3 `quant` of a set: "EVERY".
    pub quant: Option<String>,
    /// TIMEX3 `freq` of a set: "2X".
    pub freq: Option<String>,
    /// The local interval that a calendar time covers; `None` for durations, sets and times that name
    /// no place on the calendar (`PRESENT_REF`, `XXXX-12-25`).
    pub moment: Option<Moment>,
    /// The zone to read it in; `None` where no clock or calendar time is meant.
    pub zone: Option<Zone>,
    /// Where the zone came from.
    pub zone_source: Option<ZoneSource>,
}

/// TIMEX3 `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or coarser.
    Date,
    /// Finer than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// A stretch of local time, `start` included and `end` not, with the grain that it was stated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// First local time.
    pub start: NaiveDateTime,
    /// One past the last local time.
    pub end: NaiveDateTime,
    /// How precisely it was stated.
    pub grain: Grain,
}

/// How precisely a time was stated; finer grains are smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// "in the evening".
    PartOfDay,
    /// A day.
    Day,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season.
    Season,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// A decade.
    Decade,
    /// A century, and longer.
    Century,
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// "more than a decade ago".
    Before,
    /// "less than a year ago".
    After,
    /// "on or before", "by".
    OnOrBefore,
    /// "on or after", "since".
    OnOrAfter,
    /// "less than two hours".
    LessThan,
    /// "more than two hours".
    MoreThan,
    /// "no more than".
    EqualOrLess,
    /// "at least".
    EqualOrMore,
    /// "early", "the dawn of".
    Start,
    /// "the middle of".
    Mid,
    /// "late", "the end of".
    End,
    /// "about".
    Approx,
}
