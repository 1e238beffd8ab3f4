//! What is known of an expression where no date helps: `X` stands for the rest, as TIMEX3 writes it.

use super::super::calendar::{self, Located};
use super::super::expr::{Calendar, Head, Tense3, Unit, Year};
use super::super::value::TimexType;
use super::clock::office_hours;

/// What is written where no date helps.
pub(super) fn unknown(head: &Head) -> Located {
    let date = |value: String| Located::loose(TimexType::Date, value);
    match head {
        Head::Calendar(Calendar { year, month, day, .. }) => {
            let year = year.map_or("XXXX".to_owned(), calendar::year_text);
            match (month, day) {
                (Some(m), Some(d)) => date(format!("{year}-{m:02}-{d:02}")),
                (Some(m), None) => date(format!("{year}-{m:02}")),
                _ => date(year),
            }
        }
        Head::Weekday { day, .. } => date(format!("XXXX-WXX-{}", day + 1)),
        Head::Month { month, .. } => date(format!("XXXX-{month:02}")),
        Head::Fraction { number: 0, year: Year::Stated(year), .. } => date(calendar::year_text(*year)),
        Head::Fraction { unit: Unit::Half, number, .. } => date(format!("XXXX-H{number}")),
        Head::Fraction { number, .. } => date(format!("XXXX-Q{number}")),
        Head::Season { season, .. } => date(format!("XXXX-{}", calendar::season_code(*season))),
        Head::Year(_) | Head::Unit { unit: Unit::Year, .. } => date("XXXX".to_owned()),
        Head::Unit { unit: Unit::Month, .. } => date("XXXX-XX".to_owned()),
        Head::Unit { unit: Unit::Week, .. } | Head::WeekOf(_) => date("XXXX-WXX".to_owned()),
        Head::Weekend(_) => date("XXXX-WXX-WE".to_owned()),
        Head::PartOfDay { part, .. } => {
            Located::loose(TimexType::Time, format!("XXXX-XX-XXT{}", calendar::part_code(*part)))
        }
        Head::Clock { clock, .. } => {
            let clock = office_hours(*clock);
            let minute = clock.minute.unwrap_or(0);
            Located::loose(TimexType::Time, format!("XXXX-XX-XXT{:02}:{minute:02}", clock.hour))
        }
        Head::Shift { forward: false, .. } => date("PAST_REF".to_owned()),
        Head::Shift { .. } => date("FUTURE_REF".to_owned()),
        _ => date("XXXX-XX-XX".to_owned()),
    }
}

pub(super) fn reference(tense: Tense3) -> &'static str {
    match tense {
        Tense3::Past => "PAST_REF",
        Tense3::Present => "PRESENT_REF",
        Tense3::Future => "FUTURE_REF",
    }
}
