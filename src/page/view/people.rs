//! The index of people by family name, and the people of each delegation on a page of their own: a filter that
//! needs no script.

use serde::Serialize;

use super::front::role;
use super::lists::{Group, first_letter, grouped, span_name};
use super::{Body, Desk, Head, Link, View, part_links, slice};
use crate::coverage::PersonIx;
use crate::extract::NameParts;
use crate::page::{LIST, Route, parts, words};

/// The most people that stand in one list without letters.
const FEW: usize = 12;

/// People by name.
#[derive(Debug, Serialize)]
pub struct PeopleView {
    /// What the page is called: "People", a country.
    pub title: String,
    /// True on the page of one delegation.
    pub delegation: bool,
    /// The pages to choose from: everybody, then each delegation.
    pub delegations: Vec<Choice>,
    /// By letter.
    pub groups: Vec<Group<PersonRow>>,
    /// How many there are in all.
    pub count: usize,
}

/// A page to choose.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Where.
    pub link: Link,
    /// How many people stand there.
    pub people: usize,
    /// True for the page itself.
    pub here: bool,
}

/// A person on a list.
#[derive(Debug, Serialize)]
pub struct PersonRow {
    /// The page.
    pub href: String,
    /// The name.
    pub name: NameView,
    /// What they are; empty where nothing says.
    pub role: String,
    /// In how many articles.
    pub articles: usize,
}

/// A name that knows its family name.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// What stands before the family name; the whole name where no family name is known.
    pub before: String,
    /// The family name; empty where none is known.
    pub family: String,
    /// What stands behind it.
    pub after: String,
    /// The language that the name is spelt in, where its letters and the person's country tell.
    pub lang: Option<&'static str>,
}

impl NameView {
    pub(super) fn of(name: &NameParts, country: Option<&str>) -> NameView {
        let full = name.full.as_str();
        let family = name.family.as_deref().filter(|family| !family.is_empty() && *family != full);
        let at =
            family.and_then(|family| if name.family_first { full.find(family) } else { full.rfind(family) });
        let (before, family, after) = match (family, at) {
            (Some(family), Some(at)) => (&full[..at], family, &full[at + family.len()..]),
            _ => (full, "", ""),
        };
        NameView {
            before: before.to_owned(),
            family: family.to_owned(),
            after: after.to_owned(),
            lang: words::names::language_of_name(full, country),
        }
    }
}

pub(super) fn people(desk: &Desk<'_>, part: usize) -> View {
    let people = &desk.site.coverage.people;
    let mut order: Vec<PersonIx> = (0..people.len()).collect();
    order.sort_by(|&a, &b| (&people[a].sort_key, a).cmp(&(&people[b].sort_key, b)));
    list(desk, &order, None, part)
}

pub(super) fn delegation(desk: &Desk<'_>, ix: usize, part: usize) -> View {
    list(desk, &desk.site.delegations[ix].people, Some(ix), part)
}

fn list(desk: &Desk<'_>, order: &[PersonIx], delegation: Option<usize>, part: usize) -> View {
    let people = &desk.site.coverage.people;
    let country = delegation.map(|ix| desk.words().country(&desk.site.delegations[ix].country));
    let title = country.unwrap_or(desk.words().text("people"));
    let route =
        delegation.map_or_else(|| Route::new("people/index.html"), |ix| desk.site.delegation_route(ix));
    let letter = |ix: &PersonIx| first_letter(desk, &people[*ix].sort_key);
    // A few people need no letters above them.
    let heading = |ix: &PersonIx| if order.len() > FEW { letter(ix) } else { String::new() };
    let name = |part: usize| span_name(desk, slice(order, part, LIST), letter);
    let description = match country {
        Some(country) => desk.words().fill("delegation_about", &[("x", country)]),
        None => desk.words().text("people_about").to_owned(),
    };
    let head = Head {
        title: match country {
            // The country has a page of its own, among the places.
            Some(country) => desk.words().fill("delegation_of", &[("x", country)]),
            None => title.to_owned(),
        },
        description,
        section: "people",
        part,
        parts: part_links(desk, &route, part, parts(order.len(), LIST), name),
        ..Head::default()
    };
    let view = PeopleView {
        title: title.to_owned(),
        delegation: delegation.is_some(),
        delegations: choices(desk, delegation),
        groups: grouped(slice(order, part, LIST), heading, |&ix| row(desk, ix)),
        count: order.len(),
    };
    View::new(head, Body::People(view), "people.html")
}

fn choices(desk: &Desk<'_>, here: Option<usize>) -> Vec<Choice> {
    let site = desk.site;
    if site.delegations.is_empty() {
        return Vec::new();
    }
    let link = |text: &str, route: &Route| Link { text: text.to_owned(), href: desk.to(route) };
    let all = Choice {
        link: link(desk.words().text("everybody"), &Route::new("people/index.html")),
        people: site.coverage.people.len(),
        here: here.is_none(),
    };
    let of = |(ix, delegation): (usize, &crate::page::Delegation)| Choice {
        link: link(desk.words().country(&delegation.country), &site.delegation_route(ix)),
        people: delegation.people.len(),
        here: here == Some(ix),
    };
    std::iter::once(all).chain(site.delegations.iter().enumerate().map(of)).collect()
}

fn row(desk: &Desk<'_>, ix: PersonIx) -> PersonRow {
    let who = &desk.site.coverage.people[ix];
    PersonRow {
        href: desk.to(&desk.site.person_route(ix)),
        name: NameView::of(&who.name, who.country.as_deref()),
        role: role(who),
        articles: super::front::distinct_articles(who),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(full: &str, family: Option<&str>, family_first: bool, expected: (&str, &str, &str)) {
        let name =
            NameParts { full: full.into(), family: family.map(str::to_owned), given: None, family_first };
        let view = NameView::of(&name, None);
        assert_eq!((&*view.before, &*view.family, &*view.after), expected);
    }

    #[test]
    fn names_know_their_family_name() {
        check("Kim Jong-un", Some("Kim"), true, ("", "Kim", " Jong-un"));
        check("Angela Merkel", Some("Merkel"), false, ("Angela ", "Merkel", ""));
        check("Ursula von der Leyen", Some("von der Leyen"), false, ("Ursula ", "von der Leyen", ""));
        check("Pelé", None, false, ("Pelé", "", ""));
        check("Kim", Some("Kim"), true, ("Kim", "", ""));
    }
}
