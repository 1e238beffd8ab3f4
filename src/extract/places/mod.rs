//! Places: countries, cities and venues, with their zones.

use super::{Anchor, PlaceMention};
use crate::text::Text;

/// Finds the places of `text`, sorted by span.
pub fn places(_text: &Text<'_>, _anchor: &Anchor) -> Vec<PlaceMention> {
    Vec::new()
}

/// The zone of a dateline place, where the gazetteer knows it and it lies in one zone only.
pub fn zone_of(_place: &str) -> Option<crate::zone::Zone> {
    None
}
