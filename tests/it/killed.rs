//! A build that is killed: what stands afterwards is the old site or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

const ARTICLES: usize = 30;

/// How many builds are killed.
const KILLS: u32 = 16;

fn write_site(root: &Path, title: &str) {
    let articles = root.join("content/articles");
    fs::create_dir_all(&articles).expect("writable");
    fs::write(root.join("site.yaml"), format!("title: {title}\n")).expect("writable");
    for n in 0..ARTICLES {
        let text =
            format!("---\ntitle: {title} {n}\ndate: 2019-02-28\n---\n\nThe talks began on Thursday.\n");
        fs::write(articles.join(format!("{n}.md")), text).expect("writable");
    }
}

fn build(root: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--root"])
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

/// The files of the site that stand in the output folder.
fn standing(root: &Path) -> BTreeMap<String, Vec<u8>> {
    crate::built::files(&root.join("public"))
}

/// The clock: to kill a build while it runs.
#[allow(clippy::disallowed_methods)]
fn clock() -> Instant {
    Instant::now()
}

#[test]
fn the_old_or_the_new_site_stands() {
    let sites = ["Old", "New"].map(|title| {
        let site = tempfile::tempdir().expect("a temporary folder");
        write_site(site.path(), title);
        assert!(build(site.path()).wait().expect("it ends").success());
        standing(site.path())
    });
    assert_ne!(sites[0], sites[1]);
    let site = tempfile::tempdir().expect("a temporary folder");
    let mut now = 0;
    write_site(site.path(), "Old");
    assert!(build(site.path()).wait().expect("it ends").success());
    let start = clock();
    assert!(build(site.path()).wait().expect("it ends").success());
    let whole = start.elapsed();
    // Later and later, over as long as a build takes; most of what is written is written at the end.
    for kill in 0..KILLS {
        let delay = whole.mul_f64(0.2 + 1.4 * f64::from(kill) / f64::from(KILLS));
        let next = 1 - now;
        write_site(site.path(), ["Old", "New"][next]);
        let mut child = build(site.path());
        std::thread::sleep(delay);
        let has_ended = child.try_wait().expect("a child").is_some();
        child.kill().expect("a child, or what is left of one");
        child.wait().expect("a child");
        dateline::output::recover(&site.path().join("public")).expect("recovers");
        let found = standing(site.path());
        let stands = sites.iter().position(|site| *site == found);
        now = stands.unwrap_or_else(|| panic!("killed after {delay:?}: a mixture stands"));
        assert!(!has_ended || now == next, "a build that ended stands");
    }
    write_site(site.path(), "New");
    assert!(build(site.path()).wait().expect("it ends").success());
    assert_eq!(standing(site.path()), sites[1]);
}
