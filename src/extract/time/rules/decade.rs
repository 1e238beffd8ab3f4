//! Decades: "the 1980s", "the nineties", "the '80s", "the 460s BC".

use super::super::expr::Head;
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "decade",
    doc: "ten years by their name: `the 1980s`, `the nineties`, `the '80s`",
    starts: starts::DIGITS | starts::DECADE | starts::WORD | starts::OTHER,
    find,
};

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let the = r.is(i, Word::The);
    if r.word(i).is_some() && !the {
        return;
    }
    let mut at = r.skip(i, Word::The);
    // The determiner stands before "early", "late" and "mid": widening adds it.
    let apostrophe = r.mark(at, '\'') || r.mark(at, '’') || r.mark(at, '‘');
    if apostrophe {
        at += 1;
    }
    if let Lex::Decade(tens) = r.lex(at) {
        let in_age = r.is_any(i.wrapping_sub(1), &[Word::In]) && !the;
        if (the
            || apostrophe
            || r.is_any(i.wrapping_sub(1), &[Word::Early, Word::Late, Word::Mid])
            || r.hyphen(i.wrapping_sub(1)))
            && !in_age
        {
            into.push(i..at + 1, Head::Decade(1900 + i32::from(tens)));
        }
        return;
    }
    let Some((n, length)) = r.digits(at) else { return };
    let mut end = at + 1;
    if r.mark(end, '\'') || r.mark(end, '’') {
        end += 1;
    }
    if r.lower(end) != "s" || !r.glued(end) || n % 10 != 0 {
        return;
    }
    end += 1;
    let first = match length {
        4 if (1000..2200).contains(&n) => n as i32,
        2 if apostrophe || the => 1900 + n as i32,
        3 | 2 => match date::era(r, end) {
            Some((true, after)) => {
                end = after;
                1 - n as i32
            }
            _ => return,
        },
        _ => return,
    };
    if r.glued(i) && i > r.first && !r.dash(i - 1) && !r.mark(i - 1, '(') && !apostrophe {
        return;
    }
    into.push(i..end, Head::Decade(first));
}
