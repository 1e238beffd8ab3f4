//! Word classes of the quotation rules, from `lexicon.tsv`, read once for all tokens of a text.

use std::sync::LazyLock;

use crate::text::Text;
use crate::text::vocabulary::{Keyed, key};

/// A set of word classes.
pub(super) type Classes = u32;

/// Reports words, before, after or inside them.
pub(super) const SAY: Classes = 1;
/// As [`SAY`], and the one addressed follows at once.
pub(super) const TELL: Classes = 1 << 1;
/// Reports words only inside its own clause: called it "historic".
pub(super) const CALL: Classes = 1 << 2;
/// Reports words only right beside them: "Why?" he laughed.
pub(super) const GESTURE: Classes = 1 << 3;
/// With an infinitive, reports an undertaking: vowed to return.
pub(super) const TO: Classes = 1 << 4;
/// The base form of a verb: an infinitive, a plural, or a noun that looks the same.
pub(super) const BASE: Classes = 1 << 5;
/// May stand between a subject and its verb.
pub(super) const ADVERB: Classes = 1 << 6;
/// May stand between a subject and its verb.
pub(super) const AUXILIARY: Classes = 1 << 7;
/// Joins two verbs of one subject.
pub(super) const JOINT: Classes = 1 << 8;
/// Begins another clause.
pub(super) const BOUNDARY: Classes = 1 << 9;
/// Attaches to the noun before it.
pub(super) const PREPOSITION: Classes = 1 << 10;
/// "the", "his", "some".
pub(super) const DETERMINER: Classes = 1 << 11;
/// "he", "they", "who".
pub(super) const PRONOUN: Classes = 1 << 12;
/// "Thursday".
pub(super) const WEEKDAY: Classes = 1 << 13;
/// Before marks, says that they hold a name.
pub(super) const NAMING: Classes = 1 << 14;
/// "statement", "interview": after "in a", says where the words were said.
pub(super) const OCCASION: Classes = 1 << 15;
/// "Twitter": after "on".
pub(super) const MEDIUM: Classes = 1 << 16;
/// "spokesman", "minister".
pub(super) const PERSON: Classes = 1 << 17;
/// "statement", "letter", "ministry".
pub(super) const SPEECH: Classes = 1 << 18;
/// Any verb of saying.
pub(super) const CUE: Classes = SAY | TELL | CALL | GESTURE;

static LEXICON: LazyLock<Keyed<Classes>> = LazyLock::new(|| {
    let mut lexicon = Keyed::<Classes>::default();
    for row in include_str!("lexicon.tsv").lines().filter(|row| !row.starts_with('#')) {
        let Some((class, words)) = row.split_once('\t') else { continue };
        let class = class_named(class);
        for (i, word) in words.split(' ').enumerate() {
            let base = if i == 0 && class & (CUE | TO) != 0 { BASE } else { 0 };
            *lexicon.entry(key(word)).or_default() |= class | base;
        }
    }
    lexicon
});

fn class_named(name: &str) -> Classes {
    match name {
        "say" => SAY,
        "tell" => TELL,
        "call" => CALL,
        "gesture" => GESTURE,
        "to" => TO,
        "adverb" => ADVERB,
        "auxiliary" => AUXILIARY,
        "joint" => JOINT,
        "boundary" => BOUNDARY,
        "preposition" => PREPOSITION,
        "determiner" => DETERMINER,
        "pronoun" => PRONOUN,
        "weekday" => WEEKDAY,
        "naming" => NAMING,
        "occasion" => OCCASION,
        "medium" => MEDIUM,
        "person" => PERSON,
        "speech" => SPEECH,
        _ => 0,
    }
}

/// Longest word in bytes that the table holds.
const LONGEST_WORD: usize = 16;

/// The classes of every token of `text`.
pub(super) fn classes(text: &Text<'_>) -> Vec<Classes> {
    let lexicon = &*LEXICON;
    let tokens = text.tokens().iter().enumerate();
    tokens
        .map(|(i, token)| {
            if !token.is_word() || token.span.len() > LONGEST_WORD {
                return 0;
            }
            let word = text.lower(i);
            let adverb = if word.len() > 4 && word.ends_with("ly") { ADVERB } else { 0 };
            lexicon.get(&text.key(i)).copied().unwrap_or(0) | adverb
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        for row in include_str!("lexicon.tsv").lines().filter(|row| !row.starts_with('#')) {
            let (class, words) = row.split_once('\t').expect("a class and its words");
            assert!(class_named(class) != 0 && !words.contains("  "), "{row}");
            assert!(words.split(' ').all(|w| w.len() <= LONGEST_WORD), "{row}");
        }
    }

    #[test]
    fn words_have_their_classes() {
        let text = Text::plain("He later told reporters");
        let found = classes(&text);
        assert_eq!(found[0] & PRONOUN, PRONOUN);
        assert_eq!(found[1] & ADVERB, ADVERB);
        assert_eq!(found[2] & (TELL | BASE), TELL);
    }
}
