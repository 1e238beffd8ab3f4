//! The page of one entry: every report with its sentence in context, how its status moved, the times that
//! differ, and what the editor corrected.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::entry::{Desk, EntryView, Link, one_line};
use super::{Body, Head, View, absolute, front::RedirectView};
use crate::coverage::{EntryIx, Evidence, Report};
use crate::page::words;

/// An entry with all that is known of it.
#[derive(Debug, Serialize)]
pub struct EntryPageView {
    /// As on the page of its day.
    pub entry: EntryView,
    /// "28 Feb 2019"; empty where unknown.
    pub date: String,
    /// To its day.
    pub day: Link,
    /// To its summit.
    pub summit: Option<Link>,
    /// All reports, in order of publication.
    pub reports: Vec<ReportView>,
    /// For when it had been planned, where it took place at another time.
    pub planned: Option<String>,
    /// How to cite it.
    pub cite: super::cite::CiteView,
}

/// A report of an entry, with its sentence in context.
#[derive(Debug, Serialize)]
pub struct ReportView {
    /// The id of the event mention.
    pub id: String,
    /// Its article.
    pub article: Link,
    /// Who wrote that.
    pub by: String,
    /// "28 Feb 2019, 06:45"; empty where unknown.
    pub published: String,
    /// For `<time datetime>`.
    pub datetime: Option<String>,
    /// The sentence before it in the same paragraph; empty where there is none.
    pub before: String,
    /// The sentence.
    pub sentence: String,
    /// The sentence after it in the same paragraph.
    pub after: String,
    /// To the sentence in its article.
    pub href: String,
    /// When it says that this happened; empty where it does not.
    pub when: String,
    /// How its time is known, where the clause does not state it.
    pub how: Option<&'static str>,
    /// What it says became of it.
    pub status: &'static str,
    /// Class of that.
    pub class: &'static str,
    /// True where its time is another than the entry's.
    pub differs: bool,
}

pub(super) fn entry(desk: &Desk<'_>, ix: EntryIx) -> View {
    let site = desk.site;
    let entry = &site.coverage.entries[ix];
    let view = desk.entry(ix).expect("an entry with a page of its own has evidence");
    let date = entry.when.as_ref().map_or(String::new(), |w| desk.words().date(w));
    let head = Head {
        title: entry.gist.clone(),
        description: {
            let status = desk.words().status(entry.status);
            let comma = desk.words().text("comma");
            let when = if date.is_empty() { String::new() } else { format!("{comma} {date}") };
            let reports = counted(desk, entry.reports.len());
            desk.words().fill("entry_about", &[("status", status), ("when", &when), ("reports", &reports)])
        },
        section: "timeline",
        ..Head::default()
    };
    let reports = entry.reports.iter().enumerate();
    let page = EntryPageView {
        date,
        day: Link { text: words::capitalised(&desk.date_of(entry.when.as_ref())), href: desk.entry_href(ix) },
        summit: entry.summit.map(|summit| Link {
            text: site.coverage.summits[summit].title.clone(),
            href: desk.to(&site.summit_route(summit)),
        }),
        reports: reports
            .map(|(at, &report)| desk.report_view(report, entry.disagreements.contains(&at)))
            .collect(),
        planned: site.coverage.moved_from(ix).map(|w| desk.words().date_and_hour(w)),
        cite: super::cite::entry(desk, ix),
        entry: view,
    };
    View::new(head, Body::Entry(Box::new(page)), "entry.html")
}

fn counted(desk: &Desk<'_>, reports: usize) -> String {
    match reports {
        0 => desk.words().text("added_by_editor").to_owned(),
        n => desk.words().count("n_reports", n),
    }
}

/// The address that the entry would have without its earliest report.
pub(super) fn moved(desk: &Desk<'_>, ix: EntryIx) -> View {
    let entry = &desk.site.coverage.entries[ix];
    let route = desk.site.entry_page(ix).expect("only an entry with a page of its own has other addresses");
    let to = Link { text: entry.gist.clone(), href: desk.to(&route) };
    let head = Head { title: to.text.clone(), noindex: true, ..Head::default() };
    let view = RedirectView { to, absolute: absolute(desk.site, &route) };
    View::new(head, Body::Redirect(view), "redirect.html")
}

impl Desk<'_> {
    fn report_view(&self, report: Report, differs: bool) -> ReportView {
        let event = self.site.coverage.event(report);
        let covered = &self.site.coverage.articles[report.article];
        let evidence = self.report(report);
        let (before, sentence, after) = self.in_context(evidence);
        let local = |at: DateTime<FixedOffset>| covered.article.anchor.zone.local(at);
        let day_only = matches!(covered.article.front.date, crate::article::PublicationTime::Day(_));
        ReportView {
            id: format!("{}-{}", covered.article.id, event.digest),
            article: self.article(report.article),
            by: covered.article.front.authors.join(", "),
            published: covered.published.map_or(String::new(), |at| match day_only {
                true => self.words().short_date(local(at).date()),
                false => self.words().short_date_and_clock(local(at)),
            }),
            datetime: covered.published.map(|at| match day_only {
                true => local(at).format("%Y-%m-%d").to_string(),
                false => words::instant(at),
            }),
            before,
            sentence,
            after,
            href: self.evidence(evidence),
            when: event.when.as_ref().map_or(String::new(), |w| self.words().date_and_hour(w)),
            how: self.words().when_source(event),
            status: self.words().status(event.status),
            class: words::status_class(event.status),
            differs,
        }
    }

    /// The sentence of a piece of evidence with its neighbours of the same paragraph.
    fn in_context(&self, evidence: Evidence) -> (String, String, String) {
        let covered = &self.site.coverage.articles[evidence.article];
        let text = &covered.article.body.text;
        let own = self.site.coverage.sentence(evidence);
        let sentences = &covered.annotations.sentences;
        let at = sentences.partition_point(|s| s.start < own.start);
        let neighbour = |other: Option<&crate::span::Span>| {
            let other = *other?;
            let (from, to) = (own.end.min(other.end), own.start.max(other.start));
            let between = text.get(from as usize..to as usize)?;
            (!between.contains("\n\n")).then(|| one_line(other.of(text)))
        };
        let before = neighbour(at.checked_sub(1).and_then(|ix| sentences.get(ix)));
        let after = neighbour(sentences.get(at + 1));
        (before.unwrap_or_default(), one_line(own.of(text)), after.unwrap_or_default())
    }
}
