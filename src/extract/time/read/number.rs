//! Numbers in words and figures: "two", "twenty-four", "2 1/2", "two and a half", "several".

use super::super::expr::Amount;
use super::super::lexicon::{Lex, Word};
use super::super::reader::Reader;

/// An amount at `i` and the index after it. "a" and "an" count as one only where a unit may follow, so
/// callers ask for them by [`amount_or_article`].
pub(in super::super) fn amount(r: &Reader<'_>, i: usize) -> Option<(Amount, usize)> {
    match r.lex(i) {
        Lex::Digits => figures(r, i),
        Lex::Cardinal(_) | Lex::Scale(_) => {
            let (n, end) = spelled(r, i)?;
            Some(with_fraction(r, n * 1000, end))
        }
        // "the third in as many days": the number stands elsewhere.
        Lex::Word(Word::Many) if i > r.first && r.is(i - 1, Word::As) => None,
        Lex::Word(Word::Several | Word::Few | Word::Many | Word::Some) => Some((Amount::Vague, i + 1)),
        Lex::Word(Word::Half) => {
            // "half an hour", "half a day"
            if r.is_any(i + 1, &[Word::A, Word::An]) { Some((Amount::Exact(500), i + 2)) } else { None }
        }
        Lex::Word(Word::Dozen) => Some((Amount::whole(12), i + 1)),
        Lex::Word(Word::Couple) => Some((Amount::whole(2), r.skip(i + 1, Word::Of))),
        _ => None,
    }
}

/// As [`amount`], and "a", "an", "a few", "a couple of", "a dozen", "a half", "half a", "another".
pub(in super::super) fn amount_or_article(r: &Reader<'_>, i: usize) -> Option<(Amount, usize)> {
    match r.lex(i) {
        Lex::Word(Word::A | Word::An) => match r.lex(i + 1) {
            Lex::Word(Word::Few | Word::Couple | Word::Dozen) => amount(r, i + 1),
            Lex::Scale(_) => {
                let (n, end) = spelled(r, i + 1)?;
                Some((Amount::whole(n), end))
            }
            Lex::Word(Word::Half) => {
                let next = if r.hyphen(i + 2) { i + 3 } else { i + 2 };
                Some((Amount::Exact(500), next))
            }
            Lex::Word(Word::Good | Word::Full | Word::Whole) => Some((Amount::whole(1), i + 2)),
            _ => Some((Amount::whole(1), i + 1)),
        },
        Lex::Word(Word::Another) => amount(r, i + 1).or(Some((Amount::whole(1), i + 1))),
        _ => amount(r, i),
    }
}

/// A number in figures: "24", "1,500", "2.5", "2 1/2", "2½".
fn figures(r: &Reader<'_>, i: usize) -> Option<(Amount, usize)> {
    let (mut n, length) = r.digits(i)?;
    let mut end = i + 1;
    if length <= 3 {
        while r.mark(end, ',') && r.glued(end) && r.glued(end + 1) {
            let Some((group, 3)) = r.digits(end + 1) else { break };
            n = n.checked_mul(1000)?.checked_add(group)?;
            end += 2;
        }
    }
    let mut thousandths = i64::from(n) * 1000;
    if r.mark(end, '.')
        && r.glued(end)
        && r.glued(end + 1)
        && let Some((decimals, places @ 1..=3)) = r.digits(end + 1)
    {
        thousandths += i64::from(decimals) * 10_i64.pow(3 - places as u32);
        end += 2;
    }
    if let Lex::Scale(scale) = r.lex(end) {
        return Some((Amount::Exact(thousandths.saturating_mul(i64::from(scale))), end + 1));
    }
    Some(with_fraction(r, thousandths, end))
}

/// "and a half", "1/2", "-1/2", "½" after a number.
fn with_fraction(r: &Reader<'_>, thousandths: i64, end: usize) -> (Amount, usize) {
    let at = if r.hyphen(end) { end + 1 } else { end };
    if let (Some((a, 1)), true, Some((b @ 2..=9, 1))) = (r.digits(at), r.mark(at + 1, '/'), r.digits(at + 2))
        && a < b
    {
        return (Amount::Exact(thousandths + i64::from(a) * 1000 / i64::from(b)), at + 3);
    }
    for (mark, part) in [('½', 500), ('¼', 250), ('¾', 750)] {
        if r.mark(end, mark) {
            return (Amount::Exact(thousandths + part), end + 1);
        }
    }
    // "two and a half", "two-and-a-half"
    let dashed = |i: usize| if r.hyphen(i) { i + 1 } else { i };
    let and = dashed(end);
    if r.is(and, Word::And) {
        let article = dashed(and + 1);
        let half = dashed(article + 1);
        if r.is(article, Word::A) && r.is(half, Word::Half) {
            return (Amount::Exact(thousandths + 500), half + 1);
        }
    }
    (Amount::Exact(thousandths), end)
}

/// A number in words: "twenty-four", "two hundred and fifty".
pub(in super::super) fn spelled(r: &Reader<'_>, start: usize) -> Option<(i64, usize)> {
    let (mut total, mut group) = (0_i64, 0_i64);
    let (mut i, mut end) = (start, start);
    let mut last: Option<u32> = None;
    while i < start + 12 {
        match r.lex(i) {
            Lex::Cardinal(n) => {
                let fits = match last {
                    None => true,
                    Some(before) => before >= 100 || before >= 20 && before % 10 == 0 && (1..10).contains(&n),
                };
                if !fits {
                    break;
                }
                group += i64::from(n);
                last = Some(n);
            }
            Lex::Scale(n) => {
                let n64 = i64::from(n);
                if n >= 1000 {
                    total += group.max(1).saturating_mul(n64);
                    group = 0;
                } else {
                    group = group.max(1).saturating_mul(n64);
                }
                last = Some(n);
            }
            _ => break,
        }
        end = i + 1;
        i = end;
        // "twenty-four", "two hundred and fifty"
        let hyphened = r.hyphen(i) && matches!(r.lex(i + 1), Lex::Cardinal(_) | Lex::Scale(_));
        let joined =
            r.is(i, Word::And) && last.is_some_and(|n| n >= 100) && matches!(r.lex(i + 1), Lex::Cardinal(_));
        if hyphened || joined {
            i += 1;
        }
    }
    if end == start { None } else { Some((total.saturating_add(group), end)) }
}

/// A year in words: "nineteen ninety-six", "two thousand and five".
pub(in super::super) fn spelled_year(r: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
    let Lex::Cardinal(century @ (11..=20 | 2)) = r.lex(i) else { return None };
    if century == 2 {
        let (n, end) = spelled(r, i)?;
        let named = r.lower_before(i) == "year";
        let dated = named || r.is_any(i.wrapping_sub(1), &[Word::In, Word::Since, Word::By, Word::Until]);
        return if dated && (named || !r.small(end)) && (2000..=2099).contains(&n) {
            Some((n as i32, end))
        } else {
            None
        };
    }
    let next = if r.hyphen(i + 1) { i + 2 } else { i + 1 };
    let Lex::Cardinal(tens @ 10..=99) = r.lex(next) else { return None };
    let (rest, end) = if tens >= 20 { spelled(r, next)? } else { (i64::from(tens), next + 1) };
    if rest > 99 {
        return None;
    }
    Some((century as i32 * 100 + rest as i32, end))
}

/// An ordinal at `i`: "third", "3rd", "twenty-first".
pub(in super::super) fn ordinal(r: &Reader<'_>, i: usize) -> Option<(u32, usize)> {
    match r.lex(i) {
        Lex::Ordinal(n) => Some((n, i + 1)),
        Lex::Unit(super::super::expr::Unit::Second) => Some((2, i + 1)),
        Lex::Digits => {
            let (n, _) = r.digits(i)?;
            let suffix = matches!(r.lower(i + 1), "st" | "nd" | "rd" | "th");
            if suffix && r.glued(i + 1) { Some((n, i + 2)) } else { None }
        }
        Lex::Cardinal(tens @ 20..=90) if r.hyphen(i + 1) => match r.lex(i + 2) {
            Lex::Ordinal(n @ 1..=9) => Some((tens + n, i + 3)),
            Lex::Unit(super::super::expr::Unit::Second) => Some((tens + 2, i + 3)),
            _ => None,
        },
        _ => None,
    }
}
