//! From one article's text to its [`Annotations`]: five layers, each over the ones before it.
//!
//! Everything here is a pure function of the text and the [`Anchor`]; no other article, file or clock
//! plays a part. Entry point: [`annotate`].

mod annotations;
pub mod contract;
pub mod events;
pub mod people;
pub mod places;
pub mod quotes;
pub mod time;

pub use annotations::*;
pub use time::Anchor;

use crate::text::Text;

/// Reads the layers of `text`, which was published at `anchor`.
pub fn annotate(text: &Text<'_>, anchor: &Anchor) -> Annotations {
    let places = places::places(text, anchor);
    let times = time::times(text, anchor);
    let people = people::people(text, &places);
    let quotes = quotes::quotes(text, &people);
    let sentences = text.sentences().iter().map(|s| s.span).collect();
    let mut annotations = Annotations { sentences, times, people, places, quotes, events: Vec::new() };
    annotations.events = events::events(text, anchor, &annotations);
    annotations
}
