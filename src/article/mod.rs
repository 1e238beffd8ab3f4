//! One article: its id, its front matter and its body. Needs no other article.

mod body;
mod front_matter;
pub mod markdown;
mod source_map;

pub use body::{Alignment, Body, Element, Heading, Piece};
pub use front_matter::{Erratum, FrontMatter, Image, PublicationTime, SourceCredit};
pub use source_map::SourceMap;

/// An article, parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its `slug`, else the stem of its file: names its route and the ids of its facts.
    pub id: String,
    /// Its file, relative to the site folder.
    pub file: String,
    /// What stands above it.
    pub front: FrontMatter,
    /// Where the front matter's values stand in the file: (key, value's place), for messages.
    pub keys: Vec<(String, crate::span::SourceSpan)>,
    /// Text and markup.
    pub body: Body,
    /// When and where it was published: what its times hang on.
    pub anchor: crate::extract::Anchor,
}

impl Article {
    /// When it was published: the instant, or the start of the day in the article's zone.
    pub fn published(&self) -> Option<chrono::DateTime<chrono::FixedOffset>> {
        let zone = self.anchor.zone;
        match self.front.date {
            PublicationTime::Unknown => None,
            PublicationTime::Day(day) => Some(zone.instant_or_nearest(day.and_time(chrono::NaiveTime::MIN))),
            PublicationTime::Local(local) => Some(zone.instant_or_nearest(local)),
            PublicationTime::Instant(instant) => Some(instant),
        }
    }
}
