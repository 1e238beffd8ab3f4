//! Phrases that several rules share: numbers, dates, times of day, zones, and any phrase that names a day.

pub(super) mod clock;
pub(super) mod date;
pub(super) mod number;
pub(super) mod spanish;
pub(super) mod zone;
