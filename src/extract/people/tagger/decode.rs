//! The best sequence of labels over a run of words (Viterbi). Entry point: [`best`].

/// What a word is: outside, first or further word of a person's name, or part of another name.
pub(super) const LABELS: usize = 6;
/// Outside of any name.
pub(super) const O: usize = 0;
/// First word of a person's name.
pub(super) const B: usize = 1;
/// Further word of it.
pub(super) const I: usize = 2;

/// Scores of one word.
pub(super) type Scores = [f32; LABELS];

/// Weights of one label after another, the first index being the one before.
pub(super) type Transitions = [Scores; LABELS];

/// The best labels for words with these scores. `allowed` restricts them, as bits, where it is given.
pub(super) fn best(
    scores: &[Scores],
    transitions: &Transitions,
    allowed: Option<&[u8]>,
    labels: &mut Vec<u8>,
) {
    labels.clear();
    let Some(first) = scores.first() else { return };
    let open = |word: usize, label: usize| allowed.is_none_or(|a| a[word] >> label & 1 == 1);
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len() - 1);
    let mut row = [f32::NEG_INFINITY; LABELS];
    for label in (0..LABELS).filter(|&l| l != I && open(0, l)) {
        row[label] = first[label] + transitions[O][label];
    }
    for (word, scores) in scores.iter().enumerate().skip(1) {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0u8; LABELS];
        for label in (0..LABELS).filter(|&l| open(word, l)) {
            for before in 0..LABELS {
                if label == I && before != B && before != I {
                    continue;
                }
                let score = row[before] + transitions[before][label];
                if score > next[label] {
                    (next[label], from[label]) = (score, before as u8);
                }
            }
            next[label] += scores[label];
        }
        back.push(from);
        row = next;
    }
    let mut label = 0;
    for other in 1..LABELS {
        if row[other] > row[label] {
            label = other;
        }
    }
    labels.push(label as u8);
    for from in back.iter().rev() {
        label = from[label] as usize;
        labels.push(label as u8);
    }
    labels.reverse();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_only_where_it_began() {
        let mut scores = [[0.0; LABELS]; 2];
        scores[0][I] = 9.0;
        scores[1][I] = 9.0;
        let mut labels = Vec::new();
        best(&scores, &[[0.0; LABELS]; LABELS], None, &mut labels);
        assert_eq!(labels, [B as u8, I as u8]);
    }
}
