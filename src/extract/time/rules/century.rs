//! Centuries: "the 20th century", "the fifth century BC".

use super::super::expr::{Head, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::{date, number};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "century",
    doc: "a century by its number: `the 20th century`, `the fifth century BC`",
    starts: starts::DIGITS | starts::ORDINAL | starts::WORD | starts::CARDINAL | starts::UNIT,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.word(i).is_some_and(|w| w != Word::The) {
        return;
    }
    let at = r.skip(i, Word::The);
    let Some((n @ 1..=30, end)) = number::ordinal(r, at) else { return };
    let end = if r.hyphen(end) { end + 1 } else { end };
    if r.lex(end) != Lex::Unit(Unit::Century) {
        return;
    }
    let (n, end) = match date::era(r, end + 1) {
        Some((true, after)) => (-(n as i32), after),
        Some((false, after)) => (n as i32, after),
        None => (n as i32, end + 1),
    };
    into.push(i..end, Head::Century(n));
}
