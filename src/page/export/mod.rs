//! Exports: the site's facts in the formats of other programs, and the small files that hosts look for.
//!
//! What needs absolute addresses (feeds, sitemaps, redirects) is planned only where the site has a
//! `base_url`. Every list is bounded, and says so where it leaves something out. Entry points: [`planned`]
//! and [`Site::export`].

mod calendar;
pub(crate) mod citation;
mod corrections;
mod feed;
mod host;
mod sitemap;
pub(in crate::page) mod table;
mod timeline_js;

use super::{Route, Site};
use crate::coverage::{EntryIx, Evidence, PersonIx, SummitIx};

/// A file for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// `timeline.ics` (RFC 5545): entries that have a day.
    Calendar(Scope),
    /// `feed.xml` (Atom, RFC 4287).
    Atom(Scope),
    /// `feed.json` (JSON Feed 1.1).
    JsonFeed(Scope),
    /// `timelinejs.json`, which TimelineJS3 loads as it stands.
    TimelineJs(Scope),
    /// `data/*.csv` (RFC 4180).
    Table(Table),
    /// `data/articles.bib` (BibTeX).
    BibTex,
    /// `data/articles.ris` (RIS).
    Ris,
    /// `corrections/feed.xml` (Atom).
    Corrections,
    /// `sitemap.xml` (sitemaps.org 0.9): addresses, or the parts that hold them.
    Sitemap,
    /// `sitemap-2.xml`: a part of a sitemap that is too long for one file, from 1.
    SitemapPart(usize),
    /// `sitemap-news.xml`: articles of the last two days.
    NewsSitemap,
    /// `robots.txt`.
    Robots,
    /// `_headers`, which Netlify, Cloudflare Pages and others read.
    Headers,
    /// `_redirects`: the old addresses of articles, for the same hosts.
    Redirects,
    /// `.nojekyll`: tells GitHub Pages to serve the files as they are.
    NoJekyll,
}

/// What an export is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole site: articles in a feed, the timeline in a calendar.
    Site,
    /// The timeline: entries in a feed.
    Entries,
    /// One person.
    Person(PersonIx),
    /// One summit.
    Summit(SummitIx),
}

/// A table of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One line a report of an entry.
    Timeline,
    /// One line a role of a person that an article states.
    People,
    /// One line a place.
    Places,
    /// One line a report of a quotation.
    Quotes,
}

/// The exports of a site, with their routes.
pub(super) fn planned(site: &Site) -> Vec<(Route, Export)> {
    let absolute = site.config.base_url.is_some();
    let mut exports = vec![
        ("data/timeline.csv".to_owned(), Export::Table(Table::Timeline)),
        ("data/people.csv".to_owned(), Export::Table(Table::People)),
        ("data/places.csv".to_owned(), Export::Table(Table::Places)),
        ("data/quotes.csv".to_owned(), Export::Table(Table::Quotes)),
        ("data/articles.bib".to_owned(), Export::BibTex),
        ("data/articles.ris".to_owned(), Export::Ris),
        ("robots.txt".to_owned(), Export::Robots),
        ("_headers".to_owned(), Export::Headers),
        (".nojekyll".to_owned(), Export::NoJekyll),
    ];
    if absolute {
        if !site.notices.is_empty() {
            exports.push(("corrections/feed.xml".to_owned(), Export::Corrections));
        }
        exports.push(("sitemap.xml".to_owned(), Export::Sitemap));
        exports.push(("sitemap-news.xml".to_owned(), Export::NewsSitemap));
        if site.coverage.articles.iter().any(|covered| !covered.article.front.aliases.is_empty()) {
            exports.push(("_redirects".to_owned(), Export::Redirects));
        }
        let parts = sitemap::parts(site);
        exports.extend(
            (1..=parts)
                .filter(|_| parts > 1)
                .map(|part| (format!("sitemap-{part}.xml"), Export::SitemapPart(part))),
        );
    }
    let mut exports: Vec<(Route, Export)> =
        exports.into_iter().map(|(path, export)| (Route::new(path), export)).collect();
    let people = (0..site.coverage.people.len()).map(Scope::Person);
    let summits = (0..site.coverage.summits.len()).map(Scope::Summit);
    for scope in [Scope::Site, Scope::Entries].into_iter().chain(people).chain(summits) {
        exports.extend(site.exports_of(scope).map(|export| (site.export_route(export), export)));
    }
    exports
}

impl Site {
    /// The feeds, the calendar and the timeline of one scope.
    pub(crate) fn exports_of(&self, scope: Scope) -> impl Iterator<Item = Export> + use<> {
        let absolute = self.config.base_url.is_some();
        // A calendar without a day in it is none (RFC 5545, 3.6).
        let has_days = scope != Scope::Entries
            && self.entries_of(scope).any(|ix| calendar::day(&self.coverage.entries[ix]).is_some());
        let feeds = [Export::Atom(scope), Export::JsonFeed(scope)].into_iter().filter(move |_| absolute);
        let calendar = has_days.then_some(Export::Calendar(scope));
        let timeline = matches!(scope, Scope::Site | Scope::Summit(_)).then_some(Export::TimelineJs(scope));
        feeds.chain(calendar).chain(timeline)
    }

    /// Where the export of a scope stands: beside its page.
    pub(crate) fn export_route(&self, export: Export) -> Route {
        let (scope, name) = match export {
            Export::Atom(scope) => (scope, "feed.xml"),
            Export::JsonFeed(scope) => (scope, "feed.json"),
            Export::Calendar(scope) => (scope, "timeline.ics"),
            Export::TimelineJs(Scope::Site) => return Route::new("data/timelinejs.json"),
            Export::TimelineJs(scope) => (scope, "timelinejs.json"),
            _ => return Route::new("data/index.json"),
        };
        let page = match scope {
            Scope::Site => return Route::new(name),
            Scope::Entries => return Route::new(format!("timeline/{name}")),
            Scope::Person(person) => self.person_route(person),
            Scope::Summit(summit) => self.summit_route(summit),
        };
        let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
        Route::new(format!("{stem}/{name}"))
    }

    /// The bytes of an export.
    pub fn export(&self, export: Export) -> Vec<u8> {
        match export {
            Export::Calendar(scope) => calendar::calendar(self, scope),
            Export::Atom(scope) => feed::atom(self, scope),
            Export::JsonFeed(scope) => feed::json(self, scope),
            Export::TimelineJs(scope) => timeline_js::timeline(self, scope),
            Export::Table(table) => table::table(self, table),
            Export::BibTex => citation::bibliography(self, citation::Citation::bibtex),
            Export::Ris => citation::bibliography(self, citation::Citation::ris),
            Export::Corrections => corrections::corrections(self),
            Export::Sitemap => sitemap::sitemap(self),
            Export::SitemapPart(part) => sitemap::part(self, part),
            Export::NewsSitemap => sitemap::news(self),
            Export::Robots => host::robots(self),
            Export::Headers => host::headers(self),
            Export::Redirects => host::redirects(self),
            Export::NoJekyll => Vec::new(),
        }
    }

    /// The entries of a scope, in the timeline's order.
    fn entries_of(&self, scope: Scope) -> Box<dyn Iterator<Item = EntryIx> + '_> {
        match scope {
            Scope::Site | Scope::Entries => Box::new(0..self.coverage.entries.len()),
            Scope::Person(person) => Box::new(self.coverage.people[person].entries.iter().copied()),
            Scope::Summit(summit) => Box::new(self.coverage.summits[summit].entries.iter().copied()),
        }
    }

    /// What a scope is called: the site's title with the person or the summit before it.
    fn title_of(&self, scope: Scope) -> String {
        let site = &self.config.title;
        match scope {
            Scope::Site => site.clone(),
            Scope::Entries => format!("Timeline – {site}"),
            Scope::Person(person) => format!("{} – {site}", self.coverage.people[person].name.full),
            Scope::Summit(summit) => format!("{} – {site}", self.coverage.summits[summit].title),
        }
    }

    /// The page of a scope.
    fn page_of(&self, scope: Scope) -> Route {
        match scope {
            Scope::Site => root(),
            Scope::Entries => Route::new("timeline/index.html"),
            Scope::Person(person) => self.person_route(person),
            Scope::Summit(summit) => self.summit_route(summit),
        }
    }

    /// Where an entry stands: absolute with a `base_url`, else from the site's root.
    pub(crate) fn entry_address(&self, entry: EntryIx) -> Option<String> {
        if let Some(route) = self.entry_page(entry) {
            return Some(self.address(&route));
        }
        let (route, id) = self.entry_route(entry)?;
        Some(format!("{}#{id}", self.address(&route)))
    }

    /// Where a page stands: absolute with a `base_url`, else from the site's root.
    pub(crate) fn address(&self, route: &Route) -> String {
        super::view::absolute(self, route).unwrap_or_else(|| root().link_to(route))
    }

    /// The sentence of a piece of evidence, on one line.
    fn sentence_of(&self, evidence: Evidence) -> String {
        let text = &self.coverage.articles[evidence.article].article.body.text;
        super::view::one_line(self.coverage.sentence(evidence).of(text))
    }

    /// The sentence of a report, on one line.
    fn report_sentence(&self, report: crate::coverage::Report) -> String {
        self.sentence_of(self.report_evidence(report))
    }

    /// The words of a report.
    fn report_evidence(&self, report: crate::coverage::Report) -> Evidence {
        Evidence { article: report.article, span: self.coverage.event(report).span }
    }

    /// The address of the sentence of a piece of evidence.
    fn evidence_address(&self, evidence: Evidence) -> String {
        let href = self.evidence_href(&root(), evidence);
        self.config.base_url.as_ref().map_or(href.clone(), |base| format!("{base}{href}"))
    }
}

/// The page that addresses without a `base_url` are relative to.
fn root() -> Route {
    Route::new("index.html")
}

/// Text as HTML or XML has it.
fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // XML has no other control characters.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => html.push(c),
        }
    }
}

/// Text as HTML has it.
pub(in crate::page) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    push_escaped(&mut html, text);
    html
}
