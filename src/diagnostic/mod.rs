//! What the program has to say about the editor's files: many messages, never only the first.
//!
//! A [`Diagnostic`] is data: code, place, cause, hint. [`Warned`] carries a value together with what was
//! found on the way to it, so that one mistake never hides another.

mod code;
mod print;

pub use code::{Code, Severity};
pub use print::{JsonDiagnostic, JsonRelated, Printer};

use crate::span::SourceSpan;

/// One message about one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file that it is about, relative to the site folder with `/` between parts; empty for the site.
    pub file: String,
    /// Where in the file; `None` for the file as a whole.
    pub span: Option<SourceSpan>,
    /// Which kind of message it is; says how severe.
    pub code: Code,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// Other places of the same file that matter, with what to say about each.
    pub related: Vec<(SourceSpan, String)>,
    /// What the editor can do.
    pub hint: Option<String>,
    /// The output that was being rendered.
    pub page: Option<String>,
}

impl Diagnostic {
    /// A message about `file` (relative to the site folder; empty for the site as a whole).
    pub fn new(code: Code, file: impl Into<String>, message: impl Into<String>) -> Self {
        Diagnostic {
            file: file.into(),
            span: None,
            code,
            message: message.into(),
            related: Vec::new(),
            hint: None,
            page: None,
        }
    }

    /// Says where in the file.
    pub fn at(mut self, span: SourceSpan) -> Self {
        self.span = Some(span);
        self
    }

    /// Points at another place of the same file.
    pub fn related(mut self, span: SourceSpan, says: impl Into<String>) -> Self {
        self.related.push((span, says.into()));
        self
    }

    /// Says what the editor can do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says which output was being rendered.
    pub fn page(mut self, route: impl Into<String>) -> Self {
        self.page = Some(route.into());
        self
    }

    /// How severe it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A value, and what was found wrong on the way to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// What was found, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Warned { value, diagnostics: Vec::new() }
    }

    /// Keeps the diagnostics, changes the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Warned<U> {
        Warned { value: f(self.value), diagnostics: self.diagnostics }
    }

    /// Hands the diagnostics over and keeps the value.
    pub fn into_value(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}
