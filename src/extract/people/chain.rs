//! Which names of an article are one person's: chains.
//!
//! Names of two words and more come first, in the order of the text; those that may be one person's
//! ([`super::name::Parsed::may_be`]) join. Then names of one word find their chain: by title, by a full
//! name just before, by frequency. Entry point: [`Chains::build`].

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::flag;
use super::name::{Parsed, parse, parts};
use super::role::{self, Meaning, Phrase};
use super::word::Words;
use crate::extract::{Gender, NameParts};

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its words, without title.
    pub(super) words: Range<usize>,
    /// The sentence that it stands in.
    pub(super) sentence: usize,
    /// The title or role right before it.
    pub(super) title: Option<Phrase>,
    /// The role in apposition, before or after it.
    pub(super) apposition: Option<Phrase>,
    /// Its parts.
    pub(super) parsed: Parsed,
    /// Its person.
    pub(super) chain: usize,
}

/// A person of the article, while being put together.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The fullest name.
    pub(super) parsed: Parsed,
    /// As shown.
    pub(super) name: NameParts,
    /// What the text says of gender.
    pub(super) gender: Option<Gender>,
    /// What the stated roles mean.
    pub(super) roles: Vec<Meaning>,
    /// Index of the name that was seen last, of those already given out.
    pub(super) last: usize,
    /// Names given out so far.
    pub(super) count: u32,
    /// Names of one word given out so far.
    pub(super) bare: u32,
    /// First words of all its names, in order.
    pub(super) names: Vec<usize>,
}

/// The names of an article and whose they are.
pub(super) struct Chains {
    /// Sorted by place.
    pub(super) names: Vec<Name>,
    /// In the order of their first names.
    pub(super) people: Vec<Person>,
}

/// How many namesakes a bare name is weighed between: the most recent ones beyond that.
const NAMESAKES: usize = 40;

impl Chains {
    /// Gives each name its person.
    pub(super) fn build(words: &Words<'_>, found: &[Range<usize>], named: &[bool]) -> Chains {
        let mut names: Vec<Name> = Vec::with_capacity(found.len());
        for range in found {
            let sentence = words.sentence_of(range.start);
            let bounds = words.sentences[sentence].clone();
            let title = role::before(words, &bounds, range.start, named);
            let apposition = role::after(words, &bounds, range.end, named)
                .or_else(|| apposition_before(words, &bounds, range, named));
            let parsed = parse(words, range.clone());
            names.push(Name { words: range.clone(), sentence, title, apposition, parsed, chain: usize::MAX });
        }
        let mut builder = Builder { words, names, people: Vec::new(), by_key: HashMap::new() };
        builder.full_names();
        builder.bare_names();
        builder.finish()
    }
}

/// "The North Korean leader, Kim Jong-un," and "Kim Jong-un's sister, Kim Yo-jong,".
fn apposition_before(
    words: &Words<'_>,
    sentence: &Range<usize>,
    name: &Range<usize>,
    named: &[bool],
) -> Option<Phrase> {
    let comma = name.start.checked_sub(1).filter(|&i| i > sentence.start && words.all[i].is(','))?;
    let phrase = role::before(words, sentence, comma, named)?;
    if !words.all[phrase.head].has(flag::ROLE | flag::KIN) || (phrase.possessor.is_none() && !phrase.definite)
    {
        return None;
    }
    let closed = name.end >= sentence.end || words.all[name.end].is_mark();
    let opens = phrase.possessor.is_none() && phrase.words.start <= sentence.start + 1;
    (closed || opens).then_some(phrase)
}

struct Builder<'w, 't> {
    words: &'w Words<'t>,
    names: Vec<Name>,
    people: Vec<Person>,
    /// People by each word of their names.
    by_key: HashMap<u64, Vec<usize>>,
}

impl Builder<'_, '_> {
    fn full_names(&mut self) {
        for n in 0..self.names.len() {
            if self.names[n].parsed.is_single() {
                continue;
            }
            let candidates = self.candidates(&self.names[n].parsed);
            let best = candidates
                .into_iter()
                .filter(|&p| self.fits(n, p) && self.names[n].parsed.may_be(&self.people[p].parsed))
                .max_by_key(|&p| {
                    let person = &self.people[p];
                    (person.parsed.whole == self.names[n].parsed.whole, person.count, person.last)
                });
            let person = best.unwrap_or_else(|| self.person(n));
            self.give(n, person);
        }
        for person in &mut self.people {
            (person.count, person.last) = (0, 0);
        }
    }

    fn bare_names(&mut self) {
        let mut full_counts = vec![0u32; self.people.len()];
        for name in &self.names {
            if name.chain != usize::MAX {
                full_counts[name.chain] += 1;
            }
        }
        for n in 0..self.names.len() {
            if self.names[n].chain != usize::MAX {
                let person = self.names[n].chain;
                self.give(n, person);
                continue;
            }
            let candidates = self.candidates(&self.names[n].parsed);
            let near = self.just_before(n);
            let settled = candidates.iter().any(|&p| self.people[p].bare >= 2);
            let best = candidates
                .into_iter()
                .filter(|&p| self.fits(n, p))
                .map(|p| (self.score(n, p, near, full_counts.get(p).copied().unwrap_or(0), settled), p))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let person = match best {
                Some((_, person)) => person,
                None => self.person(n),
            };
            self.give(n, person);
            self.people[person].bare += 1;
        }
    }

    /// How well a bare name suits a person.
    fn score(&self, n: usize, p: usize, near: Option<usize>, full: u32, settled: bool) -> f32 {
        let (name, person) = (&self.names[n], &self.people[p]);
        let key = name.parsed.keys[0];
        let mut score = 0.0;
        if person.parsed.family == key {
            score += 40.0;
        } else if person.parsed.keys.last() == Some(&key) {
            score += 20.0;
        }
        if person.count > 0 {
            score += 30.0;
        }
        // A full name just before wins, unless the article has long called another by the bare name.
        if near == Some(p) {
            score += if settled { 3.0 } else { 25.0 };
        }
        if let Some(title) = &name.title {
            let meaning = role::meaning(self.words, title);
            if person.roles.iter().any(|role| meaning.answers_to(role)) {
                score += 60.0;
            } else if meaning.top && person.roles.iter().any(|role| role.top) {
                score += 30.0;
            } else if meaning.top && person.roles.iter().any(|role| !role.top && !role.former) {
                score -= 20.0;
            }
        } else {
            score += 3.0 * person.roles.iter().any(|role| role.top && !role.former) as u32 as f32;
        }
        score + (full as f32).min(8.0) + (person.bare as f32 * 2.0).min(16.0)
    }

    /// The person named in full in this sentence before name `n`, or in the sentence before it, if no
    /// namesake stands there too.
    fn just_before(&self, n: usize) -> Option<usize> {
        let name = &self.names[n];
        let key = name.parsed.keys[0];
        let mut found = None;
        for earlier in self.names[..n].iter().rev().take(12) {
            if earlier.sentence + 1 < name.sentence {
                break;
            }
            if !earlier.parsed.keys.contains(&key) {
                continue;
            }
            if earlier.parsed.is_single() || found.is_some_and(|f| f != earlier.chain) {
                return None;
            }
            found = Some(earlier.chain);
        }
        found
    }

    /// People who share the word that a name is looked up by.
    fn candidates(&self, parsed: &Parsed) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for key in [Some(parsed.family), parsed.keys.first().copied(), parsed.keys.last().copied()]
            .into_iter()
            .flatten()
        {
            let people = self.by_key.get(&key).map_or(&[][..], Vec::as_slice);
            let first = people.len().min(NAMESAKES / 2);
            let recent = people.len().saturating_sub(NAMESAKES / 2).max(first);
            for &p in people[..first].iter().chain(&people[recent..]) {
                if !found.contains(&p) {
                    found.push(p);
                }
            }
        }
        found
    }

    /// False where title or forename tell another gender.
    fn fits(&self, n: usize, p: usize) -> bool {
        let told = self.names[n].parsed.gender.or_else(|| self.title_gender(n));
        match (told, self.people[p].gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// "Mr" and "Mrs" tell; so does kinship.
    fn title_gender(&self, n: usize) -> Option<Gender> {
        let name = &self.names[n];
        let heads = [name.title.as_ref(), name.apposition.as_ref()];
        heads.into_iter().flatten().find_map(|phrase| {
            let word = &self.words.all[phrase.head];
            let written = self.words.str(phrase.head);
            if word.has(flag::FEMALE) || written.ends_with("woman") {
                Some(Gender::Female)
            } else if word.has(flag::MALE) || written.ends_with("sman") {
                Some(Gender::Male)
            } else {
                None
            }
        })
    }

    fn person(&mut self, n: usize) -> usize {
        let name = &self.names[n];
        self.people.push(Person {
            parsed: name.parsed.clone(),
            name: parts(self.words, name.words.clone(), &name.parsed),
            gender: None,
            roles: Vec::new(),
            last: 0,
            count: 0,
            bare: 0,
            names: Vec::new(),
        });
        self.people.len() - 1
    }

    fn give(&mut self, n: usize, p: usize) {
        let gender = self.title_gender(n).or(self.names[n].parsed.gender);
        let first_time = self.names[n].chain == usize::MAX;
        self.names[n].chain = p;
        let name = &self.names[n];
        let person = &mut self.people[p];
        person.count += 1;
        person.last = n;
        person.gender = person.gender.or(gender);
        if !first_time {
            return;
        }
        for phrase in [name.title.as_ref(), name.apposition.as_ref()].into_iter().flatten() {
            let meaning = role::meaning(self.words, phrase);
            if self.words.all[phrase.head].has(flag::ROLE)
                && person.roles.len() < 100
                && !person.roles.contains(&meaning)
            {
                person.roles.push(meaning);
            }
        }
        let longer = name.parsed.keys.len() > person.parsed.keys.len();
        if longer {
            person.parsed = name.parsed.clone();
            person.name = parts(self.words, name.words.clone(), &name.parsed);
        }
        for key in &name.parsed.keys {
            let people = self.by_key.entry(*key).or_default();
            if people.last() != Some(&p) && !people.iter().rev().take(NAMESAKES).any(|&q| q == p) {
                people.push(p);
            }
        }
    }

    /// People in the order of their first names.
    fn finish(mut self) -> Chains {
        let mut order = vec![usize::MAX; self.people.len()];
        let mut next = 0;
        for name in &mut self.names {
            if order[name.chain] == usize::MAX {
                order[name.chain] = next;
                next += 1;
            }
            name.chain = order[name.chain];
        }
        let mut people: Vec<(usize, Person)> =
            self.people.into_iter().enumerate().map(|(i, p)| (order[i], p)).collect();
        people.retain(|(at, _)| *at != usize::MAX);
        people.sort_by_key(|(at, _)| *at);
        let mut people: Vec<Person> = people.into_iter().map(|(_, p)| p).collect();
        for name in &self.names {
            people[name.chain].names.push(name.words.start);
        }
        Chains { names: self.names, people }
    }
}
