//! The tense that a time stands in: read off the verb group that governs it.
//!
//! The groups are those of [`crate::text::groups`]; here it is decided which of them governs.

use std::ops::Range;

use super::expr::Tense3;
use crate::text::groups::{Catenative, Form, Modal, Tense, VerbGroup};
use crate::text::{Text, TokenKind};

pub(super) mod spanish;

/// Tokens of an aside on either side of a time in it, at most.
const ASIDE: usize = 14;

/// Tokens that a verb governs on either side, at most.
const REACH: usize = 60;

/// Tense of the group that governs the tokens `at` of a sentence whose groups are `groups`: the nearest
/// before it in the same clause, else the nearest after it.
pub(super) fn tense_at(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> Option<Tense3> {
    governing(text, groups, at).and_then(|group| {
        // "plans to meet", "an agreement to meet": what the infinitive names lies ahead.
        let before = group.tokens.start.checked_sub(1).map_or("", |i| text.lower(i));
        let ahead = group.form == Form::Infinitive && (AHEAD.contains(&before) || decided(groups, group));
        // "is due in Gaza on Wednesday"
        let due = group.lemma == "be"
            && !group.perfect
            && matches!(text.lower(group.tokens.end), "due" | "expected");
        // "a record set on Aug. 6"
        let record = group.lemma == "set"
            && group.form == Form::Participle
            && matches!(text.lower(group.tokens.end), "on" | "in" | "by" | "last");
        if record {
            Some(Tense3::Past)
        } else if ahead || due {
            Some(Tense3::Future)
        } else {
            tense_of(group)
        }
    })
}

/// True for the infinitive of a decision, with a time between them: "agreed on Sunday to meet".
fn decided(groups: &[VerbGroup], infinitive: &VerbGroup) -> bool {
    let before = groups.iter().rev().find(|g| g.tokens.end <= infinitive.tokens.start);
    before.is_some_and(|g| {
        g.tokens.end + 5 > infinitive.tokens.start
            && matches!(
                g.lemma,
                "agree"
                    | "decide"
                    | "plan"
                    | "promise"
                    | "pledge"
                    | "vow"
                    | "arrange"
                    | "expect"
                    | "hope"
                    | "schedule"
            )
    })
}

/// True where the governing verb tells of what came to pass: "landed at 8pm", not "had invited both to a dinner at
/// 8pm" nor "was set for 8pm".
pub(super) fn came_to_pass(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> bool {
    let open = |g: &&VerbGroup| g.form == Form::Finite && g.tense == Tense::Past && g.over.is_none();
    let told = governing(text, groups, at.clone()).filter(open);
    told.is_some_and(|g| !OFFERED.contains(&g.lemma)) && planned_for(text, groups, at).is_none()
}

/// True where the governing verb is one of the past, whatever it plans: "was scheduled for 6 pm".
pub(super) fn past_form(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> bool {
    governing(text, groups, at)
        .is_some_and(|g| g.form == Form::Finite && g.tense == Tense::Past && g.modal.is_none())
}

/// True for the day that something was moved from: "moved from Wednesday", "put back from 9 a.m. on Friday".
pub(super) fn moved_from(text: &Text<'_>, at: Range<usize>) -> bool {
    let Some(from) = at.start.checked_sub(1).filter(|&i| text.lower(i) == "from") else { return false };
    (from.saturating_sub(3)..from).any(|i| MOVED.contains(&text.lower(i)) || text.lower(i) == "brought")
}

/// True for what a pluperfect reaches back to: "they had dined the night before".
pub(super) fn flashback(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> bool {
    governing(text, groups, at).is_some_and(|g| g.perfect && g.tense == Tense::Past)
}

/// True for a time in a relative or participial aside, which is not what the report goes on with: "The trip, already
/// moved once on Wednesday, was dropped."
pub(super) fn in_aside(
    text: &Text<'_>,
    groups: &[VerbGroup],
    sentence: Range<usize>,
    at: Range<usize>,
) -> bool {
    let first = sentence.start.max(at.start.saturating_sub(ASIDE));
    let comma = |i: &usize| text.tokens()[*i].is(',');
    let Some(open) = (first..at.start).rev().find(comma).filter(|&i| i > sentence.start) else {
        return false;
    };
    let closed = (at.end..sentence.end.min(at.end + ASIDE)).find(comma).is_some_and(|i| i + 2 < sentence.end);
    let adverb =
        matches!(text.lower(open + 1), "already" | "originally" | "first" | "long" | "once" | "initially");
    let word = if adverb { open + 2 } else { open + 1 };
    // "promised for Monday": what follows shows that it is no verb of the past.
    let passive = matches!(text.lower(word + 1), "for" | "by" | "in" | "on" | "to" | "from" | "at");
    let participle = |g: &VerbGroup| {
        let bare = g.tokens.len() == 1 && g.tense == Tense::Past && passive;
        g.tokens.start == word && (g.form == Form::Participle || bare)
    };
    let relative = matches!(text.lower(word), "which" | "who" | "whose" | "where" | "when");
    closed && (relative || groups.iter().any(participle))
}

/// True for a reduced relative in a tale of the past: "broke off before a ceremony set for 2:05 p.m."
pub(super) fn past_aside(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> bool {
    let participle = governing(text, groups, at).is_some_and(|g| g.form == Form::Participle);
    let mut finite = groups.iter().filter(|g| g.form == Form::Finite).peekable();
    participle && finite.peek().is_some() && finite.all(|g| g.tense == Tense::Past && g.modal.is_none())
}

/// True for the day of a plan that was: "had been expected on Friday".
pub(super) fn had_been_planned(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> bool {
    governing(text, groups, at).is_some_and(|g| {
        let plan = matches!(g.over, Some(Catenative::Schedule | Catenative::Expect))
            || g.passive && matches!(g.lemma, "plan" | "schedule" | "set" | "slate" | "expect");
        plan && g.perfect && g.tense == Tense::Past
    })
}

/// Verbs whose object may lie ahead.
const OFFERED: &[&str] = &[
    "invite", "plan", "schedule", "propose", "ask", "offer", "announce", "agree", "set", "expect", "promise",
    "call", "summon", "arrange", "confirm", "foresee", "intend", "want", "hope", "say",
];

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
    "fly", "go", "resume", "meet", "visit", "sign", "address", "attend", "receive", "head", "close",
    "return", "depart", "conclude", "expire", "host", "vote",
];

/// Participles and adjectives whose "for" or "on" names the day of something planned.
const PLANNED: &[&str] = &[
    "pencilled",
    "penciled",
    "slated",
    "scheduled",
    "set",
    "planned",
    "booked",
    "billed",
    "due",
    "foreseen",
    "fixed",
    "earmarked",
    "timetabled",
    "diaries",
    "diary",
    "calendar",
    "calendars",
    "agenda",
    "rescheduled",
];

/// Participles whose "to" or "until" names a new day.
const MOVED: &[&str] = &[
    "moved",
    "postponed",
    "rescheduled",
    "delayed",
    "deferred",
    "shifted",
    "adjourned",
    "back",
    "forward",
    "off",
    "over",
    "extended",
];

/// The tense of a day that something was planned for or moved to: "pencilled in for Saturday", "put back to Monday".
pub(super) fn planned_for(text: &Text<'_>, groups: &[VerbGroup], at: Range<usize>) -> Option<Tense3> {
    let mut i = at.start.checked_sub(1)?;
    // "for 4pm on Wednesday", "for next Monday"
    for _ in 0..8 {
        if matches!(text.lower(i), "for" | "to" | "until" | "till") {
            break;
        }
        let clock = matches!(text.tokens()[i].kind, TokenKind::Number | TokenKind::Punct(':' | '.'))
            || matches!(
                text.lower(i),
                "on" | "at" | "am" | "pm" | "a" | "p" | "m" | "noon" | "early" | "late"
            );
        i = if clock { i.checked_sub(1)? } else { return None };
    }
    let moved = text.lower(i) != "for";
    let words = if moved { MOVED } else { PLANNED };
    let by = (1..=3).filter_map(|back| i.checked_sub(back)).find(|&k| words.contains(&text.lower(k)))?;
    let behind = text.lower(by) != "back"
        || matches!(text.lower(by.wrapping_sub(1)), "put" | "pushed" | "moved" | "set");
    if !behind {
        return None;
    }
    let over = groups.iter().rev().find(|g| g.tokens.start <= by && g.tokens.end + 4 > by);
    let pluperfect = over.is_some_and(|g| g.perfect && g.tense == Tense::Past);
    let still_open = || {
        let open = |g: &VerbGroup| {
            matches!(g.modal, Some(Modal::Will)) || g.tense == Tense::Present && g.form == Form::Finite
        };
        groups.iter().any(open)
    };
    if pluperfect && !still_open() { Some(Tense3::Past) } else { Some(Tense3::Future) }
}

/// Before, at or after the moment of speaking.
fn tense_of(group: &VerbGroup) -> Option<Tense3> {
    if matches!(group.modal, Some(Modal::Will | Modal::Would)) {
        return Some(if group.perfect { Tense3::Past } else { Tense3::Future });
    }
    if matches!(group.over, Some(Catenative::Schedule | Catenative::Expect)) && !group.perfect_infinitive {
        return Some(if group.perfect && group.tense == Tense::Past { Tense3::Past } else { Tense3::Future });
    }
    // "they planned a rally on Saturday", "has scheduled a news conference Thursday"
    let pluperfect = group.perfect && group.tense == Tense::Past;
    if matches!(group.lemma, "plan" | "schedule")
        && group.form == Form::Finite
        && !group.passive
        && !pluperfect
    {
        return Some(Tense3::Future);
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
    // "was soon abandoned"
    if let Some(around) = groups[..next].last().filter(|g| g.tokens.end > at.end) {
        return Some(around);
    }
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
pub(super) fn is_barrier(text: &Text<'_>, i: usize) -> bool {
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
