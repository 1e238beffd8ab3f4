//! Who two people are that a text speaks of together: "they", "their", "the two leaders", "both men".
//!
//! A pair is who stands side by side in the same sentence or the one before, who met whom there, or the
//! two whom the article is about. Where other people could be meant ("the officials … they") it stays
//! open. Entry point: [`pair`].

use super::chain::Chains;
use super::lexicon::{flag, key_of, lexicon};
use super::pronoun::{Antecedent, Lead, is_beside};
use super::word::Words;

/// Two people.
pub(super) type Pair = [usize; 2];

/// Where a plural stands.
pub(super) struct Place<'a, 't> {
    /// The text.
    pub(super) words: &'a Words<'t>,
    /// The first word of the plural.
    pub(super) at: usize,
    /// Its sentence.
    pub(super) sentence: usize,
    /// The subject of the sentence before.
    pub(super) lead: Option<&'a Lead>,
}

/// True for pronouns of the third person plural.
pub(super) fn is_plural(word: &str) -> bool {
    matches!(word, "they" | "They" | "their" | "Their" | "them" | "themselves")
}

/// Whom a plural stands for. `here` are the mentions of its sentence, `earlier` those of the one before.
pub(super) fn pair(
    place: &Place<'_, '_>,
    here: &[&Antecedent],
    earlier: &[&Antecedent],
    leaders: Option<Pair>,
) -> Option<Vec<usize>> {
    let words = place.words;
    let sentence = words.sentences[place.sentence].clone();
    let before: Vec<&Antecedent> = here.iter().copied().filter(|a| a.end <= place.at).collect();
    if !before.is_empty() {
        return together(words, &before, sentence.start..place.at);
    }
    if blocks(words, sentence.start..place.at, false) {
        return None;
    }
    let previous = place.sentence.checked_sub(1).map(|s| words.sentences[s].clone())?;
    if let Some(pair) = together(words, earlier, previous.clone()) {
        return Some(pair);
    }
    if blocks(words, previous.clone(), false) {
        return None;
    }
    let lead = place.lead?;
    if lead.chains.len() == 2 {
        return Some(lead.chains.clone());
    }
    let leaders = leaders?;
    let named =
        |chain: &usize| earlier.iter().any(|a| a.chains.contains(chain)) || lead.chains.contains(chain);
    let strangers = earlier.iter().any(|a| a.chains.iter().any(|c| !leaders.contains(c)));
    (leaders.iter().any(named) && !strangers).then(|| leaders.to_vec())
}

/// The two who stand together among these mentions, in a stretch of a sentence.
pub(super) fn together(
    words: &Words<'_>,
    mentions: &[&Antecedent],
    stretch: std::ops::Range<usize>,
) -> Option<Vec<usize>> {
    let first = mentions.iter().find(|a| !a.possessive)?;
    if first.chains.len() > 1 {
        return (first.chains.len() == 2 && others(mentions, &first.chains) == 0)
            .then(|| first.chains.clone());
    }
    let lists =
        |a: &Antecedent| mentions.iter().any(|other| other.end + 1 == a.from && words.all[other.end].is(','));
    for a in mentions.iter().filter(|a| a.chains.len() == 1) {
        let Some(b) = mentions.iter().find(|b| b.chains.len() == 1 && is_beside(words, a, b)) else {
            continue;
        };
        if a.chains == b.chains || lists(a) {
            return None;
        }
        // "The ministers Berg and Saleh": the plural is their own.
        let open = a.from.saturating_sub(1).max(stretch.start);
        let subject = a.start == first.start && !blocks(words, stretch.start..open, false);
        let both = vec![a.chains[0], b.chains[0]];
        let clear = if subject {
            !blocks(words, b.end..stretch.end, true)
        } else {
            !blocks(words, stretch.clone(), false) && others(mentions, &both) == 0
        };
        return clear.then_some(both);
    }
    // "Biden met Putin".
    let object = mentions.iter().find(|b| b.start > first.start && b.chains != first.chains)?;
    let both = vec![*first.chains.first()?, *object.chains.first()?];
    let met = (first.end..object.from).any(|i| MEETING.contains(&words.str(i)));
    let alone = others(mentions, &both) == 0 && object.chains.len() == 1;
    (met && alone && !blocks(words, stretch, true)).then_some(both)
}

/// How many people stand among mentions beside these.
fn others(mentions: &[&Antecedent], known: &[usize]) -> usize {
    mentions.iter().flat_map(|a| &a.chains).filter(|c| !known.contains(c)).count()
}

/// Verbs that bring two people together.
const MEETING: &[&str] = &[
    "met", "meets", "meet", "meeting", "greeted", "greets", "embraced", "hugged", "joined", "welcomed",
    "received", "receives", "hosted", "hosts", "with",
];

/// True where other people, or (`people_only` false) other things, stand in the plural.
fn blocks(words: &Words<'_>, range: std::ops::Range<usize>, people_only: bool) -> bool {
    range.into_iter().any(|i| {
        let word = &words.all[i];
        if !word.is_lower() {
            return false;
        }
        let written = words.str(i);
        if GROUPS.contains(&written) {
            return true;
        }
        let Some(singular) = written.strip_suffix('s').filter(|w| w.len() >= 3) else { return false };
        let people = lexicon().flags(key_of(singular)) & (flag::ROLE | flag::KIN | flag::STAFF) != 0;
        if people_only || people {
            return people;
        }
        !singular.ends_with(['s', 'u', 'i', '\''])
            && !word.has(flag::FUNCTION | flag::SAY)
            && !COUNTS.contains(&written)
    })
}

/// Groups of people without an s of their own, or beyond the roles of the lexicon.
const GROUPS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "media",
    "police",
    "both",
    "delegations",
    "delegates",
    "sides",
    "governments",
    "countries",
    "nations",
    "states",
    "troops",
    "crowds",
    "protesters",
    "demonstrators",
    "families",
    "teams",
    "parties",
    "guests",
    "supporters",
    "reporters",
    "journalists",
    "researchers",
    "analysts",
    "wives",
    "allies",
    "experts",
    "soldiers",
    "students",
    "guards",
    "voters",
    "critics",
    "residents",
    "others",
];

/// Plurals of measure and gesture that no "they" means.
const COUNTS: &[&str] = &[
    "hours",
    "minutes",
    "seconds",
    "days",
    "weeks",
    "months",
    "years",
    "times",
    "hands",
    "always",
    "perhaps",
    "besides",
    "towards",
    "afterwards",
    "talks",
    "metres",
    "meters",
    "miles",
    "steps",
    "doors",
    "words",
    "does",
    "paces",
    "sometimes",
    "headlines",
    "smiles",
    "degrees",
    "percents",
    "tonnes",
    "dollars",
    "remarks",
];

/// The two whom an article is about, where that is plain: those named most, of whom nobody says that they
/// hold a lesser office.
pub(super) fn leaders(chains: &Chains) -> Option<Pair> {
    let named = |chain: usize| chains.people[chain].names.len();
    let current = |chain: usize| chains.people[chain].roles.iter().filter(|r| !r.former && !r.kin);
    let leads = |chain: usize| current(chain).any(|role| role.top);
    let pick = |mut all: Vec<usize>| {
        all.sort_by_key(|&chain| (std::cmp::Reverse(named(chain)), chain));
        let clear = all.len() == 2 || all.len() > 2 && named(all[1]) > named(all[2]);
        (all.len() >= 2 && clear).then(|| {
            let mut pair = [all[0], all[1]];
            pair.sort_unstable();
            pair
        })
    };
    let everybody = 0..chains.people.len();
    let open =
        |c: &usize| !chains.people[*c].kin && (leads(*c) || current(*c).next().is_none() && named(*c) >= 2);
    pick(everybody.clone().filter(open).collect()).or_else(|| pick(everybody.filter(|&c| leads(c)).collect()))
}
