//! The search page: a field where scripts run, and an A–Z of people, places and days where none do.

use chrono::Datelike;
use serde::Serialize;

use super::{Body, Desk, Head, Link, View};
use crate::extract::time::Grain;
use crate::page::links::part_route;
use crate::page::{LIST, Route};

/// The most names of one kind that the page lists; above that each letter leads to the list.
const NAMES: usize = 600;
/// The most days; above that each year leads to its page.
const DAYS: usize = 400;

/// The search page.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// People by letter.
    pub people: Vec<Letter>,
    /// Places by letter.
    pub places: Vec<Letter>,
    /// Days by month, or years alone.
    pub days: Vec<Letter>,
}

/// A letter, or a month, and what stands under it.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The heading.
    pub name: String,
    /// What stands under it.
    pub items: Vec<Link>,
}

pub(super) fn search(desk: &Desk<'_>) -> View {
    let coverage = &desk.site.coverage;
    let people = coverage.people.iter().enumerate().map(|(ix, p)| (p.sort_key.as_str(), ix)).collect();
    let places = coverage.places.iter().enumerate().map(|(ix, p)| (p.name.as_str(), ix)).collect();
    let view = SearchView {
        people: letters(desk, people, "people/index.html", |ix| desk.person(ix)),
        places: letters(desk, places, "places/index.html", |ix| desk.place(ix)),
        days: days(desk),
    };
    let head = Head {
        title: desk.words().text("search").to_owned(),
        description: desk.words().text("search_description").to_owned(),
        section: "search",
        ..Head::default()
    };
    View::new(head, Body::Search(Box::new(view)), "search.html")
}

/// Names by their first letter.
fn letters(
    desk: &Desk<'_>,
    mut names: Vec<(&str, usize)>,
    list: &str,
    link: impl Fn(usize) -> Link,
) -> Vec<Letter> {
    names.sort_unstable();
    let all = names.len() <= NAMES;
    let mut letters: Vec<Letter> = Vec::new();
    // Where there are too many names, their letters: the list goes on from part to part in the same order.
    let mut first: Vec<Link> = Vec::new();
    for (at, (name, ix)) in names.into_iter().enumerate() {
        let letter = crate::page::search::letter(name);
        if !all {
            if first.last().is_none_or(|last| last.text != letter) {
                first.push(Link { text: letter, href: desk.to(&part_route(list, at / LIST + 1)) });
            }
            continue;
        }
        match letters.last_mut() {
            Some(last) if last.name == letter => last.items.push(link(ix)),
            _ => letters.push(Letter { name: letter, items: vec![link(ix)] }),
        }
    }
    if let (Some(a), Some(z)) = (first.first(), first.last()) {
        let name = desk.words().from_to(&a.text, &z.text);
        letters.push(Letter { name, items: first });
    }
    letters
}

/// Days by month; where there are many, the years.
fn days(desk: &Desk<'_>) -> Vec<Letter> {
    let calendar = &desk.site.calendar;
    let is_day = |date: &crate::page::calendar::Date| date.start.is_some() && date.grain == Grain::Day;
    if calendar.dates.iter().filter(|date| is_day(date)).count() > DAYS {
        let year = |period: &crate::page::calendar::Period| Link {
            text: period.key.clone(),
            href: desk.to(&Route::new(format!("timeline/{}.html", period.key))),
        };
        let name = desk.words().text("timeline").to_owned();
        return vec![Letter { name, items: calendar.years().map(year).collect() }];
    }
    let mut months: Vec<Letter> = Vec::new();
    for (ix, date) in calendar.dates.iter().enumerate().filter(|(_, date)| is_day(date)) {
        let Some(day) = date.start else { continue };
        let name = desk.words().month_and_year(day);
        if months.last().is_none_or(|last| last.name != name) {
            months.push(Letter { name, items: Vec::new() });
        }
        let link = Link { text: day.day().to_string(), href: desk.to(&desk.site.date_route(ix, 1)) };
        months.last_mut().expect("a month was just added").items.push(link);
    }
    months
}
