//! Outputs, and the only writer.
//!
//! A [`Writer`] stages outputs as they come from many threads, and puts them in place in one journalled
//! step: killed or out of disk at any point, the old site or the new one stands.

mod files;
mod journal;
mod manifest;
mod refuse;
mod writer;

pub use journal::recover;
pub use writer::{Writer, Written};

use crate::page::Route;

/// What one route is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Where it goes.
    pub route: Route,
    /// What it is.
    pub bytes: Vec<u8>,
}
