//! Lengths and distances in Spanish: "dos horas", "hora y media", "hace tres años", "dos días después", "dentro de una semana".
//!
//! Leaves alone: ages ("de 40 años"), hours of the clock ("las dos horas").

use super::super::super::expr::{Amount, Head, Origin, Unit};
use super::super::super::lexicon::{Lex, Word, starts};
use super::super::super::read::spanish;
use super::super::super::reader::Reader;
use super::super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "es-length",
    doc: "a length or a distance in Spanish: `dos horas`, `hora y media`, `hace tres años`, `dos días después`",
    starts: starts::DIGITS | starts::CARDINAL | starts::WORD | starts::UNIT,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.glued(i) && i > r.first && !r.mark(i - 1, '(') {
        return;
    }
    // "hace tres años", "dentro de dos días"
    let lead = match r.word(i) {
        Some(Word::Ago) => Some((false, i + 1)),
        Some(Word::Within) if r.is(i + 1, Word::Of) => Some((true, i + 2)),
        _ => None,
    };
    if let Some((forward, at)) = lead {
        if let Some((amount, unit, end, about)) = measured(r, at) {
            let modifier = about.then_some(Modifier::Approx);
            into.push_modified(
                i..end,
                Head::Shift { amount, unit, forward, from: Origin::Publication },
                modifier,
            );
        }
        return;
    }
    if r.is(i.wrapping_sub(1), Word::Ago) || r.is(i.wrapping_sub(2), Word::Within) {
        return;
    }
    let Some((amount, unit, end, about)) = measured(r, i) else { return };
    // "un hombre de 40 años": an age says who.
    let age = matches!(unit, Unit::Year | Unit::Month)
        && r.is(i.wrapping_sub(1), Word::Of)
        && r.lower(i - 1) == "de";
    if age && !r.is_any(end, &[Word::After, Word::Before]) {
        return;
    }
    let from = Origin::Reference;
    let (forward, after) = match (r.word(end), r.lower(end), r.lower(end + 1)) {
        (Some(Word::After), "después", next) if next != "de" => (true, end + 1),
        (Some(Word::Before), _, next) if next != "de" => (false, end + 1),
        (Some(Word::More), _, "tarde") => (true, end + 2),
        _ => {
            let modifier = about.then_some(Modifier::Approx);
            // "unas dos horas": "unas" stands outside, as "about" does.
            let start = if about { i + 1 } else { i };
            into.push_modified(start..end, Head::Duration { parts: vec![(amount, unit)] }, modifier);
            return;
        }
    };
    into.push(i..after, Head::Shift { amount, unit, forward, from });
}

/// An amount, its unit, the index after them and whether it is about so much.
fn measured(r: &Reader<'_>, i: usize) -> Option<(Amount, Unit, usize, bool)> {
    // "hora y media", "año y medio"
    if let Lex::Unit(unit) = r.lex(i) {
        let half = r.is(i + 1, Word::And) && r.is(i + 2, Word::Half);
        let bare = half
            && unit != Unit::Quarter
            && !matches!(r.lex(i.wrapping_sub(1)), Lex::Cardinal(_) | Lex::Digits);
        return bare.then_some((Amount::Exact(1500), unit, i + 3, false));
    }
    let (mut amount, at, about) = spanish::amount(r, i)?;
    let (unit, mut end) = match r.lex(at) {
        Lex::Unit(Unit::Quarter) if r.lower(at) == "cuarto" => return None,
        Lex::Unit(unit) | Lex::Units(unit) => (unit, at + 1),
        Lex::Parts(super::super::super::expr::Part::Night) => (Unit::Night, at + 1),
        _ => return None,
    };
    if r.is(i.wrapping_sub(1), Word::The) && matches!(unit, Unit::Hour) && amount == Amount::whole(1) {
        return None;
    }
    if r.is(end, Word::And) && r.is(end + 1, Word::Half) {
        if let Amount::Exact(n) = &mut amount {
            *n += 500;
        }
        end += 2;
    }
    Some((amount, unit, end, about))
}
