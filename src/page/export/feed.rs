//! `feed.xml` and `feed.json`: the newest articles. The only file that names `atom_syndication`.

use atom_syndication::{Content, Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::root;
use crate::article::PublicationTime;
use crate::coverage::CoveredArticle;
use crate::page::{Route, Site};

/// How many articles a feed holds.
const ITEMS: usize = 30;

/// An article as a feed has it.
struct Item<'s> {
    covered: &'s CoveredArticle,
    address: String,
    published: DateTime<FixedOffset>,
    updated: DateTime<FixedOffset>,
}

/// The newest articles that have a date, newest first.
fn items(site: &Site) -> Vec<Item<'_>> {
    let newest = (0..site.coverage.articles.len()).rev();
    newest
        .filter_map(|ix| {
            let covered = &site.coverage.articles[ix];
            let published = covered.published?;
            let zone = covered.article.anchor.zone;
            let updated = match covered.article.front.updated {
                Some(PublicationTime::Instant(at)) => at,
                Some(PublicationTime::Local(at)) => zone.instant_or_nearest(at),
                Some(PublicationTime::Day(day)) => {
                    zone.instant_or_nearest(day.and_time(chrono::NaiveTime::MIN))
                }
                Some(PublicationTime::Unknown) | None => published,
            };
            let address = site.address(&site.article_route(ix));
            Some(Item { covered, address, published, updated: updated.max(published) })
        })
        .take(ITEMS)
        .collect()
}

/// The Atom feed.
pub(super) fn atom(site: &Site) -> Vec<u8> {
    let items = items(site);
    let mut feed = Feed {
        title: Text::plain(site.config.title.clone()),
        subtitle: Some(&site.config.description).filter(|d| !d.is_empty()).map(|d| Text::plain(d.clone())),
        id: site.address(&root()),
        updated: items.iter().map(|i| i.updated).max().unwrap_or_default(),
        lang: Some(site.config.language.clone()),
        generator: Some(Generator { value: "Dateline".to_owned(), ..Generator::default() }),
        authors: vec![Person { name: site.config.title.clone(), ..Person::default() }],
        links: vec![
            link("self", site.address(&Route::new("feed.xml")), "application/atom+xml"),
            link("alternate", site.address(&root()), "text/html"),
        ],
        ..Feed::default()
    };
    feed.entries = items.iter().map(entry).collect();
    feed.to_string().into_bytes()
}

fn entry(item: &Item<'_>) -> Entry {
    let front = &item.covered.article.front;
    let person = |name: &String| Person { name: name.clone(), ..Person::default() };
    Entry {
        title: Text::plain(front.title.clone()),
        id: item.address.clone(),
        updated: item.updated,
        published: Some(item.published),
        authors: front.authors.iter().map(person).collect(),
        links: vec![link("alternate", item.address.clone(), "text/html")],
        summary: front.summary.clone().map(Text::plain),
        content: Some(Content {
            content_type: Some("text".to_owned()),
            value: Some(item.covered.article.body.text.clone()),
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
    title: &'s str,
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
    content_text: &'s str,
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

/// The JSON feed.
pub(super) fn json(site: &Site) -> Vec<u8> {
    let items = items(site);
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &site.config.title,
        description: &site.config.description,
        home_page_url: site.address(&root()),
        feed_url: site.address(&Route::new("feed.json")),
        language: &site.config.language,
        items: items.iter().map(json_item).collect(),
    };
    serde_json::to_vec(&feed).expect("feeds hold nothing that JSON cannot say")
}

fn json_item<'s>(item: &'s Item<'s>) -> JsonItem<'s> {
    let article = &item.covered.article;
    JsonItem {
        id: &item.address,
        url: &item.address,
        title: &article.front.title,
        summary: article.front.summary.as_deref(),
        content_text: &article.body.text,
        date_published: item.published.to_rfc3339(),
        date_modified: item.updated.to_rfc3339(),
        authors: article.front.authors.iter().map(|name| JsonAuthor { name }).collect(),
        tags: &article.front.tags,
    }
}
