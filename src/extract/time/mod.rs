//! Times: recognise what is written ([`TimeExpr`]), then resolve what it means ([`TimeValue`]).

mod anchor;
mod expr;
mod value;

pub use anchor::Anchor;
pub use expr::TimeExpr;
pub use value::{Grain, Modifier, Moment, TimeValue, TimexType};

use super::TimeMention;
use crate::text::Text;

/// Finds the times of `text`, sorted by span.
pub fn times(_text: &Text<'_>, _anchor: &Anchor) -> Vec<TimeMention> {
    Vec::new()
}
