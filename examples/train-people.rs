//! Trains the tagger of people's names and writes `src/extract/people/model.bin`, the same bytes from the
//! same data.
//!
//! ```text
//! cargo run --release --example train-people -- ../shared/data/people [--hold-out] [--verbose]
//! ```
//!
//! Reads every `*.conll` of the folder (token, tab, BIO2 tag; a blank line ends a sentence,
//! `-DOCSTART-` begins a document) and the annotated sentences of `tests/corpus/people`. With
//! `--hold-out`, every fifth document is kept aside and scored, and nothing is written.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports on its terminal")]

use std::path::Path;
use std::process::ExitCode;

use dateline::extract::people::tagger::train::{Document, Kind, Options, Score, score, train};
use dateline::span::Span;

/// Where the model goes.
const MODEL: &str = "src/extract/people/model.bin";
/// Annotated text of our own.
const OWN: &str = "tests/corpus/people";
/// How often the documents of a source are seen in an epoch; 1 where not listed.
const WEIGHTS: &[(&str, usize)] = &[("gum_news", 3), ("uner_pud", 2)];
/// Sources that no editor has seen, left out of the sum.
const UNEDITED: &[&str] = &["btc", "wnut17_train", "gum_voyage"];
/// One document in so many is held out.
const HOLD_OUT: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.iter().find(|a| !a.starts_with("--")) else {
        eprintln!("usage: train-people FOLDER [--hold-out] [--verbose]");
        return ExitCode::from(2);
    };
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let number = |flag: &str, default: usize| {
        arguments.iter().find_map(|a| a.strip_prefix(flag)).and_then(|n| n.parse().ok()).unwrap_or(default)
    };
    let options = Options {
        buckets: number("--buckets=", 200_000) as u32,
        epochs: number("--epochs=", 8),
        folds: number("--folds=", 4),
        hidden: number("--hidden=", 0) as u32,
        renamed: number("--renamed=", 0),
        own: number("--own=", 2),
        margin: number("--margin=", 0) as f32,
        least: number("--least=", 1) as u32,
        voices: number("--voices=", 3),
    };
    let drop: Vec<&str> = arguments.iter().filter_map(|a| a.strip_prefix("--drop=")).collect();
    let mut documents = match read_folder(Path::new(folder)) {
        Ok(documents) => documents,
        Err(error) => {
            eprintln!("{folder}: {error}");
            return ExitCode::from(2);
        }
    };
    match read_own(Path::new(OWN)) {
        Ok(own) => documents.extend(own),
        Err(error) => {
            eprintln!("{OWN}: {error}");
            return ExitCode::from(2);
        }
    }
    documents.retain(|d| !drop.contains(&d.source.as_str()));
    println!("{} documents", documents.len());
    if has("--hold-out") {
        let offset = number("--offset=", 0);
        let is_held = |i: &usize| i % HOLD_OUT == offset;
        let pick = |held: bool| {
            let chosen = documents.iter().enumerate().filter(move |(i, _)| is_held(i) == held);
            chosen.map(|(_, d)| d.clone()).collect::<Vec<_>>()
        };
        let mut scores = score(&pick(false), &pick(true), &options, has("--verbose"));
        let mut edited = Score::default();
        for (_, score) in scores.iter().filter(|(source, _)| !UNEDITED.contains(&source.as_str())) {
            edited.right += score.right;
            edited.found += score.found;
            edited.marked += score.marked;
        }
        scores.push(("edited".to_owned(), edited));
        for (source, score) in scores {
            let (p, r, f) = score.percent();
            let (marked, found) = (score.marked, score.found);
            println!("{source:24} marked {marked:5} found {found:5}  P {p:.1}  R {r:.1}  F1 {f:.1}");
        }
        return ExitCode::SUCCESS;
    }
    let bytes = train(&documents, &options);
    if let Err(error) = std::fs::write(MODEL, &bytes) {
        eprintln!("{MODEL}: {error}");
        return ExitCode::from(2);
    }
    println!("{MODEL}: {} bytes", bytes.len());
    ExitCode::SUCCESS
}

fn files(folder: &Path, ending: &str) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A token and its tag.
type Tagged<'a> = (&'a str, &'a str);

fn read_folder(folder: &Path) -> std::io::Result<Vec<Document>> {
    let mut documents = Vec::new();
    for path in files(folder, "conll")? {
        let text = std::fs::read_to_string(&path)?;
        let source = stem(&path);
        let weight = WEIGHTS.iter().find(|(name, _)| *name == source).map_or(1, |(_, weight)| *weight);
        let mut sentences: Vec<Vec<Tagged<'_>>> = Vec::new();
        let mut sentence = Vec::new();
        for line in text.lines().chain(["", "-DOCSTART-\tO"]) {
            match line.split_once('\t') {
                Some(("-DOCSTART-", _)) => {
                    if !sentences.is_empty() {
                        documents.push(typeset(&sentences, &source, weight));
                    }
                    sentences.clear();
                }
                Some((token, tag)) => sentence.push((token, tag)),
                None if !sentence.is_empty() => sentences.push(std::mem::take(&mut sentence)),
                None => {}
            }
        }
    }
    Ok(documents)
}

/// Words that some sources count as part of a name.
const TITLES: &[&str] = &[
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Prof",
    "Professor",
    "Sir",
    "Lord",
    "Lady",
    "Dame",
    "President",
    "Senator",
    "Sen",
    "Rep",
    "Representative",
    "Governor",
    "Gov",
    "General",
    "Gen",
    "Colonel",
    "Col",
    "Captain",
    "Major",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Pope",
    "Bishop",
    "Archbishop",
    "Cardinal",
    "Father",
    "Rev",
    "Reverend",
    "Judge",
    "Justice",
    "Chancellor",
    "Secretary",
    "Minister",
    "Ambassador",
    "Mayor",
    "Saint",
    "St",
    "Emperor",
    "Empress",
    "Sultan",
    "Sheikh",
    "Imam",
    "Ayatollah",
    "Admiral",
    "Lieutenant",
    "Lt",
    "Sgt",
    "Sergeant",
    "Chairman",
    "Director",
    "Congressman",
    "Duke",
    "Count",
    "Baron",
    "Generals",
    "Vice",
    "Prime",
    "Premier",
    "Detective",
    "Officer",
];

/// Tokens that touch what stands before them.
const NO_SPACE_BEFORE: &[&str] =
    &[".", ",", ";", ":", "!", "?", ")", "]", "}", "'", "''", "”", "’", "%", "'s", "n't", "’s", "n’t"];
/// Tokens that touch what stands behind them.
const NO_SPACE_AFTER: &[&str] = &["(", "[", "{", "``", "“", "‘", "$"];

/// The document as text, a sentence a paragraph, with its names as spans.
fn typeset(sentences: &[Vec<Tagged<'_>>], source: &str, weight: usize) -> Document {
    let mut text = String::new();
    let mut marks: Vec<(Span, Kind)> = Vec::new();
    for sentence in sentences {
        let mut before: Option<&str> = None;
        let mut open: Option<&str> = None;
        for (n, &(token, tag)) in sentence.iter().enumerate() {
            // Titles stand outside of names, whatever a source's own custom.
            let next = sentence.get(n + 1).map_or("O", |next| next.1);
            let title = TITLES.contains(&token.trim_end_matches('.')) && next == "I-PER";
            let tag = if title && (tag == "B-PER" || open.is_none()) { "O" } else { tag };
            let apart =
                before.is_some_and(|b| !NO_SPACE_AFTER.contains(&b)) && !NO_SPACE_BEFORE.contains(&token);
            if apart {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            let end = text.len();
            match tag.split_once('-') {
                Some(("I", class)) if open == Some(class) => {
                    let last = marks.last_mut().expect("an open name was pushed");
                    last.0.end = end as u32;
                }
                Some((_, class)) => {
                    let kind = match class {
                        "PER" => Kind::Person,
                        "LOC" => Kind::Place,
                        "ORG" => Kind::Organisation,
                        _ => Kind::Other,
                    };
                    marks.push((Span::new(start, end), kind));
                    open = Some(class);
                }
                None => open = None,
            }
            before = Some(token);
        }
        text.push_str("\n\n");
    }
    Document { source: source.to_owned(), text, marks, people_only: false, weight }
}

/// Our own sentences: `[Ada Okafor|p1]` marks a person, a blank line parts articles, `#` a comment.
fn read_own(folder: &Path) -> std::io::Result<Vec<Document>> {
    let mut documents = Vec::new();
    if !folder.exists() {
        return Ok(documents);
    }
    for path in files(folder, "txt")? {
        let source = stem(&path);
        for article in std::fs::read_to_string(&path)?.split("\n\n") {
            let mut text = String::new();
            let mut marks = Vec::new();
            for line in article.lines().filter(|l| !l.starts_with('#')) {
                bracketed(line, &mut text, &mut marks);
                text.push_str("\n\n");
            }
            if !text.trim().is_empty() {
                documents.push(Document {
                    source: source.clone(),
                    text,
                    marks,
                    people_only: true,
                    weight: 1,
                });
            }
        }
    }
    Ok(documents)
}

/// Reads `… [name|id] …`; an id that starts with `p` is a person's.
fn bracketed(line: &str, text: &mut String, marks: &mut Vec<(Span, Kind)>) {
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        let (Some(bar), Some(close)) = (rest.find('|'), rest.find(']')) else { break };
        if close < bar {
            break;
        }
        let start = text.len();
        text.push_str(&rest[..bar]);
        if rest[bar + 1..].starts_with('p') {
            marks.push((Span::new(start, text.len()), Kind::Person));
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
}
