//! Verb groups: auxiliaries, negation and the verb that they serve, read as tense and modality.
//!
//! "had been due to be held" is one group whose head is "held"; its outer verb is a [`Catenative`]. A
//! shallow reading: it knows no grammar beyond the order of auxiliaries, and leaves alone what it cannot
//! tell from a noun. Entry point: [`verb_groups`].

use std::ops::Range;

use super::Text;
use super::group_reader::Reader;
use super::vocabulary::known;

/// A verb with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct VerbGroup {
    /// From the first auxiliary (or "to") to the head.
    pub tokens: Range<usize>,
    /// The token of the main verb.
    pub head: usize,
    /// The main verb's base form; "be", "have" and "do" where they stand alone.
    pub lemma: &'static str,
    /// Finite or not.
    pub form: Form,
    /// Of the first auxiliary or the verb itself.
    pub tense: Tense,
    /// "will", "could", … where there is one.
    pub modal: Option<Modal>,
    /// "has met".
    pub perfect: bool,
    /// "is meeting".
    pub progressive: bool,
    /// "was met", "will be held".
    pub passive: bool,
    /// "did not meet", "never met".
    pub negated: bool,
    /// What stands over an infinitive: "is expected to meet".
    pub over: Option<Catenative>,
    /// "may be about to", "is expected to have": the infinitive is a perfect one.
    pub perfect_infinitive: bool,
    /// "agreed to meet", "decided to go": an active decision, which stands although its verb is past.
    pub decision: bool,
}

/// What a verb group can stand as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It carries a clause of its own.
    Finite,
    /// "to meet" under no catenative.
    Infinitive,
    /// "meeting", without an auxiliary.
    Gerund,
    /// "held in Hanoi": a participle without an auxiliary.
    Participle,
}

/// Tense as marked on the first verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met", "was".
    Past,
    /// "meets", "is".
    Present,
    /// Marked by none: infinitives and gerunds.
    None,
}

/// A modal verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modal {
    /// "will", "shall", "'ll".
    Will,
    /// "would".
    Would,
    /// "may", "might", "could", "can".
    May,
    /// "must", "should", "ought".
    Must,
}

/// What a verb or adjective over an infinitive says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catenative {
    /// "scheduled to", "due to", "is to".
    Schedule,
    /// "expected to", "likely to", "plans to", "about to".
    Expect,
    /// "managed to", "was able to", "began to": it happened.
    Realised,
    /// "failed to", "refused to": it did not.
    Failed,
    /// "is said to", "is believed to", "appeared to".
    Reported,
    /// "claims to".
    Claimed,
    /// "wants to", "tried to": nothing follows from it.
    Unreal,
}

/// Verbs, participles and adjectives that take an infinitive, with what they make of it.
pub(super) fn catenatives() -> impl Iterator<Item = (&'static str, Catenative)> {
    let rows = include_str!("catenatives.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).filter_map(|(word, class)| {
        let class = match class {
            "schedule" => Catenative::Schedule,
            "expect" => Catenative::Expect,
            "realised" => Catenative::Realised,
            "failed" => Catenative::Failed,
            "reported" => Catenative::Reported,
            "claimed" => Catenative::Claimed,
            "unreal" => Catenative::Unreal,
            _ => return None,
        };
        Some((word, class))
    })
}

/// Classes of words, a bit for each.
pub(super) mod class {
    pub(in crate::text) const ADVERB: u16 = 1;
    pub(in crate::text) const DETERMINER: u16 = 1 << 1;
    pub(in crate::text) const PREPOSITION: u16 = 1 << 2;
    /// Hardly ever stands in the active without an object, so that "signed in Singapore" after a noun is a
    /// participle.
    pub(in crate::text) const TRANSITIVE: u16 = 1 << 3;
    /// A verb whose bare forms are rather nouns: "talks", "visits".
    pub(in crate::text) const NOUN: u16 = 1 << 4;
    pub(in crate::text) const DECISION: u16 = 1 << 5;
    pub(in crate::text) const PERCEPTION: u16 = 1 << 6;
    /// May be an auxiliary, or what an apostrophe leaves of one.
    pub(in crate::text) const AUXILIARY: u16 = 1 << 7;
    /// "to".
    pub(in crate::text) const TO: u16 = 1 << 8;
}

/// Words by class (`classes.tsv`), as bits of [`class`].
pub(super) fn classes() -> impl Iterator<Item = (&'static str, u16)> {
    let rows = include_str!("classes.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .flat_map(|(class, words)| words.split(' ').map(move |word| (word, bit(class))))
}

/// The bit of a class of `classes.tsv`; none for a class that no reader asks for.
fn bit(name: &str) -> u16 {
    match name {
        "adverb" => class::ADVERB,
        "determiner" => class::DETERMINER,
        "preposition" => class::PREPOSITION,
        "transitive" => class::TRANSITIVE,
        "noun" => class::NOUN,
        "decision" => class::DECISION,
        "perception" => class::PERCEPTION,
        _ => 0,
    }
}

/// True where `classes.tsv` counts a word to a class.
pub(super) fn is(class: u16, word: &str) -> bool {
    known(word).classes & class != 0
}

/// Finds the verb groups of a token range, in order, without overlap. Those of a whole sentence are kept:
/// see [`Text::groups`].
pub fn verb_groups(text: &Text<'_>, range: Range<usize>) -> Vec<VerbGroup> {
    let reader = Reader { text, range: range.clone() };
    let mut groups: Vec<VerbGroup> = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match reader.group_at(i, groups.last()) {
            Some(group) => {
                i = group.tokens.end;
                groups.push(group);
            }
            None => i += 1,
        }
    }
    groups
}

/// True for a word that fits between the words of a verb group.
pub fn is_group_adverb(word: &str) -> bool {
    ends_in_ly(word) || is(class::ADVERB, word)
}

/// True for "briefly", and not for the nouns that end so.
pub(super) fn ends_in_ly(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "assembly" | "ally" | "july")
}

/// True for "the", "his" and the like.
pub fn is_determiner(word: &str) -> bool {
    is(class::DETERMINER, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows each group as `words=lemma:features`.
    fn check(text: &str, expected: &str) {
        let read = Text::plain(text);
        let groups = verb_groups(&read, 0..read.tokens().len());
        let shown: Vec<String> = groups
            .iter()
            .map(|g| {
                let mut s = format!("{}={}", read.slice(read.span_of(g.tokens.clone())), g.lemma);
                let mut add = |on: bool, what: String| {
                    if on {
                        s.push(' ');
                        s.push_str(&what);
                    }
                };
                add(g.form != Form::Finite, format!("{:?}", g.form));
                add(g.tense == Tense::Past, "Past".into());
                add(g.modal.is_some(), g.modal.map_or(String::new(), |m| format!("{m:?}")));
                add(g.perfect, "Perfect".into());
                add(g.progressive, "Progressive".into());
                add(g.passive, "Passive".into());
                add(g.negated, "Not".into());
                add(g.over.is_some(), g.over.map_or(String::new(), |m| format!("<{m:?}")));
                s
            })
            .collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }

    #[test]
    fn simple_and_compound_tenses() {
        check("The two leaders met in Reykjavik.", "met=meet Past");
        check("They have been meeting since noon.", "have been meeting=meet Perfect Progressive");
        check("The pact was signed on Friday.", "was signed=sign Past Passive");
        check("The treaty will be signed.", "will be signed=sign Will Passive");
        check("She is being escorted out.", "is being escorted=escort Progressive Passive");
    }

    #[test]
    fn negation_in_all_its_places() {
        check("They did not meet.", "did not meet=meet Past Not");
        check("They didn’t meet.", "didn’t meet=meet Past Not");
        check("It never took place.", "took=take Past Not");
        check("He has not yet arrived.", "has not yet arrived=arrive Perfect Not");
        check("He won't sign.", "won't sign=sign Will Not");
    }

    #[test]
    fn catenatives_govern_the_infinitive() {
        check("The ministers are expected to meet.", "are expected to meet=meet <Expect");
        check("They were due to sign it.", "were due to sign=sign Past <Schedule");
        check("She is to visit Riga.", "is to visit=visit <Schedule");
        check(
            "The lunch had been due to be held.",
            "had been due to be held=hold Past Perfect Passive <Schedule",
        );
        check("He refused to sign.", "refused to sign=sign Past <Failed");
        check("He flew there to meet her.", "flew=fly Past; to meet=meet Infinitive");
    }

    #[test]
    fn a_modal_reaches_over_and() {
        check("They will meet and sign the pact.", "will meet=meet Will; sign=sign Will");
        check("He arrived and met her.", "arrived=arrive Past; met=meet Past");
    }

    #[test]
    fn nouns_are_left_alone() {
        check("The signing of an expected joint declaration", "");
        check("After the meeting the talks were short.", "were=be Past");
        check("The summit held in Geneva was short.", "held=hold Participle Past Passive; was=be Past");
    }
}
