//! The time of an event: what its clause states, made an instant in its zone.
//!
//! Entry point: [`stated`]. Order, discourse and the day of the report are for the reader of the whole
//! article ([`super::events`]).

use std::ops::Range;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::find::Candidate;
use super::status::Outlook;
use super::words::{Class, is};
use crate::extract::time::{Grain, TimexType};
use crate::extract::{Anchor, Annotations, PlaceIx, Status, TimeIx, TimeMention, When};
use crate::text::Text;
use crate::zone::{Zone, ZoneSource};

/// The time that the words of `scope` state for a candidate, and the mentions that it was read from.
/// `skip` are token ranges that belong to other events.
pub(super) fn stated(
    text: &Text<'_>,
    layers: &Annotations,
    candidate: &Candidate,
    scope: Range<usize>,
    skip: &[Range<usize>],
) -> Vec<TimeIx> {
    if scope.is_empty() {
        return Vec::new();
    }
    let span = text.span_of(scope.clone());
    let from = layers.times.partition_point(|t| t.span.start < span.start);
    let mut found: Vec<(u8, usize, TimeIx)> = Vec::new();
    for (ix, time) in layers.times.iter().enumerate().skip(from) {
        if time.span.start >= span.end {
            break;
        }
        let tokens = text.tokens_in(time.span);
        if tokens.is_empty() || skip.iter().any(|r| r.contains(&tokens.start)) {
            continue;
        }
        if !fits(text, time, &tokens, candidate) || of_bracket(text, layers, ix) {
            continue;
        }
        let moment = time.value.moment.expect("`fits` asks for a moment");
        let class = u8::from(moment.grain > Grain::Hour) + u8::from(moment.grain > Grain::PartOfDay);
        let distance = tokens.start.abs_diff(candidate.trigger.start);
        found.push((class, distance, ix));
    }
    if candidate.late {
        let until = |ix: TimeIx| {
            let first = text.tokens_in(layers.times[ix].span).start;
            matches!(text.lower(first), "until" | "till")
                || first > 0 && matches!(text.lower(first - 1), "until" | "till")
        };
        return found.iter().map(|f| f.2).filter(|&ix| until(ix)).take(1).collect();
    }
    if candidate.moved {
        // "postponed from Monday to Friday": the new time is the last.
        return found.iter().map(|f| f.2).max().into_iter().collect();
    }
    found.sort();
    let Some(&(_, _, best)) = found.first() else { return Vec::new() };
    let mut used = vec![best];
    // A clock time may have its day elsewhere in the clause: "at 8.55 on Thursday".
    let grain = |ix: TimeIx| layers.times[ix].value.moment.map(|m| m.grain);
    // "Wednesday evening", "last night" have theirs.
    let dated = text.tokens_in(layers.times[best].span).any(|i| {
        is(Class::Calendar, text.lower(i))
            || matches!(text.lower(i), "yesterday" | "tomorrow" | "today" | "tonight" | "last" | "this")
    });
    if !dated && grain(best).is_some_and(|g| g <= Grain::PartOfDay) {
        let day = found.iter().find(|f| grain(f.2) == Some(Grain::Day));
        used.extend(day.map(|f| f.2));
    }
    used
}

/// True for the day of a second time: "shortly after midnight (1700 GMT on Thursday)".
fn of_bracket(text: &Text<'_>, layers: &Annotations, ix: TimeIx) -> bool {
    let second = ix.checked_sub(1).map(|before| &layers.times[before]).filter(|t| t.same_as.is_some());
    second.is_some_and(|t| {
        let between = text.as_str().get(t.span.end as usize..layers.times[ix].span.start as usize);
        matches!(between.map(str::trim), Some("" | "on" | ","))
    })
}

/// The day that the words of `scope`, before the clause, give for a clock time outside them.
pub(super) fn day_beside(
    text: &Text<'_>,
    layers: &Annotations,
    clock: TimeIx,
    scope: Range<usize>,
) -> Option<TimeIx> {
    let grain = |ix: TimeIx| layers.times[ix].value.moment.map(|m| m.grain);
    if scope.is_empty() || grain(clock).is_none_or(|g| g > Grain::Hour) {
        return None;
    }
    let span = text.span_of(scope);
    if layers.times[clock].span.start < span.end {
        return None;
    }
    let from = layers.times.partition_point(|t| t.span.start < span.start);
    let inside = (from..layers.times.len()).take_while(|&ix| layers.times[ix].span.end <= span.end);
    inside.filter(|&ix| grain(ix) == Some(Grain::Day)).last()
}

/// True for a time that says when, not since when, of what, or how long.
fn fits(text: &Text<'_>, time: &TimeMention, tokens: &Range<usize>, candidate: &Candidate) -> bool {
    if time.value.moment.is_none() || time.same_as.is_some() {
        return false;
    }
    if !matches!(time.value.timex, TimexType::Date | TimexType::Time) {
        return false;
    }
    let possessive = text.tokens().get(tokens.end).is_some_and(|t| t.glued && (t.is('\'') || t.is('’')));
    if possessive {
        // "Thursday's signing": only where the noun is the event itself.
        return (tokens.end..tokens.end + 7).any(|i| i == candidate.trigger.start);
    }
    let before = tokens.start.checked_sub(1).map_or("", |i| text.lower(i));
    let first = text.lower(tokens.start);
    let until = matches!(before, "until" | "till") || matches!(first, "until" | "till");
    if until && !candidate.late || matches!(before, "since" | "than") || first == "since" {
        return false;
    }
    // "the 2018 agreement", "a 10 a.m. flight": a time before a noun; weekdays before event nouns pass.
    let modifier = matches!(before, "the" | "a" | "an" | "their" | "his")
        && text.tokens().get(tokens.end).is_some_and(|t| t.is_word());
    let grain = time.value.moment.map(|m| m.grain);
    if modifier && grain.is_some_and(|g| g >= Grain::Month) {
        return false;
    }
    // "The signing, set for noon, took place at 6.40 p.m.": noon is when it was to be.
    if candidate.outlook == Outlook::Is(Status::Happened) && was_set_for(text, tokens.start, candidate) {
        return false;
    }
    // "Fifty years ago today": the year counts.
    if first == "today" && before == "ago" {
        return false;
    }
    // "now" and "today" as in "now" tell little, and are the layer's own present reference.
    !matches!(first, "now" | "currently")
}

/// When something that took place was to have been: "the signing, set for noon, took place at 6.40 p.m.".
pub(super) fn planned(text: &Text<'_>, layers: &Annotations, candidate: &Candidate) -> Option<TimeIx> {
    if candidate.outlook != Outlook::Is(Status::Happened) || candidate.phrase {
        return None;
    }
    let from = candidate.subject.end.min(candidate.trigger.start).max(candidate.sentence_start);
    let to = candidate.trigger.end.max(candidate.tokens.end);
    let span = text.span_of(from..to);
    let first = layers.times.partition_point(|t| t.span.start < span.start);
    let inside = (first..layers.times.len()).take_while(|&ix| layers.times[ix].span.end <= span.end);
    inside.into_iter().find(|&ix| {
        let time = &layers.times[ix];
        time.value.moment.is_some_and(|m| m.grain <= Grain::Day)
            && time.same_as.is_none()
            && was_set_for(text, text.tokens_in(time.span).start, candidate)
    })
}

/// True for a time that stands right after "set for", "scheduled to begin at", unless that is the event itself.
fn was_set_for(text: &Text<'_>, time: usize, candidate: &Candidate) -> bool {
    let from = time.saturating_sub(REACH_OF_A_PLAN).max(candidate.sentence_start);
    let near = (from..time).rev().take_while(|&i| !text.tokens()[i].is(','));
    near.into_iter().any(|at| {
        SET.contains(&text.lower(at))
            && matches!(text.lower(at + 1), "for" | "at" | "on" | "to" | "originally")
            && (candidate.trigger.end <= at || candidate.trigger.start >= time)
    })
}

/// Participles of a plan that a time may follow.
const SET: &[&str] =
    &["set", "scheduled", "planned", "slated", "due", "billed", "announced", "expected", "fixed", "timed"];

/// How many tokens may stand between the word for a plan and its time: "scheduled to begin at".
const REACH_OF_A_PLAN: usize = 4;

/// The interval of the times that `stated` chose.
pub(super) fn when_of(
    layers: &Annotations,
    used: &[TimeIx],
    place: Option<PlaceIx>,
    anchor: &Anchor,
) -> Option<When> {
    let time = &layers.times[*used.first()?];
    let value = &time.value;
    let moment = value.moment?;
    let (mut start, mut end) = (moment.start, moment.end);
    let mut written = value.value.clone();
    if let Some(day) = used.get(1).and_then(|&ix| layers.times[ix].value.moment) {
        let shift = day.start.date() - start.date();
        let same = shift.is_zero() || (end.date() != start.date() && shift == Duration::days(-1));
        if !same && moment.grain <= Grain::PartOfDay && written.len() >= 10 && written.is_char_boundary(10) {
            (start, end) = (start + shift, end + shift);
            written.replace_range(..10, &day.start.date().format("%Y-%m-%d").to_string());
        }
    }
    let (mut zone, mut source) =
        (value.zone.unwrap_or(anchor.zone), value.zone_source.unwrap_or(anchor.zone_source));
    let local = place.and_then(|ix| layers.places[ix].zone);
    if let Some(local) = local.filter(|_| source != ZoneSource::Stated) {
        (zone, source) = (local, ZoneSource::Inferred);
    }
    Some(When {
        value: written,
        start: zone.instant_or_nearest(start),
        end: zone.instant_or_nearest(end),
        grain: moment.grain,
        modifier: value.modifier,
        zone,
        zone_source: source,
    })
}

/// The same clock time on another day.
pub(super) fn shifted(mut when: When, by: Duration) -> When {
    let (start, end) = (when.zone.local(when.start) + by, when.zone.local(when.end) + by);
    if when.value.len() >= 10 && when.value.is_char_boundary(10) {
        when.value.replace_range(..10, &start.date().format("%Y-%m-%d").to_string());
    }
    when.start = when.zone.instant_or_nearest(start);
    when.end = when.zone.instant_or_nearest(end);
    when
}

/// A whole day in a zone.
pub(super) fn whole_day(day: NaiveDate, zone: Zone, source: ZoneSource) -> Option<When> {
    let start = NaiveDateTime::new(day, NaiveTime::MIN);
    let next = NaiveDateTime::new(day.succ_opt()?, NaiveTime::MIN);
    Some(When {
        value: day.format("%Y-%m-%d").to_string(),
        start: zone.instant_or_nearest(start),
        end: zone.instant_or_nearest(next),
        grain: Grain::Day,
        modifier: None,
        zone,
        zone_source: source,
    })
}

/// The day that an event is known to lie on; `None` for weeks and longer.
pub(super) fn day_of(when: &When) -> Option<NaiveDate> {
    (when.grain <= Grain::Day).then(|| when.zone.local(when.start).date())
}
