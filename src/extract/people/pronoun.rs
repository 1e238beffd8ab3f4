//! Pronouns: "he", "his", "she", "herself", outside of direct speech.
//!
//! A pronoun goes to the subject of its own sentence, else to that of the sentence before; where two
//! people stand there side by side it stays open. Entry point: [`pronouns`].

use super::chain::Chains;
use super::word::Words;
use crate::extract::Gender;

/// A pronoun and whose it is.
pub(super) struct Pronoun {
    /// Its word.
    pub(super) word: usize,
    /// Its person.
    pub(super) chain: usize,
}

/// A mention that a pronoun can look back at: word, one past its last word, people.
pub(super) struct Antecedent {
    /// First word.
    pub(super) start: usize,
    /// One past the last word.
    pub(super) end: usize,
    /// Whose it is: several for "the two leaders".
    pub(super) chains: Vec<usize>,
    /// True where it only says whose something is: "Kim's".
    pub(super) possessive: bool,
}

/// How many sentences a pronoun looks back.
const REACH: usize = 3;

/// Gives pronouns to people. `antecedents` are sorted by their first word.
pub(super) fn pronouns(
    words: &Words<'_>,
    chains: &mut Chains,
    antecedents: &[Antecedent],
    quoted: &[bool],
) -> Vec<Pronoun> {
    let mut found = Vec::new();
    let mut subjects: Vec<Option<usize>> = Vec::with_capacity(words.sentences.len());
    let mut next = 0;
    for (index, sentence) in words.sentences.iter().enumerate() {
        let first = next;
        while next < antecedents.len() && antecedents[next].start < sentence.end {
            next += 1;
        }
        let here = &antecedents[first..next];
        let mut spoken: Option<usize> = None;
        for i in sentence.clone() {
            if quoted[i] {
                continue;
            }
            let Some(gender) = gender(words.str(i)) else { continue };
            let before: Vec<&Antecedent> = here.iter().filter(|a| a.end <= i && !quoted[a.start]).collect();
            let subject = subject(&before, gender, chains);
            let earlier = || {
                let from = index.saturating_sub(REACH);
                subjects[from..index]
                    .iter()
                    .rev()
                    .flatten()
                    .copied()
                    .find(|&chain| agrees(chains, chain, gender))
            };
            let whose = match (subject, spoken) {
                (Found::One(chain), None) => Some(chain),
                (_, Some(chain)) if agrees(chains, chain, gender) => Some(chain),
                (Found::One(chain), _) => Some(chain),
                (Found::Open, _) => None,
                (Found::None, _) => earlier(),
            };
            if let Some(chain) = whose {
                chains.people[chain].gender.get_or_insert(gender);
                spoken.get_or_insert(chain);
                found.push(Pronoun { word: i, chain });
            }
        }
        let all: Vec<&Antecedent> = here.iter().filter(|a| !quoted[a.start]).collect();
        let lead = all.iter().find(|a| !a.possessive).or(all.first());
        subjects.push(match (lead, spoken) {
            (Some(a), Some(pronoun))
                if found.last().is_some_and(|p| p.word < a.start && p.chain == pronoun) =>
            {
                Some(pronoun)
            }
            (Some(a), _) if a.chains.len() == 1 => Some(a.chains[0]),
            (_, spoken) => spoken,
        });
    }
    found
}

enum Found {
    One(usize),
    Open,
    None,
}

/// The first person before the pronoun that agrees with it; open where two stand side by side.
fn subject(before: &[&Antecedent], gender: Gender, chains: &Chains) -> Found {
    let fitting: Vec<&&Antecedent> =
        before.iter().filter(|a| a.chains.iter().all(|&c| agrees(chains, c, gender))).collect();
    let Some(first) = fitting.iter().find(|a| !a.possessive).or(fitting.first()) else { return Found::None };
    if first.chains.len() > 1 {
        return Found::Open;
    }
    let beside = fitting.iter().any(|a| a.start == first.end + 1 && a.chains != first.chains);
    if beside { Found::Open } else { Found::One(first.chains[0]) }
}

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
