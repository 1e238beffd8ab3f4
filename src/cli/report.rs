//! What a run has to say: messages with their frames, the summary, or all of it as one JSON object.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use serde::Serialize;

use crate::coverage::Counts;
use crate::diagnostic::{Diagnostic, JsonDiagnostic, Printer, Severity};

/// A run as `--json` gives it.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// Articles, people, entries, quotations and places.
    #[serde(flatten)]
    pub(super) counts: Counts,
    /// What the build wrote; absent for `check`.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(super) built: Option<Built>,
    /// True for `build`, also where it wrote nothing.
    #[serde(skip)]
    pub(super) is_build: bool,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    /// Time that the run took.
    pub(super) seconds: f64,
    pub(super) diagnostics: Vec<JsonDiagnostic>,
}

/// What a build wrote.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Built {
    /// Pages.
    pub(super) pages: usize,
    /// All files, pages included.
    pub(super) files: usize,
    /// Files that are new or have other bytes.
    pub(super) changed: usize,
    /// Stale files that were taken away.
    pub(super) removed: usize,
    /// The output folder.
    pub(super) output: String,
    /// The file to open.
    pub(super) open: String,
}

/// Prints messages with their frames on standard error.
pub(super) fn print(
    diagnostics: &[Diagnostic],
    text_of: impl Fn(&str) -> Option<Arc<str>>,
) -> io::Result<()> {
    let mut printer = Printer::new(text_of, is_coloured());
    let mut output = io::BufWriter::new(io::stderr().lock());
    for diagnostic in diagnostics {
        writeln!(output, "{}\n", printer.frame(diagnostic))?;
    }
    output.flush()
}

/// How many diagnostics have a severity.
pub(super) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count()
}

/// True where messages go to a terminal that takes colours, and nobody asked for none.
pub(super) fn is_coloured() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb
}

impl Report {
    /// Prints the report as JSON on standard output.
    pub(super) fn print_json(&self) -> io::Result<()> {
        let mut output = io::stdout().lock();
        serde_json::to_writer_pretty(&mut output, self)?;
        writeln!(output)?;
        output.flush()
    }

    /// The summary, for people.
    pub(super) fn summary(&self) -> String {
        let mut text = String::new();
        if let Some(built) = &self.built {
            let rows = [
                ("articles", self.counts.articles),
                ("people", self.counts.people),
                ("entries", self.counts.entries),
                ("quotations", self.counts.quotations),
                ("places", self.counts.places),
                ("pages", built.pages),
                ("warnings", self.warnings),
            ];
            for (name, count) in rows {
                let _ = writeln!(text, "{count:>8} {name}");
            }
            let _ = writeln!(text, "{:>8.2} seconds", self.seconds);
        }
        let _ = writeln!(text, "{}", self.verdict());
        if let Some(built) = &self.built {
            let _ = writeln!(text, "Open {}", built.open);
        }
        text
    }

    fn verdict(&self) -> String {
        let some = |count: usize, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let found: Vec<String> =
            [some(self.errors, "error"), some(self.warnings, "warning"), some(self.notes, "note")]
                .into_iter()
                .flatten()
                .collect();
        let found = if found.is_empty() { "nothing to report".to_owned() } else { found.join(", ") };
        match &self.built {
            Some(built) => format!(
                "Built `{}`: {} files, {} changed, {} removed; {found}",
                built.output, built.files, built.changed, built.removed
            ),
            None => {
                let articles =
                    some(self.counts.articles, "article").unwrap_or_else(|| "no articles".to_owned());
                let done = if self.is_build { "Read" } else { "Checked" };
                let tail = if self.is_build { "; nothing was written" } else { "" };
                format!("{done} {articles}: {found}{tail}")
            }
        }
    }
}
