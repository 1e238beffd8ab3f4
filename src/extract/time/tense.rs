//! The tense that a time stands in: read off the verb group that governs it.
//!
//! The groups are those of [`crate::text::groups`]; here it is decided which of them governs.

use std::ops::Range;

use super::expr::Tense3;
use crate::text::groups::{Catenative, Form, Modal, Tense, VerbGroup};
use crate::text::{Text, TokenKind};

/// Tokens that a verb governs on either side, at most.
const REACH: usize = 60;

/// Tense of the group that governs the tokens `at` of a sentence whose groups are `groups`: the nearest
/// before it in the same clause, else the nearest after it.
pub(super) fn tense_at(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> Option<Tense3> {
    governing(text, groups, at).and_then(|group| {
        // "plans to meet", "an agreement to meet": what the infinitive names lies ahead.
        let before = group.tokens.start.checked_sub(1).map_or("", |i| text.lower(i));
        let ahead = group.form == Form::Infinitive && AHEAD.contains(&before);
        if ahead { Some(Tense3::Future) } else { tense_of(group) }
    })
}

/// Words whose infinitive lies ahead.
const AHEAD: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "expects",
    "hopes",
    "intends",
    "aims",
    "set",
    "due",
    "scheduled",
    "decision",
    "agreement",
    "deal",
    "deadline",
    "preparing",
    "agreed",
    "promised",
    "vowed",
    "ready",
    "decided",
    "pledged",
    "likely",
];

/// Verbs whose present tells of what lies ahead.
const SCHEDULED: &[&str] = &[
    "expect", "plan", "hope", "intend", "aim", "begin", "open", "start", "end", "leave", "arrive", "travel",
    "fly", "resume", "close", "return", "depart", "conclude", "expire", "host", "vote",
];

/// Before, at or after the moment of speaking.
fn tense_of(group: &VerbGroup) -> Option<Tense3> {
    if matches!(group.modal, Some(Modal::Will | Modal::Would)) {
        return Some(if group.perfect { Tense3::Past } else { Tense3::Future });
    }
    if matches!(group.over, Some(Catenative::Schedule | Catenative::Expect)) && !group.perfect_infinitive {
        return Some(if group.perfect && group.tense == Tense::Past { Tense3::Past } else { Tense3::Future });
    }
    if group.passive
        && matches!(group.lemma, "plan" | "schedule" | "set" | "slate" | "expect")
        && !group.perfect
    {
        return Some(Tense3::Future);
    }
    if group.perfect {
        return Some(Tense3::Past);
    }
    match (group.form, group.tense) {
        (Form::Participle, _) | (Form::Finite, Tense::Past) => Some(Tense3::Past),
        // "the summit begins on Friday", "he is flying home on Saturday"
        (Form::Finite, Tense::Present) if group.progressive || SCHEDULED.contains(&group.lemma) => {
            Some(Tense3::Future)
        }
        (Form::Finite, Tense::Present) => Some(Tense3::Present),
        _ => None,
    }
}

/// The group that governs the tokens `at`.
fn governing<'g>(text: &Text<'_>, groups: &'g [VerbGroup], at: Range<usize>) -> Option<&'g VerbGroup> {
    let next = groups.partition_point(|g| g.tokens.start < at.end);
    let before = groups[..next].iter().rev().take(2).find(|g| g.tokens.end <= at.start);
    let after = groups.get(next);
    let near = |g: &&VerbGroup| g.tokens.start < at.end + REACH && g.tokens.end + REACH > at.start;
    let (before, after) = (before.filter(near), after.filter(near));
    let barred = |between: Range<usize>| between.into_iter().any(|i| is_barrier(text, i));
    match (before, after) {
        (Some(b), _) if !barred(b.tokens.end..at.start) => Some(b),
        (_, Some(a)) if !barred(at.end..a.tokens.start) => Some(a),
        (b, a) => b.or(a),
    }
}

/// True for a token that parts clauses.
fn is_barrier(text: &Text<'_>, i: usize) -> bool {
    match text.tokens()[i].kind {
        TokenKind::Punct(';' | ':' | '"' | '“' | '”' | '(' | ')' | '—' | '`') => true,
        TokenKind::Punct(',') => matches!(
            text.lower(i + 1),
            "which" | "who" | "when" | "while" | "but" | "as" | "after" | "before" | "and" | "where"
        ),
        TokenKind::Word(_) => matches!(
            text.lower(i),
            "who" | "which" | "that" | "while" | "because" | "when" | "although" | "though" | "whether"
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::groups::verb_groups;

    fn check(sentence: &str, time: &str, expected: Option<Tense3>) {
        let text = Text::plain(sentence);
        let range = text.sentences()[0].tokens.clone();
        let groups = verb_groups(&text, range.clone());
        let at = range.clone().find(|&i| text.word(i) == time).expect("the time is in the sentence");
        assert_eq!(tense_at(&text, &groups, at..at + 1), expected, "{sentence}: {groups:?}");
    }

    #[test]
    fn the_nearest_group_of_the_clause_governs() {
        check("The leaders met on Thursday in Hanoi.", "Thursday", Some(Tense3::Past));
        check("The leaders will meet on Thursday.", "Thursday", Some(Tense3::Future));
        check("The leaders are expected to sign it on Thursday.", "Thursday", Some(Tense3::Future));
        check("The leaders are to meet on Thursday.", "Thursday", Some(Tense3::Future));
        check("He said on Thursday that they will meet.", "Thursday", Some(Tense3::Past));
        check("In October, the company will open a plant.", "October", Some(Tense3::Future));
        check("They have been meeting since Thursday.", "Thursday", Some(Tense3::Past));
        check("She plans to visit Seoul in October.", "October", Some(Tense3::Future));
        check("The plant was opened in October.", "October", Some(Tense3::Past));
    }
}
