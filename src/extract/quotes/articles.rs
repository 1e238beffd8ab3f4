//! The score over whole articles of our own in `tests/corpus/quotes/articles` (courts, sport, business,
//! an obituary …), people layer included: what a reader would see. It may only rise.
//!
//! `*{words|Name}` is a quotation by the person whose name holds `Name`, `{words|=the ministry}` one of a
//! source without a name; reports without marks (`~{…}`) are not scored here.

use super::quotes;
use crate::extract::people::people;
use crate::extract::{Quote, QuoteKind};
use crate::text::Text;

/// Least F1, in percent, of quotations found, and of those with the right speaker.
const FLOORS: [(&str, f64); 2] = [("found", 98.5), ("speakers", 87.0)];

/// A quotation as annotated: byte range, who.
type Wanted = (std::ops::Range<usize>, String);

fn read(annotated: &str) -> (String, Vec<Wanted>) {
    let (mut plain, mut wanted, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = annotated;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        if matches!(c, '*' | '~') && next.starts_with('{') {
            open.push((plain.len(), c == '~'));
            rest = &next[1..];
        } else if c == '{' {
            open.push((plain.len(), false));
            rest = next;
        } else if c == '|' && !open.is_empty() {
            let (who, after) = next.split_once('}').expect("a brace closes");
            let (start, indirect) = open.pop().expect("a brace opened");
            if !indirect {
                wanted.push((start..plain.len(), who.to_owned()));
            }
            rest = after;
        } else {
            plain.push(c);
            rest = next;
        }
    }
    (plain, wanted)
}

/// Quotation found, speaker right; the latter counts only what a page would name.
fn score(plain: &str, wanted: &[Wanted], wrong: &mut Vec<String>) -> [usize; 3] {
    let text = Text::plain(plain);
    let people = people(&text, &[]);
    let found = quotes(&text, &people);
    let marked: Vec<&Quote> = found.iter().filter(|q| q.kind != QuoteKind::Indirect).collect();
    let (mut hits, mut right) = (0, 0);
    for (span, who) in wanted {
        // A stop before the closing mark may be the sentence's.
        let fits = |q: &&&Quote| {
            let words = q.span.of(plain);
            q.span.start as usize == span.start
                && [words.len(), words.trim_end_matches('.').len()].contains(&span.len())
        };
        let quote = marked.iter().find(fits);
        let name = |q: &Quote| q.speaker.map(|c| people.chains[c].name.full.clone());
        let written = |q: &Quote| q.speaker_span.map_or("", |s| s.of(plain)).to_owned();
        let good = quote.is_some_and(|q| match (who.strip_prefix('='), name(q)) {
            (Some(source), None) => written(q) == source,
            (None, Some(name)) => name.contains(who.as_str()) && q.certainty >= Quote::ATTRIBUTED,
            _ => false,
        });
        hits += usize::from(quote.is_some());
        right += usize::from(good);
        if !good {
            let got = quote.map(|q| (name(q), written(q)));
            wrong.push(format!("{:?} of {who}: {got:?}", &plain[span.clone()]));
        }
    }
    [hits, right, marked.len()]
}

#[test]
fn articles_of_all_kinds_keep_their_speakers() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/quotes/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("readable entry").path())
        .collect();
    paths.sort();
    let (mut wrong, mut totals, mut gold) = (Vec::new(), [0; 3], 0);
    for path in paths {
        let annotated = std::fs::read_to_string(&path).expect("the corpus is text");
        let (_, body) = annotated.split_once('\n').expect("a line says when and where");
        let (plain, wanted) = read(body.trim());
        gold += wanted.len();
        for (total, more) in totals.iter_mut().zip(score(&plain, &wanted, &mut wrong)) {
            *total += more;
        }
    }
    let [hits, right, found] = totals;
    let f1 = |part: usize| 200.0 * part as f64 / (found + gold).max(1) as f64;
    for ((name, floor), score) in FLOORS.iter().zip([f1(hits), f1(right)]) {
        assert!(score >= *floor, "{name} fell to {score:.1}\n{}", wrong.join("\n"));
    }
}
