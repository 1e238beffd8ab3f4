//! The integration tests: one binary, a module a subject.

mod added;
mod annotated;
mod architecture;
mod built;
mod checked;
mod cli;
mod corrections;
mod demo_people;
mod determinism;
mod gold;
mod golden;
mod invalid;
mod killed;
mod seed;
mod serve;
mod summits;
mod time;
mod timeline;
mod words;
