//! What people cost: names, chains, pronouns and descriptions of the demo articles, in bytes a second and in
//! words a second, and of texts made to hurt.
//!
//! `cargo bench --bench people`. A text with twice the people must take twice the time.
#![allow(missing_docs)]

mod shared;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dateline::extract::people;
use dateline::text::Text;

use shared::demo;

/// So many people, each named in full and again by the family name.
fn crowd(people: u32) -> String {
    let letters =
        |n: u32| -> String { (0..4).map(|k| char::from(b'a' + (n / 26u32.pow(k) % 26) as u8)).collect() };
    (0..people)
        .map(|n| {
            let family = letters(n);
            format!("Minister John A{family} met the president. A{family} said he trusted his sister.\n\n")
        })
        .collect()
}

fn layer(c: &mut Criterion) {
    let articles = demo();
    let texts: Vec<Text<'_>> = articles.iter().map(|a| Text::plain(a)).collect();
    let read = || texts.iter().for_each(|t| drop(black_box(people::people(t, &[]))));
    let bytes = articles.iter().map(|a| a.len() as u64).sum();
    let words = articles.iter().map(|a| a.split_whitespace().count() as u64).sum();
    let mut group = c.benchmark_group("people");
    group.sample_size(20).throughput(Throughput::Bytes(bytes));
    group.bench_function("demo, bytes", |b| b.iter(read));
    group.throughput(Throughput::Elements(words));
    group.bench_function("demo, words", |b| b.iter(read));
    group.finish();
}

fn crowds(c: &mut Criterion) {
    let mut group = c.benchmark_group("crowds");
    group.sample_size(10);
    for people in [1_250, 2_500, 5_000] {
        let text = crowd(people);
        let read = Text::plain(&text);
        group.throughput(Throughput::Elements(u64::from(people)));
        group.bench_with_input(BenchmarkId::new("people", people), &read, |b, text| {
            b.iter(|| drop(black_box(people::people(text, &[]))));
        });
    }
    let name = format!("President {} said so.", "Jong".repeat(2_500));
    let read = Text::plain(&name);
    group.throughput(Throughput::Bytes(name.len() as u64));
    group.bench_function("a name of 10,000 letters", |b| {
        b.iter(|| drop(black_box(people::people(&read, &[]))));
    });
    group.finish();
}

criterion_group!(benches, layer, crowds);
criterion_main!(benches);
