//! Zones as written after a time of day: "GMT", "EST", "GMT+7", "local time", "Hanoi time".

use super::super::expr::ZoneName;
use super::super::lexicon::Word;
use super::super::reader::Reader;
use super::super::zones;
use crate::extract::places;
use crate::zone::Zone;

/// A zone's name at `i`.
pub(in super::super) fn zone(r: &Reader<'_>, i: usize) -> Option<(ZoneName, usize)> {
    // TIMEX3 leaves "local time" out of the extent.
    if r.is(i, Word::Local) && (r.is(i + 1, Word::Time) || !r.is_word(i + 1)) {
        return Some((ZoneName::Local, i));
    }
    if !r.is_word(i) || !r.capital(i) {
        return None;
    }
    if let Some((name, end)) = spelled_out(r, i) {
        return Some((ZoneName::Abbreviation(name.to_owned(), None), end));
    }
    let name = r.written(i);
    if r.shouted(i) && zones::known(name) && name.len() <= 5 {
        let (offset, end) = offset(r, i + 1);
        let end = if r.is(end, Word::Time) { end + 1 } else { end };
        return Some((ZoneName::Abbreviation(name.to_owned(), offset), end));
    }
    if name == "Z" && r.glued(i) {
        return Some((ZoneName::Abbreviation("UTC".to_owned(), None), i + 1));
    }
    if name == "E" || name == "U" {
        // "E.S.T.", "U.T.C."
        let mut letters = String::new();
        let mut at = i;
        while letters.len() < 4
            && r.shouted(at) | (r.written(at).len() == 1 && r.capital(at))
            && r.mark(at + 1, '.')
        {
            letters.push_str(r.written(at));
            at += 2;
        }
        return if zones::known(&letters) { Some((ZoneName::Abbreviation(letters, None), at)) } else { None };
    }
    place_time(r, i)
}

/// "Eastern Standard Time", "Pacific time", "Greenwich Mean Time".
fn spelled_out(r: &Reader<'_>, i: usize) -> Option<(&'static str, usize)> {
    const NAMES: &[(&[&str], &str)] = &[
        (&["eastern", "standard", "time"], "EST"),
        (&["eastern", "daylight", "time"], "EDT"),
        (&["eastern", "time"], "ET"),
        (&["central", "european", "summer", "time"], "CEST"),
        (&["central", "european", "time"], "CET"),
        (&["central", "standard", "time"], "US-CST"),
        (&["central", "daylight", "time"], "CDT"),
        (&["central", "time"], "CT"),
        (&["mountain", "time"], "MT"),
        (&["pacific", "standard", "time"], "PST"),
        (&["pacific", "daylight", "time"], "PDT"),
        (&["pacific", "time"], "PT"),
        (&["greenwich", "mean", "time"], "GMT"),
        (&["coordinated", "universal", "time"], "UTC"),
        (&["universal", "time"], "UTC"),
        (&["british", "summer", "time"], "BST-UK"),
        (&["japan", "standard", "time"], "JST"),
        (&["korea", "standard", "time"], "KST"),
        (&["india", "standard", "time"], "IST-IN"),
        (&["indian", "standard", "time"], "IST-IN"),
        (&["irish", "standard", "time"], "IST-IE"),
        (&["israel", "standard", "time"], "IST-IL"),
        (&["gulf", "standard", "time"], "GST"),
        (&["eastern"], "ET"),
        (&["pacific"], "PT"),
    ];
    NAMES.iter().find_map(|(words, name)| {
        let all = words.iter().enumerate().all(|(k, word)| r.lower(i + k) == *word);
        all.then_some((*name, i + words.len()))
    })
}

/// "+7", "-05:00", "plus 8" after "GMT" or "UTC", in minutes.
fn offset(r: &Reader<'_>, i: usize) -> (Option<i32>, usize) {
    let sign = if r.mark(i, '+') {
        1
    } else if r.dash(i) && r.glued(i) {
        -1
    } else {
        return (None, i);
    };
    let Some((n, length)) = r.digits(i + 1).filter(|_| r.glued(i + 1)) else { return (None, i) };
    let (hours, mut minutes, mut end) = if length == 4 { (n / 100, n % 100, i + 2) } else { (n, 0, i + 2) };
    if r.mark(end, ':')
        && r.glued(end + 1)
        && let Some((m @ 0..=59, 2)) = r.digits(end + 1)
    {
        (minutes, end) = (m, end + 2);
    }
    if hours > 14 || minutes > 59 { (None, i) } else { (Some(sign * (hours * 60 + minutes) as i32), end) }
}

/// "Hanoi time", "Korean time", "New York time".
fn place_time(r: &Reader<'_>, i: usize) -> Option<(ZoneName, usize)> {
    let (zone, length) = zone_before_time(r, i)?;
    Some((ZoneName::Place(zone), i + length + 1))
}

fn zone_before_time(r: &Reader<'_>, i: usize) -> Option<(Zone, usize)> {
    // Only where "time" follows within a name's length is the gazetteer asked.
    (1..=3).find(|&length| r.is(i + length, Word::Time))?;
    places::zone_at(r.text, i).filter(|(_, length)| r.is(i + length, Word::Time))
}

/// "in Singapore" after a time of day: the zone of the place where it is told.
pub(in super::super) fn in_place(r: &Reader<'_>, i: usize) -> Option<Zone> {
    if !r.is(i, Word::In) || !r.capital(i + 1) {
        return None;
    }
    places::zone_at(r.text, i + 1).map(|(zone, _)| zone)
}
