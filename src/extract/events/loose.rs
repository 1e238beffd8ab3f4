//! Event nouns that no verb has claimed: "ahead of the expected signing", "at a press conference on
//! Thursday", "11:55 working lunch". Entry points: [`Finder::nouns_left`], [`Finder::schedule_line`].

use std::ops::Range;

use super::apart::Apart;
use super::clause::{Clause, Link};
use super::find::{Candidate, Finder, Served, is_ceremony};
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
            // "at the retreat" is a place, "15 days of talks" a length.
            if noun.tokens.len() == 1
                && matches!(self.text.lower(noun.tokens.start), "retreat" | "conference" | "forum" | "match")
                || self.text.tokens()[noun.start].is_number() && noun.article == Article::Open
            {
                continue;
            }
            let Some(outlook) = self.on_its_own(&noun) else { continue };
            let end = self.phrase_end(noun.tokens.end);
            let tokens = noun.start..end;
            let beside = self.governing(noun.tokens.start).map(|k| self.clauses[k].tokens.clone());
            let mut candidate = self.phrase(&noun, tokens.clone(), outlook, beside);
            candidate.served = self.served_noun(&noun, candidate.beside.clone());
            // "After talks with Okafor, De la Croix said": who speaks was there.
            let along =
                matches!(noun.preposition.as_str(), "after" | "following" | "during" | "before" | "at")
                    && noun.article == Article::Open
                    && tokens.clone().any(|i| self.text.lower(i) == "with");
            if let Some(k) = self.governing(noun.tokens.start).filter(|_| along) {
                candidate.subject = self.clauses[k].subject.clone();
            }
            self.found.push(candidate);
        }
    }

    /// How a noun after "after" or "before" lies to the clause around it: "hours after a last meeting".
    fn served_noun(&self, noun: &EventNoun, matrix: Option<Range<usize>>) -> Option<Served> {
        let earlier = match noun.preposition.as_str() {
            "after" | "following" | "of end" => true,
            "before" | "ahead" => false,
            _ => return None,
        };
        let cue = noun.start - if noun.preposition == "ahead" { 2 } else { 1 };
        let apart = Apart::before(self.text, cue, self.sentence.start).map(|(apart, _)| apart);
        Some(Served { earlier, apart, matrix: matrix? })
    }

    /// A noun phrase without a verb as a candidate.
    fn phrase(
        &self,
        noun: &EventNoun,
        tokens: Range<usize>,
        outlook: Outlook,
        beside: Option<Range<usize>>,
    ) -> Candidate {
        Candidate {
            action: noun.action,
            trigger: noun.tokens.clone(),
            subject: tokens.start..tokens.start,
            predicate: tokens.clone(),
            scope: tokens.clone(),
            wording: self.nominal(tokens.clone(), &noun.tokens),
            tokens,
            outlook,
            noun: Some(noun.article),
            phrase: true,
            pluperfect: false,
            present_perfect: false,
            follows: Vec::new(),
            precedes: Vec::new(),
            moved: false,
            late: false,
            shares_subject: false,
            takes_fronted: false,
            fronted_end: self.sentence.start,
            sentence_start: self.sentence.start,
            clause: None,
            link: Link::None,
            matrix: None,
            shared: None,
            beside,
            served: None,
            since: false,
            soon: false,
            parallel_history: false,
            will: false,
            plural: false,
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
                            && (noun.tokens.start != noun.start || self.names_a_partner(noun.tokens.end)))
                })
            }
            "" | "," | "and" => None,
            _ => None,
        }
    }

    /// "after talks with her", "after talks at the palace with him": somebody is named.
    fn names_a_partner(&self, from: usize) -> bool {
        let end = self.phrase_end(from);
        let with = (from..end).find(|&i| matches!(self.text.lower(i), "with" | "between"));
        with.is_some_and(|i| (self.is_person)(i..end))
    }

    /// The finite clause that the word at `at` belongs to.
    fn governing(&self, at: usize) -> Option<usize> {
        // "said that he had not decided, after talks with her": what a comma parts goes with the main clause.
        let open = (self.sentence.start..at).rev().take(4).find(|&i| {
            matches!(self.text.lower(i), "after" | "following" | "during" | "before" | "at")
                && self.text.tokens()[i.saturating_sub(1)].is(',')
        });
        let main = |c: &Clause| c.group.form == Form::Finite && c.link == Link::None && c.group.head < at;
        if let Some(k) = open.and_then(|_| self.clauses.iter().position(main)) {
            return Some(k);
        }
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
    pub(super) fn phrase_end(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.sentence.end && end - from < 14 {
            let token = &self.text.tokens()[end];
            let word = self.text.lower(end);
            let verb = self.clauses.iter().any(|c| c.group.tokens.start == end);
            let mark = !token.is_word() && !token.is_number() && !token.glued;
            let stop = token.is(',')
                || token.is(';')
                || token.is('.')
                    && !self.text.tokens().get(end + 1).is_some_and(|t| t.glued)
                    && !(token.glued && self.text.word(end - 1).chars().count() == 1);
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
        // "15:00 Signing ceremony (cancelled)": such a verb is the line's mark.
        let marks = |c: &Clause| {
            let head = c.group.head;
            // "dropped his objection after talks" is a sentence of its own.
            let bare = !self.text.tokens().get(head + 1).is_some_and(|t| t.is_word());
            let moved = matches!(self.text.lower(head + 1), "from" | "to" | "until" | "till");
            if !(bare || moved || c.group.passive) {
                return false;
            }
            super::lexicon::is_cancelling(self.text, c.group.lemma, head)
                || super::lexicon::is_postponing(self.text, c.group.lemma, head)
        };
        let finite = self.clauses.iter().any(|c| c.group.form == Form::Finite && !marks(c));
        let clocks = self.clocks();
        if finite || self.nouns.is_empty() || self.sentence.len() > if clocks.len() > 1 { 120 } else { 32 } {
            return;
        }
        // "11:55 working lunch", or "Lunch at 1300."
        let first = self.sentence.start;
        let numbered = self.text.tokens()[first].is_number()
            || clocks.len() > 1
            || clocks.len() == 1
                && self.text.tokens().get(clocks[0].saturating_sub(1)).is_some_and(|t| !t.is_word());
        let noun_first = self.nouns[0].start <= first + 1 && self.sentence.len() <= 12;
        if !numbered && !noun_first {
            return;
        }
        for ix in 0..self.nouns.len() {
            let noun = self.nouns[ix].clone();
            if self.found.iter().any(|c| c.trigger == noun.tokens && !c.phrase) {
                continue;
            }
            // "First session over".
            if matches!(self.text.lower(noun.tokens.end), "over" | "ended" | "finished") {
                continue;
            }
            self.found.retain(|c| c.trigger != noun.tokens);
            let at = noun.tokens.start;
            let from = clocks.iter().rev().find(|&&c| c < at).copied();
            let from = from.filter(|&c| !(c..at).any(|i| self.text.tokens()[i].is(';')));
            let to = clocks.iter().find(|&&c| c > at).copied();
            let whole = self.phrase_end(noun.tokens.end);
            // "ASEAN-US summit at 16:00": the hour comes last.
            let last = from.is_none() && clocks.len() == 1 && clocks[0] > at;
            let end = match to.filter(|_| !last) {
                Some(to) => whole.min(to),
                None if last => self.sentence.end,
                None => whole,
            };
            let apart = clocks.len() > 1 || from.is_none() && clocks.first().is_some_and(|&c| c < at);
            let tokens = if apart {
                from.unwrap_or(noun.start).min(at)..end.max(noun.tokens.end)
            } else {
                first..end.max(noun.tokens.end)
            };
            let outlook = if numbered { Outlook::Is(Status::Scheduled) } else { Outlook::Present };
            let mut candidate = self.phrase(&noun, tokens, outlook, None);
            if apart {
                candidate.takes_fronted = true;
                candidate.fronted_end = clocks[0];
            }
            self.found.push(candidate);
        }
    }

    /// "16 May 2029": a year, not twenty-nine past eight.
    fn year(&self, i: usize) -> bool {
        let hour =
            matches!(self.text.lower(i + 1), "hours" | "hrs" | "local" | "gmt" | "utc" | "ist" | "cet" | "h");
        let century = matches!(self.text.word(i).as_bytes(), [b'2', b'0', ..] | [b'1', b'9', ..]);
        century && !hour && i > self.sentence.start && self.text.lower(i - 1) != "at"
    }

    /// Where clock times start: "09:00", "9.30", "1030".
    fn clocks(&self) -> Vec<usize> {
        let tokens = self.text.tokens();
        let marked = |i: usize| {
            tokens.get(i + 1).is_some_and(|t| t.glued && (t.is(':') || t.is('.')))
                && tokens.get(i + 2).is_some_and(|t| t.glued && t.is_number() && t.span.len() == 2)
        };
        let plain = |i: usize| {
            tokens[i].span.len() == 4
                && (i == self.sentence.start || !tokens[i - 1].is_word() || self.text.lower(i - 1) == "at")
                && matches!(self.text.word(i).as_bytes(), [b'0'..=b'2', _, b'0'..=b'5', _])
                && !self.year(i)
        };
        self.sentence
            .clone()
            .filter(|&i| tokens[i].is_number() && !tokens[i].glued && tokens[i].span.len() <= 4)
            .filter(|&i| marked(i) || plain(i))
            .collect()
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
