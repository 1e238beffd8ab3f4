//! The anchor: when and where an article was published, which is what its "Thursday" hangs on.

use chrono::{NaiveDate, NaiveTime};

use super::language::Language;
use crate::zone::{Zone, ZoneSource};

/// When and where an article was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The day of publication, as the clocks of `zone` had it; `None` where nothing is known.
    pub date: Option<NaiveDate>,
    /// The time of day, where the date was given to the minute.
    pub time: Option<NaiveTime>,
    /// The dateline place as written: "Hanoi".
    pub place: Option<String>,
    /// The zone of the report.
    pub zone: Zone,
    /// Where the zone came from.
    pub zone_source: ZoneSource,
    /// The language of the report.
    pub language: Language,
}

impl Default for Anchor {
    /// Nothing known: no date, UTC assumed.
    fn default() -> Self {
        Anchor {
            date: None,
            time: None,
            place: None,
            zone: Zone::UTC,
            zone_source: ZoneSource::Assumed,
            language: Language::English,
        }
    }
}
