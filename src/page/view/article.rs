//! An article, and the facts that were read from it, each beside the sentence that says so.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::{one_line, quoted};
use super::{Body, Desk, Head, Link, View};
use crate::article::{Image, PublicationTime, SourceCredit};
use crate::coverage::{ArticleIx, CoveredArticle};
use crate::extract::{MentionKind, QuoteKind};
use crate::page::Target;
use crate::page::words;
use crate::span::Span;
use crate::zone::ZoneSource;

/// An article. Its body is not part of the view: it is woven when the page is rendered.
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// Headline.
    pub title: String,
    /// Standfirst.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Dateline city.
    pub place: Option<Link>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// Where it, or what it quotes, comes from.
    pub source: Option<SourceCredit>,
    /// How to cite it.
    pub cite: super::cite::CiteView,
    /// Lead image; its `src` leads there from the page.
    pub image: Option<Image>,
    /// Published corrections.
    pub errata: Vec<Correction>,
    /// The summit that it is about.
    pub summit: Option<Link>,
    /// What that was inferred from, where its front matter names none.
    pub inferred: Vec<Link>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// True for a draft.
    pub draft: bool,
    /// The article that tells of what came before.
    pub before: Option<Link>,
    /// The article that tells of what came after.
    pub after: Option<Link>,
    /// What was read from it.
    pub facts: Facts,
}

/// A publication time.
#[derive(Debug, Serialize)]
pub struct Moment {
    /// "Thursday 28 February 2019, 06:45".
    pub text: String,
    /// For `<time datetime>`.
    pub datetime: String,
    /// "UTC+7"; `None` where only the day is known.
    pub zone: Option<String>,
    /// "23:45 UTC on 27 Feb".
    pub utc: Option<String>,
}

/// A published correction.
#[derive(Debug, Serialize)]
pub struct Correction {
    /// "28 February 2019".
    pub date: String,
    /// For `<time datetime>`.
    pub datetime: String,
    /// What was corrected.
    pub note: String,
}

/// What was read from an article.
#[derive(Debug, Default, Serialize)]
pub struct Facts {
    /// How many there are.
    pub count: usize,
    /// Event mentions.
    pub events: Vec<EventRow>,
    /// Quotations.
    pub quotes: Vec<QuoteRow>,
    /// People.
    pub people: Vec<PersonRow>,
    /// Times.
    pub times: Vec<TimeRow>,
    /// Places.
    pub places: Vec<PlaceRow>,
    /// What the editor corrected in what was read from it.
    pub corrections: Vec<CorrectionRow>,
    /// Each sentence that is evidence, with its number, its anchor and the row that it leads to.
    #[serde(skip)]
    pub sentences: Vec<SentenceFact>,
}

/// A sentence that is evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceFact {
    /// Where it stands.
    pub span: Span,
    /// Its number among the sentences that are evidence, from 1.
    pub number: usize,
    /// Its anchor.
    pub id: String,
    /// The anchor of the first fact that was read from it.
    pub row: String,
}

/// Where a fact was read: its own anchor, and the sentence with its number.
#[derive(Debug, Default, Serialize)]
pub struct At {
    /// The anchor of the row.
    pub id: String,
    /// The number of the sentence.
    pub number: usize,
    /// The same in words: "Sentence 3".
    pub label: String,
    /// The link to it.
    pub href: String,
}

/// An event mention.
#[derive(Debug, Serialize)]
pub struct EventRow {
    /// Where it was read.
    pub at: At,
    /// "28 Feb 2019, about 08:55"; empty where nothing is known.
    pub when: String,
    /// For `<time datetime>`.
    pub datetime: Option<String>,
    /// Class of its status.
    pub class: &'static str,
    /// True where what it says is to be struck through.
    pub struck: bool,
    /// Its status in words.
    pub status: &'static str,
    /// What.
    pub gist: String,
    /// Its entry on the timeline.
    pub entry: Option<String>,
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct QuoteRow {
    /// Where it was read.
    pub at: At,
    /// The words.
    pub text: String,
    /// True where the words stand in quotation marks.
    pub marked: bool,
    /// Who said it.
    pub speaker: Option<Link>,
    /// The source as written, where no person is known.
    pub source: Option<String>,
    /// Where it stands among the quotations.
    pub href: Option<String>,
}

/// A person.
#[derive(Debug, Serialize)]
pub struct PersonRow {
    /// Where the person is first named.
    pub at: At,
    /// Who.
    pub person: Link,
    /// The roles that the article states.
    pub roles: Vec<String>,
    /// How often the article refers to the person by name or description.
    pub mentions: usize,
}

/// A time.
#[derive(Debug, Serialize)]
pub struct TimeRow {
    /// Where it was read.
    pub at: At,
    /// As written.
    pub text: String,
    /// What it means.
    pub meaning: String,
    /// For `<time datetime>`.
    pub datetime: Option<String>,
    /// How the zone is known, where the text does not state it.
    pub note: Option<&'static str>,
}

/// A correction of the timeline by the editor.
#[derive(Debug, Serialize)]
pub struct CorrectionRow {
    /// Where the words are that it is about.
    pub at: At,
    /// "1 March 2019".
    pub date: String,
    /// What was changed.
    pub what: String,
    /// Where it stands among the corrections.
    pub href: String,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct PlaceRow {
    /// Where it was first read.
    pub at: At,
    /// Where it leads.
    pub place: Link,
}

pub(super) fn article(desk: &Desk<'_>, ix: ArticleIx) -> View {
    let covered = &desk.site.coverage.articles[ix];
    let front = &covered.article.front;
    let (before, after) = desk.site.course.beside(ix);
    let summit = covered.reading.summit.map(|s| Link {
        text: desk.site.coverage.summits[s].title.clone(),
        href: desk.to(&desk.site.summit_route(s)),
    });
    let view = ArticleView {
        title: front.title.clone(),
        summary: front.summary.clone(),
        authors: front.authors.clone(),
        place: dateline(desk, covered),
        published: moment(desk, covered, front.date),
        updated: front.updated.and_then(|at| moment(desk, covered, at)),
        source: front.source.clone(),
        cite: super::cite::article(desk, ix),
        image: front.image.as_ref().map(|image| placed(desk, &covered.article.file, image)),
        errata: front
            .errata
            .iter()
            .map(|e| Correction {
                date: desk.words().long_date(e.date),
                datetime: words::digits::day(e.date),
                note: e.note.clone(),
            })
            .collect(),
        summit,
        inferred: inferred(desk, covered),
        tags: front.tags.clone(),
        draft: front.draft,
        before: before.map(|other| desk.article(other)),
        after: after.map(|other| desk.article(other)),
        facts: facts(desk, ix),
    };
    let description =
        front.summary.clone().unwrap_or_else(|| super::first_sentence(&covered.article.body.text));
    let head = Head {
        title: front.title.clone(),
        description,
        section: "articles",
        noindex: front.draft,
        ..Head::default()
    };
    View::new(head, Body::Article(Box::new(view)), "article.html")
}

/// What says that an article belongs to a summit which it does not name: its dateline, and the words.
fn inferred(desk: &Desk<'_>, covered: &CoveredArticle) -> Vec<Link> {
    let Some(why) = &covered.reading.inferred else { return Vec::new() };
    let filed = dateline(desk, covered).filter(|_| why.dateline);
    let words = why.named.iter().map(|&evidence| Link {
        text: one_line(desk.site.coverage.words(evidence)),
        href: desk.evidence(evidence),
    });
    filed.into_iter().chain(words).collect()
}

/// An image whose source leads there from the page.
pub(super) fn placed(desk: &Desk<'_>, file: &str, image: &Image) -> Image {
    let src = match desk.site.resolve(file, &image.src) {
        Target::Internal(route, _) => desk.to(&route),
        _ => image.src.clone(),
    };
    Image { src, ..image.clone() }
}

/// The dateline city; a link where the coverage has a page for it.
fn dateline(desk: &Desk<'_>, covered: &CoveredArticle) -> Option<Link> {
    let city = covered.article.front.place.clone()?;
    let places = &desk.site.coverage.places;
    let id = crate::slug::slug(&city);
    let found = places.binary_search_by(|p| p.id.as_str().cmp(&id)).ok();
    let href = found.map_or(String::new(), |p| desk.to(&desk.site.place_route(p)));
    Some(Link { text: city, href })
}

fn moment(desk: &Desk<'_>, covered: &CoveredArticle, time: PublicationTime) -> Option<Moment> {
    let zone = covered.article.anchor.zone;
    let at = match time {
        PublicationTime::Unknown => return None,
        PublicationTime::Day(day) => {
            return Some(Moment {
                text: desk.words().weekday_date(day),
                datetime: words::digits::day(day),
                zone: None,
                utc: None,
            });
        }
        PublicationTime::Local(local) => zone.instant_or_nearest(local),
        PublicationTime::Instant(at) => zone.instant_or_nearest(zone.local(at)),
    };
    Some(Moment {
        text: desk.words().byline(at, zone),
        datetime: words::instant(at),
        zone: Some(words::offset(at)),
        utc: desk.words().utc(at),
    })
}

/// Gives numbers to sentences and anchors to rows while facts are gathered.
struct Gathering<'s> {
    covered: &'s CoveredArticle,
    /// By index of the sentence: the row that it leads to.
    rows: BTreeMap<usize, String>,
    count: usize,
}

impl Gathering<'_> {
    fn sentence(&self, span: Span) -> Option<usize> {
        let sentences = &self.covered.annotations.sentences;
        sentences.partition_point(|s| s.start <= span.start).checked_sub(1)
    }

    /// A new row for a fact in `span`. Its sentence leads to it, if to nothing yet.
    fn row(&mut self, span: Span) -> At {
        self.count += 1;
        let id = format!("d-f{}", self.count);
        self.leads(span, &id);
        // The number waits until all sentences are known; until then it is the sentence's index.
        At { id, number: self.sentence(span).unwrap_or(0), ..At::default() }
    }

    fn leads(&mut self, span: Span, row: &str) {
        if let Some(sentence) = self.sentence(span) {
            self.rows.entry(sentence).or_insert_with(|| row.to_owned());
        }
    }
}

/// The facts that were read from an article.
pub(super) fn facts(desk: &Desk<'_>, ix: ArticleIx) -> Facts {
    let covered = &desk.site.coverage.articles[ix];
    let mut gathering = Gathering { covered, rows: BTreeMap::new(), count: 0 };
    let mut facts = Facts {
        events: events(desk, &mut gathering),
        quotes: quotes(desk, &mut gathering),
        people: people(desk, &mut gathering),
        times: times(desk, covered, &mut gathering),
        places: places(desk, covered, &mut gathering),
        corrections: corrections(desk, ix, &mut gathering),
        ..Facts::default()
    };
    facts.count = gathering.count;
    let mut numbers: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    for (number, (sentence, row)) in gathering.rows.into_iter().enumerate() {
        let span = covered.annotations.sentences[sentence];
        let id = desk.site.sentence_anchor(ix, sentence);
        numbers.insert(sentence, (number + 1, format!("#{id}")));
        facts.sentences.push(SentenceFact { span, number: number + 1, id, row });
    }
    let all = facts.events.iter_mut().map(|r| &mut r.at);
    let all = all.chain(facts.quotes.iter_mut().map(|r| &mut r.at));
    let all = all.chain(facts.people.iter_mut().map(|r| &mut r.at));
    let all = all.chain(facts.times.iter_mut().map(|r| &mut r.at));
    let all = all.chain(facts.corrections.iter_mut().map(|r| &mut r.at));
    for at in all.chain(facts.places.iter_mut().map(|r| &mut r.at)) {
        if let Some((number, href)) = numbers.get(&at.number) {
            (at.number, at.href) = (*number, href.clone());
            at.label = desk.words().fill("sentence", &[("n", &number.to_string())]);
        }
    }
    facts
}

fn events(desk: &Desk<'_>, gathering: &mut Gathering<'_>) -> Vec<EventRow> {
    let covered = gathering.covered;
    let row = |(event_ix, event): (usize, &crate::extract::EventMention)| EventRow {
        at: gathering.row(event.span),
        when: event.when.as_ref().map_or(String::new(), |w| desk.words().date_and_hour(w)),
        datetime: event.when.as_ref().and_then(words::hour_datetime),
        class: words::status_class(event.status),
        struck: super::entry::struck(event.status, &event.gist),
        status: desk.words().status(event.status),
        gist: event.gist.clone(),
        entry: covered
            .reading
            .entries
            .get(event_ix)
            .copied()
            .flatten()
            .map(|entry| desk.entry_href(entry))
            .filter(|href| !href.is_empty()),
    };
    // What the editor took off the timeline is no fact of this article either.
    let hidden = |event: usize| matches!(covered.reading.entries.get(event), Some(None));
    covered.annotations.events.iter().enumerate().filter(|(event, _)| !hidden(*event)).map(row).collect()
}

fn quotes(desk: &Desk<'_>, gathering: &mut Gathering<'_>) -> Vec<QuoteRow> {
    let covered = gathering.covered;
    let text = &covered.article.body.text;
    let row = |(quote_ix, quote): (usize, &crate::extract::Quote)| {
        let certain = Desk::attributed(quote);
        let person = quote.speaker.and_then(|chain| covered.reading.people.get(chain)).copied();
        let quotation = covered.reading.quotations.get(quote_ix).copied().flatten();
        QuoteRow {
            at: gathering.row(quote.span),
            text: quoted(quote.span.of(text)),
            marked: quote.kind != QuoteKind::Indirect,
            speaker: person.filter(|_| certain).map(|p| desk.person(p)),
            source: quote.speaker_span.filter(|_| certain).map(|s| s.of(text).to_owned()),
            href: quotation.map(|q| {
                let (route, id) = desk.site.quotation_route(q);
                format!("{}#{id}", desk.to(&route))
            }),
        }
    };
    covered.annotations.quotes.iter().enumerate().map(row).collect()
}

fn people(desk: &Desk<'_>, gathering: &mut Gathering<'_>) -> Vec<PersonRow> {
    let covered = gathering.covered;
    let layer = &covered.annotations.people;
    let mut first: Vec<Option<(Span, usize)>> = vec![None; layer.chains.len()];
    let mut rows: Vec<Option<String>> = vec![None; layer.chains.len()];
    for mention in layer.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
        if let Some(slot) = first.get_mut(mention.chain) {
            let named = mention.kind == MentionKind::Name;
            match slot {
                Some((_, count)) => *count += 1,
                None if named => *slot = Some((mention.span, 1)),
                None => {}
            }
        }
    }
    let mut found = Vec::new();
    for (chain_ix, chain) in layer.chains.iter().enumerate() {
        let Some(&person) = covered.reading.people.get(chain_ix) else { continue };
        let Some((span, mentions)) = first[chain_ix] else { continue };
        let at = gathering.row(span);
        rows[chain_ix] = Some(at.id.clone());
        for role in &chain.roles {
            gathering.leads(role.span, &at.id);
        }
        let roles = chain.roles.iter().map(|r| one_line(&r.text)).collect();
        found.push(PersonRow { at, person: desk.person(person), roles, mentions });
    }
    for relation in &layer.relations {
        if let Some(Some(row)) = rows.get(relation.of) {
            gathering.leads(relation.span, row);
        }
    }
    for mention in layer.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        if let Some(Some(row)) = rows.get(mention.chain) {
            gathering.leads(mention.span, row);
        }
    }
    found
}

fn times(desk: &Desk<'_>, covered: &CoveredArticle, gathering: &mut Gathering<'_>) -> Vec<TimeRow> {
    let row = |time: &crate::extract::TimeMention| TimeRow {
        at: gathering.row(time.span),
        text: one_line(time.span.of(&covered.article.body.text)),
        meaning: desk.words().meaning(&time.value),
        datetime: words::datetime(&time.value),
        note: match time.value.zone_source {
            Some(ZoneSource::Inferred) if words::has_clock(&time.value) => {
                Some(desk.words().text("zone_from_place"))
            }
            Some(ZoneSource::Assumed) if words::has_clock(&time.value) => {
                Some(desk.words().text("zone_assumed"))
            }
            _ => None,
        },
    };
    covered.annotations.times.iter().map(row).collect()
}

fn places(desk: &Desk<'_>, covered: &CoveredArticle, gathering: &mut Gathering<'_>) -> Vec<PlaceRow> {
    let mut rows: BTreeMap<usize, String> = BTreeMap::new();
    let mut found = Vec::new();
    for (mention, place) in covered.annotations.places.iter().zip(&covered.reading.places) {
        let Some(place) = *place else { continue };
        match rows.get(&place) {
            Some(row) => gathering.leads(mention.span, row),
            None => {
                let at = gathering.row(mention.span);
                rows.insert(place, at.id.clone());
                found.push(PlaceRow { at, place: desk.place(place) });
            }
        }
    }
    found
}

fn corrections(desk: &Desk<'_>, ix: ArticleIx, gathering: &mut Gathering<'_>) -> Vec<CorrectionRow> {
    let all = desk.site.coverage.corrections.iter().enumerate();
    all.filter_map(|(number, applied)| {
        let evidence = applied.evidence.filter(|evidence| evidence.article == ix)?;
        Some(CorrectionRow {
            at: gathering.row(evidence.span),
            date: desk.words().long_date(applied.correction.date),
            what: super::corrections::deeds(desk.site, applied).join(" "),
            href: desk.correction_href(number),
        })
    })
    .collect()
}
