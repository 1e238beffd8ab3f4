//! Differing wordings: reports that give the same utterance in other words, or a part of it.
//!
//! Houses translate, trim and tidy what was said. Nothing here is joined: each wording stays a quotation
//! with its own reports, and the pages set them side by side. Two quotations of one speaker are wordings of
//! one utterance where other articles report them within the same days and most of the shorter one's words
//! stand in the longer one, three of them in a row at least. Entry point: [`link`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use rayon::prelude::*;

use super::quotations::{SAME_OCCASION, normalised};
use super::{Coverage, PersonIx, Quotation, QuotationIx};

/// Words that must stand in a row in both.
const RUN: usize = 3;
/// Fewest words of a wording.
const LEAST: usize = 4;
/// The share of the shorter one's words that the longer one must hold, in percent.
const SHARED: usize = 75;
/// The most quotations that one run of words is compared with: "we have a deal" is everybody's.
const COMPARED: usize = 8;
/// The most wordings that one quotation names.
const NAMED: usize = 6;

/// Words of one quotation, its day and its article.
struct Wording {
    words: Vec<String>,
    /// A digest of each run of [`RUN`] words.
    runs: Vec<[u8; 8]>,
    speaker: PersonIx,
    article: usize,
    day: Option<i32>,
}

/// Fills [`Quotation::wordings`].
pub(super) fn link(coverage: &Coverage, quotations: &mut [Quotation]) {
    let wordings: Vec<Option<Wording>> =
        quotations.par_iter().map(|quotation| wording(coverage, quotation)).collect();
    let mut runs: BTreeMap<(PersonIx, [u8; 8]), Vec<QuotationIx>> = BTreeMap::new();
    let mut pairs: BTreeSet<(QuotationIx, QuotationIx)> = BTreeSet::new();
    for (ix, wording) in wordings.iter().enumerate() {
        let Some(wording) = wording else { continue };
        let mut compared = BTreeSet::new();
        for &key in &wording.runs {
            let known = runs.entry((wording.speaker, key)).or_default();
            compared.extend(known.iter().rev().take(COMPARED).copied());
            if known.last() != Some(&ix) {
                known.push(ix);
            }
        }
        let same = |other: &&QuotationIx| {
            **other != ix && wordings[**other].as_ref().is_some_and(|other| one_utterance(other, wording))
        };
        pairs.extend(compared.iter().filter(same).map(|&other| (other, ix)));
    }
    for (one, other) in pairs {
        for (from, to) in [(one, other), (other, one)] {
            let named = &mut quotations[from].wordings;
            if named.len() < NAMED {
                named.push(to);
            }
        }
    }
}

fn wording(coverage: &Coverage, quotation: &Quotation) -> Option<Wording> {
    let speaker = quotation.speaker?;
    let (evidence, _) = quotation.reports.first()?;
    let words: Vec<String> =
        normalised(coverage.words(*evidence)).split(' ').take(400).map(str::to_owned).collect();
    if words.len() < LEAST {
        return None;
    }
    let published = coverage.articles[evidence.article].published;
    let day = published.map(|at| at.date_naive().num_days_from_ce());
    let digest = |run: &[String]| {
        let digest = blake3::hash(run.join(" ").as_bytes());
        digest.as_bytes()[..8].try_into().expect("a digest has 32 bytes")
    };
    let runs = words.windows(RUN).map(digest).collect();
    Some(Wording { words, runs, speaker, article: evidence.article, day })
}

fn one_utterance(one: &Wording, other: &Wording) -> bool {
    let near = one.day.zip(other.day).is_none_or(|(a, b)| (a - b).abs() <= SAME_OCCASION);
    if one.article == other.article || !near {
        return false;
    }
    let (short, long) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for word in &long.words {
        *held.entry(word).or_default() += 1;
    }
    let shared = short.words.iter().filter(|word| {
        held.get_mut(word.as_str()).is_some_and(|left| {
            let some = *left > 0;
            *left -= usize::from(some);
            some
        })
    });
    shared.count() * 100 >= short.words.len() * SHARED
}

#[cfg(test)]
mod tests {
    use super::super::quotations::testing::quotations;

    /// Whether the second report is a wording of the first.
    fn check(one: (&str, &str, &str, &str), other: (&str, &str, &str, &str), expected: bool) {
        let coverage = quotations(&[one, other]);
        let named = coverage.quotations.first().is_some_and(|q| q.wordings == [1]);
        let back = coverage.quotations.get(1).is_some_and(|q| q.wordings == [0]);
        assert_eq!((named, back), (expected, expected), "{one:?} {other:?}");
    }

    const LONG: &str = "It is a very long way home, and all of us know it.";

    #[test]
    fn other_words_for_one_utterance_know_each_other() {
        let one = ("a", "2019-02-27", "Ann {Lee}", LONG);
        check(one, ("b", "2019-02-28", "Ann {Lee}", "It's a very long way home and we all know it"), true);
        check(one, ("b", "2019-02-28", "Ann {Lee}", "a very long way home"), true);
        check(one, ("b", "2019-05-28", "Ann {Lee}", "a very long way home"), false);
        check(one, ("b", "2019-02-28", "Bo {Day}", "a very long way home"), false);
        check(one, ("b", "2019-02-28", "Ann {Lee}", "It is a very good deal for the whole region"), false);
    }
}
