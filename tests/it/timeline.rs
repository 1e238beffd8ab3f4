//! The merged timeline of the demo site against tables of what its articles report
//! (`tests/corpus/timeline`): rows found, their status, things told twice, and nothing called off as held.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline::config::Config;
use dateline::coverage::{Coverage, Entry};
use dateline::pipeline::{Choices, configure, cover};
use dateline::source::{self, Source, Sources};

/// What a summit's day must show.
struct Row {
    when: Vec<String>,
    actions: Vec<String>,
    statuses: Vec<String>,
    people: Vec<String>,
    what: String,
}

fn rows(table: &str) -> Vec<Row> {
    let list = |cell: &str, mark: char| -> Vec<String> {
        cell.split(mark).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    table
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            Row {
                when: list(cells[0], '~'),
                actions: list(cells[1], '|'),
                statuses: list(cells[2], '~'),
                people: list(cells[3], ','),
                what: cells[4].to_owned(),
            }
        })
        .collect()
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/timeline")
}

/// The demo site as it was read, without the editor's hand.
pub(crate) fn demo() -> Coverage {
    let mut sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    sources.corrections = None;
    let config = configure(&sources, &Choices::default()).value;
    cover(&sources, &config, &Choices::default(), &|| ()).value
}

fn matches(coverage: &Coverage, row: &Row, entry: &Entry) -> bool {
    let value = entry.when.as_ref().map_or("-", |w| w.value.as_str());
    row.when.iter().any(|w| value.starts_with(w.as_str()))
        && row.actions.iter().any(|a| *a == entry.action)
        && row
            .people
            .iter()
            .all(|p| entry.people.iter().any(|&ix| coverage.people[ix].id.contains(p.as_str())))
}

pub(crate) fn status(entry: &Entry) -> String {
    serde_json::to_string(&entry.status).unwrap_or_default().trim_matches('"').to_owned()
}

#[test]
#[allow(clippy::print_stderr, reason = "the table of scores is what one runs it for")]
fn the_demo_timeline_holds_its_floors() {
    let coverage = demo();
    let mut shown = String::new();
    let (mut found, mut right, mut single, mut all, mut held) = (0, 0, 0, 0, 0);
    let mut tables: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the corpus is there")
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "tsv") && !path.ends_with("floors.tsv"))
        .collect();
    tables.sort();
    for table in tables {
        let name = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for row in rows(&std::fs::read_to_string(&table).expect("a table is text")) {
            all += 1;
            let entries: Vec<&Entry> =
                coverage.entries.iter().filter(|e| !e.background && matches(&coverage, &row, e)).collect();
            if row.statuses == ["cancelled"] && entries.iter().any(|e| status(e) == "happened") {
                held += 1;
                let _ = writeln!(shown, "{name}: {} is shown as held", row.what);
            }
            let Some(_) = entries.first() else {
                let _ = writeln!(shown, "{name}: nothing on: {}", row.what);
                continue;
            };
            found += 1;
            single += usize::from(entries.len() == 1);
            if entries.iter().any(|e| row.statuses.contains(&status(e))) {
                right += 1;
            } else {
                let _ = writeln!(shown, "{name}: {} is {}", row.what, status(entries[0]));
            }
            if entries.len() > 1 {
                let _ = writeln!(shown, "{name}: {} stands {} times", row.what, entries.len());
            }
        }
    }
    let share = |part: usize, whole: usize| (part as f64 * 1000.0 / whole.max(1) as f64).round() / 10.0;
    let scores =
        [("found", share(found, all)), ("single", share(single, found)), ("status", share(right, found))];
    eprintln!("{scores:?}\n{shown}");
    if std::env::var_os("DUMP").is_some() {
        eprintln!("{}", dump(&coverage));
    }
    assert_eq!(held, 0, "what was called off is shown as held:\n{shown}");
    hold(&scores);
}

/// Holds scores to the floors of their names; `UPDATE=1` raises the floors.
pub(crate) fn hold(scores: &[(&str, f64)]) {
    let path = folder().join("floors.tsv");
    let floors = std::fs::read_to_string(&path).expect("the floors are there");
    let (head, lines): (Vec<&str>, Vec<&str>) = floors.lines().partition(|l| l.starts_with('#'));
    let mut floors: BTreeMap<&str, f64> = lines
        .iter()
        .map(|line| line.split_once('\t').expect("a floor is a name and a number"))
        .map(|(name, floor)| (name, floor.parse().expect("a floor is a number")))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        for &(name, score) in scores {
            let score = (score * 10.0).floor() / 10.0;
            let floor = floors.entry(name).or_insert(score);
            *floor = floor.max(score);
        }
        let lines = floors.iter().map(|(name, floor)| format!("{name}\t{floor:.1}\n"));
        let table = format!("{}\n{}", head.join("\n"), lines.collect::<String>());
        std::fs::write(&path, table).expect("floors can be written");
    }
    for &(name, score) in scores {
        let floor = floors.get(name).copied().unwrap_or(f64::MIN);
        assert!(score + 0.05 >= floor, "{name} fell to {score:.1} from {floor}");
    }
}

#[test]
fn ids_are_unique_and_every_mention_is_in_one_entry() {
    let coverage = demo();
    let mut ids: Vec<&str> = Vec::new();
    for entry in &coverage.entries {
        ids.push(&entry.id);
        ids.extend(entry.aliases.iter().map(String::as_str));
        assert_eq!(entry.reports.len(), entry.aliases.len() + 1);
    }
    let mentions: usize = coverage.articles.iter().map(|a| a.annotations.events.len()).sum();
    assert_eq!(ids.len(), mentions);
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

/// The entries of some articles, in the timeline's order: status, value, number of reports.
fn merged(articles: &[(String, String)]) -> Vec<String> {
    let article = |(number, (head, text)): (usize, &(String, String))| {
        let (date, place) = head.split_once(' ').expect("when and place");
        let text =
            format!("---\ntitle: A{number}\ndate: {date}:00Z\nplace: {place}\nzone: UTC\n---\n\n{text}\n");
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&(number as u64 + 1).to_le_bytes());
        Source { path: format!("content/articles/a{number}.md"), text: text.into(), digest }
    };
    let sources =
        Sources { articles: articles.iter().enumerate().map(article).collect(), ..Sources::default() };
    let coverage = cover(&sources, &Config::default(), &Choices::default(), &|| ()).value;
    let line = |entry: &Entry| {
        let value = entry.when.as_ref().map_or("-", |w| w.value.as_str());
        format!("{} {value} x{}", status(entry), entry.reports.len())
    };
    coverage.entries.iter().filter(|entry| !entry.background).map(line).collect()
}

#[test]
fn what_is_one_entry_and_what_is_two() {
    let corpus = std::fs::read_to_string(folder().join("merges.txt")).expect("the corpus is there");
    let mut wrong = String::new();
    for case in corpus.split("\n## ").skip(1) {
        let mut lines = case.lines().filter(|line| !line.is_empty());
        let title = lines.next().expect("a heading");
        let (expected, articles): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("= "));
        let expected: Vec<&str> = expected.into_iter().map(|line| line.trim_start_matches("= ")).collect();
        let articles: Vec<(String, String)> = articles
            .into_iter()
            .map(|line| line.split_once(": ").expect("when and place: text"))
            .map(|(head, text)| (head.to_owned(), text.to_owned()))
            .collect();
        let found = merged(&articles);
        if found != expected {
            let _ = writeln!(wrong, "{title}\n  is  {found:?}\n  not {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The timeline as an editor reads it.
fn dump(coverage: &Coverage) -> String {
    let mut out = String::new();
    for entry in &coverage.entries {
        let people: Vec<&str> = entry.people.iter().map(|&ix| coverage.people[ix].id.as_str()).collect();
        let when = entry.when.as_ref().map_or("-", |w| w.value.as_str());
        let mark = if entry.background {
            " BG"
        } else if entry.unconfirmed {
            " NO LATER REPORT"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "{when} {} {}{mark} [{}] {}",
            entry.action,
            status(entry),
            people.join(","),
            entry.gist
        );
        if entry.reports.len() > 1 {
            for (ix, &report) in entry.reports.iter().enumerate() {
                let event = coverage.event(report);
                let value = event.when.as_ref().map_or("-", |w| w.value.as_str());
                let differs = if entry.disagreements.contains(&ix) { " DIFFERS" } else { "" };
                let article = &coverage.articles[report.article].article.id;
                let _ = writeln!(out, "      {article} {value} {:?}{differs}: {}", event.status, event.gist);
            }
        }
    }
    out
}
