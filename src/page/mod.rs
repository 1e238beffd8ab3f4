//! Plan: every route of the site and what stands there, over one coverage. Pure.
//!
//! [`Site`] is a value, small, without a byte of HTML: all routes are known and collision-free before any
//! page renders. A page's view ([`view`]) is made when it is asked for, and dropped. Entry point: [`plan`].

mod calendar;
pub mod card;
mod course;
mod data;
pub mod export;
mod filters;
mod former;
mod links;
mod locator;
mod route;
mod search;
pub mod view;
pub mod words;

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveTime};
use unicode_normalization::UnicodeNormalization;

pub use links::Target;
pub(crate) use links::{decoded, has_scheme, joined};
pub use route::Route;
pub use search::SearchFile;

use crate::article::PublicationTime;
use crate::config::Config;
use crate::coverage::{ArticleIx, Coverage, EntryIx, PersonIx, PlacePageIx, SummitIx};
use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::source::Asset;
use calendar::Calendar;
pub use card::Card;
pub use data::SchemaFile;
pub use export::Export;
use links::{part_route, segment};

/// The most items that one page lists; longer lists go on at the next part.
pub const LIST: usize = 200;
/// The most lines of a part of the timeline that one page lists.
const FILTER_LINES: usize = 50;
/// The most lines of a person's, a place's or a summit's timeline that one page lists.
pub const LINES: usize = 100;
/// The most quotations that one page lists.
pub const QUOTATIONS: usize = 60;
/// The most lines of the timeline that one part of a person's page lists.
pub const PERSON_LINES: usize = 60;

/// Every route of the site, and what stands there.
#[derive(Debug)]
pub struct Site {
    /// What the site says of itself.
    pub config: Config,
    /// What its articles say.
    pub coverage: Coverage,
    pages: Vec<Page>,
    assets: Vec<Asset>,
    calendar: Calendar,
    search: search::Plan,
    cards: card::Cards,
    /// Countries and their people, by the country's name.
    delegations: Vec<Delegation>,
    /// The timeline by status and source.
    filters: Vec<filters::Filter>,
    /// By date: entries that were planned for it and took place on another.
    moved: HashMap<usize, Vec<EntryIx>>,
    /// By date: entries that once stood there.
    former: former::Former,
    /// All corrections, newest first.
    notices: Vec<view::corrections::Notice>,
    /// Routes by their path.
    by_route: HashMap<String, usize>,
    /// Pages by the content file that they are made of.
    by_file: HashMap<String, usize>,
    by_slug: HashMap<String, ArticleIx>,
    words: words::Words,
    anchors: links::Anchors,
    /// Articles in the order of what they tell of.
    course: course::Course,
}

/// A country and its people.
#[derive(Clone, Debug)]
pub(crate) struct Delegation {
    /// ISO 3166-1 alpha-2.
    pub(crate) country: String,
    /// By sort key.
    pub(crate) people: Vec<PersonIx>,
}

fn delegations(coverage: &Coverage, words: words::Words) -> Vec<Delegation> {
    let mut by_country: std::collections::BTreeMap<(&str, &str), Vec<PersonIx>> = Default::default();
    for (ix, person) in coverage.people.iter().enumerate() {
        if let Some(code) = person.country.as_deref() {
            by_country.entry((words.country(code), code)).or_default().push(ix);
        }
    }
    let delegation = |((_, country), mut people): ((&str, &str), Vec<PersonIx>)| {
        people.sort_by_key(|&ix| (&coverage.people[ix].sort_key, ix));
        Delegation { country: country.to_owned(), people }
    };
    by_country.into_iter().map(delegation).collect()
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is.
    pub route: Route,
    /// What it is.
    pub kind: Kind,
}

/// What stands at a route. Parts of long lists count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The front page.
    Home,
    /// One article.
    Article(ArticleIx),
    /// Articles, newest first.
    Articles(usize),
    /// People by name.
    People(usize),
    /// People of one country, as an index among the delegations.
    Delegation(usize, usize),
    /// One person.
    Person(PersonIx, usize),
    /// Places by name.
    Places(usize),
    /// One place.
    Place(PlacePageIx, usize),
    /// All summits.
    Summits,
    /// One summit.
    Summit(SummitIx, usize),
    /// The timeline as a whole.
    Timeline,
    /// A year or a month of the timeline.
    Period(usize),
    /// Entries with something in common: into the filters.
    Filter(usize, usize),
    /// A date and everything that stands there.
    Date(usize, usize),
    /// A date on which entries once stood and nothing stands now.
    DateLeft(usize),
    /// An entry with more to show than one sentence.
    Entry(EntryIx),
    /// The address that such an entry would have without its earliest report: redirects to it.
    EntryMoved(EntryIx),
    /// Corrections, the editor's and those of articles, newest first.
    Corrections(usize),
    /// Quotations.
    Quotes(usize),
    /// How facts are read.
    About,
    /// A page of the editor's own.
    Editor(usize),
    /// What a server shows for a page that is not there.
    NotFound,
    /// An old address of an article.
    Redirect(ArticleIx),
    /// The search page.
    Search,
    /// A file of the index that it loads.
    SearchFile(SearchFile),
    /// The picture that a link shows where it is shared.
    Card(Card),
    /// Facts as data.
    Data(DataFile),
    /// A file for other programs.
    Export(Export),
}

/// A file of facts for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// `data/timeline.json`, or what it points at where the timeline is long.
    Timeline,
    /// `data/timeline-2019.json`: one year of a long timeline, as an index among the years.
    TimelineYear(usize),
    /// `data/schema/corrections.json`: of `content/corrections.yaml`.
    CorrectionsSchema,
    /// `data/people.json`
    People,
    /// `data/places.json`
    Places,
    /// `data/quotes.json`, or what it points at where there are many.
    Quotes,
    /// `data/quotes-2.json`: some thousand of many quotations, from 1.
    QuotesPart(usize),
    /// `data/schema/*.json`: what the others look like.
    Schema(SchemaFile),
}

/// Plans the site: all routes, free of collisions. A page whose route is taken is left out, with a message
/// that names both files.
pub fn plan(coverage: Coverage, config: Config, assets: Vec<Asset>) -> Warned<Site> {
    let calendar = Calendar::new(&coverage.entries);
    let search = search::Plan::new(&coverage);
    let mut moved: HashMap<usize, Vec<EntryIx>> = HashMap::new();
    for ix in 0..coverage.entries.len() {
        let plan = coverage.moved_from(ix).map(|when| calendar::key(when.grain, when.start.naive_local()));
        let planned = plan.and_then(|key| calendar.date(&key));
        if let Some(date) = planned.filter(|&date| calendar.home(ix).is_some_and(|(home, _)| home != date)) {
            moved.entry(date).or_default().push(ix);
        }
    }
    let former = former::Former::new(&coverage, &calendar);
    let filters = filters::filters(&coverage);
    let notices = view::corrections::notices(&coverage);
    let delegations = delegations(&coverage, words::Words::of(&config.language));
    let mut by_slug = HashMap::with_capacity(coverage.articles.len());
    for (ix, covered) in coverage.articles.iter().enumerate() {
        by_slug.entry(covered.article.id.clone()).or_insert(ix);
    }
    let course = course::Course::new(&coverage);
    let site = Site {
        words: words::Words::of(&config.language),
        anchors: links::Anchors::new(coverage.articles.len()),
        config,
        coverage,
        pages: Vec::new(),
        assets,
        calendar,
        search,
        cards: card::Cards::default(),
        delegations,
        filters,
        moved,
        former,
        notices,
        by_route: HashMap::new(),
        by_file: HashMap::new(),
        by_slug,
        course,
    };
    let mut planner = Planner { site, taken: HashMap::new(), diagnostics: Vec::new() };
    planner.plan();
    let Planner { mut site, mut diagnostics, .. } = planner;
    for (ix, page) in site.pages.iter().enumerate() {
        site.by_route.insert(page.route.as_str().to_owned(), ix);
    }
    diagnostics.sort();
    Warned { value: site, diagnostics }
}

impl Site {
    /// All pages, in the order that they were planned in.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The words of the site's language.
    pub fn words(&self) -> words::Words {
        self.words
    }

    /// All routes, in the order that they were planned in.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.pages.iter().map(|page| &page.route)
    }

    /// The files of `static/`, embedded and the user's.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The files that templates may ask for by name: ours, and those of the user's that took the place of
    /// ours. Name and path.
    pub fn named_assets(&self) -> impl Iterator<Item = (&str, &str)> {
        let ours = self.assets.iter().filter(|a| {
            a.name.starts_with("css/")
                || a.name.starts_with("js/")
                || a.name.starts_with("icons/")
                || a.name.ends_with(".woff2")
        });
        ours.map(|a| (a.name.as_str(), a.path.as_str()))
    }

    /// Entries that were planned for a date and took place on another.
    fn moved_from(&self, date: usize) -> &[EntryIx] {
        self.moved.get(&date).map_or(&[], Vec::as_slice)
    }

    fn has_asset(&self, path: &str) -> bool {
        self.assets.binary_search_by(|a| a.path.as_str().cmp(path)).is_ok()
    }

    /// When an article was last changed, where its front matter says so.
    pub(crate) fn updated(&self, article: ArticleIx) -> Option<DateTime<FixedOffset>> {
        let article = &self.coverage.articles[article].article;
        let zone = article.anchor.zone;
        match article.front.updated? {
            PublicationTime::Instant(at) => Some(at),
            PublicationTime::Local(at) => Some(zone.instant_or_nearest(at)),
            PublicationTime::Day(day) => Some(zone.instant_or_nearest(day.and_time(NaiveTime::MIN))),
            PublicationTime::Unknown => None,
        }
    }

    /// The moment from which news are new: the one that was asked for, else the newest article.
    pub(crate) fn now(&self) -> Option<DateTime<FixedOffset>> {
        self.config.now.or_else(|| self.coverage.articles.iter().rev().find_map(|a| a.published))
    }

    /// The path of the site on its host, with a slash at both ends; `/` without a `base_url`.
    pub(crate) fn base_path(&self) -> &str {
        self.config.base_url.as_deref().map_or("/", view::base_path)
    }

    /// How many parts a person's page has.
    pub(crate) fn person_parts(&self, person: PersonIx) -> usize {
        let person = &self.coverage.people[person];
        parts(person.entries.len(), PERSON_LINES)
            .max(parts(person.quotations.len(), view::PERSON_QUOTATIONS))
            .max(parts(person.chains.len(), view::PERSON_ARTICLES))
    }
}

/// How many parts of `size` items a list of `len` has; an empty list has one.
pub(crate) fn parts(len: usize, size: usize) -> usize {
    len.div_ceil(size).max(1)
}

struct Planner {
    site: Site,
    /// The folded routes, with the file that took each.
    taken: HashMap<String, String>,
    diagnostics: Vec<Diagnostic>,
}

impl Planner {
    fn plan(&mut self) {
        self.site.assets.sort_by(|a, b| a.path.cmp(&b.path));
        for ix in 0..self.site.assets.len() {
            let path = self.site.assets[ix].path.clone();
            self.taken.insert(folded(&path), format!("static/{path}"));
        }
        self.add(Route::new("index.html"), Kind::Home, "");
        self.add(Route::new("404.html"), Kind::NotFound, "");
        self.add(Route::new("about.html"), Kind::About, "");
        self.articles();
        self.people();
        self.places();
        self.summits();
        self.timeline();
        self.entries();
        self.list("corrections/index.html", self.site.notices.len(), LINES, Kind::Corrections);
        self.list("quotes/index.html", self.site.coverage.quotations.len(), QUOTATIONS, Kind::Quotes);
        for ix in 0..self.site.coverage.pages.len() {
            let file = self.site.coverage.pages[ix].file.clone();
            self.add(self.site.editor_route(ix), Kind::Editor(ix), &file);
        }
        self.add(Route::new("search.html"), Kind::Search, "");
        for file in self.site.search.files().collect::<Vec<_>>() {
            self.add(file.route(), Kind::SearchFile(file), "");
        }
        self.data();
        self.aliases();
        self.cards();
        self.exports();
    }

    fn articles(&mut self) {
        for ix in 0..self.site.coverage.articles.len() {
            let file = self.site.coverage.articles[ix].article.file.clone();
            self.add(self.site.article_route(ix), Kind::Article(ix), &file);
        }
        self.list("articles/index.html", self.site.coverage.articles.len(), LIST, Kind::Articles);
    }

    fn people(&mut self) {
        self.list("people/index.html", self.site.coverage.people.len(), LIST, Kind::People);
        for ix in 0..self.site.delegations.len() {
            let route = self.site.delegation_route(ix);
            for part in 1..=parts(self.site.delegations[ix].people.len(), LIST) {
                self.add(part_route(route.as_str(), part), Kind::Delegation(ix, part), "");
            }
        }
        for ix in 0..self.site.coverage.people.len() {
            let file =
                self.site.coverage.people[ix].editor.as_ref().map_or(String::new(), |e| e.file.clone());
            let route = self.site.person_route(ix);
            self.add(route.clone(), Kind::Person(ix, 1), &file);
            for part in 2..=self.site.person_parts(ix) {
                self.add(part_route(route.as_str(), part), Kind::Person(ix, part), "");
            }
        }
    }

    fn places(&mut self) {
        self.list("places/index.html", self.site.coverage.places.len(), LIST, Kind::Places);
        for ix in 0..self.site.coverage.places.len() {
            let route = self.site.place_route(ix);
            for part in 1..=parts(self.site.coverage.places[ix].entries.len(), LINES) {
                self.add(part_route(route.as_str(), part), Kind::Place(ix, part), "");
            }
        }
    }

    fn summits(&mut self) {
        if !self.site.coverage.summits.is_empty() {
            self.add(Route::new("summits/index.html"), Kind::Summits, "");
        }
        for ix in 0..self.site.coverage.summits.len() {
            let summit = &self.site.coverage.summits[ix];
            let file = summit.editor.as_ref().map_or(String::new(), |e| e.file.clone());
            let count = parts(summit.entries.len(), LINES).max(parts(summit.articles.len(), LINES));
            let route = self.site.summit_route(ix);
            self.add(route.clone(), Kind::Summit(ix, 1), &file);
            for part in 2..=count {
                self.add(part_route(route.as_str(), part), Kind::Summit(ix, part), "");
            }
        }
    }

    fn timeline(&mut self) {
        self.add(Route::new("timeline/index.html"), Kind::Timeline, "");
        for ix in 0..self.site.calendar.periods.len() {
            let route = Route::new(format!("timeline/{}.html", self.site.calendar.periods[ix].key));
            self.add(route, Kind::Period(ix), "");
        }
        for ix in 0..self.site.filters.len() {
            let filter = &self.site.filters[ix];
            let (route, count) = (filter.route.clone(), parts(filter.entries.len(), FILTER_LINES));
            for part in 1..=count {
                self.add(part_route(route.as_str(), part), Kind::Filter(ix, part), "");
            }
        }
        for ix in 0..self.site.calendar.dates.len() {
            for part in 1..=parts(self.site.calendar.dates[ix].entries.len(), LIST) {
                self.add(self.site.date_route(ix, part), Kind::Date(ix, part), "");
            }
        }
        for ix in 0..self.site.former.left.len() {
            let route = Route::new(format!("days/{}.html", self.site.former.left[ix].key));
            self.add(route, Kind::DateLeft(ix), "");
        }
    }

    /// The pages of entries with more to show than one sentence. Each answers to the id of its second report
    /// too, so that a link lives on when an older article, added later, becomes the first.
    fn entries(&mut self) {
        for ix in 0..self.site.coverage.entries.len() {
            let Some(route) = self.site.entry_page(ix) else { continue };
            self.add(route, Kind::Entry(ix), "");
            if let Some(alias) = self.site.coverage.entries[ix].aliases.first() {
                self.add(links::entry_file(alias), Kind::EntryMoved(ix), "");
            }
        }
    }

    fn data(&mut self) {
        self.add(Route::new("data/schema/corrections.json"), Kind::Data(DataFile::CorrectionsSchema), "");
        self.add(Route::new("data/timeline.json"), Kind::Data(DataFile::Timeline), "");
        if self.site.long_timeline() {
            let years: Vec<String> = self.site.calendar.years().map(|y| y.key.clone()).collect();
            for (ix, year) in years.iter().enumerate() {
                let route = Route::new(format!("data/timeline-{year}.json"));
                self.add(route, Kind::Data(DataFile::TimelineYear(ix)), "");
            }
        }
        self.add(Route::new("data/people.json"), Kind::Data(DataFile::People), "");
        self.add(Route::new("data/places.json"), Kind::Data(DataFile::Places), "");
        self.add(Route::new("data/quotes.json"), Kind::Data(DataFile::Quotes), "");
        let files = self.site.quote_files();
        for part in (1..=files).filter(|_| files > 1) {
            let route = Route::new(format!("data/quotes-{part}.json"));
            self.add(route, Kind::Data(DataFile::QuotesPart(part)), "");
        }
        for file in SchemaFile::ALL {
            let route = Route::new(format!("data/schema/{}", file.name()));
            self.add(route, Kind::Data(DataFile::Schema(file)), "");
        }
    }

    fn cards(&mut self) {
        self.site.cards = card::Cards::new(&self.site);
        let cards: Vec<(Card, Route)> = self.site.cards.all().map(|(card, at)| (card, at.clone())).collect();
        for (card, route) in cards {
            // Two pages of one route have one card; that they clash was said of the pages.
            if !self.taken.contains_key(&folded(route.as_str())) {
                self.add(route, Kind::Card(card), "");
            }
        }
    }

    /// Files for other programs; last, because some list what the site has.
    fn exports(&mut self) {
        if self.site.config.base_url.is_none() {
            let message = "feeds and the sitemap were left out, because they need absolute addresses";
            let hint = "set `base_url` in `site.yaml`, or build with `--base-url`, once it is known where the site will stand";
            self.diagnostics.push(Diagnostic::new(Code::NoBaseUrl, "", message).hint(hint));
        }
        for (route, export) in export::planned(&self.site) {
            self.add(route, Kind::Export(export), "");
        }
    }

    /// Redirects from the old routes that articles name.
    fn aliases(&mut self) {
        for ix in 0..self.site.coverage.articles.len() {
            let article = self.site.coverage.articles[ix].article.clone();
            for alias in &article.front.aliases {
                match alias_route(alias) {
                    Some(route) => {
                        if route != self.site.article_route(ix) {
                            self.add(route, Kind::Redirect(ix), &article.file);
                        }
                    }
                    None => {
                        let message = format!("the alias `{alias}` is no route of this site");
                        let mut diagnostic = Diagnostic::new(Code::BadValue, &article.file, message)
                            .hint("write it as a path from the site's root: `old/article.html`");
                        diagnostic.span = key(&article, "aliases");
                        self.diagnostics.push(diagnostic);
                    }
                }
            }
        }
    }

    /// Adds all parts of a list.
    fn list(&mut self, first: &str, len: usize, size: usize, kind: impl Fn(usize) -> Kind) {
        for part in 1..=parts(len, size) {
            self.add(part_route(first, part), kind(part), "");
        }
    }

    /// Adds a page, unless its route is taken. `file` is what it is made of; empty for our own pages.
    fn add(&mut self, route: Route, kind: Kind, file: &str) {
        if let Some(other) = self.taken.get(&folded(route.as_str())) {
            self.diagnostics.push(collision(&self.site, &route, &kind, file, other));
            return;
        }
        let made_of = if file.is_empty() { "a page that Dateline makes" } else { file };
        self.taken.insert(folded(route.as_str()), made_of.to_owned());
        if !file.is_empty() && !matches!(kind, Kind::Redirect(_)) {
            self.site.by_file.insert(file.to_owned(), self.site.pages.len());
        }
        self.site.pages.push(Page { route, kind });
    }
}

fn collision(site: &Site, route: &Route, kind: &Kind, file: &str, other: &str) -> Diagnostic {
    let message = format!("the route `{route}` is already that of `{other}`");
    let hint = match kind {
        Kind::Redirect(_) => "remove this alias, or the page that has taken its route",
        Kind::Article(_) => {
            "give one of the two a `slug` of its own; case and accents written two ways count as the same"
        }
        _ => "rename one of the two",
    };
    let mut diagnostic = Diagnostic::new(Code::DuplicateRoute, file, message).hint(hint);
    let article = match kind {
        Kind::Article(ix) => Some((*ix, "slug")),
        Kind::Redirect(ix) => Some((*ix, "aliases")),
        _ => None,
    };
    if let Some((ix, name)) = article {
        diagnostic.span = site.coverage.articles.get(ix).and_then(|c| key(&c.article, name));
    }
    diagnostic
}

fn key(article: &crate::article::Article, name: &str) -> Option<crate::span::SourceSpan> {
    article.keys.iter().find(|(key, _)| key == name).map(|(_, span)| *span)
}

/// One form for routes that some file system takes for one: lower case, NFC.
fn folded(route: &str) -> String {
    if route.is_ascii() { route.to_ascii_lowercase() } else { route.to_lowercase().nfc().collect() }
}

fn alias_route(alias: &str) -> Option<Route> {
    let path = alias.trim().trim_start_matches('/');
    let (path, folder) = match path.strip_suffix('/') {
        Some(path) => (path, true),
        None => (path, !path.rsplit('/').next().unwrap_or(path).contains('.')),
    };
    let clean = |part: &str| !part.is_empty() && part == segment(part);
    if has_scheme(alias) || !path.split('/').all(clean) {
        return None;
    }
    Some(Route::new(if folder { format!("{path}/index.html") } else { path.to_owned() }))
}

#[cfg(test)]
mod plan_tests;
