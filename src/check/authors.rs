//! Where an author wrote a link that a page shows: messages point at the line of Markdown, not at HTML.

use crate::article::Body;
use crate::diagnostic::{Code, Diagnostic};
use crate::page::{Kind, Route, Site, Target};
use crate::span::SourceSpan;

/// File and place of the link that stands on a page as `href`: the file alone where it was written as HTML;
/// `None` where the page has no author's file.
pub(super) fn written(site: &Site, page: &Route, href: &str) -> Option<(String, Option<SourceSpan>)> {
    let (file, body) = source(site, site.page(page)?)?;
    let shown = |target: &str| match site.resolve(file, target) {
        Target::Internal(route, anchor) => {
            let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
            format!("{}{anchor}", page.link_to(&route)) == href
        }
        _ => target.trim() == href,
    };
    let link = body.targets().find(|(target, _)| *target == href || shown(target));
    Some((file.to_owned(), link.map(|(_, span)| span)))
}

/// Links that leave the site folder: they are shown without an address, so that no page tells of them.
pub(super) fn outside(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for page in site.pages() {
        let Some((file, body)) = source(site, &page.kind) else { continue };
        for (target, span) in body.targets() {
            if site.resolve(file, target) == Target::Outside {
                let message = format!("the link `{target}` leads out of the site folder");
                diagnostics.push(Diagnostic::new(Code::LinkOutside, file, message).at(span));
            }
        }
    }
    diagnostics
}

/// The file and the body that an author wrote for a page; first parts only.
fn source<'s>(site: &'s Site, kind: &Kind) -> Option<(&'s str, &'s Body)> {
    let coverage = &site.coverage;
    match *kind {
        Kind::Article(ix) => {
            let article = &coverage.articles[ix].article;
            Some((&article.file, &article.body))
        }
        Kind::Person(ix, 1) => coverage.people[ix].editor.as_ref().map(|e| (e.file.as_str(), &e.body)),
        Kind::Summit(ix, 1) => coverage.summits[ix].editor.as_ref().map(|e| (e.file.as_str(), &e.body)),
        Kind::Editor(ix) => Some((&coverage.pages[ix].file, &coverage.pages[ix].body)),
        _ => None,
    }
}
