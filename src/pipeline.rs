//! The stages, called in order: from the files of a site folder to its coverage, its pages, its outputs.
//!
//! Reading and writing are the only I/O of a build; what stands between them is pure, and parallel where
//! order does not matter. `build`, `check`, `explain` and the tests walk these same functions.

use std::sync::Arc;

use rayon::prelude::*;

use crate::article::Article;
use crate::config::{self, Config};
use crate::coverage::{self, Coverage, EditorFiles, EditorPage, EditorPerson, EditorSummit};
use crate::diagnostic::{Diagnostic, Warned};
use crate::extract::{Annotations, annotate};
use crate::source::{Source, Sources};

/// What the arguments say about the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
    /// Drafts too.
    pub drafts: bool,
}

/// The configuration of a site, as `site.yaml` and the arguments have it.
pub fn configure(sources: &Sources, choices: &Choices) -> Warned<Config> {
    config::parse(sources.site.as_ref()).map(|mut config| {
        if choices.base_url.is_some() {
            config.base_url.clone_from(&choices.base_url);
        }
        config
    })
}

/// Reads every article and every file of the editor, and links them. `step` is called once an article.
pub fn cover(
    sources: &Sources,
    config: &Config,
    choices: &Choices,
    step: &(dyn Fn() + Sync),
) -> Warned<Coverage> {
    let mut diagnostics = Vec::new();
    let read: Vec<Warned<Option<Read>>> = sources
        .articles
        .par_iter()
        .map(|source| {
            let read = article(source, config, choices);
            step();
            read
        })
        .collect();
    let articles = read.into_iter().filter_map(|read| read.into_value(&mut diagnostics)).collect();
    let editor = editor(sources, &mut diagnostics);
    let coverage = coverage::link(articles, editor).into_value(&mut diagnostics);
    Warned { value: coverage, diagnostics }
}

/// An article and what was read from it.
type Read = (Arc<Article>, Arc<Annotations>);

/// Parses and annotates one article; `None` for a draft that is not asked for.
fn article(source: &Source, config: &Config, choices: &Choices) -> Warned<Option<Read>> {
    let parsed = Article::parse(source, config);
    if parsed.value.front.draft && !choices.drafts {
        return Warned { value: None, diagnostics: parsed.diagnostics };
    }
    parsed.map(|article| {
        let annotations = annotate(&article.body.read(), &article.anchor);
        Some((Arc::new(article), Arc::new(annotations)))
    })
}

fn editor(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> EditorFiles {
    EditorFiles {
        people: sources.people.iter().map(|s| EditorPerson::parse(s).into_value(diagnostics)).collect(),
        summits: sources.summits.iter().map(|s| EditorSummit::parse(s).into_value(diagnostics)).collect(),
        pages: sources.pages.iter().map(|s| EditorPage::parse(s).into_value(diagnostics)).collect(),
    }
}
