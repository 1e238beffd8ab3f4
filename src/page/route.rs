//! Routes: the file that each page is, so that links work from `file://`.

use std::fmt;

/// The address of an output: a path relative to the site's root, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

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
        let mut from = self.0.split('/').collect::<Vec<_>>();
        from.pop();
        let to: Vec<&str> = target.0.split('/').collect();
        let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(from.len() - shared);
        let mut link = up;
        for (i, part) in to[shared..].iter().enumerate() {
            if i > 0 {
                link.push('/');
            }
            push_encoded(&mut link, part);
        }
        link
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what may not stand in a path segment (RFC 3986); letters of all scripts stay readable.
fn push_encoded(link: &mut String, part: &str) {
    for c in part.chars() {
        if c.is_alphanumeric()
            || matches!(c, '-' | '.' | '_' | '~' | '@' | '!' | '$' | '(' | ')' | '*' | ',' | '=')
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
    }
}
