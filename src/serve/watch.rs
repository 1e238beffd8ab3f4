//! Sees that files of the site folder change. The only file that names `notify`.
//!
//! What the system reports is a sign that something happened, never the truth about it: the folder is read
//! again and compared. That holds for editors that save by renaming, and for whole folders that come and go.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Folders that are watched with all that lies in them. The site folder itself is watched without: the
/// output and the history of a version control system may lie in it.
const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// After the last sign, this long nothing may happen: one save makes several.
const QUIET: Duration = Duration::from_millis(8);

/// Signs that do not end are looked at after this long.
const LONGEST: Duration = Duration::from_millis(200);

/// Watches a site folder.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
}

/// That something happened.
#[derive(Debug)]
pub(super) struct Sign {
    /// When it was first seen.
    pub(super) at: Instant,
    /// Files that were written, relative to the site folder, with `/` between parts.
    pub(super) touched: BTreeSet<String>,
    /// True where a folder came: what was put in it at once may not have been seen.
    pub(super) again: bool,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// Why the system does not let us, in words.
    pub(super) fn begin(root: &Path) -> Result<Watch, String> {
        let root = std::fs::canonicalize(root).map_err(|error| error.to_string())?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if !event.as_ref().is_ok_and(is_only_reading) {
                // Nobody listens any more where the program is about to end.
                let _ = sender.send(event);
            }
        })
        .map_err(|error| said(&error))?;
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| said(&error))?;
        let mut watch = Watch { root, watcher, events };
        watch.folders().map_err(|error| said(&error))?;
        Ok(watch)
    }

    /// Watches the folders anew: one that was taken away and put back is another folder.
    fn folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            let _ = self.watcher.unwatch(&path);
            if path.is_dir() {
                match self.watcher.watch(&path, RecursiveMode::Recursive) {
                    // Gone between the look and the watch: the next sign tells.
                    Err(_) if !path.is_dir() => {}
                    watched => watched?,
                }
            }
        }
        Ok(())
    }

    /// Waits until something happened and is over.
    ///
    /// # Errors
    /// Why nothing can be seen any more.
    pub(super) fn wait(&mut self) -> Result<Sign, String> {
        let first = self.events.recv().map_err(|_| "the watcher ended".to_owned())?;
        let mut sign = Sign { at: now(), touched: BTreeSet::new(), again: false };
        let mut is_folder_new = self.note(first, &mut sign);
        loop {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => is_folder_new |= self.note(event, &mut sign),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err("the watcher ended".to_owned()),
            }
            if sign.at.elapsed() > LONGEST {
                break;
            }
        }
        if is_folder_new {
            self.folders().map_err(|error| said(&error))?;
        }
        Ok(sign)
    }

    /// Notes what an event tells; true where one of our folders itself came or went.
    fn note(&self, event: notify::Result<Event>, sign: &mut Sign) -> bool {
        let Ok(event) = event else {
            // An error about one path, or an overflow: look at everything once more.
            sign.again = true;
            return true;
        };
        let mut is_folder_new = event.need_rescan();
        sign.again |= event.need_rescan();
        for path in &event.paths {
            let below = path.strip_prefix(&self.root).unwrap_or(path);
            let parts: Vec<String> =
                below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            let is_change_of_name =
                !matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Data(_)));
            is_folder_new |= is_change_of_name && parts.len() <= 1 && !path.is_file();
            sign.again |= is_change_of_name && path.is_dir();
            sign.touched.insert(parts.join("/"));
        }
        is_folder_new
    }
}

/// True for what reading a file makes: we read files ourselves.
fn is_only_reading(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

fn said(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches too many files already (on Linux: raise fs.inotify.max_user_watches)"
                .to_owned()
        }
        _ => error.to_string(),
    }
}

/// The clock, for how long a rebuild took: it is printed and goes nowhere else.
#[allow(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Waits for signs until one has touched `expected`; reading the folder makes none.
    fn check(change: impl FnOnce(&Path), expected: &str) {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join("content/articles")).expect("writable");
        fs::write(root.path().join("content/articles/a.md"), "a").expect("writable");
        let mut watch = Watch::begin(root.path()).expect("watches");
        let _ = fs::read(root.path().join("content/articles/a.md"));
        change(root.path());
        let (sender, seen) = channel();
        std::thread::spawn(move || {
            while let Ok(sign) = watch.wait() {
                if sender.send(sign.touched).is_err() {
                    return;
                }
            }
        });
        let end = now() + Duration::from_secs(20);
        while let Ok(touched) = seen.recv_timeout(end.saturating_duration_since(now())) {
            if touched.contains(expected) {
                return;
            }
        }
        panic!("no sign of {expected}");
    }

    #[test]
    fn files_that_change_come_and_go_are_seen() {
        check(
            |root| fs::write(root.join("content/articles/a.md"), "b").expect("writable"),
            "content/articles/a.md",
        );
        check(
            |root| fs::remove_file(root.join("content/articles/a.md")).expect("there"),
            "content/articles/a.md",
        );
        check(|root| fs::write(root.join("site.yaml"), "b").expect("writable"), "site.yaml");
        check(
            |root| {
                fs::write(root.join("content/articles/.a.md.swp"), "b").expect("writable");
                fs::rename(root.join("content/articles/.a.md.swp"), root.join("content/articles/a.md"))
                    .expect("there");
            },
            "content/articles/a.md",
        );
    }

    #[test]
    fn a_folder_that_was_put_back_is_watched() {
        check(
            |root| {
                fs::rename(root.join("content"), root.join("away")).expect("there");
                fs::create_dir_all(root.join("content/articles")).expect("writable");
                fs::create_dir_all(root.join("templates")).expect("writable");
                std::thread::spawn({
                    let root = root.to_owned();
                    move || {
                        for n in 0..60 {
                            std::thread::sleep(Duration::from_millis(50));
                            let _ = fs::write(root.join("content/articles/b.md"), n.to_string());
                        }
                    }
                });
            },
            "content/articles/b.md",
        );
    }
}
