//! From days, months and years to TIMEX3 values and the local intervals that they cover.
//!
//! Everything here is total: a date that the calendar does not have gives `None`.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::expr::{Clock, Part, Season, Unit};
use super::value::{Grain, Moment, TimexType};

/// A value and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located {
    /// TIMEX3 `type`.
    pub(super) timex: TimexType,
    /// TIMEX3 `value`.
    pub(super) value: String,
    /// The interval, for what lies on the calendar.
    pub(super) moment: Option<Moment>,
}

impl Located {
    /// A value that names no place on the calendar.
    pub(super) fn loose(timex: TimexType, value: impl Into<String>) -> Located {
        Located { timex, value: value.into(), moment: None }
    }
}

fn date(value: String, start: NaiveDate, end: NaiveDate, grain: Grain) -> Located {
    let moment = Moment { start: start.and_time(NaiveTime::MIN), end: end.and_time(NaiveTime::MIN), grain };
    Located { timex: TimexType::Date, value, moment: Some(moment) }
}

/// "1998"; "BC0481" for the years before Christ, of which 0 is the first.
pub(super) fn year_text(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i64::from(year)) }
}

fn first_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The month that is `n` months after.
pub(super) fn add_months(year: i32, month: u32, n: i32) -> Option<(i32, u32)> {
    let months = year.checked_mul(12)?.checked_add(month as i32 - 1)?.checked_add(n)?;
    Some((months.div_euclid(12), months.rem_euclid(12) as u32 + 1))
}

/// A day.
pub(super) fn day(day: NaiveDate) -> Option<Located> {
    let value = format!("{}-{:02}-{:02}", year_text(day.year()), day.month(), day.day());
    Some(date(value, day, day.succ_opt()?, Grain::Day))
}

/// A week by any of its days.
pub(super) fn week(within: NaiveDate) -> Option<Located> {
    let week = within.iso_week();
    let monday =
        within.checked_sub_signed(Duration::days(i64::from(within.weekday().num_days_from_monday())))?;
    let value = format!("{}-W{:02}", year_text(week.year()), week.week());
    Some(date(value, monday, monday.checked_add_signed(Duration::days(7))?, Grain::Week))
}

/// The weekend of the week of a day.
pub(super) fn weekend(within: NaiveDate) -> Option<Located> {
    let week = within.iso_week();
    let monday =
        within.checked_sub_signed(Duration::days(i64::from(within.weekday().num_days_from_monday())))?;
    let value = format!("{}-W{:02}-WE", year_text(week.year()), week.week());
    let saturday = monday.checked_add_signed(Duration::days(5))?;
    Some(date(value, saturday, saturday.checked_add_signed(Duration::days(2))?, Grain::Weekend))
}

/// A month.
pub(super) fn month(year: i32, month: u32) -> Option<Located> {
    let (next_year, next_month) = add_months(year, month, 1)?;
    let value = format!("{}-{month:02}", year_text(year));
    Some(date(value, first_of(year, month)?, first_of(next_year, next_month)?, Grain::Month))
}

/// A quarter, 1 to 4.
pub(super) fn quarter(year: i32, number: u32) -> Option<Located> {
    let start = first_of(year, number.checked_sub(1)? * 3 + 1)?;
    let (next_year, next_month) = add_months(year, start.month(), 3)?;
    Some(date(
        format!("{}-Q{number}", year_text(year)),
        start,
        first_of(next_year, next_month)?,
        Grain::Quarter,
    ))
}

/// A half of a year, 1 or 2.
pub(super) fn half(year: i32, number: u32) -> Option<Located> {
    let start = first_of(year, number.checked_sub(1)? * 6 + 1)?;
    let (next_year, next_month) = add_months(year, start.month(), 6)?;
    Some(date(
        format!("{}-H{number}", year_text(year)),
        start,
        first_of(next_year, next_month)?,
        Grain::HalfYear,
    ))
}

/// First month of a season in the north; winter begins in December of its year.
pub(super) fn season_month(season: Season) -> u32 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// The two letters of TIMEX3.
pub(super) fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A season.
pub(super) fn season(year: i32, season: Season) -> Option<Located> {
    let start = first_of(year, season_month(season))?;
    let (next_year, next_month) = add_months(year, start.month(), 3)?;
    let value = format!("{}-{}", year_text(year), season_code(season));
    Some(date(value, start, first_of(next_year, next_month)?, Grain::Season))
}

/// A year.
pub(super) fn year(year: i32) -> Option<Located> {
    Some(date(year_text(year), first_of(year, 1)?, first_of(year.checked_add(1)?, 1)?, Grain::Year))
}

/// A decade by its first year, or by any year of it.
pub(super) fn decade(within: i32) -> Option<Located> {
    if within > 0 {
        let first = within - within % 10;
        let value = format!("{:03}", first / 10);
        return Some(date(value, first_of(first.max(1), 1)?, first_of(first + 10, 1)?, Grain::Decade));
    }
    let before = 1 - within;
    let last = before - before % 10;
    let value = format!("BC{:03}", last / 10);
    Some(date(value, first_of(1 - last - 9, 1)?, first_of(2 - last, 1)?, Grain::Decade))
}

/// A century by its number; before Christ negative.
pub(super) fn century(number: i32) -> Option<Located> {
    if number > 0 {
        let first = (number - 1) * 100;
        return Some(date(
            format!("{:02}", number - 1),
            first_of(first.max(1), 1)?,
            first_of(first + 100, 1)?,
            Grain::Century,
        ));
    }
    let n = -number;
    let first = 1 - n * 100;
    Some(date(format!("BC{:02}", n - 1), first_of(first, 1)?, first_of(first + 100, 1)?, Grain::Century))
}

/// The two letters of TIMEX3, and the hours that a part of the day covers.
fn part_hours(part: Part) -> (&'static str, i64, i64) {
    match part {
        Part::Dawn => ("MO", 5, 7),
        Part::Morning => ("MO", 6, 12),
        Part::Midday | Part::Lunchtime => ("MI", 11, 14),
        Part::Afternoon => ("AF", 12, 18),
        Part::Dusk => ("EV", 18, 20),
        Part::Evening => ("EV", 18, 24),
        Part::Night => ("NI", 20, 30),
        Part::Daytime => ("DT", 6, 18),
    }
}

/// The two letters of TIMEX3.
pub(super) fn part_code(part: Part) -> &'static str {
    part_hours(part).0
}

/// A part of a day. Nights reach into the next morning.
pub(super) fn part_of_day(day: NaiveDate, part: Part) -> Option<Located> {
    let (code, from, to) = part_hours(part);
    let midnight = day.and_time(NaiveTime::MIN);
    let at = |hours| midnight.checked_add_signed(Duration::hours(hours));
    let value = format!("{}T{code}", self::day(day)?.value);
    let moment = Moment { start: at(from)?, end: at(to)?, grain: Grain::PartOfDay };
    Some(Located { timex: TimexType::Time, value, moment: Some(moment) })
}

/// A time of day. 24:00 is the midnight that ends the day.
pub(super) fn clock(day: NaiveDate, clock: Clock) -> Option<Located> {
    let (hour, minute) = (clock.hour, clock.minute.unwrap_or(0));
    let start: NaiveDateTime = day.and_time(NaiveTime::MIN).checked_add_signed(
        Duration::hours(i64::from(hour))
            + Duration::minutes(i64::from(minute))
            + Duration::seconds(i64::from(clock.second.unwrap_or(0))),
    )?;
    let mut value = format!("{}T{hour:02}:{minute:02}", self::day(day)?.value);
    let (grain, length) = match (clock.minute, clock.second) {
        (_, Some(second)) => {
            value.push_str(&format!(":{second:02}"));
            (Grain::Second, Duration::seconds(1))
        }
        (Some(_), None) => (Grain::Minute, Duration::minutes(1)),
        (None, None) => (Grain::Hour, Duration::hours(1)),
    };
    let moment = Moment { start, end: start.checked_add_signed(length)?, grain };
    Some(Located { timex: TimexType::Time, value, moment: Some(moment) })
}

/// A unit by any of its days.
pub(super) fn unit(within: NaiveDate, unit: Unit) -> Option<Located> {
    match unit {
        Unit::Week => week(within),
        Unit::Weekend => weekend(within),
        Unit::Month => month(within.year(), within.month()),
        Unit::Quarter => quarter(within.year(), within.month0() / 3 + 1),
        Unit::Half => half(within.year(), within.month0() / 6 + 1),
        Unit::Year => year(within.year()),
        Unit::Decade => decade(within.year()),
        Unit::Century => {
            century(if within.year() > 0 { within.year() / 100 + 1 } else { within.year() / 100 - 1 })
        }
        _ => day(within),
    }
}

/// The day that lies `n` units away, on the last day of a month where the day is missing.
pub(super) fn move_by(from: NaiveDate, unit: Unit, n: i64) -> Option<NaiveDate> {
    let months = |per: i64| {
        let n = i32::try_from(n.checked_mul(per)?).ok()?;
        let (year, month) = add_months(from.year(), from.month(), n)?;
        (0..4).find_map(|less| NaiveDate::from_ymd_opt(year, month, from.day() - less.min(from.day() - 1)))
    };
    match unit {
        Unit::Week | Unit::Weekend => from.checked_add_signed(Duration::try_days(n.checked_mul(7)?)?),
        Unit::Fortnight => from.checked_add_signed(Duration::try_days(n.checked_mul(14)?)?),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => months(12000),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Unnamed => Some(from),
        Unit::Day | Unit::Night => from.checked_add_signed(Duration::try_days(n)?),
    }
}

/// Easter Sunday of a year (Meeus, Jones and Butcher's arithmetic for the Gregorian calendar).
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}

/// The day of a holiday in a year.
pub(super) fn holiday(name: &str, year: i32) -> Option<NaiveDate> {
    use chrono::Weekday::{Mon, Thu};
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
    let from_easter = |days| easter(year)?.checked_add_signed(Duration::days(days));
    match name {
        "christmas-eve" => fixed(12, 24),
        "christmas" => fixed(12, 25),
        "boxing-day" => fixed(12, 26),
        "new-year-eve" => fixed(12, 31),
        "new-year" => fixed(1, 1),
        "thanksgiving" => nth(11, Thu, 4),
        "labor-day" => nth(9, Mon, 1),
        "king-day" => nth(1, Mon, 3),
        "memorial-day" => nth(5, Mon, 5).or_else(|| nth(5, Mon, 4)),
        "independence-day" => fixed(7, 4),
        "veterans-day" => fixed(11, 11),
        "valentine" => fixed(2, 14),
        "halloween" => fixed(10, 31),
        "election-day" => nth(11, Mon, 1)?.succ_opt(),
        "inauguration-day" => fixed(1, 20),
        "may-day" => fixed(5, 1),
        "easter" => easter(year),
        "easter-monday" => from_easter(1),
        "good-friday" => from_easter(-2),
        "palm-sunday" => from_easter(-7),
        "ash-wednesday" => from_easter(-46),
        "maundy-thursday" => from_easter(-3),
        "ascension" => from_easter(39),
        "whit-sunday" => from_easter(49),
        "whit-monday" => from_easter(50),
        "bastille-day" => fixed(7, 14),
        _ => None,
    }
}
