//! `sitemap.xml` and `sitemap-news.xml`: what crawlers look for.

use chrono::{DateTime, Duration, FixedOffset};

use super::push_escaped;
use crate::page::{Kind, Page, Route, Site};

/// The most addresses that one file may hold (sitemaps.org 0.9).
const MOST: usize = 50_000;
/// The most articles that a news sitemap may hold.
const NEWS: usize = 1_000;
/// How long an article is news, in hours.
const NEW: i64 = 48;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// How many files the addresses take.
pub(super) fn parts(site: &Site) -> usize {
    crate::page::parts(listed(site).count(), MOST)
}

/// The sitemap: the addresses, or where there are too many for one file, its parts.
pub(super) fn sitemap(site: &Site) -> Vec<u8> {
    let parts = parts(site);
    if parts == 1 {
        return part(site, 1);
    }
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{SCHEMA}\">\n");
    for part in 1..=parts {
        xml.push_str("<sitemap><loc>");
        push_escaped(&mut xml, &site.address(&Route::new(format!("sitemap-{part}.xml"))));
        xml.push_str("</loc></sitemap>\n");
    }
    xml.push_str("</sitemapindex>\n");
    xml.into_bytes()
}

/// A part of the sitemap, from 1: the pages that a reader would want to land on, with the day of what is
/// newest on them.
pub(super) fn part(site: &Site, part: usize) -> Vec<u8> {
    let mut xml = format!("{HEAD}<urlset xmlns=\"{SCHEMA}\">\n");
    for page in listed(site).skip((part - 1) * MOST).take(MOST) {
        xml.push_str("<url><loc>");
        push_escaped(&mut xml, &site.address(&page.route));
        xml.push_str("</loc>");
        if let Some(at) = newest(site, &page.kind) {
            xml.push_str(&format!("<lastmod>{}</lastmod>", at.format("%Y-%m-%d")));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// Articles of the two days before now, which is `--now`, else the newest article.
pub(super) fn news(site: &Site) -> Vec<u8> {
    let articles = &site.coverage.articles;
    let mut xml = format!(
        "{HEAD}<urlset xmlns=\"{SCHEMA}\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
    );
    if let Some(now) = site.now() {
        let is_new = |at: DateTime<FixedOffset>| at <= now && now - at <= Duration::hours(NEW);
        let new = (0..articles.len()).rev().filter(|&ix| articles[ix].published.is_some_and(is_new));
        for ix in new.take(NEWS) {
            let Some(published) = articles[ix].published else { continue };
            xml.push_str("<url><loc>");
            push_escaped(&mut xml, &site.address(&site.article_route(ix)));
            xml.push_str("</loc><news:news><news:publication><news:name>");
            push_escaped(&mut xml, &site.config.title);
            xml.push_str("</news:name><news:language>");
            let language = &site.config.language;
            push_escaped(&mut xml, language.split('-').next().unwrap_or(language));
            xml.push_str("</news:language></news:publication><news:publication_date>");
            xml.push_str(&published.to_rfc3339());
            xml.push_str("</news:publication_date><news:title>");
            push_escaped(&mut xml, &articles[ix].article.front.title);
            xml.push_str("</news:title></news:news></url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn listed(site: &Site) -> impl Iterator<Item = &Page> {
    site.pages().iter().filter(|page| {
        !matches!(
            page.kind,
            Kind::NotFound
                | Kind::Redirect(_)
                | Kind::EntryMoved(_)
                | Kind::DateLeft(_)
                | Kind::Data(_)
                | Kind::Export(_)
                | Kind::SearchFile(_)
                | Kind::Card(_)
        )
    })
}

/// When the newest article that a page is made of was published or changed.
fn newest(site: &Site, kind: &Kind) -> Option<DateTime<FixedOffset>> {
    let coverage = &site.coverage;
    match *kind {
        Kind::Article(ix) => {
            let updated = site.updated(ix);
            coverage.articles[ix].published.max(updated)
        }
        Kind::Home | Kind::Timeline | Kind::Articles(1) => coverage.articles.last()?.published,
        Kind::Person(ix, _) => coverage.articles[coverage.people[ix].chains.last()?.0].published,
        Kind::Summit(ix, _) => coverage.articles[*coverage.summits[ix].articles.last()?].published,
        _ => None,
    }
}
