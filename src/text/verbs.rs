//! The verbs of the press: from a word to its lemma and the forms that it may be (`verbs.tsv`).
//!
//! Serves reading only (where a clause is, in which tense); which verbs name events is for the events
//! layer to say. Entry point: [`verb`].

use std::collections::BTreeMap;

use super::vocabulary::known;

/// What a word may be as a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbForm {
    /// The base form: "meet".
    pub lemma: &'static str,
    /// "meet".
    pub base: bool,
    /// "meets".
    pub third: bool,
    /// "met" as in "they met".
    pub past: bool,
    /// "met" as in "they have met".
    pub participle: bool,
    /// "meeting".
    pub gerund: bool,
}

/// Every form of every verb of the table, each word once.
pub(super) fn verb_forms() -> impl Iterator<Item = (String, VerbForm)> {
    let mut verbs = BTreeMap::new();
    for row in include_str!("verbs.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut cells = row.split('\t');
        let lemma = cells.next().unwrap_or_default();
        let past = cells.next().map_or_else(|| regular_past(lemma), str::to_owned);
        let participle = cells.next().map_or_else(|| past.clone(), str::to_owned);
        let gerund = cells.next().map_or_else(|| regular_gerund(lemma), str::to_owned);
        let mut add = |word: String, set: fn(&mut VerbForm)| {
            let form = verbs.entry(word).or_insert(VerbForm { lemma, ..VerbForm::default() });
            if form.lemma == lemma {
                set(form);
            }
        };
        add(lemma.to_owned(), |f| f.base = true);
        add(third_person(lemma), |f| f.third = true);
        add(past, |f| f.past = true);
        add(participle, |f| f.participle = true);
        add(gerund, |f| f.gerund = true);
    }
    verbs.into_iter()
}

/// The verb that a word in lower case may be a form of; `None` for all other words. Auxiliaries ("be",
/// "have", "do", modals) are not among them.
pub fn verb(word: &str) -> Option<VerbForm> {
    known(word).verb
}

fn ends_in_consonant_y(lemma: &str) -> bool {
    let mut letters = lemma.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !"aeiou".contains(c))
}

fn regular_past(lemma: &str) -> String {
    match lemma {
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ if ends_in_consonant_y(lemma) => format!("{}ied", &lemma[..lemma.len() - 1]),
        _ => format!("{lemma}ed"),
    }
}

fn regular_gerund(lemma: &str) -> String {
    let keeps_e = ["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end));
    match lemma.strip_suffix('e') {
        Some(stem) if !keeps_e => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    }
}

fn third_person(lemma: &str) -> String {
    if ends_in_consonant_y(lemma) {
        return format!("{}ies", &lemma[..lemma.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end));
    if hisses { format!("{lemma}es") } else { format!("{lemma}s") }
}

#[cfg(test)]
mod tests {
    use super::verb;

    #[test]
    fn forms_lead_to_their_lemma() {
        let lemma = |word: &str| verb(word).map(|f| f.lemma);
        for (word, expected) in [
            ("met", "meet"),
            ("signing", "sign"),
            ("agrees", "agree"),
            ("carried", "carry"),
            ("flew", "fly"),
            ("travelled", "travel"),
            ("traveled", "travel"),
            ("dined", "dine"),
            ("hosting", "host"),
            ("left", "leave"),
        ] {
            assert_eq!(lemma(word), Some(expected), "{word}");
        }
        assert_eq!(verb("river"), None);
        let left = verb("left").expect("a verb");
        assert!(left.past && left.participle && !left.base);
    }
}
