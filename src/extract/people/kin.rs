//! Kinship that stands for a person: "his sister", "her brother", "Kim Yo-jong, the chairman's sister".
//!
//! Entry points: [`kin`] for those that stand alone, [`kin_beside`] for those beside the name.

use super::chain::Chains;
use super::describe::{Description, word_gender};
use super::lexicon::flag;
use super::role;
use super::word::{Form, Words};
use crate::extract::Gender;

/// "his sister", "Kim's sister": the one whom the article calls so. `owner` tells whose a possessor is.
pub(super) fn kin(
    words: &Words<'_>,
    found: &mut [Description],
    chains: &Chains,
    owner: impl Fn(&[Description], usize) -> Option<usize>,
) {
    let open: Vec<usize> = (0..found.len())
        .filter(|&d| {
            found[d].several == 0 && found[d].chains.is_empty() && found[d].phrase.possessor.is_some()
        })
        .collect();
    if open.is_empty() {
        return;
    }
    let mut stated: Vec<(&str, usize, usize)> = Vec::new();
    for name in &chains.names {
        for phrase in name.phrases() {
            if let Some(of) = phrase.possessor.and_then(|word| owner(found, word)) {
                stated.push((words.str(phrase.head), of, name.chain));
            }
        }
    }
    for d in open {
        let description = &found[d];
        let Some(of) = description.phrase.possessor.and_then(|word| owner(found, word)) else { continue };
        let head = words.str(description.phrase.head);
        let known = stated.iter().find(|s| s.0 == head && s.1 == of).map(|s| s.2);
        let back = || {
            let other = stated.iter().find(|s| s.2 == of && is_inverse(s.0, head))?;
            let gender = word_gender(&words.all[description.phrase.head]);
            let known = chains.people[other.1].gender;
            (gender.is_none() || known.is_none() || gender == known).then_some(other.1)
        };
        let chain = known.or_else(back).or_else(|| introduced(words, description, chains, of));
        if let Some(chain) = chain.filter(|&chain| chain != of) {
            found[d].chains = vec![chain];
        }
    }
}

/// "her brother" answers to "his sister".
fn is_inverse(one: &str, other: &str) -> bool {
    const PAIRS: &[(&[&str], &[&str])] = &[
        (&["brother", "sister", "sibling", "twin"], &["brother", "sister", "sibling", "twin"]),
        (&["wife", "husband", "spouse", "widow"], &["wife", "husband", "spouse"]),
        (&["son", "daughter", "child"], &["father", "mother", "parent"]),
        (&["father", "mother", "parent"], &["son", "daughter", "child"]),
        (&["uncle", "aunt"], &["nephew", "niece"]),
        (&["nephew", "niece"], &["uncle", "aunt"]),
        (&["grandson", "granddaughter"], &["grandfather", "grandmother"]),
        (&["grandfather", "grandmother"], &["grandson", "granddaughter"]),
        (&["cousin"], &["cousin"]),
        (&["counterpart"], &["counterpart"]),
    ];
    PAIRS.iter().any(|(a, b)| a.contains(&one) && b.contains(&other))
}

/// "the chairman's sister" beside "Kim Yo-jong", "his foreign minister" beside "Wang Yi": what somebody is to
/// somebody else, in apposition, stands for the one beside it.
pub(super) fn kin_beside(words: &Words<'_>, found: &mut Vec<Description>, chains: &Chains) {
    let mut added: Vec<Description> = Vec::new();
    for name in &chains.names {
        let Some(phrase) = name.kinship.as_ref().or(name.apposition.as_ref()) else { continue };
        let Some(possessor) = phrase.possessor.filter(|_| words.all[phrase.head].has(flag::KIN | flag::ROLE))
        else {
            continue;
        };
        let before = name.words.start > phrase.head;
        let mut start = possessor;
        if words.all[possessor].form == Form::Possessive || words.all[possessor].is_mark() {
            let named = chains.names.partition_point(|n| n.words.end < possessor);
            let owner = chains.names.get(named).filter(|n| n.words.end == possessor);
            let described = found.partition_point(|d| d.words.end < possessor);
            let described = found.get(described).filter(|d| d.words.end == possessor);
            match (owner, described) {
                // "Kim's sister" is read with the name.
                (Some(owner), _) => start = owner.words.start,
                (None, Some(described)) => start = described.words.start,
                (None, None) => continue,
            }
        }
        let sentence = words.sentence_of(phrase.head);
        let inside = start >= words.sentences[sentence].start && (before || start >= name.words.end);
        if inside {
            added.push(Description {
                words: start..phrase.head + 1,
                phrase: phrase.clone(),
                meaning: role::meaning(words, phrase),
                sentence,
                several: 0,
                chains: vec![name.chain],
            });
        }
    }
    found.extend(added);
    found.sort_by_key(|d| (d.words.start, d.words.end));
}

/// "The chairman's sister did not dine with him. Kim Yo-jong …": the name that opens the next sentence, of
/// the same family.
fn introduced(words: &Words<'_>, description: &Description, chains: &Chains, of: usize) -> Option<usize> {
    let next = words.sentences.get(description.sentence + 1)?;
    let family = words.all[description.phrase.head].has(flag::KIN);
    let at = chains.names.partition_point(|n| n.words.start < next.start);
    let name = chains.names.get(at).filter(|n| n.words.start <= next.start + 1 && n.words.end <= next.end)?;
    let (own, other) = (&chains.people[name.chain], &chains.people[of]);
    let head = &words.all[description.phrase.head];
    let agrees = match own.gender {
        Some(Gender::Male) => !head.has(flag::FEMALE),
        Some(Gender::Female) => !head.has(flag::MALE),
        None => true,
    };
    (family && agrees && !own.parsed.is_single() && own.parsed.family == other.parsed.family)
        .then_some(name.chain)
}
