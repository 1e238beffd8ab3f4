//! A scanner for the HTML that we render: tags with their attributes, and text. It walks the bytes once and
//! never fails; what authors write as raw HTML has been sanitised before.
//!
//! Entry point: [`Scanner`].

use std::borrow::Cow;

/// One step through a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'h> {
    /// `<a href="…">`: name in lower case, attributes to be read with [`attributes`].
    Open(Cow<'h, str>, &'h str),
    /// `</a>`.
    Close(Cow<'h, str>),
    /// Text, entities undone.
    Text(Cow<'h, str>),
}

/// Walks through a page.
pub(super) struct Scanner<'h> {
    rest: &'h str,
    /// The element whose content is no markup: `script`, `style`.
    raw: Option<&'static str>,
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "template"];

impl<'h> Scanner<'h> {
    /// At the start of `html`.
    pub(super) fn new(html: &'h str) -> Self {
        Scanner { rest: html, raw: None }
    }

    fn take(&mut self, bytes: usize) -> &'h str {
        let (taken, rest) = self.rest.split_at(bytes.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Past the content of a raw element, up to its closing tag.
    fn skip_raw(&mut self, name: &str) {
        let mut at = 0;
        while let Some(found) = self.rest[at..].find("</") {
            let after = &self.rest.as_bytes()[at + found + 2..];
            if after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                self.take(at + found);
                return;
            }
            at += found + 2;
        }
        self.rest = "";
    }
}

impl<'h> Iterator for Scanner<'h> {
    type Item = Step<'h>;

    fn next(&mut self) -> Option<Step<'h>> {
        if let Some(name) = self.raw.take()
            && name != "noscript"
            && name != "template"
        {
            self.skip_raw(name);
        }
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Step::Text(undone(self.take(end))));
            }
            if self.rest.starts_with("<!--") {
                let end = self.rest.find("-->").map_or(self.rest.len(), |at| at + 3);
                self.take(end);
                continue;
            }
            let next = self.rest.as_bytes().get(1).copied().unwrap_or(b' ');
            if next == b'!' || next == b'?' {
                let end = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
                self.take(end);
                continue;
            }
            let closing = next == b'/';
            if !closing && !next.is_ascii_alphabetic() {
                return Some(Step::Text(Cow::Borrowed(self.take(1))));
            }
            let tag = self.take(end_of_tag(self.rest));
            let inner = tag.trim_start_matches(['<', '/']).trim_end_matches('>').trim_end_matches('/');
            let end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
            let (name, rest) = inner.split_at(end);
            let name = match name.bytes().any(|b| b.is_ascii_uppercase()) {
                true => Cow::Owned(name.to_ascii_lowercase()),
                false => Cow::Borrowed(name),
            };
            if closing {
                return Some(Step::Close(name));
            }
            self.raw = RAW.iter().find(|raw| **raw == name).copied();
            return Some(Step::Open(name, rest));
        }
    }
}

/// One past the `>` that ends a tag; one inside quotation marks does not.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The attributes of a tag, values with entities undone; one without a value has an empty one.
pub(super) fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            // A stray `=` or quotation mark must not stop the walk.
            rest = if end == 0 { "" } else { rest };
            return Some((name, Cow::Borrowed("")));
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, undone(value)))
    })
}

/// Entities undone: those that escaping makes, and numbers.
fn undone(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        // No entity that we make is longer.
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let steps = Scanner::new(html).map(|step| match step {
            Step::Open(name, rest) => {
                let all = attributes(rest).map(|(name, value)| format!(" {name}={value}"));
                format!("<{name}{}>", all.collect::<String>())
            }
            Step::Close(name) => format!("</{name}>"),
            Step::Text(text) => text.into_owned(),
        });
        assert_eq!(steps.collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn tags_attributes_and_text() {
        check("<p>a &amp; b</p>", &["<p>", "a & b", "</p>"]);
        check(r#"<A HREF='x.html#y' id=z hidden>"#, &["<a HREF=x.html#y id=z hidden=>"]);
        check(r#"<img alt="a > b" src="x"/>"#, &["<img alt=a > b src=x>"]);
        check("a&#8217;s &#x2F; &unknown; &", &["a’s / &unknown; &"]);
    }

    #[test]
    fn what_is_no_markup_is_passed_over() {
        check("<!doctype html><!-- <a href=x> --><b>", &["<b>"]);
        check("<script>if (a < b) '<a>'</script><i>", &["<script>", "</script>", "<i>"]);
        check("1 < 2", &["1 ", "<", " 2"]);
    }

    #[test]
    fn broken_html_ends() {
        for html in
            ["<", "<a", "<a href", "<a href=", "<a href='", "</", "<!--", "<script>", "&", "<a ='\"=>"]
        {
            for step in Scanner::new(html) {
                if let Step::Open(_, rest) = step {
                    attributes(rest).for_each(drop);
                }
            }
        }
    }
}
