//! A summit: what was planned and what became of it, who was there, what happened, the articles.

use chrono::Datelike;
use serde::Serialize;

use super::front::{Teaser, teaser};
use super::matrix::{MatrixView, matrix};
use super::plans::Plan;
use super::{Body, Desk, Head, LineDay, Link, View, first_sentence, part_links, slice};
use crate::coverage::{ArticleIx, EditorSummit, EntryIx, Evidence, PersonIx, Summit, SummitIx};
use crate::extract::Status;
use crate::page::{LINES, parts};

/// The most people that the page names.
const PEOPLE: usize = 40;
/// The most documents that the page names.
const DOCUMENTS: usize = 40;
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
    /// Who is present in its articles, by country; those of no known country last.
    pub delegations: Vec<DelegationView>,
    /// Documents that its articles draw on.
    pub documents: Vec<Document>,
    /// Who met whom.
    pub matrix: Option<MatrixView>,
    /// What lies before its first day; empty where the editor gives none.
    pub before: Vec<LineDay>,
    /// What happened.
    pub days: Vec<LineDay>,
    /// What lies after its last day.
    pub after: Vec<LineDay>,
    /// How many entries there are in all.
    pub entries: usize,
    /// Articles, in order of publication.
    pub articles: Vec<Teaser>,
    /// True on the first part.
    pub first: bool,
}

/// The people of a country.
#[derive(Debug, Serialize)]
pub struct DelegationView {
    /// The country; no link for people of whom none is known.
    pub country: Link,
    /// Those present in most articles first.
    pub people: Vec<Delegate>,
}

/// Somebody in the reports of a summit.
#[derive(Debug, Serialize)]
pub struct Delegate {
    /// Who.
    pub person: Link,
    /// What they are; empty where nothing says.
    pub role: String,
    /// The sentence that says so, or that names them.
    pub says: String,
}

/// A document that articles draw on.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Its name and address.
    pub link: Link,
    /// Under which licence, where that is known.
    pub licence: Option<String>,
    /// The articles.
    pub articles: Vec<Link>,
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
    let (before, during, after) = parted(desk, editor, slice(&summit.entries, part, LINES));
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
        delegations: delegations(desk, summit, people),
        documents: if first { documents(desk, summit) } else { Vec::new() },
        matrix: matrix(desk, &summit.people, if first { &summit.entries } else { &[] }),
        before: desk.lines(before),
        days: desk.lines(during),
        after: desk.lines(after),
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

/// Entries in the timeline's order, parted by the editor's first and last day; those of no day stand last.
fn parted<'e>(
    desk: &Desk<'_>,
    editor: Option<&EditorSummit>,
    entries: &'e [EntryIx],
) -> (&'e [EntryIx], &'e [EntryIx], &'e [EntryIx]) {
    let start = editor.and_then(|e| e.start.or(e.end));
    let Some((start, end)) = start.map(|start| (start, editor.and_then(|e| e.end).unwrap_or(start))) else {
        return (&[], entries, &[]);
    };
    let when = |&ix: &EntryIx| desk.site.coverage.entries[ix].when.as_ref();
    let begins = |ix: &EntryIx| when(ix).map(|when| when.start.naive_local().date());
    let first = entries.partition_point(|ix| begins(ix).is_some_and(|day| day < start));
    let last = entries.partition_point(|ix| begins(ix).is_some_and(|day| day <= end));
    (&entries[..first], &entries[first..last], &entries[last..])
}

/// People by country, in the order of their presence, each with the role that the summit's articles state.
fn delegations(desk: &Desk<'_>, summit: &Summit, people: &[PersonIx]) -> Vec<DelegationView> {
    let coverage = &desk.site.coverage;
    let mut groups: Vec<(Option<&str>, Vec<Delegate>)> = Vec::new();
    for &ix in people {
        let person = &coverage.people[ix];
        let of_summit = |evidence: &&Evidence| summit.articles.binary_search(&evidence.article).is_ok();
        let roles = person.roles.iter().filter(|role| !role.former);
        let stated = roles.rev().find_map(|role| Some((role, *role.evidence.iter().find(of_summit)?)));
        let edited = person.editor.as_ref().and_then(|editor| editor.role.clone());
        let named = || person.names.iter().map(|form| form.first).find(|first| of_summit(&first));
        let delegate = Delegate {
            person: desk.person(ix),
            role: edited.or_else(|| Some(stated?.0.text.clone())).unwrap_or_default(),
            says: stated.map(|(_, at)| at).or_else(named).map_or(String::new(), |at| desk.evidence(at)),
        };
        let country = person.country.as_deref();
        match groups.iter_mut().find(|(known, _)| *known == country) {
            Some((_, group)) => group.push(delegate),
            None => groups.push((country, vec![delegate])),
        }
    }
    groups.sort_by_key(|(country, group)| (country.is_none(), std::cmp::Reverse(group.len().min(2))));
    let view = |(country, people): (Option<&str>, Vec<Delegate>)| {
        let page = desk.site.delegations.iter().position(|d| Some(d.country.as_str()) == country);
        let country = Link {
            text: country.map_or(desk.words().text("others"), |code| desk.words().country(code)).to_owned(),
            href: page.map_or(String::new(), |ix| desk.to(&desk.site.delegation_route(ix))),
        };
        DelegationView { country, people }
    };
    groups.into_iter().map(view).collect()
}

/// The documents that a summit's articles name as their sources and that can be opened.
fn documents(desk: &Desk<'_>, summit: &Summit) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for &ix in &summit.articles {
        let Some(source) = &desk.site.coverage.articles[ix].article.front.source else { continue };
        let Some(url) = &source.url else { continue };
        match documents.iter_mut().find(|d| d.link.href == *url && d.link.text == source.name) {
            Some(known) => known.articles.push(desk.article(ix)),
            None => documents.push(Document {
                link: Link { text: source.name.clone(), href: url.clone() },
                licence: source.licence.clone(),
                articles: vec![desk.article(ix)],
            }),
        }
    }
    documents.truncate(DOCUMENTS);
    documents
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
    let published_at = coverage.articles[newest].published?;
    let now = under_way(desk, newest, summit.entries.iter().copied());
    let planned = |&ix: &EntryIx| {
        let entry = &coverage.entries[ix];
        let planned = matches!(entry.status, Status::Scheduled | Status::Expected);
        planned && !entry.background && entry.when.as_ref().is_some_and(|when| when.start > published_at)
    };
    let next: Vec<EntryIx> = summit.entries.iter().copied().filter(planned).take(NEXT).collect();
    if now.is_empty() && next.is_empty() {
        return None;
    }
    let (as_of, article) = (published(desk, newest), desk.article(newest));
    Some(NowNext { as_of, article, now, next: desk.lines(&next) })
}

/// What an article says is going on: only the newest knows.
pub(super) fn under_way(
    desk: &Desk<'_>,
    newest: ArticleIx,
    entries: impl Iterator<Item = EntryIx>,
) -> Vec<LineDay> {
    let is_now = |&ix: &EntryIx| {
        let entry = &desk.site.coverage.entries[ix];
        let told = entry.reports.last().is_some_and(|report| report.article == newest);
        entry.status == Status::UnderWay && !entry.background && told
    };
    desk.lines(&entries.filter(is_now).collect::<Vec<_>>())
}

/// When an article was published: "Thursday 28 February 2019, 12:40".
pub(super) fn published(desk: &Desk<'_>, article: ArticleIx) -> String {
    let covered = &desk.site.coverage.articles[article];
    let zone = covered.article.anchor.zone;
    let at = covered.published.map(|at| zone.instant_or_nearest(zone.local(at)));
    at.map_or_else(String::new, |at| desk.words().byline(at, zone))
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
