//! What the writer promises: old or new, never a mixture; foreign files stay; unchanged ones are not touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::output::files::Faults;
use crate::output::recover;
use crate::page::Route;

type Site = BTreeMap<String, String>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("content/articles")).expect("writable");
    folder
}

fn write_on(disk: Disk, root: &Path, site: &Site) -> Result<Written, Diagnostic> {
    let writer = Writer::begin_on(disk, &root.join("public"), root)?;
    for (path, text) in site {
        writer.put(&Output { route: Route::new(path.as_str()), bytes: text.clone().into_bytes() })?;
    }
    writer.commit()
}

fn write(root: &Path, site: &Site) -> Result<Written, Diagnostic> {
    write_on(Disk::default(), root, site)
}

/// The files that stand in the output folder, without our own.
fn standing(root: &Path) -> Site {
    fn walk(folder: &Path, base: &Path, found: &mut Site) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(base).expect("below").to_string_lossy().into_owned();
            if name == FOLDER {
                continue;
            }
            if path.is_dir() {
                walk(&path, base, found);
            } else {
                found.insert(name, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    let (base, mut found) = (root.join("public"), Site::new());
    walk(&base, &base, &mut found);
    found
}

fn old_site() -> Site {
    site(&[
        ("index.html", "old"),
        ("a/x.html", "same"),
        ("a/y.html", "y"),
        ("talks", "file"),
        ("gone/z.html", "z"),
        ("deep", "d"),
    ])
}

fn new_site() -> Site {
    site(&[
        ("index.html", "new"),
        ("a/x.html", "same"),
        ("a/y.html", "y2"),
        ("talks/index.html", "folder"),
        ("b/new.html", "n"),
        ("deep", "d"),
    ])
}

#[test]
fn a_site_is_written_and_replaced() {
    let root = folder();
    let written = write(root.path(), &old_site()).expect("first build");
    assert_eq!(written, Written { files: 6, changed: 6, removed: 0 });
    assert_eq!(standing(root.path()), old_site());
    let written = write(root.path(), &new_site()).expect("second build");
    assert_eq!(written, Written { files: 6, changed: 4, removed: 2 });
    assert_eq!(standing(root.path()), new_site());
    assert!(!root.path().join("public/gone").exists());
    // And back: a folder becomes a file again.
    write(root.path(), &old_site()).expect("third build");
    assert_eq!(standing(root.path()), old_site());
}

#[test]
fn unchanged_files_are_not_touched_and_changed_by_hand_are_mended() {
    let root = folder();
    write(root.path(), &old_site()).expect("first build");
    let page = root.path().join("public/a/x.html");
    let before = fs::metadata(&page).and_then(|data| data.modified()).expect("times");
    std::thread::sleep(std::time::Duration::from_millis(20));
    fs::write(root.path().join("public/a/y.html"), "!").expect("writable");
    assert_eq!(write(root.path(), &old_site()).expect("second build").changed, 1);
    assert_eq!(fs::metadata(&page).and_then(|data| data.modified()).expect("times"), before);
    assert_eq!(standing(root.path()), old_site());
}

#[test]
fn foreign_files_stay() {
    let root = folder();
    write(root.path(), &old_site()).expect("first build");
    fs::write(root.path().join("public/a/mine.txt"), "mine").expect("writable");
    fs::write(root.path().join("public/CNAME"), "a.example").expect("writable");
    write(root.path(), &site(&[("index.html", "new")])).expect("second build");
    assert_eq!(
        standing(root.path()),
        site(&[("index.html", "new"), ("a/mine.txt", "mine"), ("CNAME", "a.example")])
    );
}

#[test]
fn refusals_come_before_anything_is_touched() {
    let root = folder();
    let refused = |output: &str| {
        let refused = Writer::begin(&root.path().join(output), root.path()).expect_err(output);
        assert_eq!(refused.code, Code::OutputRefused, "{output}");
        refused.message.replace(&root.path().display().to_string(), "ROOT")
    };
    assert_eq!(refused(""), "the output folder `ROOT/` is the site folder itself");
    assert_eq!(refused("content/public"), "the output folder `ROOT/content/public` lies in `content`");
    assert_eq!(refused("public/../static"), "the output folder `ROOT/public/../static` lies in `static`");
    assert_eq!(refused(".."), "the output folder `ROOT/..` holds `content`");
    fs::write(root.path().join("file"), "x").expect("writable");
    assert_eq!(refused("file"), "`ROOT/file` is not a folder");
    fs::create_dir(root.path().join("full")).expect("writable");
    fs::write(root.path().join("full/thesis.doc"), "x").expect("writable");
    assert_eq!(
        refused("full"),
        "`ROOT/full` is not empty, and nothing says that its files are ours: `thesis.doc`"
    );
    assert!(!root.path().join("full/.dateline").exists() && !root.path().join("content/public").exists());
}

#[test]
fn a_foreign_file_at_a_place_of_ours_is_refused() {
    let root = folder();
    write(root.path(), &site(&[("index.html", "old")])).expect("first build");
    fs::create_dir(root.path().join("public/people")).expect("writable");
    fs::write(root.path().join("public/people/kim.html"), "mine").expect("writable");
    fs::write(root.path().join("public/days"), "mine").expect("writable");
    let before = standing(root.path());
    let wanted = [("index.html", "new"), ("people/kim.html", "ours"), ("days/x.html", "ours")];
    let refused = write(root.path(), &site(&wanted)).expect_err("a foreign file");
    assert!(
        refused.message.ends_with("where pages belong: `days`, `people/kim.html`"),
        "{}",
        refused.message
    );
    assert_eq!(standing(root.path()), before);
    assert!(!root.path().join("public/.dateline/staged").exists());
}

#[test]
fn two_builds_do_not_meet() {
    let root = folder();
    let _first = Writer::begin(&root.path().join("public"), root.path()).expect("first");
    let second = Writer::begin(&root.path().join("public"), root.path()).expect_err("second");
    assert!(second.message.starts_with("another build is writing to"));
}

#[test]
fn one_path_is_one_thing_and_stays_inside() {
    let root = folder();
    let writer = Writer::begin(&root.path().join("public"), root.path()).expect("begins");
    let asset = |path: &str| {
        writer.put_asset(&Asset { name: path.into(), path: path.into(), bytes: AssetBytes::Embedded(b"x") })
    };
    assert!(asset("a.css").is_ok());
    assert_eq!(asset("a.css").expect_err("twice").code, Code::DuplicateRoute);
    assert_eq!(asset("../a.css").expect_err("outside").code, Code::OutputRefused);
    assert_eq!(asset(".dateline/lock").expect_err("ours").code, Code::OutputRefused);
}

#[test]
fn a_damaged_manifest_removes_nothing() {
    let root = folder();
    write(root.path(), &old_site()).expect("first build");
    fs::write(root.path().join("secret"), "s").expect("writable");
    let manifest = root.path().join("public/.dateline/manifest.json");
    for bad in ["{", "{\"files\":{\"../secret\":\"00\"}}"] {
        fs::write(&manifest, bad).expect("writable");
        assert_eq!(write(root.path(), &new_site()).expect_err("damaged").code, Code::OutputRefused);
    }
    assert_eq!(standing(root.path()), old_site());
}

fn faulty(at: usize, dead_from: usize) -> (Disk, Arc<Faults>) {
    let faults = Arc::new(Faults { at, dead_from, ..Faults::default() });
    (Disk { faults: Arc::clone(&faults) }, faults)
}

/// How many steps the build of the new site over the old one takes.
fn steps() -> usize {
    let root = folder();
    write(root.path(), &old_site()).expect("first build");
    let (disk, faults) = faulty(0, 0);
    write_on(disk, root.path(), &new_site()).expect("second build");
    faults.steps.load(std::sync::atomic::Ordering::SeqCst)
}

#[test]
fn killed_before_any_step_the_old_or_the_new_site_stands() {
    let mut seen = [0, 0];
    for at in 1..=steps() {
        let root = folder();
        write(root.path(), &old_site()).expect("first build");
        let _ = write_on(faulty(0, at).0, root.path(), &new_site());
        recover(&root.path().join("public")).expect("recovers");
        let now = standing(root.path());
        assert!(now == old_site() || now == new_site(), "killed before step {at}: {now:?}");
        seen[usize::from(now == new_site())] += 1;
        // Whatever happened, the next build is a good one.
        write(root.path(), &new_site()).expect("next build");
        assert_eq!(standing(root.path()), new_site(), "killed before step {at}");
        assert!(!root.path().join("public/.dateline/kept").exists());
    }
    assert!(seen[0] > 5 && seen[1] > 5, "{seen:?}");
}

#[test]
fn killed_while_it_recovers_nothing_is_lost() {
    let middle = steps() / 2;
    for second in 1..12 {
        let root = folder();
        write(root.path(), &old_site()).expect("first build");
        let _ = write_on(faulty(0, middle).0, root.path(), &new_site());
        let _ = end(&faulty(0, second).0, &root.path().join("public"));
        recover(&root.path().join("public")).expect("recovers");
        let now = standing(root.path());
        assert!(now == old_site() || now == new_site(), "killed before step {second} of recovery: {now:?}");
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    for at in 1..=steps() {
        let root = folder();
        write(root.path(), &old_site()).expect("first build");
        let done = write_on(faulty(at, 0).0, root.path(), &new_site());
        let now = standing(root.path());
        match done {
            Err(diagnostic) => {
                assert_eq!(now, old_site(), "full at step {at}");
                assert_eq!(diagnostic.code, Code::WriteFailed);
                assert!(diagnostic.message.contains("no space is left on the disk"));
            }
            // What is cleared up after the commit may fail without harm.
            Ok(_) => assert_eq!(now, new_site(), "full at step {at}"),
        }
        write(root.path(), &new_site()).expect("next build");
        assert_eq!(standing(root.path()), new_site(), "full at step {at}");
    }
}

#[test]
fn killed_while_it_goes_back_the_old_site_stands() {
    let steps = steps();
    for (at, later) in (steps / 3..steps).flat_map(|at| [1, 2, 4].map(move |later| (at, later))) {
        let root = folder();
        write(root.path(), &old_site()).expect("first build");
        let done = write_on(faulty(at, at + later).0, root.path(), &new_site());
        recover(&root.path().join("public")).expect("recovers");
        let now = standing(root.path());
        let expected = if done.is_ok() { new_site() } else { now.clone() };
        assert!(now == expected && (now == old_site() || now == new_site()), "{at}, {later}: {now:?}");
        write(root.path(), &new_site()).expect("next build");
        assert_eq!(standing(root.path()), new_site(), "{at}, {later}");
    }
}

#[test]
fn outputs_come_from_many_threads() {
    use rayon::prelude::*;
    let root = folder();
    let writer = Writer::begin(&root.path().join("public"), root.path()).expect("begins");
    (0..200).into_par_iter().for_each(|n| {
        let route = Route::new(format!("{}/{n}.html", n % 7));
        writer.put(&Output { route, bytes: n.to_string().into_bytes() }).expect("staged");
    });
    assert_eq!(writer.commit().expect("commits").files, 200);
    assert_eq!(standing(root.path()).len(), 200);
}

#[test]
fn what_is_in_place_can_be_kept_without_being_made_and_only_while_it_is_whole() {
    let root = folder();
    write(root.path(), &old_site()).expect("a first build");
    let route = Route::new("index.html");
    let keep = || {
        let writer = Writer::begin(&root.path().join("public"), root.path()).expect("a second build");
        let kept = writer.keep(&route).expect("readable");
        kept.then(|| writer.commit().expect("a commit"))
    };
    assert_eq!(keep().map(|written| (written.files, written.changed)), Some((1, 0)));
    fs::write(root.path().join("public/index.html"), "spoilt").expect("writable");
    assert_eq!(keep(), None);
}
