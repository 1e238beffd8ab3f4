//! Times as an editor writes them in `corrections.yaml`: `2019-02-27 19:10`, `about 2019-02-27 evening`,
//! `2021-06-16 13:36 to 15:19`, `2019-02`, `unknown`. The precision is that of what is written.

use chrono::{Datelike, Duration, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime};

use crate::article::date;
use crate::diagnostic::Code;
use crate::extract::When;
use crate::extract::time::{Grain, Modifier};
use crate::yaml::Refusal;
use crate::zone::{Zone, ZoneSource};

const HINT: &str = "write it as `2019-02-28 19:10`, `2019-02-28 evening`, `2019-02-28`, `2019-02`, with `about ` before it where it is not exact, with ` to 20:30` or an offset such as ` +07:00` behind it, or as `unknown`";

/// Words for the parts of a day: TIMEX3 code, first hour, length in hours.
const PARTS: &[(&str, &str, u32, i64)] = &[
    ("morning", "MO", 6, 6),
    ("midday", "MI", 11, 3),
    ("afternoon", "AF", 12, 6),
    ("evening", "EV", 18, 6),
    ("night", "NI", 20, 10),
];

/// A time as written: local, in a zone that the entry or the correction gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetimeTo {
    /// Nothing is known of it.
    Unknown,
    /// TIMEX3 value, local interval and precision.
    At {
        /// `2019-02-27T19:10`.
        value: String,
        /// First local time.
        start: NaiveDateTime,
        /// One past the last.
        end: NaiveDateTime,
        /// How precise it is.
        grain: Grain,
        /// "about".
        about: bool,
        /// Where it is written with one.
        offset: Option<i32>,
    },
}

impl RetimeTo {
    /// Reads a time.
    pub(super) fn parse(text: &str) -> Result<RetimeTo, Refusal> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("unknown") {
            return Ok(RetimeTo::Unknown);
        }
        let (about, text) = match text.strip_prefix("about ") {
            Some(rest) => (true, rest.trim()),
            None => (false, text),
        };
        let refused = || Refusal::new(Code::BadDate, format!("`{text}` is no time that can be read"), HINT);
        let (day, rest) = match text.find(['T', ' ']) {
            Some(at) => (&text[..at], text[at + 1..].trim()),
            None => (text, ""),
        };
        if rest.is_empty() && day.len() < 8 {
            return period(day, about).ok_or_else(refused);
        }
        if !day.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(refused());
        }
        let day = date::day(day)?;
        let at = |value, start, end, grain, offset| RetimeTo::At { value, start, end, grain, about, offset };
        let midnight = day.and_time(NaiveTime::MIN);
        let next = day.succ_opt().ok_or_else(refused)?.and_time(NaiveTime::MIN);
        if rest.is_empty() {
            return Ok(at(day.to_string(), midnight, next, Grain::Day, None));
        }
        if let Some((_, code, hour, hours)) = PARTS.iter().find(|(word, ..)| *word == rest.to_lowercase()) {
            let start = midnight + Duration::hours(i64::from(*hour));
            return Ok(at(
                format!("{day}T{code}"),
                start,
                start + Duration::hours(*hours),
                Grain::PartOfDay,
                None,
            ));
        }
        let (rest, until) = match rest.split_once(" to ") {
            Some((rest, until)) => (rest, Some(clock(until.trim()).ok_or_else(refused)?)),
            None => (rest, None),
        };
        let (hour, offset) = rest.split_at(rest.find(['+', '-', 'Z']).unwrap_or(rest.len()));
        let offset = match offset {
            "" => None,
            "Z" => Some(0),
            text => Some(text.parse::<FixedOffset>().map_err(|_| refused())?.local_minus_utc()),
        };
        let hour = clock(hour.trim()).ok_or_else(refused)?;
        let start = day.and_time(hour);
        let end = match until {
            None => start + Duration::minutes(1),
            Some(until) if until > hour => day.and_time(until),
            Some(until) => day.and_time(until) + Duration::days(1),
        };
        Ok(at(start.format("%Y-%m-%dT%H:%M").to_string(), start, end, Grain::Minute, offset))
    }

    /// The time in its zone; `None` for one that is unknown.
    pub(super) fn when(&self, zone: Zone, source: ZoneSource) -> Option<When> {
        let RetimeTo::At { value, start, end, grain, about, offset } = self else { return None };
        let (zone, zone_source) = match offset {
            Some(seconds) => (Zone::Fixed(*seconds), ZoneSource::Stated),
            None => (zone, source),
        };
        Some(When {
            value: value.clone(),
            start: zone.instant_or_nearest(*start),
            end: zone.instant_or_nearest(*end),
            grain: *grain,
            modifier: about.then_some(Modifier::Approx),
            zone,
            zone_source,
        })
    }
}

fn clock(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// "2019", "2019-02".
fn period(text: &str, about: bool) -> Option<RetimeTo> {
    let (year, month) = match text.split_once('-') {
        Some((year, month)) => (year, Some(month.parse().ok()?)),
        None => (text, None),
    };
    if year.len() != 4 {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.unwrap_or(1), 1)?;
    let next = first.checked_add_months(Months::new(if month.is_some() { 1 } else { 12 }))?;
    let (value, grain) = match month {
        Some(month) => (format!("{:04}-{month:02}", first.year()), Grain::Month),
        None => (format!("{:04}", first.year()), Grain::Year),
    };
    let (start, end) = (first.and_time(NaiveTime::MIN), next.and_time(NaiveTime::MIN));
    Some(RetimeTo::At { value, start, end, grain, about, offset: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = match RetimeTo::parse(text) {
            Ok(RetimeTo::Unknown) => "unknown".to_owned(),
            Ok(at) => {
                let when = at.when(Zone::Fixed(7 * 3600), ZoneSource::Inferred).expect("a time");
                let about = if when.modifier.is_some() { "about " } else { "" };
                format!(
                    "{about}{} {} {}",
                    when.value,
                    when.start.to_rfc3339(),
                    (when.end - when.start).num_minutes()
                )
            }
            Err(refusal) => refusal.message,
        };
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn times_keep_the_precision_that_is_written() {
        check("2019-02-27 19:10", "2019-02-27T19:10 2019-02-27T19:10:00+07:00 1");
        check("2019-02-27T19:10", "2019-02-27T19:10 2019-02-27T19:10:00+07:00 1");
        check("about 2019-02-27 19:10", "about 2019-02-27T19:10 2019-02-27T19:10:00+07:00 1");
        check("2019-02-27 19:10 +09:00", "2019-02-27T19:10 2019-02-27T19:10:00+09:00 1");
        check("2021-06-16 13:36 to 15:19", "2021-06-16T13:36 2021-06-16T13:36:00+07:00 103");
        check("2021-06-16 23:30 to 00:15", "2021-06-16T23:30 2021-06-16T23:30:00+07:00 45");
        check("2019-02-27 evening", "2019-02-27TEV 2019-02-27T18:00:00+07:00 360");
        check("2019-02-27", "2019-02-27 2019-02-27T00:00:00+07:00 1440");
        check("2019-02", "2019-02 2019-02-01T00:00:00+07:00 40320");
        check("2019", "2019 2019-01-01T00:00:00+07:00 525600");
        check("unknown", "unknown");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        check("2019-02-30 10:00", "`2019-02-30` is not on the calendar");
        check("at dawn", "`at dawn` is no time that can be read");
        check("2019-02-27 25:00", "`2019-02-27 25:00` is no time that can be read");
        check("19", "`19` is no time that can be read");
    }
}
