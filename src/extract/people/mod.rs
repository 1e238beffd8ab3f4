//! People: who is named, in which role, and which mentions are the same person.

use super::{PeopleLayer, PlaceMention};
use crate::text::Text;

/// Finds the people of `text`.
pub fn people(_text: &Text<'_>, _places: &[PlaceMention]) -> PeopleLayer {
    PeopleLayer::default()
}
