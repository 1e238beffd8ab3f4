//! Parts of the day: "last night", "Thursday evening", "this morning", "the early hours of Friday", "overnight".
//!
//! Leaves alone: "Good evening", "Evening Standard", "Nightly News", "day and night".

use super::super::expr::{Head, Part, Unit, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "part-of-day",
    doc: "a part of a day: `last night`, `Thursday evening`, `this morning`, `the early hours of Friday`",
    starts: starts::PART
        | starts::WEEKDAY
        | starts::WORD
        | starts::DEICTIC
        | starts::TONIGHT
        | starts::MONTH
        | starts::DIGITS,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    match r.lex(i) {
        Lex::Tonight => into.push(i..i + 1, night(0)),
        Lex::Overnight if !r.hyphen(i + 1) => {
            if !(r.small(i + 1) && r.word(i + 1).is_none()) || r.capital(i) {
                into.push(
                    i..i + 1,
                    Head::PartOfDay { part: Part::Night, day: Some(Box::new(Head::Day(-1))) },
                );
            }
        }
        Lex::Part(part) => {
            // "night of", "morning of"
            of_day(r, i, i, part, into);
            // "by evening", "before dawn"; "in evening" is dress
            let closed =
                !r.is_word(i + 1) || r.word(i + 1).is_some() && !r.is_any(i + 1, &[Word::Of, Word::Time]);
            if led(r, i) && !r.is(i - 1, Word::In) && closed && part != Part::Daytime {
                into.push(i..i + 1, Head::PartOfDay { part, day: None });
            }
        }
        _ => {
            part_then_day(r, i, into);
            early_hours(r, i, into);
            after_day(r, i, into);
            with_determiner(r, i, into);
        }
    }
}

fn night(offset: i32) -> Head {
    Head::PartOfDay { part: Part::Night, day: Some(Box::new(Head::Day(offset))) }
}

/// "Thursday night", "yesterday evening", "28 February in the evening".
fn after_day(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((day, end)) = date::day(r, i) else { return };
    let mut at = if r.possessive(end).is_some() { return } else { end };
    if r.is(at, Word::In) && r.is(at + 1, Word::The) || r.is(at, Word::At) {
        at += if r.is(at, Word::At) { 1 } else { 2 };
    }
    let modifier = match r.word(at) {
        Some(Word::Early) => Some(Modifier::Start),
        Some(Word::Late) => Some(Modifier::End),
        Some(Word::Mid) => Some(Modifier::Mid),
        _ => None,
    };
    if modifier.is_some() {
        at += 1;
        if r.hyphen(at) {
            at += 1;
        }
    }
    let Lex::Part(part) = r.lex(at) else { return };
    if at > end && r.is(end, Word::At) && part != Part::Night {
        return;
    }
    if r.capital(at) && r.capital(at + 1) {
        return;
    }
    into.push_modified(i..at + 1, Head::PartOfDay { part, day: Some(Box::new(day)) }, modifier);
}

/// "mid-afternoon yesterday", "late afternoon on Thursday".
fn part_then_day(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let modifier = match r.word(i) {
        Some(Word::Mid) => Modifier::Mid,
        Some(Word::Early) => Modifier::Start,
        Some(Word::Late) => Modifier::End,
        _ => return,
    };
    let at = if r.hyphen(i + 1) { i + 2 } else { i + 1 };
    let Lex::Part(part) = r.lex(at) else { return };
    if let Some((day, end)) = date::day(r, r.skip(at + 1, Word::On)) {
        into.push_modified(i..end, Head::PartOfDay { part, day: Some(Box::new(day)) }, Some(modifier));
    } else if led(r, i) && !r.hyphen(at + 1) {
        into.push_modified(i..at + 1, Head::PartOfDay { part, day: None }, Some(modifier));
    }
}

/// "by early evening", "until nightfall", "before dawn": a part of the day under discussion.
fn led(r: &Reader<'_>, i: usize) -> bool {
    let words = [Word::By, Word::Until, Word::Till, Word::Before, Word::After, Word::Since, Word::In];
    i > r.first && r.is_any(i - 1, &words)
}

/// "this morning", "last night", "that evening", "the next morning", "the evening of 28 February", "the evening".
fn with_determiner(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.word(i).is_none() {
        return;
    }
    if let Some((which, next)) = date::which(r, i) {
        let (modifier, next) = match r.word(next) {
            Some(Word::Early) => (Some(Modifier::Start), next + 1),
            Some(Word::Late) => (Some(Modifier::End), next + 1),
            _ => (None, next),
        };
        if let Lex::Part(part) = r.lex(next) {
            let day = match which {
                Which::Last => Head::Day(-1),
                Which::This => Head::Day(0),
                Which::Next => Head::Day(1),
                which => Head::Unit { unit: Unit::Day, which },
            };
            into.push_modified(i..next + 1, Head::PartOfDay { part, day: Some(Box::new(day)) }, modifier);
        }
        return;
    }
    if !r.is(i, Word::The) {
        return;
    }
    let (modifier, at) = match r.word(i + 1) {
        Some(Word::Early) => (Some(Modifier::Start), i + 2),
        Some(Word::Late) => (Some(Modifier::End), i + 2),
        _ => (None, i + 1),
    };
    let Lex::Part(part) = r.lex(at) else { return };
    of_day(r, i, at, part, into);
    // "the night before", "the morning after"
    let other = match r.word(at + 1) {
        Some(Word::Before) => Some(Which::Previous),
        Some(Word::After) => Some(Which::Following),
        _ => None,
    };
    if let Some(which) = other.filter(|_| !r.is_word(at + 2)) {
        let day = Some(Box::new(Head::Unit { unit: Unit::Day, which }));
        into.push_modified(i..at + 2, Head::PartOfDay { part, day }, modifier);
        return;
    }
    let placed = r.is_any(
        i.wrapping_sub(1),
        &[
            Word::In,
            Word::During,
            Word::Through,
            Word::Throughout,
            Word::Into,
            Word::Of,
            Word::Earlier,
            Word::Later,
            Word::For,
        ],
    ) || matches!(r.lower_before(i), "spent" | "spend" | "spending");
    if placed && !r.is(at + 1, Word::Of) && !r.hyphen(at + 1) {
        into.push_modified(i..at + 1, Head::PartOfDay { part, day: None }, modifier);
    }
}

/// "morning of 28 February" whose part stands at `at`.
fn of_day(r: &Reader<'_>, i: usize, at: usize, part: Part, into: &mut Findings) {
    let hours = if r.lower(at + 1) == "hours" { at + 2 } else { at + 1 };
    if !r.is_any(hours, &[Word::Of, Word::On]) {
        return;
    }
    if let Some((day, end)) = date::day(r, r.skip(hours + 1, Word::On)) {
        if r.is(hours, Word::On) && !matches!(day, Head::Calendar(_) | Head::Weekday { .. })
            || matches!(r.lex(end), Lex::Part(_))
        {
            return;
        }
        if r.is(hours, Word::On) && i == at {
            return;
        }
        into.push(i..end, Head::PartOfDay { part, day: Some(Box::new(day)) });
    }
}

/// "the early hours of Friday", "the small hours", "the early morning hours of 30 April".
fn early_hours(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if !r.is(i, Word::The) {
        return;
    }
    let small = r.lower(i + 1) == "small" || r.lower(i + 1) == "wee";
    if !small && !r.is_any(i + 1, &[Word::Early, Word::Late]) {
        return;
    }
    let mut at = i + 2;
    let mut part = if r.is(i + 1, Word::Late) { Part::Night } else { Part::Morning };
    if let Lex::Part(named) = r.lex(at) {
        (part, at) = (named, at + 1);
    }
    if r.lower(at) != "hours" {
        return;
    }
    let modifier = Some(if r.is(i + 1, Word::Late) { Modifier::End } else { Modifier::Start });
    if r.is(at + 1, Word::Of)
        && let Some((day, end)) = date::day(r, at + 2)
    {
        let end = if matches!(r.lex(end), Lex::Part(_)) { end + 1 } else { end };
        into.push_modified(i..end, Head::PartOfDay { part, day: Some(Box::new(day)) }, modifier);
        return;
    }
    into.push_modified(i..at + 1, Head::PartOfDay { part, day: None }, modifier);
}
