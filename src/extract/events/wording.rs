//! The words of a gist: the subject and the predicate of a clause, without what stands around them.
//!
//! A gist must read on its own: a noun phrase and a finite verb with what belongs to it. Fronted phrases
//! ("After a break of 45 minutes"), asides, relative clauses and attributions stay out; a clause whose subject
//! cannot be told has no wording, and makes no event. Entry points: [`Finder::wording`],
//! [`Finder::nominal`].

use std::ops::Range;

use super::clause::{Clause, Link};
use super::find::Finder;
use super::lexicon;
use super::phrase::is_preposition;
use super::words::{Class, is};
use crate::text::groups::{Form, is_determiner, is_group_adverb};

/// Longest subject and predicate of a gist, in tokens; a longer one is cut at a comma before that.
const LONGEST: [usize; 2] = [28, 34];

/// The words of a gist, in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    /// The noun phrase that acts; empty for a nominal gist.
    pub(super) subject: Range<usize>,
    /// The verb group and its complements, or a noun phrase.
    pub(super) predicate: Range<usize>,
    /// True where an apposition in the subject is to be closed by a comma.
    pub(super) comma: bool,
    /// Where the subject is a pronoun: the subject of the clause before in the sentence, which it may take up.
    pub(super) before: Range<usize>,
}

impl Finder<'_, '_> {
    /// The words of clause `k`; `None` where they do not make a readable clause.
    pub(super) fn wording(&self, k: usize) -> Option<Wording> {
        let clause = &self.clauses[k];
        match clause.group.form {
            Form::Finite => {
                let (subject, comma) = self.subject_of(k)?;
                let predicate = self.predicate(k, self.with_adverbs(clause.group.tokens.start, subject.end));
                let before = self.taken_up(k, &subject);
                self.complete(k, predicate).map(|predicate| Wording { subject, predicate, comma, before })
            }
            // "left without signing", "gave a speech before flying home": with the clause that it serves.
            Form::Gerund => self.with_its_matrix(k),
            Form::Participle => self.participle(k),
            // "was the first to land".
            Form::Infinitive => {
                let before = clause.before.filter(|&b| self.clauses[b].group.lemma == "be")?;
                let (subject, comma) = self.subject_of(before)?;
                let start = self.clauses[before].group.tokens.start;
                Some(Wording { subject, predicate: self.predicate(k, start), comma, before: 0..0 })
            }
        }
    }

    /// "The four did not sign it; they adopted a declaration": whom "they" takes up.
    fn taken_up(&self, k: usize, subject: &Range<usize>) -> Range<usize> {
        if subject.len() != 1 || !matches!(self.text.lower(subject.start), "they" | "it") {
            return 0..0;
        }
        let plural = self.text.lower(subject.start) == "they";
        let earlier = (0..k).rev().find(|&j| {
            self.clauses[j].group.form == Form::Finite && self.clauses[j].subject.end <= subject.start
        });
        let Some((range, _)) = earlier.and_then(|j| self.subject_of(j)) else { return 0..0 };
        let last = self.text.lower(range.end - 1);
        let many = range.clone().any(|i| self.text.lower(i) == "and")
            || last.ends_with('s') && !last.ends_with("ss")
            || matches!(
                last,
                "four" | "three" | "two" | "five" | "men" | "women" | "people" | "couple" | "pair"
            );
        let thing = !range.clone().any(|i| self.text.tokens()[i].is_capitalised() && i > self.sentence.start)
            || is(Class::Thing, last);
        if plural && many || !plural && !many && thing { range } else { 0..0 }
    }

    /// Back over "never" and other adverbs before a verb, to `from` at most.
    fn with_adverbs(&self, mut start: usize, from: usize) -> usize {
        let adverb = |i: usize| {
            let word = self.text.lower(i);
            matches!(word, "never" | "not")
                || is_group_adverb(word) && !matches!(word, "also" | "then" | "both" | "so")
        };
        let reach = start.saturating_sub(3).max(from.min(start));
        while start > reach && adverb(start - 1) {
            start -= 1;
        }
        start
    }

    /// A noun phrase as a headline: "a joint press conference in Seoul".
    pub(super) fn nominal(&self, tokens: Range<usize>, trigger: &Range<usize>) -> Option<Wording> {
        let mut start = tokens.start;
        // "19:00 gala dinner", "1600 Joint press conference": the hour is not part of the name.
        let skipped = |i: usize| {
            let token = &self.text.tokens()[i];
            !token.is_word() && !token.is_number() || self.leads(i) || self.clock(i)
        };
        if let Some(mark) = (start..trigger.start).rev().find(|&i| {
            let token = &self.text.tokens()[i];
            token.is(':') || token.is(';') || token.is('—') || token.is('–')
        }) {
            start = mark + 1;
        }
        while start < trigger.start && skipped(start) {
            start += 1;
        }
        let predicate = self.without_tail(start..tokens.end.max(trigger.end), trigger.end);
        self.noun_phrase(&predicate).then_some(Wording {
            subject: start..start,
            predicate,
            comma: false,
            before: 0..0,
        })
    }

    /// A number of a clock or date before the name of an event.
    fn clock(&self, i: usize) -> bool {
        let token = &self.text.tokens()[i];
        let marked =
            |at: usize| self.text.tokens().get(at).is_some_and(|t| t.glued && (t.is(':') || t.is('.')));
        token.is_number() && (token.glued || marked(i + 1) || token.span.len() == 4)
            || matches!(self.text.lower(i), "am" | "pm" | "gmt" | "hours" | "hrs" | "h" | "m" | "a" | "p")
                && i > self.sentence.start
                && (self.text.tokens()[i - 1].is_number() || self.text.tokens()[i - 1].is('.'))
    }

    /// The subject of the main clause, where it is a thing that "it" may take up.
    pub(super) fn thing(&self) -> Option<Wording> {
        let main = |c: &Clause| c.group.form == Form::Finite && c.link != Link::Relative;
        let k = self.clauses.iter().position(main)?;
        let (subject, comma) = self.subject_of(k)?;
        let head =
            subject.clone().take_while(|&i| !is_preposition(self.text.lower(i)) && !self.mark(i)).last()?;
        is(Class::Thing, self.text.lower(head)).then_some(Wording {
            subject,
            predicate: 0..0,
            comma,
            before: 0..0,
        })
    }

    /// The subject of clause `k` and whether a comma is to close it.
    fn subject_of(&self, k: usize) -> Option<(Range<usize>, bool)> {
        let clause = &self.clauses[k];
        let owner = clause.shared.map_or(clause, |shared| &self.clauses[shared]);
        let mut range = self.noun_phrase_in(clause.subject.clone(), owner)?;
        let closes = |i: usize| self.text.tokens().get(i).is_some_and(|t| t.is('”') || t.is('"') && t.glued);
        let open = range.clone().any(|i| matches!(self.text.word(i), "“" | "\""));
        if open && closes(range.end) {
            range.end += 1;
        }
        let comma = self.text.tokens().get(range.end).is_some_and(|t| t.is(','))
            && range.clone().any(|i| self.text.tokens()[i].is(','));
        Some((range, comma))
    }

    /// The noun phrase that acts, inside the words before a verb.
    fn noun_phrase_in(&self, range: Range<usize>, owner: &Clause) -> Option<Range<usize>> {
        let mut range = self.trimmed(range);
        // "Kim, who had arrived": the relative clause is cut off.
        if let Some(at) = range
            .clone()
            .skip(1)
            .find(|&i| matches!(self.text.lower(i), "who" | "which" | "whose" | "where" | "whom"))
        {
            range = self.trimmed(range.start..at);
        }
        // "Note: the retreat".
        let colon = range.clone().rev().find(|&i| {
            self.text.tokens()[i].is(':') && !self.text.tokens().get(i + 1).is_some_and(|t| t.glued)
        });
        if let Some(at) = colon {
            range = self.trimmed(at + 1..range.end);
        }
        // "Aides, among them A and B,".
        let among = |&i: &usize| {
            self.text.tokens()[i].is(',')
                && matches!(self.text.lower(i + 1), "among" | "including" | "as" | "all")
        };
        if let Some(at) = range.clone().find(among) {
            range = self.trimmed(range.start..at);
        }
        if range.is_empty() {
            return None;
        }
        // "The lunch, for which"; not the end of "Moon Jae-in".
        while range.len() > 1
            && is_preposition(self.text.lower(range.end - 1))
            && !self.text.follows_hyphen(range.end - 1)
        {
            range = self.trimmed(range.start..range.end - 1);
        }
        // "There was no press conference".
        if self.text.lower(range.start) == "there" && owner.group.lemma == "be" {
            return Some(range.start..range.start + 1);
        }
        while range.len() > 1
            && matches!(self.text.lower(range.end - 1), "never" | "not" | "both" | "all" | "each")
        {
            range.end -= 1;
        }
        let last = range.end - 1;
        if matches!(self.text.lower(last), "he" | "she" | "it" | "they") {
            return Some(last..range.end);
        }
        if self.fronted(range.start) {
            range = self.past_fronted(range, owner)?;
        }
        while !range.is_empty() && self.leads(range.start) {
            range = self.trimmed(range.start + 1..range.end);
        }
        if range.len() > LONGEST[0] {
            let comma = range.clone().find(|&i| self.text.tokens()[i].is(','));
            range = self.trimmed(range.start..comma.filter(|_| !self.is_list(&range))?);
        }
        (!range.is_empty() && range.len() <= LONGEST[0] && self.noun_phrase(&range)).then_some(range)
    }

    /// The predicate of clause `k` from `start`, without the clauses and asides at its end.
    pub(super) fn predicate(&self, k: usize, start: usize) -> Range<usize> {
        let clause = &self.clauses[k];
        let head = clause.group.tokens.end;
        let mut end = clause.tokens.end.max(head);
        for (j, later) in self.clauses.iter().enumerate().skip(k + 1) {
            let complement = later.link == Link::Complement && later.before == Some(k)
                || later.link == Link::Shared && later.shared.is_some_and(|s| s > k);
            if later.group.tokens.start >= end {
                if complement && j == k + 1 && self.needs_complement(clause) {
                    end = self.predicate(j, later.group.tokens.start).end.max(end);
                }
                continue;
            }
            let comma =
                later.group.tokens.start > head && self.text.tokens()[later.group.tokens.start - 1].is(',');
            let cut = match later.group.form {
                Form::Finite if complement => continue,
                Form::Finite => later.opened,
                Form::Gerund | Form::Participle if comma => later.group.tokens.start - 1,
                _ => continue,
            };
            if cut >= head && cut < end {
                end = cut;
            }
        }
        self.without_tail(start..end, head)
    }

    /// Drops asides and loose words from the end of a phrase whose verb or noun ends at `head`.
    fn without_tail(&self, range: Range<usize>, head: usize) -> Range<usize> {
        let tokens = self.text.tokens();
        let mut end = range.end;
        for (i, token) in tokens.iter().enumerate().take(range.end).skip(head) {
            let comma = token.is(',');
            let next = self.text.lower(i + 1);
            let aside = comma
                && (is(Class::Aside, next)
                    || next == "and"
                        && matches!(self.text.lower(i + 2), "then" | "later" | "so" | "not" | "at"));
            if aside || tokens[i].is(';') || token.is('—') || token.is('“') && !self.closed(i, range.end)
            {
                end = i;
                break;
            }
        }
        // "signed a statement that promises …": a long relative clause.
        if end - range.start > LONGEST[1] / 2
            && let Some(that) = (head + 3..end).find(|&i| self.text.lower(i) == "that")
            && self.text.lower(that - 1) != "so"
        {
            end = that;
        }
        if end - range.start > LONGEST[1] {
            let limit = range.start + LONGEST[1];
            let comma = (head..limit).rev().find(|&i| tokens[i].is(','));
            let word = (head..limit).rev().find(|&i| {
                matches!(
                    self.text.lower(i),
                    "after" | "before" | "while" | "with" | "for" | "as" | "that" | "which"
                )
            });
            end = comma.or(word).unwrap_or(head).max(head);
        }
        // ", a spokesman says": an attribution that no clause was cut for.
        if end > head
            && matches!(self.text.lower(end - 1), "says" | "said" | "told" | "reported" | "confirmed")
            && let Some(comma) = (head.max(end.saturating_sub(12))..end).rev().find(|&i| tokens[i].is(','))
        {
            end = comma;
        }
        loop {
            // "flew in", "moved on": a particle of the verb stays.
            while end > head
                && (self.loose(end - 1) && !(end == head + 1 && matches!(self.text.lower(head), "in" | "on"))
                    || self.mark(end - 1))
            {
                end -= 1;
            }
            // ", after talks" left over from "after talks that lasted 16 hours".
            let short = (head..end).rev().take(4).find(|&i| tokens[i].is(','));
            if let Some(at) =
                short.filter(|&i| matches!(self.text.lower(i + 1), "after" | "before" | "during"))
            {
                end = at;
            }
            // "her speech the day" left over from "the day before".
            if end > head + 1
                && matches!(self.text.lower(end - 1), "day" | "week" | "month" | "night" | "year" | "evening")
                && matches!(self.text.lower(end), "before" | "after")
                && is_determiner(self.text.lower(end - 2))
            {
                end -= 2;
            }
            // "went before the cameras to say".
            if end > head + 1
                && self.text.lower(end - 2) == "to"
                && matches!(
                    self.text.lower(end - 1),
                    "say" | "announce" | "explain" | "declare" | "tell" | "confirm"
                )
            {
                end -= 2;
            }
            // ", a few minutes" left over from "a few minutes after".
            if end > head && matches!(self.text.lower(end - 1), "minutes" | "hours" | "days" | "weeks") {
                let comma = (head..end).rev().take(6).find(|&i| tokens[i].is(','));
                end = comma.unwrap_or(end);
            }
            // "for four hours and at another": a second phrase without its noun.
            let tail =
                (head..end).rev().take(3).find(|&i| matches!(self.text.lower(i), "and" | "or" | "but"));
            match tail.filter(|&i| (i + 1..end).all(|j| self.loose(j))) {
                Some(at) => end = at,
                None => break,
            }
        }
        range.start..end
    }

    /// True where a quotation that opens at `i` closes before `end`.
    fn closed(&self, i: usize, end: usize) -> bool {
        (i + 1..end).any(|j| self.text.tokens()[j].is('”'))
    }

    /// Refuses verbs whose object lies outside the clause: "the steps that he promised on Friday".
    fn complete(&self, k: usize, predicate: Range<usize>) -> Option<Range<usize>> {
        let clause = &self.clauses[k];
        let after = clause.group.tokens.end;
        if clause.group.passive {
            return Some(predicate);
        }
        let first = self.text.lower(after);
        let open = matches!(
            clause.group.lemma,
            "announce"
                | "promise"
                | "pledge"
                | "vow"
                | "offer"
                | "propose"
                | "demand"
                | "reject"
                | "sign"
                | "adopt"
        );
        let bare = after >= predicate.end || is_preposition(first) || self.mark(after);
        // "Neither would sign", "they signed", "signed on Friday" say enough; a promise without its matter does
        // not.
        let enough = clause.group.lemma == "sign" && clause.link != Link::Relative;
        if open
            && bare
            && !enough
            && first != "to"
            && !self.text.tokens().get(after).is_some_and(|t| t.is('"'))
        {
            let that = (after..predicate.end).any(|i| self.text.lower(i) == "that");
            return that.then_some(predicate);
        }
        // "agreed on in this city".
        let stranded = matches!(first, "on" | "to" | "with" | "for" | "upon")
            && matches!(
                self.text.lower(after + 1),
                "in" | "at" | "on" | "by" | "during" | "after" | "before"
            )
            && after + 1 < predicate.end;
        (!stranded).then_some(predicate)
    }

    fn needs_complement(&self, clause: &Clause) -> bool {
        matches!(clause.group.lemma, "announce" | "agree" | "pledge" | "promise" | "vow" | "declare")
            && clause.group.over.is_none()
    }

    /// A gerund with the finite clause that it serves, before or after it.
    fn with_its_matrix(&self, k: usize) -> Option<Wording> {
        let clause = &self.clauses[k];
        let serves = clause.group.negated || matches!(clause.link, Link::After | Link::Before);
        if !serves {
            let seen = !clause.subject.is_empty() && clause.subject.end <= clause.group.tokens.start;
            let shared = clause.shared.is_some() && self.text.tokens()[clause.group.tokens.start - 1].is(',');
            if seen || !shared {
                return None;
            }
        }
        let Some(matrix) = (0..k).rev().find(|&j| self.clauses[j].group.form == Form::Finite) else {
            return self.before_its_matrix(k);
        };
        // "said before leaving": what was said would be missing.
        if serves && !clause.group.negated && lexicon::is_saying(self.clauses[matrix].group.lemma) {
            return None;
        }
        let (subject, comma) = self.subject_of(matrix)?;
        let start = self.clauses[matrix].group.tokens.start;
        let predicate = self.predicate(k, start);
        (predicate.len() <= LONGEST[1]).then_some(Wording { subject, predicate, comma, before: 0..0 })
    }

    /// "Before returning to Accra, she will speak": the clause of time stands first.
    fn before_its_matrix(&self, k: usize) -> Option<Wording> {
        let clause = &self.clauses[k];
        let matrix = (k + 1..self.clauses.len()).find(|&j| self.clauses[j].group.form == Form::Finite)?;
        let cue = clause.group.tokens.start.checked_sub(1).filter(|i| self.sentence.contains(i))?;
        let served = matches!(clause.link, Link::After | Link::Before)
            && self.clauses[matrix].link == Link::None
            && self.clauses[matrix].group.tokens.start - cue <= LONGEST[0];
        let (subject, _) = self.subject_of(matrix).filter(|_| served)?;
        let pronoun =
            subject.len() == 1 && matches!(self.text.lower(subject.start), "he" | "she" | "they" | "it");
        let predicate = cue..self.predicate(matrix, self.clauses[matrix].group.tokens.start).end;
        (!pronoun && predicate.len() <= LONGEST[1]).then_some(Wording {
            subject: cue..cue,
            predicate,
            comma: false,
            before: 0..0,
        })
    }

    /// "The statement signed in Singapore a year ago": a noun phrase with its participle.
    fn participle(&self, k: usize) -> Option<Wording> {
        let clause = &self.clauses[k];
        let (subject, _) = self.subject_of(k)?;
        let commas = subject.clone().filter(|&i| self.text.tokens()[i].is(',')).count();
        let gap = subject.end..clause.group.tokens.start;
        let adjacent = subject.end <= clause.group.tokens.start
            && gap.len() <= 3
            && gap.clone().all(|i| self.mark(i) || is_group_adverb(self.text.lower(i)));
        let pronoun = matches!(self.text.lower(subject.start), "he" | "she" | "they" | "it");
        let partitive = self.text.lower(subject.start + 1) == "of"
            && !is_determiner(self.text.lower(subject.start))
            || matches!(self.text.lower(subject.start), "all" | "some" | "both" | "many" | "most" | "one");
        if commas > 0 || !adjacent || pronoun || partitive {
            return None;
        }
        let head = clause.group.tokens.end;
        let mut predicate = self.predicate(k, clause.group.tokens.start);
        if let Some(comma) = (head..predicate.end).find(|&i| self.text.tokens()[i].is(',')) {
            predicate.end = comma;
        }
        let comma = self.text.tokens().get(subject.end).is_some_and(|t| t.is(','));
        (predicate.len() > 1).then_some(Wording { subject, predicate, comma, before: 0..0 })
    }
}
