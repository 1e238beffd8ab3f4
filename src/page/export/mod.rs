//! Exports: the site's facts in the formats of other programs, and the small files that hosts look for.
//!
//! What needs absolute addresses (feeds, sitemap) is planned only where the site has a `base_url`. Entry
//! points: [`planned`] and [`Site::export`].

mod calendar;
mod corrections;
mod feed;
mod sitemap;
mod table;

use super::{Route, Site};
use crate::coverage::{EntryIx, Evidence};

/// A file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// `timeline.ics` (RFC 5545).
    Calendar,
    /// `data/timeline.csv` (RFC 4180).
    Table,
    /// `feed.xml` (Atom, RFC 4287).
    Atom,
    /// `feed.json` (JSON Feed 1.1).
    JsonFeed,
    /// `corrections/feed.xml` (Atom).
    Corrections,
    /// `sitemap.xml` (sitemaps.org 0.9).
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `_headers`, which Netlify, Cloudflare Pages and others read.
    Headers,
    /// `.nojekyll`: tells GitHub Pages to serve the files as they are.
    NoJekyll,
}

/// The exports of a site, with their routes.
pub(super) fn planned(absolute: bool) -> Vec<(Route, Export)> {
    let always = [
        ("timeline.ics", Export::Calendar),
        ("data/timeline.csv", Export::Table),
        ("robots.txt", Export::Robots),
        ("_headers", Export::Headers),
        (".nojekyll", Export::NoJekyll),
    ];
    let with_address = [
        ("feed.xml", Export::Atom),
        ("feed.json", Export::JsonFeed),
        ("corrections/feed.xml", Export::Corrections),
        ("sitemap.xml", Export::Sitemap),
    ];
    let absolute = with_address.into_iter().filter(|_| absolute);
    always.into_iter().chain(absolute).map(|(path, export)| (Route::new(path), export)).collect()
}

impl Site {
    /// The bytes of an export.
    pub fn export(&self, export: Export) -> Vec<u8> {
        match export {
            Export::Calendar => calendar::calendar(self),
            Export::Table => table::table(self),
            Export::Atom => feed::atom(self),
            Export::JsonFeed => feed::json(self),
            Export::Corrections => corrections::corrections(self),
            Export::Sitemap => sitemap::sitemap(self),
            Export::Robots => sitemap::robots(self),
            Export::Headers => sitemap::headers(),
            Export::NoJekyll => Vec::new(),
        }
    }

    /// Where an entry stands: absolute with a `base_url`, else from the site's root.
    fn entry_address(&self, entry: EntryIx) -> Option<String> {
        let (route, id) = self.entry_route(entry)?;
        Some(format!("{}#{id}", self.address(&route)))
    }

    /// Where a page stands: absolute with a `base_url`, else from the site's root.
    fn address(&self, route: &Route) -> String {
        super::view::absolute(self, route).unwrap_or_else(|| root().link_to(route))
    }

    /// The sentence of a piece of evidence, on one line.
    fn sentence_of(&self, evidence: Evidence) -> String {
        let text = &self.coverage.articles[evidence.article].article.body.text;
        super::view::one_line(self.coverage.sentence(evidence).of(text))
    }

    /// The sentence of a report, on one line.
    fn report_sentence(&self, report: crate::coverage::Report) -> String {
        self.sentence_of(Evidence { article: report.article, span: self.coverage.event(report).span })
    }
}

/// The page that addresses without a `base_url` are relative to.
fn root() -> Route {
    Route::new("index.html")
}
