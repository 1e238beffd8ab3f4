//! The trained weights, as bytes in the binary. Entry point: [`model`].
//!
//! Format, little endian: `DLP2`, the number of buckets and of words in lower case (32 bit each), the
//! transitions of both looks (16 bit), the prints of the words (32 bit), then one signed byte a bucket and
//! label for each look.

use std::sync::LazyLock;

use super::decode::{LABELS, Scores, Transitions};
use super::lore::Lore;

/// All weights.
pub(super) struct Model {
    /// Number of buckets.
    buckets: u32,
    /// Words that are no names as a rule.
    pub(super) lore: Lore,
    /// The weights of a bucket for both looks side by side, so that a feature costs one visit to memory: a byte
    /// for each label, 128 more than the weight.
    rows: Vec<[u64; 2]>,
    /// Weights of label after label in both looks, on the scale of `rows`.
    pub(super) transitions: [Transitions; 2],
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
    let (first, second) = rest.split_at_checked(size)?;
    let second = second.get(..size)?;
    let pairs = first.chunks_exact(LABELS).zip(second.chunks_exact(LABELS));
    let rows = pairs.map(|(first, second)| [packed(first), packed(second)]).collect();
    Some(Model { buckets, lore, rows, transitions })
}

/// Signed bytes, each raised by 128, in one number, the first at its low end.
fn packed(weights: &[u8]) -> u64 {
    let mut row = [0u8; 8];
    row[..LABELS].copy_from_slice(weights);
    u64::from_le_bytes(row) ^ 0x8080_8080_8080_8080
}

impl Model {
    /// The weights of a feature in the first and in the second look, for [`Sums::add`].
    pub(super) fn row(&self, hash: u64) -> [u64; 2] {
        self.rows[bucket(hash, self.buckets)]
    }
}

/// The bucket of a feature.
pub(super) fn bucket(hash: u64, buckets: u32) -> usize {
    (((hash >> 32) * u64::from(buckets)) >> 32) as usize
}

/// Sums of the weights of a word's features, for all labels at once: 16 bits a label, those of even labels in one
/// number and those of odd ones in the other.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    even: u64,
    odd: u64,
    features: u32,
}

/// Features that [`Sums`] has room for: 65,535 / 255. The most that a word can have is some 150.
const MOST: u32 = 257;

impl Sums {
    /// Adds the weights of one more feature.
    pub(super) fn add(&mut self, row: u64) {
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        self.even = self.even.wrapping_add(row & EVEN);
        self.odd = self.odd.wrapping_add(row >> 8 & EVEN);
        self.features += 1;
        debug_assert!(self.features <= MOST);
    }

    /// The sums as scores.
    pub(super) fn scores(&self) -> Scores {
        std::array::from_fn(|label| {
            let pair = if label % 2 == 0 { self.even } else { self.odd };
            let raised = pair >> (label / 2 * 16) & 0xffff;
            (raised as i32 - 128 * self.features as i32) as f32
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_signed_bytes() {
        let rows: [[i8; LABELS]; 3] =
            [[1, -2, 127, -128, 0, 5], [-1, -2, 127, -128, 7, 5], [100, 0, 127, -128, -7, 1]];
        let mut sums = Sums::default();
        for row in rows {
            sums.add(packed(&row.map(|weight| weight as u8)));
        }
        assert_eq!(sums.scores(), [100.0, -4.0, 381.0, -384.0, 0.0, 11.0]);
    }
}
