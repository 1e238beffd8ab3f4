//! `resolve` is total: whatever is recognised has a value on any day of any age, with any time under discussion.
#![no_main]

use chrono::NaiveDate;
use dateline::extract::Anchor;
use dateline::extract::time::{Context, plain_language, resolve, times};
use dateline::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i32, i32, bool, &str)| {
    let (day, other, narrative, text) = input;
    let date = |day: i32| {
        NaiveDate::from_num_days_from_ce_opt(day).unwrap_or(if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
    };
    let anchor = |day: i32| Anchor { date: Some(date(day)), ..Anchor::default() };
    let (here, there) = (anchor(day), anchor(other));
    let found = times(&Text::plain(text), &here);
    let mut reference = None;
    for time in &found {
        for anchor in [&here, &there, &Anchor::default()] {
            let context = Context { reference, narrative, day: anchor.date, ..Context::new(anchor) };
            let value = resolve(&time.expr, &context);
            assert!(!value.value.is_empty());
            assert!(value.moment.is_none_or(|m| m.start < m.end));
            assert!(!plain_language(&value).is_empty());
        }
        reference = time.value.moment.or(reference);
    }
});
