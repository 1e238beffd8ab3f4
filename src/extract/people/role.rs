//! Roles as the text states them: before a name ("US Secretary of State Mike Pompeo"), beside it
//! ("Mike Pompeo, the US secretary of state,") and standing for it ("the US president").
//!
//! A role is a noun phrase around one head of `words.tsv`. Entry points: [`before`], [`after`], [`phrase_at`].

use std::ops::Range;

use super::lexicon::{flag, joined, key_of, lexicon};
use super::word::{Form, Words};

/// A noun phrase that names a role.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its words, without determiner and possessor.
    pub(super) words: Range<usize>,
    /// The head: "president".
    pub(super) head: usize,
    /// "'s", "his": whose it is, as the word that ends the possessor.
    pub(super) possessor: Option<usize>,
    /// True where "the" stands before it.
    pub(super) definite: bool,
}

/// What a role means, as far as words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Key of the head.
    pub(super) head: u64,
    /// Key of what makes one head many offices: "vice", "foreign", "prime", "of state"; 0 without.
    pub(super) office: u64,
    /// The country that it names.
    pub(super) country: Option<&'static str>,
    /// True for the heads of a state, a government, a party.
    pub(super) top: bool,
    /// True where the text calls it past.
    pub(super) former: bool,
    /// True for kinship.
    pub(super) kin: bool,
}

/// Longest role in words, so that no phrase costs more than a glance.
const LONGEST: usize = 14;

/// The title or role that ends right before word `name`; `named` tells the words of names.
pub(super) fn before(
    words: &Words<'_>,
    sentence: &Range<usize>,
    name: usize,
    named: &[bool],
) -> Option<Phrase> {
    let last = name.checked_sub(1).filter(|&i| i >= sentence.start)?;
    let word = &words.all[last];
    if word.has(flag::HONORIFIC) && word.is_capital() || word.has(flag::ROLE | flag::KIN) {
        return Some(leftwards(words, sentence, last, last + 1, named));
    }
    // "Secretary of State", "envoy for North Korea", "head of intelligence".
    let head = head_of_complement(words, sentence, last, named)?;
    Some(leftwards(words, sentence, head, last + 1, named))
}

/// [`before`] where no names are known yet.
pub(super) fn before_unnamed(words: &Words<'_>, sentence: &Range<usize>, name: usize) -> Option<Phrase> {
    before(words, sentence, name, &[])
}

/// The head whose complement ("of State") ends at word `last`.
pub(super) fn head_of_complement(
    words: &Words<'_>,
    sentence: &Range<usize>,
    last: usize,
    named: &[bool],
) -> Option<usize> {
    let floor = sentence.start.max(last.saturating_sub(7));
    let mut i = last;
    let mut lower = 0;
    loop {
        let word = &words.all[i];
        if is_link(words, i) && i < last {
            let head = i.checked_sub(1).filter(|&h| h >= sentence.start)?;
            return words.all[head].has(flag::ROLE | flag::STAFF).then_some(head);
        }
        let fits = word.is_capital() && !is_named(named, i)
            || word.has(flag::MODIFIER | flag::COUNTRY | flag::ORG)
            || matches!(words.str(i), "the" | "&" | "and" | "staff" | "affairs" | "relations")
            || word.form == Form::Possessive;
        if !fits {
            lower += 1;
            if !word.is_lower()
                || lower > 2
                || word.has(flag::SAY | flag::FUNCTION)
                || looks_like_verb(words.str(i))
            {
                return None;
            }
        }
        if i == floor {
            return None;
        }
        i -= 1;
    }
}

/// "General", "Cardinal", "Emir": an honorific that its bearer is also called by alone; not "Mr".
pub(super) fn is_rank(word: &super::word::Word, written: &str) -> bool {
    let lower = written.to_lowercase();
    let civil = [
        "mr", "mrs", "ms", "miss", "mister", "dr", "prof", "sir", "saint", "hon", "don", "dom", "sister",
        "brother", "father", "herr", "frau", "monsieur", "madame", "madam", "mme", "mlle",
    ];
    word.has(flag::HONORIFIC) && lower.len() > 3 && !civil.contains(&lower.trim_end_matches('.'))
}

fn is_named(named: &[bool], i: usize) -> bool {
    named.get(i).copied().unwrap_or(false)
}

fn is_link(words: &Words<'_>, i: usize) -> bool {
    matches!(words.str(i), "of" | "for" | "to" | "at" | "on" | "in")
}

fn looks_like_verb(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing")
}

/// Extends a phrase with this head to the left over what can belong to it.
fn leftwards(words: &Words<'_>, sentence: &Range<usize>, head: usize, end: usize, named: &[bool]) -> Phrase {
    let floor = sentence.start.max(head.saturating_sub(LONGEST));
    let mut start = head;
    let mut i = head;
    let mut unknown = 0;
    let (mut possessor, mut definite) = (None, false);
    while i > floor {
        i -= 1;
        let word = &words.all[i];
        let written = words.str(i);
        if is_named(named, i) {
            break;
        }
        if word.form == Form::Possessive || word.is('’') || word.is('\'') {
            // "South Korea's president" names the country; "Kim's sister" the person.
            let country = country_ending(words, floor, i);
            if let Some(from) = country.filter(|_| start == i + 1) {
                start = from;
                definite = true;
                break;
            }
            if start == i + 1 && i > floor {
                possessor = Some(i);
            }
            break;
        }
        if start == i + 1 && is_pronoun(written) {
            possessor = Some(i);
            break;
        }
        if word.is_lower() && matches!(written, "the" | "this" | "that" | "a" | "an")
            || matches!(written, "The" | "This")
        {
            definite = start == i + 1 && matches!(written, "the" | "The" | "this" | "This");
            break;
        }
        let known = word.has(flag::MODIFIER | flag::FORMER | flag::COUNTRY)
            || (word.has(flag::ROLE | flag::HONORIFIC) && (word.is_capital() || word.has(flag::ROLE)));
        let known = known && !(word.is_lower() && word.has(flag::FUNCTION) && !word.has(flag::FORMER));
        let capital =
            word.is_capital() && !word.has(flag::FUNCTION | flag::CALENDAR) && word.form != Form::Initials
                || word.form == Form::Initials && word.has(flag::COUNTRY);
        if known || capital {
            start = i;
            unknown = 0;
        } else if word.is_lower()
            && !word.has(flag::SAY | flag::FUNCTION | flag::PARTICLE)
            && !looks_like_verb(written)
            && unknown < 2
            || word.is('&')
        {
            unknown += 1;
        } else {
            break;
        }
    }
    Phrase { words: start..end, head, possessor, definite }
}

/// "his", "her", "their": a possessor.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(word, "his" | "her" | "their" | "His" | "Her" | "Their" | "its" | "Its")
}

/// Where the country's name starts that ends right before word `end`.
pub(super) fn country_ending(words: &Words<'_>, floor: usize, end: usize) -> Option<usize> {
    (floor.max(end.saturating_sub(5))..end).find(|&from| {
        lexicon()
            .country(words.all[from..end].iter().map(|w| w.key))
            .is_some_and(|c| !c.demonym && from + c.words == end)
    })
}

/// The role that stands in apposition after a name that ends before word `end`:
/// ", the US secretary of state,". Returns the phrase and where it ends.
pub(super) fn after(
    words: &Words<'_>,
    sentence: &Range<usize>,
    end: usize,
    named: &[bool],
) -> Option<Phrase> {
    if end + 2 >= sentence.end || !words.all[end].is(',') {
        return None;
    }
    let mut i = end + 1;
    // ", 34, a former adviser"
    if words.all[i].form == Form::Number && words.all.get(i + 1).is_some_and(|w| w.is(',')) {
        i += 2;
    }
    if i + 1 < sentence.end && words.str(i) == "who" && matches!(words.str(i + 1), "is" | "was") {
        i += 2;
    }
    let limit = sentence.end.min(i + LONGEST);
    let mut head = None;
    let mut unknown = 0;
    for (j, word) in words.all.iter().enumerate().take(limit).skip(i) {
        if word.is_mark() || (word.is_lower() && word.has(flag::SAY)) {
            break;
        }
        if is_named(named, j) {
            if head.is_none() {
                continue;
            }
            break;
        }
        if word.has(flag::ROLE | flag::KIN) {
            head = Some(j);
        } else if head.is_some() && word.form == Form::Possessive {
            // "the North Korean leader's sister"
            head = None;
        } else if head.is_some() {
            break;
        } else if word.is_lower() && !word.has(flag::MODIFIER | flag::FORMER) {
            let determiner =
                j == i && matches!(words.str(j), "the" | "a" | "an" | "his" | "her" | "their" | "one");
            unknown += usize::from(!determiner);
            if unknown > 3 || (word.has(flag::FUNCTION) && !determiner && !is_pronoun(words.str(j))) {
                return None;
            }
        }
    }
    let head = head?;
    let mut stop = head + 1;
    // The complement, up to a comma, a stop or a verb.
    let infinitive = |i: usize| {
        let next = words.all.get(i + 1);
        words.str(i) == "to"
            && next.is_none_or(|w| w.is_lower() && !matches!(words.str(i + 1), "the" | "his" | "her"))
    };
    if stop < sentence.end && is_link(words, stop) && !infinitive(stop) {
        let mut j = stop + 1;
        while j < sentence.end.min(stop + 9) {
            let word = &words.all[j];
            let ends = word.is_mark() && !word.is('’') && !word.is('\'')
                || word.has(flag::SAY)
                || matches!(
                    words.str(j),
                    "who" | "which" | "and" | "that" | "is" | "was" | "has" | "had" | "will"
                );
            if ends {
                break;
            }
            j += 1;
        }
        stop = j;
    }
    let closed = stop >= sentence.end
        || words.all[stop].is_mark()
        || matches!(words.str(stop), "who" | "and" | "in" | "said" | "told" | "was" | "is" | "has");
    if !closed || stop < sentence.end && is_named(named, stop) {
        return None;
    }
    let phrase = leftwards(words, &(i..sentence.end), head, stop, named);
    let bare = phrase.words.start == i && phrase.possessor.is_none();
    // Without a determiner only a phrase that a comma closes: "Kim, chairman of the party, …".
    let comma = stop >= sentence.end || words.all[stop].is_mark();
    (!bare || comma).then_some(phrase)
}

/// The phrase around a head, for descriptions: "the US president".
pub(super) fn phrase_at(words: &Words<'_>, sentence: &Range<usize>, head: usize, named: &[bool]) -> Phrase {
    let mut end = head + 1;
    if end + 1 < sentence.end && words.str(end) == "of" {
        let complement = &words.all[end + 1];
        let word = words.str(end + 1).to_ascii_lowercase();
        if matches!(word.as_str(), "state" | "staff") {
            end += 2;
        } else if complement.has(flag::COUNTRY)
            && let Some(country) = lexicon().country(words.all[end + 1..sentence.end].iter().map(|w| w.key))
        {
            end += 1 + country.words;
        }
    }
    leftwards(words, sentence, head, end, named)
}

/// What a phrase means.
pub(super) fn meaning(words: &Words<'_>, phrase: &Phrase) -> Meaning {
    let mut country = None;
    let mut former = false;
    let mut office = 0u64;
    let mut lesser = false;
    let mut prime = false;
    let mut i = phrase.words.start;
    while i < phrase.words.end {
        let word = &words.all[i];
        if let Some(found) = lexicon().country(words.all[i..phrase.words.end].iter().map(|w| w.key)) {
            country = country.or(Some(found.iso).filter(|iso| !matches!(*iso, "UN" | "XN")));
            i += found.words;
            continue;
        }
        former |= word.has(flag::FORMER) && i < phrase.head;
        if i != phrase.head
            && word.has(flag::MODIFIER)
            && !word.has(flag::FORMER)
            && !PASSING.contains(&word_lower(words, i).as_str())
        {
            let written = word_lower(words, i);
            lesser |= matches!(
                written.as_str(),
                "vice"
                    | "deputy"
                    | "assistant"
                    | "party"
                    | "opposition"
                    | "rebel"
                    | "majority"
                    | "minority"
                    | "union"
                    | "council"
                    | "committee"
                    | "parliamentary"
            );
            prime |= written == "prime";
            office = joined(office, spelling(&written));
        }
        i += 1;
    }
    let head = &words.all[phrase.head];
    let written = word_lower(words, phrase.head);
    former |= head.has(flag::FORMER);
    let top = (head.has(flag::TOP) || prime && written == "minister") && !lesser;
    Meaning {
        head: head_key(&written),
        office,
        country,
        top,
        former,
        kin: head.has(flag::KIN) && !head.has(flag::ROLE),
    }
}

/// Modifiers that come and go with one office.
const PASSING: &[&str] = &[
    "new",
    "current",
    "longtime",
    "veteran",
    "late",
    "top",
    "senior",
    "incoming",
    "outgoing",
    "young",
    "acting",
    "presidential",
    "staff",
];

/// "defence" and "defense" are one office.
fn spelling(word: &str) -> u64 {
    key_of(match word {
        "defense" => "defence",
        "labor" => "labour",
        other => other,
    })
}

/// "premier" and "prime minister" stay apart; "adviser" and "advisor" are one.
fn head_key(word: &str) -> u64 {
    let word = word
        .rsplit_once('-')
        .map_or(word, |(prefix, tail)| if prefix == "ex" || prefix == "then" { tail } else { word });
    key_of(match word {
        "advisor" => "adviser",
        "chairwoman" | "chairperson" | "chair" => "chairman",
        "spokeswoman" | "spokesperson" => "spokesman",
        other => other,
    })
}

fn word_lower(words: &Words<'_>, i: usize) -> String {
    words.str(i).to_lowercase()
}

impl Meaning {
    /// True where a description with this meaning can stand for somebody whose role means `role`:
    /// "the leader" for a president, "the minister" for the foreign minister.
    pub(super) fn answers_to(&self, role: &Meaning) -> bool {
        let countries = match (self.country, role.country) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let same =
            self.head == role.head && (self.office == role.office || self.office == 0 || role.office == 0);
        let same = same && (self.top == role.top);
        let leads = self.top
            && role.top
            && (self.head == key_of("leader")
                || role.head == key_of("leader")
                || role.head == key_of("chairman"));
        countries && self.kin == role.kin && (same || leads)
    }
}
