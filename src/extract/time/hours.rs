//! What stands around a time of day and says how it is meant: the place whose clocks show it, the half of the
//! day of "at seven", the stamp of a live report, and that what was told as past had come to pass.

use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike};

use super::anchor::Anchor;
use super::expr::{Head, Part, Tense3, ZoneName};
use super::lexicon::{Lex, Word};
use super::read::zone;
use super::reader::{Habits, Reader};
use super::rules::Found;
use super::tense::is_barrier;
use super::value::{Grain, TimeValue};
use super::zones;
use crate::extract::places;
use crate::text::{Case, Text, TokenKind};
use crate::zone::Zone;

/// Tokens on either side that are looked at.
const REACH: usize = 40;

/// Tokens between a place and the hour that its clocks show.
const PLACE_REACH: usize = 25;

/// Hours that a coming hour must be over before it is read as one of the next day.
const MARGIN: i64 = 4;

/// Hours that a told hour must lie after publication before it is read as one of the day before.
const LATE: i64 = 3;

/// True for an article of the small hours, which tells of the evening before.
pub(super) fn filed_at_night(anchor: &Anchor) -> bool {
    anchor.time.is_some_and(|time| time.hour() < 6)
}

/// The part of the day that the sentence speaks of: "dinner", "this evening".
pub(super) fn part_around(text: &Text<'_>, lexes: &[Lex], found: &Found) -> Option<Part> {
    let Head::Clock { clock, .. } = &found.expr.head else { return None };
    if !clock.twelve {
        return None;
    }
    let bounds = sentence(text, found);
    let near = |i: usize| match lexes[i] {
        Lex::Part(part) | Lex::Hint(part) => Some(part),
        Lex::Tonight => Some(Part::Night),
        _ => None,
    };
    let before = (bounds.0.max(found.tokens.start.saturating_sub(REACH))..found.tokens.start).rev();
    let after = found.tokens.end..bounds.1.min(found.tokens.end + REACH);
    let back = before.clone().position(|i| near(i).is_some());
    let ahead = after.clone().position(|i| near(i).is_some());
    match (back, ahead) {
        (Some(b), Some(a)) if a < b => near(found.tokens.end + a),
        (Some(b), _) => near(found.tokens.start - 1 - b),
        (None, Some(a)) => near(found.tokens.end + a),
        (None, None) => None,
    }
}

/// First token of the sentence and one past its last.
fn sentence(text: &Text<'_>, found: &Found) -> (usize, usize) {
    let at = text.tokens()[found.tokens.start].span.start;
    let tokens = text.sentence_at(at).map(|s| text.sentences()[s].tokens.clone());
    tokens.map_or((found.tokens.start, found.tokens.end), |t| (t.start, t.end))
}

/// The zone of the place that the sentence puts the hour in: "arrived in Geneva at 1:05 p.m.", "OSLO - … at 1600".
pub(super) fn place_around(text: &Text<'_>, found: &Found) -> Option<Zone> {
    let Head::Clock { zone: None | Some(ZoneName::Local | ZoneName::Abbreviation(_, None)), .. } =
        &found.expr.head
    else {
        return None;
    };
    let (first, last) = sentence(text, found);
    // "In Jerusalem, where it was evening, they met at 8 p.m. local time": the place may stand a clause away.
    let local = matches!(found.expr.head, Head::Clock { zone: Some(ZoneName::Local), .. });
    let located = |i: usize| {
        // "left for Brussels, where a summit opens at 1 p.m. local time"
        let placed = (matches!(text.lower(i), "in" | "at" | "en")
            || local && matches!(text.lower(i), "for" | "to"))
            && text.tokens().get(i + 1).is_some_and(|t| t.is_capitalised());
        if placed { places::zone_at(text, i + 1).map(|(zone, _)| zone) } else { None }
    };
    let start = found.tokens.start;
    for i in (first.max(start.saturating_sub(PLACE_REACH))..start).rev() {
        if is_barrier(text, i) && !local {
            break;
        }
        if let Some(zone) = located(i) {
            return Some(zone);
        }
    }
    let end = found.tokens.end;
    let direct = |i: &usize| {
        (end..*i).all(|k| text.tokens()[k].is_capitalised() || matches!(text.lower(k), "on" | ","))
    };
    let ahead = (end..last.min(end + 4)).find(|i| located(*i).is_some()).filter(direct).and_then(located);
    ahead
        .or_else(|| of_the_line(text, first))
        .or_else(|| of_the_line(text, line_start(text, text.tokens()[start].span.start)?))
}

/// Bytes of a line before an hour that are looked over.
const LINE: u32 = 400;

/// First token of the line of an offset, where it is near.
fn line_start(text: &Text<'_>, at: u32) -> Option<usize> {
    let back = text.as_str().as_bytes().get(at.saturating_sub(LINE) as usize..at as usize)?;
    let newline = back.iter().rposition(|&b| b == b'\n');
    let skipped = match newline {
        Some(k) => k as u32 + 1,
        None if at <= LINE => 0,
        None => return None,
    };
    let from = at.saturating_sub(LINE) + skipped;
    Some(text.tokens().partition_point(|t| t.span.start < from))
}

/// "NEW DELHI - " before an entry of a diary.
fn of_the_line(text: &Text<'_>, first: usize) -> Option<Zone> {
    let shouted = text.tokens().get(first).is_some_and(|t| t.kind == TokenKind::Word(Case::Upper));
    let (zone, length) = places::zone_at(text, first).filter(|_| shouted)?;
    let mark = text.tokens().get(first + length)?.kind;
    matches!(mark, TokenKind::Punct('-' | '–' | '—' | ':')).then_some(zone)
}

/// "(All times GMT)": the zone that a text declares for its hours.
pub(super) fn declared_zone(text: &Text<'_>, lexes: &[Lex], anchor: &Anchor) -> Option<Zone> {
    let r = Reader::new(text, lexes, Habits::default(), 0, lexes.len());
    let at = (1..lexes.len()).find(|&i| r.is(i, Word::Times) && r.is(i - 1, Word::All))?;
    (at + 1..at + 5).find_map(|i| match zone::zone(&r, i)?.0 {
        ZoneName::Abbreviation(name, None) => zones::read(&name, anchor),
        ZoneName::Abbreviation(_, Some(minutes)) => Some(Zone::Fixed(minutes * 60)),
        ZoneName::Place(zone) | ZoneName::In(zone) => Some(zone),
        ZoneName::Local => None,
    })
}

/// Findings that stamp the entries of a live report: a time of day that opens a paragraph, three or more of them.
pub(super) fn stamps(text: &Text<'_>, found: &[Found]) -> Vec<bool> {
    let opens = |one: &Found| {
        let bare = matches!(&one.expr.head, Head::Clock { day: None, clock, .. } if clock.minute.is_some());
        let at = text.tokens()[one.tokens.start].span.start;
        let block = text.block_at(at).map(|b| text.blocks()[b].span.start);
        let next = text.tokens().get(one.tokens.end).map(|t| t.span.start);
        let alone = next.is_none_or(|n| text.block_at(n) != text.block_at(at));
        let marked = text.tokens().get(one.tokens.end).is_some_and(|t| !t.is_word() || t.is_capitalised());
        bare && block == Some(at) && (alone || marked)
    };
    let marks: Vec<bool> = found.iter().map(opens).collect();
    let many = marks.iter().filter(|&&m| m).count() >= 3;
    marks.into_iter().map(|m| m && many).collect()
}

/// True where a preposition before the hour reaches into the next morning: "worked until 3am".
pub(super) fn until_small_hours(text: &Text<'_>, found: &Found) -> bool {
    let Head::Clock { clock, day: None, .. } = &found.expr.head else { return false };
    let mut at = found.tokens.start;
    if at > 0 && matches!(text.lower(at - 1), "about" | "around" | "almost" | "nearly" | "past" | "after") {
        at -= 1;
    }
    clock.hour < 6 && !clock.twelve && at > 0 && matches!(text.lower(at - 1), "until" | "till" | "past")
}

/// The day before or after publication (or `now`, the stamp of the entry in a live report), where the tense of the verb does not let a time of day without a day be where it was put:
/// told in the past, it is never later than publication; told of the future, never before it.
pub(super) fn other_day(
    head: &Head,
    value: &TimeValue,
    tense: Option<Tense3>,
    now: Option<NaiveDateTime>,
    anchor: &Anchor,
) -> Option<NaiveDate> {
    if !matches!(head, Head::Clock { day: None, .. } | Head::PartOfDay { day: None, .. }) {
        return None;
    }
    let published = anchor.zone.instant_or_nearest(now.or(published(anchor))?);
    let moment = value.moment.filter(|m| m.grain <= Grain::PartOfDay)?;
    let start = value.zone?.instant_or_nearest(moment.start);
    let ended = value.zone?.instant_or_nearest(moment.end);
    let day = match head {
        Head::Clock { clock, .. } if clock.hour == 24 => moment.start.date().pred_opt()?,
        _ => moment.start.date(),
    };
    let near = (day - anchor.date?).num_days().abs() <= 1;
    match tense? {
        // Minutes apart, the report's own time is not to be trusted.
        Tense3::Past if start > published + Duration::hours(LATE) => day.pred_opt(),
        // An hour that is just over may be one of other clocks, or be told late.
        Tense3::Future if near && ended + Duration::hours(MARGIN) <= published => day.succ_opt(),
        _ => None,
    }
}

fn published(anchor: &Anchor) -> Option<NaiveDateTime> {
    Some(anchor.date?.and_time(anchor.time?))
}
