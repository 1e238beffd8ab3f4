//! People across articles.

use super::{Coverage, EditorPerson};
use crate::diagnostic::Diagnostic;

/// Decides which chains of which articles are one person.
pub(super) fn link(_coverage: &mut Coverage, _editor: &[EditorPerson], _diagnostics: &mut Vec<Diagnostic>) {}
