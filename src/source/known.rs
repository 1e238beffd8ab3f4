//! What a site folder held when it was read last, so that reading it again opens only what has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::{Source, Sources};
use crate::diagnostic::{Diagnostic, Warned};

/// The files of a site folder as they were read last.
#[derive(Debug, Default)]
pub struct Known {
    files: BTreeMap<String, File>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Debug)]
struct File {
    stamp: Option<Stamp>,
    /// `None` for a file that is not read as text, or could not be.
    source: Option<Source>,
}

/// What a second reading gave.
#[derive(Debug)]
pub struct Again {
    /// All files, those that were not opened included.
    pub read: Warned<Sources>,
    /// Paths of files that are new, gone or have other bytes, sorted. Where only a message changed, its file.
    pub changed: Vec<String>,
}

/// What tells from outside that a file is another than before: when it was written, how long it is, and on
/// Unix which file it is, since an editor may save by putting another in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file; `None` where it cannot be had.
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        let data = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            (data.dev(), data.ino(), data.ctime(), data.ctime_nsec())
        };
        #[cfg(not(unix))]
        let identity = (0, 0, 0, 0);
        Some(Stamp { modified: data.modified().ok(), length: data.len(), identity })
    }
}

impl Known {
    /// The source at a path, if its file still has this stamp.
    pub(super) fn source(&self, path: &str, stamp: Option<Stamp>) -> Option<Source> {
        let file = self.files.get(path).filter(|file| stamp.is_some() && file.stamp == stamp)?;
        file.source.clone()
    }

    pub(super) fn note(&mut self, path: String, stamp: Option<Stamp>, source: Option<&Source>) {
        self.files.insert(path, File { stamp, source: source.cloned() });
    }

    /// Puts what is found now in the place of what was known; gives the paths that differ.
    pub(super) fn replace(&mut self, found: Known, diagnostics: &[Diagnostic]) -> Vec<String> {
        let same = |old: &File, new: &File| match (&old.source, &new.source) {
            (Some(old), Some(new)) => old.digest == new.digest,
            (None, None) => old.stamp == new.stamp,
            _ => false,
        };
        let differs = |path: &String, file: &File, other: &Known| {
            other.files.get(path).is_none_or(|other| !same(file, other))
        };
        let new = found.files.iter().filter(|(path, file)| differs(path, file, self));
        let gone = self.files.keys().filter(|path| !found.files.contains_key(*path));
        let mut changed: Vec<String> = new.map(|(path, _)| path).chain(gone).cloned().collect();
        let (before, now) = (&self.diagnostics, diagnostics);
        let said =
            now.iter().filter(|d| !before.contains(d)).chain(before.iter().filter(|d| !now.contains(d)));
        changed.extend(said.map(|diagnostic| diagnostic.file.clone()));
        changed.sort();
        changed.dedup();
        *self = Known { files: found.files, diagnostics: diagnostics.to_vec() };
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::source::{read, read_again};

    /// Reads, changes the folder, reads again: the same as reading for the first time, and `expected` changed.
    fn check(change: impl FnOnce(&Path), expected: &[&str]) {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in [
            ("content/articles/a.md", "a"),
            ("content/articles/b/c.md", "c"),
            ("content/people/p.md", "p"),
            ("templates/day.html", "t"),
            ("static/x.css", "x"),
            ("site.yaml", "title: T"),
        ] {
            let file = root.path().join(path);
            fs::create_dir_all(file.parent().expect("in a folder")).expect("writable");
            fs::write(file, text).expect("writable");
        }
        let (mut known, none) = (Known::default(), BTreeSet::new());
        let first = read_again(root.path(), &mut known, &none);
        assert_eq!(first.read, read(root.path()));
        assert_eq!(first.changed.len(), 6);
        assert!(read_again(root.path(), &mut known, &none).changed.is_empty());
        change(root.path());
        let again = read_again(root.path(), &mut known, &none);
        assert_eq!(again.read, read(root.path()));
        assert_eq!(again.changed, expected);
    }

    #[test]
    fn only_what_changed_is_named() {
        let write = |path: &'static str, text: &'static str| {
            move |root: &Path| fs::write(root.join(path), text).expect("writable")
        };
        check(write("content/articles/a.md", "ab"), &["content/articles/a.md"]);
        check(write("content/articles/new.md", "n"), &["content/articles/new.md"]);
        check(write("content/articles/a.md", "a"), &[]);
        check(write("static/x.css", "xy"), &["static/x.css"]);
        check(write("site.yaml", "title: U"), &["site.yaml"]);
        check(write("content/articles/raw.md", "\u{fffd}"), &["content/articles/raw.md"]);
    }

    #[test]
    fn what_is_gone_is_named() {
        let remove = |root: &Path| fs::remove_dir_all(root.join("content/articles")).expect("writable");
        // The folder: that no article is left in it is said of it.
        check(remove, &["content/articles", "content/articles/a.md", "content/articles/b/c.md"]);
        check(
            |root| fs::remove_file(root.join("templates/day.html")).expect("writable"),
            &["templates/day.html"],
        );
    }

    #[test]
    fn a_file_put_in_the_place_of_another_is_read() {
        let replace = |root: &Path| {
            fs::write(root.join("new"), "b").expect("writable");
            fs::rename(root.join("new"), root.join("content/articles/a.md")).expect("writable");
        };
        check(replace, &["content/articles/a.md"]);
    }

    #[test]
    fn a_file_that_cannot_be_read_any_more_is_named_once() {
        check(
            |root| fs::write(root.join("content/articles/a.md"), b"\xff").expect("writable"),
            &["content/articles/a.md"],
        );
    }
}
