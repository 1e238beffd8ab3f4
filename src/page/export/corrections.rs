//! `corrections/feed.xml`: what was put right on the site, newest first, for those who quoted it.

use atom_syndication::{Entry, Feed, Link, Person, Text};
use chrono::{NaiveTime, TimeZone, Utc};

use super::root;
use crate::page::links::part_route;
use crate::page::view::corrections::{Notice, deeds};
use crate::page::{LINES, Route, Site};

/// How many corrections the feed holds.
const ITEMS: usize = 50;

/// The Atom feed of corrections.
pub(super) fn corrections(site: &Site) -> Vec<u8> {
    let page = site.address(&Route::new("corrections/index.html"));
    let link = |rel: &str, href: String, mime_type: &str| Link {
        rel: rel.to_owned(),
        href,
        mime_type: Some(mime_type.to_owned()),
        ..Link::default()
    };
    let newest = site.notices.iter().enumerate().take(ITEMS);
    let entries: Vec<Entry> = newest.map(|(at, &notice)| entry(site, at, notice, &link)).collect();
    let feed = Feed {
        title: Text::plain(format!("Corrections: {}", site.config.title)),
        id: page.clone(),
        updated: entries.first().map(|entry| entry.updated).unwrap_or_default(),
        lang: Some(site.config.language.clone()),
        authors: vec![Person { name: site.config.title.clone(), ..Person::default() }],
        links: vec![
            link("self", site.address(&Route::new("corrections/feed.xml")), "application/atom+xml"),
            link("alternate", page, "text/html"),
            link("up", site.address(&root()), "text/html"),
        ],
        entries,
        ..Feed::default()
    };
    feed.to_string().into_bytes()
}

fn entry(site: &Site, at: usize, notice: Notice, link: &dyn Fn(&str, String, &str) -> Link) -> Entry {
    let coverage = &site.coverage;
    let route = part_route("corrections/index.html", at / LINES + 1);
    let address = format!("{}#{}", site.address(&route), notice.id(coverage));
    let (title, text) = match notice {
        Notice::Timeline(ix) => {
            let applied = &coverage.corrections[ix];
            let about = applied.entry.map_or(&applied.was.gist, |ix| &coverage.entries[ix].gist);
            let mut words = deeds(site, applied);
            words.extend(applied.correction.note.clone());
            (format!("Timeline: {about}"), words.join(" "))
        }
        Notice::Erratum(article, ix) => {
            let front = &coverage.articles[article].article.front;
            (front.title.clone(), front.errata[ix].note.clone())
        }
    };
    let midnight = notice.date(coverage).and_time(NaiveTime::MIN);
    Entry {
        title: Text::plain(title),
        id: address.clone(),
        updated: Utc.from_utc_datetime(&midnight).fixed_offset(),
        links: vec![link("alternate", address, "text/html")],
        summary: Some(Text::plain(text)),
        ..Entry::default()
    }
}
