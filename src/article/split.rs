//! Where the front matter of a file ends and its text begins.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::source::Source;
use crate::span::SourceSpan;
use crate::yaml::{self, Document};

/// A file's parts, as byte ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    /// Without its fences.
    front: Range<usize>,
    /// All below.
    body: Range<usize>,
    /// The fence that opens the front matter, or the first line: where to point for what is missing.
    head: Range<usize>,
    /// False where no fence closes the front matter.
    is_closed: bool,
}

/// The front matter of a file, and where its text starts.
pub(crate) fn read(source: &Source) -> Warned<(Document<'_>, Range<usize>)> {
    let parts = split(&source.text);
    let head = SourceSpan::new(parts.head.start, parts.head.end);
    let mut diagnostics = Vec::new();
    if !parts.is_closed {
        let message = "the front matter that opens here does not end";
        let diagnostic = Diagnostic::new(Code::OpenFrontMatter, &source.path, message).at(head);
        diagnostics.push(diagnostic.hint("put a line of three hyphens (`---`) below its last key"));
    }
    let front = &source.text[parts.front.clone()];
    let name =
        if parts.front.start == 0 { "this file, which has no front matter" } else { "the front matter" };
    let document = yaml::read(&source.path, front, parts.front.start, name, head);
    Warned { value: (document.into_value(&mut diagnostics), parts.body), diagnostics }
}

fn split(text: &str) -> Parts {
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Parts { front: 0..0, body: 0..text.len(), head: 0..first.trim_end().len(), is_closed: true };
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    let mut blank = None;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let parts =
                Parts { front: start..at, body: at + line.len()..text.len(), head: 0..3, is_closed: true };
            return parts;
        }
        if line.trim().is_empty() && blank.is_none() {
            blank = Some(at);
        }
        at += line.len();
    }
    // Nothing closes it: up to the first blank line it is most likely meant as front matter.
    let end = blank.unwrap_or(text.len());
    Parts { front: start..end, body: end..text.len(), head: 0..3, is_closed: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, front: &str, body: &str, is_closed: bool) {
        let parts = split(text);
        assert_eq!((&text[parts.front], &text[parts.body], parts.is_closed), (front, body, is_closed));
    }

    #[test]
    fn fences_part_the_front_matter_from_the_text() {
        check("---\ntitle: a\n---\nText\n---\n", "title: a\n", "Text\n---\n", true);
        check("---\ntitle: a\n...\nText", "title: a\n", "Text", true);
        check("--- \n---", "", "", true);
        check("Text\n---\n", "", "Text\n---\n", true);
        check("", "", "", true);
    }

    #[test]
    fn an_open_front_matter_ends_at_the_first_blank_line() {
        check("---\ntitle: a\n\nText", "title: a\n", "\nText", false);
        check("---", "", "", false);
    }
}
