//! Status: what tense, modality, negation and the clause above make of an event.
//!
//! The one rule that outranks all: nothing planned comes out as happened, nothing called off as held.
//! Entry point: [`outlook`].

use super::clause::{Clause, Link};
use super::lexicon;
use crate::extract::Status;
use crate::text::Text;
use crate::text::groups::{Catenative, Form, Modal, Tense};

/// What a clause says about whether its verb came true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outlook {
    /// It did, or does, or is to: this status.
    Is(Status),
    /// It was planned; the text may tell elsewhere what came of it.
    WasPlanned(Status),
    /// It did not, or will not.
    Not,
    /// A plain present: a schedule, a headline or a habit; the time decides.
    Present,
    /// A condition, a wish, a possibility.
    Nothing,
}

/// Reads clause `k` of its sentence.
pub(super) fn outlook(clauses: &[Clause], k: usize) -> Outlook {
    bounded(clauses, k, clauses.len().min(8))
}

fn bounded(clauses: &[Clause], k: usize, depth: usize) -> Outlook {
    let clause = &clauses[k];
    if clause.link == Link::Condition {
        return Outlook::Nothing;
    }
    let above = clause.before.filter(|_| depth > 0);
    let own = own(clause, above.map(|b| &clauses[b]));
    let matrix = || above.map_or(Outlook::Nothing, |b| bounded(clauses, b, depth - 1));
    let own = match (clause.group.form, own) {
        (Form::Gerund, _) if clause.group.negated => match matrix() {
            Outlook::Is(Status::Happened) => Outlook::Not,
            _ => Outlook::Nothing,
        },
        // "after meeting", "before returning", ", shaking hands": as true as what it goes with.
        (Form::Gerund, _) => {
            let following = (k + 1..clauses.len()).find(|&j| clauses[j].group.form == Form::Finite);
            let fronted = above.is_none() || clauses[..k].iter().all(|c| c.group.form != Form::Finite);
            match (fronted, following) {
                (true, Some(j)) if depth > 0 && j > k => bounded_forward(clauses, j),
                _ => matrix(),
            }
        }
        (_, own) => own,
    };
    // A clause of time takes a present tense for the future: "before they meet".
    if own == Outlook::Present && matches!(clause.link, Link::Before | Link::After | Link::When) {
        return match matrix() {
            Outlook::Is(status @ (Status::Expected | Status::Scheduled)) => Outlook::Is(status),
            _ => Outlook::Nothing,
        };
    }
    match (clause.link, above) {
        (Link::Complement, Some(b)) => under(clauses, b, own, depth),
        // "said that they met and walked": the second verb is reported as well.
        (Link::Shared, Some(b)) if clauses[b].link == Link::Complement => match clauses[b].before {
            Some(top) if depth > 0 => under(clauses, top, own, depth),
            _ => own,
        },
        _ => own,
    }
}

/// The outlook of a finite clause later in the sentence, its own governors left out.
fn bounded_forward(clauses: &[Clause], j: usize) -> Outlook {
    own(&clauses[j], None)
}

/// What the verb above makes of a complement.
fn under(clauses: &[Clause], above: usize, own: Outlook, depth: usize) -> Outlook {
    let governor = &clauses[above].group;
    let lemma = governor.lemma;
    if lexicon::is_opinion(lemma) {
        return match (lemma, own) {
            ("expect", Outlook::Is(Status::Expected)) => own,
            _ => Outlook::Nothing,
        };
    }
    if lemma == "deny" {
        return match own {
            Outlook::Is(Status::Happened) if !governor.negated => Outlook::Is(Status::Denied),
            _ => Outlook::Nothing,
        };
    }
    if lexicon::is_claiming(lemma) {
        return match own {
            Outlook::Is(Status::Happened | Status::UnderWay) => Outlook::Is(Status::Claimed),
            Outlook::Is(other) => Outlook::Is(other),
            _ => Outlook::Nothing,
        };
    }
    if governor.negated && lexicon::is_saying(lemma) {
        return Outlook::Nothing;
    }
    // "if he said that …"
    if depth > 0 && bounded(clauses, above, depth - 1) == Outlook::Nothing && governor.modal.is_some() {
        return Outlook::Nothing;
    }
    own
}

/// What the verb group itself says.
fn own(clause: &Clause, above: Option<&Clause>) -> Outlook {
    let group = &clause.group;
    let not = |outlook: Outlook| if group.negated { Outlook::Not } else { outlook };
    if let Some(over) = group.over {
        return match over {
            Catenative::Schedule | Catenative::Expect if group.modal.is_some() => Outlook::Nothing,
            Catenative::Schedule | Catenative::Expect => {
                let status = if over == Catenative::Schedule { Status::Scheduled } else { Status::Expected };
                let decided = group.tense == Tense::Past && !group.perfect && is_decision(clause);
                match (group.negated, group.tense) {
                    (true, _) => Outlook::Nothing,
                    // "was to have met": it was not to be.
                    (_, Tense::Past) if group.perfect_infinitive && !is_beginning(group.lemma) => {
                        Outlook::Is(Status::Cancelled)
                    }
                    (_, Tense::Past) if !decided => Outlook::WasPlanned(status),
                    _ => Outlook::Is(status),
                }
            }
            Catenative::Realised => match (group.modal, group.tense) {
                (Some(Modal::Will), _) => not(Outlook::Is(Status::Expected)),
                (Some(_), _) => Outlook::Nothing,
                (None, Tense::Past) => not(Outlook::Is(Status::Happened)),
                (None, _) if group.perfect => not(Outlook::Is(Status::Happened)),
                _ => Outlook::Nothing,
            },
            Catenative::Failed if group.tense == Tense::Past || group.perfect => Outlook::Not,
            Catenative::Reported | Catenative::Claimed if group.perfect_infinitive && !group.negated => {
                Outlook::Is(Status::Claimed)
            }
            _ => Outlook::Nothing,
        };
    }
    // "had not begun when this report was filed": late, and not called off.
    if group.negated && group.perfect && is_beginning(group.lemma) {
        return Outlook::Nothing;
    }
    match group.modal {
        Some(Modal::Will) => {
            return if group.perfect { Outlook::Nothing } else { not(Outlook::Is(Status::Expected)) };
        }
        Some(Modal::Would) => {
            let reported = above.is_some_and(|a| {
                matches!(clause.link, Link::Complement | Link::None | Link::Shared)
                    && lexicon::is_saying(a.group.lemma)
            }) && !group.perfect;
            return if reported { not(Outlook::Is(Status::Expected)) } else { Outlook::Nothing };
        }
        Some(Modal::May | Modal::Must) => return Outlook::Nothing,
        None => {}
    }
    match (group.form, group.tense) {
        (Form::Participle, _) => not(Outlook::Is(Status::Happened)),
        (Form::Infinitive | Form::Gerund, _) => Outlook::Nothing,
        // "told the mediator that she was going home": meant, and not yet done.
        (_, Tense::Past)
            if group.progressive
                && clause.link == Link::Complement
                && above.is_some_and(|a| lexicon::is_saying(a.group.lemma))
                && matches!(
                    group.lemma,
                    "go" | "leave" | "fly" | "return" | "travel" | "head" | "depart"
                ) =>
        {
            not(Outlook::Is(Status::Expected))
        }
        (_, Tense::Past) => not(Outlook::Is(Status::Happened)),
        (_, _) if group.perfect => not(Outlook::Is(Status::Happened)),
        (_, _) if group.progressive => not(Outlook::Is(Status::UnderWay)),
        _ if group.negated => Outlook::Nothing,
        _ => Outlook::Present,
    }
}

/// What is late may still begin.
fn is_beginning(lemma: &str) -> bool {
    matches!(lemma, "begin" | "start" | "open")
}

/// "had been expected to leave, but stayed": the plan came to nothing in its own sentence.
pub(super) fn undone(text: &Text<'_>, clauses: &[Clause], k: usize) -> bool {
    let from = clauses[k].group.tokens.end;
    clauses[k + 1..].iter().any(|later| {
        let group = &later.group;
        let before = group.tokens.start.saturating_sub(5).max(from)..group.tokens.start;
        let but =
            before.clone().any(|i| matches!(text.lower(i), "but" | "though" | "although" | "only" | "and"));
        let plain = before.clone().any(|i| text.lower(i) == "and");
        let never = before.clone().any(|i| text.lower(i) == "never");
        let back = matches!(group.lemma, "stay" | "remain") && !plain;
        let not = (group.negated || never) && matches!(group.lemma, "do" | "have" | "be" | "come" | "appear");
        but && group.form == Form::Finite && group.modal.is_none() && (back || not)
    })
}

/// "agreed to meet": the plan stands, although the verb is past.
fn is_decision(clause: &Clause) -> bool {
    // The catenative is the group's first verb: an active one has no "be" before it.
    clause.group.decision
}
