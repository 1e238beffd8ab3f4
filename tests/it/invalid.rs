//! What an editor reads when something is wrong: each folder of `tests/invalid` is a broken site with the
//! exact messages beside it. `UPDATE=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

/// What `build` says about the site at `root`, built into `output`, without the summary.
fn messages(root: &Path, output: &Path) -> String {
    let mut build = Command::new(env!("CARGO_BIN_EXE_dateline"));
    build.args(["build", "--root"]).arg(root).arg("--output").arg(output);
    said(build, root, output)
}

fn said(mut command: Command, root: &Path, output: &Path) -> String {
    let built = command.output().expect("the program runs");
    let said = String::from_utf8(built.stderr).expect("messages are UTF-8");
    let code = built.status.code().expect("the program was not killed");
    let is_summary = |line: &str| line.ends_with(" articles") && line.starts_with(' ');
    let said: Vec<&str> = said.lines().take_while(|line| !is_summary(line)).collect();
    let said = said.join("\n").trim_end().replace(&root.display().to_string(), "SITE");
    let said = said.replace(&output.display().to_string(), "OUTPUT");
    format!("{said}\n\nexit {code}\n").trim_start().to_owned()
}

/// Compares what was said with what `name` expects.
fn compare(name: &str, said: &str) {
    let file = folder().join(name).join("expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("in a folder")).expect("writable");
        fs::write(&file, said).expect("writable");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(said == expected, "{name} says:\n{said}\nand not:\n{expected}");
}

fn check(name: &str) {
    let output = tempfile::tempdir().expect("a temporary folder");
    compare(name, &messages(&folder().join(name), output.path()));
}

/// A site of one good article in a temporary folder, for what a repository cannot hold.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    let articles = site.path().join("content/articles");
    fs::create_dir_all(&articles).expect("writable");
    let article = "---\ntitle: Talks\ndate: 2019-02-28\nplace: Hanoi\n---\n\nThe talks began.\n";
    fs::write(articles.join("fine.md"), article).expect("writable");
    site
}

#[test]
fn broken_yaml() {
    check("broken-yaml");
}

#[test]
fn front_matter() {
    check("front-matter");
}

#[test]
fn editor_files() {
    check("editor-files");
}

#[test]
fn corrections() {
    check("corrections");
}

#[test]
fn duplicate_slugs() {
    check("duplicate-slugs");
}

#[test]
fn not_text() {
    check("not-text");
}

#[test]
fn stray_files() {
    check("stray-files");
}

#[test]
fn other_texts() {
    check("other-texts");
}

#[test]
fn no_article() {
    check("no-article");
}

#[test]
fn broken_template() {
    check("broken-template");
}

#[test]
fn failing_template() {
    check("failing-template");
}

#[test]
fn missing_template() {
    check("missing-template");
}

#[test]
fn every_folder_is_checked() {
    let text = include_str!("invalid.rs");
    for entry in fs::read_dir(folder()).expect("readable").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(text.contains(&format!("\"{name}\"")), "no test checks {name}");
    }
}

/// One name in two forms of Unicode: two files on some systems, one on others.
#[test]
fn unicode_forms() {
    let site = site();
    let articles = site.path().join("content/articles");
    let article = fs::read(articles.join("fine.md")).expect("readable");
    fs::write(articles.join("caf\u{e9}.md"), &article).expect("writable");
    fs::write(articles.join("cafe\u{301}.md"), &article).expect("writable");
    if fs::read_dir(&articles).expect("readable").count() < 3 {
        return;
    }
    let output = tempfile::tempdir().expect("a temporary folder");
    compare("unicode-forms", &messages(site.path(), output.path()));
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    use std::os::unix::fs::symlink;
    let site = site();
    let articles = site.path().join("content/articles");
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("secret.md"), "secret").expect("writable");
    symlink(outside.path().join("secret.md"), articles.join("outside.md")).expect("a link");
    symlink("nothing.md", articles.join("nowhere.md")).expect("a link");
    symlink("..", articles.join("around")).expect("a link");
    let pipe = Command::new("mkfifo").arg(articles.join("pipe.md")).status();
    if !pipe.is_ok_and(|status| status.success()) {
        return;
    }
    let output = tempfile::tempdir().expect("a temporary folder");
    compare("no-file", &messages(site.path(), output.path()));
}

#[cfg(unix)]
#[test]
fn unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let locked = site.path().join("content/articles/locked.md");
    fs::write(&locked, "x").expect("writable");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("ours");
    // Root reads everything.
    if fs::read(&locked).is_ok() {
        return;
    }
    let output = tempfile::tempdir().expect("a temporary folder");
    compare("unreadable", &messages(site.path(), output.path()));
}

/// A folder that leads nowhere, such as one on a disk that is not there today: nobody knows what it holds,
/// and a site without it would have lost its pages.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let output = tempfile::tempdir().expect("a temporary folder");
    let page = output.path().join("articles/fine.html");
    messages(site.path(), output.path());
    assert!(page.exists());
    let articles = site.path().join("content/articles");
    fs::rename(&articles, site.path().join("away")).expect("there");
    std::os::unix::fs::symlink("../nowhere", &articles).expect("a link");
    compare("no-folder", &messages(site.path(), output.path()));
    assert!(page.exists());
    // One that may not be read. Root reads everything.
    fs::remove_file(&articles).expect("there");
    fs::rename(site.path().join("away"), &articles).expect("there");
    fs::set_permissions(&articles, fs::Permissions::from_mode(0o000)).expect("ours");
    if fs::read_dir(&articles).is_err() {
        let said = messages(site.path(), output.path());
        assert!(said.contains("E0101") && said.ends_with("exit 1\n"), "{said}");
        assert!(page.exists());
    }
    fs::set_permissions(&articles, fs::Permissions::from_mode(0o755)).expect("ours");
}

#[test]
fn output_folders() {
    let site = site();
    let root = site.path();
    fs::create_dir(root.join("thesis")).expect("writable");
    fs::write(root.join("thesis/chapter.doc"), "mine").expect("writable");
    fs::write(root.join("file"), "mine").expect("writable");
    let outputs = [".", "content", "content/articles/public", "static/public", "thesis", "file"];
    let said: Vec<String> =
        outputs.iter().map(|output| messages(root, &root.join(output)).replace("OUTPUT", "SITE")).collect();
    compare("output-folder", &said.join("\n"));
    assert_eq!(fs::read_dir(root.join("thesis")).expect("readable").count(), 1);
    assert!(!root.join("static").exists());
}

#[test]
fn no_content() {
    let site = tempfile::tempdir().expect("a temporary folder");
    let output = tempfile::tempdir().expect("a temporary folder");
    let nowhere = site.path().join("nowhere");
    let said = [messages(site.path(), output.path()), messages(&nowhere, output.path())];
    compare("no-content", &said.join("\n"));
}
