//! The lexicon of actions (`actions.tsv`): which verbs and nouns name events, and under which name.
//!
//! Entry points: [`verb_patterns`] by lemma and [`noun_at`] by position in the text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::Text;
use crate::text::vocabulary::{Keyed, key};

/// A verb that names an event, with what must stand beside it.
#[derive(Debug)]
pub(super) struct VerbPattern {
    /// The canonical action.
    pub(super) action: &'static str,
    /// Words of which one must follow closely: "touch **down**". Empty: nothing is asked for.
    pub(super) particles: Vec<&'static str>,
    /// Nouns of which one must be the object: "lift **sanctions**". Empty: any will do.
    pub(super) objects: Vec<&'static str>,
    /// The subject must be a person or people.
    pub(super) personal: bool,
    /// An object must follow.
    pub(super) transitive: bool,
}

/// A noun phrase that names an event.
#[derive(Debug)]
struct NounPattern {
    action: &'static str,
    words: Vec<&'static str>,
}

struct Lexicon {
    /// By the key of the lemma.
    verbs: Keyed<Vec<VerbPattern>>,
    /// By the key of the first word.
    nouns: Keyed<Vec<NounPattern>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut verbs: BTreeMap<&str, Vec<VerbPattern>> = BTreeMap::new();
    let mut nouns: BTreeMap<&str, Vec<NounPattern>> = BTreeMap::new();
    for row in include_str!("actions.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (action, kind, pattern) = (cells[0], cells[1], cells[2]);
        let flags = cells.get(3).copied().unwrap_or_default();
        if kind == "noun" {
            let words: Vec<&str> = pattern_words(pattern);
            nouns.entry(words[0]).or_default().push(NounPattern { action, words });
            continue;
        }
        let (left, objects) = pattern.split_once(':').unwrap_or((pattern, ""));
        let (lemma, particles) = left.split_once(' ').unwrap_or((left, ""));
        let list = |cell: &'static str| cell.split('|').filter(|w| !w.is_empty()).collect::<Vec<_>>();
        verbs.entry(lemma).or_default().push(VerbPattern {
            action,
            particles: list(particles),
            objects: list(objects),
            personal: flags.contains('p'),
            transitive: flags.contains('o'),
        });
    }
    for patterns in nouns.values_mut() {
        patterns.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    for patterns in verbs.values_mut() {
        // What asks for more is tried first.
        patterns.sort_by_key(|p| (p.objects.is_empty(), p.particles.is_empty()));
    }
    Lexicon {
        verbs: verbs.into_iter().map(|(lemma, patterns)| (key(lemma), patterns)).collect(),
        nouns: nouns.into_iter().map(|(word, patterns)| (key(word), patterns)).collect(),
    }
});

/// The words of a pattern, cut as the tokeniser cuts text.
fn pattern_words(pattern: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for word in pattern.split(' ') {
        for (i, part) in word.split('-').enumerate() {
            if i > 0 {
                words.push("-");
            }
            words.push(part);
        }
    }
    words
}

/// The patterns of a verb, the most demanding first.
pub(super) fn verb_patterns(lemma: &str) -> &'static [VerbPattern] {
    LEXICON.verbs.get(&key(lemma)).map_or(&[], Vec::as_slice)
}

/// The event noun that starts at token `i`: its action and tokens; the longest phrase wins.
pub(super) fn noun_at(text: &Text<'_>, i: usize) -> Option<(&'static str, Range<usize>)> {
    let patterns = LEXICON.nouns.get(&text.key(i))?;
    let found =
        patterns.iter().find(|p| p.words.iter().enumerate().skip(1).all(|(k, w)| text.lower(i + k) == *w))?;
    Some((found.action, i..i + found.words.len()))
}

/// Verbs that carry an event noun as their object: "hold talks".
pub(super) fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold"
            | "have"
            | "attend"
            | "host"
            | "give"
            | "join"
            | "enjoy"
            | "share"
            | "make"
            | "pay"
            | "deliver"
            | "take"
            | "conduct"
            | "stage"
            | "convene"
            | "chair"
            | "carry"
            | "do"
            | "sit"
            | "gather"
            | "enter"
            | "withdraw"
            | "retire"
            | "engage"
            | "participate"
            | "begin"
            | "start"
            | "open"
            | "resume"
            | "continue"
            | "reconvene"
            | "stop"
            | "organise"
            | "organize"
            | "address"
            | "kick"
            | "meet"
            | "include"
            | "see"
            | "serve"
    )
}

/// Verbs whose subject, an event noun, takes place by them: "the talks began".
pub(super) fn is_occurrence(lemma: &str) -> bool {
    matches!(
        lemma,
        "take"
            | "begin"
            | "start"
            | "open"
            | "last"
            | "run"
            | "continue"
            | "proceed"
            | "happen"
            | "follow"
            | "resume"
            | "get"
            | "go"
            | "come"
            | "hold"
            | "stage"
            | "occur"
            | "kick"
            | "feature"
    )
}

/// Verbs that bring an event noun, subject or object, to its end.
pub(super) fn is_ending(lemma: &str) -> bool {
    matches!(
        lemma,
        "end" | "conclude" | "finish" | "wrap" | "close" | "adjourn" | "collapse" | "cut" | "break"
    )
}

/// Verbs that call an event off; some only with their particle.
pub(super) fn is_cancelling(text: &Text<'_>, lemma: &str, head: usize) -> bool {
    match lemma {
        "cancel" | "scrap" | "shelve" | "abandon" | "drop" | "skip" | "axe" | "abort" | "ditch" | "ax" => {
            true
        }
        "rain" | "wash" => text.lower(head + 1) == "out",
        "call" | "break" => (1..8).any(|k| text.lower(head + k) == "off"),
        "pull" => text.lower(head + 1) == "out",
        _ => false,
    }
}

/// Verbs that move an event to another time.
pub(super) fn is_postponing(text: &Text<'_>, lemma: &str, head: usize) -> bool {
    match lemma {
        "postpone" | "delay" | "reschedule" | "defer" => true,
        "put" => (1..8).any(|k| {
            matches!(text.lower(head + k), "off" | "back")
                || text.lower(head + k) == "on" && text.lower(head + k + 1) == "hold"
        }),
        "push" => (1..8).any(|k| text.lower(head + k) == "back"),
        "move" => (1..8).any(|k| text.lower(head + k) == "to"),
        _ => false,
    }
}

/// Verbs of saying: what they govern is reported.
pub(super) fn is_saying(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "announce"
            | "report"
            | "add"
            | "confirm"
            | "state"
            | "note"
            | "explain"
            | "write"
            | "tweet"
            | "reveal"
            | "disclose"
            | "inform"
            | "declare"
            | "show"
            | "see"
            | "indicate"
            | "acknowledge"
            | "learn"
            | "agree"
            | "decide"
            | "recall"
            | "remark"
            | "mention"
            | "signal"
            | "quote"
    )
}

/// Verbs of claiming: the report does not vouch for what they govern.
pub(super) fn is_claiming(lemma: &str) -> bool {
    matches!(lemma, "claim" | "allege" | "assert" | "insist" | "contend" | "maintain" | "boast")
}

/// Verbs of opinion, wish and doubt: what they govern is no event.
pub(super) fn is_opinion(lemma: &str) -> bool {
    matches!(
        lemma,
        "hope"
            | "believe"
            | "think"
            | "want"
            | "wish"
            | "doubt"
            | "suggest"
            | "argue"
            | "fear"
            | "suspect"
            | "wonder"
            | "ask"
            | "demand"
            | "urge"
            | "propose"
            | "recommend"
            | "imagine"
            | "suppose"
            | "warn"
            | "expect"
            | "predict"
            | "speculate"
            | "consider"
            | "feel"
            | "mean"
            | "threaten"
            | "require"
            | "ensure"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed_and_every_verb_known() {
        for row in include_str!("actions.tsv").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert!(cells.len() >= 3, "{row}");
            assert!(matches!(cells[1], "verb" | "noun"), "{row}");
            if cells[1] == "verb" {
                let lemma = cells[2].split([' ', ':']).next().unwrap_or_default();
                let known =
                    crate::text::verbs::verb(lemma).is_some() || matches!(lemma, "have" | "test-fire");
                assert!(known, "verbs.tsv lacks {lemma}");
            }
        }
    }

    #[test]
    fn the_longest_noun_wins() {
        let text = Text::plain("a working lunch and a missile test");
        assert_eq!(noun_at(&text, 1), Some(("lunch", 1..3)));
        assert_eq!(noun_at(&text, 5), Some(("test", 5..7)));
    }
}
