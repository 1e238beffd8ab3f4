//! What linking 10,000 articles costs, what one crowded article or one crowded surname does to it, and what
//! merging 200,000 event mentions and planning their pages costs beside parsing the Markdown that they stand
//! in: link and plan are to take less than five times that.
//!
//! Annotations are made by hand: link is measured alone, whatever the layers find.
#![allow(missing_docs)]

mod shared;

use std::hint::black_box;
use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use dateline::article::{Article, Body, FrontMatter, PublicationTime, markdown};
use dateline::config::Config;
use dateline::coverage::{EditorFiles, link};
use dateline::extract::time::Grain;
use dateline::extract::{
    Anchor, Annotations, Chain, EventMention, MentionKind, NameParts, PersonMention, Quote, QuoteKind,
    StatedRole, Status, When, WhenSource,
};
use dateline::page::plan;
use dateline::span::Span;
use dateline::zone::{Zone, ZoneSource};

type Read = (Arc<Article>, Arc<Annotations>);

const FORENAMES: &[&str] = &[
    "Anna", "Bjorn", "Carlos", "Dmitri", "Elena", "Farid", "Grace", "Hiroshi", "Ingrid", "Jamal", "Keiko",
    "Lars", "Maria", "Nikolai", "Olga", "Pedro", "Qiang", "Rosa", "Samir", "Tatiana", "Uri", "Vera", "Wei",
    "Ximena",
];
const ROLES: &[(&str, &str)] = &[
    ("US president", "US"),
    ("Russian foreign minister", "RU"),
    ("Japanese prime minister", "JP"),
    ("envoy", ""),
];

/// Chance that gives the same articles every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// `count` articles over two years, each with 8 of `families` times 24 people, named in full and by surname,
/// and 4 quotations.
fn articles(count: usize, families: usize) -> Vec<Read> {
    let mut chance = Chance(7);
    let first = NaiveDate::from_ymd_opt(2018, 1, 1).expect("a day");
    (0..count)
        .map(|ix| {
            let people: Vec<NameParts> = (0..8)
                .map(|_| {
                    let given = FORENAMES[chance.below(FORENAMES.len())];
                    let family = format!("Lindqvist{}", letters(chance.below(families)));
                    let bare = chance.below(10) == 0;
                    NameParts {
                        full: if bare { family.clone() } else { format!("{given} {family}") },
                        family: Some(family),
                        given: (!bare).then(|| given.to_owned()),
                        family_first: false,
                    }
                })
                .collect();
            article(ix, first + Duration::days((ix * 730 / count) as i64), people, &mut chance)
        })
        .collect()
}

fn letters(mut n: usize) -> String {
    let mut word = String::new();
    for _ in 0..3 {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    word
}

fn article(ix: usize, day: NaiveDate, people: Vec<NameParts>, chance: &mut Chance) -> Read {
    let mut text = String::new();
    let mut read = Annotations::default();
    for (chain, name) in people.into_iter().enumerate() {
        let (role, country) = ROLES[chance.below(ROLES.len())];
        let mut push = |words: &str| {
            let start = text.len();
            text.push_str(words);
            let span = Span::new(start, text.len());
            text.push_str(". ");
            span
        };
        for form in [name.full.clone(), name.family.clone().unwrap_or_default()] {
            let span = push(&form);
            read.people.mentions.push(PersonMention { span, chain, kind: MentionKind::Name, title: None });
        }
        let span = push(role);
        let country =
            [Some("US"), Some("RU"), Some("JP")].into_iter().find(|c| *c == Some(country)).flatten();
        let roles = match chance.below(3) {
            0 => vec![StatedRole { text: role.to_owned(), span, country, former: false }],
            _ => Vec::new(),
        };
        if chain % 2 == 0 {
            let span = push(&format!("We have made progress on point {} of the text", chance.below(5000)));
            read.quotes.push(Quote {
                span,
                kind: QuoteKind::Direct,
                group: chain as u32,
                speaker: Some(chain),
                speaker_span: None,
                cue: None,
                addressee: None,
                certainty: 0.9,
            });
        }
        read.people.chains.push(Chain { name, roles, gender: None });
    }
    let id = format!("article-{ix}");
    let article = Article {
        file: format!("content/articles/{id}.md"),
        id,
        front: FrontMatter { date: PublicationTime::Day(day), ..FrontMatter::default() },
        keys: Vec::new(),
        body: Body { text, ..Body::default() },
        anchor: Anchor { date: Some(day), ..Anchor::default() },
    };
    (Arc::new(article), Arc::new(read))
}

/// One article that names 5,000 people of one surname.
fn crowd() -> Vec<Read> {
    let people = (0..5000).map(|n| {
        let given = format!("Aa{}", letters(n));
        NameParts {
            full: format!("{given} Kim"),
            family: Some("Kim".to_owned()),
            given: Some(given),
            family_first: false,
        }
    });
    let day = NaiveDate::from_ymd_opt(2019, 2, 28).expect("a day");
    vec![article(0, day, people.collect(), &mut Chance(7))]
}

/// The same articles with 20 event mentions each: some of the same things on the same days.
fn eventful(count: usize) -> Vec<Read> {
    const ACTIONS: &[&str] =
        &["meet", "arrive", "depart", "sign", "press conference", "greet", "call", "visit"];
    let mut chance = Chance(11);
    let read = articles(count, 200).into_iter().map(|(article, annotations)| {
        let mut article = Arc::unwrap_or_clone(article);
        let mut annotations = Arc::unwrap_or_clone(annotations);
        let day = article.anchor.date.expect("a dated article");
        for number in 0..20 {
            let text = &mut article.body.text;
            let start = text.len();
            text.push_str(&format!(
                "The two sides met for the talks of round {number} in the old town hall. "
            ));
            let span = Span::new(start, text.len() - 1);
            annotations.sentences.push(span);
            let hour = chance.below(24) as u32;
            let clock = chance.below(2) == 0;
            let local = day.and_hms_opt(if clock { hour } else { 0 }, 0, 0).expect("an hour");
            let begin = local.and_utc().fixed_offset();
            let one = chance.below(8);
            annotations.events.push(EventMention {
                digest: format!("{number:06x}"),
                span,
                trigger: Span::new(start + 14, start + 17),
                action: ACTIONS[chance.below(ACTIONS.len())],
                status: if chance.below(4) == 0 { Status::Scheduled } else { Status::Happened },
                background: false,
                gist: format!("The two sides met for the talks of round {number}"),
                when: Some(When {
                    value: local.format(if clock { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%d" }).to_string(),
                    start: begin,
                    end: begin + if clock { Duration::minutes(1) } else { Duration::days(1) },
                    grain: if clock { Grain::Minute } else { Grain::Day },
                    modifier: None,
                    zone: Zone::UTC,
                    zone_source: ZoneSource::Stated,
                }),
                when_source: WhenSource::Stated,
                planned: None,
                after: Vec::new(),
                times: Vec::new(),
                people: vec![one, (one + 1 + chance.below(7)) % 8],
                place: None,
            });
        }
        (Arc::new(article), Arc::new(annotations))
    });
    read.collect()
}

fn merging(c: &mut Criterion) {
    let mut group = c.benchmark_group("timeline");
    group.sample_size(10);
    let site = eventful(10_000);
    group.bench_function("markdown of 10,000 articles", |b| {
        b.iter(|| {
            for (article, _) in &site {
                black_box(markdown::parse(&article.body.text, 0));
            }
        });
    });
    for count in [2_500, 5_000, 10_000] {
        group.bench_function(format!("link and plan of {count} articles with 20 events"), |b| {
            b.iter_batched(
                || site[..count].to_vec(),
                |site| {
                    let coverage = link(site, EditorFiles::default()).value;
                    drop(black_box(plan(coverage, Config::default(), Vec::new())));
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn linking(c: &mut Criterion) {
    let mut group = c.benchmark_group("link");
    group.sample_size(10);
    // Who is who in 10,000 articles is to take less than parsing as many: those of the demo, which name as many people.
    let demo = shared::demo();
    group.bench_function("markdown of 10,000 demo articles", |b| {
        b.iter(|| demo.iter().cycle().take(10_000).for_each(|a| drop(black_box(markdown::parse(a, 0)))));
    });
    let mut people = articles(10_000, 200);
    for (_, read) in &mut people {
        Arc::get_mut(read).expect("nobody else holds it yet").quotes.clear();
    }
    group.bench_function("people of 10,000 articles", |b| {
        b.iter_batched(
            || people.clone(),
            |site| drop(black_box(link(site, EditorFiles::default()))),
            BatchSize::PerIteration,
        );
    });
    let sites = [
        ("1,000 articles", articles(1_000, 200)),
        ("10,000 articles", articles(10_000, 200)),
        ("10,000 articles of 24 people", articles(10_000, 1)),
        ("5,000 people of one surname", crowd()),
    ];
    for (name, site) in &sites {
        group.bench_function(*name, |b| {
            b.iter_batched(
                || site.clone(),
                |site| drop(black_box(link(site, EditorFiles::default()))),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, linking, merging);
criterion_main!(benches);
