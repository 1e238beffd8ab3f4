//! Links and anchors over all outputs, and whether quotations are shown as they were said.
//!
//! Every page is walked once ([`Links::read`]); digests of its ids and its links stay. When all pages were
//! read, [`broken`] says which links lead nowhere. Plain paths count too: generators that know only
//! their own link syntax let those pass.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::{Scanner, Step, attributes};
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::Output;
use crate::page::{Route, decoded, joined};
use crate::span::SourceSpan;

/// What stays of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    route: Route,
    /// Digests of its ids, sorted.
    ids: Vec<u64>,
    /// Links as written, each once, sorted.
    targets: Vec<Box<str>>,
    /// Ids of the quotations that it shows, each with the digest of the words in marks.
    quotations: Vec<(Box<str>, u64)>,
}

/// Finds where an author wrote a link that stands on a page: (page, link as rendered) → file and place.
pub(super) type Blame<'b> = dyn Fn(&Route, &str) -> Option<(String, Option<SourceSpan>)> + 'b;

/// Attributes that hold one address.
const ADDRESSES: &[&str] = &["href", "src", "poster", "cite", "action", "data"];

impl Links {
    /// A file that is no page, such as an asset: a target, nothing more.
    pub fn file(path: &str) -> Links {
        Links { route: Route::new(path), ids: Vec::new(), targets: Vec::new(), quotations: Vec::new() }
    }

    /// Where the output goes.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Walks through an output. What is no HTML page is a target, nothing more.
    pub fn read(output: &Output) -> Links {
        let mut links = Links::file(output.route.as_str());
        if !output.route.as_str().ends_with(".html") {
            return links;
        }
        let Ok(html) = std::str::from_utf8(&output.bytes) else { return links };
        let mut targets: BTreeSet<Box<str>> = BTreeSet::new();
        let mut quotation: Option<Shown> = None;
        for step in Scanner::new(html) {
            match step {
                Step::Open(name, rest) => {
                    for (attribute, value) in attributes(rest) {
                        if attribute == "id" || (attribute == "name" && name == "a") {
                            links.ids.push(digest(&value));
                            if value.starts_with("q-") && name == "li" {
                                quotation =
                                    Some(Shown { id: value.into(), words: String::new(), inside: false });
                            }
                        } else if ADDRESSES.contains(&attribute) {
                            keep(&mut targets, &value);
                        } else if attribute == "srcset" {
                            let sources = value.split(',').filter_map(|part| part.split_whitespace().next());
                            sources.for_each(|source| keep(&mut targets, source));
                        }
                    }
                    if let Some(shown) = &mut quotation
                        && name == "blockquote"
                    {
                        shown.inside = true;
                    }
                }
                Step::Close(name) if name == "blockquote" => {
                    if let Some(shown) = quotation.take() {
                        links.quotations.push((shown.id, digest(&one_space(without_marks(&shown.words)))));
                    }
                }
                Step::Text(text) => {
                    if let Some(shown) = quotation.as_mut().filter(|shown| shown.inside) {
                        shown.words.push_str(&text);
                    }
                }
                Step::Close(_) => {}
            }
        }
        links.ids.sort_unstable();
        links.ids.dedup();
        links.targets = targets.into_iter().collect();
        links
    }
}

/// A quotation whose words are being read.
struct Shown {
    id: Box<str>,
    words: String,
    inside: bool,
}

/// Keeps links within the site; others are nothing to us.
fn keep(targets: &mut BTreeSet<Box<str>>, target: &str) {
    let target = target.trim();
    if !is_elsewhere(target) && !targets.contains(target) {
        targets.insert(target.into());
    }
}

/// `https:`, `mailto:`, `//host`: a scheme or a host.
fn is_elsewhere(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    target.starts_with("//") || scheme.contains(':')
}

/// The links that lead nowhere, sorted. `base` is the path of the base URL (`/`, `/summits/`), under which
/// absolute paths are looked for. `blame` finds where the author wrote a link.
pub(super) fn broken(pages: &[Links], base: &str, blame: &Blame<'_>) -> Vec<Diagnostic> {
    let by_route: BTreeMap<&str, &Links> = pages.iter().map(|page| (page.route.as_str(), page)).collect();
    let mut diagnostics = Vec::new();
    for page in pages {
        for target in &page.targets {
            let Some((code, message)) = fault(page, target, base, &by_route) else { continue };
            let diagnostic = match blame(&page.route, target) {
                Some((file, Some(span))) => Diagnostic::new(code, file, message).at(span),
                Some((file, None)) => Diagnostic::new(code, file, message),
                None => Diagnostic::new(code, "", message),
            };
            diagnostics.push(diagnostic.page(page.route.as_str()));
        }
    }
    diagnostics.sort();
    diagnostics
}

/// What is wrong with a link, if anything.
fn fault(page: &Links, target: &str, base: &str, pages: &BTreeMap<&str, &Links>) -> Option<(Code, String)> {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or(path);
    let route = match path.is_empty() {
        true => page.route.as_str().to_owned(),
        false => match route_of(page.route.as_str(), &decoded(path), base) {
            Some(route) => route,
            None => {
                return Some((Code::LinkOutside, format!("the link `{target}` leads out of the site")));
            }
        },
    };
    let index = || format!("{route}/index.html");
    let Some(found) =
        pages.get(route.as_str()).copied().or_else(|| pages.get(index().trim_start_matches('/')).copied())
    else {
        return Some((
            Code::BrokenLink,
            format!("the link `{target}` leads to `{route}`, which is not there"),
        ));
    };
    let anchor = decoded(anchor?);
    let is_page = found.route.as_str().ends_with(".html");
    if anchor.is_empty() || anchor == "top" || !is_page || found.ids.binary_search(&digest(&anchor)).is_ok() {
        return None;
    }
    let message =
        format!("the link `{target}` leads to the anchor `{anchor}`, which `{}` has not", found.route);
    Some((Code::BrokenAnchor, message))
}

/// The route that a path on a page leads to; `None` where it leaves the site. A folder is without its slash.
fn route_of(from: &str, path: &str, base: &str) -> Option<String> {
    if !path.starts_with('/') {
        return joined(from.rsplit_once('/').map_or("", |(folder, _)| folder), path);
    }
    let below = path.strip_prefix(base.trim_end_matches('/')).filter(|rest| rest.starts_with('/'))?;
    joined("", below)
}

/// Quotations on pages whose words are not those of any of their reports (W0601).
pub(super) fn misquoted(pages: &[Links], coverage: &Coverage) -> Vec<Diagnostic> {
    let mut words: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for quotation in &coverage.quotations {
        let reports = quotation.reports.iter().flat_map(|(evidence, _)| {
            let words = one_space(coverage.words(*evidence));
            // A comma that led over to "he said" is left out where the words stand alone.
            [digest(words.trim_end_matches(',')), digest(&words)]
        });
        words.insert(&quotation.id, reports.collect());
    }
    let mut diagnostics = Vec::new();
    for page in pages {
        for (id, shown) in &page.quotations {
            if words.get(&**id).is_none_or(|reports| !reports.contains(shown)) {
                let message = format!("the quotation `{id}` is not shown in the words of its article");
                diagnostics.push(Diagnostic::new(Code::NoEvidence, "", message).page(page.route.as_str()));
            }
        }
    }
    diagnostics
}

/// The marks that the template sets around direct speech.
fn without_marks(words: &str) -> &str {
    let words = words.trim();
    words.strip_prefix('“').and_then(|words| words.strip_suffix('”')).unwrap_or(words)
}

fn one_space(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digest(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("a digest has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(route: &str, html: &str) -> Links {
        Links::read(&Output { route: Route::new(route), bytes: html.as_bytes().to_vec() })
    }

    /// `html` stands on `articles/a.html`, beside a page with an anchor and a picture.
    fn check(html: &str, expected: &[(&str, &str)]) {
        let pages = [
            page("articles/a.html", html),
            page("people/kim.html", r#"<h1 id="top-line">Kim</h1>"#),
            page("index.html", ""),
            page("people/index.html", ""),
            page("img/a b.png", "<a href=nowhere>"),
        ];
        let found = broken(&pages, "/summits/", &|_, _| None);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|d| (d.code.as_str(), d.message.split('`').nth(1).expect("a link in backticks")))
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn links_that_lead_somewhere_are_fine() {
        check(r#"<a href="../people/kim.html#top-line">"#, &[]);
        check(r##"<p id="x"><a href="#x"> <a href="#"> <a href="">"##, &[]);
        check(
            r#"<a href="../people/">  <a href="/summits/people/kim.html"> <a href="/summits/"> <a href="..">"#,
            &[],
        );
        check(r#"<img src="../img/a%20b.png" srcset="../img/a%20b.png 2x"> <a href="https://x.org/y">"#, &[]);
        check(r#"<a href="mailto:a@b.c"> <a href="//host/x"> <a href="../index.html?q=1">"#, &[]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        check(r#"<a href="b.html">"#, &[("W0301", "b.html")]);
        check(r#"<a href="kim.md">"#, &[("W0301", "kim.md")]);
        check(r#"<a href="/people/kim.html">"#, &[("W0303", "/people/kim.html")]);
        check(r#"<a href="../../x.html">"#, &[("W0303", "../../x.html")]);
        check(r#"<a href="../people/kim.html#gone">"#, &[("W0302", "../people/kim.html#gone")]);
        check(r##"<a href="#gone"> <a href="#gone">"##, &[("W0302", "#gone")]);
        check(r#"<img src="c.png" srcset="d.png 1x">"#, &[("W0301", "c.png"), ("W0301", "d.png")]);
    }

    #[test]
    fn the_author_is_told_where_the_link_stands() {
        let pages = [page("articles/a.html", r#"<a href="b.html">"#)];
        let blame =
            |_: &Route, _: &str| Some(("content/articles/a.md".to_owned(), Some(SourceSpan::new(3, 9))));
        let found = broken(&pages, "/", &blame);
        assert_eq!(
            (found[0].file.as_str(), found[0].span),
            ("content/articles/a.md", Some(SourceSpan::new(3, 9)))
        );
        assert_eq!(found[0].page.as_deref(), Some("articles/a.html"));
    }

    #[test]
    fn quotations_keep_a_digest_of_their_words() {
        let html =
            r##"<li class="quotation" id="q-1a2b3c"><blockquote><p>“It&#39;s  so.”</p></blockquote> x"##;
        assert_eq!(page("quotes/index.html", html).quotations, [("q-1a2b3c".into(), digest("It's so."))]);
    }
}
