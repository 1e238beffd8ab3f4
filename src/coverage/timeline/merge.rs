//! Which mentions are reports of one thing. Precision first: two meetings of a day stay two.
//!
//! Mentions are blocked by action family, day and participant, and compared with the few clusters of
//! their blocks only, so that the work grows with the number of mentions. Those with the firmest times go
//! first and make the clusters; vaguer ones join where one cluster alone fits. Entry point: [`clusters`].

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{Datelike, Duration, NaiveDate};

use super::super::{Coverage, PersonIx, Report};
use super::compare::{Comparer, People, is_ceremony, minutes_apart, one_fulfils_the_other, time_agrees};
use super::mention::Mention;
use super::reconcile;

/// The most clusters of one block that a mention is compared with: a day with more is a flood.
const WIDEST: usize = 48;

/// The most members of a cluster that a mention is compared with.
const FOUNDERS: usize = 24;

/// A mention without a day joins a cluster of the days around its report.
const VICINITY: i64 = 14;

/// Mentions that are one thing, as indices into the list that was given, each sorted. What `apart` holds of
/// stands by itself.
pub(super) fn clusters(
    coverage: &Coverage,
    mentions: &[Mention],
    apart: &dyn Fn(Report) -> bool,
) -> Vec<Vec<usize>> {
    let (alone, mut order): (Vec<usize>, Vec<usize>) =
        (0..mentions.len()).partition(|&ix| apart(mentions[ix].report));
    order.sort_by_key(|&ix| (rank(&mentions[ix]), ix));
    let comparer = Comparer::new(coverage);
    let mut merger = Merger { comparer: &comparer, mentions, clusters: Vec::new(), blocks: HashMap::new() };
    for ix in order {
        merger.place(ix);
    }
    let mut clusters = reconcile::reconciled(&comparer, mentions, merger.clusters);
    clusters.extend(alone.into_iter().map(|ix| vec![ix]));
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    clusters.sort_unstable();
    clusters
}

/// Firm times first; background last.
fn rank(mention: &Mention) -> u8 {
    let vague = match (mention.day, mention.has_clock(), mention.form) {
        (Some(_), true, _) => 0,
        (Some(_), false, Some(_)) => 1,
        (Some(_), false, None) => 2,
        (None, ..) => 4,
    };
    vague + u8::from(mention.background)
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Person(&'static str, NaiveDate, PersonIx),
    Nobody(&'static str, NaiveDate),
    Week(&'static str, i32, Option<PersonIx>),
    Coarse(&'static str, i32),
}

struct Merger<'a> {
    comparer: &'a Comparer<'a>,
    mentions: &'a [Mention],
    clusters: Vec<Vec<usize>>,
    blocks: HashMap<Key, Vec<usize>>,
}

impl Merger<'_> {
    fn place(&mut self, ix: usize) {
        let found = match self.mentions[ix].day {
            Some(_) => self.best(ix, &self.keys(ix)),
            None => self.only(ix),
        };
        let cluster = match found {
            Some(cluster) => {
                self.clusters[cluster].push(ix);
                cluster
            }
            None => {
                self.clusters.push(vec![ix]);
                self.clusters.len() - 1
            }
        };
        let mut keys = self.keys(ix);
        keys.extend(self.vague_keys(ix));
        for key in keys {
            let block = self.blocks.entry(key).or_default();
            if block.last() != Some(&cluster) && block.len() < WIDEST && !block.contains(&cluster) {
                block.push(cluster);
            }
        }
    }

    fn keys(&self, ix: usize) -> Vec<Key> {
        let mention = &self.mentions[ix];
        let Some(day) = mention.day else { return Vec::new() };
        let people = mention.people.iter().take(8).map(|&p| Key::Person(mention.family, day, p));
        people.chain([Key::Nobody(mention.family, day)]).collect()
    }

    /// Keys under which mentions without a day look for a cluster.
    fn vague_keys(&self, ix: usize) -> Vec<Key> {
        let mention = &self.mentions[ix];
        let Some((start, _)) = mention.interval else { return Vec::new() };
        let week = start.date_naive().num_days_from_ce().div_euclid(7);
        let mut keys: Vec<Key> =
            mention.people.iter().take(8).map(|&p| Key::Week(mention.family, week, Some(p))).collect();
        keys.push(Key::Week(mention.family, week, None));
        keys.push(Key::Coarse(mention.family, start.year()));
        keys
    }

    /// The best of the clusters in the blocks of a mention with a day. Of several meetings of one day that have
    /// their hours, one told without any is the first.
    fn best(&self, ix: usize, keys: &[Key]) -> Option<usize> {
        let mention = &self.mentions[ix];
        let hourless = mention.family == "meet" && !mention.has_clock() && mention.form.is_none();
        let start = |cluster: usize| {
            let clocks = self.members(cluster).map(|&other| &self.mentions[other]).filter(|m| m.has_clock());
            clocks.filter_map(|m| m.interval).map(|(start, _)| Reverse(start.timestamp())).max()
        };
        let mut tried: Vec<usize> = Vec::new();
        let mut best = None;
        for key in keys {
            for &cluster in self.blocks.get(key).into_iter().flatten() {
                if tried.contains(&cluster) {
                    continue;
                }
                tried.push(cluster);
                let Some(score) = self.agree(ix, cluster) else { continue };
                let first = if hourless { start(cluster) } else { None };
                let found = (first, score, Reverse(cluster));
                best = best.max(Some(found));
            }
        }
        best.map(|(_, _, Reverse(cluster))| cluster)
    }

    /// The one cluster that a mention without a day can mean.
    fn only(&self, ix: usize) -> Option<usize> {
        let mention = &self.mentions[ix];
        let mut keys: Vec<Key> = Vec::new();
        if let Some((start, end)) = mention.interval {
            // "last year", "in June": the clusters of that time.
            if end - start > Duration::days(400) {
                return None;
            }
            keys.push(Key::Coarse(mention.family, start.year()));
        } else {
            let published = mention.published?.date_naive();
            let (from, to) = if mention.is_plan() { (0, VICINITY) } else { (-VICINITY, 0) };
            for week in (published.num_days_from_ce() as i64 + from).div_euclid(7)
                ..=(published.num_days_from_ce() as i64 + to).div_euclid(7)
            {
                let people = mention.people.iter().take(4);
                keys.extend(people.map(|&p| Key::Week(mention.family, week as i32, Some(p))));
                if mention.people.is_empty() {
                    keys.push(Key::Week(mention.family, week as i32, None));
                }
            }
        }
        let mut fits: Vec<usize> = Vec::new();
        for key in &keys {
            for &cluster in self.blocks.get(key).into_iter().flatten() {
                if !fits.contains(&cluster) && self.vaguely_agree(ix, cluster) {
                    fits.push(cluster);
                }
            }
        }
        // Of several, the one at the same place.
        let there = |&&cluster: &&usize| {
            mention.place.is_some()
                && self.members(cluster).any(|&other| self.mentions[other].place == mention.place)
        };
        let at_place: Vec<usize> = fits.iter().filter(there).copied().collect();
        match (&fits[..], &at_place[..]) {
            ([one], _) | (_, [one]) => Some(*one),
            _ => None,
        }
    }

    fn vaguely_agree(&self, ix: usize, cluster: usize) -> bool {
        let mention = &self.mentions[ix];
        self.members(cluster).all(|&other| {
            let other = &self.mentions[other];
            let in_time = match (mention.interval, other.interval) {
                (Some((start, end)), Some((from, to))) => {
                    start <= from && to <= end || start == from && end == to
                }
                (None, Some((from, _))) => match (mention.published, mention.is_plan()) {
                    (Some(at), true) => {
                        from + Duration::hours(24) >= at && from <= at + Duration::days(VICINITY)
                    }
                    (Some(at), false) => from <= at && from + Duration::days(VICINITY) >= at,
                    (None, _) => false,
                },
                _ => false,
            };
            let whole = mention.interval.is_some() && mention.place.is_some() && mention.place == other.place;
            let people = self.comparer.people(mention, other) == People::Same
                || mention.people.is_empty() && is_ceremony(mention.family) && self.one_story(mention, other)
                || mention.people.is_empty() && whole;
            // What names no day of its own calls off what was planned; in its own article, what stands above.
            let called_off = !mention.is_off()
                || mention.interval.is_some()
                || !other.is_fact()
                    && (other.report.article != mention.report.article
                        || other.report.event < mention.report.event);
            in_time && people && called_off && self.comparer.may_be_one(mention, other)
        })
    }

    /// How well a mention with a day agrees with a cluster; `None` where it does not.
    fn agree(&self, ix: usize, cluster: usize) -> Option<i64> {
        let mention = &self.mentions[ix];
        let mut score = 0;
        let mut people_meet = false;
        let mut all_open = true;
        for &other in self.members(cluster) {
            let other = &self.mentions[other];
            if mention.day != other.day && other.day.is_some() || !self.comparer.may_be_one(mention, other) {
                return None;
            }
            score += time_agrees(mention, other)?;
            match self.comparer.people(mention, other) {
                People::Others => return None,
                People::Same => {
                    people_meet = true;
                    score += 10;
                }
                People::Some => people_meet = true,
                People::Open => {}
            }
            all_open &= other.people.is_empty();
            if mention.form.is_some() && mention.form == other.form {
                score += 8;
            }
            if mention.place.is_some() && mention.place == other.place {
                score += 4;
            }
        }
        let nobody = mention.people.is_empty() || all_open;
        let enough = people_meet
            || nobody
                && is_ceremony(mention.family)
                && self.members(cluster).all(|&o| self.one_story(&self.mentions[o], mention))
            || nobody
                && self.members(cluster).any(|&o| {
                    let other = &self.mentions[o];
                    let same_hour = mention.has_clock()
                        && other.has_clock()
                        && (minutes_apart(mention, other) <= 15 || one_fulfils_the_other(mention, other));
                    same_hour && self.one_story(mention, other)
                        || mention.report.article == other.report.article
                            && mention.takes_up == Some(other.report.event)
                        || mention.place.is_some()
                            && mention.place == other.place
                            && mention.people.is_empty()
                            && other.people.is_empty()
                });
        enough.then_some(score / self.members(cluster).count() as i64)
    }

    fn one_story(&self, a: &Mention, b: &Mention) -> bool {
        self.comparer.one_story(a.report.article, b.report.article)
    }

    /// The members that a mention is compared with: the first, which made the cluster what it is.
    fn members(&self, cluster: usize) -> impl Iterator<Item = &usize> {
        self.clusters[cluster].iter().take(FOUNDERS)
    }
}
