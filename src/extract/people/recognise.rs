//! Which words are names of people: what the tagger found, set right by rules.
//!
//! The rules know what is certain whatever the tagger has learnt: titles are no part of a name, a
//! country is nobody, a family name that stands in a full name of the same text is a name wherever it
//! stands alone. Entry points: [`names`], [`settled`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{flag, key_of, lexicon};
use super::name;
use super::named_after::is_named_after;
use super::role;
use super::tagger;
use super::word::{Form, Word, Words};
use crate::span::Span;
use crate::text::Case;

/// The names of people in a text, as ranges of words without titles, sorted.
pub(super) fn names(words: &Words<'_>, places: &[Span]) -> Vec<Range<usize>> {
    let mut found = settled(words, tagger::tag(words));
    // What the places layer knows is a place, unless a title or a full name says otherwise.
    let mut next = 0;
    found.retain(|range| {
        let span = words.span(range.clone());
        while next < places.len() && places[next].end <= span.start {
            next += 1;
        }
        let place = places[next..].iter().take(3).find(|place| place.overlaps(span));
        place.is_none_or(|place| !place.covers(span) || is_titled(words, range))
    });
    found
}

/// True where "Mr" or a role stands before a name.
fn is_titled(words: &Words<'_>, range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map(|i| &words.all[i]);
    before.is_some_and(|w| w.has(flag::HONORIFIC) && w.is_capital() || w.has(flag::ROLE) && !w.is_mark())
}

/// The tagger's names, set right.
pub(super) fn settled(words: &Words<'_>, tagged: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(tagged.len());
    for range in tagged {
        if let Some(range) = trimmed(words, range) {
            let end = found.last().map_or(0, |r| r.end);
            if range.start >= end {
                let range = after_title(words, lengthened(words, range));
                found.push(range.start.max(end)..range.end);
            }
        }
    }
    let mut covered = vec![false; words.all.len()];
    for range in &found {
        covered[range.clone()].fill(true);
    }
    let known: BTreeSet<u64> =
        found.iter().filter(|r| r.len() > 1).flat_map(|r| families(words, r)).collect();
    found.retain(|range| {
        let word = &words.all[range.start];
        let unsure = word.has(flag::AMBIGUOUS) || !word.has(flag::FORENAME | flag::SURNAME);
        let place = range.len() == 1 && word.has(flag::PLACE) && unsure;
        !place || known.contains(&word.key) || is_titled(words, range)
    });
    found.retain(|range| !is_named_after(words, range) && !is_one_of_many(words, range));
    let mut found = joined_up(words, found, &known);
    for sentence in &words.sentences {
        let mut i = sentence.start;
        while i < sentence.end {
            if covered[i] || !words.all[i].is_capital() {
                i += 1;
                continue;
            }
            let start = i;
            while i < sentence.end && !covered[i] && words.all[i].is_capital() {
                i += 1;
                if words.all.get(i).is_some_and(|w| w.has(flag::CALENDAR))
                    || words.all[i - 1].has(flag::CALENDAR)
                {
                    break;
                }
            }
            found.extend(missed(words, sentence, start..i, &known));
        }
    }
    let known = with_particles(words, &found);
    if !known.is_empty() {
        for range in &found {
            covered[range.clone()].fill(true);
        }
        let behind = |i: usize| i > 0 && words.all[i - 1].has(flag::PARTICLE) && !covered[i - 1];
        let more = (0..words.all.len()).filter(|&i| {
            words.all[i].is_capital() && !covered[i] && behind(i) && known.contains(&words.all[i].key)
        });
        found.extend(more.map(|i| i..i + 1).collect::<Vec<_>>());
    }
    for range in &mut found {
        if range.len() == 1 && known.contains(&words.all[range.start].key) {
            while range.start > 0
                && words.all[range.start - 1].has(flag::PARTICLE)
                && !words.all[range.start].glued
            {
                range.start -= 1;
            }
        }
    }
    found.sort_by_key(|r| r.start);
    found.dedup_by(|b, a| b.start < a.end);
    found
}

/// Words of the full names that have a particle before them: "Croix" of "Jean de la Croix", "Zayed" of
/// "Mohamed bin Zayed Al Nahyan".
fn with_particles(words: &Words<'_>, found: &[Range<usize>]) -> BTreeSet<u64> {
    let particle = |i: &usize| words.all[*i].has(flag::PARTICLE) && words.all[*i].is_lower();
    let behind =
        |r: &Range<usize>| (r.start + 1..r.end - 1).filter(particle).map(|i| words.all[i + 1].key).collect();
    found.iter().filter(|r| r.len() > 2).flat_map(|r| -> Vec<u64> { behind(r) }).collect()
}

/// "two other Parks", "a third Wang": a surname that is counted stands for nobody.
fn is_one_of_many(words: &Words<'_>, range: &Range<usize>) -> bool {
    const COUNTS: &[&str] = &[
        "other", "another", "second", "third", "fourth", "two", "three", "four", "five", "several", "many",
        "these", "those", "no",
    ];
    let before = |n: usize| range.start.checked_sub(n).map_or("", |i| words.str(i));
    let counted = COUNTS.contains(&before(1)) && before(2) != "the";
    range.len() == 1 && counted
}

/// "Abe Shinzo" where the tagger saw two names side by side: one, unless both are families of the text.
fn joined_up(words: &Words<'_>, found: Vec<Range<usize>>, known: &BTreeSet<u64>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        let one =
            |r: &Range<usize>| r.len() == 1 && matches!(words.all[r.start].form, Form::Letters(Case::Title));
        let family = |r: &Range<usize>| known.contains(&words.all[r.start].key);
        let forename = |r: &Range<usize>| words.all[r.start].has(flag::FORENAME);
        match joined.last_mut() {
            Some(last)
                if last.end == range.start
                    && one(last)
                    && one(&range)
                    && !words.all[range.start].glued
                    && !(family(last) && family(&range))
                    && (forename(last) || forename(&range))
                    && words.sentence_of(last.start) == words.sentence_of(range.start) =>
            {
                last.end = range.end;
            }
            _ => joined.push(range),
        }
    }
    joined
}

/// Cuts titles off the front and refuses what is no name.
fn trimmed(words: &Words<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    let title = (range.start..range.end.saturating_sub(1)).rev().find(|&i| {
        let word = &words.all[i];
        let crown = i > range.start && matches!(words.str(i - 1), "Crown" | "crown");
        word.has(flag::ROLE | flag::HONORIFIC)
            && (crown || !word.has(flag::FORENAME | flag::SURNAME | flag::PARTICLE))
    });
    range.start = title.map_or(range.start, |i| i + 1);
    while range.len() > 1 {
        let first = &words.all[range.start];
        let title = first.has(flag::HONORIFIC | flag::ROLE)
            && (!first.has(flag::FORENAME | flag::SURNAME | flag::PARTICLE)
                || range.len() > 2 && is_title(words, &range));
        if !title {
            break;
        }
        range.start += 1;
    }
    // A stop that ends the sentence too is part of "Jr." but not of "Malcolm X."
    let all = &words.all[range.clone()];
    let mut i = range.start;
    if let Some(country) = lexicon().country(all.iter().map(|w| w.key)) {
        i += country.words;
    }
    if i == range.end && !all[0].has(flag::FORENAME | flag::SURNAME) {
        return None;
    }
    if range.len() == 1
        && (all[0].has(flag::CALENDAR | flag::FUNCTION) && !all[0].has(flag::FORENAME | flag::SURNAME))
    {
        return None;
    }
    // "Foreign Minister", "Emir" with nobody's name behind it.
    let office = flag::ROLE | flag::HONORIFIC | flag::MODIFIER | flag::KIN;
    if all.iter().all(|w| w.has(office) && !w.has(flag::FORENAME | flag::SURNAME)) {
        return None;
    }
    // "Observers noted", "Negotiators met": a plural that opens a sentence.
    let plural = words.str(range.start).strip_suffix('s').is_some_and(|singular| {
        lexicon().flags(key_of(singular)) & (flag::ROLE | flag::STAFF) != 0
            || matches!(singular, "Observer" | "Organiser" | "Organizer" | "Expert" | "Reporter" | "Critic")
    });
    if range.len() == 1 && plural && !all[0].has(flag::FORENAME | flag::SURNAME) {
        return None;
    }
    let phrase = range.len() > 1
        && all[0].has(flag::FUNCTION)
        && !all[0].has(flag::FORENAME | flag::SURNAME | flag::EAST);
    (!phrase || is_titled(words, &range)).then_some(range)
}

/// "Bekele" of "Water Minister Getachew Bekele" is the whole of what follows the title.
fn after_title(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start > 0 && range.end - start < 5 && may_be_name(words, start - 1) && !words.all[start].glued {
        start -= 1;
        if is_capital_title(words, &(0..words.all.len()), start) {
            return start..range.end;
        }
    }
    range
}

/// A capitalised word that nothing speaks against.
fn may_be_name(words: &Words<'_>, i: usize) -> bool {
    let word = &words.all[i];
    let not_name = flag::ORG
        | flag::OTHER
        | flag::COUNTRY
        | flag::FUNCTION
        | flag::CALENDAR
        | flag::ROLE
        | flag::HONORIFIC
        | flag::MODIFIER
        | flag::KIN;
    matches!(word.form, Form::Letters(Case::Title | Case::Mixed))
        && (!word.has(not_name) || word.has(flag::FORENAME) && !word.has(flag::ORG))
}

/// True where a capitalised title stands right before word `i`: "President", "Mr".
fn is_capital_title(words: &Words<'_>, sentence: &Range<usize>, i: usize) -> bool {
    if i <= sentence.start {
        return false;
    }
    let before = &words.all[i - 1];
    before.is_capital()
        && before.has(flag::HONORIFIC | flag::ROLE)
        && !before.has(flag::FORENAME | flag::SURNAME)
}

/// "Kim Jong" is "Kim Jong Un" where "Un" follows.
fn lengthened(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    // "Katharina von" goes on in "und zu Liebenau".
    let particle = |i: usize| {
        words.all.get(i).is_some_and(|w| w.is_lower() && (w.has(flag::PARTICLE) || words.str(i) == "und"))
    };
    let open = words.all[end - 1].is_lower();
    let mut next = end;
    while next < end + 4 && particle(next) {
        next += 1;
    }
    let goes_on = words.all.get(next).is_some_and(|w| matches!(w.form, Form::Letters(Case::Title)));
    if goes_on
        && (open || next > end)
        && words.all[range.start].is_capital()
        && !words.all[end].glued
        && (open || matches!(words.str(end), "von" | "van" | "bin" | "ibn" | "bint" | "ould" | "zu" | "af"))
    {
        return range.start..next + 1;
    }
    while end < words.all.len() && end - range.start < 3 && is_syllable(words, end) {
        end += 1;
    }
    // "Sung Kim" where the tagger saw "Kim" alone.
    let before = range.start.checked_sub(1).map(|i| &words.all[i]);
    let given_first = range.len() == 1 && words.all[range.start].has(flag::EAST) && end == range.end;
    if given_first
        && !words.all[range.start].glued
        && range.start >= 2
        && before.is_some_and(|w| w.has(flag::EAST | flag::FORENAME) && is_syllable(words, range.start - 1))
    {
        return range.start - 1..range.end;
    }
    // "Chelsea Clinton" where the tagger took the forename for a place or a team.
    let forename = range.len() == 1
        && !words.all[range.start].glued
        && before.is_some_and(|w| {
            w.has(flag::FORENAME)
                && w.has(flag::OTHER | flag::PLACE)
                && matches!(w.form, Form::Letters(Case::Title))
        })
        && range.start.checked_sub(2).is_none_or(|i| {
            !words.all[i].is_capital()
                && !matches!(words.str(i), "in" | "at" | "from" | "for" | "of" | "to" | "against")
        });
    if forename && end == range.end {
        return range.start - 1..range.end;
    }
    // "No Kwang Chol" inside a sentence, where the tagger saw a negation.
    let family = range.start.checked_sub(1).filter(|&i| {
        let word = &words.all[i];
        let inside = i > words.sentences[words.sentence_of(i)].start;
        inside
            && word.has(flag::EAST)
            && word.has(flag::FUNCTION)
            && matches!(word.form, Form::Letters(Case::Title))
    });
    if let Some(family) = family
        && range.len() == 2
        && !words.all[range.start].has(flag::FORENAME)
        && !words.all[range.start].glued
        && name::reads_eastern(words, family..range.end)
    {
        return family..range.end;
    }
    let longer = range.start..end;
    let eastern = end > range.end && range.len() < 3 && name::reads_eastern(words, longer.clone());
    if eastern { longer } else { range }
}

/// A capitalised word that may go on a name of the East.
fn is_syllable(words: &Words<'_>, i: usize) -> bool {
    let word = &words.all[i];
    let not_name =
        flag::ORG | flag::PLACE | flag::COUNTRY | flag::HONORIFIC | flag::ROLE | flag::CALENDAR | flag::OTHER;
    matches!(word.form, Form::Letters(Case::Title)) && !word.has(not_name) && !word.has(flag::FUNCTION)
}

/// "Major John Smith", "King Hussein bin Talal": a title though it could be a name.
fn is_title(words: &Words<'_>, range: &Range<usize>) -> bool {
    let second = &words.all[range.start + 1];
    words.all[range.start].has(flag::HONORIFIC) && second.has(flag::FORENAME)
}

/// The words of a full name that can stand for it alone.
fn families(words: &Words<'_>, range: &Range<usize>) -> Vec<u64> {
    let mut last = range.end - 1;
    if last > range.start + 1 && words.all[last].has(flag::SUFFIX) {
        last -= 1;
    }
    let first = &words.all[range.start];
    let eastern = first.has(flag::EAST) && !first.has(flag::FORENAME);
    let mut keys = vec![words.all[last].key];
    // "Restrepo" of "Alvaro Restrepo Gil".
    let middle = &words.all[last - 1];
    if last - 1 > range.start
        && !eastern
        && middle.has(flag::SURNAME)
        && !middle.has(flag::FORENAME | flag::AMBIGUOUS | flag::PARTICLE)
    {
        keys.push(middle.key);
    }
    if eastern {
        keys.push(first.key);
    }
    keys
}

/// A name in a run of capitals that the tagger left out.
fn missed(
    words: &Words<'_>,
    sentence: &Range<usize>,
    run: Range<usize>,
    known: &BTreeSet<u64>,
) -> Option<Range<usize>> {
    let mut range = run;
    while range.start < range.end && is_before_name(words, &range, sentence) {
        range.start += 1;
    }
    if range.is_empty() {
        return None;
    }
    if range.len() > 1 {
        let first = &words.all[range.start];
        let local = range.start > sentence.start
            && matches!(words.str(range.start - 1), "at" | "in" | "from" | "near" | "to" | "the");
        if local {
            return None;
        }
        if range.len() <= 4
            && is_capital_title(words, sentence, range.start)
            && range.clone().all(|i| may_be_name(words, i))
        {
            return Some(range);
        }
        if range.len() <= 3
            && is_beside_kin(words, sentence, &range)
            && range.clone().all(|i| may_be_name(words, i) && !words.all[i].has(flag::PLACE))
        {
            return Some(range);
        }
        let hyphened =
            range.len() == 2 && words.str(range.start + 1).contains('-') && range.start > sentence.start;
        if hyphened && first.has(flag::EAST) && name::reads_eastern(words, range.clone()) {
            return Some(range);
        }
        let sure = range.len() <= 3
            && !first.has(flag::FUNCTION | flag::PLACE | flag::COUNTRY)
            && (range.start + 1..range.end).all(|i| is_syllable(words, i) || words.str(i).contains('-'))
            && name::reads_eastern(words, range.clone());
        return sure.then_some(range);
    }
    let word = &words.all[range.start];
    if !matches!(word.form, Form::Letters(Case::Title | Case::Mixed | Case::Upper))
        || word.has(flag::ORG)
            && !(known.contains(&word.key) && is_capital_title(words, sentence, range.start))
    {
        return None;
    }
    if is_beside_kin(words, sentence, &range) && may_be_name(words, range.start) && !word.has(flag::PLACE) {
        return Some(range);
    }
    let titled = range.start > sentence.start && {
        let before = &words.all[range.start - 1];
        before.has(flag::HONORIFIC) && before.is_capital()
    };
    let follows_particle = range.start > sentence.start
        && words.all[range.start - 1].is_lower()
        && words.all[range.start - 1].has(flag::PARTICLE);
    let place = word.has(flag::COUNTRY | flag::PLACE | flag::CALENDAR | flag::FUNCTION);
    let joined = words.all.get(range.end).is_some_and(|w| w.glued && (w.is('-') || w.is('/')));
    let is_known = known.contains(&word.key) && !place && !joined;
    let sure = titled && word.has(flag::SURNAME | flag::FORENAME) && !place;
    (!follows_particle && (is_known || sure)).then_some(range)
}

/// "her husband, Dawit,", "the governor of American Samoa, Faleomavaega Pulu, did": a name between marks beside
/// kinship or a role.
fn is_beside_kin(words: &Words<'_>, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    let Some(comma) = range.start.checked_sub(1).filter(|&i| i > sentence.start && words.all[i].is(','))
    else {
        return false;
    };
    let closed = range.end >= sentence.end
        || matches!(words.all[range.end].form, Form::Mark(',' | '.' | ';' | ')' | '!' | '?'));
    closed
        && role::before_unnamed(words, sentence, comma).is_some_and(|phrase| {
            let head = &words.all[phrase.head];
            let kin = head.has(flag::KIN) && phrase.possessor.is_some();
            let role =
                head.has(flag::ROLE) && (phrase.definite || phrase.possessor.is_some()) && range.len() > 1;
            kin || role
        })
}

/// A title, a country or a sentence's first word before a name.
fn is_before_name(words: &Words<'_>, range: &Range<usize>, sentence: &Range<usize>) -> bool {
    let word: &Word = &words.all[range.start];
    let name = word.has(flag::FORENAME | flag::SURNAME);
    word.has(flag::HONORIFIC | flag::ROLE | flag::MODIFIER) && (!name || range.len() > 1)
        || word.has(flag::FUNCTION | flag::CALENDAR) && range.start == sentence.start
        || range.len() > 1 && word.has(flag::COUNTRY)
}
