//! The timeline by what became of things and by who reports: pages of their own, only where there is enough
//! to show and not so much that a list helps nobody. People, places and summits have their pages already.
//!
//! Entry point: [`filters`].

use std::collections::BTreeMap;

use super::Route;
use crate::coverage::{Coverage, EntryIx};
use crate::extract::Status;
use crate::slug::slug;

/// The fewest entries that make a page.
const FEWEST: usize = 3;
/// The most entries that a page of this kind lists: beyond, a reader needs dates.
const MOST: usize = 2_000;
/// The most sources that have a page.
const SOURCES: usize = 40;

/// Entries with something in common.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) by: By,
    pub(super) route: Route,
    /// In the timeline's order.
    pub(super) entries: Vec<EntryIx>,
}

/// What they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// What became of them.
    Status(Status),
    /// Plans of which no later report tells.
    Open,
    /// Who reports them.
    Source(String),
}

/// All filters of a site: states in their order, then sources by name.
pub(super) fn filters(coverage: &Coverage) -> Vec<Filter> {
    const STATES: &[Status] = &[
        Status::UnderWay,
        Status::Scheduled,
        Status::Expected,
        Status::Cancelled,
        Status::Postponed,
        Status::Denied,
        Status::Disputed,
        Status::Claimed,
    ];
    let news = || coverage.entries.iter().enumerate().filter(|(_, entry)| !entry.background);
    let mut filters: Vec<Filter> = STATES
        .iter()
        .map(|&status| Filter {
            by: By::Status(status),
            route: Route::new(format!("timeline/status/{}.html", super::words::status_class(status))),
            entries: news().filter(|(_, entry)| entry.status == status).map(|(ix, _)| ix).collect(),
        })
        .collect();
    filters.push(Filter {
        by: By::Open,
        route: Route::new("timeline/status/no-later-report.html"),
        entries: news().filter(|(_, entry)| entry.unconfirmed).map(|(ix, _)| ix).collect(),
    });
    filters.extend(sources(coverage));
    filters.retain(|filter| (FEWEST..=MOST).contains(&filter.entries.len()));
    filters
}

/// By who reports: the desk or agency that signs an article, else whom it is credited to.
fn sources(coverage: &Coverage) -> Vec<Filter> {
    let names: Vec<Option<&str>> = coverage
        .articles
        .iter()
        .map(|covered| {
            let front = &covered.article.front;
            let signed = front.authors.first().map(String::as_str);
            let credited = front.source.as_ref().map(|source| source.name.as_str());
            signed.or(credited).filter(|name| !slug(name).is_empty())
        })
        .collect();
    let mut by_source: BTreeMap<String, (&str, Vec<EntryIx>)> = BTreeMap::new();
    for (ix, entry) in coverage.entries.iter().enumerate().filter(|(_, entry)| !entry.background) {
        for report in &entry.reports {
            let Some(name) = names[report.article] else { continue };
            let (_, entries) = by_source.entry(slug(name)).or_insert((name, Vec::new()));
            if entries.last() != Some(&ix) {
                entries.push(ix);
            }
        }
    }
    let mut found: Vec<Filter> = by_source
        .into_iter()
        .map(|(id, (name, entries))| Filter {
            by: By::Source(name.to_owned()),
            route: Route::new(format!("timeline/source/{id}.html")),
            entries,
        })
        .collect();
    // A site of one voice has nothing to choose from.
    if found.len() < 2 {
        return Vec::new();
    }
    found.sort_by_key(|filter| std::cmp::Reverse(filter.entries.len()));
    found.truncate(SOURCES);
    found.sort_by(|a, b| a.route.as_str().cmp(b.route.as_str()));
    found
}
