//! A summit: what was planned and what became of it, who was there, what happened, the articles.

use chrono::Datelike;
use serde::Serialize;

use super::front::{Present, Teaser, present, teaser};
use super::matrix::{MatrixView, matrix};
use super::plans::Plan;
use super::{Body, Desk, Head, LineDay, Link, View, first_sentence, part_links, slice};
use crate::coverage::{EntryIx, Summit, SummitIx};
use crate::extract::Status;
use crate::page::{LINES, parts};

/// The most people that the page names.
const PEOPLE: usize = 40;
/// The most lines of what comes next.
const NEXT: usize = 8;

/// A summit.
#[derive(Debug, Serialize)]
pub struct SummitView {
    /// Its title.
    pub title: String,
    /// "27 to 28 February 2019"; empty where unknown.
    pub dates: String,
    /// Where.
    pub place: Option<Link>,
    /// Who the editor says took part.
    pub participants: Vec<Link>,
    /// True where the editor wrote about it; the text is woven when the page is rendered.
    pub edited: bool,
    /// What is under way and what comes next, as of the newest article; `None` where nothing is.
    pub now: Option<NowNext>,
    /// What the editor wants to stand first.
    pub pinned: Vec<LineDay>,
    /// What was planned, and what became of it.
    pub plans: Vec<Plan>,
    /// Who is present in its articles.
    pub people: Vec<Present>,
    /// Who met whom.
    pub matrix: Option<MatrixView>,
    /// What happened.
    pub days: Vec<LineDay>,
    /// How many entries there are in all.
    pub entries: usize,
    /// Articles, in order of publication.
    pub articles: Vec<Teaser>,
    /// True on the first part.
    pub first: bool,
}

/// What is under way and what comes next.
#[derive(Debug, Serialize)]
pub struct NowNext {
    /// "Thursday 28 February 2019, 12:40": when the newest article was published.
    pub as_of: String,
    /// That article.
    pub article: Link,
    /// What it says is going on.
    pub now: Vec<LineDay>,
    /// What is planned for later.
    pub next: Vec<LineDay>,
}

/// All summits.
#[derive(Debug, Serialize)]
pub struct SummitsView {
    /// Newest first.
    pub summits: Vec<SummitRow>,
}

/// A summit on a list.
#[derive(Debug, Serialize)]
pub struct SummitRow {
    /// Its page.
    pub link: Link,
    /// "27 to 28 February 2019".
    pub dates: String,
    /// Where.
    pub place: String,
    /// How many articles it has.
    pub articles: usize,
    /// How many entries.
    pub entries: usize,
}

pub(super) fn row(desk: &Desk<'_>, ix: SummitIx) -> SummitRow {
    let summit = &desk.site.coverage.summits[ix];
    SummitRow {
        link: Link { text: summit.title.clone(), href: desk.to(&desk.site.summit_route(ix)) },
        dates: dates(desk, summit),
        place: summit.editor.as_ref().and_then(|e| e.place.clone()).unwrap_or_default(),
        articles: summit.articles.len(),
        entries: summit.entries.len(),
    }
}

pub(super) fn summits(desk: &Desk<'_>) -> View {
    let summits = (0..desk.site.coverage.summits.len()).rev().map(|ix| row(desk, ix)).collect();
    let head = Head {
        title: desk.words().text("summits").to_owned(),
        description: desk.words().text("summits_about").to_owned(),
        section: "summits",
        ..Head::default()
    };
    View::new(head, Body::Summits(SummitsView { summits }), "summits.html")
}

pub(super) fn summit(desk: &Desk<'_>, ix: SummitIx, part: usize) -> View {
    let summit = &desk.site.coverage.summits[ix];
    let editor = summit.editor.as_ref();
    let first = part == 1;
    let people = if first { &summit.people[..summit.people.len().min(PEOPLE)] } else { &[] };
    let place = editor.and_then(|e| e.place.clone()).map(|name| {
        let id = crate::slug::slug(&name);
        let found = desk.site.coverage.places.binary_search_by(|p| p.id.as_str().cmp(&id)).ok();
        let href = found.map_or(String::new(), |p| desk.to(&desk.site.place_route(p)));
        Link { text: name, href }
    });
    let pinned: Vec<EntryIx> =
        summit.entries.iter().copied().filter(|&ix| desk.site.coverage.entries[ix].pinned).collect();
    let view = SummitView {
        title: summit.title.clone(),
        dates: dates(desk, summit),
        place,
        participants: editor
            .map_or(Vec::new(), |e| e.participants.iter().map(|p| participant(desk, p)).collect()),
        edited: first && editor.is_some_and(|e| !e.body.text.is_empty()),
        now: first.then(|| now_and_next(desk, summit)).flatten(),
        pinned: if first { desk.lines(&pinned) } else { Vec::new() },
        plans: if first { desk.plans(&summit.entries, None, LINES) } else { Vec::new() },
        people: people.iter().map(|&p| present(desk, p)).collect(),
        matrix: matrix(desk, &summit.people, if first { &summit.entries } else { &[] }),
        days: desk.lines(slice(&summit.entries, part, LINES)),
        entries: summit.entries.len(),
        articles: slice(&summit.articles, part, LINES).iter().map(|&a| teaser(desk, a)).collect(),
        first,
    };
    let description = match editor.map(|e| e.body.text.as_str()).filter(|t| !t.is_empty()) {
        Some(text) => first_sentence(text),
        None => desk.words().fill("summit_about", &[("x", &summit.title)]),
    };
    let count = parts(summit.entries.len(), LINES).max(parts(summit.articles.len(), LINES));
    let route = desk.site.summit_route(ix);
    let head = Head {
        title: summit.title.clone(),
        description,
        section: "summits",
        part,
        parts: part_links(desk, &route, part, count, |part| part.to_string()),
        ..Head::default()
    };
    View::new(head, Body::Summit(Box::new(view)), "summit.html")
}

/// A participant whom the editor names; a link where the coverage knows them.
fn participant(desk: &Desk<'_>, name: &str) -> Link {
    let id = crate::slug::slug(name);
    let people = &desk.site.coverage.people;
    match people.binary_search_by(|p| p.id.as_str().cmp(&id)) {
        Ok(found) => desk.person(found),
        Err(_) => Link { text: name.to_owned(), href: String::new() },
    }
}

/// What is under way and what comes next, as of the newest article: never of the clock.
fn now_and_next(desk: &Desk<'_>, summit: &Summit) -> Option<NowNext> {
    let coverage = &desk.site.coverage;
    let newest = *summit.articles.iter().rev().find(|&&ix| coverage.articles[ix].published.is_some())?;
    let published = coverage.articles[newest].published?;
    let entries = || summit.entries.iter().copied().filter(|&ix| !coverage.entries[ix].background);
    let now: Vec<EntryIx> = entries()
        .filter(|&ix| {
            let entry = &coverage.entries[ix];
            // Only the newest article knows what is going on.
            entry.status == Status::UnderWay && entry.reports.last().is_some_and(|r| r.article == newest)
        })
        .collect();
    let next: Vec<EntryIx> = entries()
        .filter(|&ix| {
            let entry = &coverage.entries[ix];
            let planned = matches!(entry.status, Status::Scheduled | Status::Expected);
            planned && entry.when.as_ref().is_some_and(|when| when.start > published)
        })
        .take(NEXT)
        .collect();
    if now.is_empty() && next.is_empty() {
        return None;
    }
    let zone = coverage.articles[newest].article.anchor.zone;
    Some(NowNext {
        as_of: desk.words().byline(zone.instant_or_nearest(zone.local(published)), zone),
        article: desk.article(newest),
        now: desk.lines(&now),
        next: desk.lines(&next),
    })
}

/// "27 to 28 February 2019".
fn dates(desk: &Desk<'_>, summit: &Summit) -> String {
    let words = desk.words();
    let editor = summit.editor.as_ref();
    let (start, end) = (editor.and_then(|e| e.start), editor.and_then(|e| e.end));
    match (start, end) {
        (Some(start), Some(end)) if start == end => words.long_date(start),
        (Some(start), Some(end)) if (start.year(), start.month()) == (end.year(), end.month()) => {
            words.from_to(&start.day().to_string(), &words.long_date(end))
        }
        (Some(start), Some(end)) => words.from_to(&words.long_date(start), &words.long_date(end)),
        (Some(day), None) | (None, Some(day)) => words.long_date(day),
        (None, None) => String::new(),
    }
}
