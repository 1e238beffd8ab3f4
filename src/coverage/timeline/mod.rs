//! The timeline: event mentions of all articles, merged into entries.

use super::Coverage;

/// Merges event mentions into entries and sorts them.
pub(super) fn link(_coverage: &mut Coverage) {}
