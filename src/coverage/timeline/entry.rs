//! From the mentions of one thing to its entry: id, time, status with its history, and headline.
//!
//! Entry point: [`entry`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::{Coverage, Entry, PersonIx, PlacePageIx, Report, StatusChange};
use super::mention::Mention;
use crate::extract::time::{Grain, Modifier};
use crate::extract::{PlaceKind, Status, When, WhenSource};

/// Makes the entry of a cluster; `members` are in order of publication.
pub(super) fn entry(coverage: &Coverage, mentions: &[Mention], members: &[usize]) -> Entry {
    let members: Vec<&Mention> = members.iter().map(|&ix| &mentions[ix]).collect();
    let reports: Vec<Report> = members.iter().map(|m| m.report).collect();
    let mut ids = reports.iter().map(|&r| id(coverage, r));
    let first_id = ids.next().unwrap_or_default();
    let aliases: Vec<String> = ids.collect();
    let history = history(&members);
    let status = history.last().map_or(Status::Happened, |change| change.status);
    let when_report = best_time(coverage, &members, status);
    let when = coverage.event(reports[when_report]).when.clone();
    let disagreements = disagreements(coverage, &members, when_report);
    let headline = headline(coverage, &members, status);
    let unconfirmed = unconfirmed(coverage, &members, status, when.as_ref());
    Entry {
        id: first_id,
        aliases,
        gist: coverage.event(reports[headline]).gist.clone(),
        action: coverage.event(reports[headline]).action,
        status,
        history,
        unconfirmed,
        background: members.iter().all(|m| m.background),
        when,
        when_report,
        disagreements,
        people: people(coverage, &members),
        place: place(coverage, &members),
        summit: members.iter().filter(|m| !m.background).find_map(|m| m.summit),
        reports,
        corrections: Vec::new(),
        pinned: false,
    }
}

/// The id of a mention: its article and its digest.
fn id(coverage: &Coverage, report: Report) -> String {
    format!("{}-{}", coverage.articles[report.article].article.id, coverage.event(report).digest)
}

/// How the status moved. A later report outranks an earlier one, save that a plan recalled does not undo
/// what was reported, and that what one report holds and another cancels is disputed.
fn history(members: &[&Mention]) -> Vec<StatusChange> {
    let mut history: Vec<StatusChange> = Vec::new();
    for (report, member) in members.iter().enumerate() {
        let Some(now) = history.last().map(|c| c.status) else {
            history.push(StatusChange { status: member.status, report });
            continue;
        };
        let said = member.status;
        let next = match (now, said) {
            (Status::Expected | Status::Scheduled, Status::Expected | Status::Scheduled) => now,
            (Status::Expected | Status::Scheduled | Status::UnderWay | Status::Claimed, _) => said,
            (Status::Postponed, Status::Happened | Status::Cancelled | Status::UnderWay) => said,
            (Status::Happened, Status::Cancelled | Status::Denied) => Status::Disputed,
            (Status::Cancelled, Status::Happened | Status::UnderWay) => Status::Disputed,
            (Status::Denied, Status::Happened | Status::Claimed) => Status::Disputed,
            // Off and on again: only a later article may say so.
            (Status::Cancelled, Status::Expected | Status::Scheduled)
                if members[report].report.article > members[report - 1].report.article
                    && member.published > members[report - 1].published =>
            {
                said
            }
            _ => now,
        };
        if next != now {
            history.push(StatusChange { status: next, report });
        }
    }
    history
}

/// The report whose time the entry shows: what happened before what was planned or put off, stated before derived,
/// the finest, the one that most others agree with, the earliest.
fn best_time(coverage: &Coverage, members: &[&Mention], status: Status) -> usize {
    let held = matches!(status, Status::Happened | Status::UnderWay | Status::Claimed | Status::Disputed);
    let value = |ix: usize| coverage.event(members[ix].report).when.as_ref();
    let mut values: BTreeMap<&str, usize> = BTreeMap::new();
    for when in (0..members.len()).filter_map(value) {
        *values.entry(when.value.as_str()).or_default() += 1;
    }
    let best = (0..members.len()).min_by_key(|&ix| {
        let Some(when) = value(ix) else { return (9, 9, Grain::Century, true, (Reverse(0), ix)) };
        let plan = held && !members[ix].is_fact();
        let vague = members[ix].source != WhenSource::Stated;
        let agreeing = values.get(when.value.as_str()).copied().unwrap_or_default();
        // A postponed thing has the time that it was moved to.
        let moved = status == Status::Postponed && members[ix].status != Status::Postponed;
        (
            u8::from(moved),
            u8::from(plan),
            when.grain.max(Grain::Minute),
            is_loose(when) || vague,
            // Of several plans the newest holds; of several reports that on which most agree. The day of a
            // report that calls something off says little.
            match (held, vague) {
                (true, _) => (Reverse(agreeing), ix),
                (false, false) => (Reverse(ix), 0),
                (false, true) => (Reverse(0), ix),
            },
        )
    });
    best.unwrap_or(0)
}

fn is_loose(when: &When) -> bool {
    matches!(
        when.modifier,
        Some(Modifier::Approx | Modifier::Before | Modifier::After | Modifier::Start | Modifier::End)
    )
}

/// Reports of the thing itself whose clock time is another, beyond what "about" covers.
fn disagreements(coverage: &Coverage, members: &[&Mention], best: usize) -> Vec<usize> {
    let Some(when) = coverage.event(members[best].report).when.as_ref() else { return Vec::new() };
    if when.grain > Grain::Hour {
        return Vec::new();
    }
    let plan = members[best].is_plan();
    (0..members.len())
        .filter(|&ix| {
            let Some(other) = coverage.event(members[ix].report).when.as_ref() else { return false };
            if ix == best || members[ix].is_plan() != plan || members[ix].source != WhenSource::Stated {
                return false;
            }
            if other.grain > Grain::Hour {
                return other.grain == Grain::PartOfDay
                    && (when.start < other.start || when.start >= other.end);
            }
            let apart = (other.start - when.start).num_minutes().abs();
            let about = is_loose(other) || is_loose(when);
            apart > if about { 10 } else { 0 }
        })
        .collect()
}

/// The report with the best gist: of the entry's own status, with a verb and named people, of a readable
/// length; the earliest among equals.
fn headline(coverage: &Coverage, members: &[&Mention], status: Status) -> usize {
    let best = (0..members.len()).max_by_key(|&ix| {
        let event = coverage.event(members[ix].report);
        let words = event.gist.split_whitespace().count();
        let readable = i32::from((4..=26).contains(&words));
        let own = i32::from(members[ix].status == status);
        let named = members[ix].people.len().min(2) as i32;
        let placed = i32::from(event.place.is_some());
        let pronoun = event.gist.split(' ').next().is_some_and(|w| {
            matches!(w, "He" | "She" | "They" | "It" | "This" | "Who" | "Which" | "His" | "Her" | "Their")
        });
        let stated = i32::from(members[ix].source == WhenSource::Stated);
        // Of something called off, the words that announced it: one sentence often calls off several things.
        let announced = status == Status::Cancelled && members[ix].is_plan() && !says_off(&event.gist);
        (
            own * 16 + i32::from(announced) * 25 + readable * 6 + named * 3 + placed + stated
                - i32::from(pronoun) * 8,
            Reverse(ix),
        )
    });
    best.unwrap_or(0)
}

/// True for words that call something off: struck through they would say the contrary.
pub fn says_off(gist: &str) -> bool {
    let gist = format!(" {} ", gist.to_lowercase());
    [
        " not ", "n't ", " never ", " no ", " off ", "cancel", "scrapped", "without", "neither", "shelved",
        "dropped",
    ]
    .iter()
    .any(|w| gist.contains(w))
}

/// A plan whose time has passed, or after which others reported, without a word on what came of it.
fn unconfirmed(coverage: &Coverage, members: &[&Mention], status: Status, when: Option<&When>) -> bool {
    if !matches!(status, Status::Expected | Status::Scheduled | Status::Postponed) {
        return false;
    }
    let last = members.iter().filter_map(|m| m.published).max();
    let newest = coverage.articles.iter().rev().find_map(|a| a.published);
    match (last, newest, when) {
        (Some(last), Some(newest), Some(when)) => newest > last && newest >= when.start,
        (Some(last), Some(newest), None) => newest > last,
        _ => false,
    }
}

/// Everybody whom a report names, those named most first. Who was to come to what took place came only where a
/// report of that says so, if any such report names people.
fn people(coverage: &Coverage, members: &[&Mention]) -> Vec<PersonIx> {
    let told = members.iter().any(|member| member.is_fact() && !member.people.is_empty());
    let mut counted: Vec<(usize, usize, PersonIx)> = Vec::new();
    for member in members.iter().filter(|member| !told || !member.is_plan()) {
        let event = coverage.event(member.report);
        let reading = &coverage.articles[member.report.article].reading;
        for &chain in &event.people {
            let Some(&person) = reading.people.get(chain) else { continue };
            // Whom a traveller is to meet does not travel.
            if matches!(member.family, "arrive" | "depart" | "return") && !member.people.contains(&person) {
                continue;
            }
            match counted.iter_mut().find(|c| c.2 == person) {
                Some(known) => known.0 += 1,
                None => counted.push((1, counted.len(), person)),
            }
        }
    }
    counted.sort_by_key(|&(count, order, _)| (Reverse(count), order));
    counted.into_iter().map(|c| c.2).collect()
}

/// The most precise place, the one named most among equals.
fn place(coverage: &Coverage, members: &[&Mention]) -> Option<PlacePageIx> {
    let places: Vec<PlacePageIx> = members.iter().filter_map(|m| m.place).collect();
    let kind = |ix: PlacePageIx| match coverage.places[ix].kind {
        PlaceKind::Venue => 0,
        PlaceKind::City => 1,
        PlaceKind::Region => 2,
        PlaceKind::Country => 3,
    };
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.into_iter().min_by_key(|&p| (kind(p), Reverse(places.iter().filter(|&&q| q == p).count()), p))
}
