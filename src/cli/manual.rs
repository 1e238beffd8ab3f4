//! `dateline completions` and `dateline man`: made from the definitions that `--help` is made from, so that
//! they cannot tell anything else.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::Exit;
use super::arguments::Arguments;

/// Prints completions for a shell.
pub(super) fn completions(shell: Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Exit::Fine)
}

/// Prints the manual: the program, then each of its commands.
pub(super) fn man() -> io::Result<Exit> {
    io::stdout().lock().write_all(&page()?)?;
    Ok(Exit::Fine)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let man = Man::new(sub.clone());
        writeln!(page, ".SH {}", sub.get_name().to_uppercase())?;
        let mut synopsis = Vec::new();
        man.render_synopsis_section(&mut synopsis)?;
        man.render_description_section(&mut synopsis)?;
        if sub.get_arguments().any(|argument| !argument.is_hide_set()) {
            man.render_options_section(&mut synopsis)?;
        }
        man.render_extra_section(&mut synopsis)?;
        // Their sections are parts of the command's own.
        for line in String::from_utf8_lossy(&synopsis).lines() {
            match line.strip_prefix(".SH ") {
                Some("SYNOPSIS" | "DESCRIPTION") => writeln!(page, ".PP")?,
                Some(name) => writeln!(page, ".SS {name}")?,
                None => writeln!(page, "{line}")?,
            }
        }
    }
    man.render_extra_section(&mut page)?;
    Ok(page)
}
