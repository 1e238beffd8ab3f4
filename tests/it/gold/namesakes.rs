//! Scores people and speakers on `tests/corpus/namesakes`: thirty articles in which surnames clash, the ids of
//! whose people hold across articles. Each half is linked as one site, and B3 over the named mentions of all
//! its articles says whether each person is one person there.

use super::format::{Gold, Kind};
use super::score::{Scores, b_cubed, overlap};
use super::timeline::{markdown, places};
use super::{Reached, answers, articles, figures, hold, table};
use dateline::config::Config;
use dateline::coverage::Coverage;
use dateline::extract::MentionKind;
use dateline::pipeline::{Choices, cover};
use dateline::source::Sources;

/// The metrics that have floors.
const GATED: &[&str] = &[
    "people.across",
    "people.b3",
    "people.descriptions",
    "people.names",
    "people.pronouns",
    "people.set",
    "quotes.found",
    "quotes.speaker",
];

/// A named mention of the gold and who it is.
struct Named {
    /// The person of the annotation.
    wanted: String,
    /// The person of the site; somebody of their own where the name was missed.
    answer: String,
    /// Article and words, for the report.
    place: String,
}

#[test]
#[allow(clippy::print_stdout)]
fn namesakes_hold_their_floors() {
    let corpus = articles("namesakes");
    let answers = answers(&corpus);
    let mut reached = Reached::new();
    for (half, is_dev) in [("dev", true), ("held", false)] {
        let mut scores = Scores::default();
        for (gold, answer) in corpus.iter().zip(&answers).filter(|(g, _)| g.is_dev() == is_dev) {
            scores.add_people(gold, answer);
        }
        let own: Vec<&Gold> = corpus.iter().filter(|g| g.is_dev() == is_dev).collect();
        across(&own, &mut scores);
        println!("{}", table(&format!("namesakes, {half}"), &scores));
        if is_dev {
            scores.mismatches.iter().for_each(|line| println!("{line}"));
        }
        for (metric, figure) in figures(&scores).into_iter().filter(|(metric, _)| GATED.contains(metric)) {
            reached.insert((half.to_owned(), metric.to_owned()), figure);
        }
    }
    hold("namesakes", &reached);
}

/// Links the articles as one site, and compares who each named mention is.
fn across(corpus: &[&Gold], scores: &mut Scores) {
    let sources =
        Sources { articles: corpus.iter().map(|gold| markdown(gold)).collect(), ..Sources::default() };
    let coverage = cover(&sources, &Config::default(), &Choices::default(), &|| ()).value;
    let mut named = Vec::new();
    for ix in 0..coverage.articles.len() {
        let file = &coverage.articles[ix].article.id;
        let gold = corpus.iter().find(|g| g.file == *file).expect("its id is its file's stem");
        named.extend(named_in(gold, &coverage, ix));
    }
    let wanted: Vec<String> = named.iter().map(|n| n.wanted.clone()).collect();
    let answer: Vec<String> = named.iter().map(|n| n.answer.clone()).collect();
    let (precision, recall) = b_cubed(&wanted, &answer);
    let all = named.len() as f64;
    scores.count("people.across_p", precision, all, all);
    scores.count("people.across_r", recall, all, all);
    let mut who: Vec<(&str, &str)> =
        wanted.iter().map(String::as_str).zip(answer.iter().map(String::as_str)).collect();
    who.sort_unstable();
    who.dedup();
    for &(wanted, answer) in &who {
        let parted = who.iter().any(|&(w, a)| w == wanted && a != answer);
        let joined = who.iter().any(|&(w, a)| w != wanted && a == answer);
        if parted || joined {
            let places: Vec<&str> = named
                .iter()
                .filter(|n| n.wanted == wanted && n.answer == answer)
                .map(|n| n.place.as_str())
                .collect();
            scores.mismatches.push(format!("across\tpeople\t{wanted} is {answer}\t{}", places.join("; ")));
        }
    }
}

fn named_in(gold: &Gold, coverage: &Coverage, article: usize) -> Vec<Named> {
    let covered = &coverage.articles[article];
    let place = places(&covered.article.body.text, &gold.text);
    let names: Vec<_> = covered
        .annotations
        .people
        .mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Name)
        .map(|m| (place[m.span.start as usize]..place[m.span.end as usize - 1] + 1, m.chain))
        .collect();
    let wanted = gold.mentions.iter().filter(|m| m.kind == Kind::Name);
    let found = wanted.enumerate().map(|(i, mention)| {
        let best = names
            .iter()
            .filter(|(span, _)| overlap(span, &mention.span) > 0)
            .max_by_key(|(span, _)| overlap(span, &mention.span));
        let person = best.map(|(_, chain)| coverage.people[covered.reading.people[*chain]].id.clone());
        Named {
            wanted: mention.people.join("+"),
            answer: person.unwrap_or_else(|| format!("#{article}-{i}")),
            place: format!("{} [{}]", gold.file, gold.words(&mention.span)),
        }
    });
    found.collect()
}
