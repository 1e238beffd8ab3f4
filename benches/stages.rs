//! What each stage costs on the demo articles, in bytes of Markdown a second.
//!
//! `cargo bench` prints throughput; the layers are measured one by one over the layers before them.
#![allow(missing_docs)]

mod shared;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{Body, markdown};
use dateline::extract::{Anchor, Annotations, annotate, events, people, places, quotes, time};
use dateline::text::Text;

use shared::demo;

fn stages(c: &mut Criterion) {
    let articles = demo();
    let bytes = articles.iter().map(|a| a.len() as u64).sum();
    let bodies: Vec<Body> = articles.iter().map(|a| markdown::parse(a, 0)).collect();
    let texts: Vec<Text<'_>> = bodies.iter().map(Body::read).collect();
    let anchor = Anchor { date: chrono::NaiveDate::from_ymd_opt(2019, 2, 28), ..Anchor::default() };
    let read: Vec<Annotations> = texts.iter().map(|text| annotate(text, &anchor)).collect();

    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("markdown", |b| {
        b.iter(|| articles.iter().for_each(|a| drop(black_box(markdown::parse(a, 0)))))
    });
    group.bench_function("tokens and sentences", |b| {
        b.iter(|| bodies.iter().for_each(|body| drop(black_box(body.read()))))
    });
    group.bench_function("places", |b| {
        b.iter(|| texts.iter().for_each(|t| drop(black_box(places::places(t, &anchor)))))
    });
    group.bench_function("times", |b| {
        b.iter(|| texts.iter().for_each(|t| drop(black_box(time::times(t, &anchor)))))
    });
    let pairs = || texts.iter().zip(&read);
    group.bench_function("people", |b| {
        b.iter(|| pairs().for_each(|(t, a)| drop(black_box(people::people(t, &a.places)))));
    });
    group.bench_function("quotes", |b| {
        b.iter(|| pairs().for_each(|(t, a)| drop(black_box(quotes::quotes(t, &a.people)))));
    });
    group.bench_function("events", |b| {
        b.iter(|| pairs().for_each(|(t, a)| drop(black_box(events::events(t, &anchor, a)))));
    });
    group.bench_function("all layers", |b| {
        b.iter(|| texts.iter().for_each(|t| drop(black_box(annotate(t, &anchor)))))
    });

    // Ten times the text is to take ten times as long, whatever stands in it.
    let joined: String = bodies.iter().map(|body| body.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let prose = |size: usize| format!("{joined}\n\n").repeat(size / joined.len() + 1);
    let strange = [
        ("prose of 1 MB", prose(1_000_000)),
        ("prose of 10 MB", prose(10_000_000)),
        ("100,000 digits", "7".repeat(100_000)),
        ("100,000 capitals", "Jong ".repeat(100_000)),
        ("100,000 quotation marks", "\u{201c}".repeat(100_000)),
    ];
    for (name, text) in strange {
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(name, |b| b.iter(|| black_box(annotate(&Text::plain(&text), &anchor))));
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
