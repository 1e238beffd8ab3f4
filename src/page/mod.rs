//! Plan: every route of the site and what stands there, over one coverage. Pure.
//!
//! [`Site`] is a value, small, without a byte of HTML: all routes are known and collision-free before any
//! page renders.

mod route;

pub use route::Route;
