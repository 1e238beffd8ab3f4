//! Units named by their place beside others: "last year", "this week", "the previous day", "next month".
//!
//! Leaves alone: "last" before a count ("the last three days" is a length), "this time".

use super::super::expr::{Calendar, Head, Unit, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "relative",
    doc: "a unit beside others of its kind: `last year`, `this week`, `the following month`, `the year before last`",
    starts: starts::WORD | starts::UNIT,
    find,
};

/// "the last day of 2023", "the first day of March 2022".
fn edge_day(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let last = r.is_any(i + 1, &[Word::Last, Word::Final]);
    let first = r.lex(i + 1) == Lex::Ordinal(1);
    if !(r.is(i, Word::The)
        && (last || first)
        && r.lex(i + 2) == Lex::Unit(Unit::Day)
        && r.is(i + 3, Word::Of))
    {
        return;
    }
    let (year, month, end) = match date::year(r, i + 4) {
        Some((year, end)) => (year, if last { 12 } else { 1 }, end),
        None => match date::calendar(r, i + 4) {
            Some((Calendar { year: Some(year), month: Some(month), day: None, .. }, end)) => {
                (year, month, end)
            }
            _ => return,
        },
    };
    let day = if first { Some(1) } else { (28..=31).rev().find(|&d| date_exists(year, month, d)) };
    let date = Calendar { year: Some(year), month: Some(month), day, ..Calendar::default() };
    into.push(i..end, Head::Calendar(date));
}

fn date_exists(year: i32, month: u8, day: u8) -> bool {
    chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).is_some()
}

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    edge_day(r, i, into);
    // "the year before last", "the week after next"
    let at = r.skip(i, Word::The);
    if let Lex::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)) = r.lex(at) {
        if r.is(at + 1, Word::Before) && r.is(at + 2, Word::Last) {
            into.push(i..at + 3, Head::Unit { unit, which: Which::Offset(-2) });
        } else if r.is(at + 1, Word::After) && r.is(at + 2, Word::Next) {
            into.push(i..at + 3, Head::Unit { unit, which: Which::Offset(2) });
        }
    }
    // "the day before", "the day after"
    if r.lex(at) == Lex::Unit(Unit::Day)
        && at > i
        && !r.is_word(at + 2)
        && r.is_any(at + 1, &[Word::Before, Word::After])
    {
        let which = if r.is(at + 1, Word::Before) { Which::Previous } else { Which::Following };
        into.push(i..at + 2, Head::Unit { unit: Unit::Day, which });
    }
    let (which, unit, end) = if r.is(i, Word::The) && r.lower(i + 1) == "current" || r.lower(i) == "current" {
        let next = r.skip(r.skip(i, Word::The) + 1, Word::Fiscal);
        match r.lex(next) {
            Lex::Unit(unit) => (Which::This, unit, next + 1),
            _ => return,
        }
    } else {
        match date::which_unit(r, i) {
            Some(found) => found,
            None => return,
        }
    };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return;
    }
    if which == Which::That && unit == Unit::Day && r.lower(i) == "same" {
        return;
    }
    // "this year's third quarter", "a week this year": the longer phrase is another rule's.
    let head = match unit {
        Unit::Year => Head::Unit { unit, which },
        _ => Head::Unit { unit, which },
    };
    into.push(i..end, head);
}
