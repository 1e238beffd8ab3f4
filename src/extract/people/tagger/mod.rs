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
use decode::{B, I, Scores, Transitions};
use evidence::Told;
use features::{Reader, Run, runs};
use model::Sums;

/// The names that the model finds, as ranges of words, sorted. Empty without a model.
pub(super) fn tag(words: &Words<'_>) -> Vec<Range<usize>> {
    let Some(model) = model::model() else { return Vec::new() };
    let runs = runs(words);
    let mut reader = Reader::new(words, &model.lore);
    // The second look weighs the same features anew, and those that tell what the first one saw: one pass gives
    // the sums of both.
    let mut first: Vec<Scores> = Vec::new();
    let mut second: Vec<Sums> = Vec::new();
    for run in &runs {
        for i in run.words.clone() {
            let mut sums = [Sums::default(); 2];
            reader.plain(run, i, &mut |_, hash| {
                let row = model.row(hash);
                sums[0].add(row[0]);
                sums[1].add(row[1]);
            });
            first.push(sums[0].scores());
            second.push(sums[1]);
        }
    }
    let labels = decoded(&runs, &first, &model.transitions[0]);
    tell(&mut reader, words, &runs, &labels);
    let mut sums = second.iter_mut();
    for run in &runs {
        for (i, sums) in run.words.clone().zip(&mut sums) {
            reader.told(run, i, &mut |_, hash| sums.add(model.row(hash)[1]));
        }
    }
    let second: Vec<Scores> = second.iter().map(Sums::scores).collect();
    names(&runs, &decoded(&runs, &second, &model.transitions[1]))
}

/// The best labels of all runs, whose words have these scores.
fn decoded(runs: &[Run], scores: &[Scores], transitions: &Transitions) -> Vec<u8> {
    let mut all = Vec::with_capacity(scores.len());
    let mut labels = Vec::new();
    let mut rest = scores;
    for run in runs {
        let (here, after) = rest.split_at(run.words.len());
        decode::best(here, transitions, None, &mut labels);
        all.extend_from_slice(&labels);
        rest = after;
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
