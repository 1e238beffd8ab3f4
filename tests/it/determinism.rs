//! The same folder gives the same bytes, and an added article changes only what depends on it.

use std::collections::BTreeMap;

use crate::built::{build, copy, demo};

/// Fails with the names of the files that differ, not with their bytes.
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = one.keys().chain(other.keys());
    let differ: std::collections::BTreeSet<&String> =
        names.filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differ.is_empty(), "these files differ: {differ:?}");
}

#[test]
fn threads_do_not_matter() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let one = build(&demo(), &folder.path().join("one"), &["--jobs", "1"]);
    let many = build(&demo(), &folder.path().join("many"), &["--jobs", "7"]);
    assert_same(&one, &many);
}

#[test]
fn where_the_folder_lies_and_what_stood_there_before_do_not_matter() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (site, output) = (folder.path().join("site"), folder.path().join("public"));
    copy(&demo(), &site, &["articles/hanoi-no-deal.md"]);
    build(&site, &output, &[]);
    copy(&demo(), &site, &[]);
    let built_twice = build(&site, &output, &[]);
    let fresh = build(&demo(), &folder.path().join("fresh"), &[]);
    assert_same(&built_twice, &fresh);
}

#[test]
fn an_added_article_leaves_pages_alone_that_do_not_depend_on_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    copy(&demo(), &site, &["articles/dmz-talks-to-resume.md"]);
    let before = build(&site, &folder.path().join("before"), &[]);
    let after = build(&demo(), &folder.path().join("after"), &[]);
    for page in
        ["articles/reykjavik-collapse.html", "people/mikhail-gorbachev.html", "summits/reykjavik-1986.html"]
    {
        assert!(before.contains_key(page), "{page} is not among {:?}", before.keys());
        assert!(before.get(page) == after.get(page), "{page} changed");
    }
    assert_ne!(before.get("summits/panmunjom-2019.html"), after.get("summits/panmunjom-2019.html"));
}

#[test]
fn ids_of_entries_survive_an_added_article() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    copy(&demo(), &site, &["articles/hanoi-first-day.md"]);
    let ids = |files: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let text = String::from_utf8_lossy(&files["data/timeline.json"]).into_owned();
        let data: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
        let items = data["items"].as_array().expect("a list").iter();
        let ids = items.flat_map(|entry| {
            let also = entry["also"].as_array().into_iter().flatten();
            std::iter::once(&entry["id"])
                .chain(also)
                .filter_map(|id| id.as_str())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        ids.collect()
    };
    let before = ids(&build(&site, &folder.path().join("before"), &[]));
    let after = ids(&build(&demo(), &folder.path().join("after"), &[]));
    let lost: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
    assert!(lost.is_empty(), "links to these entries would break: {lost:?}");
}
