//! From names in the text to the people layer: chains, roles, relations, mentions.
//!
//! Entry point: [`build`].

use std::ops::Range;

use super::chain::Chains;
use super::describe::{self, Description, descriptions};
use super::kin;
use super::lexicon::flag;
use super::plural;
use super::pronoun::{Antecedent, Pronoun, pronouns};
use super::role::{self, Phrase};
use super::word::{Form, Words};
use crate::extract::{Chain, MentionKind, OpenDescription, PeopleLayer, PersonMention, Relation, StatedRole};

/// Roles that one chain keeps at most.
const MOST_ROLES: usize = 100;

/// The people layer over these names (ranges of words, sorted, without overlap).
pub(super) fn build(words: &Words<'_>, found: &[Range<usize>]) -> PeopleLayer {
    let mut named = vec![false; words.all.len()];
    for range in found {
        named[range.clone()].fill(true);
    }
    let mut chains = Chains::build(words, found, &named);
    let mut taken = named.clone();
    for name in &chains.names {
        for phrase in name.phrases() {
            taken[phrase.words.clone()].fill(true);
        }
    }
    let quoted = quoted(words);
    let mut described = descriptions(words, &mut chains, &named, &taken);
    let of_name = |described: &[Description], word: usize| owner(&chains, described, &[], word);
    kin::kin(words, &mut described, &chains, of_name);
    let leaders = plural::leaders(&chains);
    let single = antecedents(words, &chains, &described);
    describe::plurals(words, &mut described, &chains, &single, leaders);
    let all = antecedents(words, &chains, &described);
    let spoken = pronouns(words, &mut chains, &all, &quoted, leaders);
    let of_any = |described: &[Description], word: usize| owner(&chains, described, &spoken, word);
    kin::kin(words, &mut described, &chains, of_any);
    let relations = described.clone();
    kin::kin_beside(words, &mut described, &chains);
    let mut layer = PeopleLayer {
        chains: chains
            .people
            .iter()
            .map(|p| Chain { name: p.name.clone(), roles: Vec::new(), gender: p.gender })
            .collect(),
        ..PeopleLayer::default()
    };
    Builder { words, chains: &chains, described: &relations, spoken: &spoken }.roles(&mut layer);
    Builder { words, chains: &chains, described: &described, spoken: &spoken }.mentions(&mut layer);
    layer
}

struct Builder<'a, 't> {
    words: &'a Words<'t>,
    chains: &'a Chains,
    described: &'a [Description],
    spoken: &'a [Pronoun],
}

impl Builder<'_, '_> {
    /// Roles and relations, from titles, appositions and descriptions.
    fn roles(&self, layer: &mut PeopleLayer) {
        for name in &self.chains.names {
            for phrase in name.phrases() {
                self.state(layer, name.chain, phrase);
            }
        }
        for description in self.described {
            if description.several == 0
                && let [chain] = description.chains[..]
                && description.meaning.country.is_some()
            {
                self.state(layer, chain, &description.phrase);
            }
        }
        for chain in &mut layer.chains {
            chain.roles.sort_by_key(|role| role.span);
        }
    }

    /// States one role of a chain, once for each wording.
    fn state(&self, layer: &mut PeopleLayer, chain: usize, phrase: &Phrase) {
        let head = &self.words.all[phrase.head];
        if !head.has(flag::ROLE | flag::KIN) || head.has(flag::HONORIFIC) && !head.has(flag::ROLE | flag::KIN)
        {
            return;
        }
        let meaning = role::meaning(self.words, phrase);
        let owner = phrase.possessor.and_then(|word| self.owner(word)).filter(|&owner| owner != chain);
        let owner = owner.filter(|&owner| self.may_own(phrase, owner, chain));
        let mut span = self.words.span(phrase.words.clone());
        let mut text = one_line(self.words.slice(phrase.words.clone()));
        if let Some(owner) = owner {
            let kind = text.to_lowercase();
            let start = self.owner_start(phrase.possessor.expect("an owner was read from the possessor"));
            span = self.words.span(start..phrase.words.end);
            layer.relations.push(Relation { of: chain, kind, to: owner, span });
            text = format!("{}'s {text}", layer.chains[owner].name.full);
        } else if let Some(owner) = self.complement_owner(phrase).filter(|&owner| owner != chain) {
            let kind = one_line(self.words.slice(phrase.words.start..phrase.head + 1)).to_lowercase();
            layer.relations.push(Relation { of: chain, kind, to: owner, span });
        } else if meaning.kin {
            return;
        }
        let known = layer.chains[chain].roles.iter().any(|role| role.text.eq_ignore_ascii_case(&text));
        if !known && layer.chains[chain].roles.len() < MOST_ROLES {
            let role = StatedRole { text, span, country: meaning.country, former: meaning.former };
            layer.chains[chain].roles.push(role);
        }
    }

    fn owner(&self, word: usize) -> Option<usize> {
        owner(self.chains, self.described, self.spoken, word)
    }

    /// "the president's daughter, Ivanka Trump": not of a president of another name, where the article knows
    /// one of hers.
    fn may_own(&self, phrase: &Phrase, owner: usize, chain: usize) -> bool {
        if !self.words.all[phrase.head].has(flag::KIN) {
            return true;
        }
        let named = phrase.possessor.is_some_and(|word| {
            let names = &self.chains.names;
            let at = names.partition_point(|n| n.words.end < word);
            names.get(at).is_some_and(|n| n.words.end == word)
        });
        let family = |chain: usize| self.chains.people[chain].parsed.family;
        let people = self.chains.people.iter().enumerate().take(MOST_ROLES);
        let own = people.filter(|(other, p)| {
            *other != chain && !p.parsed.is_single() && p.parsed.family == family(chain)
        });
        named
            || self.chains.people[chain].parsed.is_single()
            || family(owner) == family(chain)
            || own.count() == 0
    }

    fn owner_start(&self, word: usize) -> usize {
        let names = &self.chains.names;
        let at = names.partition_point(|n| n.words.end <= word);
        match at.checked_sub(1).map(|i| &names[i]).filter(|n| n.words.end == word) {
            Some(name) => name.words.start,
            None if self.words.all[word].form == Form::Possessive => {
                let i = self.described.partition_point(|d| d.words.end < word);
                self.described.get(i).filter(|d| d.words.end == word).map_or(word, |d| d.words.start)
            }
            None => word,
        }
    }

    /// "sister of Kim Jong-un", "adviser to Trump".
    fn complement_owner(&self, phrase: &Phrase) -> Option<usize> {
        let link = phrase.head + 1;
        if link + 1 >= phrase.words.end || !matches!(self.words.str(link), "of" | "to" | "for") {
            return None;
        }
        let names = &self.chains.names;
        let at = names.partition_point(|n| n.words.start <= link);
        names
            .get(at)
            .filter(|n| n.words.end == phrase.words.end && n.words.start <= link + 4)
            .map(|n| n.chain)
    }

    fn mentions(&self, layer: &mut PeopleLayer) {
        for name in &self.chains.names {
            let title = name.title.as_ref().filter(|phrase| {
                let head = &self.words.all[phrase.head];
                !head.has(flag::KIN) || head.is_capital()
            });
            layer.mentions.push(PersonMention {
                span: self.words.span(name.words.clone()),
                chain: name.chain,
                kind: MentionKind::Name,
                title: title.map(|phrase| self.words.span(phrase.words.clone())),
            });
        }
        for description in self.described {
            let span = self.words.span(description.words.clone());
            for &chain in &description.chains {
                layer.mentions.push(PersonMention {
                    span,
                    chain,
                    kind: MentionKind::Description,
                    title: None,
                });
            }
            let open = description.chains.is_empty()
                && description.several == 0
                && description.phrase.possessor.is_none();
            if open {
                layer.open.push(OpenDescription {
                    span,
                    role: self.bare_role(description),
                    country: description.meaning.country,
                });
            }
        }
        for pronoun in self.spoken {
            for &chain in &pronoun.chains {
                let span = self.words.all[pronoun.word].span;
                layer.mentions.push(PersonMention { span, chain, kind: MentionKind::Pronoun, title: None });
            }
        }
        layer.mentions.sort_by_key(|m| (m.span, m.chain));
        layer.open.sort_by_key(|o| o.span);
        layer.relations.sort_by_key(|r| r.span);
    }

    /// "president" of "the former US president".
    fn bare_role(&self, description: &Description) -> String {
        let mut kept: Vec<String> = Vec::new();
        let range = description.phrase.words.clone();
        let mut i = range.start;
        while i < range.end {
            let keys = self.words.all[i..range.end].iter().map(|w| w.key);
            if let Some(country) = super::lexicon::lexicon().country(keys) {
                i += country.words;
                if self.words.all.get(i).is_some_and(|w| w.form == Form::Possessive) {
                    i += 1;
                }
                continue;
            }
            if !self.words.all[i].has(flag::FORMER) || i == description.phrase.head {
                kept.push(self.words.str(i).to_lowercase());
            }
            i += 1;
        }
        kept.join(" ")
    }
}

/// The person whom a possessor ("'s", "his") names, as far as names, descriptions and pronouns are given out.
fn owner(chains: &Chains, described: &[Description], spoken: &[Pronoun], word: usize) -> Option<usize> {
    let names = &chains.names;
    let at = names.partition_point(|n| n.words.end <= word);
    let before = at.checked_sub(1).map(|i| &names[i]).filter(|n| n.words.end == word);
    let one = |chains: &[usize]| (chains.len() == 1).then(|| chains[0]);
    before
        .map(|n| n.chain)
        .or_else(|| {
            let i = spoken.binary_search_by_key(&word, |p| p.word).ok()?;
            one(&spoken[i].chains)
        })
        .or_else(|| {
            let i = described.partition_point(|d| d.words.end < word);
            let description = described.get(i).filter(|d| d.words.end == word)?;
            one(&description.chains)
        })
}

/// Names and descriptions that are given to people, and descriptions of people without a name, sorted, for pronouns to look back at.
fn antecedents(words: &Words<'_>, chains: &Chains, described: &[Description]) -> Vec<Antecedent> {
    let possessive = |end: usize| {
        words
            .all
            .get(end)
            .is_some_and(|w| w.form == Form::Possessive || (w.glued && (w.is('’') || w.is('\''))))
    };
    let opening = |start: usize| {
        let article = start.checked_sub(1).filter(|&i| {
            matches!(
                words.str(i),
                "the" | "The" | "a" | "A" | "his" | "her" | "their" | "His" | "Her" | "its"
            )
        });
        article.unwrap_or(start)
    };
    let names = chains.names.iter().map(|n| {
        let from = n.phrases().map(|p| p.words.start).filter(|&s| s < n.words.start).min();
        (n.words.clone(), opening(from.unwrap_or(n.words.start)), vec![n.chain], None)
    });
    let descriptions = described.iter().filter(|d| d.several == 0 || !d.chains.is_empty()).map(|d| {
        let head = &words.all[d.phrase.head];
        let gender = describe::word_gender(head);
        (d.words.clone(), d.words.start, d.chains.clone(), gender)
    });
    let mut all: Vec<Antecedent> = names
        .chain(descriptions)
        .map(|(range, from, chains, gender)| Antecedent {
            start: range.start,
            from,
            end: range.end,
            possessive: possessive(range.end),
            chains,
            gender,
        })
        .collect();
    all.sort_by_key(|a| (a.start, a.end));
    all
}

/// For each word: does it stand in direct speech? Marks pair within a block; one left open ends with it.
fn quoted(words: &Words<'_>) -> Vec<bool> {
    let mut quoted = vec![false; words.all.len()];
    let mut open = false;
    let mut block = usize::MAX;
    for (index, sentence) in words.sentences.iter().enumerate() {
        let here = words.text.sentences()[index].block;
        if here != block {
            (open, block) = (false, here);
        }
        for i in sentence.clone() {
            match words.all[i].form {
                Form::Mark('“' | '«' | '„') => open = true,
                Form::Mark('”' | '»') => open = false,
                Form::Mark('"') => open = !open,
                _ => quoted[i] = open,
            }
        }
    }
    quoted
}

/// A role as written, on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
