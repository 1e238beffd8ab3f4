//! What stands in the head of a page for other programs: feeds to follow, and what a link to it shows
//! where it is shared (the Open Graph protocol).

use serde::Serialize;

use super::{Desk, Head, Page, absolute};
use crate::coverage::{ArticleIx, PersonIx};
use crate::page::card::{Card, SIZE};
use crate::page::export::{Export, Scope};
use crate::page::{Kind, words};

/// Letters of a title that lists of search engines show.
const TITLE: usize = 68;
/// Letters of a description that they show.
const DESCRIPTION: usize = 190;
/// A description of fewer letters says too little.
const SHORT: usize = 45;

/// A feed or a calendar of what a page is about.
#[derive(Debug, Serialize)]
pub struct FeedLink {
    /// "Atom", "Calendar": what a reader sees.
    pub name: &'static str,
    /// "Kim Jong-un, calendar": what a feed reader sees.
    pub title: String,
    /// Its media type.
    pub mime: &'static str,
    /// Where it is.
    pub href: String,
}

/// A property of the Open Graph protocol.
#[derive(Debug, Serialize)]
pub struct Property {
    /// "article:published_time".
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// The picture that a link to a page shows.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// Its absolute address.
    pub src: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// Completes the head of a page that has an address.
pub(super) fn complete(desk: &Desk<'_>, page: &Page, head: &mut Head) {
    head.og_type = match page.kind {
        Kind::Article(_) => "article",
        Kind::Person(..) => "profile",
        _ => "website",
    };
    head.canonical = match page.kind {
        Kind::NotFound | Kind::Redirect(_) | Kind::EntryMoved(_) | Kind::DateLeft(_) => None,
        _ => absolute(desk.site, &page.route),
    };
    head.short_title = window_title(desk, &page.kind, &head.title);
    head.description = description(desk, &page.kind, head);
    if let Some(scope) = scope(&page.kind) {
        head.feeds =
            desk.site.exports_of(scope).filter_map(|export| feed(desk, export, &head.title)).collect();
    }
    if head.canonical.is_some() {
        head.card = card(desk, &page.kind);
        head.og = match page.kind {
            Kind::Article(ix) => article(desk, ix),
            Kind::Person(ix, _) => person(desk, ix),
            _ => Vec::new(),
        };
    }
}

/// The title, no longer than is shown; that of an entry with its date, for many a day has its "leaders arrived".
fn window_title(desk: &Desk<'_>, kind: &Kind, title: &str) -> String {
    let Kind::Entry(ix) = *kind else { return cut(title, TITLE) };
    let Some(when) = &desk.site.coverage.entries[ix].when else { return cut(title, TITLE) };
    let date = format!("{} {}", desk.words().text("comma"), desk.words().date(when));
    format!("{}{date}", cut(title, TITLE.saturating_sub(date.chars().count())))
}

/// One sentence that tells a page from others: long enough to say something, no longer than is shown.
fn description(desk: &Desk<'_>, kind: &Kind, head: &Head) -> String {
    let mut description = head.description.clone();
    if let Kind::Entry(ix) = *kind
        && let Some(&report) = desk.site.coverage.entries[ix].reports.first()
    {
        // Entries of one day with as many reports would all be described alike, as would those of one sentence.
        let sentence = desk.says(desk.report(report)).text;
        description = format!("{} – {sentence} {description}", desk.site.coverage.entries[ix].gist);
    }
    if description.is_empty() {
        return description;
    }
    if head.part > 1 {
        let part = head.part.to_string();
        description = desk.words().fill("title_part", &[("title", &description), ("n", &part)]);
    }
    if description.chars().count() < SHORT {
        description = format!("{} – {}: {description}", head.title, desk.site.config.title);
    }
    cut(&description, DESCRIPTION)
}

/// Text of at most `most` letters, ended after a word.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.', '–', ' ']))
}

/// What one can follow from a page.
fn scope(kind: &Kind) -> Option<Scope> {
    match *kind {
        Kind::Home | Kind::Articles(_) | Kind::About => Some(Scope::Site),
        Kind::Timeline | Kind::Period(_) => Some(Scope::Entries),
        Kind::Person(ix, 1) => Some(Scope::Person(ix)),
        Kind::Summit(ix, 1) => Some(Scope::Summit(ix)),
        _ => None,
    }
}

fn feed(desk: &Desk<'_>, export: Export, of: &str) -> Option<FeedLink> {
    let (name, mime) = match export {
        Export::Atom(_) => ("Atom", "application/atom+xml"),
        Export::JsonFeed(_) => ("JSON Feed", "application/feed+json"),
        Export::Calendar(_) => ("Calendar", "text/calendar"),
        _ => return None,
    };
    let href = desk.to(&desk.site.export_route(export));
    Some(FeedLink { name, title: format!("{of}, {name}"), mime, href })
}

/// The card of a page: its own, else that of its summit, else the site's.
fn card(desk: &Desk<'_>, kind: &Kind) -> Option<CardView> {
    let coverage = &desk.site.coverage;
    let (own, summit) = match *kind {
        Kind::Article(ix) => (Some(Card::Article(ix)), coverage.articles[ix].reading.summit),
        Kind::Person(ix, _) => (Some(Card::Person(ix)), None),
        Kind::Entry(ix) => (None, coverage.entries[ix].summit),
        Kind::Summit(ix, _) => (None, Some(ix)),
        _ => (None, None),
    };
    let wanted: Vec<Card> =
        own.into_iter().chain(summit.map(Card::Summit)).chain(std::iter::once(Card::Site)).collect();
    let (card, route) = desk.site.card(&wanted)?;
    Some(CardView {
        src: absolute(desk.site, route)?,
        width: SIZE.0,
        height: SIZE.1,
        alt: desk.site.card_words(card),
    })
}

fn article(desk: &Desk<'_>, ix: ArticleIx) -> Vec<Property> {
    let covered = &desk.site.coverage.articles[ix];
    let front = &covered.article.front;
    let time = |name, at: Option<_>| at.map(|at| Property { name, value: words::instant(at) });
    let published = time("article:published_time", covered.published);
    let modified = time("article:modified_time", desk.site.updated(ix));
    let section = covered.reading.summit.map(|summit| Property {
        name: "article:section",
        value: desk.site.coverage.summits[summit].title.clone(),
    });
    let tags = front.tags.iter().map(|tag| Property { name: "article:tag", value: tag.clone() });
    published.into_iter().chain(modified).chain(section).chain(tags).collect()
}

fn person(desk: &Desk<'_>, ix: PersonIx) -> Vec<Property> {
    let name = &desk.site.coverage.people[ix].name;
    let part = |property, part: &Option<String>| part.clone().map(|value| Property { name: property, value });
    part("profile:first_name", &name.given)
        .into_iter()
        .chain(part("profile:last_name", &name.family))
        .collect()
}
