//! What a page tells search engines and other programs about itself, in the words of schema.org.
//!
//! Only what the page shows: no author's kind, no place that is not resolved, no hour that was not stated.
//! Entry point: [`json_ld`].

use serde_json::{Value, json};

use super::entry::quoted;
use super::{Body, Desk, View, absolute, first_sentence};
use crate::article::PublicationTime;
use crate::coverage::{ArticleIx, EntryIx, PersonIx, QuotationIx, SummitIx};
use crate::extract::time::Grain;
use crate::extract::{QuoteKind, Status, When};
use crate::page::{Kind, Page, Route, words};

/// Up to this many entries the page of a date describes each as an event.
const EVENTS: usize = 40;
/// Up to this many quotations a page describes.
const QUOTATIONS: usize = 20;

/// The JSON of a page, which nothing in it can end early; `None` for pages with nothing to say.
pub(super) fn json_ld(desk: &Desk<'_>, page: &Page, view: &View) -> Option<String> {
    let mut graph: Vec<Value> = match (&page.kind, &view.body) {
        (Kind::Home, _) => vec![site(desk)],
        (Kind::Article(ix), _) => vec![article(desk, *ix, view)],
        (Kind::Person(ix, 1), _) => {
            let said = &desk.site.coverage.people[*ix].quotations;
            let said = said.iter().filter_map(|&q| quotation(desk, q)).take(QUOTATIONS);
            std::iter::once(person(desk, *ix)).chain(said).collect()
        }
        (Kind::Entry(ix), _) => event(desk, *ix).into_iter().collect(),
        (Kind::Place(_, 1), _) => Vec::new(),
        (Kind::Summit(ix, 1), _) => summit(desk, *ix).into_iter().collect(),
        (Kind::Date(ix, _), Body::Day(_)) => {
            let entries = &desk.site.calendar.dates[*ix].entries;
            if entries.len() > EVENTS {
                Vec::new()
            } else {
                entries.iter().filter_map(|&e| event(desk, e)).collect()
            }
        }
        _ => return None,
    };
    graph.extend(breadcrumbs(desk, page, view));
    if graph.is_empty() {
        return None;
    }
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    // `</` could end the script element, and `<!--` could open a comment in it.
    Some(text.replace('<', "\\u003c"))
}

fn site(desk: &Desk<'_>) -> Value {
    let config = &desk.site.config;
    let mut site = json!({ "@type": "WebSite", "name": config.title, "inLanguage": config.language });
    put(&mut site, "description", Some(config.description.clone()).filter(|d| !d.is_empty()));
    put(&mut site, "url", config.base_url.clone());
    site
}

fn article(desk: &Desk<'_>, ix: ArticleIx, view: &View) -> Value {
    let covered = &desk.site.coverage.articles[ix];
    let front = &covered.article.front;
    let zone = covered.article.anchor.zone;
    let time = |time: PublicationTime| match time {
        PublicationTime::Unknown => None,
        PublicationTime::Day(day) => Some(words::digits::day(day)),
        PublicationTime::Local(local) => Some(words::instant(zone.instant_or_nearest(local))),
        PublicationTime::Instant(at) => Some(words::instant(at)),
    };
    let mut article = json!({
        "@type": "NewsArticle",
        "headline": front.title,
        "inLanguage": desk.site.config.language,
        "publisher": { "@type": "Organization", "name": desk.site.config.title },
    });
    put(&mut article, "description", Some(view.page.description.clone()).filter(|d| !d.is_empty()));
    put(&mut article, "url", absolute(desk.site, desk.here));
    put(&mut article, "image", view.page.card.as_ref().map(|card| card.src.clone()));
    put(&mut article, "datePublished", time(front.date));
    put(&mut article, "mainEntityOfPage", absolute(desk.site, desk.here));
    put(&mut article, "dateModified", front.updated.and_then(time).or_else(|| time(front.date)));
    // Who signs; else whom it is credited to, else the site that stands for it.
    let unsigned = front.source.as_ref().map_or(&desk.site.config.title, |source| &source.name);
    article["author"] = match front.authors.is_empty() {
        true => json!({ "@type": "Organization", "name": unsigned }),
        false => {
            front.authors.iter().map(|name| json!({ "@type": author_type(name), "name": name })).collect()
        }
    };
    if let Some(place) = &front.place {
        article["locationCreated"] = json!({ "@type": "Place", "name": place });
    }
    if let Some(source) = &front.source {
        let mut work = json!({ "@type": "CreativeWork", "name": source.name });
        put(&mut work, "url", source.url.clone());
        put(&mut work, "license", source.licence.clone());
        article["isBasedOn"] = work;
    }
    if !front.errata.is_empty() {
        let correction = |e: &crate::article::Erratum| json!({ "@type": "CorrectionComment", "datePublished": words::digits::day(e.date), "text": e.note });
        article["correction"] = front.errata.iter().map(correction).collect();
    }
    if !front.tags.is_empty() {
        article["keywords"] = json!(front.tags);
    }
    article
}

fn person(desk: &Desk<'_>, ix: PersonIx) -> Value {
    let who = &desk.site.coverage.people[ix];
    let mut person = json!({ "@type": "Person", "name": who.name.full });
    put(&mut person, "familyName", who.name.family.clone());
    put(&mut person, "givenName", who.name.given.clone());
    put(&mut person, "url", absolute(desk.site, desk.here));
    let editor = who.editor.as_ref();
    put(
        &mut person,
        "sameAs",
        editor.and_then(|e| e.wikidata.as_ref()).map(|q| format!("https://www.wikidata.org/entity/{q}")),
    );
    let forms: Vec<&str> =
        who.names.iter().map(|n| n.form.as_str()).filter(|f| *f != who.name.full).take(10).collect();
    if !forms.is_empty() {
        person["alternateName"] = json!(forms);
    }
    person
}

fn summit(desk: &Desk<'_>, ix: SummitIx) -> Option<Value> {
    let summit = &desk.site.coverage.summits[ix];
    let editor = summit.editor.as_ref()?;
    let place = editor.place.as_ref()?;
    let mut event = json!({
        "@type": "Event",
        "name": summit.title,
        "startDate": words::digits::day(editor.start?),
        "location": { "@type": "Place", "name": place },
    });
    put(&mut event, "endDate", editor.end.map(words::digits::day));
    put(&mut event, "url", absolute(desk.site, desk.here));
    put(&mut event, "description", Some(first_sentence(&editor.body.text)).filter(|text| !text.is_empty()));
    put(&mut event, "eventStatus", Some("https://schema.org/EventScheduled".to_owned()));
    Some(event)
}

/// Words in quotation marks whose speaker is certain enough to be named.
fn quotation(desk: &Desk<'_>, ix: QuotationIx) -> Option<Value> {
    let coverage = &desk.site.coverage;
    let quotation = &coverage.quotations[ix];
    let speaker = &coverage.people[quotation.speaker.filter(|_| quotation.kind == QuoteKind::Direct)?];
    let (evidence, _) = quotation.reports.first()?;
    let mut said = json!({
        "@type": "Quotation",
        "text": quoted(coverage.words(*evidence)),
        "spokenByCharacter": { "@type": "Person", "name": speaker.name.full },
    });
    if let Some(base) = &desk.site.config.base_url {
        let href = desk.site.evidence_href(&Route::new("index.html"), *evidence);
        said["isBasedOn"] = json!(format!("{base}{href}"));
    }
    Some(said)
}

/// An entry with a resolved place and a day at least.
fn event(desk: &Desk<'_>, ix: EntryIx) -> Option<Value> {
    let coverage = &desk.site.coverage;
    let entry = &coverage.entries[ix];
    let when = entry.when.as_ref().filter(|w| w.grain <= Grain::Day && !entry.background)?;
    let place = &coverage.places[entry.place?];
    let moved = coverage.moved_from(ix);
    let status = match entry.status {
        Status::Happened | Status::UnderWay | Status::Scheduled | Status::Expected => match moved {
            Some(_) => "EventRescheduled",
            None => "EventScheduled",
        },
        Status::Cancelled => "EventCancelled",
        Status::Postponed => "EventPostponed",
        Status::Denied | Status::Disputed | Status::Claimed => return None,
    };
    let mut location = json!({ "@type": "Place", "name": place.name });
    if let Some(country) = place.country {
        location["address"] = json!({ "@type": "PostalAddress", "addressCountry": country });
    }
    let mut event = json!({
        "@type": "Event",
        "name": entry.gist,
        "startDate": moment(when),
        "eventStatus": format!("https://schema.org/{status}"),
        "location": location,
    });
    if let Some(&report) = entry.reports.first() {
        event["description"] = json!(desk.says(desk.report(report)).text);
    }
    put(&mut event, "previousStartDate", moved.map(moment));
    if !entry.people.is_empty() {
        let person = |&ix: &PersonIx| json!({ "@type": "Person", "name": coverage.people[ix].name.full });
        event["attendee"] = entry.people.iter().map(person).collect();
    }
    if desk.site.config.base_url.is_some() {
        put(&mut event, "url", desk.site.entry_address(ix));
    }
    Some(event)
}

/// An instant where a clock time was stated, else the day.
fn moment(when: &When) -> String {
    if when.grain < Grain::PartOfDay {
        words::instant(when.start)
    } else {
        words::digits::day(when.start.date_naive())
    }
}

/// Where the page stands; only with absolute addresses, which the list needs.
fn breadcrumbs(desk: &Desk<'_>, page: &Page, view: &View) -> Option<Value> {
    let list = match page.kind {
        Kind::Article(_) => ("articles", "articles/index.html"),
        Kind::Person(..) => ("people", "people/index.html"),
        Kind::Place(..) => ("places", "places/index.html"),
        Kind::Summit(..) => ("summits", "summits/index.html"),
        Kind::Date(..) | Kind::DateLeft(_) | Kind::Entry(_) => ("timeline", "timeline/index.html"),
        _ => return None,
    };
    let item = |position: usize, name: &str, route: &Route| {
        Some(
            json!({ "@type": "ListItem", "position": position, "name": name, "item": absolute(desk.site, route)? }),
        )
    };
    let items = [
        item(1, &desk.site.config.title, &Route::new("index.html"))?,
        item(2, desk.words().text(list.0), &Route::new(list.1))?,
        item(3, &view.page.title, desk.here)?,
    ];
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// A desk, an agency or a staff is no person.
fn author_type(name: &str) -> &'static str {
    const BODIES: &[&str] = &["agency", "bureau", "desk", "editors", "news", "press", "staff", "team"];
    let is_body = |word: &str| BODIES.contains(&word.to_lowercase().as_str());
    if name.split_whitespace().any(is_body) { "Organization" } else { "Person" }
}

fn put(object: &mut Value, key: &str, value: Option<String>) {
    if let Some(value) = value {
        object[key] = Value::String(value);
    }
}
