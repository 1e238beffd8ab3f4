//! `dateline serve`: what the terminal says while a site is served. The only file that names `opener`.

use std::io::{self, Write};
use std::sync::OnceLock;

use super::arguments::Serve;
use super::build::Bar;
use super::report::{self, count};
use super::{Exit, no_content, use_threads};
use crate::diagnostic::Severity;
use crate::pipeline::{Choices, Progress};
use crate::serve::{self, Event, Observer, Options};

/// How many changed files a line names.
const NAMED: usize = 3;

/// Runs `dateline serve`.
pub(super) fn serve(arguments: &Serve) -> io::Result<Exit> {
    if let Some(diagnostic) = no_content(&arguments.root) {
        report::print(&[diagnostic], |_: &str| None)?;
        return Ok(Exit::Failed);
    }
    use_threads(arguments.jobs);
    let options = Options {
        root: arguments.root.clone(),
        choices: Choices { drafts: arguments.drafts, ..Choices::default() },
        port: arguments.port,
    };
    let terminal = Terminal { bar: Bar::new(false), ready: OnceLock::new(), opens: arguments.open };
    // It lives as long as the program: threads of the server talk to it until the end.
    match serve::run(options, Box::leak(Box::new(terminal))) {
        Ok(()) => {
            writeln!(io::stderr(), "\nStopped")?;
            Ok(Exit::Fine)
        }
        Err(diagnostic) => {
            report::print(&[diagnostic], |_: &str| None)?;
            Ok(Exit::Failed)
        }
    }
}

/// The terminal: a bar while the site is read for the first time, then lines.
struct Terminal {
    bar: Bar,
    ready: OnceLock<()>,
    opens: bool,
}

impl Progress for Terminal {
    fn begin(&self, what: &'static str, steps: usize) {
        if self.ready.get().is_none() {
            self.bar.begin(what, steps);
        }
    }

    fn step(&self) {
        if self.ready.get().is_none() {
            self.bar.step();
        }
    }
}

impl Observer for Terminal {
    fn see(&self, event: Event<'_>) {
        // A terminal that was closed hears no more; the site is served until it is stopped.
        let _ = self.say(event);
    }
}

impl Terminal {
    fn say(&self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Found { diagnostics, sources } => {
                self.bar.end();
                report::print(diagnostics, |path: &str| sources.text_of(path))
            }
            Event::Ready { address } => {
                let _ = self.ready.set(());
                writeln!(
                    io::stderr(),
                    "Serving {address}\nSave a file and open pages follow. Ctrl-C ends it."
                )?;
                match self.opens.then(|| opener::open_browser(address)) {
                    Some(Err(error)) => writeln!(io::stderr(), "No browser could be opened: {error}"),
                    _ => Ok(()),
                }
            }
            Event::Rebuilt { changed, milliseconds, diagnostics, is_shown } => {
                let (errors, warnings) =
                    (count(diagnostics, Severity::Error), count(diagnostics, Severity::Warning));
                let found = match (errors, warnings) {
                    (0, 0) => String::new(),
                    (0, warnings) => format!("; {}", counted(warnings, "warning")),
                    (errors, 0) => format!("; {}", counted(errors, "error")),
                    (errors, warnings) => {
                        format!("; {}, {}", counted(errors, "error"), counted(warnings, "warning"))
                    }
                };
                let stays = if is_shown { "" } else { "; the last good site is shown" };
                writeln!(io::stderr(), "{}: {milliseconds} ms{found}{stays}", named(changed))
            }
            Event::NotWatched { reason } => {
                let diagnostic = format!("warning: files cannot be watched: {reason}");
                writeln!(io::stderr(), "{diagnostic}\nStart again to see what was saved since.")
            }
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The first of some files, and how many more there are.
fn named(files: &[String]) -> String {
    let shown = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_are_counted() {
        let files = |n: usize| (0..n).map(|n| format!("{n}.md")).collect::<Vec<_>>();
        assert_eq!(named(&files(1)), "0.md");
        assert_eq!(named(&files(3)), "0.md, 1.md, 2.md");
        assert_eq!(named(&files(9)), "0.md, 1.md, 2.md and 6 more");
    }
}
