//! What comes after what among the events of an article. Entry points: [`Reader::order`], [`Reader::joined`],
//! [`Reader::relate`].

use super::article::{LOOK_BACK, Reader};
use super::clause::Link;
use super::find::Candidate;
use crate::extract::EventIx;

impl Reader<'_, '_> {
    /// Orders clauses of time and what they serve: "after they had dined, they walked".
    pub(super) fn relate(&mut self, candidates: &[Candidate], of_clause: &[(usize, EventIx)]) {
        let event = |clause: Option<usize>| {
            let clause = clause?;
            of_clause.iter().find(|(c, _)| *c == clause).map(|(_, ix)| *ix)
        };
        for candidate in candidates {
            let (Some(own), Some(matrix)) = (event(candidate.clause), event(candidate.matrix)) else {
                continue;
            };
            let (first, then) = if candidate.link == Link::Before { (matrix, own) } else { (own, matrix) };
            if first != then && !self.events[then].after.contains(&first) {
                self.events[first].after.retain(|&ix| ix != then);
                self.events[then].after.push(first);
            }
        }
    }

    /// What the candidate follows and what it precedes among the events so far, and whether a cue such
    /// as "afterwards" orders it after the one before.
    pub(super) fn order(&self, candidate: &Candidate) -> (Vec<EventIx>, Vec<EventIx>, bool) {
        let find = |action: &str| {
            let from = self.events.len().saturating_sub(LOOK_BACK);
            (from..self.events.len())
                .rev()
                .find(|&ix| self.events[ix].action == action && !self.events[ix].background)
        };
        let mut follows: Vec<EventIx> = candidate.follows.iter().filter_map(|r| find(r.action)).collect();
        let precedes: Vec<EventIx> = candidate.precedes.iter().filter_map(|r| find(r.action)).collect();
        let last = (0..self.events.len()).rev().take(4).find(|&ix| !self.events[ix].background);
        let cue = self.cue(candidate);
        let mut ordered = false;
        let mut before = precedes;
        match (cue, last) {
            (Some(Cue::After), Some(last)) => {
                ordered = true;
                follows.push(last);
            }
            (Some(Cue::Before), Some(last)) => before.push(last),
            _ => {}
        }
        if let Some(previous) = self.joined(candidate) {
            follows.push(previous);
        }
        before.retain(|ix| !follows.contains(ix));
        follows.sort_unstable();
        follows.dedup();
        (follows, before, ordered)
    }

    /// The event from which a clause goes on that a conjunction joins to it.
    pub(super) fn joined(&self, candidate: &Candidate) -> Option<EventIx> {
        let of_clause = |k: usize| self.of_clause.iter().find(|(c, _)| *c == k).map(|(_, ix)| *ix);
        if let Some(event) = candidate.shared.filter(|_| candidate.shares_subject).and_then(of_clause) {
            return Some(event);
        }
        if candidate.shares_subject {
            let previous = self.events.len().checked_sub(1).filter(|&ix| {
                let here = self.text.tokens()[candidate.tokens.start].span.start;
                self.events[ix].span.end <= here
                    && self.text.sentence_at(self.events[ix].span.start) == self.text.sentence_at(here)
            });
            return previous;
        }
        None
    }

    fn cue(&self, candidate: &Candidate) -> Option<Cue> {
        let start = candidate.tokens.start;
        let first = candidate.sentence_start;
        let opening = (first..(first + 4).min(candidate.predicate.start + 1))
            .chain(start..(start + 3).min(candidate.tokens.end));
        for i in opening {
            match self.text.lower(i) {
                "afterwards" | "afterward" | "thereafter" | "subsequently" | "then" | "finally" => {
                    return Some(Cue::After);
                }
                "later" if i == first => return Some(Cue::After),
                "earlier" if i == first => return Some(Cue::Before),
                _ => {}
            }
        }
        let pointing =
            self.text.lower(first) == "after" && matches!(self.text.lower(first + 1), "this" | "that");
        let tail = candidate
            .predicate
            .clone()
            .rev()
            .take(2)
            .any(|i| matches!(self.text.lower(i), "afterwards" | "afterward" | "thereafter"));
        (pointing || tail).then_some(Cue::After)
    }
}

enum Cue {
    After,
    Before,
}
