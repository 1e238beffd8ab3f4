//! Links all annotated articles as one site would, and compares the timeline's entries with the entries of
//! the annotation, once over all events (one that was missed stands alone), once over those that were found.
//! Entry point: [`scores`].

use std::collections::BTreeMap;

use dateline::config::Config;
use dateline::coverage::{Coverage, Entry};
use dateline::pipeline::{Choices, cover};
use dateline::source::{Source, Sources};
use dateline::span::Span;

use super::format::{Chars, Gold};
use super::score::{Scores, b_cubed, match_events, outcome};

/// A gold event, and where it went.
struct Found<'a> {
    gold: &'a Gold,
    /// The entry of the annotation: of the summit, or of the article alone.
    wanted: String,
    /// The entry that it was merged into; one of its own where it was missed or link made none.
    merged: String,
    missed: bool,
    entry: Option<&'a Entry>,
    clause: String,
    status: &'a str,
}

/// B3 of the merged timeline, and what became of each entry by its last report.
pub(crate) fn scores(corpus: &[Gold]) -> Scores {
    let sources = Sources { articles: corpus.iter().map(markdown).collect(), ..Sources::default() };
    let coverage = cover(&sources, &Config::default(), &Choices::default(), &|| ()).value;
    let mut found: Vec<Found<'_>> = Vec::new();
    for (ix, covered) in coverage.articles.iter().enumerate() {
        let gold = corpus.iter().find(|g| g.file == covered.article.id).expect("its id is its file's stem");
        found.extend(found_in(gold, &coverage, ix));
    }
    let mut scores = Scores::default();
    count(&found, ["timeline.b3p", "timeline.b3r"], &mut scores);
    found.retain(|f| !f.missed);
    count(&found, ["timeline.found_b3p", "timeline.found_b3r"], &mut scores);
    compare(&found, &mut scores);
    scores
}

fn count(events: &[Found<'_>], [p, r]: [&'static str; 2], scores: &mut Scores) {
    let wanted: Vec<String> = events.iter().map(|f| f.wanted.clone()).collect();
    let merged: Vec<String> = events.iter().map(|f| f.merged.clone()).collect();
    let (precision, recall) = b_cubed(&wanted, &merged);
    scores.count(p, precision, events.len() as f64, events.len() as f64);
    scores.count(r, recall, events.len() as f64, events.len() as f64);
}

/// Lists what was parted and what was joined wrongly, and counts the outcomes.
fn compare(found: &[Found<'_>], scores: &mut Scores) {
    let mut by_wanted: BTreeMap<&str, Vec<&Found<'_>>> = BTreeMap::new();
    let mut by_merged: BTreeMap<&str, Vec<&Found<'_>>> = BTreeMap::new();
    for event in found {
        by_wanted.entry(&event.wanted).or_default().push(event);
        by_merged.entry(&event.merged).or_default().push(event);
    }
    for (wanted, reports) in &by_wanted {
        let merged: Vec<&str> = reports.iter().map(|r| r.merged.as_str()).collect();
        if merged.iter().any(|m| *m != merged[0]) {
            scores.mismatches.push(format!("timeline\tparted {wanted}\t{}", listed(reports)));
        }
        let last = reports.last().expect("an entry has a report");
        let became = last.entry.map(|e| format!("{:?}", e.status)).unwrap_or_default();
        let became = snake_case(&became);
        let right = outcome(&became) == outcome(last.status);
        scores.count("timeline.outcome", f64::from(u8::from(right)), 1.0, 1.0);
        if !right {
            let message =
                format!("timeline\t{wanted} is {}, shown as {became}\t{}", last.status, listed(reports));
            scores.mismatches.push(message);
        }
    }
    for reports in by_merged.values() {
        if reports.iter().any(|r| r.wanted != reports[0].wanted) {
            scores.mismatches.push(format!("timeline\tjoined\t{}", listed(reports)));
        }
    }
}

fn listed(reports: &[&Found<'_>]) -> String {
    let lines =
        reports.iter().map(|r| format!("\n\t{} ({}) {}: {}", r.gold.file, r.wanted, r.merged, r.clause));
    lines.collect()
}

fn snake_case(name: &str) -> String {
    if name == "UnderWay" { "under_way".to_owned() } else { name.to_lowercase() }
}

/// The gold events of an article, with the entries that they went into; optional ones only where found.
fn found_in<'a>(gold: &'a Gold, coverage: &'a Coverage, article: usize) -> Vec<Found<'a>> {
    let covered = &coverage.articles[article];
    let place = places(&covered.article.body.text, &gold.text);
    let spans = |span: Span| place[span.start as usize]..place[span.end as usize - 1] + 1;
    let events = &covered.annotations.events;
    let clauses: Vec<Chars> = events.iter().map(|e| spans(e.span)).collect();
    let triggers: Vec<Chars> = events.iter().map(|e| spans(e.trigger)).collect();
    let group = if gold.field("summit").is_empty() { &gold.file } else { gold.field("summit") };
    let matches = match_events(&gold.events, &clauses, &triggers);
    let wanted = gold.events.iter().zip(matches).filter(|(event, ours)| ours.is_some() || !event.optional);
    let found = wanted.enumerate().map(|(i, (event, ours))| {
        let entry = ours.and_then(|ours| covered.reading.entries.get(ours).copied().flatten());
        let alone = || format!("none-{article}-{i}");
        Found {
            gold,
            wanted: format!("{group}/{}", event.entry),
            merged: entry.map_or_else(alone, |e| coverage.entries[e].id.clone()),
            missed: ours.is_none(),
            entry: entry.map(|e| &coverage.entries[e]),
            clause: gold.words(&event.clause),
            status: &event.status,
        }
    });
    found.collect()
}

/// For each byte of `body`, which differs from `text` in white space only: its character in `text`.
pub(crate) fn places(body: &str, text: &str) -> Vec<usize> {
    let mut printed = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace());
    let (mut places, mut last) = (Vec::with_capacity(body.len()), 0);
    for c in body.chars() {
        if !c.is_whitespace() {
            let (at, same) = printed.next().expect("the body has no more than the text");
            assert_eq!(c, same, "the body is the text: {}", &text[..40.min(text.len())]);
            last = at;
        }
        places.extend(std::iter::repeat_n(last, c.len_utf8()));
    }
    places
}

/// The article as a file of a site: a line a paragraph, every mark of Markdown taken literally.
pub(crate) fn markdown(gold: &Gold) -> Source {
    let mut front = format!("---\ntitle: {:?}\ndate: {:?}\n", gold.file, gold.field("date"));
    for key in ["place", "zone"].iter().filter(|key| !gold.field(key).is_empty()) {
        front += &format!("{key}: {:?}\n", gold.field(key));
    }
    let mut body = String::new();
    for c in gold.text.chars() {
        match c {
            '\n' => body.push_str("\n\n"),
            c if c.is_ascii_punctuation() => body.extend(['\\', c]),
            c => body.push(c),
        }
    }
    let text = format!("{front}---\n\n{body}\n");
    let mut digest = [0; 32];
    for (i, byte) in gold.file.bytes().enumerate() {
        digest[i % 32] ^= byte.rotate_left((i / 32) as u32);
    }
    Source { path: format!("content/articles/{}.md", gold.file), text: text.into(), digest }
}
