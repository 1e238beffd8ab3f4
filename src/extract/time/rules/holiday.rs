//! Days with a name: "Christmas", "New Year's Eve", "Thanksgiving Day", "Election Day", "Easter".
//!
//! Leaves alone: "Christmas tree" (the days keep their mention only where a time is meant).

use super::super::expr::{Head, Unit, Which, Year};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "holiday",
    doc: "a day with a name: `Christmas`, `New Year's Eve`, `Thanksgiving Day`, `Good Friday`",
    starts: starts::OTHER | starts::WORD,
    find,
};

/// Names in words of small letters, without apostrophes, and the day: see [`mod@super::super::resolve`].
pub(in super::super) const NAMES: &[(&[&str], &str)] = &[
    (&["christmas", "eve"], "christmas-eve"),
    (&["christmas", "day"], "christmas"),
    (&["christmas"], "christmas"),
    (&["boxing", "day"], "boxing-day"),
    (&["new", "year", "eve"], "new-year-eve"),
    (&["new", "year", "day"], "new-year"),
    (&["new", "years", "eve"], "new-year-eve"),
    (&["new", "years", "day"], "new-year"),
    (&["thanksgiving", "day"], "thanksgiving"),
    (&["thanksgiving"], "thanksgiving"),
    (&["labor", "day"], "labor-day"),
    (&["memorial", "day"], "memorial-day"),
    (&["independence", "day"], "independence-day"),
    (&["veterans", "day"], "veterans-day"),
    (&["armistice", "day"], "veterans-day"),
    (&["valentine", "day"], "valentine"),
    (&["valentines", "day"], "valentine"),
    (&["halloween"], "halloween"),
    (&["election", "day"], "election-day"),
    (&["inauguration", "day"], "inauguration-day"),
    (&["may", "day"], "may-day"),
    (&["easter", "sunday"], "easter"),
    (&["easter", "monday"], "easter-monday"),
    (&["easter"], "easter"),
    (&["good", "friday"], "good-friday"),
    (&["palm", "sunday"], "palm-sunday"),
    (&["ash", "wednesday"], "ash-wednesday"),
    (&["maundy", "thursday"], "maundy-thursday"),
    (&["ascension", "day"], "ascension"),
    (&["whit", "sunday"], "whit-sunday"),
    (&["whit", "monday"], "whit-monday"),
    (&["pentecost"], "whit-sunday"),
    (&["bastille", "day"], "bastille-day"),
    (&["martin", "luther", "king", "day"], "king-day"),
];

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let (which, at) = date::which(r, i).unwrap_or((Which::Open, i));
    if !r.capital(at) {
        return;
    }
    let Some((name, end)) = NAMES.iter().find_map(|(words, name)| {
        let mut next = at;
        for word in *words {
            if r.lower(next) != *word {
                return None;
            }
            next += 1;
            // "New Year's Eve"
            if r.mark(next, '\'') || r.mark(next, '’') {
                next += if r.lower(next + 1) == "s" && r.glued(next + 1) { 2 } else { 1 };
                if word == words.last().expect("names have words") {
                    next = at + words.len();
                }
            }
        }
        Some((*name, next))
    }) else {
        return;
    };
    if end == at + 1
        && (r.is_word(end) && !r.small(end) && r.lex(end) == Lex::Other
            || matches!(
                r.lower(end),
                "tree"
                    | "trees"
                    | "card"
                    | "cards"
                    | "carol"
                    | "gift"
                    | "gifts"
                    | "presents"
                    | "eggs"
                    | "egg"
                    | "dinner"
                    | "shopping"
                    | "season"
                    | "island"
                    | "party"
            ))
    {
        return;
    }
    let next = r.skip_comma(r.skip(end, Word::Of));
    if let Some((year, after)) = date::year(r, next) {
        into.push(i..after, Head::Holiday { name, year: Year::Stated(year) });
        return;
    }
    if let Some((w, Unit::Year, after)) = date::which_unit(r, r.skip(end, Word::Of)) {
        into.push(i..after, Head::Holiday { name, year: Year::Relative(w) });
        return;
    }
    into.push(i..end, Head::Holiday { name, year: Year::Relative(which) });
}
