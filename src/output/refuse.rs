//! When an output folder may not be written to. Everything here is decided before anything is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::files::FOLDER;
use super::journal::is_open;
use super::manifest::Manifest;
use crate::diagnostic::{Code, Diagnostic};

/// The folders of a site that an output folder may not hold, nor lie in.
const SOURCES: [&str; 3] = ["content", "templates", "static"];

/// How many foreign files a message names.
const NAMED: usize = 5;

/// Refuses a folder that holds the site or lies in its sources, that is no folder, or that holds files
/// which nobody says are ours.
pub(super) fn check_folder(output: &Path, root: &Path) -> Result<(), Diagnostic> {
    let (own, site) = (real(output), real(root));
    let shown = output.display();
    if own == site {
        return Err(refuse(
            format!("the output folder `{shown}` is the site folder itself"),
            "name another: `--output public`",
        ));
    }
    for folder in SOURCES {
        let source = real(&root.join(folder));
        if own.starts_with(&source) {
            return Err(refuse(
                format!("the output folder `{shown}` lies in `{folder}`"),
                "name another: `--output public`",
            ));
        }
        if source.starts_with(&own) {
            return Err(refuse(
                format!("the output folder `{shown}` holds `{folder}`"),
                "name another: `--output public`",
            ));
        }
    }
    match fs::metadata(output) {
        Ok(data) if !data.is_dir() => {
            return Err(refuse(
                format!("`{shown}` is not a folder"),
                "name another output folder: `--output public`",
            ));
        }
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(refuse(
                format!("`{shown}` cannot be looked into: {error}"),
                "name another output folder with `--output`",
            ));
        }
    }
    let entries = fs::read_dir(output).map_err(|error| {
        refuse(
            format!("`{shown}` cannot be looked into: {error}"),
            "name another output folder with `--output`",
        )
    })?;
    let mut foreign: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != FOLDER)
        .collect();
    foreign.sort();
    if Manifest::read(output)?.is_none() && !is_open(output) && !foreign.is_empty() {
        let message =
            format!("`{shown}` is not empty, and nothing says that its files are ours: {}", listed(&foreign));
        return Err(refuse(message, "name an empty or a new folder with `--output`, or empty this one"));
    }
    Ok(())
}

/// Refuses where a path of ours is taken by a file that is not ours, or its folder is a file or a link.
pub(super) fn check_places(
    output: &Path,
    wanted: &BTreeMap<String, super::writer::Put>,
    old: &Manifest,
) -> Result<(), Diagnostic> {
    let is_ours = |path: &str| old.files.contains_key(path);
    let mut foreign = Vec::new();
    // Neighbours share their folders: each is looked at once.
    let mut checked: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for path in wanted.keys() {
        let place = output.join(path);
        if !is_ours(path)
            && fs::symlink_metadata(&place)
                .is_ok_and(|data| !data.is_dir() || holds_foreign(&place, path, old))
        {
            foreign.push(path.clone());
        }
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            if checked.insert(folder.to_owned())
                && !is_ours(folder)
                && fs::symlink_metadata(output.join(folder)).is_ok_and(|data| !data.is_dir())
            {
                foreign.push(folder.to_owned());
            }
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    foreign.sort();
    let message = format!(
        "`{}` holds files that are not ours where pages belong: {}",
        output.display(),
        listed(&foreign)
    );
    Err(refuse(message, "move them away, or name another folder with `--output`"))
}

/// True where a folder that a page takes the place of holds anything but old files of ours.
fn holds_foreign(folder: &Path, path: &str, old: &Manifest) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return true };
    entries.flatten().any(|entry| {
        let below = format!("{path}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => holds_foreign(&entry.path(), &below, old),
            _ => !old.files.contains_key(&below),
        }
    })
}

pub(super) fn refuse(message: String, hint: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputRefused, "", message).hint(hint)
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let rest = names.len().saturating_sub(NAMED);
    let tail = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{tail}", shown.join(", "))
}

/// A path with all links followed, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut flat = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                flat = fs::canonicalize(&flat).unwrap_or(flat);
                flat.pop();
            }
            part => flat.push(part),
        }
    }
    for ancestor in flat.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(ancestor), flat.strip_prefix(ancestor)) {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    flat
}
