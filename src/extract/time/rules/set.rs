//! What recurs: "every Friday", "each July", "daily", "twice a week", "Tuesday nights", "$5 a year".
//!
//! Leaves alone: newspapers ("Daily Mail"), "annual" before a name, "Sundays" of a calendar.

use super::super::expr::{Amount, Head, Recurring, Unit};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::{date, number};
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "set",
    doc: "what recurs: `every Friday`, `each July`, `daily`, `twice a week`, `Tuesday nights`",
    starts: starts::WORD
        | starts::ADVERB
        | starts::WEEKDAYS
        | starts::WEEKDAY
        | starts::PART
        | starts::WEEKEND,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    match r.lex(i) {
        Lex::Adverb(unit) => {
            let name = r.capital(i) && !r.opens_sentence(i) || r.capital(i) && r.capital(i + 1);
            let each = matches!(r.lower(i), "annual" | "nightly" | "quarterly");
            if !name && !each && !r.hyphen(i + 1) {
                push(into, i..i + 1, Recurring::Period(Amount::whole(1), unit), None, None);
            }
        }
        Lex::Weekdays(day) if r.capital(i) => push(into, i..i + 1, Recurring::Weekday(day, None), None, None),
        Lex::Weekday(day) => {
            if let Lex::Parts(part) = r.lex(i + 1) {
                push(into, i..i + 2, Recurring::Weekday(day, Some(part)), None, None);
            }
        }
        Lex::Weekends => push(into, i..i + 1, Recurring::Weekend, None, None),
        Lex::Word(Word::Every | Word::Each) => every(r, i, into),
        Lex::Word(Word::A | Word::An | Word::Per) => rate(r, i, into),
        Lex::Word(Word::Once | Word::Twice) => often(r, i, into),
        _ => {}
    }
}

fn push(
    into: &mut Findings,
    tokens: std::ops::Range<usize>,
    of: Recurring,
    quant: Option<&'static str>,
    freq: Option<u8>,
) {
    into.push(tokens, Head::Set { of, quant, freq });
}

/// "every day", "every two weeks", "every other Friday", "each July", "every summer".
fn every(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let quant = Some(if r.is(i, Word::Every) { "EVERY" } else { "EACH" });
    let other = r.is(i + 1, Word::Other);
    let at = if other { i + 2 } else { i + 1 };
    let amount = Amount::whole(if other { 2 } else { 1 });
    if let Some((day, end)) = date::weekday(r, at) {
        let (part, end) = match r.lex(end) {
            Lex::Part(part) => (Some(part), end + 1),
            _ => (None, end),
        };
        push(into, i..end, Recurring::Weekday(day, part), quant, None);
        return;
    }
    if let Some((month, end)) = date::month(r, at) {
        push(into, i..end, Recurring::Month(month), quant, None);
        return;
    }
    match r.lex(at) {
        Lex::Unit(unit) if unit != Unit::Second => {
            push(into, i..at + 1, Recurring::Period(amount, unit), quant, None)
        }
        Lex::Season(season) => push(into, i..at + 1, Recurring::Season(season), quant, None),
        Lex::Part(part) => push(into, i..at + 1, Recurring::Part(part), quant, None),
        Lex::Weekend => push(into, i..at + 1, Recurring::Weekend, quant, None),
        _ => {
            let Some((amount, next)) = number::amount(r, at) else { return };
            if let Lex::Units(unit) = r.lex(next) {
                push(into, i..next + 1, Recurring::Period(amount, unit), quant, None);
            }
        }
    }
}

/// "a year" after an amount of something: "33 million a year", "twice a week".
fn rate(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Lex::Unit(unit) = r.lex(i + 1) else { return };
    if matches!(unit, Unit::Second | Unit::Quarter | Unit::Century | Unit::Decade | Unit::Millennium)
        && !r.is(i, Word::Per)
    {
        return;
    }
    if r.is_any(i + 2, &[Word::Ago, Word::Earlier, Word::Later, Word::Before, Word::After, Word::Of])
        || r.hyphen(i + 2)
    {
        return;
    }
    let amount_before = (1..=4).any(|back| {
        let counted = |b: usize| {
            matches!(
                r.lex(b),
                Lex::Digits
                    | Lex::Cardinal(_)
                    | Lex::Scale(_)
                    | Lex::Units(_)
                    | Lex::Word(Word::Times | Word::Once | Word::Twice)
            ) || r.mark(b, '%')
        };
        i.checked_sub(back).is_some_and(counted)
    });
    let noun_before = i > r.first && r.small(i - 1) && r.word(i - 1).is_none()
        || i > r.first
            && matches!(r.lex(i - 1), Lex::Scale(_) | Lex::Digits | Lex::Units(_) | Lex::Word(Word::Times))
        || r.mark(i.wrapping_sub(1), '%');
    if amount_before
        && noun_before
        && !matches!(r.lower_before(i), "is" | "was" | "took" | "lasted" | "be" | "waited" | "spent")
    {
        push(into, i..i + 2, Recurring::Period(Amount::whole(1), unit), None, None);
    }
}

/// "once a week", "twice a year", "twice daily".
fn often(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let freq = Some(if r.is(i, Word::Once) { 1 } else { 2 });
    if let Lex::Adverb(unit) = r.lex(i + 1) {
        push(into, i..i + 2, Recurring::Period(Amount::whole(1), unit), None, freq);
    } else if let (true, Lex::Unit(unit)) =
        (r.is_any(i + 1, &[Word::A, Word::An, Word::Every, Word::Each]), r.lex(i + 2))
    {
        push(into, i..i + 3, Recurring::Period(Amount::whole(1), unit), None, freq);
    }
}
