//! What each chain of each article says about its person, laid out for comparison: built once, read by
//! all steps after it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::hand;
use super::key::NameKey;
use super::office::{Office, office, own_country};
use crate::coverage::{ArticleIx, Coverage, EditorPerson};
use crate::extract::{ChainIx, Gender, NameParts};
use crate::slug::slug;

/// Index into [`Chains::all`].
pub(super) type FlatIx = usize;
/// Index into [`Chains::forms`].
pub(super) type FormIx = usize;

/// All chains of all articles, in order of publication, and the forms of name that they have.
pub(super) struct Chains {
    pub(super) all: Vec<ChainFacts>,
    /// Editor's forms first, then by first appearance.
    pub(super) forms: Vec<Form>,
    /// Flat index of the first chain of each article.
    pub(super) first_of: Vec<FlatIx>,
    /// Pairs of chains of one article that a stated relation joins: never one person.
    pub(super) related: BTreeSet<(FlatIx, FlatIx)>,
    /// What the editor's files ask for and nothing answers to.
    pub(super) idle: Vec<hand::Idle>,
}

/// One chain.
pub(super) struct ChainFacts {
    pub(super) article: ArticleIx,
    pub(super) chain: ChainIx,
    pub(super) form: FormIx,
    /// Day of publication, counted from the common era.
    pub(super) day: Option<i32>,
    /// The summit that the front matter names, as a number.
    pub(super) summit: Option<usize>,
    pub(super) gender: Option<Gender>,
    /// Countries of its roles, past ones too; sorted.
    pub(super) countries: Vec<&'static str>,
    /// Offices of its roles that are not past, each with its country where stated.
    pub(super) offices: Vec<(Option<&'static str>, Office)>,
    /// The editor's person to whom `split` gives it, whatever its name says.
    pub(super) claimed: Option<usize>,
}

/// A form of name, with every chain that has it.
pub(super) struct Form {
    pub(super) key: NameKey,
    /// In order of publication.
    pub(super) chains: Vec<FlatIx>,
    /// The editor's person whose name or alias it is.
    pub(super) editor: Option<usize>,
    /// The editor's people that it never is.
    pub(super) never: Vec<usize>,
}

impl Chains {
    /// Reads the chains of `coverage`.
    pub(super) fn read(coverage: &Coverage, editor: &[EditorPerson]) -> Chains {
        let mut chains = Chains {
            all: Vec::new(),
            forms: Vec::new(),
            first_of: Vec::with_capacity(coverage.articles.len()),
            related: BTreeSet::new(),
            idle: Vec::new(),
        };
        let mut by_key: BTreeMap<NameKey, FormIx> = BTreeMap::new();
        let known = KnownNames::read(coverage);
        for (ix, person) in editor.iter().enumerate() {
            // A name that only some articles mean them by is not theirs everywhere.
            for name in hand::names(person).filter(|_| person.split.is_empty()) {
                let form = chains.form(NameKey::new(&known.parts(name)), &mut by_key);
                chains.forms[form].editor.get_or_insert(ix);
            }
        }
        let mut by_name: HashMap<&NameParts, FormIx> = HashMap::new();
        let mut summits: BTreeMap<&str, usize> = BTreeMap::new();
        let mut offices: HashMap<&str, Option<Office>> = HashMap::new();
        for (article, covered) in coverage.articles.iter().enumerate() {
            chains.first_of.push(chains.all.len());
            let next = summits.len();
            let summit = covered.article.front.summit.as_deref().map(|id| *summits.entry(id).or_insert(next));
            let day = covered.published.map(|at| chrono::Datelike::num_days_from_ce(&at.date_naive()));
            let people = &covered.annotations.people;
            for (chain, read) in people.chains.iter().enumerate() {
                let form = match by_name.get(&read.name) {
                    Some(&form) => form,
                    None => {
                        let form = chains.form(NameKey::new(&read.name), &mut by_key);
                        by_name.insert(&read.name, form);
                        form
                    }
                };
                let mut countries: Vec<&'static str> =
                    read.roles.iter().filter_map(|role| own_country(&role.text, role.country)).collect();
                countries.sort_unstable();
                countries.dedup();
                let held = read.roles.iter().filter(|role| !role.former).filter_map(|role| {
                    let office = offices.entry(&role.text).or_insert_with(|| office(&role.text));
                    office.clone().map(|office| (own_country(&role.text, role.country), office))
                });
                let offices = held.collect();
                chains.forms[form].chains.push(chains.all.len());
                let gender = read.gender;
                let claimed = None;
                let facts =
                    ChainFacts { article, chain, form, day, summit, gender, countries, offices, claimed };
                chains.all.push(facts);
            }
            let first = chains.first_of[article];
            for relation in &people.relations {
                let pair = (first + relation.of.min(relation.to), first + relation.of.max(relation.to));
                chains.related.insert(pair);
            }
        }
        hand::merge(&mut chains, &by_name, editor);
        hand::split(&mut chains, coverage, editor, &known);
        for (ix, person) in editor.iter().enumerate() {
            for name in &person.not {
                let key = NameKey::new(&known.parts(name));
                for form in &mut chains.forms {
                    if form.key.is_spelling_of(&key) && form.editor != Some(ix) {
                        form.never.push(ix);
                    }
                }
            }
        }
        chains
    }

    fn form(&mut self, key: NameKey, by_key: &mut BTreeMap<NameKey, FormIx>) -> FormIx {
        let next = self.forms.len();
        *by_key.entry(key).or_insert_with_key(|key| {
            self.forms.push(Form { key: key.clone(), chains: Vec::new(), editor: None, never: Vec::new() });
            next
        })
    }

    /// True where one article has both forms as two chains: it told them apart.
    pub(super) fn told_apart(&self, one: FormIx, other: FormIx) -> bool {
        let articles = |form: FormIx| self.forms[form].chains.iter().map(|&flat| self.all[flat].article);
        let mut others = articles(other).peekable();
        articles(one).any(|article| {
            while others.peek().is_some_and(|&other| other < article) {
                others.next();
            }
            others.peek() == Some(&article)
        })
    }
}

/// The names that articles give in full, by slug: from them we learn which word of a name that the editor
/// wrote is the family name.
pub(super) struct KnownNames<'c> {
    by_slug: BTreeMap<String, &'c NameParts>,
}

impl<'c> KnownNames<'c> {
    /// Reads the names of all chains; the first to have a slug keeps it.
    pub(super) fn read(coverage: &'c Coverage) -> Self {
        let mut seen: HashSet<&NameParts> = HashSet::new();
        let mut by_slug = BTreeMap::new();
        for chain in coverage.articles.iter().flat_map(|covered| &covered.annotations.people.chains) {
            if chain.name.family.is_some() && chain.name.given.is_some() && seen.insert(&chain.name) {
                by_slug.entry(slug(&chain.name.full)).or_insert(&chain.name);
            }
        }
        KnownNames { by_slug }
    }

    /// The parts of a name that the editor wrote; open where no article has its words.
    pub(super) fn parts(&self, name: &str) -> NameParts {
        let full = name.to_owned();
        let words: Vec<&str> = name.split_whitespace().collect();
        let Some(read) = self.by_slug.get(&slug(name)).filter(|_| words.len() > 1) else {
            return NameParts { full, ..NameParts::default() };
        };
        let family = read.family.as_deref().map_or(1, |family| family.split_whitespace().count());
        let family = family.clamp(1, words.len() - 1);
        let (family, given) = match read.family_first {
            true => words.split_at(family),
            false => {
                let (given, family) = words.split_at(words.len() - family);
                (family, given)
            }
        };
        NameParts {
            full,
            family: Some(family.join(" ")),
            given: Some(given.join(" ")),
            family_first: read.family_first,
        }
    }
}
