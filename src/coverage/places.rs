//! Places across articles.

use super::Coverage;

/// Gives each place mention its place.
pub(super) fn link(_coverage: &mut Coverage) {}
