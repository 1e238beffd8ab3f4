//! The stages, called in order: from the files of a site folder to its coverage, its pages, its outputs.
//!
//! Reading and writing are the only I/O of a build; what stands between them is pure, and parallel where
//! order does not matter. `build`, `check`, `serve`, `explain` and the tests walk these same functions.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset};
use rayon::prelude::*;

use crate::article::Article;
use crate::check::{self, Links};
use crate::config::{self, Config};
use crate::coverage::timeline::Corrections;
use crate::coverage::{self, Counts, Coverage, EditorFiles, EditorPage, EditorPerson, EditorSummit};
use crate::diagnostic::{Diagnostic, Warned};
use crate::extract::{Annotations, annotate};
use crate::memo::Memo;
use crate::output::{Output, Writer, Written};
use crate::page::{self, Kind, Route, Site};
use crate::render::{self, Common, Theme};
use crate::source::{self, Source, Sources};

/// What the arguments say about the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
    /// Drafts too.
    pub drafts: bool,
    /// When the build is said to take place.
    pub now: Option<DateTime<FixedOffset>>,
}

/// Who wants to know how far a run is.
pub trait Progress: Sync {
    /// A stage of so many steps begins.
    fn begin(&self, what: &'static str, steps: usize);
    /// One step is done.
    fn step(&self);
}

/// What a build or a check made and found.
#[derive(Debug, Default)]
pub struct BuildReport {
    /// What the site knows.
    pub counts: Counts,
    /// Pages rendered.
    pub pages: usize,
    /// What was written; `None` where nothing was.
    pub written: Option<Written>,
    /// What was found, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read, for the frames of messages.
    pub sources: Sources,
}

/// Builds the site at `root` into `output`: the whole site, or none of it. Where a page cannot be rendered or
/// a folder cannot be looked into nothing is written, since a site with holes is no site.
///
/// # Errors
/// What kept the output from being written. The old site stands.
pub fn build(
    root: &Path,
    output: &Path,
    choices: &Choices,
    progress: &dyn Progress,
) -> Result<BuildReport, Diagnostic> {
    let writer = Writer::begin(output, root)?;
    let mut report = BuildReport::default();
    let (sources, site, theme) = prepare(root, choices, progress, &mut report);
    let failed = render_all(&site, &theme, progress, |card| writer.keep(card), |output| writer.put(&output))?;
    if failed.is_empty() && sources.is_whole {
        site.assets().par_iter().try_for_each(|asset| writer.put_asset(asset))?;
        report.written = Some(writer.commit()?);
    }
    report.finish(sources, failed);
    Ok(report)
}

/// What [`build`] would say about the site at `root`, what its links and facts are like; writes nothing.
pub fn check(root: &Path, choices: &Choices, progress: &dyn Progress) -> BuildReport {
    let mut report = BuildReport::default();
    let (sources, site, theme) = prepare(root, choices, progress, &mut report);
    let pages = Mutex::new(Vec::with_capacity(site.pages().len()));
    let read = |output: Output| {
        let links = Links::read(&output);
        pages.lock().unwrap_or_else(PoisonError::into_inner).push(links);
        Ok(())
    };
    let failed =
        render_all(&site, &theme, progress, |_| Ok(true), read).unwrap_or_else(|failed| vec![failed]);
    if failed.is_empty() {
        // Where pages are missing, every link to them would be called broken.
        let pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
        report.diagnostics.extend(check::check(&site, pages));
    }
    report.finish(sources, failed);
    report
}

/// All stages up to the plan, and the theme.
fn prepare(
    root: &Path,
    choices: &Choices,
    progress: &dyn Progress,
    report: &mut BuildReport,
) -> (Sources, Site, Theme) {
    let found = &mut report.diagnostics;
    let sources = source::read(root).into_value(found);
    let site = plan_again(&Memo::default(), &sources, choices, progress).into_value(found);
    report.counts = site.coverage.counts();
    report.pages = site.pages().len();
    let theme = Theme::load(&sources.templates, &site.config.language).into_value(found);
    (sources, site, theme)
}

/// All stages from the files to the plan, reading only those articles that `memo` does not know.
pub fn plan_again(
    memo: &Memo,
    sources: &Sources,
    choices: &Choices,
    progress: &dyn Progress,
) -> Warned<Site> {
    let mut found = Vec::new();
    let config = configure(sources, choices).into_value(&mut found);
    progress.begin("articles", sources.articles.len());
    let coverage = cover_again(memo, sources, &config, choices, &|| progress.step()).into_value(&mut found);
    let assets = render::with_embedded(&sources.assets);
    let site = page::plan(coverage, config, assets).into_value(&mut found);
    Warned { value: site, diagnostics: found }
}

/// Renders every page in parallel and hands each over as it comes; gives what could not be rendered. `kept`
/// says of a preview card, whose name is a digest of what it shows, that it need not be drawn.
fn render_all(
    site: &Site,
    theme: &Theme,
    progress: &dyn Progress,
    kept: impl Fn(&Route) -> Result<bool, Diagnostic> + Sync,
    take: impl Fn(Output) -> Result<(), Diagnostic> + Sync,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    progress.begin("pages", site.pages().len());
    let common = Common::of(site);
    let failed: Vec<Option<Diagnostic>> = site
        .pages()
        .par_iter()
        .map(|page| {
            if matches!(page.kind, Kind::Card(_)) && kept(&page.route)? {
                progress.step();
                return Ok(None);
            }
            let failed = match render::render(site, theme, &common, &page.route) {
                Ok(output) => take(output).map(|()| None)?,
                Err(failed) => Some(failed),
            };
            progress.step();
            Ok(failed)
        })
        .collect::<Result<_, Diagnostic>>()?;
    Ok(failed.into_iter().flatten().collect())
}

impl BuildReport {
    /// Sorts what was found, what failed while pages were rendered included.
    fn finish(&mut self, sources: Sources, failed: Vec<Diagnostic>) {
        self.diagnostics.append(&mut said_once(failed));
        self.diagnostics.sort();
        self.sources = sources;
    }
}

/// What is wrong in a template, said once: for the first of its pages.
pub fn said_once(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    failed.sort();
    let mut pages = 1;
    let mut ended: Vec<Diagnostic> = Vec::new();
    for diagnostic in failed {
        match ended.last_mut() {
            Some(last) if Diagnostic { page: last.page.clone(), ..diagnostic.clone() } == *last => pages += 1,
            last => {
                count_pages(last, pages);
                pages = 1;
                ended.push(diagnostic);
            }
        }
    }
    count_pages(ended.last_mut(), pages);
    ended
}

/// Says that pages after the first had the same message.
fn count_pages(first: Option<&mut Diagnostic>, pages: usize) {
    if let Some(Diagnostic { hint, .. }) = first.filter(|_| pages > 1) {
        let more = format!("{} more pages have the same problem", pages - 1);
        *hint = Some(hint.take().map_or(more.clone(), |hint| format!("{hint}; {more}")));
    }
}

/// The configuration of a site, as `site.yaml` and the arguments have it.
pub fn configure(sources: &Sources, choices: &Choices) -> Warned<Config> {
    config::parse(sources.site.as_ref()).map(|mut config| {
        if choices.base_url.is_some() {
            config.base_url.clone_from(&choices.base_url);
        }
        config.now = choices.now;
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
    cover_again(&Memo::default(), sources, config, choices, step)
}

/// The same, reading only those articles that `memo` does not know.
pub fn cover_again(
    memo: &Memo,
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
            let read = article(memo, source, config, choices);
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
fn article(memo: &Memo, source: &Source, config: &Config, choices: &Choices) -> Warned<Option<Read>> {
    let read = memo.read(source, config, || {
        Article::parse(source, config).map(|article| {
            let annotations = annotate(&article.body.read(), &article.anchor);
            (Arc::new(article), Arc::new(annotations))
        })
    });
    read.map(|(article, annotations)| {
        let wanted = choices.drafts || !article.front.draft;
        wanted.then_some((article, annotations))
    })
}

fn editor(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> EditorFiles {
    EditorFiles {
        people: sources.people.iter().map(|s| EditorPerson::parse(s).into_value(diagnostics)).collect(),
        summits: sources.summits.iter().map(|s| EditorSummit::parse(s).into_value(diagnostics)).collect(),
        pages: sources.pages.iter().map(|s| EditorPage::parse(s).into_value(diagnostics)).collect(),
        corrections: sources
            .corrections
            .as_ref()
            .map(|s| Corrections::parse(s).into_value(diagnostics))
            .unwrap_or_default(),
    }
}
