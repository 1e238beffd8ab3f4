//! Clusters that the first pass left apart although they are one: a plan and what became of it at another
//! hour or on another day, a thing called off and its plan, talks told without names. Each joins another
//! cluster only where exactly one fits. Entry point: [`reconciled`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate, Timelike};

use super::compare::{Comparer, People, is_ceremony, is_gathering, minutes_apart, people, time_agrees};
use super::mention::Mention;
use crate::extract::{Status, WhenSource};

/// The most members of a cluster that are compared.
const FOUNDERS: usize = 6;

/// The most clusters of one day and family that are looked at: a day with more is a flood.
const WIDEST: usize = 32;

/// What was planned may take place so many hours off its plan on the same day.
const SAME_DAY: i64 = 6;

/// What was put off may take place so many days later.
const PUT_OFF: i64 = 4;

/// A report that names no day may call off what was planned for so many days around it.
const CALLED_OFF: i64 = 4;

/// Up to this hour a report tells of the day before, unless it says otherwise.
const EARLY: u32 = 10;

/// The clusters, with those joined that are one.
pub(super) fn reconciled(
    comparer: &Comparer<'_>,
    mentions: &[Mention],
    clusters: Vec<Vec<usize>>,
) -> Vec<Vec<usize>> {
    let mut reconciler = Reconciler { comparer, mentions, clusters, days: BTreeMap::new() };
    for ix in 0..reconciler.clusters.len() {
        let Some(key) = reconciler.key(ix) else { continue };
        let day = reconciler.days.entry(key).or_default();
        if day.len() < WIDEST {
            day.push(ix);
        }
    }
    for step in [
        Reconciler::nameless,
        Reconciler::revised,
        Reconciler::fulfilled,
        Reconciler::called_off,
        Reconciler::put_off,
        Reconciler::overnight,
    ] {
        reconciler.run(step);
    }
    reconciler.clusters.retain(|members| !members.is_empty());
    reconciler.clusters
}

struct Reconciler<'a> {
    comparer: &'a Comparer<'a>,
    mentions: &'a [Mention],
    clusters: Vec<Vec<usize>>,
    /// Clusters by family and first day.
    days: BTreeMap<(&'static str, NaiveDate), Vec<usize>>,
}

/// Finds the clusters that one may join: the days to look at, from and to, and what must hold.
type Step<'a> = fn(&Reconciler<'a>, usize) -> Option<Vec<usize>>;

impl<'a> Reconciler<'a> {
    fn run(&mut self, step: Step<'a>) {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for ix in 0..self.clusters.len() {
            if self.clusters[ix].is_empty() {
                continue;
            }
            let Some(fits) = step(self, ix) else { continue };
            // One alone, that no other of its kind has joined in this step.
            let [one] = fits[..] else { continue };
            if !taken.insert(one) {
                continue;
            }
            let members = std::mem::take(&mut self.clusters[ix]);
            self.clusters[one].extend(members);
            self.clusters[one].sort_unstable();
        }
    }

    fn key(&self, cluster: usize) -> Option<(&'static str, NaiveDate)> {
        let mut members = self.members(cluster);
        let family = members.clone().next()?.family;
        let day = members.find_map(|m| m.day)?;
        (!members.any(|m| m.background)).then_some((family, day))
    }

    fn members(&self, cluster: usize) -> impl Iterator<Item = &'a Mention> + Clone {
        let mentions = self.mentions;
        let ixs: Vec<usize> = self.clusters[cluster].iter().take(FOUNDERS).copied().collect();
        ixs.into_iter().map(move |ix| &mentions[ix])
    }

    fn all(&self, cluster: usize, holds: impl Fn(&Mention) -> bool) -> bool {
        self.members(cluster).all(holds)
    }

    /// Clusters of a family from one day to another, without `cluster` itself.
    fn around(&self, cluster: usize, family: &'static str, from: NaiveDate, to: NaiveDate) -> Vec<usize> {
        let days = self.days.range((family, from)..=(family, to));
        let found = days.flat_map(|(_, clusters)| clusters.iter().copied());
        found.filter(|&other| other != cluster && !self.clusters[other].is_empty()).collect()
    }

    /// True where every pair of two clusters may be one, by people, place, form and story.
    fn may_join(&self, a: usize, b: usize) -> bool {
        let mut known = false;
        for one in self.members(a) {
            for other in self.members(b) {
                if !self.comparer.may_be_one(one, other) {
                    return false;
                }
                match self.comparer.people(one, other) {
                    People::Others => return false,
                    People::Open => {
                        if !self.comparer.one_story(one.report.article, other.report.article) {
                            return false;
                        }
                    }
                    People::Same | People::Some => known = true,
                }
            }
        }
        let family = self.members(a).next().map_or("", |m| m.family);
        known || is_ceremony(family) || is_gathering(family) || family == "speech"
    }

    /// Talks that name nobody are those of the day, where the day has one that names somebody.
    fn nameless(&self, cluster: usize) -> Option<Vec<usize>> {
        let (family, day) = self.key(cluster)?;
        let fits = is_gathering(family) || is_ceremony(family) || family == "speech";
        let open = self.all(cluster, |m| m.people.is_empty() && !m.lesser && !m.again);
        if !fits || !open {
            return None;
        }
        let named = |&other: &usize| {
            // Whoever meets alone meets somebody who was not read.
            let known = if is_gathering(family) { 2 } else { 1 };
            self.members(other).any(|m| m.people.len() >= known)
                && self.members(cluster).all(|one| {
                    self.members(other)
                        .all(|other| self.comparer.names_all(one.report.article, &other.people))
                })
                && self.may_join(cluster, other)
                && self
                    .members(cluster)
                    .all(|one| self.members(other).all(|other| time_agrees(one, other).is_some()))
        };
        Some(self.around(cluster, family, day, day).into_iter().filter(named).collect())
    }

    /// A later article gives the same person's ceremony another hour of the same day.
    fn revised(&self, cluster: usize) -> Option<Vec<usize>> {
        let (family, day) = self.key(cluster)?;
        if !is_ceremony(family) || !self.all(cluster, |m| m.is_plan() && m.has_clock()) {
            return None;
        }
        let latest = self.members(cluster).filter_map(|m| m.published).max();
        let newer = |&other: &usize| {
            let planned = self.members(other).any(|m| m.is_plan() && m.has_clock() && m.published > latest);
            let same = self
                .members(cluster)
                .all(|one| self.members(other).all(|other| people(one, other) == People::Same));
            let near = self
                .members(cluster)
                .all(|one| self.members(other).all(|other| minutes_apart(one, other) <= SAME_DAY * 60));
            planned && same && near && self.may_join(cluster, other)
        };
        Some(self.around(cluster, family, day, day).into_iter().filter(newer).collect())
    }

    /// A plan took place at another hour of its day, where one thing of the kind did.
    fn fulfilled(&self, cluster: usize) -> Option<Vec<usize>> {
        let (family, day) = self.key(cluster)?;
        if !self.all(cluster, Mention::is_plan) {
            return None;
        }
        let latest = self.members(cluster).filter_map(|m| m.published).max();
        let became = |&other: &usize| {
            let later = self.members(other).any(|m| m.published >= latest && !m.is_plan());
            let own_plan = self.members(other).any(|m| m.is_plan() && m.has_clock());
            let near = self.members(cluster).all(|one| {
                self.members(other).all(|other| {
                    if one.has_clock() && other.has_clock() {
                        minutes_apart(one, other) <= SAME_DAY * 60
                    } else {
                        time_agrees(one, other).is_some()
                    }
                })
            });
            // Of several meetings of a day, the hour tells which was meant.
            let known = self
                .members(cluster)
                .all(|one| self.members(other).any(|other| people(one, other) == People::Same));
            let one_a_day = is_ceremony(family) || known && !is_gathering(family);
            later && !own_plan && near && one_a_day && self.may_join(cluster, other)
        };
        Some(self.around(cluster, family, day, day).into_iter().filter(became).collect())
    }

    /// A report that names no day, or that of the report, calls off what was planned for a day near it.
    fn called_off(&self, cluster: usize) -> Option<Vec<usize>> {
        if !self.all(cluster, |m| m.is_off() || m.status == Status::Postponed) {
            return None;
        }
        let first = self.members(cluster).next()?;
        if first.background
            || self.members(cluster).any(|m| m.day.is_some() && m.source == WhenSource::Stated)
        {
            return None;
        }
        let published = first.published?.date_naive();
        let (from, to) = (published - Duration::days(CALLED_OFF), published + Duration::days(CALLED_OFF));
        let planned = |&other: &usize| {
            let above = self
                .members(other)
                .all(|m| m.report.article != first.report.article || m.report.event < first.report.event);
            above
                && self.members(other).any(Mention::is_plan)
                && !self.members(other).any(Mention::is_fact)
                && self.members(other).filter_map(|m| m.published).min() <= first.published
                && self.may_join(cluster, other)
        };
        Some(self.around(cluster, first.family, from, to).into_iter().filter(planned).collect())
    }

    /// What was put off took place within days, where it did once.
    fn put_off(&self, cluster: usize) -> Option<Vec<usize>> {
        let (family, day) = self.key(cluster)?;
        let last = self.members(cluster).last()?;
        if last.status != Status::Postponed || !is_ceremony(family) {
            return None;
        }
        let (from, to) = (day, day + Duration::days(PUT_OFF));
        let took_place = |&other: &usize| {
            self.all(other, |m| !m.is_off())
                && self.members(other).any(|m| m.is_fact() && m.published >= last.published)
                && self.may_join(cluster, other)
        };
        Some(self.around(cluster, family, from, to).into_iter().filter(took_place).collect())
    }

    /// A report of the early morning that names no day tells of the evening before.
    fn overnight(&self, cluster: usize) -> Option<Vec<usize>> {
        let (family, day) = self.key(cluster)?;
        let early = |m: &Mention| {
            let hour = m.published.map_or(24, |at| at.naive_local().hour());
            m.is_fact() && m.source == WhenSource::Report && hour < EARLY && !m.has_clock() && !m.again
        };
        if !self.all(cluster, early) {
            return None;
        }
        let told = |&other: &usize| {
            let same = self.members(cluster).all(|one| {
                self.members(other).any(|other| people(one, other) == People::Same && one.people.len() >= 2)
            });
            let stated = self.members(other).any(|m| m.is_fact() && m.source == WhenSource::Stated);
            same && stated && self.may_join(cluster, other)
        };
        let before = day.pred_opt()?;
        Some(self.around(cluster, family, before, before).into_iter().filter(told).collect())
    }
}
