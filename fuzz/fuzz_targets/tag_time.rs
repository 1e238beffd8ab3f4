//! Any text in any language of the tables is read: spans are sorted, apart and on character boundaries, and every
//! value can be written for a page.
#![no_main]

use dateline::extract::Anchor;
use dateline::extract::time::{Language, doubts, html_datetime, plain_language, times};
use dateline::text::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u32, u32, bool, &str)| {
    let (day, seconds, spanish, text) = input;
    let anchor = Anchor {
        date: chrono::NaiveDate::from_num_days_from_ce_opt((day % 3_700_000) as i32),
        time: chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0),
        language: if spanish { Language::Spanish } else { Language::English },
        ..Anchor::default()
    };
    let mut end = 0;
    for time in times(&Text::plain(text), &anchor) {
        assert!(time.span.start >= end && !time.span.is_empty());
        assert!(text.get(time.span.start as usize..time.span.end as usize).is_some());
        end = time.span.end;
        assert!(!plain_language(&time.value).is_empty());
        html_datetime(&time.value);
        doubts(&time);
    }
});
