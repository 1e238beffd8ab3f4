//! What browsers are shown: an edition of the site, and what is wrong with the newest files.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Printer, Severity};
use crate::output::Output;
use crate::page::{Route, Site};
use crate::render::{Common, Theme, render};
use crate::source::Sources;

/// The site as it was planned from the files of one moment.
#[derive(Debug)]
pub(super) struct Edition {
    /// Counts from 1.
    pub(super) number: u64,
    pub(super) site: Site,
    pub(super) theme: Arc<Theme>,
    pub(super) common: Common,
    pub(super) sources: Sources,
    /// What was found on the way to it, sorted.
    pub(super) diagnostics: Arc<[Diagnostic]>,
}

/// What is shown now.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) edition: Arc<Edition>,
    /// The last edition before it of which no page failed: pages that fail now come from there.
    pub(super) before: Option<Arc<Edition>>,
    /// The errors of the newest files, as the terminal has them.
    pub(super) errors: Arc<[String]>,
    /// All messages about the newest files, sorted, to tell what is new the next time.
    pub(super) newest: Arc<[Diagnostic]>,
    /// What failed while pages of the edition were rendered, each with its frame.
    pub(super) failed: Vec<(Diagnostic, String)>,
}

impl Edition {
    /// The bytes of a route.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub(super) fn render(&self, route: &Route) -> Result<Output, Diagnostic> {
        render(&self.site, &self.theme, &self.common, route)
    }

    /// The errors that were found on the way to it, as the terminal prints them.
    pub(super) fn frames(&self) -> Vec<String> {
        let mut printer = Printer::new(|path: &str| self.sources.text_of(path), false);
        errors(&self.diagnostics).map(|error| printer.frame(error)).collect()
    }
}

impl Shown {
    /// The first edition, good or not: there is no other.
    pub(super) fn first(edition: Arc<Edition>) -> Shown {
        let errors = edition.frames().into();
        Shown { newest: Arc::clone(&edition.diagnostics), edition, before: None, errors, failed: Vec::new() }
    }

    /// What is shown once `newer` was made: it, or the last good one with what is wrong now. Errors that stood
    /// when the last one was made keep nothing back.
    pub(super) fn followed_by(&self, newer: &Arc<Edition>) -> Shown {
        let (errors, newest) = (newer.frames().into(), Arc::clone(&newer.diagnostics));
        if self.keeps_back(newer) {
            return Shown { errors, newest, ..self.clone() };
        }
        let is_good = self.failed.is_empty();
        let before = if is_good { Some(Arc::clone(&self.edition)) } else { self.before.clone() };
        Shown { edition: Arc::clone(newer), before, errors, newest, failed: Vec::new() }
    }

    /// True where `newer` has an error that the shown edition does not have.
    pub(super) fn keeps_back(&self, newer: &Edition) -> bool {
        let is_same =
            |a: &Diagnostic, b: &Diagnostic| (a.code, &a.file, &a.message) == (b.code, &b.file, &b.message);
        let known = &self.edition.diagnostics;
        errors(&newer.diagnostics).any(|error| !known.iter().any(|known| is_same(known, error)))
    }

    /// Notes that a page of the shown edition failed; false where that is known.
    pub(super) fn note_failure(&mut self, failed: &Diagnostic) -> bool {
        let is_known = |(known, _): &(Diagnostic, String)| {
            Diagnostic { page: known.page.clone(), ..failed.clone() } == *known
        };
        if self.failed.iter().any(is_known) {
            return false;
        }
        let sources = &self.edition.sources;
        let frame = Printer::new(|path: &str| sources.text_of(path), false).frame(failed);
        self.failed.push((failed.clone(), frame));
        true
    }

    /// Everything that is wrong, as the terminal prints it.
    pub(super) fn problems(&self) -> impl Iterator<Item = &str> {
        self.errors.iter().map(String::as_str).chain(self.failed.iter().map(|(_, frame)| frame.as_str()))
    }
}

/// The errors among messages.
pub(super) fn errors(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error)
}
