//! The order of an article's events as a graph: what comes after what, and where that contradicts the times.
//!
//! `after` of an event mention names what it follows. Edges that would close a circle are left out when the
//! article is read; an order that the times gainsay stays, because both are what the article says, and is
//! reported. Entry points: [`without_circles`] while reading, [`contradictions`] for whoever checks.

use super::EventMention;
use crate::extract::{EventIx, WhenSource};

/// Two events of which the text says that one follows the other, and the times say the reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// What is said to come first.
    pub first: EventIx,
    /// What is said to follow.
    pub then: EventIx,
}

/// The contradictions between order and times among the events of one article, sorted.
pub fn contradictions(events: &[EventMention]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (then, event) in events.iter().enumerate() {
        let stated = |e: &EventMention| matches!(e.when_source, WhenSource::Stated | WhenSource::Discourse);
        let Some(own) = event.when.as_ref().filter(|_| stated(event)) else { continue };
        for &first in &event.after {
            let Some(before) = events.get(first).filter(|e| stated(e)).and_then(|e| e.when.as_ref()) else {
                continue;
            };
            if own.end <= before.start {
                found.push(Contradiction { first, then });
            }
        }
    }
    found.sort_unstable();
    found
}

/// Leaves out of `after` every edge that closes a circle. Most events follow what was told before them; only
/// one that follows something told later ("before the dinner, they met") can close one, and such an edge gives
/// way.
pub(super) fn without_circles(events: &mut [EventMention]) {
    for then in 0..events.len() {
        let later: Vec<EventIx> = events[then].after.iter().copied().filter(|&first| first >= then).collect();
        for first in later {
            if first == then || reaches(events, first, then) {
                events[then].after.retain(|&ix| ix != first);
            }
        }
    }
}

/// True where `from`, told after `to`, comes after it by way of what was told between them.
fn reaches(events: &[EventMention], from: EventIx, to: EventIx) -> bool {
    let mut seen = vec![false; from - to + 1];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for &next in &events[at].after {
            if next == to {
                return true;
            }
            if next > to && next < from && !std::mem::replace(&mut seen[next - to], true) {
                open.push(next);
            }
        }
    }
    false
}
