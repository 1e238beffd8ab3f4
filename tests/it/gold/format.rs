//! Reads one annotated article: header, text with marks in it, and the lists of people, quotations and
//! events. The format is described in `tests/corpus/summits/README.md`. Entry point: [`parse`].

use std::collections::BTreeMap;
use std::ops::Range;

/// A range of characters in [`Gold::text`].
pub(crate) type Chars = Range<usize>;

/// One annotated article.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    pub(crate) file: String,
    pub(crate) header: BTreeMap<String, String>,
    pub(crate) text: String,
    pub(crate) times: Vec<GoldTime>,
    pub(crate) mentions: Vec<GoldMention>,
    pub(crate) people: Vec<GoldPerson>,
    pub(crate) quotes: Vec<GoldQuote>,
    pub(crate) events: Vec<GoldEvent>,
}

#[derive(Debug)]
pub(crate) struct GoldTime {
    pub(crate) span: Chars,
    /// Any of them is right; most have one.
    pub(crate) values: Vec<String>,
    pub(crate) modifier: Option<String>,
    /// `DATE`, `TIME`, `DURATION`, `SET`.
    pub(crate) kind: &'static str,
    pub(crate) zones: Vec<String>,
    pub(crate) same: bool,
    pub(crate) optional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Name,
    Description,
    Pronoun,
}

#[derive(Debug)]
pub(crate) struct GoldMention {
    pub(crate) span: Chars,
    pub(crate) people: Vec<String>,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) struct GoldPerson {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct GoldQuote {
    pub(crate) span: Chars,
    pub(crate) kind: String,
    /// `None`: an organisation, an unnamed source, a document.
    pub(crate) speaker: Option<String>,
    pub(crate) optional: bool,
}

#[derive(Debug)]
pub(crate) struct GoldEvent {
    /// One thing that happened: shared by the articles of one summit.
    pub(crate) entry: String,
    pub(crate) clause: Chars,
    pub(crate) trigger: Chars,
    pub(crate) status: String,
    pub(crate) background: bool,
    pub(crate) optional: bool,
    /// TIMEX3 in local time; `None` where the article does not tell.
    pub(crate) when: Option<String>,
    pub(crate) people: Vec<String>,
}

impl Gold {
    pub(crate) fn field(&self, name: &str) -> &str {
        self.header.get(name).map_or("", String::as_str)
    }

    pub(crate) fn is_dev(&self) -> bool {
        self.field("half") == "dev"
    }

    /// Adds the lines of a list of events.
    pub(crate) fn add_events(&mut self, lines: &str) {
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            read_event(self, &fields, line);
        }
    }

    /// The words of a range.
    pub(crate) fn words(&self, span: &Chars) -> String {
        self.text.chars().skip(span.start).take(span.len()).collect()
    }
}

const STATUSES: &[&str] = &[
    "happened",
    "under_way",
    "scheduled",
    "expected",
    "cancelled",
    "postponed",
    "denied",
    "disputed",
    "claimed",
];

/// Reads `source`; a mistake in it panics with the file and what is wrong.
pub(crate) fn parse(file: &str, source: &str) -> Gold {
    let mut gold = Gold { file: file.to_owned(), ..Gold::default() };
    let (header, rest) = source.split_once("\n---\n").unwrap_or_else(|| panic!("{file}: no `---`"));
    for line in header.lines() {
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{file}: header line `{line}`"));
        gold.header.insert(key.trim().to_owned(), value.trim().to_owned());
    }
    let mut sections = rest.split("\n--- ");
    let marked = sections.next().unwrap_or_default();
    read_text(&mut gold, marked.trim());
    for section in sections {
        let (name, lines) = section.split_once('\n').unwrap_or((section, ""));
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            match name.trim() {
                "people" => read_person(&mut gold, &fields),
                "quotes" => read_quote(&mut gold, &fields, line),
                "events" => read_event(&mut gold, &fields, line),
                other => panic!("{file}: section `{other}`"),
            }
        }
    }
    check_people(&gold);
    gold
}

/// Takes the marks `[words|label]` out of the text; they may nest.
fn read_text(gold: &mut Gold, marked: &str) {
    let mut starts: Vec<usize> = Vec::new();
    let mut length = 0;
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                gold.text.extend(chars.next());
                length += 1;
            }
            '[' => starts.push(length),
            '|' => {
                let label: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let start =
                    starts.pop().unwrap_or_else(|| panic!("{}: `|{label}]` opens nowhere", gold.file));
                read_label(gold, start..length, &label);
            }
            c => {
                gold.text.push(c);
                length += 1;
            }
        }
    }
    assert!(starts.is_empty(), "{}: a `[` is not closed", gold.file);
    gold.times.sort_by_key(|t| (t.span.start, t.span.end));
    gold.mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

fn read_label(gold: &mut Gold, span: Chars, label: &str) {
    let mut words = label.split_whitespace();
    let first = words.next().unwrap_or_else(|| panic!("{}: an empty label", gold.file));
    if let Some(values) = first.strip_prefix("t=") {
        let values: Vec<String> = values.split('~').map(str::to_owned).collect();
        let mut time = GoldTime {
            kind: timex_type(&values[0]),
            span,
            values,
            modifier: None,
            zones: Vec::new(),
            same: false,
            optional: false,
        };
        for word in words {
            match word.split_once('=') {
                Some(("mod", modifier)) => time.modifier = Some(modifier.to_owned()),
                Some(("zone", zones)) => time.zones = zones.split('~').map(str::to_owned).collect(),
                None if word == "set" => time.kind = "SET",
                None if word == "same" => time.same = true,
                None if word == "opt" => time.optional = true,
                _ => panic!("{}: `{word}` in `{label}`", gold.file),
            }
        }
        gold.times.push(time);
        return;
    }
    let kind = match words.next() {
        None => Kind::Name,
        Some("d") => Kind::Description,
        Some("p") => Kind::Pronoun,
        Some(other) => panic!("{}: kind `{other}` in `{label}`", gold.file),
    };
    gold.mentions.push(GoldMention { span, people: first.split('+').map(str::to_owned).collect(), kind });
}

fn timex_type(value: &str) -> &'static str {
    if value.starts_with('P') && !value.ends_with("_REF") {
        "DURATION"
    } else if value.contains('T') && !value.ends_with("_REF") {
        "TIME"
    } else {
        "DATE"
    }
}

fn read_person(gold: &mut Gold, fields: &[&str]) {
    let [id, names, ..] = fields else { panic!("{}: person `{fields:?}`", gold.file) };
    let names = names.split('/').map(|n| n.trim().to_owned()).collect();
    gold.people.push(GoldPerson { id: (*id).to_owned(), names });
}

fn read_quote(gold: &mut Gold, fields: &[&str], line: &str) {
    let [kind, speaker, words] = fields else { panic!("{}: quotation `{line}`", gold.file) };
    let mut kinds = kind.split_whitespace();
    let kind = kinds.next().unwrap_or_default();
    assert!(["direct", "mixed", "indirect"].contains(&kind), "{}: kind of `{line}`", gold.file);
    let (span, _) = find(gold, words);
    let known = gold.people.iter().any(|p| p.id == *speaker);
    assert!(known || speaker.starts_with('"') || *speaker == "?", "{}: speaker of `{line}`", gold.file);
    gold.quotes.push(GoldQuote {
        span,
        kind: kind.to_owned(),
        speaker: known.then(|| (*speaker).to_owned()),
        optional: kinds.next() == Some("opt"),
    });
}

fn read_event(gold: &mut Gold, fields: &[&str], line: &str) {
    let [entry, status, when, people, clause] = fields else { panic!("{}: event `{line}`", gold.file) };
    let mut flags = status.split_whitespace();
    let status = flags.next().unwrap_or_default();
    assert!(STATUSES.contains(&status), "{}: status of `{line}`", gold.file);
    let flags: Vec<&str> = flags.collect();
    assert!(flags.iter().all(|f| ["bg", "opt"].contains(f)), "{}: flags of `{line}`", gold.file);
    let (clause, trigger) = find(gold, clause);
    gold.events.push(GoldEvent {
        entry: (*entry).to_owned(),
        clause,
        trigger: trigger.unwrap_or_else(|| panic!("{}: no {{trigger}} in `{line}`", gold.file)),
        status: status.to_owned(),
        background: flags.contains(&"bg"),
        optional: flags.contains(&"opt"),
        when: (*when != "-").then(|| (*when).to_owned()),
        people: people.split_whitespace().map(str::to_owned).collect(),
    });
}

/// Finds `first words ... last words` in the text, and the `{trigger}` in it. The first words must be
/// unique; ` #2` at the end asks for their second occurrence.
fn find(gold: &Gold, pattern: &str) -> (Chars, Option<Chars>) {
    let (pattern, nth) = match pattern.rsplit_once(" #") {
        Some((before, n)) => (before, n.parse::<usize>().expect("a number after ` #`")),
        None => (pattern, 0),
    };
    let (mut start, mut end, mut trigger) = (None, 0, None);
    for segment in pattern.split(" ... ") {
        let plain: String = segment.chars().filter(|c| !"{}".contains(*c)).collect();
        let at = if start.is_none() {
            let all: Vec<usize> = gold.text.match_indices(&plain).map(|(i, _)| i).collect();
            assert!(!all.is_empty(), "{}: `{plain}` is not in the text", gold.file);
            assert!(nth > 0 || all.len() == 1, "{}: `{plain}` is there {} times", gold.file, all.len());
            all[nth.max(1) - 1]
        } else {
            let found = gold.text[end..].find(&plain);
            end + found.unwrap_or_else(|| panic!("{}: `{plain}` does not follow", gold.file))
        };
        start.get_or_insert(at);
        end = at + plain.len();
        if let (Some(open), Some(close)) = (segment.find('{'), segment.find('}')) {
            trigger = Some(at + open..at + close - 1);
        }
    }
    let chars = |byte: usize| gold.text[..byte].chars().count();
    let start = start.expect("split gives at least one segment");
    (chars(start)..chars(end), trigger.map(|t| chars(t.start)..chars(t.end)))
}

/// Every id in use is declared, and every person is named.
fn check_people(gold: &Gold) {
    let known = |id: &String| gold.people.iter().any(|p| p.id == *id);
    for mention in &gold.mentions {
        assert!(mention.people.iter().all(known), "{}: {mention:?} of nobody", gold.file);
    }
    for event in &gold.events {
        assert!(event.people.iter().all(known), "{}: {event:?} of nobody", gold.file);
    }
    for person in &gold.people {
        let mut named = gold.mentions.iter().filter(|m| m.kind == Kind::Name);
        assert!(named.any(|m| m.people.contains(&person.id)), "{}: {} is never named", gold.file, person.id);
    }
}
