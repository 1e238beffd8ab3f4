//! Typed reading of a mapping, key by key, that goes on after every mistake.
//!
//! What a reader asks for is what the mapping may hold: [`Fields::finish`] reports all other keys, with
//! the nearest of the known ones.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Node, Step};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::SourceSpan;

/// The keys of one mapping.
#[derive(Debug)]
pub struct Fields<'d> {
    document: &'d Document<'d>,
    /// Each key with its value and its place: the part of the document and the index in it.
    entries: Vec<(&'d str, &'d Node, usize, usize)>,
    /// From the part to this mapping.
    steps: Vec<Step>,
    /// What was asked for.
    known: Vec<&'static str>,
    diagnostics: Vec<Diagnostic>,
}

/// Why a value is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind of mistake it is.
    pub code: Code,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What the editor can do.
    pub hint: Option<String>,
}

impl Refusal {
    /// A refusal with what to do about it.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Refusal { code, message: message.into(), hint: Some(hint.into()) }
    }
}

/// Words that editors use for keys of ours.
const SYNONYMS: &[(&str, &str)] = &[
    ("by", "authors"),
    ("byline", "authors"),
    ("category", "tags"),
    ("categories", "tags"),
    ("keywords", "tags"),
    ("city", "place"),
    ("dateline", "place"),
    ("location", "place"),
    ("description", "summary"),
    ("description", "text"),
    ("standfirst", "summary"),
    ("excerpt", "summary"),
    ("headline", "title"),
    ("name", "title"),
    ("title", "name"),
    ("lang", "language"),
    ("locale", "language"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("published", "date"),
    ("pubdate", "date"),
    ("datetime", "date"),
    ("time", "date"),
    ("permalink", "slug"),
    ("redirect_from", "aliases"),
    ("timezone", "zone"),
    ("time_zone", "zone"),
    ("tz", "zone"),
    ("url", "base_url"),
    ("baseurl", "base_url"),
    ("baseURL", "base_url"),
    ("site_url", "base_url"),
    ("cover", "image"),
    ("photo", "image"),
    ("credits", "credit"),
    ("license", "licence"),
    ("corrections", "errata"),
    ("also_known_as", "aliases"),
    ("people", "participants"),
    ("begin", "start"),
];

impl<'d> Fields<'d> {
    pub(super) fn root(document: &'d Document<'d>) -> Self {
        let parts = document.parts.iter().enumerate();
        let entries = parts.flat_map(|(part, parsed)| {
            parsed.entries.iter().enumerate().map(move |(ix, (key, node))| (key.as_str(), node, part, ix))
        });
        Fields::new(document, entries.collect(), Vec::new())
    }

    fn new(
        document: &'d Document<'d>,
        entries: Vec<(&'d str, &'d Node, usize, usize)>,
        steps: Vec<Step>,
    ) -> Self {
        let mut fields = Fields { document, entries, steps, known: Vec::new(), diagnostics: Vec::new() };
        fields.take_duplicates_out();
        fields
    }

    /// A text; `None` where the key is absent or has no value.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let ix = self.find(key)?;
        self.text_of(ix, &[], key)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, hint: &str) -> Option<String> {
        let before = self.diagnostics.len();
        let text = self.text(key).filter(|text| !text.trim().is_empty());
        if text.is_none() && self.diagnostics.len() == before {
            self.missing(key, hint);
        }
        text
    }

    /// Reports that a key is missing or has no value.
    pub fn missing(&mut self, key: &'static str, hint: &str) {
        let (message, span) = match self.entries.iter().position(|entry| entry.0 == key) {
            Some(ix) if *self.entries[ix].1 == Node::Broken => return,
            Some(ix) => (format!("`{key}` has no value"), self.span(ix, &[], true)),
            None if self.steps.is_empty() => {
                (format!("`{key}` is missing in {}", self.document.name), self.document.head)
            }
            None => (format!("`{key}` is missing here"), self.own_span()),
        };
        let diagnostic = Diagnostic::new(Code::MissingKey, self.document.file, message).at(span);
        self.diagnostics.push(diagnostic.hint(hint));
    }

    /// A list of texts, or one text alone.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(ix) = self.find(key) else { return Vec::new() };
        match self.entries[ix].1 {
            Node::List(items) => {
                (0..items.len()).filter_map(|item| self.text_of(ix, &[Step::Item(item)], key)).collect()
            }
            Node::Mapping(_) | Node::Bool(_) => {
                self.wrong_type(ix, &[], key, "a list of texts", &format!("write `{key}: [\"…\", \"…\"]`"));
                Vec::new()
            }
            _ => self.text_of(ix, &[], key).into_iter().collect(),
        }
    }

    /// A list of texts, or one text alone, of which each is read by `parse`.
    pub fn parsed_texts<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Vec<T> {
        let texts = self.texts(key);
        let Some(ix) = self.find(key) else { return Vec::new() };
        let is_list = matches!(self.entries[ix].1, Node::List(_));
        let mut parsed = Vec::with_capacity(texts.len());
        for (item, text) in texts.iter().enumerate() {
            match parse(text) {
                Ok(value) => parsed.push(value),
                Err(refusal) => {
                    let steps = [Step::Item(item)];
                    let span = self.span(ix, if is_list { &steps } else { &[] }, false);
                    self.refuse(refusal, span);
                }
            }
        }
        parsed
    }

    /// `true` or `false`; `false` where the key is absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(ix) = self.find(key) else { return false };
        match self.entries[ix].1 {
            Node::Bool(value) => *value,
            Node::Null => false,
            _ => {
                self.wrong_type(ix, &[], key, "`true` or `false`", "write it without quotation marks");
                false
            }
        }
    }

    /// A text that `parse` reads.
    pub fn parsed<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let text = self.text(key)?;
        if text.trim().is_empty() {
            return None;
        }
        match parse(text.trim()) {
            Ok(value) => Some(value),
            Err(refusal) => {
                let span = self.value_span(key);
                self.refuse(refusal, span);
                None
            }
        }
    }

    /// A mapping, read by `read`. A text alone stands for the mapping's key `shorthand`.
    pub fn mapping<T>(
        &mut self,
        key: &'static str,
        shorthand: &'static str,
        read: impl FnOnce(&mut Fields<'d>) -> Option<T>,
    ) -> Option<T> {
        let ix = self.find(key)?;
        let node = self.entries[ix].1;
        match node {
            Node::Null => None,
            Node::Mapping(_) => self.nested(ix, &[], node, read),
            Node::Text(_) => {
                let (_, _, part, entry) = self.entries[ix];
                let mut alone =
                    Fields::new(self.document, vec![(shorthand, node, part, entry)], self.steps.clone());
                let value = read(&mut alone);
                self.diagnostics.append(&mut alone.diagnostics);
                value
            }
            _ => {
                let hint = format!("indent its keys below it: `{key}:`, then `  {shorthand}: …`");
                self.wrong_type(ix, &[], key, "a list of keys and values", &hint);
                None
            }
        }
    }

    /// A list of mappings, each read by `read`.
    pub fn mappings<T>(
        &mut self,
        key: &'static str,
        hint: &str,
        read: impl Fn(&mut Fields<'d>) -> Option<T>,
    ) -> Vec<T> {
        let Some(ix) = self.find(key) else { return Vec::new() };
        let node = self.entries[ix].1;
        let Node::List(items) = node else {
            if *node != Node::Null {
                self.wrong_type(ix, &[], key, "a list", hint);
            }
            return Vec::new();
        };
        let mut values = Vec::new();
        for (item, node) in items.iter().enumerate() {
            let step = [Step::Item(item)];
            match node {
                Node::Mapping(_) => values.extend(self.nested(ix, &step, node, &read)),
                _ => self.wrong_type(ix, &step, key, "a list of entries with keys", hint),
            }
        }
        values
    }

    /// True where a key is written, whatever its value is.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.0 == key)
    }

    /// Where the value of a key stands; the head of the document where there is none.
    pub fn value_span(&self, key: &str) -> SourceSpan {
        match self.entries.iter().position(|entry| entry.0 == key) {
            Some(ix) => self.span(ix, &[], false),
            None => self.document.head,
        }
    }

    /// Reports something about the value of a key.
    pub fn report(&mut self, key: &str, refusal: Refusal) {
        let span = self.value_span(key);
        self.refuse(refusal, span);
    }

    /// Reports the keys that nobody asked for, and hands all diagnostics over.
    pub fn finish(mut self, diagnostics: &mut Vec<Diagnostic>) {
        self.report_unknown();
        diagnostics.append(&mut self.diagnostics);
    }

    /// Remembers that `key` is known, and finds it.
    fn find(&mut self, key: &'static str) -> Option<usize> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.iter().position(|entry| entry.0 == key && *entry.1 != Node::Broken)
    }

    fn text_of(&mut self, ix: usize, steps: &[Step], key: &str) -> Option<String> {
        let node = match (self.entries[ix].1, steps) {
            (Node::List(items), [Step::Item(item)]) => &items[*item],
            (node, _) => node,
        };
        match node {
            Node::Text(text) => Some(text.clone()),
            Node::Null | Node::Broken => None,
            Node::Number(Some(text)) => Some(text.clone()),
            // As it is written: `1.10`.
            Node::Number(None) => {
                let span = self.span(ix, steps, false);
                let start = span.start as usize - self.document.offset;
                let end = span.end as usize - self.document.offset;
                Some(self.document.text[start..end].to_owned())
            }
            Node::Bool(value) => {
                let hint = format!("put the word in quotation marks: `\"{value}\"`");
                self.wrong_type(ix, steps, key, "a text", &hint);
                None
            }
            Node::List(_) | Node::Mapping(_) => {
                let hint = "put a text that starts with a bracket or holds a colon in quotation marks";
                self.wrong_type(ix, steps, key, "a text", hint);
                None
            }
        }
    }

    fn nested<T>(
        &mut self,
        ix: usize,
        steps: &[Step],
        node: &'d Node,
        read: impl FnOnce(&mut Fields<'d>) -> Option<T>,
    ) -> Option<T> {
        let Node::Mapping(entries) = node else { return None };
        let (_, _, part, _) = self.entries[ix];
        let below = entries.iter().enumerate().map(|(ix, (key, node))| (key.as_str(), node, part, ix));
        let mut nested = Fields::new(self.document, below.collect(), self.steps_to(ix, steps, false));
        let value = read(&mut nested);
        nested.finish(&mut self.diagnostics);
        value
    }

    fn take_duplicates_out(&mut self) {
        let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
        for ix in 0..self.entries.len() {
            let key = self.entries[ix].0;
            let first = *first_of.entry(key).or_insert(ix);
            if first == ix {
                continue;
            }
            let message = format!("`{key}` stands twice");
            let diagnostic = Diagnostic::new(Code::DuplicateKey, self.document.file, message)
                .at(self.span(ix, &[], true))
                .related(self.span(first, &[], true), "it stands here first")
                .hint("keep one of the two; until then the first one counts");
            self.diagnostics.push(diagnostic);
        }
        let mut seen = BTreeSet::new();
        self.entries.retain(|entry| seen.insert(entry.0));
    }

    fn report_unknown(&mut self) {
        for ix in 0..self.entries.len() {
            let key = self.entries[ix].0;
            if self.known.contains(&key) {
                continue;
            }
            let mut diagnostic = Diagnostic::new(
                Code::UnknownKey,
                self.document.file,
                format!("`{key}` is not a key that is read here"),
            )
            .at(self.span(ix, &[], true));
            let list = || self.known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ");
            diagnostic = diagnostic.hint(match nearest_key(key, &self.known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known keys: {}", list()),
            });
            self.diagnostics.push(diagnostic);
        }
    }

    fn wrong_type(&mut self, ix: usize, steps: &[Step], key: &str, wanted: &str, hint: &str) {
        let span = self.span(ix, steps, false);
        let message = match steps {
            [] => format!("`{key}` must be {wanted}"),
            _ => format!("each item of `{key}` must be {}", wanted.trim_start_matches("a list of ")),
        };
        self.diagnostics
            .push(Diagnostic::new(Code::WrongType, self.document.file, message).at(span).hint(hint));
    }

    fn refuse(&mut self, refusal: Refusal, span: SourceSpan) {
        let diagnostic = Diagnostic::new(refusal.code, self.document.file, refusal.message).at(span);
        self.diagnostics.push(match refusal.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        });
    }

    fn own_span(&self) -> SourceSpan {
        match self.entries.first() {
            Some((_, _, part, _)) => self.document.locate(*part, &self.steps),
            None => self.document.head,
        }
    }

    fn span(&self, ix: usize, steps: &[Step], is_key: bool) -> SourceSpan {
        let (_, _, part, _) = self.entries[ix];
        self.document.locate(part, &self.steps_to(ix, steps, is_key))
    }

    fn steps_to(&self, ix: usize, steps: &[Step], is_key: bool) -> Vec<Step> {
        let (_, _, _, entry) = self.entries[ix];
        let own = if is_key { Step::Key(entry) } else { Step::Entry(entry) };
        self.steps.iter().copied().chain([own]).chain(steps.iter().copied()).collect()
    }
}

/// The known key that an unknown one most likely means.
fn nearest_key(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let lower = key.to_lowercase().replace('-', "_");
    if let Some(same) = known.iter().find(|k| **k == lower) {
        return Some(same);
    }
    let synonym = SYNONYMS.iter().find(|(other, ours)| *other == lower && known.contains(ours));
    if let Some((_, ours)) = synonym {
        return Some(ours);
    }
    // One of several: `alias` for `aliases`, `tag` for `tags`.
    let plural =
        |known: &&str| known.strip_prefix(lower.as_str()).is_some_and(|rest| matches!(rest, "s" | "es"));
    let plural = known.iter().copied().find(plural);
    plural.or_else(|| nearest(&lower, known.iter().copied()))
}

/// The one of `candidates` that a mistyped word most likely means.
pub(crate) fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    // A word of ten thousand letters is no slip of the keyboard.
    if word.len() > 64 {
        return None;
    }
    let lower = word.to_lowercase();
    let slips = |candidate: &&str| strsim::osa_distance(&lower, &candidate.to_lowercase());
    let allowed = (lower.chars().count() / 3).clamp(1, 3);
    candidates
        .map(|c| (slips(&c), c))
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, c)| c)
}
