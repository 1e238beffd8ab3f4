//! The one policy for findings that overlap: the longest wins, then the first, then the rule's name.
//!
//! Order of the rule list plays no part.

use super::rules::Found;

/// Keeps findings that do not overlap, sorted by their first token.
pub(super) fn keep_longest(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| {
        (a.tokens.start, std::cmp::Reverse(a.tokens.end), a.rule).cmp(&(
            b.tokens.start,
            std::cmp::Reverse(b.tokens.end),
            b.rule,
        ))
    });
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match kept.last_mut() {
            Some(last) if next.tokens.start < last.tokens.end => {
                if next.tokens.len() > last.tokens.len() {
                    *last = next;
                }
            }
            _ => kept.push(next),
        }
    }
    kept
}
