//! Which words are names of people. Entry point: [`names`].

use std::ops::Range;

use super::lexicon::{flag, lexicon};
use super::word::{Form, Word, Words};
use crate::extract::PlaceMention;
use crate::text::Case;

/// The names of people in a text, as ranges of words without titles, sorted.
pub(super) fn names(words: &Words<'_>, _places: &[PlaceMention]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    let runs: Vec<Range<usize>> = words.sentences.iter().flat_map(|s| runs(words, s.clone())).collect();
    for run in &runs {
        if run.len() > 1 && full(words, run.clone()) {
            for i in run.clone() {
                if !words.all[i].has(flag::PARTICLE | flag::SUFFIX) {
                    known.insert(words.all[i].key);
                }
            }
            found.push(run.clone());
        }
    }
    for run in &runs {
        if run.len() != 1 {
            continue;
        }
        let word = &words.all[run.start];
        let titled = run.start > 0 && {
            let before = &words.all[run.start - 1];
            before.has(flag::HONORIFIC) && before.is_capital()
        };
        let says = words.all.get(run.end).is_some_and(|w| w.has(flag::SAY));
        let name = word.has(flag::SURNAME) && !word.has(flag::AMBIGUOUS | flag::COUNTRY);
        if known.contains(&word.key) || titled || (name && says) {
            found.push(run.clone());
        }
    }
    found.sort_by_key(|r| r.start);
    found
}

/// Runs of capitalised words that could be names, titles and countries cut off at the left.
fn runs(words: &Words<'_>, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        if !starts(&words.all[i]) {
            i += 1;
            continue;
        }
        let start = i;
        let mut end = i + 1;
        while end < sentence.end {
            let word = &words.all[end];
            if starts(word) && !word.has(flag::FUNCTION | flag::CALENDAR) {
                end += 1;
            } else if word.has(flag::PARTICLE)
                && word.is_lower()
                && end + 1 < sentence.end
                && starts(&words.all[end + 1])
            {
                end += 2;
            } else {
                break;
            }
        }
        i = end;
        let mut from = start;
        for j in start..end {
            let word = &words.all[j];
            let title = word.has(
                flag::HONORIFIC | flag::ROLE | flag::MODIFIER | flag::FUNCTION | flag::CALENDAR | flag::KIN,
            ) && !(word.has(flag::FORENAME | flag::SURNAME) && j > from);
            if title {
                from = j + 1;
            } else if j == from
                && let Some(country) = lexicon().country(words.all[j..end].iter().map(|w| w.key))
            {
                from = j + country.words;
            }
        }
        if from < end {
            found.push(from..end);
        }
    }
    found
}

fn starts(word: &Word) -> bool {
    match word.form {
        Form::Letters(case) => case != Case::Lower && !word.has(flag::FUNCTION | flag::CALENDAR),
        Form::Initials => true,
        _ => false,
    }
}

/// Is this run of two words or more a person's name?
fn full(words: &Words<'_>, run: Range<usize>) -> bool {
    let all = &words.all[run.clone()];
    if run.len() > 6
        || all.iter().any(|w| w.has(flag::ORG | flag::OTHER) && !w.has(flag::FORENAME | flag::SURNAME))
    {
        return false;
    }
    let titled = run.start > 0 && words.all[run.start - 1].has(flag::HONORIFIC | flag::ROLE);
    let first = &all[0];
    let last = &all[all.len() - 1];
    titled
        || first.has(flag::FORENAME)
        || first.form == Form::Initials && last.has(flag::SURNAME)
        || (first.has(flag::EAST) && !last.has(flag::ORG))
        || (last.has(flag::SURNAME) && !last.has(flag::AMBIGUOUS) && !first.has(flag::COUNTRY))
}
