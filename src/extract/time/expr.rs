//! What is written: a time expression before anybody asks what it means.

/// A time expression as recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeExpr {}
