//! The journal: what a commit is about to do, written before it does it.
//!
//! While the journal lies in the output folder, the site there may be half old and half new; everything
//! that is needed to go on ([`Journal::complete`]) or back ([`Journal::roll_back`]) lies beside it. Both
//! can be stopped and begun again at any step.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files::{Disk, FOLDER, io_failure, is_safe};
use super::manifest::Manifest;
use crate::diagnostic::Diagnostic;

/// Its name, inside [`FOLDER`].
const NAME: &str = "journal.json";
/// Its name once it has been decided to go back.
const UNDONE: &str = "undo.json";
/// Where new files wait, inside [`FOLDER`].
const STAGED: &str = "staged";
/// Where old files are kept until the new ones stand, inside [`FOLDER`].
const KEPT: &str = "kept";

/// What a commit does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Files that are put in place: path, and whether it takes the place of an older one.
    pub(super) put: Vec<(String, bool)>,
    /// Files that are taken away.
    pub(super) remove: Vec<String>,
    /// What is ours afterwards.
    pub(super) manifest: Manifest,
}

/// Where a new file waits.
pub(super) fn staged(output: &Path, path: &str) -> PathBuf {
    output.join(FOLDER).join(STAGED).join(path)
}

fn kept(output: &Path, path: &str) -> PathBuf {
    output.join(FOLDER).join(KEPT).join(path)
}

fn journal_path(output: &Path) -> PathBuf {
    output.join(FOLDER).join(NAME)
}

fn undo_path(output: &Path) -> PathBuf {
    output.join(FOLDER).join(UNDONE)
}

/// True while the site there may be half old and half new.
pub(super) fn is_open(output: &Path) -> bool {
    is_there(&journal_path(output)) || is_there(&undo_path(output))
}

/// Ends what a killed build left in an output folder: completes its commit where one had begun, else
/// throws away what it had staged. The caller holds the lock, or knows that nobody builds.
///
/// # Errors
/// The step that failed; the next call tries again.
pub fn recover(output: &Path) -> Result<(), Diagnostic> {
    end(&Disk::default(), output)
}

pub(super) fn end(disk: &Disk, output: &Path) -> Result<(), Diagnostic> {
    let ended = match (Journal::read(&undo_path(output)), Journal::read(&journal_path(output))) {
        (Err(error), _) | (Ok(None), Err(error)) => Err(error),
        (Ok(Some(undone)), _) => undone.roll_back(disk, output),
        (Ok(None), Ok(Some(journal))) => journal.complete(disk, output).or_else(|error| {
            // It cannot go on: back, then. Where that fails too, the next run tries again.
            journal.roll_back(disk, output).map_err(|_| error)
        }),
        (Ok(None), Ok(None)) => clear(disk, output),
    };
    ended.map_err(|error| io_failure(FOLDER, &error))
}

/// Removes what waits and what was kept.
pub(super) fn clear(disk: &Disk, output: &Path) -> io::Result<()> {
    for folder in [STAGED, KEPT] {
        let folder = output.join(FOLDER).join(folder);
        if folder.exists() {
            disk.remove_folder(&folder)?;
        }
    }
    Ok(())
}

impl Journal {
    fn read(path: &Path) -> io::Result<Option<Journal>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let journal: Journal = serde_json::from_slice(&bytes)?;
        let paths = journal.put.iter().map(|(path, _)| path).chain(&journal.remove);
        if !paths.chain(journal.manifest.files.keys()).all(|path| is_safe(path)) {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        Ok(Some(journal))
    }

    /// Writes the journal: from here on the next run goes on where this one stops.
    pub(super) fn write(&self, disk: &Disk, output: &Path) -> io::Result<()> {
        let json = serde_json::to_vec(self).expect("texts and truth values");
        disk.write_whole(&journal_path(output), &json)
    }

    /// Does what is left to do.
    pub(super) fn complete(&self, disk: &Disk, output: &Path) -> io::Result<()> {
        for path in &self.remove {
            let place = output.join(path);
            // A folder in its place is the new site's already.
            if fs::symlink_metadata(&place).is_ok_and(|data| !data.is_dir()) {
                disk.rename(&place, &kept(output, path))?;
            }
            disk.remove_empty_parents(&place, output);
        }
        for folder in whole_folders(output)? {
            disk.rename(&output.join(FOLDER).join(STAGED).join(&folder), &output.join(folder))?;
        }
        for (path, had_old) in &self.put {
            let (new, place) = (staged(output, path), output.join(path));
            if is_there(&new) {
                if *had_old && is_there(&place) {
                    disk.keep(&place, &kept(output, path))?;
                }
                disk.rename(&new, &place)?;
            }
        }
        self.manifest.write(disk, output)?;
        // The new site stands. What is left over is cleared now or by the next run.
        let _ = disk.remove(&journal_path(output)).and_then(|()| clear(disk, output));
        Ok(())
    }

    /// Puts everything back as it was. The manifest is written last, so it is still the old one.
    pub(super) fn roll_back(&self, disk: &Disk, output: &Path) -> io::Result<()> {
        // From here on nobody may go forward: what was put back no longer waits to be put in place.
        if is_there(&journal_path(output)) {
            disk.rename(&journal_path(output), &undo_path(output))?;
        }
        for (path, had_old) in &self.put {
            let place = output.join(path);
            if is_there(&staged(output, path)) {
                continue;
            }
            let old = kept(output, path);
            if is_there(&old) {
                disk.rename(&old, &place)?;
            } else if !*had_old {
                disk.remove(&place)?;
                disk.remove_empty_parents(&place, output);
            }
        }
        for path in &self.remove {
            let old = kept(output, path);
            if is_there(&old) {
                disk.rename(&old, &output.join(path))?;
            }
        }
        let _ = disk.remove(&undo_path(output)).and_then(|()| clear(disk, output));
        Ok(())
    }
}

/// Staged folders in whose place nothing lies, sorted: each is put there as a whole, not file by file.
fn whole_folders(output: &Path) -> io::Result<Vec<OsString>> {
    let entries = match fs::read_dir(output.join(FOLDER).join(STAGED)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() && !is_there(&output.join(entry.file_name())) {
            folders.push(entry.file_name());
        }
    }
    folders.sort();
    Ok(folders)
}

/// True where something lies at a path, a broken link too.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
