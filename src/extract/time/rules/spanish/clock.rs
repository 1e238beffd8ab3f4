//! Times of day in Spanish: "a las 8:55", "a las nueve de la noche", "a la una y media", "hasta las 14.30 horas".
//!
//! Leaves alone: what "las" counts ("las 10 personas", "las dos delegaciones").

use super::super::super::expr::{Clock, Head, Unit, ZoneName};
use super::super::super::lexicon::{Lex, Word, starts};
use super::super::super::read::{clock, spanish, zone};
use super::super::super::reader::Reader;
use super::{Findings, Rule};
use crate::extract::places;

pub(super) static RULE: Rule = Rule {
    id: "es-clock",
    doc: "a time of day in Spanish: `a las 8:55`, `a las nueve de la noche`, `a la una y media`",
    starts: starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if !matches!(r.lower(i), "la" | "las") {
        return;
    }
    let led = r.is_any(
        i.wrapping_sub(1),
        &[Word::At, Word::Until, Word::Since, Word::For, Word::Between, Word::And, Word::Of],
    );
    let Some((hour, minute, mut end)) = hour(r, i + 1).filter(|_| led) else { return };
    let mut sure = minute.is_some();
    let mut full = Clock { hour, minute, second: None, twelve: (1..=12).contains(&hour) };
    if r.lower(end) == "en" && r.lower(end + 1) == "punto" {
        (sure, end) = (true, end + 2);
    }
    if let Some((part, after)) = spanish::part(r, end).filter(|_| (1..=12).contains(&hour)) {
        full = Clock { hour: clock::in_half(hour, part), twelve: false, ..full };
        (sure, end) = (true, after);
    } else if let Some((hour, after)) = clock::meridiem(r, hour, end) {
        full = Clock { hour, twelve: false, ..full };
        (sure, end) = (true, after);
    } else if matches!(r.lower(end), "horas" | "hs" | "h" | "hrs") {
        full.twelve = false;
        (sure, end) = (true, end + 1);
    }
    // "las 8.55" of a text that counts to twenty-four, "las 08:55"
    full.twelve &= r.habits.to_twelve()
        && !r.written(i + 1).starts_with('0')
        && (r.lex(i + 1) != Lex::Digits || hour < 10);
    let close = r.is_any(i.wrapping_sub(1), &[Word::At, Word::Until, Word::Since]);
    let closed = !r.is_word(end) && !r.mark(end, '%')
        || r.word(end).is_some() && !r.is(end, Word::More)
        || matches!(r.lower(end), "hora" | "cuando" | "pero" | "con");
    if !(sure || close && closed) {
        return;
    }
    let (zone, end) = match zone_after(r, end) {
        Some((zone, end)) => (Some(zone), end),
        None => (None, end),
    };
    into.push(i..end, Head::Clock { clock: full, day: None, zone });
}

/// "8:55", "14.30", "nueve y media", "ocho menos cuarto", "una": hour, minutes and the index after them.
fn hour(r: &Reader<'_>, i: usize) -> Option<(u8, Option<u8>, usize)> {
    let hour = match r.lex(i) {
        Lex::Cardinal(n @ 1..=12) => n as u8,
        Lex::Digits => match r.digits(i)? {
            (n @ 0..=24, 1..=2) => n as u8,
            _ => return None,
        },
        _ => return None,
    };
    let end = i + 1;
    let split = r.mark(end, ':') || r.mark(end, '.') || r.lower(end) == "h";
    if split && r.glued(end) && r.glued(end + 1) {
        let (minute @ 0..=59, 2) = r.digits(end + 1)? else { return None };
        return if hour == 24 && minute > 0 { None } else { Some((hour, Some(minute as u8), end + 2)) };
    }
    if super::super::super::read::date::number_goes_on(r, end) {
        return None;
    }
    let minutes = |at: usize| match r.lex(at) {
        Lex::Word(Word::Half) => Some(30),
        Lex::Unit(Unit::Quarter) => Some(15),
        Lex::Cardinal(n @ 1..=29) if !matches!(r.lex(at + 1), Lex::Units(_) | Lex::Unit(_)) => Some(n as u8),
        _ => None,
    };
    match (r.word(end), minutes(end + 1)) {
        (Some(Word::And), Some(minute)) if hour < 13 => Some((hour, Some(minute), end + 2)),
        (Some(Word::Less), Some(minute)) if (1..13).contains(&hour) => {
            Some((if hour == 1 { 12 } else { hour - 1 }, Some(60 - minute), end + 2))
        }
        _ => Some((hour, None, end)),
    }
}

/// "GMT", "hora local" (no part of the extent), "hora de Hanói".
fn zone_after(r: &Reader<'_>, i: usize) -> Option<(ZoneName, usize)> {
    if let Some(found) = zone::zone(r, i) {
        return Some(found);
    }
    let at = if r.mark(i, ',') { i + 1 } else { i };
    if r.lower(at) != "hora" {
        return None;
    }
    if r.is(at + 1, Word::Local) {
        return Some((ZoneName::Local, i));
    }
    if !r.is(at + 1, Word::Of) {
        return None;
    }
    places::zone_at(r.text, at + 2).map(|(zone, _)| (ZoneName::Place(zone), i))
}
