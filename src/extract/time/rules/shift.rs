//! Distances: "two years ago", "a year earlier", "three days later", "the year-ago quarter", "a week from Monday".
//!
//! Leaves alone: "years of" (a length), "long ago".

use super::super::expr::{Amount, Head, Origin, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::{date, number};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "shift",
    doc: "so far from a time: `two years ago`, `a year earlier`, `three days later`, `a week after Monday`",
    starts: starts::WORD | starts::DIGITS | starts::CARDINAL | starts::UNIT | starts::UNITS,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.glued(i)
        && i > r.first
        && !r.mark(i - 1, '(')
        && !r.mark(i - 1, '"')
        && !r.mark(i - 1, '“')
        && !r.dash(i - 1)
    {
        return;
    }
    compound(r, i, into);
    // "weeks earlier", "years ago"
    let bare = matches!(r.lex(i), Lex::Units(unit) if unit > Unit::Hour)
        && r.is_any(i + 1, &[Word::Ago, Word::Earlier, Word::Later]);
    let (amount, at) = match number::amount_or_article(r, i) {
        Some((amount, at)) => (amount, r.skip(at, Word::More)),
        None if bare => (Amount::Vague, i),
        None => return,
    };
    let unit = match r.lex(at) {
        Lex::Unit(unit) | Lex::Units(unit) => unit,
        Lex::Weekend => Unit::Weekend,
        _ => return,
    };
    let mut end = at + 1;
    // "a year or so ago", "a year or two ago"
    if r.is(end, Word::Or) && (r.is(end + 1, Word::So) || matches!(r.lex(end + 1), Lex::Cardinal(_))) {
        end += 2;
    }
    // "a day earlier than planned" is a length.
    if r.is(end + 1, Word::Than) {
        return;
    }
    let (forward, origin, end) = match r.word(end) {
        // "fifty years ago today", "a week ago Thursday"
        Some(Word::Ago)
            if let Some((day @ (Head::Day(_) | Head::Weekday { .. }), after)) = date::day(r, end + 1) =>
        {
            (false, Origin::Head(Box::new(day)), after)
        }
        Some(Word::Ago) => (false, Origin::Publication, end + 1),
        Some(Word::Earlier | Word::Previous) => (false, Origin::Reference, end + 1),
        None if r.lower(end) == "previously" => (false, Origin::Reference, end + 1),
        Some(Word::Later | Word::Hence) => (true, Origin::Reference, end + 1),
        Some(Word::Before | Word::After | Word::From) => {
            let forward = !r.is(end, Word::Before);
            if r.lower(end + 1) == "now" || r.lower(end + 1) == "today" {
                (forward, Origin::Publication, end + 2)
            } else if let Some((day, after)) = date::day(r, end + 1) {
                (forward, Origin::Head(Box::new(day)), after)
            } else if r.is(end, Word::From) {
                return;
            } else if !r.is_word(end + 1) && !forward {
                (false, Origin::Reference, end + 1)
            } else {
                return;
            }
        }
        _ => return,
    };
    into.push(i..end, Head::Shift { amount, unit, forward, from: origin });
}

/// "year-ago", "year-earlier", "the year-ago quarter", "the year-earlier period".
fn compound(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let mut at = r.skip(i, Word::The);
    if r.is_any(at, &[Word::Comparable, Word::Corresponding]) {
        at += 1;
    }
    let Lex::Unit(unit) = r.lex(at) else { return };
    if !(r.hyphen(at + 1) && r.is_any(at + 2, &[Word::Ago, Word::Earlier])) {
        return;
    }
    let mut end = at + 3;
    if matches!(r.lex(end), Lex::Unit(Unit::Quarter)) || r.is(end, Word::Period) {
        end += 1;
    } else if number::ordinal(r, end).is_some_and(|(_, e)| r.lex(e) == Lex::Unit(Unit::Quarter)) {
        // "the year-ago third quarter" is the rule `fraction`'s.
        return;
    }
    into.push(
        i..end,
        Head::Shift { amount: Amount::whole(1), unit, forward: false, from: Origin::Reference },
    );
}
