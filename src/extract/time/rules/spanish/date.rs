//! Days, months and years of Spanish: "el jueves 28 de febrero de 2019", "el próximo lunes", "ayer", "en marzo", "en 2018".
//!
//! Leaves alone: "mayo" and "marzo" of names, figures that count something ("2.000 soldados").

use super::super::super::expr::{Calendar, Head, Which, Year};
use super::super::super::lexicon::{Lex, Word, starts};
use super::super::super::read::spanish;
use super::super::super::reader::Reader;
use super::super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "es-date",
    doc: "a day, month or year in Spanish: `el jueves 28 de febrero de 2019`, `ayer`, `en marzo`, `en 2018`",
    starts: starts::DIGITS
        | starts::WORD
        | starts::WEEKDAY
        | starts::MONTH
        | starts::DEICTIC
        | starts::PART
        | starts::ORDINAL
        | starts::CARDINAL,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.glued(i) && i > r.first && !r.mark(i - 1, '(') && !r.mark(i - 1, '"') && !r.mark(i - 1, '¿') {
        return;
    }
    if let Some((head, end)) = spanish::day(r, i) {
        into.push(i..end, head);
        return;
    }
    if let Some((date, end)) = spanish::calendar(r, i)
        && date.day.is_none()
    {
        month(r, i, date, end, into);
        return;
    }
    range_start(r, i, into);
    year(r, i, into);
}

/// "27" of "27 y 28 de febrero", "del 27 al 28 de febrero".
fn range_start(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((day, end)) = spanish::day_number(r, i) else { return };
    let joined = r.is_any(end, &[Word::And, Word::At, Word::Or]) || r.dash(end);
    let next = r.skip(end + 1, Word::The);
    let Some((date, _)) = spanish::calendar(r, next).filter(|(date, _)| joined && date.day.is_some()) else {
        return;
    };
    into.push(i..end, Head::Calendar(Calendar { day: Some(day), weekday: None, ..date }));
}

/// "en marzo", "principios de marzo", "febrero de 2019".
fn month(r: &Reader<'_>, i: usize, date: Calendar, end: usize, into: &mut Findings) {
    let edge =
        i.checked_sub(2).filter(|_| r.is(i.wrapping_sub(1), Word::Of)).and_then(|at| match r.word(at)? {
            Word::Early => Some((at, Modifier::Start)),
            Word::Mid => Some((at, Modifier::Mid)),
            Word::End => Some((at, Modifier::End)),
            _ => None,
        });
    let (start, modifier) = edge.map_or((i, None), |(at, modifier)| (at, Some(modifier)));
    if date.year.is_some() || date.which.is_some() {
        into.push_modified(start..end, Head::Calendar(date), modifier);
        return;
    }
    let led = r.is_any(
        i.wrapping_sub(1),
        &[
            Word::In,
            Word::Of,
            Word::Since,
            Word::Until,
            Word::For,
            Word::At,
            Word::And,
            Word::Last,
            Word::Next,
        ],
    );
    let Some(month) = date.month.filter(|_| led && !r.capital(i)) else { return };
    let which = match (r.word_before(i), r.word(end)) {
        (Some(Word::Last), _) | (_, Some(Word::Last)) => Which::Last,
        (Some(Word::Next), _) | (_, Some(Word::Next)) => Which::Next,
        _ => Which::Open,
    };
    let start = if r.is_any(i.wrapping_sub(1), &[Word::Last, Word::Next]) { i - 1 } else { start };
    let end = if r.is_any(end, &[Word::Last, Word::Next]) { end + 1 } else { end };
    into.push_modified(start..end, Head::Month { month, which }, modifier);
}

/// "en 2018", "desde 1998", "(2015)".
fn year(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((year @ 1900..=2059, end)) = spanish::year_number(r, i) else { return };
    let counted = r.small(end) && r.lex(end) == Lex::Other && r.lower(end).ends_with('s');
    let led = r.is_any(i.wrapping_sub(1), &[Word::In, Word::Since, Word::Until])
        || r.mark(i.wrapping_sub(1), '(') && r.mark(end, ')')
        || r.is_any(i.wrapping_sub(1), &[Word::Of, Word::Between, Word::And]) && !counted;
    if led && !counted {
        into.push(i..end, Head::Year(Year::Stated(year)));
    }
}
