//! Times against the corpora tables in `tests/corpus/time/`, and the contract of the rule list.
//!
//! A table: `@ DATE ZONE [PLACE] [lang=TAG]` sets the anchor; `= VALUE [mod=…] [zone=…] [quant=…] [freq=…]` is what the
//! bracketed words of the sentences below mean; under `! nothing [RULE]` no time may be found. A row of
//! `= …` may hold several brackets, each `[words|value]`; under `= all` the brackets are all there is; `\n` breaks the line. `DATE` may be `-` (unknown) or a local date-time.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use dateline::extract::time::{
    Context, Language, doubts, html_datetime, plain_language, resolve, rule_docs, times,
};
use dateline::extract::{Anchor, TimeMention};
use dateline::text::Text;
use dateline::zone::ZoneSource;
use proptest::prelude::*;

struct Row {
    place: String,
    anchor: Anchor,
    kind: Kind,
    sentence: String,
}

enum Kind {
    Means { value: String, fields: Vec<(String, String)> },
    Nothing { rule: Option<String> },
}

fn anchor(line: &str) -> Anchor {
    let mut fields = line.split_whitespace();
    let date = fields.next().expect("a date");
    let mut anchor = Anchor::default();
    if let Ok(at) = NaiveDateTime::parse_from_str(date, "%Y-%m-%dT%H:%M") {
        (anchor.date, anchor.time) = (Some(at.date()), Some(at.time()));
    } else {
        anchor.date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok();
    }
    if let Some(zone) = fields.next() {
        anchor.zone = zone.parse().expect("an IANA zone");
        anchor.zone_source = ZoneSource::Inferred;
    }
    if let Some(tag) = fields.find_map(|field| field.strip_prefix("lang=")) {
        anchor.language = Language::of_tag(tag);
    }
    anchor
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/time");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the corpora").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().expect("a file").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("a readable table");
        let mut current: (Anchor, Option<(char, String)>) = (Anchor::default(), None);
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            match line.chars().next() {
                None | Some('#') => {}
                Some('@') => current = (anchor(&line[1..]), None),
                Some(kind @ ('=' | '!')) if line[1..].starts_with(' ') => {
                    current.1 = Some((kind, line[2..].to_owned()));
                }
                Some(_) => {
                    let (kind, spec) = current.1.as_ref().expect("a kind before its sentences");
                    let mut fields = spec.split_whitespace();
                    let first = fields.next().expect("a value, or the word nothing").to_owned();
                    let kind = if *kind == '=' {
                        let fields = fields.filter_map(|f| f.split_once('='));
                        let fields = fields.map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
                        Kind::Means { value: first, fields }
                    } else {
                        Kind::Nothing { rule: fields.next().map(str::to_owned) }
                    };
                    rows.push(Row {
                        place: format!("{name}:{}", number + 1),
                        anchor: current.0.clone(),
                        kind,
                        sentence: line.replace("\\n", "\n"),
                    });
                }
            }
        }
    }
    rows
}

/// First byte, one past the last, and the value of its own.
type Bracket = (usize, usize, Option<String>);

/// The sentence without brackets, and each bracket's bytes and value.
fn brackets(sentence: &str) -> (String, Vec<Bracket>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = after.split_once(']').expect("a closing bracket");
        let (words, value) = match inside.split_once('|') {
            Some((words, value)) => (words, Some(value.to_owned())),
            None => (inside, None),
        };
        spans.push((text.len(), text.len() + words.len(), value));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}

fn field(mention: &TimeMention, name: &str) -> String {
    let value = &mention.value;
    let json = |v: serde_json::Value| v.as_str().unwrap_or("none").to_owned();
    match name {
        "mod" => json(serde_json::to_value(value.modifier).expect("a plain enum")),
        "type" => json(serde_json::to_value(value.timex).expect("a plain enum")),
        "zone" => value.zone.map_or("none".to_owned(), |z| z.to_string()),
        "source" => json(serde_json::to_value(value.zone_source).expect("a plain enum")),
        "quant" => value.quant.clone().unwrap_or_else(|| "none".to_owned()),
        "freq" => value.freq.clone().unwrap_or_else(|| "none".to_owned()),
        "instant" => value.moment.zip(value.zone).map_or("none".to_owned(), |(moment, zone)| {
            zone.instant(moment.start).map_or_else(|change| format!("{change:?}"), |at| at.to_rfc3339())
        }),
        "doubts" => doubts(mention).len().to_string(),
        "rule" => mention.rule.to_owned(),
        _ => panic!("no such field: {name}"),
    }
}

fn wrong(row: &Row) -> Option<String> {
    let (text, spans) = brackets(&row.sentence);
    let read = Text::plain(&text);
    let found = times(&read, &row.anchor);
    let shown = || {
        let all = found.iter().map(|t| format!("[{}] {}", read.slice(t.span), t.value.value));
        all.collect::<Vec<_>>().join(", ")
    };
    match &row.kind {
        Kind::Nothing { .. } => (!found.is_empty()).then(|| format!("{}: found {}", row.place, shown())),
        Kind::Means { value, fields } => {
            if value == "all" && found.len() != spans.len() {
                return Some(format!("{}: {} times expected, found {}", row.place, spans.len(), shown()));
            }
            for (start, end, own) in spans {
                let hit = found.iter().find(|t| (t.span.start as usize, t.span.end as usize) == (start, end));
                let expected = own.as_deref().unwrap_or(value);
                match hit {
                    None => return Some(format!("{}: {expected} not found, but {}", row.place, shown())),
                    Some(hit) if hit.value.value != expected => {
                        return Some(format!("{}: {expected}, not {}", row.place, hit.value.value));
                    }
                    Some(hit) if own.is_none() => {
                        for (name, want) in fields {
                            if field(hit, name) != *want {
                                return Some(format!(
                                    "{}: {name} {want}, not {}",
                                    row.place,
                                    field(hit, name)
                                ));
                            }
                        }
                    }
                    Some(_) => {}
                }
            }
            None
        }
    }
}

#[test]
fn every_line_of_the_corpora_means_what_it_says() {
    let wrong: Vec<String> = rows().iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_corpora_are_large_enough() {
    let rows = rows();
    let positive = rows.iter().filter(|r| matches!(r.kind, Kind::Means { .. })).count();
    assert!(positive >= 600, "{positive} positive lines");
    assert!(rows.len() - positive >= 200, "{} negative lines", rows.len() - positive);
}

#[test]
fn every_rule_has_an_id_a_line_and_examples() {
    let mut examples: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (id, doc) in rule_docs() {
        assert!(!doc.is_empty() && doc.contains('`'), "{id} has no example in its line");
        assert!(examples.insert(id, (0, 0)).is_none(), "{id} stands twice");
    }
    for row in rows() {
        match &row.kind {
            Kind::Nothing { rule: Some(rule) } => {
                let counts = examples.get_mut(rule.as_str());
                counts.unwrap_or_else(|| panic!("{}: no rule {rule}", row.place)).1 += 1;
            }
            Kind::Nothing { rule: None } => {}
            Kind::Means { .. } => {
                let (text, spans) = brackets(&row.sentence);
                for time in times(&Text::plain(&text), &row.anchor) {
                    if spans.iter().any(|s| (s.0, s.1) == (time.span.start as usize, time.span.end as usize))
                    {
                        examples.get_mut(time.rule).expect("rules are listed").0 += 1;
                    }
                }
            }
        }
    }
    for (id, (positive, negative)) in examples {
        assert!(positive >= 3 && negative >= 2, "{id}: {positive} positive and {negative} negative lines");
    }
}

/// Words that make random text dense with times.
const WORDS: &[&str] = &[
    "at",
    "8.55",
    "am",
    "a.m.",
    "(",
    ")",
    "GMT",
    "Thursday",
    "the",
    "of",
    "28",
    "February",
    "2019",
    "last",
    "year",
    "/",
    "-",
    "two",
    "and",
    "a",
    "half",
    "hours",
    "ago",
    "before",
    "every",
    "'98",
    "BC",
    "1980",
    "s",
    "Q3",
    "99999999999",
    "0",
    "24:00",
    "next",
    "quarter",
    "to",
    "from",
    "end",
    "early",
    "mid",
    "Christmas",
    ".",
    ",",
    "\n\n",
    "29",
    "31",
    "30",
    "0001",
    "9999",
    "century",
    "decades",
    "million",
    "thousand",
    "5th",
    "noon",
    "midnight",
    "ET",
    "UTC+14",
    "Hanoi",
    "time",
    "weekend",
    "now",
    "until",
    "tonight",
    "in",
    "local",
    "which",
    "it",
    "met",
    "will",
    "dinner",
    "All",
    "times",
    "a quarter of an hour",
    "the quarter ended July 31",
    "el",
    "las",
    "de",
    "jueves",
    "febrero",
    "mañana",
    "por",
    "noche",
    "hace",
    "próximo",
    "años",
    "y media",
];

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,300}", date in 0u32..3_000_000) {
        total(&text, date);
    }

    #[test]
    fn dense_text_is_read_without_panic(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..60),
        date in 0u32..3_000_000,
        glue in prop::collection::vec(any::<bool>(), 60),
    ) {
        let mut text = String::new();
        for (word, space) in words.iter().zip(glue) {
            text.push_str(word);
            if space { text.push(' '); }
        }
        total(&text, date);
    }
}

/// Spans are sorted, apart and on boundaries; each expression resolves against any day of any age. The fuzz
/// targets in `fuzz/` say the same of what libFuzzer thinks of.
fn total(text: &str, day: u32) {
    let date = NaiveDate::from_num_days_from_ce_opt(day as i32);
    let read = Text::plain(text);
    for language in [Language::English, Language::Spanish] {
        let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(day % 86_400, 0)
            .filter(|_| !day.is_multiple_of(3));
        let anchor = Anchor { date, time, language, ..Anchor::default() };
        let (mut end, mut reference) = (0, None);
        for time in times(&read, &anchor) {
            assert!(time.span.start >= end && !time.span.is_empty(), "{text:?}");
            assert!(text.get(time.span.start as usize..time.span.end as usize).is_some());
            end = time.span.end;
            assert!(!plain_language(&time.value).is_empty());
            html_datetime(&time.value);
            doubts(&time);
            for far in [Some(NaiveDate::MIN), Some(NaiveDate::MAX), None] {
                let anchor = Anchor { date: far, ..Anchor::default() };
                let value = resolve(&time.expr, &Context { reference, day: date, ..Context::new(&anchor) });
                assert!(value.moment.is_none_or(|m| m.start < m.end), "{text:?}: {value:?}");
                resolve(&time.expr, &Context { reference, narrative: true, ..Context::new(&anchor) });
            }
            assert!(!time.expr.to_string().is_empty());
            reference = time.value.moment.or(reference);
        }
    }
}

#[test]
fn long_and_strange_texts_take_linear_time() {
    let anchor = Anchor { date: NaiveDate::from_ymd_opt(2019, 2, 28), ..Anchor::default() };
    for text in [
        "7".repeat(100_000),
        "7 ".repeat(100_000),
        "the ".repeat(100_000),
        "twenty-".repeat(50_000),
        "28 February ".repeat(20_000),
        "1-".repeat(100_000),
        "(0155 GMT".repeat(20_000),
        "two hours and ".repeat(20_000),
        "A".repeat(100_000),
        "In Hanoi they met at 8.55, ".repeat(20_000),
        "10:02\n\nStill no sign.\n\n".repeat(20_000),
        "They ate at one ".repeat(20_000),
        "met will to be ".repeat(20_000) + "on Thursday ".repeat(20_000).as_str(),
    ] {
        times(&Text::plain(&text), &anchor);
    }
}
