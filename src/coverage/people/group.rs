//! Which forms of name are one person's, by the names alone. Every step looks into buckets of one key,
//! never at all pairs, so that the time grows with the number of forms.
//!
//! Entry point: [`group`].

use std::collections::BTreeMap;

use super::chains::{Chains, FormIx};
use super::key::{NameKey, Relation, middles_agree};
use super::spelling::Tradition;

/// A bucket that holds more names than this tells nothing apart: its names merge only where equal.
const CROWDED: usize = 64;

/// What names alone say.
pub(super) struct Groups {
    /// Union of forms.
    parents: Vec<FormIx>,
    /// Per root: the editor's person.
    editor: Vec<Option<usize>>,
    /// Per root: editor's people that it never is.
    never: Vec<Vec<usize>>,
    /// Forms that could be any of several groups, with a form of each: "George Bush" beside "George W."
    /// and "George H. W.".
    pub(super) ambiguous: BTreeMap<FormIx, Vec<FormIx>>,
    /// Forms that may be one person.
    pub(super) open: Vec<(FormIx, FormIx)>,
}

/// Groups the full forms. Bare ones ("Kim") stay alone: they need more than a name.
pub(super) fn group(chains: &Chains) -> Groups {
    let mut groups = Groups {
        parents: (0..chains.forms.len()).collect(),
        editor: chains.forms.iter().map(|form| form.editor).collect(),
        never: chains.forms.iter().map(|form| form.never.clone()).collect(),
        ambiguous: BTreeMap::new(),
        open: Vec::new(),
    };
    groups.join_editors(chains);
    groups.join_spellings(chains);
    groups.join_reordered(chains);
    groups.join_fuller(chains);
    groups.join_initials(chains);
    groups.ask_about_lookalikes(chains);
    groups
}

impl Groups {
    /// The group of a form, named by its first form.
    pub(super) fn root(&self, mut form: FormIx) -> FormIx {
        while self.parents[form] != form {
            form = self.parents[form];
        }
        form
    }

    /// The editor's person that a form is.
    pub(super) fn editor(&self, form: FormIx) -> Option<usize> {
        self.editor[self.root(form)]
    }

    /// Joins two forms, unless the editor's files forbid it. The earlier root stays.
    fn join(&mut self, one: FormIx, other: FormIx) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return true;
        }
        let (keep, go) = (one.min(other), one.max(other));
        let forbidden = match (self.editor[keep], self.editor[go]) {
            (Some(a), Some(b)) => a != b,
            (Some(a), None) => self.never[go].contains(&a),
            (None, Some(b)) => self.never[keep].contains(&b),
            (None, None) => false,
        };
        if forbidden {
            return false;
        }
        self.parents[go] = keep;
        // Buckets join to their first form, so that paths stay short without compression.
        self.editor[keep] = self.editor[keep].or(self.editor[go]);
        let never = std::mem::take(&mut self.never[go]);
        self.never[keep].extend(never);
        true
    }

    /// All names and aliases of an editor's person are that person.
    fn join_editors(&mut self, chains: &Chains) {
        let mut first: BTreeMap<usize, FormIx> = BTreeMap::new();
        for (ix, form) in chains.forms.iter().enumerate() {
            if let Some(person) = form.editor {
                let first = *first.entry(person).or_insert(ix);
                self.join(first, ix);
            }
        }
    }

    /// "Kim Jong-un", "KIM Jong Un"; "Abe Shinzo", "Shinzo Abe"; bare names in two spellings.
    fn join_spellings(&mut self, chains: &Chains) {
        let letters = |key: &NameKey| (key.family.clone(), key.given.concat(), key.generation, key.bare);
        let sounds =
            |key: &NameKey| (key.family.clone(), key.joined.clone(), key.generation, key.bare, key.tradition);
        let same_letters = buckets(chains, |form| Some(letters(form)));
        for forms in same_letters.into_iter().chain(buckets(chains, |form| Some(sounds(form)))) {
            for &other in &forms[1..] {
                self.join(forms[0], other);
            }
        }
    }

    /// A name of three words and more whose parts were mistaken: the same words are the same person. Of
    /// two words we ask, since "Sung Kim" is not "Kim Sung".
    fn join_reordered(&mut self, chains: &Chains) {
        for forms in buckets(chains, |form| (!form.bare).then(|| (form.bag(), form.generation))) {
            for &other in &forms[1..] {
                if self.root(forms[0]) == self.root(other) || chains.told_apart(forms[0], other) {
                    continue;
                }
                match chains.forms[other].key.given.len() {
                    0 | 1 => self.open.push((forms[0], other)),
                    _ => {
                        self.join(forms[0], other);
                    }
                }
            }
        }
    }

    /// "Sarah Sanders", "Sarah Huckabee Sanders"; "Mike Pompeo", "Michael R. Pompeo".
    fn join_fuller(&mut self, chains: &Chains) {
        let key = |key: &NameKey| {
            let fits = !key.bare && key.tradition == Tradition::GivenFirst && !key.is_initialled();
            fits.then(|| (key.family.clone(), key.first.clone(), key.generation))
        };
        for forms in buckets(chains, key) {
            let given = |form: FormIx| &chains.forms[form].key.given;
            let (plain, fuller): (Vec<FormIx>, Vec<FormIx>) =
                forms.into_iter().partition(|&form| given(form).len() == 1);
            let mut kinds: Vec<FormIx> = Vec::new();
            for form in fuller {
                let agree: Vec<FormIx> = kinds
                    .iter()
                    .copied()
                    .filter(|&kind| middles_agree(&given(kind)[1..], &given(form)[1..]))
                    .filter(|&kind| self.may_join(chains, kind, form))
                    .collect();
                match agree.as_slice() {
                    [] if kinds.len() < CROWDED => kinds.push(form),
                    [] => {}
                    [kind] => {
                        self.join(*kind, form);
                        if given(form).len() > given(*kind).len() && kinds.len() < CROWDED {
                            kinds.push(form);
                        }
                    }
                    several => match self.one_root(several) {
                        true => {
                            self.join(several[0], form);
                        }
                        false => {
                            self.ambiguous.insert(form, several.to_vec());
                        }
                    },
                }
            }
            for &other in plain.iter().skip(1) {
                if self.may_join(chains, plain[0], other) {
                    self.join(plain[0], other);
                }
            }
            for &form in &plain {
                let fit: Vec<FormIx> =
                    kinds.iter().copied().filter(|&kind| self.may_join(chains, kind, form)).collect();
                if fit.is_empty() {
                    continue;
                }
                if self.one_root(&fit) {
                    self.join(fit[0], form);
                } else if self.editor(form).is_none() {
                    self.ambiguous.insert(form, fit);
                }
            }
        }
    }

    /// "D. Trump" is Donald where no other Trump begins with D.
    fn join_initials(&mut self, chains: &Chains) {
        let key = |key: &NameKey| {
            let initial = key.given.first().and_then(|first| first.chars().next());
            initial.filter(|_| key.tradition == Tradition::GivenFirst).map(|i| (key.family.clone(), i))
        };
        for forms in buckets(chains, key) {
            let initialled = |form: &FormIx| chains.forms[*form].key.is_initialled();
            let (short, long): (Vec<FormIx>, Vec<FormIx>) = forms.into_iter().partition(initialled);
            if long.len() > CROWDED {
                continue;
            }
            for form in short {
                let fits = |other: &FormIx| {
                    let relation = chains.forms[*other].key.relation(&chains.forms[form].key);
                    relation == Relation::Compatible && self.may_join(chains, *other, form)
                };
                let mut fit: Vec<FormIx> = long.iter().copied().filter(fits).collect();
                fit.dedup_by_key(|form| self.root(*form));
                match fit.as_slice() {
                    [] => {}
                    several if self.one_root(several) => {
                        self.join(several[0], form);
                    }
                    _ => {
                        self.ambiguous.insert(form, fit);
                    }
                }
            }
        }
    }

    /// Names of one family that share their consonants.
    fn ask_about_lookalikes(&mut self, chains: &Chains) {
        const FEW: usize = 8;
        let key = |key: &NameKey| {
            let skeleton = key.given_skeleton();
            (skeleton.len() >= 3 && !key.bare).then(|| (key.family.clone(), skeleton))
        };
        for mut forms in buckets(chains, key) {
            forms.retain(|&form| !chains.forms[form].chains.is_empty());
            forms.dedup_by_key(|form| self.root(*form));
            if forms.len() > FEW {
                continue;
            }
            for (at, &one) in forms.iter().enumerate() {
                for &other in &forms[at + 1..] {
                    let relation = chains.forms[one].key.relation(&chains.forms[other].key);
                    if relation == Relation::Open
                        && self.root(one) != self.root(other)
                        && self.may_join(chains, one, other)
                    {
                        self.open.push((one, other));
                    }
                }
            }
        }
    }

    /// Nothing speaks against it: no article has both as two chains. The editor is asked by `join`.
    fn may_join(&self, chains: &Chains, one: FormIx, other: FormIx) -> bool {
        self.root(one) == self.root(other) || !chains.told_apart(one, other)
    }

    fn one_root(&self, forms: &[FormIx]) -> bool {
        forms.windows(2).all(|pair| self.root(pair[0]) == self.root(pair[1]))
    }
}

/// Forms that share a key, at least two a bucket, each bucket in order of first appearance.
fn buckets<K: Ord>(chains: &Chains, key: impl Fn(&NameKey) -> Option<K>) -> Vec<Vec<FormIx>> {
    let mut buckets: BTreeMap<K, Vec<FormIx>> = BTreeMap::new();
    for (ix, form) in chains.forms.iter().enumerate() {
        if let Some(key) = key(&form.key) {
            buckets.entry(key).or_default().push(ix);
        }
    }
    buckets.into_values().filter(|forms| forms.len() > 1).collect()
}
