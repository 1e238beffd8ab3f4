//! The rules that hold the stages apart: who may use whom, who may name which crate, how long a file is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A module uses only what stands left of it. Stages as in ARCHITECTURE.md.
const ORDER: &[&str] = &[
    "span",
    "zone",
    "slug",
    "diagnostic",
    "yaml",
    "source",
    "config",
    "text",
    "extract",
    "article",
    "memo",
    "coverage",
    "page",
    "output",
    "render",
    "check",
    "pipeline",
    "serve",
    "publish",
    "import",
    "cli",
];

/// A foreign type stays inside the file (or folder) that wraps it.
const WRAPPED: &[(&str, &str)] = &[
    ("pulldown_cmark", "src/article/markdown.rs"),
    ("serde_yaml", "src/yaml.rs"),
    ("tera", "src/render/theme"),
    ("chrono_tz", "src/zone.rs"),
    ("walkdir", "src/source/"),
    ("ammonia", "src/render/"),
    ("clap", "src/cli/"),
    ("indicatif", "src/cli/"),
    ("annotate_snippets", "src/diagnostic/"),
    ("atom_syndication", "src/page/export/"),
    ("icalendar", "src/page/export/calendar.rs"),
    ("csv", "src/page/export/table.rs"),
    ("resvg", "src/render/card.rs"),
    ("png", "src/render/card.rs"),
    ("hyper", "src/serve/"),
    ("hyper_util", "src/serve/"),
    ("tokio", "src/serve/"),
    ("notify", "src/serve/watch.rs"),
    ("opener", "src/cli/serve.rs"),
    ("clap_complete", "src/cli/"),
    ("clap_mangen", "src/cli/"),
    ("mimalloc", "src/main.rs"),
];

/// Longest file, in lines: a longer one is two things under one name.
const LONGEST: usize = 600;

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("src is readable")
        .map(|entry| entry.expect("readable entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Each file of `src`, with its path from the package's root and its code without comments.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let read = files.iter().map(|path| {
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(path).expect("sources are text"))
    });
    read.collect()
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"))
}

fn stage(file: &str) -> Option<usize> {
    let first = file.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs").to_owned();
    ORDER.iter().position(|name| *name == first)
}

#[test]
fn modules_use_only_what_stands_left_of_them() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(own) = stage(&file) else { continue };
        for line in code(&text) {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if ORDER.iter().position(|n| *n == name).is_some_and(|other| other > own) {
                    wrong.push(format!("{file} uses {name}: {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of the stages:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_place_in_the_order() {
    let known = ["main", "lib"];
    let strays: Vec<String> = sources()
        .into_keys()
        .filter(|file| {
            stage(file).is_none() && !known.contains(&file.trim_start_matches("src/").trim_end_matches(".rs"))
        })
        .collect();
    assert!(strays.is_empty(), "not in ORDER: {strays:?}");
}

#[test]
fn foreign_crates_stay_in_the_file_that_wraps_them() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (name, home) in WRAPPED {
            let names_it = code(&text).any(|line| {
                line.contains(&format!("{name}::"))
                    || line.contains(&format!("use {name} "))
                    || line.contains(&format!("use {name};"))
            });
            if names_it && !file.starts_with(home) {
                wrong.push(format!("{file} names {name}, which belongs to {home}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_open_with_their_reason_and_stay_short() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{file} does not open with `//!`"));
        }
        if text.lines().count() > LONGEST {
            wrong.push(format!("{file} has {} lines", text.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
