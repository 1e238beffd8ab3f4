//! Differing wordings: reports that give the same utterance in other words, or a part of it.
//!
//! Houses translate, trim and tidy what was said. Nothing here is joined: each wording stays a quotation
//! with its own reports, and the pages set them side by side. Two quotations of one speaker are wordings of
//! one utterance where other articles report them within the same days and most of the shorter one's words
//! stand in the longer one, three of them in a row at least. Entry point: [`link`].

use std::collections::BTreeMap;

use chrono::Datelike;
use rayon::prelude::*;

use super::quotations::{SAME_OCCASION, normalised};
use super::{Coverage, PersonIx, Quotation, QuotationIx};
use crate::extract::QuoteKind;

/// Words that must stand in a row in both.
const RUN: usize = 3;
/// Fewest words of a wording.
const LEAST: usize = 4;
/// The most words of a wording that are looked at.
const MOST: usize = 400;
/// Wordings of more words are found by every fourth run of theirs, chosen by its digest.
const SHORT: usize = 16;
/// The share of the shorter one's words that the longer one must hold, in percent.
const SHARED: usize = 75;
/// The most quotations with one run of words in common that are compared: "we have a deal" is everybody's.
const COMPARED: usize = 8;
/// The most wordings that one quotation names.
const NAMED: usize = 6;
/// Between reports without marks, in days: what somebody keeps saying sounds alike every week.
const SAME_REPORT: i32 = 1;

/// Words of one quotation, its day and its article.
struct Wording {
    words: String,
    count: usize,
    marked: bool,
    speaker: PersonIx,
    article: usize,
    day: Option<i32>,
}

/// Fills [`Quotation::wordings`].
pub(super) fn link(coverage: &Coverage, quotations: &mut [Quotation]) {
    let wordings: Vec<Option<Wording>> =
        quotations.par_iter().map(|quotation| wording(coverage, quotation)).collect();
    let mut runs: Vec<(PersonIx, u64, QuotationIx)> = Vec::new();
    for (ix, wording) in wordings.iter().enumerate() {
        let Some(wording) = wording else { continue };
        let chosen = |run: &u64| wording.count <= SHORT || run.is_multiple_of(4);
        runs.extend(runs_of(&wording.words).filter(chosen).map(|run| (wording.speaker, run, ix)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut pairs: Vec<(QuotationIx, QuotationIx)> = Vec::new();
    for same in runs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        for (at, one) in same.iter().enumerate() {
            pairs.extend(same[at + 1..].iter().take(COMPARED).map(|other| (one.2, other.2)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (one, other) in pairs {
        let alike = match (&wordings[one], &wordings[other]) {
            (Some(a), Some(b)) => one_utterance(a, b),
            _ => false,
        };
        for (from, to) in [(one, other), (other, one)] {
            let named = &mut quotations[from].wordings;
            if alike && named.len() < NAMED {
                named.push(to);
            }
        }
    }
}

fn wording(coverage: &Coverage, quotation: &Quotation) -> Option<Wording> {
    let speaker = quotation.speaker?;
    let (evidence, _) = quotation.reports.first()?;
    let words = normalised(coverage.words(*evidence));
    let count = words.split(' ').take(MOST).count();
    let published = coverage.articles[evidence.article].published;
    let day = published.map(|at| at.date_naive().num_days_from_ce());
    let marked = quotation.kind != QuoteKind::Indirect;
    (count >= LEAST).then_some(Wording { words, count, marked, speaker, article: evidence.article, day })
}

/// Digests (FNV-1a) of all runs of words that stand in a row.
fn runs_of(words: &str) -> impl Iterator<Item = u64> + '_ {
    let starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
    let ends = words.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(words.len()));
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let runs = starts.zip(ends.skip(RUN - 1)).take(MOST);
    runs.map(move |(start, end)| words[start..end].bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
}

fn one_utterance(one: &Wording, other: &Wording) -> bool {
    let reach = if one.marked && other.marked { SAME_OCCASION } else { SAME_REPORT };
    let near = one.day.zip(other.day).is_none_or(|(a, b)| (a - b).abs() <= reach);
    if one.article == other.article || !near {
        return false;
    }
    let (short, long) = if one.count <= other.count { (one, other) } else { (other, one) };
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for word in long.words.split(' ').take(MOST) {
        *held.entry(word).or_default() += 1;
    }
    let shared = short.words.split(' ').take(MOST).filter(|word| {
        held.get_mut(word).is_some_and(|left| {
            let some = *left > 0;
            *left -= usize::from(some);
            some
        })
    });
    shared.count() * 100 >= short.count * SHARED
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
