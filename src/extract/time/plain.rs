//! Values for people and for HTML: "about two hours", "early on 28 February 2019", `datetime="PT2H"`.
//!
//! Entry points: [`plain_language`] and [`html_datetime`].

use chrono::{Datelike, NaiveDate, Timelike};

use super::value::{Grain, Modifier, Moment, TimeValue, TimexType};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The English name of a weekday; Monday is 0.
pub(super) fn weekday_name(day: u8) -> &'static str {
    WEEKDAYS[usize::from(day % 7)]
}

/// A value in plain English, with "about", "by", "early": what a page shows to a reader.
pub fn plain_language(value: &TimeValue) -> String {
    let text = match (value.timex, value.moment) {
        (TimexType::Set, _) => set(value),
        (_, Some(moment)) => moment_text(value, moment),
        (TimexType::Duration, None) => length(&value.value).unwrap_or_else(|| "some time".to_owned()),
        (_, None) => loose(&value.value),
    };
    with_modifier(value.modifier, &text)
}

/// "about two hours", "early 2019", "by 28 February 2019".
fn with_modifier(modifier: Option<Modifier>, text: &str) -> String {
    let lead = match modifier {
        None => return text.to_owned(),
        Some(Modifier::Approx) => "about ",
        Some(Modifier::Start) => "early ",
        Some(Modifier::Mid) => "the middle of ",
        Some(Modifier::End) => "late ",
        Some(Modifier::Before) => "before ",
        Some(Modifier::After) => "after ",
        Some(Modifier::OnOrBefore) => "by ",
        Some(Modifier::OnOrAfter) => "since ",
        Some(Modifier::LessThan) => "less than ",
        Some(Modifier::MoreThan) => "more than ",
        Some(Modifier::EqualOrLess) => "at most ",
        Some(Modifier::EqualOrMore) => "at least ",
    };
    format!("{lead}{text}")
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn year(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - i64::from(year)) }
}

fn moment_text(value: &TimeValue, moment: Moment) -> String {
    let (start, date) = (moment.start, moment.start.date());
    match moment.grain {
        Grain::Second => format!("{} on {}", start.format("%H:%M:%S"), day(date)),
        Grain::Minute | Grain::Hour if value.value.ends_with("T24:00") => {
            format!("midnight at the end of {}", date.pred_opt().map_or_else(String::new, day))
        }
        Grain::Minute | Grain::Hour => format!("{:02}:{:02} on {}", start.hour(), start.minute(), day(date)),
        Grain::PartOfDay => {
            let part = value.value.rsplit('T').next().unwrap_or("");
            // A night begins in its evening; the value names that day.
            let name = match part {
                "MO" => "morning",
                "MI" => "middle of the day",
                "AF" => "afternoon",
                "EV" => "evening",
                "NI" => "night",
                _ => "day",
            };
            format!("the {name} of {}", day(date))
        }
        Grain::Day => day(date),
        Grain::Weekend => format!("the weekend of {}", day(date)),
        Grain::Week => format!("the week of {}", day(date)),
        Grain::Month => format!("{} {}", date.format("%B"), year(date.year())),
        Grain::Quarter => {
            let number = ["first", "second", "third", "fourth"][(date.month0() / 3) as usize];
            format!("the {number} quarter of {}", year(date.year()))
        }
        Grain::HalfYear => {
            format!(
                "the {} half of {}",
                if date.month() <= 6 { "first" } else { "second" },
                year(date.year())
            )
        }
        Grain::Season => {
            let name = match date.month() {
                3..=5 => "spring",
                6..=8 => "summer",
                9..=11 => "autumn",
                _ => "winter",
            };
            format!("the {name} of {}", year(date.year()))
        }
        Grain::Year => year(date.year()),
        Grain::Decade if date.year() > 0 => format!("the {}s", date.year() / 10 * 10),
        Grain::Decade => format!("the decade from {}", year(date.year())),
        Grain::Century if date.year() > 0 => format!("the {} century", ordinal(date.year() / 100 + 1)),
        Grain::Century => format!("the {} century BC", ordinal((1 - date.year()) / 100)),
    }
}

fn ordinal(n: i32) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// Values that name no place on the calendar.
fn loose(value: &str) -> String {
    match value {
        "PAST_REF" => "some time ago".to_owned(),
        "PRESENT_REF" => "at that time".to_owned(),
        "FUTURE_REF" => "some time later".to_owned(),
        _ => "a date that the text leaves open".to_owned(),
    }
}

/// "two hours" of `PT2H`, "two years and six months" of `P2Y6M`.
fn length(value: &str) -> Option<String> {
    let parts: Vec<String> = length_parts(value)?
        .into_iter()
        .map(|(amount, unit)| match amount {
            Some("1") => format!("one {unit}"),
            Some(amount) => format!("{} {unit}s", number(amount)),
            None if unit == "time" => "some time".to_owned(),
            None => format!("some {unit}s"),
        })
        .collect();
    match parts.split_last() {
        None => None,
        Some((last, [])) => Some(last.clone()),
        Some((last, rest)) => Some(format!("{} and {last}", rest.join(", "))),
    }
}

/// Numbers to ten in words.
fn number(figures: &str) -> String {
    const WORDS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match figures.parse::<usize>() {
        Ok(n @ 2..=10) => WORDS[n - 2].to_owned(),
        _ => figures.to_owned(),
    }
}

/// Amounts (`None` for `X`) and English units of an ISO 8601 length.
fn length_parts(value: &str) -> Option<Vec<(Option<&str>, &'static str)>> {
    let mut rest = value.strip_prefix('P')?;
    let mut clock = false;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (clock, rest) = (true, after);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        // "PXX": a length without a unit.
        let (amount, letters) = if rest == "XX" { ("X", "") } else { (&rest[..end], &rest[end..]) };
        if amount.is_empty() {
            return None;
        }
        let names: [(&str, &'static str); 8] = [
            ("DE", "decade"),
            ("CE", "century"),
            ("Y", "year"),
            ("M", if clock { "minute" } else { "month" }),
            ("W", "week"),
            ("D", "day"),
            ("H", "hour"),
            ("S", "second"),
        ];
        let (letter, unit) =
            names.into_iter().find(|(letter, _)| letters.starts_with(letter)).unwrap_or((letters, "time"));
        parts.push(((amount != "X").then_some(amount), unit));
        rest = &letters[letter.len()..];
    }
    Some(parts)
}

/// "every week", "every Friday", "twice a week".
fn set(value: &TimeValue) -> String {
    let times = value.freq.as_deref().and_then(|f| f.strip_suffix('X')).and_then(|n| n.parse::<u32>().ok());
    let often = match times {
        Some(1) => "once ".to_owned(),
        Some(2) => "twice ".to_owned(),
        Some(n) => format!("{n} times "),
        None => String::new(),
    };
    if value.value.starts_with('P') {
        let length = length(&value.value).unwrap_or_else(|| "some time".to_owned());
        return format!("{often}every {}", length.strip_prefix("one ").unwrap_or(&length));
    }
    let rest = value.value.strip_prefix("XXXX-").unwrap_or(&value.value);
    let (rest, part) = match rest.split_once('T') {
        Some((rest, part)) => (rest, part_name(part)),
        None => (rest, ""),
    };
    let name = match rest {
        "WXX-WE" => "weekend",
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        "XX-XX" => "",
        _ => match rest.strip_prefix("WXX-").and_then(|n| n.parse::<u8>().ok()) {
            Some(day @ 1..=7) => weekday_name(day - 1),
            _ => match rest.parse::<u32>().ok().and_then(|m| NaiveDate::from_ymd_opt(2000, m, 1)) {
                Some(month) => return format!("{often}every {}", month.format("%B")),
                None => return format!("{often}again and again"),
            },
        },
    };
    let words: Vec<&str> = [name, part].into_iter().filter(|w| !w.is_empty()).collect();
    format!("{often}every {}", words.join(" "))
}

fn part_name(part: &str) -> &'static str {
    match part {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        _ => "day",
    }
}

/// The `datetime` attribute of a `time` element, in a form that HTML allows: a year, a month, a day, a
/// week, a local or global date and time, or a duration; `None` where HTML has no form for the value.
pub fn html_datetime(value: &TimeValue) -> Option<String> {
    let Some(moment) = value.moment else {
        return if value.timex == TimexType::Duration { html_duration(&value.value) } else { None };
    };
    let (start, date) = (moment.start, moment.start.date());
    if date.year() < 1 {
        return None;
    }
    match moment.grain {
        Grain::Second | Grain::Minute | Grain::Hour => {
            let format = if moment.grain == Grain::Second { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%dT%H:%M" };
            let local = start.format(format).to_string();
            // Without an instant (a clock change) or a zone that is known the local time stands alone.
            let known = value.zone_source.is_some_and(|s| s != crate::zone::ZoneSource::Assumed);
            let offset = value.zone.filter(|_| known).and_then(|zone| zone.instant(start).ok());
            let offset = offset.filter(|at| at.offset().local_minus_utc() % 60 == 0);
            Some(offset.map_or(local.clone(), |at| format!("{local}{}", at.offset())))
        }
        Grain::PartOfDay | Grain::Day => Some(date.format("%Y-%m-%d").to_string()),
        Grain::Week | Grain::Weekend => {
            let week = date.iso_week();
            Some(format!("{:04}-W{:02}", week.year(), week.week()))
        }
        Grain::Month => Some(date.format("%Y-%m").to_string()),
        Grain::Year => Some(format!("{:04}", date.year())),
        Grain::Quarter | Grain::Season | Grain::HalfYear | Grain::Decade | Grain::Century => None,
    }
}

/// HTML knows weeks, days, hours, minutes and seconds; months and years have no length there.
fn html_duration(value: &str) -> Option<String> {
    let parts = length_parts(value)?;
    let mut days = String::new();
    let mut clock = String::new();
    for (amount, unit) in parts {
        let amount: u64 = amount?.parse().ok()?;
        match unit {
            "week" => days.push_str(&format!("{}D", amount.checked_mul(7)?)),
            "day" => days.push_str(&format!("{amount}D")),
            "hour" => clock.push_str(&format!("{amount}H")),
            "minute" => clock.push_str(&format!("{amount}M")),
            "second" => clock.push_str(&format!("{amount}S")),
            _ => return None,
        }
    }
    Some(if clock.is_empty() { format!("P{days}") } else { format!("P{days}T{clock}") })
}

#[cfg(test)]
mod tests {
    use crate::extract::Anchor;
    use crate::extract::time::{html_datetime, plain_language, times};
    use crate::text::Text;
    use crate::zone::{Zone, ZoneSource};

    fn check(text: &str, plain: &str, datetime: Option<&str>) {
        let anchor = Anchor {
            date: chrono::NaiveDate::from_ymd_opt(2019, 2, 28),
            zone: Zone::named("Asia/Ho_Chi_Minh").expect("an IANA zone"),
            zone_source: ZoneSource::Inferred,
            ..Anchor::default()
        };
        let found = times(&Text::plain(text), &anchor);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(plain_language(&found[0].value), plain);
        assert_eq!(html_datetime(&found[0].value).as_deref(), datetime);
    }

    #[test]
    fn values_are_told_in_plain_english_and_in_html() {
        check("They met at 9.35am.", "09:35 on 28 February 2019", Some("2019-02-28T09:35+07:00"));
        check("They met on Thursday.", "28 February 2019", Some("2019-02-28"));
        check("They dined last night.", "the night of 27 February 2019", Some("2019-02-27"));
        check("It lasted about two hours.", "about two hours", Some("PT2H"));
        check("It lasted two and a half years.", "two years and six months", None);
        check("They met last week.", "the week of 18 February 2019", Some("2019-W08"));
        check("They met in early 2018.", "early 2018", Some("2018"));
        check("It goes back to the 1980s.", "the 1980s", None);
        check("They meet every Friday.", "every Friday", None);
        check("They meet twice a week.", "twice every week", None);
        check("They leave by Friday.", "by 1 March 2019", Some("2019-03-01"));
        check("It rained for several weeks.", "some weeks", None);
    }
}
