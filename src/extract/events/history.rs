//! What is told without a time and is not of the day of its report: asides on the past that no word dates.
//! Entry points: [`Reader::is_timeless`], [`Reader::history_beside`].

use super::article::Reader;
use super::clause::Link;
use super::find::Candidate;
use super::when;
use crate::extract::{ChainIx, PlaceIx};
use crate::span::Span;

impl Reader<'_, '_> {
    /// True for what would claim the day of its report and does not deserve it.
    pub(super) fn is_timeless(
        &self,
        candidate: &Candidate,
        block: usize,
        people: &[ChainIx],
        place: Option<PlaceIx>,
    ) -> bool {
        candidate.parallel_history
            || self.is_elsewhere(candidate, place)
            || self.of_people_past(candidate, block, people)
    }

    /// "said before he left Washington", in a report from Reykjavik: another country, so perhaps another day.
    fn is_elsewhere(&self, candidate: &Candidate, place: Option<PlaceIx>) -> bool {
        let aside = matches!(candidate.link, Link::Before | Link::After | Link::When | Link::Relative);
        let country = place.and_then(|ix| self.layers.places[ix].country);
        aside && country.is_some() && self.country.is_some() && country != self.country
    }

    /// People of whom only a paragraph on the past speaks: "No president had done so in 66 years. A and B both
    /// visited the North."
    fn of_people_past(&self, candidate: &Candidate, block: usize, people: &[ChainIx]) -> bool {
        let Some(span) = self.text.blocks().get(block).map(|b| b.span) else { return false };
        let here = self.text.tokens()[candidate.sentence_start].span.start;
        let before = Span { start: span.start, end: here.max(span.start) };
        !people.is_empty() && !before.is_empty() && self.tells_of_the_past(before) && {
            let outside = |chain: ChainIx| {
                self.layers
                    .people
                    .mentions
                    .iter()
                    .any(|m| m.chain == chain && (m.span.start < span.start || m.span.start >= span.end))
            };
            !people.iter().any(|&chain| outside(chain))
        }
    }

    /// True where a paragraph counts years, or names a time long past.
    fn tells_of_the_past(&self, span: Span) -> bool {
        let tokens = self.text.tokens_in(span);
        let years = tokens.clone().any(|i| {
            matches!(self.text.lower(i), "years" | "decades" | "century" | "decade")
                && (i + 1..(i + 5).min(tokens.end))
                    .any(|j| matches!(self.text.lower(j), "since" | "ago" | "earlier" | "before"))
        });
        years || self.times_in(span).any(|ix| self.is_history_time(ix))
    }

    fn times_in(&self, span: Span) -> impl Iterator<Item = usize> + use<'_> {
        let times = &self.layers.times;
        let from = times.partition_point(|t| t.span.start < span.start);
        let to = from + times[from..].partition_point(|t| t.span.start < span.end);
        from..to
    }

    fn is_history_time(&self, ix: usize) -> bool {
        when::when_of(self.layers, &[ix], None, self.anchor).is_some_and(|w| self.is_history(&w))
    }

    /// For each candidate of a sentence whether another of its main clauses tells of a time long past: "the
    /// summit ended early, and in May the North fired missiles".
    pub(super) fn history_beside(&self, sentence: usize, candidates: &mut [Candidate]) {
        let span = self.text.sentences()[sentence].span;
        if candidates.len() < 2 || !self.times_in(span).any(|ix| self.is_history_time(ix)) {
            return;
        }
        let main =
            |c: &Candidate| matches!(c.link, Link::None | Link::Shared) && c.clause.is_some() && !c.phrase;
        let past: Vec<bool> = candidates
            .iter()
            .map(|c| {
                let used = when::stated(self.text, self.layers, c, c.scope.clone(), &[]);
                main(c) && used.first().is_some_and(|&ix| self.is_history_time(ix))
            })
            .collect();
        for ix in 0..candidates.len() {
            let beside = (0..candidates.len()).any(|other| other != ix && past[other]);
            candidates[ix].parallel_history = beside && !past[ix] && main(&candidates[ix]);
        }
    }
}
