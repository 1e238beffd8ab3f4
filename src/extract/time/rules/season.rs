//! Seasons: "the summer of 1963", "last fall", "this spring", "in winter".
//!
//! Leaves alone: fall the verb and the noun, a spring of water, "Arab Spring", names.

use super::super::expr::{Head, Unit, Which, Year};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "season",
    doc: "a season: `the summer of 1963`, `last fall`, `this spring`",
    starts: starts::SEASON | starts::WORD,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let mut at = i;
    let mut which = Which::Open;
    let the = r.is(i, Word::The);
    if r.word(i).is_some() {
        if let Some((w, next)) = date::which(r, i) {
            (which, at) = (w, next);
        } else if the {
            at = i + 1;
        } else {
            return;
        }
    }
    let Lex::Season(season) = r.lex(at) else { return };
    let next = r.skip(at + 1, Word::Of);
    let next = r.skip_comma(next);
    if let Some((year, end)) = date::year(r, next) {
        into.push(i..end, Head::Season { season, year: Year::Stated(year) });
        return;
    }
    if let Some((w, Unit::Year, end)) = date::which_unit(r, next) {
        into.push(i..end, Head::Season { season, year: Year::Relative(w) });
        return;
    }
    if the
        && which == Which::Open
        && !r.is_any(
            i.wrapping_sub(1),
            &[
                Word::In,
                Word::During,
                Word::By,
                Word::Of,
                Word::Since,
                Word::Through,
                Word::Throughout,
                Word::Until,
                Word::Later,
                Word::Over,
            ],
        )
    {
        return;
    }
    if r.lower(at) == "fall" && r.is(at + 1, Word::Of) {
        return;
    }
    if which == Which::Open && !the {
        let preceded = r.is_any(
            i.wrapping_sub(1),
            &[
                Word::In,
                Word::By,
                Word::Since,
                Word::Until,
                Word::During,
                Word::Early,
                Word::Late,
                Word::Mid,
                Word::Of,
            ],
        );
        let doubtful = matches!(r.lower(at), "fall" | "spring");
        if !preceded
            || (doubtful
                && !r.is_any(i.wrapping_sub(1), &[Word::In, Word::By, Word::Early, Word::Late, Word::Since]))
            || (r.capital(at) && r.capital(at + 1))
            || (doubtful && r.small(at + 1) && r.word(at + 1).is_none())
            || r.lex_before(i) == Lex::Word(Word::Of) && doubtful
        {
            return;
        }
    }
    if r.lower(at) == "fall"
        && which == Which::Open
        && the
        && r.is_word(at + 1)
        && r.small(at + 1)
        && r.is_any(at + 1, &[Word::Of, Word::In, Word::To, Word::From])
    {
        return;
    }
    into.push(i..at + 1, Head::Season { season, year: Year::Relative(which) });
}
