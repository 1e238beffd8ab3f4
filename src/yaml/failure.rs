//! What the parser's complaints mean to somebody who writes front matter, and what to do about them.

use crate::diagnostic::Code;

/// Why YAML did not parse.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: Code,
    /// In the parser's words.
    pub(super) problem: String,
    /// Byte in the text.
    pub(super) at: usize,
    /// For a quotation mark or bracket that is not closed: where it opens.
    pub(super) opened: Option<usize>,
}

impl Failure {
    /// The message and the hint that an editor can act on.
    pub(super) fn in_plain_words(&self, text: &str, at: usize, name: &str) -> (String, Option<String>) {
        let has = |words: &str| self.problem.contains(words);
        let next = text[at..].chars().next();
        let quotes = |what: String| Some(format!("{what} must stand in quotation marks: `\"…\"`"));
        if self.code != Code::BrokenYaml {
            return (
                format!("{name} is not a list of keys and values"),
                Some("write `key: value` on each line".into()),
            );
        }
        if has("quoted scalar") {
            return (
                "the quotation mark that opens here is not closed".into(),
                Some("close it, or use the other kind (`'…'`) around a text that holds one".into()),
            );
        }
        if has("flow sequence") || has("flow mapping") {
            let (open, close) = if has("flow sequence") { ('[', ']') } else { ('{', '}') };
            return (
                format!(
                    "the `{open}` that opens here is not closed with `{close}`, or a comma is missing in it"
                ),
                quotes(format!("a text that starts with `{open}`")),
            );
        }
        if has("mapping values are not allowed") {
            return (
                "a second `: ` stands where the value should end".into(),
                quotes("a value that holds a colon and a space".into()),
            );
        }
        if has("alias") || has("anchor") {
            let mark = if has("alias") || next == Some('*') { '*' } else { '&' };
            return (
                format!("`{mark}` at the start of a value has a meaning of its own in YAML"),
                quotes(format!("a text that starts with `{mark}`")),
            );
        }
        if has("cannot start any token") || has("tab character") {
            return match next {
                Some('\t') | None => {
                    ("a tab stands where YAML wants spaces".into(), Some("indent with spaces".into()))
                }
                Some(c) => (
                    format!("a value cannot start with `{c}`"),
                    quotes(format!("a text that starts with `{c}`")),
                ),
            };
        }
        if has("could not find expected ':'") || has("did not find expected key") {
            return (
                "this line is neither `key: value` nor part of the value before it".into(),
                Some("indent a value that goes on over several lines, and put a text with quotation marks or colons between quotation marks".into()),
            );
        }
        if has("did not find expected '-' indicator") {
            return (
                "this line is not an item of the list before it".into(),
                Some("start each item with `- `".into()),
            );
        }
        (format!("{name} is not valid YAML: {}", self.problem), None)
    }
}
