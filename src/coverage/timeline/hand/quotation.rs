//! Finds words that an editor quoted in the text of an article, although marks, spaces and emphasis may be
//! written in another way: quotations are copied from the page, from the Markdown file, or typed.

use crate::span::Span;

/// Where a quotation stands in a text, and whether it stands there once more; `None` where it does not.
pub(crate) fn find(text: &str, quotation: &str) -> Option<(Span, bool)> {
    let quotation = quotation.trim();
    if let Some(at) = text.find(quotation).filter(|_| !quotation.is_empty()) {
        let again = text[at + quotation.len()..].contains(quotation);
        return Some((Span::new(at, at + quotation.len()), again));
    }
    let (folded, places) = folded(text);
    let wanted = self::folded(quotation).0;
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return None;
    }
    let at = folded.find(wanted)?;
    let again = folded[at + wanted.len()..].contains(wanted);
    let start = places[at];
    let last = places[at + wanted.len() - 1];
    let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
    Some((Span::new(start, end), again))
}

/// One form of a text, and for each of its bytes where it comes from.
fn folded(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            // Emphasis and escapes of Markdown, which the plain text has not.
            '*' | '_' | '\\' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.push(c);
        places.resize(folded.len(), at);
    }
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, quotation: &str, expected: Option<(&str, bool)>) {
        let found = find(text, quotation).map(|(span, again)| (span.of(text), again));
        assert_eq!(found, expected, "{quotation}");
    }

    #[test]
    fn marks_spaces_and_emphasis_do_not_matter() {
        let text = "Mr Kim’s train pulled\u{a0}in – at last. “Good,” he said.";
        check(text, "train pulled in", Some(("train pulled\u{a0}in", false)));
        check(text, "Mr *Kim's* train", Some(("Mr Kim’s train", false)));
        check(text, "in - at last. \"Good,\" he", Some(("in – at last. “Good,” he", false)));
        check(text, "Mr Trump's train", None);
        check(text, "  ", None);
    }

    #[test]
    fn words_that_stand_twice_are_told() {
        check("They met. They met.", "They met", Some(("They met", true)));
        check("They met’s. They met’s.", "met's", Some(("met’s", true)));
    }
}
