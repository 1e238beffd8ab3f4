//! Which words are names of people: what the tagger found, set right by rules.
//!
//! The rules know what is certain whatever the tagger has learnt: titles are no part of a name, a
//! country is nobody, a family name that stands in a full name of the same text is a name wherever it
//! stands alone. Entry points: [`names`], [`settled`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{flag, lexicon};
use super::tagger;
use super::word::{Form, Word, Words};
use crate::text::Case;

/// The names of people in a text, as ranges of words without titles, sorted.
pub(super) fn names(words: &Words<'_>) -> Vec<Range<usize>> {
    settled(words, tagger::tag(words))
}

/// The tagger's names, set right.
pub(super) fn settled(words: &Words<'_>, tagged: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(tagged.len());
    for range in tagged {
        if let Some(range) = trimmed(words, range) {
            found.push(range);
        }
    }
    let mut covered = vec![false; words.all.len()];
    for range in &found {
        covered[range.clone()].fill(true);
    }
    let known: BTreeSet<u64> =
        found.iter().filter(|r| r.len() > 1).flat_map(|r| families(words, r)).collect();
    for sentence in &words.sentences {
        let mut i = sentence.start;
        while i < sentence.end {
            if covered[i] || !words.all[i].is_capital() {
                i += 1;
                continue;
            }
            let start = i;
            while i < sentence.end && !covered[i] && words.all[i].is_capital() {
                i += 1;
            }
            found.extend(missed(words, sentence, start..i, &known));
        }
    }
    found.sort_by_key(|r| r.start);
    found
}

/// Cuts titles off the front and refuses what is no name.
fn trimmed(words: &Words<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    while range.len() > 1 {
        let first = &words.all[range.start];
        let title = first.has(flag::HONORIFIC | flag::ROLE)
            && (!first.has(flag::FORENAME | flag::SURNAME | flag::PARTICLE)
                || range.len() > 2 && is_title(words, &range));
        if !title {
            break;
        }
        range.start += 1;
    }
    // A stop that ends the sentence too is part of "Jr." but not of "Malcolm X."
    let all = &words.all[range.clone()];
    let mut i = range.start;
    if let Some(country) = lexicon().country(all.iter().map(|w| w.key)) {
        i += country.words;
    }
    if i == range.end && !all[0].has(flag::FORENAME | flag::SURNAME) {
        return None;
    }
    if range.len() == 1
        && (all[0].has(flag::CALENDAR | flag::FUNCTION) && !all[0].has(flag::FORENAME | flag::SURNAME))
    {
        return None;
    }
    Some(range)
}

/// "Major John Smith", "King Hussein bin Talal": a title though it could be a name.
fn is_title(words: &Words<'_>, range: &Range<usize>) -> bool {
    let second = &words.all[range.start + 1];
    words.all[range.start].has(flag::HONORIFIC) && second.has(flag::FORENAME)
}

/// The words of a full name that can stand for it alone.
fn families(words: &Words<'_>, range: &Range<usize>) -> Vec<u64> {
    let mut last = range.end - 1;
    if last > range.start + 1 && words.all[last].has(flag::SUFFIX) {
        last -= 1;
    }
    let first = &words.all[range.start];
    let eastern = first.has(flag::EAST) && !first.has(flag::FORENAME);
    let mut keys = vec![words.all[last].key];
    if eastern {
        keys.push(first.key);
    }
    keys
}

/// A name in a run of capitals that the tagger left out.
fn missed(
    words: &Words<'_>,
    sentence: &Range<usize>,
    run: Range<usize>,
    known: &BTreeSet<u64>,
) -> Option<Range<usize>> {
    let mut range = run;
    while range.start < range.end && is_before_name(words, &range, sentence) {
        range.start += 1;
    }
    if range.is_empty() || range.len() > 1 {
        return None;
    }
    let word = &words.all[range.start];
    if !matches!(word.form, Form::Letters(Case::Title | Case::Mixed | Case::Upper)) || word.has(flag::ORG) {
        return None;
    }
    let titled = range.start > sentence.start && {
        let before = &words.all[range.start - 1];
        before.has(flag::HONORIFIC) && before.is_capital()
    };
    let follows_particle = range.start > sentence.start
        && words.all[range.start - 1].is_lower()
        && words.all[range.start - 1].has(flag::PARTICLE);
    let place = word.has(flag::COUNTRY | flag::PLACE | flag::CALENDAR | flag::FUNCTION);
    let joined = words.all.get(range.end).is_some_and(|w| w.glued && (w.is('-') || w.is('/')));
    let is_known = known.contains(&word.key) && !place && !joined;
    let sure = titled && word.has(flag::SURNAME | flag::FORENAME) && !place;
    (!follows_particle && (is_known || sure)).then_some(range)
}

/// A title, a country or a sentence's first word before a name.
fn is_before_name(words: &Words<'_>, range: &Range<usize>, sentence: &Range<usize>) -> bool {
    let word: &Word = &words.all[range.start];
    let name = word.has(flag::FORENAME | flag::SURNAME);
    word.has(flag::HONORIFIC | flag::ROLE | flag::MODIFIER) && (!name || range.len() > 1)
        || word.has(flag::FUNCTION | flag::CALENDAR) && range.start == sentence.start
        || range.len() > 1 && word.has(flag::COUNTRY)
}
