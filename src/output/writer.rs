//! Writes a site: stages what changed, then puts it in place under a journal.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Output;
use super::files::{Disk, FOLDER, io_failure, is_safe};
use super::journal::{Journal, clear, end, is_open, staged};
use super::manifest::Manifest;
use super::refuse::{check_folder, check_places, refuse};
use crate::diagnostic::{Code, Diagnostic};
use crate::page::Route;
use crate::source::{Asset, AssetBytes};

/// The writer of one build. Outputs may come from many threads and in any order.
#[derive(Debug)]
pub struct Writer {
    output: PathBuf,
    disk: Disk,
    /// Held until the writer is dropped; the file itself stays.
    _lock: File,
    old: Manifest,
    put: Mutex<BTreeMap<String, Put>>,
}

/// What was put for a path.
#[derive(Debug)]
pub(super) struct Put {
    digest: String,
    /// False where the file in place has these bytes already.
    is_changed: bool,
}

/// What a commit did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// All files of the site.
    pub files: usize,
    /// New or with other bytes.
    pub changed: usize,
    /// Stale files that were taken away.
    pub removed: usize,
}

impl Writer {
    /// Opens the output folder of the site at `root`. Ends what a killed build left there.
    ///
    /// # Errors
    /// A refusal, before anything is touched; or what keeps the folder from being written to.
    pub fn begin(output: &Path, root: &Path) -> Result<Writer, Diagnostic> {
        Writer::begin_on(Disk::default(), output, root)
    }

    fn begin_on(disk: Disk, output: &Path, root: &Path) -> Result<Writer, Diagnostic> {
        check_folder(output, root)?;
        let shown = output.display().to_string();
        let failed = |error: io::Error| io_failure(&shown, &error);
        fs::create_dir_all(output.join(FOLDER)).map_err(failed)?;
        let lock = File::create(output.join(FOLDER).join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(refuse(
                    format!("another build is writing to `{shown}`"),
                    "wait until it is done",
                ));
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        end(&disk, output)?;
        let old = Manifest::read(output)?.unwrap_or_default();
        Ok(Writer { output: output.to_path_buf(), disk, _lock: lock, old, put: Mutex::default() })
    }

    /// Stages an output, unless the file in place has its bytes already.
    ///
    /// # Errors
    /// What kept it from being staged; the site in place stands as it was.
    pub fn put(&self, output: &Output) -> Result<(), Diagnostic> {
        let path = output.route.as_str();
        let digest = blake3::hash(&output.bytes).to_hex().to_string();
        let is_changed = !self.has(path, &digest, output.bytes.len() as u64);
        if is_changed && is_safe(path) {
            self.disk
                .write(&staged(&self.output, path), &output.bytes)
                .map_err(|error| io_failure(path, &error))?;
        }
        self.note(path, Put { digest, is_changed })
    }

    /// Keeps a file of the last build as it is, where it still has the bytes that it was given: for outputs
    /// whose name says what is in them. False where it has to be made.
    ///
    /// # Errors
    /// As of [`Writer::put`].
    pub fn keep(&self, route: &Route) -> Result<bool, Diagnostic> {
        let path = route.as_str();
        let Some(digest) = self.old.files.get(path) else { return Ok(false) };
        let is_whole = digest_of(&self.output.join(path)).is_ok_and(|(now, _)| now == *digest);
        if is_whole {
            self.note(path, Put { digest: digest.clone(), is_changed: false })?;
        }
        Ok(is_whole)
    }

    /// Stages a file of `static/`, or one that the program brings along.
    ///
    /// # Errors
    /// As of [`Writer::put`].
    pub fn put_asset(&self, asset: &Asset) -> Result<(), Diagnostic> {
        let path = asset.path.as_str();
        let failed = |error: io::Error| io_failure(path, &error);
        let (digest, length) = match &asset.bytes {
            AssetBytes::Embedded(bytes) => (blake3::hash(bytes).to_hex().to_string(), bytes.len() as u64),
            AssetBytes::File(from) => digest_of(from).map_err(failed)?,
        };
        let is_changed = !self.has(path, &digest, length);
        if is_changed && is_safe(path) {
            let to = staged(&self.output, path);
            match &asset.bytes {
                AssetBytes::Embedded(bytes) => self.disk.write(&to, bytes),
                AssetBytes::File(from) => self.disk.copy(from, &to),
            }
            .map_err(failed)?;
        }
        self.note(path, Put { digest, is_changed })
    }

    /// Puts the staged site in place: changed files are renamed to where they belong, files of the last
    /// build that no longer are part of the site removed.
    ///
    /// # Errors
    /// A refusal where foreign files are in the way; or the step that failed, after which the old site
    /// stands again.
    pub fn commit(self) -> Result<Written, Diagnostic> {
        let put = std::mem::take(&mut *self.put.lock().expect("no thread panics while it holds the list"));
        check_places(&self.output, &put, &self.old)?;
        let changed = put.iter().filter(|(_, put)| put.is_changed);
        let journal = Journal {
            put: changed.map(|(path, _)| (path.clone(), is_file(&self.output.join(path)))).collect(),
            remove: self.old.files.keys().filter(|path| !put.contains_key(*path)).cloned().collect(),
            manifest: Manifest { files: put.into_iter().map(|(path, put)| (path, put.digest)).collect() },
        };
        let written = Written {
            files: journal.manifest.files.len(),
            changed: journal.put.len(),
            removed: journal.remove.len(),
        };
        if journal.put.is_empty() && journal.remove.is_empty() && journal.manifest == self.old {
            return Ok(written);
        }
        let failed = |error: &io::Error| {
            let mut diagnostic = io_failure(&self.output.display().to_string(), error);
            diagnostic.message.push_str("; the old site stands");
            diagnostic
        };
        journal.write(&self.disk, &self.output).map_err(|error| failed(&error))?;
        if let Err(error) = journal.complete(&self.disk, &self.output) {
            return Err(match journal.roll_back(&self.disk, &self.output) {
                Ok(()) => failed(&error),
                Err(_) => io_failure(&self.output.display().to_string(), &error)
                    .hint("the next build completes what this one began, or undoes it"),
            });
        }
        Ok(written)
    }

    /// True where the file in place is ours and has these bytes.
    fn has(&self, path: &str, digest: &str, length: u64) -> bool {
        let place = self.output.join(path);
        self.old.files.get(path).is_some_and(|old| old == digest)
            && fs::symlink_metadata(&place).is_ok_and(|data| data.is_file() && data.len() == length)
            && digest_of(&place).is_ok_and(|(now, _)| now == digest)
    }

    fn note(&self, path: &str, put: Put) -> Result<(), Diagnostic> {
        if !is_safe(path) {
            return Err(refuse(
                format!("`{path}` is not a path inside the output folder"),
                "rename the file that it comes from",
            ));
        }
        let mut list = self.put.lock().expect("no thread panics while it holds the list");
        match list.insert(path.to_owned(), put) {
            None => Ok(()),
            Some(_) => {
                let message = format!("two things want to be `{path}`");
                Err(Diagnostic::new(Code::DuplicateRoute, "", message).hint("rename one of them"))
            }
        }
    }
}

impl Drop for Writer {
    /// A build that goes no further leaves nothing staged. A commit that was stopped leaves its journal,
    /// and everything that it needs.
    fn drop(&mut self) {
        if !is_open(&self.output) {
            let _ = clear(&self.disk, &self.output);
        }
    }
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| !data.is_dir())
}

/// Digest and length of a file, read in pieces.
fn digest_of(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut length = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((hasher.finalize().to_hex().to_string(), length)),
            n => {
                hasher.update(&buffer[..n]);
                length += n as u64;
            }
        }
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
