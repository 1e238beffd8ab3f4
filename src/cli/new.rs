//! `dateline new`: a small site that builds, and that teaches by example. Its files are in `new/`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{Exit, report};
use crate::diagnostic::{Code, Diagnostic};

/// The files of a new site.
const FILES: [(&str, &str); 5] = [
    ("site.yaml", include_str!("new/site.yaml")),
    (".gitignore", include_str!("new/gitignore")),
    ("content/articles/vienna-first-day.md", include_str!("new/article.md")),
    ("content/people/john-f-kennedy.md", include_str!("new/person.md")),
    ("content/summits/vienna-1961.md", include_str!("new/summit.md")),
];

/// Makes a new site in `folder`.
pub(super) fn new(folder: &Path) -> io::Result<Exit> {
    match make(folder) {
        Ok(()) => {
            let shown = folder.display();
            writeln!(io::stderr(), "A new site is in `{shown}`. Now:\n")?;
            if folder != Path::new(".") {
                writeln!(io::stderr(), "    cd {shown}")?;
            }
            writeln!(io::stderr(), "    dateline serve --open\n")?;
            writeln!(io::stderr(), "Its one article, {}, explains itself.", FILES[2].0)?;
            Ok(Exit::Fine)
        }
        Err(diagnostic) => {
            report::print(&[diagnostic], |_: &str| None)?;
            Ok(Exit::Failed)
        }
    }
}

fn make(folder: &Path) -> Result<(), Diagnostic> {
    let shown = folder.display();
    let refuse = |message: String, hint: &str| Diagnostic::new(Code::NotNew, "", message).hint(hint);
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            // A fresh clone of an empty repository is as good as empty.
            let is_own = |name: &std::ffi::OsStr| name != ".git";
            if let Some(entry) = entries.find_map(|entry| entry.ok().filter(|e| is_own(&e.file_name()))) {
                let name = entry.file_name().to_string_lossy().into_owned();
                let message = format!("the folder `{shown}` is not empty: it holds `{name}`");
                return Err(refuse(message, "name a folder that is empty or not there yet"));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(refuse(format!("`{shown}` is no folder"), "name another"));
        }
        Err(error) => {
            return Err(refuse(format!("`{shown}` cannot be looked into: {error}"), "name another folder"));
        }
    }
    for (path, text) in FILES {
        let file = folder.join(path);
        let parent = file.parent().expect("every file lies in a folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&file, text)).map_err(|error| {
            refuse(format!("`{}` cannot be written: {error}", file.display()), "name another folder")
        })?;
    }
    Ok(())
}
