//! The body of an article: its plain text, and the Markdown pieces that set it.
//!
//! Markdown is parsed once, by [`super::markdown`]; the renderer replays these same pieces, so the
//! offsets of facts and of HTML cannot drift apart. All text of the pieces, in order, is the plain text
//! with the separators between blocks left out.

use super::SourceMap;
use crate::span::{SourceSpan, Span};
use crate::text::{Block, Text};

/// A body, parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Plain text: blocks parted by blank lines, soft line breaks as spaces, hard ones as newlines.
    pub text: String,
    /// What sets it, in reading order.
    pub pieces: Vec<Piece>,
    /// The blocks of the text.
    pub blocks: Vec<Block>,
    /// The headings, for tables of contents and anchors.
    pub headings: Vec<Heading>,
    /// From the text to the file.
    pub map: SourceMap,
}

/// One step of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A slice of the plain text.
    Text(Span),
    /// Inline code: also a slice of the plain text, shown verbatim.
    Code(Span),
    /// An element begins.
    Open(Element),
    /// The innermost open element ends.
    Close,
    /// A soft line break: a space in the plain text, at this offset.
    SoftBreak(u32),
    /// A hard line break: a newline in the plain text, at this offset.
    HardBreak(u32),
    /// A thematic break.
    Rule,
    /// Raw HTML of the author's, not part of the plain text. Sanitised when rendered.
    Html(String),
    /// A reference to a footnote, with its label.
    FootnoteReference(String),
}

/// An element of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 6, with the id that it is linked by.
    Heading(u8, String),
    /// A block quotation.
    BlockQuote,
    /// A code block, with its language where given.
    CodeBlock(Option<String>),
    /// A numbered list that starts at a number, or a bulleted one.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A table, with the alignment of each column.
    Table(Vec<Alignment>),
    /// The head of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell of a table.
    TableCell,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck through.
    Strikethrough,
    /// A link: target as written, title where given.
    Link {
        /// As written.
        target: String,
        /// Empty where none is given.
        title: String,
        /// Where the link stands in the file.
        source: SourceSpan,
    },
    /// An image. It encloses nothing: its description is an attribute, not part of the plain text.
    Image {
        /// Source as written.
        target: String,
        /// The description; empty where none is given.
        alt: String,
        /// Empty where none is given.
        title: String,
        /// Where the image stands in the file.
        source: SourceSpan,
    },
    /// A footnote, with its label.
    Footnote(String),
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the style sheet has it.
    None,
    /// To the left.
    Left,
    /// Centred.
    Center,
    /// To the right.
    Right,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor, unique in the article.
    pub id: String,
    /// Its words.
    pub span: Span,
}

impl Body {
    /// Reads the tokens and sentences of the text.
    pub fn read(&self) -> Text<'_> {
        Text::new(&self.text, &self.blocks)
    }

    /// The links and images, as written, with where they stand in the file.
    pub fn targets(&self) -> impl Iterator<Item = (&str, SourceSpan)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Open(Element::Link { target, source, .. } | Element::Image { target, source, .. }) => {
                Some((target.as_str(), *source))
            }
            _ => None,
        })
    }
}
