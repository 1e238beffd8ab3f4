//! Makes the site anew from the files as they are now. What did not change is not read again; link and plan
//! run every time, so that no list is ever stale.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::Observer;
use super::shown::Edition;
use crate::diagnostic::Warned;
use crate::memo::Memo;
use crate::pipeline::{self, Choices};
use crate::render::{Common, Theme};
use crate::source::{Known, Source, read_again};

/// All that is kept from one rebuild to the next.
pub(super) struct Workshop {
    root: PathBuf,
    choices: Choices,
    memo: Memo,
    known: Known,
    theme: Option<LoadedTheme>,
    number: u64,
}

/// The templates as they were loaded last.
struct LoadedTheme {
    /// The user's.
    templates: Vec<Source>,
    language: String,
    theme: Warned<Arc<Theme>>,
}

/// A site that was made anew.
pub(super) struct Made {
    pub(super) edition: Arc<Edition>,
    /// Files that are new, gone or have other bytes, sorted.
    pub(super) changed: Vec<String>,
}

impl Workshop {
    pub(super) fn new(root: PathBuf, choices: Choices) -> Self {
        Workshop { root, choices, memo: Memo::default(), known: Known::default(), theme: None, number: 0 }
    }

    /// Makes the site of the files as they are now; `None` where they are as they were. Files that `touched`
    /// names are read even where they look the same.
    pub(super) fn make(&mut self, touched: &BTreeSet<String>, observer: &dyn Observer) -> Option<Made> {
        let again = read_again(&self.root, &mut self.known, touched);
        if again.changed.is_empty() && self.number > 0 {
            return None;
        }
        let mut diagnostics = Vec::new();
        let sources = again.read.into_value(&mut diagnostics);
        let site =
            pipeline::plan_again(&self.memo, &sources, &self.choices, observer).into_value(&mut diagnostics);
        self.memo.forget_unused();
        let theme = self.theme(&sources.templates, &site.config.language).into_value(&mut diagnostics);
        diagnostics.sort();
        self.number += 1;
        let common = Common::of(&site);
        let diagnostics = diagnostics.into();
        let edition = Edition { number: self.number, site, theme, common, sources, diagnostics };
        Some(Made { edition: Arc::new(edition), changed: again.changed })
    }

    /// The templates in a language, loaded again only where either changed.
    fn theme(&mut self, templates: &[Source], language: &str) -> Warned<Arc<Theme>> {
        let known =
            self.theme.take().filter(|loaded| loaded.templates == templates && loaded.language == language);
        let loaded = known.unwrap_or_else(|| LoadedTheme {
            templates: templates.to_vec(),
            language: language.to_owned(),
            theme: Theme::load(templates, language).map(Arc::new),
        });
        self.theme.insert(loaded).theme.clone()
    }
}
