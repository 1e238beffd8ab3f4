//! The list of quotations, and a quotation wherever it stands: its words, who said them to whom, every report
//! of them, and how others report the same utterance.

use serde::Serialize;

use super::entry::quoted;
use super::lists::{Group, month_of, span_name};
use super::{Body, Desk, Head, Link, Says, View, part_links};
use crate::coverage::{Evidence, Quotation, QuotationIx};
use crate::extract::{Quote, QuoteKind};
use crate::page::{QUOTATIONS, Route, parts};

/// The most other reports that a quotation lists.
const ALSO: usize = 20;
/// Longest words for the one addressed, in bytes.
const ADDRESSEE: usize = 60;

/// Quotations, in order of their first report.
#[derive(Debug, Serialize)]
pub struct QuotesView {
    /// By month of the first report.
    pub months: Vec<Group<QuotationView>>,
    /// How many there are in all.
    pub count: usize,
}

/// A quotation with its reports.
#[derive(Debug, Serialize)]
pub struct QuotationView {
    /// Its anchor.
    pub id: String,
    /// The words.
    pub text: String,
    /// True where the words stand in quotation marks.
    pub marked: bool,
    /// Who said it.
    pub speaker: Option<Link>,
    /// The source as written, where no person is known.
    pub source: Option<String>,
    /// True where the same source stands above it, so that it need not be named again.
    pub again: bool,
    /// Whom it was said to, or where, as written: "told reporters", "in a statement".
    pub occasion: Option<String>,
    /// The sentence of the first report.
    pub says: Says,
    /// The other reports.
    pub also: Vec<Says>,
    /// The same utterance as others report it.
    pub wordings: Vec<Wording>,
}

/// Other words for the same utterance.
#[derive(Debug, Serialize)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// True where they stand in quotation marks.
    pub marked: bool,
    /// The sentence that they stand in.
    pub says: Says,
}

pub(super) fn quotes(desk: &Desk<'_>, part: usize) -> View {
    let quotations = &desk.site.coverage.quotations;
    let shown = |part: usize| {
        let start = ((part - 1) * QUOTATIONS).min(quotations.len());
        start..(start + QUOTATIONS).min(quotations.len())
    };
    let month = |ix: QuotationIx| {
        let first = quotations[ix].reports.first();
        first.map_or(String::new(), |(evidence, _)| month_of(desk, evidence.article))
    };
    let mut months: Vec<Group<QuotationView>> = Vec::new();
    for ix in shown(part) {
        let Some(mut view) = quotation(desk, ix) else { continue };
        let name = month(ix);
        match months.last_mut() {
            Some(group) if group.name == name => {
                view.again = group.items.last().is_some_and(|last| same_source(last, &view));
                group.items.push(view);
            }
            _ => months.push(Group { name, items: vec![view] }),
        }
    }
    let name = |part: usize| {
        let shown = shown(part);
        span_name(desk, &[shown.start, shown.end.saturating_sub(1)], |&ix| month(ix))
    };
    let count = parts(quotations.len(), QUOTATIONS);
    let head = Head {
        title: desk.words().text("quotations").to_owned(),
        description: desk.words().text("quotes_about").to_owned(),
        section: "quotes",
        part,
        parts: part_links(desk, &Route::new("quotes/index.html"), part, count, name),
        ..Head::default()
    };
    View::new(head, Body::Quotes(QuotesView { months, count: quotations.len() }), "quotes.html")
}

fn same_source(one: &QuotationView, other: &QuotationView) -> bool {
    let (one, other) = (one.speaker.as_ref(), other.speaker.as_ref());
    one.is_some_and(|one| other.is_some_and(|other| one.href == other.href))
}

/// A quotation with its reports; `None` without evidence.
pub(super) fn quotation(desk: &Desk<'_>, ix: QuotationIx) -> Option<QuotationView> {
    let coverage = &desk.site.coverage;
    let quotation: &Quotation = &coverage.quotations[ix];
    let (first, rest) = quotation.reports.split_first()?;
    let wording = |&other: &QuotationIx| {
        let (evidence, _) = coverage.quotations[other].reports.first()?;
        Some(Wording {
            text: quoted(coverage.words(*evidence)),
            marked: coverage.quotations[other].kind != QuoteKind::Indirect,
            says: desk.says(*evidence),
        })
    };
    Some(QuotationView {
        id: quotation.id.clone(),
        text: quoted(coverage.words(first.0)),
        marked: quotation.kind != QuoteKind::Indirect,
        speaker: quotation.speaker.map(|p| desk.person(p)),
        source: quotation.speaker_text.clone(),
        again: false,
        occasion: occasion(desk, *first),
        says: desk.says(first.0),
        also: rest.iter().take(ALSO).map(|(evidence, _)| desk.says(*evidence)).collect(),
        wordings: quotation.wordings.iter().filter_map(wording).collect(),
    })
}

/// "told reporters", "wrote on Twitter": the cue with the one addressed, as the first report puts it.
fn occasion(desk: &Desk<'_>, (evidence, at): (Evidence, usize)) -> Option<String> {
    let covered = &desk.site.coverage.articles[evidence.article];
    let quote: &Quote = covered.annotations.quotes.get(at)?;
    let addressee = quote.addressee?;
    let start = quote.cue.filter(|cue| cue.start < addressee.start).map_or(addressee.start, |cue| cue.start);
    let words = covered.article.body.text.get(start as usize..addressee.end as usize)?;
    // "told him" says nothing where the sentence around it is not shown.
    let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let pronoun = matches!(last.as_str(), "him" | "her" | "them" | "me" | "us" | "you" | "it" | "one");
    let plain = words.len() <= ADDRESSEE && !pronoun && !words.contains(['\n', '“', '”', '"']);
    plain.then(|| super::one_line(words))
}
