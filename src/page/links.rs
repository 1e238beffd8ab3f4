//! Where things are: the routes of people, places and entries, the anchors of sentences, and what a link
//! that an author wrote leads to.

use std::sync::OnceLock;

use super::{Kind, Route, Site};
use crate::coverage::{ArticleIx, EntryIx, Evidence, PersonIx, PlacePageIx, QuotationIx, SummitIx};

/// What the target of an author's link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another site, a mail address.
    External,
    /// An anchor on the same page.
    Anchor(String),
    /// A page or a file of this site, with an anchor where one was given.
    Internal(Route, Option<String>),
    /// Nothing that the site has: the path that was looked for.
    Missing(String),
    /// A path that leaves the site folder.
    Outside,
}

/// The anchor of words that are no sentence of the article.
fn sentence_id(words: &str) -> String {
    named(sentence_digits(words))
}

/// The digits of [`sentence_id`].
type Digits = [u8; 8];

fn sentence_digits(words: &str) -> Digits {
    let digest = blake3::hash(words.as_bytes()).to_hex();
    std::array::from_fn(|at| digest.as_bytes()[at])
}

fn named(digits: Digits) -> String {
    ["d-s-", std::str::from_utf8(&digits).expect("hexadecimal digits")].concat()
}

/// The anchors of the sentences of all articles, those of an article made when one of them is asked for.
#[derive(Debug, Default)]
pub(super) struct Anchors(Vec<OnceLock<Box<[Digits]>>>);

impl Anchors {
    /// Anchors for so many articles.
    pub(super) fn new(articles: usize) -> Anchors {
        Anchors(std::iter::repeat_with(OnceLock::new).take(articles).collect())
    }
}

/// The page of what has this id, in a folder with a slash behind it.
fn file(folder: &str, id: &str) -> Route {
    let is_plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    Route::new(if is_plain {
        [folder, id, ".html"].concat()
    } else {
        [folder, &segment(id), ".html"].concat()
    })
}

/// A part of a file name: nothing in it that a file system or a URL path would take for more.
pub(super) fn segment(id: &str) -> String {
    let kept =
        |c: char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#');
    let name: String = id.chars().map(|c| if kept(c) { c } else { '-' }).collect();
    match name.trim_matches(['.', ' ']) {
        "" => "page".to_owned(),
        name => name.to_owned(),
    }
}

impl Site {
    /// The page of an article.
    pub fn article_route(&self, article: ArticleIx) -> Route {
        file("articles/", &self.coverage.articles[article].article.id)
    }

    /// The page of a person.
    pub fn person_route(&self, person: PersonIx) -> Route {
        file("people/", &self.coverage.people[person].id)
    }

    /// The page of a place.
    pub fn place_route(&self, place: PlacePageIx) -> Route {
        file("places/", &self.coverage.places[place].id)
    }

    /// The page of a summit.
    pub(super) fn delegation_route(&self, delegation: usize) -> Route {
        let country = &self.delegations[delegation].country;
        file("people/delegations/", &country.to_lowercase())
    }

    /// The page of a summit.
    pub fn summit_route(&self, summit: SummitIx) -> Route {
        file("summits/", &self.coverage.summits[summit].id)
    }

    /// The page of an editor's page.
    pub(super) fn editor_route(&self, page: usize) -> Route {
        file("pages/", &self.coverage.pages[page].id)
    }

    /// The page where an entry is at home, and its anchor there; `None` without evidence.
    pub fn entry_route(&self, entry: EntryIx) -> Option<(Route, &str)> {
        let (date, part) = self.calendar.home(entry)?;
        Some((self.date_route(date, part), &self.coverage.entries[entry].id))
    }

    /// The page of an entry's own, where it has more to show than one sentence: reports of several articles,
    /// a history of its status, times that disagree, the editor's hand.
    pub fn entry_page(&self, entry: EntryIx) -> Option<Route> {
        let entry = &self.coverage.entries[entry];
        let first = entry.reports.first().map(|report| report.article);
        let shared = entry.reports.iter().any(|report| Some(report.article) != first);
        let more = shared
            || entry.history.len() > 1
            || !entry.disagreements.is_empty()
            || !entry.corrections.is_empty();
        more.then(|| entry_file(&entry.id))
    }

    /// The page of the quotations that has this one, and its anchor there.
    pub fn quotation_route(&self, quotation: QuotationIx) -> (Route, &str) {
        let part = quotation / super::QUOTATIONS + 1;
        (part_route("quotes/index.html", part), &self.coverage.quotations[quotation].id)
    }

    pub(super) fn date_route(&self, date: usize, part: usize) -> Route {
        let first = ["days/", &self.calendar.dates[date].key, ".html"].concat();
        if part > 1 { part_route(&first, part) } else { Route::new(first) }
    }

    /// The page of the date of a time, where something stands there.
    pub fn moment_route(&self, moment: crate::extract::time::Moment) -> Option<Route> {
        let key = super::calendar::key(moment.grain, moment.start);
        self.calendar.date(&key).map(|date| self.date_route(date, 1))
    }

    /// The link from a page to the sentence of a piece of evidence.
    pub fn evidence_href(&self, from: &Route, evidence: Evidence) -> String {
        let to = self.article_route(evidence.article);
        let covered = &self.coverage.articles[evidence.article];
        let before = covered.annotations.sentences.partition_point(|s| s.start <= evidence.span.start);
        let id = match before.checked_sub(1) {
            Some(sentence) => self.sentence_anchor(evidence.article, sentence),
            None => sentence_id(evidence.span.of(&covered.article.body.text)),
        };
        let mut href = if *from == to { String::new() } else { from.link_to(&to) };
        href.push('#');
        href.push_str(&id);
        href
    }

    /// The anchor of a sentence of an article, by its index there: of its words alone, so that it outlives
    /// changes elsewhere in the article. The same words twice in one article share the anchor of the first.
    pub fn sentence_anchor(&self, article: ArticleIx, sentence: usize) -> String {
        let covered = &self.coverage.articles[article];
        let (text, sentences) = (&covered.article.body.text, &covered.annotations.sentences);
        let digits = self.anchors.0[article]
            .get_or_init(|| sentences.iter().map(|span| sentence_digits(span.of(text))).collect());
        named(digits[sentence])
    }

    /// What a link in `file` (relative to the site folder, `content/articles/x.md`) leads to.
    pub fn resolve(&self, file: &str, target: &str) -> Target {
        let target = target.trim();
        if has_scheme(target) || target.starts_with("//") {
            return Target::External;
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decoded(anchor)).filter(|a| !a.is_empty())),
            None => (target, None),
        };
        let path = decoded(path.split('?').next().unwrap_or(path));
        if path.is_empty() {
            return Target::Anchor(anchor.unwrap_or_default());
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from_root = path.strip_prefix('/');
        let Some(path) = joined(if from_root.is_some() { "" } else { folder }, from_root.unwrap_or(&path))
        else {
            return Target::Outside;
        };
        match self.find(&path, folder) {
            Some(route) => Target::Internal(route, anchor),
            None => Target::Missing(path),
        }
    }

    /// The route of a path that an author may mean: a content file, a route, an asset, or the slug of an
    /// article under a folder that some other generator gave it (`news/slug/`).
    fn find(&self, path: &str, folder: &str) -> Option<Route> {
        if let Some(&page) = self.by_file.get(path) {
            return Some(self.pages[page].route.clone());
        }
        let bare = path.trim_end_matches('/');
        let in_content = bare.strip_prefix("content/").unwrap_or(bare);
        let candidates = [
            bare.to_owned(),
            format!("{bare}.html"),
            format!("{bare}/index.html"),
            in_content.to_owned(),
            format!("{in_content}.html"),
            bare.strip_prefix("static/").unwrap_or(bare).to_owned(),
            // An asset named as if it lay beside the article.
            bare.strip_prefix(folder).unwrap_or(bare).trim_start_matches('/').to_owned(),
        ];
        for candidate in candidates.iter().filter(|c| !c.is_empty()) {
            if let Some(&page) = self.by_route.get(candidate.as_str()) {
                return Some(self.pages[page].route.clone());
            }
            if self.has_asset(candidate) {
                return Some(Route::new(candidate.clone()));
            }
        }
        if bare.is_empty() {
            return Some(Route::new("index.html"));
        }
        let stem = bare.rsplit('/').next().unwrap_or(bare);
        let stem = stem.strip_suffix(".html").or(stem.strip_suffix(".md")).unwrap_or(stem);
        let article = self.by_slug.get(stem).copied()?;
        Some(self.article_route(article))
    }

    /// The page at a route.
    pub fn page(&self, route: &Route) -> Option<&Kind> {
        self.by_route.get(route.as_str()).map(|&ix| &self.pages[ix].kind)
    }
}

/// The file of an entry's own page.
pub(super) fn entry_file(id: &str) -> Route {
    file("entries/", id)
}

/// Part `part` (from 1) of a list whose first part is at `first`: `people/kim.html`, `people/kim/2.html`.
pub(super) fn part_route(first: &str, part: usize) -> Route {
    match part {
        0 | 1 => Route::new(first),
        _ => Route::new(format!("{}/{part}.html", first.strip_suffix(".html").unwrap_or(first))),
    }
}

/// True for `https:`, `mailto:` and so on.
pub(crate) fn has_scheme(target: &str) -> bool {
    match target.split_once(':') {
        Some((scheme, _)) => {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        }
        None => false,
    }
}

/// `path` as seen from `folder`, without `.` and `..`; `None` where it leaves the root.
pub(crate) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Percent-decoding; what is no valid UTF-8 stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                i += 3;
            }
            (byte, ..) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_never_leave_the_root() {
        assert_eq!(joined("content/articles", "../pages/a.md").as_deref(), Some("content/pages/a.md"));
        assert_eq!(joined("a", "../../b"), None);
        assert_eq!(decoded("a%20b%e2%80%a6%"), "a b…%");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert!(has_scheme("https://example.org") && has_scheme("mailto:a@example.org"));
        assert!(!has_scheme("a/b:c") && !has_scheme("other.md"));
    }

    #[test]
    fn file_names_hold_no_separators() {
        assert_eq!(segment("a/b: c"), "a-b- c");
        assert_eq!(segment(".."), "page");
    }
}
