//! Blocks: the paragraphs, headings, list items and so on that a text is set in.
//!
//! Markdown says what they are; in plain text blank lines do ([`paragraphs`]).

use crate::span::Span;

/// A block of text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes in the plain text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list, or a paragraph of it.
    ListItem,
    /// A paragraph of a block quotation.
    BlockQuote,
    /// A table cell.
    Cell,
    /// A paragraph of a footnote.
    Footnote,
    /// Code: shown, never read for facts.
    Code,
}

/// What a single newline inside a block means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newlines {
    /// Lines were wrapped to a width: a newline is a space.
    Wrap,
    /// A line is a sentence or a verse of its own.
    Break,
}

/// Share of the longest line below which a line that ends without a stop still ends a sentence.
const SHORT_LINE: f64 = 0.6;

impl Newlines {
    /// How a plain text is set: as lines of their own where most single newlines follow the end of a
    /// sentence or a line much shorter than the longest; wrapped otherwise.
    pub fn of(text: &str) -> Newlines {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let longest = lines.iter().map(|l| l.len()).max().unwrap_or(0) as f64;
        let (mut single, mut ending) = (0usize, 0usize);
        for pair in lines.windows(2) {
            let (line, next) = (pair[0], pair[1]);
            if line.is_empty() || next.is_empty() {
                continue;
            }
            single += 1;
            let stops = line.ends_with(['.', '!', '?', '…', '"', '”', '’', ':']);
            let short = (line.len() as f64) < longest * SHORT_LINE;
            let goes_on = next.starts_with(|c: char| c.is_lowercase());
            ending += usize::from((stops || short) && !goes_on);
        }
        if ending * 10 >= single * 7 { Newlines::Break } else { Newlines::Wrap }
    }
}

/// The paragraphs of a plain text: what stands between blank lines.
pub fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let kept = line.trim_end();
        if kept.is_empty() {
            close(&mut blocks, open.take());
        } else {
            let start = offset + (line.len() - line.trim_start().len());
            open = Some((open.map_or(start, |(s, _)| s), offset + kept.len()));
        }
        offset += line.len();
    }
    close(&mut blocks, open);
    blocks
}

fn close(blocks: &mut Vec<Block>, open: Option<(usize, usize)>) {
    if let Some((start, end)) = open {
        blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = "\n One.\nTwo.\n  \n\nThree. ";
        let found: Vec<&str> = paragraphs(text).iter().map(|b| b.span.of(text)).collect();
        assert_eq!(found, ["One.\nTwo.", "Three."]);
    }

    #[test]
    fn wrapped_text_is_told_from_lines() {
        let wrapped = "The two leaders met on Thursday in the\nold hotel and then went for a walk in the\ngarden with their aides.";
        assert_eq!(Newlines::of(wrapped), Newlines::Wrap);
        assert_eq!(Newlines::of("They met.\nThey parted.\nNobody signed."), Newlines::Break);
        assert_eq!(
            Newlines::of(
                "Schedule\n9:00 arrival\n10:00 talks between the delegations\n11:55 lunch\n14:05 signing"
            ),
            Newlines::Break
        );
    }
}
