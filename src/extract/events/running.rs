//! The running time of an article: the day under discussion, the hour that heads a block, and what an event
//! without a time of its own takes from them. Entry points: [`Reader::unstated`], [`Reader::in_its_time`].

use chrono::{Duration, NaiveDate, NaiveTime, Timelike};

use super::article::{LOOK_BACK, Reader};
use super::clause::Link;
use super::find::Candidate;
use super::status::Outlook;
use super::when;
use super::words::{Class, is};
use crate::extract::time::Grain;
use crate::extract::{Annotations, EventIx, Status, TimeIx, When, WhenSource};
use crate::text::Text;
use crate::zone::ZoneSource;

/// An event this many days before the report, and more, is history to it.
const HISTORY: i64 = 30;

impl Reader<'_, '_> {
    /// "On Wednesday the hall was full": the day under discussion, whatever is told of it.
    pub(super) fn note_opening_day(&mut self, sentence: usize) {
        let here = &self.text.sentences()[sentence];
        let times = &self.layers.times;
        let ix = times.partition_point(|t| t.span.start < here.span.start);
        let Some(time) = times.get(ix).filter(|t| t.span.start <= here.span.start + 4) else { return };
        let day = time.value.moment.is_some_and(|m| m.grain <= Grain::Day && m.grain >= Grain::PartOfDay);
        if !day
            || !matches!(
                self.text.lower(here.tokens.start),
                "on" | "early" | "late" | "that" | "last" | "yesterday"
            )
        {
            return;
        }
        if let Some(when) =
            when::when_of(self.layers, &[ix], None, self.anchor).filter(|w| !self.is_history(w))
        {
            self.reference = Some((when, here.block));
        }
    }

    /// A clock time at the start of a block ("10:25 They have signed") is the time of what it tells; a line
    /// that is only a date is the day of what follows.
    pub(super) fn note_heading_time(&mut self, sentence: usize) {
        self.note_opening_day(sentence);
        let here = &self.text.sentences()[sentence];
        let first_of_block = sentence == 0 || self.text.sentences()[sentence - 1].block != here.block;
        if !first_of_block {
            return;
        }
        let times = &self.layers.times;
        let ix = times.partition_point(|t| t.span.start < here.span.start);
        let Some(time) = times.get(ix).filter(|t| t.span.end <= here.span.end) else { return };
        let Some(moment) = time.value.moment else { return };
        let starts = time.span.start <= here.span.start + 3;
        if starts && moment.grain <= Grain::Minute && self.text.tokens()[here.tokens.start].is_number() {
            self.block_time = Some((here.block, ix));
        }
        let alone = here.span.len() <= time.span.len() + 12;
        if starts
            && alone
            && moment.grain == Grain::Day
            && let Some(when) = when::when_of(self.layers, &[ix], None, self.anchor)
        {
            self.reference = Some((when, here.block));
            self.dated = self.text.sentences().last().map_or(0, |s| s.block);
        }
    }

    /// What a main clause says of its time holds for what follows, whether or not an event is made of it.
    pub(super) fn note_told(
        &mut self,
        candidate: &Candidate,
        stated: Option<&When>,
        status: Status,
        block: usize,
    ) {
        let aside = candidate.pluperfect
            || candidate.phrase
            || matches!(candidate.link, Link::Relative | Link::Complement);
        let Some(when) = stated.filter(|_| !aside) else { return };
        if status == Status::Happened && self.is_history(when) || self.anniversary(candidate) {
            self.history = Some((when.clone(), block));
        } else {
            self.reference = Some((when.clone(), block));
            self.history = None;
        }
    }

    /// A clock time without a day of its own lies on the day under discussion: a plan on the day to come, and
    /// nothing that happened after its report.
    pub(super) fn in_its_time(&self, when: When, candidate: &Candidate, used: &[TimeIx]) -> When {
        let clock = when.grain <= Grain::Hour && used.len() == 1;
        let (Some(today), Some(day)) = (self.anchor.date, when::day_of(&when).filter(|_| clock)) else {
            return when;
        };
        let reference = self.reference.as_ref().and_then(|(w, _)| when::day_of(w));
        let shift = match candidate.outlook {
            Outlook::Is(Status::Expected | Status::Scheduled) if day == today => {
                reference.filter(|r| *r > today && *r - today <= Duration::days(7)).map(|r| r - day)
            }
            // "broke off before a signing set for 2:05 p.m.": what had been set was of this day.
            Outlook::WasPlanned(_) if day > today && !self.names_a_day(used[0]) => Some(today - day),
            Outlook::Is(Status::Happened)
                if day >= today && self.anchor.time.is_some() && self.is_future(&when) =>
            {
                // Filed in the small hours, of the evening before.
                let small_hours = self.anchor.time.is_some_and(|t| t.hour() < 8);
                let earlier = reference.filter(|r| *r < day && day - *r <= Duration::days(7));
                earlier.map(|r| r - day).or(small_hours.then(|| Duration::days(-1)))
            }
            _ => None,
        };
        match shift {
            Some(shift) => when::shifted(when, shift),
            None => when,
        }
    }

    /// The clock of a plan that names no other day is on the day of what came of it.
    pub(super) fn on_the_day_of(&self, plan: When, fact: Option<&When>) -> When {
        let days = plan.grain <= Grain::Hour && fact.is_some_and(|w| w.grain <= Grain::Hour);
        match (when::day_of(&plan), fact.and_then(when::day_of)) {
            (Some(planned), Some(took_place)) if days && (took_place - planned).num_days().abs() == 1 => {
                when::shifted(plan, took_place - planned)
            }
            _ => plan,
        }
    }

    /// True where the words of a time name a day: "at 5 p.m. on Thursday", "tomorrow at nine".
    fn names_a_day(&self, time: TimeIx) -> bool {
        self.text.tokens_in(self.layers.times[time].span).any(|i| {
            is(Class::Calendar, self.text.lower(i))
                || matches!(self.text.lower(i), "tomorrow" | "today" | "tonight" | "next" | "day")
        })
    }

    /// True for a time after the report: a later day, or an hour that the report's own time has not
    /// reached.
    pub(super) fn is_future(&self, when: &When) -> bool {
        let Some(today) = self.anchor.date else { return false };
        let local = when.zone.local(when.start);
        // "tonight", told in the afternoon.
        if let (Grain::PartOfDay, Some(time)) = (when.grain, self.anchor.time) {
            return local > today.and_time(time);
        }
        match (when.grain <= Grain::Hour, self.anchor.time) {
            (true, Some(time)) => local > today.and_time(time),
            (true, None) => local.date() >= today,
            (false, _) => when.grain <= Grain::Month && local.date() > today,
        }
    }

    /// True for a time that lies after the report for sure: a later day, or a later hour of its day where the
    /// report has one.
    pub(super) fn is_to_come(&self, when: &When) -> bool {
        let Some(today) = self.anchor.date else { return false };
        let local = when.zone.local(when.start);
        local.date() > today || self.anchor.time.is_some() && self.is_future(when)
    }

    /// True for a time that begins after the day of the report, wherever on Earth it is told.
    pub(super) fn lies_ahead(&self, when: &When) -> bool {
        let Some(today) = self.anchor.date else { return false };
        let known = self.anchor.zone_source != ZoneSource::Assumed;
        let next = today + Duration::days(if known { 1 } else { 2 });
        when.start >= self.anchor.zone.instant_or_nearest(next.and_time(NaiveTime::MIN))
    }

    pub(super) fn is_past(&self, when: &When) -> bool {
        let Some(today) = self.anchor.date else { return true };
        when.zone.local(when.end).date() <= today
    }

    pub(super) fn is_history(&self, when: &When) -> bool {
        let Some(today) = self.anchor.date else { return false };
        let end = when.zone.local(when.end).date();
        today.signed_duration_since(end)
            >= Duration::days(if when.grain >= Grain::Month { 0 } else { HISTORY })
    }

    pub(super) fn anniversary(&self, candidate: &Candidate) -> bool {
        candidate
            .tokens
            .clone()
            .any(|i| matches!(self.text.lower(i), "anniversary" | "centenary" | "commemoration"))
    }

    /// The time of an event that is counted from another: "a day after A met B", "two days before the talks".
    fn counted(
        &self,
        candidate: &Candidate,
        status: Status,
        matrix: Option<EventIx>,
    ) -> Option<(Option<When>, WhenSource)> {
        let day_of = |ix: EventIx| {
            let when = self.events[ix].when.as_ref()?;
            self.day(when::day_of(when)?, when)
        };
        if let Some(served) = &candidate.served {
            // A phrase takes the day of the clause around it.
            if served.apart.is_none() && !candidate.phrase {
                return None;
            }
            let stated = when::stated(self.text, self.layers, candidate, served.matrix.clone(), &[]);
            let stated = when::when_of(self.layers, &stated, None, self.anchor);
            let stated = stated.and_then(|w| self.day(when::day_of(&w)?, &w));
            let base = matrix.and_then(day_of).or(stated);
            let Some(apart) = served.apart else {
                return base.map(|when| (Some(when), WhenSource::Order));
            };
            let base = base.or_else(|| self.today());
            return Some((base.and_then(|w| apart.from(w, served.earlier)), WhenSource::Order));
        }
        let find = |action: &str| {
            let last = self.events.iter().enumerate().rev().take(LOOK_BACK);
            last.filter(|(_, e)| e.action == action && !e.background).map(|(ix, _)| ix).next()
        };
        let counted = |r: &&super::find::Reference| r.apart.is_some();
        let (reference, earlier) = match candidate.follows.iter().find(counted) {
            Some(reference) => (reference, false),
            None => (candidate.precedes.iter().find(counted)?, true),
        };
        match find(reference.action).and_then(day_of) {
            Some(base) => Some((reference.apart?.from(base, earlier), WhenSource::Order)),
            // "Two days before the summit": no day of this report, save where it is still to come.
            None if earlier && !matches!(status, Status::Expected | Status::Scheduled) => {
                Some((None, WhenSource::Report))
            }
            None => None,
        }
    }

    /// The day of the report.
    fn today(&self) -> Option<When> {
        when::whole_day(self.anchor.date?, self.anchor.zone, self.anchor.zone_source)
    }

    /// The time of an event whose clause states none.
    pub(super) fn unstated(
        &self,
        candidate: &Candidate,
        status: Status,
        block: usize,
        follows: &[EventIx],
        cue: bool,
        matrix: Option<EventIx>,
    ) -> (Option<When>, WhenSource) {
        let planned = matches!(status, Status::Expected | Status::Scheduled);
        if let Some(told) = self.counted(candidate, status, matrix) {
            return told;
        }
        if candidate.since && !planned {
            return (None, WhenSource::Report);
        }
        if let Some(joined) = self.joined(candidate).map(|ix| &self.events[ix]).filter(|_| !cue) {
            let day = joined.when.as_ref().and_then(|w| self.day(when::day_of(w)?, w));
            let source = match joined.when_source {
                WhenSource::Stated => WhenSource::Discourse,
                other => other,
            };
            if let Some(day) = day.filter(|w| planned || !self.is_future(w)) {
                return (Some(day), source);
            }
        }
        let matrix = matrix.as_ref().map(std::slice::from_ref);
        let follows = matrix.unwrap_or(follows);
        let ordered = follows.iter().rev().find_map(|&ix| {
            let when = self.events[ix].when.as_ref()?;
            self.day(when::day_of(when)?, when)
        });
        if let Some(when) =
            ordered.filter(|w| (cue || !follows.is_empty()) && (planned || !self.is_future(w)))
        {
            return (Some(when), WhenSource::Order);
        }
        // "had visited the North": of any earlier day.
        if candidate.pluperfect && !matches!(candidate.outlook, Outlook::WasPlanned(_)) {
            return (None, WhenSource::Report);
        }
        if matches!(status, Status::Cancelled | Status::Postponed) {
            let same = self
                .events
                .iter()
                .rev()
                .take(LOOK_BACK)
                .find(|e| e.action == candidate.action && e.when.is_some());
            if same.is_none() && candidate.action == "summit" {
                // A summit called off is seldom one of the day of its report.
                return (None, WhenSource::Report);
            }
            if let Some(when) = same.and_then(|e| e.when.as_ref()) {
                let day = when::day_of(when).and_then(|day| self.day(day, when));
                return (day.or_else(|| Some(when.clone())), WhenSource::Discourse);
            }
        }
        if let Some((_, ix)) = self.block_time.filter(|(at, _)| *at == block)
            && let Some(when) = when::when_of(self.layers, &[ix], None, self.anchor)
        {
            if !planned {
                return (Some(when), WhenSource::Discourse);
            }
            // "is due to begin in half an hour".
            if candidate.soon {
                let day = when::day_of(&when).and_then(|day| self.day(day, &when));
                return (day, WhenSource::Discourse);
            }
        }
        if let Some((when, _)) =
            self.history.as_ref().filter(|(_, at)| *at == block && !planned && !candidate.present_perfect)
        {
            let day = when::day_of(when).and_then(|day| self.day(day, when));
            return (day.or_else(|| Some(when.clone())), WhenSource::Discourse);
        }
        if let Some((when, set_in)) = &self.reference {
            let near = block <= self.dated || block == *set_in || !planned && block <= set_in + 1;
            let agrees = if planned {
                !self.is_past(when) || self.is_today(when)
            } else {
                !self.is_future(when) || self.is_today(when)
            };
            if let Some(day) = when::day_of(when).filter(|_| near && agrees) {
                let source = if self.anchor.date == Some(day) && block != *set_in {
                    WhenSource::Report
                } else {
                    WhenSource::Discourse
                };
                return (self.day(day, when), source);
            }
        }
        if planned {
            return (None, WhenSource::Report);
        }
        (self.today(), WhenSource::Report)
    }

    pub(super) fn is_today(&self, when: &When) -> bool {
        when::day_of(when).is_some_and(|day| Some(day) == self.anchor.date)
    }

    fn day(&self, day: NaiveDate, like: &When) -> Option<When> {
        when::whole_day(day, like.zone, like.zone_source)
    }
}

/// True for a live blog: blocks that open with a clock time and tell, in part, of what has happened.
pub(super) fn is_live(text: &Text<'_>, layers: &Annotations) -> bool {
    let (mut stamped, mut told) = (0usize, 0usize);
    let mut last_block = usize::MAX;
    for sentence in text.sentences() {
        let opens = sentence.block != last_block;
        last_block = sentence.block;
        if !opens || !text.tokens()[sentence.tokens.start].is_number() {
            continue;
        }
        let ix = layers.times.partition_point(|t| t.span.start < sentence.span.start);
        let time = layers.times.get(ix).filter(|t| t.span.start <= sentence.span.start + 3);
        if time.and_then(|t| t.value.moment).is_none_or(|m| m.grain > Grain::Minute) {
            continue;
        }
        stamped += 1;
        let block = text.blocks()[sentence.block].span;
        let words = text.tokens_in(block).take(120);
        told += usize::from(
            words
                .into_iter()
                .any(|i| matches!(text.lower(i), "has" | "have" | "had" | "was" | "were" | "just" | "did")),
        );
    }
    stamped >= 3 && told * 3 >= stamped
}
