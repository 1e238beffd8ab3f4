//! Descriptions that stand for a person: "the North Korean leader", "his sister", "the two leaders".
//!
//! A description goes to the person whose stated role answers to it. Where the article states none, a
//! pair of descriptions goes to the pair of names that follows ("The North Korean leader and the US
//! president … Kim Jong-un and Donald Trump"), or the head of a country to the one leading person whose
//! country is still open. Entry point: [`descriptions`].

use std::ops::Range;

use super::chain::{Chains, Person};
use super::lexicon::{flag, key_of};
use super::role::{self, Meaning, Phrase};
use super::word::{Form, Words};

/// A description in the text.
#[derive(Clone, Debug)]
pub(super) struct Description {
    /// Its words, determiner and possessor included.
    pub(super) words: Range<usize>,
    /// The role.
    pub(super) phrase: Phrase,
    /// What it means.
    pub(super) meaning: Meaning,
    /// The sentence that it stands in.
    pub(super) sentence: usize,
    /// "the two leaders": how many, 0 for one person.
    pub(super) several: usize,
    /// Whose it is; several for a plural, none while open.
    pub(super) chains: Vec<usize>,
}

/// Finds the descriptions and gives them to people. `taken` tells the words of names and their roles.
pub(super) fn descriptions(
    words: &Words<'_>,
    chains: &mut Chains,
    named: &[bool],
    taken: &[bool],
) -> Vec<Description> {
    let mut found = find(words, named, taken);
    let mut facts: Vec<Vec<Meaning>> = chains.people.iter().map(|p| p.roles.clone()).collect();
    for round in 0..2 {
        for description in &mut found {
            let open = description.several == 0 && description.chains.is_empty();
            if open && description.phrase.possessor.is_none() {
                let whose = by_role(description, chains, &facts, words);
                let whose = whose
                    .or_else(|| (round == 1).then(|| by_elimination(description, chains, &facts)).flatten());
                if let Some(chain) = whose {
                    settle(description, chain, &mut facts, chains);
                }
            }
        }
        if round == 0 {
            pairs(words, &mut found, chains, &mut facts);
        }
    }
    plurals(&mut found, chains, &facts);
    for (person, facts) in chains.people.iter_mut().zip(facts) {
        person.roles = facts;
    }
    found
}

fn settle(description: &mut Description, chain: usize, facts: &mut [Vec<Meaning>], chains: &Chains) {
    description.chains = vec![chain];
    debug_assert!(chain < chains.people.len());
    if description.meaning.country.is_some() && !facts[chain].contains(&description.meaning) {
        facts[chain].push(description.meaning.clone());
    }
}

/// All descriptions, open yet.
fn find(words: &Words<'_>, named: &[bool], taken: &[bool]) -> Vec<Description> {
    let mut found: Vec<Description> = Vec::new();
    for (index, sentence) in words.sentences.iter().enumerate() {
        for head in sentence.clone() {
            let word = &words.all[head];
            if taken[head] {
                continue;
            }
            if let Some(plural) = plural_at(words, sentence, head, index) {
                found.push(plural);
                continue;
            }
            if !word.has(flag::ROLE | flag::KIN) || word.form == Form::Initials {
                continue;
            }
            // The head of a longer noun phrase is further right: "the party chairman", "the president elect".
            let next_is_head = head + 1 < sentence.end
                && (words.all[head + 1].has(flag::ROLE)
                    || words.all[head + 1].is_capital() && word.is_capital())
                && !words.all[head + 1].glued;
            let named_next = words
                .all
                .get(head + 1)
                .is_some_and(|w| head + 1 < sentence.end && w.is_capital() && !w.has(flag::FUNCTION));
            if next_is_head || named_next || head + 1 < sentence.end && named[head + 1] {
                continue;
            }
            let phrase = role::phrase_at(words, sentence, head, named);
            let kin = word.has(flag::KIN);
            if !phrase.definite && phrase.possessor.is_none() {
                continue;
            }
            if kin && phrase.possessor.is_none() || word.has(flag::HONORIFIC) && !word.has(flag::ROLE) {
                continue;
            }
            let mut start = phrase.words.start;
            if let Some(possessor) = phrase.possessor {
                start = possessor;
                while start > sentence.start
                    && words.all[possessor].form == Form::Possessive
                    && named[start - 1]
                {
                    start -= 1;
                }
            } else if start > sentence.start
                && matches!(words.str(start - 1), "the" | "The" | "this" | "This")
            {
                start -= 1;
            }
            if (start..phrase.words.end).any(|i| taken[i] && !named[i]) {
                continue;
            }
            let meaning = role::meaning(words, &phrase);
            found.push(Description {
                words: start..phrase.words.end,
                phrase,
                meaning,
                sentence: index,
                several: 0,
                chains: Vec::new(),
            });
        }
    }
    found
}

/// "the two leaders", "both men", "the pair".
fn plural_at(words: &Words<'_>, sentence: &Range<usize>, head: usize, index: usize) -> Option<Description> {
    let lower = |i: usize| words.str(i).to_ascii_lowercase();
    if !words.all[head].is_lower() {
        return None;
    }
    let plural = matches!(words.str(head), "leaders" | "men" | "presidents" | "statesmen" | "pair");
    if !plural || head == sentence.start {
        return None;
    }
    let first = lower(head - 1);
    let start = match first.as_str() {
        "both" => head - 1,
        "two" | "three"
            if head >= sentence.start + 2 && matches!(lower(head - 2).as_str(), "the" | "these") =>
        {
            head - 2
        }
        "the" if matches!(words.str(head), "leaders" | "pair") => head - 1,
        _ => return None,
    };
    let several = if first == "three" { 3 } else { 2 };
    let phrase = Phrase { words: head..head + 1, head, possessor: None, definite: true };
    let meaning = role::meaning(words, &phrase);
    Some(Description {
        words: start..head + 1,
        phrase,
        meaning,
        sentence: index,
        several,
        chains: Vec::new(),
    })
}

/// A description is weighed between so many people at most, those named first, so that an article with
/// thousands of people stays quick.
const MOST: usize = 400;

/// The person whose role answers: the one named last before it, else the first one after.
fn by_role(
    description: &Description,
    chains: &Chains,
    facts: &[Vec<Meaning>],
    words: &Words<'_>,
) -> Option<usize> {
    let wanted = &description.meaning;
    let at = description.words.start;
    let mut best: Option<(u32, bool, usize, usize)> = None;
    for (chain, person) in chains.people.iter().enumerate().take(MOST) {
        let Some(role) = facts[chain].iter().find(|role| wanted.answers_to(role)) else { continue };
        let exact = wanted.country.is_some() && role.country == wanted.country;
        if wanted.country.is_some() && !exact {
            let abroad = facts[chain].iter().any(|r| r.country.is_some() && r.country != wanted.country);
            if abroad || !origin_fits(person, wanted) {
                continue;
            }
        }
        if wanted.former != role.former && wanted.former {
            continue;
        }
        let strength =
            u32::from(exact) * 4 + u32::from(role.head == wanted.head) * 2 + u32::from(!role.former);
        let (before, distance) = nearest(chains, chain, at);
        let better = best
            .is_none_or(|(s, b, d, _)| (strength, before, usize::MAX - distance) > (s, b, usize::MAX - d));
        if better {
            best = Some((strength, before, distance, chain));
        }
    }
    // Without a country and with nothing before it, a description is open.
    let (_, before, distance, chain) = best?;
    let near = before && (wanted.country.is_some() || distance < 400 || words.all.len() < 1200);
    (near || wanted.country.is_some()).then_some(chain)
}

/// The last name of a chain before word `at`, as a distance; else the first one after it.
fn nearest(chains: &Chains, chain: usize, at: usize) -> (bool, usize) {
    let person = &chains.people[chain];
    let names = &person.names;
    let after = names.partition_point(|&start| start < at);
    match after.checked_sub(1) {
        Some(i) => (true, at - names[i]),
        None => (false, names.first().map_or(usize::MAX, |&first| first - at)),
    }
}

/// A Korean, Chinese or Vietnamese name for such a country, none for another.
fn origin_fits(person: &Person, wanted: &Meaning) -> bool {
    let Some(country) = wanted.country else { return true };
    let eastern = matches!(country, "KP" | "KR" | "CN" | "VN" | "TW" | "HK" | "KH");
    match country {
        "SG" | "MY" | "TH" | "ID" | "PH" | "LA" => true,
        _ if person.parsed.is_single() => true,
        _ if VIETNAMESE.iter().any(|name| key_of(name) == person.parsed.family) => country == "VN",
        "VN" => false,
        _ => eastern == person.parsed.family_first,
    }
}

/// Family names of Vietnam alone.
const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "pham", "phan", "vu", "vo", "dang", "bui", "ngo", "duong", "truong", "dinh", "huynh",
    "hoang", "thich",
];

/// The head of a country goes to the one leading person whose country nothing tells.
fn by_elimination(description: &Description, chains: &Chains, facts: &[Vec<Meaning>]) -> Option<usize> {
    let wanted = &description.meaning;
    if !wanted.top || wanted.former || wanted.country.is_none() {
        return None;
    }
    let mut order: Vec<usize> = (0..chains.people.len().min(MOST)).collect();
    order.sort_by_key(|&chain| std::cmp::Reverse(chains.people[chain].names.len()));
    order.truncate(3);
    let held = facts
        .iter()
        .take(MOST)
        .flatten()
        .any(|role| role.top && !role.former && role.country == wanted.country);
    if held {
        return None;
    }
    let open = |chain: &&usize| {
        let person = &chains.people[**chain];
        person.names.len() >= 2
            && facts[**chain].iter().all(|role| role.country.is_none() && (role.top || role.former))
            && origin_fits(person, wanted)
    };
    order.iter().find(open).copied()
}

/// "The North Korean leader and the US president" and, soon after, "Kim Jong-un and Donald Trump".
fn pairs(words: &Words<'_>, found: &mut [Description], chains: &Chains, facts: &mut [Vec<Meaning>]) {
    for i in 1..found.len() {
        let (a, b) = (&found[i - 1], &found[i]);
        let both_heads = a.meaning.top && b.meaning.top && a.several == 0 && b.several == 0;
        let joined = a.words.end + 1 == b.words.start && words.str(a.words.end) == "and";
        if !both_heads || !joined || (!a.chains.is_empty() && !b.chains.is_empty()) {
            continue;
        }
        let from = chains.names.partition_point(|n| n.sentence < a.sentence);
        let near = chains.names[from..].windows(2).take_while(|pair| pair[0].sentence <= a.sentence + 3);
        let Some(pair) = near
            .filter(|pair| {
                pair[0].words.end + 1 == pair[1].words.start && words.str(pair[0].words.end) == "and"
            })
            .find(|pair| {
                fits(a, pair[0].chain, chains, facts) && fits(b, pair[1].chain, chains, facts)
                    || fits(a, pair[1].chain, chains, facts) && fits(b, pair[0].chain, chains, facts)
            })
        else {
            continue;
        };
        let straight = fits(a, pair[0].chain, chains, facts) && fits(b, pair[1].chain, chains, facts);
        let (first, second) =
            if straight { (pair[0].chain, pair[1].chain) } else { (pair[1].chain, pair[0].chain) };
        settle(&mut found[i - 1], first, facts, chains);
        settle(&mut found[i], second, facts, chains);
    }
}

fn fits(description: &Description, chain: usize, chains: &Chains, facts: &[Vec<Meaning>]) -> bool {
    if let Some(&settled) = description.chains.first() {
        return settled == chain;
    }
    let wanted = &description.meaning;
    let abroad = facts[chain]
        .iter()
        .any(|role| role.country.is_some() && wanted.country.is_some() && role.country != wanted.country);
    !abroad && origin_fits(&chains.people[chain], wanted)
}

/// "The two leaders" are the leading people named before it, or the two that lead the article.
fn plurals(found: &mut [Description], chains: &Chains, facts: &[Vec<Meaning>]) {
    let mut leaders: Vec<usize> = (0..chains.people.len())
        .filter(|&chain| facts[chain].iter().any(|role| role.top && !role.former && !role.kin))
        .collect();
    let named = |chain: &usize| std::cmp::Reverse(chains.people[*chain].names.len());
    if leaders.len() < 2 {
        leaders = (0..chains.people.len()).filter(|&c| chains.people[c].names.len() >= 2).collect();
        leaders.sort_by_key(named);
        leaders.truncate(2);
    }
    leaders.sort_by_key(named);
    for description in found.iter_mut().filter(|d| d.several > 0) {
        // Those who lead the article, as soon as they are known to it.
        if leaders.len() >= description.several {
            let mut chosen = leaders[..description.several].to_vec();
            chosen.sort_unstable();
            description.chains = chosen;
        }
    }
}
