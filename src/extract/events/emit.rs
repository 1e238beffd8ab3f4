//! From a clause to a candidate: its words, its outlook where a noun or "no" turns it, and what it refers
//! to. Entry points: [`Finder::emit_verb`], [`Finder::emit_nouns`], [`Finder::emit_ending`].

use std::ops::Range;

use super::apart::Apart;
use super::clause::Link;
use super::find::{Candidate, Finder, Reference, Served};
use super::nouns::{Article, EventNoun, Mood};
use super::status::Outlook;
use crate::extract::Status;
use crate::text::groups::{Form, Modal, Tense};

impl Finder<'_, '_> {
    pub(super) fn emit_verb(&mut self, k: usize, action: &'static str, outlook: Outlook) {
        let clause = &self.clauses[k];
        let no_subject = clause
            .subject
            .clone()
            .any(|i| matches!(self.text.lower(i), "no" | "neither" | "nobody" | "none") && !self.named(i));
        let after = clause.group.tokens.end;
        let no_object = matches!(self.text.lower(after), "no" | "nothing" | "neither");
        let outlook = match outlook {
            Outlook::Is(Status::Happened) if no_subject || no_object => Outlook::Not,
            Outlook::Is(_) | Outlook::Present if no_subject || no_object => Outlook::Nothing,
            other => other,
        };
        let outlook = match outlook {
            Outlook::WasPlanned(_) if super::status::undone(self.text, self.clauses, k) => {
                Outlook::Is(Status::Cancelled)
            }
            other => other,
        };
        // "They were to have talked for 15 minutes": so long, not at all.
        let span = &self.clauses[k].tokens;
        let length = span.clone().any(|i| {
            self.text.lower(i) == "for"
                && (i + 1..i + 5).any(|j| matches!(self.text.lower(j), "minutes" | "hours" | "hour"))
        });
        if self.clauses[k].group.perfect_infinitive && length {
            return;
        }
        // "She left without signing": the others may have.
        let clause = &self.clauses[k];
        let alone = clause.group.form == Form::Gerund && clause.group.negated && {
            let subject = clause.before.map_or(0..0, |b| self.clauses[b].subject.clone());
            !subject.clone().any(|i| {
                matches!(self.text.lower(i), "and" | "they" | "both" | "two" | "neither")
                    || self.text.lower(i).ends_with('s')
            }) && (self.is_person)(subject)
        };
        if alone {
            return;
        }
        // Something not done is news only where it was a ceremony to be held.
        let outlook = match outlook {
            Outlook::Not if action == "sign" && !self.one_of_many(k) && clause.group.over.is_none() => {
                Outlook::Is(Status::Cancelled)
            }
            Outlook::Not => Outlook::Nothing,
            other => other,
        };
        if outlook == Outlook::Nothing {
            return;
        }
        // A participle beside a noun tells of something else, mostly earlier; only a time makes it a fact.
        let trigger = clause.group.head..clause.group.head + 1;
        let mut candidate = self.candidate(k, action, trigger, outlook);
        // "agreed in an interview that he was": an opinion; "agreed that they should meet": a decision.
        if action == "agree"
            && (k + 1..self.clauses.len()).any(|j| {
                let c = &self.clauses[j];
                c.link == Link::Complement
                    && c.before == Some(k)
                    && c.group.modal.is_none()
                    && c.group.over.is_none()
            })
            && (after..self.clauses[k].tokens.end + 2).any(|i| self.text.lower(i) == "that")
        {
            return;
        }
        // "announced that they would meet" says nothing without what was announced.
        let complement = self
            .clauses
            .get(k + 1)
            .filter(|c| c.link == Link::Complement && matches!(action, "announce" | "agree" | "pledge"));
        if let Some(complement) = complement {
            candidate.tokens.end = candidate.tokens.end.max(complement.tokens.end);
            candidate.predicate.end = candidate.tokens.end;
        } else if action == "announce" && !clause.group.passive && candidate.tokens.end <= after + 1 {
            return;
        }
        candidate.phrase = clause.group.form == Form::Participle;
        self.found.push(candidate);
    }

    pub(super) fn emit_nouns(&mut self, k: usize, nouns: &[usize], outlook: Option<Outlook>) {
        for &ix in nouns {
            let noun = self.nouns[ix].clone();
            // A reference stays free: "after the talks" inside the clause.
            if std::mem::replace(&mut self.used[ix], true) {
                // "The lunch, set for noon, was called off", "the meeting, which A was to have chaired, was
                // chaired by B": the main verb has the last word.
                let known = self.found.iter().position(|c| c.trigger == noun.tokens);
                if let Some(known) = known {
                    let before = &self.found[known];
                    let open = matches!(
                        before.outlook,
                        Outlook::WasPlanned(_)
                            | Outlook::Is(Status::Expected | Status::Scheduled | Status::Postponed)
                    );
                    let aside = before.link == Link::Relative
                        || before.clause.is_some_and(|c| self.clauses[c].group.form == Form::Participle);
                    let said = outlook.and_then(|o| self.of_noun(&noun, o, k));
                    let last = match said {
                        Some(Outlook::Is(Status::Cancelled)) => open || aside,
                        Some(Outlook::Is(Status::Postponed)) => {
                            open && before.outlook != Outlook::Is(Status::Postponed)
                        }
                        // "A dinner hosted by the king is planned for Tuesday".
                        Some(Outlook::Is(Status::Expected | Status::Scheduled) | Outlook::WasPlanned(_)) => {
                            before.outlook == Outlook::Is(Status::Happened)
                                && before
                                    .clause
                                    .is_some_and(|c| self.clauses[c].group.form == Form::Participle)
                        }
                        Some(Outlook::Is(Status::Happened)) => {
                            (aside || before.outlook == Outlook::Is(Status::Postponed))
                                && self.clauses[k].link != Link::Relative
                        }
                        _ => false,
                    };
                    if let (true, Some(said)) = (last, said) {
                        let mut candidate = self.candidate(k, noun.action, noun.tokens.clone(), said);
                        candidate.noun = Some(noun.article);
                        candidate.late = self.starts_late(k);
                        candidate.scope.start = candidate.scope.start.min(before.scope.start);
                        candidate.scope.end = candidate.scope.end.max(before.scope.end);
                        self.found[known] = candidate;
                    }
                    continue;
                }
            }
            let Some(outlook) = outlook.and_then(|o| self.of_noun(&noun, o, k)) else { continue };
            // "this meeting, which is expected to last an hour": one that was told of already.
            let planned = matches!(outlook, Outlook::Is(Status::Expected | Status::Scheduled));
            if noun.article == Article::Pointing && planned && self.clauses[k].link == Link::Relative {
                continue;
            }
            let mut candidate = self.candidate(k, noun.action, noun.tokens.clone(), outlook);
            candidate.noun = Some(noun.article);
            candidate.phrase =
                self.clauses[k].group.form == Form::Participle && outlook == Outlook::Is(Status::Happened);
            candidate.moved = outlook == Outlook::Is(Status::Postponed) || self.brought_forward(k);
            candidate.late = self.starts_late(k);
            // ", to be followed by a press conference": the noun alone can be read.
            let own = self.clauses[k].subject.contains(&noun.tokens.start);
            if self.clauses[k].group.form != Form::Finite && !own {
                candidate.wording = self.nominal(noun.start..self.phrase_end(noun.tokens.end), &noun.tokens);
            }
            self.found.push(candidate);
        }
    }

    pub(super) fn emit_ending(&mut self, k: usize, action: &'static str, nouns: &[usize], outlook: Outlook) {
        if matches!(outlook, Outlook::Nothing | Outlook::Not) {
            return;
        }
        // "The reception that was to close the evening": what becomes of it is still to be told.
        if self.clauses[k].link == Link::Relative && outlook != Outlook::Is(Status::Happened) {
            return;
        }
        for &ix in nouns {
            self.used[ix] = true;
        }
        let head = self.clauses[k].group.head;
        let candidate = self.candidate(k, action, head..head + 1, outlook);
        self.found.push(candidate);
    }

    /// The outlook of a noun in a clause: what the clause says, turned by "no" and by adjectives.
    fn of_noun(&self, noun: &EventNoun, outlook: Outlook, k: usize) -> Option<Outlook> {
        let none = noun.article == Article::No
            || self.clauses[k].subject.clone().any(|i| matches!(self.text.lower(i), "neither" | "none"));
        let outlook = match (none, outlook) {
            (true, Outlook::Is(Status::Expected | Status::Scheduled)) => return None,
            (true, Outlook::Is(Status::Happened) | Outlook::Present) => Outlook::Not,
            (true, _) => return None,
            (false, outlook) => outlook,
        };
        if noun.article == Article::Any && !matches!(outlook, Outlook::Is(Status::Happened)) {
            return None;
        }
        if noun.mood == Mood::Possible && !matches!(outlook, Outlook::Is(_) | Outlook::WasPlanned(_)) {
            return None;
        }
        Some(match outlook {
            Outlook::Not => Outlook::Is(Status::Cancelled),
            Outlook::Nothing => return None,
            other => other,
        })
    }

    /// "Hungary did not sign": the others may have.
    fn one_of_many(&self, k: usize) -> bool {
        let clause = &self.clauses[k];
        let nor = (clause.group.tokens.end..clause.tokens.end + 2).any(|i| self.text.lower(i) == "nor");
        let bare = clause.group.tokens.end >= clause.tokens.end
            || !self.text.tokens()[clause.group.tokens.end].is_word();
        let state = clause.subject.len() <= 3
            && !clause.subject.is_empty()
            && (self.is_place)(clause.subject.clone());
        !clause.group.passive && (nor || state && bare)
    }

    /// "did not start until eleven": it did, late.
    pub(super) fn starts_late(&self, k: usize) -> bool {
        let group = &self.clauses[k].group;
        group.negated
            && matches!(
                group.lemma,
                "begin" | "start" | "open" | "get" | "resume" | "end" | "finish" | "arrive"
            )
            && (0..5).any(|i| matches!(self.text.lower(group.tokens.end + i), "until" | "till"))
    }

    /// "was brought forward to noon": a plan with a new time.
    pub(super) fn brought_forward(&self, k: usize) -> bool {
        let group = &self.clauses[k].group;
        group.lemma == "bring" && self.text.lower(group.tokens.end) == "forward"
    }

    pub(super) fn candidate(
        &self,
        k: usize,
        action: &'static str,
        trigger: Range<usize>,
        outlook: Outlook,
    ) -> Candidate {
        let clause = &self.clauses[k];
        let group = &clause.group;
        let matrix = self.matrix(k).filter(|_| clause.subject.is_empty());
        let subject = matrix.map_or(clause.subject.clone(), |m| self.clauses[m].subject.clone());
        let contiguous =
            clause.subject.end <= group.tokens.start && clause.tokens.start <= clause.subject.start;
        // "who on Wednesday night dined": the time before the verb is the clause's own.
        let start =
            if contiguous { clause.tokens.start } else { clause.tokens.start.min(group.tokens.start) };
        let mut start = self.tidy_start(start, group.tokens.start);
        // "left without signing" reads on its own only as a whole.
        if let (true, Some(before)) = (group.form == Form::Gerund && group.negated, clause.before) {
            start = self.tidy_start(self.clauses[before].tokens.start.min(start), group.tokens.start);
        }
        let wording = self.wording(k);
        let mut end = clause.tokens.end.max(trigger.end);
        // ", where he had breakfasted with her this morning": not of this clause.
        if let Some(said) = wording.as_ref().map(|w| w.predicate.end).filter(|&e| e < end && e >= trigger.end)
            && self.text.tokens()[said].is(',')
            && matches!(self.text.lower(said + 1), "who" | "which" | "whose" | "where" | "whom")
        {
            end = said;
        }
        let tokens = start.min(trigger.start)..end;
        let (follows, precedes) = self.references(&tokens, &trigger);
        // "left a day later than planned": off its plan, by a day of which nothing else is said.
        let tokens_later = tokens.clone().any(|i| {
            self.text.lower(i) == "than"
                && matches!(self.text.lower(i + 1), "planned" | "expected" | "scheduled")
                && tokens.clone().any(|j| matches!(self.text.lower(j), "day" | "days"))
        });
        let tokens_soon = tokens.clone().any(|i| {
            matches!(self.text.lower(i), "shortly" | "soon" | "minutes" | "moments")
                || matches!(self.text.lower(i), "hour" | "hours")
                    && tokens.clone().any(|j| j < i && i - j <= 3 && self.text.lower(j) == "in")
        });
        Candidate {
            action,
            trigger,
            subject,
            predicate: group.tokens.start..tokens.end,
            scope: tokens.clone(),
            wording,
            tokens,
            outlook,
            noun: None,
            phrase: false,
            pluperfect: group.perfect && group.tense == Tense::Past,
            present_perfect: group.perfect && group.tense == Tense::Present,
            follows,
            precedes,
            moved: false,
            late: false,
            shares_subject: clause.link == Link::Shared && group.form == Form::Finite,
            takes_fronted: self.takes_fronted(k),
            fronted_end: self.first_verb(),
            sentence_start: self.sentence.start,
            clause: Some(k),
            link: clause.link,
            matrix: self.matrix(k),
            shared: clause.shared,
            beside: self.beside(k),
            served: self.served(k),
            soon: tokens_soon,
            parallel_history: false,
            since: clause.link == Link::Reason && self.text.lower(clause.opened) == "since"
                || tokens_later
                || group.perfect && group.tokens.clone().any(|i| self.text.lower(i) == "since"),
            will: group.over.is_none() && matches!(group.modal, Some(Modal::Will | Modal::Would)),
            plural: clause.subject.clone().chain(group.tokens.start.checked_sub(1)).any(|i| {
                matches!(self.text.lower(i), "neither" | "none" | "they" | "both" | "these" | "those" | "all")
            }),
        }
    }

    /// The clause that a clause of time serves: the one before it, or the next where it stands first.
    fn matrix(&self, k: usize) -> Option<usize> {
        if !matches!(self.clauses[k].link, Link::After | Link::Before) {
            return None;
        }
        let main = |j: &usize| {
            self.clauses[*j].group.form == Form::Finite
                && !matches!(self.clauses[*j].link, Link::Relative | Link::After | Link::Before)
        };
        (0..k).rev().find(main).or_else(|| (k + 1..self.clauses.len()).find(main))
    }

    /// How a clause of time lies to the clause that it serves: "a day after they met".
    fn served(&self, k: usize) -> Option<Served> {
        let clause = &self.clauses[k];
        let matrix = self.matrix(k)?;
        let cue = match clause.group.form {
            Form::Gerund => clause.group.tokens.start.checked_sub(1)?,
            _ => clause.opened,
        };
        let cued = matches!(self.text.lower(cue), "after" | "before");
        let apart = Apart::before(self.text, cue, self.sentence.start).filter(|_| cued);
        Some(Served {
            earlier: clause.link == Link::After,
            apart: apart.map(|(apart, _)| apart),
            matrix: self.clauses[matrix].tokens.clone(),
        })
    }

    /// The clause that has the time of clause `k` in common, by "when" or "as".
    fn beside(&self, k: usize) -> Option<Range<usize>> {
        let clause = &self.clauses[k];
        if clause.link == Link::When {
            let matrix = clause.before.or_else(|| (k + 1 < self.clauses.len()).then_some(k + 1))?;
            return Some(self.clauses[matrix].tokens.clone());
        }
        let fronted = clause
            .before
            .map(|b| &self.clauses[b])
            .filter(|b| b.link == Link::When && clause.link == Link::None)?;
        Some(fronted.tokens.clone())
    }

    /// The first token of the sentence's first finite verb.
    fn first_verb(&self) -> usize {
        let finite = self.clauses.iter().find(|c| c.group.form == Form::Finite);
        finite.map_or(self.sentence.end, |c| c.group.tokens.start)
    }

    /// True for main clauses: not for what somebody said, nor for relative clauses.
    fn takes_fronted(&self, k: usize) -> bool {
        let mut at = k;
        for _ in 0..4 {
            let clause = &self.clauses[at];
            match (clause.link, clause.before) {
                (Link::Shared, _) if clause.shared.is_some() => at = clause.shared.unwrap_or(0),
                (Link::Shared | Link::None, Some(before)) if clause.group.form == Form::Finite => {
                    if clause.link == Link::None && self.clauses[before].group.form == Form::Finite {
                        // "After they met, the leaders dined": one time may serve both; after a full
                        // clause with a time of its own it does not.
                        return matches!(
                            self.clauses[before].link,
                            Link::After | Link::Before | Link::When | Link::Condition | Link::Reason
                        );
                    }
                    at = before;
                }
                (Link::Complement | Link::Relative, _) => return false,
                _ => return true,
            }
        }
        true
    }

    /// True for a word that is a name: "No Kwang-chol" denies nothing.
    pub(super) fn named(&self, i: usize) -> bool {
        self.text.tokens()[i].is_capitalised()
            && (i > self.sentence.start
                || self.text.tokens().get(i + 1).is_some_and(|t| t.is_capitalised())
                    && (self.is_person)(i..i + 1))
    }

    /// Past the marks and conjunctions that a clause may start with.
    fn tidy_start(&self, mut start: usize, limit: usize) -> usize {
        while start < limit
            && (!self.text.tokens()[start].is_word() && !self.text.tokens()[start].is_number()
                || matches!(self.text.lower(start), "and" | "but" | "or" | "so" | "that"))
        {
            start += 1;
        }
        start
    }

    /// "after the dinner" and "before the signing" in the words of a clause, with the phrase before it.
    fn references(&self, tokens: &Range<usize>, trigger: &Range<usize>) -> (Vec<Reference>, Vec<Reference>) {
        let (mut follows, mut precedes) = (Vec::new(), Vec::new());
        for noun in &self.nouns {
            if noun.tokens == *trigger || !self.fronted_or_inside(noun.tokens.start, tokens) {
                continue;
            }
            let cue = if noun.preposition == "ahead" {
                noun.start.saturating_sub(2)
            } else {
                noun.start.saturating_sub(1)
            };
            let apart = Apart::before(self.text, cue, self.sentence.start).map(|(apart, _)| apart);
            let reference = Reference { action: noun.action, at: noun.tokens.start, apart };
            match noun.preposition.as_str() {
                "after" | "following" | "of end" => follows.push(reference),
                "before" | "ahead" => precedes.push(reference),
                _ => {}
            }
        }
        (follows, precedes)
    }

    /// In the clause, or in a phrase at the start of the sentence that has no verb of its own.
    fn fronted_or_inside(&self, at: usize, tokens: &Range<usize>) -> bool {
        if tokens.contains(&at) {
            return true;
        }
        let between = at..tokens.start;
        at < tokens.start
            && self.clauses.iter().all(|c| {
                !between.contains(&c.group.head) || c.link == Link::Relative || c.group.form == Form::Gerund
            })
            && self.clauses.iter().all(|c| c.group.head > at)
    }
}
