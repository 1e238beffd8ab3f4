//! Weekdays: "Thursday", "last Thursday", "this coming Sunday", "Tuesday last week".
//!
//! Leaves alone: Man Friday, Black Friday and Good Friday (holidays), plurals (sets), "Sun" and "Sat".

use super::super::expr::{Head, Unit, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "weekday",
    doc: "a day of the week: `Thursday`, `last Thursday`, `Thursday of next week`",
    starts: starts::WEEKDAY | starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let (which, at) = match r.word(i) {
        Some(_) => match date::which(r, i) {
            Some(found) => found,
            None => return,
        },
        None => (Which::Open, i),
    };
    let Some((day, end)) = date::weekday(r, at) else { return };
    let before = r.lower_before(i);
    if matches!(
        before,
        "man"
            | "girl"
            | "black"
            | "good"
            | "ash"
            | "shrove"
            | "palm"
            | "easter"
            | "maundy"
            | "casual"
            | "whit"
            | "super"
            | "bloody"
            | "cyber"
            | "ruby"
            | "giving"
    ) && (r.capital(i.wrapping_sub(1)))
    {
        return;
    }
    if which == Which::Open {
        // "Tuesday last week", "Thursday of next week"
        let next = r.skip(end, Word::Of);
        if let Some((week, Unit::Week, after)) = date::which_unit(r, next) {
            let offset = match week {
                Which::Last | Which::Previous => Some(-1),
                Which::Next | Which::Following => Some(1),
                Which::This => Some(0),
                _ => None,
            };
            if let Some(weeks) = offset {
                into.push(i..after, Head::Weekday { day, which: Which::Offset(weeks) });
                return;
            }
        }
    }
    if matches!(r.lex(end), Lex::Other)
        && r.capital(end)
        && matches!(r.lower(end), "times" | "herald" | "night")
    {
        return;
    }
    into.push(i..end, Head::Weekday { day, which });
}
