//! The command line: arguments as typed become a command as meant.

pub mod extract;
