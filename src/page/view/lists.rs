//! The long lists: articles, people, places, quotations. Each goes on at the next part.

use serde::Serialize;

use super::front::{Present, Teaser, present, teaser};
use super::{Body, Desk, Head, Link, Says, View, part_links, slice};
use crate::coverage::Quotation;
use crate::extract::QuoteKind;
use crate::page::view::entry::quoted;
use crate::page::{LIST, QUOTATIONS, Route, parts, words};

/// Articles, newest first.
#[derive(Debug, Serialize)]
pub struct ArticlesView {
    /// By month.
    pub months: Vec<Group<Teaser>>,
    /// How many there are in all.
    pub count: usize,
}

/// People by delegation, or by name where there are many.
#[derive(Debug, Serialize)]
pub struct PeopleView {
    /// By country, or by letter.
    pub groups: Vec<Group<Present>>,
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

/// Quotations, in order of their first report.
#[derive(Debug, Serialize)]
pub struct QuotesView {
    /// By month of the first report.
    pub months: Vec<Group<QuotationView>>,
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

/// A quotation with its reports.
#[derive(Debug, Serialize)]
pub struct QuotationView {
    /// Its anchor.
    pub id: String,
    /// Its permanent address.
    pub href: String,
    /// The words.
    pub text: String,
    /// True where the words stand in quotation marks.
    pub marked: bool,
    /// Who said it.
    pub speaker: Option<Link>,
    /// The source as written, where no person is known.
    pub source: Option<String>,
    /// The sentence of the first report.
    pub says: Says,
    /// The other reports.
    pub also: Vec<Says>,
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

pub(super) fn people(desk: &Desk<'_>, part: usize) -> View {
    let people = &desk.site.coverage.people;
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by(|&a, &b| (&people[a].sort_key, a).cmp(&(&people[b].sort_key, b)));
    let letter = |ix: &usize| first_letter(desk, &people[*ix].sort_key);
    let groups = if people.len() <= LIST {
        // Few enough for one page: by delegation, as a summit seats them.
        let country = |ix: usize| {
            people[ix]
                .country
                .as_deref()
                .map_or(desk.words().text("others"), |c| words::country(c))
                .to_owned()
        };
        order.sort_by_cached_key(|&ix| (people[ix].country.is_none(), country(ix)));
        grouped(&order, |&ix| country(ix), |&ix| present(desk, ix))
    } else {
        grouped(slice(&order, part, LIST), letter, |&ix| present(desk, ix))
    };
    let name = |part: usize| span_name(desk, slice(&order, part, LIST), letter);
    let head = Head {
        title: desk.words().text("people").to_owned(),
        description: desk.words().text("people_about").to_owned(),
        section: "people",
        part,
        parts: part_links(desk, &Route::new("people/index.html"), part, parts(people.len(), LIST), name),
        ..Head::default()
    };
    let view = PeopleView { groups, count: people.len() };
    View::new(head, Body::People(view), "people.html")
}

pub(super) fn places(desk: &Desk<'_>, part: usize) -> View {
    let places = &desk.site.coverage.places;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| (places[a].name.to_lowercase(), a).cmp(&(places[b].name.to_lowercase(), b)));
    let letter = |ix: &usize| first_letter(desk, &places[*ix].name);
    let groups = if places.len() <= LIST {
        let country = |ix: usize| {
            places[ix].country.map_or(desk.words().text("elsewhere"), |c| words::country(c)).to_owned()
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

pub(super) fn quotes(desk: &Desk<'_>, part: usize) -> View {
    let quotations = &desk.site.coverage.quotations;
    let order: Vec<usize> = (0..quotations.len()).collect();
    let month = |ix: &usize| {
        quotations[*ix]
            .reports
            .first()
            .map_or(String::new(), |(evidence, _)| month_of(desk, evidence.article))
    };
    let shown: Vec<usize> = slice(&order, part, QUOTATIONS).to_vec();
    let views: Vec<(usize, QuotationView)> =
        shown.iter().filter_map(|&ix| Some((ix, quotation(desk, ix)?))).collect();
    let mut months: Vec<Group<QuotationView>> = Vec::new();
    for (ix, view) in views {
        let name = month(&ix);
        match months.last_mut() {
            Some(group) if group.name == name => group.items.push(view),
            _ => months.push(Group { name, items: vec![view] }),
        }
    }
    let name = |part: usize| span_name(desk, slice(&order, part, QUOTATIONS), month);
    let count = parts(quotations.len(), QUOTATIONS);
    let head = Head {
        title: desk.words().text("quotations").to_owned(),
        description: desk.words().text("quotes_about").to_owned(),
        section: "quotes",
        part,
        parts: part_links(desk, &Route::new("quotes/index.html"), part, count, name),
        ..Head::default()
    };
    let view = QuotesView { months, count: quotations.len() };
    View::new(head, Body::Quotes(view), "quotes.html")
}

/// A quotation with its reports; `None` without evidence.
pub(super) fn quotation(desk: &Desk<'_>, ix: usize) -> Option<QuotationView> {
    let quotation: &Quotation = &desk.site.coverage.quotations[ix];
    let (first, rest) = quotation.reports.split_first()?;
    let (route, id) = desk.site.quotation_route(ix);
    let page = if route == *desk.here { String::new() } else { desk.to(&route) };
    Some(QuotationView {
        id: id.to_owned(),
        href: format!("{page}#{id}"),
        text: quoted(desk.site.coverage.words(first.0)),
        marked: quotation.kind != QuoteKind::Indirect,
        speaker: quotation.speaker.map(|p| desk.person(p)),
        source: quotation.speaker_text.clone(),
        says: desk.says(first.0),
        also: rest.iter().take(20).map(|(evidence, _)| desk.says(*evidence)).collect(),
    })
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

fn month_of(desk: &Desk<'_>, article: usize) -> String {
    let published = desk.site.coverage.articles[article].published;
    let words = desk.words();
    let month = |at: chrono::DateTime<_>| words::capitalised(&words.month_and_year(at.date_naive()));
    published.map_or_else(|| words.text("no_date").to_owned(), month)
}

/// Neighbours that share a name, under it.
fn grouped<I, T>(items: &[I], name: impl Fn(&I) -> String, view: impl Fn(&I) -> T) -> Vec<Group<T>> {
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
fn span_name<I>(desk: &Desk<'_>, items: &[I], name: impl Fn(&I) -> String) -> String {
    match (items.first().map(&name), items.last().map(&name)) {
        (Some(first), Some(last)) if first != last => desk.words().from_to(&first, &last),
        (Some(first), _) => first,
        _ => String::new(),
    }
}

fn first_letter(desk: &Desk<'_>, name: &str) -> String {
    name.chars()
        .find(|c| c.is_alphanumeric())
        .map_or(desk.words().text("others").to_owned(), |c| c.to_uppercase().collect())
}
