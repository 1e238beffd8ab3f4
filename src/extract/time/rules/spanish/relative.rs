//! Units beside others in Spanish: "la semana pasada", "el próximo año", "este mes", "el día siguiente", "cada lunes".
//!
//! Leaves alone: "el año" alone, "esta vez".

use super::super::super::expr::{Amount, Head, Recurring, Unit};
use super::super::super::lexicon::{Lex, Word, starts};
use super::super::super::read::spanish;
use super::super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "es-relative",
    doc: "a unit beside others, or one that recurs, in Spanish: `la semana pasada`, `este mes`, `cada lunes`",
    starts: starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let each = r.is(i, Word::Every);
    let all = r.is(i, Word::All) && r.is(i + 1, Word::The);
    if each || all {
        let at = if all { i + 2 } else { i + 1 };
        let of = match r.lex(at) {
            Lex::Weekday(day) | Lex::Weekdays(day) => Recurring::Weekday(day, None),
            Lex::Unit(unit) if each && unit != Unit::Second => Recurring::Period(Amount::whole(1), unit),
            Lex::Units(unit) if all && unit != Unit::Second => Recurring::Period(Amount::whole(1), unit),
            Lex::Part(part) if each => Recurring::Part(part),
            _ => return,
        };
        into.push(i..at + 1, Head::Set { of, quant: Some("EVERY"), freq: None });
        return;
    }
    let Some((which, unit, end)) = spanish::which_unit(r, i) else { return };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) || r.lower(end - 1) == "cuarto" {
        return;
    }
    into.push(i..end, Head::Unit { unit, which });
}
