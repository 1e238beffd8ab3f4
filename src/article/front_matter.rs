//! The front matter of an article, as meant.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::zone::Zone;

/// What an editor wrote above an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Headline.
    pub title: String,
    /// Publication time.
    pub date: PublicationTime,
    /// Last change of the article.
    pub updated: Option<PublicationTime>,
    /// Dateline city.
    pub place: Option<String>,
    /// Zone of the report.
    pub zone: Option<Zone>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it, or what it quotes, comes from.
    pub source: Option<SourceCredit>,
    /// Standfirst.
    pub summary: Option<String>,
    /// Id of the summit that it is about.
    pub summit: Option<String>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Lead image.
    pub image: Option<Image>,
    /// Left out unless `--drafts`.
    pub draft: bool,
    /// Takes the place of the file's stem in routes and ids.
    pub slug: Option<String>,
    /// Old routes that redirect here.
    pub aliases: Vec<String>,
    /// Published corrections.
    pub errata: Vec<Erratum>,
}

/// When an article was published, with the precision that was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicationTime {
    /// Not given.
    #[default]
    Unknown,
    /// A day.
    Day(NaiveDate),
    /// A local time without offset: read in the article's zone.
    Local(NaiveDateTime),
    /// An instant.
    Instant(DateTime<FixedOffset>),
}

/// Where an article, or what it quotes, comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceCredit {
    /// Who published it.
    pub name: String,
    /// Where.
    pub url: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
}

/// An image with its description and credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Path under `static/`, or a URL.
    pub src: String,
    /// What it shows.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
}

/// A published correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erratum {
    /// When it was published.
    pub date: NaiveDate,
    /// What was corrected.
    pub note: String,
}
