//! `dateline build` and `dateline check`: the arguments, the progress bar, and what is said at the end.

use std::io::{self, IsTerminal, Write};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Build, Check, Site};
use super::report::{self, Built, Report, count};
use super::{Exit, exit, no_content, use_threads};
use crate::coverage::Counts;
use crate::diagnostic::{Diagnostic, Printer, Severity};
use crate::pipeline::{self, Choices, Progress};
use crate::source::Sources;

/// Runs `dateline build`.
pub(super) fn build(arguments: &Build) -> io::Result<Exit> {
    let site = &arguments.site;
    let start = now();
    if let Some(diagnostic) = no_content(&site.root) {
        return failed(site, &diagnostic, start);
    }
    use_threads(site.jobs);
    let output = arguments.output.clone().unwrap_or_else(|| site.root.join("public"));
    let bar = Bar::new(site.json);
    let built = pipeline::build(&site.root, &output, &choices(site), &bar);
    bar.end();
    match built {
        Err(diagnostic) => failed(site, &diagnostic, start),
        Ok(report) => {
            let built = report.written.map(|written| Built {
                pages: report.pages,
                files: written.files,
                changed: written.changed,
                removed: written.removed,
                output: output.display().to_string(),
                open: output.join("index.html").display().to_string(),
            });
            said(site, report.counts, (true, built), &report.sources, &report.diagnostics, start)
        }
    }
}

/// Runs `dateline check`.
pub(super) fn check(arguments: &Check) -> io::Result<Exit> {
    let site = &arguments.site;
    let start = now();
    if let Some(diagnostic) = no_content(&site.root) {
        return failed(site, &diagnostic, start);
    }
    use_threads(site.jobs);
    let bar = Bar::new(site.json);
    let report = pipeline::check(&site.root, &choices(site), &bar);
    bar.end();
    said(site, report.counts, (false, None), &report.sources, &report.diagnostics, start)
}

fn choices(site: &Site) -> Choices {
    Choices { base_url: site.base_url.clone(), drafts: site.drafts, now: site.now }
}

/// Prints messages and summary, or all of it as JSON.
fn said(
    site: &Site,
    counts: Counts,
    (is_build, built): (bool, Option<Built>),
    sources: &Sources,
    diagnostics: &[Diagnostic],
    start: Instant,
) -> io::Result<Exit> {
    let text_of = |path: &str| sources.text_of(path);
    let mut report = Report {
        counts,
        built,
        is_build,
        errors: count(diagnostics, Severity::Error),
        warnings: count(diagnostics, Severity::Warning),
        notes: count(diagnostics, Severity::Note),
        seconds: 0.0,
        diagnostics: Vec::new(),
    };
    if site.json {
        let mut printer = Printer::new(text_of, false);
        report.diagnostics = diagnostics.iter().map(|diagnostic| printer.json(diagnostic)).collect();
    } else {
        report::print(diagnostics, text_of)?;
    }
    report.seconds = (start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    if site.json {
        report.print_json()?;
    } else {
        write!(io::stderr(), "{}", report.summary())?;
    }
    Ok(exit(diagnostics, site.strict))
}

/// Says why it could not run.
fn failed(site: &Site, diagnostic: &Diagnostic, start: Instant) -> io::Result<Exit> {
    let diagnostics = std::slice::from_ref(diagnostic);
    if site.json {
        said(site, Counts::default(), (false, None), &Sources::default(), diagnostics, start)?;
    } else {
        report::print(diagnostics, |_: &str| None)?;
    }
    Ok(Exit::Failed)
}

/// The progress bar: on a terminal only.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that stands on nothing yet; none where `is_json`.
    pub(super) fn new(is_json: bool) -> Self {
        if is_json || !io::stderr().is_terminal() {
            return Bar(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        let template = "{msg:>10} {bar:40} {pos}/{len}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Bar(bar)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, what: &'static str, steps: usize) {
        self.0.set_length(steps as u64);
        self.0.set_position(0);
        self.0.set_message(what);
    }

    fn step(&self) {
        self.0.inc(1);
    }
}

/// The clock, for the seconds that a run took: it is printed and goes nowhere else.
#[allow(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}
