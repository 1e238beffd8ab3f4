//! Days counted from publication: "today", "yesterday", "tomorrow", "the day before yesterday".
//!
//! Leaves alone: "USA Today" and other names, "yesterday's men" keeps its mention.

use super::super::expr::{Head, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "deictic",
    doc: "a day counted from publication: `today`, `yesterday`, `the day after tomorrow`",
    starts: starts::DEICTIC | starts::WORD | starts::UNIT,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if let Lex::Deictic(offset) = r.lex(i) {
        let name = r.capital(i)
            && i > r.first
            && r.capital(i - 1)
            && !r.opens_sentence(i)
            && !matches!(r.lex(i - 1), Lex::Weekday(_));
        if !name {
            into.push(i..i + 1, Head::Day(i32::from(offset)));
        }
        return;
    }
    let day = r.skip(i, Word::The);
    if r.lex(day) != Lex::Unit(Unit::Day) {
        return;
    }
    let step = match r.word(day + 1) {
        Some(Word::Before) => -1,
        Some(Word::After) => 1,
        _ => return,
    };
    if let Lex::Deictic(offset) = r.lex(day + 2) {
        into.push(i..day + 3, Head::Day(i32::from(offset) + step));
    }
}
