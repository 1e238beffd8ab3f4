//! YAML with located errors: every mistake of a file in one run, each with its place.
//!
//! The only file that names `serde_yaml`. That parser stops at the first error and tells no places of
//! values. So a mapping that does not parse is read again, one key at a time, which confines a mistake to
//! its key; and the place of a value is asked for only when there is something to say about it: the
//! parser walks to it once more and stops there on purpose. Entry points: [`read`], then [`Fields`].

mod failure;
mod fields;

use std::cell::Cell;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor};

use failure::Failure;
pub(crate) use fields::nearest;
pub use fields::{Fields, Refusal};

use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::span::SourceSpan;

/// Bytes that are read again to find places, for one document.
const PATIENCE: usize = 4 << 20;

/// Deepest nesting of brackets.
const DEEPEST: i32 = 100;

/// A mapping of a file, with what is needed to find its parts again.
#[derive(Debug)]
pub struct Document<'s> {
    /// The file, relative to the site folder.
    file: &'s str,
    /// The YAML.
    text: &'s str,
    /// Where it starts in the file.
    offset: usize,
    /// What to call the mapping in messages: "the front matter".
    name: &'static str,
    /// Where in the file to point for what is missing.
    head: SourceSpan,
    /// The parts that were parsed by themselves: the whole, or one a key.
    parts: Vec<Part>,
    /// How many bytes may still be read again to find places: a file of thousands of mistakes has the
    /// first of them located.
    patience: Cell<usize>,
}

/// A part of a document that was parsed by itself.
#[derive(Debug)]
struct Part {
    range: Range<usize>,
    entries: Vec<(String, Node)>,
}

/// A value of YAML. Whole numbers keep their text; of others only the file tells how they are written.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Null,
    Bool(bool),
    Number(Option<String>),
    Text(String),
    List(Vec<Node>),
    Mapping(Vec<(String, Node)>),
    /// Did not parse, which has been said: nothing else is said about it.
    Broken,
}

/// A step from a mapping or a list to something in it; both count from 0, keys as they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Key(usize),
    Entry(usize),
    Item(usize),
}

/// Reads a mapping: `text`, which stands in `file` from byte `offset` on and is called `name` in messages.
/// What is missing is reported at `head`.
pub fn read<'s>(
    file: &'s str,
    text: &'s str,
    offset: usize,
    name: &'static str,
    head: SourceSpan,
) -> Warned<Document<'s>> {
    let patience = Cell::new(PATIENCE);
    let mut document = Document { file, text, offset, name, head, parts: Vec::new(), patience };
    let mut diagnostics = Vec::new();
    match parse(text) {
        Ok(entries) => document.parts.push(Part { range: 0..text.len(), entries }),
        Err(whole) => {
            for range in key_ranges(text) {
                match parse(&text[range.clone()]) {
                    Ok(entries) => document.parts.push(Part { range, entries }),
                    Err(failure) => {
                        diagnostics.push(document.broken(&failure, &range));
                        let key =
                            key_length(&text[range.clone()]).map(|n| &text[range.start..range.start + n]);
                        let entry = key.map(|key| (key.trim_matches(['"', '\'']).to_owned(), Node::Broken));
                        document.parts.push(Part { range, entries: entry.into_iter().collect() });
                    }
                }
            }
            if diagnostics.is_empty() {
                diagnostics.push(document.broken(&whole, &(0..text.len())));
            }
        }
    }
    Warned { value: document, diagnostics }
}

impl<'s> Document<'s> {
    /// The keys of the document, to be read by name.
    pub fn fields(&self) -> Fields<'_> {
        Fields::root(self)
    }

    /// The place of each key's value at the top; of the key where the value starts on another line.
    pub fn keys(&self) -> Vec<(String, SourceSpan)> {
        let mut keys = Vec::new();
        for (part, Part { range, entries }) in self.parts.iter().enumerate() {
            let text = &self.text[range.clone()];
            let found = top_keys(text);
            let agree = found.len() == entries.len()
                && found
                    .iter()
                    .zip(entries)
                    .all(|(at, (key, _))| text[at.clone()].trim_matches(['"', '\'']) == key);
            for (ix, (key, _)) in entries.iter().enumerate() {
                let span = if agree {
                    let value = value_after(text, found[ix].clone());
                    self.span(range.start + value.start..range.start + value.end)
                } else {
                    self.locate(part, &[Step::Entry(ix)])
                };
                keys.push((key.clone(), span));
            }
        }
        keys
    }

    /// Where something stands in the file.
    fn locate(&self, part: usize, steps: &[Step]) -> SourceSpan {
        let range = &self.parts[part].range;
        let text = &self.text[range.clone()];
        let Some(left) = self.patience.get().checked_sub(text.len()) else { return self.head };
        self.patience.set(left);
        let start = find(text, steps).unwrap_or(0);
        let length = scalar_length(&text[start..], matches!(steps.last(), Some(Step::Key(_))));
        self.span(range.start + start..range.start + start + length)
    }

    fn span(&self, range: Range<usize>) -> SourceSpan {
        SourceSpan::new(self.offset + range.start, self.offset + range.end)
    }

    fn broken(&self, failure: &Failure, range: &Range<usize>) -> Diagnostic {
        let text = &self.text[range.clone()];
        let mut at = floor(text, failure.at.min(text.len()));
        if at == text.len() {
            // The parser noticed at the end: the last line with something on it is the place to look.
            at = text.trim_end().len();
        }
        let (message, hint) = failure.in_plain_words(text, at, self.name);
        let opening = failure.opened.map(|at| floor(text, at.min(text.len())));
        let place = opening.unwrap_or(at);
        let length = scalar_length(&text[place..], false).max(usize::from(place < text.len()));
        let length = if text.is_char_boundary(place + length) { length } else { 0 };
        let span = self.span(range.start + place..range.start + place + length);
        let diagnostic = Diagnostic::new(failure.code, self.file, message).at(span);
        match hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

/// The entries of a mapping, in order, with keys that stand twice.
fn parse(text: &str) -> Result<Vec<(String, Node)>, Failure> {
    if let Some(at) = too_deep(text) {
        let problem = format!("brackets are nested more than {DEEPEST} deep");
        return Err(Failure { code: Code::BrokenYaml, problem, at, opened: None });
    }
    let node =
        Tree.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| failure(&error, text))?;
    match node {
        Node::Mapping(entries) => Ok(entries),
        Node::Null => Ok(Vec::new()),
        _ => {
            let at = text.len() - text.trim_start().len();
            Err(Failure { code: Code::WrongType, problem: "not a mapping".into(), at, opened: None })
        }
    }
}

/// Where brackets are nested deeper than anyone means: the parser's time grows with the square of it.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = std::cmp::max(depth - 1, 0),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn failure(error: &serde_yaml::Error, text: &str) -> Failure {
    let words = error.to_string();
    let problem = words.split(" at line ").next().unwrap_or_default();
    let problem = problem.split(" at position ").next().unwrap_or_default();
    let context = words.find(", while").map_or("", |at| &words[at..]);
    let at = error.location().map_or(text.len(), |place| place.index());
    let is_open = ["quoted scalar", "while parsing a flow", "scanning an alias", "scanning an anchor"]
        .iter()
        .any(|words| context.contains(words));
    let opened = is_open.then(|| context_offset(context, text)).flatten();
    let mut problem = problem.to_owned();
    for kind in ["quoted scalar", "flow sequence", "flow mapping", "alias", "anchor"] {
        if is_open && context.contains(kind) && !problem.contains(kind) {
            problem.push_str(", in a ");
            problem.push_str(kind);
        }
    }
    Failure { code: Code::BrokenYaml, problem, at, opened }
}

/// The place that "… at line 3 column 8" names; the parser names the very start by position.
fn context_offset(context: &str, text: &str) -> Option<usize> {
    let Some(at) = context.find(" at line ") else { return Some(0) };
    let mut numbers =
        context[at..].split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
    let (line, column) = (numbers.next()?, numbers.next()?);
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let before: usize = text[start..].chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + before)
}

/// Where the key lines of a mapping without indentation start, and what runs to the next one.
fn key_ranges(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = top_keys(text).iter().map(|key| key.start).collect();
    if starts.is_empty() {
        return Vec::new();
    }
    if starts[0] > 0 {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(text.len()));
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The keys that stand at the start of a line, by their looks alone.
fn top_keys(text: &str) -> Vec<Range<usize>> {
    let mut keys = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(length) = key_length(line) {
            keys.push(start..start + length);
        }
        start += line.len();
    }
    keys
}

/// Length of the key that opens `line`, quotation marks included.
fn key_length(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let length = match first {
        '"' | '\'' => line[1..].find(first)? + 2,
        c if c.is_whitespace() || "#-[]{},&*!|>%@`?:".contains(c) => return None,
        _ => {
            let after = |colon: usize| line[colon + 1..].chars().next().is_none_or(char::is_whitespace);
            line.match_indices(':').map(|(at, _)| at).find(|&at| after(at))?
        }
    };
    line[length..].starts_with(':').then_some(length)
}

/// The value on the line of a key; the key itself where the value starts on another line.
fn value_after(text: &str, key: Range<usize>) -> Range<usize> {
    let after = key.end + 1;
    let line = text[after..].lines().next().unwrap_or_default();
    let start = after + line.len() - line.trim_start().len();
    let length = scalar_length(&text[start..], false);
    let is_elsewhere = length == 0 || text[start..].starts_with(['|', '>', '#']);
    if is_elsewhere { key } else { start..start + length }
}

/// How long the value or key is that starts here, within its line.
fn scalar_length(text: &str, is_key: bool) -> usize {
    let line = text.lines().next().unwrap_or_default();
    match line.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let mut is_escaped = false;
            let close = line.char_indices().skip(1).find(|&(_, c)| {
                let closes = c == quote && !is_escaped;
                is_escaped = quote == '"' && c == '\\' && !is_escaped;
                closes
            });
            close.map_or(line.trim_end().len(), |(at, _)| at + 1)
        }
        Some('[' | '{') => {
            let mut depth = 0;
            let close = line.char_indices().find(|&(_, c)| {
                depth += i32::from("[{".contains(c)) - i32::from("]}".contains(c));
                depth == 0
            });
            close.map_or(line.trim_end().len(), |(at, _)| at + 1)
        }
        _ => {
            let comment = line.find(" #").unwrap_or(line.len());
            let colon = if is_key { line.find(':') } else { None };
            let end = colon.unwrap_or(line.len()).min(comment);
            line[..end].trim_end().trim_end_matches([',', ']', '}']).len()
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Builds the tree.
#[derive(Clone, Copy)]
struct Tree;

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Some(value.to_string())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Number(Some(value.to_string())))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Number(Some(value.to_string())))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut mapping = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let key = match key {
                Node::Text(key) => key,
                Node::Bool(value) => value.to_string(),
                _ => String::new(),
            };
            mapping.push((key, entries.next_value_seed(self)?));
        }
        Ok(Node::Mapping(mapping))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant_seed(self)
    }
}

/// The byte at which the thing at the end of `steps` starts: walks there and stops with an error, since
/// errors are what the parser gives places to.
fn find(text: &str, steps: &[Step]) -> Option<usize> {
    let error = Walk(steps).deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    error.location().map(|place| floor(text, place.index().min(text.len())))
}

#[derive(Clone, Copy)]
struct Walk<'w>(&'w [Step]);

const HERE: &str = "here";

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HERE)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Item(ix), rest)) = self.0.split_first() else { return Err(A::Error::custom(HERE)) };
        for _ in 0..*ix {
            items.next_element::<serde::de::IgnoredAny>()?;
        }
        items.next_element_seed(Walk(rest)).map(drop)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let (ix, is_key, rest) = match self.0.split_first() {
            Some((Step::Key(ix), rest)) => (*ix, true, rest),
            Some((Step::Entry(ix), rest)) => (*ix, false, rest),
            _ => return Err(A::Error::custom(HERE)),
        };
        for _ in 0..ix {
            entries.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?;
        }
        if is_key {
            return entries.next_key_seed(Walk(rest)).map(drop);
        }
        entries.next_key::<serde::de::IgnoredAny>()?;
        entries.next_value_seed(Walk(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `text` as an article's front matter would be, asking for a few keys; each message as
    /// `line:column code message`.
    fn messages(text: &str) -> Vec<String> {
        let mut diagnostics = Vec::new();
        let document =
            read("a.md", text, 0, "the front matter", SourceSpan::new(0, 0)).into_value(&mut diagnostics);
        let mut fields = document.fields();
        fields.required_text("title", "add one");
        fields.texts("tags");
        fields.flag("draft");
        fields.mapping("source", "name", |source| source.required_text("name", "add one"));
        fields.mappings("errata", "write `- note: …`", |erratum| erratum.required_text("note", "add one"));
        fields.finish(&mut diagnostics);
        diagnostics.sort_by_key(|d| d.span);
        let index = crate::span::LineIndex::new(text);
        let print = diagnostics.iter().map(|d| {
            let at = index.position(text, d.span.expect("located").start);
            let words = &text[d.span.expect("located").start as usize..d.span.expect("located").end as usize];
            format!("{}:{} {} {} <{words}>", at.line, at.column, d.code.as_str(), d.message)
        });
        print.collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(messages(text), expected, "{text}");
    }

    #[test]
    fn what_is_right_gives_no_message() {
        check("title: A\ntags: [a, 2018]\ndraft: true\nsource: {name: B}\nerrata:\n- note: c\n", &[]);
        check("{title: A, source: B}", &[]);
        check("  title: >\n    long\n  tags: a\n", &[]);
    }

    #[test]
    fn keys_are_missing_unknown_or_double() {
        check("tags: a", &["1:1 E0202 `title` is missing in the front matter <>"]);
        check(
            "title: ''\ntilte: x",
            &[
                "1:1 E0202 `title` has no value <title>",
                "2:1 W0201 `tilte` is not a key that is read here <tilte>",
            ],
        );
        check("title: a\ntags: b\n\"title\": c", &["3:1 E0203 `title` stands twice <\"title\">"]);
        check(
            "title: a\nsource:\n  name: x\n  nmae: y\n  name: z",
            &[
                "4:3 W0201 `nmae` is not a key that is read here <nmae>",
                "5:3 E0203 `name` stands twice <name>",
            ],
        );
        check(
            "title: a\nerrata:\n  - note: x\n  - date: y",
            &[
                "4:5 W0201 `date` is not a key that is read here <date>",
                "4:5 E0202 `note` is missing here <date: y>",
            ],
        );
    }

    #[test]
    fn values_of_the_wrong_type_are_pointed_at() {
        check(
            "title: [a, b]\ndraft: \"yes\" # no\ntags: [a, [b]]\nsource: 3\nerrata: none",
            &[
                "1:8 E0204 `title` must be a text <[a, b]>",
                "2:8 E0204 `draft` must be `true` or `false` <\"yes\">",
                "3:11 E0204 each item of `tags` must be a text <[b]>",
                "4:9 E0204 `source` must be a list of keys and values <3>",
                "5:9 E0204 `errata` must be a list <none>",
            ],
        );
    }

    #[test]
    fn a_broken_value_does_not_hide_the_others() {
        check(
            "title: \"a\ntags: [b\ntilte: x\ndraft: maybe",
            &[
                "1:8 E0201 the quotation mark that opens here is not closed <\"a>",
                "2:7 E0201 the `[` that opens here is not closed with `]`, or a comma is missing in it <[b>",
                "3:1 W0201 `tilte` is not a key that is read here <tilte>",
                "4:8 E0204 `draft` must be `true` or `false` <maybe>",
            ],
        );
    }

    #[test]
    fn mistakes_of_yaml_are_told_in_plain_words() {
        let first = |text: &str, expected: &str| {
            assert_eq!(messages(text).first().map(String::as_str), Some(expected))
        };
        first(
            "title: Kim: no deal",
            "1:11 E0201 a second `: ` stands where the value should end <: no deal>",
        );
        first("title: @kim", "1:8 E0201 a value cannot start with `@` <@kim>");
        first(
            "title: *bold* words",
            "1:8 E0201 `*` at the start of a value has a meaning of its own in YAML <*bold* words>",
        );
        first("title:\ta\n\ttags: b", "2:1 E0201 a tab stands where YAML wants spaces <\ttags: b>");
        first(
            "title: \"No\" to talks",
            "1:13 E0201 this line is neither `key: value` nor part of the value before it <to talks>",
        );
        check(
            "- a\n- b",
            &[
                "1:1 E0202 `title` is missing in the front matter <>",
                "1:1 E0204 the front matter is not a list of keys and values <- a>",
            ],
        );
    }

    #[test]
    fn twenty_thousand_mistakes_take_linear_time() {
        let many = |line: &dyn Fn(usize) -> String| (0..20_000).map(line).collect::<String>();
        assert_eq!(messages(&format!("title: a\n{}", many(&|n| format!("k{n}: v\n")))).len(), 20_000);
        assert_eq!(messages(&format!("title: a\n{}", many(&|_| "k: v\n".into()))).len(), 20_000);
        assert_eq!(messages(&format!("title: a\ntags: [{}]", many(&|n| format!("{n}, ")))).len(), 0);
        assert_eq!(messages(&format!("title: a\ntags: [{}]", many(&|n| format!("{n}.5, ")))).len(), 0);
        assert_eq!(messages(&format!("title: a\n{}", many(&|_| "k: @\n".into()))).len(), 40_000);
        assert!(!messages(&format!("title: {}", "[".repeat(100_000))).is_empty());
        assert!(!messages(&format!("{}: a", "k".repeat(100_000))).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[a-z:\"'\\[\\]{}#&*|> \n\t\\-é語]{0,80}") {
            messages(&text);
        }
    }
}
