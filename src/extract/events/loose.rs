//! Event nouns that no verb has claimed: "ahead of the expected signing", "at a press conference on
//! Thursday", "11:55 working lunch". Entry points: [`Finder::nouns_left`], [`Finder::schedule_line`].

use super::clause::{Clause, Link};
use super::find::{Candidate, Finder, is_ceremony};
use super::nouns::{Article, EventNoun, Mood};
use super::status::{Outlook, outlook};
use crate::extract::Status;
use crate::text::groups::Form;

impl Finder<'_, '_> {
    /// Event nouns that no verb has claimed.
    pub(super) fn nouns_left(&mut self) {
        for ix in 0..self.nouns.len() {
            if self.used[ix] {
                continue;
            }
            let noun = self.nouns[ix].clone();
            let Some(outlook) = self.on_its_own(&noun) else { continue };
            let end = self.phrase_end(noun.tokens.end);
            let tokens = noun.start..end;
            self.found.push(Candidate {
                action: noun.action,
                trigger: noun.tokens.clone(),
                subject: noun.start..noun.start,
                predicate: tokens.clone(),
                scope: tokens.clone(),
                tokens,
                outlook,
                noun: Some(noun.article),
                phrase: true,
                pluperfect: false,
                follows: Vec::new(),
                precedes: Vec::new(),
                moved: false,
                shares_subject: false,
                takes_fronted: false,
                fronted_end: self.sentence.start,
                sentence_start: self.sentence.start,
                clause: None,
                link: Link::None,
                matrix: None,
                shared: None,
                beside: self.governing(noun.tokens.start).map(|k| self.clauses[k].tokens.clone()),
                will: false,
                plural: false,
            });
        }
    }

    /// What a noun says by itself: an adjective, or a preposition under a verb whose outlook is known.
    fn on_its_own(&self, noun: &EventNoun) -> Option<Outlook> {
        match noun.mood {
            Mood::Expected => return Some(Outlook::Is(Status::Expected)),
            Mood::Scheduled => {
                let past = self.governing(noun.tokens.start).is_some_and(|k| self.clauses[k].group.negated);
                return if past { None } else { Some(Outlook::WasPlanned(Status::Scheduled)) };
            }
            Mood::Cancelled => return Some(Outlook::Is(Status::Cancelled)),
            Mood::Postponed => return Some(Outlook::Is(Status::Postponed)),
            Mood::Possible => return None,
            Mood::Plain | Mood::Former => {}
        }
        if matches!(noun.article, Article::No | Article::Any | Article::Pointing) {
            if noun.article == Article::No && noun.preposition == "with" && is_ceremony(noun.action) {
                return Some(Outlook::Is(Status::Cancelled));
            }
            return None;
        }
        let k = self.governing(noun.tokens.start)?;
        let matrix = outlook(self.clauses, k);
        if noun.preposition == "without"
            && is_ceremony(noun.action)
            && matrix == Outlook::Is(Status::Happened)
        {
            return Some(Outlook::Is(Status::Cancelled));
        }
        let planned = matches!(matrix, Outlook::Is(Status::Expected | Status::Scheduled));
        let invited = self.clauses[k].group.lemma == "invite" && matrix == Outlook::Is(Status::Happened);
        match noun.preposition.as_str() {
            "to" | "for" if invited => Some(Outlook::Is(Status::Expected)),
            "before" | "ahead" if planned && noun.action != "summit" => Some(matrix),
            "after" | "following" if planned && noun.article == Article::Open => Some(matrix),
            "after" | "following" | "since" | "during" | "at" | "over" | "of end" | "from" | "of" | "as"
            | "in" | "with" | "on" | "by" => {
                let told = matches!(
                    matrix,
                    Outlook::Is(
                        Status::Happened
                            | Status::UnderWay
                            | Status::Expected
                            | Status::Scheduled
                            | Status::Cancelled
                    ) | Outlook::Present
                );
                told.then_some(Outlook::Is(Status::Happened)).filter(|_| {
                    // An open phrase names something new; a definite one needs a time of its own, which the
                    // caller asks for.
                    noun.article == Article::Definite
                        || (matches!(
                            noun.preposition.as_str(),
                            "after" | "following" | "during" | "at" | "over"
                        ) && matrix == Outlook::Is(Status::Happened)
                            && noun.tokens.start != noun.start)
                })
            }
            "" | "," | "and" => None,
            _ => None,
        }
    }

    /// The finite clause that the word at `at` belongs to.
    fn governing(&self, at: usize) -> Option<usize> {
        let inside = self
            .clauses
            .iter()
            .position(|c| c.group.form == Form::Finite && c.tokens.contains(&at) && c.group.head != at);
        inside.or_else(|| {
            let finite = |c: &&Clause| c.group.form == Form::Finite;
            let after = self
                .clauses
                .iter()
                .filter(finite)
                .find(|c| c.group.tokens.start > at && c.link != Link::Relative);
            let found =
                after.or_else(|| self.clauses.iter().filter(finite).rfind(|c| c.group.tokens.end <= at))?;
            self.clauses.iter().position(|c| c.group.head == found.group.head)
        })
    }

    /// The end of a noun phrase with its "of", "in", "with" and times, before the next verb or mark.
    fn phrase_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.sentence.end && end - from < 14 {
            let token = &self.text.tokens()[end];
            let word = self.text.lower(end);
            let verb = self.clauses.iter().any(|c| c.group.tokens.start == end);
            let mark = !token.is_word() && !token.is_number() && !token.glued;
            let stop = token.is(',')
                || token.is(';')
                || token.is('.') && !self.text.tokens().get(end + 1).is_some_and(|t| t.glued);
            if verb
                || mark
                || stop
                || matches!(
                    word,
                    "and"
                        | "but"
                        | "or"
                        | "while"
                        | "when"
                        | "who"
                        | "which"
                        | "that"
                        | "before"
                        | "after"
                        | "as"
                )
            {
                break;
            }
            end += 1;
        }
        while end > from && is_loose_end(self.text.lower(end - 1)) {
            end -= 1;
        }
        end
    }

    /// "11:55 working lunch": a line of a programme, without a verb.
    pub(super) fn schedule_line(&mut self) {
        let finite = self.clauses.iter().any(|c| c.group.form == Form::Finite);
        if finite || self.nouns.is_empty() || self.sentence.len() > 32 {
            return;
        }
        // "11:55 working lunch", or "Lunch at 1300."
        let numbered = self.text.tokens()[self.sentence.start].is_number();
        let noun_first = self.nouns[0].start <= self.sentence.start + 1 && self.sentence.len() <= 12;
        if !numbered && !noun_first {
            return;
        }
        for ix in 0..self.nouns.len() {
            let noun = self.nouns[ix].clone();
            if self.found.iter().any(|c| c.trigger == noun.tokens) {
                continue;
            }
            let tokens = self.sentence.start..self.phrase_end(noun.tokens.end);
            self.found.push(Candidate {
                action: noun.action,
                trigger: noun.tokens.clone(),
                subject: tokens.start..tokens.start,
                predicate: tokens.clone(),
                scope: tokens.clone(),
                tokens,
                outlook: if numbered { Outlook::Is(Status::Scheduled) } else { Outlook::Present },
                noun: Some(noun.article),
                phrase: true,
                pluperfect: false,
                follows: Vec::new(),
                precedes: Vec::new(),
                moved: false,
                shares_subject: false,
                takes_fronted: false,
                fronted_end: self.sentence.start,
                sentence_start: self.sentence.start,
                clause: None,
                link: Link::None,
                matrix: None,
                shared: None,
                beside: None,
                will: false,
                plural: false,
            });
        }
    }
}

/// Words that do not end a phrase.
fn is_loose_end(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "with"
            | "of"
            | "for"
            | "from"
            | "the"
            | "a"
            | "to"
            | "by"
            | "and"
            | "between"
            | ","
            | "'"
            | "’"
            | "during"
            | "into"
            | "about"
    )
}
