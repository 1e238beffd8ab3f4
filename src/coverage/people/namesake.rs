//! Chains whose name alone does not say who it is: "Kim" where the article never gives a full name,
//! "George Bush" where there are two. Role, country, gender and the reports around it decide, frequency
//! only where it is overwhelming; else the question stays open.
//!
//! Entry point: [`resolve`].

use std::collections::{BTreeMap, BTreeSet};

use super::chains::{ChainFacts, Chains, FlatIx, FormIx};
use super::group::Groups;
use super::key::NameKey;
use super::office::Office;
use super::split::countries_differ;
use crate::extract::Gender;

/// Index of a person while link is at work.
pub(super) type DraftIx = usize;

/// A person while link is at work.
#[derive(Default)]
pub(super) struct Draft {
    /// Their chains, in order of publication.
    pub(super) chains: Vec<FlatIx>,
    /// The editor's person.
    pub(super) editor: Option<usize>,
    /// Their forms of name, sorted.
    pub(super) forms: Vec<FormIx>,
}

/// What the full chains of a person say; taken before any bare chain is given away, so that the order of
/// decisions plays no part.
struct Known {
    never: Vec<FormIx>,
    days: Vec<i32>,
    summits: BTreeMap<usize, usize>,
    countries: Vec<&'static str>,
    offices: Vec<(Option<&'static str>, Office)>,
    gender: Option<Gender>,
    given: BTreeSet<String>,
    chains: usize,
}

/// Most candidates that are weighed for one chain: those with most chains.
const CANDIDATES: usize = 32;
/// Reports within so many days are near.
const NEAR: i32 = 7;
/// A surname alone, with nothing else in common, reaches so many days.
const REACH: i32 = 3 * 366;

/// Who a chain is.
#[derive(Debug, PartialEq, Eq)]
enum Choice {
    One(DraftIx),
    /// Any of these, or none.
    Open(Vec<DraftIx>),
}

/// Gives bare and ambiguous chains to `drafts`, adds drafts for those that stay alone, and returns the
/// pairs that stay open.
pub(super) fn resolve(
    chains: &Chains,
    groups: &Groups,
    drafts: &mut Vec<Draft>,
    waiting: &[FlatIx],
) -> Vec<(DraftIx, DraftIx)> {
    let known: Vec<Known> = drafts.iter().map(|draft| Known::of(chains, draft)).collect();
    let index = Index::new(chains, drafts, &known);
    let mut alone: BTreeMap<FormIx, Vec<FlatIx>> = BTreeMap::new();
    let mut asked: BTreeMap<FlatIx, Vec<DraftIx>> = BTreeMap::new();
    for &flat in waiting {
        let facts = &chains.all[flat];
        let choice = match groups.ambiguous.get(&facts.form) {
            Some(forms) => {
                let roots: Vec<FormIx> = forms.iter().map(|&form| groups.root(form)).collect();
                choose(facts, &index.of_roots(&roots, chains, groups, drafts), &known, false)
            }
            None => index.bare(chains, groups, facts, &known, drafts),
        };
        match choice {
            Choice::One(ix) => {
                drafts[ix].chains.push(flat);
                if let Err(at) = drafts[ix].forms.binary_search(&facts.form) {
                    drafts[ix].forms.insert(at, facts.form);
                }
            }
            Choice::Open(candidates) => {
                alone.entry(groups.root(facts.form)).or_default().push(flat);
                asked.insert(flat, candidates);
            }
        }
    }
    let mut open: Vec<(DraftIx, DraftIx)> = Vec::new();
    for flats in alone.into_values() {
        for part in super::split::split(chains, flats) {
            let ix = drafts.len();
            open.extend(part.iter().flat_map(|flat| &asked[flat]).map(|&candidate| (candidate, ix)));
            drafts.push(Draft { forms: super::forms_of(chains, &part), chains: part, editor: None });
        }
    }
    for draft in drafts.iter_mut() {
        draft.chains.sort_unstable();
    }
    open.sort_unstable();
    open.dedup();
    open
}

impl Known {
    fn of(chains: &Chains, draft: &Draft) -> Known {
        let facts = || draft.chains.iter().map(|&flat| &chains.all[flat]);
        let mut days: Vec<i32> = facts().filter_map(|facts| facts.day).collect();
        days.sort_unstable();
        let mut summits = BTreeMap::new();
        for summit in facts().filter_map(|facts| facts.summit) {
            *summits.entry(summit).or_insert(0) += 1;
        }
        let countries: BTreeSet<&'static str> = facts().flat_map(|facts| facts.countries.clone()).collect();
        let offices: BTreeSet<_> = facts().flat_map(|facts| facts.offices.clone()).collect();
        let count = |gender| facts().filter(|facts| facts.gender == Some(gender)).count();
        let (men, women) = (count(Gender::Male), count(Gender::Female));
        let editor = draft.editor;
        let barred = chains
            .forms
            .iter()
            .enumerate()
            .filter(|(_, form)| editor.is_some_and(|editor| form.never.contains(&editor)));
        Known {
            never: if editor.is_some() { barred.map(|(ix, _)| ix).collect() } else { Vec::new() },
            days,
            summits,
            countries: countries.into_iter().collect(),
            offices: offices.into_iter().collect(),
            gender: match men.cmp(&women) {
                std::cmp::Ordering::Greater => Some(Gender::Male),
                std::cmp::Ordering::Less => Some(Gender::Female),
                std::cmp::Ordering::Equal => None,
            },
            given: draft.forms.iter().flat_map(|&form| chains.forms[form].key.given.clone()).collect(),
            chains: draft.chains.len(),
        }
    }

    /// Something speaks against the chain being this person.
    fn contradicts(&self, facts: &ChainFacts) -> bool {
        let genders = self.gender.is_some() && facts.gender.is_some() && self.gender != facts.gender;
        genders || self.never.contains(&facts.form) || countries_differ(&self.countries, &facts.countries)
    }

    /// The chain states an office of this person.
    fn shares_office(&self, facts: &ChainFacts) -> bool {
        facts.offices.iter().any(|(country, office)| {
            self.offices.iter().any(|(other, held)| {
                held.answers(office).is_some() && (country.is_none() || other.is_none() || country == other)
            })
        })
    }

    fn shares_country(&self, facts: &ChainFacts) -> bool {
        facts.countries.iter().any(|country| self.countries.contains(country))
    }

    /// How many reports of the same summit or the same days name them.
    fn near(&self, facts: &ChainFacts) -> usize {
        let same_summit = facts.summit.and_then(|summit| self.summits.get(&summit)).copied().unwrap_or(0);
        let Some(day) = facts.day else { return same_summit };
        let from = self.days.partition_point(|&other| other < day - NEAR);
        let to = self.days.partition_point(|&other| other <= day + NEAR);
        same_summit + to - from
    }

    /// Days to the nearest report that names them.
    fn distance(&self, facts: &ChainFacts) -> i32 {
        let Some(day) = facts.day else { return 0 };
        let at = self.days.partition_point(|&other| other < day);
        let after = self.days.get(at).map(|&other| other - day);
        let before = at.checked_sub(1).map(|at| day - self.days[at]);
        after.into_iter().chain(before).min().unwrap_or(0)
    }
}

/// People by family name and by first given name, those with most chains first.
struct Index {
    by_family: BTreeMap<String, Vec<DraftIx>>,
    by_first: BTreeMap<String, Vec<DraftIx>>,
    by_root: BTreeMap<FormIx, Vec<DraftIx>>,
    /// Families of the people that each article names in full.
    in_article: BTreeMap<(usize, String), Vec<DraftIx>>,
}

impl Index {
    fn new(chains: &Chains, drafts: &[Draft], known: &[Known]) -> Index {
        let mut index = Index {
            by_family: BTreeMap::new(),
            by_first: BTreeMap::new(),
            by_root: BTreeMap::new(),
            in_article: BTreeMap::new(),
        };
        for (ix, draft) in drafts.iter().enumerate() {
            let keys: Vec<&NameKey> = draft.forms.iter().map(|&form| &chains.forms[form].key).collect();
            let families: BTreeSet<&String> = keys.iter().map(|key| &key.family).collect();
            let firsts: BTreeSet<&String> =
                keys.iter().filter(|key| !key.is_initialled()).map(|key| &key.first).collect();
            for family in families {
                index.by_family.entry(family.clone()).or_default().push(ix);
            }
            for first in firsts.into_iter().filter(|first| !first.is_empty()) {
                index.by_first.entry(first.clone()).or_default().push(ix);
            }
            for &form in &draft.forms {
                index.by_root.entry(form).or_default().push(ix);
            }
            for &flat in &draft.chains {
                let facts = &chains.all[flat];
                let family = chains.forms[facts.form].key.family.clone();
                let named = index.in_article.entry((facts.article, family)).or_default();
                if named.last() != Some(&ix) {
                    named.push(ix);
                }
            }
        }
        let by_size = |list: &mut Vec<DraftIx>| {
            list.sort_by_key(|&ix| (std::cmp::Reverse(known[ix].chains), ix));
            list.dedup();
        };
        index.by_family.values_mut().for_each(by_size);
        index.by_first.values_mut().for_each(by_size);
        index
    }

    /// The people of some groups of forms.
    fn of_roots(&self, roots: &[FormIx], chains: &Chains, groups: &Groups, drafts: &[Draft]) -> Vec<DraftIx> {
        let family = roots.first().map(|&root| &chains.forms[root].key.family);
        let candidates = family.and_then(|family| self.by_family.get(family)).into_iter().flatten().copied();
        let one_of = |ix: &DraftIx| drafts[*ix].forms.iter().any(|&form| roots.contains(&groups.root(form)));
        candidates.filter(one_of).take(CANDIDATES).collect()
    }

    fn bare(
        &self,
        chains: &Chains,
        groups: &Groups,
        facts: &ChainFacts,
        known: &[Known],
        drafts: &[Draft],
    ) -> Choice {
        // The editor's alias "Jokowi" decides.
        if let Some(editor) = groups.editor(facts.form)
            && let Some(ix) = drafts.iter().position(|draft| draft.editor == Some(editor))
        {
            return Choice::One(ix);
        }
        let form = &chains.forms[facts.form].key;
        if let Some(named) = self.in_article.get(&(facts.article, form.family.clone())) {
            // The article names people of this surname in full and still keeps this chain apart: it
            // could not decide. Only an office may.
            let office: Vec<DraftIx> = named
                .iter()
                .copied()
                .filter(|&ix| !known[ix].contradicts(facts) && known[ix].shares_office(facts))
                .collect();
            return match office.as_slice() {
                [one] => Choice::One(*one),
                _ => {
                    let fit = named.iter().copied().filter(|&ix| !known[ix].contradicts(facts));
                    Choice::Open(fit.take(3).collect())
                }
            };
        }
        // "López Obrador": the first word may be what others read as a given name.
        let agrees = |&ix: &DraftIx| form.given.iter().all(|word| known[ix].given.contains(word));
        let family: Vec<DraftIx> = self
            .by_family
            .get(&form.family)
            .map_or(Vec::new(), |list| list.iter().copied().filter(agrees).take(CANDIDATES).collect());
        if !family.is_empty() {
            return choose(facts, &family, known, true);
        }
        // "Ivanka": a given name alone needs a report nearby.
        let first = super::spelling::spelling(
            super::spelling::forename(&form.family),
            super::spelling::Tradition::GivenFirst,
        );
        let first: Vec<DraftIx> = self.by_first.get(&first).map_or(Vec::new(), |list| {
            list.iter().copied().filter(|&ix| known[ix].near(facts) > 0).take(CANDIDATES).collect()
        });
        match first.as_slice() {
            [one] if !known[*one].contradicts(facts) && form.given.is_empty() => Choice::One(*one),
            _ => Choice::Open(Vec::new()),
        }
    }
}

/// Weighs the candidates for a chain. `reach`: a single one is taken only near in time.
fn choose(facts: &ChainFacts, candidates: &[DraftIx], known: &[Known], reach: bool) -> Choice {
    let fit: Vec<DraftIx> = candidates.iter().copied().filter(|&ix| !known[ix].contradicts(facts)).collect();
    let near = |ix: DraftIx| known[ix].distance(facts) <= REACH;
    let only = |list: &[DraftIx]| match list {
        [one] => Some(*one),
        _ => None,
    };
    let by = |test: &dyn Fn(DraftIx) -> bool| -> Vec<DraftIx> {
        fit.iter().copied().filter(|&ix| test(ix)).collect()
    };
    if let [one] = fit.as_slice()
        && (!reach || near(*one) || known[*one].shares_office(facts))
    {
        return Choice::One(*one);
    }
    let office = by(&|ix| near(ix) && known[ix].shares_office(facts));
    let country = by(&|ix| near(ix) && known[ix].shares_country(facts));
    if let Some(one) = only(&office).or_else(|| only(&country)) {
        return Choice::One(one);
    }
    let left = match (office.is_empty(), country.is_empty()) {
        (false, _) => office,
        (true, false) => country,
        (true, true) => fit,
    };
    if let Some(one) = towers(&left, |ix| known[ix].near(facts), 2, 3) {
        return Choice::One(one);
    }
    let all_near: Vec<DraftIx> = left.iter().copied().filter(|&ix| near(ix)).collect();
    if let Some(one) = only(&all_near) {
        return Choice::One(one);
    }
    match towers(&all_near, |ix| known[ix].chains, 5, 10) {
        Some(one) => Choice::One(one),
        None => Choice::Open(left.into_iter().take(3).collect()),
    }
}

/// The candidate that has at least `least` and `times` as much as the next.
fn towers(
    candidates: &[DraftIx],
    weight: impl Fn(DraftIx) -> usize,
    least: usize,
    times: usize,
) -> Option<DraftIx> {
    let mut weighed: Vec<(usize, DraftIx)> = candidates.iter().map(|&ix| (weight(ix), ix)).collect();
    weighed.sort_by_key(|&(weight, ix)| (std::cmp::Reverse(weight), ix));
    let &(first, ix) = weighed.first()?;
    let second = weighed.get(1).map_or(0, |&(weight, _)| weight);
    (first >= least && first >= times * second).then_some(ix)
}
