//! A place: what happened there, and where articles name it.

use serde::Serialize;

use super::{Body, Desk, Head, LineDay, Link, Says, View, part_links, slice};
use crate::coverage::{Place, PlacePageIx};
use crate::extract::PlaceKind;
use crate::page::locator::{Locator, locator};
use crate::page::{LINES, parts};

/// The most sentences that the page quotes.
const SENTENCES: usize = 12;

/// A place.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// Its name.
    pub name: String,
    /// "City", "Venue in Hanoi".
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
    /// The IANA name of its zone.
    pub zone: Option<String>,
    /// For a venue: its city.
    pub within: Option<Link>,
    /// For a city: its venues.
    pub venues: Vec<Link>,
    /// What happened there.
    pub days: Vec<LineDay>,
    /// How many entries there are in all.
    pub entries: usize,
    /// Sentences that name it, the first of each article.
    pub sentences: Vec<Says>,
    /// How often articles name it.
    pub mentions: usize,
    /// Where it lies.
    pub map: Option<Locator>,
    /// True on the first part.
    pub first: bool,
}

/// "city", "venue in Hanoi".
pub(super) fn kind_words(desk: &Desk<'_>, place: &Place) -> String {
    let words = desk.words();
    match (place.kind, &place.within) {
        (PlaceKind::Country, _) => words.text("kind_country").to_owned(),
        (PlaceKind::City, _) => words.text("kind_city").to_owned(),
        (PlaceKind::Region, _) => words.text("kind_region").to_owned(),
        (PlaceKind::Venue, Some(city)) => words.fill("kind_venue_in", &[("x", city)]),
        (PlaceKind::Venue, None) => words.text("kind_venue").to_owned(),
    }
}

/// "JW Marriott, Hanoi", "Hanoi, Vietnam": one name may stand for several places.
fn whole_name(desk: &Desk<'_>, place: &Place) -> String {
    let words = desk.words();
    let country = place.country.filter(|_| place.kind != PlaceKind::Country).map(|code| words.country(code));
    let name = words.place(&place.name, place.country);
    match place.within.as_deref().or(country) {
        Some(around) if around != name => format!("{name}{} {around}", words.text("comma")),
        _ => name.to_owned(),
    }
}

pub(super) fn place(desk: &Desk<'_>, ix: PlacePageIx, part: usize) -> View {
    let places = &desk.site.coverage.places;
    let place = &places[ix];
    let first = part == 1;
    let city = |name: &str| {
        let id = crate::slug::slug(name);
        places.binary_search_by(|p| p.id.as_str().cmp(&id)).ok()
    };
    let within = place.within.as_deref().map(|name| match city(name) {
        Some(found) => desk.place(found),
        None => Link { text: name.to_owned(), href: String::new() },
    });
    let venues = if first && place.kind == PlaceKind::City {
        let inside = places.iter().enumerate().filter(|(_, p)| p.within.as_deref() == Some(&place.name));
        inside.map(|(p, _)| desk.place(p)).take(LINES).collect()
    } else {
        Vec::new()
    };
    let mut sentences: Vec<crate::coverage::Evidence> = Vec::new();
    for &evidence in &place.mentions {
        if first
            && sentences.len() < SENTENCES
            && sentences.last().is_none_or(|e| e.article != evidence.article)
        {
            sentences.push(evidence);
        }
    }
    let view = PlaceView {
        name: desk.words().place(&place.name, place.country).to_owned(),
        kind: kind_words(desk, place),
        country: place
            .country
            .filter(|_| place.kind != PlaceKind::Country)
            .map(|c| desk.words().country(c).to_owned()),
        zone: place.zone.map(|z| z.to_string()),
        within,
        venues,
        days: desk.lines(slice(&place.entries, part, LINES)),
        entries: place.entries.len(),
        sentences: sentences.into_iter().map(|e| desk.says(e)).collect(),
        mentions: place.mentions.len(),
        map: place.country.filter(|_| first).and_then(|country| {
            let names: Vec<&str> =
                [Some(place.name.as_str()), place.within.as_deref()].into_iter().flatten().collect();
            locator(country, &names)
        }),
        first,
    };
    let whole = whole_name(desk, place);
    let route = desk.site.place_route(ix);
    let count = parts(place.entries.len(), LINES);
    let head = Head {
        title: whole.clone(),
        description: desk.words().fill("place_about", &[("x", &whole)]),
        section: "places",
        part,
        parts: part_links(desk, &route, part, count, |part| part.to_string()),
        ..Head::default()
    };
    View::new(head, Body::Place(Box::new(view)), "place.html")
}
