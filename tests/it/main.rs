//! The integration tests: one binary, a module a subject.

mod architecture;
mod seed;
mod gold;
