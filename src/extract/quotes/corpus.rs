//! The score over `tests/corpus/quotes`: it may only rise. Each line brings its own people, so that the
//! score is that of this layer alone.

use super::quotes;
use crate::extract::{Chain, MentionKind, NameParts, PeopleLayer, PersonMention, Quote, QuoteKind};
use crate::span::Span;
use crate::text::Text;

const CORPUS: &str = include_str!("../../../tests/corpus/quotes/quotes.txt");

/// Least share of spans found, of true ones among those found, of speakers and of kinds right.
const FLOORS: [(&str, f64); 4] = [("recall", 0.99), ("precision", 0.99), ("speakers", 0.99), ("kinds", 0.99)];

/// A quotation as the corpus states it.
#[derive(Debug)]
struct Wanted {
    span: Span,
    kind: QuoteKind,
    source: String,
}

/// A case of the corpus: its text, its people and its quotations.
struct Case {
    plain: String,
    names: Vec<String>,
    people: PeopleLayer,
    wanted: Vec<Wanted>,
}

fn read(line: &str) -> Case {
    let (mut plain, mut names, mut wanted) = (String::new(), Vec::<String>::new(), Vec::new());
    let mut people = PeopleLayer::default();
    let mut open: Vec<(usize, QuoteKind)> = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        match c {
            '¶' => {
                plain.truncate(plain.trim_end().len());
                plain.push_str("\n\n");
                rest = next.trim_start();
            }
            '⏎' => {
                plain.push('\n');
                rest = next;
            }
            '[' => {
                let (inside, after) = next.split_once(']').expect("a bracket closes");
                let (words, id) = inside.split_once('|').expect("a mention has an id");
                let chain = names.iter().position(|n| n == id).unwrap_or_else(|| {
                    names.push(id.to_owned());
                    let name = NameParts { full: id.to_owned(), ..NameParts::default() };
                    people.chains.push(Chain { name, roles: Vec::new(), gender: None });
                    names.len() - 1
                });
                let span = Span::new(plain.len(), plain.len() + words.len());
                let kind = match words.to_ascii_lowercase().as_str() {
                    "he" | "she" | "him" => MentionKind::Pronoun,
                    description if description.starts_with("the ") => MentionKind::Description,
                    _ => MentionKind::Name,
                };
                people.mentions.push(PersonMention { span, chain, kind, title: None });
                plain.push_str(words);
                rest = after;
            }
            '*' | '~' if next.starts_with('{') => {
                let kind = if c == '*' { QuoteKind::Mixed } else { QuoteKind::Indirect };
                open.push((plain.len(), kind));
                rest = &next[1..];
            }
            '{' => {
                open.push((plain.len(), QuoteKind::Direct));
                rest = next;
            }
            '|' if !open.is_empty() => {
                let (source, after) = next.split_once('}').expect("a brace closes");
                let (start, kind) = open.pop().expect("a brace opened");
                let source = strip_ids(source);
                wanted.push(Wanted { span: Span::new(start, plain.len()), kind, source });
                rest = after;
            }
            _ => {
                plain.push(c);
                rest = next;
            }
        }
    }
    Case { plain, names, people, wanted }
}

/// "[Ada Okafor|ada] and others" as written: "Ada Okafor and others".
fn strip_ids(source: &str) -> String {
    let mut plain = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, tail) = after.split_once(']').expect("a bracket closes");
        plain.push_str(before);
        plain.push_str(inside.split('|').next().expect("split gives one"));
        rest = tail;
    }
    plain + rest
}

fn speaker_is_right(case: &Case, quote: &Quote, wanted: &Wanted) -> bool {
    match (wanted.source.strip_prefix('='), quote.speaker) {
        (Some(source), None) => quote.speaker_span.is_some_and(|s| s.of(&case.plain) == source),
        (None, None) => wanted.source == "?",
        (None, Some(chain)) => case.names[chain] == wanted.source,
        (Some(_), Some(_)) => false,
    }
}

#[test]
fn the_score_may_only_rise() {
    let (mut hits, mut wanted, mut found, mut speakers, mut kinds) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for (number, line) in CORPUS.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let case = read(line);
        let quotes = quotes(&Text::plain(&case.plain), &case.people);
        wanted += case.wanted.len();
        found += quotes.len();
        let mut right = quotes.len() == case.wanted.len();
        for want in &case.wanted {
            let Some(quote) = quotes.iter().find(|q| q.span == want.span) else {
                right = false;
                continue;
            };
            hits += 1;
            let (speaker, kind) = (speaker_is_right(&case, quote, want), quote.kind == want.kind);
            speakers += usize::from(speaker);
            kinds += usize::from(kind);
            right &= speaker && kind;
        }
        if !right {
            let shown = quotes.iter().map(|q| {
                let speaker = q.speaker.map(|c| case.names[c].as_str());
                let span = q.speaker_span.map(|s| s.of(&case.plain));
                format!(
                    "\n    {:?} {:?} by {speaker:?} {span:?} {}",
                    q.span.of(&case.plain),
                    q.kind,
                    q.certainty
                )
            });
            wrong.push(format!("quotes.txt:{}: {line}{}", number + 1, shown.collect::<String>()));
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let scores = [share(hits, wanted), share(hits, found), share(speakers, hits), share(kinds, hits)];
    for ((name, floor), score) in FLOORS.iter().zip(scores) {
        assert!(score >= *floor, "{name} fell to {score:.3} {scores:.3?}\n{}", wrong.join("\n"));
    }
}

#[test]
fn words_are_verbatim_and_groups_are_shared() {
    let check = |line: &str, expected: &[(&str, u32)]| {
        let case = read(line);
        let text = Text::plain(&case.plain);
        let quotes = quotes(&text, &case.people);
        let found: Vec<_> = quotes.iter().map(|q| (q.span.of(&case.plain), q.group)).collect();
        assert_eq!(found, expected);
    };
    check("“I think,” [Ada|a] said, “that we can.”", &[("I think,", 1), ("that we can.", 1)]);
    check("“Yes,” said [Ada|a]. “Why not,” said [Leo|b].", &[("Yes,", 1), ("Why not,", 2)]);
    check("“It is one.” ¶ “Two,” [Ada|a] said.", &[("It is one.", 1), ("Two,", 2)]);
    check("“One ¶ “Two,” [Ada|a] said.", &[("One", 1), ("Two,", 1)]);
    check("“A good day,” [Ada|a] said. “A very good one.”", &[("A good day,", 1), ("A very good one.", 1)]);
}

/// Where the seed article lies beside the repository, its quotations have the right speakers.
#[test]
fn the_seed_has_six_quotations() {
    let seed =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/000_149a8928d4313003.txt");
    let Ok(plain) = std::fs::read_to_string(seed) else { return };
    let text = Text::plain(&plain);
    let people = crate::extract::people::people(&text, &[]);
    let speakers: Vec<&str> = quotes(&text, &people)
        .iter()
        .map(|q| q.speaker.map_or("", |c| people.chains[c].name.family.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(speakers, ["Kim", "Kim", "Trump", "Trump", "Trump", "Trump"]);
}
