//! A year on its own: "1998", "'98", "fiscal 1989", "481 BC", "the year 2000".
//!
//! Leaves alone: quantities ("2000 troops", "$1998"), models and rooms ("Boeing 2019", "Room 2019"),
//! addresses, parts of larger figures.

use super::super::expr::{Head, Year};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule, leads_date};

pub(super) static RULE: Rule = Rule {
    id: "year",
    doc: "a year: `1998`, `'98`, `fiscal 1989`, `481 BC`",
    starts: starts::DIGITS | starts::OTHER | starts::CARDINAL | starts::WORD | starts::UNIT,
    find,
};

/// Words before a year that make it one, besides those of every date.
const BEFORE: &[Word] = &[
    Word::The,
    Word::Fiscal,
    Word::Calendar,
    Word::On,
    Word::All,
    Word::Into,
    Word::Rest,
    Word::That,
    Word::Beyond,
];

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    match r.lex(i) {
        Lex::Word(Word::Fiscal | Word::Calendar) => {
            let next = if r.lower(i + 1) == "year" { i + 2 } else { i + 1 };
            if let Some((year, end)) = date::year(r, next) {
                into.push(i..end, Head::Year(Year::Stated(year)));
            }
            return;
        }
        Lex::Word(Word::The) => {
            // "the year 2000"
            if r.lower(i + 1) == "year"
                && let Some((year, end)) = date::year(r, i + 2)
            {
                into.push(i..end, Head::Year(Year::Stated(year)));
            }
            return;
        }
        Lex::Word(_) | Lex::Unit(_) => return,
        _ => {}
    }
    // "499-493 BC"
    if let (Some((n, 1..=4)), true, Some((m, _))) = (r.digits(i), r.dash(i + 1), r.digits(i + 2))
        && date::era(r, i + 3).is_some_and(|(before, _)| before)
        && n > m
    {
        into.push(i..i + 1, Head::Year(Year::Stated(1 - n as i32)));
        return;
    }
    let Some((year, mut end)) = date::year(r, i) else { return };
    let before = i.checked_sub(1);
    if r.lex(i) == Lex::Digits && end == i + 1 {
        let glued_before = r.glued(i);
        if glued_before {
            let b = i - 1;
            // "1990-1994", "(1998", "mid-1996", "post-1959"; not "$1998", "A-2000", "x2000".
            let open = r.mark(b, '(')
                || r.mark(b, '[')
                || r.mark(b, '"')
                || r.mark(b, '“')
                || r.mark(b, '\'')
                || r.mark(b, '‘')
                || r.mark(b, '/');
            let dashed = r.dash(b)
                && (matches!(r.lex_before(b), Lex::Digits | Lex::Word(_))
                    || !r.glued(b)
                    || matches!(
                        r.lower_before(b),
                        "post" | "pre" | "winter" | "spring" | "summer" | "january" | "mid"
                    )
                    || r.lex_before(b) != Lex::Other);
            if r.mark(b, '/') && r.digits(b.wrapping_sub(1)).is_none_or(|(_, n)| n != 4) || !(open || dashed)
            {
                return;
            }
            if dashed && r.digits(b.wrapping_sub(1)).is_some_and(|(_, n)| n != 4 && n != 2) {
                return;
            }
        }
        let preceded = before.is_some_and(|b| leads_date(r, b, BEFORE) || matches!(r.lex(b), Lex::Season(_)));
        if before.is_some_and(|b| {
            matches!(
                r.lower(b),
                "no" | "room"
                    | "boeing"
                    | "airbus"
                    | "flight"
                    | "route"
                    | "highway"
                    | "resolution"
                    | "article"
                    | "page"
                    | "number"
                    | "windows"
                    | "line"
                    | "channel"
                    | "sr"
                    | "section"
                    | "chapter"
                    | "nos"
                    | "game"
                    | "model"
            ) || r.mark(b, '$')
                || r.mark(b, '£')
                || r.mark(b, '€')
                || r.mark(b, '#')
                || r.mark(b, '№')
        }) {
            return;
        }
        let plural_after = r.small(end)
            && r.lex(end) == Lex::Other
            && r.lower(end).ends_with('s')
            && !matches!(
                r.lower(end),
                "was"
                    | "is"
                    | "has"
                    | "elections"
                    | "talks"
                    | "sales"
                    | "earnings"
                    | "results"
                    | "as"
                    | "this"
                    | "its"
                    | "his"
                    | "olympics"
                    | "attacks"
                    | "versus"
                    | "vs"
                    | "games"
                    | "peoples"
                    | "across"
                    | "towards"
                    | "unless"
                    | "levels"
                    | "profits"
                    | "us"
            );
        let noun_after = matches!(r.lex(end), Lex::Units(_) | Lex::Scale(_))
            || matches!(
                r.lower(end),
                "people"
                    | "men"
                    | "women"
                    | "percent"
                    | "per"
                    | "km"
                    | "miles"
                    | "meters"
                    | "metres"
                    | "feet"
                    | "points"
                    | "pounds"
                    | "dollars"
                    | "soldiers"
                    | "troops"
                    | "gmt"
                    | "utc"
                    | "hours"
                    | "hrs"
                    | "local"
                    | "et"
                    | "est"
                    | "edt"
                    | "avenue"
                    | "street"
                    | "pennsylvania"
                    | "acres"
                    | "tons"
                    | "tonnes"
                    | "votes"
                    | "jobs"
                    | "others"
                    | "civilians"
            )
            || r.mark(end, '%')
            || r.mark(end, '°');
        let plausible = (1900..=2059).contains(&year);
        let capital_after = r.capital(end) && !r.opens_sentence(end);
        let sensible = (1700..1900).contains(&year);
        if noun_after
            || plural_after
                && !(plausible
                    && preceded
                    && !r.is_any(
                        i - 1,
                        &[
                            Word::Of,
                            Word::From,
                            Word::To,
                            Word::And,
                            Word::About,
                            Word::Around,
                            Word::The,
                            Word::Or,
                            Word::For,
                        ],
                    ))
        {
            return;
        }
        if !plausible
            && !(preceded
                && (sensible
                    || !r.is_any(
                        i - 1,
                        &[
                            Word::About,
                            Word::Around,
                            Word::To,
                            Word::And,
                            Word::Or,
                            Word::From,
                            Word::The,
                            Word::For,
                            Word::On,
                        ],
                    ))
                || r.glued(i))
        {
            return;
        }
        if !preceded
            && capital_after
            && matches!(r.lower(end), "avenue" | "street" | "road" | "pennsylvania" | "boulevard")
        {
            return;
        }
        // "1990-94" is a range: its end is read by itself where it has four figures.
        if r.hyphen(end)
            && r.digits(end + 1).is_some_and(|(n, l)| l == 2 && (n as i32) > year % 100)
            && !r.hyphen(end + 2)
        {
            let last = r.digits(end + 1).map_or(0, |(n, _)| n as i32) + year / 100 * 100;
            into.push(end + 1..end + 2, Head::Year(Year::Stated(last)));
        }
    }
    if r.lex(i) == Lex::Digits && r.is(end, Word::Time) {
        return;
    }
    if let Some(b) = before
        && r.is_any(b, &[Word::Fiscal])
    {
        return;
    }
    end = end.max(i + 1);
    into.push(i..end, Head::Year(Year::Stated(year)));
}
