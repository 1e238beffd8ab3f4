//! The steps that change the disk, one function each, so that a test can stop before any of them.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};

/// Our own folder inside an output folder: manifest, lock, and what is staged.
pub(super) const FOLDER: &str = ".dateline";

/// The disk. In tests it can fail before its nth step.
#[derive(Debug, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) faults: std::sync::Arc<Faults>,
}

/// What a test wants to go wrong; steps count from 1, and 0 is never.
#[cfg(test)]
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// The step that fails.
    pub(super) at: usize,
    /// The step from which on all fail: the program was killed before it.
    pub(super) dead_from: usize,
    /// Steps so far.
    pub(super) steps: std::sync::atomic::AtomicUsize,
}

impl Disk {
    #[cfg(test)]
    fn step(&self) -> io::Result<()> {
        let step = self.faults.steps.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
        let is_dead = self.faults.dead_from > 0 && step >= self.faults.dead_from;
        if step == self.faults.at || is_dead {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        Ok(())
    }

    #[cfg(not(test))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)]
    fn step(&self) -> io::Result<()> {
        Ok(())
    }

    /// Writes a file, making the folders above it.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        match fs::write(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_parent(path)?;
                fs::write(path, bytes)
            }
            done => done,
        }
    }

    /// Copies a file's bytes, making the folders above the copy.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        make_parent(to)?;
        io::copy(&mut fs::File::open(from)?, &mut fs::File::create(to)?).map(drop)
    }

    /// Writes a file so that it is there whole or not at all.
    pub(super) fn write_whole(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let beside = path.with_extension("new");
        self.write(&beside, bytes)?;
        fs::File::open(&beside)?.sync_all()?;
        self.rename(&beside, path)
    }

    /// Renames a file, over another or to a new place, making the folders above it.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && from.exists() => {
                make_parent(to)?;
                fs::rename(from, to)
            }
            done => done,
        }
    }

    /// Keeps a second name of a file, or a copy where the file system has no second names.
    pub(super) fn keep(&self, path: &Path, kept: &Path) -> io::Result<()> {
        self.step()?;
        make_parent(kept)?;
        if kept.exists() {
            return Ok(());
        }
        fs::hard_link(path, kept).or_else(|_| fs::copy(path, kept).map(drop))
    }

    /// Removes a file that may be gone already.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        gone_is_fine(fs::remove_file(path))
    }

    /// Removes a folder and all in it; it may be gone already.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        gone_is_fine(fs::remove_dir_all(path))
    }

    /// Removes the folders from `path`'s parent up to `output` that are empty.
    pub(super) fn remove_empty_parents(&self, path: &Path, output: &Path) {
        let parents = path.ancestors().skip(1).take_while(|folder| *folder != output);
        for folder in parents {
            if self.step().is_err() || fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn gone_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// True for a path that stays in the output folder and out of our own.
pub(super) fn is_safe(path: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
    path.split('/').all(is_part) && path.split('/').next() != Some(FOLDER)
}

/// What went wrong with a file of the output.
pub(super) fn io_failure(path: &str, error: &io::Error) -> Diagnostic {
    let (why, hint) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            ("no space is left on the disk".to_owned(), "free some space and build again")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => (
            "permission denied".to_owned(),
            "let your user write to the output folder, or choose another with `--output`",
        ),
        io::ErrorKind::InvalidFilename => {
            ("the file system does not take this name".to_owned(), "give the article a shorter `slug`")
        }
        _ => (error.to_string(), "build again once this is mended"),
    };
    Diagnostic::new(Code::WriteFailed, "", format!("`{path}` could not be written: {why}")).hint(hint)
}
