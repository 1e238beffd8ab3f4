//! The command line: arguments as typed become a command as meant. Data goes to standard output,
//! everything else to standard error. Entry point: [`run`].

mod arguments;
mod build;
pub mod explain;
pub mod extract;
mod manual;
mod new;
mod report;
mod serve;

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::article::{stem, title_of};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::import;
use crate::pipeline::{self, Choices};
use crate::source::{self, Source};
use arguments::{Arguments, Command};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All is well.
    Fine,
    /// The content has problems.
    Problems,
    /// It could not run.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Problems => 1,
            Exit::Failed => 2,
        })
    }
}

/// Runs the command that the arguments of the process ask for.
pub fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are data; what is wrong with the arguments is not. Clap knows.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed } else { Exit::Fine };
        }
    };
    let done = match arguments.command {
        Command::New(arguments) => new::new(&arguments.folder),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => build::check(&arguments),
        Command::Extract(arguments) => extract_facts(arguments),
        Command::Explain(arguments) => explain_article(&arguments),
        Command::Import(arguments) => import_text(&arguments),
        Command::Completions(arguments) => manual::completions(arguments.shell),
        Command::Man => manual::man(),
    };
    match done {
        Ok(exit) => exit,
        // Whoever reads has seen enough: `dateline extract … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            Exit::Failed
        }
    }
}

/// Uses `jobs` threads; one a processor where none are asked for.
fn use_threads(jobs: Option<u16>) {
    if let Some(jobs) = jobs {
        // Fails only where a pool exists already, which is in tests.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    }
}

fn extract_facts(arguments: arguments::Extract) -> io::Result<Exit> {
    use_threads(arguments.jobs);
    let output = io::stdout().lock();
    if arguments.jsonl {
        extract::jsonl(io::BufReader::with_capacity(1 << 20, io::stdin()), output)?;
        return Ok(Exit::Fine);
    }
    let mut diagnostics = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for path in &arguments.files {
        match source::read_file(path) {
            Ok(source) => sources.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let given = extract::given(arguments.date, arguments.place, arguments.zone);
    let config = match source::read_file(Path::new("site.yaml")) {
        Ok(site) => config::parse(Some(&site)).value,
        Err(_) => config::Config::default(),
    };
    extract::files(&sources, &given, &config, output, &mut diagnostics)?;
    let text_of =
        |path: &str| sources.iter().find(|s| s.path == path).map(|s| std::sync::Arc::clone(&s.text));
    report::print(&diagnostics, text_of)?;
    Ok(exit(&diagnostics, false))
}

fn explain_article(arguments: &arguments::Explain) -> io::Result<Exit> {
    if let Some(diagnostic) = no_content(&arguments.root) {
        report::print(&[diagnostic], |_: &str| None)?;
        return Ok(Exit::Failed);
    }
    let mut diagnostics = Vec::new();
    let sources = source::read(&arguments.root).into_value(&mut diagnostics);
    let choices = Choices { drafts: true, ..Choices::default() };
    let config = pipeline::configure(&sources, &choices).into_value(&mut diagnostics);
    let coverage = pipeline::cover(&sources, &config, &choices, &|| {}).into_value(&mut diagnostics);
    let (file, line) = &arguments.file;
    if let Some(explained) = explain::entry(&coverage, file) {
        let mut output = io::stdout().lock();
        output.write_all(explained.as_bytes())?;
        output.flush()?;
        return Ok(Exit::Fine);
    }
    let wanted = article_path(&arguments.root, file);
    let found = coverage.articles.iter().position(|covered| {
        let article = &covered.article;
        article.file == wanted || article.id == *file
    });
    let Some(found) = found else {
        let paths = coverage.articles.iter().map(|covered| covered.article.file.as_str());
        let message = format!("`{file}` is not an article of this site");
        let mut diagnostic = Diagnostic::new(Code::Unreadable, "", message);
        if let Some(near) = crate::yaml::nearest(&wanted, paths) {
            diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
        }
        report::print(&[diagnostic], |_: &str| None)?;
        return Ok(Exit::Failed);
    };
    let file = coverage.articles[found].article.file.clone();
    diagnostics.retain(|diagnostic| diagnostic.file == file);
    report::print(&diagnostics, |path: &str| sources.text_of(path))?;
    let text = sources.text_of(&file).unwrap_or_default();
    let mut output = io::BufWriter::new(io::stdout().lock());
    explain::explain(&coverage, found, &text, *line, &mut output)?;
    output.flush()?;
    Ok(Exit::Fine)
}

/// The path of an article below the site folder, however it was typed.
fn article_path(root: &Path, typed: &str) -> String {
    let slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let below = real(Path::new(typed)).zip(real(root));
    let below = below.and_then(|(file, root)| file.strip_prefix(root).map(slashes).ok());
    below.unwrap_or_else(|| typed.trim_start_matches("./").replace('\\', "/"))
}

fn import_text(arguments: &arguments::Import) -> io::Result<Exit> {
    let is_input = arguments.file.as_os_str() == "-";
    let read = if is_input {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        source::read_bytes("standard input", bytes)
    } else {
        source::read_file(&arguments.file)
    };
    let source = match read {
        Ok(source) => source,
        Err(diagnostic) => {
            report::print(&[diagnostic], |_: &str| None)?;
            return Ok(Exit::Failed);
        }
    };
    let title = match &arguments.title {
        Some(title) => title.clone(),
        None if is_input => "Untitled".to_owned(),
        None => title_of(stem(&source.path)),
    };
    let heading = import::Heading {
        title,
        date: arguments.date.clone(),
        place: arguments.place.clone(),
        source: arguments.source.clone(),
    };
    let mut output = io::stdout().lock();
    output.write_all(import::article(&heading, &source.text).as_bytes())?;
    output.flush()?;
    Ok(Exit::Fine)
}

/// What is wrong with a site folder that holds no `content/`.
fn no_content(root: &Path) -> Option<Diagnostic> {
    if root.join("content").is_dir() {
        return None;
    }
    let shown = root.display();
    let (message, hint) = if root.is_dir() {
        (
            format!("the site folder `{shown}` holds no folder `content`"),
            "put articles into `content/articles/`, name the site folder with `--root`, or begin with `dateline new DIR`",
        )
    } else {
        (format!("there is no folder `{shown}`"), "name the site folder with `--root`")
    };
    Some(Diagnostic::new(Code::Unreadable, "", message).hint(hint))
}

/// What diagnostics mean for the exit code.
fn exit(diagnostics: &[Diagnostic], is_strict: bool) -> Exit {
    let counts = |severity: Severity| match severity {
        Severity::Error => true,
        Severity::Warning => is_strict,
        Severity::Note => false,
    };
    match diagnostics.iter().any(|diagnostic| counts(diagnostic.severity())) {
        true => Exit::Problems,
        false => Exit::Fine,
    }
}
