//! The unit under discussion: "the day", "the quarter", "the year", "the period".
//!
//! Leaves alone: lengths ("for the day"), superlatives ("the year of the rat"), "the second".

use super::super::expr::{Amount, Head, Unit, Which, Year};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "the-unit",
    doc: "a unit that the text speaks of: `the quarter`, `the day`, `earlier in the year`",
    starts: starts::WORD | starts::UNIT,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if matches!(r.lex(i), Lex::Unit(Unit::Year)) {
        // "year-end", "year's end", "year end"
        let at = r.possessive(i + 1).unwrap_or(if r.hyphen(i + 1) { i + 2 } else { i + 1 });
        if r.is(at, Word::End) && r.lower(at) == "end" {
            into.push_modified(
                i..at + 1,
                Head::Unit { unit: Unit::Year, which: Which::The },
                Some(Modifier::End),
            );
        }
        return;
    }
    if !r.is(i, Word::The) {
        return;
    }
    if r.is(i + 1, Word::Latest) && r.is(i + 2, Word::Period) {
        into.push(i..i + 3, Head::Unit { unit: Unit::Quarter, which: Which::The });
        return;
    }
    let at =
        if r.is_any(i + 1, &[Word::Fiscal, Word::Full, Word::Whole, Word::Entire]) { i + 2 } else { i + 1 };
    let Lex::Unit(unit) = r.lex(at) else { return };
    if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year) {
        return;
    }
    if r.is_any(at + 1, &[Word::Before, Word::After, Word::Of, Word::To, Word::Ahead])
        || r.hyphen(at + 1)
        || r.possessive(at + 1).is_some()
    {
        return;
    }
    let within = r.is_any(
        i.wrapping_sub(1),
        &[
            Word::In,
            Word::During,
            Word::Of,
            Word::For,
            Word::Through,
            Word::Throughout,
            Word::Later,
            Word::Earlier,
            Word::On,
            Word::By,
            Word::At,
        ],
    );
    // "later in the day", "for the day"; "in the day" alone is light, not a date.
    let in_the = r.is_any(
        i.wrapping_sub(1),
        &[Word::In, Word::During, Word::Of, Word::Through, Word::Throughout, Word::At],
    );
    if unit == Unit::Day && in_the && !r.is_any(i.wrapping_sub(2), &[Word::Later, Word::Earlier, Word::End]) {
        return;
    }
    let full = at > i + 1;
    if !within && !full {
        return;
    }
    let closed = matches!(r.lower(at + 1), "ended" | "ending");
    if let (Unit::Quarter, true, Some((date, _))) = (unit, closed, date::calendar(r, at + 2))
        && let (Some(month), Some(_)) = (date.month, date.day)
    {
        // "the quarter ended July 31" is that of the calendar in which its middle month lies.
        let number = (month + 9) % 12 / 3 + 1;
        let year = date.year.map_or(Year::Relative(Which::Open), Year::Stated);
        into.push(i..at + 1, Head::Fraction { unit, number: if month == 1 { 4 } else { number }, year });
        return;
    }
    if unit == Unit::Year && closed {
        // "the year ended March 31": the length of a fiscal year
        into.push(i..at + 1, Head::Duration { parts: vec![(Amount::whole(1), unit)] });
        return;
    }
    into.push(i..at + 1, Head::Unit { unit, which: Which::The });
}
