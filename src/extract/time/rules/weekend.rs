//! Weekends: "the weekend", "last weekend", "this weekend".

use super::super::expr::{Head, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "weekend",
    doc: "Saturday and Sunday: `the weekend`, `last weekend`, `next weekend`",
    starts: starts::WEEKEND | starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let (which, at) = match date::which(r, i) {
        Some(found) => found,
        None if r.is(i, Word::The) => (Which::Open, i + 1),
        None => return,
    };
    if r.lex(at) == Lex::Weekend {
        into.push(i..at + 1, Head::Weekend(which));
    }
}
