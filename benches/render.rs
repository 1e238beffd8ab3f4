//! What planning and rendering the demo site cost: all routes, on one thread.
#![allow(missing_docs)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::pipeline::{Choices, configure, cover};
use dateline::render::{Common, Theme, render, with_embedded};
use dateline::{page, source};

fn rendering(c: &mut Criterion) {
    let sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    let choices = Choices::default();
    let config = configure(&sources, &choices).value;
    let coverage = cover(&sources, &config, &choices, &|| ()).value;
    let assets = with_embedded(&sources.assets);
    let site = page::plan(coverage.clone(), config.clone(), assets.clone()).value;
    let theme = Theme::load(&sources.templates, "en").value;

    let common = Common::of(&site);

    let mut group = c.benchmark_group("pages");
    group.sample_size(20).throughput(Throughput::Elements(site.pages().len() as u64));
    group.bench_function("plan", |b| {
        b.iter(|| black_box(page::plan(coverage.clone(), config.clone(), assets.clone())));
    });
    group.bench_function("render", |b| {
        b.iter(|| {
            site.pages().iter().for_each(|p| drop(black_box(render(&site, &theme, &common, &p.route))))
        });
    });
    group.finish();
}

criterion_group!(benches, rendering);
criterion_main!(benches);
