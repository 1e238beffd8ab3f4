//! Reads a site folder. The only place of a build that reads files, and the only one that names `walkdir`.
//!
//! Whatever it meets, it reads the rest: a file that is no text, may not be opened, never ends (a fifo) or
//! lies outside gives one message. The order of directory entries plays no part. Entry points: [`read`], and
//! [`read_again`] for who reads the same folder many times.

use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::known::{Again, Known, Stamp};
use super::{Asset, AssetBytes, Source, Sources};
use crate::diagnostic::{Code, Diagnostic, Warned};

/// The folders of `content/` that are read.
const FOLDERS: [&str; 4] = ["articles", "people", "summits", "pages"];

/// Hidden files that a web server wants.
const SERVED_HIDDEN: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// Longest file: offsets into it are 32 bits wide.
const LONGEST: u64 = u32::MAX as u64;

/// Reads all that a build reads from the site folder `root`.
pub fn read(root: &Path) -> Warned<Sources> {
    read_by(&mut Reader::new(root))
}

/// The same, opening only files that are not as `known` has them, and those that `touched` names (paths as in
/// [`Source::path`]): two writes within one tick of the file system's clock look the same from outside.
pub fn read_again(root: &Path, known: &mut Known, touched: &BTreeSet<String>) -> Again {
    let mut reader = Reader { before: Some((known, touched)), ..Reader::new(root) };
    let read = read_by(&mut reader);
    let found = std::mem::take(&mut reader.found);
    let changed = known.replace(found, &read.diagnostics);
    Again { read, changed }
}

fn read_by(reader: &mut Reader<'_>) -> Warned<Sources> {
    let root = reader.root;
    let content = root.join("content");
    if !content.is_dir() {
        let message = "there is no folder `content` in the site folder";
        let hint = "create `content/articles/` and put each article there as a Markdown file, or name the site folder with `--root`";
        reader.diagnostics.push(Diagnostic::new(Code::Unreadable, "content", message).hint(hint));
    }
    let [articles, people, summits, pages] = FOLDERS.map(|folder| {
        let found = reader.walk(&format!("content/{folder}"), is_hidden);
        let (markdown, other) = found.into_iter().partition(|(path, _)| is_markdown(path));
        reader.report_other_texts(other);
        reader.texts(markdown)
    });
    reader.report_strays(&content);
    if articles.is_empty() && content.is_dir() && reader.diagnostics.is_empty() {
        let message = "there is no article: `content/articles/` holds no Markdown file";
        let hint = "put each article there as a file that ends in `.md`, or begin with `dateline new DIR`";
        reader.diagnostics.push(Diagnostic::new(Code::NoArticle, "content/articles", message).hint(hint));
    }
    let templates = reader.walk("templates", is_hidden);
    let sources = Sources {
        site: reader.single("site.yaml"),
        articles,
        people,
        summits,
        pages,
        corrections: reader.single("content/corrections.yaml"),
        templates: reader.texts(templates),
        assets: reader.assets(),
        is_whole: reader.is_whole,
    };
    reader.diagnostics.sort();
    Warned { value: sources, diagnostics: std::mem::take(&mut reader.diagnostics) }
}

/// Reads one file by itself, as [`read`] would. Its path is given as it was typed.
///
/// # Errors
/// What is wrong with it.
pub fn read_file(path: &Path) -> Result<Source, Diagnostic> {
    let name = path.to_string_lossy().replace('\\', "/");
    let kind = fs::metadata(path).map_err(|error| unreadable(&name, &error))?.file_type();
    if !kind.is_file() {
        return Err(not_a_file(&name, kind));
    }
    text(name, path)
}

struct Reader<'r> {
    root: &'r Path,
    /// Without symbolic links; `None` where the folder is not there.
    real_root: Option<PathBuf>,
    diagnostics: Vec<Diagnostic>,
    /// False once a folder could not be looked into: nobody knows what it holds.
    is_whole: bool,
    /// What was read before, and which of it is read anew all the same; `None` for whoever reads once.
    before: Option<(&'r Known, &'r BTreeSet<String>)>,
    /// What is found now, where something was read before.
    found: Known,
}

impl<'r> Reader<'r> {
    fn new(root: &'r Path) -> Self {
        Reader {
            root,
            real_root: fs::canonicalize(root).ok(),
            diagnostics: Vec::new(),
            is_whole: true,
            before: None,
            found: Known::default(),
        }
    }

    /// The files below a folder, sorted by path; empty where there is no such folder.
    fn walk(&mut self, folder: &str, is_left_out: fn(&str) -> bool) -> Vec<(String, PathBuf)> {
        let base = self.root.join(folder);
        if fs::symlink_metadata(&base).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Vec::new();
        }
        let mut files = Vec::new();
        let mut entries = WalkDir::new(&base).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.report_walk(&error);
                    continue;
                }
            };
            let Some(path) = self.relative(entry.path()) else { continue };
            let is_top = entry.depth() == 0;
            if !is_top && entry.file_name().to_str().is_some_and(is_left_out) {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            if entry.path_is_symlink() || is_top {
                let is_around = !is_top && leads_around(entry.path());
                if is_around || !self.stays_inside(entry.path()) {
                    if is_around {
                        self.report_loop(path);
                    } else {
                        self.is_whole &= !is_top;
                        self.report_link(&path);
                    }
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    continue;
                }
            }
            if entry.file_type().is_file() {
                files.push((path, entry.into_path()));
            } else if !entry.file_type().is_dir() || is_top && !base.is_dir() {
                self.is_whole &= !is_top;
                self.diagnostics.push(not_a_file(&path, entry.file_type()));
            }
        }
        files.sort();
        files
    }

    /// A file at a fixed place; `None` where it is not there or cannot be read.
    fn single(&mut self, path: &str) -> Option<Source> {
        let full = self.root.join(path);
        let link = fs::symlink_metadata(&full).ok()?;
        if link.is_symlink() && !self.stays_inside(&full) {
            self.report_link(path);
            return None;
        }
        match fs::metadata(&full) {
            Ok(data) if !data.is_file() => self.diagnostics.push(not_a_file(path, data.file_type())),
            Err(error) => self.diagnostics.push(unreadable(path, &error)),
            Ok(_) => return self.texts(vec![(path.to_owned(), full)]).pop(),
        }
        None
    }

    /// The texts of files, read in parallel, in their order.
    fn texts(&mut self, files: Vec<(String, PathBuf)>) -> Vec<Source> {
        let before = self.before;
        let read: Vec<(String, Option<Stamp>, Result<Source, Diagnostic>)> = files
            .into_par_iter()
            .map(|(path, full)| {
                // The stamp is taken first: a write in between is seen the next time.
                let stamp = before.and_then(|_| Stamp::of(&full));
                let same = before.and_then(|(known, touched)| {
                    known.source(&path, stamp).filter(|_| !touched.contains(&path))
                });
                let read = same.map_or_else(|| text(path.clone(), &full), Ok);
                (path, stamp, read)
            })
            .collect();
        let mut sources = Vec::with_capacity(read.len());
        for (path, stamp, result) in read {
            if self.before.is_some() {
                self.found.note(path, stamp, result.as_ref().ok());
            }
            match result {
                Ok(source) => sources.push(source),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        sources
    }

    fn assets(&mut self) -> Vec<Asset> {
        let files = self.walk("static", |name| is_hidden(name) && !SERVED_HIDDEN.contains(&name));
        if self.before.is_some() {
            for (path, full) in &files {
                self.found.note(path.clone(), Stamp::of(full), None);
            }
        }
        let below = |path: String| path.strip_prefix("static/").map(str::to_owned);
        files
            .into_iter()
            .filter_map(|(path, full)| {
                let path = below(path)?;
                Some(Asset { name: path.clone(), path, bytes: AssetBytes::File(full) })
            })
            .collect()
    }

    /// Texts in other formats, which somebody may take for articles.
    fn report_other_texts(&mut self, files: Vec<(String, PathBuf)>) {
        for (path, _) in files {
            let end = path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
            let hint = match end.as_str() {
                "txt" | "text" => {
                    format!("make an article of it: `dateline import {path} --date 2019-02-28 --place Hanoi`")
                }
                "doc" | "docx" | "odt" | "rtf" | "pdf" | "htm" | "html" => {
                    "save its text as Markdown, or as plain text for `dateline import`".to_owned()
                }
                _ => continue,
            };
            let message = "this is not Markdown, and not read";
            self.diagnostics.push(Diagnostic::new(Code::StrayFile, path, message).hint(hint));
        }
    }

    /// Markdown below `content/` in no folder that is read.
    fn report_strays(&mut self, content: &Path) {
        let Ok(entries) = fs::read_dir(content) else { return };
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        for name in names.iter().filter(|name| !is_hidden(name) && !FOLDERS.contains(&name.as_str())) {
            let full = content.join(name);
            let path = format!("content/{name}");
            if full.is_file() && is_markdown(name) {
                let diagnostic =
                    Diagnostic::new(Code::StrayFile, path, "nothing reads a file that lies here");
                self.diagnostics.push(diagnostic.hint("move it into `content/articles/`"));
            } else if full.is_dir() && holds_markdown(&full) {
                let hint = match crate::yaml::nearest(name, FOLDERS.into_iter()) {
                    Some(near) => format!("did you mean `content/{near}`?"),
                    None => "articles are read from `content/articles/`".to_owned(),
                };
                let message = "nothing reads the files of this folder";
                self.diagnostics.push(Diagnostic::new(Code::StrayFile, path, message).hint(hint));
            }
        }
    }

    /// True where a path, with all links followed, lies in the site folder.
    fn stays_inside(&self, path: &Path) -> bool {
        match (fs::canonicalize(path), &self.real_root) {
            (Ok(real), Some(root)) => real.starts_with(root),
            _ => false,
        }
    }

    /// The path below the site folder; reports a name that is not UTF-8.
    fn relative(&mut self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        if parts.is_none() {
            let name = below.to_string_lossy().replace('\\', "/");
            let diagnostic = Diagnostic::new(Code::NotUtf8, name, "the name of this file is not UTF-8");
            self.diagnostics.push(diagnostic.hint("rename it"));
        }
        parts.map(|parts| parts.join("/"))
    }

    fn report_link(&mut self, path: &str) {
        let diagnostic = match fs::canonicalize(self.root.join(path)) {
            Ok(_) => Diagnostic::new(Code::OutsideLink, path, "this link leads out of the site folder")
                .hint("copy what it leads to into the site folder"),
            Err(_) => Diagnostic::new(Code::OutsideLink, path, "this link leads nowhere")
                .hint("remove it, or put back what it led to"),
        };
        self.diagnostics.push(diagnostic);
    }

    fn report_loop(&mut self, path: String) {
        let diagnostic = Diagnostic::new(Code::OutsideLink, path, "this link leads to a folder around it");
        self.diagnostics.push(diagnostic.hint("remove it: the folder is read already"));
    }

    fn report_walk(&mut self, error: &walkdir::Error) {
        let path = error.path().map(Path::to_path_buf).unwrap_or_default();
        let Some(path) = self.relative(&path) else { return };
        if path.rsplit('/').next().is_some_and(is_hidden) {
            return;
        }
        let is_link = fs::symlink_metadata(self.root.join(&path)).is_ok_and(|data| data.is_symlink());
        if error.loop_ancestor().is_some() {
            let diagnostic =
                Diagnostic::new(Code::OutsideLink, path, "this link leads to a folder around it");
            self.diagnostics.push(diagnostic.hint("remove it: the folder is read already"));
        } else if is_link {
            // It may have led to a folder, on a disk that is not there today.
            self.is_whole &= error.depth() > 0 && Path::new(&path).extension().is_some();
            self.report_link(&path);
        } else if let Some(error) = error.io_error() {
            self.is_whole = false;
            let mut diagnostic = unreadable(&path, error);
            if let Some(hint) = &mut diagnostic.hint {
                hint.push_str("; nothing is written as long as nobody knows what is in there");
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// True for a link to a folder that it lies in itself.
fn leads_around(link: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    link.parent().and_then(real).zip(real(link)).is_some_and(|(own, target)| own.starts_with(target))
}

/// The text of a file: without a byte order mark, with `\n` as the only line break.
fn text(path: String, full: &Path) -> Result<Source, Diagnostic> {
    let length = fs::metadata(full).map_err(|error| unreadable(&path, &error))?.len();
    if length >= LONGEST {
        let message = format!("this file has {length} bytes: too long to be a text");
        return Err(Diagnostic::new(Code::TooLong, path, message).hint("files of less than 4 GiB are read"));
    }
    let bytes = fs::read(full).map_err(|error| unreadable(&path, &error))?;
    read_bytes(path, bytes)
}

/// The source of bytes that were read already.
///
/// # Errors
/// What is wrong with them.
pub fn read_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let path = path.into();
    let digest = *blake3::hash(&bytes).as_bytes();
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&path, &error))?;
    Ok(Source { path, text: plain_lines(text), digest })
}

/// True where an asset has exactly these bytes; a file of another length is not even opened.
pub fn has_bytes(asset: &Asset, bytes: &[u8]) -> bool {
    match &asset.bytes {
        AssetBytes::Embedded(own) => *own == bytes,
        AssetBytes::File(path) => {
            let same_length = fs::metadata(path).is_ok_and(|data| data.len() == bytes.len() as u64);
            same_length && fs::read(path).is_ok_and(|own| own == bytes)
        }
    }
}

fn plain_lines(text: String) -> Arc<str> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if body.contains('\r') {
        return body.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    body.into()
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let (why, hint) = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            ("permission denied".to_owned(), "let your user read it (on Unix: `chmod u+r`)")
        }
        io::ErrorKind::NotFound => ("there is no such file".to_owned(), "check the path"),
        _ => (error.to_string(), "check the file and the disk that it lies on"),
    };
    Diagnostic::new(Code::Unreadable, path, format!("this cannot be read: {why}")).hint(hint)
}

fn not_utf8(path: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let at = error.utf8_error().valid_up_to();
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let column = String::from_utf8_lossy(&bytes[start..at]).chars().count() + 1;
    let message = format!("this is not UTF-8 from line {line}, column {column} on: byte 0x{:02X}", bytes[at]);
    let hint = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16: save it as UTF-8",
        _ => "save it as UTF-8",
    };
    Diagnostic::new(Code::NotUtf8, path, message).hint(hint)
}

fn not_a_file(path: &str, kind: FileType) -> Diagnostic {
    let message = match kind_of(kind) {
        Some(name) => format!("this is neither a file nor a folder but {name}"),
        None => "this is not a file".to_owned(),
    };
    Diagnostic::new(Code::NotAFile, path, message).hint("move it out of the site folder")
}

#[cfg(unix)]
fn kind_of(kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_block_device() || kind.is_char_device() {
        Some("a device")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn kind_of(_: FileType) -> Option<&'static str> {
    None
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

fn is_markdown(path: &str) -> bool {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

fn holds_markdown(folder: &Path) -> bool {
    let files = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.into_iter().any(|entry| entry.file_name().to_str().is_some_and(is_markdown))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site folder with these files.
    fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in files {
            let full = folder.path().join(path);
            fs::create_dir_all(full.parent().expect("below the root")).expect("writable");
            fs::write(full, bytes).expect("writable");
        }
        folder
    }

    fn messages(root: &Path) -> Vec<String> {
        let diagnostics = read(root).diagnostics;
        diagnostics.iter().map(|d| format!("{} {}: {}", d.file, d.code.as_str(), d.message)).collect()
    }

    #[test]
    fn files_are_sorted_into_stages_by_folder() {
        let root = site(&[
            ("site.yaml", b"title: a"),
            ("content/articles/b.md", b"b"),
            ("content/articles/2019/a.MD", b"a"),
            ("content/articles/.draft.md", b"x"),
            ("content/articles/.git/x.md", b"x"),
            ("content/articles/photo.jpg", b"\xff"),
            ("content/people/p.md", b"p"),
            ("content/corrections.yaml", b"[]"),
            ("templates/base.html", b"<p>"),
            ("static/css/a.css", b"a"),
            ("static/.well-known/x", b"a"),
            ("static/.DS_Store", b"a"),
            ("public/content/articles/no.md", b"no"),
        ]);
        let read = read(root.path());
        assert_eq!(read.diagnostics, []);
        let paths = |sources: &[Source]| sources.iter().map(|s| s.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths(&read.value.articles), ["content/articles/2019/a.MD", "content/articles/b.md"]);
        assert_eq!(paths(&read.value.people), ["content/people/p.md"]);
        assert_eq!(paths(&read.value.templates), ["templates/base.html"]);
        let assets: Vec<&str> = read.value.assets.iter().map(|a| a.path.as_str()).collect();
        assert_eq!(assets, [".well-known/x", "css/a.css"]);
        assert!(read.value.site.is_some() && read.value.corrections.is_some());
        assert_eq!(read.value.text_of("content/people/p.md").as_deref(), Some("p"));
        assert_eq!(read.value.text_of("site.yaml").as_deref(), Some("title: a"));
    }

    #[test]
    fn marks_and_line_breaks_of_other_systems_are_taken_out() {
        let root = site(&[("content/articles/a.md", "\u{feff}---\r\na\rb\n".as_bytes())]);
        assert_eq!(&*read(root.path()).value.articles[0].text, "---\na\nb\n");
    }

    #[test]
    fn what_is_no_text_is_reported_and_the_rest_read() {
        let root = site(&[
            ("content/articles/a.md", b"\xff\xfea\0"),
            ("content/articles/b.md", "é\ncaf\u{e9}".as_bytes()),
            ("content/articles/c.md", b"x\ncaf\xe9\n"),
            ("content/artikles/d.md", b"d"),
            ("content/e.md", b"e"),
        ]);
        assert_eq!(read(root.path()).value.articles.len(), 1);
        assert_eq!(
            messages(root.path()),
            [
                "content/articles/a.md E0102: this is not UTF-8 from line 1, column 1 on: byte 0xFF",
                "content/articles/c.md E0102: this is not UTF-8 from line 2, column 4 on: byte 0xE9",
                "content/artikles W0101: nothing reads the files of this folder",
                "content/e.md W0101: nothing reads a file that lies here",
            ]
        );
    }

    #[test]
    fn a_folder_without_content_says_what_to_do() {
        let root = site(&[]);
        assert_eq!(messages(root.path()), ["content E0101: there is no folder `content` in the site folder"]);
    }

    #[test]
    fn a_file_of_four_gigabytes_is_not_read() {
        let root = site(&[("content/articles/a.md", b"")]);
        let file = fs::File::options().write(true).open(root.path().join("content/articles/a.md"));
        // Only where the file system keeps holes.
        if file.and_then(|file| file.set_len(LONGEST + 1)).is_ok() {
            assert_eq!(
                messages(root.path()),
                ["content/articles/a.md E0105: this file has 4294967296 bytes: too long to be a text"]
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_out_loops_pipes_and_locked_files_are_reported() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let outside = site(&[("secret.md", b"s"), ("folder/a.md", b"a")]);
        let root = site(&[("content/articles/a.md", b"a"), ("shared/b.md", b"b")]);
        let articles = root.path().join("content/articles");
        symlink(outside.path().join("secret.md"), articles.join("out.md")).expect("a link");
        symlink(outside.path().join("folder"), articles.join("out")).expect("a link");
        symlink(root.path().join("shared"), articles.join("inside")).expect("a link");
        symlink("nowhere", articles.join("broken.md")).expect("a link");
        symlink(".", articles.join("loop")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(articles.join("s.md")).expect("a socket");
        fs::write(articles.join("locked.md"), "x").expect("writable");
        fs::set_permissions(articles.join("locked.md"), fs::Permissions::from_mode(0o000)).expect("ours");
        let read = read(root.path());
        let paths: Vec<&str> = read.value.articles.iter().map(|s| s.path.as_str()).collect();
        assert!(paths.starts_with(&["content/articles/a.md", "content/articles/inside/b.md"]), "{paths:?}");
        let mut expected = vec![
            "content/articles/broken.md E0104: this link leads nowhere",
            "content/articles/loop E0104: this link leads to a folder around it",
            "content/articles/out E0104: this link leads out of the site folder",
            "content/articles/out.md E0104: this link leads out of the site folder",
            "content/articles/s.md E0103: this is neither a file nor a folder but a socket",
        ];
        // Root reads everything.
        if fs::read(articles.join("locked.md")).is_err() {
            expected.insert(1, "content/articles/locked.md E0101: this cannot be read: permission denied");
        }
        assert_eq!(messages(root.path()), expected);
    }
}
