//! Whether two mentions can be reports of one thing, by who, where and in which form; and how well their
//! times agree. Nothing here looks at more than two mentions. Entry point: [`Comparer`].

use chrono::Duration;

use super::super::{ArticleIx, Coverage, PersonIx};
use super::mention::{MeetingForm, Mention, Way, places_agree};
use crate::extract::Status;
use crate::slug::slug;

/// Clock times of one thing may differ by this many minutes between reports.
const TOLERANCE: i64 = 40;

/// The same of ceremonies, of which a day has one.
const CEREMONY: i64 = 60;

/// Clock times of a thing planned and of the thing itself may differ by this many minutes.
const PLANNED: i64 = 100;

/// Two tellings of the hour of one plan may differ by this many minutes.
const SAME_PLAN: i64 = 15;

/// What "about", "before" and "after" add.
const LOOSE: i64 = 20;

/// How the people of two mentions go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum People {
    /// One names all whom the other names.
    Same,
    /// Two or more are the same.
    Some,
    /// One names nobody.
    Open,
    /// They are others.
    Others,
}

/// Compares mentions of one coverage.
pub(super) struct Comparer<'a> {
    coverage: &'a Coverage,
    /// Whom each article names, sorted.
    people: Vec<Vec<PersonIx>>,
    /// Where each article was filed.
    datelines: Vec<Option<String>>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(coverage: &'a Coverage) -> Comparer<'a> {
        let sorted = |mut people: Vec<PersonIx>| {
            people.sort_unstable();
            people.dedup();
            people
        };
        let articles = &coverage.articles;
        Comparer {
            coverage,
            people: articles.iter().map(|c| sorted(c.reading.people.clone())).collect(),
            datelines: articles.iter().map(|c| c.article.front.place.as_deref().map(slug)).collect(),
        }
    }

    /// True where two articles tell one story: of one summit, else filed in one place or about a person in
    /// common. What names nobody can be one thing only within a story.
    pub(super) fn one_story(&self, a: ArticleIx, b: ArticleIx) -> bool {
        let summit = |article: ArticleIx| self.coverage.articles[article].reading.summit;
        match (summit(a), summit(b)) {
            (Some(one), Some(other)) => one == other,
            _ if a == b => true,
            _ => {
                let filed = self.datelines[a].is_some() && self.datelines[a] == self.datelines[b];
                let (small, large) = (&self.people[a], &self.people[b]);
                let (small, large) = if small.len() <= large.len() { (small, large) } else { (large, small) };
                filed || small.iter().any(|p| large.binary_search(p).is_ok())
            }
        }
    }

    /// True where an article names all of some people: nobody's talks are theirs only where it does.
    pub(super) fn names_all(&self, article: ArticleIx, people: &[PersonIx]) -> bool {
        people.iter().all(|person| self.people[article].binary_search(person).is_ok())
    }

    /// What no time can mend: places apart, other forms, one article that tells of two.
    pub(super) fn may_be_one(&self, a: &Mention, b: &Mention) -> bool {
        if a.family != b.family
            || differ(a.form, b.form)
            || differ(a.ordinal, b.ordinal)
            || differ(a.way, b.way)
            || is_part(a, b)
            || self.of_two_sides(a, b)
            || !places_agree(self.coverage, a, b)
            || self.strangers(a, b)
            || self.strangers(b, a)
        {
            return false;
        }
        // What one holds and the other calls off must name the same people, or nobody.
        let contrary = a.is_fact() && b.is_off() || a.is_off() && b.is_fact();
        if contrary && people(a, b) != People::Same && !(a.people.is_empty() && b.people.is_empty()) {
            return false;
        }
        if a.report.article == b.report.article {
            return !contrary && self.told_twice(a, b);
        }
        true
    }

    /// True where one tells of people of two countries who come or go, each of them, and the other of some of
    /// these: two leaders' arrivals are two.
    fn of_two_sides(&self, a: &Mention, b: &Mention) -> bool {
        if !matches!(a.family, "arrive" | "depart" | "return") || a.people.len() == b.people.len() {
            return false;
        }
        let (small, large) = if a.people.len() < b.people.len() { (a, b) } else { (b, a) };
        let country = |&person: &PersonIx| self.coverage.people[person].country.as_deref();
        let mut countries = large.people.iter().filter_map(country);
        let first = countries.next();
        !small.people.is_empty() && countries.any(|other| Some(other) != first)
    }

    /// How the people of two mentions go together, with those whom one names and the other describes: "the sultan
    /// received Okafor" and "the president was received by Sultan Qais".
    pub(super) fn people(&self, a: &Mention, b: &Mention) -> People {
        match (people(a, b), &a.people[..], &b.people[..]) {
            (People::Others, [one], [other])
                if self.may_mean(&a.described, *other) && self.may_mean(&b.described, *one) =>
            {
                People::Same
            }
            (how, ..) => how,
        }
    }

    /// True where an office or a country can be a person's.
    fn may_mean(&self, described: &Option<(String, Option<&'static str>)>, person: PersonIx) -> bool {
        let Some((role, country)) = described else { return false };
        let person = &self.coverage.people[person];
        let known = person.country.is_some() && country.is_some();
        person.name.full.to_lowercase().contains(role.as_str())
            || known && person.country.as_deref() == *country
            || !known && person.roles.iter().any(|of| of.text.to_lowercase().contains(role.as_str()))
    }

    /// True where one describes somebody whom nobody in the other can be, by office or by country.
    fn strangers(&self, open: &Mention, named: &Mention) -> bool {
        let mut others = named.people.iter().filter(|person| !open.people.contains(person)).peekable();
        open.described.is_some()
            && others.peek().is_some()
            && !others.any(|&person| self.may_mean(&open.described, person))
    }

    /// One article tells of one thing twice only where it says so: the same ceremony, the same hour, the
    /// headline and the hour.
    fn told_twice(&self, a: &Mention, b: &Mention) -> bool {
        let events = &self.coverage.articles[a.report.article].annotations.events;
        let ordered = events[a.report.event].after.contains(&b.report.event)
            || events[b.report.event].after.contains(&a.report.event);
        if ordered {
            return false;
        }
        if a.takes_up == Some(b.report.event) || b.takes_up == Some(a.report.event) {
            return true;
        }
        let clocks = a.has_clock() && b.has_clock();
        if clocks && a.interval == b.interval {
            return true;
        }
        if a.again || b.again {
            return false;
        }
        let same_form = a.form.is_some() && a.form == b.form;
        let fulfilled = a.is_plan() != b.is_plan() && same_form;
        let same = people(a, b) == People::Same;
        let restated = same && a.people.len() == 1 && a.place.is_some() && a.place == b.place;
        // "He came by air on Sunday. The plane touched down at 2.36 p.m."
        let journey =
            |m: &Mention| m.family == "arrive" && m.way == Some(Way::Journey) && m.people.len() == 1;
        let landed = journey(a) && journey(b) && a.people == b.people && !clocks;
        let headline = a.people == b.people && a.people.len() >= 2 && !clocks && is_gathering(a.family);
        is_once(a.family) || fulfilled || same_form && !clocks || restated || landed || headline
    }
}

/// True where one is a session of many or one of several, and the other the leaders' meeting as such, told
/// without an hour: that has its own entry.
fn is_part(a: &Mention, b: &Mention) -> bool {
    let session = |m: &Mention| {
        m.form == Some(MeetingForm::Expanded)
            || m.ordinal.is_some()
            || m.again && m.form == Some(MeetingForm::Alone)
    };
    let whole = |m: &Mention| {
        m.form.is_none() && m.ordinal.is_none() && !m.session && !m.has_clock() && m.people.len() >= 2
    };
    a.family == "meet" && (session(a) && whole(b) || session(b) && whole(a))
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// How the people of two mentions go together.
pub(super) fn people(a: &Mention, b: &Mention) -> People {
    let (small, large) = if a.people.len() <= b.people.len() { (a, b) } else { (b, a) };
    if small.people.is_empty() {
        return People::Open;
    }
    let shared = small.people.iter().filter(|p| large.people.binary_search(p).is_ok()).count();
    if shared == small.people.len() {
        return People::Same;
    }
    // Delegations are named in part, and not the same part by each.
    if shared >= 2 && shared * 2 >= small.people.len() && !is_single(a.family) {
        return People::Some;
    }
    People::Others
}

/// How far two starts lie apart, in minutes. A desk abroad tells the hours of the place as often as its own,
/// so that where a zone is only inferred the clocks on the wall may agree instead.
pub(super) fn minutes_apart(a: &Mention, b: &Mention) -> i64 {
    let (Some((a_start, _)), Some((b_start, _))) = (a.interval, b.interval) else { return i64::MAX };
    let apart = (a_start - b_start).num_minutes().abs();
    match (a.wall, b.wall) {
        (Some((a_wall, _)), Some((b_wall, _))) if !(a.zone_stated && b.zone_stated) => {
            apart.min((a_wall - b_wall).num_minutes().abs())
        }
        _ => apart,
    }
}

/// How well two times of one day agree; `None` where they do not.
pub(super) fn time_agrees(a: &Mention, b: &Mention) -> Option<i64> {
    let (Some((a_start, a_end)), Some((b_start, b_end))) = (a.interval, b.interval) else { return Some(0) };
    // Nobody reports as done what stands on the clock of a later hour.
    let done_before = |done: &Mention, other: &Mention| {
        let start = other.interval.map(|(start, _)| start).filter(|_| other.has_clock());
        done.is_fact()
            && done.published.zip(start).is_some_and(|(at, start)| at + Duration::minutes(PLANNED) < start)
    };
    if done_before(a, b) || done_before(b, a) {
        return None;
    }
    // "Set for noon, took place at 6.40 p.m.": what another report has at noon is its plan.
    if one_fulfils_the_other(a, b) {
        return Some(30);
    }
    if a.has_clock() && b.has_clock() {
        let apart = minutes_apart(a, b);
        let planned =
            a.is_plan() != b.is_plan() || a.status == Status::Postponed || b.status == Status::Postponed;
        let one_a_day = a.form.is_some() && a.form == b.form || is_ceremony(a.family) || is_single(a.family);
        let limit = match (planned, one_a_day) {
            (true, true) => PLANNED,
            (true, false) => CEREMONY,
            (false, _) if is_ceremony(a.family) => CEREMONY,
            (false, _) => TOLERANCE,
        };
        let limit = if a.loose || b.loose { limit + LOOSE } else { limit };
        return (apart <= limit).then_some(30 - apart / 4);
    }
    // A part of the day against a clock time, with an hour to spare at either side.
    let slack = Duration::hours(1);
    let on_the_wall = !(a.zone_stated && b.zone_stated)
        && a.wall.zip(b.wall).is_some_and(|(a, b)| a.0 < b.1 + slack && b.0 < a.1 + slack);
    let overlap = on_the_wall || a_start < b_end + slack && b_start < a_end + slack;
    overlap.then_some(if a.grain == b.grain { 5 } else { 3 })
}

/// True where one names the hour that it was planned for, and the other is a plan for that hour.
pub(super) fn one_fulfils_the_other(a: &Mention, b: &Mention) -> bool {
    fulfils(a, b) || fulfils(b, a)
}

fn fulfils(fact: &Mention, plan: &Mention) -> bool {
    let planned_at = plan.interval.map(|(start, _)| start).filter(|_| plan.is_plan() && plan.has_clock());
    fact.is_fact()
        && fact.planned.zip(planned_at).is_some_and(|(a, b)| (a - b).num_minutes().abs() <= SAME_PLAN)
}

/// Things that one person does: another subject is another event.
fn is_single(family: &str) -> bool {
    matches!(
        family,
        "arrive"
            | "depart"
            | "return"
            | "visit"
            | "resign"
            | "die"
            | "appoint"
            | "send"
            | "detain"
            | "speech"
    )
}

/// Things of a programme: a summit's day has one of each.
pub(super) fn is_ceremony(family: &str) -> bool {
    matches!(
        family,
        "lunch" | "dinner" | "breakfast" | "sign" | "communique" | "press conference" | "summit" | "collapse"
    )
}

/// Things that one article tells of once, however often it comes back to them.
fn is_once(family: &str) -> bool {
    is_ceremony(family) || matches!(family, "depart" | "speech" | "greet" | "protest" | "walk out")
}

/// People who come together.
pub(super) fn is_gathering(family: &str) -> bool {
    matches!(family, "meet" | "call" | "agree" | "greet")
}
