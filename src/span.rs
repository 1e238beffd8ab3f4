//! Where things stand: byte ranges in an article's plain text ([`Span`]) and in its source file
//! ([`SourceSpan`]).
//!
//! The two are different types on purpose. Only the source map of an article
//! ([`crate::article::SourceMap`]) turns one into the other. Both always lie on character boundaries.

use serde::{Deserialize, Serialize};

/// A byte range in an article's plain text: `start..end`, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. Texts are shorter than 4 GiB: `source` refuses longer files.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The text that the span covers.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// True for a span that covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// True where the two share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside this span.
    pub fn covers(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    pub fn join(&self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A byte range in a source file as it lies on the disk (front matter included).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourceSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl SourceSpan {
    /// A span from byte offsets into the file.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        SourceSpan { start: start as u32, end: end as u32 }
    }
}

/// Line starts of a file, for turning an offset into line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A position that a person can find in an editor: both count from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl LineIndex {
    /// Reads the line starts of `text`.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i as u32 + 1);
        LineIndex { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The position of a byte offset in the same `text` that the index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line] as usize;
        let end = (offset as usize).min(text.len());
        let column = text.get(start..end).map_or(0, |before| before.chars().count());
        Position { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// The byte offset at which a line (from 1) starts, or `None` past the end.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let text = "añb\n\ncd";
        let index = LineIndex::new(text);
        let at = |offset| {
            let p = index.position(text, offset);
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 3));
        assert_eq!(at(5), (2, 1));
        assert_eq!(at(7), (3, 2));
        assert_eq!(index.line_start(3), Some(6));
        assert_eq!(index.line_start(4), None);
    }

    #[test]
    fn spans_overlap_only_where_they_share_a_byte() {
        let span = Span::new(2, 5);
        assert!(span.overlaps(Span::new(4, 6)));
        assert!(!span.overlaps(Span::new(5, 6)));
        assert!(span.covers(Span::new(3, 5)));
        assert_eq!(span.join(Span::new(7, 9)), Span::new(2, 9));
    }
}
