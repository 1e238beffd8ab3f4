//! People: who is named, in which role, and which mentions are the same person.
//!
//! Words of names are recognised first ([`recognise`]), then joined into chains ([`chain`]) with the
//! roles that stand at them ([`role`]); descriptions ([`describe`]) and pronouns ([`pronoun`]) follow.
//! Entry point: [`people`].

mod chain;
mod describe;
mod layer;
mod lexicon;
mod name;
mod pronoun;
mod recognise;
mod role;
pub mod tagger;
mod word;

use super::{PeopleLayer, PlaceMention};
use crate::text::Text;

/// Finds the people of `text`.
pub fn people(text: &Text<'_>, places: &[PlaceMention]) -> PeopleLayer {
    let words = word::Words::read(text);
    let places: Vec<_> = places.iter().map(|place| place.span).collect();
    let names = recognise::names(&words, &places);
    layer::build(&words, &names)
}
