//! Scores the extractor on the annotated summit articles of `tests/corpus/summits`, whose writer does
//! not know its rules, and holds what was reached: a score may only rise.
//!
//! `cargo test --test it gold -- --nocapture` prints the table and what went wrong in the `dev` half;
//! `GOLD_SHOW_HELD=1` shows the other half too (then it no longer measures anything: leave it),
//! `GOLD_LAYER=times` shows one layer, `UPDATE=1` raises the floors.

pub(crate) mod format;
mod namesakes;
pub(crate) mod score;
mod timeline;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use format::Gold;
use score::{Count, Scores};
use serde_json::{Value, json};

/// Where a corpus stands.
fn folder(corpus: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(corpus)
}

/// The articles of a corpus, sorted by name.
fn articles(corpus: &str) -> Vec<Gold> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(corpus))
        .expect("the corpus is there")
        .map(|entry| entry.expect("readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let read = paths.iter().map(|path| {
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        format::parse(&name, &fs::read_to_string(path).expect("the corpus is text"))
    });
    read.collect()
}

/// The answers of the contract, one an article: what anyone outside would get.
fn answers(corpus: &[Gold]) -> Vec<Value> {
    let requests: String = corpus
        .iter()
        .map(|gold| {
            let (date, place, zone) = (gold.field("date"), gold.field("place"), gold.field("zone"));
            let request =
                json!({"id": gold.file, "text": gold.text, "date": date, "place": place, "zone": zone});
            format!("{request}\n")
        })
        .collect();
    let mut output = Vec::new();
    dateline::cli::extract::jsonl(requests.as_bytes(), &mut output).expect("memory can be written to");
    let lines = std::str::from_utf8(&output).expect("JSON is UTF-8").lines();
    let answers: Vec<Value> =
        lines.map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(answers.len(), corpus.len(), "one answer an article");
    for answer in &answers {
        assert!(answer["error"].is_null(), "{answer}");
    }
    answers
}

/// Metrics that are shares of what was found, so that F1 says nothing.
const SHARES: &[&str] = &[
    "events.background",
    "events.day",
    "events.outcome",
    "events.status",
    "events.when",
    "people.across_p",
    "people.across_r",
    "people.b3p",
    "people.b3r",
    "quotes.kind",
    "timeline.b3p",
    "timeline.b3r",
    "timeline.found_b3p",
    "timeline.found_b3r",
    "timeline.outcome",
    "times.mod",
    "times.same_as",
    "times.type",
    "times.zone",
];

/// The metrics that have floors. The shares of days and outcomes among the events found have none: finding a
/// harder one may lower them; `found_day` and `found_outcome` only rise with it.
const GATED: &[&str] = &[
    "events.false_happened",
    "events.found",
    "events.found_day",
    "events.found_outcome",
    "people.across",
    "people.b3",
    "people.descriptions",
    "people.names",
    "people.pronouns",
    "people.set",
    "quotes.found",
    "quotes.speaker",
    "timeline.b3",
    "times.strict",
    "times.value",
];

fn figures(scores: &Scores) -> BTreeMap<&'static str, f64> {
    let of = |metric: &'static str| scores.counts.get(metric).copied().unwrap_or_default();
    let mut figures: BTreeMap<&'static str, f64> = scores
        .counts
        .iter()
        .map(|(metric, count)| {
            (*metric, if SHARES.contains(metric) { count.precision() } else { count.f1() })
        })
        .collect();
    for (metric, p, r) in [
        ("people.across", "people.across_p", "people.across_r"),
        ("people.b3", "people.b3p", "people.b3r"),
        ("timeline.b3", "timeline.b3p", "timeline.b3r"),
    ] {
        let (p, r) = (of(p).precision(), of(r).precision());
        if p + r > 0.0 {
            figures.insert(metric, 2.0 * p * r / (p + r));
        }
    }
    figures
}

fn row(metric: &str, count: Count, figure: f64) -> String {
    let Count { right, found, gold } = count;
    let (p, r) = (count.precision(), count.recall());
    format!(
        "{metric:22} {figure:6.1}   P {p:5.1}  R {r:5.1}   right {right:6.1} found {found:5} gold {gold:5}"
    )
}

fn table(name: &str, scores: &Scores) -> String {
    let figures = figures(scores);
    let rows = figures.iter().map(|(metric, figure)| match scores.counts.get(metric) {
        Some(count) => row(metric, *count, *figure),
        None => format!("{metric:22} {figure:6.1}"),
    });
    let honest = format!("{:22} {:6}", "events.false_happened", scores.false_happened.len());
    format!("== {name}\n{}\n{honest}\n", rows.collect::<Vec<_>>().join("\n"))
}

/// Scores by half and metric.
type Reached = BTreeMap<(String, String), f64>;

/// Floors of a corpus; the file has one `half<TAB>metric<TAB>score` a line.
fn floors(corpus: &str) -> Reached {
    let text = fs::read_to_string(folder(corpus).join("floors.tsv")).unwrap_or_default();
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            let mut next = || fields.next().expect("three fields a line");
            ((next(), next()), next().parse().expect("a score is a number"))
        })
        .collect()
}

/// Enters what was reached where it is more than before.
fn raise(corpus: &str, reached: &Reached) {
    let mut raised = floors(corpus);
    for (metric, &figure) in reached {
        let figure = (figure * 10.0).floor() / 10.0;
        let floor = raised.entry(metric.clone()).or_insert(figure);
        *floor = floor.max(figure);
    }
    let head = "# Scores that were reached on the corpus, in per cent; they may only rise (`UPDATE=1`).\n\
                # `events.false_happened` is the count of what did not happen and is shown as if it had, below zero.\n";
    let lines = raised.iter().map(|((half, metric), floor)| format!("{half}\t{metric}\t{floor:.1}\n"));
    fs::write(folder(corpus).join("floors.tsv"), head.to_owned() + &lines.collect::<String>())
        .expect("floors can be written");
}

#[test]
#[allow(clippy::print_stdout)]
fn scores_hold_their_floors() {
    let corpus = articles("summits");
    let answers = answers(&corpus);
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let mut reached = Reached::new();
    for (half, is_dev) in [("dev", true), ("held", false)] {
        let mut scores = Scores::default();
        for (gold, answer) in corpus.iter().zip(&answers).filter(|(g, _)| g.is_dev() == is_dev) {
            scores.add(gold, answer);
        }
        println!("{}", table(half, &scores));
        if is_dev || set("GOLD_SHOW_HELD") == "1" {
            let layer = set("GOLD_LAYER");
            let wanted = |line: &&String| layer.is_empty() || line.split('\t').nth(1) == Some(&layer);
            for line in scores.mismatches.iter().filter(wanted) {
                println!("{line}");
            }
            for line in &scores.false_happened {
                println!("SHOWN AS HAPPENED\t{line}");
            }
        }
        let mut figures = figures(&scores);
        figures.insert("events.false_happened", -(scores.false_happened.len() as f64));
        for (metric, figure) in figures.into_iter().filter(|(metric, _)| GATED.contains(metric)) {
            reached.insert((half.to_owned(), metric.to_owned()), figure);
        }
    }
    let merged = timeline::scores(&corpus);
    println!("{}", table("timeline over all articles", &merged));
    if matches!(set("GOLD_LAYER").as_str(), "" | "timeline") {
        let held: Vec<&Gold> = corpus.iter().filter(|gold| !gold.is_dev()).collect();
        let hidden = |line: &str| set("GOLD_SHOW_HELD") != "1" && held.iter().any(|g| line.contains(&g.file));
        merged.mismatches.iter().filter(|line| !hidden(line)).for_each(|line| println!("{line}"));
    }
    for (metric, figure) in figures(&merged).into_iter().filter(|(metric, _)| GATED.contains(metric)) {
        reached.insert(("all".to_owned(), metric.to_owned()), figure);
    }
    hold("summits", &reached);
}

/// Raises the floors of a corpus where that was asked for, and fails where one was missed.
fn hold(corpus: &str, reached: &Reached) {
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        raise(corpus, reached);
    }
    let fallen = floors(corpus).into_iter().filter_map(|(metric, floor)| {
        let figure = reached.get(&metric).copied().unwrap_or_default();
        (figure + 0.05 < floor).then(|| format!("{} {}: {figure:.1}, was {floor:.1}", metric.0, metric.1))
    });
    let fallen: Vec<String> = fallen.collect();
    assert!(fallen.is_empty(), "scores fell:\n{}", fallen.join("\n"));
}

/// The marks of the format, on a text of three sentences.
#[test]
fn reads_the_format() {
    let gold = format::parse(
        "sample",
        "date: 2031-05-04\nhalf: dev\n---\n\
         President [Ada Okafor|p1] met [[her|p1 p] envoy|p2 d], [Jean de la Croix|p2], [at noon|t=2031-05-04T12:00]. \
         “It was time,” [she|p1 p] said. A second \\[sic\\] meeting is off.\n\
         --- people\np1 | Ada Okafor\np2 | Jean de la Croix\n\
         --- quotes\ndirect | p1 | It was time,\n\
         --- events\ne1 | happened | 2031-05-04T12:00 | p1 p2 | Okafor {met} ... la Croix\n\
         e2 | cancelled | - | | second [sic] {meeting} is off\n",
    );
    assert!(gold.text.starts_with("President Ada Okafor met her envoy, Jean de la Croix, at noon."));
    assert_eq!(gold.mentions.len(), 5);
    assert_eq!(gold.words(&gold.times[0].span), "at noon");
    assert_eq!(gold.words(&gold.quotes[0].span), "It was time,");
    assert_eq!(gold.words(&gold.events[0].clause), "Okafor met her envoy, Jean de la Croix");
    assert_eq!(gold.words(&gold.events[1].trigger), "meeting");
}
