//! Learning the weights. Same documents in the same order give the same bytes.
//!
//! Only `examples/train-people.rs` calls this. Entry points: [`train`], [`score`].

use super::augment::{Pool, renamed, shouted};
use super::decode::{self, B, I, LABELS, O, Scores, Transitions};
use super::features::{Reader, Run, runs};
use super::lore::Lore;
use super::model::{MAGIC, bucket};
use super::{names, tell};
use crate::extract::people::recognise::settled;
use crate::extract::people::word::Words;
use crate::span::Span;
use crate::text::Text;

/// A text with its names marked.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it comes from, for the report.
    pub source: String,
    /// The text.
    pub text: String,
    /// Names of people and of other things.
    pub marks: Vec<(Span, Kind)>,
    /// True where only people are marked: other names are left open.
    pub people_only: bool,
    /// How often it is seen in each epoch.
    pub weight: usize,
}

/// What a marked name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Anything else.
    Other,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Number of buckets a look.
    pub buckets: u32,
    /// Passes over the documents.
    pub epochs: usize,
    /// Parts of the documents that the first look is trained without, to label them for the second.
    pub folds: usize,
    /// Share of lists and words that is hidden in each pass, in 256ths.
    pub hidden: u32,
    /// Copies of each document with other people in it.
    pub renamed: usize,
    /// Copies of each document of our own with other people in it.
    pub own: usize,
    /// By how much the right labels must be ahead of any other.
    pub margin: f32,
    /// A feature must stand in so many places to count.
    pub least: u32,
    /// Learners that are averaged.
    pub voices: usize,
}

/// Found, marked and agreeing names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Names found and marked.
    pub right: usize,
    /// Names found.
    pub found: usize,
    /// Names marked.
    pub marked: usize,
}

impl Score {
    /// Precision, recall and F1, in percent.
    pub fn percent(&self) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.right as f64 / of as f64 };
        let (p, r) = (share(self.found), share(self.marked));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// One run of words, its features and labels.
struct Example {
    /// Features of all words, as bucket and group (the top byte).
    features: Vec<u32>,
    /// Where the features of each word start; one more at the end.
    starts: Vec<u32>,
    /// Labels that the marks allow, as bits.
    allowed: Vec<u8>,
}

/// Weights while learning.
struct Learner {
    buckets: u32,
    weights: Vec<Scores>,
    /// Sums of weights times steps, for the average.
    sums: Vec<Scores>,
    transitions: Transitions,
    transition_sums: Transitions,
    step: f32,
    /// Buckets of rare features, which stay at zero.
    rare: Vec<bool>,
}

/// Trains both looks and returns the bytes of the model.
pub fn train(documents: &[Document], options: &Options) -> Vec<u8> {
    let prints = learn_lore(documents);
    let lore = Lore::new(prints.iter().copied());
    let (first, second) = learn(documents, options, &lore);
    encode(&[first, second], options, &prints)
}

/// Trains on `documents` and scores `held`, source by source.
pub fn score(
    documents: &[Document],
    held: &[Document],
    options: &Options,
    verbose: bool,
) -> Vec<(String, Score)> {
    let lore = Lore::new(learn_lore(documents).into_iter());
    let (first, second) = learn(documents, options, &lore);
    let mut scores: Vec<(String, Score)> = Vec::new();
    for document in held {
        let text = Text::plain(&document.text);
        let words = Words::read(&text);
        let runs = runs(&words);
        let mut reader = Reader::new(&words, &lore);
        let labels = first.labels(&reader, &runs, false);
        tell(&mut reader, &words, &runs, &labels);
        let labels = second.labels(&reader, &runs, true);
        let found: Vec<Span> =
            settled(&words, names(&runs, &labels)).into_iter().map(|r| words.span(r)).collect();
        let marked: Vec<Span> = document.marks.iter().filter(|m| m.1 == Kind::Person).map(|m| m.0).collect();
        if scores.last().is_none_or(|s| s.0 != document.source) {
            scores.push((document.source.clone(), Score::default()));
        }
        let score = &mut scores.last_mut().expect("pushed above").1;
        score.found += found.len();
        score.marked += marked.len();
        score.right += found.iter().filter(|s| marked.contains(s)).count();
        if verbose {
            report(document, &found, &marked);
        }
    }
    scores
}

#[expect(clippy::print_stdout, reason = "a report on the training run, asked for on its command line")]
fn report(document: &Document, found: &[Span], marked: &[Span]) {
    let text = &document.text;
    let around = |span: &Span| {
        let mut from = (span.start as usize).saturating_sub(50);
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let mut to = (span.end as usize + 40).min(text.len());
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let (s, e) = (span.start as usize, span.end as usize);
        format!("{}[{}]{}", &text[from..s], &text[s..e], &text[e..to]).replace('\n', "¶")
    };
    for span in marked.iter().filter(|s| !found.contains(s)) {
        println!("{} missed {}", document.source, around(span));
    }
    for span in found.iter().filter(|s| !marked.contains(s)) {
        println!("{} extra  {}", document.source, around(span));
    }
}

/// The words that the documents write in lower case.
fn learn_lore(documents: &[Document]) -> Vec<u32> {
    Lore::learn(documents.iter().map(|document| {
        let text = Text::plain(&document.text);
        let words = Words::read(&text);
        let mut seen = Vec::new();
        for sentence in &words.sentences {
            let capitals = words.all[sentence.clone()].iter().filter(|w| w.is_capital()).count();
            let lower = words.all[sentence.clone()].iter().filter(|w| w.is_lower()).count();
            for i in sentence.clone() {
                let word = &words.all[i];
                // Capitals at the start and in headlines tell nothing.
                let telling = i > sentence.start && capitals < lower;
                if word.is_lower() || telling && word.is_capital() {
                    seen.push((word.key, word.is_lower()));
                }
            }
        }
        seen
    }))
}

/// Both looks. The second one learns from what first looks trained on other documents say.
fn learn(documents: &[Document], options: &Options, lore: &Lore) -> (Learner, Learner) {
    let documents = &with_variants(documents, options)[..];
    let first_examples: Vec<Vec<Example>> =
        documents.iter().map(|d| examples(d, options, None, lore)).collect();
    let all = |_: usize| true;
    let first = Learner::trained(documents, &first_examples, options, all);
    let mut second_examples: Vec<Vec<Example>> = documents.iter().map(|_| Vec::new()).collect();
    for fold in 0..options.folds {
        let learner = Learner::trained(documents, &first_examples, options, |i| i % options.folds != fold);
        for i in (fold..documents.len()).step_by(options.folds) {
            second_examples[i] = examples(&documents[i], options, Some(&learner), lore);
        }
    }
    drop(first_examples);
    let second = Learner::trained(documents, &second_examples, options, all);
    (first, second)
}

/// The documents, each followed by its variants, folds kept apart by stepping over whole groups.
fn with_variants(documents: &[Document], options: &Options) -> Vec<Document> {
    let pool = Pool::new(documents);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut all = Vec::with_capacity(documents.len() * (options.renamed + 1));
    for document in documents {
        all.push(document.clone());
        let edited = document.text.len() > 600;
        let copies = match (document.people_only, edited) {
            (true, _) => options.own,
            (false, true) => options.renamed,
            (false, false) => options.renamed.min(1),
        };
        for _ in 0..copies {
            all.push(renamed(document, &pool, &mut random));
        }
        if edited && options.renamed > 0 && random.below(3) == 0 {
            all.push(shouted(document, &mut random));
        }
    }
    all
}

/// The runs of a document with features and labels; with the second look's features where a first
/// look is given.
fn examples(document: &Document, options: &Options, first: Option<&Learner>, lore: &Lore) -> Vec<Example> {
    let text = Text::plain(&document.text);
    let words = Words::read(&text);
    let runs = runs(&words);
    let mut reader = Reader::new(&words, lore);
    if let Some(first) = first {
        let labels = first.labels(&reader, &runs, false);
        tell(&mut reader, &words, &runs, &labels);
    }
    let buckets = options.buckets;
    let mut marks = document.marks.clone();
    marks.sort_by_key(|m| m.0.start);
    runs.into_iter()
        .map(|run| {
            let (mut features, mut starts, mut allowed) = (Vec::new(), vec![0], Vec::new());
            for i in run.words.clone() {
                reader.each(&run, i, first.is_some(), &mut |group, hash| {
                    features.push(bucket(hash, buckets) as u32 | u32::from(group) << 24);
                });
                starts.push(features.len() as u32);
                let begins = run.words.start == i;
                allowed.push(labels_of(words.all[i].span, &marks, document.people_only, begins));
            }
            Example { features, starts, allowed }
        })
        .collect()
}

/// The labels that the marks allow for a word, as bits.
fn labels_of(word: Span, marks: &[(Span, Kind)], people_only: bool, begins: bool) -> u8 {
    let after = marks.partition_point(|m| m.0.start <= word.start);
    let mark = after.checked_sub(1).map(|i| marks[i]).filter(|m| m.0.end > word.start);
    match mark {
        Some((span, Kind::Person)) if span.start == word.start || begins => 1 << B,
        Some((_, Kind::Person)) => 1 << I,
        Some((_, Kind::Place)) => 1 << 3,
        Some((_, Kind::Organisation)) => 1 << 4,
        Some((_, Kind::Other)) => 1 << 5,
        None if people_only => 1 << O | 1 << 3 | 1 << 4 | 1 << 5,
        None => 1 << O,
    }
}

impl Learner {
    fn new(options: &Options) -> Self {
        let size = options.buckets as usize;
        Learner {
            buckets: options.buckets,
            weights: vec![[0.0; LABELS]; size],
            sums: vec![[0.0; LABELS]; size],
            transitions: [[0.0; LABELS]; LABELS],
            transition_sums: [[0.0; LABELS]; LABELS],
            step: 1.0,
            rare: Vec::new(),
        }
    }

    fn trained(
        documents: &[Document],
        examples: &[Vec<Example>],
        options: &Options,
        chosen: impl Fn(usize) -> bool,
    ) -> Self {
        let mut sum: Option<Learner> = None;
        for voice in 0..options.voices.max(1) {
            let learner = Learner::once(documents, examples, options, &chosen, voice as u64);
            match &mut sum {
                None => sum = Some(learner),
                Some(sum) => sum.add(&learner),
            }
        }
        sum.expect("at least one learner")
    }

    fn add(&mut self, other: &Learner) {
        for (a, b) in self.weights.iter_mut().flatten().zip(other.weights.iter().flatten()) {
            *a += b;
        }
        for (a, b) in self.transitions.iter_mut().flatten().zip(other.transitions.iter().flatten()) {
            *a += b;
        }
    }

    fn once(
        documents: &[Document],
        examples: &[Vec<Example>],
        options: &Options,
        chosen: &impl Fn(usize) -> bool,
        voice: u64,
    ) -> Self {
        let mut learner = Learner::new(options);
        let mut counts = vec![0u32; options.buckets as usize];
        for feature in examples
            .iter()
            .enumerate()
            .filter(|(d, _)| chosen(*d))
            .flat_map(|(_, e)| e)
            .flat_map(|e| &e.features)
        {
            counts[(feature & 0xff_ffff) as usize] += 1;
        }
        learner.rare = counts.iter().map(|&count| count < options.least).collect();
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (d, runs) in examples.iter().enumerate().filter(|(d, _)| chosen(*d)) {
            for r in 0..runs.len() {
                order.extend(std::iter::repeat_n((d, r), documents[d].weight));
            }
        }
        let mut random = Random(0x2545_f491_4f6c_dd1d ^ voice.wrapping_mul(0x5851_f42d_4c95_7f2d));
        for _ in 0..options.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, random.below(i as u32 + 1) as usize);
            }
            for &(d, r) in &order {
                learner.learn(&examples[d][r], options, &mut random);
            }
        }
        learner.average();
        learner
    }

    fn scores(&self, example: &Example, hidden: u32) -> Vec<Scores> {
        example
            .starts
            .windows(2)
            .map(|w| {
                let mut sums = [0.0; LABELS];
                for &feature in &example.features[w[0] as usize..w[1] as usize] {
                    if hidden >> (feature >> 24) & 1 == 1 {
                        continue;
                    }
                    let row = &self.weights[(feature & 0xff_ffff) as usize];
                    for (sum, weight) in sums.iter_mut().zip(row) {
                        *sum += weight;
                    }
                }
                sums
            })
            .collect()
    }

    fn learn(&mut self, example: &Example, options: &Options, random: &mut Random) {
        // Now and then the word itself, its letters or the lists are hidden, so that none of them is
        // relied on alone.
        let mut hidden = 0u32;
        for group in [1, 3, 4, 6] {
            if random.below(256) < options.hidden {
                hidden |= 1 << group;
            }
        }
        let mut scores = self.scores(example, hidden);
        for (scores, allowed) in scores.iter_mut().zip(&example.allowed) {
            for (label, score) in scores.iter_mut().enumerate() {
                if allowed >> label & 1 == 0 {
                    *score += options.margin;
                }
            }
        }
        let (mut guess, mut truth) = (Vec::new(), Vec::new());
        decode::best(&scores, &self.transitions, None, &mut guess);
        let right = guess.iter().zip(&example.allowed).all(|(&label, &allowed)| allowed >> label & 1 == 1);
        self.step += 1.0;
        if right {
            return;
        }
        decode::best(&scores, &self.transitions, Some(&example.allowed), &mut truth);
        for (n, (&g, &t)) in guess.iter().zip(&truth).enumerate() {
            if g == t {
                continue;
            }
            let range = example.starts[n] as usize..example.starts[n + 1] as usize;
            for &feature in &example.features[range] {
                if hidden >> (feature >> 24) & 1 == 1 {
                    continue;
                }
                let at = (feature & 0xff_ffff) as usize;
                if self.rare[at] {
                    continue;
                }
                self.weights[at][t as usize] += 1.0;
                self.weights[at][g as usize] -= 1.0;
                self.sums[at][t as usize] += self.step;
                self.sums[at][g as usize] -= self.step;
            }
        }
        for (labels, sign) in [(&truth, 1.0), (&guess, -1.0)] {
            let mut before = O;
            for &label in labels.iter() {
                self.transitions[before][label as usize] += sign;
                self.transition_sums[before][label as usize] += sign * self.step;
                before = label as usize;
            }
        }
    }

    fn average(&mut self) {
        let step = self.step;
        let mean = |weights: &mut Scores, sums: &Scores| {
            for (weight, sum) in weights.iter_mut().zip(sums) {
                *weight -= sum / step;
            }
        };
        for (weights, sums) in self.weights.iter_mut().zip(&self.sums) {
            mean(weights, sums);
        }
        for (weights, sums) in self.transitions.iter_mut().zip(&self.transition_sums) {
            mean(weights, sums);
        }
        self.sums = Vec::new();
    }

    fn labels(&self, reader: &Reader<'_, '_>, runs: &[Run], second: bool) -> Vec<u8> {
        let (mut all, mut labels) = (Vec::new(), Vec::new());
        for run in runs {
            let scores: Vec<Scores> = run
                .words
                .clone()
                .map(|i| {
                    let mut sums = [0.0; LABELS];
                    reader.each(run, i, second, &mut |_, hash| {
                        let row = &self.weights[bucket(hash, self.buckets)];
                        for (sum, weight) in sums.iter_mut().zip(row) {
                            *sum += weight;
                        }
                    });
                    sums
                })
                .collect();
            decode::best(&scores, &self.transitions, None, &mut labels);
            all.extend_from_slice(&labels);
        }
        all
    }
}

/// The bytes of a model: weights on a scale on which few are cut off at a signed byte.
fn encode(looks: &[Learner; 2], options: &Options, prints: &[u32]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(options.buckets.to_le_bytes());
    bytes.extend((prints.len() as u32).to_le_bytes());
    let scale: Vec<f32> = looks
        .iter()
        .map(|look| {
            let mut sizes: Vec<f32> =
                look.weights.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
            sizes.sort_by(f32::total_cmp);
            let large = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
            127.0 / large.max(1e-6)
        })
        .collect();
    for (look, scale) in looks.iter().zip(&scale) {
        for weight in look.transitions.iter().flatten() {
            bytes.extend(((weight * scale).round().clamp(-32767.0, 32767.0) as i16).to_le_bytes());
        }
    }
    bytes.extend(prints.iter().flat_map(|print| print.to_le_bytes()));
    for (look, scale) in looks.iter().zip(&scale) {
        bytes.extend(
            look.weights.iter().flatten().map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8 as u8),
        );
    }
    bytes
}

/// Words of a document's names, for tests of alignment.
#[cfg(test)]
fn aligned(document: &Document) -> Vec<std::ops::Range<usize>> {
    let text = Text::plain(&document.text);
    let words = Words::read(&text);
    let labels: Vec<u8> = runs(&words)
        .iter()
        .flat_map(|run| run.words.clone().map(move |i| (i, i == run.words.start)))
        .map(|(i, begins)| {
            labels_of(words.all[i].span, &document.marks, false, begins).trailing_zeros() as u8
        })
        .collect();
    names(&runs(&words), &labels)
}

/// A small generator with a fixed seed: training must not depend on chance.
pub(super) struct Random(u64);

impl Random {
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 32) * u64::from(limit)) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_ranges_of_words() {
        let text = "Mr. Kim Jong-un met Ursula von der Leyen.";
        let mark = |name: &str| {
            let start = text.find(name).expect("the name stands in the text");
            (Span::new(start, start + name.len()), Kind::Person)
        };
        let document = Document {
            source: String::new(),
            text: text.to_owned(),
            marks: vec![mark("Kim Jong-un"), mark("Ursula von der Leyen")],
            people_only: false,
            weight: 1,
        };
        assert_eq!(aligned(&document), [1..3, 4..8]);
    }
}
