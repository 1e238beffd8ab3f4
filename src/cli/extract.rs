//! `dateline extract --jsonl`: any engine that can pipe lines through a program can read an archive.

use std::io::{self, BufRead, Write};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use rayon::prelude::*;

use crate::extract::contract::{Failure, Request, person_ids, response};
use crate::extract::{Anchor, annotate, places};
use crate::text::Text;
use crate::zone::{Zone, ZoneSource};

/// Lines in flight at once: enough to keep all threads busy, few enough to bound the memory.
const BATCH_PER_THREAD: usize = 8;

/// Answers each line of `input` with one line on `output`, in order. A bad line gives an error line.
///
/// # Errors
/// Only those of reading and writing.
pub fn jsonl(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let size = rayon::current_num_threads() * BATCH_PER_THREAD;
    let mut lines = input.split(b'\n');
    loop {
        let batch: Vec<Vec<u8>> = lines.by_ref().take(size).collect::<io::Result<_>>()?;
        if batch.is_empty() {
            return output.flush();
        }
        let answers: Vec<String> = batch.par_iter().map(|line| answer(line)).collect();
        for answer in answers.iter().filter(|a| !a.is_empty()) {
            output.write_all(answer.as_bytes())?;
            output.write_all(b"\n")?;
        }
    }
}

/// The answer to one line; empty for a blank one.
fn answer(line: &[u8]) -> String {
    if line.trim_ascii().is_empty() {
        return String::new();
    }
    match serde_json::from_slice::<Request>(line) {
        Ok(request) => match read(&request) {
            Ok(answer) => answer,
            Err(error) => json(&Failure { id: Some(&request.id), error }),
        },
        Err(error) => {
            let id = serde_json::from_slice::<serde_json::Value>(line).ok();
            let id = id.as_ref().and_then(|v| v.get("id")).and_then(|v| v.as_str());
            json(&Failure { id, error: error.to_string() })
        }
    }
}

fn read(request: &Request) -> Result<String, String> {
    let anchor = anchor(&request.date, &request.place, &request.zone)?;
    let Some(plain) = &request.text else { return Err("`text` is missing".into()) };
    let annotations = annotate(&Text::plain(plain), &anchor);
    let ids = person_ids(&annotations);
    Ok(json(&response(&request.id, plain, &annotations, &ids)))
}

/// The anchor of a line: its instant of publication, place and zone, as far as they are given.
fn anchor(date: &str, place: &str, zone: &str) -> Result<Anchor, String> {
    let mut anchor = Anchor::default();
    if !zone.trim().is_empty() {
        anchor.zone = zone.parse().map_err(|()| format!("`zone`: `{zone}` is not an IANA time zone"))?;
        anchor.zone_source = ZoneSource::Stated;
    } else if let Some(zone) = places::zone_of(place) {
        anchor.zone = zone;
        anchor.zone_source = ZoneSource::Inferred;
    }
    if !place.trim().is_empty() {
        anchor.place = Some(place.trim().to_owned());
    }
    let date = date.trim();
    if date.is_empty() {
        return Ok(anchor);
    }
    if let Ok(day) = NaiveDate::parse_from_str(date, "%Y-%m-%d") {
        anchor.date = Some(day);
    } else if let Some(instant) = instant(date) {
        if anchor.zone_source == ZoneSource::Assumed {
            anchor.zone = Zone::Fixed(instant.offset().local_minus_utc());
        }
        let local = anchor.zone.local(instant);
        (anchor.date, anchor.time) = (Some(local.date()), Some(local.time()));
    } else if let Some(local) = local_time(date) {
        (anchor.date, anchor.time) = (Some(local.date()), Some(local.time()));
    } else {
        return Err(format!("`date`: `{date}` is neither `YYYY-MM-DD` nor a date-time"));
    }
    Ok(anchor)
}

/// A date-time with an offset: RFC 3339, or ISO 8601 to the minute (`2019-02-28T14:05+07:00`, `…14:05Z`).
fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    let formats = ["%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M%#z", "%Y-%m-%dT%H:%M:%S%#z"];
    let to_the_minute = || formats.iter().find_map(|format| DateTime::parse_from_str(text, format).ok());
    DateTime::parse_from_rfc3339(text).ok().or_else(to_the_minute)
}

fn local_time(text: &str) -> Option<NaiveDateTime> {
    let formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the contract's types have string keys only")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_needs_no_seconds() {
        let whole = instant("2019-02-28T14:05:00+07:00");
        for text in ["2019-02-28T14:05+07:00", "2019-02-28 14:05+0700", "2019-02-28T07:05Z"] {
            assert_eq!(instant(text), whole, "{text}");
        }
        assert_eq!(instant("2019-02-28T14:05"), None);
    }
}
