//! Quotations: the words, and who said them.
//!
//! [`marks`] pairs the quotation marks; [`attribute`] finds cue and source of each pair with the
//! [`reader`]'s noun phrases; [`assemble`] tells speech from names and scare quotes and joins what
//! belongs together; [`indirect`] reads reports without marks. Entry point: [`quotes`].

mod assemble;
mod attribute;
#[cfg(test)]
mod corpus;
mod cue;
mod indirect;
mod lexicon;
mod marks;
mod reader;

use super::{PeopleLayer, Quote};
use crate::text::Text;

/// Finds the quotations of `text`, sorted by span.
pub fn quotes(text: &Text<'_>, people: &PeopleLayer) -> Vec<Quote> {
    let quoted = marks::quoted(text);
    let reader = reader::Reader::new(text, people);
    let mut found = assemble::assemble(&reader, &quoted);
    let groups = found.iter().map(|q| q.group).max().unwrap_or(0);
    found.extend(indirect::indirect(&reader, &quoted, groups));
    found.sort_by_key(|q| q.span);
    found
}
