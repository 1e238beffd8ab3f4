//! Units named by their place beside others: "last year", "this week", "the previous day", "next month".
//!
//! Leaves alone: "last" before a count ("the last three days" is a length), "this time".

use std::ops::Range;

use super::super::expr::{Calendar, Head, Unit, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "relative",
    doc: "a unit beside others of its kind: `last year`, `this week`, `the following month`, `the year before last`",
    starts: starts::WORD | starts::UNIT,
    find,
};

/// "the last day of 2023", "the first day of March", "the last week of August", "the first days of 2019".
fn edge(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if !r.is(i, Word::The) || !r.is(i + 3, Word::Of) {
        return;
    }
    let edge = match r.lex(i + 1) {
        Lex::Word(Word::Last | Word::Final) => Modifier::End,
        Lex::Ordinal(1) => Modifier::Start,
        Lex::Ordinal(3) => Modifier::Mid,
        Lex::Unit(Unit::Second) => Modifier::Mid,
        _ if matches!(r.lower(i + 1), "opening" | "early") => Modifier::Start,
        _ if matches!(r.lower(i + 1), "closing" | "dying") => Modifier::End,
        _ => return,
    };
    let (date, end) = match date::year(r, i + 4) {
        Some((year, end)) => (Calendar { year: Some(year), ..Calendar::default() }, end),
        None => match date::calendar(r, i + 4) {
            Some((date @ Calendar { month: Some(_), day: None, weekday: None, .. }, end)) => (date, end),
            _ => return,
        },
    };
    match r.lex(i + 2) {
        Lex::Unit(Unit::Day) if edge != Modifier::Mid => {
            let last = edge == Modifier::End;
            let month = date.month.unwrap_or(if last { 12 } else { 1 });
            // Without a year, February ends on the 28th: a leap day would be named.
            let exists = |day: &u8| date_exists(date.year.unwrap_or(2001), month, *day);
            let day = if last { (28..=31).rev().find(exists) } else { Some(1) };
            into.push(i..end, Head::Calendar(Calendar { month: Some(month), day, ..date }));
        }
        Lex::Unit(Unit::Week) if date.month.is_some() => month_or_year(date, i..end, edge, into),
        Lex::Units(Unit::Day | Unit::Week | Unit::Month) => month_or_year(date, i..end, edge, into),
        _ => {}
    }
}

fn month_or_year(date: Calendar, tokens: Range<usize>, edge: Modifier, into: &mut Findings) {
    let head = match (date.month, date.year, date.which) {
        (Some(month), None, None) => Head::Month { month, which: Which::Open },
        _ => Head::Calendar(date),
    };
    into.push_modified(tokens, head, Some(edge));
}

fn date_exists(year: i32, month: u8, day: u8) -> bool {
    chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).is_some()
}

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    edge(r, i, into);
    // "the week of March 6", "week of Nov 18"
    let week = r.skip(i, Word::The);
    if r.lex(week) == Lex::Unit(Unit::Week)
        && r.is(week + 1, Word::Of)
        && let Some((day @ Head::Calendar(_), end)) = date::day(r, week + 2)
    {
        into.push(i..end, Head::WeekOf(Box::new(day)));
        return;
    }
    // "the year before last", "the week after next"
    let at = r.skip(i, Word::The);
    if let Lex::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)) = r.lex(at) {
        if r.is(at + 1, Word::Before) && r.is(at + 2, Word::Last) {
            into.push(i..at + 3, Head::Unit { unit, which: Which::Offset(-2) });
        } else if r.is(at + 1, Word::After) && r.is(at + 2, Word::Next) {
            into.push(i..at + 3, Head::Unit { unit, which: Which::Offset(2) });
        }
    }
    // "the day before", "the year after"
    if let Lex::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = r.lex(at)
        && at > i
        && !r.is_word(at + 2)
        && r.is_any(at + 1, &[Word::Before, Word::After])
    {
        let which = if r.is(at + 1, Word::Before) { Which::Previous } else { Which::Following };
        into.push(i..at + 2, Head::Unit { unit, which });
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
