//! Diagnostics as people read them, with the lines of the file that they are about, and as JSON.
//!
//! The only file that names `annotate_snippets`. Entry point: [`Printer`].

use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::span::{LineIndex, SourceSpan};

/// Prints diagnostics, one after the other. Finding lines is quick where they come sorted by file.
#[derive(Debug)]
pub struct Printer<F> {
    /// The text of a file, by its path; `None` for one that could not be read.
    text_of: F,
    /// The file that was looked at last.
    file: Option<File>,
    renderer: Renderer,
}

#[derive(Debug)]
struct File {
    path: String,
    text: Arc<str>,
    lines: LineIndex,
}

/// A diagnostic, as `--json` gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JsonDiagnostic {
    code: &'static str,
    severity: Severity,
    message: String,
    /// Relative to the site folder; null for the site as a whole.
    file: Option<String>,
    /// From 1.
    line: Option<u32>,
    /// In characters, from 1.
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    hint: Option<String>,
    /// The output that was being rendered.
    page: Option<String>,
    related: Vec<JsonRelated>,
}

/// Another place of the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JsonRelated {
    line: u32,
    column: u32,
    message: String,
}

impl<F: Fn(&str) -> Option<Arc<str>>> Printer<F> {
    /// A printer that finds the text of files by `text_of`; in colour where `in_colour`.
    pub fn new(text_of: F, in_colour: bool) -> Self {
        let renderer = if in_colour { Renderer::styled() } else { Renderer::plain() };
        Printer { text_of, file: None, renderer }
    }

    /// The message, its place with the lines there, and what to do; without a final newline.
    pub fn frame(&mut self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        self.look_at(&diagnostic.file);
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
        let mut group = Group::with_title(title);
        match (&self.file, diagnostic.span) {
            (Some(file), Some(span)) => group = group.element(snippet(file, span, &diagnostic.related)),
            _ if !diagnostic.file.is_empty() => group = group.element(Origin::path(diagnostic.file.as_str())),
            _ => {}
        }
        if let Some(page) = &diagnostic.page {
            group = group.element(Level::NOTE.message(format!("while rendering `{page}`")));
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        self.renderer.render(&[group])
    }

    /// The message as data.
    pub fn json(&mut self, diagnostic: &Diagnostic) -> JsonDiagnostic {
        self.look_at(&diagnostic.file);
        let position = |offset: u32| self.file.as_ref().map(|file| file.lines.position(&file.text, offset));
        let start = diagnostic.span.and_then(|span| position(span.start));
        let end = diagnostic.span.and_then(|span| position(span.end));
        let related = diagnostic.related.iter().filter_map(|(span, says)| {
            let at = position(span.start)?;
            Some(JsonRelated { line: at.line, column: at.column, message: says.clone() })
        });
        JsonDiagnostic {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity(),
            message: diagnostic.message.clone(),
            file: Some(diagnostic.file.clone()).filter(|file| !file.is_empty()),
            line: start.map(|at| at.line),
            column: start.map(|at| at.column),
            end_line: end.map(|at| at.line),
            end_column: end.map(|at| at.column),
            hint: diagnostic.hint.clone(),
            page: diagnostic.page.clone(),
            related: related.collect(),
        }
    }

    fn look_at(&mut self, path: &str) {
        if self.file.as_ref().is_some_and(|file| file.path == path) {
            return;
        }
        self.file = (self.text_of)(path).map(|text| {
            let lines = LineIndex::new(&text);
            File { path: path.to_owned(), text, lines }
        });
    }
}

/// The lines from the first place to the last.
fn snippet<'f>(
    file: &'f File,
    span: SourceSpan,
    related: &'f [(SourceSpan, String)],
) -> Snippet<'f, annotate_snippets::Annotation<'f>> {
    let all = || std::iter::once(span).chain(related.iter().map(|(span, _)| *span));
    let length = file.text.len() as u32;
    let first = all().map(|span| span.start).min().unwrap_or(0).min(length);
    let last = all().map(|span| span.end).max().unwrap_or(0).min(length);
    let line = file.lines.position(&file.text, first).line;
    let start = file.lines.line_start(line).unwrap_or(0) as usize;
    let after = &file.text[last as usize..];
    // A span that ends with its line's break does not show the line after it.
    let end = last as usize
        + if last > first && file.text[..last as usize].ends_with('\n') {
            0
        } else {
            after.find('\n').unwrap_or(after.len())
        };
    let place = |span: SourceSpan| {
        let from = (span.start.min(length) as usize).clamp(start, end) - start;
        let to = (span.end.min(length) as usize).clamp(start, end) - start;
        from..to.max(from)
    };
    let context =
        related.iter().map(|(span, says)| AnnotationKind::Context.span(place(*span)).label(says.as_str()));
    Snippet::source(&file.text[start..end])
        .path(file.path.as_str())
        .line_start(line as usize)
        .annotation(AnnotationKind::Primary.span(place(span)))
        .annotations(context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn printer() -> Printer<impl Fn(&str) -> Option<Arc<str>>> {
        let text: Arc<str> = "---\ntitle: Téa\ndate: 2019-02-30\ntitle: b\n---\n".into();
        Printer::new(move |path: &str| (path == "a.md").then(|| Arc::clone(&text)), false)
    }

    fn check(diagnostic: Diagnostic, expected: &str) {
        assert_eq!(printer().frame(&diagnostic), expected);
    }

    #[test]
    fn a_message_shows_its_line_and_what_to_do() {
        check(
            Diagnostic::new(Code::BadDate, "a.md", "`2019-02-30` is not on the calendar")
                .at(SourceSpan::new(22, 32))
                .hint("February 2019 has 28 days"),
            "\
error[E0205]: `2019-02-30` is not on the calendar
 --> a.md:3:7
  |
3 | date: 2019-02-30
  |       ^^^^^^^^^^
  |
  = help: February 2019 has 28 days",
        );
    }

    #[test]
    fn a_second_place_is_shown_with_the_first() {
        check(
            Diagnostic::new(Code::DuplicateKey, "a.md", "`title` stands twice")
                .at(SourceSpan::new(33, 38))
                .related(SourceSpan::new(4, 9), "it stands here first"),
            "\
error[E0203]: `title` stands twice
 --> a.md:4:1
  |
2 | title: Téa
  | ----- it stands here first
3 | date: 2019-02-30
4 | title: b
  | ^^^^^",
        );
    }

    #[test]
    fn files_without_text_and_the_site_itself_have_messages_too() {
        check(
            Diagnostic::new(Code::NotUtf8, "b.md", "line 3 is not UTF-8").hint("save it as UTF-8"),
            "error[E0102]: line 3 is not UTF-8\n--> b.md\n = help: save it as UTF-8",
        );
        check(Diagnostic::new(Code::NoBaseUrl, "", "no feeds"), "note[N0501]: no feeds");
        check(
            Diagnostic::new(Code::RenderFailed, "", "no `x`").page("index.html"),
            "error[E0402]: no `x`\n |\n = note: while rendering `index.html`",
        );
    }

    #[test]
    fn data_has_lines_and_columns() {
        let diagnostic = Diagnostic::new(Code::DuplicateKey, "a.md", "m").at(SourceSpan::new(33, 38));
        let json = serde_json::to_value(printer().json(&diagnostic)).expect("plain data");
        assert_eq!((&json["line"], &json["column"], &json["end_column"]), (&4.into(), &1.into(), &6.into()));
        assert_eq!((&json["code"], &json["severity"]), (&"E0203".into(), &"error".into()));
    }

    #[test]
    fn no_span_makes_it_panic() {
        let text: Arc<str> = "é\n\nab".into();
        for start in 0..=8 {
            for end in start..=8 {
                let text = Arc::clone(&text);
                let is_boundary = |at: usize| at > text.len() || text.is_char_boundary(at);
                if is_boundary(start) && is_boundary(end) {
                    let diagnostic =
                        Diagnostic::new(Code::BadDate, "a.md", "m").at(SourceSpan::new(start, end));
                    let copy = Arc::clone(&text);
                    Printer::new(move |_: &str| Some(Arc::clone(&copy)), false).frame(&diagnostic);
                }
            }
        }
    }
}
