//! `dateline serve`: the site while it is being written, on this machine alone.
//!
//! What a browser asks for is rendered from the planned site when it is asked for; nothing is written. A saved
//! file is read again, linked and planned; open pages then load themselves anew. What is wrong stands as an
//! overlay over the last good page, in the words of the terminal. Entry point: [`run`].
//!
//! Three things run side by side: the doors ([`listen`]), which answer from what is [`Shown`](shown::Shown);
//! the workshop ([`rebuild`]), which makes it anew; and the proofs, which render all pages in the background
//! to find those that fail.

mod answer;
mod guard;
mod listen;
mod live;
mod proof;
mod rebuild;
mod request;
mod shown;
mod watch;

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::pipeline::{Choices, Progress};
use crate::source::Sources;

/// The port where none is asked for. In 1815 the Congress of Vienna came to its end.
pub const PORT: u16 = 1815;

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site folder.
    pub root: PathBuf,
    /// What the arguments say about the content.
    pub choices: Choices,
    /// The port that was asked for; else [`PORT`], or the next that is free.
    pub port: Option<u16>,
}

/// Whoever wants to know what happens.
pub trait Observer: Progress + Send + Sync {
    /// Something happened. Called from more than one thread.
    fn see(&self, event: Event<'_>);
}

/// What happens while a site is served.
#[derive(Debug)]
pub enum Event<'e> {
    /// The site can be opened at this address.
    Ready {
        /// With a slash at its end.
        address: &'e str,
    },
    /// Messages that were not there before.
    Found {
        /// Sorted.
        diagnostics: &'e [Diagnostic],
        /// For their frames.
        sources: &'e Sources,
    },
    /// The site was made anew.
    Rebuilt {
        /// Files that are new, gone or have other bytes, sorted.
        changed: &'e [String],
        /// From the first sign of a change to the moment when browsers were told.
        milliseconds: u128,
        /// All messages there are now, old ones included.
        diagnostics: &'e [Diagnostic],
        /// False where the last good site stays, because of errors.
        is_shown: bool,
    },
    /// Files cannot be watched: the site is served, but saving changes nothing.
    NotWatched {
        /// Why.
        reason: &'e str,
    },
}

/// Serves a site until Ctrl-C.
///
/// # Errors
/// What kept it from being served: mostly a port that another program has.
pub fn run(options: Options, observer: &'static dyn Observer) -> Result<(), Diagnostic> {
    listen::run(options, observer)
}
