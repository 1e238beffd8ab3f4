//! Who met whom at a summit: people against people, each cell with the days on which reports say so.
//!
//! Half of a table, for each pair stands there once. Entry point: [`matrix`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::person::MEETING;
use super::{Desk, Link};
use crate::coverage::{EntryIx, PersonIx};
use crate::extract::Status;
use crate::extract::time::Grain;

/// The most people that it shows.
const PEOPLE: usize = 8;
/// The most days that a cell shows.
const DAYS: usize = 4;

/// Who met whom.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// What stands above the columns.
    pub columns: Vec<Link>,
    /// One row a person.
    pub rows: Vec<MatrixRow>,
}

/// The meetings of one person with those of the columns.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// Who.
    pub person: Link,
    /// For each column: the days, to their entries; empty where no report tells of a meeting, and where the
    /// pair stands elsewhere.
    pub cells: Vec<Vec<Link>>,
}

/// The matrix of those entries; `None` where fewer than three people met, for a sentence says that better.
pub(super) fn matrix(desk: &Desk<'_>, people: &[PersonIx], entries: &[EntryIx]) -> Option<MatrixView> {
    let coverage = &desk.site.coverage;
    let mut met: BTreeMap<(PersonIx, PersonIx), Vec<EntryIx>> = BTreeMap::new();
    for &ix in entries {
        let entry = &coverage.entries[ix];
        let happened = matches!(entry.status, Status::Happened | Status::UnderWay);
        if !happened || entry.background || !MEETING.contains(&entry.action) || entry.people.len() > PEOPLE {
            continue;
        }
        for (at, &one) in entry.people.iter().enumerate() {
            for &other in &entry.people[at + 1..] {
                met.entry((one.min(other), one.max(other))).or_default().push(ix);
            }
        }
    }
    let meets = |person: &PersonIx| met.keys().any(|(one, other)| one == person || other == person);
    let shown: Vec<PersonIx> = people.iter().copied().filter(meets).take(PEOPLE).collect();
    let pair = |one: PersonIx, other: PersonIx| met.get(&(one.min(other), one.max(other)));
    let columns = &shown[..shown.len().saturating_sub(1)];
    let row = |(at, &person): (usize, &PersonIx)| MatrixRow {
        person: desk.person(person),
        cells: columns
            .iter()
            .enumerate()
            .map(|(column, &other)| pair(person, other).filter(|_| column < at))
            .map(|found| found.map_or(Vec::new(), |entries| days(desk, entries)))
            .collect(),
    };
    let rows: Vec<MatrixRow> = shown.iter().enumerate().skip(1).map(row).collect();
    let some = rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).count();
    (some > 1).then(|| MatrixView {
        columns: columns.iter().map(|&person| short(desk, columns, person)).collect(),
        rows,
    })
}

/// A person by the family name alone, where it is known and nobody else above the columns bears it.
fn short(desk: &Desk<'_>, columns: &[PersonIx], person: PersonIx) -> Link {
    let link = desk.person(person);
    let family = |person: PersonIx| desk.site.coverage.people[person].name.family.as_deref();
    let alone = columns.iter().filter(|&&other| family(other) == family(person)).count() == 1;
    let text = family(person).filter(|_| alone).map_or(link.text, str::to_owned);
    Link { text, href: link.href }
}

/// The days of entries, each once, to its first entry.
fn days(desk: &Desk<'_>, entries: &[EntryIx]) -> Vec<Link> {
    let mut days: Vec<Link> = Vec::new();
    for &ix in entries {
        let when = desk.site.coverage.entries[ix].when.as_ref();
        let text = match when {
            Some(when) if when.grain <= Grain::Day => {
                desk.words().day_and_month(when.start.naive_local().date())
            }
            _ => desk.date_of(when),
        };
        if days.len() < DAYS && days.iter().all(|day| day.text != text) {
            days.push(Link { text, href: desk.entry_href(ix) });
        }
    }
    days
}
