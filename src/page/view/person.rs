//! A person: who they are said to be and by whom, what they did, what they said, whom they met.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::front::{Teaser, role, teaser};
use super::people::NameView;
use super::quotes::{QuotationView, quotation};
use super::{Body, Desk, Head, LineDay, Link, Says, View, first_sentence, part_links, slice};
use crate::article::Image;
use crate::coverage::{Evidence, Person, PersonIx};
use crate::extract::Status;
use crate::page::{PERSON_LINES, words};

/// The most quotations that one part of a person's page shows.
pub const PERSON_QUOTATIONS: usize = 30;
/// The most articles that one part of a person's page lists.
pub const PERSON_ARTICLES: usize = 40;
/// The most quotations about a person that their page shows.
const ABOUT: usize = 12;
/// The most roles, forms of the name and relations that a page lists.
const ROWS: usize = 24;
/// The most people that the table of meetings lists.
const MET: usize = 20;
/// The most sentences that one row links to.
const SENTENCES: usize = 3;
/// Actions at which people meet.
pub(super) const MEETING: &[&str] = &[
    "meet",
    "greet",
    "receive",
    "welcome",
    "host",
    "talk",
    "dine",
    "lunch",
    "dinner",
    "sign",
    "handshake",
    "shake",
    "embrace",
    "sit",
    "walk",
    "confer",
    "negotiate",
    "summit",
    "meeting",
    "talks",
];

/// A person.
#[derive(Debug, Serialize)]
pub struct PersonView {
    /// The name on the page.
    pub name: String,
    /// Its parts.
    pub parts: NameView,
    /// The part of it that is the family name.
    pub family: Option<String>,
    /// True where the family name stands first although the languages of most readers put it last.
    pub family_first: bool,
    /// What they are, in a few words; empty where nothing says.
    pub role: String,
    /// The country that the roles name most.
    pub country: Option<String>,
    /// As the editor wrote it.
    pub born: Option<String>,
    /// The address of the Wikidata item.
    pub wikidata: Option<String>,
    /// Portrait.
    pub image: Option<Image>,
    /// True where the editor wrote about them; the text is woven when the page is rendered.
    pub edited: bool,
    /// Roles, by date.
    pub roles: Vec<RoleRow>,
    /// Forms of the name.
    pub names: Vec<NameRow>,
    /// Stated relations.
    pub relations: Vec<RelationRow>,
    /// What they took part in.
    pub days: Vec<LineDay>,
    /// How many entries there are in all.
    pub entries: usize,
    /// What they said.
    pub quotations: Vec<QuotationView>,
    /// How many there are in all.
    pub said: usize,
    /// What others said about them.
    pub about: Vec<QuotationView>,
    /// How many such quotations there are in all.
    pub about_count: usize,
    /// Whom they met.
    pub met: Vec<MetRow>,
    /// Articles that name them, newest first.
    pub articles: Vec<Teaser>,
    /// How many there are in all.
    pub named_in: usize,
    /// How the forms of the name came to be one person.
    pub joined: Vec<String>,
    /// True on the first part.
    pub first: bool,
}

/// A role and who states it.
#[derive(Debug, Serialize)]
pub struct RoleRow {
    /// The words.
    pub text: String,
    /// True where they call it past.
    pub former: bool,
    /// The days of the first and the last article that say so.
    pub days: Vec<Day>,
    /// The sentence that says so first.
    pub says: Says,
    /// How many other articles use the same words.
    pub others: usize,
}

/// A day.
#[derive(Debug, Serialize, PartialEq)]
pub struct Day {
    /// For machines: "2019-02-28".
    pub datetime: String,
    /// For readers: "28 Feb 2019".
    pub text: String,
}

/// A form of the name.
#[derive(Debug, Serialize)]
pub struct NameRow {
    /// As written.
    pub form: String,
    /// How often.
    pub count: usize,
    /// The language that it is spelt in, where that is known.
    pub lang: Option<&'static str>,
    /// To the sentence where it stands first.
    pub href: String,
}

/// A stated relation.
#[derive(Debug, Serialize)]
pub struct RelationRow {
    /// "sister of", or "sister" where it was stated of the other.
    pub kind: String,
    /// The other.
    pub person: Link,
    /// The sentence that says so.
    pub says: Says,
}

/// Somebody they met.
#[derive(Debug, Serialize)]
pub struct MetRow {
    /// Who.
    pub person: Link,
    /// How many entries say so.
    pub count: usize,
    /// The sentences that say so, by date.
    pub at: Vec<Link>,
}

pub(super) fn person(desk: &Desk<'_>, ix: PersonIx, part: usize) -> View {
    let who = &desk.site.coverage.people[ix];
    let first = part == 1;
    let editor = who.editor.as_ref();
    let mut articles: Vec<usize> = who.chains.iter().map(|(article, _)| *article).collect();
    articles.dedup();
    articles.reverse();
    let view = PersonView {
        name: who.name.full.clone(),
        parts: NameView::of(&who.name, who.country.as_deref()),
        family: who.name.family.clone(),
        family_first: who.name.family_first,
        role: role(who),
        country: who.country.as_deref().map(|c| desk.words().country(c).to_owned()),
        born: editor.and_then(|e| e.born.clone()),
        wikidata: editor
            .and_then(|e| e.wikidata.as_ref())
            .map(|q| format!("https://www.wikidata.org/wiki/{q}")),
        image: editor.and_then(|e| Some(super::article::placed(desk, &e.file, e.image.as_ref()?))),
        edited: first && editor.is_some_and(|e| !e.body.text.is_empty()),
        roles: if first { roles(desk, ix) } else { Vec::new() },
        names: if first { names(desk, ix) } else { Vec::new() },
        relations: if first { relations(desk, ix) } else { Vec::new() },
        days: desk.lines(slice(&who.entries, part, PERSON_LINES)),
        entries: who.entries.len(),
        quotations: slice(&who.quotations, part, PERSON_QUOTATIONS)
            .iter()
            .filter_map(|&q| quotation(desk, q))
            .collect(),
        said: who.quotations.len(),
        about: about(desk, who, first),
        about_count: who.quoted_about.len(),
        met: if first { met(desk, ix) } else { Vec::new() },
        articles: slice(&articles, part, PERSON_ARTICLES).iter().map(|&a| teaser(desk, a)).collect(),
        named_in: articles.len(),
        joined: if first { joined(desk, who) } else { Vec::new() },
        first,
    };
    let description = match editor.map(|e| e.body.text.as_str()).filter(|t| !t.is_empty()) {
        Some(text) => first_sentence(text),
        None => desk.words().fill("person_about", &[("x", &view.name)]),
    };
    let parts = desk.site.person_parts(ix);
    let route = desk.site.person_route(ix);
    let head = Head {
        title: view.name.clone(),
        description,
        section: "people",
        part,
        parts: part_links(desk, &route, part, parts, |part| part.to_string()),
        ..Head::default()
    };
    View::new(head, Body::Person(Box::new(view)), "person.html")
}

/// Roles by the day of the article that states them first.
fn roles(desk: &Desk<'_>, ix: PersonIx) -> Vec<RoleRow> {
    let row = |role: &crate::coverage::Role| {
        let day = |evidence: &Evidence| {
            let published = desk.site.coverage.articles[evidence.article].published?;
            let datetime = published.date_naive().to_string();
            Some(Day { datetime, text: desk.published(evidence.article) })
        };
        let mut days: Vec<Day> =
            role.evidence.first().into_iter().chain(role.evidence.last()).filter_map(day).collect();
        days.dedup();
        Some(RoleRow {
            text: super::entry::one_line(&role.text),
            former: role.former,
            days,
            says: desk.says(*role.evidence.first()?),
            others: role.evidence.len() - 1,
        })
    };
    desk.site.coverage.people[ix].roles.iter().filter_map(row).take(ROWS).collect()
}

fn names(desk: &Desk<'_>, ix: PersonIx) -> Vec<NameRow> {
    let who = &desk.site.coverage.people[ix];
    let row = |name: &crate::coverage::NameForm| NameRow {
        form: super::entry::one_line(&name.form),
        count: name.count,
        lang: words::names::language_of_name(&name.form, who.country.as_deref()),
        href: desk.evidence(name.first),
    };
    who.names.iter().map(row).take(ROWS).collect()
}

/// Quotations by others that name the person, the newest first.
fn about(desk: &Desk<'_>, who: &Person, first: bool) -> Vec<QuotationView> {
    let newest = who.quoted_about.iter().rev().filter(|_| first);
    newest.take(ABOUT).filter_map(|&ix| quotation(desk, ix)).collect()
}

/// Why the forms of the name are one person: what the articles do, what the editor wrote.
fn joined(desk: &Desk<'_>, who: &Person) -> Vec<String> {
    let words = desk.words();
    let list = |names: &[String]| names.join(&format!("{} ", words.text("comma")));
    let mut reasons = Vec::new();
    let spelt: BTreeSet<&str> = who.names.iter().map(|name| name.form.as_str()).collect();
    let articles: BTreeSet<usize> = who.chains.iter().map(|(article, _)| *article).collect();
    if spelt.len() > 1 {
        reasons.push(words.text("joined_in_article").to_owned());
    }
    if articles.len() > 1 {
        reasons.push(words.text("joined_across").to_owned());
    }
    let editor = who.editor.as_ref();
    if let Some(editor) = editor.filter(|editor| !editor.aliases.is_empty()) {
        reasons.push(words.fill("joined_by_editor", &[("x", &list(&editor.aliases))]));
    }
    if let Some(editor) = editor.filter(|editor| !editor.not.is_empty()) {
        reasons.push(words.fill("kept_apart", &[("x", &list(&editor.not))]));
    }
    reasons
}

fn relations(desk: &Desk<'_>, ix: PersonIx) -> Vec<RelationRow> {
    let row = |relation: &crate::coverage::PersonRelation| RelationRow {
        kind: if relation.inverse {
            relation.kind.clone()
        } else {
            desk.words().fill("relation_of", &[("x", &relation.kind)])
        },
        person: desk.person(relation.to),
        says: desk.says(relation.evidence),
    };
    desk.site.coverage.people[ix].relations.iter().map(row).take(ROWS).collect()
}

/// How often two people met, and the first few meetings: date and evidence.
type Meetings = (usize, Vec<(String, Evidence)>);

/// Whom they met: entries that happened, at which both took part and which are meetings.
fn met(desk: &Desk<'_>, ix: PersonIx) -> Vec<MetRow> {
    let coverage = &desk.site.coverage;
    let mut met: BTreeMap<PersonIx, Meetings> = BTreeMap::new();
    for &entry_ix in &coverage.people[ix].entries {
        let entry = &coverage.entries[entry_ix];
        if !matches!(entry.status, Status::Happened | Status::UnderWay) || !MEETING.contains(&entry.action) {
            continue;
        }
        let Some(report) = entry.reports.first() else { continue };
        for &other in entry.people.iter().filter(|&&p| p != ix) {
            let (count, at) = met.entry(other).or_default();
            *count += 1;
            if at.len() < SENTENCES {
                let date = desk.date_of(entry.when.as_ref());
                at.push((date, desk.report(*report)));
            }
        }
    }
    let mut rows: Vec<(PersonIx, Meetings)> = met.into_iter().collect();
    rows.sort_by_key(|(person, (count, _))| (std::cmp::Reverse(*count), *person));
    rows.truncate(MET);
    let row = |(person, (count, at)): (PersonIx, Meetings)| MetRow {
        person: desk.person(person),
        count,
        at: at.into_iter().map(|(text, evidence)| Link { text, href: desk.evidence(evidence) }).collect(),
    };
    rows.into_iter().map(row).collect()
}
