//! Places: countries, cities and venues, with their zones.
//!
//! The gazetteer says what a name may be ([`place_at`]); [`mention`] weighs what the words around it and
//! the dateline say; [`venue`] reads buildings by pattern. Demonyms are no places. Entry point:
//! [`places`].

mod gazetteer;
mod mention;
pub(crate) mod phrase;
mod venue;
mod words;

pub use gazetteer::{
    Nation, NationForm, Place, country_of, demonym, demonym_at, nation_at, place_at, place_named, zone_at,
    zone_of,
};
pub use mention::places;
