//! The files of `static/` that come with the program: style sheet, fonts.

use crate::source::{Asset, AssetBytes};

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
];

/// The files that come with the program, sorted by path.
pub fn embedded_assets() -> impl Iterator<Item = Asset> {
    EMBEDDED
        .iter()
        .map(|(path, bytes)| Asset { path: (*path).to_owned(), bytes: AssetBytes::Embedded(bytes) })
}

/// The user's files with ours beside them; the user's win.
pub fn with_embedded(user: &[Asset]) -> Vec<Asset> {
    let ours = embedded_assets().filter(|ours| user.iter().all(|theirs| theirs.path != ours.path));
    let mut assets: Vec<Asset> = user.iter().cloned().chain(ours).collect();
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    assets
}
