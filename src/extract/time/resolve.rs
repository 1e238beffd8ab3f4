//! From what is written to what it means: `value == resolve(expr, context)`.
//!
//! Total: an expression that needs a date nobody gave keeps `X` for what is unknown, as TIMEX3 does.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};

use super::anchor::Anchor;
use super::calendar::{self, Located};
use super::expr::{
    Amount, Calendar, Head, Origin, Part, Recurring, Season, Tense3, TimeExpr, Unit, Which, Year,
};
use super::language::Language;
use super::length::length;
use super::value::{Grain, Moment, TimeValue, TimexType};
use crate::zone::{Zone, ZoneSource};
use clock::{clock_time, hours, zone_of};
use unknown::{reference, unknown};

mod clock;
mod unknown;

/// What an expression is read against.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// When and where the article was published.
    pub anchor: &'a Anchor,
    /// The time under discussion.
    pub reference: Option<Moment>,
    /// The day that the sentence, else the paragraph, speaks of: for times of day.
    pub day: Option<NaiveDate>,
    /// Tense of the governing verb, where one is known.
    pub tense: Option<Tense3>,
    /// The text tells history: months and weekdays hang on the time under discussion, not on publication.
    pub narrative: bool,
    /// The quarter that the text reports on, for "a year ago" in a text about quarters.
    pub quarter: Option<Moment>,
    /// The part of the day that the sentence speaks of, for "at seven".
    pub part: Option<Part>,
    /// The stamp of the entry in a live report: its "now".
    pub now: Option<NaiveDateTime>,
    /// The zone that the text declares for all its hours.
    pub declared: Option<Zone>,
    /// The zone of the place that an hour is told of.
    pub place: Option<Zone>,
    /// The verb is one of the past, whatever it plans.
    pub past: bool,
}

impl<'a> Context<'a> {
    /// Only the anchor is known.
    pub fn new(anchor: &'a Anchor) -> Context<'a> {
        Context {
            anchor,
            reference: None,
            day: None,
            tense: None,
            narrative: false,
            quarter: None,
            part: None,
            now: None,
            declared: None,
            place: None,
            past: false,
        }
    }

    fn today(&self) -> Option<NaiveDate> {
        self.anchor.date
    }

    /// The day that open expressions count from.
    fn base(&self) -> Option<NaiveDate> {
        if self.narrative { self.reference_day().or(self.today()) } else { self.today() }
    }

    fn reference_day(&self) -> Option<NaiveDate> {
        self.reference.map(|moment| moment.start.date())
    }

    /// The time under discussion, else publication.
    fn under_discussion(&self) -> Option<NaiveDate> {
        self.reference_day().or(self.today())
    }
}

/// What an expression means.
pub fn resolve(expr: &TimeExpr, context: &Context<'_>) -> TimeValue {
    let (quant, freq) = match &expr.head {
        Head::Set { quant, freq, .. } => (quant.map(str::to_owned), freq.map(|n| format!("{n}X"))),
        _ => (None, None),
    };
    let located = locate(&expr.head, context).unwrap_or_else(|| unknown(&expr.head));
    let (zone, source) = zone_of(&expr.head, context);
    let dated = located.moment.is_some() || located.timex == TimexType::Time;
    TimeValue {
        timex: located.timex,
        value: located.value,
        modifier: expr.modifier,
        quant,
        freq,
        moment: located.moment,
        zone: dated.then_some(zone),
        zone_source: dated.then_some(source),
    }
}

fn locate(head: &Head, context: &Context<'_>) -> Option<Located> {
    match head {
        Head::Calendar(date) => calendar_date(date, context),
        Head::Numeric { first, second, year } => calendar::day(numeric(*first, *second, *year, context)?),
        Head::Weekday { .. } | Head::Day(_) => calendar::day(day_of(head, context)?),
        Head::Unit { unit, which } => unit_of(*unit, *which, context),
        Head::Month { month, which } => {
            let year = month_year(u32::from(*month), *which, context)?;
            calendar::month(year, u32::from(*month))
        }
        Head::Fraction { unit, number, year } => fraction(*unit, u32::from(*number), *year, context),
        Head::Season { season, year } => calendar::season(season_year(*season, *year, context)?, *season),
        Head::Year(year) => calendar::year(year_of(*year, context)?),
        Head::Decade(first) => calendar::decade(*first),
        Head::Century(number) => calendar::century(*number),
        Head::Weekend(which) => weekend(*which, context),
        Head::WeekOf(day) => calendar::week(day_of(day, context)?),
        Head::Holiday { .. } => calendar::day(day_of(head, context)?),
        Head::Shift { amount, unit, forward, from } => shift(*amount, *unit, *forward, from, context),
        Head::Clock { clock, day, .. } => clock_time(*clock, day.as_deref(), context),
        Head::PartOfDay { part, day } => {
            let day = match day {
                Some(day) => day_of(day, context)?,
                None => spoken_of(context)?,
            };
            calendar::part_of_day(day, *part)
        }
        Head::Duration { parts } => Some(Located::loose(TimexType::Duration, length(parts))),
        Head::Set { of, .. } => Some(Located::loose(TimexType::Set, recurring(of))),
        Head::Reference(tense) => Some(Located::loose(TimexType::Date, reference(*tense))),
    }
}

fn calendar_date(date: &Calendar, context: &Context<'_>) -> Option<Located> {
    let Some(month) = date.month.map(u32::from) else {
        return calendar::year(date.year?);
    };
    let Some(day) = date.day.map(u32::from) else {
        let year = match (date.year, date.which) {
            (Some(year), _) => year,
            (None, Some(which)) => year_of(Year::Relative(which), context)?,
            (None, None) => month_year(month, Which::Open, context)?,
        };
        return calendar::month(year, month);
    };
    let year = match (date.year, date.which) {
        (Some(year), _) => year,
        (None, Some(which)) => year_of(Year::Relative(which), context)?,
        (None, None) => return calendar::day(nearest(month, day, date.weekday, context)?),
    };
    calendar::day(NaiveDate::from_ymd_opt(year, month, day)?)
}

/// A month and day without a year: by weekday where one is written, by tense, else the nearest.
fn nearest(month: u32, day: u32, weekday: Option<u8>, context: &Context<'_>) -> Option<NaiveDate> {
    let base = context.base()?;
    let years = [0, -1, 1];
    let of = |offset: i32| NaiveDate::from_ymd_opt(base.year().checked_add(offset)?, month, day);
    if let Some(weekday) = weekday {
        let fits = |d: &NaiveDate| d.weekday().num_days_from_monday() == u32::from(weekday);
        let near = |d: &NaiveDate| (*d - base).num_days().abs() < 300;
        if let Some(found) = years.iter().filter_map(|&n| of(n)).find(|d| fits(d) && near(d)) {
            return Some(found);
        }
    }
    if context.narrative {
        let told = told_year(month, base, context);
        return NaiveDate::from_ymd_opt(told, month, day)
            .or_else(|| of(0))
            .or_else(|| of(-1))
            .or_else(|| of(1));
    }
    let distance = |d: &NaiveDate| {
        let days = (*d - base).num_days();
        match context.tense {
            Some(Tense3::Past) if days > 0 => days + 250,
            Some(Tense3::Future) if days < 0 => 250 - days,
            _ => days.abs(),
        }
    };
    years.iter().filter_map(|&n| of(n)).chain(leap(month, day, base)).min_by_key(distance)
}

/// 29 February, where none of the years around has one.
fn leap(month: u32, day: u32, base: NaiveDate) -> Option<NaiveDate> {
    if (month, day) != (2, 29) {
        return None;
    }
    [-2, 2, -3, 3].iter().find_map(|n| NaiveDate::from_ymd_opt(base.year() + n, month, day))
}

/// The year that a month without one is in.
fn month_year(month: u32, which: Which, context: &Context<'_>) -> Option<i32> {
    let base = match which {
        Which::Open | Which::That | Which::Any => context.base()?,
        Which::Previous | Which::Following => context.under_discussion()?,
        _ => context.today()?,
    };
    let (year, now) = (base.year(), base.month());
    Some(match which {
        Which::This | Which::That | Which::The => year,
        Which::Last | Which::Previous | Which::Latest => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        Which::Next | Which::Following => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        Which::Offset(n) => year.checked_add(n)?,
        Which::Open | Which::Any if context.narrative => told_year(month, base, context),
        Which::Open | Which::Any => match context.tense {
            Some(Tense3::Future) => {
                if month >= now {
                    year
                } else {
                    year + 1
                }
            }
            Some(Tense3::Past) => {
                if month <= now {
                    year
                } else {
                    year - 1
                }
            }
            // Nearest, with a lean to the past: news tell what was.
            _ => {
                let ahead = (month + 12 - now) % 12;
                if ahead <= 5 {
                    if month >= now { year } else { year + 1 }
                } else if month <= now {
                    year
                } else {
                    year - 1
                }
            }
        },
    })
}

/// The year of a month in a tale: a tale goes on, so January after November is of the next year.
fn told_year(month: u32, base: NaiveDate, context: &Context<'_>) -> i32 {
    let exact = context.reference.is_some_and(|m| m.grain <= Grain::Month);
    if exact && month + 6 < base.month() { base.year() + 1 } else { base.year() }
}

fn year_of(year: Year, context: &Context<'_>) -> Option<i32> {
    let which = match year {
        Year::Stated(year) => return Some(year),
        Year::Relative(which) => which,
    };
    Some(match which {
        Which::This => context.today()?.year(),
        Which::Last | Which::Latest => context.today()?.year() - 1,
        Which::Next => context.today()?.year() + 1,
        Which::Offset(n) => context.today()?.year().checked_add(n)?,
        Which::Open | Which::The | Which::Any => context.base()?.year(),
        Which::That => context.under_discussion()?.year(),
        Which::Previous => context.under_discussion()?.year() - 1,
        Which::Following => context.under_discussion()?.year() + 1,
    })
}

/// The day that an expression names.
fn day_of(head: &Head, context: &Context<'_>) -> Option<NaiveDate> {
    match head {
        Head::Day(offset) => context.today()?.checked_add_signed(Duration::days(i64::from(*offset))),
        Head::Weekday { day, which } => weekday(*day, *which, context),
        Head::Unit { unit: Unit::Day, which } => {
            let base = match which {
                Which::That => context.day.or(context.under_discussion())?,
                Which::The => spoken_of(context)?,
                Which::Previous | Which::Following => context.day.or(context.under_discussion())?,
                _ => context.today()?,
            };
            base.checked_add_signed(Duration::days(step(*which)))
        }
        Head::Holiday { name, year } => holiday(name, *year, context),
        Head::Numeric { first, second, year } => numeric(*first, *second, *year, context),
        _ => locate(head, context)?.moment.map(|moment| moment.start.date()),
    }
}

fn step(which: Which) -> i64 {
    match which {
        Which::Last | Which::Previous | Which::Latest => -1,
        Which::Next | Which::Following => 1,
        Which::Offset(n) => i64::from(n),
        Which::Open | Which::This | Which::That | Which::The | Which::Any => 0,
    }
}

fn weekday(day: u8, which: Which, context: &Context<'_>) -> Option<NaiveDate> {
    let base = match which {
        Which::Previous | Which::Following | Which::That => context.under_discussion()?,
        Which::Open => context.base()?,
        _ => context.today()?,
    };
    let day = i64::from(day % 7);
    let today = i64::from(base.weekday().num_days_from_monday());
    let back = (today - day).rem_euclid(7);
    let ahead = (day - today).rem_euclid(7);
    let after = |days: i64| base.checked_add_signed(Duration::days(days));
    // "put off to Wednesday. Wednesday's ceremony is at 4": the same day goes on.
    let again = context.reference.filter(|m| m.grain == Grain::Day).map(|m| m.start.date()).filter(|d| {
        let same = i64::from(d.weekday().num_days_from_monday()) == day && (*d - base).num_days().abs() < 7;
        same && !matches!(context.tense, Some(Tense3::Past | Tense3::Future))
    });
    if which == Which::Open && again.is_some() && !context.narrative {
        return again;
    }
    match which {
        Which::Open | Which::Any | Which::That | Which::The | Which::Latest => match context.tense {
            Some(Tense3::Future) => after(ahead),
            _ if context.narrative => after(ahead),
            _ => after(-back),
        },
        Which::This => match context.tense {
            Some(Tense3::Past) => after(-back),
            _ => after(ahead),
        },
        Which::Last | Which::Previous => after(if back == 0 { -7 } else { -back }),
        Which::Next | Which::Following => after(if ahead == 0 { 7 } else { ahead }),
        Which::Offset(weeks) => after(day - today + 7 * i64::from(weeks)),
    }
}

fn holiday(name: &str, year: Year, context: &Context<'_>) -> Option<NaiveDate> {
    if let Year::Stated(year) = year {
        return calendar::holiday(name, year);
    }
    let base = context.base()?;
    let of = |offset: i32| calendar::holiday(name, base.year() + offset);
    match year {
        Year::Relative(Which::Last | Which::Previous) => of(0).filter(|d| *d < base).or_else(|| of(-1)),
        Year::Relative(Which::Next | Which::Following) => of(0).filter(|d| *d > base).or_else(|| of(1)),
        Year::Relative(Which::This | Which::That) => of(0),
        // One close by is meant, whatever the tense.
        _ if let Some(near) = close_by(name, context) => Some(near),
        _ => match context.tense {
            Some(Tense3::Past) => of(0).filter(|d| *d <= base).or_else(|| of(-1)),
            Some(Tense3::Future) => of(0).filter(|d| *d >= base).or_else(|| of(1)),
            _ => [0, -1, 1].iter().filter_map(|&n| of(n)).min_by_key(|d| (*d - base).num_days().abs()),
        },
    }
}

/// The holiday within a few days of what the text speaks of, or within a month of publication.
fn close_by(name: &str, context: &Context<'_>) -> Option<NaiveDate> {
    let near = |base: NaiveDate, days: i64| {
        [0, 1, -1]
            .into_iter()
            .filter_map(|n| calendar::holiday(name, base.year().checked_add(n)?))
            .find(|d| (*d - base).num_days().abs() <= days)
    };
    context.reference_day().and_then(|day| near(day, 3)).or_else(|| near(context.today()?, 30))
}

/// Which of two numbers is the day: the one above 12, else as the place writes dates.
fn numeric(first: u8, second: u8, year: Option<i32>, context: &Context<'_>) -> Option<NaiveDate> {
    let year = year.or(context.today().map(|d| d.year()))?;
    let of = |day: u8, month: u8| NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
    let (day_first, month_first) = (of(first, second), of(second, first));
    match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => {
            let known = context.anchor.zone_source != ZoneSource::Assumed;
            let american = context.anchor.zone.to_string().starts_with("America/");
            let distance = |d: NaiveDate| context.today().map(|t| (d - t).num_days().abs());
            if context.anchor.language == Language::Spanish {
                Some(a)
            } else if known {
                Some(if american { b } else { a })
            } else if distance(b) < distance(a) {
                Some(b)
            } else {
                Some(a)
            }
        }
        (a, b) => a.or(b),
    }
}

fn unit_of(unit: Unit, which: Which, context: &Context<'_>) -> Option<Located> {
    if matches!(unit, Unit::Decade | Unit::Century | Unit::Millennium)
        && matches!(which, Which::Last | Which::Next)
    {
        return Some(Located::loose(TimexType::Duration, length(&[(Amount::whole(1), unit)])));
    }
    if unit == Unit::Quarter && which == Which::The {
        let quarter = match context.quarter {
            Some(quarter) => quarter.start.date(),
            None => calendar::move_by(context.base()?.with_day(1)?, Unit::Quarter, -1)?,
        };
        return calendar::unit(quarter, Unit::Quarter);
    }
    if unit == Unit::Day && matches!(which, Which::That | Which::The | Which::Previous | Which::Following) {
        return calendar::day(day_of(&Head::Unit { unit, which }, context)?);
    }
    let base = match which {
        Which::That | Which::Previous | Which::Following => context.under_discussion()?,
        Which::The => context.base()?,
        _ => context.today()?,
    };
    let n = step(which);
    let moved = match unit {
        Unit::Fortnight => calendar::move_by(base, Unit::Week, 2 * n)?,
        // Moving by months from the 31st must not skip a month.
        Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century => {
            calendar::move_by(base.with_day(1)?, unit, n)?
        }
        _ => calendar::move_by(base, unit, n)?,
    };
    calendar::unit(moved, if unit == Unit::Fortnight { Unit::Week } else { unit })
}

fn fraction(unit: Unit, number: u32, year: Year, context: &Context<'_>) -> Option<Located> {
    let make = |year: i32| {
        if unit == Unit::Half { calendar::half(year, number) } else { calendar::quarter(year, number) }
    };
    if number == 0 {
        // "the 1988 period": the quarter that the text reports on, of another year.
        let year = year_of(year, context)?;
        let quarter = context.quarter.map(|m| m.start.month0() / 3 + 1);
        return quarter.map_or_else(|| calendar::year(year), |number| calendar::quarter(year, number));
    }
    if let Year::Relative(Which::Offset(n)) = year {
        let open = fraction(unit, number, Year::Relative(Which::Open), context)?.moment?.start.year();
        return make(open.checked_add(n)?);
    }
    if year != Year::Relative(Which::Open) {
        return make(year_of(year, context)?);
    }
    let base = context.base()?;
    let this = make(base.year())?;
    let begins = this.moment?.start.date();
    let future = context.tense == Some(Tense3::Future);
    let long_over = || (base - this.moment.map_or(base, |m| m.end.date())).num_days() > 150;
    if begins > base && !future {
        make(base.year() - 1)
    } else if future && long_over() {
        make(base.year() + 1)
    } else {
        Some(this)
    }
}

fn season_year(season: Season, year: Year, context: &Context<'_>) -> Option<i32> {
    let which = match year {
        Year::Stated(year) => return Some(year),
        Year::Relative(which) => which,
    };
    let base = match which {
        Which::Open | Which::Any | Which::That => context.base()?,
        Which::Previous | Which::Following => context.under_discussion()?,
        _ => context.today()?,
    };
    let begins = |year: i32| NaiveDate::from_ymd_opt(year, calendar::season_month(season), 1);
    let this = base.year();
    // January belongs to the winter that began the year before.
    let current = if season == Season::Winter && base.month() <= 2 { this - 1 } else { this };
    Some(match which {
        Which::This | Which::That | Which::The => current,
        Which::Last | Which::Previous | Which::Latest => {
            let over = calendar::season(current, season)?.moment?.end.date() <= base;
            if over { current } else { current - 1 }
        }
        Which::Next | Which::Following => {
            if begins(current)? > base {
                current
            } else {
                current + 1
            }
        }
        Which::Offset(n) => this + n,
        Which::Open | Which::Any if context.narrative => this,
        Which::Open | Which::Any => match context.tense {
            Some(Tense3::Past) => {
                if begins(current)? <= base {
                    current
                } else {
                    current - 1
                }
            }
            _ => current,
        },
    })
}

fn weekend(which: Which, context: &Context<'_>) -> Option<Located> {
    let base = match which {
        Which::That | Which::Previous | Which::Following => context.under_discussion()?,
        _ => context.today()?,
    };
    let weekday = base.weekday().num_days_from_monday();
    let n = match which {
        // Early in the week the last one is meant, unless it is still to come.
        Which::Open | Which::This if context.tense == Some(Tense3::Future) => 0,
        Which::Open if weekday < 5 => -1,
        Which::This if weekday < 3 && context.tense == Some(Tense3::Past) => -1,
        Which::Last => -1,
        which => step(which),
    };
    calendar::weekend(calendar::move_by(base, Unit::Week, n)?)
}

/// The day that a time of day belongs to where none is written.
fn spoken_of(context: &Context<'_>) -> Option<NaiveDate> {
    context.day.or(if context.narrative { context.reference_day() } else { None }).or(context.today())
}

fn shift(amount: Amount, unit: Unit, forward: bool, from: &Origin, context: &Context<'_>) -> Option<Located> {
    let Amount::Exact(thousandths) = amount else {
        let ahead = forward && (*from != Origin::Reference || context.narrative);
        let tense = if ahead { "FUTURE_REF" } else { "PAST_REF" };
        return Some(Located::loose(TimexType::Date, tense));
    };
    let base = match from {
        Origin::Publication => context.today()?,
        Origin::Reference => context.under_discussion()?,
        Origin::Head(head) => day_of(head, context)?,
    };
    let sign = if forward { 1 } else { -1 };
    if let (Unit::Year, Some(quarter), false) = (unit, context.quarter, forward) {
        let years = thousandths / 1000;
        return calendar::unit(calendar::move_by(quarter.start.date(), Unit::Year, -years)?, Unit::Quarter);
    }
    let whole = sign * (thousandths / 1000);
    let half = thousandths % 1000 == 500;
    if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
        return hours(thousandths * sign, unit, from, context);
    }
    let moved = calendar::move_by(base, unit, whole)?;
    let moved = match unit {
        Unit::Year if half => calendar::move_by(moved, Unit::Month, 6 * sign)?,
        Unit::Week if half => calendar::move_by(moved, Unit::Day, 3 * sign)?,
        _ => moved,
    };
    let grain = match from {
        Origin::Reference => context.reference.map(|moment| moment.grain),
        // "fifty years ago today", "a week from Monday"
        Origin::Head(head)
            if !half && matches!(**head, Head::Day(_) | Head::Weekday { .. })
                || matches!(unit, Unit::Week | Unit::Fortnight) =>
        {
            return calendar::day(moved);
        }
        _ => None,
    };
    match (unit, grain) {
        (Unit::Year, _) if half => calendar::unit(moved, Unit::Month),
        (Unit::Week | Unit::Fortnight, Some(Grain::Day)) => calendar::day(moved),
        (Unit::Week | Unit::Fortnight, _) => calendar::unit(moved, Unit::Week),
        (Unit::Decade, _) => calendar::decade(moved.year()),
        (Unit::Century | Unit::Millennium, _) => calendar::year(moved.year()),
        (unit, _) => calendar::unit(moved, unit),
    }
}

fn recurring(of: &Recurring) -> String {
    match of {
        Recurring::Period(amount, unit) => length(&[(*amount, *unit)]),
        Recurring::Weekday(day, None) => format!("XXXX-WXX-{}", day + 1),
        Recurring::Weekday(day, Some(part)) => format!("XXXX-WXX-{}T{}", day + 1, calendar::part_code(*part)),
        Recurring::Month(month) => format!("XXXX-{month:02}"),
        Recurring::Season(season) => format!("XXXX-{}", calendar::season_code(*season)),
        Recurring::Part(part) => format!("XXXX-XX-XXT{}", calendar::part_code(*part)),
        Recurring::Weekend => "XXXX-WXX-WE".to_owned(),
    }
}
