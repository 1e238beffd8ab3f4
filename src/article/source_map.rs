//! From the plain text of a body to the file that it was read from, and back.

use crate::span::{SourceSpan, Span};

/// Piecewise map from text to source. Inside a piece that stands in the file as it stands in the text,
/// bytes map one to one; a piece that was written otherwise (an entity, an escape) maps as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Mapped>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mapped {
    text: Span,
    source: SourceSpan,
    verbatim: bool,
}

impl SourceMap {
    /// Adds the next piece; pieces come in the order of the text and do not overlap.
    pub fn push(&mut self, text: Span, source: SourceSpan, verbatim: bool) {
        if !text.is_empty() {
            self.pieces.push(Mapped { text, source, verbatim });
        }
    }

    /// Where the words of `span` stand in the file; `None` where no piece touches it.
    pub fn source(&self, span: Span) -> Option<SourceSpan> {
        let first = self.pieces.partition_point(|p| p.text.end <= span.start);
        let after = self.pieces.partition_point(|p| p.text.start < span.end);
        let touched = self.pieces.get(first..after)?;
        let (from, to) = (touched.first()?, touched.last()?);
        Some(SourceSpan { start: from.start_of(span.start), end: to.end_of(span.end) })
    }

    /// The text that came from a place in the file; `None` where none did.
    pub fn text(&self, source: SourceSpan) -> Option<Span> {
        let mut touched =
            self.pieces.iter().filter(|p| p.source.start < source.end && source.start < p.source.end);
        let first = touched.next()?;
        Some(touched.fold(first.text, |joined, piece| joined.join(piece.text)))
    }
}

impl Mapped {
    fn start_of(&self, offset: u32) -> u32 {
        if self.verbatim {
            self.source.start + offset.saturating_sub(self.text.start)
        } else {
            self.source.start
        }
    }

    fn end_of(&self, offset: u32) -> u32 {
        if self.verbatim {
            self.source.start + (offset.min(self.text.end) - self.text.start)
        } else {
            self.source.end
        }
    }
}
