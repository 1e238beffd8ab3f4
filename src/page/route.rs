//! Routes: the file that each page is, so that links work from `file://`.

use std::fmt;

/// The address of an output: a path relative to the site's root, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

/// Length of a sentence's anchor, with its mark.
const ANCHOR: usize = 13;

impl Route {
    /// A route from its path: `articles/hanoi.html`.
    pub fn new(path: impl Into<String>) -> Self {
        let path = path.into();
        debug_assert!(!path.starts_with('/') && !path.split('/').any(|part| part.is_empty() || part == ".."));
        Route(path)
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative link from this page to another: `../people/kim.html`.
    pub fn link_to(&self, target: &Route) -> String {
        let alike = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
        // The folders that both lie in: up to the last slash of what is alike.
        let shared = self.0.as_bytes()[..alike].iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1);
        let ups = self.0.as_bytes()[shared..].iter().filter(|&&b| b == b'/').count();
        let below = &target.0[shared..];
        // Room for an anchor behind it.
        let mut link = String::with_capacity(ups * 3 + below.len() + ANCHOR);
        (0..ups).for_each(|_| link.push_str("../"));
        push_encoded(&mut link, below);
        link
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what may not stand in a path (RFC 3986); letters of all scripts stay readable.
fn push_encoded(link: &mut String, path: &str) {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'/');
    if path.bytes().all(is_plain) {
        link.push_str(path);
        return;
    }
    for c in path.chars() {
        if c.is_alphanumeric()
            || matches!(c, '/' | '-' | '.' | '_' | '~' | '@' | '!' | '$' | '(' | ')' | '*' | ',' | '=')
        {
            link.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                link.push_str(&format!("%{byte:02X}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn links_are_relative() {
        let link = |from: &str, to: &str| Route::new(from).link_to(&Route::new(to));
        assert_eq!(link("index.html", "people/kim.html"), "people/kim.html");
        assert_eq!(link("people/kim.html", "people/moon.html"), "moon.html");
        assert_eq!(link("people/kim.html", "index.html"), "../index.html");
        assert_eq!(link("a/b/c.html", "a/d/e f.html"), "../d/e%20f.html");
        assert_eq!(link("a/b/c.html", "a/bc.html"), "../bc.html");
        assert_eq!(link("a/b.html", "a/b/2.html"), "b/2.html");
        assert_eq!(link("a/b/2.html", "a/b.html"), "../b.html");
        assert_eq!(link("é/x.html", "è/x.html"), "../è/x.html");
    }
}
