//! The only reader: the files of a site folder, read once, sorted by path.

use std::sync::Arc;

/// A text file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Relative to the site folder, with `/` between parts.
    pub path: String,
    /// The whole file.
    pub text: Arc<str>,
    /// BLAKE3 of the bytes: the key of what is remembered about the file.
    pub digest: [u8; 32],
}

/// All that a build reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// `site.yaml`, where there is one.
    pub site: Option<Source>,
    /// `content/articles/**.md`, sorted by path.
    pub articles: Vec<Source>,
    /// `content/people/*.md`, sorted by path.
    pub people: Vec<Source>,
    /// `content/summits/*.md`, sorted by path.
    pub summits: Vec<Source>,
    /// `content/pages/*.md`, sorted by path.
    pub pages: Vec<Source>,
    /// `content/corrections.yaml`, where there is one.
    pub corrections: Option<Source>,
    /// The user's `templates/**`, sorted by path; they win over the embedded ones of the same name.
    pub templates: Vec<Source>,
    /// The user's `static/**`, sorted by path; they win over the embedded ones of the same name.
    pub assets: Vec<Asset>,
}

/// A file of `static/`, read when it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Relative to `static/`, with `/` between parts.
    pub path: String,
    /// Where its bytes are.
    pub bytes: AssetBytes,
}

/// Where the bytes of an asset are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetBytes {
    /// In the binary.
    Embedded(&'static [u8]),
    /// On the disk; copied, never held.
    File(std::path::PathBuf),
}
