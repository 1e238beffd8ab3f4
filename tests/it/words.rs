//! Every word of the interface comes from the table of strings: templates hold none of their own, no key is
//! missing, none is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::page::words::strings;

/// What is the same in every language.
const NAMES: &[&str] = &["Wikidata", "BibTeX", "RIS"];

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = fs::read_to_string(&path).expect("a text");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The words that follow `before` in a text.
fn after<'t>(text: &'t str, before: &str) -> impl Iterator<Item = &'t str> {
    let word = |rest: &'t str| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    };
    let starts: Vec<usize> = text.match_indices(before).map(|(at, _)| at + before.len()).collect();
    starts.into_iter().map(move |at| word(&text[at..])).filter(|word| !word.is_empty())
}

/// A template without its tags, comments and expressions: what a reader would see of it, and the attributes
/// that are read out.
fn visible(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end + 2);
            text.replace_range(start..end, "\u{1}");
        }
    }
    let mut seen = String::new();
    for attribute in ["aria-label=\"", "alt=\"", "title=\"", "placeholder=\""] {
        for (at, _) in text.match_indices(attribute) {
            let rest = &text[at + attribute.len()..];
            seen.push_str(&rest[..rest.find('"').unwrap_or(0)]);
            seen.push(' ');
        }
    }
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                seen.push(' ');
            }
            _ if !inside => seen.push(c),
            _ => {}
        }
    }
    seen
}

#[test]
fn templates_hold_no_words_of_their_own() {
    for (path, text) in files("templates", "html") {
        let mut text = visible(&text);
        for name in NAMES {
            text = text.replace(name, "");
        }
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1).collect();
        assert!(words.is_empty(), "{}: {words:?} belong into src/page/words/strings.tsv", path.display());
    }
}

#[test]
fn every_key_is_in_the_table_and_every_string_is_used() {
    let table = strings("en");
    let mut used = BTreeSet::new();
    for (path, text) in files("templates", "html") {
        let plain = after(&text, "{{ t.").chain(after(&text, "{t."));
        for key in plain {
            assert!(table.find(key).is_some(), "{}: no string `{key}`", path.display());
            used.insert(key.to_owned());
        }
        for key in after(&text, "fill(key=\"").chain(after(&text, "text(key=\"")) {
            assert!(table.find(key).is_some(), "{}: no string `{key}`", path.display());
            used.insert(key.to_owned());
        }
        for key in after(&text, "count(key=\"") {
            assert!(table.find(&format!("{key}.other")).is_some(), "{}: no plural `{key}`", path.display());
            used.insert(key.to_owned());
        }
    }
    let mut sources = String::new();
    for (path, text) in files("src", "rs") {
        let calls = after(&text, "words.text(\"").chain(after(&text, "words().text(\""));
        for key in calls.chain(after(&text, "words().fill(\"")).chain(after(&text, "words.fill(\"")) {
            assert!(table.find(key).is_some(), "{}: no string `{key}`", path.display());
        }
        for key in after(&text, "words().count(\"").chain(after(&text, "words.count(\"")) {
            assert!(table.find(&format!("{key}.other")).is_some(), "{}: no plural `{key}`", path.display());
        }
        sources.push_str(&text);
    }
    // Months, weekdays and units are found by number or unit.
    let families = ["month_", "mon_", "weekday_"];
    let left: Vec<&str> = table
        .all()
        .map(|(key, _)| key.split('.').next().unwrap_or(key))
        .filter(|key| !used.contains(*key) && !sources.contains(&format!("\"{key}\"")))
        .filter(|key| !families.iter().any(|family| key.starts_with(family)))
        .collect();
    assert!(left.is_empty(), "nothing says {left:?}");
}
