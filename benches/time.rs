//! What the times of an article cost beside parsing its Markdown, and that long and strange texts cost no more than
//! their length: an article of 10 MB, 100,000 digits in a row.
#![allow(missing_docs)]

mod shared;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{Body, markdown};
use dateline::extract::{Anchor, time};
use dateline::text::Text;

use shared::demo;

fn times(c: &mut Criterion) {
    let articles = demo();
    let bodies: Vec<Body> = articles.iter().map(|a| markdown::parse(a, 0)).collect();
    let anchor = Anchor { date: chrono::NaiveDate::from_ymd_opt(2019, 2, 28), ..Anchor::default() };

    let mut group = c.benchmark_group("time");
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.len() as u64).sum())).sample_size(20);
    group.bench_function("markdown", |b| {
        b.iter(|| articles.iter().for_each(|a| drop(black_box(markdown::parse(a, 0)))));
    });
    group.bench_function("tokens, sentences and times", |b| {
        b.iter(|| bodies.iter().for_each(|body| drop(black_box(time::times(&body.read(), &anchor)))));
    });

    let joined: String = bodies.iter().map(|body| body.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let long = format!("{joined}\n\n").repeat(10_000_000 / joined.len() + 1);
    let digits = "7".repeat(100_000);
    for (name, text) in [("an article of 10 MB", long), ("100,000 digits", digits)] {
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |b| b.iter(|| black_box(time::times(&Text::plain(&text), &anchor))));
    }
    group.finish();
}

criterion_group!(benches, times);
criterion_main!(benches);
