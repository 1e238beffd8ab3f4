//! The linear tagger: which words are names of people, learnt from annotated text.
//!
//! An averaged perceptron with hashed features looks twice: the second look knows what the first one
//! called each word elsewhere in the document. Entry points: [`tag`], and [`train`] for
//! `examples/train-people.rs`.

mod augment;
mod decode;
mod evidence;
mod features;
mod lore;
mod model;
pub mod train;

use std::ops::Range;

use super::word::Words;
use decode::{B, I, LABELS};
use evidence::Told;
use features::{Reader, Run, runs};
use model::Model;

/// The names that the model finds, as ranges of words, sorted. Empty without a model.
pub(super) fn tag(words: &Words<'_>) -> Vec<Range<usize>> {
    let Some(model) = model::model() else { return Vec::new() };
    let runs = runs(words);
    let mut reader = Reader::new(words, &model.lore);
    let labels = look(model, 0, &reader, &runs);
    tell(&mut reader, words, &runs, &labels);
    let labels = look(model, 1, &reader, &runs);
    names(&runs, &labels)
}

fn look(model: &Model, look: usize, reader: &Reader<'_, '_>, runs: &[Run]) -> Vec<u8> {
    let mut all = Vec::new();
    let mut scores = Vec::new();
    let mut labels = Vec::new();
    for run in runs {
        scores.clear();
        for i in run.words.clone() {
            let mut sums = [0i32; LABELS];
            reader.each(run, i, look == 1, &mut |_, hash| model.add(look, hash, &mut sums));
            scores.push(model::scores(&sums));
        }
        decode::best(&scores, &model.looks[look].transitions, None, &mut labels);
        all.extend_from_slice(&labels);
    }
    all
}

/// Notes the first look's labels as evidence for the second one.
fn tell(reader: &mut Reader<'_, '_>, words: &Words<'_>, runs: &[Run], labels: &[u8]) {
    let mut at = 0;
    for run in runs {
        let here = &labels[at..at + run.words.len()];
        for (n, i) in run.words.clone().enumerate() {
            let label = usize::from(here[n]);
            let goes_on = here.get(n + 1).is_some_and(|&l| usize::from(l) == I);
            let told = match (label, goes_on) {
                (B, false) => Told::Alone,
                (B, true) => Told::Begins,
                (I, false) => Told::Ends,
                (I, true) => continue,
                _ => Told::Other,
            };
            reader.evidence_mut().tell(words.all[i].key, told);
        }
        at += run.words.len();
    }
}

/// The names that labels spell.
fn names(runs: &[Run], labels: &[u8]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for run in runs {
        let mut open = None;
        for (n, i) in run.words.clone().enumerate() {
            match usize::from(labels[at + n]) {
                B => {
                    close(&mut found, open.replace(i), i);
                }
                I => {}
                _ => close(&mut found, open.take(), i),
            }
        }
        close(&mut found, open, run.words.end);
        at += run.words.len();
    }
    found
}

fn close(found: &mut Vec<Range<usize>>, open: Option<usize>, end: usize) {
    if let Some(start) = open {
        found.push(start..end);
    }
}
