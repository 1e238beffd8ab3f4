//! Times: recognise what is written ([`TimeExpr`]), then resolve what it means ([`TimeValue`]).
//!
//! Entry point: [`times`]. The rules are in `rules/`, one a file; their words in `words/`; what a finding
//! means in [`mod@resolve`].

mod anchor;
mod calendar;
mod discourse;
mod doubt;
pub mod expr;
mod hours;
mod language;
mod length;
mod lexicon;
mod overlap;
mod plain;
mod read;
mod reader;
mod resolve;
mod rules;
mod same;
mod tag;
mod tense;
mod value;
mod widen;
mod zones;

pub use anchor::Anchor;
pub use doubt::{Doubt, doubts};
pub use expr::{Head, TimeExpr};
pub use language::Language;
pub use plain::{html_datetime, plain_language};
pub use resolve::{Context, resolve};
pub use value::{Grain, Modifier, Moment, TimeValue, TimexType};

use super::TimeMention;
use crate::text::Text;

/// Finds the times of `text`, sorted by span.
pub fn times(text: &Text<'_>, anchor: &Anchor) -> Vec<TimeMention> {
    tag::tag(text, anchor)
}

/// Id and one line of documentation of each rule, for `dateline explain`.
pub fn rule_docs() -> impl Iterator<Item = (&'static str, &'static str)> {
    rules::all().map(|rule| (rule.id, rule.doc))
}
