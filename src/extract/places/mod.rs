//! Places: countries, cities and venues, with their zones.

mod gazetteer;
pub(crate) mod phrase;

pub use gazetteer::{
    Nation, NationForm, Place, country_of, demonym, demonym_at, nation_at, place_at, place_named, zone_at,
    zone_of,
};

use super::{Anchor, PlaceMention};
use crate::text::Text;

/// Finds the places of `text`, sorted by span.
pub fn places(_text: &Text<'_>, _anchor: &Anchor) -> Vec<PlaceMention> {
    Vec::new()
}
