//! Times of day: whose clocks show them, which half of the day is meant, and hours counted from another time.

use chrono::{Duration, NaiveDate, Timelike};

use super::super::anchor::Anchor;
use super::super::calendar::{self, Located};
use super::super::expr::{Clock, Head, Origin, Part, Unit, ZoneName};
use super::super::value::Grain;
use super::super::zones;
use super::{Context, day_of, spoken_of};
use crate::zone::{Zone, ZoneSource};

/// The zone that an expression is to be read in.
pub(super) fn zone_of(head: &Head, context: &Context<'_>) -> (Zone, ZoneSource) {
    let own = (context.anchor.zone, context.anchor.zone_source);
    let place = context.place.map(|zone| (zone, ZoneSource::Inferred));
    let zone = match head {
        Head::Clock { zone, .. } => zone,
        // "two hours later", "in the small hours" are told by the same clocks.
        Head::Shift { unit: Unit::Hour | Unit::Minute, from: Origin::Reference, .. }
        | Head::PartOfDay { day: None, .. } => return place.unwrap_or(own),
        _ => return own,
    };
    match zone {
        Some(ZoneName::Place(zone)) => (*zone, ZoneSource::Stated),
        Some(ZoneName::In(zone)) => (*zone, ZoneSource::Inferred),
        Some(ZoneName::Abbreviation(_, Some(minutes))) => (Zone::Fixed(minutes * 60), ZoneSource::Stated),
        Some(ZoneName::Abbreviation(name, None)) => {
            let home = context.place.filter(|_| zones::ambiguous(name)).map(|zone| Anchor {
                zone,
                zone_source: ZoneSource::Inferred,
                ..context.anchor.clone()
            });
            let zone = zones::read(name, home.as_ref().unwrap_or(context.anchor));
            zone.map_or(own, |zone| (zone, ZoneSource::Stated))
        }
        Some(ZoneName::Local) => place.unwrap_or(own),
        None => context.declared.map(|zone| (zone, ZoneSource::Stated)).or(place).unwrap_or(own),
    }
}

/// As [`likely_half`], but what is told in the past is not later than publication.
fn half_of_day(clock: Clock, day: NaiveDate, context: &Context<'_>) -> Clock {
    let likely = likely_half(clock, day, context);
    let published = context.now.map(|now| now.time()).or(context.anchor.time).map_or(24, |time| time.hour());
    let late = context.past && context.anchor.date == Some(day) && u32::from(likely.hour) > published;
    if clock.twelve && late && (12..24).contains(&likely.hour) {
        return Clock { hour: likely.hour - 12, ..likely };
    }
    likely
}

/// Times on a twelve-hour clock without "am" or "pm": by the part of the day that the sentence speaks of, by what
/// was told before, else office hours.
fn likely_half(clock: Clock, day: NaiveDate, context: &Context<'_>) -> Clock {
    if !clock.twelve || clock.hour == 0 || clock.hour > 12 {
        return clock;
    }
    let morning = Clock { hour: clock.hour % 12, ..clock };
    let afternoon = Clock { hour: clock.hour % 12 + 12, ..clock };
    match (context.part, clock.hour) {
        (Some(Part::Morning | Part::Dawn), 4..=11) => return morning,
        (Some(Part::Midday | Part::Lunchtime), 1..=3) => return afternoon,
        (Some(Part::Midday | Part::Lunchtime), 10..=12) => return clock,
        (Some(Part::Afternoon), 1..=7 | 12) => return afternoon,
        (Some(Part::Evening | Part::Dusk), 4..=11) => return afternoon,
        (Some(Part::Night), 6..=11) => return afternoon,
        _ => {}
    }
    // "On Friday night the Queen joined them. She left shortly after eight."
    let evening = context
        .reference
        .is_some_and(|m| m.grain == Grain::PartOfDay && m.start.date() == day && m.start.hour() >= 17);
    if evening && (5..12).contains(&clock.hour) {
        return afternoon;
    }
    let told = context.reference.filter(|m| m.grain <= Grain::Hour && m.start.date() == day);
    if let Some(told) = told {
        // After "9:40 a.m.", "at eleven" is before noon and "at one" after it.
        let hours = told.start.hour() as u8;
        let next = [morning, afternoon].into_iter().find(|c| c.hour >= hours && c.hour - hours < 10);
        if let Some(next) = next.filter(|c| c.hour > 5) {
            return next;
        }
        // "flown in at 9 p.m. … it was to have been at 8"
        let close = [morning, afternoon].into_iter().find(|c| c.hour.abs_diff(hours) <= 3);
        if let Some(close) = close.filter(|c| c.hour > 5) {
            return close;
        }
    }
    office_hours(clock)
}

pub(super) fn office_hours(clock: Clock) -> Clock {
    let hour = if clock.twelve && (1..7).contains(&clock.hour) { clock.hour + 12 } else { clock.hour };
    Clock { hour, ..clock }
}

pub(super) fn clock_time(clock: Clock, day: Option<&Head>, context: &Context<'_>) -> Option<Located> {
    let day = match day {
        Some(day) => day_of(day, context)?,
        None => spoken_of(context)?,
    };
    calendar::clock(day, half_of_day(clock, day, context))
}

/// "two hours ago", "an hour later": to the minute where the clock is known, else the day.
pub(super) fn hours(thousandths: i64, unit: Unit, from: &Origin, context: &Context<'_>) -> Option<Located> {
    let start = match from {
        Origin::Publication => match context.now {
            Some(now) => now,
            None => context.today()?.and_time(context.anchor.time?),
        },
        Origin::Reference => context.reference.filter(|m| m.grain <= Grain::Hour)?.start,
        Origin::Head(_) => return None,
    };
    let seconds = match unit {
        Unit::Hour => 3600,
        Unit::Minute => 60,
        _ => 1,
    };
    let at = start.checked_add_signed(Duration::try_seconds(thousandths.checked_mul(seconds)? / 1000)?)?;
    let clock = Clock { hour: at.hour() as u8, minute: Some(at.minute() as u8), second: None, twelve: false };
    calendar::clock(at.date(), clock)
}
