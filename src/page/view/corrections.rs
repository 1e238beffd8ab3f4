//! The public page of corrections: what the editor changed on the timeline, and the errata of articles.
//!
//! A site that is to be trusted shows what it got wrong. Entry points: [`corrections`], and
//! [`Desk::corrections`] for the corrections of one entry.

use chrono::NaiveDate;
use serde::Serialize;

use super::entry::Desk;
use super::{Body, Head, Link, Says, View, part_links, slice};
use crate::coverage::timeline::Applied;
use crate::coverage::{ArticleIx, Coverage, Entry};
use crate::page::links::part_route;
use crate::page::{LINES, Route, Site, parts};

/// Something that was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// By the editor, on the timeline: into the coverage's corrections.
    Timeline(usize),
    /// By an article's own erratum: the article, and which of its errata.
    Erratum(ArticleIx, usize),
}

/// A correction of an entry, beside it.
#[derive(Debug, Serialize)]
pub struct HandView {
    /// "1 March 2019".
    pub date: String,
    /// For `<time datetime>`.
    pub datetime: String,
    /// What was changed, and what stood there before.
    pub what: Vec<String>,
    /// Why.
    pub note: Option<String>,
    /// Where it stands among the corrections.
    pub href: String,
}

/// All corrections, newest first.
#[derive(Debug, Serialize)]
pub struct CorrectionsView {
    /// Those of this part.
    pub notices: Vec<NoticeView>,
    /// How many there are in all.
    pub count: usize,
    /// To the feed of them, where the site has an address.
    pub feed: Option<String>,
}

/// A correction on the page of them.
#[derive(Debug, Serialize)]
pub struct NoticeView {
    /// Its anchor.
    pub id: String,
    /// "1 March 2019".
    pub date: String,
    /// For `<time datetime>`.
    pub datetime: String,
    /// True for one of the timeline, false for an article's own.
    pub timeline: bool,
    /// What was changed, and what stood there before.
    pub what: Vec<String>,
    /// Why; the whole text of an erratum.
    pub note: Option<String>,
    /// The entry that was changed.
    pub entry: Option<Link>,
    /// The sentence that it is about.
    pub says: Option<Says>,
    /// The article that it is about.
    pub article: Option<Link>,
    /// The source of something added; its address may be empty.
    pub source: Option<Link>,
}

impl Notice {
    /// When it was made.
    pub(crate) fn date(self, coverage: &Coverage) -> NaiveDate {
        match self {
            Notice::Timeline(ix) => coverage.corrections[ix].correction.date,
            Notice::Erratum(article, ix) => coverage.articles[article].article.front.errata[ix].date,
        }
    }

    /// Its anchor: of what it says alone.
    pub(crate) fn id(self, coverage: &Coverage) -> String {
        let words = match self {
            Notice::Timeline(ix) => {
                let correction = &coverage.corrections[ix].correction;
                let anchor = correction.anchor.as_ref();
                let about = anchor.map_or(("", ""), |a| (a.article.as_str(), a.sentence.as_str()));
                let add = correction.add.as_ref().map_or("", |add| add.gist.as_str());
                let note = correction.note.as_deref().unwrap_or_default();
                [&correction.date.to_string(), about.0, about.1, add, note].join("\n")
            }
            Notice::Erratum(article, ix) => {
                let article = &coverage.articles[article].article;
                let erratum = &article.front.errata[ix];
                [&erratum.date.to_string(), article.id.as_str(), &erratum.note].join("\n")
            }
        };
        format!("c-{}", &blake3::hash(words.as_bytes()).to_hex()[..8])
    }
}

/// All corrections of a site, newest first.
pub(crate) fn notices(coverage: &Coverage) -> Vec<Notice> {
    let mut all: Vec<Notice> = (0..coverage.corrections.len()).map(Notice::Timeline).collect();
    for (article, covered) in coverage.articles.iter().enumerate() {
        all.extend((0..covered.article.front.errata.len()).map(|ix| Notice::Erratum(article, ix)));
    }
    all.sort_by_cached_key(|notice| std::cmp::Reverse((notice.date(coverage), notice.id(coverage))));
    all
}

/// What was changed, and what stood there before, one sentence each.
pub(crate) fn deeds(site: &Site, applied: &Applied) -> Vec<String> {
    let correction = &applied.correction;
    let was = &applied.was;
    let words = site.words();
    let entry = applied.entry.map(|ix| &site.coverage.entries[ix]);
    let time = |when: Option<&crate::extract::When>| {
        when.map_or_else(|| words.text("time_not_stated").to_owned(), |w| words.date_and_hour(w))
    };
    let mut deeds = Vec::new();
    if let Some(add) = &correction.add {
        let when = entry.and_then(|entry| entry.when.as_ref());
        deeds.push(match when {
            Some(when) => {
                words.fill("deed_added_at", &[("x", &add.gist), ("time", &words.date_and_hour(when))])
            }
            None => words.fill("deed_added", &[("x", &add.gist)]),
        });
    }
    if correction.hide {
        deeds.push(words.fill("deed_hidden", &[("x", &was.gist)]));
    }
    if correction.split {
        deeds.push(words.text("deed_split").to_owned());
    }
    if !was.articles.is_empty() {
        let titles: Vec<String> = was
            .articles
            .iter()
            .map(|&ix| format!("“{}”", site.coverage.articles[ix].article.front.title))
            .collect();
        deeds.push(words.fill("deed_joined", &[("x", &titles.join(&format!("{} ", words.text("comma"))))]));
    }
    if let Some(retime) = &correction.retime {
        let now = match retime {
            crate::coverage::timeline::RetimeTo::Unknown => None,
            _ => entry.and_then(|entry| entry.when.as_ref()),
        };
        deeds.push(words.fill("deed_retimed", &[("x", &time(now)), ("before", &time(was.when.as_ref()))]));
    }
    if let Some(status) = correction.status {
        let before = was.status.map_or("", |s| words.status(s)).to_lowercase();
        deeds.push(
            words.fill("deed_status", &[("x", &words.status(status).to_lowercase()), ("before", &before)]),
        );
    }
    if correction.gist.is_some() {
        deeds.push(words.fill("deed_gist", &[("x", &was.gist)]));
    }
    if correction.pin {
        deeds.push(words.text("deed_pinned").to_owned());
    }
    deeds
}

impl Desk<'_> {
    /// The corrections of an entry.
    pub(super) fn corrections(&self, entry: &Entry) -> Vec<HandView> {
        let hand = |&ix: &usize| {
            let applied = &self.site.coverage.corrections[ix];
            HandView {
                date: self.words().long_date(applied.correction.date),
                datetime: applied.correction.date.to_string(),
                what: deeds(self.site, applied),
                note: applied.correction.note.clone(),
                href: self.correction_href(ix),
            }
        };
        entry.corrections.iter().map(hand).collect()
    }

    /// Where a correction of the timeline stands among all corrections.
    pub(super) fn correction_href(&self, ix: usize) -> String {
        let notice = Notice::Timeline(ix);
        let position = self.site.notices.iter().position(|other| *other == notice).unwrap_or(0);
        let route = part_route("corrections/index.html", position / LINES + 1);
        let id = notice.id(&self.site.coverage);
        if route == *self.here { format!("#{id}") } else { format!("{}#{id}", self.to(&route)) }
    }

    fn notice(&self, notice: Notice) -> NoticeView {
        let coverage = &self.site.coverage;
        let date = notice.date(coverage);
        let view = NoticeView {
            id: notice.id(coverage),
            date: self.words().long_date(date),
            datetime: date.to_string(),
            timeline: matches!(notice, Notice::Timeline(_)),
            what: Vec::new(),
            note: None,
            entry: None,
            says: None,
            article: None,
            source: None,
        };
        match notice {
            Notice::Erratum(article, ix) => NoticeView {
                note: Some(coverage.articles[article].article.front.errata[ix].note.clone()),
                article: Some(self.article(article)),
                ..view
            },
            Notice::Timeline(ix) => {
                let applied = &coverage.corrections[ix];
                let add = applied.correction.add.as_ref();
                let source = add.and_then(|add| add.source.as_ref());
                NoticeView {
                    what: deeds(self.site, applied),
                    note: applied.correction.note.clone(),
                    entry: applied.entry.map(|ix| Link {
                        text: coverage.entries[ix].gist.clone(),
                        href: self.entry_href(ix),
                    }),
                    says: applied.evidence.map(|evidence| self.says(evidence)),
                    source: source.map(|source| Link {
                        text: source.name.clone(),
                        href: source.url.clone().unwrap_or_default(),
                    }),
                    ..view
                }
            }
        }
    }
}

pub(super) fn corrections(desk: &Desk<'_>, part: usize) -> View {
    let all = &desk.site.notices;
    let feed = Route::new("corrections/feed.xml");
    let view = CorrectionsView {
        notices: slice(all, part, LINES).iter().map(|&notice| desk.notice(notice)).collect(),
        count: all.len(),
        feed: desk.site.page(&feed).is_some().then(|| desk.to(&feed)),
    };
    let first = Route::new("corrections/index.html");
    let head = Head {
        title: desk.words().text("errata").to_owned(),
        description: desk.words().text("corrections_about").to_owned(),
        section: "about",
        part,
        parts: part_links(desk, &first, part, parts(all.len(), LINES), |part| part.to_string()),
        ..Head::default()
    };
    View::new(head, Body::Corrections(view), "corrections.html")
}
