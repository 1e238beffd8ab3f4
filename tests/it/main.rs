//! The integration tests: one binary, a module a subject.

mod architecture;
mod gold;
mod invalid;
mod seed;
