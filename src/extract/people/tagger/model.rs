//! The trained weights, as bytes in the binary. Entry point: [`model`].
//!
//! Format, little endian: `DLP2`, the number of buckets and of words in lower case (32 bit each), the
//! transitions of both looks (16 bit), the prints of the words (32 bit), then one signed byte a bucket and
//! label for each look.

use std::sync::LazyLock;

use super::decode::{LABELS, Scores, Transitions};
use super::lore::Lore;

/// Weights of one look at the text.
pub(super) struct Look {
    /// `LABELS` signed bytes a bucket.
    pub(super) weights: &'static [u8],
    /// Weights of label after label, on the scale of `weights`.
    pub(super) transitions: Transitions,
}

/// All weights.
pub(super) struct Model {
    /// Number of buckets.
    buckets: u32,
    /// Words that are no names as a rule.
    pub(super) lore: Lore,
    /// First and second look.
    pub(super) looks: [Look; 2],
}

/// First bytes of a model.
pub(super) const MAGIC: &[u8; 4] = b"DLP2";

static BYTES: &[u8] = include_bytes!("../model.bin");

/// The model, read at its first use; `None` for an empty file, as in the middle of training.
pub(super) fn model() -> Option<&'static Model> {
    static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| read(BYTES));
    MODEL.as_ref()
}

fn read(bytes: &'static [u8]) -> Option<Model> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (buckets, rest) = rest.split_first_chunk::<4>()?;
    let (words, mut rest) = rest.split_first_chunk::<4>()?;
    let (buckets, words) = (u32::from_le_bytes(*buckets), u32::from_le_bytes(*words));
    let size = LABELS * buckets as usize;
    let mut transitions = [[[0.0; LABELS]; LABELS]; 2];
    for cell in transitions.iter_mut().flatten().flatten() {
        let (pair, tail) = rest.split_first_chunk::<2>()?;
        *cell = f32::from(i16::from_le_bytes(*pair));
        rest = tail;
    }
    let (prints, rest) = rest.split_at_checked(words as usize * 4)?;
    let prints = prints.chunks_exact(4).map(|p| u32::from_le_bytes([p[0], p[1], p[2], p[3]]));
    let lore = Lore::new(prints);
    let [first, second] = transitions;
    let (a, b) = rest.split_at_checked(size)?;
    let b = b.get(..size)?;
    let looks = [Look { weights: a, transitions: first }, Look { weights: b, transitions: second }];
    Some(Model { buckets, lore, looks })
}

impl Model {
    /// Adds the weights of a feature to the scores of a word.
    pub(super) fn add(&self, look: usize, hash: u64, scores: &mut [i32; LABELS]) {
        let at = bucket(hash, self.buckets) * LABELS;
        let row = &self.looks[look].weights[at..at + LABELS];
        for (score, &weight) in scores.iter_mut().zip(row) {
            *score += i32::from(weight as i8);
        }
    }
}

/// The bucket of a feature.
pub(super) fn bucket(hash: u64, buckets: u32) -> usize {
    (((hash >> 32) * u64::from(buckets)) >> 32) as usize
}

/// Sums as scores.
pub(super) fn scores(sums: &[i32; LABELS]) -> Scores {
    sums.map(|sum| sum as f32)
}
