//! What times and states are called on a page, in the language of the site. Precision is never raised: what was
//! stated as an evening is called an evening.
//!
//! Entry point: [`Words`]; its strings stand in `strings.tsv`.

mod countries;
pub mod digits;
pub mod names;
mod numerals;
mod strings;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::extract::time::{Grain, Modifier, TimeValue, TimexType};
use crate::extract::{EventMention, Status, When, WhenSource};
use crate::zone::{Zone, ZoneSource};

use numerals::{ordinal, roman};
pub use strings::{Strings, fill, strings};

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

/// What the interface says, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    strings: &'static Strings,
}

impl Words {
    /// The words of a language ("fr", "ar-EG"); English where the table has none of it.
    pub fn of(language: &str) -> Words {
        Words { strings: strings(language) }
    }

    /// What stands under a key.
    pub fn text(self, key: &'static str) -> &'static str {
        self.strings.text(key)
    }

    /// What stands under a key, with its blanks filled in.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        fill(self.strings.text(key), values)
    }

    /// The form for a number.
    pub fn count(self, key: &str, n: usize) -> String {
        self.strings.count(key, n)
    }

    /// The word for a status.
    pub fn status(self, status: Status) -> &'static str {
        self.text(match status {
            Status::Happened => "status_happened",
            Status::UnderWay => "status_under_way",
            Status::Scheduled => "status_scheduled",
            Status::Expected => "status_expected",
            Status::Cancelled => "status_cancelled",
            Status::Postponed => "status_postponed",
            Status::Denied => "status_denied",
            Status::Disputed => "status_disputed",
            Status::Claimed => "status_claimed",
        })
    }

    /// How an event mention's time is known, where the clause itself does not state it.
    pub fn when_source(self, event: &EventMention) -> Option<&'static str> {
        event.when.as_ref()?;
        match event.when_source {
            WhenSource::Stated => None,
            WhenSource::Order => Some(self.text("by_order")),
            WhenSource::Discourse => Some(self.text("by_discourse")),
            WhenSource::Report => Some(self.text("by_report")),
        }
    }

    /// The hour of a time on the page of its day, or of its period: "about 08:55", "evening".
    pub fn hour(self, when: &When) -> TimeWords {
        let text = self.hour_text(when);
        let mut words = TimeWords { text, datetime: hour_datetime(when), ..TimeWords::default() };
        if when.grain < Grain::PartOfDay {
            words.zone = Some(offset(when.start));
            words.utc = self.utc(when.start);
            words.clock = true;
            words.zone_note = match when.zone_source {
                ZoneSource::Stated => None,
                ZoneSource::Inferred => Some(self.text("zone_inferred")),
                ZoneSource::Assumed => Some(self.text("zone_assumed")),
            };
        }
        words
    }

    /// The words of [`Words::hour`] alone.
    pub fn hour_text(self, when: &When) -> String {
        let local = when.start.naive_local();
        match when.grain {
            Grain::Second | Grain::Minute | Grain::Hour => {
                let clock = |at: NaiveDateTime| match when.grain {
                    Grain::Second => digits::clock_with_seconds(at),
                    _ => digits::clock(at),
                };
                let text = match interval_end(when) {
                    Some(end) if end.date() == local.date() => self.from_to(&clock(local), &clock(end)),
                    Some(end) => {
                        let date = self.short_date(end.date());
                        let end = self.fill("clock_on", &[("clock", &clock(end)), ("date", &date)]);
                        self.from_to(&clock(local), &end)
                    }
                    None => clock(local),
                };
                self.modified(when.modifier, &text)
            }
            Grain::PartOfDay => self.modified(when.modifier, self.part_of_day(&when.value)),
            Grain::Day => {
                let end = when.end.naive_local().date();
                if (end - local.date()).num_days() > 1 {
                    self.fill("until_day", &[("x", &self.short_date(end - Duration::days(1)))])
                } else if when.modifier.is_some_and(|m| m != Modifier::Approx) {
                    self.modified(when.modifier, self.text("that_day"))
                } else {
                    self.text("no_hour_stated").to_owned()
                }
            }
            _ => self.date(when),
        }
    }

    /// The date of a time, with no more precision than was stated: "28 Feb 2019", "February 2019", "1980s".
    pub fn date(self, when: &When) -> String {
        self.period(when.grain, when.start.naive_local(), &when.value, when.modifier)
    }

    /// The date and the hour in one line: "28 Feb 2019, about 08:55".
    pub fn date_and_hour(self, when: &When) -> String {
        match when.grain {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay => {
                self.date_and_time(&self.short_date(when.start.naive_local().date()), &self.hour_text(when))
            }
            _ => self.date(when),
        }
    }

    /// A time mention's meaning: "28 February 2019, 08:55 (UTC+7)", "about 2 hours".
    pub fn meaning(self, value: &TimeValue) -> String {
        match (value.moment, value.timex) {
            (Some(moment), _) => {
                let day = moment.start.date();
                let text = match moment.grain {
                    Grain::Second | Grain::Minute | Grain::Hour => {
                        let zone =
                            value.zone.map_or(String::new(), |z| format!(" ({})", zone_at(z, moment.start)));
                        let clock = self.modified(value.modifier, &digits::clock(moment.start));
                        return self.date_and_time(&self.long_date(day), &clock) + &zone;
                    }
                    Grain::PartOfDay => {
                        let part = self.modified(value.modifier, self.part_of_day(&value.value));
                        return self.date_and_time(&self.long_date(day), &part);
                    }
                    Grain::Day => self.long_date(day),
                    grain => return self.period(grain, moment.start, &value.value, value.modifier),
                };
                self.modified(value.modifier, &text)
            }
            (None, TimexType::Duration) => self.modified(
                value.modifier,
                &self.duration(&value.value).unwrap_or_else(|| value.value.clone()),
            ),
            (None, _) => match value.value.as_str() {
                "PRESENT_REF" => self.text("now").to_owned(),
                "PAST_REF" => self.text("in_the_past").to_owned(),
                "FUTURE_REF" => self.text("in_the_future").to_owned(),
                other => self.modified(value.modifier, other),
            },
        }
    }

    /// The local day and clock of an instant in a zone, for bylines: "Thursday 28 February 2019, 06:45".
    pub fn byline(self, at: DateTime<FixedOffset>, zone: Zone) -> String {
        let local = zone.local(at);
        self.date_and_time(&self.weekday_date(local.date()), &digits::clock(local))
    }

    /// "28 Feb 2019, 06:45".
    pub fn short_date_and_clock(self, local: NaiveDateTime) -> String {
        self.date_and_time(&self.short_date(local.date()), &digits::clock(local))
    }

    /// "Thursday 28 February 2019".
    pub fn weekday_date(self, day: NaiveDate) -> String {
        self.day(day, self.text("date_full"))
    }

    /// "28 February 2019".
    pub fn long_date(self, day: NaiveDate) -> String {
        self.day(day, self.text("date_long"))
    }

    /// "28 Feb 2019".
    pub fn short_date(self, day: NaiveDate) -> String {
        self.day(day, self.text("date_short"))
    }

    /// "28 Feb".
    pub fn day_and_month(self, day: NaiveDate) -> String {
        self.day(day, self.text("date_day_month"))
    }

    /// "February 2019".
    pub fn month_and_year(self, day: NaiveDate) -> String {
        self.day(day, self.text("date_month"))
    }

    /// "February".
    pub fn month(self, month: u32) -> &'static str {
        self.strings.month(month)
    }

    /// "Feb".
    pub fn short_month(self, month: u32) -> &'static str {
        self.strings.short_month(month)
    }

    /// "08:55 to 10:00".
    pub fn from_to(self, a: &str, b: &str) -> String {
        self.fill("from_to", &[("a", a), ("b", b)])
    }

    /// An instant in UTC, with the date only where it differs from the local one.
    pub fn utc(self, at: DateTime<FixedOffset>) -> Option<String> {
        if at.offset().local_minus_utc() == 0 {
            return None;
        }
        let utc = at.naive_utc();
        let clock = digits::clock(utc) + " UTC";
        Some(if utc.date() == at.naive_local().date() {
            clock
        } else {
            let date = self.day_and_month(utc.date());
            self.fill("clock_on", &[("clock", &clock), ("date", &date)])
        })
    }

    fn date_and_time(self, date: &str, time: &str) -> String {
        self.fill("date_and_time", &[("date", date), ("time", time)])
    }

    fn day(self, day: NaiveDate, pattern: &str) -> String {
        let number = day.day().to_string();
        let long = pattern.contains("{month}");
        let number = if day.day() == 1 && long { self.text("first_of_month") } else { number.as_str() };
        let values = [
            ("weekday", self.strings.weekday(day.weekday())),
            ("d", number),
            ("month", self.month(day.month())),
            ("mon", self.strings.short_month(day.month())),
            ("y", &day.year().to_string()),
        ];
        fill(pattern, &values)
    }

    fn period(self, grain: Grain, start: NaiveDateTime, value: &str, modifier: Option<Modifier>) -> String {
        let day = start.date();
        let year = day.year().to_string();
        let of_year = |key: &'static str| self.fill(key, &[("y", &year)]);
        let text = match grain {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::PartOfDay => return self.short_date(day),
            Grain::Day => self.short_date(day),
            Grain::Weekend => self.fill("weekend_of", &[("x", &self.short_date(day))]),
            Grain::Week => self.fill("week_of", &[("x", &self.short_date(day))]),
            Grain::Month => self.month_and_year(day),
            Grain::Quarter => self.quarter(day),
            Grain::Season => of_year(match value.rsplit_once('-').map_or("", |(_, part)| part) {
                "SP" => "season_sp",
                "SU" => "season_su",
                "FA" => "season_fa",
                "WI" => "season_wi",
                _ => "season_of",
            }),
            Grain::HalfYear => of_year(if day.month() < 7 { "half_1" } else { "half_2" }),
            Grain::Year => year,
            Grain::Decade => self.decade(day.year()),
            Grain::Century => self.century(day.year()),
        };
        self.modified(modifier, &text)
    }

    /// "quarter 2 of 2019".
    pub fn quarter(self, day: NaiveDate) -> String {
        let number = (day.month0() / 3 + 1).to_string();
        self.fill("quarter_of", &[("n", &number), ("y", &day.year().to_string())])
    }

    /// "1980s".
    pub fn decade(self, year: i32) -> String {
        self.fill("decade", &[("y", &(year.div_euclid(10) * 10).to_string())])
    }

    /// "20th century", "siglo XX".
    pub fn century(self, year: i32) -> String {
        let number = year.div_euclid(100) + 1;
        let written = match self.strings.code {
            "en" => ordinal(number),
            "es" => roman(number),
            "fr" => format!("{}e", roman(number)),
            _ => number.to_string(),
        };
        self.fill("century", &[("n", &written)])
    }

    fn modified(self, modifier: Option<Modifier>, text: &str) -> String {
        let key = match modifier {
            None => return text.to_owned(),
            Some(Modifier::Before) => "mod_before",
            Some(Modifier::After) => "mod_after",
            Some(Modifier::OnOrBefore) => "mod_by",
            Some(Modifier::OnOrAfter) => "mod_from",
            Some(Modifier::LessThan) => "mod_less",
            Some(Modifier::MoreThan) => "mod_more",
            Some(Modifier::EqualOrLess) => "mod_at_most",
            Some(Modifier::EqualOrMore) => "mod_at_least",
            Some(Modifier::Start) => "mod_start",
            Some(Modifier::Mid) => "mod_mid",
            Some(Modifier::End) => "mod_end",
            Some(Modifier::Approx) => "mod_about",
        };
        self.fill(key, &[("x", text)])
    }

    fn part_of_day(self, value: &str) -> &'static str {
        self.text(match value.rsplit_once('T').map_or("", |(_, part)| part) {
            "MO" => "part_mo",
            "MI" => "part_mi",
            "AF" => "part_af",
            "EV" => "part_ev",
            "NI" => "part_ni",
            "DT" => "part_dt",
            _ => "part_of_day",
        })
    }

    /// "PT1H40M" as "1 hour 40 minutes"; `None` for what is no plain ISO 8601 duration.
    fn duration(self, value: &str) -> Option<String> {
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
                'Y' => "dur_year",
                'M' if clock => "dur_minute",
                'M' => "dur_month",
                'W' => "dur_week",
                'D' => "dur_day",
                'H' => "dur_hour",
                'S' => "dur_second",
                _ => return None,
            };
            words.push(match (number.as_str(), number.parse()) {
                ("", _) => return None,
                ("X", _) => self.strings.find(&format!("{unit}.some"))?.to_owned(),
                (_, Ok(n)) => self.count(unit, n),
                (text, _) => fill(self.strings.find(&format!("{unit}.other"))?, &[("n", text)]),
            });
            number.clear();
        }
        (!words.is_empty() && number.is_empty()).then(|| words.join(" "))
    }
}

/// A text with its first letter in upper case, for the head of a line.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
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
                None => year_fits(moment.start).then(|| digits::local(moment.start)),
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

/// The `datetime` attribute of a time of the timeline, where HTML has a form for it.
pub fn hour_datetime(when: &When) -> Option<String> {
    let local = when.start.naive_local();
    match when.grain {
        Grain::Second | Grain::Minute | Grain::Hour => Some(instant(when.start)),
        Grain::PartOfDay | Grain::Day => day_datetime(local.date()),
        grain => period_datetime(grain, local),
    }
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
    digits::instant(at)
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

/// HTML knows years of four digits and more, above zero; we keep to four.
fn year_fits(at: NaiveDateTime) -> bool {
    (1..=9999).contains(&at.year())
}

fn day_datetime(day: NaiveDate) -> Option<String> {
    (1..=9999).contains(&day.year()).then(|| digits::day(day))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::of("en")
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let check = |language: &str, expected: &str| {
            let day = NaiveDate::from_ymd_opt(2018, 6, 1).expect("a valid test day");
            assert_eq!(Words::of(language).weekday_date(day), expected);
        };
        check("en", "Friday 1 June 2018");
        check("es", "viernes 1 de junio de 2018");
        check("fr", "vendredi 1er juin 2018");
        check("ar", "الجمعة 1 يونيو 2018");
        assert_eq!(Words::of("es").century(1964), "siglo XX");
        assert_eq!(Words::of("fr").century(2018), "XXIe siècle");
    }

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
            assert_eq!(english().hour(&when).text, expected);
            assert_eq!(english().date(&when), date_words);
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
        assert_eq!(english().utc(at("2019-02-28T08:55:00+07:00")).as_deref(), Some("01:55 UTC"));
        assert_eq!(english().utc(at("2019-03-01T00:10:00+07:00")).as_deref(), Some("17:10 UTC on 28 Feb"));
        assert_eq!(english().utc(at("2019-03-01T00:10:00+00:00")), None);
    }

    #[test]
    fn durations_are_spelt_out() {
        assert_eq!(english().duration("PT1H40M").as_deref(), Some("1 hour 40 minutes"));
        assert_eq!(english().duration("P2W").as_deref(), Some("2 weeks"));
        assert_eq!(english().duration("PXD").as_deref(), Some("some days"));
        assert_eq!(english().duration("2019"), None);
    }
}
