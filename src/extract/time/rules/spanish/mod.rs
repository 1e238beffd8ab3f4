//! The rules of Spanish. What they find is what the English ones find; the resolver knows no language.

use super::{Findings, Rule, clock as any_clock, numeric};

mod clock;
mod date;
mod length;
mod part_of_day;
mod relative;

/// Every rule of Spanish, and those of figures, which are of every language.
pub(in super::super) static RULES: &[&Rule] = &[
    &any_clock::RULE,
    &clock::RULE,
    &date::RULE,
    &length::RULE,
    &numeric::RULE,
    &part_of_day::RULE,
    &relative::RULE,
];
