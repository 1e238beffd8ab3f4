//! Arguments in, exit code out: 0 fine, 1 problems in the content, 2 could not run.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["extract", "--jsonl"] {
        let done = dateline::cli::extract::jsonl(std::io::stdin().lock(), std::io::stdout().lock());
        return if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    ExitCode::from(2)
}
