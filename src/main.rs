//! Arguments in, exit code out: 0 fine, 1 problems in the content, 2 could not run.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A fault of ours ends as "could not run"; the panic itself has said where it is.
    std::panic::catch_unwind(dateline::cli::run).map_or(ExitCode::from(2), ExitCode::from)
}
