//! What a request's path asks for: a file of the site, or one of our own. Paths are names here, never places
//! on a disk: what is not among the site's routes and assets is not there.

use crate::page::{Route, Site, decoded};

/// Where our own files are. A hidden folder, which no site publishes.
const OWN: &str = ".dateline/";

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A page, a file of data.
    Page(Route),
    /// A file of `static/`, by its index among the site's assets.
    Asset(usize),
    /// A folder with an index, without the slash at its end that relative links need.
    Folder,
    /// One of our own files, by its name.
    Own(String),
    /// Nothing that is there.
    Missing,
}

/// Reads the path of a request, as static hosting would: a folder is its `index.html`. The site stands at the
/// root, and under the path of its `base_url` too, since its 404 page links there.
pub(super) fn read(site: &Site, path: &str) -> Asked {
    let Some(path) = plain(path) else { return Asked::Missing };
    if let Some(own) = path.strip_prefix(OWN) {
        return Asked::Own(own.to_owned());
    }
    let base = base_path(site.config.base_url.as_deref().unwrap_or_default());
    match find(site, &path) {
        Asked::Missing if !base.is_empty() => match path.strip_prefix(base.as_str()) {
            Some(below) => find(site, below),
            None if format!("{path}/") == base => Asked::Folder,
            None => Asked::Missing,
        },
        asked => asked,
    }
}

fn find(site: &Site, path: &str) -> Asked {
    let is_folder = path.is_empty() || path.ends_with('/');
    let file = if is_folder { format!("{path}index.html") } else { path.to_owned() };
    let has = |path: &str| {
        let route = Route::new(path);
        if site.page(&route).is_some() {
            return Some(Asked::Page(route));
        }
        let asset = site.assets().binary_search_by(|asset| asset.path.as_str().cmp(path)).ok();
        asset.map(Asked::Asset)
    };
    if let Some(asked) = has(&file) {
        return asked;
    }
    if !is_folder && has(&format!("{file}/index.html")).is_some() {
        return Asked::Folder;
    }
    Asked::Missing
}

/// The path without its first slash, decoded once; `None` where it holds what could mean another place: a
/// step upwards, an empty name, a backslash, an encoded slash, a control character, bytes that are no text.
fn plain(path: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.strip_prefix('/')?.split('/') {
        let part = strictly_decoded(part)?;
        let is_plain = |c: char| !c.is_control() && !matches!(c, '/' | '\\');
        if part == "." || part == ".." || !part.chars().all(is_plain) {
            return None;
        }
        parts.push(part);
    }
    let last = parts.len() - 1;
    // Only the last name may be empty: it is the folder's own.
    let is_whole = parts[..last].iter().all(|part| !part.is_empty());
    is_whole.then(|| parts.join("/"))
}

/// Percent-decodes; `None` where what comes out is no UTF-8 or an escape is broken.
fn strictly_decoded(part: &str) -> Option<String> {
    let is_escape = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    if !part.split('%').skip(1).all(is_escape) {
        return None;
    }
    // What is no UTF-8 comes back as it was.
    Some(decoded(part)).filter(|text| text != part || !part.contains('%'))
}

/// The path of a base URL without its first slash: "" or `summits/`.
fn base_path(url: &str) -> String {
    let after = url.split_once("://").map_or("", |(_, after)| after);
    let path = after.split_once('/').map_or("", |(_, path)| path);
    plain(&format!("/{path}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::coverage::Coverage;
    use crate::render::with_embedded;

    fn site(base_url: Option<&str>) -> Site {
        let config = Config { base_url: base_url.map(str::to_owned), ..Config::default() };
        crate::page::plan(Coverage::default(), config, with_embedded(&[])).value
    }

    fn check(path: &str, expected: Asked) {
        assert_eq!(read(&site(None), path), expected, "{path}");
    }

    fn page(path: &str) -> Asked {
        Asked::Page(Route::new(path))
    }

    #[test]
    fn pages_and_folders_are_found() {
        check("/", page("index.html"));
        check("/index.html", page("index.html"));
        check("/timeline/", page("timeline/index.html"));
        check("/timeline", Asked::Folder);
        check("/%61bout.html", page("about.html"));
        check("/.dateline/live.js", Asked::Own("live.js".into()));
        let site = site(None);
        let style = &site.assets()[0].path;
        assert_eq!(read(&site, &format!("/{style}")), Asked::Asset(0));
        for path in ["/nowhere.html", "/About.html", "/css", "/css/", "/about.html/", "/timeline/index.html/"]
        {
            check(path, Asked::Missing);
        }
    }

    #[test]
    fn no_path_leaves_the_site() {
        for path in [
            "/../site.yaml",
            "/css/../about.html",
            "/%2e%2e/site.yaml",
            "/%2E%2E%2Fsite.yaml",
            "/..%5csite.yaml",
            "/css\\dateline.css",
            "/css%2fdateline.css",
            "//about.html",
            "/./about.html",
            "/about.html%00",
            "/about.html%00.css",
            "/about%",
            "/about%2",
            "/%ff",
            "/%c0%ae%c0%ae/site.yaml",
            "/%252e%252e/site.yaml",
            "about.html",
            "*",
            "",
        ] {
            check(path, Asked::Missing);
        }
    }

    #[test]
    fn the_path_of_the_base_url_leads_to_the_site_too() {
        let site = site(Some("https://example.org/summits/2019/"));
        assert_eq!(read(&site, "/summits/2019/about.html"), page("about.html"));
        assert_eq!(read(&site, "/summits/2019/"), page("index.html"));
        assert_eq!(read(&site, "/summits/2019"), Asked::Folder);
        assert_eq!(read(&site, "/about.html"), page("about.html"));
        assert_eq!(read(&site, "/summits/about.html"), Asked::Missing);
    }
}
