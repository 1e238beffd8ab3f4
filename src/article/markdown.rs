//! Markdown to a [`Body`]. The only file that names `pulldown_cmark`.
//!
//! Smart punctuation stays off: a quotation is a verbatim slice, and typography is a matter of rendering.
//! Entry point: [`parse`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark as md;

use super::body::{Alignment, Body, Element, Heading, Piece};
use crate::slug::slug;
use crate::span::{SourceSpan, Span};
use crate::text::{Block, BlockKind};

/// Parses `markdown`, which stands in its file from byte `offset` on.
pub fn parse(markdown: &str, offset: usize) -> Body {
    let options = md::Options::ENABLE_TABLES
        | md::Options::ENABLE_FOOTNOTES
        | md::Options::ENABLE_STRIKETHROUGH
        | md::Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader { markdown, offset, ..Reader::default() };
    reader.body.text.reserve(markdown.len());
    for (event, range) in md::Parser::new_ext(markdown, options).into_offset_iter() {
        reader.read(event, range);
    }
    reader.close_block();
    reader.body
}

#[derive(Default)]
struct Reader<'m> {
    markdown: &'m str,
    /// Where `markdown` starts in its file.
    offset: usize,
    body: Body,
    /// Start of the text of the block that is open.
    block: Option<usize>,
    /// What encloses the current piece, outermost first.
    open: Vec<Frame>,
    /// Description of the image that is open, and how many images enclose it.
    image: Option<Image>,
    heading_ids: BTreeSet<String>,
}

/// What a block is set in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Quote,
    Item,
    Cell,
    Footnote,
    Code,
    Heading(u8),
    Other,
}

struct Image {
    target: String,
    title: String,
    alt: String,
    depth: usize,
    source: SourceSpan,
}

impl Reader<'_> {
    fn read(&mut self, event: md::Event<'_>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            match event {
                md::Event::Text(text) | md::Event::Code(text) => image.alt.push_str(&text),
                md::Event::SoftBreak | md::Event::HardBreak => image.alt.push(' '),
                md::Event::Start(_) => image.depth += 1,
                md::Event::End(_) if image.depth > 0 => image.depth -= 1,
                md::Event::End(_) => self.close_image(),
                _ => {}
            }
            return;
        }
        match event {
            md::Event::Start(tag) => self.open(tag, range),
            md::Event::End(tag) => self.close(tag),
            md::Event::Text(text) => {
                let span = self.push_text(&text, range);
                self.body.pieces.push(Piece::Text(span));
            }
            md::Event::Code(text) => {
                let span = self.push_text(&text, range);
                self.body.pieces.push(Piece::Code(span));
            }
            md::Event::SoftBreak => {
                let span = self.push_text(" ", range);
                self.body.pieces.push(Piece::SoftBreak(span.start));
            }
            md::Event::HardBreak => {
                let span = self.push_text("\n", range);
                self.body.pieces.push(Piece::HardBreak(span.start));
            }
            md::Event::Html(html) | md::Event::InlineHtml(html) => self.push_html(&html),
            md::Event::Rule => self.body.pieces.push(Piece::Rule),
            md::Event::FootnoteReference(label) => {
                self.body.pieces.push(Piece::FootnoteReference(label.into_string()));
            }
            md::Event::TaskListMarker(_) | md::Event::InlineMath(_) | md::Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, tag: md::Tag<'_>, range: Range<usize>) {
        let source = self.source(&range);
        let (element, frame) = match tag {
            md::Tag::Paragraph => (Element::Paragraph, Frame::Other),
            md::Tag::Heading { level, id, .. } => {
                // The id of a heading without one is made from its words, when they are known.
                let level = level as u8;
                (
                    Element::Heading(level, id.map_or(String::new(), |id| id.into_string())),
                    Frame::Heading(level),
                )
            }
            md::Tag::BlockQuote(_) => (Element::BlockQuote, Frame::Quote),
            md::Tag::CodeBlock(md::CodeBlockKind::Fenced(language)) if !language.is_empty() => {
                (Element::CodeBlock(Some(language.into_string())), Frame::Code)
            }
            md::Tag::CodeBlock(_) => (Element::CodeBlock(None), Frame::Code),
            md::Tag::List(start) => (Element::List(start), Frame::Other),
            md::Tag::Item => (Element::Item, Frame::Item),
            md::Tag::FootnoteDefinition(label) => (Element::Footnote(label.into_string()), Frame::Footnote),
            md::Tag::Table(alignments) => {
                (Element::Table(alignments.into_iter().map(alignment).collect()), Frame::Other)
            }
            md::Tag::TableHead => (Element::TableHead, Frame::Other),
            md::Tag::TableRow => (Element::TableRow, Frame::Other),
            md::Tag::TableCell => (Element::TableCell, Frame::Cell),
            md::Tag::Emphasis => (Element::Emphasis, Frame::Other),
            md::Tag::Strong => (Element::Strong, Frame::Other),
            md::Tag::Strikethrough => (Element::Strikethrough, Frame::Other),
            md::Tag::Link { dest_url, title, .. } => (
                Element::Link { target: dest_url.into_string(), title: title.into_string(), source },
                Frame::Other,
            ),
            md::Tag::Image { dest_url, title, .. } => {
                let (target, title) = (dest_url.into_string(), title.into_string());
                self.image = Some(Image { target, title, alt: String::new(), depth: 0, source });
                return;
            }
            // Raw HTML comes as events of its own; the rest needs options that are off.
            _ => return,
        };
        if !is_inline(&element) {
            self.close_block();
        }
        self.open.push(frame);
        self.body.pieces.push(Piece::Open(element));
    }

    fn close(&mut self, tag: md::TagEnd) {
        use md::TagEnd as E;
        match tag {
            E::HtmlBlock | E::MetadataBlock(_) | E::Image | E::DefinitionList => return,
            E::DefinitionListTitle | E::DefinitionListDefinition | E::Superscript | E::Subscript => return,
            E::Emphasis | E::Strong | E::Strikethrough | E::Link => {}
            E::Heading(_) => self.close_heading(),
            _ => self.close_block(),
        }
        self.open.pop();
        self.body.pieces.push(Piece::Close);
    }

    fn close_heading(&mut self) {
        let span = self.block.map_or(Span::new(0, 0), |start| Span::new(start, self.body.text.len()));
        self.close_block();
        let opened = self.body.pieces.iter_mut().rev().find_map(|piece| match piece {
            Piece::Open(Element::Heading(level, id)) => Some((level, id)),
            _ => None,
        });
        if let Some((level, id)) = opened {
            let wanted = if id.is_empty() { slug(span.of(&self.body.text)) } else { slug(id) };
            *id = unique(wanted, &mut self.heading_ids);
            self.body.headings.push(Heading { level: *level, id: id.clone(), span });
        }
    }

    fn close_image(&mut self) {
        if let Some(Image { target, title, alt, source, .. }) = self.image.take() {
            self.body.pieces.push(Piece::Open(Element::Image { target, alt, title, source }));
            self.body.pieces.push(Piece::Close);
        }
    }

    /// Adds to the plain text; begins a block where none is open.
    fn push_text(&mut self, text: &str, range: Range<usize>) -> Span {
        if self.block.is_none() {
            if !self.body.text.is_empty() {
                self.body.text.push_str("\n\n");
            }
            self.block = Some(self.body.text.len());
        }
        let start = self.body.text.len();
        self.body.text.push_str(text);
        let span = Span::new(start, self.body.text.len());
        let verbatim = self.markdown.get(range.clone()) == Some(text);
        self.body.map.push(span, self.source(&range), verbatim);
        span
    }

    fn push_html(&mut self, html: &str) {
        match self.body.pieces.last_mut() {
            Some(Piece::Html(before)) => before.push_str(html),
            _ => self.body.pieces.push(Piece::Html(html.to_owned())),
        }
    }

    fn close_block(&mut self) {
        if let Some(start) = self.block.take() {
            let end = self.body.text.trim_end_matches('\n').len().max(start);
            self.body.blocks.push(Block { span: Span::new(start, end), kind: self.kind() });
        }
    }

    fn kind(&self) -> BlockKind {
        let frames = self.open.iter().rev();
        let kinds = frames.filter_map(|frame| match frame {
            Frame::Quote => Some(BlockKind::BlockQuote),
            Frame::Item => Some(BlockKind::ListItem),
            Frame::Cell => Some(BlockKind::Cell),
            Frame::Footnote => Some(BlockKind::Footnote),
            Frame::Code => Some(BlockKind::Code),
            Frame::Heading(level) => Some(BlockKind::Heading(*level)),
            Frame::Other => None,
        });
        kinds.into_iter().next().unwrap_or(BlockKind::Paragraph)
    }

    fn source(&self, range: &Range<usize>) -> SourceSpan {
        SourceSpan::new(self.offset + range.start, self.offset + range.end)
    }
}

fn is_inline(element: &Element) -> bool {
    matches!(element, Element::Emphasis | Element::Strong | Element::Strikethrough | Element::Link { .. })
}

fn alignment(alignment: md::Alignment) -> Alignment {
    match alignment {
        md::Alignment::None => Alignment::None,
        md::Alignment::Left => Alignment::Left,
        md::Alignment::Center => Alignment::Center,
        md::Alignment::Right => Alignment::Right,
    }
}

/// `wanted`, or with a number behind it where it is taken.
fn unique(wanted: String, taken: &mut BTreeSet<String>) -> String {
    let base = if wanted.is_empty() { "section".to_owned() } else { wanted };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
    let id = id.expect("numbers do not run out");
    taken.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(markdown: &str, text: &str, kinds: &[BlockKind]) {
        let body = parse(markdown, 0);
        assert_eq!(body.text, text);
        assert_eq!(body.blocks.iter().map(|b| b.kind).collect::<Vec<_>>(), kinds);
    }

    #[test]
    fn blocks_are_parted_by_blank_lines() {
        check("One *two*\nthree.\n\nFour.", "One two three.\n\nFour.", &[BlockKind::Paragraph; 2]);
        check(
            "# Talks\n\n- a\n- b",
            "Talks\n\na\n\nb",
            &[BlockKind::Heading(1), BlockKind::ListItem, BlockKind::ListItem],
        );
        check("> a\n\n`x` b\\\nc", "a\n\nx b\nc", &[BlockKind::BlockQuote, BlockKind::Paragraph]);
        check("| a | b |\n|---|---|\n| 1 | 2 |", "a\n\nb\n\n1\n\n2", &[BlockKind::Cell; 4]);
    }

    #[test]
    fn quotation_marks_stay_as_they_are() {
        check("\"a\" -- 'b'...", "\"a\" -- 'b'...", &[BlockKind::Paragraph]);
    }

    #[test]
    fn descriptions_and_raw_html_are_not_text() {
        check("a ![the *old* hotel](x.png) <b>c</b>", "a  c", &[BlockKind::Paragraph]);
    }

    #[test]
    fn headings_get_ids_of_their_own() {
        let ids: Vec<String> =
            parse("# Talks\n# Talks\n# x {#Own-Id}", 0).headings.into_iter().map(|h| h.id).collect();
        assert_eq!(ids, ["talks", "talks-2", "own-id"]);
    }

    #[test]
    fn text_maps_back_to_the_file() {
        let markdown = "Kim &amp; *Trump* met.";
        let body = parse(markdown, 100);
        let source = |words: &str| {
            let at = body.text.find(words).expect("words of the text");
            let span = body.map.source(Span::new(at, at + words.len())).expect("mapped");
            &markdown[span.start as usize - 100..span.end as usize - 100]
        };
        assert_eq!(source("Trump"), "Trump");
        assert_eq!(source("&"), "&amp;");
        assert_eq!(source("Kim & Trump"), "Kim &amp; *Trump");
    }

    proptest! {
        #[test]
        fn pieces_spell_the_text_and_blocks_are_sorted(markdown in "[a-z *_>#\\-`\\[\\]()!|\\n<&;\"0-9é語]{0,200}") {
            let body = parse(&markdown, 0);
            let mut spelt = String::new();
            for piece in &body.pieces {
                match piece {
                    Piece::Text(span) | Piece::Code(span) => spelt.push_str(span.of(&body.text)),
                    Piece::SoftBreak(_) => spelt.push(' '),
                    Piece::HardBreak(_) => spelt.push('\n'),
                    _ => {}
                }
            }
            let squeezed = |s: &str| s.chars().filter(|c| *c != '\n').collect::<String>();
            prop_assert_eq!(squeezed(&spelt), squeezed(&body.text));
            prop_assert!(body.blocks.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            let opens = body.pieces.iter().filter(|p| matches!(p, Piece::Open(_))).count();
            let closes = body.pieces.iter().filter(|p| matches!(p, Piece::Close)).count();
            prop_assert_eq!(opens, closes);
        }
    }
}
