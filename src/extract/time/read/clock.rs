//! Times of day: "9.35am", "8:55 a.m.", "1430", "18h05", "half past two", "noon".

use super::super::expr::{Clock, Head, Part, Unit, Which};
use super::super::lexicon::{Lex, Word};
use super::super::reader::Reader;
use super::number;

/// How sure the form alone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Sure {
    /// Nothing else looks so: "9.35am", "noon".
    Yes,
    /// A time or a number: "8.55", "14:05", "0155". What stands around it decides.
    Maybe,
}

/// A time of day at `i`.
pub(in super::super) fn clock(r: &Reader<'_>, i: usize) -> Option<(Clock, usize, Sure)> {
    match r.lex(i) {
        Lex::Digits => figures(r, i),
        Lex::Noon => {
            Some((Clock { hour: 12, minute: Some(0), second: None, twelve: false }, i + 1, Sure::Yes))
        }
        Lex::Midnight => {
            Some((Clock { hour: 24, minute: Some(0), second: None, twelve: false }, i + 1, Sure::Yes))
        }
        Lex::Cardinal(hour @ 1..=12) => spoken_hour(r, hour, i),
        Lex::Cardinal(minutes @ (20 | 25)) => past(r, minutes as u8, i + 1),
        Lex::Word(Word::Half) => past(r, 30, i + 1),
        Lex::Unit(Unit::Quarter) => past(r, 15, i + 1),
        Lex::Word(Word::A) if r.lex(i + 1) == Lex::Unit(Unit::Quarter) => past(r, 15, i + 2),
        _ => None,
    }
}

/// A time in figures.
fn figures(r: &Reader<'_>, i: usize) -> Option<(Clock, usize, Sure)> {
    let (n, length) = r.digits(i)?;
    if i > r.first && r.glued(i) && !opens(r, i - 1) {
        return None;
    }
    if length == 4 {
        return run_of_four(r, n, i);
    }
    if length > 2 || n > 24 {
        return None;
    }
    let hour = n as u8;
    // "12 noon", "12 midnight"
    if n == 12 && matches!(r.lex(i + 1), Lex::Noon | Lex::Midnight) {
        return clock(r, i + 1);
    }
    // "8.55", "14:05:30", "18h05"
    let separator = r.mark(i + 1, '.') || r.mark(i + 1, ':') || matches!(r.lower(i + 1), "h" | "u");
    if separator && r.glued(i + 1) {
        let letter = r.is_word(i + 1);
        if let (Some((minute @ 0..=59, 2)), true) = (r.digits(i + 2), r.glued(i + 2)) {
            let mut end = i + 3;
            let mut second = None;
            if r.mark(end, ':')
                && r.glued(end)
                && r.glued(end + 1)
                && let Some((s @ 0..=59, 2)) = r.digits(end + 1)
            {
                (second, end) = (Some(s as u8), end + 2);
            }
            let minute = Some(minute as u8);
            if let Some((hour, end)) = meridiem(r, hour, end) {
                return Some((Clock { hour, minute, second, twelve: false }, end, Sure::Yes));
            }
            if super::date::number_goes_on(r, end) && r.lower(end) != "h" {
                return None;
            }
            if hour == 24 && minute != Some(0) {
                return None;
            }
            let end = if r.lower(end) == "h" && r.glued(end) { end + 1 } else { end };
            // "15:00 hours", "at 12.30 hours"
            if length == 2
                && matches!(r.lower(end), "hours" | "hrs")
                && (r.mark(i + 1, ':') || stands_as_clock(r, i))
            {
                return Some((Clock { hour, minute, second, twelve: false }, end + 1, Sure::Yes));
            }
            if let Some(found) = in_part(r, hour, minute, end) {
                return Some(found);
            }
            let sure = if letter || second.is_some() { Sure::Yes } else { Sure::Maybe };
            // "1:04" among "12:27 p.m." and "1:35 p.m.": the text counts to twelve, and midnight news is rare.
            let twelve = r.habits.to_twelve() && length == 1 && !letter;
            return Some((Clock { hour, minute, second, twelve }, end, sure));
        }
        if letter && r.lower(i + 1) == "h" && !r.glued(i + 2) {
            return Some((Clock { hour, minute: None, second: None, twelve: false }, i + 2, Sure::Maybe));
        }
    }
    if let Some((hour, end)) = meridiem(r, hour, i + 1) {
        return Some((Clock { hour, minute: None, second: None, twelve: false }, end, Sure::Yes));
    }
    if !(1..=12).contains(&n) {
        return None;
    }
    if let Some(end) = o_clock(r, i + 1) {
        return Some(in_part(r, hour, None, end).unwrap_or((
            Clock { hour, minute: None, second: None, twelve: true },
            end,
            Sure::Yes,
        )));
    }
    if super::date::number_goes_on(r, i + 1) {
        return None;
    }
    in_part(r, hour, None, i + 1).or_else(|| bare_hour(r, hour, i))
}

/// "at four.", "until eleven" where the talk is of hours: nothing but the place says that it is one.
fn bare_hour(r: &Reader<'_>, hour: u8, i: usize) -> Option<(Clock, usize, Sure)> {
    let mut lead = i.checked_sub(1)?;
    if r.is_any(lead, &[Word::About, Word::Around, Word::Nearly, Word::Almost]) {
        lead = lead.checked_sub(1)?;
    }
    let close = matches!(r.lower_before(lead), "shortly" | "just" | "soon" | "minutes");
    let led = r.is_any(lead, &[Word::At, Word::Until, Word::Till])
        || close && r.is_any(lead, &[Word::Before, Word::After]);
    let closed = !(r.is_word(i + 1) || r.dash(i + 1) || r.glued(i + 1) && r.glued(i + 2))
        || r.is_any(i + 1, &[Word::And, Word::On]) && !matches!(r.lex(i + 2), Lex::Digits | Lex::Cardinal(_))
        || matches!(r.lower(i + 1), "but" | "because" | "when" | "while");
    let clock = Clock { hour, minute: None, second: None, twelve: true };
    (led && closed && r.near_clock(i)).then_some((clock, i + 1, Sure::Yes))
}

/// "at 12.30 hours", "16 May 2029, 12.30 hours": a time of day where a length could stand.
fn stands_as_clock(r: &Reader<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|b| {
        r.mark(b, ',')
            || r.is_any(
                b,
                &[
                    Word::At,
                    Word::By,
                    Word::From,
                    Word::Until,
                    Word::Till,
                    Word::Since,
                    Word::Before,
                    Word::After,
                ],
            )
    })
}

/// Marks that may touch a time from before: brackets, quotation marks, dashes, a stroke.
fn opens(r: &Reader<'_>, i: usize) -> bool {
    r.dash(i) || ['(', '[', '"', '“', '‘', '\'', '/', '~', '—'].iter().any(|&mark| r.mark(i, mark))
}

/// "0155", "0855", "1430": four figures that can be a time.
fn run_of_four(r: &Reader<'_>, n: u32, i: usize) -> Option<(Clock, usize, Sure)> {
    let (hour, minute) = (n / 100, n % 100);
    if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
        return None;
    }
    let clock = Clock { hour: hour as u8, minute: Some(minute as u8), second: None, twelve: false };
    if let Some((hour, end)) = meridiem(r, clock.hour, i + 1) {
        return Some((Clock { hour, ..clock }, end, Sure::Yes));
    }
    if matches!(r.lower(i + 1), "hours" | "hrs" | "h") {
        return Some((clock, i + 2, Sure::Yes));
    }
    if super::date::number_goes_on(r, i + 1) {
        return None;
    }
    Some((clock, i + 1, Sure::Maybe))
}

/// "nine o'clock", "nine a.m.", "nine in the morning", "ten past four", "five to six".
fn spoken_hour(r: &Reader<'_>, hour: u32, i: usize) -> Option<(Clock, usize, Sure)> {
    if let Some(found) = past(r, hour as u8, i + 1) {
        return Some(found);
    }
    let mut end = i + 1;
    let mut minute = None;
    if let (Some((n @ 10..=59, next)), false) = (number::spelled(r, i + 1), r.glued(i + 1)) {
        // "nine thirty a.m."
        if meridiem(r, hour as u8, next).is_some() {
            (minute, end) = (Some(n as u8), next);
        }
    }
    if let Some((hour, end)) = meridiem(r, hour as u8, end) {
        return Some((Clock { hour, minute, second: None, twelve: false }, end, Sure::Yes));
    }
    if let Some(end) = o_clock(r, i + 1) {
        return Some(in_part(r, hour as u8, None, end).unwrap_or((
            Clock { hour: hour as u8, minute: None, second: None, twelve: true },
            end,
            Sure::Yes,
        )));
    }
    in_part(r, hour as u8, None, i + 1).or_else(|| bare_hour(r, hour as u8, i))
}

/// "past two", "to three" after so many minutes.
fn past(r: &Reader<'_>, minutes: u8, i: usize) -> Option<(Clock, usize, Sure)> {
    let i = if r.hyphen(i) { i + 1 } else { i };
    let to = match r.word(i)? {
        Word::Past | Word::After => false,
        Word::To => true,
        _ => return None,
    };
    let (named, hour, end) = match r.lex(i + 1) {
        Lex::Cardinal(n @ 1..=12) => (false, n as u8, i + 2),
        Lex::Noon => (true, 12, i + 2),
        Lex::Midnight => (true, 24, i + 2),
        Lex::Digits => match r.digits(i + 1) {
            Some((n @ 1..=12, _)) => (false, n as u8, i + 2),
            _ => return None,
        },
        _ => return None,
    };
    if matches!(r.lex(end), Lex::Units(_) | Lex::Unit(_) | Lex::Scale(_))
        || super::date::number_goes_on(r, end)
    {
        return None;
    }
    if !matches!(minutes, 5 | 10 | 15 | 20 | 25 | 30) || (to && minutes == 30) {
        return None;
    }
    // "five to six people" and "ten to twelve" are ranges.
    let plain = !matches!(minutes, 15 | 30);
    let at = r.word(i.checked_sub(2)?);
    if to && plain && !matches!(at, Some(Word::At | Word::By | Word::Until | Word::Around | Word::About)) {
        return None;
    }
    let (hour, minute) = if to { (hour - 1, 60 - minutes) } else { (hour % 24, minutes) };
    if let Some((hour, end)) = meridiem(r, hour, end) {
        return Some((Clock { hour, minute: Some(minute), second: None, twelve: false }, end, Sure::Yes));
    }
    if let Some(found) = in_part(r, hour, Some(minute), end) {
        return Some(found);
    }
    Some((Clock { hour, minute: Some(minute), second: None, twelve: !named }, end, Sure::Yes))
}

/// "am", "a.m.", "p.m", "pm" at `i`: the hour of 24 and the index after it.
pub(in super::super) fn meridiem(r: &Reader<'_>, hour: u8, i: usize) -> Option<(u8, usize)> {
    let (afternoon, end) = match r.lower(i) {
        "am" if !(r.small(i) && !r.glued(i) && r.lower(i + 1) == "i") => (false, i + 1),
        "pm" => (true, i + 1),
        half @ ("a" | "p") if r.mark(i + 1, '.') && r.glued(i + 1) && r.lower(i + 2) == "m" => {
            (half == "p", r.skip_stop(i + 3))
        }
        half @ ("a" | "p") if r.lower(i + 1) == "m" && !r.glued(i + 1) && r.mark(i + 2, '.') => {
            (half == "p", i + 3)
        }
        _ => return None,
    };
    if hour > 12 {
        return if afternoon && hour < 24 { Some((hour, end)) } else { None };
    }
    if hour == 0 {
        return if afternoon { None } else { Some((0, end)) };
    }
    Some((if afternoon { hour % 12 + 12 } else { hour % 12 }, end))
}

/// "o'clock" at `i`.
fn o_clock(r: &Reader<'_>, i: usize) -> Option<usize> {
    let apostrophe = r.mark(i + 1, '\'') || r.mark(i + 1, '’');
    if r.is(i, Word::O) && apostrophe && r.is(i + 2, Word::Clock) { Some(i + 3) } else { None }
}

/// "in the morning", "at night" after an hour: which half of the day it is in.
fn in_part(r: &Reader<'_>, hour: u8, minute: Option<u8>, i: usize) -> Option<(Clock, usize, Sure)> {
    if !(1..=12).contains(&hour) {
        return None;
    }
    // "9.40 tonight", "8:05 this morning": the rest is a day, and the caller's.
    if let Some((_, part, _)) = part_of_day(r, i) {
        return Some((
            Clock { hour: in_half(hour, part), minute, second: None, twelve: false },
            i,
            Sure::Yes,
        ));
    }
    let at = match r.word(i)? {
        Word::In if r.is(i + 1, Word::The) => i + 2,
        Word::At => i + 1,
        _ => return None,
    };
    let Lex::Part(part) = r.lex(at) else { return None };
    if r.is(i, Word::At) && part != Part::Night {
        return None;
    }
    Some((Clock { hour: in_half(hour, part), minute, second: None, twelve: false }, at + 1, Sure::Yes))
}

/// The hour of 24 of one to twelve in a part of the day.
pub(in super::super) fn in_half(hour: u8, part: Part) -> u8 {
    match part {
        Part::Morning | Part::Dawn => hour % 12,
        Part::Night if hour < 5 => hour,
        Part::Night if hour == 12 => 24,
        Part::Midday | Part::Lunchtime if hour > 9 => hour,
        _ => hour % 12 + 12,
    }
}

/// "tonight", "last night", "this morning", "tomorrow evening", "Thursday night" at `i`: the day, the part and
/// the index after it.
pub(in super::super) fn part_of_day(r: &Reader<'_>, i: usize) -> Option<(Head, Part, usize)> {
    if r.lex(i) == Lex::Tonight {
        return Some((Head::Day(0), Part::Night, i + 1));
    }
    let offset = match (r.word(i), r.lex(i + 1)) {
        (Some(Word::This), Lex::Part(_)) => 0,
        (Some(Word::Last), Lex::Part(Part::Night)) => -1,
        _ => {
            // "9 the next morning", "8.30 that evening"
            if let Some((which @ (Which::That | Which::Following | Which::Previous), at)) =
                super::date::which(r, i)
                && let Lex::Part(part) = r.lex(at)
            {
                return Some((Head::Unit { unit: Unit::Day, which }, part, at + 1));
            }
            let (day, end) = super::date::day(r, i)?;
            let Lex::Part(part) = r.lex(end) else { return None };
            return matches!(day, Head::Day(_) | Head::Weekday { .. }).then_some((day, part, end + 1));
        }
    };
    let Lex::Part(part) = r.lex(i + 1) else { return None };
    Some((Head::Day(offset), part, i + 2))
}
