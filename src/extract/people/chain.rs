//! Which names of an article are one person's: chains.
//!
//! Names of two words and more come first, in the order of the text; those that may be one person's
//! ([`super::name::Parsed::may_be`]) join. Then names of one word find their chain: by title, by a full
//! name just before, by frequency. Entry point: [`Chains::build`].

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{flag, lexicon};
use super::name::{Parsed, parse, parts};
use super::role::{self, Meaning, Phrase};
use super::word::{Form, Words};
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
    /// Kinship before it where another apposition follows: "her son, Daniel, a surgeon".
    pub(super) kinship: Option<Phrase>,
    /// Its parts.
    pub(super) parsed: Parsed,
    /// Its person.
    pub(super) chain: usize,
}

impl Name {
    /// What stands beside the name and tells of its bearer.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        [self.title.as_ref(), self.apposition.as_ref(), self.kinship.as_ref()].into_iter().flatten()
    }
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
    /// True for somebody who stands beside the head of a country: "Kim Jong-un and the US president".
    pub(super) peer: bool,
    /// True for somebody who is only named inside the role of another: "son of Rafik Hariri".
    pub(super) inner: bool,
    /// True for somebody who is called a relative of another.
    pub(super) kin: bool,
    /// Told to be of the generation before, or after: "his father", "the younger brother".
    pub(super) elder: Option<bool>,
    /// The country that the text puts beside the name: "Egypt's Hazem", "Calderón of Mexico".
    pub(super) country: Option<&'static str>,
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
            let (after, before) = (
                role::after(words, &bounds, range.end, named),
                apposition_before(words, &bounds, range, named),
            );
            let kin = |phrase: &Phrase| words.all[phrase.head].has(flag::KIN) && phrase.possessor.is_some();
            let (apposition, kinship) = match (after, before) {
                (Some(after), before) => (Some(after), before.filter(kin)),
                (None, before) => (before, None),
            };
            let parsed = parse(words, range.clone());
            let chain = usize::MAX;
            names.push(Name { words: range.clone(), sentence, title, apposition, kinship, parsed, chain });
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
    // "the Chairman, Ambassador Horváth", "his wife, the singer Peng Liyuan": over the title.
    let title = role::before(words, sentence, name.start, named);
    let start = title.map_or(name.start, |title| title.words.start - usize::from(title.definite));
    let comma = start.checked_sub(1).filter(|&i| i > sentence.start && words.all[i].is(','))?;
    let phrase = role::before(words, sentence, comma, named)?;
    // "his brother and predecessor, Fidel Castro"
    let pair = phrase
        .words
        .start
        .checked_sub(1)
        .filter(|&and| phrase.possessor.is_none() && words.str(and) == "and");
    let first =
        pair.and_then(|and| role::before(words, sentence, and, named)).filter(|p| p.possessor.is_some());
    let phrase = first.unwrap_or(phrase);
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
                .filter(|&p| !self.told_apart(n, p))
                .max_by_key(|&p| {
                    let person = &self.people[p];
                    (person.parsed.whole == self.names[n].parsed.whole, person.count, person.last)
                });
            let person = best.or_else(|| self.known_as(n)).unwrap_or_else(|| self.person(n));
            self.give(n, person);
        }
        for person in &mut self.people {
            (person.count, person.last) = (0, 0);
        }
    }

    /// "George Bush, the father of George W. Bush": two forms in full in one sentence are two people.
    fn told_apart(&self, n: usize, p: usize) -> bool {
        let (name, person) = (&self.names[n], &self.people[p]);
        let last = &self.names[person.last];
        last.chain == p
            && last.sentence == name.sentence
            && last.parsed.whole != name.parsed.whole
            && !last.parsed.is_single()
            && name.words.start - last.words.end <= 8
            && (last.words.end..name.words.start).all(|i| !self.words.all[i].is('('))
    }

    /// "Joko Widodo, who is known as Jokowi": the person of the name before.
    fn known_as(&self, n: usize) -> Option<usize> {
        let name = &self.names[n];
        let before = &self.names[n.checked_sub(1)?];
        let gap = before.words.end..name.words.start;
        let said = gap.len() >= 2 && gap.len() <= 9 && before.sentence == name.sentence;
        let words = |i: usize| self.words.str(i);
        let end = gap.end;
        let titles = (gap.start..end).rev().take_while(|&i| {
            self.words.all[i].is_capital() && self.words.all[i].has(flag::HONORIFIC | flag::ROLE)
        });
        let end = end - titles.count();
        if end < gap.start + 2 {
            return None;
        }
        let quoted = usize::from(said && self.words.all[end - 1].is_mark());
        let known = said
            && words(end - 1 - quoted) == "as"
            && gap.len() >= 2 + quoted
            && matches!(words(end - 2 - quoted), "known" | "as")
            || said && matches!(words(end - 1 - quoted), "nicknamed" | "alias" | "aka" | "née" | "nee");
        (known && before.chain != usize::MAX).then_some(before.chain)
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
            if let Some(person) = self.known_as(n) {
                self.give(n, person);
                continue;
            }
            let candidates = self.candidates(&self.names[n].parsed);
            let near = self.just_before(n);
            let settled = candidates.iter().any(|&p| {
                let person = &self.people[p];
                let leads = person.roles.iter().any(|role| role.top && !role.former);
                person.bare >= if leads { 1 } else { 2 }
            });
            let best = candidates
                .into_iter()
                .filter(|&p| self.fits(n, p) && !self.is_of_the_family(n, p))
                .map(|p| (self.score(n, p, near, full_counts.get(p).copied().unwrap_or(0), settled), p))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            let person = match best {
                Some((_, person)) => person,
                None => self.wife(n).unwrap_or_else(|| self.person(n)),
            };
            self.give(n, person);
            self.people[person].bare += 1;
        }
    }

    /// "President Clinton" is not Hillary Clinton, whom the article comes to name later on without that
    /// office.
    fn is_of_the_family(&self, n: usize, p: usize) -> bool {
        let (name, person) = (&self.names[n], &self.people[p]);
        let Some(title) = name.title.as_ref().filter(|_| person.count == 0) else { return false };
        let meaning = role::meaning(self.words, title);
        let held = person.roles.iter().any(|role| meaning.answers_to(role));
        let leads = person.roles.iter().any(|role| role.top);
        let other = person.kin || person.gender == Some(Gender::Female) || !person.roles.is_empty();
        meaning.top && !held && !leads && other
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
            let block = |n: usize| self.words.text.sentences()[self.names[n].sentence].block;
            let here = person.last < n && block(person.last) == block(n);
            score += if settled || !here { 3.0 } else { 25.0 };
        }
        if let Some(title) = &name.title {
            let meaning = role::meaning(self.words, title);
            // "President Bush" is not the former president of that name.
            let held = |role: &&role::Meaning| meaning.answers_to(role);
            let past = !meaning.former && person.roles.iter().filter(held).all(|role| role.former);
            if person.roles.iter().any(|role| held(&role)) {
                score += if past { -20.0 } else { 60.0 };
            } else if meaning.top && person.roles.iter().any(|role| role.top) {
                score += 30.0;
            } else if meaning.top && person.roles.iter().any(|role| !role.top && !role.former) {
                score -= 20.0;
            }
        } else {
            score += 4.0 * person.peer as u32 as f32;
            score += 3.0 * person.roles.iter().any(|role| role.top && !role.former) as u32 as f32;
        }
        match self.words.str(name.words.start.saturating_sub(1)) {
            "elder" | "older" => score += age(person, true),
            "younger" => score += age(person, false),
            _ => {}
        }
        // Nor is she who is named in a lesser office, where another has none.
        let lesser = !person.roles.is_empty() && person.roles.iter().all(|role| !role.top && !role.former);
        score -= 3.0 * (lesser && name.title.is_none()) as u32 as f32;
        // Who is known as somebody's sister is rarely the one called by the family name.
        score -= 6.0 * person.kin as u32 as f32;
        // Nor is it he who is named only to say whose son another is.
        score -= 8.0 * (person.inner && person.bare == 0) as u32 as f32;
        score + (full as f32).min(8.0) + (person.bare as f32 * 2.0).min(16.0)
    }

    /// "Gorbachev and his wife, Raisa, … Mrs Gorbachev": the wife is called by both names from here on.
    fn wife(&mut self, n: usize) -> Option<usize> {
        if self.title_gender(n) != Some(Gender::Female) {
            return None;
        }
        let family = self.names[n].parsed.family;
        let wife = self.names[..n].iter().enumerate().rev().take(NAMESAKES).find_map(|(w, name)| {
            let given_alone = name.parsed.is_single() && name.chain != usize::MAX;
            let kin = |p: &&Phrase| {
                self.words.all[p.head].has(flag::FEMALE) && self.words.all[p.head].has(flag::KIN)
            };
            let possessor = name.phrases().filter(kin).find_map(|phrase| phrase.possessor)?;
            let near = self.names[..w].iter().rev().take(3);
            let same = near
                .filter(|h| h.words.end <= possessor && h.sentence + 1 >= name.sentence)
                .any(|husband| husband.parsed.keys.contains(&family));
            (given_alone && same).then_some(name.chain)
        })?;
        let family = &self.names[n].parsed;
        let person = &mut self.people[wife];
        if person.parsed.is_single() {
            person.name.given = Some(person.name.full.clone());
            person.name.family = Some(self.words.slice(self.names[n].words.clone()).to_owned());
            person.name.full =
                format!("{} {}", person.name.full, self.words.slice(self.names[n].words.clone()));
            person.parsed = person.parsed.with_family(family);
        }
        Some(wife)
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
        // "King Salman" is not Mohammed bin Salman: who reigns is called by the first name.
        let royal = |phrase: &Phrase| {
            let written = self.words.str(phrase.head);
            matches!(written, "King" | "Queen" | "Prince" | "Princess" | "Pope" | "Emperor" | "Empress")
        };
        let person = &self.people[p];
        let name = &self.names[n];
        if name.parsed.is_single()
            && name.title.as_ref().is_some_and(royal)
            && !person.parsed.is_single()
            && person.parsed.keys[0] != name.parsed.keys[0]
        {
            return false;
        }
        match (told, person.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// "Mr" and "Mrs" tell; so does kinship.
    fn title_gender(&self, n: usize) -> Option<Gender> {
        let name = &self.names[n];
        name.phrases().find_map(|phrase| {
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
            inner: true,
            peer: false,
            kin: false,
            elder: None,
            country: None,
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
        for phrase in name.phrases() {
            let meaning = role::meaning(self.words, phrase);
            person.kin |= meaning.kin && phrase.possessor.is_some();
            person.elder = person.elder.or_else(|| generation(self.words, phrase));
            let head = &self.words.all[phrase.head];
            if (head.has(flag::ROLE) || role::is_rank(head, self.words.str(phrase.head)))
                && person.roles.len() < 100
                && !person.roles.contains(&meaning)
            {
                person.roles.push(meaning);
            }
        }
        let inside = n.checked_sub(1).is_some_and(|before| {
            let role = self.names[before].apposition.as_ref();
            role.is_some_and(|role| role.words.start <= name.words.start && role.words.end >= name.words.end)
        });
        person.inner &= inside;
        person.peer |= beside_top(self.words, &name.words);
        person.country = person.country.or_else(|| country_beside(self.words, &name.words));
        let longer =
            name.parsed.keys.len() > person.parsed.keys.len() && longer_form(&name.parsed, &person.parsed);
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

/// What kinship tells of age: "father" and "elder brother" of the one, "son" and "younger sister" of the other.
fn generation(words: &Words<'_>, phrase: &Phrase) -> Option<bool> {
    let head = &words.all[phrase.head];
    if !head.has(flag::KIN) || phrase.possessor.is_none() && phrase.words.end == phrase.head + 1 {
        return None;
    }
    let told = (phrase.words.start..phrase.head).find_map(|i| match words.str(i) {
        "elder" | "older" | "eldest" => Some(true),
        "younger" | "youngest" | "kid" => Some(false),
        _ => None,
    });
    told.or(match words.str(phrase.head) {
        "father" | "mother" | "grandfather" | "grandmother" | "uncle" | "aunt" => Some(true),
        "son" | "daughter" | "grandson" | "granddaughter" | "nephew" | "niece" => Some(false),
        _ => None,
    })
}

/// How well a person suits "the elder" or "the younger".
fn age(person: &Person, elder: bool) -> f32 {
    let former = person.roles.iter().any(|role| role.former);
    match person.elder {
        Some(known) if known == elder => 90.0,
        Some(_) => -90.0,
        None if former == elder => 40.0 - person.bare.min(10) as f32,
        None => 0.0,
    }
}

/// "Kim Jong-un and the US president": the name stands beside the head of a country.
fn beside_top(words: &Words<'_>, name: &Range<usize>) -> bool {
    let top = |range: Range<usize>| {
        range.into_iter().take_while(|&i| !words.all[i].is_mark()).any(|i| words.all[i].has(flag::TOP))
    };
    let after = name.end + 1 < words.all.len() && words.str(name.end) == "and";
    after && top(name.end + 1..words.all.len().min(name.end + 5))
        || name.start > 1 && words.str(name.start - 1) == "and" && words.all[name.start - 2].has(flag::TOP)
}

/// The country of "Egypt's Hazem" and "Calderón of Mexico".
fn country_beside(words: &Words<'_>, name: &Range<usize>) -> Option<&'static str> {
    let sentence = &words.sentences[words.sentence_of(name.start)];
    let owner =
        name.start.checked_sub(1).filter(|&i| i > sentence.start && words.all[i].form == Form::Possessive);
    if let Some(from) = owner.and_then(|end| role::country_ending(words, sentence.start, end)) {
        return lexicon().country(words.all[from..name.start].iter().map(|w| w.key)).map(|c| c.iso);
    }
    let of = name.end + 1 < sentence.end && words.str(name.end) == "of";
    let country =
        of.then(|| lexicon().country(words.all[name.end + 1..sentence.end].iter().map(|w| w.key)))??;
    let after = words.all.get(name.end + 1 + country.words);
    let whole = after.is_none_or(|w| !w.is_capital() && w.form != Form::Possessive);
    (whole && !country.demonym).then_some(country.iso)
}

/// A longer form of the same name, not another name that somebody is known by.
fn longer_form(long: &Parsed, short: &Parsed) -> bool {
    short.keys.iter().any(|key| long.keys.contains(key))
}
