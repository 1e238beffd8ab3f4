//! What `dateline check` says: the exact messages about a site with broken links and doubtful facts, and
//! nothing about links on the demo site. `UPDATE=1` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn said(root: &Path) -> String {
    let program = env!("CARGO_BIN_EXE_dateline");
    let checked =
        Command::new(program).args(["check", "--root"]).arg(root).output().expect("the program runs");
    String::from_utf8(checked.stderr).expect("messages are UTF-8")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What is said about the site in a folder of `tests/check` is what stands beside it.
fn check(name: &str) {
    let site = root().join("tests/check").join(name);
    let said = said(&site);
    let file = site.join("expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &said).expect("writable");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert!(said == expected, "check says:\n{said}\nand not:\n{expected}");
}

#[test]
fn broken_links_and_doubtful_facts_are_told() {
    check("links");
}

#[test]
fn people_who_may_be_one_are_told() {
    check("people");
}

#[test]
fn no_link_of_the_demo_site_leads_nowhere() {
    let said = said(&root());
    for code in ["E0", "W0301", "W0302", "W0303", "W0601"] {
        assert!(!said.contains(&format!("[{code}")), "{said}");
    }
}

/// Words of a quotation that are no slice of their article never pass: here a theme adds to them.
#[test]
fn a_quotation_that_is_not_verbatim_is_told() {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("misquoted");
    let _ = fs::remove_dir_all(&site);
    let article = "---\ntitle: Talks end\ndate: 2031-05-04\n---\n\n“We have come a long way,” President Ada Okafor said.\n";
    let lists = fs::read_to_string(root().join("templates/components/lists.html")).expect("ours is there");
    let misquoting = lists.replace("{{ q.text }}", "{{ q.text }} indeed");
    assert_ne!(lists, misquoting, "the template shows the words");
    for (file, text) in
        [("content/articles/end.md", article), ("templates/components/lists.html", lists.as_str())]
    {
        let path = site.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
    assert!(!said(&site).contains("W0601"), "{}", said(&site));
    fs::write(site.join("templates/components/lists.html"), misquoting).expect("writable");
    assert!(said(&site).contains("W0601"), "{}", said(&site));
}
