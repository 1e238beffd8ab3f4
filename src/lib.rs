//! Dateline reads summit articles and builds a website that knows who was there, what happened when and
//! where, and who said what, with the sentence that says so beside every fact.

pub mod article;
pub mod check;
pub mod cli;
pub mod config;
pub mod coverage;
pub mod diagnostic;
pub mod extract;
pub mod import;
pub mod memo;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod render;
pub mod serve;
pub mod slug;
pub mod source;
pub mod span;
pub mod text;
pub mod yaml;
pub mod zone;
