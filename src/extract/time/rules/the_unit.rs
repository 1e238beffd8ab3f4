//! The unit under discussion: "the day", "the quarter", "the year", "the period".
//!
//! Leaves alone: lengths ("for the day"), superlatives ("the year of the rat"), "the second".

use super::super::expr::{Head, Unit, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "the-unit",
    doc: "a unit that the text speaks of: `the quarter`, `the day`, `earlier in the year`",
    starts: starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if !r.is(i, Word::The) {
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
    let full = at > i + 1;
    if !within && !full {
        return;
    }
    into.push(i..at + 1, Head::Unit { unit, which: Which::That });
}
