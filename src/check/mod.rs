//! What `dateline check` says beyond what a build says: links and anchors that lead nowhere, over the
//! rendered outputs, and facts that an editor should look at, over the coverage.
//!
//! Of each output only ids and links are kept ([`Links`]); the bytes go as soon as they were read.

mod facts;
mod links;
mod scan;

pub use facts::facts;
pub use links::{Blame, Links, broken, misquoted};
