//! Views: what a page's template sees, made when the page is asked for.
//!
//! Each is a serialisable struct of words and relative links; none holds HTML. Entry point: [`view`].

mod article;
mod cite;
pub(crate) mod corrections;
mod entry;
mod entry_page;
mod front;
mod head;
mod json_ld;
mod lists;
mod matrix;
mod overview;
mod people;
mod person;
mod place;
mod plans;
mod quotes;
mod search;
mod summit;
mod timeline;

pub use article::{ArticleView, Facts};
pub(crate) use entry::one_line;
pub use entry::{Desk, EntryView, Line, LineDay, Link, Says};
pub use person::{PERSON_ARTICLES, PERSON_QUOTATIONS};

use serde::Serialize;

use super::{Kind, Page, Route, Site};

/// How many characters of a title the lists of search engines and the tabs of browsers show at best.
const LONGEST_TITLE: usize = 70;

/// A page's view: what every page has, and what this kind of page has.
#[derive(Debug, Serialize)]
pub struct View {
    /// What every page has.
    pub page: Head,
    /// What this page has.
    #[serde(skip)]
    pub body: Body,
    /// The file that sets it.
    #[serde(skip)]
    pub template: &'static str,
    /// What it tells other programs about itself, as JSON.
    #[serde(skip)]
    pub json_ld: Option<String>,
}

/// What every page has.
#[derive(Debug, Default, Serialize)]
pub struct Head {
    /// Title of the page.
    pub title: String,
    /// True where the site's title stands behind it in the window's title; long headlines stand alone.
    pub suffix: bool,
    /// The title, no longer than search engines show.
    pub short_title: String,
    /// One sentence about it; empty where there is none.
    pub description: String,
    /// Which entry of the navigation it belongs to.
    pub section: &'static str,
    /// The way up to the site's root: "", "../".
    pub root: String,
    /// Its own absolute address, where the site has one.
    pub canonical: Option<String>,
    /// The part of a long list, from 1.
    pub part: usize,
    /// The parts of a long list; empty where there is one.
    pub parts: Vec<Part>,
    /// True where search engines are to leave it out.
    pub noindex: bool,
    /// What one can follow from here.
    pub feeds: Vec<head::FeedLink>,
    /// Its type in the Open Graph protocol.
    pub og_type: &'static str,
    /// More of its properties there.
    pub og: Vec<head::Property>,
    /// The picture that a link to it shows; `None` where there is none.
    pub card: Option<head::CardView>,
}

/// A part of a long list.
#[derive(Debug, Serialize)]
pub struct Part {
    /// "A to F", "3".
    pub text: String,
    /// Where it is.
    pub href: String,
    /// True for the part on this page.
    pub here: bool,
}

/// What one kind of page has.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each is documented where it is defined")]
pub enum Body {
    Home(Box<front::HomeView>),
    Article(Box<ArticleView>),
    Articles(lists::ArticlesView),
    People(people::PeopleView),
    Person(Box<person::PersonView>),
    Places(lists::PlacesView),
    Place(Box<place::PlaceView>),
    Summits(summit::SummitsView),
    Summit(Box<summit::SummitView>),
    Timeline(timeline::TimelineView),
    Period(timeline::PeriodView),
    Day(timeline::DayView),
    Filter(timeline::FilterView),
    Entry(Box<entry_page::EntryPageView>),
    Corrections(corrections::CorrectionsView),
    Search(Box<search::SearchView>),
    Quotes(quotes::QuotesView),
    About(front::AboutView),
    Editor(front::EditorView),
    Redirect(front::RedirectView),
    NotFound(front::NotFoundView),
}

impl View {
    fn new(page: Head, body: Body, template: &'static str) -> View {
        View { page, body, template, json_ld: None }
    }
}

/// The view of a page that has a template; `None` for data.
pub fn view(site: &Site, page: &Page) -> Option<View> {
    let desk = Desk { site, here: &page.route };
    let mut view = match &page.kind {
        Kind::Home => front::home(&desk),
        Kind::Article(ix) => article::article(&desk, *ix),
        Kind::Articles(part) => lists::articles(&desk, *part),
        Kind::People(part) => people::people(&desk, *part),
        Kind::Delegation(ix, part) => people::delegation(&desk, *ix, *part),
        Kind::Person(ix, part) => person::person(&desk, *ix, *part),
        Kind::Places(part) => lists::places(&desk, *part),
        Kind::Place(ix, part) => place::place(&desk, *ix, *part),
        Kind::Summits => summit::summits(&desk),
        Kind::Summit(ix, part) => summit::summit(&desk, *ix, *part),
        Kind::Timeline => timeline::timeline(&desk),
        Kind::Period(ix) => timeline::period(&desk, *ix),
        Kind::Filter(ix, part) => timeline::filter(&desk, *ix, *part),
        Kind::Date(ix, part) => timeline::day(&desk, *ix, *part),
        Kind::DateLeft(ix) => timeline::day_left(&desk, *ix),
        Kind::Entry(ix) => entry_page::entry(&desk, *ix),
        Kind::EntryMoved(ix) => entry_page::moved(&desk, *ix),
        Kind::Corrections(part) => corrections::corrections(&desk, *part),
        Kind::Search => search::search(&desk),
        Kind::Quotes(part) => quotes::quotes(&desk, *part),
        Kind::About => front::about(&desk),
        Kind::Editor(ix) => front::editor(&desk, *ix),
        Kind::NotFound => front::not_found(&desk),
        Kind::Redirect(to) => front::redirect(&desk, *to),
        Kind::Data(_) | Kind::Export(_) | Kind::SearchFile(_) | Kind::Card(_) => return None,
    };
    let root = match &page.kind {
        // Served at any depth, so that only an absolute path finds the way.
        Kind::NotFound => site.base_path().to_owned(),
        _ => "../".repeat(page.route.as_str().matches('/').count()),
    };
    view.page.root = root;
    head::complete(&desk, page, &mut view.page);
    let part = if view.page.part > 1 { 8 } else { 0 };
    view.page.suffix =
        view.page.short_title.chars().count() + site.config.title.chars().count() + 3 + part <= LONGEST_TITLE;
    view.json_ld = json_ld::json_ld(&desk, page, &view);
    Some(view)
}

/// The absolute address of a route, where the site has one; the front page is the folder.
pub(crate) fn absolute(site: &Site, route: &Route) -> Option<String> {
    let base = site.config.base_url.as_deref()?;
    let path = Route::new("index.html").link_to(route);
    Some(format!("{base}{}", if path == "index.html" { "" } else { &path }))
}

/// The path of an absolute address, with a slash at both ends.
pub(in crate::page) fn base_path(url: &str) -> &str {
    let after = url.find("://").map_or(0, |at| at + 3);
    url[after..].find('/').map_or("/", |at| &url[after + at..])
}

/// The slice of a list that part `part` (from 1) shows.
fn slice<T>(list: &[T], part: usize, size: usize) -> &[T] {
    let start = ((part - 1) * size).min(list.len());
    &list[start..(start + size).min(list.len())]
}

/// Up to this many parts of a list are all named on each of them.
const ALL_PARTS: usize = 24;
/// Where there are more: how many lead through the whole list, and how many to either side are neighbours.
const STRIDES: usize = 12;
const NEIGHBOURS: usize = 3;

/// The parts that part `here` of `count` names: a long list has the first and the last, the neighbours, and
/// some at equal distances, so that no page grows with the list.
fn parts_named(here: usize, count: usize) -> impl Iterator<Item = usize> {
    let stride = count.div_ceil(STRIDES);
    (1..=count).filter(move |&part| {
        count <= ALL_PARTS
            || part == 1
            || part == count
            || part.is_multiple_of(stride)
            || part.abs_diff(here) <= NEIGHBOURS
    })
}

/// The parts of a list as links; none where the list has one part.
fn part_links(
    desk: &Desk<'_>,
    first: &Route,
    here: usize,
    count: usize,
    name: impl Fn(usize) -> String,
) -> Vec<Part> {
    if count < 2 {
        return Vec::new();
    }
    let link = |part: usize| Part {
        text: name(part),
        href: desk.here.link_to(&super::links::part_route(first.as_str(), part)),
        here: part == here,
    };
    parts_named(here, count).map(link).collect()
}

/// What stands in the text of an editor's page, in one sentence for search engines.
fn first_sentence(text: &str) -> String {
    let mut end = text.find("\n\n").unwrap_or(text.len());
    if let Some(stop) = text[..end].find(". ") {
        end = stop + 1;
    }
    text[..end].replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::parts_named;

    #[test]
    fn a_long_list_names_some_of_its_parts() {
        let named = |here, count| parts_named(here, count).collect::<Vec<_>>();
        assert_eq!(named(2, 4), [1, 2, 3, 4]);
        assert_eq!(
            named(50, 120),
            [1, 10, 20, 30, 40, 47, 48, 49, 50, 51, 52, 53, 60, 70, 80, 90, 100, 110, 120]
        );
        for here in 1..=1_000 {
            let parts = named(here, 1_000);
            assert!(parts.len() <= ALL && parts.contains(&here));
        }
    }

    const ALL: usize = super::ALL_PARTS;
}
