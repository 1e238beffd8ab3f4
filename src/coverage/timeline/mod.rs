//! The timeline: event mentions of all articles, merged into entries.
//!
//! Mentions with what the corpus knows of them ([`mention`]) become clusters ([`merge`]), clusters become
//! entries ([`entry`]). Entry point: [`link`].

mod entry;
mod mention;
mod merge;

use super::{Coverage, EntryIx};

/// Merges event mentions into entries and sorts them.
pub(super) fn link(coverage: &mut Coverage) {
    let mentions = mention::mentions(coverage);
    let clusters = merge::clusters(coverage, &mentions);
    let mut entries: Vec<_> =
        clusters.iter().map(|members| entry::entry(coverage, &mentions, members)).collect();
    entries.sort_by(|a, b| {
        let key = |e: &super::Entry| e.when.as_ref().map(|w| (w.start, w.grain));
        let (a_key, b_key) = (key(a), key(b));
        (a_key.is_none(), a_key, &a.id).cmp(&(b_key.is_none(), b_key, &b.id))
    });
    for covered in &mut coverage.articles {
        covered.reading.entries = vec![None; covered.annotations.events.len()];
    }
    for (ix, entry) in entries.iter().enumerate() {
        for report in &entry.reports {
            coverage.articles[report.article].reading.entries[report.event] = Some(ix as EntryIx);
        }
    }
    coverage.entries = entries;
}
