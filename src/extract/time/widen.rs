//! What stands before a time and says how it is meant: "early", "the end of", "about", "more than".
//!
//! As the guidelines say: determiner, "early", "late", "the end of" and comparisons belong to the extent;
//! "about" and the prepositions do not, but leave their modifier.

use super::expr::Head;
use super::lexicon::{Lex, Word};
use super::reader::Reader;
use super::rules::Found;
use super::value::Modifier;

/// Extends a finding to the left, not beyond the token `free`, and adds its modifier.
pub(super) fn widen(r: &Reader<'_>, found: &mut Found, free: usize) {
    let r = &Reader::new(r.text, r.lexes(), r.habits, free.max(r.first), r.limit);
    match &found.expr.head {
        Head::Duration { .. } => length(r, found),
        Head::Shift { .. } => {
            length(r, found);
        }
        Head::Set { .. } | Head::Reference(_) => {}
        _ => date(r, found),
    }
}

fn set(found: &mut Found, start: usize, modifier: Option<Modifier>) {
    found.tokens.start = start;
    if modifier.is_some() {
        found.expr.modifier = modifier;
    }
}

fn before(r: &Reader<'_>, i: usize) -> Option<usize> {
    i.checked_sub(1).filter(|&b| b >= r.first)
}

/// "early", "late", "mid-", "the end of", "the beginning of", "earlier", "later" before a date.
fn date(r: &Reader<'_>, found: &mut Found) {
    edge(r, found);
    part(r, found);
    determiner(r, found);
    let Some(b) = before(r, found.tokens.start) else { return };
    let modifier = match r.word(b) {
        Some(Word::About | Word::Around | Word::Approximately | Word::Roughly) => Modifier::Approx,
        Some(Word::By) => Modifier::OnOrBefore,
        _ => return,
    };
    found.expr.modifier = found.expr.modifier.or(Some(modifier));
}

fn edge(r: &Reader<'_>, found: &mut Found) {
    let start = found.tokens.start;
    let Some(mut b) = before(r, start) else { return };
    let hyphen = r.dash(b) && r.glued(b) && r.glued(start);
    if hyphen {
        let Some(word) = before(r, b) else { return };
        b = word;
    }
    let clock = matches!(found.expr.head, Head::Clock { .. });
    let modifier = match r.word(b) {
        Some(Word::Early) if !clock => Some(Modifier::Start),
        Some(Word::Late) if !clock => Some(Modifier::End),
        Some(Word::Mid) => Some(Modifier::Mid),
        Some(Word::Earlier | Word::Later) if !hyphen && !clock => None,
        _ => return,
    };
    if r.is_any(b, &[Word::Earlier, Word::Later]) {
        let deictic = matches!(
            &found.expr.head,
            Head::Day(_) | Head::Unit { .. } | Head::PartOfDay { .. } | Head::Weekday { .. }
        );
        if !deictic {
            return;
        }
    }
    set(found, b, modifier);
}

/// "earlier in the year", "early in 1862", "the end of", "the second half of".
fn part(r: &Reader<'_>, found: &mut Found) {
    if matches!(found.expr.head, Head::Clock { .. } | Head::PartOfDay { .. }) {
        return;
    }
    let Some(of) = before(r, found.tokens.start) else { return };
    let Some(b) = before(r, of) else { return };
    if r.is(of, Word::In) && r.is_any(b, &[Word::Early, Word::Late, Word::Earlier, Word::Later]) {
        let modifier = match r.word(b) {
            Some(Word::Early) => Some(Modifier::Start),
            Some(Word::Late) => Some(Modifier::End),
            _ => None,
        };
        set(found, b, modifier);
        return;
    }
    if !r.is(of, Word::Of) {
        return;
    }
    let modifier = match r.word(b) {
        Some(Word::End | Word::Close) => Modifier::End,
        Some(Word::Beginning | Word::Start) => Modifier::Start,
        Some(Word::Middle) => Modifier::Mid,
        _ => return,
    };
    set(found, b, Some(modifier));
}

/// "the" before "early 1980s", "end of", "fiscal 1989".
fn determiner(r: &Reader<'_>, found: &mut Found) {
    let Some(b) = before(r, found.tokens.start) else { return };
    if r.is(b, Word::The) && !matches!(found.expr.head, Head::Clock { .. }) && !r.hyphen(found.tokens.end) {
        let year = matches!(found.expr.head, Head::Year(_)) && r.lex(found.tokens.start) == Lex::Digits;
        let noun_after = r.is_word(found.tokens.end) && r.word(found.tokens.end).is_none();
        if !(noun_after
            && (year
                || matches!(
                    found.expr.head,
                    Head::Weekday { .. } | Head::Calendar(_) | Head::Month { .. } | Head::Holiday { .. }
                )))
        {
            found.tokens.start = b;
        }
    }
}

/// "more than", "nearly", "at least", "about" before a length.
fn length(r: &Reader<'_>, found: &mut Found) {
    let start = found.tokens.start;
    let Some(b) = before(r, start) else { return };
    let bb = before(r, b);
    let two = |first: Word| bb.filter(|&bb| r.is(bb, first));
    let (at, modifier) = match r.word(b) {
        Some(Word::About | Word::Around | Word::Approximately | Word::Roughly | Word::Some) => {
            found.expr.modifier = found.expr.modifier.or(Some(Modifier::Approx));
            return;
        }
        Some(Word::Nearly | Word::Almost) => (b, Modifier::LessThan),
        // "over a week" is a length, "over the next week" a stretch of the calendar.
        Some(Word::Over)
            if !r.is_any(
                start,
                &[Word::The, Word::Several, Word::Few, Word::Last, Word::Past, Word::Next, Word::These],
            ) =>
        {
            (b, Modifier::MoreThan)
        }
        Some(Word::Under) => (b, Modifier::LessThan),
        Some(Word::Least) => match two(Word::At) {
            Some(at) => (at, Modifier::EqualOrMore),
            None => return,
        },
        Some(Word::Most) => match two(Word::At) {
            Some(at) => (at, Modifier::EqualOrLess),
            None => return,
        },
        Some(Word::Than) => match (two(Word::More), two(Word::Less)) {
            (Some(at), _) => match before(r, at).filter(|&no| r.is(no, Word::No)) {
                Some(no) => (no, Modifier::EqualOrLess),
                None => (at, Modifier::MoreThan),
            },
            (_, Some(at)) => (at, Modifier::LessThan),
            _ => return,
        },
        Some(Word::To) => match two(Word::Up) {
            Some(at) => (at, Modifier::EqualOrLess),
            None => return,
        },
        _ => return,
    };
    set(found, at, Some(modifier));
}
