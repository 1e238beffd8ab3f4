//! Scores the merged timeline of the demo site on `tests/corpus/timeline/*.txt`, where every event of three
//! summits' articles is annotated. `cargo test --test it annotated -- --nocapture` prints the scores and what
//! went wrong, `UPDATE=1` raises the floors.

use std::collections::BTreeSet;
use std::fs;

use dateline::coverage::Coverage;
use dateline::span::Span;

use crate::gold::format::{Chars, Gold, GoldEvent};
use crate::gold::score::{Scores, b_cubed, match_events, outcome, same_day};
use crate::timeline::{demo, folder, hold, status};

/// The annotated articles: their text from the site, their events from the corpus, the entries by summit.
fn corpus(coverage: &Coverage) -> Vec<Gold> {
    let mut paths: Vec<_> = fs::read_dir(folder())
        .expect("the corpus is there")
        .map(|file| file.expect("readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt") && !path.ends_with("merges.txt"))
        .collect();
    paths.sort();
    let mut corpus = Vec::new();
    for path in paths {
        let summit = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let table = fs::read_to_string(&path).expect("the corpus is text");
        for article in table.split("## ").skip(1) {
            let (id, events) = article.split_once('\n').expect("an article has events");
            let covered = coverage.articles.iter().find(|a| a.article.id == id);
            let covered = covered.unwrap_or_else(|| panic!("no article {id}"));
            let text = covered.article.body.text.to_string();
            let mut gold = Gold { file: id.to_owned(), text, ..Gold::default() };
            gold.add_events(events);
            for event in &mut gold.events {
                if !event.entry.contains('/') {
                    event.entry = format!("{summit}/{}", event.entry);
                }
            }
            corpus.push(gold);
        }
    }
    corpus
}

/// A gold event that must be found or was, and the entry that it went into.
struct Pair<'g> {
    event: &'g GoldEvent,
    words: String,
    article: &'g str,
    merged: Option<usize>,
}

fn compare<'g>(coverage: &Coverage, gold: &'g Gold, scores: &mut Scores) -> Vec<Pair<'g>> {
    let article = coverage.articles.iter().position(|a| a.article.id == gold.file).expect("looked up before");
    let covered = &coverage.articles[article];
    let chars = |span: Span| -> Chars {
        let count = |end: u32| gold.text[..end as usize].chars().count();
        count(span.start)..count(span.end)
    };
    let ours = &covered.annotations.events;
    let clauses: Vec<Chars> = ours.iter().map(|e| chars(e.span)).collect();
    let triggers: Vec<Chars> = ours.iter().map(|e| chars(e.trigger)).collect();
    let matches = match_events(&gold.events, &clauses, &triggers);
    let mut pairs = Vec::new();
    let (mut found, mut required) = (ours.len() as f64, 0.0);
    let (mut right, mut right_day, mut right_outcome) = (0.0, 0.0, 0.0);
    for (event, at) in gold.events.iter().zip(&matches) {
        let words = gold.words(&event.clause);
        let mut note = |kind: &str| scores.mismatches.push(format!("{}\t{kind}\t{words}", gold.file));
        let merged = at.and_then(|ix| covered.reading.entries[ix]);
        if at.is_some() || !event.optional {
            pairs.push(Pair { event, words: words.clone(), article: &gold.file, merged });
        }
        if event.optional {
            found -= f64::from(u8::from(at.is_some()));
            continue;
        }
        required += 1.0;
        let Some(mention) = at.map(|ix| &ours[ix]) else {
            note("missed");
            continue;
        };
        right += 1.0;
        let ours = snake_case(mention.status);
        let same = outcome(&ours) == outcome(&event.status);
        right_outcome += f64::from(u8::from(same));
        if !same {
            note(&format!("is {}, read as {ours}", event.status));
        }
        if let Some(when) = &event.when {
            let value = mention.when.as_ref().map_or("", |w| w.value.as_str());
            let same = when.split('~').any(|when| same_day(when, value));
            right_day += f64::from(u8::from(same));
            if !same {
                note(&format!("on {when}, read as {value}"));
            }
        } else {
            right_day += 1.0;
        }
        let wanted: BTreeSet<&str> = event.people.iter().map(String::as_str).collect();
        let got: BTreeSet<&str> = mention
            .people
            .iter()
            .filter_map(|&chain| covered.reading.people.get(chain))
            .map(|&ix| coverage.people[ix].id.as_str())
            .collect();
        if !wanted.is_empty() && wanted != got {
            note(&format!("people {wanted:?}, read {got:?}"));
        }
        let both = wanted.intersection(&got).count() as f64;
        scores.count("people", both, got.len() as f64, wanted.len() as f64);
    }
    for (mention, ix) in ours.iter().zip(0..).filter(|(_, ix)| !matches.contains(&Some(*ix))) {
        let trigger = gold.words(&triggers[ix]);
        scores.mismatches.push(format!("{}\textra `{trigger}`\t{}", gold.file, mention.gist));
    }
    for (event, at) in gold.events.iter().zip(&matches) {
        let held = at.is_some_and(|ix| snake_case(ours[ix].status) == "happened");
        if held && ["real", "in doubt"].iter().all(|o| outcome(&event.status) != *o) {
            scores.false_happened.push(format!("{}: {}", gold.file, gold.words(&event.clause)));
        }
    }
    scores.count("found", right, found, required);
    scores.count("found_day", right_day, found, required);
    scores.count("found_status", right_outcome, found, required);
    scores.count("day", right_day, right, right);
    scores.count("status", right_outcome, right, right);
    pairs
}

fn snake_case(status: dateline::extract::Status) -> String {
    serde_json::to_value(status).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// B3 of the entries over all events, those that were missed standing alone; what stands parted or joined; and
/// what the annotation's last word on an entry calls off, and the timeline shows as held.
fn merged(coverage: &Coverage, pairs: &[Pair<'_>], scores: &mut Scores) {
    let found: Vec<&Pair<'_>> = pairs.iter().filter(|p| p.merged.is_some()).collect();
    let joined = |p: &&Pair<'_>| p.merged.map_or_else(String::new, |ix| coverage.entries[ix].id.clone());
    let of_found: (Vec<String>, Vec<String>) =
        found.iter().map(|p| (p.event.entry.clone(), joined(p))).unzip();
    let (precision, recall) = b_cubed(&of_found.0, &of_found.1);
    scores.count("found_b3p", precision, found.len() as f64, found.len() as f64);
    scores.count("found_b3r", recall, found.len() as f64, found.len() as f64);
    let wanted: Vec<String> = pairs.iter().map(|p| p.event.entry.clone()).collect();
    let ours: Vec<String> = (0..)
        .zip(pairs)
        .map(|(i, p)| p.merged.map_or_else(|| format!("none-{i}"), |ix| coverage.entries[ix].id.clone()))
        .collect();
    let (precision, recall) = b_cubed(&wanted, &ours);
    scores.count("b3p", precision, pairs.len() as f64, pairs.len() as f64);
    scores.count("b3r", recall, pairs.len() as f64, pairs.len() as f64);
    let listed = |which: &dyn Fn(usize) -> bool| -> String {
        let of = (0..pairs.len()).filter(|&i| which(i));
        of.map(|i| {
            let Pair { event, words, article, .. } = &pairs[i];
            format!("\n\t{} {article} {}: {words}", event.entry, ours[i])
        })
        .collect()
    };
    for entry in wanted.iter().collect::<BTreeSet<_>>() {
        let reports: Vec<usize> = (0..pairs.len()).filter(|&i| wanted[i] == *entry).collect();
        let found: BTreeSet<&String> =
            reports.iter().filter(|&&i| pairs[i].merged.is_some()).map(|&i| &ours[i]).collect();
        if found.len() > 1 {
            scores.mismatches.push(format!("parted {entry}{}", listed(&|i| wanted[i] == *entry)));
        }
        let last = reports.iter().rev().find(|&&i| !pairs[i].event.background).unwrap_or(&reports[0]);
        let off = outcome(&pairs[*last].event.status) == "off";
        let held =
            |&&i: &&usize| pairs[i].merged.is_some_and(|ix| status(&coverage.entries[ix]) == "happened");
        if let Some(i) = reports.iter().find(held).filter(|_| off) {
            scores.false_happened.push(format!("{}: entry {}", pairs[*i].article, pairs[*i].words));
        }
    }
    for entry in ours.iter().collect::<BTreeSet<_>>() {
        let entries: BTreeSet<&String> =
            (0..pairs.len()).filter(|&i| ours[i] == *entry).map(|i| &wanted[i]).collect();
        if entries.len() > 1 {
            scores.mismatches.push(format!("joined{}", listed(&|i| ours[i] == *entry)));
        }
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the table of scores is what one runs it for")]
fn annotated_summits_hold_their_floors() {
    let coverage = demo();
    let corpus = corpus(&coverage);
    let mut scores = Scores::default();
    let mut pairs = Vec::new();
    for gold in &corpus {
        pairs.extend(compare(&coverage, gold, &mut scores));
    }
    merged(&coverage, &pairs, &mut scores);
    let of = |metric: &str| scores.counts.get(metric).copied().unwrap_or_default();
    for (metric, count) in &scores.counts {
        let (p, r, f) = (count.precision(), count.recall(), count.f1());
        println!("{metric:14} P {p:5.1}  R {r:5.1}  F1 {f:5.1}   of {}", count.gold);
    }
    let b3 = |p: &str, r: &str| {
        let (p, r) = (of(p).precision(), of(r).precision());
        2.0 * p * r / (p + r)
    };
    let (b3, found_b3) = (b3("b3p", "b3r"), b3("found_b3p", "found_b3r"));
    let held = scores.false_happened.len();
    println!("b3 {b3:.1}, of what was found {found_b3:.1}\nshown as held and were not: {held}");
    scores.mismatches.iter().chain(&scores.false_happened).for_each(|line| println!("{line}"));
    hold(&[
        ("annotated.b3", b3),
        ("annotated.found", of("found").f1()),
        ("annotated.found_b3", found_b3),
        ("annotated.found_day", of("found_day").f1()),
        ("annotated.found_status", of("found_status").f1()),
        ("annotated.people", of("people").f1()),
        ("annotated.false_happened", -(held as f64)),
    ]);
}
