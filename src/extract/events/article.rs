//! The article read in order: the time that runs on, who "the two leaders" are, what follows what, and
//! plans that a later sentence cancels. Turns candidates into event mentions.
//!
//! Entry points: [`Reader::sentence`] for each sentence, [`Reader::finish`] at the end.

use std::ops::Range;

use std::collections::BTreeMap;

use super::clause::Link;
use super::digest::Digests;
use super::find::{self, Candidate};
use super::nouns::Article;
use super::status::Outlook;
use super::{gist, participants, when};
use crate::extract::time::Grain;
use crate::extract::{
    Anchor, Annotations, ChainIx, EventIx, EventMention, MentionKind, Status, TimeIx, When, WhenSource,
};
use crate::span::Span;
use crate::text::Text;

/// How far back, in bytes, "they" may point.
const RECENT: u32 = 300;

/// For how many events back an order may reach.
pub(super) const LOOK_BACK: usize = 60;

/// One article while it is read.
pub(super) struct Reader<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) anchor: &'a Anchor,
    pub(super) layers: &'a Annotations,
    pub(super) events: Vec<EventMention>,
    pub(super) digests: Digests,
    /// The day under discussion, with the block that set it.
    pub(super) reference: Option<(When, usize)>,
    /// Who "the two leaders" are: the two who are named most.
    pub(super) leaders: Vec<ChainIx>,
    /// Events that were planned in the past tense: a later sentence may cancel them.
    pub(super) was_planned: Vec<EventIx>,
    /// Events of the sentence before, for "neither took place".
    pub(super) last_sentence: Vec<EventIx>,
    /// A block whose first words are a clock time.
    pub(super) block_time: Option<(usize, TimeIx)>,
    /// The last block to which a line with a date alone reaches; 0 where there is none.
    pub(super) dated: usize,
    /// The events of the sentence so far, by clause.
    pub(super) of_clause: Vec<(usize, EventIx)>,
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn new(text: &'a Text<'t>, anchor: &'a Anchor, layers: &'a Annotations) -> Self {
        Reader {
            text,
            anchor,
            layers,
            events: Vec::new(),
            digests: Digests::default(),
            reference: None,
            leaders: leaders(text, layers),
            was_planned: Vec::new(),
            last_sentence: Vec::new(),
            block_time: None,
            dated: 0,
            of_clause: Vec::new(),
        }
    }

    /// Adds the events of one sentence.
    pub(super) fn sentence(&mut self, sentence: usize, candidates: Vec<Candidate>) {
        let first_new = self.events.len();
        self.note_heading_time(sentence);
        // "Before returning, he will meet": the clause of time comes after what it serves.
        let mut candidates = candidates;
        candidates.sort_by_key(|c| c.link == Link::Before && c.matrix > c.clause);
        self.of_clause.clear();
        let ranges: Vec<Range<usize>> = candidates.iter().map(|c| c.tokens.clone()).collect();
        let phrase: Vec<bool> = candidates.iter().map(|c| c.phrase).collect();
        for (ix, candidate) in candidates.iter().enumerate() {
            // Times inside a smaller phrase belong to it.
            let skip: Vec<Range<usize>> = (0..ranges.len())
                .filter(|&j| j != ix && phrase[j] && !phrase[ix])
                .map(|j| ranges[j].clone())
                .collect();
            if candidate.action == find::ANTECEDENT {
                self.turn_antecedents(candidate, first_new);
                continue;
            }
            let serves = |k: usize| self.of_clause.iter().find(|(c, _)| *c == k).map(|(_, ix)| *ix);
            let matrix = candidate.matrix.and_then(serves);
            if let (Some(ix), Some(clause)) = (self.add(sentence, candidate, &skip, matrix), candidate.clause)
            {
                self.of_clause.push((clause, ix));
            }
        }
        let of_clause = std::mem::take(&mut self.of_clause);
        self.relate(&candidates, &of_clause);
        if self.events.len() > first_new {
            self.last_sentence = (first_new..self.events.len()).collect();
        }
    }

    /// "(CANCELLED)", "(POSTPONED from 11 May)": how diaries mark a line.
    fn marked(&self, sentence: usize) -> Option<Status> {
        let tokens = self.text.sentences()[sentence].tokens.clone();
        tokens.into_iter().find_map(|i| {
            let bracketed = i > 0 && matches!(self.text.word(i - 1), "(" | "[");
            match self.text.word(i) {
                "CANCELLED" | "CANCELED" | "cancelled" | "canceled" if bracketed => Some(Status::Cancelled),
                "POSTPONED" | "postponed" if bracketed => Some(Status::Postponed),
                _ => None,
            }
        })
    }

    /// Who "they" and "the two leaders" are: for "they" the last two who were named, where two were.
    fn pair(&self, candidate: &Candidate) -> Vec<ChainIx> {
        let they = candidate.subject.clone().any(|i| {
            let alone = self.text.lower(i) == "two" && i + 1 == candidate.subject.end;
            self.text.lower(i) == "they" || alone
        });
        if they && !candidate.subject.is_empty() {
            let here = self.text.tokens()[candidate.subject.start].span.start;
            let mentions = &self.layers.people.mentions;
            let before = mentions.partition_point(|m| m.span.start < here);
            let mut recent: Vec<ChainIx> = Vec::new();
            for mention in mentions[..before].iter().rev().take(12) {
                if here - mention.span.start > RECENT {
                    break;
                }
                if !recent.contains(&mention.chain) {
                    recent.push(mention.chain);
                }
            }
            if recent.len() == 2 {
                recent.reverse();
                return recent;
            }
        }
        self.leaders.clone()
    }

    /// Orders clauses of time and what they serve: "after they had dined, they walked".
    fn relate(&mut self, candidates: &[Candidate], of_clause: &[(usize, EventIx)]) {
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

    /// The events, sorted by span, with plans settled.
    pub(super) fn finish(mut self) -> Vec<EventMention> {
        for &planned in &self.was_planned {
            let action = self.events[planned].action;
            // A day has many meetings: only what it has one of is the same for sure.
            if !find::is_ceremony(action) || matches!(action, "meet" | "call" | "walk") {
                continue;
            }
            let cancelled = self
                .events
                .iter()
                .skip(planned + 1)
                .take(LOOK_BACK)
                .any(|e| e.action == action && e.status == Status::Cancelled);
            if cancelled && self.events[planned].status != Status::Cancelled {
                self.events[planned].status = Status::Cancelled;
            }
        }
        let mut order: Vec<EventIx> = (0..self.events.len()).collect();
        order.sort_by_key(|&ix| (self.events[ix].span, self.events[ix].trigger, ix));
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let mut sorted: Vec<Option<EventMention>> = self.events.into_iter().map(Some).collect();
        order
            .iter()
            .filter_map(|&old| sorted[old].take())
            .map(|mut event| {
                event.after.iter_mut().for_each(|ix| *ix = place[*ix]);
                event.after.sort_unstable();
                event.after.dedup();
                event
            })
            .collect()
    }

    /// "During their breakfast in Riga": a meal or ceremony that the article has not told of.
    fn new_ceremony(&self, candidate: &Candidate) -> bool {
        let own = matches!(self.text.lower(candidate.tokens.start), "their" | "his" | "her");
        own && matches!(candidate.action, "breakfast" | "lunch" | "dinner" | "press conference" | "ceremony")
            && !self.events.iter().rev().take(LOOK_BACK).any(|e| e.action == candidate.action)
    }

    /// "Neither took place", "it was called off": turns what was planned just before: the last of it, or
    /// all of it for "neither" and "they".
    fn turn_antecedents(&mut self, candidate: &Candidate, first_new: usize) {
        let Outlook::Is(status) = candidate.outlook else { return };
        let here = self.text.tokens()[candidate.trigger.start].span.start;
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
        if !candidate.plural {
            turned.drain(..turned.len().saturating_sub(1));
        }
        for ix in turned {
            self.events[ix].status = status;
        }
    }

    /// Adds one event; `matrix` is the event that a clause of time serves.
    fn add(
        &mut self,
        sentence: usize,
        candidate: &Candidate,
        skip: &[Range<usize>],
        matrix: Option<EventIx>,
    ) -> Option<EventIx> {
        let fronted = self.fronted(sentence, candidate);
        let place = participants::place(self.text, self.layers, candidate, fronted.clone());
        let mut used = when::stated(self.text, self.layers, candidate, candidate.scope.clone(), skip);
        if used.is_empty()
            && let Some(fronted) = fronted.clone()
        {
            used = when::stated(self.text, self.layers, candidate, fronted, skip);
        }
        if used.is_empty()
            && let Some(beside) = candidate.beside.clone()
        {
            used = when::stated(self.text, self.layers, candidate, beside, skip);
        }
        let stated = when::when_of(self.layers, &used, place, self.anchor)
            .map(|w| self.in_its_time(w, candidate, &used));
        let definite = candidate.phrase && candidate.noun == Some(Article::Definite);
        let participle = candidate.phrase && candidate.noun.is_none();
        if (definite || participle)
            && candidate.outlook == Outlook::Is(Status::Happened)
            && !stated.as_ref().is_some_and(|w| w.grain >= Grain::Day && self.is_past(w))
            && !(definite && self.new_ceremony(candidate))
        {
            return None;
        }
        let mut status = self.status(candidate, stated.as_ref())?;
        // "is meeting Kim on Friday": a plan in the progressive.
        if status == Status::UnderWay
            && stated.as_ref().is_some_and(|w| {
                self.is_future(w) || w.grain < Grain::Day && self.is_today(w) && self.anchor.time.is_none()
            })
        {
            status = Status::Scheduled;
        }
        if candidate.will && status == Status::Expected && stated.is_some() {
            status = Status::Scheduled;
        }
        if let Some(mark) = self.marked(sentence) {
            status = mark;
        }
        let block = self.text.sentences()[sentence].block;
        let pair = self.pair(candidate);
        let people = participants::participants(self.text, self.layers, candidate, &pair);
        let named_nothing = people.is_empty() && place.is_none() && stated.is_none();
        let (follows, precedes, ordered_by_cue) = self.order(candidate);
        let (when, when_source) = match stated {
            Some(when) => (Some(when), WhenSource::Stated),
            None => self.unstated(candidate, status, block, &follows, ordered_by_cue, matrix),
        };
        // Nobody, nowhere, at no time: no entry could be made of it.
        if named_nothing
            && (when.is_none() && !find::is_ceremony(candidate.action) || candidate.link == Link::Relative)
        {
            return None;
        }
        let background = status == Status::Happened && when.as_ref().is_some_and(|w| self.is_history(w))
            || self.anniversary(candidate);
        let ix = self.events.len();
        let span = self.text.span_of(candidate.tokens.clone());
        let trigger = self.text.span_of(candidate.trigger.clone());
        let digest = self.digests.of(self.text.slice(span), self.text.slice(trigger));
        let gist = gist::gist(self.text, self.layers, candidate, &pair);
        let aside = candidate.pluperfect
            || candidate.phrase
            || matches!(candidate.link, Link::Relative | Link::Complement);
        if !background
            && !aside
            && let Some(when) = when.as_ref().filter(|_| when_source == WhenSource::Stated)
        {
            self.reference = Some((when.clone(), block));
        }
        for later in precedes {
            if !self.events[later].after.contains(&ix) {
                self.events[later].after.push(ix);
            }
        }
        if matches!(candidate.outlook, Outlook::WasPlanned(_)) {
            self.was_planned.push(ix);
        }
        self.events.push(EventMention {
            digest,
            span,
            trigger,
            action: candidate.action,
            status,
            background,
            gist,
            when,
            when_source,
            after: follows,
            times: used,
            people,
            place,
        });
        Some(ix)
    }

    /// The words before the first verb of the sentence, for clauses that share them.
    fn fronted(&self, sentence: usize, candidate: &Candidate) -> Option<Range<usize>> {
        let start = self.text.sentences()[sentence].tokens.start;
        let end = candidate.tokens.start.min(candidate.fronted_end);
        (start < end && candidate.takes_fronted).then_some(start..end)
    }

    fn status(&self, candidate: &Candidate, stated: Option<&When>) -> Option<Status> {
        match candidate.outlook {
            Outlook::Is(status) => Some(status),
            Outlook::WasPlanned(status) => Some(status),
            Outlook::Present if stated.is_none() && self.dated > 0 => {
                let day = self.reference.as_ref().map(|(when, _)| when);
                day.filter(|w| self.is_future(w) || self.is_today(w)).map(|_| Status::Scheduled)
            }
            Outlook::Present => {
                stated.filter(|w| self.is_future(w) || self.is_today(w)).map(|_| Status::Scheduled)
            }
            Outlook::Not | Outlook::Nothing => None,
        }
    }

    /// What the candidate follows and what it precedes among the events so far, and whether a cue such
    /// as "afterwards" orders it after the one before.
    fn order(&self, candidate: &Candidate) -> (Vec<EventIx>, Vec<EventIx>, bool) {
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

/// The two whom "the two leaders" means: the pair that the text most often joins by "and", else the two
/// with the most mentions.
fn leaders(text: &Text<'_>, layers: &Annotations) -> Vec<ChainIx> {
    let mut counts = vec![0usize; layers.people.chains.len()];
    for mention in &layers.people.mentions {
        counts[mention.chain] += 1;
    }
    let named: Vec<_> = layers.people.mentions.iter().filter(|m| m.kind == MentionKind::Name).collect();
    let mut pairs: BTreeMap<(ChainIx, ChainIx), usize> = BTreeMap::new();
    for two in named.windows(2) {
        let (a, b) = (two[0], two[1]);
        let near = a.chain != b.chain && a.span.end < b.span.start && b.span.start - a.span.end <= 60;
        if near && text.slice(Span { start: a.span.end, end: b.span.start }).contains(" and ") {
            *pairs.entry((a.chain.min(b.chain), a.chain.max(b.chain))).or_default() += 1;
        }
    }
    let joined = pairs.iter().max_by_key(|((a, b), n)| (**n, counts[*a] + counts[*b], std::cmp::Reverse(*a)));
    if let Some(((a, b), _)) = joined {
        return vec![*a, *b];
    }
    let mut order: Vec<ChainIx> = (0..counts.len()).collect();
    order.sort_by_key(|&chain| (std::cmp::Reverse(counts[chain]), chain));
    order.truncate(2);
    order.sort_unstable();
    if order.len() == 2 { order } else { Vec::new() }
}

enum Cue {
    After,
    Before,
}
