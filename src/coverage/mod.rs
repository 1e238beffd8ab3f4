//! What all articles say together: a fold over them, ordered by (published, id).
//!
//! Link never changes an article's annotations. Each fact holds its [`Evidence`]. Entry point: [`link`].

pub mod editor;
mod people;
mod places;
mod quotations;
mod summits;
#[cfg(test)]
pub(crate) mod testing;
pub mod timeline;
mod wordings;

pub use editor::{EditorFiles, EditorPage, EditorPerson, EditorSummit};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use crate::article::Article;
use crate::diagnostic::{Diagnostic, Warned};
use crate::extract::{
    Annotations, ChainIx, EventMention, Gender, MentionKind, NameParts, PlaceKind, QuoteKind, Status, When,
};
use crate::span::Span;
use crate::zone::Zone;

/// Index into [`Coverage::articles`].
pub type ArticleIx = usize;
/// Index into [`Coverage::people`].
pub type PersonIx = usize;
/// Index into [`Coverage::places`].
pub type PlacePageIx = usize;
/// Index into [`Coverage::entries`].
pub type EntryIx = usize;
/// Index into [`Coverage::quotations`].
pub type QuotationIx = usize;
/// Index into [`Coverage::summits`].
pub type SummitIx = usize;

/// Everything the site knows.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Articles in order of publication, then id, each with what was read from it and what link made of it.
    pub articles: Vec<CoveredArticle>,
    /// People, sorted by id.
    pub people: Vec<Person>,
    /// Places, sorted by id.
    pub places: Vec<Place>,
    /// The timeline: sorted by start, grain, id; entries without a time last.
    pub entries: Vec<Entry>,
    /// Quotations, in order of their first report.
    pub quotations: Vec<Quotation>,
    /// Summits, sorted by start, id.
    pub summits: Vec<Summit>,
    /// The editor's own pages, sorted by id.
    pub pages: Vec<EditorPage>,
    /// Pairs of people who may be one, for `check`.
    pub maybe_same: Vec<(PersonIx, PersonIx)>,
    /// The editor's corrections of the timeline that found what they are about, oldest first.
    pub corrections: Vec<timeline::Applied>,
}

/// An article with its annotations and its reading.
#[derive(Clone, Debug)]
pub struct CoveredArticle {
    /// Text and front matter.
    pub article: std::sync::Arc<Article>,
    /// What was read from it alone.
    pub annotations: std::sync::Arc<Annotations>,
    /// When it was published: the instant, or the start of the day in the article's zone.
    pub published: Option<DateTime<FixedOffset>>,
    /// What link made of it.
    pub reading: Reading,
}

/// Which person each chain and description of an article is. Made by link; the annotations never change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// For each chain of the article: the person.
    pub people: Vec<PersonIx>,
    /// For each open description: the person, where the corpus tells.
    pub open: Vec<Option<PersonIx>>,
    /// For each place mention: the place.
    pub places: Vec<Option<PlacePageIx>>,
    /// For each event mention: the entry that it is a report of; `None` where the editor hid it.
    pub entries: Vec<Option<EntryIx>>,
    /// For each quote: the quotation that it is a report of.
    pub quotations: Vec<Option<QuotationIx>>,
    /// The summit that the article belongs to.
    pub summit: Option<SummitIx>,
    /// Where its front matter names none: what makes it an article of that summit.
    pub inferred: Option<Inferred>,
}

/// Why an article that names no summit belongs to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inferred {
    /// True where it was filed at the summit's place.
    pub dateline: bool,
    /// Where it names the summit's participants and its place.
    pub named: Vec<Evidence>,
}

/// The sentence that a fact was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The article.
    pub article: ArticleIx,
    /// The words; the sentence around them is what a link lands on.
    pub span: Span,
}

/// A person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Slug of the canonical name, or the stem of the editor's file.
    pub id: String,
    /// The name on the page: the editor's, else the most used full form.
    pub name: NameParts,
    /// What lists sort by: family name first, without diacritics.
    pub sort_key: String,
    /// All forms of the name that articles use, most used first, each with where it stands first.
    pub names: Vec<NameForm>,
    /// Roles, by date of the article that states them.
    pub roles: Vec<Role>,
    /// Where known.
    pub gender: Option<Gender>,
    /// ISO 3166-1 alpha-2 of the country that the roles name most.
    pub country: Option<String>,
    /// The chains that are this person, in order of publication.
    pub chains: Vec<(ArticleIx, ChainIx)>,
    /// Entries that they take part in, in the timeline's order.
    pub entries: Vec<EntryIx>,
    /// Quotations by them.
    pub quotations: Vec<QuotationIx>,
    /// Quotations by others in whose words they are named.
    pub quoted_about: Vec<QuotationIx>,
    /// Stated relations to others.
    pub relations: Vec<PersonRelation>,
    /// The editor's file, where there is one.
    pub editor: Option<EditorPerson>,
}

/// A form of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// As written.
    pub form: String,
    /// How often articles use it.
    pub count: usize,
    /// Where it stands first.
    pub first: Evidence,
}

/// A role that an article states.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The words.
    pub text: String,
    /// The articles that state it in these words, in order of publication.
    pub evidence: Vec<Evidence>,
    /// True where the words call it past.
    pub former: bool,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'static str>,
}

/// A stated relation to another person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRelation {
    /// What they are to the other: "sister".
    pub kind: String,
    /// The other.
    pub to: PersonIx,
    /// True where the relation was stated of the other: the page says "sister: Kim Yo-jong".
    pub inverse: bool,
    /// The words.
    pub evidence: Evidence,
}

/// A place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Slug of its name, with the country behind it where two places share one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'static str>,
    /// IANA zone.
    pub zone: Option<Zone>,
    /// For a venue: its city.
    pub within: Option<String>,
    /// Where articles name it.
    pub mentions: Vec<Evidence>,
    /// What happened there, in the timeline's order.
    pub entries: Vec<EntryIx>,
}

/// One thing on the timeline, with all reports of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id of its earliest report.
    pub id: String,
    /// Ids of its other reports: anchors on the same place.
    pub aliases: Vec<String>,
    /// The headline: the best gist of its reports.
    pub gist: String,
    /// The action: "meet".
    pub action: &'static str,
    /// What became of it.
    pub status: Status,
    /// How the status moved, in order of publication; more than one where it moved.
    pub history: Vec<StatusChange>,
    /// True for a plan that no later report mentions.
    pub unconfirmed: bool,
    /// History told.
    pub background: bool,
    /// The most precise time among agreeing reports.
    pub when: Option<When>,
    /// The report that gave the time.
    pub when_report: usize,
    /// Times that disagree with it, each with its report.
    pub disagreements: Vec<usize>,
    /// Who took part.
    pub people: Vec<PersonIx>,
    /// Where.
    pub place: Option<PlacePageIx>,
    /// Every report, in order of publication.
    pub reports: Vec<Report>,
    /// The summit that it belongs to.
    pub summit: Option<SummitIx>,
    /// The editor's corrections that it shows: into [`Coverage::corrections`]. An entry that the editor
    /// added has no reports, and one of these says where it is known from.
    pub corrections: Vec<usize>,
    /// True where the editor wants it to stand first.
    pub pinned: bool,
}

/// A report of an entry: one event mention of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// The article.
    pub article: ArticleIx,
    /// The event mention in it.
    pub event: crate::extract::EventIx,
}

/// A step in the status of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// What it became.
    pub status: Status,
    /// Index into the entry's reports of the one that says so.
    pub report: usize,
}

/// Words that somebody said, with every report of them.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// `q-` and 6 hex digits of the normalised words.
    pub id: String,
    /// Who said it, where it is a known person and certain enough.
    pub speaker: Option<PersonIx>,
    /// The source as written, where no person is known.
    pub speaker_text: Option<String>,
    /// Direct, mixed or indirect: of the first report.
    pub kind: QuoteKind,
    /// Every report of the words: evidence with the verbatim span and the index of the quote there.
    pub reports: Vec<(Evidence, usize)>,
    /// Quotations that give the same utterance in other words, or a part of it.
    pub wordings: Vec<QuotationIx>,
}

/// A summit.
#[derive(Clone, Debug)]
pub struct Summit {
    /// Stem of the editor's file, or the slug of the name that articles give.
    pub id: String,
    /// The editor's file, where there is one.
    pub editor: Option<EditorSummit>,
    /// Its title.
    pub title: String,
    /// Articles about it, in order of publication.
    pub articles: Vec<ArticleIx>,
    /// What happened at it, in the timeline's order.
    pub entries: Vec<EntryIx>,
    /// Who is present in its articles, most present first.
    pub people: Vec<PersonIx>,
}

/// How many of each the site has; what `build` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// People.
    pub people: usize,
    /// Entries of the timeline.
    pub entries: usize,
    /// Quotations.
    pub quotations: usize,
    /// Places.
    pub places: usize,
}

impl Coverage {
    /// How many of each there are.
    pub fn counts(&self) -> Counts {
        Counts {
            articles: self.articles.len(),
            people: self.people.len(),
            entries: self.entries.len(),
            quotations: self.quotations.len(),
            places: self.places.len(),
        }
    }

    /// The event mention that a report stands for.
    pub fn event(&self, report: Report) -> &EventMention {
        &self.articles[report.article].annotations.events[report.event]
    }

    /// The sentence around a piece of evidence.
    pub fn sentence(&self, evidence: Evidence) -> Span {
        let sentences = &self.articles[evidence.article].annotations.sentences;
        let at = sentences.partition_point(|s| s.start <= evidence.span.start);
        at.checked_sub(1).map_or(evidence.span, |ix| sentences[ix])
    }

    /// The words of a piece of evidence.
    pub fn words(&self, evidence: Evidence) -> &str {
        evidence.span.of(&self.articles[evidence.article].article.body.text)
    }
}

/// Links articles into coverage. The order of `articles` does not matter.
pub fn link(
    articles: Vec<(std::sync::Arc<Article>, std::sync::Arc<Annotations>)>,
    editor: EditorFiles,
) -> Warned<Coverage> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut coverage = Coverage { articles: in_order(articles), ..Coverage::default() };
    people::link(&mut coverage, &editor.people, &mut diagnostics);
    places::link(&mut coverage);
    summits::link(&mut coverage, &editor.summits, &mut diagnostics);
    // Neither knows the other.
    let (merged, quoted) = rayon::join(
        || timeline::merge(&coverage, &editor.corrections, &mut diagnostics),
        || {
            let mut quoted = quotations::join(&coverage);
            wordings::link(&coverage, &mut quoted.quotations);
            quoted
        },
    );
    merged.put(&mut coverage);
    quoted.put(&mut coverage);
    coverage.pages = editor.pages;
    backlink(&mut coverage);
    Warned { value: coverage, diagnostics }
}

/// Articles by (published, id).
fn in_order(articles: Vec<(std::sync::Arc<Article>, std::sync::Arc<Annotations>)>) -> Vec<CoveredArticle> {
    let mut covered: Vec<CoveredArticle> = articles
        .into_iter()
        .map(|(article, annotations)| {
            let published = article.published();
            CoveredArticle { article, annotations, published, reading: Reading::default() }
        })
        .collect();
    covered.sort_by(|a, b| (a.published, &a.article.id).cmp(&(b.published, &b.article.id)));
    covered
}

/// The people whom `words` name or describe, each once.
fn named_within(covered: &CoveredArticle, words: Span) -> Vec<PersonIx> {
    let mentions = &covered.annotations.people.mentions;
    let first = mentions.partition_point(|mention| mention.span.start < words.start);
    let inside = mentions[first..].iter().take_while(|mention| mention.span.start < words.end);
    let named = inside.filter(|mention| mention.kind != MentionKind::Pronoun);
    let mut people: Vec<PersonIx> =
        named.filter_map(|mention| covered.reading.people.get(mention.chain).copied()).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// From people, places and summits back to the entries and quotations that name them.
fn backlink(coverage: &mut Coverage) {
    for (ix, entry) in coverage.entries.iter().enumerate() {
        for &person in &entry.people {
            coverage.people[person].entries.push(ix);
        }
        if let Some(place) = entry.place {
            coverage.places[place].entries.push(ix);
        }
        if let Some(summit) = entry.summit {
            coverage.summits[summit].entries.push(ix);
        }
    }
    for (ix, quotation) in coverage.quotations.iter().enumerate() {
        if let Some(person) = quotation.speaker {
            coverage.people[person].quotations.push(ix);
        }
        let mut named: Vec<PersonIx> = quotation
            .reports
            .first()
            .map(|(evidence, _)| named_within(&coverage.articles[evidence.article], evidence.span))
            .unwrap_or_default();
        named.retain(|&person| quotation.speaker != Some(person));
        for person in named {
            coverage.people[person].quoted_about.push(ix);
        }
    }
}
