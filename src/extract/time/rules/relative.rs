//! Units named by their place beside others: "last year", "this week", "the previous day", "next month".
//!
//! Leaves alone: "last" before a count ("the last three days" is a length), "this time".

use super::super::expr::{Head, Unit, Which};
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

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
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
