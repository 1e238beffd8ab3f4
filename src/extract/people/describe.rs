//! Descriptions that stand for a person: "the North Korean leader", "his sister", "the two leaders".
//!
//! A description goes to the person whose stated role answers to it. Where the article states none, a
//! pair of descriptions goes to the pair of names that follows ("The North Korean leader and the US
//! president … Kim Jong-un and Donald Trump"), or the head of a country to the one leading person whose
//! country is still open. Entry point: [`descriptions`].

use std::ops::Range;

use super::chain::{Chains, Person};
use super::lexicon::{flag, key_of, lexicon};
use super::origin;
use super::plural::{self, Pair};
use super::pronoun::Antecedent;
use super::role::{self, Meaning, Phrase};
use super::word::{Form, Words};
use crate::extract::Gender;

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
                // "The president" may be a leader of another word only once all that name a country are known.
                let same_word = round == 0 && description.meaning.country.is_none();
                let whose = by_role(description, chains, &facts, words, same_word);
                let whose = whose
                    .or_else(|| by_subject(words, description, chains, &facts))
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
            let rank = word.is_capital() && role::is_rank(word, words.str(head));
            if !word.has(flag::ROLE | flag::KIN) && !rank || word.form == Form::Initials {
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
            if kin && phrase.possessor.is_none()
                || word.has(flag::HONORIFIC) && !word.has(flag::ROLE | flag::KIN) && !rank
            {
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
                // "The chairman's sister": the owner is a description.
                if let Some(owner) = found.last().filter(|d| d.words.end == possessor && d.several == 0) {
                    start = owner.words.start;
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

/// "the two leaders", "both men", "the two foreign ministers", "the pair", "the two met".
fn plural_at(words: &Words<'_>, sentence: &Range<usize>, head: usize, index: usize) -> Option<Description> {
    let lower = |i: usize| words.str(i).to_ascii_lowercase();
    if !words.all[head].is_lower() || head == sentence.start {
        return None;
    }
    // "the leaders of Ukraine, Russia, Germany and France": not two.
    if head + 1 < sentence.end && words.str(head + 1) == "of" {
        return None;
    }
    let written = words.str(head);
    let leading = matches!(written, "leaders" | "presidents" | "pair" | "duo");
    let plural = leading || matches!(written, "men" | "women" | "statesmen") || singular(written).is_some();
    let alone = written == "two" && lower(head - 1) == "the" && stands_alone(words, sentence, head);
    if !plural && !alone {
        return None;
    }
    let mut from = head - 1;
    while from > sentence.start && from + 3 > head && passes(words, from) {
        from -= 1;
    }
    let first = lower(from);
    let (start, several) = match first.as_str() {
        "the" if alone => (from, 2),
        "both" => (from, 2),
        "two" | "three" if from > sentence.start && matches!(lower(from - 1).as_str(), "the" | "these") => {
            (from - 1, if first == "three" { 3 } else { 2 })
        }
        "the" if leading && from + 1 == head => (from, 2),
        _ => return None,
    };
    let phrase = Phrase { words: head..head + 1, head, possessor: None, definite: true };
    let mut meaning = role::meaning(words, &Phrase { words: from + 1..head + 1, ..phrase.clone() });
    if let Some(singular) = singular(written) {
        meaning.head = key_of(singular);
        meaning.top |= lexicon().flags(meaning.head) & flag::TOP != 0 && meaning.office == 0
            || meaning.office == key_of_prime() && singular == "minister";
    }
    Some(Description {
        words: start..head + 1,
        phrase,
        meaning,
        sentence: index,
        several,
        chains: Vec::new(),
    })
}

fn key_of_prime() -> u64 {
    super::lexicon::joined(0, key_of("prime"))
}

/// "minister" of "ministers".
fn singular(word: &str) -> Option<&str> {
    let singular = word.strip_suffix('s')?;
    (lexicon().flags(key_of(singular)) & flag::ROLE != 0).then_some(singular)
}

/// "foreign" of "the two foreign ministers".
fn passes(words: &Words<'_>, i: usize) -> bool {
    let word = &words.all[i];
    word.has(flag::MODIFIER | flag::COUNTRY) && !matches!(words.str(i), "two" | "both" | "three")
}

/// "The two met alone": no noun follows.
fn stands_alone(words: &Words<'_>, sentence: &Range<usize>, two: usize) -> bool {
    if two + 1 >= sentence.end {
        return true;
    }
    let next = words.str(two + 1);
    words.all[two + 1].is_lower()
        && (next.ends_with("ed")
            || matches!(
                next,
                "met"
                    | "had"
                    | "were"
                    | "are"
                    | "will"
                    | "would"
                    | "have"
                    | "shook"
                    | "sat"
                    | "then"
                    | "later"
                    | "also"
                    | "did"
                    | "spoke"
                    | "said"
                    | "could"
                    | "should"
                    | "ate"
                    | "left"
                    | "dined"
                    | "stood"
                    | "spent"
                    | "held"
                    | "took"
                    | "first"
                    | "last"
                    | "never"
                    | "both"
                    | "do"
                    | "may"
                    | "might"
            ))
}

/// A description is weighed between so many people at most, those named first, so that an article with
/// thousands of people stays quick.
const MOST: usize = 400;

/// What a role of the country that was asked for weighs.
const EXACT: u32 = 4;

/// The person whose role answers. Of several the one with the closest role, then the one who is more on
/// the reader's mind: the subject of the sentence before, one named just now, one named often.
fn by_role(
    description: &Description,
    chains: &Chains,
    facts: &[Vec<Meaning>],
    words: &Words<'_>,
    same_word: bool,
) -> Option<usize> {
    let wanted = &description.meaning;
    let answers = |role: &&Meaning| wanted.answers_to(role) && (!same_word || role.head == wanted.head);
    let at = description.words.start;
    let mut best: Option<(u32, bool, usize, usize, usize)> = None;
    // "The Belarusian president" among President A and President B, whose countries nobody tells, is open.
    let mut open = 0;
    for (chain, person) in chains.people.iter().enumerate().take(MOST) {
        let beside = wanted.country.is_some() && person.country == wanted.country;
        let Some(role) = facts[chain].iter().find(answers) else {
            // "Chile's Andrés Palacios … The Chilean president": the one of that country with no other office.
            if beside && wanted.top && !wanted.former && !person.kin && facts[chain].is_empty() {
                let (before, distance) = nearest(chains, chain, at);
                let rank = (
                    EXACT,
                    before,
                    presence(words, chains, description, chain),
                    usize::MAX - distance,
                    chain,
                );
                if best.is_none_or(|best| (rank.0, rank.1, rank.2, rank.3) > (best.0, best.1, best.2, best.3))
                {
                    best = Some(rank);
                }
            }
            continue;
        };
        let exact = wanted.country.is_some() && role.country == wanted.country || beside;
        if wanted.country.is_some() && !exact {
            let abroad = facts[chain].iter().any(|r| r.country.is_some() && r.country != wanted.country);
            if abroad || person.country.is_some() || !origin_fits(person, wanted) {
                continue;
            }
            open += 1;
        }
        if wanted.former != role.former && wanted.former {
            continue;
        }
        let strength =
            u32::from(exact) * EXACT + u32::from(role.head == wanted.head) * 2 + u32::from(!role.former);
        let (before, distance) = nearest(chains, chain, at);
        let mind = presence(words, chains, description, chain);
        let rank = (strength, before, mind, usize::MAX - distance, chain);
        if best.is_none_or(|best| (rank.0, rank.1, rank.2, rank.3) > (best.0, best.1, best.2, best.3)) {
            best = Some(rank);
        }
    }
    // Without a country and with nothing before it, a description is open.
    let (strength, before, _, far, chain) = best?;
    if wanted.country.is_some() && strength < EXACT && open > 1 {
        return None;
    }
    let near = before && (wanted.country.is_some() || usize::MAX - far < 400 || words.all.len() < 1200);
    (near || wanted.country.is_some()).then_some(chain)
}

/// How much a person is on the reader's mind at a description.
fn presence(words: &Words<'_>, chains: &Chains, description: &Description, chain: usize) -> usize {
    let names = &chains.people[chain].names;
    let before = names.partition_point(|&start| start < description.words.start);
    let mut mind = before.min(5);
    let Some(last) = before.checked_sub(1).map(|i| names[i]) else { return 0 };
    let from = description.sentence.saturating_sub(1);
    let near = words.sentences[from].start;
    if last >= near {
        mind += 3;
        let first = chains.names.partition_point(|n| n.words.start < near);
        mind += 2 * usize::from(chains.names.get(first).is_some_and(|n| n.chain == chain));
    }
    mind
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
    if !person.parsed.is_single()
        && person.country.is_none()
        && origin::is_foreign(person.parsed.keys[0], country)
    {
        return false;
    }
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

/// The head of a country goes to the one person of weight whose office nothing tells, where there is only
/// one such.
fn by_elimination(description: &Description, chains: &Chains, facts: &[Vec<Meaning>]) -> Option<usize> {
    let wanted = &description.meaning;
    if !wanted.top || wanted.former || wanted.country.is_none() || is_held(wanted, facts) {
        return None;
    }
    let unknown = |chain: &usize| {
        let person = &chains.people[*chain];
        person.country.is_none_or(|country| Some(country) == wanted.country)
            && facts[*chain].iter().all(|role| role.country.is_none() && (role.top || role.former))
            && !person.kin
            && origin_fits(person, wanted)
    };
    let all: Vec<usize> = (0..chains.people.len().min(MOST)).filter(unknown).collect();
    let mut often = all.iter().copied().filter(|&c| chains.people[c].names.len() >= 2);
    let one = often.next().filter(|_| often.next().is_none())?;
    (all.len() <= 5).then_some(one)
}

fn is_held(wanted: &Meaning, facts: &[Vec<Meaning>]) -> bool {
    let all = facts.iter().take(MOST).flatten();
    all.into_iter().any(|role| role.top && !role.former && role.country == wanted.country)
}

/// "Rishi Sunak met Anthony Albanese. The British prime minister said …": the subject of the sentence
/// before, where nothing else is known of them.
fn by_subject(
    words: &Words<'_>,
    description: &Description,
    chains: &Chains,
    facts: &[Vec<Meaning>],
) -> Option<usize> {
    let wanted = &description.meaning;
    let sentence = words.sentences.get(description.sentence)?;
    // “…,” said the British prime minister.
    let spoken = words.all[sentence.start].is('“') || words.all[sentence.start].is('"');
    let closed = || {
        let marks = (sentence.start + 1..description.words.start).rev();
        let mut marks = marks.filter(|&i| words.all[i].is('”') || words.all[i].is('"'));
        marks.next().is_some_and(|close| description.words.start <= close + 3)
    };
    let opens = description.words.start == sentence.start || spoken && closed();
    if !opens || wanted.former || wanted.country.is_none() || wanted.top && is_held(wanted, facts) {
        return None;
    }
    let previous = words.sentences.get(description.sentence.checked_sub(1)?)?;
    let at = chains.names.partition_point(|n| n.words.start < previous.start);
    let name = chains.names.get(at).filter(|n| n.words.end <= previous.end)?;
    let start = name.title.as_ref().map_or(name.words.start, |t| t.words.start);
    let beside = chains.names.get(at + 1).is_some_and(|n| {
        n.words.start <= name.words.end + 4
            && (name.words.end..n.words.start).any(|i| words.str(i) == "and" || words.all[i].is(','))
    });
    let person = &chains.people[name.chain];
    let home = person.country.is_none_or(|country| Some(country) == wanted.country);
    let open = home && facts[name.chain].iter().all(|role| role.country.is_none() && role.top == wanted.top);
    (start <= previous.start + 1 && !beside && open && !person.kin && origin_fits(person, wanted))
        .then_some(name.chain)
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

/// Gives plurals to people: to the two who stand together nearby, else to the two whom the article is
/// about, where their roles allow it. `mentions` are names and single descriptions, sorted.
pub(super) fn plurals(
    words: &Words<'_>,
    found: &mut [Description],
    chains: &Chains,
    mentions: &[Antecedent],
    leaders: Option<Pair>,
) {
    for description in found.iter_mut().filter(|d| d.several > 0) {
        let in_sentence = |sentence: usize| {
            let range = words.sentences[sentence].clone();
            let from = mentions.partition_point(|m| m.start < range.start);
            let to = mentions.partition_point(|m| m.start < range.end);
            mentions[from..to].iter().filter(|m| m.end <= description.words.start).collect::<Vec<_>>()
        };
        let here = in_sentence(description.sentence);
        let before = words.sentences[description.sentence].start..description.words.start;
        let local = if !here.is_empty() {
            plural::together(words, &here, before)
        } else {
            description.sentence.checked_sub(1).and_then(|previous| {
                plural::together(words, &in_sentence(previous), words.sentences[previous].clone())
            })
        };
        let written = words.str(description.phrase.head);
        let wanted = &description.meaning;
        let gender = match written {
            "men" | "statesmen" => Some(Gender::Male),
            "women" => Some(Gender::Female),
            _ => None,
        };
        let fits = |&chain: &usize| {
            let person = &chains.people[chain];
            let agrees = gender.is_none() || person.gender.is_none_or(|known| Some(known) == gender);
            let fitting = match written {
                "men" | "women" | "pair" | "duo" | "two" => true,
                "leaders" | "statesmen" => person.roles.is_empty() || person.roles.iter().any(|r| r.top),
                _ => {
                    person.roles.is_empty() && !person.kin && person.names.len() > 2
                        || person.roles.iter().any(|r| wanted.answers_to(r))
                }
            };
            agrees && fitting
        };
        let several = description.several;
        let holders = || {
            let named = singular(written).is_some() && written != "leaders";
            let people = 0..chains.people.len().min(MOST);
            let all: Vec<usize> = people
                .filter(|&c| {
                    chains.people[c]
                        .roles
                        .iter()
                        .any(|r| !r.former && r.head == wanted.head && wanted.answers_to(r))
                })
                .collect();
            (named && all.len() == several).then_some(all)
        };
        let tops = || {
            let people = 0..chains.people.len().min(MOST);
            let all: Vec<usize> =
                people.filter(|&c| chains.people[c].roles.iter().any(|r| r.top && !r.former)).collect();
            (several == 3 && all.len() == 3).then_some(all)
        };
        let of_two = |pair: Vec<usize>| (several == 2 && pair.iter().all(fits)).then_some(pair);
        let lesser = !matches!(
            written,
            "leaders" | "presidents" | "men" | "women" | "statesmen" | "pair" | "duo" | "two"
        );
        let leading = || leaders.filter(|_| !lesser).map(|pair| pair.to_vec()).and_then(of_two);
        let chosen = local.and_then(of_two).or_else(holders).or_else(tops).or_else(leading);
        if let Some(mut chosen) = chosen {
            chosen.sort_unstable();
            description.chains = chosen;
        }
    }
}

/// The gender that a word of kinship or an honorific tells.
pub(super) fn word_gender(word: &super::word::Word) -> Option<Gender> {
    match (word.has(flag::FEMALE), word.has(flag::MALE)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}
