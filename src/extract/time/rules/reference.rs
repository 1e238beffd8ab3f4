//! Times that no calendar knows: "now", "recently", "soon", "the past", "the future", "recent months".
//!
//! Leaves alone: "now that", "soon after", names ("National Organisation for Women Now").

use super::super::expr::{Amount, Head, Tense3, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "reference",
    doc: "past, present or future without a date: `now`, `recently`, `soon`, `the future`, `recent months`",
    starts: starts::REFERENCE | starts::WORD | starts::CARDINAL,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    match r.lex(i) {
        Lex::Reference(tense) => {
            let that = r.lower(i) == "now" && r.is(i + 1, Word::That);
            let compared = r.is_any(i.wrapping_sub(1), &[Word::As])
                || r.is_any(i + 1, &[Word::After, Word::As]) && r.lower(i) != "now";
            let name = r.capital(i) && i > r.first && !r.opens_sentence(i);
            let unit = r.lower(i) == "current" && matches!(r.lex(i + 1), Lex::Unit(_));
            if r.lower(i) == "previously"
                || r.lower(i) == "recently" && r.is_any(i.wrapping_sub(1), &[Word::The, Word::A])
            {
                return;
            }
            if r.lower(i) == "now" && r.lower_before(i) == "right" && i > r.first {
                into.push(i - 1..i + 1, Head::Reference(tense));
                return;
            }
            if !that && !compared && !name && !unit && r.lower(i) != "shortly" && r.lower(i) != "formerly" {
                into.push(i..i + 1, Head::Reference(tense));
            }
        }
        Lex::Word(Word::The) => {
            // "the past", "the future", "the near future"; not "the past year".
            let near = r.is_any(i + 1, &[Word::Near])
                || matches!(r.lower(i + 1), "recent" | "immediate" | "distant");
            let at = if near { i + 2 } else { i + 1 };
            let tense = match r.word(at) {
                Some(Word::Past) => Tense3::Past,
                Some(Word::Future) => Tense3::Future,
                _ => return,
            };
            let alone = !r.is_word(at + 1)
                || r.small(at + 1) && r.lex(at + 1) == Lex::Other && r.lower(at + 1).len() < 5
                || r.word(at + 1).is_some()
                    && !r.is_any(
                        at + 1,
                        &[Word::Few, Word::Several, Word::Couple, Word::Half, Word::Dozen, Word::Many],
                    );
            if alone {
                into.push(i..at + 1, Head::Reference(tense));
            }
        }
        Lex::Word(Word::Recent) => {
            let end = if matches!(r.lex(i + 1), Lex::Units(_)) { i + 2 } else { i + 1 };
            let most = r.is(i.wrapping_sub(1), Word::Most);
            if let Lex::Units(unit) = r.lex(i + 1) {
                into.push(i..end, Head::Duration { parts: vec![(Amount::Vague, unit)] });
            } else if !most {
                into.push(i..end, Head::Reference(Tense3::Past));
            }
        }
        // "Islam will one day be", "may one day": nobody says which.
        Lex::Cardinal(1) if r.lex(i + 1) == Lex::Unit(Unit::Day) && someday(r, i) => {
            into.push(i..i + 2, Head::Reference(Tense3::Future));
        }
        Lex::Word(Word::Coming) => {
            let the = r.is(i.wrapping_sub(1), Word::The);
            if let (Lex::Units(unit), true) =
                (r.lex(i + 1), the || r.is_any(i.wrapping_sub(1), &[Word::In, Word::Over]))
            {
                let start = if the { i - 1 } else { i };
                into.push(start..i + 2, Head::Duration { parts: vec![(Amount::Vague, unit)] });
            }
        }
        Lex::Word(Word::These) if r.lex(i + 1) == Lex::Units(Unit::Day) => {
            into.push(i..i + 2, Head::Reference(Tense3::Present));
        }
        _ => {}
    }
}

/// True for the "one day" of hope and fear.
pub(super) fn someday(r: &Reader<'_>, i: usize) -> bool {
    matches!(
        r.lower_before(i),
        "will" | "would" | "may" | "might" | "could" | "can" | "shall" | "must" | "ll"
    ) && r.small(i + 2)
}
