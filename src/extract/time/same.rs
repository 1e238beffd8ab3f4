//! Second times: "8.55 (0155 GMT)", "9:10 a.m./9:10 p.m. ET". The second names the instant of the first in
//! another zone, so its day is the first's, and it points at it.

use chrono::{Duration, NaiveDateTime, NaiveTime};

use super::calendar;
use super::expr::{Clock, Head, ZoneName};
use super::value::Moment;
use crate::extract::TimeMention;
use crate::text::Text;
use crate::zone::{Zone, ZoneSource};

/// Finds second times and joins each with the time before it.
pub(super) fn link_second_times(text: &Text<'_>, mentions: &mut [TimeMention]) {
    for k in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(k);
        let dated = dated(text, rest);
        let (first, second) = (&mut before[k - 1], &mut rest[0]);
        if !follows(text, first, second) {
            continue;
        }
        // "shortly after midnight (1700 GMT on Thursday)": the bracket names its day, and so that of the first.
        let told = dated && !self::dated(text, std::slice::from_ref(first)) && zone_stated(second);
        if told && first_follows(first, second) || join(first, second) {
            second.same_as = Some(first.same_as.unwrap_or(k - 1));
        }
    }
}

/// True where the first of these times of day has a day of its own, in it or right behind it.
fn dated(text: &Text<'_>, mentions: &[TimeMention]) -> bool {
    let Some(clock) = mentions.first() else { return false };
    let own = matches!(clock.expr.head, Head::Clock { day: Some(_), .. });
    let behind = || {
        let next =
            mentions.get(1).filter(|next| matches!(next.expr.head, Head::Weekday { .. } | Head::Calendar(_)));
        next.and_then(|next| text.as_str().get(clock.span.end as usize..next.span.start as usize))
            .is_some_and(|between| matches!(between.trim(), "" | "on" | ","))
    };
    own || behind()
}

/// Moves the first to the day on which it is the instant of the second.
fn first_follows(first: &mut TimeMention, second: &TimeMention) -> bool {
    let (Some(a), Some(b)) = (first.value.moment, second.value.moment) else { return false };
    let (Some(zone_a), Some(zone_b)) = (first.value.zone, second.value.zone) else { return false };
    settle(b, zone_b, a, zone_a, first)
}

/// True where only a bracket, a stroke or "or" stands between two times of day, the second with a zone.
fn follows(text: &Text<'_>, first: &TimeMention, second: &TimeMention) -> bool {
    let clocks =
        matches!(first.expr.head, Head::Clock { .. }) && matches!(second.expr.head, Head::Clock { .. });
    if !clocks || first.span.end > second.span.start {
        return false;
    }
    let zones = zone_stated(first)
        || zone_stated(second)
        || matches!(second.expr.head, Head::Clock { zone: Some(_), .. });
    let between = &text.as_str()[first.span.end as usize..second.span.start as usize];
    let between = between.trim();
    let between = between.strip_prefix("local time").map_or(between, str::trim);
    zones && matches!(between, "(" | "[" | "/" | "—" | "–" | "," | "; " | "or" | ", or")
        || !zones && between == "/"
        || zone_stated(first) && zone_stated(second) && matches!(between, "/" | ", " | "," | "and" | "-")
}

fn zone_stated(mention: &TimeMention) -> bool {
    matches!(&mention.expr.head, Head::Clock { zone: Some(name), .. } if !matches!(name, ZoneName::In(_)))
}

/// Gives the second the day of the first; false where the two cannot be one instant.
fn join(first: &mut TimeMention, second: &mut TimeMention) -> bool {
    let (Some(a), Some(b)) = (first.value.moment, second.value.moment) else { return false };
    let (Some(zone_a), Some(zone_b)) = (first.value.zone, second.value.zone) else { return false };
    if !zone_stated(second) && zone_stated(first) && zone_a != zone_b {
        // "0155 GMT (8.55)": the bracket is local time.
        return settle(a, zone_a, b, zone_b, second);
    }
    if zone_a == zone_b && first.value.zone_source != Some(ZoneSource::Assumed) {
        return false;
    }
    if settle(a, zone_a, b, zone_b, second) {
        return true;
    }
    if first.value.zone_source == Some(ZoneSource::Assumed) || !zone_stated(first) {
        // Two times of one moment tell the zone of the place.
        return infer(a, b, zone_b, first, second);
    }
    false
}

/// Moves `second` to the day on which it is the instant of the first.
fn settle(a: Moment, zone_a: Zone, b: Moment, zone_b: Zone, second: &mut TimeMention) -> bool {
    let local = zone_b.local(zone_a.instant_or_nearest(a.start));
    if local.time() != b.start.time() {
        return false;
    }
    redate(second, local)
}

/// Reads the offset of the first time's place off the two.
fn infer(a: Moment, b: Moment, zone_b: Zone, first: &mut TimeMention, second: &mut TimeMention) -> bool {
    if first.value.zone_source != Some(ZoneSource::Assumed) {
        return false;
    }
    for days in [0, -1, 1] {
        let Some(start) = b.start.checked_add_signed(Duration::days(days)) else { continue };
        let instant = zone_b.instant_or_nearest(start);
        let offset = (a.start - instant.naive_utc()).num_seconds();
        if (-12 * 3600..=14 * 3600).contains(&offset) && offset % 900 == 0 {
            if !redate(second, start) {
                return false;
            }
            first.value.zone = Some(Zone::Fixed(offset as i32));
            first.value.zone_source = Some(ZoneSource::Inferred);
            return true;
        }
    }
    false
}

fn redate(second: &mut TimeMention, local: NaiveDateTime) -> bool {
    let Head::Clock { clock, .. } = &second.expr.head else { return false };
    let clock: Clock = *clock;
    let date = if clock.hour == 24 && local.time() == NaiveTime::MIN {
        local.date().pred_opt()
    } else {
        Some(local.date())
    };
    let Some(located) = date.and_then(|day| calendar::clock(day, clock)) else { return false };
    second.value.value = located.value;
    second.value.moment = located.moment;
    true
}
