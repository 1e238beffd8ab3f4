//! Time zones: an IANA zone, or a fixed offset where a report stated only that.
//!
//! The only file that names `chrono_tz`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, TimeZone};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// An IANA zone with its whole history: `Asia/Ho_Chi_Minh`.
    Named(chrono_tz::Tz),
    /// An offset from UTC in seconds, east positive: what `+07:00` in a front matter says.
    Fixed(i32),
}

/// A local time that a clock change makes impossible or double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// The clocks were put forward over it.
    Gap,
    /// The clocks were put back over it: it came twice.
    Overlap,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Zone = Zone::Named(chrono_tz::Tz::UTC);

    /// The zone of an IANA name; `None` where there is none.
    pub fn named(name: &str) -> Option<Zone> {
        name.trim().parse().ok().map(Zone::Named)
    }

    /// The names of all IANA zones, for "did you mean".
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|tz| tz.name())
    }

    /// The instant of a local time.
    ///
    /// # Errors
    /// The clock change, where the local time was skipped or came twice; no instant is invented.
    pub fn instant(&self, local: NaiveDateTime) -> Result<DateTime<FixedOffset>, ClockChange> {
        match self {
            Zone::Named(tz) => match tz.from_local_datetime(&local) {
                LocalResult::Single(at) => Ok(at.fixed_offset()),
                LocalResult::Ambiguous(..) => Err(ClockChange::Overlap),
                LocalResult::None => Err(ClockChange::Gap),
            },
            Zone::Fixed(seconds) => {
                let offset = fixed(*seconds);
                offset.from_local_datetime(&local).single().ok_or(ClockChange::Gap)
            }
        }
    }

    /// The instant of a local time, made out where the clocks changed: the earlier of two, or the end
    /// of a gap. For the bounds of days and longer, where the hour does not matter.
    pub fn instant_or_nearest(&self, local: NaiveDateTime) -> DateTime<FixedOffset> {
        match self {
            Zone::Named(tz) => match tz.from_local_datetime(&local) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.fixed_offset(),
                LocalResult::None => tz.offset_from_utc_datetime(&local).fix().from_utc_datetime(&local),
            },
            Zone::Fixed(seconds) => {
                let offset = fixed(*seconds);
                offset.from_utc_datetime(&local.checked_sub_offset(offset).unwrap_or(local))
            }
        }
    }

    /// What the clocks of this zone showed at an instant; at the ends of the calendar, where no local time
    /// can be told, UTC.
    pub fn local(&self, instant: DateTime<FixedOffset>) -> NaiveDateTime {
        let utc = instant.naive_utc();
        let offset = match self {
            Zone::Named(tz) => tz.offset_from_utc_datetime(&utc).fix(),
            Zone::Fixed(seconds) => fixed(*seconds),
        };
        utc.checked_add_offset(offset).unwrap_or(utc)
    }
}

fn fixed(seconds: i32) -> FixedOffset {
    FixedOffset::east_opt(seconds)
        .unwrap_or_else(|| FixedOffset::east_opt(0).expect("zero is a valid offset"))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Named(tz) => f.write_str(tz.name()),
            Zone::Fixed(seconds) => fixed(*seconds).fmt(f),
        }
    }
}

impl FromStr for Zone {
    type Err = ();

    /// Reads an IANA name or an offset such as `+07:00`.
    fn from_str(text: &str) -> Result<Zone, ()> {
        match text.parse::<FixedOffset>() {
            Ok(offset) => Ok(Zone::Fixed(offset.local_minus_utc())),
            Err(_) => Zone::named(text).ok_or(()),
        }
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Where the knowledge of a zone came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneSource {
    /// The text says it: `0155 GMT`, `Hanoi time`.
    Stated,
    /// From the place of the report or of the event.
    Inferred,
    /// From the site's own zone, or UTC, for want of anything better.
    Assumed,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d)
            .and_then(|day| day.and_hms_opt(h, min, 0))
            .expect("a valid test date")
    }

    #[test]
    fn instants_know_history_and_clock_changes() {
        let hanoi = Zone::named("Asia/Ho_Chi_Minh").expect("an IANA zone");
        assert_eq!(
            hanoi.instant(at(2019, 2, 28, 8, 55)).expect("no clock change").to_rfc3339(),
            "2019-02-28T08:55:00+07:00"
        );
        let paris = Zone::named("Europe/Paris").expect("an IANA zone");
        assert_eq!(paris.instant(at(2019, 3, 31, 2, 30)), Err(ClockChange::Gap));
        assert_eq!(paris.instant(at(2019, 10, 27, 2, 30)), Err(ClockChange::Overlap));
        assert_eq!(
            paris.instant_or_nearest(at(2019, 10, 27, 2, 30)).to_rfc3339(),
            "2019-10-27T02:30:00+02:00"
        );
    }

    #[test]
    fn the_ends_of_the_calendar_have_instants_and_local_times() {
        let new_york = Zone::named("America/New_York").expect("an IANA zone");
        for zone in [new_york, Zone::named("Asia/Seoul").expect("an IANA zone"), Zone::Fixed(-5 * 3600)] {
            for end in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                let instant = zone.instant_or_nearest(end);
                assert!((zone.local(instant) - end).num_days() == 0, "{zone} {end}");
                assert!((zone.local(end.and_utc().fixed_offset()) - end).num_days() == 0, "{zone} {end}");
            }
        }
    }

    #[test]
    fn offsets_and_names_are_read() {
        assert_eq!("+07:00".parse(), Ok(Zone::Fixed(7 * 3600)));
        assert_eq!("UTC".parse(), Ok(Zone::UTC));
        assert_eq!("Mars/Olympus".parse::<Zone>(), Err(()));
        assert_eq!(Zone::Fixed(-5 * 3600).to_string(), "-05:00");
    }
}
