//! Summits: which articles belong to which.

use super::{Coverage, EditorSummit};
use crate::diagnostic::Diagnostic;

/// Gives each article its summit.
pub(super) fn link(_coverage: &mut Coverage, _editor: &[EditorSummit], _diagnostics: &mut Vec<Diagnostic>) {}
