//! The command line as typed. The help texts are the manual: each command says what it reads, what it
//! writes and how it exits.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand};

use crate::article::{PublicationTime, date};
use crate::config;
use crate::yaml::Refusal;
use crate::zone::Zone;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Reads articles about a summit and builds a website that knows who was there, what happened when and
/// where, and who said what.
///
/// A site is a folder with articles in `content/articles/`, each a Markdown file with a few lines of YAML
/// above it: `title`, `date`, and best a `place`. Everything else is optional.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, styles = STYLES, max_term_width = 100, after_help = AFTER_HELP)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  dateline new summits
  dateline serve --open
  dateline import report.txt --date 2019-02-28 --place Hanoi > content/articles/report.md
  dateline check
  dateline build
  dateline explain content/articles/report.md:12

Exit codes: 0 all is well, 1 problems in the content, 2 could not run.
Set NO_COLOR to have messages without colours.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a small site that teaches by example
    #[command(after_help = "\
Writes a commented `site.yaml`, one article, a page for a person and one for a summit, and a `.gitignore`.
A folder that holds files is refused.

Example:
  dateline new summits && cd summits && dateline serve --open")]
    New(New),
    /// Show the site in a browser while you write
    #[command(after_help = "\
Answers this machine only, and writes nothing: pages are made when they are asked for. Save an article, a
template, a file of `static/` or `site.yaml`, and open pages load themselves anew. What is wrong stands over
the last good page, in the words of the terminal. Ctrl-C ends it.

Examples:
  dateline serve --open
  dateline serve --root summits --port 8080 --drafts")]
    Serve(Serve),
    /// Build the site into a folder of HTML files
    #[command(after_help = "\
The site can be opened from the disk: no server is needed. Files of the output folder that are not the
site's stay; a folder with other files in it and without a site is refused. Stopped at any point, the old
site or the new one stands.

Examples:
  dateline build
  dateline build --root summits --output /srv/www/summits --base-url https://example.org/summits/
  dateline build --strict --json > report.json")]
    Build(Build),
    /// Say what is wrong, and write nothing
    #[command(after_help = "\
Reports what `build` would say, and broken links, facts without evidence, people who may be one, surnames
that two people bear, times without a zone, and images without a description.

Examples:
  dateline check
  dateline check --json | jq '.diagnostics[] | .file'")]
    Check(Check),
    /// Print the facts of texts as JSON, one line each
    #[command(after_help = "\
With files: articles with front matter, or plain texts (`.txt`), to which --date, --place and --zone apply.
With --jsonl: reads {\"id\", \"text\" or \"markdown\", \"date\", \"place\", \"zone\"} from standard input, one object
a line, and answers each with one line, in order; a line that cannot be read gives {\"id\", \"error\"}.
All offsets count Unicode characters of `text`.

Examples:
  dateline extract content/articles/hanoi.md | jq '.people[].name'
  dateline extract --date 2019-02-28 --place Hanoi report.txt
  dateline extract --jsonl < archive.jsonl > facts.jsonl")]
    Extract(Extract),
    /// Show what was recognised in an article, by which rule, and how it was resolved
    #[command(after_help = "\
Examples:
  dateline explain content/articles/hanoi.md
  dateline explain content/articles/hanoi.md:12")]
    Explain(Explain),
    /// Turn a plain text into an article with front matter
    #[command(after_help = "\
Every character of the text is kept: quotation marks stay as they are, and what Markdown would take for
markup is escaped. A blank line ends a paragraph. The article goes to standard output.

Examples:
  dateline import report.txt --date 2019-02-28 --place Hanoi > content/articles/report.md
  dateline import - --date 2019-02-28T13:50:00+07:00 --title \"Talks end\" < report.txt")]
    Import(Import),
    /// Print completions for a shell
    #[command(after_help = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish")]
    Completions(Completions),
    /// Print the manual as a man page
    #[command(after_help = "\
Examples:
  dateline man | man -l -
  dateline man > ~/.local/share/man/man1/dateline.1")]
    Man,
}

#[derive(Args, Debug)]
pub(super) struct New {
    /// The folder to make the site in: empty, or not there yet
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The site folder: it holds `content/` and, if there is one, `site.yaml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// The port to listen on, 0 for any that is free [default: 1815, or the next that is free]
    #[arg(long, short, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Open the site in a browser
    #[arg(long, short)]
    pub(super) open: bool,
    /// Take in articles with `draft: true`
    #[arg(long)]
    pub(super) drafts: bool,
    /// Threads to use [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

#[derive(Args, Debug)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

/// Which site, and what of it.
#[derive(Args, Debug)]
pub(super) struct Site {
    /// The site folder: it holds `content/` and, if there is one, `site.yaml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Where the site will stand; feeds, sitemap and calendar need it [default: `base_url` of site.yaml]
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// Take in articles with `draft: true`
    #[arg(long)]
    pub(super) drafts: bool,
    /// The moment from which news are new, for the news sitemap [default: the newest article]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(super) now: Option<DateTime<FixedOffset>>,
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// Threads to use [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Print what happened as one JSON object on standard output
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) site: Site,
    /// The folder to build into [default: `public` in the site folder]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) site: Site,
}

#[derive(Args, Debug)]
pub(super) struct Extract {
    /// Articles (Markdown with front matter) or plain texts (`.txt`)
    #[arg(value_name = "FILE", required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub(super) files: Vec<PathBuf>,
    /// Read one JSON object a line from standard input
    #[arg(long)]
    pub(super) jsonl: bool,
    /// When the plain texts were published: a day, or a time with an offset
    #[arg(long, value_name = "DATE", value_parser = publication_time, conflicts_with = "jsonl")]
    pub(super) date: Option<PublicationTime>,
    /// Where the plain texts were filed
    #[arg(long, value_name = "CITY", conflicts_with = "jsonl")]
    pub(super) place: Option<String>,
    /// The time zone of the plain texts
    #[arg(long, value_name = "ZONE", value_parser = zone, conflicts_with = "jsonl")]
    pub(super) zone: Option<Zone>,
    /// Threads to use [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// An article of the site, and a line of it where only that is asked for; or the id of an entry
    #[arg(value_name = "FILE[:LINE]|ENTRY", value_parser = place_in_file)]
    pub(super) file: (String, Option<u32>),
    /// The site folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Import {
    /// The text, in UTF-8; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// When it was published: a day, or a time with an offset
    #[arg(long, value_name = "DATE", value_parser = typed_date)]
    pub(super) date: String,
    /// Where it was filed: the city of its dateline
    #[arg(long, value_name = "CITY")]
    pub(super) place: Option<String>,
    /// Its headline [default: made from the name of the file]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,
}

fn said(refusal: Refusal) -> String {
    match refusal.hint {
        Some(hint) => format!("{}; {hint}", refusal.message),
        None => refusal.message,
    }
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    config::now(text).map_err(said)
}

fn base_url(text: &str) -> Result<String, String> {
    config::base_url(text).map_err(said)
}

fn zone(text: &str) -> Result<Zone, String> {
    config::zone(text).map_err(said)
}

fn publication_time(text: &str) -> Result<PublicationTime, String> {
    date::publication_time(text).map_err(said)
}

/// A date as it was typed, once it is known to be one.
fn typed_date(text: &str) -> Result<String, String> {
    publication_time(text).map(|_| text.to_owned())
}

/// `FILE` or `FILE:LINE`; lines count from 1.
fn place_in_file(text: &str) -> Result<(String, Option<u32>), String> {
    match text.rsplit_once(':') {
        Some((file, line)) if !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()) => {
            match line.parse::<u32>() {
                Ok(line) if line > 0 => Ok((file.to_owned(), Some(line))),
                _ => Err(format!("`{line}` is not the number of a line")),
            }
        }
        _ => Ok((text.to_owned(), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn lines_are_told_from_names() {
        assert_eq!(place_in_file("a/b.md:12"), Ok(("a/b.md".into(), Some(12))));
        assert_eq!(place_in_file("a/b.md"), Ok(("a/b.md".into(), None)));
        assert_eq!(place_in_file("C:x.md"), Ok(("C:x.md".into(), None)));
        assert!(place_in_file("b.md:0").is_err());
    }
}
