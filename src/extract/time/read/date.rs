//! Phrases that name a day, a month or a year: "Thursday, Feb. 28, 2019", "the 28th of February", "that day".

use super::super::expr::{Calendar, Head, Unit, Which};
use super::super::lexicon::{Lex, Word};
use super::super::reader::Reader;
use super::number;

/// A month's name at `i`, written with a capital; a full stop after a short form belongs to it.
pub(in super::super) fn month(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    match r.lex(i) {
        Lex::Month(month) if r.capital(i) => Some((month, i + 1)),
        Lex::MonthShort(month) if r.capital(i) => Some((month, r.skip_stop(i + 1))),
        _ => None,
    }
}

/// A weekday's name at `i`.
pub(in super::super) fn weekday(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    match r.lex(i) {
        Lex::Weekday(day) if r.capital(i) => Some((day, i + 1)),
        Lex::WeekdayShort(day) if r.capital(i) && !r.shouted(i) => {
            // "Sun" and "Sat" are words of their own: a stop, a comma before a date or a date must follow.
            let end = r.skip_stop(i + 1);
            let dated = month(r, r.skip_comma(end)).is_some() || day_number(r, r.skip_comma(end)).is_some();
            if dated { Some((day, end)) } else { None }
        }
        _ => None,
    }
}

/// A year in four figures, "'98", or with its era: "481 BC", "AD 79".
pub(in super::super) fn year(r: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
    if let Some((n, length)) = r.digits(i) {
        if let Some((before_christ, end)) = era(r, i + 1) {
            return if n == 0 || n > 9999 {
                None
            } else if before_christ {
                Some((1 - n as i32, end))
            } else {
                Some((n as i32, end))
            };
        }
        if length == 4 && (1000..=2199).contains(&n) && !number_goes_on(r, i + 1) {
            return Some((n as i32, i + 1));
        }
        return None;
    }
    let apostrophe = r.mark(i, '\'') || r.mark(i, '’') || r.mark(i, '‘');
    if apostrophe && r.glued(i + 1) && !r.glued(i) {
        if let Some((n, 2)) = r.digits(i + 1)
            && !number_goes_on(r, i + 2)
            && !(r.lower(i + 2) == "s" && r.glued(i + 2))
        {
            return Some((if n < 40 { 2000 } else { 1900 } + n as i32, i + 2));
        }
        return None;
    }
    if matches!(r.lower(i), "ad" | "ce") && r.shouted(i) {
        let (n, _) = r.digits(i + 1)?;
        return if n > 0 && n < 2200 { Some((n as i32, i + 2)) } else { None };
    }
    number::spelled_year(r, i)
}

/// "BC", "B.C.", "BCE", "AD" at `i`: true for before Christ.
pub(in super::super) fn era(r: &Reader<'_>, i: usize) -> Option<(bool, usize)> {
    match r.written(i) {
        "BC" | "BCE" => Some((true, i + 1)),
        "AD" | "CE" => Some((false, i + 1)),
        "B" | "A" if r.mark(i + 1, '.') => {
            let second = if r.written(i) == "B" { "C" } else { "D" };
            if r.written(i + 2) == second && r.glued(i + 2) {
                Some((second == "C", r.skip_stop(i + 3)))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// True where a figure goes on at `i`: "1,500", "19.5", "2019%", "747s".
pub(in super::super) fn number_goes_on(r: &Reader<'_>, i: usize) -> bool {
    if !r.glued(i) {
        return false;
    }
    let digits_next = r.lex(i + 1) == Lex::Digits && r.glued(i + 1);
    r.mark(i, '%')
        || r.is_word(i)
        || (digits_next && (r.mark(i, ',') || r.mark(i, '.') || r.mark(i, ':') || r.mark(i, '/')))
}

/// The number of a day in a month: "28", "28th", "eighth".
pub(in super::super) fn day_number(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    if let Some((n @ 1..=31, 1..=2)) = r.digits(i) {
        if let Some((_, end)) = number::ordinal(r, i) {
            return Some((n as u8, end));
        }
        return if number_goes_on(r, i + 1) { None } else { Some((n as u8, i + 1)) };
    }
    match number::ordinal(r, i) {
        Some((n @ 1..=31, end)) => Some((n as u8, end)),
        _ => None,
    }
}

/// A date with a month in it at `i`, weekday and determiner included.
pub(in super::super) fn calendar(r: &Reader<'_>, i: usize) -> Option<(Calendar, usize)> {
    if let Some((day, end)) = weekday(r, i) {
        let next = r.skip(r.skip(r.skip_comma(end), Word::On), Word::The);
        let (date, end) = plain_calendar(r, next)?;
        return date.day.map(|_| (Calendar { weekday: Some(day), ..date }, end));
    }
    plain_calendar(r, i)
}

/// A date without a weekday.
fn plain_calendar(r: &Reader<'_>, i: usize) -> Option<(Calendar, usize)> {
    // No date without its month close by: "the twenty-first of June".
    if !(i..i + 7).any(|k| matches!(r.lex(k), Lex::Month(_) | Lex::MonthShort(_))) {
        return None;
    }
    if let Some((month, end)) = month(r, i) {
        // "27 May-28 May": the hyphen parts two dates.
        let dated =
            r.digits(i.wrapping_sub(1)).is_some_and(|(n, length)| length < 3 && (1..=31).contains(&n));
        if dated && r.hyphen(end) {
            return Some((Calendar { month: Some(month), ..Calendar::default() }, end));
        }
        return Some(after_month(r, month, end));
    }
    // "28 February 2019", "the 28th of February"
    let start = r.skip(i, Word::The);
    let (day, end) = day_number(r, start)?;
    let next = r.skip(if r.hyphen(end) { end + 1 } else { end }, Word::Of);
    let (month, end) = month(r, next)?;
    if day_number(r, end).is_some_and(|(_, e)| e == end + 1 && r.lex(start) != Lex::Digits) {
        return None;
    }
    let (year, which, end) = year_after(r, end);
    Some((Calendar { year, month: Some(month), day: Some(day), weekday: None, which }, end))
}

/// What follows a month's name: a day, a year, both or nothing.
fn after_month(r: &Reader<'_>, month: u8, end: usize) -> (Calendar, usize) {
    let month = Some(month);
    let day_at = r.skip(if r.hyphen(end) { end + 1 } else { end }, Word::The);
    if let Some((day, end)) = day_number(r, day_at) {
        let unit_follows = matches!(r.lex(end), Lex::Units(_))
            || matches!(r.lex(end), Lex::Unit(_)) && r.lex(day_at) != Lex::Digits;
        if !unit_follows {
            let (year, which, end) = year_after(r, end);
            return (Calendar { year, month, day: Some(day), weekday: None, which }, end);
        }
    }
    let (year, which, end) = year_after(r, end);
    (Calendar { year, month, day: None, weekday: None, which }, end)
}

/// A year after a month or a day: ", 2019", "of 2019", "of that year", "last year".
fn year_after(r: &Reader<'_>, end: usize) -> (Option<i32>, Option<Which>, usize) {
    let next = if r.hyphen(end) { end + 1 } else { r.skip_comma(end) };
    let next = r.skip(next, Word::Of);
    if let Some((year, end)) = year(r, next) {
        return (Some(year), None, end);
    }
    if let Some((which, Unit::Year, end)) = which_unit(r, next)
        && (next == end || !r.mark(next - 1, ','))
    {
        return (None, Some(which), end);
    }
    (None, None, end)
}

/// "last year", "this month", "that week", "the previous day", "the same year" at `i`.
pub(in super::super) fn which_unit(r: &Reader<'_>, i: usize) -> Option<(Which, Unit, usize)> {
    let (which, next) = which(r, i)?;
    let next = match r.word(next) {
        Some(Word::Calendar | Word::Fiscal) => next + 1,
        _ => next,
    };
    match r.lex(next) {
        Lex::Unit(unit) => Some((which, unit, next + 1)),
        _ => None,
    }
}

/// "last", "this", "that same", "the previous" at `i`.
pub(in super::super) fn which(r: &Reader<'_>, i: usize) -> Option<(Which, usize)> {
    match r.word(i)? {
        Word::Last => Some((Which::Last, i + 1)),
        Word::Next => Some((Which::Next, i + 1)),
        Word::Past => Some((Which::Last, i + 1)),
        Word::Coming | Word::Upcoming => Some((Which::Next, i + 1)),
        Word::This => match r.word(i + 1) {
            Some(Word::Coming) => Some((Which::Next, i + 2)),
            Some(Word::Past) => Some((Which::Last, i + 2)),
            Some(Word::Same) => Some((Which::That, i + 2)),
            _ => Some((Which::This, i + 1)),
        },
        Word::That => Some((Which::That, r.skip(i + 1, Word::Same))),
        Word::Previous | Word::Prior | Word::Preceding => Some((Which::Previous, i + 1)),
        Word::Following | Word::Subsequent => Some((Which::Following, i + 1)),
        Word::Same => Some((Which::That, i + 1)),
        Word::Latest => Some((Which::Latest, i + 1)),
        Word::The => match r.word(i + 1)? {
            Word::Same => Some((Which::That, i + 2)),
            Word::Previous | Word::Prior | Word::Preceding => Some((Which::Previous, i + 2)),
            Word::Following | Word::Subsequent => Some((Which::Following, i + 2)),
            Word::Next => Some((Which::Following, i + 2)),
            Word::Last | Word::Past => Some((Which::Last, i + 2)),
            Word::Coming | Word::Upcoming => Some((Which::Next, i + 2)),
            Word::Latest => Some((Which::Latest, i + 2)),
            _ => None,
        },
        _ => None,
    }
}

/// A phrase that names one day: a date, a weekday, "today", "that day".
pub(in super::super) fn day(r: &Reader<'_>, i: usize) -> Option<(Head, usize)> {
    if let Some((date, end)) = calendar(r, i) {
        return date.day.map(|_| (Head::Calendar(date), end));
    }
    if let Some((day, end)) = weekday(r, i) {
        return Some((Head::Weekday { day, which: Which::Open }, end));
    }
    if let Lex::Deictic(offset) = r.lex(i) {
        return Some((Head::Day(i32::from(offset)), i + 1));
    }
    let (which, next) = which(r, i)?;
    if let Some((day, end)) = weekday(r, next) {
        return Some((Head::Weekday { day, which }, end));
    }
    match r.lex(next) {
        Lex::Unit(Unit::Day) => Some((Head::Unit { unit: Unit::Day, which }, next + 1)),
        _ => None,
    }
}
