//! What every layer reads: an article's plain text with its tokens, sentences and blocks.
//!
//! Entry points: [`Text::new`] for the body of an article, whose blocks Markdown gave, and
//! [`Text::plain`] for text that has only blank lines.

mod block;
mod group_context;
mod group_reader;
pub mod groups;
mod sentence;
mod token;
pub mod verbs;
pub mod vocabulary;

pub use block::{Block, BlockKind, Newlines, paragraphs};
pub use sentence::Sentence;
pub use token::{Case, Token, TokenKind};

use std::ops::Range;
use std::sync::OnceLock;

use crate::span::Span;
use groups::VerbGroup;
use vocabulary::Known;

/// A text, read once: tokens, sentences and blocks over one string.
#[derive(Debug)]
pub struct Text<'t> {
    plain: &'t str,
    /// The same bytes with ASCII letters in lower case, so that offsets agree.
    lower: String,
    tokens: Vec<Token>,
    /// The key of each word (see [`vocabulary`]), the value of each number.
    keys: Vec<u64>,
    /// The number of each word in the vocabulary of the reader of verb groups.
    known: Vec<u16>,
    sentences: Vec<Sentence>,
    /// The verb groups of each sentence, read where a layer asks for them: several do.
    groups: Vec<OnceLock<Vec<VerbGroup>>>,
    blocks: Vec<Block>,
}

impl<'t> Text<'t> {
    /// Reads `plain`, whose blocks are known (from Markdown). Code blocks have tokens but no sentences.
    pub fn new(plain: &'t str, blocks: &[Block]) -> Self {
        Text::read(plain, blocks.to_vec(), Newlines::Break)
    }

    /// Reads plain text: a blank line ends a paragraph; a single newline ends a sentence only where
    /// the text is set that way.
    pub fn plain(plain: &'t str) -> Self {
        Text::read(plain, paragraphs(plain), Newlines::of(plain))
    }

    fn read(plain: &'t str, blocks: Vec<Block>, newlines: Newlines) -> Self {
        let token::Tokens { all: tokens, keys } = token::tokens(plain);
        let lower = plain.to_ascii_lowercase();
        let sentences = sentence::sentences(plain, &lower, &tokens, &blocks, newlines);
        let known = vocabulary::numbers(&keys);
        let groups = sentences.iter().map(|_| OnceLock::new()).collect();
        Text { plain, lower, tokens, keys, known, sentences, groups, blocks }
    }

    /// The text itself.
    pub fn as_str(&self) -> &'t str {
        self.plain
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in order, each inside one block.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// A span as written.
    pub fn slice(&self, span: Span) -> &'t str {
        span.of(self.plain)
    }

    /// A span with ASCII letters in lower case.
    pub fn lower_slice(&self, span: Span) -> &str {
        span.of(&self.lower)
    }

    /// Token `i` as written; empty past the end, so that patterns may look ahead without care.
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.plain))
    }

    /// Token `i` with ASCII letters in lower case; empty past the end.
    pub fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.of(&self.lower))
    }

    /// The key of word `i`, with ASCII letters in lower case; 0 past the end, and for a token that is no word a value
    /// that no word has.
    pub fn key(&self, i: usize) -> u64 {
        self.keys.get(i).copied().unwrap_or(0)
    }

    /// The value of token `i` and its length, where it is a number of at most nine digits.
    pub fn number(&self, i: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(i).filter(|t| t.is_number() && t.span.len() <= token::LONGEST_NUMBER)?;
        Some((u32::try_from(self.keys[i]).ok()?, token.span.len()))
    }

    /// What the reader of verb groups knows of token `i`.
    fn known(&self, i: usize) -> &'static Known {
        vocabulary::numbered(self.known.get(i).copied().unwrap_or(0))
    }

    /// The verb groups of a sentence, read once.
    pub fn groups(&self, sentence: usize) -> &[VerbGroup] {
        let tokens = || self.sentences[sentence].tokens.clone();
        self.groups[sentence].get_or_init(|| groups::verb_groups(self, tokens()))
    }

    /// The index of the sentence that has these tokens.
    pub fn sentence_of(&self, tokens: &Range<usize>) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.tokens.start < tokens.start);
        self.sentences.get(at).is_some_and(|s| s.tokens == *tokens).then_some(at)
    }

    /// True where token `i` hangs on a hyphen before it: "in" of "Moon Jae-in".
    pub fn follows_hyphen(&self, i: usize) -> bool {
        i > 0 && self.tokens[i].glued && self.word(i - 1) == "-"
    }

    /// The bytes from the first to the last token of a range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        debug_assert!(!tokens.is_empty());
        self.tokens[tokens.start].span.join(self.tokens[tokens.end - 1].span)
    }

    /// The tokens that lie wholly in a span, as indices.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.start < span.start);
        let to = self.tokens.partition_point(|t| t.span.end <= span.end);
        from..to.max(from)
    }

    /// The index of the sentence that holds a byte, or of the last one before it.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= offset).checked_sub(1)
    }

    /// The index of the block that holds a byte, or of the last one before it.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        self.blocks.partition_point(|b| b.span.start <= offset).checked_sub(1)
    }
}
