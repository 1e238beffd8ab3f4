//! Golden sites: every output of every route of the sites in `tests/sites/`, byte by byte.
//!
//! `UPDATE=1` rewrites `expected/`; read the diff before you commit it: it must look like the change that
//! was meant. Fonts and other embedded assets are left out, because they stand in `static/`; so are the
//! digests in their names, because a line of the style sheet would change every page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::built::{build, demo, files};

/// Embedded files that a golden site need not repeat.
fn is_asset(name: &str) -> bool {
    ["fonts/", "css/", "js/", "icons/"].iter().any(|folder| name.starts_with(folder))
}

/// `css/dateline.1f0a9c3e.css` as `css/dateline.css`.
fn without_digests(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for part in text.split_inclusive('.') {
        let digest = part.strip_suffix('.').unwrap_or_default();
        let is_digest = digest.len() == 8 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        // Behind a stem, in the name of one of our files.
        let name = kept.rsplit(['"', '\n', ' ']).next().unwrap_or_default();
        let in_asset = ["css/", "js/", "fonts/"].iter().any(|folder| name.contains(folder));
        if !(is_digest && in_asset) {
            kept.push_str(part);
        }
    }
    kept
}

fn check(name: &str) {
    let site = demo().join("tests/sites").join(name);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut built = build(&site, &folder.path().join("public"), &[]);
    built.retain(|name, _| !is_asset(name));
    for bytes in built.values_mut() {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = without_digests(text).into_bytes();
        }
    }
    let golden = site.join("expected");
    if std::env::var_os("UPDATE").is_some() {
        rewrite(&golden, &built);
        return;
    }
    let expected = files(&golden);
    let names: BTreeSet<&String> = built.keys().chain(expected.keys()).collect();
    for file in names {
        let text = |files: &BTreeMap<String, Vec<u8>>| {
            files
                .get(file)
                .map_or("(no such file)".to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned())
        };
        let (is, should) = (text(&built), text(&expected));
        let differs = is.lines().zip(should.lines()).enumerate().find(|(_, (is, should))| is != should);
        if let Some((line, (is, should))) = differs {
            panic!("{name}/{file}:{}\n  expected {should}\n  is       {is}\nUPDATE=1 rewrites", line + 1);
        }
        assert!(is == should, "{name}/{file} differs in length or line ends; UPDATE=1 rewrites");
    }
}

fn rewrite(golden: &Path, built: &BTreeMap<String, Vec<u8>>) {
    if golden.exists() {
        fs::remove_dir_all(golden).expect("a writable folder");
    }
    for (name, bytes) in built {
        let path = golden.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
        fs::write(path, bytes).expect("a writable file");
    }
}

#[test]
fn harbour() {
    check("harbour");
}
