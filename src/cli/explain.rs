//! `dateline explain`: what was read from a line of an article, by which rule, and what became of it.
//!
//! `explain FILE[:LINE]` prints each line of an article with its mentions under it ([`explain`]);
//! `explain ENTRY-ID` prints an entry of the timeline with its reports ([`entry`]).

use std::fmt::Write as _;
use std::io;

use crate::coverage::{ArticleIx, Coverage, CoveredArticle, Entry, Report};
use crate::extract::{EventMention, MentionKind, PersonMention, PlaceMention, Quote, TimeMention, When};
use crate::span::{LineIndex, Span};

/// Explains the mentions of an article, or of one line of its file `text`.
///
/// # Errors
/// Only those of writing.
pub fn explain(
    coverage: &Coverage,
    article: ArticleIx,
    text: &str,
    line: Option<u32>,
    output: &mut impl io::Write,
) -> io::Result<()> {
    output.write_all(explain_article(coverage, article, text, line).as_bytes())
}

/// Explains an entry by its id, or by that of one of its reports; `None` where there is none.
pub fn entry(coverage: &Coverage, id: &str) -> Option<String> {
    entry_named(coverage, id).map(|entry| explain_entry(coverage, entry))
}

/// The entry of an id, also of one of its reports.
fn entry_named<'c>(coverage: &'c Coverage, id: &str) -> Option<&'c Entry> {
    let id = id.trim_start_matches('#');
    coverage.entries.iter().find(|entry| entry.id == id || entry.aliases.iter().any(|alias| alias == id))
}

/// The lines of an article with their mentions; only `line` where one is asked for.
fn explain_article(coverage: &Coverage, article: ArticleIx, source: &str, line: Option<u32>) -> String {
    let covered = &coverage.articles[article];
    let index = LineIndex::new(source);
    let line_of = |span: Span| {
        covered.article.body.map.source(span).map(|place| index.position(source, place.start).line)
    };
    let mut mentions: Vec<(u32, u32, usize, String)> = Vec::new();
    let mut nearest: Option<u32> = None;
    let mut add = |span: Span, layer: usize, text: String| {
        let Some(at) = line_of(span) else { return };
        let distance = |at: u32| line.map_or(0, |line| line.abs_diff(at));
        if nearest.is_none_or(|near| distance(at) < distance(near)) {
            nearest = Some(at);
        }
        if line.is_none_or(|line| line == at) {
            mentions.push((at, span.start, layer, text));
        }
    };
    let reader = Reader { coverage, covered };
    let read = &covered.annotations;
    for time in &read.times {
        add(time.span, 0, reader.time(time));
    }
    for mention in &read.people.mentions {
        add(mention.span, 1, reader.person(mention));
    }
    for (ix, open) in read.people.open.iter().enumerate() {
        add(open.span, 1, reader.open(open.span, ix));
    }
    for (ix, place) in read.places.iter().enumerate() {
        add(place.span, 2, reader.place(place, ix));
    }
    for (ix, quote) in read.quotes.iter().enumerate() {
        add(quote.span, 3, reader.quote(quote, ix));
    }
    for (ix, event) in read.events.iter().enumerate() {
        add(event.span, 4, reader.event(event, ix));
    }
    mentions.sort();
    let mut printed = String::new();
    let nothing = mentions.is_empty().then(|| match (line, nearest) {
        (None, _) | (_, None) => "nothing was read from this article".to_owned(),
        (_, Some(near)) => {
            format!("nothing was read from this line; the nearest of which something was is {near}")
        }
    });
    let mut mentions = mentions.into_iter().peekable();
    for (number, text) in (1..).zip(source.lines()) {
        let asked = line.map_or(mentions.peek().is_some_and(|next| next.0 == number), |line| line == number);
        if !asked {
            continue;
        }
        let _ = writeln!(printed, "{}:{number}\n  {text}", covered.article.file);
        while let Some((_, _, _, mention)) = mentions.next_if(|next| next.0 == number) {
            let _ = writeln!(printed, "{mention}");
        }
        printed.push('\n');
    }
    printed.truncate(printed.trim_end().len());
    if let Some(nothing) = nothing {
        let gap = if printed.is_empty() { "" } else { "\n    " };
        printed.push_str(&format!("{gap}{nothing}"));
    }
    printed.push('\n');
    printed
}

/// One article in its coverage.
struct Reader<'c> {
    coverage: &'c Coverage,
    covered: &'c CoveredArticle,
}

impl Reader<'_> {
    fn words(&self, span: Span) -> String {
        span.of(&self.covered.article.body.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// "published 2019-02-28 in Hanoi".
    fn published(&self) -> String {
        let anchor = &self.covered.article.anchor;
        let day = anchor.date.map_or("no date".to_owned(), |day| format!("published {day}"));
        match &anchor.place {
            Some(place) => format!("{day} in {place}"),
            None => day,
        }
    }

    fn time(&self, time: &TimeMention) -> String {
        let value = &time.value;
        let mut text =
            heading("time", &self.words(time.span), &format!("rule `{}`: {}", time.rule, time.expr));
        let mut meaning = value.value.clone();
        if let Some(modifier) = value.modifier {
            let _ = write!(meaning, " ({})", format!("{modifier:?}").to_lowercase());
        }
        if let (Some(zone), Some(source)) = (value.zone, value.zone_source) {
            let _ = write!(meaning, " in {zone}, {}", format!("{source:?}").to_lowercase());
        }
        detail(&mut text, &format!("{} -> {meaning}", self.published()));
        if let Some(same) = time.same_as.and_then(|ix| self.covered.annotations.times.get(ix)) {
            detail(&mut text, &format!("the same time as \"{}\"", self.words(same.span)));
        }
        text
    }

    fn person(&self, mention: &PersonMention) -> String {
        let kind = match mention.kind {
            MentionKind::Name => "name",
            MentionKind::Description => "description",
            MentionKind::Pronoun => "pronoun",
        };
        let how = match mention.title {
            Some(title) => format!("{kind}, title \"{}\"", self.words(title)),
            None => kind.to_owned(),
        };
        let mut text = heading("person", &self.words(mention.span), &how);
        let chain = self.covered.annotations.people.chains.get(mention.chain);
        let in_article = chain.map_or("", |chain| chain.name.full.as_str());
        detail(&mut text, &format!("{in_article} -> {}", self.page_of(mention.chain)));
        text
    }

    fn open(&self, span: Span, ix: usize) -> String {
        let mut text = heading("person", &self.words(span), "description of nobody in this article");
        let person = self.covered.reading.open.get(ix).copied().flatten();
        let page = person.map(|person| format!("people/{}.html", self.coverage.people[person].id));
        detail(&mut text, &format!("{} -> {}", self.published(), page.as_deref().unwrap_or("nobody, open")));
        text
    }

    fn page_of(&self, chain: usize) -> String {
        let person = self.covered.reading.people.get(chain).map(|&person| &self.coverage.people[person]);
        person.map_or("no page".to_owned(), |person| format!("people/{}.html", person.id))
    }

    fn place(&self, place: &PlaceMention, ix: usize) -> String {
        let kind = format!("{:?}", place.kind).to_lowercase();
        let mut text = heading("place", &self.words(place.span), &kind);
        let page = self.covered.reading.places.get(ix).copied().flatten();
        let page =
            page.map_or("no page".to_owned(), |ix| format!("places/{}.html", self.coverage.places[ix].id));
        let zone = place.zone.map_or(String::new(), |zone| format!(", {zone}"));
        detail(&mut text, &format!("{}{zone} -> {page}", place.name));
        text
    }

    fn quote(&self, quote: &Quote, ix: usize) -> String {
        let kind = format!("{:?}", quote.kind).to_lowercase();
        let cue = quote.cue.map_or(String::new(), |cue| format!(", cue \"{}\"", self.words(cue)));
        let mut text = heading("quotation", &self.words(quote.span), &format!("{kind}{cue}"));
        let source = quote.speaker_span.map_or("no source".to_owned(), |s| format!("\"{}\"", self.words(s)));
        let speaker = match quote.speaker {
            Some(chain) if quote.certainty >= Quote::ATTRIBUTED => self.page_of(chain),
            Some(chain) => format!("unattributed (perhaps {})", self.page_of(chain)),
            None => "no person".to_owned(),
        };
        detail(&mut text, &format!("{source} -> {speaker}, certainty {:.2}", quote.certainty));
        if let Some(ix) = self.covered.reading.quotations.get(ix).copied().flatten() {
            let quotation = &self.coverage.quotations[ix];
            let reports = quotation.reports.len();
            detail(&mut text, &format!("{} ({reports} {})", quotation.id, plural(reports, "report")));
        }
        text
    }

    fn event(&self, event: &EventMention, ix: usize) -> String {
        let background = if event.background { ", background" } else { "" };
        let status = snake(&format!("{:?}", event.status));
        let how = format!("{} (\"{}\"), {status}{background}", event.action, self.words(event.trigger));
        let mut text = heading("event", &event.gist, &how);
        let source = snake(&format!("{:?}", event.when_source));
        let from: Vec<String> = event
            .times
            .iter()
            .filter_map(|&ix| self.covered.annotations.times.get(ix))
            .map(|time| format!("\"{}\"", self.words(time.span)))
            .collect();
        let from = if from.is_empty() { String::new() } else { format!(" by {}", from.join(", ")) };
        detail(&mut text, &format!("{source}{from} -> {}", when(event.when.as_ref())));
        let mut with: Vec<String> = event.people.iter().map(|&chain| self.page_of(chain)).collect();
        let place = event.place.and_then(|ix| self.covered.reading.places.get(ix).copied().flatten());
        with.extend(place.map(|ix| format!("places/{}.html", self.coverage.places[ix].id)));
        if !with.is_empty() {
            detail(&mut text, &with.join(", "));
        }
        if let Some(ix) = self.covered.reading.entries.get(ix).copied().flatten() {
            let entry = &self.coverage.entries[ix];
            let reports = entry.reports.len();
            detail(&mut text, &format!("entry {} ({reports} {})", entry.id, plural(reports, "report")));
        }
        text
    }
}

/// An entry and how it came about: its reports, what joined them, whose time and headline it has, and what
/// the editor changed.
fn explain_entry(coverage: &Coverage, entry: &Entry) -> String {
    let mut text = format!("{}\n  {}\n", entry.id, entry.gist);
    let mut line = |label: &str, what: &str| {
        let _ = writeln!(text, "    {label:<10}{what}");
    };
    let headline = entry.reports.iter().find(|&&report| coverage.event(report).gist == entry.gist);
    if let Some(&report) = headline.filter(|_| entry.reports.len() > 1) {
        line(
            "headline",
            &format!("of {}: of the entry's own status, readable, naming people", id(coverage, report)),
        );
    }
    line("when", &when(entry.when.as_ref()));
    let unconfirmed = if entry.unconfirmed { ", no later report mentions it" } else { "" };
    line("status", &format!("{}{unconfirmed}", snake(&format!("{:?}", entry.status))));
    for step in &entry.history {
        if let Some(&report) = entry.reports.get(step.report) {
            line("", &format!("{} by {}", snake(&format!("{:?}", step.status)), id(coverage, report)));
        }
    }
    for &person in &entry.people {
        line("person", &format!("people/{}.html", coverage.people[person].id));
    }
    if let Some(place) = entry.place {
        line("place", &format!("places/{}.html", coverage.places[place].id));
    }
    for &ix in &entry.corrections {
        let correction = &coverage.corrections[ix].correction;
        let note = correction.note.as_deref().unwrap_or("no note");
        line("editor", &format!("{}, content/corrections.yaml: {note}", correction.date));
    }
    for (ix, &report) in entry.reports.iter().enumerate() {
        let event = coverage.event(report);
        let article = &coverage.articles[report.article].article;
        let what = match ix {
            ix if ix == entry.when_report => "report (its time is shown)",
            ix if entry.disagreements.contains(&ix) => "report (disagrees)",
            _ => "report",
        };
        let words = event.span.of(&article.body.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "  {what}: {} in {}\n    {words}", id(coverage, report), article.file);
        let _ = writeln!(
            text,
            "    {} (\"{}\"), {} -> {}, {}",
            event.action,
            event.trigger.of(&article.body.text),
            snake(&format!("{:?}", event.when_source)),
            when(event.when.as_ref()),
            snake(&format!("{:?}", event.status))
        );
        if ix > 0 {
            let _ = writeln!(
                text,
                "    joined with the first: {}",
                in_common(coverage, entry.reports[0], report)
            );
        }
    }
    text
}

/// The id of an event mention.
fn id(coverage: &Coverage, report: Report) -> String {
    format!("{}-{}", coverage.articles[report.article].article.id, coverage.event(report).digest)
}

/// What two reports of one entry have in common, which is why they were joined.
fn in_common(coverage: &Coverage, a: Report, b: Report) -> String {
    let people = |report: Report| -> Vec<usize> {
        let reading = &coverage.articles[report.article].reading;
        let chains = coverage.event(report).people.iter();
        chains.filter_map(|&chain| reading.people.get(chain).copied()).collect()
    };
    let place = |report: Report| {
        let reading = &coverage.articles[report.article].reading;
        coverage.event(report).place.and_then(|ix| reading.places.get(ix).copied().flatten())
    };
    let (one, other) = (coverage.event(a), coverage.event(b));
    let mut common = Vec::new();
    if one.action == other.action {
        common.push(format!("both tell of `{}`", one.action));
    } else {
        common.push(format!("`{}` and `{}` may be one", one.action, other.action));
    }
    let second = people(b);
    let shared: Vec<&str> = people(a)
        .into_iter()
        .filter(|person| second.contains(person))
        .map(|person| coverage.people[person].name.full.as_str())
        .collect();
    match shared[..] {
        [] => common.push("nobody named in both".to_owned()),
        _ => common.push(format!("with {}", shared.join(", "))),
    }
    match (&one.when, &other.when) {
        (Some(a), Some(b)) => common.push(match (b.start - a.start).num_minutes().abs() {
            0 => "at the same time".to_owned(),
            minutes if minutes < 600 => format!("{minutes} minutes apart"),
            _ => "times that hold one another, or a plan that was moved".to_owned(),
        }),
        _ => common.push("one without a time".to_owned()),
    }
    if place(a).is_some() && place(a) == place(b) {
        common.push("at the same place".to_owned());
    }
    common.join("; ")
}

fn when(when: Option<&When>) -> String {
    let Some(when) = when else { return "no time".to_owned() };
    let about = when.modifier.map_or(String::new(), |m| format!("{} ", format!("{m:?}").to_lowercase()));
    format!("{about}{} in {}", when.value, when.zone)
}

/// "UnderWay" as "under way".
fn snake(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

fn plural(n: usize, word: &str) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}s") }
}

/// The first line of a mention.
fn heading(layer: &str, words: &str, how: &str) -> String {
    const LONGEST: usize = 80;
    let shown: String = match words.chars().nth(LONGEST) {
        Some(_) => words.chars().take(LONGEST - 1).chain(['…']).collect(),
        None => words.to_owned(),
    };
    format!("    {layer:<10}\"{shown}\"  {how}")
}

/// A line under it.
fn detail(text: &mut String, what: &str) {
    let _ = write!(text, "\n              {what}");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::{Article, FrontMatter, markdown};
    use crate::coverage::{EditorFiles, link};
    use crate::extract::time::expr::{Head, Which};
    use crate::extract::time::{Anchor, Grain, Moment, TimeExpr, TimeValue, TimexType};
    use crate::extract::{Annotations, Chain, NameParts, OpenDescription, QuoteKind, StatedRole};
    use crate::zone::{Zone, ZoneSource};

    const FILE: &str = "---\ntitle: A\n---\nNo mention here.\n\nKim Jong-un, the *North Korean* leader, said it was \u{201c}too early\u{201d} on Thursday. The US president agreed.\n";

    /// What `explain` prints is documentation that users read: the whole of it is compared.
    const GOLDEN: &str = include_str!("../../tests/corpus/link/explain.txt");

    fn linked() -> Coverage {
        let start = FILE.rfind("---\n").expect("front matter") + 4;
        let body = markdown::parse(&FILE[start..], start);
        let find = |words: &str| {
            let at = body.text.find(words).expect("words of the text");
            Span::new(at, at + words.len())
        };
        let zone = Zone::named("Asia/Ho_Chi_Minh").expect("an IANA zone");
        let day = chrono::NaiveDate::from_ymd_opt(2019, 2, 28).expect("a day");
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        let mut read = Annotations { sentences: vec![find("Kim")], ..Annotations::default() };
        read.times.push(TimeMention {
            span: find("Thursday"),
            expr: TimeExpr { head: Head::Weekday { day: 3, which: Which::Open }, modifier: None },
            value: TimeValue {
                timex: TimexType::Date,
                value: "2019-02-28".to_owned(),
                modifier: None,
                quant: None,
                freq: None,
                moment: Some(Moment {
                    start: midnight,
                    end: midnight + chrono::Duration::days(1),
                    grain: Grain::Day,
                }),
                zone: Some(zone),
                zone_source: Some(ZoneSource::Inferred),
            },
            rule: "weekday",
            same_as: None,
        });
        read.people.chains.push(Chain {
            name: NameParts {
                full: "Kim Jong-un".to_owned(),
                family: Some("Kim".to_owned()),
                given: Some("Jong-un".to_owned()),
                family_first: true,
            },
            roles: vec![StatedRole {
                text: "North Korean leader".to_owned(),
                span: find("North Korean leader"),
                country: Some("KP"),
                former: false,
            }],
            gender: None,
        });
        let mention = |span, kind| PersonMention { span, chain: 0, kind, title: None };
        read.people.mentions.push(mention(find("Kim Jong-un"), MentionKind::Name));
        read.people.mentions.push(mention(find("the North Korean leader"), MentionKind::Description));
        let role = "president".to_owned();
        read.people.open.push(OpenDescription { span: find("The US president"), role, country: Some("US") });
        read.quotes.push(Quote {
            span: find("too early"),
            kind: QuoteKind::Mixed,
            group: 0,
            speaker: Some(0),
            speaker_span: Some(find("Kim Jong-un")),
            cue: Some(find("said")),
            addressee: None,
            certainty: 0.9,
        });
        let article = Article {
            id: "a".to_owned(),
            file: "content/articles/a.md".to_owned(),
            front: FrontMatter::default(),
            keys: Vec::new(),
            body,
            anchor: Anchor { date: Some(day), place: Some("Hanoi".to_owned()), ..Anchor::default() },
        };
        link(vec![(Arc::new(article), Arc::new(read))], EditorFiles::default()).value
    }

    #[test]
    fn lines_are_explained() {
        let coverage = linked();
        let explained = |line| explain_article(&coverage, 0, FILE, line);
        assert_eq!(explained(None), GOLDEN);
        assert_eq!(explained(Some(6)), GOLDEN);
        let nothing = "    nothing was read from this line; the nearest of which something was is 6\n";
        assert_eq!(explained(Some(4)), format!("content/articles/a.md:4\n  No mention here.\n{nothing}"));
        assert_eq!(explained(Some(99)), nothing.trim_start());
    }
}
