//! Pronouns: "he", "his", "she", "herself", outside of direct speech. Plurals stand in [`super::plural`].
//!
//! A pronoun goes to the subject of its own sentence, or to the subject that follows the clause it opens
//! ("Before he left, Kim waved"), else to that of the sentences before. Where two people stand side by
//! side, where somebody without a name stands nearer, or where the only one at hand was named once in an
//! aside, it stays open. Entry point: [`pronouns`].

use super::chain::Chains;
use super::lexicon::flag;
use super::plural::{self, Pair};
use super::word::Words;
use crate::extract::Gender;

/// A pronoun and whose it is.
pub(super) struct Pronoun {
    /// Its word.
    pub(super) word: usize,
    /// Its person; several for "they".
    pub(super) chains: Vec<usize>,
}

/// A mention that a pronoun can look back at: words and people.
#[derive(Clone, Debug)]
pub(super) struct Antecedent {
    /// First word.
    pub(super) start: usize,
    /// First word with title and article.
    pub(super) from: usize,
    /// One past the last word.
    pub(super) end: usize,
    /// Whose it is: several for "the two leaders", none for "the minister" whom nobody names.
    pub(super) chains: Vec<usize>,
    /// True where it only says whose something is: "Kim's".
    pub(super) possessive: bool,
    /// What its own words tell, where it has no people.
    pub(super) gender: Option<Gender>,
}

/// How many sentences a pronoun looks back.
const REACH: usize = 3;

/// Mentions of one sentence that are weighed, so that an endless one stays quick.
const MOST: usize = 40;

/// Whom a sentence leaves for the pronouns of the next ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// Its subject, or those who stand there side by side; empty where it has none.
    pub(super) chains: Vec<usize>,
    /// Others whom it names.
    others: Vec<usize>,
    /// True where somebody without a name is the subject.
    open: bool,
    /// True for somebody who is named once, in an aside.
    weak: bool,
}

/// Gives pronouns to people. `antecedents` are sorted by their first word; `leaders` are the two whom the
/// article is about.
pub(super) fn pronouns(
    words: &Words<'_>,
    chains: &mut Chains,
    antecedents: &[Antecedent],
    quoted: &[bool],
    leaders: Option<Pair>,
) -> Vec<Pronoun> {
    let mut found: Vec<Pronoun> = Vec::new();
    let mut leads: Vec<Lead> = Vec::with_capacity(words.sentences.len());
    let mut next = 0;
    let mut before_sentence = 0..0;
    for (index, sentence) in words.sentences.iter().enumerate() {
        let first = next;
        while next < antecedents.len() && antecedents[next].start < sentence.end {
            next += 1;
        }
        let here: Vec<&Antecedent> =
            antecedents[first..next].iter().filter(|a| !quoted[a.start]).take(MOST).collect();
        let earlier: Vec<&Antecedent> =
            antecedents[before_sentence.clone()].iter().filter(|a| !quoted[a.start]).take(MOST).collect();
        before_sentence = first..next;
        let told = found.len();
        let mut spoken: Option<usize> = None;
        let mut pair: Option<Vec<usize>> = None;
        for i in sentence.clone().filter(|&i| !quoted[i]) {
            if plural::is_plural(words.str(i)) {
                pair = pair.or_else(|| {
                    let place = plural::Place { words, at: i, sentence: index, lead: leads.last() };
                    plural::pair(&place, &here, &earlier, leaders)
                });
                if let Some(chains) = &pair {
                    found.push(Pronoun { word: i, chains: chains.clone() });
                }
                continue;
            }
            let Some(gender) = gender(words.str(i)) else { continue };
            let sight = Sight { words, chains, here: &here, leads: &leads, sentence: index, gender };
            let whose = match (sight.subject(i), spoken) {
                (Found::One(chain), None) => Some(chain),
                (_, Some(chain)) if agrees(chains, chain, gender) && !sight.is_object(i, chain) => {
                    Some(chain)
                }
                (Found::One(chain), _) => Some(chain),
                (Found::Open, _) => None,
                (Found::None(not), _) => sight.behind(i).or_else(|| sight.earlier(not)),
            };
            if let Some(chain) = whose {
                chains.people[chain].gender.get_or_insert(gender);
                spoken.get_or_insert(chain);
                found.push(Pronoun { word: i, chains: vec![chain] });
            }
        }
        leads.push(lead(words, chains, &here, &found[told..], sentence.clone()));
    }
    found
}

enum Found {
    One(usize),
    Open,
    /// Nobody; this one it cannot be.
    None(Option<usize>),
}

/// What can be seen from a pronoun.
struct Sight<'a, 't> {
    words: &'a Words<'t>,
    chains: &'a Chains,
    here: &'a [&'a Antecedent],
    leads: &'a [Lead],
    sentence: usize,
    gender: Gender,
}

impl Sight<'_, '_> {
    fn fits(&self, a: &Antecedent) -> bool {
        if a.chains.is_empty() {
            return a.gender.is_none_or(|known| known == self.gender);
        }
        a.chains.iter().all(|&c| agrees(self.chains, c, self.gender))
    }

    /// The first person before the pronoun that agrees with it; open where two stand side by side.
    fn subject(&self, i: usize) -> Found {
        let before = || self.here.iter().filter(|a| a.end <= i && self.fits(a));
        let object = |a: &Antecedent| {
            a.chains.first().is_some_and(|&chain| self.is_object(i, chain)) || self.is_own_kin(i, a)
        };
        let not = before().find(|a| !a.possessive && object(a)).and_then(|a| a.chains.first().copied());
        let fitting: Vec<&&Antecedent> = before()
            .filter(|a| a.chains.is_empty() || not.is_none() || not != a.chains.first().copied())
            .collect();
        let plain = |a: &&&Antecedent| !a.possessive && !after_preposition(self.words, a);
        let sentence = &self.words.sentences[self.sentence];
        let clause = (sentence.start..i).rev().find(|&j| self.words.all[j].is(';')).unwrap_or(sentence.start);
        let first = fitting
            .iter()
            .find(|a| plain(a) && a.start >= clause)
            .or_else(|| fitting.iter().find(|a| plain(a)))
            .or_else(|| fitting.iter().find(|a| !a.possessive))
            .or(fitting.first());
        let Some(first) = first else { return Found::None(not) };
        let [chain] = first.chains[..] else { return Found::Open };
        let beside = fitting.iter().any(|a| is_beside(self.words, first, a) && a.chains != first.chains);
        if beside { Found::Open } else { Found::One(chain) }
    }

    /// "Trump had invited him": not Trump. `i` is the word of the pronoun.
    fn is_object(&self, i: usize, chain: usize) -> bool {
        let written = self.words.str(i);
        let next = self.words.all.get(i + 1);
        let object =
            written == "him" || written == "her" && next.is_none_or(|w| w.is_mark() || w.has(flag::FUNCTION));
        if !object || i == 0 || !self.words.all[i - 1].is_lower() {
            return false;
        }
        let subject = self.here.iter().rev().find(|a| a.end <= i);
        let Some(subject) = subject.filter(|a| a.chains == [chain] && !a.possessive) else { return false };
        // "Wang sat beside him", but "Kim brought his sister with him".
        if is_preposition(self.words.str(i - 1)) && i - subject.end > 3 {
            return false;
        }
        !(subject.end..i).any(|j| {
            self.words.all[j].is_mark()
                || matches!(
                    self.words.str(j),
                    "that"
                        | "who"
                        | "whom"
                        | "when"
                        | "where"
                        | "while"
                        | "if"
                        | "because"
                        | "as"
                        | "after"
                        | "before"
                        | "to"
                        | "which"
                        | "and"
                        | "but"
                        | "for"
                        | "until"
                        | "since"
                        | "what"
                        | "how"
                )
        })
    }

    /// "Hassan, his uncle, …": not Hassan's.
    fn is_own_kin(&self, i: usize, a: &Antecedent) -> bool {
        let kin = |j: usize| self.words.all.get(j).is_some_and(|w| w.has(flag::KIN | flag::STAFF));
        a.end + 1 == i && self.words.all[a.end].is(',') && (kin(i + 1) || kin(i + 2))
    }

    /// "Before he boarded the plane, Biden apologised".
    fn behind(&self, i: usize) -> Option<usize> {
        let sentence = &self.words.sentences[self.sentence];
        let opens = OPENERS.contains(&self.words.str(sentence.start).to_lowercase().as_str());
        if !opens || self.here.iter().any(|a| a.end <= i) {
            return None;
        }
        let subject = self.here.iter().find(|a| a.start > i)?;
        let [chain] = subject.chains[..] else { return None };
        let comma = (i..subject.from).rev().find(|&j| self.words.all[j].is(','))?;
        let one_clause = !(i..comma).any(|j| self.words.all[j].is_mark());
        let pronoun = (comma..subject.from).any(|j| gender(self.words.str(j)).is_some());
        let beside = self.here.iter().any(|a| is_beside(self.words, subject, a));
        (subject.from - comma <= 3
            && one_clause
            && !pronoun
            && !beside
            && !subject.possessive
            && agrees(self.chains, chain, self.gender))
        .then_some(chain)
    }

    /// The subject of the sentences before, `not` left out.
    fn earlier(&self, not: Option<usize>) -> Option<usize> {
        let from = self.sentence.saturating_sub(REACH);
        let block = |sentence: usize| self.words.text.sentences()[sentence].block;
        for (at, lead) in self.leads[..self.sentence].iter().enumerate().skip(from).rev() {
            if lead.open || lead.weak && block(at) != block(self.sentence) {
                return None;
            }
            let mut agreeing = lead
                .chains
                .iter()
                .copied()
                .filter(|&chain| Some(chain) != not && agrees(self.chains, chain, self.gender));
            match (agreeing.next(), agreeing.next()) {
                (Some(_), Some(_)) => return None,
                (Some(chain), None) => return Some(chain),
                // "Biegun spoke with Choe Son-hui. She …".
                _ => {
                    let agreeing =
                        |&&chain: &&usize| Some(chain) != not && agrees(self.chains, chain, self.gender);
                    let mut others = lead.others.iter().filter(agreeing);
                    if let Some(&chain) = others.next() {
                        return others.next().is_none().then_some(chain);
                    }
                }
            }
        }
        None
    }
}

/// The subject of a sentence, or what stands in its place.
fn lead(
    words: &Words<'_>,
    chains: &Chains,
    here: &[&Antecedent],
    found: &[Pronoun],
    sentence: std::ops::Range<usize>,
) -> Lead {
    let plain = |a: &&&Antecedent| !a.possessive && !after_preposition(words, a);
    let first =
        here.iter().find(|a| plain(a)).or_else(|| here.iter().find(|a| !a.possessive)).or(here.first());
    let pronoun = found.iter().find(|p| first.is_none_or(|a| p.word < a.start));
    let others = |side: &[usize]| {
        let single = here.iter().filter(|a| !a.possessive && a.chains.len() == 1).map(|a| a.chains[0]);
        let mut others: Vec<usize> = single.filter(|chain| !side.contains(chain)).collect();
        others.sort_unstable();
        others.dedup();
        others
    };
    if let Some(pronoun) = pronoun {
        let chains = pronoun.chains.clone();
        return Lead { others: others(&chains), chains, ..Lead::default() };
    }
    let Some(first) = first else {
        return Lead::default();
    };
    if first.chains.is_empty() {
        return Lead { open: plain(&first) && first.gender.is_none(), ..Lead::default() };
    }
    let mut side = first.chains.clone();
    for a in here.iter().filter(|a| is_beside(words, first, a)) {
        side.extend(a.chains.iter().filter(|c| !first.chains.contains(c)));
    }
    let single = side.iter().all(|&chain| chains.people[chain].names.len() <= 1);
    let aside =
        (sentence.start..first.from).any(|j| matches!(words.str(j), "that" | "which" | "where" | "whom"));
    let past = sentence.clone().any(|j| is_year(words.str(j)));
    let others = others(&side);
    Lead { chains: side, others, open: false, weak: single && (aside || past) }
}

/// True where `b` stands beside `a` as in "Kim and Trump", "Kim, and the US president, Trump".
pub(super) fn is_beside(words: &Words<'_>, a: &Antecedent, b: &Antecedent) -> bool {
    let joins = |i: usize| matches!(words.str(i), "and" | "or" | "&");
    [b.from, b.start].into_iter().any(|from| {
        from == a.end + 1 && joins(a.end) || from == a.end + 2 && words.all[a.end].is(',') && joins(a.end + 1)
    })
}

/// True for a mention that hangs on a preposition: "with Kim".
fn after_preposition(words: &Words<'_>, a: &Antecedent) -> bool {
    a.from.checked_sub(1).is_some_and(|i| is_preposition(words.str(i)))
}

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word.to_lowercase().as_str())
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// Words that a noun hangs on.
const PREPOSITIONS: &[&str] = &[
    "of",
    "with",
    "by",
    "to",
    "for",
    "from",
    "about",
    "like",
    "at",
    "on",
    "against",
    "under",
    "between",
    "than",
    "near",
    "behind",
    "beside",
    "alongside",
    "without",
    "over",
    "around",
    "towards",
    "toward",
    "through",
    "in",
    "into",
    "unlike",
    "despite",
];

/// Words that open a clause or phrase before the main one.
const OPENERS: &[&str] = &[
    "before",
    "after",
    "when",
    "while",
    "as",
    "although",
    "though",
    "since",
    "if",
    "because",
    "once",
    "until",
    "despite",
    "during",
    "in",
    "on",
    "at",
    "by",
    "with",
    "following",
    "upon",
    "minutes",
    "hours",
    "shortly",
    "soon",
    "moments",
    "just",
    "even",
    "for",
];

fn agrees(chains: &Chains, chain: usize, gender: Gender) -> bool {
    chains.people[chain].gender.is_none_or(|known| known == gender)
}

/// The gender of a pronoun.
pub(super) fn gender(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "him" | "Him" | "his" | "His" | "himself" => Some(Gender::Male),
        "she" | "She" | "her" | "Her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}
