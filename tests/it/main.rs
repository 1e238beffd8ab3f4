//! The integration tests: one binary, a module a subject.

mod architecture;
mod checked;
mod demo_people;
mod gold;
mod invalid;
mod seed;
