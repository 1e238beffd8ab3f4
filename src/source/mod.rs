//! The only reader: the files of a site folder, read once, sorted by path.

mod known;
mod read;

pub use known::{Again, Known};
pub use read::{has_bytes, read, read_again, read_bytes, read_file};

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
#[derive(Clone, Debug, PartialEq)]
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
    /// False where a folder could not be looked into: nobody knows what is missing, and a site made of the
    /// rest would take pages away.
    pub is_whole: bool,
}

impl Default for Sources {
    fn default() -> Self {
        Sources {
            site: None,
            articles: Vec::new(),
            people: Vec::new(),
            summits: Vec::new(),
            pages: Vec::new(),
            corrections: None,
            templates: Vec::new(),
            assets: Vec::new(),
            is_whole: true,
        }
    }
}

impl Sources {
    /// The text of a file, by its path; for the frames of messages.
    pub fn text_of(&self, path: &str) -> Option<Arc<str>> {
        let lists = [&self.articles, &self.people, &self.summits, &self.pages, &self.templates];
        let single = [&self.site, &self.corrections];
        let listed = lists.iter().find_map(|list| {
            let at = list.binary_search_by(|source| source.path.as_str().cmp(path)).ok()?;
            list.get(at)
        });
        let source = listed.or_else(|| single.iter().find_map(|s| s.as_ref().filter(|s| s.path == path)))?;
        Some(Arc::clone(&source.text))
    }
}

/// A file of `static/`, read when it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// What templates call it by: its path relative to `static/`, with `/` between parts.
    pub name: String,
    /// Where it stands in the site: its name, with a digest of its bytes where it came with the program.
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
