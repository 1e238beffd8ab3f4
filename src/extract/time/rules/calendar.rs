//! Dates with a month in them: "28 February 2019", "Thursday, Feb. 28", "February 2019", "Feb. 27-28".
//!
//! Leaves alone: a month on its own (rule `month`), "March 5 people".

use super::super::expr::{Calendar, Head};
use super::super::lexicon::{Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "calendar",
    doc: "a month with a day or a year: `28 February 2019`, `Thursday, Feb. 28`, `February of that year`",
    starts: starts::DIGITS
        | starts::MONTH
        | starts::WEEKDAY
        | starts::ORDINAL
        | starts::CARDINAL
        | starts::UNIT
        | starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.word(i).is_some_and(|w| w != Word::The) {
        return;
    }
    first_of_range(r, i, into);
    let Some((found, end)) = date::calendar(r, i) else { return };
    if found.day.is_none() && found.year.is_none() && found.which.is_none() {
        return;
    }
    let at = i.checked_sub(1);
    if at.is_some_and(|b| r.mark(b, '/') || r.mark(b, '.')) && r.glued(i) && r.digits(i).is_some() {
        return;
    }
    // "Feb. 27-28, 2019": two mentions that share month and year.
    if let (Some(_), None, Some((last, next))) = (found.day, found.year, range_end(r, end))
        && date::month(r, r.skip(next, Word::Of)).is_none()
        && !r.mark(next, ':')
    {
        let (year, end_of_second) = match date::year(r, r.skip_comma(next)) {
            Some((year, end)) => (Some(year), end),
            None => (None, next),
        };
        let first = Calendar { year, ..found };
        let second = Calendar { year, day: Some(last), weekday: None, ..found };
        into.push(i..end, Head::Calendar(first));
        into.push(next - 1..end_of_second, Head::Calendar(second));
        return;
    }
    into.push(i..end, Head::Calendar(found));
}

/// "27" of "27-28 February 2019", of "27 and 28 February".
fn first_of_range(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((day, end)) = date::day_number(r, r.skip(i, Word::The)) else { return };
    if r.digits(r.skip(i, Word::The)).is_none() || r.glued(i) && !r.mark(i - 1, '(') {
        return;
    }
    let next = if r.dash(end) {
        end + 1
    } else if r.is_any(end, &[Word::And, Word::To, Word::Or, Word::Until, Word::Till, Word::Through]) {
        r.skip(end + 1, Word::The)
    } else {
        return;
    };
    if date::day_number(r, next).is_none() {
        return;
    }
    if let Some((found, _)) = date::calendar(r, next)
        && found.day.is_some_and(|last| last > day)
        && found.month.is_some()
        && date::month(r, next).is_none()
    {
        into.push(i..end, Head::Calendar(Calendar { day: Some(day), weekday: None, ..found }));
    }
}

/// "-28", " to 28", " and 28" after "Feb. 27".
fn range_end(r: &Reader<'_>, end: usize) -> Option<(u8, usize)> {
    if !r.dash(end) && !r.is_any(end, &[Word::And, Word::To, Word::Or, Word::Until, Word::Through]) {
        return None;
    }
    let next = end + 1;
    r.digits(next)?;
    let (day, after) = date::day_number(r, next)?;
    let unit = r.is_word(after) && !r.dash(end) && r.word(after).is_none();
    if unit { None } else { Some((day, after)) }
}
