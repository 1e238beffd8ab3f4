//! Who "they" and "the two leaders" are. Entry points: [`Reader::pair`] for a candidate, [`leaders`] for a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::article::Reader;
use super::find::Candidate;
use super::participants::is_leaders;
use super::status::Outlook;
use crate::extract::places::demonym_at;
use crate::extract::{Annotations, ChainIx, MentionKind, PlaceKind, Status};
use crate::span::Span;
use crate::text::Text;

/// How far back, in bytes, "they" may point.
const RECENT: u32 = 300;

impl Reader<'_, '_> {
    /// "A receives B. Lunch at 1300.": on a line of a diary, the people of the event before.
    pub(super) fn of_the_line(&self, sentence: usize, candidate: &Candidate) -> Vec<ChainIx> {
        let planned = matches!(candidate.outlook, Outlook::Present | Outlook::Is(Status::Scheduled));
        let here = self.text.sentences()[sentence].block;
        let last = self.events.last().filter(|_| planned && candidate.phrase);
        let of_block = last.filter(|e| {
            self.text.sentence_at(e.span.start).is_some_and(|ix| self.text.sentences()[ix].block == here)
        });
        of_block.map_or_else(Vec::new, |e| e.people.clone())
    }

    /// Who "they" and "the two leaders" are: for "they" those whom the people layer found, where it did.
    pub(super) fn pair(&self, candidate: &Candidate) -> Vec<ChainIx> {
        if candidate.subject.is_empty() {
            return Vec::new();
        }
        // "A and B met; they signed": the two before it in the sentence; "the four leaders": nobody by name.
        if let Some(before) = candidate.wording.as_ref().map(|w| w.before.clone()).filter(|b| !b.is_empty()) {
            let span = self.text.span_of(before);
            let mentions = &self.layers.people.mentions;
            let from = mentions.partition_point(|m| m.span.start < span.start);
            let here = mentions[from..].iter().take_while(|m| m.span.start < span.end);
            let mut named: Vec<ChainIx> = Vec::new();
            here.for_each(|m| {
                if !named.contains(&m.chain) {
                    named.push(m.chain);
                }
            });
            return named;
        }
        if let Some(group) = self.of_countries(candidate.subject.clone()) {
            return group;
        }
        const MANY: &[&str] = &["three", "four", "five", "six", "seven"];
        let word = |i: usize| MANY.iter().position(|w| *w == self.text.lower(i));
        if let Some(many) = candidate.subject.clone().find_map(word) {
            return self.of_number(many + 3);
        }
        let here = self.text.tokens()[candidate.subject.start].span.start;
        let pointing = candidate.subject.clone().any(|i| {
            let alone = self.text.lower(i) == "two" && i + 1 == candidate.subject.end;
            let their = self.text.lower(i) == "their" && i == candidate.subject.start;
            self.text.lower(i) == "they" || alone || their
        });
        if pointing {
            // As the people layer has it, else the two of the event just told.
            let meant = self.meant(candidate);
            if meant.len() > 1 {
                return meant;
            }
            let told = self.events.iter().rev().take(2).find(|e| {
                let same = self.text.sentence_at(e.span.start).zip(self.text.sentence_at(here));
                let block = |ix: usize| self.text.sentences()[ix].block;
                same.is_some_and(|(a, b)| block(a) == block(b)) && here - e.span.start.min(here) <= RECENT
            });
            if let Some(two) = told.map(|e| &e.people).filter(|p| p.len() == 2) {
                return two.clone();
            }
        }
        self.leaders.clone()
    }

    /// "The leaders of Russia, Ukraine, Germany and France", "the German and French presidents": those whom the
    /// article gives such an office in one of the countries. `None` where the words name no country.
    fn of_countries(&self, subject: Range<usize>) -> Option<Vec<ChainIx>> {
        let head = subject.clone().find(|&i| is_leaders(self.text.lower(i)))?;
        let foreign =
            head > 0 && matches!(self.text.lower(head - 1), "foreign" | "defence" | "defense" | "finance");
        let office = |role: &str| {
            let role = role.to_lowercase();
            if foreign {
                return role.contains("foreign minister") && self.text.lower(head - 1) == "foreign";
            }
            let lesser = ["vice", "deputy", "foreign", "former", "adviser", "wife", "spokes", "’s ", "'s "];
            ["president", "prime minister", "chancellor", "premier", "leader", "general secretary", "king"]
                .iter()
                .any(|office| role.contains(office))
                && !lesser.iter().any(|word| role.contains(word))
        };
        let span = self.text.span_of(subject.clone());
        let places = &self.layers.places;
        let from = places.partition_point(|p| p.span.start < span.start);
        let named = places[from..].iter().take_while(|p| p.span.start < span.end);
        let mut countries: Vec<&str> =
            named.filter(|p| p.kind == PlaceKind::Country).filter_map(|p| p.country).collect();
        let demonyms = subject.filter_map(|i| demonym_at(self.text, i));
        countries.extend(demonyms.filter_map(|(nation, _)| nation.country));
        if countries.is_empty() {
            return None;
        }
        let mut group: Vec<ChainIx> = Vec::new();
        for country in countries {
            let mut holders = self.layers.people.chains.iter().enumerate().filter(|(_, chain)| {
                chain.roles.iter().any(|r| r.country == Some(country) && !r.former && office(&r.text))
            });
            if let (Some((one, _)), None) = (holders.next(), holders.next())
                && !group.contains(&one)
            {
                group.push(one);
            }
        }
        Some(group)
    }

    /// "The three", "the four leaders": the people of the last event that had so many.
    fn of_number(&self, many: usize) -> Vec<ChainIx> {
        let told = self.events.iter().rev().take(8).find(|e| e.people.len() == many);
        told.map_or_else(Vec::new, |e| e.people.clone())
    }

    /// The people of a plural in the subject.
    fn meant(&self, candidate: &Candidate) -> Vec<ChainIx> {
        let word = |i: usize| self.text.lower(i);
        let plural = candidate.subject.clone().find(|&i| matches!(word(i), "they" | "two"));
        let Some(span) = plural.map(|i| self.text.tokens()[i].span) else { return Vec::new() };
        let mentions = &self.layers.people.mentions;
        let from = mentions.partition_point(|m| m.span.start + 40 < span.start);
        let here = mentions[from..].iter().take_while(|m| m.span.start <= span.start);
        here.filter(|m| m.span.covers(span)).map(|m| m.chain).collect()
    }

    /// True where the clause itself names somebody.
    pub(super) fn names_someone(&self, candidate: &Candidate) -> bool {
        [&candidate.subject, &candidate.predicate].into_iter().filter(|r| !r.is_empty()).any(|range| {
            let span = self.text.span_of(range.clone());
            let mentions = &self.layers.people.mentions;
            let from = mentions.partition_point(|m| m.span.start < span.start);
            mentions.get(from).is_some_and(|m| m.span.start < span.end)
        })
    }
}

/// The two whom "the two leaders" means: the pair that the text most often joins by "and", else the two
/// with the most mentions.
pub(super) fn leaders(text: &Text<'_>, layers: &Annotations) -> Vec<ChainIx> {
    let mut counts = vec![0usize; layers.people.chains.len()];
    for mention in &layers.people.mentions {
        counts[mention.chain] += 1;
    }
    let named: Vec<_> = layers.people.mentions.iter().filter(|m| m.kind == MentionKind::Name).collect();
    let mut pairs: BTreeMap<(ChainIx, ChainIx), usize> = BTreeMap::new();
    for two in named.windows(2) {
        let (a, b) = (two[0], two[1]);
        let near = a.chain != b.chain && a.span.end < b.span.start && b.span.start - a.span.end <= 60;
        if near && text.slice(Span { start: a.span.end, end: b.span.start }).contains(" and ") {
            *pairs.entry((a.chain.min(b.chain), a.chain.max(b.chain))).or_default() += 1;
        }
    }
    let joined = pairs.iter().max_by_key(|((a, b), n)| (**n, counts[*a] + counts[*b], std::cmp::Reverse(*a)));
    let third = {
        let mut sorted = counts.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.get(2).copied().unwrap_or(0)
    };
    if let Some(((a, b), n)) = joined
        && (*n > 1 || counts[*a].min(counts[*b]) > third)
    {
        return vec![*a, *b];
    }
    let mut order: Vec<ChainIx> = (0..counts.len()).collect();
    order.sort_by_key(|&chain| (std::cmp::Reverse(counts[chain]), chain));
    // Of three who are named alike, nobody knows which two are meant.
    let clear = order.len() == 2 || order.len() > 2 && counts[order[1]] >= 2 * counts[order[2]];
    // Who is named once is in passing: a sister, a spokesman.
    let clear = clear && counts[order[1]] > 1;
    order.truncate(2);
    order.sort_unstable();
    if order.len() == 2 && clear { order } else { Vec::new() }
}
