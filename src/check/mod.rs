//! What `dateline check` says beyond what a build says: links and anchors that lead nowhere, over the
//! rendered outputs, and facts that an editor should look at, over the coverage.
//!
//! Of each output only ids and links are kept ([`Links`]); the bytes go as soon as they were read. Entry point:
//! [`check`].

mod authors;
mod facts;
mod links;
mod order;
mod scan;

pub use facts::facts;
pub use links::Links;
use links::{broken, misquoted};

use crate::diagnostic::Diagnostic;
use crate::page::Site;

/// Everything that is to say about a site whose outputs were read into `pages`.
pub fn check(site: &Site, mut pages: Vec<Links>) -> Vec<Diagnostic> {
    pages.extend(site.assets().iter().map(|asset| Links::file(&asset.path)));
    pages.sort_by(|a, b| a.route().cmp(b.route()));
    let base = site.config.base_url.as_deref().map_or("/", path_of);
    let mut diagnostics = facts(&site.coverage);
    diagnostics.extend(broken(&pages, base, &|page, href| authors::written(site, page, href)));
    diagnostics.extend(order::order(&site.coverage));
    diagnostics.extend(authors::outside(site));
    diagnostics.extend(misquoted(&pages, &site.coverage));
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// The path of an absolute URL: `/summits/`.
fn path_of(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    url[after_scheme..].find('/').map_or("/", |at| &url[after_scheme + at..])
}
