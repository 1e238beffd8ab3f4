//! Days and clocks in digits, as machines read them. Pages hold thousands of them, so they are put together
//! by hand; what does not fit four digits of a year is left to `chrono`.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

/// "2019-02-28".
pub fn day(day: NaiveDate) -> String {
    let mut text = String::with_capacity(10);
    push_day(&mut text, day);
    text
}

/// "08:55".
pub(super) fn clock(at: NaiveDateTime) -> String {
    let mut text = String::with_capacity(9);
    push_clock(&mut text, at.hour(), at.minute());
    text
}

/// "08:55:30".
pub(super) fn clock_with_seconds(at: NaiveDateTime) -> String {
    let mut text = clock(at);
    push_part(&mut text, ':', at.second());
    text
}

/// "2019-02-28T08:55".
pub(super) fn local(at: NaiveDateTime) -> String {
    let mut text = String::with_capacity(25);
    push_day(&mut text, at.date());
    text.push('T');
    push_clock(&mut text, at.hour(), at.minute());
    text
}

/// "2019-02-28T08:55+07:00", with seconds where there are any.
pub(super) fn instant(at: DateTime<FixedOffset>) -> String {
    let mut text = local(at.naive_local());
    if at.second() != 0 {
        push_part(&mut text, ':', at.second());
    }
    push_offset(&mut text, at.offset().local_minus_utc());
    text
}

/// "2019-02-28T08:55:00+07:00" (RFC 3339).
pub fn rfc3339(at: DateTime<FixedOffset>) -> String {
    let offset = at.offset().local_minus_utc();
    if at.nanosecond() != 0 || offset % 60 != 0 || !(0..=9999).contains(&at.year()) {
        return at.to_rfc3339();
    }
    let mut text = local(at.naive_local());
    push_part(&mut text, ':', at.second());
    push_offset(&mut text, offset);
    text
}

fn push_day(text: &mut String, day: NaiveDate) {
    match u32::try_from(day.year()) {
        Ok(year @ 0..=9999) => {
            push_two(text, year / 100);
            push_two(text, year % 100);
            push_part(text, '-', day.month());
            push_part(text, '-', day.day());
        }
        _ => text.push_str(&day.format("%Y-%m-%d").to_string()),
    }
}

/// As `%:z` has it: seconds of an offset are rounded to minutes.
fn push_offset(text: &mut String, offset: i32) {
    let minutes = (offset.unsigned_abs() + 30) / 60;
    text.push(if offset < 0 { '-' } else { '+' });
    push_clock(text, minutes / 60, minutes % 60);
}

fn push_clock(text: &mut String, hour: u32, minute: u32) {
    push_two(text, hour);
    push_part(text, ':', minute);
}

fn push_part(text: &mut String, before: char, number: u32) {
    text.push(before);
    push_two(text, number);
}

/// A number below a hundred.
fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_chrono() {
        for text in [
            "2019-02-28T08:55:00+07:00",
            "0044-03-15T12:00:30-00:30",
            "9999-12-31T23:59:59+05:45",
            "2021-01-01T00:00:00-11:00",
        ] {
            let at = DateTime::parse_from_rfc3339(text).expect("a valid test time");
            let naive = at.naive_local();
            let format = if at.second() == 0 { "%Y-%m-%dT%H:%M%:z" } else { "%Y-%m-%dT%H:%M:%S%:z" };
            assert_eq!(instant(at), at.format(format).to_string());
            assert_eq!(rfc3339(at), at.to_rfc3339());
            assert_eq!(day(at.date_naive()), at.format("%Y-%m-%d").to_string());
            assert_eq!(clock(naive), at.format("%H:%M").to_string());
            assert_eq!(clock_with_seconds(naive), at.format("%H:%M:%S").to_string());
        }
        let mean = FixedOffset::east_opt(1_772).expect("an offset below a day");
        let at = DateTime::from_timestamp(0, 0).expect("the epoch").with_timezone(&mean);
        assert_eq!(instant(at), at.format("%Y-%m-%dT%H:%M:%S%:z").to_string());
        let long_ago = NaiveDate::from_ymd_opt(-43, 3, 15).expect("a valid test day");
        assert_eq!(day(long_ago), long_ago.format("%Y-%m-%d").to_string());
    }
}
