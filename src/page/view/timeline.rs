//! The timeline: the whole at a glance, its periods, and the page of each date.

use chrono::Datelike;
use serde::Serialize;

use super::overview::{Strip, overview};
use super::plans::Plan;
use super::{Body, Desk, EntryView, Head, LineDay, Link, View, part_links, slice};
use crate::coverage::EntryIx;
use crate::extract::time::Grain;
use crate::page::calendar::{Date, Period};
use crate::page::filters::{By, Filter};
use crate::page::{FILTER_LINES, LIST, Route, parts, words};

/// Up to this many entries the first page of the timeline holds them all.
const WHOLE: usize = 60;
/// Up to this many it holds a line of each.
const IN_LINES: usize = 500;

/// From this many plans on a day has a table of what became of them.
const PLANS: usize = 3;

/// The most people, places and summits that the timeline names as ways to see a part of it.
const FILTERS: usize = 12;

/// The timeline as a whole.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// The whole at a glance.
    pub strips: Vec<Strip>,
    /// All dates with their entries, where they fit one page.
    pub dates: Vec<DateView>,
    /// All entries in lines, where they do not fit in full.
    pub lines: Vec<LineDay>,
    /// How many entries there are in all.
    pub count: usize,
    /// The timeline by person, place, summit, status and source.
    pub filters: Vec<FilterGroup>,
    /// Entries without a time.
    pub undated: Option<Link>,
}

/// Ways to see a part of the timeline.
#[derive(Debug, Serialize)]
pub struct FilterGroup {
    /// What they part it by: `people`, `places`, `summits`, `status`, `source`.
    pub by: &'static str,
    /// The same in words.
    pub name: String,
    /// The parts.
    pub links: Vec<MonthView>,
}

/// Entries with something in common.
#[derive(Debug, Serialize)]
pub struct FilterView {
    /// What.
    pub name: String,
    /// How many there are.
    pub count: usize,
    /// Those of this part, in lines.
    pub days: Vec<LineDay>,
}

/// A part of the timeline on a list.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// "February".
    pub name: String,
    /// Where it is.
    pub href: String,
    /// How many entries it has.
    pub entries: usize,
}

/// A year or a month.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// "2019", "February 2019".
    pub name: String,
    /// Its months, where it is too long for one page.
    pub months: Vec<MonthView>,
    /// Its dates with their entries, where they fit one page.
    pub dates: Vec<DateView>,
    /// Its dates alone, where they do not.
    pub counts: Vec<MonthView>,
    /// How many entries it has.
    pub count: usize,
    /// The period before.
    pub before: Option<Link>,
    /// The period after.
    pub after: Option<Link>,
}

/// A date with its entries.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// Its key: an anchor.
    pub key: String,
    /// "Thursday 28 February 2019"; "In February 2019, day not stated".
    pub name: String,
    /// For `<time datetime>`.
    pub datetime: Option<String>,
    /// Its page.
    pub href: String,
    /// Its entries.
    pub entries: Vec<EntryView>,
}

/// The page of a date.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// The date with its entries.
    pub date: DateView,
    /// What stood here once and stands on another day now.
    pub former: Vec<FormerEntry>,
    /// What was planned for it, and what became of it; empty where little was.
    pub plans: Vec<Plan>,
    /// The date before that has entries.
    pub before: Option<Link>,
    /// The date after that has entries.
    pub after: Option<Link>,
    /// The period that it is part of.
    pub period: Option<Link>,
    /// How many entries it has in all.
    pub count: usize,
}

/// An entry that stood on a date once: its anchors stay there.
#[derive(Debug, Serialize)]
pub struct FormerEntry {
    /// Its id and those of its other reports.
    pub ids: Vec<String>,
    /// What.
    pub gist: String,
    /// Where it stands now.
    pub href: String,
    /// "28 Feb 2019, 14:20".
    pub at: String,
}

pub(super) fn timeline(desk: &Desk<'_>) -> View {
    let calendar = &desk.site.calendar;
    let count = calendar.entries();
    let whole = count <= WHOLE;
    let undated = calendar.date("undated").map(|ix| Link {
        text: desk.words().text("undated").to_owned(),
        href: desk.to(&desk.site.date_route(ix, 1)),
    });
    let dates = if whole { calendar.dates.iter().map(|of| date(desk, of, 1)).collect() } else { Vec::new() };
    let head = Head {
        title: desk.words().text("timeline").to_owned(),
        description: desk.words().text("timeline_about").to_owned(),
        section: "timeline",
        ..Head::default()
    };
    let lines = if whole || count > IN_LINES {
        Vec::new()
    } else {
        let all: Vec<usize> = calendar.dates.iter().flat_map(|d| d.entries.iter().copied()).collect();
        desk.lines(&all)
    };
    let strips = overview(desk, whole);
    let view = TimelineView { strips, dates, lines, count, undated, filters: filter_groups(desk) };
    View::new(head, Body::Timeline(view), "timeline.html")
}

/// The ways to see a part of the timeline, those with most entries first.
fn filter_groups(desk: &Desk<'_>) -> Vec<FilterGroup> {
    let (site, coverage, words) = (desk.site, &desk.site.coverage, desk.words());
    let most = |mut all: Vec<(usize, Link)>| -> Vec<MonthView> {
        all.retain(|(entries, _)| *entries >= 2);
        all.sort_by(|a, b| (std::cmp::Reverse(a.0), &a.1.text).cmp(&(std::cmp::Reverse(b.0), &b.1.text)));
        all.truncate(FILTERS);
        all.into_iter()
            .map(|(entries, link)| MonthView { name: link.text, href: link.href, entries })
            .collect()
    };
    let people = (0..coverage.people.len()).map(|ix| (coverage.people[ix].entries.len(), ix));
    let places = (0..coverage.places.len()).map(|ix| (coverage.places[ix].entries.len(), ix));
    let summits = coverage.summits.iter().enumerate().map(|(ix, summit)| {
        let link = Link { text: summit.title.clone(), href: desk.to(&site.summit_route(ix)) };
        (summit.entries.len(), link)
    });
    let kept = |is_source: bool| -> Vec<MonthView> {
        let filters = site.filters.iter().filter(|f| matches!(f.by, By::Source(_)) == is_source);
        let view = |f: &Filter| MonthView {
            name: filter_name(desk, f),
            href: desk.to(&f.route),
            entries: f.entries.len(),
        };
        filters.map(view).collect()
    };
    let groups = [
        ("people", most(people.filter(|p| p.0 > 1).map(|(n, ix)| (n, desk.person(ix))).collect())),
        ("places", most(places.filter(|p| p.0 > 1).map(|(n, ix)| (n, desk.place(ix))).collect())),
        ("summits", most(summits.collect())),
        ("status", kept(false)),
        ("source", kept(true)),
    ];
    let group = |(by, links): (&'static str, Vec<MonthView>)| FilterGroup {
        by,
        name: words.text(by).to_owned(),
        links,
    };
    groups.into_iter().map(group).filter(|group| !group.links.is_empty()).collect()
}

fn filter_name(desk: &Desk<'_>, filter: &Filter) -> String {
    match &filter.by {
        By::Status(status) => desk.words().status(*status).to_owned(),
        By::Open => desk.words().text("no_later_report").to_owned(),
        By::Source(name) => name.clone(),
    }
}

pub(super) fn filter(desk: &Desk<'_>, ix: usize, part: usize) -> View {
    let filter = &desk.site.filters[ix];
    let name = filter_name(desk, filter);
    let count = filter.entries.len();
    let head = Head {
        title: desk.words().fill("timeline_of", &[("x", &name)]),
        description: desk.words().fill("filter_about", &[("x", &name)]),
        section: "timeline",
        part,
        parts: part_links(desk, &filter.route, part, parts(count, FILTER_LINES), |part| part.to_string()),
        ..Head::default()
    };
    let view = FilterView { name, count, days: desk.lines(slice(&filter.entries, part, FILTER_LINES)) };
    View::new(head, Body::Filter(view), "filter.html")
}

/// The months of a year that have entries: to their own pages, or to their first day on the year's.
fn months(desk: &Desk<'_>, year: &Period) -> Vec<MonthView> {
    let calendar = &desk.site.calendar;
    if !year.months.is_empty() {
        let month = |p: &Period| MonthView {
            name: month_name(desk, &calendar.dates[p.dates.start]),
            href: desk.to(&period_route(p)),
            entries: p.entries,
        };
        return calendar.periods[year.months.clone()].iter().map(month).collect();
    }
    let page = desk.to(&period_route(year));
    let mut months: Vec<MonthView> = Vec::new();
    for date in &calendar.dates[year.dates.clone()] {
        let name = month_name(desk, date);
        match months.last_mut() {
            Some(month) if month.name == name => month.entries += date.entries.len(),
            _ => months.push(MonthView {
                name,
                href: format!("{page}#{}", date.key),
                entries: date.entries.len(),
            }),
        }
    }
    months
}

/// The month that a date is listed under; a year and longer stands before the months.
pub(super) fn month_name(desk: &Desk<'_>, date: &Date) -> String {
    match date.start {
        Some(_) if date.grain >= Grain::HalfYear => desk.words().text("month_not_stated").to_owned(),
        Some(day) => desk.words().month(day.month()).to_owned(),
        None => desk.words().text("no_date").to_owned(),
    }
}

pub(super) fn period_route(period: &Period) -> Route {
    Route::new(format!("timeline/{}.html", period.key))
}

fn period_name(desk: &Desk<'_>, period: &Period) -> String {
    let mut parts = period.key.rsplitn(2, '-');
    let month = parts.next().and_then(|m| m.parse::<u32>().ok());
    let year = parts.next().and_then(|y| y.parse().ok());
    match year.and_then(|y| chrono::NaiveDate::from_ymd_opt(y, month?, 1)) {
        Some(first) => words::capitalised(&desk.words().month_and_year(first)),
        _ => period.key.clone(),
    }
}

pub(super) fn period(desk: &Desk<'_>, ix: usize) -> View {
    let calendar = &desk.site.calendar;
    let period = &calendar.periods[ix];
    let is_month = period.key.contains('-');
    let beside = |step: isize| {
        let mut at = ix;
        loop {
            at = at.checked_add_signed(step)?;
            let other = calendar.periods.get(at)?;
            if other.key.contains('-') == is_month {
                return Some(Link { text: period_name(desk, other), href: desk.to(&period_route(other)) });
            }
        }
    };
    let split = !period.full && is_month;
    let count_of = |date: &Date| MonthView {
        name: date_name(desk, date),
        href: desk.to(&Route::new(format!("days/{}.html", date.key))),
        entries: date.entries.len(),
    };
    let view = PeriodView {
        name: period_name(desk, period),
        months: if period.full || is_month { Vec::new() } else { months(desk, period) },
        dates: if period.full {
            calendar.dates[period.dates.clone()].iter().map(|of| date(desk, of, 1)).collect()
        } else {
            Vec::new()
        },
        counts: if split {
            calendar.dates[period.dates.clone()].iter().map(count_of).collect()
        } else {
            Vec::new()
        },
        count: period.entries,
        before: beside(-1),
        after: beside(1),
    };
    let head = Head {
        title: desk.words().fill("timeline_of", &[("x", &view.name)]),
        description: desk.words().fill("period_about", &[("x", &view.name)]),
        section: "timeline",
        ..Head::default()
    };
    View::new(head, Body::Period(view), "period.html")
}

pub(super) fn day(desk: &Desk<'_>, ix: usize, part: usize) -> View {
    let calendar = &desk.site.calendar;
    let beside = |other: Option<usize>| {
        let other = other.filter(|&o| o < calendar.dates.len())?;
        Some(Link {
            text: date_name(desk, &calendar.dates[other]),
            href: desk.to(&desk.site.date_route(other, 1)),
        })
    };
    let mut plans = Vec::new();
    if part == 1 {
        // What was moved to another day stands there, and is missed here.
        let moved = desk.site.moved_from(ix);
        plans =
            desk.plans(&[&calendar.dates[ix].entries[..], moved].concat(), calendar.dates[ix].start, LIST);
        if plans.len() < PLANS && moved.is_empty() {
            plans.clear();
        }
    }
    let view = DayView {
        date: date(desk, &calendar.dates[ix], part),
        former: if part == 1 { former(desk, &calendar.dates[ix]) } else { Vec::new() },
        plans,
        before: beside(ix.checked_sub(1)),
        after: beside(Some(ix + 1)),
        period: calendar
            .period_of(ix)
            .map(|p| Link { text: period_name(desk, p), href: desk.to(&period_route(p)) }),
        count: calendar.dates[ix].entries.len(),
    };
    let count = parts(calendar.dates[ix].entries.len(), LIST);
    let first = desk.site.date_route(ix, 1);
    let head = Head {
        title: view.date.name.clone(),
        description: desk.words().fill("day_about", &[("x", &view.date.name)]),
        section: "timeline",
        part,
        parts: part_links(desk, &first, part, count, |part| part.to_string()),
        ..Head::default()
    };
    View::new(head, Body::Day(view), "day.html")
}

/// The page of a date on which nothing stands any more.
pub(super) fn day_left(desk: &Desk<'_>, ix: usize) -> View {
    let left = &desk.site.former.left[ix];
    let date = date(desk, left, 1);
    let head = Head {
        title: date.name.clone(),
        description: desk.words().fill("day_about", &[("x", &date.name)]),
        section: "timeline",
        noindex: true,
        ..Head::default()
    };
    let former = former(desk, left);
    let view = DayView { date, former, plans: Vec::new(), before: None, after: None, period: None, count: 0 };
    View::new(head, Body::Day(view), "day.html")
}

fn former(desk: &Desk<'_>, date: &Date) -> Vec<FormerEntry> {
    let view = |&ix: &EntryIx| {
        let entry = &desk.site.coverage.entries[ix];
        let at = entry.when.as_ref().map_or_else(String::new, |when| desk.words().date_and_hour(when));
        let ids = std::iter::once(&entry.id).chain(&entry.aliases).cloned().collect();
        FormerEntry { ids, gist: entry.gist.clone(), href: desk.entry_href(ix), at }
    };
    desk.site.former.of(date).iter().map(view).collect()
}

fn date(desk: &Desk<'_>, date: &Date, part: usize) -> DateView {
    let mut entries: Vec<EntryView> =
        slice(&date.entries, part, LIST).iter().filter_map(|&e| desk.entry(e)).collect();
    for at in 1..entries.len() {
        entries[at].again = !entries[at].time.clock && entries[at].time.text == entries[at - 1].time.text;
    }
    DateView {
        key: date.key.clone(),
        name: date_name(desk, date),
        datetime: (date.grain <= Grain::Day && date.key.len() == 10).then(|| date.key.clone()),
        href: desk.to(&Route::new(format!("days/{}.html", date.key))),
        entries,
    }
}

fn date_name(desk: &Desk<'_>, date: &Date) -> String {
    let words = desk.words();
    let Some(day) = date.start else { return words::capitalised(words.text("time_not_stated")) };
    let unknown = |period: &str| words.fill("day_not_stated", &[("x", period)]);
    let of_year = |key: &'static str| words.fill(key, &[("y", &day.year().to_string())]);
    words::capitalised(&match date.grain {
        Grain::Weekend => words.fill("weekend_of", &[("x", &words.long_date(day))]),
        Grain::Week => words.fill("week_of", &[("x", &words.long_date(day))]),
        Grain::Month => unknown(&words.month_and_year(day)),
        Grain::Quarter => words.quarter(day),
        Grain::Season => of_year("season_of"),
        Grain::HalfYear => of_year(if day.month() < 7 { "half_1" } else { "half_2" }),
        Grain::Year => unknown(&day.year().to_string()),
        Grain::Decade => words.decade(day.year()),
        Grain::Century => words.century(day.year()),
        _ => words.weekday_date(day),
    })
}
