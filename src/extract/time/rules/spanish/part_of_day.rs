//! Parts of the day in Spanish: "ayer por la noche", "anoche", "esta mañana", "la madrugada del viernes", "el jueves por la tarde".
//!
//! Leaves alone: "tarde" that means late ("llegó tarde"), "buenas noches".

use super::super::super::expr::{Head, Unit, Which};
use super::super::super::lexicon::{Lex, Word, starts};
use super::super::super::read::spanish;
use super::super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "es-part-of-day",
    doc: "a part of a day in Spanish: `ayer por la noche`, `anoche`, `la madrugada del viernes`",
    starts: starts::WORD
        | starts::TONIGHT
        | starts::WEEKDAY
        | starts::DEICTIC
        | starts::PART
        | starts::DIGITS,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let of = |part, day| Head::PartOfDay { part, day: Some(Box::new(day)) };
    if r.lex(i) == Lex::Overnight {
        into.push(i..i + 1, of(super::super::super::expr::Part::Night, Head::Day(-1)));
        return;
    }
    // "ayer por la noche", "el jueves por la tarde"
    if let Some((day, end)) = spanish::day(r, i)
        && r.is_any(end, &[Word::For, Word::In])
        && let Some((part, end)) = spanish::part(r, end)
    {
        into.push(i..end, of(part, day));
        return;
    }
    let Lex::Part(part) = r.lex(i + 1) else {
        // "de madrugada"
        if let (Lex::Part(part), true) = (r.lex(i), r.is(i.wrapping_sub(1), Word::Of))
            && r.lower(i) == "madrugada"
        {
            into.push(i..i + 1, Head::PartOfDay { part, day: None });
        }
        return;
    };
    match r.word(i) {
        Some(Word::This) => into.push(i..i + 2, of(part, Head::Day(0))),
        Some(Word::That) => into.push(i..i + 2, of(part, Head::Unit { unit: Unit::Day, which: Which::That })),
        Some(Word::The) => {
            let which = match r.word(i + 2) {
                Some(Word::Previous) => Some(Which::Previous),
                Some(Word::Following) => Some(Which::Following),
                _ => None,
            };
            if let Some(which) = which {
                into.push(i..i + 3, of(part, Head::Unit { unit: Unit::Day, which }));
                return;
            }
            // "la noche del jueves", "la tarde de este viernes"
            if r.is(i + 2, Word::Of)
                && let Some((day, end)) = spanish::day(r, i + 3)
            {
                into.push(i..end, of(part, day));
                return;
            }
            if r.is_any(i.wrapping_sub(1), &[Word::For, Word::In]) {
                into.push(i..i + 2, Head::PartOfDay { part, day: None });
            }
        }
        _ => {}
    }
}
