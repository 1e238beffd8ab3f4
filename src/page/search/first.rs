//! The first tier: what is found at once. People, places and summits, days, headlines and entries, each kind
//! within a length of its own, the most present first; whatever is left out stands in the second tier, in
//! the words of its article.

use serde::Serialize;

use super::index::Index;
use super::{json, page_name};
use crate::coverage::Evidence;
use crate::page::Site;

/// Lengths of the kinds, in bytes of their words.
const PEOPLE: usize = 40_000;
const PLACES: usize = 12_000;
const DAYS: usize = 12_000;
const HEADLINES: usize = 32_000;
const ENTRIES: usize = 36_000;

/// What `search/first.js` holds; names are short because it is loaded by every reader who searches.
#[derive(Serialize)]
struct First<'s> {
    /// Goes behind the address of every other file, so that no browser mixes two indexes.
    v: &'s str,
    /// The first word of each file of words.
    t: &'s [String],
    /// The first article of each file of sentences.
    d: Vec<usize>,
    /// How many articles there are.
    n: usize,
    /// Words without a list.
    s: &'s [&'static str],
    /// People: page, name, what they are, other names, articles.
    p: Vec<(String, &'s str, String, String, usize)>,
    /// Places: page, name, where that is, mentions.
    l: Vec<(String, &'s str, String, usize)>,
    /// Summits: page, title.
    m: Vec<(String, &'s str)>,
    /// Days: page, name, entries.
    y: Vec<(String, String, usize)>,
    /// Headlines: page, headline, day.
    a: Vec<(String, &'s str, String)>,
    /// Entries: address, gist, when, status, reports.
    e: Vec<(String, &'s str, String, &'static str, usize)>,
}

pub(super) fn first(site: &Site, index: &Index) -> String {
    let coverage = &site.coverage;
    let first = First {
        v: &index.version,
        t: &index.firsts,
        d: site.search.groups.iter().map(|group| group.start).collect(),
        n: coverage.articles.len(),
        s: &index.stop,
        p: people(site),
        l: places(site),
        m: (0..coverage.summits.len())
            .map(|ix| (page_name(&site.summit_route(ix)), coverage.summits[ix].title.as_str()))
            .collect(),
        y: days(site),
        a: headlines(site),
        e: entries(site),
    };
    json(&first)
}

/// As many of a list as fit in a length.
fn within<T>(most: usize, items: impl Iterator<Item = T>, length: impl Fn(&T) -> usize) -> Vec<T> {
    let mut filled = 0;
    items
        .take_while(|item| {
            filled += length(item) + 10;
            filled <= most
        })
        .collect()
}

fn people(site: &Site) -> Vec<(String, &str, String, String, usize)> {
    let people = &site.coverage.people;
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by_key(|&ix| (std::cmp::Reverse(people[ix].chains.len()), ix));
    let item = |ix: usize| {
        let person = &people[ix];
        let others = person.names.iter().map(|n| n.form.as_str()).filter(|form| *form != person.name.full);
        let others: Vec<&str> = others.take(4).collect();
        let role = person.roles.last().map_or(String::new(), |role| role.text.clone());
        (
            page_name(&site.person_route(ix)),
            person.name.full.as_str(),
            role,
            others.join("; "),
            person.chains.len(),
        )
    };
    within(PEOPLE, order.into_iter().map(item), |p| p.0.len() + p.1.len() + p.2.len() + p.3.len())
}

fn places(site: &Site) -> Vec<(String, &str, String, usize)> {
    let places = &site.coverage.places;
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&ix| (std::cmp::Reverse(places[ix].mentions.len()), ix));
    let words = site.words();
    let item = |ix: usize| {
        let place = &places[ix];
        let name = words.place(&place.name, place.country);
        let country = place.country.map(|code| words.country(code)).filter(|country| *country != name);
        let around = place.within.as_deref().or(country).unwrap_or_default().to_owned();
        (page_name(&site.place_route(ix)), name, around, place.mentions.len())
    };
    within(PLACES, order.into_iter().map(item), |p| p.0.len() + p.1.len() + p.2.len())
}

/// Whole days, the fullest first.
fn days(site: &Site) -> Vec<(String, String, usize)> {
    let dates = &site.calendar.dates;
    let is_day =
        |ix: &usize| dates[*ix].start.is_some() && dates[*ix].grain == crate::extract::time::Grain::Day;
    let mut order: Vec<usize> = (0..dates.len()).filter(is_day).collect();
    order.sort_by_key(|&ix| (std::cmp::Reverse(dates[ix].entries.len()), ix));
    let item = |ix: usize| {
        let name = dates[ix].start.map_or(String::new(), |day| site.words().weekday_date(day));
        (page_name(&site.date_route(ix, 1)), name, dates[ix].entries.len())
    };
    within(DAYS, order.into_iter().map(item), |d| d.0.len() + d.1.len())
}

/// The newest first.
fn headlines(site: &Site) -> Vec<(String, &str, String)> {
    let articles = &site.coverage.articles;
    let item = |ix: usize| {
        let day = articles[ix].published.map_or(String::new(), |at| site.words().short_date(at.date_naive()));
        (page_name(&site.article_route(ix)), articles[ix].article.front.title.as_str(), day)
    };
    within(HEADLINES, (0..articles.len()).rev().map(item), |a| a.0.len() + a.1.len() + a.2.len())
}

/// Those with most reports first. The address leads to the entry's page, where it has one, else to the
/// sentence that says so.
fn entries(site: &Site) -> Vec<(String, &str, String, &'static str, usize)> {
    let entries = &site.coverage.entries;
    let root = super::Route::new("index.html");
    let mut order: Vec<usize> = (0..entries.len()).filter(|&ix| !entries[ix].background).collect();
    order.sort_by_key(|&ix| (std::cmp::Reverse(entries[ix].reports.len()), ix));
    let item = |ix: usize| {
        let entry = &entries[ix];
        let address = match (site.entry_page(ix), entry.reports.first()) {
            (Some(route), _) => root.link_to(&route),
            (None, Some(&report)) => {
                let span = site.coverage.event(report).span;
                site.evidence_href(&root, Evidence { article: report.article, span })
            }
            (None, None) => {
                let (route, id) = site.entry_route(ix)?;
                format!("{}#{id}", root.link_to(&route))
            }
        };
        let when = entry.when.as_ref().map_or(String::new(), |when| site.words().date_and_hour(when));
        Some((address, entry.gist.as_str(), when, site.words().status(entry.status), entry.reports.len()))
    };
    within(ENTRIES, order.into_iter().filter_map(item), |e| e.0.len() + e.1.len() + e.2.len() + e.3.len())
}
