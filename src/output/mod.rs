//! Outputs, and the only writer.

use crate::page::Route;

/// What one route is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it goes.
    pub route: Route,
    /// What it is.
    pub bytes: Vec<u8>,
}
