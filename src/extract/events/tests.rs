//! The corpus of the layer: marked texts with their layers by hand, and the events that they hold.
//! `tests/corpus/events/README` tells the notation.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::events;
use crate::extract::time::{Grain, Head, Moment, TimeExpr, TimeValue, TimexType};
use crate::extract::{
    Anchor, Annotations, Chain, EventMention, MentionKind, NameParts, PersonMention, PlaceKind, PlaceMention,
    Quote, QuoteKind, TimeMention,
};
use crate::span::Span;
use crate::text::Text;
use crate::zone::{Zone, ZoneSource};

/// A case: an anchor, a text with its layers, and the events in the corpus notation.
struct Case {
    anchor: Anchor,
    text: String,
    layers: Annotations,
    expected: Vec<String>,
}

fn cases(corpus: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut anchor = Anchor::default();
    let mut marked = String::new();
    let mut expected: Vec<String> = Vec::new();
    for line in corpus.lines().chain(["@"]) {
        if let Some(at) = line.strip_prefix('@') {
            close(&mut cases, &anchor, &mut marked, &mut expected);
            anchor = read_anchor(at);
        } else if line.starts_with('=') || line == "! nothing" {
            expected.extend(line.strip_prefix("= ").map(str::to_owned));
            if line == "! nothing" {
                expected.push(String::new());
            }
        } else if line.starts_with('#') {
        } else if line.is_empty() && !expected.is_empty() {
            close(&mut cases, &anchor, &mut marked, &mut expected);
        } else {
            marked.push_str(line);
            marked.push('\n');
        }
    }
    cases
}

fn close(cases: &mut Vec<Case>, anchor: &Anchor, marked: &mut String, expected: &mut Vec<String>) {
    if !marked.trim().is_empty() {
        let (text, layers) = unmark(marked.trim(), anchor);
        let expected = std::mem::take(expected).into_iter().filter(|e| !e.is_empty()).collect();
        cases.push(Case { anchor: anchor.clone(), text, layers, expected });
    }
    marked.clear();
    expected.clear();
}

fn read_anchor(line: &str) -> Anchor {
    let mut words = line.split_whitespace();
    let date = words.next().and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
    let place = words.next().map(str::to_owned);
    let zone = words.next().and_then(Zone::named);
    let zone_source = if zone.is_some() { ZoneSource::Inferred } else { ZoneSource::Assumed };
    Anchor { date, place, zone: zone.unwrap_or(Zone::UTC), zone_source, ..Anchor::default() }
}

/// Takes the marks out: `[words|p:Name]` a person, `|t:value` a time, `|v:`, `|c:`, `|s:` a venue, city,
/// state, `|q` a quotation.
fn unmark(marked: &str, anchor: &Anchor) -> (String, Annotations) {
    let mut text = String::new();
    let mut layers = Annotations::default();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => open.push(text.len()),
            '|' if !open.is_empty() => {
                let (mark, after) = rest.split_once(']').expect("a mark is closed");
                rest = after;
                let span = Span::new(open.pop().expect("a mark is open"), text.len());
                add(&mut layers, anchor, span, mark);
            }
            _ => text.push(c),
        }
    }
    layers.times.sort_by_key(|t| t.span);
    layers.people.mentions.sort_by_key(|m| (m.span, m.chain));
    layers.places.sort_by_key(|p| p.span);
    layers.quotes.sort_by_key(|q| q.span);
    (text, layers)
}

fn add(layers: &mut Annotations, anchor: &Anchor, span: Span, mark: &str) {
    let (kind, value) = mark.split_once(':').unwrap_or((mark, ""));
    match kind {
        "p" | "d" | "r" => {
            for name in value.split(" + ") {
                let known = layers.people.chains.iter().position(|c| c.name.full == name);
                let chain = known.unwrap_or_else(|| {
                    let name = NameParts { full: name.to_owned(), ..NameParts::default() };
                    layers.people.chains.push(Chain { name, roles: Vec::new(), gender: None });
                    layers.people.chains.len() - 1
                });
                let kind = match kind {
                    "p" => MentionKind::Name,
                    "d" => MentionKind::Description,
                    _ => MentionKind::Pronoun,
                };
                layers.people.mentions.push(PersonMention { span, chain, kind, title: None });
            }
        }
        "t" => layers.times.push(TimeMention {
            span,
            expr: expr(),
            value: TimeValue {
                timex: TimexType::Date,
                value: value.to_owned(),
                modifier: None,
                quant: None,
                freq: None,
                moment: moment(value),
                zone: Some(anchor.zone),
                zone_source: Some(anchor.zone_source),
            },
            rule: "corpus",
            same_as: None,
        }),
        "v" | "c" | "s" => layers.places.push(PlaceMention {
            span,
            name: value.to_owned(),
            kind: match kind {
                "v" => PlaceKind::Venue,
                "c" => PlaceKind::City,
                _ => PlaceKind::Country,
            },
            country: None,
            zone: None,
            within: None,
        }),
        "q" => layers.quotes.push(Quote {
            span,
            kind: QuoteKind::Direct,
            group: 0,
            speaker: None,
            speaker_span: None,
            cue: None,
            addressee: None,
            certainty: 1.0,
        }),
        _ => panic!("unknown mark {mark}"),
    }
}

fn moment(value: &str) -> Option<Moment> {
    let at = |text: &str, format| NaiveDateTime::parse_from_str(text, format).ok();
    if let Some(start) = at(value, "%Y-%m-%dT%H:%M") {
        return Some(Moment { start, end: start + Duration::minutes(1), grain: Grain::Minute });
    }
    let day = value.get(..10).and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
    let Some(day) = day else {
        let year: i32 = value.get(..4)?.parse().ok()?;
        let month: Option<u32> = value.get(5..7).and_then(|m| m.parse().ok());
        let start = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?.and_hms_opt(0, 0, 0)?;
        let (days, grain) = if month.is_some() { (30, Grain::Month) } else { (365, Grain::Year) };
        return Some(Moment { start, end: start + Duration::days(days), grain });
    };
    let (from, hours, grain) = match value.get(10..).unwrap_or_default() {
        "TMO" => (5, 7, Grain::PartOfDay),
        "TAF" => (12, 6, Grain::PartOfDay),
        "TEV" => (18, 6, Grain::PartOfDay),
        "TNI" => (20, 9, Grain::PartOfDay),
        _ => (0, 24, Grain::Day),
    };
    let start = day.and_hms_opt(from, 0, 0)?;
    Some(Moment { start, end: start + Duration::hours(hours), grain })
}

/// `action status when(source) @place | people | after | gist`, empty parts left out.
fn show(event: &EventMention, all: &[EventMention], layers: &Annotations, text: &str) -> String {
    let json = |v: &dyn erased::Show| v.show();
    let mut shown = format!("{} {}", event.action, json(&event.status));
    if event.background {
        shown.push_str(" background");
    }
    let when = event.when.as_ref().map_or("-", |w| w.value.as_str());
    shown.push_str(&format!(" {when} {}", json(&event.when_source)));
    if let Some(place) = event.place {
        shown.push_str(&format!(" @{}", layers.places[place].name));
    }
    let people: Vec<&str> =
        event.people.iter().map(|&c| layers.people.chains[c].name.full.as_str()).collect();
    if !people.is_empty() {
        shown.push_str(&format!(" | {}", people.join(", ")));
    }
    let after: Vec<&str> = event.after.iter().map(|&ix| all[ix].trigger.of(text)).collect();
    if !after.is_empty() {
        shown.push_str(&format!(" > {}", after.join(", ")));
    }
    shown.push_str(&format!(" : {}", event.gist));
    shown
}

mod erased {
    pub(super) trait Show {
        fn show(&self) -> String;
    }
    impl<T: serde::Serialize> Show for T {
        fn show(&self) -> String {
            serde_json::to_string(self).unwrap_or_default().trim_matches('"').to_owned()
        }
    }
}

fn check(file: &str, corpus: &str) {
    let mut wrong = String::new();
    for case in cases(corpus) {
        let text = Text::plain(&case.text);
        let found = events(&text, &case.anchor, &case.layers);
        let shown: Vec<String> = found.iter().map(|e| show(e, &found, &case.layers, &case.text)).collect();
        if shown != case.expected {
            wrong.push_str(&format!("\n{}\n", case.text));
            for line in &case.expected {
                wrong.push_str(&format!("- {line}\n"));
            }
            for line in &shown {
                wrong.push_str(&format!("+ {line}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{file}:{wrong}");
}

macro_rules! corpus {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            let file = concat!("tests/corpus/events/", stringify!($name), ".txt");
            check(file, include_str!(concat!("../../../tests/corpus/events/", stringify!($name), ".txt")));
        }
    )*};
}

corpus!(status, clauses, order, summit_day);

/// Many wordings of what became of an event (`outcomes.tsv`): none that did not happen stands as happened.
#[test]
fn outcomes() {
    let mut wrong = String::new();
    for row in include_str!("../../../tests/corpus/events/outcomes.tsv").lines() {
        let Some((action, rest)) = row.split_once('\t').filter(|_| !row.starts_with('#')) else { continue };
        let (expected, words) = rest.split_once('\t').expect("three columns");
        let text = Text::plain(words);
        let anchor = Anchor { date: NaiveDate::from_ymd_opt(2027, 3, 11), ..Anchor::default() };
        let found = events(&text, &anchor, &Annotations::default());
        let show = |e: &EventMention| erased::Show::show(&e.status);
        let of_action: Vec<String> = found.iter().filter(|e| is_like(e.action, action)).map(show).collect();
        let right = match expected {
            "-" => of_action.iter().all(|s| s != "happened" && s != "under_way"),
            "?" => of_action.iter().all(|s| matches!(s.as_str(), "expected" | "scheduled" | "denied")),
            _ => !of_action.is_empty() && of_action.iter().all(|s| s == expected),
        };
        if !right {
            let all: Vec<String> =
                found.iter().map(|e| format!("{} {}: {}", e.action, show(e), e.gist)).collect();
            wrong.push_str(&format!("\n{action} {expected}: {words}\n    {}", all.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn order_against_the_times_is_reported() {
    let check = |marked: &str, expected: usize| {
        let anchor = read_anchor(" 2026-11-20 Riga Europe/Riga");
        let (text, layers) = unmark(marked, &anchor);
        let found = events(&Text::plain(&text), &anchor, &layers);
        assert_eq!(super::contradictions(&found).len(), expected, "{marked}");
    };
    let met = "[Okafor|p:Ada Okafor] met [De la Croix|p:Jean de la Croix] at [noon|t:2026-11-20T12:00].";
    check(&format!("{met} Afterwards they signed the pact at [nine|t:2026-11-20T09:00]."), 1);
    check(&format!("{met} Afterwards they signed the pact at [two|t:2026-11-20T14:00]."), 0);
    check(&format!("{met} Afterwards they signed the pact."), 0);
}

/// A visit is a trip, a lunch is eaten.
fn is_like(found: &str, action: &str) -> bool {
    let same = |pair: [&str; 2]| pair.contains(&found) && pair.contains(&action);
    found == action || same(["visit", "travel"]) || same(["walk out", "depart"])
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let text = words.join(" ");
        let read = Text::plain(&text);
        for event in events(&read, &Anchor::default(), &Annotations::default()) {
            prop_assert!(text.get(event.span.start as usize..event.span.end as usize).is_some());
            prop_assert!(event.span.covers(event.trigger));
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let read = Text::plain(&text);
        events(&read, &Anchor::default(), &Annotations::default());
    }
}

const WORDS: &[&str] = &[
    "Ada",
    "met",
    "the",
    "signing",
    "was",
    "cancelled",
    ",",
    ".",
    "and",
    "who",
    "before",
    "after",
    "returning",
    "to",
    "will",
    "hold",
    "a",
    "press conference",
    "that",
    "said",
    "not",
    "is",
    "expected",
    "they",
    "“",
    "”",
    "\n\n",
    "no",
    "lunch",
    "took place",
    "neither",
    "Kim’s",
    "visit",
    "walked",
    "when",
    "if",
    "(",
    ")",
    "—",
    "having",
    "been",
    "11:55",
];

/// Stands for what was written: the layer reads values alone.
fn expr() -> TimeExpr {
    TimeExpr { head: Head::Day(0), modifier: None }
}
