//! How far one event lies from another, where the text says so: "a day after A met B", "hours before the
//! talks". Entry point: [`Apart::before`].

use chrono::Duration;

use super::when;
use crate::extract::When;
use crate::text::Text;

/// A length of time between two events, as far as days can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// Minutes or hours: as a rule of one day.
    Hours,
    /// So many days.
    Days(i64),
    /// Days or weeks that nobody counted.
    Some,
    /// Months or years: history to what they are counted from.
    Long,
}

impl Apart {
    /// The day that lies so far from `day`; `None` where nobody can count to it.
    pub(super) fn from(self, day: When, earlier: bool) -> Option<When> {
        match self {
            Apart::Hours => Some(day),
            Apart::Days(n) => Some(when::shifted(day, Duration::days(if earlier { -n } else { n }))),
            Apart::Some | Apart::Long => None,
        }
    }

    /// The length that ends before token `cue`, at `floor` at the earliest, and its first token: "a day" in
    /// "a day after".
    pub(super) fn before(text: &Text<'_>, cue: usize, floor: usize) -> Option<(Apart, usize)> {
        let unit = cue.checked_sub(1).filter(|&i| i >= floor)?;
        let (number, at) = match unit.checked_sub(1).filter(|&i| i >= floor) {
            Some(at) => (number(text, at), at),
            None => (None, unit),
        };
        let mut start = if number.is_some() { at } else { unit };
        let loose = matches!(text.lower(at), "few" | "several" | "some" | "many");
        if number.is_none() && loose {
            start = at;
        }
        let days = |each: i64| number.map_or(Apart::Some, |n| Apart::Days(n * each));
        let apart = match text.lower(unit) {
            "minutes" | "minute" | "moments" | "hours" | "seconds" => Apart::Hours,
            "hour" | "half" if number.is_some() => Apart::Hours,
            "hour" => Apart::Hours,
            "day" if number.is_some() => days(1),
            "days" => days(1),
            "week" if number.is_some() => days(7),
            // A fortnight is one; three weeks are not to the day.
            "weeks" => Apart::Some,
            "month" | "year" | "decade" | "century" if number.is_some() => Apart::Long,
            "months" | "years" | "decades" => Apart::Long,
            _ => return None,
        };
        let apart = match (apart, text.lower(unit), number) {
            (Apart::Hours, "hours", Some(n)) if n >= 24 => Apart::Days(n / 24),
            (apart, ..) => apart,
        };
        if loose && start > floor && matches!(text.lower(start - 1), "a" | "the") {
            start -= 1;
        }
        while start > floor
            && matches!(
                text.lower(start - 1),
                "just"
                    | "only"
                    | "barely"
                    | "less"
                    | "more"
                    | "than"
                    | "about"
                    | "some"
                    | "nearly"
                    | "almost"
                    | "little"
                    | "over"
                    | "roughly"
                    | "around"
                    | "even"
            )
        {
            start -= 1;
        }
        Some((apart, start))
    }
}

/// The number that a word writes; "a" and "the" are one.
fn number(text: &Text<'_>, at: usize) -> Option<i64> {
    const WORDS: &[&str] =
        &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match text.lower(at) {
        "a" | "an" | "one" | "the" => Some(1),
        word if text.tokens()[at].is_number() => word.parse().ok().filter(|n| *n < 1000),
        word => WORDS.iter().position(|w| *w == word).map(|ix| ix as i64 + 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<Apart>) {
        let text = Text::plain(written);
        let cue = text.tokens().len() - 1;
        assert_eq!(Apart::before(&text, cue, 0).map(|(apart, _)| apart), expected, "{written}");
    }

    #[test]
    fn lengths_before_a_cue() {
        check("a day after", Some(Apart::Days(1)));
        check("two days before", Some(Apart::Days(2)));
        check("just hours after", Some(Apart::Hours));
        check("48 hours before", Some(Apart::Days(2)));
        check("a week after", Some(Apart::Days(7)));
        check("weeks after", Some(Apart::Some));
        check("a few days after", Some(Apart::Some));
        check("three years after", Some(Apart::Long));
        check("shortly after", None);
        check("on the day after", Some(Apart::Days(1)));
        check("soon after", None);
    }

    #[test]
    fn where_it_begins() {
        let text = Text::plain("They left, less than a day after");
        assert_eq!(Apart::before(&text, 7, 0), Some((Apart::Days(1), 3)));
    }
}
