//! The files of `static/` that come with the program: style sheet, scripts, fonts.
//!
//! Names carry a digest of the bytes, so that a browser may keep a file for good and still never has an old
//! one. A file of the user's keeps its name, and takes the place of ours of that name. Entry point:
//! [`with_embedded`].

use std::sync::LazyLock;

use crate::source::{self, Asset, AssetBytes};

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../static/", $path)))),*]
    };
}

/// Sorted by path.
const EMBEDDED: &[(&str, &[u8])] = embedded![
    "css/dateline.css",
    "fonts/LICENSE-Newsreader.txt",
    "fonts/newsreader-400-italic-ext.woff2",
    "fonts/newsreader-400-italic-latin1.woff2",
    "fonts/newsreader-400-italic.woff2",
    "fonts/newsreader-400-normal-ext.woff2",
    "fonts/newsreader-400-normal-latin1.woff2",
    "fonts/newsreader-400-normal.woff2",
    "fonts/newsreader-600-normal-ext.woff2",
    "fonts/newsreader-600-normal-latin1.woff2",
    "fonts/newsreader-600-normal.woff2",
    "icons/favicon.svg",
    "js/cards.js",
    "js/search.js",
];

/// Digits of the digest in a name.
const DIGITS: usize = 8;

/// A file that comes with the program.
struct Ours {
    name: &'static str,
    /// Its name with the digest.
    path: String,
    bytes: &'static [u8],
    /// For a style sheet: the same with the fonts under their names with digests, and its own name for it.
    dated: Option<(String, Vec<u8>)>,
}

/// All of them, in the order of [`EMBEDDED`].
static OURS: LazyLock<Vec<Ours>> = LazyLock::new(|| {
    let fonts: Vec<(&str, String)> = EMBEDDED
        .iter()
        .filter(|(name, _)| is_font(name))
        .map(|(name, bytes)| (*name, with_digest(name, bytes)))
        .collect();
    EMBEDDED
        .iter()
        .map(|&(name, bytes)| {
            let dated = name.starts_with("css/").then(|| {
                let mut text = String::from_utf8_lossy(bytes).into_owned();
                for (font, path) in &fonts {
                    text = text.replace(&format!("../{font}"), &format!("../{path}"));
                }
                (with_digest(name, text.as_bytes()), text.into_bytes())
            });
            Ours { name, path: with_digest(name, bytes), bytes, dated }
        })
        .collect()
});

fn is_font(name: &str) -> bool {
    name.ends_with(".woff2")
}

/// `css/dateline.css` as `css/dateline.1f0a9c3e.css`. Icons and licences keep their names: others look for
/// them there.
fn with_digest(name: &str, bytes: &[u8]) -> String {
    let dated = name.starts_with("css/") || name.starts_with("js/") || is_font(name);
    match name.rsplit_once('.') {
        Some((stem, ending)) if dated => {
            format!("{stem}.{}.{ending}", &blake3::hash(bytes).to_hex()[..DIGITS])
        }
        _ => name.to_owned(),
    }
}

/// True for a file of the user's that is ours, byte by byte: a copy that nobody has changed.
fn is_ours(theirs: &Asset) -> bool {
    let ours = OURS.iter().find(|ours| ours.name == theirs.name);
    ours.is_some_and(|ours| source::has_bytes(theirs, ours.bytes))
}

/// The user's files with ours beside them, sorted by path; the user's win. Where a style sheet or a font is
/// the user's, our fonts keep their plain names, under which that style sheet may ask for them.
pub fn with_embedded(user: &[Asset]) -> Vec<Asset> {
    let user: Vec<&Asset> = user.iter().filter(|theirs| !is_ours(theirs)).collect();
    let is_users = |name: &str| user.iter().any(|theirs| theirs.path == name);
    let plain_fonts =
        EMBEDDED.iter().any(|(name, _)| (is_font(name) || name.starts_with("css/")) && is_users(name));
    let ours = OURS.iter().filter(|ours| !is_users(ours.name)).map(|ours| {
        let (path, bytes) = match &ours.dated {
            Some((path, bytes)) if !plain_fonts => (path.clone(), &bytes[..]),
            _ if plain_fonts && is_font(ours.name) => (ours.name.to_owned(), ours.bytes),
            _ => (ours.path.clone(), ours.bytes),
        };
        Asset { name: ours.name.to_owned(), path, bytes: AssetBytes::Embedded(bytes) }
    });
    let mut assets: Vec<Asset> = user.iter().map(|&theirs| theirs.clone()).chain(ours).collect();
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    assets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(user: &[&str]) -> Vec<String> {
        let user = user.iter().map(|name| Asset {
            name: (*name).to_owned(),
            path: (*name).to_owned(),
            bytes: AssetBytes::Embedded(b"x"),
        });
        with_embedded(&user.collect::<Vec<_>>()).into_iter().map(|asset| asset.path).collect()
    }

    fn is_dated(path: &str, stem: &str, ending: &str) -> bool {
        path.strip_prefix(stem)
            .and_then(|rest| rest.strip_suffix(ending))
            .is_some_and(|digest| digest.len() == DIGITS && digest.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    #[test]
    fn names_carry_a_digest_and_style_sheets_name_what_is_there() {
        let assets = with_embedded(&[]);
        let sheet = assets.iter().find(|a| a.name == "css/dateline.css").expect("our style sheet");
        assert!(is_dated(&sheet.path, "css/dateline.", ".css"), "{}", sheet.path);
        let AssetBytes::Embedded(bytes) = sheet.bytes else { panic!("ours is embedded") };
        let text = String::from_utf8_lossy(bytes);
        for font in text.split("url(\"../").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(assets.iter().any(|a| a.path == font), "{font}");
        }
    }

    #[test]
    fn the_users_files_keep_their_names_and_take_the_place_of_ours() {
        let with = paths(&["css/dateline.css"]);
        assert!(with.contains(&"css/dateline.css".to_owned()));
        assert!(with.contains(&"fonts/newsreader-400-normal.woff2".to_owned()));
        assert!(!with.iter().any(|path| is_dated(path, "css/dateline.", ".css")));
        let beside = paths(&["css/own.css"]);
        assert!(beside.contains(&"css/own.css".to_owned()));
        assert!(beside.iter().any(|path| is_dated(path, "css/dateline.", ".css")));
    }
}
