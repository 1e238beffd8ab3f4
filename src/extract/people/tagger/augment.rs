//! More text to learn from: the same documents with other people in them, and sentences set in capitals.
//!
//! Names are replaced alike throughout a document, half of them by names that no list knows, so that
//! the tagger learns what stands around a name and how names are made. Entry point: [`renamed`].

use std::collections::BTreeMap;

use super::train::{Document, Kind, Random};
use crate::extract::people::lexicon::flag;
use crate::extract::people::word::{Form, Words};
use crate::span::Span;
use crate::text::Text;

/// Names to draw from.
pub(super) struct Pool {
    forenames: Vec<String>,
    surnames: Vec<String>,
    seen: Vec<String>,
}

impl Pool {
    /// The names of the lists, and family names of the documents.
    pub(super) fn new(documents: &[Document]) -> Self {
        let list = |table: &'static str| {
            let rows = table.lines().filter(|row| !row.starts_with('#') && !row.is_empty());
            rows.map(|row| capitalised(row.split('\t').next().unwrap_or(row))).collect::<Vec<_>>()
        };
        let mut seen = Vec::new();
        for document in documents {
            for (span, _) in document.marks.iter().filter(|m| m.1 == Kind::Person) {
                let last = span.of(&document.text).rsplit(' ').next().unwrap_or("");
                let plain = last.len() > 3 && last.chars().all(char::is_alphabetic);
                if plain
                    && last.chars().skip(1).all(char::is_lowercase)
                    && last.starts_with(char::is_uppercase)
                {
                    seen.push(last.to_owned());
                }
            }
        }
        seen.sort();
        seen.dedup();
        Pool {
            forenames: list(include_str!("../forenames.tsv")),
            surnames: list(include_str!("../surnames.tsv")),
            seen,
        }
    }

    fn surname(&self, random: &mut Random) -> String {
        match random.below(4) {
            0 => pick(&self.surnames, random),
            1 => pick(&self.seen, random),
            _ => blend(&pick(&self.seen, random), &pick(&self.surnames, random)),
        }
    }

    fn forename(&self, random: &mut Random) -> String {
        match random.below(8) {
            0..=4 => pick(&self.forenames, random),
            _ => blend(&pick(&self.forenames, random), &pick(&self.forenames, random)),
        }
    }
}

fn pick(names: &[String], random: &mut Random) -> String {
    names.get(random.below(names.len() as u32) as usize).cloned().unwrap_or_default()
}

/// The head of one name and the tail of another: a name that nobody bears and that sounds like one.
fn blend(head: &str, tail: &str) -> String {
    let heads: Vec<char> = head.chars().collect();
    let tails: Vec<char> = tail.chars().collect();
    let mut name: String = heads[..heads.len().div_ceil(2)].iter().collect();
    name.extend(tails[tails.len() / 2..].iter().flat_map(|c| c.to_lowercase()));
    name
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The document with other people in it.
pub(super) fn renamed(document: &Document, pool: &Pool, random: &mut Random) -> Document {
    let text = Text::plain(&document.text);
    let words = Words::read(&text);
    let mut names: BTreeMap<u64, String> = BTreeMap::new();
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut marks = document.marks.clone();
    marks.sort_by_key(|m| m.0.start);
    let mut at = 0;
    for (span, kind) in &marks {
        while at < words.all.len() && words.all[at].span.start < span.start {
            at += 1;
        }
        let first = at;
        while at < words.all.len() && words.all[at].span.end <= span.end {
            at += 1;
        }
        if *kind != Kind::Person {
            continue;
        }
        for i in first..at {
            let word = &words.all[i];
            let plain = matches!(word.form, Form::Letters(crate::text::Case::Title));
            if !plain || word.has(flag::SUFFIX | flag::PARTICLE) || words.str(i).contains('-') {
                continue;
            }
            let forename = i == first && at - first > 1 || i + 1 < at && word.has(flag::FORENAME);
            let name = names
                .entry(word.key)
                .or_insert_with(|| if forename { pool.forename(random) } else { pool.surname(random) });
            edits.push((word.span, name.clone()));
        }
    }
    rewritten(document, &marks, &edits)
}

/// The document with these edits (sorted, inside or outside of marks, never across their ends).
fn rewritten(document: &Document, marks: &[(Span, Kind)], edits: &[(Span, String)]) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut moves: Vec<(u32, i64)> = Vec::new();
    let mut last = 0;
    for (span, name) in edits {
        text.push_str(&document.text[last..span.start as usize]);
        text.push_str(name);
        last = span.end as usize;
        moves.push((span.end, text.len() as i64 - i64::from(span.end)));
    }
    text.push_str(&document.text[last..]);
    let moved = |offset: u32| {
        let before = moves.partition_point(|m| m.0 <= offset);
        let by = before.checked_sub(1).map_or(0, |i| moves[i].1);
        (i64::from(offset) + by) as usize
    };
    let marks =
        marks.iter().map(|(span, kind)| (Span::new(moved(span.start), moved(span.end)), *kind)).collect();
    Document { text, marks, weight: 1, ..document.clone() }
}

/// The document with every third sentence in capitals, as headlines are.
pub(super) fn shouted(document: &Document, random: &mut Random) -> Document {
    let mut document = document.clone();
    if document.text.is_ascii() {
        let parts: Vec<String> = document
            .text
            .split("\n\n")
            .map(|s| if random.below(3) == 0 { s.to_ascii_uppercase() } else { s.to_owned() })
            .collect();
        document.text = parts.join("\n\n");
    }
    document.weight = 1;
    document
}
