//! The article read in order: the time that runs on, who "the two leaders" are, what follows what, and
//! plans that a later sentence cancels. Turns candidates into event mentions.
//!
//! Entry points: [`Reader::sentence`] for each sentence, [`Reader::finish`] at the end.

use std::ops::Range;

use super::clause::Link;
use super::digest::Digests;
use super::find::{self, Candidate, Reading};
use super::nouns::Article;
use super::status::Outlook;
use super::wording::Wording;
use super::{gist, graph, pair, participants, running, when};
use crate::extract::places::place_named;
use crate::extract::time::Grain;
use crate::extract::{Anchor, Annotations, ChainIx, EventIx, EventMention, Status, TimeIx, When, WhenSource};
use crate::text::Text;

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
    /// What "it" stands for: the last train, session or text that was a subject, and its sentence.
    pub(super) thing: Option<(String, usize)>,
    /// A time long past that a block tells of, and the block.
    pub(super) history: Option<(When, usize)>,
    /// True for a report kept minute by minute, in which a present tense tells what has just happened.
    pub(super) live: bool,
    /// The last block to which a line with a date alone reaches; 0 where there is none.
    pub(super) dated: usize,
    /// The country in which the article was filed.
    pub(super) country: Option<&'static str>,
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
            leaders: pair::leaders(text, layers),
            history: None,
            live: running::is_live(text, layers),
            was_planned: Vec::new(),
            last_sentence: Vec::new(),
            block_time: None,
            thing: None,
            dated: 0,
            country: anchor.place.as_deref().and_then(place_named).and_then(|place| place.country),
            of_clause: Vec::new(),
        }
    }

    /// Adds the events of one sentence.
    pub(super) fn sentence(&mut self, sentence: usize, reading: Reading) {
        let first_new = self.events.len();
        if let Some(status) = self.verdict(sentence) {
            for ix in self.last_sentence.clone() {
                let planned = matches!(self.events[ix].status, Status::Expected | Status::Scheduled);
                if planned {
                    self.events[ix].status = status;
                }
            }
            return;
        }
        self.note_heading_time(sentence);
        // "Before returning, he will meet": the clause of time comes after what it serves.
        let Reading { mut candidates, thing } = reading;
        let counted = |c: &Candidate| c.served.as_ref().is_some_and(|s| s.apart.is_some());
        self.history_beside(sentence, &mut candidates);
        candidates.sort_by_key(|c| (c.link == Link::Before || counted(c)) && c.matrix > c.clause);
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
        self.note_thing(sentence, thing.as_ref());
        let of_clause = std::mem::take(&mut self.of_clause);
        self.relate(&candidates, &of_clause);
        if self.events.len() > first_new {
            self.last_sentence = (first_new..self.events.len()).collect();
        }
    }

    /// Remembers the subject that "it" in the next sentence may stand for.
    fn note_thing(&mut self, sentence: usize, thing: Option<&Wording>) {
        let Some(wording) = thing else { return };
        let thing = gist::subject(self.text, self.layers, wording, &[], None, &mut Vec::new());
        self.thing = thing.map(|thing| (thing, sentence));
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
                .skip(planned.saturating_sub(2))
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
        let mut events: Vec<EventMention> = order
            .iter()
            .filter_map(|&old| sorted[old].take())
            .map(|mut event| {
                event.after.iter_mut().for_each(|ix| *ix = place[*ix]);
                event.after.sort_unstable();
                event.after.dedup();
                event
            })
            .collect();
        graph::without_circles(&mut events);
        events
    }

    /// "before the summit began", "the talks went on": told in passing, and no news by itself.
    fn is_aside(&self, candidate: &Candidate, status: Status) -> bool {
        let told = matches!(status, Status::Happened | Status::UnderWay);
        let in_passing = matches!(candidate.link, Link::Relative | Link::Before | Link::After | Link::When);
        let definite = candidate.noun == Some(Article::Definite)
            && candidate.wording.as_ref().is_some_and(|w| w.subject.len() + w.predicate.len() <= 6);
        let ceremony = matches!(
            candidate.action,
            "sign" | "lunch" | "dinner" | "breakfast" | "press conference" | "ceremony"
        );
        told && (in_passing || definite && !ceremony)
    }

    /// "During their breakfast in Riga": a meal or ceremony that the article has not told of.
    fn new_ceremony(&self, candidate: &Candidate) -> bool {
        let own = matches!(self.text.lower(candidate.tokens.start), "their" | "his" | "her");
        own && matches!(candidate.action, "breakfast" | "lunch" | "dinner" | "press conference" | "ceremony")
            && !self.events.iter().rev().take(LOOK_BACK).any(|e| e.action == candidate.action)
    }

    /// Adds one event; `matrix` is the event that a clause of time serves.
    fn add(
        &mut self,
        sentence: usize,
        candidate: &Candidate,
        skip: &[Range<usize>],
        matrix: Option<EventIx>,
    ) -> Option<EventIx> {
        let counted = candidate.served.as_ref().is_some_and(|s| s.apart.is_some());
        let fronted = self.fronted(sentence, candidate).filter(|_| !counted);
        let place = participants::place(self.text, self.layers, candidate, fronted.clone());
        let mut used = when::stated(self.text, self.layers, candidate, candidate.scope.clone(), skip);
        if used.is_empty()
            && let Some(fronted) = fronted.clone()
        {
            used = when::stated(self.text, self.layers, candidate, fronted, skip);
        }
        // "12:45 His plane took off at 12:30": the stamp is when it was told.
        if let Some((_, stamp)) = self.block_time.filter(|(_, ix)| used.first() == Some(ix)) {
            let stamped = self.text.tokens_in(self.layers.times[stamp].span);
            let own = when::stated(self.text, self.layers, candidate, stamped.end..candidate.scope.end, skip);
            let clock =
                |ix: &TimeIx| self.layers.times[*ix].value.moment.is_some_and(|m| m.grain <= Grain::Hour);
            if own.first().is_some_and(clock) {
                used = own;
            }
        }
        // "On Friday, 08:30 opening ceremony": the day at the start holds for the hour.
        if let (&[clock], Some(fronted)) = (used.as_slice(), fronted.clone()) {
            used.extend(when::day_beside(self.text, self.layers, clock, fronted));
        }
        // What is told by "after" has no hour of the clause that it goes with.
        if used.is_empty()
            && candidate.served.is_none()
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
        // "the first sign of movement at an Arctic summit in Norway": where, not what.
        if candidate.phrase && candidate.action == "summit" && stated.is_none() && candidate.beside.is_some()
        {
            return None;
        }
        let block = self.text.sentences()[sentence].block;
        let mut status = self.status(candidate, stated.as_ref(), block)?;
        // Nothing has happened that is still to come: "a dinner hosted by her at 19:00" on a programme.
        if matches!(status, Status::Happened | Status::UnderWay)
            && (candidate.phrase || candidate.outlook == Outlook::Present)
            && stated.as_ref().is_some_and(|w| self.is_to_come(w))
        {
            status = Status::Scheduled;
        }
        // "is meeting Kim on Friday": a plan in the progressive.
        let stamp = self.block_time.filter(|(at, _)| self.live && *at == block);
        let stamped = stamp.is_some_and(|(_, ix)| used.first() == Some(&ix));
        if status == Status::UnderWay
            && !stamped
            && stated.as_ref().is_some_and(|w| {
                self.is_future(w) || w.grain < Grain::Day && self.is_today(w) && self.anchor.time.is_none()
            })
        {
            status = Status::Scheduled;
        }
        // "had invited her to visit in the autumn": what has happened lies behind, so the time is the plan's.
        let ahead = stated.clone().filter(|w| status == Status::Happened && self.lies_ahead(w));
        let stated = stated.filter(|_| ahead.is_none());
        if stated.is_none() {
            used.clear();
        }
        if candidate.will && status == Status::Expected && stated.is_some() {
            status = Status::Scheduled;
        }
        if let Some(mark) = self.marked(sentence) {
            status = mark;
        }
        // "They did not sign it": others had.
        let signed = |e: &EventMention| e.action == "sign" && e.status == Status::Happened;
        if status == Status::Cancelled
            && candidate.action == "sign"
            && candidate.noun.is_none()
            && self.events.iter().rev().take(3).any(signed)
        {
            return None;
        }
        if self.turn_definite(sentence, candidate, status) {
            return None;
        }
        // "A programme has been agreed for Wednesday": the lines below it are of that day.
        let told = ahead.as_ref().filter(|w| w.grain <= Grain::Day).or(stated.as_ref());
        self.note_told(candidate, told, status, block);
        let pair = self.pair(candidate);
        let people = participants::participants(self.text, self.layers, candidate, &pair);
        let it = self.thing.as_ref().filter(|(_, at)| *at + 1 >= sentence).map(|(thing, _)| thing.as_str());
        let gist = gist::gist(self.text, self.layers, candidate, &pair, it, &used)?;
        let people = if people.is_empty() && candidate.clause.is_none() && candidate.beside.is_none() {
            self.of_the_line(sentence, candidate)
        } else {
            people
        };
        let own_people = !people.is_empty() && self.names_someone(candidate);
        let named_nothing = !own_people && place.is_none() && stated.is_none();
        let (follows, precedes, ordered_by_cue) = self.order(candidate);
        let (when, when_source) = match stated {
            Some(when) => (Some(when), WhenSource::Stated),
            None => self.unstated(candidate, status, block, &follows, ordered_by_cue, matrix),
        };
        let planned = when::planned(self.text, self.layers, candidate)
            .and_then(|ix| when::when_of(self.layers, &[ix], place, self.anchor))
            .map(|w| self.on_the_day_of(w, when.as_ref()));
        let told = matches!(status, Status::Happened | Status::UnderWay | Status::Claimed);
        let timeless =
            told && when_source == WhenSource::Report && self.is_timeless(candidate, block, &people, place);
        let when = when.filter(|_| !timeless);
        // Nobody, nowhere, at no time: no entry could be made of it.
        if named_nothing
            && (when.is_none() && !find::is_ceremony(candidate.action) || self.is_aside(candidate, status))
        {
            return None;
        }
        let background = status == Status::Happened && when.as_ref().is_some_and(|w| self.is_history(w))
            || candidate.parallel_history && timeless
            || self.anniversary(candidate);
        let ix = self.events.len();
        let span = self.text.span_of(candidate.tokens.clone());
        let trigger = self.text.span_of(candidate.trigger.clone());
        let digest = self.digests.of(self.text.slice(span), self.text.slice(trigger));
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
            planned,
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

    fn status(&self, candidate: &Candidate, stated: Option<&When>, block: usize) -> Option<Status> {
        let stamped = self.live && self.block_time.is_some_and(|(at, _)| at == block);
        match candidate.outlook {
            Outlook::Present if stamped && !candidate.phrase => {
                let later = stated.is_some_and(|w| self.is_to_come(w));
                Some(if later { Status::Scheduled } else { Status::Happened })
            }
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
}
