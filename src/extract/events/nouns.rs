//! Event nouns in a sentence, with their determiner and what stands before them: "the expected signing",
//! "no press conference", "after their dinner". Entry point: [`event_nouns`].

use std::ops::Range;
use std::sync::LazyLock;

use super::clause::Clause;
use super::lexicon;
use crate::text::Text;
use crate::text::groups::{is_determiner, is_group_adverb};
use crate::text::verbs::verb;
use crate::text::vocabulary::{Keyed, key};

/// A noun phrase that names an event.
#[derive(Clone, Debug)]
pub(super) struct EventNoun {
    /// The canonical action.
    pub(super) action: &'static str,
    /// The words that name it: "press conference".
    pub(super) tokens: Range<usize>,
    /// The first word of its phrase.
    pub(super) start: usize,
    /// How it is introduced.
    pub(super) article: Article,
    /// What an adjective before it says.
    pub(super) mood: Mood,
    /// The preposition before the phrase, in lower case; "ahead of" is "ahead". Empty where there is none.
    pub(super) preposition: String,
    /// True where "second day of the summit" or the like stands around it.
    pub(super) partial: bool,
}

/// How a noun phrase is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Article {
    /// "a meeting", "talks", "two meetings".
    Open,
    /// "the meeting", "their meeting", "Kim's visit".
    Definite,
    /// "this meeting", "that dinner".
    Pointing,
    /// "no meeting".
    No,
    /// "any meeting", "another summit".
    Any,
}

/// What the words before an event noun say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// Nothing.
    Plain,
    /// "expected".
    Expected,
    /// "scheduled", "planned".
    Scheduled,
    /// "cancelled", "aborted".
    Cancelled,
    /// "postponed".
    Postponed,
    /// "possible", "future".
    Possible,
    /// "earlier", "previous", "first": of another day perhaps.
    Former,
}

/// Finds the event nouns of a sentence, in order.
pub(super) fn event_nouns(text: &Text<'_>, sentence: Range<usize>, clauses: &[Clause]) -> Vec<EventNoun> {
    let mut found = Vec::new();
    let mut i = sentence.start;
    while i < sentence.end {
        let noun = lexicon::noun_at(text, i).filter(|(_, tokens)| {
            tokens.end <= sentence.end
                && !clauses.iter().any(|c| tokens.contains(&c.group.head))
                && ends_phrase(text, tokens.end, &sentence, clauses)
                && !glued_compound(text, tokens)
        });
        match noun {
            Some((action, tokens)) => {
                i = tokens.end;
                found.push(read(text, &sentence, clauses, action, tokens));
            }
            None => i += 1,
        }
    }
    found
}

/// True where the word is a part of a hyphenated one: "summit-level", "post-summit".
fn glued_compound(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let hyphen = |i: usize| text.tokens().get(i).is_some_and(|t| t.is('-') && t.glued);
    let after = hyphen(tokens.end) && text.tokens().get(tokens.end + 1).is_some_and(|t| t.glued);
    let before = tokens.start > 0 && text.tokens()[tokens.start].glued && hyphen(tokens.start - 1);
    after || before
}

/// True where the noun at the end of a phrase is its head: "the meeting room" is no meeting.
fn ends_phrase(text: &Text<'_>, next: usize, sentence: &Range<usize>, clauses: &[Clause]) -> bool {
    if next >= sentence.end {
        return true;
    }
    let token = &text.tokens()[next];
    if !token.is_word() || token.is_capitalised() {
        // "the Summit's" belongs to what follows; "the talks' end" too.
        let possessive = (token.is('\'') || token.is('’')) && token.glued;
        return !possessive;
    }
    if clauses.iter().any(|c| c.group.tokens.contains(&next)) {
        return true;
    }
    if lexicon::noun_at(text, next).is_some() {
        return false;
    }
    let word = text.lower(next);
    if word == "of" && text.lower(next + 1) == "minds" {
        return false;
    }
    is_function(word)
        || is_group_adverb(word)
        || verb(word).is_some_and(|f| f.past || f.participle || f.gerund && !f.base)
}

/// Words that never go on a noun phrase.
fn is_function(word: &str) -> bool {
    is_determiner(word) || word.is_empty() || FUNCTION.contains_key(&key(word))
}

static FUNCTION: LazyLock<Keyed<()>> = LazyLock::new(|| {
    let words = "of in on at by for from with about into over through during between under against among around \
        towards toward within despite amid upon and or but nor after before since until till as when while \
        where which who whom that than because although though if unless is are was were be been has have had \
        will would can could may might must should do does did not to today tomorrow yesterday tonight last \
        next ahead alone here there afterwards afterward later earlier he she it they we you i him her them \
        due likely itself never proper out up down off away back near outside inside following without also ago \
        behind beside alongside aboard both either neither";
    words.split(' ').map(|word| (key(word), ())).collect()
});

fn read(
    text: &Text<'_>,
    sentence: &Range<usize>,
    clauses: &[Clause],
    action: &'static str,
    tokens: Range<usize>,
) -> EventNoun {
    let mut start = tokens.start;
    let mut article = Article::Open;
    let mut mood = Mood::Plain;
    let mut words = 0;
    let all = text.tokens();
    while start > sentence.start && words < 14 {
        let at = start - 1;
        let token = &all[at];
        let word = text.lower(at);
        if clauses.iter().any(|c| c.group.tokens.contains(&at) && verb_in_group(&c.group.tokens, at)) {
            break;
        }
        if token.is('\'') || token.is('’') {
            // "Kim's arrival", "the leaders' dinner".
            article = Article::Definite;
            start = at;
            words += 1;
            continue;
        }
        let joint = token.is('-');
        if !token.is_word() && !token.is_number() && !joint {
            break;
        }
        // "one-on-one": the "on" is no preposition.
        let hyphenated = |i: usize| all.get(i).is_some_and(|t| t.is('-') && t.glued);
        if token.is_word() && hyphenated(at + 1) && all.get(at + 2).is_some_and(|t| t.glued) {
            start = at;
            words += 1;
            continue;
        }
        match word {
            "a" | "an" => {
                article = if article == Article::Definite { article } else { Article::Open };
                start = at;
                break;
            }
            "the" | "their" | "his" | "her" | "its" | "our" | "my" | "both" => {
                article = Article::Definite;
                start = at;
                break;
            }
            "this" | "that" | "these" | "those" => {
                article = Article::Pointing;
                start = at;
                break;
            }
            "no" | "neither" if !token.is_capitalised() || at == sentence.start => {
                article = Article::No;
                start = at;
                break;
            }
            "any" | "another" | "every" | "each" | "such" | "more" | "further" => {
                article = Article::Any;
                start = at;
                break;
            }
            // "an hour of talks", "two rounds of talks".
            "of" if start == at + 1
                && at > sentence.start
                && matches!(
                    text.lower(at - 1),
                    "hour" | "hours" | "minutes" | "day" | "days" | "round" | "rounds" | "series" | "kind"
                ) => {}
            // "the Council of Europe summit".
            "of" if at > sentence.start && all[at - 1].is_capitalised() && all[at + 1].is_capitalised() => {}
            _ if is_function(word)
                && !matches!(word, "last" | "next" | "following" | "earlier" | "later") =>
            {
                break;
            }
            _ => {}
        }
        let said = mood_of(word);
        if said != Mood::Plain {
            mood = said;
        }
        start = at;
        words += 1;
    }
    let mut preposition =
        start.checked_sub(1).filter(|at| sentence.contains(at)).map_or("", |at| text.lower(at)).to_owned();
    if preposition == "of" && start >= 2 {
        match text.lower(start - 2) {
            "ahead" => preposition = "ahead".into(),
            "day" | "leg" | "part" | "round" | "session" | "half" | "start" | "opening" | "beginning" => {
                preposition = "of day".into();
            }
            "end" | "conclusion" | "close" => preposition = "of end".into(),
            "cancellation" => mood = Mood::Cancelled,
            "postponement" => mood = Mood::Postponed,
            _ => {}
        }
    }
    if preposition == "to" && start >= 2 && text.lower(start - 2) == "prior" {
        preposition = "before".into();
    }
    let partial = preposition == "of day";
    EventNoun { action, tokens, start, article, mood, preposition, partial }
}

/// True for words of a group that are not a plain participle before a noun.
fn verb_in_group(group: &Range<usize>, at: usize) -> bool {
    group.contains(&at)
}

fn mood_of(word: &str) -> Mood {
    match word {
        "expected" | "anticipated" | "forthcoming" | "upcoming" | "coming" => Mood::Expected,
        "scheduled" | "planned" => Mood::Scheduled,
        "cancelled" | "canceled" | "aborted" | "scrapped" | "abandoned" => Mood::Cancelled,
        "postponed" | "delayed" => Mood::Postponed,
        "possible" | "potential" | "proposed" | "future" | "eventual" | "hypothetical" | "rumoured"
        | "rumored" | "third" | "next" | "would" => Mood::Possible,
        "previous" | "earlier" | "past" | "last" | "historic" | "inaugural" => Mood::Former,
        _ => Mood::Plain,
    }
}
