//! Quarters and halves of a year: "the third quarter", "Q3 2018", "first-half", "this year's third quarter".
//!
//! Leaves alone: quarters of a match or a city ("the third quarter of the game").

use super::super::expr::{Head, Unit, Which, Year};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::{date, number};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "fraction",
    doc: "a quarter or half of a year: `the third quarter`, `Q3 2018`, `the first half of last year`",
    starts: starts::ORDINAL | starts::WORD | starts::OTHER | starts::DIGITS | starts::UNIT | starts::DEICTIC,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if let Some((unit, number, end)) = letter(r, i) {
        let (year, end) = of_year(r, end);
        into.push(i..end, Head::Fraction { unit, number, year });
        return;
    }
    // "the year-ago third quarter"
    let ago = r.skip(i, Word::The);
    if r.lex(ago) == Lex::Unit(Unit::Year)
        && r.hyphen(ago + 1)
        && r.is_any(ago + 2, &[Word::Ago, Word::Earlier])
    {
        if let Some((number @ 1..=4, Unit::Quarter, end)) = ordinal_fraction(r, ago + 3) {
            let year = Year::Relative(Which::Offset(-1));
            into.push(i..end, Head::Fraction { unit: Unit::Quarter, number, year });
        }
        return;
    }
    // "this year's third quarter", "the 1988 second quarter", "the fiscal first quarter"
    let mut at = i;
    let mut year = None;
    if let Some((which, Unit::Year, end)) = date::which_unit(r, i) {
        let Some(next) = r.possessive(end) else { return };
        (year, at) = (Some(Year::Relative(which)), next);
    } else {
        at = r.skip(at, Word::The);
        if r.is(at, Word::Fiscal) {
            at = if r.hyphen(at + 1) { at + 2 } else { at + 1 };
        }
        if let Some((stated, end)) = date::year(r, at) {
            (year, at) = (Some(Year::Stated(stated)), r.possessive(end).unwrap_or(end));
        }
        if r.is(at, Word::Fiscal) {
            at += 1;
        }
    }
    of_another_year(r, i, into);
    let Some((number, unit, end)) = ordinal_fraction(r, at) else {
        // "last year's quarter"
        if let (Some(year @ Year::Relative(_)), Lex::Unit(Unit::Quarter)) = (year, r.lex(at)) {
            into.push(i..at + 1, Head::Fraction { unit: Unit::Quarter, number: 0, year });
            return;
        }
        // "the 1988 quarter", "the 1989 period"
        if let (Some(Year::Stated(stated)), true) = (year, r.is(i, Word::The))
            && (r.lex(at) == Lex::Unit(Unit::Quarter) || r.is(at, Word::Period))
        {
            into.push(
                i..at + 1,
                Head::Fraction { unit: Unit::Quarter, number: 0, year: Year::Stated(stated) },
            );
        }
        return;
    };
    let (after, end) = of_year(r, end);
    let year = year.unwrap_or(after);
    if number > if unit == Unit::Half { 2 } else { 4 } {
        return;
    }
    if unit == Unit::Half && year == Year::Relative(Which::Open) && !of_open_year(r, end) {
        return;
    }
    let (year, end) = if year == Year::Relative(Which::Open) && of_open_year(r, end) {
        (Year::Relative(Which::That), end + 3)
    } else {
        (year, end)
    };
    if r.is(end, Word::Of) && unit == Unit::Quarter {
        return;
    }
    // "the third-quarter loss": an adjective leaves its noun's determiner out.
    let adjective =
        r.hyphen(end.saturating_sub(2)) && r.is(i, Word::The) && r.is_word(end) && r.word(end).is_none();
    let i = if adjective { i + 1 } else { i };
    into.push(i..end, Head::Fraction { unit, number, year });
}

/// "the corresponding period last year", "the same quarter of 1988", "the comparable quarter a year earlier".
fn of_another_year(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let same = r.is_any(i + 1, &[Word::Same, Word::Comparable, Word::Corresponding])
        || matches!(r.lower(i + 1), "like" | "equivalent");
    if !(r.is(i, Word::The) && same) {
        return;
    }
    let unit = r.lex(i + 2) == Lex::Unit(Unit::Quarter) || r.is_any(i + 2, &[Word::Period]);
    if !unit {
        return;
    }
    let next = r.skip(i + 3, Word::Of);
    let back = r.is_any(next, &[Word::A]) || r.lex(next) == Lex::Cardinal(1);
    let ago =
        back && r.lex(next + 1) == Lex::Unit(Unit::Year) && r.is_any(next + 2, &[Word::Ago, Word::Earlier]);
    let (year, end) = match of_year(r, r.skip(i + 3, Word::In)) {
        _ if ago => (Year::Relative(Which::Last), next + 3),
        (Year::Relative(Which::Open), _) => return,
        found => found,
    };
    into.push(i..end, Head::Fraction { unit: Unit::Quarter, number: 0, year });
}

/// "of the year" at `i`.
fn of_open_year(r: &Reader<'_>, i: usize) -> bool {
    r.is(i, Word::Of) && r.is(i + 1, Word::The) && r.lower(i + 2) == "year"
}

/// "Q3", "H1", "3Q".
fn letter(r: &Reader<'_>, i: usize) -> Option<(Unit, u8, usize)> {
    let (unit, number) = match r.written(i) {
        "Q" | "q" => (Unit::Quarter, i + 1),
        "H" => (Unit::Half, i + 1),
        "1" | "2" | "3" | "4" if r.written(i + 1) == "Q" => (Unit::Quarter, i),
        _ => return None,
    };
    if !r.glued(i + 1) || (r.glued(i) && i > r.first && !r.mark(i - 1, '(')) {
        return None;
    }
    let (n @ 1..=4, 1) = r.digits(number)? else { return None };
    if unit == Unit::Half && (n > 2 || date::year(r, i + 2).is_none()) {
        return None;
    }
    if r.glued(i + 2) && r.is_word(i + 2) { None } else { Some((unit, n as u8, i + 2)) }
}

/// "third quarter", "third-quarter", "first half", "last half", "first two quarters".
fn ordinal_fraction(r: &Reader<'_>, i: usize) -> Option<(u8, Unit, usize)> {
    let (number, next) = match r.word(i) {
        Some(Word::Last | Word::Latter | Word::Final) => (0, i + 1),
        _ => {
            let (n @ 1..=4, next) = number::ordinal(r, i)? else { return None };
            (n as u8, next)
        }
    };
    let at = if r.hyphen(next) { next + 1 } else { next };
    match r.lex(at) {
        Lex::Unit(Unit::Quarter) if number > 0 => Some((number, Unit::Quarter, at + 1)),
        Lex::Word(Word::Half) => Some((if number == 0 { 2 } else { number }, Unit::Half, at + 1)),
        Lex::Cardinal(2) if r.lex(at + 1) == Lex::Units(Unit::Quarter) && number == 1 => {
            Some((1, Unit::Half, at + 2))
        }
        _ => None,
    }
}

/// "of 1990", "1990", "of last year", "of fiscal 1990" after a quarter.
fn of_year(r: &Reader<'_>, end: usize) -> (Year, usize) {
    let next = r.skip(r.skip(end, Word::Of), Word::Fiscal);
    if let Some((year, after)) = date::year(r, next) {
        return (Year::Stated(year), after);
    }
    if let Some((which, Unit::Year, after)) = date::which_unit(r, next) {
        return (Year::Relative(which), after);
    }
    (Year::Relative(Which::Open), end)
}
