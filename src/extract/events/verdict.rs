//! What a later mark, sentence or clause makes of events told before: "(CANCELLED)", "Not held.", "neither took
//! place", "that trip has since been dropped". Entry points: [`Reader::verdict`], [`Reader::turn_antecedents`],
//! [`Reader::turn_definite`].

use super::article::Reader;
use super::find::{self, Candidate};
use super::nouns::Article;
use super::status::Outlook;
use crate::extract::{EventIx, EventMention, Status};

impl Reader<'_, '_> {
    /// "(CANCELLED)", "(POSTPONED from 11 May)": how diaries mark a line.
    pub(super) fn marked(&self, sentence: usize) -> Option<Status> {
        let tokens = self.text.sentences()[sentence].tokens.clone();
        tokens.into_iter().find_map(|i| {
            let bracketed = i > 0 && matches!(self.text.word(i - 1), "(" | "[" | "-" | "–" | "—");
            match self.text.word(i) {
                "CANCELLED" | "CANCELED" => Some(Status::Cancelled),
                "POSTPONED" => Some(Status::Postponed),
                "cancelled" | "canceled" | "Cancelled" | "Canceled" if bracketed => Some(Status::Cancelled),
                "postponed" | "Postponed" if bracketed => Some(Status::Postponed),
                _ => None,
            }
        })
    }

    /// "Not held.", "Cancelled.": a sentence that says only what became of the line before.
    pub(super) fn verdict(&self, sentence: usize) -> Option<Status> {
        let here = &self.text.sentences()[sentence];
        let same_block = sentence > 0 && self.text.sentences()[sentence - 1].block == here.block;
        if here.tokens.len() > 6 || !same_block {
            return None;
        }
        let word = |k: usize| self.text.lower(here.tokens.start + k);
        match (word(0), word(1)) {
            ("not" | "never", "held" | "given" | "signed") | ("called", "off") | ("did", "not") => {
                Some(Status::Cancelled)
            }
            ("cancelled" | "canceled" | "scrapped" | "dropped", _) => Some(Status::Cancelled),
            ("postponed" | "delayed", _) => Some(Status::Postponed),
            _ => None,
        }
    }

    /// "Neither took place", "it was called off": turns what was planned just before: the last of it, or
    /// all of it for "neither" and "they".
    pub(super) fn turn_antecedents(&mut self, candidate: &Candidate, first_new: usize) {
        let Outlook::Is(status) = candidate.outlook else { return };
        let here = self.text.tokens()[candidate.trigger.start].span.start;
        if status == Status::Disputed {
            let told = |ix: &EventIx| matches!(self.events[*ix].status, Status::Happened | Status::Claimed);
            let new = (first_new..self.events.len()).rev().find(told);
            if let Some(ix) = new.or_else(|| self.last_sentence.iter().rev().copied().find(told)) {
                self.events[ix].status = status;
            }
            return;
        }
        let open = |event: &EventMention| {
            matches!(event.status, Status::Expected | Status::Scheduled)
                && find::is_ceremony(event.action)
                && event.trigger.start < here
        };
        let new: Vec<EventIx> = (first_new..self.events.len()).filter(|&ix| open(&self.events[ix])).collect();
        let mut turned = new;
        if turned.is_empty() {
            turned = self.last_sentence.iter().copied().filter(|&ix| open(&self.events[ix])).collect();
        }
        if status == Status::Happened {
            turned.retain(|ix| self.was_planned.contains(ix));
        }
        if !candidate.plural {
            turned.drain(..turned.len().saturating_sub(1));
        }
        for ix in turned {
            self.events[ix].status = status;
        }
    }

    /// "That trip has since been dropped": turns the plan that it points at. True where the words are only a
    /// pointer, and tell no event of their own.
    pub(super) fn turn_definite(&mut self, sentence: usize, candidate: &Candidate, status: Status) -> bool {
        let pointing = candidate.noun == Some(Article::Pointing);
        if !matches!(status, Status::Cancelled | Status::Postponed)
            || !(pointing || candidate.noun == Some(Article::Definite))
        {
            return false;
        }
        let from = self.text.sentences()[sentence.saturating_sub(2)].span.start;
        let here = self.text.tokens()[candidate.trigger.start].span.start;
        let like = |e: &EventMention| {
            e.span.start >= from
                && e.trigger.start < here
                && is_like(e.action, candidate.action)
                && matches!(
                    e.status,
                    Status::Expected | Status::Scheduled | Status::Cancelled | Status::Postponed
                )
        };
        let target = (0..self.events.len()).rev().take(8).find(|&ix| like(&self.events[ix]));
        if let Some(ix) = target {
            self.events[ix].status = status;
        }
        pointing
    }
}

/// True for two actions that a noun may stand for alike: "the trip" for a visit, "the ceremony" for a signing.
fn is_like(before: &str, noun: &str) -> bool {
    let journey = |a: &str| matches!(a, "visit" | "travel" | "arrive" | "tour" | "return");
    let session = |a: &str| matches!(a, "meet" | "summit" | "talk");
    before == noun
        || journey(before) && matches!(noun, "visit" | "travel")
        || session(before) && session(noun)
        || before == "sign" && noun == "ceremony"
        || before == "dine" && matches!(noun, "dinner" | "lunch")
}
