//! Dates as editors write them in front matter: a day, a local time, or an instant.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::PublicationTime;
use crate::diagnostic::Code;
use crate::yaml::Refusal;

/// A day: `2019-02-28`.
///
/// # Errors
/// A refusal where it is not on the calendar, or not a day.
pub fn day(text: &str) -> Result<NaiveDate, Refusal> {
    let Some((year, month, day)) = numbers(text) else {
        return Err(not_a_date(text, "write it as year, month and day: `2019-02-28`"));
    };
    on_the_calendar(year, month, day)
}

/// A day, a local time or an instant: `2019-02-28`, `2019-02-28 09:35`, `2019-02-28T09:35:00+07:00`.
///
/// # Errors
/// A refusal where the day is not on the calendar, the clock does not show the time, or it is neither.
pub fn publication_time(text: &str) -> Result<PublicationTime, Refusal> {
    const HINT: &str = "write it as `2019-02-28`, or with a time and an offset: `2019-02-28T09:35:00+07:00`";
    let parting = text.find(['T', 't', ' ']).filter(|&at| text[..at].ends_with(|c: char| c.is_ascii_digit()));
    let Some(at) = parting else { return day(text).map(PublicationTime::Day) };
    let Some((year, month, day)) = numbers(&text[..at]) else { return Err(not_a_date(text, HINT)) };
    let date = on_the_calendar(year, month, day)?;
    let rest = text[at + 1..].trim();
    let (clock, offset) = rest.split_at(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()));
    let clock = clock.trim();
    let formats = ["%H:%M:%S%.f", "%H:%M"];
    let Some(time) = formats.iter().find_map(|f| NaiveTime::parse_from_str(clock, f).ok()) else {
        return Err(Refusal::new(Code::BadDate, format!("`{clock}` is not a time of day"), HINT));
    };
    let local = date.and_time(time);
    if offset.is_empty() {
        return Ok(PublicationTime::Local(local));
    }
    match instant(local, offset) {
        Some(instant) => Ok(PublicationTime::Instant(instant)),
        None => Err(Refusal::new(
            Code::BadDate,
            format!("`{offset}` is not an offset from UTC"),
            "write it as `+07:00`",
        )),
    }
}

/// True where the text writes its instant in UTC (`…Z`), which tells nothing of the clocks around the writer.
pub fn is_zulu(text: &str) -> bool {
    text.ends_with(['Z', 'z'])
}

fn instant(local: NaiveDateTime, offset: &str) -> Option<DateTime<chrono::FixedOffset>> {
    let offset = match offset {
        "Z" | "z" => chrono::FixedOffset::east_opt(0)?,
        // `+7` and `+07` are what some editors write.
        short if short.len() <= 3 => format!("{}{:0>2}:00", &short[..1], &short[1..]).parse().ok()?,
        full => full.parse().ok()?,
    };
    local.and_local_timezone(offset).single()
}

/// Year, month and day of `2019-02-28`; four digits and two by two.
fn numbers(text: &str) -> Option<(i32, u32, u32)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let are_digits = [(year, 4..=4), (month, 1..=2), (day, 1..=2)]
        .iter()
        .all(|(part, length)| length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    if !are_digits || parts.next().is_some() {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn on_the_calendar(year: i32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return Ok(date);
    }
    let message = format!("`{year:04}-{month:02}-{day:02}` is not on the calendar");
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let last = first.and_then(|first| first.checked_add_months(chrono::Months::new(1))?.pred_opt());
    let hint = match last {
        Some(last) => format!("{} has {} days", last.format("%B %Y"), last.day()),
        None => "the month is a number from 01 to 12: year, month, day".to_owned(),
    };
    Err(Refusal::new(Code::BadDate, message, hint))
}

fn not_a_date(text: &str, hint: &str) -> Refusal {
    Refusal::new(Code::BadDate, format!("`{text}` is not a date"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let read = match publication_time(text) {
            Ok(PublicationTime::Day(day)) => format!("day {day}"),
            Ok(PublicationTime::Local(local)) => format!("local {local}"),
            Ok(PublicationTime::Instant(instant)) => instant.to_rfc3339(),
            Ok(PublicationTime::Unknown) => "unknown".to_owned(),
            Err(refusal) => format!("{} ({})", refusal.message, refusal.hint.unwrap_or_default()),
        };
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn dates_keep_the_precision_they_were_given_with() {
        check("2019-02-28", "day 2019-02-28");
        check("2019-2-8", "day 2019-02-08");
        check("2019-02-28 09:35", "local 2019-02-28 09:35:00");
        check("2019-02-28T09:35:00", "local 2019-02-28 09:35:00");
        check("2019-02-28T09:35:00+07:00", "2019-02-28T09:35:00+07:00");
        check("2019-02-28 09:35 +0700", "2019-02-28T09:35:00+07:00");
        check("2019-02-28T09:35+7", "2019-02-28T09:35:00+07:00");
        check("2019-02-28t02:35:00.25z", "2019-02-28T02:35:00.250+00:00");
    }

    #[test]
    fn what_is_no_date_says_why() {
        check("2019-02-30", "`2019-02-30` is not on the calendar (February 2019 has 28 days)");
        check(
            "2019-28-02",
            "`2019-28-02` is not on the calendar (the month is a number from 01 to 12: year, month, day)",
        );
        check(
            "28 Feb 2019",
            "`28 Feb 2019` is not a date (write it as `2019-02-28`, or with a time and an offset: `2019-02-28T09:35:00+07:00`)",
        );
        check("yesterday", "`yesterday` is not a date (write it as year, month and day: `2019-02-28`)");
        check(
            "2019-02-28T25:00",
            "`25:00` is not a time of day (write it as `2019-02-28`, or with a time and an offset: `2019-02-28T09:35:00+07:00`)",
        );
        check("2019-02-28T09:00+99:00", "`+99:00` is not an offset from UTC (write it as `+07:00`)");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9TtZz+: é-]{0,24}") {
            let _ = publication_time(&text);
        }
    }
}
