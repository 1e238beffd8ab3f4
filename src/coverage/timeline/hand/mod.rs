//! The editor's hand on the timeline: `content/corrections.yaml`.
//!
//! A correction is anchored by a quotation of the sentence that was misread, so that it survives a new
//! extraction and warns when its sentence is gone. [`read`] turns the file into [`Correction`]s, [`apply`]
//! finds what each is about and changes the clusters and entries, [`mod@schema`] describes the file to editors'
//! programs. Source articles are never changed.

pub(super) mod apply;
pub(crate) mod quotation;
mod read;
mod schema;
mod time;

pub use schema::schema;
pub use time::RetimeTo;

use chrono::NaiveDate;

use super::super::{ArticleIx, EntryIx, Evidence};
use crate::extract::{Status, When};
use crate::span::SourceSpan;
use crate::zone::Zone;

/// The editor's corrections of the timeline, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    /// The file, relative to the site folder; empty where there is none.
    pub file: String,
    /// What it says.
    pub corrections: Vec<Correction>,
}

/// One correction: what it is about, and all that it does there.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When the editor made it; shown on the page.
    pub date: NaiveDate,
    /// Why, in words for readers.
    pub note: Option<String>,
    /// Where it stands in the file.
    pub at: SourceSpan,
    /// The words that it is about; `None` for something added from a source outside the articles.
    pub anchor: Option<Anchor>,
    /// Sentences that tell of the same thing.
    pub merge: Vec<Anchor>,
    /// True where the sentence tells of something else than the reports that it was merged with.
    pub split: bool,
    /// The right time.
    pub retime: Option<RetimeTo>,
    /// The zone of the right time, where it is not that of the article.
    pub zone: Option<Zone>,
    /// The right status.
    pub status: Option<Status>,
    /// The right headline.
    pub gist: Option<String>,
    /// True where nothing of the kind is in the sentence.
    pub hide: bool,
    /// True where it is to stand first.
    pub pin: bool,
    /// Something that was not read from the articles at all.
    pub add: Option<Addition>,
}

/// Words of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The article's id.
    pub article: String,
    /// A quotation from it: the sentence, or as much of it as stands nowhere else.
    pub sentence: String,
    /// The word for the action, where several things are read from the sentence: "signing".
    pub event: Option<String>,
    /// Where it stands in `corrections.yaml`.
    pub at: SourceSpan,
}

/// An event of the editor's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Addition {
    /// What happened, in one sentence.
    pub gist: String,
    /// When.
    pub when: Option<RetimeTo>,
    /// In which zone, where place and summit do not tell.
    pub zone: Option<Zone>,
    /// What became of it.
    pub status: Status,
    /// Names, or ids, of who took part.
    pub people: Vec<String>,
    /// Name, or id, of the place.
    pub place: Option<String>,
    /// Id of the summit.
    pub summit: Option<String>,
    /// Where it is known from, unless a sentence of an article says so.
    pub source: Option<Source>,
}

/// A source outside the articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub name: String,
    /// Where it is.
    pub url: Option<String>,
}

/// A correction and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// As written.
    pub correction: Correction,
    /// The words that it is about.
    pub evidence: Option<Evidence>,
    /// The entry that it changed; `None` where it took one away.
    pub entry: Option<EntryIx>,
    /// What stood there before.
    pub was: Was,
}

/// What stood on the timeline before a correction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Was {
    /// The headline.
    pub gist: String,
    /// The time.
    pub when: Option<When>,
    /// The status.
    pub status: Option<Status>,
    /// The articles whose reports were joined or parted.
    pub articles: Vec<ArticleIx>,
}
