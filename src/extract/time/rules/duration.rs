//! Lengths of time: "two hours", "a two-and-a-half-hour meeting", "the past three months", "several weeks", "weeks".
//!
//! Leaves alone: "a second" and "a minute" as in "wait", "one day" (some day), ages as names.

use super::super::expr::{Amount, Head, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::number;
use super::super::reader::Reader;
use super::super::value::Modifier;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "duration",
    doc: "a length of time: `two hours`, `a two-and-a-half-hour meeting`, `the past three months`, `several weeks`",
    starts: starts::DIGITS | starts::CARDINAL | starts::WORD | starts::UNITS | starts::UNIT,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if let Lex::Units(unit) = r.lex(i) {
        bare_plural(r, i, unit, into);
        return;
    }
    if r.glued(i) && i > r.first && !opening(r, i - 1) {
        return;
    }
    quarters_of_an_hour(r, i, into);
    let lead = lead(r, i);
    let (start, at) = lead.unwrap_or((i, i));
    if lead.is_none() && r.is_any(i, &[Word::The, Word::Last, Word::Past, Word::Next]) {
        return;
    }
    let Some((amount, next)) = number::amount_or_article(r, at) else { return };
    let article = r.is_any(at, &[Word::A, Word::An]) && next == at + 1;
    if lead.is_some() && article {
        return;
    }
    let Some((mut parts, mut end, hyphened)) = amount_of_unit(r, amount, next) else { return };
    // "two hours and thirty minutes", "1 hour 20 minutes", "an hour and a half"
    loop {
        let joined = r.skip_comma(end);
        let and = r.skip(joined, Word::And);
        if r.is(and, Word::A) && r.is(and + 1, Word::Half) && and > end {
            if let Some((Amount::Exact(n), _)) = parts.last_mut() {
                *n += 500;
            }
            end = and + 2;
            break;
        }
        let Some((more, next)) = number::amount(r, and) else { break };
        let Some((part, after, _)) = amount_of_unit(r, more, next) else { break };
        let smaller = part[0].1 < parts[parts.len() - 1].1;
        if !smaller || r.is(after, Word::Ago) {
            break;
        }
        parts.extend(part);
        end = after;
    }
    let unit = parts[0].1;
    // "will one day be"
    if r.lex(i) == Lex::Cardinal(1) && unit == Unit::Day && super::reference::someday(r, i) {
        return;
    }
    if article && refused_article(r, i, end, unit, hyphened) {
        return;
    }
    if r.is_any(end, &[Word::Ago]) {
        return;
    }
    if amount == Amount::Vague && r.is(at, Word::Some) && parts[0].1 == Unit::Second {
        return;
    }
    // "two years old", "a 40-year-old": an age says who, not when.
    if r.hyphen(end) && r.is(end + 1, Word::Old) || r.is(end, Word::Old) {
        return;
    }
    if r.hyphen(end) && r.is(end + 1, Word::Long) {
        end += 2;
    }
    // "the eight-year war": an adjective leaves its noun's determiner out.
    let start = if hyphened && r.is_any(start, &[Word::The, Word::A, Word::An]) { start + 1 } else { start };
    let mut modifier = None;
    if r.is(end, Word::Or) && r.is(end + 1, Word::So) {
        modifier = Some(Modifier::Approx);
        end += 2;
    } else if r.is(end, Word::Or) && r.is_any(end + 1, &[Word::More, Word::Less]) {
        modifier =
            Some(if r.is(end + 1, Word::More) { Modifier::EqualOrMore } else { Modifier::EqualOrLess });
        end += 2;
    }
    into.push_modified(start..end, Head::Duration { parts }, modifier);
}

/// "a quarter of an hour", "three quarters of an hour".
fn quarters_of_an_hour(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let n = match r.lex(i) {
        Lex::Word(Word::A) => 1,
        Lex::Cardinal(3) => 3,
        _ => return,
    };
    let at = if r.hyphen(i + 1) { i + 2 } else { i + 1 };
    let quarter = matches!(r.lex(at), Lex::Unit(Unit::Quarter) | Lex::Units(Unit::Quarter));
    if quarter && r.is(at + 1, Word::Of) && r.is(at + 2, Word::An) && r.lex(at + 3) == Lex::Unit(Unit::Hour) {
        into.push(i..at + 4, Head::Duration { parts: vec![(Amount::Exact(n * 250), Unit::Hour)] });
    }
}

fn opening(r: &Reader<'_>, i: usize) -> bool {
    ['(', '[', '"', '“', '‘', '\'', '—', '–', '-', '`'].iter().any(|&mark| r.mark(i, mark))
}

/// "the past", "the next", "the first", "last" before a count: where the phrase starts and the count.
fn lead(r: &Reader<'_>, i: usize) -> Option<(usize, usize)> {
    let mut at = i;
    let the = r.is_any(at, &[Word::The, Word::These, Word::Those]);
    if the {
        at += 1;
    }
    let named = r.is_any(
        at,
        &[
            Word::Past,
            Word::Last,
            Word::Next,
            Word::Previous,
            Word::Coming,
            Word::Following,
            Word::Latest,
            Word::Final,
            Word::Preceding,
            Word::Prior,
            Word::Recent,
            Word::Subsequent,
        ],
    ) || matches!(r.lex(at), Lex::Ordinal(_));
    if named {
        at += 1;
    }
    if !the && !named || number::amount(r, at).is_none() {
        return None;
    }
    Some((i, at))
}

/// Parts, the index after them, and whether a hyphen joined amount and unit.
type Measured = (Vec<(Amount, Unit)>, usize, bool);

/// The unit after an amount: "hours", "-hour", " trading days", " more weeks".
fn amount_of_unit(r: &Reader<'_>, amount: Amount, i: usize) -> Option<Measured> {
    let hyphened = r.hyphen(i);
    let mut at = if hyphened { i + 1 } else { i };
    // "two to three weeks", "12 to 18 months": a length that nobody knows exactly
    let mut amount = amount;
    if !hyphened && r.is_any(at, &[Word::To, Word::Or]) {
        let (second, next) = number::amount(r, at + 1)?;
        (amount, at) = (second, next);
        let hyphen = r.hyphen(at);
        if hyphen {
            at += 1;
        }
    } else if hyphened && number::amount(r, at).is_some() {
        let (second, next) = number::amount(r, at)?;
        (amount, at) = (second, next);
        if r.hyphen(at) {
            at += 1;
        }
    }
    if r.is_any(at, &[Word::More, Word::Other, Word::Additional, Word::Full, Word::Whole, Word::Long])
        || matches!(
            r.lower(at),
            "consecutive"
                | "straight"
                | "trading"
                | "working"
                | "business"
                | "calendar"
                | "solid"
                | "successive"
        )
    {
        at += 1;
    }
    let unit = match r.lex(at) {
        // "1000 Second session"
        Lex::Unit(Unit::Second) if r.capital(at) => return None,
        // "three-quarters", "the 1988 quarter" are shares and dates.
        Lex::Unit(Unit::Quarter) | Lex::Units(Unit::Quarter)
            if hyphened || !r.is_any(i.wrapping_sub(2), &[Word::Next, Word::Last, Word::Past, Word::For]) =>
        {
            return None;
        }
        Lex::Unit(_)
            if !hyphened && matches!(amount, Amount::Exact(n) if (1_900_000..2_100_000).contains(&n)) =>
        {
            return None;
        }
        Lex::Unit(unit) | Lex::Units(unit) => unit,
        Lex::Weekend | Lex::Weekends => Unit::Weekend,
        Lex::Part(super::super::expr::Part::Night) | Lex::Parts(super::super::expr::Part::Night) => {
            Unit::Night
        }
        _ => return None,
    };
    Some((vec![(amount, unit)], at + 1, hyphened))
}

/// "a second", "a day" of "a day of", "one day".
fn refused_article(r: &Reader<'_>, i: usize, end: usize, unit: Unit, hyphened: bool) -> bool {
    if hyphened {
        return unit == Unit::Second || matches!(r.lex(i), Lex::Word(_)) && unit == Unit::Day;
    }
    if unit == Unit::Second || unit == Unit::Quarter || unit == Unit::Night {
        return true;
    }
    // "a year": a set after an amount is the rule `set`'s; a bare "a day" must stand where a length can.
    let before = r.word_before(i);
    let ok = matches!(
        before,
        Some(
            Word::For
                | Word::In
                | Word::Within
                | Word::Than
                | Word::Nearly
                | Word::Almost
                | Word::About
                | Word::Over
                | Word::Around
                | Word::After
                | Word::Least
                | Word::Half
                | Word::Under
                | Word::Every
                | Word::Only
                | Word::Just
                | Word::Through
                | Word::During
                | Word::Before
                | Word::And
                | Word::Or
        )
    ) || matches!(
        r.lower_before(i),
        "lasted"
            | "took"
            | "take"
            | "takes"
            | "last"
            | "lasting"
            | "spent"
            | "spend"
            | "waited"
            | "another"
            | "quite"
            | "roughly"
            | "barely"
            | "merely"
            | "exactly"
            | "like"
    );
    let followed = r
        .is_any(end, &[Word::Before, Word::After, Word::Earlier, Word::Later, Word::Ago, Word::From])
        && !matches!(before, Some(Word::Than));
    !ok && !followed || matches!(r.lower(end), "of") && unit == Unit::Day
}

/// "weeks", "years", "recent months": nobody says how many.
fn bare_plural(r: &Reader<'_>, i: usize, unit: Unit, into: &mut Findings) {
    if matches!(unit, Unit::Second | Unit::Quarter)
        || r.hyphen(i + 1) && !r.is_any(i + 2, &[Word::Long, Word::Old])
    {
        return;
    }
    let before = r.word_before(i);
    if matches!(before, Some(Word::Recent | Word::Coming | Word::Past | Word::Many)) || r.is(i + 1, Word::Old)
    {
        return;
    }
    // "minutes" are taken and "hours" are for business: a clock's units must stand where a length can.
    let long = matches!(
        unit,
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium
    );
    let placed = matches!(
        before,
        Some(Word::For | Word::In | Word::Within | Word::After | Word::Over | Word::Through | Word::Before)
    ) || matches!(r.lower_before(i), "spent" | "took" | "takes" | "take" | "lasted");
    let counted = matches!(before, Some(Word::Of))
        && matches!(r.lower_before(i.wrapping_sub(1)), "couple" | "matter" | "hundreds" | "thousands");
    let name = r.capital(i) && !r.opens_sentence(i);
    if name || !long && !placed && !counted {
        return;
    }
    // "the years", "the early years"; "days" of "in the days before the vote"
    let early = r.is_any(i.wrapping_sub(1), &[Word::Early, Word::Late]);
    let article = i.wrapping_sub(if early { 2 } else { 1 });
    let the = r.is_any(article, &[Word::The, Word::Those]) && !r.is_any(i + 1, &[Word::Before, Word::After]);
    let start = if the { article } else { i };
    let end = if r.is(i + 1, Word::Ahead) && !r.is(i + 2, Word::Of) { i + 2 } else { i + 1 };
    into.push(start..end, Head::Duration { parts: vec![(Amount::Vague, unit)] });
}
