//! Quotations: the words, and who said them.

use super::{PeopleLayer, Quote};
use crate::text::Text;

/// Finds the quotations of `text`, sorted by span.
pub fn quotes(_text: &Text<'_>, _people: &PeopleLayer) -> Vec<Quote> {
    Vec::new()
}
