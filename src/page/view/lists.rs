//! The long lists of articles and places, and what all lists share. Each goes on at the next part.

use serde::Serialize;

use super::front::{Teaser, teaser};
use super::{Body, Desk, Head, Link, View, part_links, slice};
use crate::page::{LIST, Route, parts, words};

/// Articles, newest first.
#[derive(Debug, Serialize)]
pub struct ArticlesView {
    /// By month.
    pub months: Vec<Group<Teaser>>,
    /// How many there are in all.
    pub count: usize,
}

/// Places by country, or by name where there are many.
#[derive(Debug, Serialize)]
pub struct PlacesView {
    /// By country, or by letter.
    pub groups: Vec<Group<PlaceRow>>,
    /// How many there are in all.
    pub count: usize,
}

/// Items under a heading.
#[derive(Debug, Serialize)]
pub struct Group<T> {
    /// The heading.
    pub name: String,
    /// What stands under it.
    pub items: Vec<T>,
}

/// A place on a list.
#[derive(Debug, Serialize)]
pub struct PlaceRow {
    /// Its page.
    pub link: Link,
    /// "city", "venue in Hanoi".
    pub kind: String,
    /// How many entries of the timeline stand there.
    pub entries: usize,
    /// How often articles name it.
    pub mentions: usize,
}

pub(super) fn articles(desk: &Desk<'_>, part: usize) -> View {
    let count = desk.site.coverage.articles.len();
    let newest_first: Vec<usize> = (0..count).rev().collect();
    let month = |ix: usize| month_of(desk, ix);
    let months = grouped(slice(&newest_first, part, LIST), |&ix| month(ix), |&ix| teaser(desk, ix));
    let name = |part: usize| span_name(desk, slice(&newest_first, part, LIST), |&ix| month(ix));
    let head = Head {
        title: desk.words().text("articles").to_owned(),
        description: desk.words().text("articles_about").to_owned(),
        section: "articles",
        part,
        parts: part_links(desk, &Route::new("articles/index.html"), part, parts(count, LIST), name),
        ..Head::default()
    };
    View::new(head, Body::Articles(ArticlesView { months, count }), "articles.html")
}

pub(super) fn places(desk: &Desk<'_>, part: usize) -> View {
    let places = &desk.site.coverage.places;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| (places[a].name.to_lowercase(), a).cmp(&(places[b].name.to_lowercase(), b)));
    let letter = |ix: &usize| first_letter(desk, &places[*ix].name);
    let groups = if places.len() <= LIST {
        let country = |ix: usize| {
            places[ix].country.map_or(desk.words().text("elsewhere"), |c| desk.words().country(c)).to_owned()
        };
        order.sort_by_cached_key(|&ix| (places[ix].country.is_none(), country(ix)));
        grouped(&order, |&ix| country(ix), |&ix| place_row(desk, ix))
    } else {
        grouped(slice(&order, part, LIST), letter, |&ix| place_row(desk, ix))
    };
    let name = |part: usize| span_name(desk, slice(&order, part, LIST), letter);
    let head = Head {
        title: desk.words().text("places").to_owned(),
        description: desk.words().text("places_about").to_owned(),
        section: "places",
        part,
        parts: part_links(desk, &Route::new("places/index.html"), part, parts(places.len(), LIST), name),
        ..Head::default()
    };
    let view = PlacesView { groups, count: places.len() };
    View::new(head, Body::Places(view), "places.html")
}

fn place_row(desk: &Desk<'_>, ix: usize) -> PlaceRow {
    let place = &desk.site.coverage.places[ix];
    PlaceRow {
        link: desk.place(ix),
        kind: super::place::kind_words(desk, place),
        entries: place.entries.len(),
        mentions: place.mentions.len(),
    }
}

pub(super) fn month_of(desk: &Desk<'_>, article: usize) -> String {
    let published = desk.site.coverage.articles[article].published;
    let words = desk.words();
    let month = |at: chrono::DateTime<_>| words::capitalised(&words.month_and_year(at.date_naive()));
    published.map_or_else(|| words.text("no_date").to_owned(), month)
}

/// Neighbours that share a name, under it.
pub(super) fn grouped<I, T>(
    items: &[I],
    name: impl Fn(&I) -> String,
    view: impl Fn(&I) -> T,
) -> Vec<Group<T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    for item in items {
        let name = name(item);
        match groups.last_mut() {
            Some(group) if group.name == name => group.items.push(view(item)),
            _ => groups.push(Group { name, items: vec![view(item)] }),
        }
    }
    groups
}

/// What a part of a list is called: from its first to its last name.
pub(super) fn span_name<I>(desk: &Desk<'_>, items: &[I], name: impl Fn(&I) -> String) -> String {
    match (items.first().map(&name), items.last().map(&name)) {
        (Some(first), Some(last)) if first != last => desk.words().from_to(&first, &last),
        (Some(first), _) => first,
        _ => String::new(),
    }
}

pub(super) fn first_letter(desk: &Desk<'_>, name: &str) -> String {
    name.chars()
        .find(|c| c.is_alphanumeric())
        .map_or(desk.words().text("others").to_owned(), |c| c.to_uppercase().collect())
}
