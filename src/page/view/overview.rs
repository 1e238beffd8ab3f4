//! The whole timeline at a glance: a strip a year, with a stroke a day and a mark where a summit was; a site of
//! one year has a strip a month. The names of the months below each strip are its twin for those who don't see it.
//!
//! Strokes grow with the square root, so that a quiet day beside a summit can still be seen; what is known to
//! the month or the year alone is a faint band, never a stroke. Entry point: [`overview`].

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::timeline::{month_name, period_route};
use super::{Desk, Link};
use crate::extract::time::Grain;
use crate::page::calendar::{Date, Period};
use crate::page::{Route, words};

/// Width of a strip in its own units: twelve months of 31 days, or 31 days of twelve.
const WIDTH: u32 = 372;
/// Height of the longest stroke.
const HEIGHT: u32 = 30;
/// Height of a band.
const BAND: u32 = 6;
/// Beyond so many strips nobody sees the whole at a glance.
const STRIPS: usize = 150;

/// A year, or a month where there is one year alone.
#[derive(Debug, Serialize)]
pub struct Strip {
    /// "2019", "February".
    pub name: String,
    /// Where it is.
    pub href: String,
    /// How many entries it has.
    pub entries: usize,
    /// True for a strip of days.
    pub of_days: bool,
    /// The drawing; `None` where there is no other strip to compare it with.
    pub drawing: Option<Drawing>,
    /// Its months, or days, that have entries.
    pub cells: Vec<Cell>,
    /// The summits that began in it.
    pub summits: Vec<Link>,
}

/// Paths of a drawing; each may be empty.
#[derive(Debug, Default, Serialize)]
pub struct Drawing {
    /// What is known to a week or a longer time.
    pub bands: String,
    /// Days.
    pub strokes: String,
    /// Summits.
    pub summits: String,
}

/// A month or a day below a strip.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// Where it stands among the twelve months or the days, from 1.
    pub slot: u32,
    /// "Feb", "28".
    pub name: String,
    /// Where it is.
    pub href: String,
    /// How many entries it has.
    pub entries: usize,
}

/// The strips of the timeline; where `whole`, its entries stand on the same page.
pub(super) fn overview(desk: &Desk<'_>, whole: bool) -> Vec<Strip> {
    let calendar = &desk.site.calendar;
    let days = calendar.dates.iter().filter(|date| date.grain <= Grain::Day);
    let most = days.map(|date| date.entries.len()).max().unwrap_or(1);
    let years: Vec<&Period> = calendar.years().collect();
    let mut strips: Vec<Strip> = match years[..] {
        [year] => months(desk, year, whole, most),
        _ => years.iter().map(|year| of_year(desk, year, whole, most)).collect(),
    };
    if !(2..=STRIPS).contains(&strips.len()) && strips.iter().all(|strip| strip.cells.len() < 2) {
        strips.iter_mut().for_each(|strip| strip.drawing = None);
    }
    strips
}

fn of_year(desk: &Desk<'_>, year: &Period, whole: bool, most: usize) -> Strip {
    let calendar = &desk.site.calendar;
    let dates = &calendar.dates[year.dates.clone()];
    let first = dates.first().and_then(|date| date.start).unwrap_or_default();
    let page = if whole { String::new() } else { desk.to(&period_route(year)) };
    let href = if whole { format!("#{}", dates[0].key) } else { page.clone() };
    let own_months = &calendar.periods[year.months.clone()];
    let mut cells: Vec<Cell> = Vec::new();
    for date in dates.iter().filter(|date| date.grain < Grain::HalfYear) {
        let Some(day) = date.start else { continue };
        match cells.last_mut() {
            Some(cell) if cell.slot == day.month() => cell.entries += date.entries.len(),
            _ => cells.push(Cell {
                slot: day.month(),
                name: desk.words().short_month(day.month()).to_owned(),
                href: match own_months
                    .iter()
                    .find(|m| calendar.dates[m.dates.start].start.map(|d| d.month()) == Some(day.month()))
                {
                    Some(month) => desk.to(&period_route(month)),
                    None => format!("{page}#{}", date.key),
                },
                entries: date.entries.len(),
            }),
        }
    }
    let at = |day: NaiveDate| (day.year() == first.year()).then(|| day.month0() * 31 + day.day0());
    let (drawing, summits) = draw(desk, dates, most, 1, at);
    Strip {
        name: year.key.clone(),
        href,
        entries: year.entries,
        of_days: false,
        drawing: Some(drawing),
        cells,
        summits,
    }
}

fn months(desk: &Desk<'_>, year: &Period, whole: bool, most: usize) -> Vec<Strip> {
    let calendar = &desk.site.calendar;
    let mut strips: Vec<Strip> = Vec::new();
    let mut dates = &calendar.dates[year.dates.clone()];
    while let Some(first) = dates.first() {
        let name = month_name(desk, first);
        let end = dates.iter().position(|date| month_name(desk, date) != name).unwrap_or(dates.len());
        let (here, rest) = dates.split_at(end);
        dates = rest;
        let link = |date: &Date| match whole {
            true => format!("#{}", date.key),
            false => desk.to(&Route::new(format!("days/{}.html", date.key))),
        };
        let days =
            here.iter().filter(|date| date.grain <= Grain::Day).filter_map(|date| Some((date, date.start?)));
        let cells = days.map(|(date, day)| Cell {
            slot: day.day(),
            name: day.day().to_string(),
            href: link(date),
            entries: date.entries.len(),
        });
        let cells = cells.collect();
        let month = first.start.unwrap_or_default();
        let at = |day: NaiveDate| {
            ((day.year(), day.month()) == (month.year(), month.month())).then(|| day.day0() * 12)
        };
        let (drawing, summits) = draw(desk, here, most, 12, at);
        let href = match whole {
            true => format!("#{}", first.key),
            false => format!("{}#{}", desk.to(&period_route(year)), first.key),
        };
        strips.push(Strip {
            name: words::capitalised(&name),
            href,
            entries: here.iter().map(|date| date.entries.len()).sum(),
            of_days: true,
            drawing: Some(drawing),
            cells,
            summits,
        });
    }
    strips
}

/// The paths of a strip, and the summits that began in it. `at` tells where a day begins, `None` for days of other
/// strips; a day is `day` wide.
fn draw(
    desk: &Desk<'_>,
    dates: &[Date],
    most: usize,
    day: u32,
    at: impl Fn(NaiveDate) -> Option<u32>,
) -> (Drawing, Vec<Link>) {
    let mut drawing = Drawing::default();
    let band = |path: &mut String, x: u32, width: u32, y: u32, height: u32| {
        let width = width.min(WIDTH.saturating_sub(x));
        write!(path, "M{x} {y}h{width}v{height}h-{width}z").expect("a string takes all that is written");
    };
    for date in dates {
        let Some(x) = date.start.and_then(&at) else { continue };
        let days = match date.grain {
            Grain::Weekend => 2,
            Grain::Week => 7,
            Grain::Month => 31,
            Grain::Quarter | Grain::Season => 93,
            Grain::HalfYear => 186,
            Grain::Year | Grain::Decade | Grain::Century => WIDTH,
            _ => {
                let share = (date.entries.len() as f64 / most as f64).sqrt();
                let height = (share * f64::from(HEIGHT)).ceil() as u32;
                let (x, half) = (x + day / 2, if day == 1 { ".5" } else { "" });
                write!(drawing.strokes, "M{x}{half} {HEIGHT}v-{height}").expect("a string takes all");
                continue;
            }
        };
        band(&mut drawing.bands, x, days * day, HEIGHT - BAND, BAND);
    }
    let mut began = Vec::new();
    for (ix, summit) in desk.site.coverage.summits.iter().enumerate() {
        let Some(start) = summit.editor.as_ref().and_then(|editor| editor.start) else { continue };
        let Some(x) = at(start) else { continue };
        let end = summit.editor.as_ref().and_then(|editor| editor.end).and_then(&at).unwrap_or(x).max(x);
        band(&mut drawing.summits, x, end - x + day.max(2), HEIGHT + 2, 3);
        began.push(Link { text: summit.title.clone(), href: desk.to(&desk.site.summit_route(ix)) });
    }
    (drawing, began)
}
