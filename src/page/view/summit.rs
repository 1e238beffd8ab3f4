//! A summit: what was planned and what became of it, who was there, what happened, the articles.

use chrono::Datelike;
use serde::Serialize;

use super::front::{Present, Teaser, present, teaser};
use super::{Body, Desk, Head, LineDay, Link, View, first_sentence, part_links, slice};
use crate::coverage::{EntryIx, Summit, SummitIx};
use crate::extract::Status;
use crate::page::{LINES, parts, words};

/// The most people that the page names.
const PEOPLE: usize = 40;

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
    /// What was planned, and what became of it.
    pub plans: Vec<Plan>,
    /// Who is present in its articles.
    pub people: Vec<Present>,
    /// What happened.
    pub days: Vec<LineDay>,
    /// How many entries there are in all.
    pub entries: usize,
    /// Articles, in order of publication.
    pub articles: Vec<Teaser>,
    /// True on the first part.
    pub first: bool,
}

/// Something that was planned.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// For when: "28 Feb 2019, 11:55".
    pub when: String,
    /// What.
    pub gist: String,
    /// To its entry.
    pub entry: String,
    /// To the sentence that announced it.
    pub announced: String,
    /// The date of that report.
    pub published: String,
    /// Class of what became of it.
    pub class: &'static str,
    /// What became of it, in words.
    pub outcome: String,
    /// To the sentence that says so; `None` where no later report tells.
    pub told: Option<String>,
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
    let view = SummitView {
        title: summit.title.clone(),
        dates: dates(desk, summit),
        place,
        participants: editor
            .map_or(Vec::new(), |e| e.participants.iter().map(|p| participant(desk, p)).collect()),
        edited: first && editor.is_some_and(|e| !e.body.text.is_empty()),
        plans: if first { plans(desk, &summit.entries) } else { Vec::new() },
        people: people.iter().map(|&p| present(desk, p)).collect(),
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

/// What reports announced before it was due, against what later ones say became of it.
fn plans(desk: &Desk<'_>, entries: &[EntryIx]) -> Vec<Plan> {
    let planned = |status: Status| matches!(status, Status::Scheduled | Status::Expected);
    let plan = |&ix: &EntryIx| {
        let entry = &desk.site.coverage.entries[ix];
        let reports = &entry.reports;
        let announced = *reports.iter().find(|&&r| planned(desk.site.coverage.event(r).status))?;
        let change = entry.history.iter().rev().find(|c| !planned(c.status));
        let told = change.and_then(|c| reports.get(c.report)).or_else(|| {
            (!planned(entry.status))
                .then(|| reports.iter().find(|r| desk.site.coverage.event(**r).status == entry.status))?
        });
        if entry.background {
            return None;
        }
        let outcome = match told {
            None => desk.words().text("no_later_report").to_owned(),
            Some(_) => desk.words().status(entry.status).to_owned(),
        };
        let when = desk.site.coverage.event(announced).when.as_ref().or(entry.when.as_ref());
        Some(Plan {
            when: when.map_or_else(
                || desk.words().text("time_not_stated").to_owned(),
                |w| desk.words().date_and_hour(w),
            ),
            gist: entry.gist.clone(),
            entry: desk.entry_href(ix),
            announced: desk.evidence(desk.report(announced)),
            published: desk.published(announced.article),
            class: words::status_class(entry.status),
            outcome,
            told: told.map(|&r| desk.evidence(desk.report(r))),
        })
    };
    entries.iter().filter_map(plan).take(LINES).collect()
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
