//! Phrases of Spanish that name a day or a part of it: "el jueves 28 de febrero de 2019", "el próximo lunes", "ayer".
//!
//! The order of its words is its own; what the readers give is the same [`Head`]s that English gives.

use super::super::expr::{Calendar, Head, Part, Unit, Which};
use super::super::lexicon::{Lex, Word};
use super::super::reader::Reader;
use super::date::number_goes_on;
use super::number;

/// "28 de febrero de 2019", "1º de mayo", "febrero de 2019", with the weekday before it.
pub(in super::super) fn calendar(r: &Reader<'_>, i: usize) -> Option<(Calendar, usize)> {
    if let Lex::Weekday(day) = r.lex(i) {
        let next = r.skip(r.skip_comma(i + 1), Word::The);
        let (date, end) = calendar_alone(r, next)?;
        return date.day.map(|_| (Calendar { weekday: Some(day), ..date }, end));
    }
    calendar_alone(r, i)
}

fn calendar_alone(r: &Reader<'_>, i: usize) -> Option<(Calendar, usize)> {
    let (day, at) = match day_number(r, i) {
        Some((day, end)) if r.is(end, Word::Of) => (Some(day), end + 1),
        Some(_) => return None,
        None => (None, i),
    };
    let Lex::Month(month) = r.lex(at) else { return None };
    let mut date = Calendar { month: Some(month), day, ..Calendar::default() };
    let mut end = at + 1;
    if r.is(end, Word::Of) {
        let year = r.skip(r.skip(end + 1, Word::The), Word::Of);
        if let Some((year, after)) = year_number(r, year) {
            (date.year, end) = (Some(year), after);
        } else if let Some((which, Unit::Year, after)) = which_unit(r, end + 1) {
            (date.which, end) = (Some(which), after);
        }
    }
    Some((date, end))
}

/// "28", "1º", "primero".
pub(in super::super) fn day_number(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    if r.lex(i) == Lex::Ordinal(1) {
        return Some((1, i + 1));
    }
    if let Lex::Cardinal(n @ 1..=31) = r.lex(i) {
        return Some((n as u8, i + 1));
    }
    let (n @ 1..=31, 1..=2) = r.digits(i)? else { return None };
    if r.mark(i + 1, 'º') && r.glued(i + 1) || matches!(r.lower(i + 1), "º" | "o" | "ro") && r.glued(i + 1)
    {
        return Some((n as u8, i + 2));
    }
    if number_goes_on(r, i + 1) { None } else { Some((n as u8, i + 1)) }
}

/// "2019".
pub(in super::super) fn year_number(r: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
    let (n @ 1000..=2199, 4) = r.digits(i)? else { return None };
    if number_goes_on(r, i + 1) { None } else { Some((n as i32, i + 1)) }
}

/// Which one, by a word after the noun: "pasado", "que viene", "siguiente".
fn which_after(r: &Reader<'_>, i: usize) -> Option<(Which, usize)> {
    match r.word(i) {
        Some(Word::Last) => Some((Which::Last, i + 1)),
        Some(Word::Next) => Some((Which::Next, i + 1)),
        Some(Word::Previous) => Some((Which::Previous, i + 1)),
        Some(Word::Following) => Some((Which::Following, i + 1)),
        _ if r.lower(i) == "que" && r.lower(i + 1) == "viene" => Some((Which::Next, i + 2)),
        _ => None,
    }
}

/// Which one, by the words before the noun: "el próximo", "este", "el mismo".
fn which_before(r: &Reader<'_>, i: usize) -> Option<(Which, usize)> {
    let plain = match r.word(i)? {
        Word::This => Some(Which::This),
        Word::That => Some(Which::That),
        Word::The => None,
        Word::At if r.lower(i) == "al" => None,
        _ => return None,
    };
    let next = i + 1;
    let which = match r.word(next) {
        Some(Word::Last) => Some(Which::Last),
        Some(Word::Next) => Some(Which::Next),
        Some(Word::Same) => Some(Which::That),
        Some(Word::Previous) => Some(Which::Previous),
        Some(Word::Following) => Some(Which::Following),
        _ => None,
    };
    match which {
        Some(which) => Some((which, next + 1)),
        None => Some((plain.unwrap_or(Which::Open), next)),
    }
}

/// "la semana pasada", "el próximo mes", "este año", "el día siguiente": always with a word that says which.
pub(in super::super) fn which_unit(r: &Reader<'_>, i: usize) -> Option<(Which, Unit, usize)> {
    let (which, at) = which_before(r, i)?;
    let Lex::Unit(unit) = r.lex(at) else { return None };
    match (which, which_after(r, at + 1)) {
        (Which::Open, Some((after, end))) => Some((after, unit, end)),
        (Which::Open, None) => None,
        (which, _) => Some((which, unit, at + 1)),
    }
}

/// A phrase that names one day.
pub(in super::super) fn day(r: &Reader<'_>, i: usize) -> Option<(Head, usize)> {
    let article = r.is(i, Word::The);
    let at = if article { i + 1 } else { i };
    if let Some((date, end)) = calendar(r, at) {
        return date.day.map(|_| (Head::Calendar(date), end));
    }
    match r.lex(i) {
        Lex::Deictic(offset) => return Some((Head::Day(i32::from(offset)), i + 1)),
        Lex::Word(Word::Last) if tomorrow(r, i + 1, true) => return Some((Head::Day(2), i + 2)),
        Lex::Part(Part::Morning) if tomorrow(r, i, false) => return Some((Head::Day(1), i + 1)),
        Lex::Weekday(day) => return Some((Head::Weekday { day, which: Which::Open }, i + 1)),
        _ => {}
    }
    let (which, at) = which_before(r, i)?;
    if let Lex::Weekday(day) = r.lex(at) {
        return Some(match (which, which_after(r, at + 1)) {
            (Which::Open, Some((which, end))) => (Head::Weekday { day, which }, end),
            _ => (Head::Weekday { day, which }, at + 1),
        });
    }
    match which_unit(r, i)? {
        (which, Unit::Day, end) => Some((Head::Unit { unit: Unit::Day, which }, end)),
        _ => None,
    }
}

/// True where "mañana" is tomorrow and no morning.
fn tomorrow(r: &Reader<'_>, i: usize, after_past: bool) -> bool {
    if r.lower(i) != "mañana" {
        return false;
    }
    let morning = r.is_any(i.wrapping_sub(1), &[Word::The, Word::This, Word::That, Word::Every, Word::Same])
        || matches!(r.lower_before(i), "una" | "otra" | "media" | "primera");
    after_past || !morning
}

/// "por la noche", "de la tarde", "en la madrugada", "de madrugada" at `i`.
pub(in super::super) fn part(r: &Reader<'_>, i: usize) -> Option<(Part, usize)> {
    if !r.is_any(i, &[Word::For, Word::Of, Word::In, Word::At]) {
        return None;
    }
    let at = r.skip(i + 1, Word::The);
    match r.lex(at) {
        Lex::Part(part) if at > i + 1 || part == Part::Dawn => Some((part, at + 1)),
        Lex::Noon => Some((Part::Midday, at + 1)),
        _ => None,
    }
}

/// "dos", "2", "un par de", "varias", "media" before a unit, and the index after it; true for "about".
pub(in super::super) fn amount(
    r: &Reader<'_>,
    i: usize,
) -> Option<(super::super::expr::Amount, usize, bool)> {
    use super::super::expr::Amount;
    let about = r.is_any(i, &[Word::Some, Word::About]);
    let at = if about { i + 1 } else { i };
    match r.word(at) {
        Some(Word::Half) => return Some((Amount::Exact(500), at + 1, about)),
        Some(Word::Several | Word::Few) => return Some((Amount::Vague, at + 1, about)),
        _ => {}
    }
    if r.lex(at) == Lex::Cardinal(1) && r.is(at + 1, Word::Couple) {
        return Some((Amount::whole(2), r.skip(at + 2, Word::Of), about));
    }
    let (amount, end) = match number::amount(r, at) {
        Some((Amount::Exact(n), end)) => (Amount::Exact(n), end),
        _ => return None,
    };
    Some((amount, end, about))
}
