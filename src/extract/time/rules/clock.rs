//! Times of day: "9.35am", "8:55 a.m.", "0155 GMT", "18h05", "noon Thursday", "5 p.m. EST, Nov. 6".
//!
//! Leaves alone: scores ("won 2.10"), amounts ("8.55 million"), percentages, ratios, years, "10 to 12".

use super::super::expr::{Clock, Head, ZoneName};
use super::super::lexicon::{Lex, Word, starts};
use super::super::read::clock::{self, Sure};
use super::super::read::{date, zone};
use super::super::reader::{Reader, opens_line};
use super::{Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "clock",
    doc: "a time of day: `9.35am`, `8:55 a.m.`, `0155 GMT`, `half past two`, `noon Thursday`",
    starts: starts::DIGITS | starts::NOON | starts::CARDINAL | starts::WORD | starts::UNIT,
    find,
};

/// Words after which a bare figure is a time of day.
const BEFORE: &[Word] = &[
    Word::At,
    Word::By,
    Word::From,
    Word::Until,
    Word::Till,
    Word::Since,
    Word::Around,
    Word::About,
    Word::Before,
    Word::After,
    Word::Between,
    Word::To,
    Word::And,
];

fn find(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let Some((clock, end, sure)) = clock::clock(r, i) else {
        range_start(r, i, into);
        return;
    };
    let named_zone = zone::zone(r, end);
    if sure == Sure::Maybe && named_zone.is_none() && !likely(r, i, end, clock) {
        return;
    }
    push(r, i, end, clock, into);
}

fn push(r: &Reader<'_>, i: usize, end: usize, clock: Clock, into: &mut Findings) {
    let (zone, mut end) = match zone::zone(r, end) {
        Some((zone, end)) => (Some(zone), end),
        // "8:30 P.M., Moscow time": the zone is that of the hour, and no part of its extent.
        None => (
            zone::zone(r, end + 1)
                .filter(|(_, after)| r.mark(end, ',') && r.is(after - 1, Word::Time))
                .map(|z| z.0),
            end,
        ),
    };
    // "9.40 tonight", "8:05 this morning"
    // "at 7:30 p.m. Tomorrow morning he sees": a capital opens a sentence after a stop.
    let opens = r.mark(end.wrapping_sub(1), '.') && r.capital(end) && !matches!(r.lex(end), Lex::Weekday(_));
    if let Some((day, part, after)) = clock::part_of_day(r, end).filter(|_| !opens) {
        let zone = zone.or_else(|| zone::zone(r, after).map(|(zone, _)| zone));
        let hour = if clock.twelve { clock::in_half(clock.hour, part) } else { clock.hour };
        let clock = Clock { hour, twelve: false, ..clock };
        into.push(i..after, Head::Clock { clock, day: Some(Box::new(day)), zone });
        return;
    }
    // "shortly after midnight on 1 March": the midnight that the day begins with.
    let starts = |k: usize| {
        matches!(r.lower(k), "begin" | "begins" | "began" | "start" | "starts" | "effect" | "force")
    };
    let past_midnight = clock.hour == 24
        && (r.is_any(i.wrapping_sub(1), &[Word::After, Word::Past])
            || r.is(end, Word::On)
                && date::calendar(r, end + 1).is_some_and(|(date, _)| date.weekday.is_none())
                && (i.saturating_sub(4)..i).any(starts));
    let clock = if past_midnight { Clock { hour: 0, ..clock } } else { clock };
    // "5 p.m. EST, Nov. 6", "10 p.m. Wednesday"
    let next = r.skip_comma(end);
    let mut day = None;
    if let Some((head, after)) = date::day(r, next) {
        let part = matches!(r.lex(after), Lex::Part(_));
        let bare = matches!(&head, Head::Weekday { .. } | Head::Calendar(_) | Head::Day(_))
            || next == end && matches!(&head, Head::Unit { .. });
        if bare
            && !part
            && !(opens && matches!(&head, Head::Day(_)))
            && (next == end || matches!(&head, Head::Calendar(_)))
        {
            (day, end) = (Some(Box::new(head)), after);
        }
    }
    let zone = zone.or_else(|| zone::in_place(r, end).map(ZoneName::In));
    into.push(i..end, Head::Clock { clock, day, zone });
}

/// True where what stands around a figure makes it a time of day.
fn likely(r: &Reader<'_>, i: usize, end: usize, clock: Clock) -> bool {
    let four = end == i + 1;
    let colon = r.mark(i + 1, ':');
    let measure = r.mark(end, '%')
        || matches!(r.lex(end), Lex::Scale(_) | Lex::Units(_))
        || (r.small(end)
            && matches!(
                r.lower(end),
                "percent"
                    | "per"
                    | "points"
                    | "pct"
                    | "miles"
                    | "km"
                    | "people"
                    | "troops"
                    | "men"
                    | "degrees"
                    | "euros"
                    | "dollars"
                    | "pounds"
                    | "yuan"
                    | "yen"
                    | "won"
                    | "metres"
                    | "meters"
                    | "feet"
                    | "acres"
                    | "tons"
                    | "tonnes"
            ));
    if measure {
        return false;
    }
    let before = i.checked_sub(1);
    if before.is_some_and(|b| r.mark(b, '$') || r.mark(b, '£') || r.mark(b, '€') || r.mark(b, '#')) {
        return false;
    }
    // "8.55 (0155 GMT)": the bracket names the same moment in another zone.
    let bracket =
        r.mark(end, '(') && clock::clock(r, end + 1).is_some_and(|(_, e, _)| zone::zone(r, e).is_some());
    // "9:10/21:10"
    let pair = r.mark(end, '/') && clock::clock(r, end + 1).is_some();
    if bracket || pair {
        return true;
    }
    // "17.30 Reception", "0830 – 0900 Arrival" in a programme
    let lists = if four { r.habits.lists_of_four } else { r.habits.lists };
    let of_range = |back: usize| i > r.first + back && r.dash(i - 1) && opens_line(r.text, i - 1 - back);
    if lists && (opens_line(r.text, i) || of_range(if four { 1 } else { 3 })) {
        return true;
    }
    // "at about 18.45"
    let about = r.is_any(i.wrapping_sub(1), &[Word::About, Word::Around, Word::Nearly, Word::Almost]);
    let lead = if about { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
    let strong = r.is_any(lead, &[Word::At, Word::Until, Word::Till, Word::Since]);
    // "a reception tonight from 19.30", "set for 18.00"
    let loose = r.is_any(i.wrapping_sub(1), BEFORE) || r.is(i.wrapping_sub(1), Word::For);
    if colon {
        // A ratio or a score stands between nouns; a time after a preposition, at the start of a line, or with a weekday.
        let opening = r.opens_sentence(i)
            || before.is_some_and(|b| {
                r.mark(b, '(')
                    || r.mark(b, '[')
                    || r.mark(b, ',')
                    || r.mark(b, '—')
                    || r.mark(b, '–')
                    || r.mark(b, '-')
            });
        let leading_zero = r.written(i).len() == 2;
        let day_before = before.is_some_and(|b| matches!(r.lex(b), Lex::Weekday(_) | Lex::Deictic(_)));
        return r.is_any(i.wrapping_sub(1), BEFORE) && !score(r, i)
            || opening && leading_zero
            || day_before
            || leading_zero && clock.hour < 24 && !score(r, i);
    }
    if four {
        // "at 0855", never "in 2019", "at 1600 Pennsylvania Avenue"
        let zero = r.written(i).starts_with('0');
        // "Kim meets Moon - 1430." and "0900 local (0200)" in a list of such times
        let listed = r.habits.run_of_four
            && before.is_some_and(|b| r.mark(b, '(') && r.mark(end, ')') || r.dash(b) && !r.glued(b));
        if listed && clock.minute.is_some_and(|m| m % 5 == 0) {
            return true;
        }
        return (strong && !r.capital(end) || zero && r.is_any(i.wrapping_sub(1), BEFORE))
            && !(1900..2060).contains(&(u32::from(clock.hour) * 100 + u32::from(clock.minute.unwrap_or(0))));
    }
    let point = r.mark(i + 1, '.');
    if point {
        let next_day = r.is(end, Word::The) && r.is_any(end + 1, &[Word::Next, Word::Following, Word::Same]);
        let closes = !r.is_word(end)
            || next_day
            || r.is_any(
                end,
                &[
                    Word::On,
                    Word::And,
                    Word::In,
                    Word::To,
                    Word::At,
                    Word::Until,
                    Word::Local,
                    Word::After,
                    Word::Before,
                    Word::From,
                    Word::For,
                    Word::By,
                    Word::As,
                    Word::Or,
                ],
            )
            || matches!(r.lex(end), Lex::Weekday(_) | Lex::Deictic(_))
            || r.small(end) && r.word(end).is_none();
        let two = r.written(i).len() == 2 && (r.written(i).starts_with('0') || clock.hour > 12);
        return closes && (strong || day_before(r, i) || loose && two && r.near_clock(i));
    }
    strong
}

fn day_before(r: &Reader<'_>, i: usize) -> bool {
    i > r.first && matches!(r.lex(i - 1), Lex::Weekday(_) | Lex::Deictic(_))
}

/// "won 10:05", "lost by 2:10"; a car that "drew up at 1:04" plays no game.
fn score(r: &Reader<'_>, i: usize) -> bool {
    (1..=3).any(|back| {
        i >= r.first + back
            && !matches!(r.lower(i - back + 1), "up" | "in" | "into")
            && matches!(
                r.lower(i - back),
                "won"
                    | "lost"
                    | "beat"
                    | "score"
                    | "lead"
                    | "led"
                    | "drew"
                    | "ratio"
                    | "verse"
                    | "psalm"
                    | "matthew"
                    | "luke"
                    | "john"
                    | "genesis"
                    | "odds"
                    | "clocked"
            )
    })
}

/// "3" of "3 to 5 p.m.", "10" of "10-11am", "between 9 and 10.30am".
fn range_start(r: &Reader<'_>, i: usize, into: &mut Findings) {
    let (hour, next) = match r.lex(i) {
        Lex::Digits => match r.digits(i) {
            Some((n @ 1..=12, 1..=2)) => (n as u8, i + 1),
            _ => return,
        },
        Lex::Cardinal(n @ 1..=12) => (n as u8, i + 1),
        _ => return,
    };
    if r.glued(i) && i > r.first && !r.mark(i - 1, '(') {
        return;
    }
    let after = if r.dash(next) || r.is_any(next, &[Word::To, Word::And, Word::Until, Word::Till]) {
        next + 1
    } else {
        return;
    };
    if r.is(next, Word::And) && !r.is_any(i.wrapping_sub(1), &[Word::Between, Word::At]) {
        return;
    }
    let Some((end, close, Sure::Yes)) = clock::clock(r, after) else { return };
    if end.twelve || end.minute.is_some() && r.lex(after) != Lex::Digits || close == after + 1 {
        return;
    }
    // Both halves of the day are open for the first: the one that leaves the shorter way is meant.
    let afternoon = end.hour >= 12 && (hour % 12) + 12 <= end.hour;
    let hour = if afternoon { hour % 12 + 12 } else { hour % 12 };
    into.push(
        i..next,
        Head::Clock {
            clock: Clock { hour, minute: None, second: None, twelve: false },
            day: None,
            zone: None,
        },
    );
}
