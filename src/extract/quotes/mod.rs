//! Quotations: the words, and who said them.
//!
//! [`marks`] pairs the quotation marks; [`attribute`] finds cue and source of each pair with the
//! [`reader`]'s noun phrases; [`assemble`] tells speech from names and scare quotes and joins what
//! belongs together. Entry point: [`quotes`].

mod assemble;
mod attribute;
mod cue;
mod lexicon;
mod marks;
mod reader;

use super::{PeopleLayer, Quote};
use crate::text::Text;

/// Finds the quotations of `text`, sorted by span.
pub fn quotes(text: &Text<'_>, people: &PeopleLayer) -> Vec<Quote> {
    let quoted = marks::quoted(text);
    if quoted.is_empty() {
        return Vec::new();
    }
    let reader = reader::Reader::new(text, people);
    assemble::assemble(&reader, &quoted)
}
