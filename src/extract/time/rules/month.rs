//! A month on its own: "October", "last May", "this September".
//!
//! Leaves alone: May the person and the verb, "March on Washington", "Augusta", April and June as
//! forenames, short forms without a stop.

use super::super::expr::{Head, Which};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::date;
use super::super::reader::Reader;
use super::{Findings, Rule, leads_date};

pub(super) static RULE: Rule = Rule {
    id: "month",
    doc: "a month without day or year: `October`, `last May`, `this September`",
    starts: starts::MONTH | starts::WORD,
    find,
};

/// Words before a month that make it one, besides those of every date.
const BEFORE: &[Word] = &[Word::Earlier, Word::Last, Word::Next];

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    if r.word(i).is_some() {
        let Some((which, next)) = date::which(r, i) else { return };
        let Some((month, end)) = date::month(r, next) else { return };
        let dated = date::day_number(r, end).is_some() || date::year(r, r.skip_comma(end)).is_some();
        if !dated && which != Which::That {
            into.push(i..end, Head::Month { month, which });
        }
        return;
    }
    let Some((month, end)) = date::month(r, i) else { return };
    let led = leads_date(r, i.wrapping_sub(1), BEFORE);
    let short = matches!(r.lex(i), Lex::MonthShort(_));
    if short && !r.mark(end - 1, '.') && !led {
        return;
    }
    let (hyphen_before, hyphen_after) = (r.glued(i) && i > 0 && r.dash(i - 1), r.hyphen(end));
    if r.shouted(i) && r.is_word(i + 1) && r.shouted(i + 1) {
        return;
    }
    let preceded = led || hyphen_before || r.mark(i.wrapping_sub(1), '(');
    let doubtful =
        matches!(r.lower(i), "may" | "march" | "april" | "june" | "august" | "jan" | "mar" | "dec" | "sun");
    if doubtful {
        let name_after = r.capital(end) && r.lex(end) == Lex::Other && !r.opens_sentence(end);
        let name_before =
            i > r.first && r.capital(i - 1) && r.lex(i - 1) == Lex::Other && !r.opens_sentence(i - 1);
        if name_after || name_before || r.lower(i.wrapping_sub(1)) == "theresa" || !preceded {
            return;
        }
        // "to March on the capital", "March for Our Lives", "and May said", "by May's"
        let weak = r.is_any(
            i.wrapping_sub(1),
            &[
                Word::And,
                Word::Or,
                Word::To,
                Word::For,
                Word::By,
                Word::From,
                Word::Of,
                Word::Between,
                Word::After,
                Word::Before,
                Word::About,
            ],
        );
        let verb_after = r.small(end)
            && matches!(
                r.lower(end),
                "said"
                    | "says"
                    | "told"
                    | "has"
                    | "had"
                    | "was"
                    | "is"
                    | "will"
                    | "would"
                    | "and"
                    | "on"
                    | "to"
                    | "for"
                    | "be"
                    | "also"
            );
        let and_month = r.is(end, Word::And) && date::month(r, end + 1).is_some()
            || r.is(end, Word::To) && date::month(r, end + 1).is_some();
        if matches!(r.lower(i), "may" | "march") && weak && verb_after && !and_month
            || r.possessive(end).is_some() && r.lower(i) == "may"
        {
            return;
        }
    }
    if hyphen_after && r.capital(end + 1) && r.lex(end + 1) == Lex::Other {
        return;
    }
    into.push(i..end, Head::Month { month, which: Which::Open });
}
