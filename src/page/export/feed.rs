//! `feed.xml` and `feed.json`: the newest articles of the site, of a person, of a summit, and the newest
//! entries of the timeline.
//!
//! The site's own feed has whole articles; the others have what is needed to know whether to read on, so
//! that a site with a thousand people does not carry each article a thousand times.

use atom_syndication::{Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::calendar::summary;
use super::{Export, Scope, push_escaped};
use crate::coverage::{ArticleIx, EntryIx};
use crate::page::Site;

/// How many items a feed holds.
const ITEMS: usize = 30;
/// How many reports of an entry a feed quotes.
const REPORTS: usize = 5;

/// What a feed tells of.
struct Item {
    id: String,
    address: String,
    title: String,
    summary: Option<String>,
    /// HTML.
    content: String,
    published: DateTime<FixedOffset>,
    updated: DateTime<FixedOffset>,
    authors: Vec<String>,
    tags: Vec<String>,
}

/// The newest items of a scope that have a date, newest first.
fn items(site: &Site, scope: Scope) -> Vec<Item> {
    let coverage = &site.coverage;
    match scope {
        Scope::Site => {
            let newest = (0..coverage.articles.len()).rev();
            newest.filter_map(|ix| article(site, ix, true)).take(ITEMS).collect()
        }
        Scope::Person(person) => {
            let newest = coverage.people[person].chains.iter().rev();
            let mut articles: Vec<ArticleIx> = newest.map(|&(ix, _)| ix).collect();
            articles.dedup();
            articles.into_iter().filter_map(|ix| article(site, ix, false)).take(ITEMS).collect()
        }
        Scope::Summit(summit) => {
            let newest = coverage.summits[summit].articles.iter().rev();
            newest.filter_map(|&ix| article(site, ix, false)).take(ITEMS).collect()
        }
        Scope::Entries => entries(site),
    }
}

fn article(site: &Site, ix: ArticleIx, whole: bool) -> Option<Item> {
    let covered = &site.coverage.articles[ix];
    let published = covered.published?;
    let front = &covered.article.front;
    let updated = site.updated(ix).unwrap_or(published);
    let text = &covered.article.body.text;
    let mut content = String::with_capacity(if whole { text.len() + text.len() / 16 } else { 256 });
    for paragraph in
        text.split("\n\n").filter(|p| !p.trim().is_empty()).take(if whole { usize::MAX } else { 1 })
    {
        content.push_str("<p>");
        push_escaped(&mut content, paragraph);
        content.push_str("</p>\n");
    }
    let address = site.address(&site.article_route(ix));
    Some(Item {
        id: address.clone(),
        address,
        title: front.title.clone(),
        summary: front.summary.clone(),
        content,
        published,
        updated: updated.max(published),
        authors: front.authors.clone(),
        tags: front.tags.clone(),
    })
}

/// Entries by their newest report.
fn entries(site: &Site) -> Vec<Item> {
    let reported = |ix: &EntryIx| {
        let reports = site.coverage.entries[*ix].reports.iter();
        reports.filter_map(|r| site.coverage.articles[r.article].published).max()
    };
    let mut newest: Vec<(DateTime<FixedOffset>, EntryIx)> = (0..site.coverage.entries.len())
        .filter(|&ix| !site.coverage.entries[ix].background)
        .filter_map(|ix| Some((reported(&ix)?, ix)))
        .collect();
    if newest.len() > ITEMS {
        newest.select_nth_unstable_by(ITEMS, |a, b| b.cmp(a));
        newest.truncate(ITEMS);
    }
    newest.sort_unstable_by(|a, b| b.cmp(a));
    newest.into_iter().filter_map(|(at, ix)| entry_item(site, ix, at)).collect()
}

fn entry_item(site: &Site, ix: EntryIx, updated: DateTime<FixedOffset>) -> Option<Item> {
    let entry = &site.coverage.entries[ix];
    let reports = entry.reports.iter();
    let published =
        reports.filter_map(|r| site.coverage.articles[r.article].published).min().unwrap_or(updated);
    let when = entry.when.as_ref().map(|w| site.words().date_and_hour(w));
    let mut content = String::new();
    if let Some(when) = &when {
        content.push_str("<p>");
        push_escaped(&mut content, when);
        content.push_str("</p>\n");
    }
    for &report in entry.reports.iter().take(REPORTS) {
        content.push_str("<blockquote><p>");
        push_escaped(&mut content, &site.report_sentence(report));
        content.push_str("</p><p><a href=\"");
        push_escaped(&mut content, &site.evidence_address(site.report_evidence(report)));
        content.push_str("\">");
        push_escaped(&mut content, &site.coverage.articles[report.article].article.front.title);
        content.push_str("</a></p></blockquote>\n");
    }
    Some(Item {
        // Whatever page it stands on, and whatever day it is found to have been: one entry, one id.
        id: format!("{}#{}", site.address(&super::root()), entry.id),
        address: site.entry_address(ix)?,
        title: summary(site, entry),
        summary: when,
        content,
        published,
        updated,
        authors: Vec::new(),
        tags: Vec::new(),
    })
}

/// The Atom feed of a scope.
pub(super) fn atom(site: &Site, scope: Scope) -> Vec<u8> {
    let items = items(site, scope);
    let page = site.address(&site.page_of(scope));
    let here = site.address(&site.export_route(Export::Atom(scope)));
    let subtitle = Some(&site.config.description).filter(|d| scope == Scope::Site && !d.is_empty());
    let mut feed = Feed {
        title: Text::plain(site.title_of(scope)),
        subtitle: subtitle.map(|d| Text::plain(d.clone())),
        // The site's own feed is known by the site's address; the others by theirs.
        id: if scope == Scope::Site { page.clone() } else { here.clone() },
        updated: items.iter().map(|i| i.updated).max().unwrap_or_default(),
        lang: Some(site.config.language.clone()),
        generator: Some(Generator { value: "Dateline".to_owned(), ..Generator::default() }),
        authors: vec![Person { name: site.config.title.clone(), ..Person::default() }],
        links: vec![link("self", here, "application/atom+xml"), link("alternate", page, "text/html")],
        ..Feed::default()
    };
    feed.entries = items.into_iter().map(entry).collect();
    feed.to_string().into_bytes()
}

fn entry(item: Item) -> Entry {
    let person = |name: String| Person { name, ..Person::default() };
    let category =
        |term: String| atom_syndication::Category { term, ..atom_syndication::Category::default() };
    Entry {
        title: Text::plain(item.title),
        id: item.id,
        updated: item.updated,
        published: Some(item.published),
        authors: item.authors.into_iter().map(person).collect(),
        categories: item.tags.into_iter().map(category).collect(),
        links: vec![link("alternate", item.address, "text/html")],
        summary: item.summary.map(Text::plain),
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(item.content),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, mime_type: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

#[derive(Serialize)]
struct JsonFeed<'s> {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'s str,
    home_page_url: String,
    feed_url: String,
    language: &'s str,
    items: Vec<JsonItem<'s>>,
}

#[derive(Serialize)]
struct JsonItem<'s> {
    id: &'s str,
    url: &'s str,
    title: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'s str>,
    content_html: &'s str,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'s>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'s [String],
}

#[derive(Serialize)]
struct JsonAuthor<'s> {
    name: &'s str,
}

/// The JSON feed of a scope.
pub(super) fn json(site: &Site, scope: Scope) -> Vec<u8> {
    let items = items(site, scope);
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: site.title_of(scope),
        description: if scope == Scope::Site { &site.config.description } else { "" },
        home_page_url: site.address(&site.page_of(scope)),
        feed_url: site.address(&site.export_route(Export::JsonFeed(scope))),
        language: &site.config.language,
        items: items.iter().map(json_item).collect(),
    };
    serde_json::to_vec(&feed).expect("feeds hold nothing that JSON cannot say")
}

fn json_item(item: &Item) -> JsonItem<'_> {
    JsonItem {
        id: &item.id,
        url: &item.address,
        title: &item.title,
        summary: item.summary.as_deref(),
        content_html: &item.content,
        date_published: item.published.to_rfc3339(),
        date_modified: item.updated.to_rfc3339(),
        authors: item.authors.iter().map(|name| JsonAuthor { name }).collect(),
        tags: &item.tags,
    }
}
