//! Event mentions: what is said to happen, when, with whom, and whether it came about.

use super::{Anchor, Annotations, EventMention};
use crate::text::Text;

/// Finds the event mentions of `text`, sorted by span, from the layers before.
pub fn events(_text: &Text<'_>, _anchor: &Anchor, _layers: &Annotations) -> Vec<EventMention> {
    Vec::new()
}
