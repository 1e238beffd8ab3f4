//! The body of a page that has one: an article with its annotations, or an editor's text with none.

use std::collections::BTreeSet;

use super::html::{push_attribute, sanitised, seal};
use super::weave::{Mark, safe_address, weave};
use crate::article::{Body, Piece};
use crate::coverage::ArticleIx;
use crate::extract::MentionKind;
use crate::page::view::{Body as ViewBody, Facts, View};
use crate::page::{Kind, Page, Site, Target, words};
use crate::span::Span;

/// Layers, outermost first.
const SENTENCE: u8 = 0;
const QUOTE: u8 = 1;
const LINK: u8 = 2;

/// The woven body of a page; `None` for pages without one.
pub(super) fn body(site: &Site, page: &Page, view: &View) -> Option<String> {
    let coverage = &site.coverage;
    match (&page.kind, &view.body) {
        (Kind::Article(ix), ViewBody::Article(article)) => Some(woven(site, page, *ix, &article.facts)),
        (Kind::Person(ix, 1), _) => {
            let editor = coverage.people[*ix].editor.as_ref()?;
            Some(plain(site, page, &editor.file, &editor.body))
        }
        (Kind::Summit(ix, 1), _) => {
            let editor = coverage.summits[*ix].editor.as_ref()?;
            Some(plain(site, page, &editor.file, &editor.body))
        }
        (Kind::Editor(ix), _) => {
            let editor = &coverage.pages[*ix];
            Some(plain(site, page, &editor.file, &editor.body))
        }
        _ => None,
    }
}

/// An editor's text, as it stands.
fn plain(site: &Site, page: &Page, file: &str, body: &Body) -> String {
    set(site, page, file, body, |_| (Vec::new(), Vec::new()))
}

fn woven(site: &Site, page: &Page, ix: ArticleIx, facts: &Facts) -> String {
    let article = &site.coverage.articles[ix].article;
    set(site, page, &article.file, &article.body, |seal| {
        let mut marks = Vec::new();
        let mut inserts = Vec::new();
        sentences(site, ix, facts, seal, &mut marks, &mut inserts);
        quotes(site, ix, seal, &mut marks);
        links(site, page, ix, seal, &mut marks);
        (marks, inserts)
    })
}

/// Weaves a body. Where it holds raw HTML, ours is sealed, the whole sanitised, and the seal taken off.
fn set(
    site: &Site,
    page: &Page,
    file: &str,
    body: &Body,
    marks: impl FnOnce(&str) -> (Vec<Mark>, Vec<(u32, String)>),
) -> String {
    let raw: String = body
        .pieces
        .iter()
        .filter_map(|p| if let Piece::Html(h) = p { Some(h.as_str()) } else { None })
        .collect();
    let seal = if raw.is_empty() { String::new() } else { seal(&body.text, &raw) };
    let resolve = |target: &str| address(site, page, file, target);
    let (marks, inserts) = marks(&seal);
    let html = weave(body, marks, inserts, &resolve, &seal);
    if raw.is_empty() { html } else { sanitised(&html, &seal) }
}

/// What an author's link leads to from the page; `None` where it may lead nowhere.
fn address(site: &Site, page: &Page, file: &str, target: &str) -> Option<String> {
    if !safe_address(target) {
        return None;
    }
    match site.resolve(file, target) {
        Target::Internal(route, anchor) => {
            let mut href = page.route.link_to(&route);
            if let Some(anchor) = anchor {
                href.push('#');
                href.push_str(&anchor);
            }
            Some(href)
        }
        // `check` has said that nothing is there; the words stay what the author wrote.
        Target::Outside => None,
        Target::External | Target::Anchor(_) | Target::Missing(_) => Some(target.to_owned()),
    }
}

/// Sentences, each with its anchor, so that search lands on it; behind those that are evidence the way back
/// to what was read from them.
fn sentences(
    site: &Site,
    ix: ArticleIx,
    facts: &Facts,
    seal: &str,
    marks: &mut Vec<Mark>,
    inserts: &mut Vec<(u32, String)>,
) {
    let covered = &site.coverage.articles[ix];
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut evidence = facts.sentences.iter().peekable();
    for (at, &span) in covered.annotations.sentences.iter().enumerate() {
        let read = evidence.next_if(|sentence| sentence.span == span);
        let id = read.map_or_else(|| site.sentence_anchor(ix, at), |s| s.id.clone());
        let again = ["<span class=\"", seal, "d-s\">"].concat();
        let open = ["<span class=\"", seal, "d-s\" id=\"", seal, &id, "\">"].concat();
        // The same words twice share the anchor of the first.
        let open = if used.insert(id) { open } else { again.clone() };
        marks.push(mark(span, SENTENCE, open, again, "</span>"));
        let Some(read) = read else { continue };
        let number = read.number.to_string();
        let label = site.words().fill("facts_of_sentence", &[("n", &number)]);
        let back = [
            "<a class=\"",
            seal,
            "d-ref\" href=\"#",
            seal,
            &read.row,
            "\" data-n=\"",
            &number,
            "\" aria-label=\"",
            &label,
            "\"></a>",
        ];
        inserts.push((span.end, back.concat()));
    }
}

fn quotes(site: &Site, ix: ArticleIx, seal: &str, marks: &mut Vec<Mark>) {
    for quote in &site.coverage.articles[ix].annotations.quotes {
        if quote.kind != crate::extract::QuoteKind::Indirect {
            let open = format!("<span class=\"{seal}d-q\">");
            marks.push(mark(quote.span, QUOTE, open.clone(), open, "</span>"));
        }
    }
}

/// People, places and times. Where two overlap the people win, then the times; the longer first.
fn links(site: &Site, page: &Page, ix: ArticleIx, seal: &str, marks: &mut Vec<Mark>) {
    let covered = &site.coverage.articles[ix];
    let mut found: Vec<(Span, u8, Mark)> = Vec::new();
    let mentions = &covered.annotations.people.mentions;
    for (at, mention) in mentions.iter().enumerate() {
        let same =
            |other: Option<&crate::extract::PersonMention>| other.is_some_and(|o| o.span == mention.span);
        // A plural description means several people and so leads to none.
        let plural = same(at.checked_sub(1).and_then(|b| mentions.get(b))) || same(mentions.get(at + 1));
        if mention.kind == MentionKind::Pronoun || plural {
            continue;
        }
        if let Some(&person) = covered.reading.people.get(mention.chain) {
            let href = page.route.link_to(&site.person_route(person));
            found.push((mention.span, 0, link(mention.span, seal, "d-p", &href, None)));
        }
    }
    for (description, person) in covered.annotations.people.open.iter().zip(&covered.reading.open) {
        if let Some(person) = *person {
            let href = page.route.link_to(&site.person_route(person));
            found.push((description.span, 0, link(description.span, seal, "d-p", &href, None)));
        }
    }
    for time in &covered.annotations.times {
        let datetime = words::datetime(&time.value);
        let route = time.value.moment.and_then(|moment| site.moment_route(moment));
        match (route, datetime) {
            (Some(route), datetime) => {
                let href = page.route.link_to(&route);
                found.push((time.span, 1, link(time.span, seal, "d-t", &href, datetime.as_deref())));
            }
            (None, Some(datetime)) => {
                let mut open = String::from("<time");
                push_attribute(&mut open, "datetime", &datetime);
                open.push('>');
                found.push((time.span, 1, mark(time.span, LINK, open.clone(), open, "</time>")));
            }
            (None, None) => {}
        }
    }
    for (mention, place) in covered.annotations.places.iter().zip(&covered.reading.places) {
        if let Some(place) = *place {
            let href = page.route.link_to(&site.place_route(place));
            found.push((mention.span, 2, link(mention.span, seal, "d-pl", &href, None)));
        }
    }
    found.sort_by_key(|(span, rank, _)| (span.start, *rank, std::cmp::Reverse(span.end)));
    let mut kept: Vec<(Span, u8, Mark)> = Vec::new();
    for candidate in found {
        match kept.last() {
            Some((span, rank, _)) if span.overlaps(candidate.0) => {
                if candidate.1 < *rank {
                    kept.pop();
                    // What stood before the one that gave way may still overlap.
                    if kept.last().is_none_or(|(span, ..)| !span.overlaps(candidate.0)) {
                        kept.push(candidate);
                    }
                }
            }
            _ => kept.push(candidate),
        }
    }
    marks.extend(kept.into_iter().map(|(_, _, mark)| mark));
}

fn link(span: Span, seal: &str, class: &str, href: &str, datetime: Option<&str>) -> Mark {
    let mut open = format!("<a class=\"{seal}{class}\"");
    push_attribute(&mut open, "href", href);
    open.push('>');
    let mut in_link = None;
    let mut close = "</a>";
    if let Some(datetime) = datetime {
        let mut time = String::from("<time");
        push_attribute(&mut time, "datetime", datetime);
        time.push('>');
        open.push_str(&time);
        close = "</time></a>";
        in_link = Some((time, "</time>"));
    }
    Mark { span, layer: LINK, again: open.clone(), open, close, in_link, link: true }
}

fn mark(span: Span, layer: u8, open: String, again: String, close: &'static str) -> Mark {
    Mark { span, layer, open, again, close, in_link: None, link: false }
}
