//! The front page, and the pages that stand by themselves: about, the editor's own, 404, redirects.

use serde::Serialize;

use super::entry::LineDay;
use super::summit::{published, under_way};
use super::{Body, Desk, Head, Link, View, absolute, first_sentence};
use crate::coverage::{ArticleIx, Counts};
use crate::extract::Status;
use crate::page::{DataFile, Kind, words};

/// How many of the newest articles the front page shows.
const NEWEST: usize = 8;
/// How many people the front page names.
const PRESENT: usize = 12;
/// How many lines of the timeline the front page shows at least, in whole days.
const LINES: usize = 12;

/// A site's name of fewer letters does not stand alone in the window's title.
const SHORT_NAME: usize = 12;

/// The front page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The newest article.
    pub lead: Option<Teaser>,
    /// The articles before it.
    pub newest: Vec<Teaser>,
    /// The newest days of what happened.
    pub days: Vec<LineDay>,
    /// What the newest article says is going on.
    pub now: Vec<LineDay>,
    /// What is planned as of the newest article.
    pub next: Vec<LineDay>,
    /// That article, and when it was published.
    pub as_of: Option<AsOf>,
    /// Who is most present, with the number of articles.
    pub people: Vec<Present>,
    /// Summits, newest first.
    pub summits: Vec<super::summit::SummitRow>,
    /// How many of each there are.
    pub counts: Counts,
}

/// The newest article.
#[derive(Debug, Serialize)]
pub struct AsOf {
    /// It.
    pub article: Link,
    /// "Thursday 28 February 2019, 12:40": when it was published.
    pub at: String,
}

/// An article on a list.
#[derive(Debug, Serialize)]
pub struct Teaser {
    /// Its headline and address.
    pub link: Link,
    /// Its standfirst.
    pub summary: Option<String>,
    /// "28 Feb 2019".
    pub date: String,
    /// For `<time datetime>`.
    pub datetime: String,
    /// Dateline city.
    pub place: Option<String>,
}

/// A person on a list.
#[derive(Debug, Serialize)]
pub struct Present {
    /// Who.
    pub link: Link,
    /// What they are; empty where nothing says.
    pub role: String,
    /// In how many articles.
    pub articles: usize,
}

/// How facts are read.
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// How many of each there are.
    pub counts: Counts,
    /// The editor's own pages.
    pub pages: Vec<Link>,
    /// The files of facts for programs.
    pub data: Vec<Link>,
    /// The program's version.
    pub version: &'static str,
}

/// A page of the editor's own; its body is woven when the page is rendered.
#[derive(Debug, Serialize)]
pub struct EditorView {
    /// Its title.
    pub title: String,
}

/// An old address.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// Where it leads now.
    pub to: Link,
    /// The same with the site's address, where it has one.
    pub absolute: Option<String>,
}

/// What a server shows for a page that is not there.
#[derive(Debug, Serialize)]
pub struct NotFoundView {}

pub(super) fn home(desk: &Desk<'_>) -> View {
    let coverage = &desk.site.coverage;
    let mut newest = (0..coverage.articles.len()).rev().take(NEWEST + 1).map(|ix| teaser(desk, ix));
    let lead = newest.next();
    let newest = newest.collect();
    let mut by_presence: Vec<usize> = (0..coverage.people.len()).collect();
    by_presence.sort_by_key(|&p| (std::cmp::Reverse(coverage.people[p].chains.len()), p));
    by_presence.truncate(PRESENT);
    let (days, next) = past_and_next(desk);
    let newest_dated = coverage.articles.iter().rposition(|article| article.published.is_some());
    let now = newest_dated.map_or_else(Vec::new, |ix| under_way(desk, ix, 0..coverage.entries.len()));
    let view = HomeView {
        lead,
        newest,
        days,
        now,
        next,
        as_of: newest_dated.map(|ix| AsOf { article: desk.article(ix), at: published(desk, ix) }),
        people: by_presence.into_iter().map(|p| present(desk, p)).collect(),
        summits: (0..coverage.summits.len()).rev().map(|s| super::summit::row(desk, s)).collect(),
        counts: coverage.counts(),
    };
    let (title, description) = (&desk.site.config.title, &desk.site.config.description);
    let head = Head {
        // A name alone may be too short for a list of windows or of search results.
        title: match title.chars().count() < SHORT_NAME {
            true => desk.words().fill("home_title", &[("x", title)]),
            false => title.clone(),
        },
        description: match description.is_empty() {
            true => desk.words().fill("home_about", &[("x", title)]),
            false => description.clone(),
        },
        section: "home",
        ..Head::default()
    };
    View::new(head, Body::Home(Box::new(view)), "index.html")
}

/// The newest whole days of what happened, newest first, and what is still to come as of the newest article.
fn past_and_next(desk: &Desk<'_>) -> (Vec<LineDay>, Vec<LineDay>) {
    let coverage = &desk.site.coverage;
    let Some(now) = coverage.articles.last().and_then(|a| a.published) else {
        return (Vec::new(), Vec::new());
    };
    let days: Vec<&crate::page::calendar::Date> = desk
        .site
        .calendar
        .dates
        .iter()
        .rev()
        .filter(|d| d.start.is_some() && d.grain == crate::extract::time::Grain::Day)
        .take(60)
        .collect();
    let (mut past, mut future, mut lines) = (Vec::new(), Vec::new(), 0);
    for day in days {
        let to_come = |ix: &usize| {
            let entry = &coverage.entries[*ix];
            let planned = matches!(entry.status, Status::Scheduled | Status::Expected);
            planned && entry.when.as_ref().is_some_and(|w| w.start > now)
        };
        let news = |ix: &&usize| !coverage.entries[**ix].background;
        let (after, before): (Vec<usize>, Vec<usize>) =
            day.entries.iter().filter(news).partition(|ix| to_come(ix));
        future.splice(0..0, after);
        if lines < LINES && !before.is_empty() {
            lines += before.len();
            past.push(before);
        }
    }
    future.truncate(LINES);
    let past = past.iter().flat_map(|day| desk.lines(&day[day.len().saturating_sub(2 * LINES)..])).collect();
    (past, desk.lines(&future))
}

pub(super) fn teaser(desk: &Desk<'_>, ix: ArticleIx) -> Teaser {
    let covered = &desk.site.coverage.articles[ix];
    let published = covered.published.map(|at| covered.article.anchor.zone.local(at).date());
    Teaser {
        link: desk.article(ix),
        summary: covered.article.front.summary.clone(),
        date: published.map_or(String::new(), |day| desk.words().short_date(day)),
        datetime: published.map_or(String::new(), words::digits::day),
        place: covered.article.front.place.clone(),
    }
}

pub(super) fn present(desk: &Desk<'_>, person: usize) -> Present {
    let who = &desk.site.coverage.people[person];
    Present { link: desk.person(person), role: role(who), articles: distinct_articles(who) }
}

/// What a list calls a person: the editor's word, else the newest role that is not past.
pub(super) fn role(person: &crate::coverage::Person) -> String {
    let edited = person.editor.as_ref().and_then(|e| e.role.clone());
    let stated = || person.roles.iter().rev().find(|r| !r.former).map(|r| r.text.clone());
    edited.or_else(stated).unwrap_or_default()
}

pub(super) fn distinct_articles(person: &crate::coverage::Person) -> usize {
    let mut articles: Vec<ArticleIx> = person.chains.iter().map(|(article, _)| *article).collect();
    articles.dedup();
    articles.len()
}

pub(super) fn about(desk: &Desk<'_>) -> View {
    let coverage = &desk.site.coverage;
    let pages = (0..coverage.pages.len()).map(|ix| Link {
        text: coverage.pages[ix].title.clone(),
        href: desk.to(&desk.site.editor_route(ix)),
    });
    let data = desk.site.pages.iter().filter(|p| {
        let whole = |file| {
            matches!(file, DataFile::Timeline | DataFile::People | DataFile::Places | DataFile::Quotes)
        };
        matches!(p.kind, Kind::Data(file) if whole(file))
    });
    let view = AboutView {
        counts: coverage.counts(),
        pages: pages.collect(),
        data: data.map(|p| Link { text: p.route.as_str().to_owned(), href: desk.to(&p.route) }).collect(),
        version: env!("CARGO_PKG_VERSION"),
    };
    let head = Head {
        title: desk.words().text("how_facts").to_owned(),
        description: desk.words().text("about_about").to_owned(),
        section: "about",
        ..Head::default()
    };
    View::new(head, Body::About(view), "about.html")
}

pub(super) fn editor(desk: &Desk<'_>, ix: usize) -> View {
    let page = &desk.site.coverage.pages[ix];
    let head = Head {
        title: page.title.clone(),
        description: first_sentence(&page.body.text),
        section: "about",
        ..Head::default()
    };
    let body = Body::Editor(EditorView { title: page.title.clone() });
    View::new(head, body, "page.html")
}

pub(super) fn not_found(desk: &Desk<'_>) -> View {
    let head = Head { title: desk.words().text("not_found").to_owned(), noindex: true, ..Head::default() };
    View::new(head, Body::NotFound(NotFoundView {}), "404.html")
}

pub(super) fn redirect(desk: &Desk<'_>, to: ArticleIx) -> View {
    let link = desk.article(to);
    let absolute = absolute(desk.site, &desk.site.article_route(to));
    let head = Head { title: link.text.clone(), noindex: true, ..Head::default() };
    View::new(head, Body::Redirect(RedirectView { to: link, absolute }), "redirect.html")
}
