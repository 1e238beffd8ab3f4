//! The program as it is run: exit codes, what goes where, and that what it prints can be used.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that has stopped reading has said why on its other streams.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn site(article: &str) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(site.path().join("content/articles")).expect("writable");
    fs::write(site.path().join("content/articles/a.md"), article).expect("writable");
    site
}

const GOOD: &str = "---\ntitle: Talks\ndate: 2019-02-28\nplace: Hanoi\n---\n\nThe talks began on Thursday.\n";

fn path(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

#[test]
fn exit_codes_tell_the_content_from_the_rest() {
    let code = |article: &str, more: &[&str]| {
        let site = site(article);
        let arguments = [&["build", "--root", path(site.path())], more].concat();
        dateline(&arguments, "").status.code()
    };
    let warned = GOOD.replace("place", "plcae");
    assert_eq!(code(GOOD, &[]), Some(0));
    assert_eq!(code(&warned, &[]), Some(0));
    assert_eq!(code(&warned, &["--strict"]), Some(1));
    assert_eq!(code("No front matter", &[]), Some(1));
    assert_eq!(code(GOOD, &["--output", "/dev/null"]), Some(2));
    assert_eq!(code(GOOD, &["--jobs", "0"]), Some(2));
    assert_eq!(code(GOOD, &["--base-url", "nowhere"]), Some(2));
    assert_eq!(dateline(&["--help"], "").status.code(), Some(0));
}

#[test]
fn a_build_says_what_it_made_and_which_file_to_open() {
    let site = site(GOOD);
    let built = dateline(&["build", "--root", path(site.path())], "");
    assert_eq!(text(&built.stdout), "");
    let said = text(&built.stderr);
    for row in ["1 articles", "people", "entries", "quotations", "places", "pages", "warnings", "seconds"] {
        assert!(said.contains(row), "{row} is missing in:\n{said}");
    }
    let open = said.lines().find_map(|line| line.strip_prefix("Open ")).expect("a file to open");
    assert!(fs::read_to_string(open).expect("it is there").contains("<html"));
    assert!(!said.contains('\u{1b}'), "colours where no terminal is");
}

#[test]
fn json_is_one_object_on_standard_output() {
    let site = site(&GOOD.replace("2019-02-28", "2019-02-30"));
    for command in ["build", "check"] {
        let run = dateline(&[command, "--json", "--root", path(site.path())], "");
        let report: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        assert_eq!(text(&run.stderr), "");
        assert_eq!(report["articles"], 1);
        assert_eq!(report["errors"], 1);
        let found = report["diagnostics"].as_array().expect("a list");
        let bad = found.iter().find(|d| d["code"] == "E0205").expect("the date");
        assert_eq!((&bad["file"], &bad["line"]), (&"content/articles/a.md".into(), &3.into()));
        assert_eq!(bad["hint"], "February 2019 has 28 days");
        assert_eq!(report["open"].is_string(), command == "build");
    }
}

/// The names that programs rely on are those of the manual.
#[test]
fn the_report_has_the_keys_of_its_manual() {
    let site = site(&GOOD.replace("2019-02-28", "2019-02-30"));
    let run = dateline(&["build", "--json", "--root", path(site.path())], "");
    let report: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let manual = include_str!("../../docs/report.md");
    let keys =
        |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let all = [keys(&report), keys(&report["diagnostics"][0])].concat();
    for key in &all {
        assert!(manual.contains(&format!("`{key}`")), "{key} is not in docs/report.md");
    }
    let rows = manual.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    for key in rows.flat_map(|row| row.split(',')).map(|key| key.trim_matches(['`', ' '])) {
        assert!(all.iter().any(|known| known == key), "docs/report.md tells of {key}");
    }
}

#[test]
fn check_writes_nothing() {
    let site = site(GOOD);
    dateline(&["check", "--root", path(site.path())], "");
    assert_eq!(fs::read_dir(site.path()).expect("readable").count(), 1);
}

#[test]
fn a_slip_of_the_keyboard_gets_an_answer() {
    let said = |arguments: &[&str]| text(&dateline(arguments, "").stderr);
    assert!(said(&["biuld"]).contains("'build'"));
    assert!(said(&["build", "--ouput", "x"]).contains("'--output'"));
    assert!(said(&["import", "-", "--date", "2019-02-30"]).contains("February 2019 has 28 days"));
    assert!(said(&["extract", "--zone", "Asia/Tokio", "x.txt"]).contains("did you mean `Asia/Tokyo`?"));
}

#[test]
fn a_plain_text_becomes_an_article_that_can_be_read() {
    let prose = "“It’s too early,\" Kim said on *Thursday*.\n\n1. Nothing was signed.\n";
    let site = site(GOOD);
    let file = site.path().join("report.txt");
    fs::write(&file, prose).expect("writable");
    let arguments = ["import", path(&file), "--date", "2019-02-28", "--place", "Hanoi", "--source", "B"];
    let imported = dateline(&arguments, "");
    let article = site.path().join("content/articles/report.md");
    fs::write(&article, &imported.stdout).expect("writable");
    let facts = dateline(&["extract", path(&article)], "");
    assert_eq!(text(&facts.stderr), "");
    let facts: serde_json::Value = serde_json::from_slice(&facts.stdout).expect("one line of JSON");
    assert_eq!(facts["id"], "report");
    assert_eq!(facts["text"], "“It’s too early,\" Kim said on *Thursday*.\n\n1. Nothing was signed.");
    assert_eq!(facts["times"][0]["value"], "2019-02-28");
    assert_eq!(facts["times"][0]["zone"], "Asia/Ho_Chi_Minh");
    // The same text, as it was before.
    let plain = dateline(&["extract", path(&file), "--date", "2019-02-28", "--place", "Hanoi"], "");
    let plain: serde_json::Value = serde_json::from_slice(&plain.stdout).expect("one line of JSON");
    assert_eq!(plain["text"], prose);
    assert_eq!(plain["times"][0]["value"], "2019-02-28");
}

#[test]
fn extract_answers_lines_and_reports_files_that_are_not_there() {
    let lines = "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"}\nno\n";
    let run = dateline(&["extract", "--jsonl"], lines);
    assert_eq!(run.status.code(), Some(0));
    let answers: Vec<serde_json::Value> =
        text(&run.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 3);
    assert!(answers[1]["error"].is_string() && answers[2]["id"].is_null());
    let run = dateline(&["extract", "nowhere.md"], "");
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stderr).contains("there is no such file"));
}

#[test]
fn explain_finds_the_article_by_path_or_id() {
    let site = site(GOOD);
    let root = path(site.path());
    let full = site.path().join("content/articles/a.md");
    for name in [path(&full), "content/articles/a.md", "a", "content/articles/a.md:7"] {
        assert_eq!(dateline(&["explain", name, "--root", root], "").status.code(), Some(0), "{name}");
    }
    let run = dateline(&["explain", "content/articles/b.md", "--root", root], "");
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("did you mean `content/articles/a.md`?"));
}

#[test]
fn a_new_site_builds_without_a_warning() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("deep/summits");
    let made = dateline(&["new", path(&root)], "");
    assert_eq!(made.status.code(), Some(0));
    assert!(text(&made.stderr).contains("dateline serve --open"));
    for command in ["build", "check"] {
        let run = dateline(&[command, "--json", "--strict", "--root", path(&root)], "");
        let report: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        assert_eq!((&report["errors"], &report["warnings"]), (&0.into(), &0.into()), "{report:#}");
        assert_eq!(run.status.code(), Some(0));
    }
    let home = fs::read_to_string(root.join("public/articles/vienna-first-day.html")).expect("built");
    assert!(home.contains("1961-06-03T12:45") && !home.contains("for you"), "{home}");
    // What the article tells its reader to type works.
    let article = fs::read_to_string(root.join("content/articles/vienna-first-day.md")).expect("there");
    let typed =
        article.split("dateline explain ").nth(1).and_then(|rest| rest.lines().next()).expect("a command");
    let explained = dateline(&["explain", typed, "--root", path(&root)], "");
    assert!(text(&explained.stdout).contains("1961-06-03T12:45"));
    assert!(fs::read_to_string(root.join(".gitignore")).expect("there").contains("/public/"));
    // Once is enough.
    let again = dateline(&["new", path(&root)], "");
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is not empty"));
}

#[test]
fn a_new_site_takes_only_an_empty_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join(".git")).expect("writable");
    assert_eq!(dateline(&["new", path(folder.path())], "").status.code(), Some(0));
    let file = folder.path().join("site.yaml");
    assert_eq!(dateline(&["new", path(&file)], "").status.code(), Some(2));
}

#[test]
fn completions_and_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = dateline(&["completions", shell], "");
        assert_eq!(run.status.code(), Some(0));
        assert!(text(&run.stdout).contains("extract"), "{shell}");
    }
    let manual = text(&dateline(&["man"], "").stdout);
    for section in [".TH dateline 1", ".SH SERVE", ".SH BUILD", "\\-\\-root", ".SH IMPORT", "Exit codes"] {
        assert!(manual.contains(section), "{section} is missing in:\n{manual}");
    }
}
