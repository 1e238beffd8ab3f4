//! Dates in figures alone: "2019-02-28", "28/2/2019", "28.02.2019", "2/28".
//!
//! Leaves alone: fractions ("1/2"), scores, versions ("1.2.3"), "24/7", "9/11" without a year (a holiday by name).

use super::super::expr::{Calendar, Clock, Head};
use super::super::lexicon::starts;
use super::super::read::zone;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "numeric",
    doc: "a date in figures: `2019-02-28`, `28/2/2019`, `28.02.2019`",
    starts: starts::DIGITS,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((a, a_length)) = r.digits(i) else { return };
    if r.glued(i) && (r.mark(i - 1, '/') || r.mark(i - 1, '.') || r.mark(i - 1, '-') || r.is_word(i - 1)) {
        return;
    }
    let separator = ['-', '/', '.'].into_iter().find(|&mark| r.mark(i + 1, mark));
    let Some(separator) = separator else { return };
    if !r.glued(i + 1) || !r.glued(i + 2) {
        return;
    }
    let Some((b, b_length @ 1..=2)) = r.digits(i + 2) else { return };
    let third = r.mark(i + 3, separator) && r.glued(i + 3) && r.glued(i + 4);
    let Some((c, c_length)) = r.digits(i + 4).filter(|_| third) else { return };
    let end = i + 5;
    if r.glued(end)
        && (r.mark(end, separator) || r.mark(end, '%'))
        && r.glued(end + 1)
        && r.digits(end + 1).is_some()
    {
        return;
    }
    if a_length == 4 && (1..=12).contains(&b) && (1..=31).contains(&c) && (1000..=2199).contains(&a) {
        let date = Calendar {
            year: Some(a as i32),
            month: Some(b as u8),
            day: Some(c as u8),
            ..Calendar::default()
        };
        iso_time(r, i, end, date, into);
        return;
    }
    let year = match c_length {
        4 if (1000..=2199).contains(&c) => c as i32,
        2 if separator == '/' => {
            if c < 40 {
                2000 + c as i32
            } else {
                1900 + c as i32
            }
        }
        2 if separator == '.' && a_length == 2 && b_length == 2 => 2000 + c as i32,
        _ => return,
    };
    if a_length > 2 || !(1..=31).contains(&a) || !(1..=31).contains(&b) || (a > 12 && b > 12) {
        return;
    }
    if separator == '.' || separator == '-' {
        // Points and hyphens are of the day-first world.
        if b <= 12 {
            let date = Calendar {
                year: Some(year),
                month: Some(b as u8),
                day: Some(a as u8),
                ..Calendar::default()
            };
            into.push(i..end, Head::Calendar(date));
            return;
        }
    }
    into.push(i..end, Head::Numeric { first: a as u8, second: b as u8, year: Some(year) });
}

/// "T08:55:00+07:00" after an ISO date.
fn iso_time(r: &Reader<'_>, i: usize, end: usize, date: Calendar, into: &mut Findings) {
    if r.written(end) == "T"
        && r.glued(end)
        && r.glued(end + 1)
        && let (Some((hour @ 0..=24, 2)), Some((minute @ 0..=59, 2))) = (r.digits(end + 1), r.digits(end + 3))
    {
        let mut after = end + 4;
        let mut second = None;
        if r.mark(after, ':')
            && r.glued(after)
            && let Some((s @ 0..=59, 2)) = r.digits(after + 1)
        {
            (second, after) = (Some(s as u8), after + 2);
        }
        let (zone, after) = match zone::zone(r, after).filter(|_| r.glued(after)) {
            Some((zone, after)) => (Some(zone), after),
            None => (None, after),
        };
        let clock = Clock { hour: hour as u8, minute: Some(minute as u8), second, twelve: false };
        into.push(i..after, Head::Clock { clock, day: Some(Box::new(Head::Calendar(date))), zone });
        return;
    }
    into.push(i..end, Head::Calendar(date));
}
