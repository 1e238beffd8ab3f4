//! What times and states are called on a page. Precision is never raised: what was stated as an evening
//! is called an evening.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, Timelike};
use serde::Serialize;

use crate::extract::time::{Grain, Modifier, TimeValue, TimexType};
use crate::extract::{EventMention, Status, When, WhenSource};
use crate::zone::{Zone, ZoneSource};

/// A time of the timeline, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeWords {
    /// "about 08:55", "evening", "no hour stated".
    pub text: String,
    /// For `<time datetime>`; `None` where HTML has no form for it.
    pub datetime: Option<String>,
    /// "UTC+7"; `None` where no clock time was stated.
    pub zone: Option<String>,
    /// "01:55 UTC", with the date where it is another day there.
    pub utc: Option<String>,
    /// How the zone is known, where the text does not state it.
    pub zone_note: Option<&'static str>,
    /// True for a clock time.
    pub clock: bool,
}

/// The name of a country by its ISO 3166-1 alpha-2 code; the code itself where the gazetteer has none.
pub fn country(code: &str) -> &str {
    static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        let rows = include_str!("../extract/places/countries.tsv").lines().filter(|l| !l.starts_with('#'));
        // A former state has the code of its successor and stands below it.
        let named = rows.filter_map(|row| row.split('\t').next().zip(row.split('\t').nth(1)));
        named.fold(BTreeMap::new(), |mut names, (code, name)| {
            names.entry(code).or_insert(name);
            names
        })
    });
    NAMES.get(code).copied().unwrap_or(code)
}

/// The word for a status.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "Happened",
        Status::UnderWay => "Under way",
        Status::Scheduled => "Scheduled",
        Status::Expected => "Expected",
        Status::Cancelled => "Cancelled",
        Status::Postponed => "Postponed",
        Status::Denied => "Denied",
        Status::Disputed => "Disputed",
        Status::Claimed => "Claimed",
    }
}

/// The class for a status; the style sheet gives each its own form, not only its own colour.
pub fn status_class(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::UnderWay => "under-way",
        Status::Scheduled => "scheduled",
        Status::Expected => "expected",
        Status::Cancelled => "cancelled",
        Status::Postponed => "postponed",
        Status::Denied => "denied",
        Status::Disputed => "disputed",
        Status::Claimed => "claimed",
    }
}

/// How an event mention's time is known, where the clause itself does not state it.
pub fn when_source(event: &EventMention) -> Option<&'static str> {
    event.when.as_ref()?;
    match event.when_source {
        WhenSource::Stated => None,
        WhenSource::Order => Some("placed by the order in which the report tells it"),
        WhenSource::Discourse => Some("time taken from the sentences before"),
        WhenSource::Report => Some("day taken from the date of the report"),
    }
}

/// The hour of a time on the page of its day, or of its period: "about 08:55", "evening".
pub fn hour(when: &When) -> TimeWords {
    let local = when.start.naive_local();
    let mut words = TimeWords::default();
    match when.grain {
        Grain::Second | Grain::Minute | Grain::Hour => {
            let clock = |at: NaiveDateTime| match when.grain {
                Grain::Second => at.format("%H:%M:%S").to_string(),
                _ => at.format("%H:%M").to_string(),
            };
            let text = match interval_end(when) {
                Some(end) if end.date() == local.date() => format!("{} to {}", clock(local), clock(end)),
                Some(end) => format!("{} to {} on {}", clock(local), clock(end), short_date(end.date())),
                None => clock(local),
            };
            words.text = modified(when.modifier, &text);
            words.datetime = Some(instant(when.start));
            words.zone = Some(offset(when.start));
            words.utc = utc(when.start);
            words.clock = true;
            words.zone_note = match when.zone_source {
                ZoneSource::Stated => None,
                ZoneSource::Inferred => Some("zone inferred from the place"),
                ZoneSource::Assumed => Some("zone assumed"),
            };
        }
        Grain::PartOfDay => {
            words.text = modified(when.modifier, part_of_day(&when.value));
            words.datetime = day_datetime(local.date());
        }
        Grain::Day => {
            let end = when.end.naive_local().date();
            words.text = if (end - local.date()).num_days() > 1 {
                format!("until {}", short_date(end - Duration::days(1)))
            } else if when.modifier.is_some_and(|m| m != Modifier::Approx) {
                modified(when.modifier, "that day")
            } else {
                "no hour stated".to_owned()
            };
            words.datetime = day_datetime(local.date());
        }
        _ => {
            words.text = date(when);
            words.datetime = period_datetime(when.grain, local);
        }
    }
    words
}

/// The date of a time, with no more precision than was stated: "28 Feb 2019", "February 2019", "1980s".
pub fn date(when: &When) -> String {
    period(when.grain, when.start.naive_local(), &when.value, when.modifier)
}

/// The date and the hour in one line: "28 Feb 2019, about 08:55".
pub fn date_and_hour(when: &When) -> String {
    match when.grain {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay => {
            format!("{}, {}", short_date(when.start.naive_local().date()), hour(when).text)
        }
        _ => date(when),
    }
}

fn period(grain: Grain, start: NaiveDateTime, value: &str, modifier: Option<Modifier>) -> String {
    let day = start.date();
    let text = match grain {
        Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay => return short_date(day),
        Grain::Day => short_date(day),
        Grain::Weekend => format!("weekend of {}", short_date(day)),
        Grain::Week => format!("week of {}", short_date(day)),
        Grain::Month => day.format("%B %Y").to_string(),
        Grain::Quarter => format!("quarter {} of {}", day.month0() / 3 + 1, day.year()),
        Grain::Season => format!("{} {}", season(value), day.year()),
        Grain::HalfYear => {
            format!("{} half of {}", if day.month() < 7 { "first" } else { "second" }, day.year())
        }
        Grain::Year => day.year().to_string(),
        Grain::Decade => format!("{}s", day.year().div_euclid(10) * 10),
        Grain::Century => ordinal(day.year().div_euclid(100) + 1) + " century",
    };
    modified(modifier, &text)
}

/// A time mention's meaning: "28 February 2019, 08:55 (UTC+7)", "about 2 hours".
pub fn meaning(value: &TimeValue) -> String {
    match (value.moment, value.timex) {
        (Some(moment), _) => {
            let day = moment.start.date();
            let text = match moment.grain {
                Grain::Second | Grain::Minute | Grain::Hour => {
                    let zone =
                        value.zone.map_or(String::new(), |z| format!(" ({})", zone_at(z, moment.start)));
                    let clock = modified(value.modifier, &moment.start.format("%H:%M").to_string());
                    return format!("{}, {clock}{zone}", long_date(day));
                }
                Grain::PartOfDay => {
                    let part = modified(value.modifier, part_of_day(&value.value));
                    return format!("{}, {part}", long_date(day));
                }
                Grain::Day => long_date(day),
                grain => return period(grain, moment.start, &value.value, value.modifier),
            };
            modified(value.modifier, &text)
        }
        (None, TimexType::Duration) => {
            modified(value.modifier, &duration(&value.value).unwrap_or_else(|| value.value.clone()))
        }
        (None, _) => match value.value.as_str() {
            "PRESENT_REF" => "now".to_owned(),
            "PAST_REF" => "in the past".to_owned(),
            "FUTURE_REF" => "in the future".to_owned(),
            other => modified(value.modifier, other),
        },
    }
}

/// True where a time mention means a clock time.
pub fn has_clock(value: &TimeValue) -> bool {
    value.moment.is_some_and(|m| m.grain < Grain::PartOfDay)
}

/// The `datetime` attribute of a time mention, where HTML has a form for it.
pub fn datetime(value: &TimeValue) -> Option<String> {
    if let Some(moment) = value.moment {
        return match moment.grain {
            Grain::Second | Grain::Minute | Grain::Hour => match value.zone {
                Some(zone) => Some(instant(zone.instant_or_nearest(moment.start))),
                None => year_fits(moment.start).then(|| moment.start.format("%Y-%m-%dT%H:%M").to_string()),
            },
            Grain::PartOfDay | Grain::Day => day_datetime(moment.start.date()),
            grain => period_datetime(grain, moment.start),
        };
    }
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b"PTDHMS".contains(&b));
    let (calendar, _) = value.value.split_once('T').unwrap_or((&value.value, ""));
    let whole = value.timex == TimexType::Duration && plain(&value.value) && !calendar.contains('M');
    let some = value.value.bytes().any(|b| b.is_ascii_digit()) && !value.value.ends_with(['P', 'T']);
    (whole && some).then(|| value.value.clone())
}

/// The local day, part of the day and clock of an instant in a zone, for bylines: "Thursday 28 February 2019, 06:45".
pub fn byline(at: DateTime<FixedOffset>, zone: Zone) -> String {
    let local = zone.local(at);
    format!("{}, {}", weekday_date(local.date()), local.format("%H:%M"))
}

/// "Thursday 28 February 2019".
pub fn weekday_date(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// "28 February 2019".
pub fn long_date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "28 Feb 2019".
pub fn short_date(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// "UTC+7", "UTC+5:30", "UTC".
pub fn offset(at: DateTime<FixedOffset>) -> String {
    let seconds = at.offset().local_minus_utc();
    let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// An instant for `<time datetime>`.
pub fn instant(at: DateTime<FixedOffset>) -> String {
    let format = if at.second() == 0 { "%Y-%m-%dT%H:%M%:z" } else { "%Y-%m-%dT%H:%M:%S%:z" };
    at.format(format).to_string()
}

/// An instant in UTC, with the date only where it differs from the local one.
pub fn utc(at: DateTime<FixedOffset>) -> Option<String> {
    if at.offset().local_minus_utc() == 0 {
        return None;
    }
    let utc = at.naive_utc();
    let clock = utc.format("%H:%M UTC").to_string();
    Some(if utc.date() == at.naive_local().date() {
        clock
    } else {
        format!("{clock} on {}", utc.format("%-d %b"))
    })
}

fn zone_at(zone: Zone, local: NaiveDateTime) -> String {
    offset(zone.instant_or_nearest(local))
}

/// The end of a clock time that has one.
pub(crate) fn interval_end(when: &When) -> Option<NaiveDateTime> {
    let unit = match when.grain {
        Grain::Second => Duration::seconds(1),
        Grain::Minute => Duration::minutes(1),
        _ => Duration::hours(1),
    };
    (when.end - when.start > unit).then(|| when.end.naive_local())
}

fn modified(modifier: Option<Modifier>, text: &str) -> String {
    let word = match modifier {
        None => return text.to_owned(),
        Some(Modifier::Before) => "before",
        Some(Modifier::After) => "after",
        Some(Modifier::OnOrBefore) => "by",
        Some(Modifier::OnOrAfter) => "from",
        Some(Modifier::LessThan) => "less than",
        Some(Modifier::MoreThan) => "more than",
        Some(Modifier::EqualOrLess) => "at most",
        Some(Modifier::EqualOrMore) => "at least",
        Some(Modifier::Start) => "early",
        Some(Modifier::Mid) => "middle of",
        Some(Modifier::End) => "late",
        Some(Modifier::Approx) => "about",
    };
    format!("{word} {text}")
}

fn part_of_day(value: &str) -> &'static str {
    match value.rsplit_once('T').map_or("", |(_, part)| part) {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => "part of the day",
    }
}

fn season(value: &str) -> &'static str {
    match value.rsplit_once('-').map_or("", |(_, part)| part) {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        _ => "season of",
    }
}

fn ordinal(n: i32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// HTML knows years of four digits and more, above zero; we keep to four.
fn year_fits(at: NaiveDateTime) -> bool {
    (1..=9999).contains(&at.year())
}

fn day_datetime(day: NaiveDate) -> Option<String> {
    (1..=9999).contains(&day.year()).then(|| day.format("%Y-%m-%d").to_string())
}

fn period_datetime(grain: Grain, start: NaiveDateTime) -> Option<String> {
    let format = match grain {
        Grain::Week => "%G-W%V",
        Grain::Month => "%Y-%m",
        Grain::Year => "%Y",
        _ => return None,
    };
    year_fits(start).then(|| start.format(format).to_string())
}

/// "PT1H40M" as "1 hour 40 minutes"; `None` for what is no plain ISO 8601 duration.
fn duration(value: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut number = String::new();
    let mut clock = false;
    for c in value.strip_prefix('P')?.chars() {
        let unit = match c {
            '0'..='9' | '.' | 'X' => {
                number.push(c);
                continue;
            }
            'T' => {
                clock = true;
                continue;
            }
            'E' | 'C' if !clock => {
                number.push(c);
                continue;
            }
            'Y' => "year",
            'M' if clock => "minute",
            'M' => "month",
            'W' => "week",
            'D' => "day",
            'H' => "hour",
            'S' => "second",
            _ => return None,
        };
        let (unit, count) = match number.as_str() {
            "" => return None,
            "X" => (unit, "some"),
            n => (unit, n),
        };
        let plural = if count == "1" { "" } else { "s" };
        words.push(format!("{count} {unit}{plural}"));
        number.clear();
    }
    (!words.is_empty() && number.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(value: &str, start: &str, minutes: i64, grain: Grain, modifier: Option<Modifier>) -> When {
        let start = DateTime::parse_from_rfc3339(start).expect("a valid test time");
        When {
            value: value.to_owned(),
            start,
            end: start + Duration::minutes(minutes),
            grain,
            modifier,
            zone: Zone::Fixed(7 * 3600),
            zone_source: ZoneSource::Stated,
        }
    }

    #[test]
    fn hours_keep_their_precision() {
        let check = |when: When, expected: &str, date_words: &str| {
            assert_eq!(hour(&when).text, expected);
            assert_eq!(date(&when), date_words);
        };
        let morning = "2019-02-28T08:55:00+07:00";
        check(when("2019-02-28T08:55", morning, 1, Grain::Minute, None), "08:55", "28 Feb 2019");
        check(
            when("2019-02-28T08:55", morning, 65, Grain::Minute, Some(Modifier::Approx)),
            "about 08:55 to 10:00",
            "28 Feb 2019",
        );
        let evening = "2019-02-28T18:00:00+07:00";
        check(when("2019-02-28TEV", evening, 360, Grain::PartOfDay, None), "evening", "28 Feb 2019");
        let midnight = "2019-02-01T00:00:00+07:00";
        check(when("2019-02-01", midnight, 1440, Grain::Day, None), "no hour stated", "1 Feb 2019");
        check(when("2019-02", midnight, 40320, Grain::Month, None), "February 2019", "February 2019");
        check(when("2019", midnight, 525_600, Grain::Year, Some(Modifier::End)), "late 2019", "late 2019");
    }

    #[test]
    fn utc_names_the_day_where_it_is_another() {
        let at = |text| DateTime::parse_from_rfc3339(text).expect("a valid test time");
        assert_eq!(utc(at("2019-02-28T08:55:00+07:00")).as_deref(), Some("01:55 UTC"));
        assert_eq!(utc(at("2019-03-01T00:10:00+07:00")).as_deref(), Some("17:10 UTC on 28 Feb"));
        assert_eq!(utc(at("2019-03-01T00:10:00+00:00")), None);
    }

    #[test]
    fn durations_are_spelt_out() {
        assert_eq!(duration("PT1H40M").as_deref(), Some("1 hour 40 minutes"));
        assert_eq!(duration("P2W").as_deref(), Some("2 weeks"));
        assert_eq!(duration("PXD").as_deref(), Some("some days"));
        assert_eq!(duration("2019"), None);
    }
}
