//! Paragraphs as the quotation rules need them: a block, or a line of one where the text is set in lines.
//!
//! Plain text from the web often parts its paragraphs by single newlines. Marks pair, and speakers carry
//! on, within these. Entry point: [`Paragraphs::of`].

use crate::text::{Text, TokenKind};

/// The paragraphs of a text.
pub(super) struct Paragraphs {
    /// The tokens of each.
    pub(super) tokens: Vec<std::ops::Range<usize>>,
    /// For each sentence, the paragraph that it stands in.
    of_sentence: Vec<usize>,
}

impl Paragraphs {
    /// Reads the paragraphs of `text`; code has none.
    pub(super) fn of(text: &Text<'_>) -> Paragraphs {
        let set_in_lines = !text.sentences().iter().any(|s| text.slice(s.span).contains('\n'));
        let mut tokens: Vec<std::ops::Range<usize>> = Vec::new();
        let mut of_sentence = Vec::with_capacity(text.sentences().len());
        let mut block = usize::MAX;
        for sentence in text.sentences() {
            let start = sentence.tokens.start;
            let line = set_in_lines && start > 0 && ends_line(text, start - 1, start);
            match tokens.last_mut() {
                Some(last) if sentence.block == block && !line => last.end = sentence.tokens.end,
                _ => tokens.push(sentence.tokens.clone()),
            }
            block = sentence.block;
            of_sentence.push(tokens.len() - 1);
        }
        Paragraphs { tokens, of_sentence }
    }

    /// The paragraph of the sentence that holds token `at`.
    pub(super) fn at(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let sentence = text.sentence_at(text.tokens().get(at)?.span.start)?;
        self.of_sentence.get(sentence).copied()
    }
}

/// True where a line ends after token `last` with the stop of a sentence or a closing mark.
fn ends_line(text: &Text<'_>, last: usize, next: usize) -> bool {
    let stops = !matches!(
        text.tokens()[last].kind,
        TokenKind::Word(_) | TokenKind::Number | TokenKind::Punct(',' | '-')
    );
    let gap = text.tokens()[last].span.end as usize..text.tokens()[next].span.start as usize;
    stops && text.as_str()[gap].contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(plain: &str, expected: usize) {
        assert_eq!(Paragraphs::of(&Text::plain(plain)).tokens.len(), expected, "{plain}");
    }

    #[test]
    fn lines_are_paragraphs_where_a_text_is_set_in_them() {
        check("They met.\n\nThey parted. Nobody signed.", 2);
        check("“They met,” he said.\nThey parted. Nobody signed.\nAll left.", 3);
        check(
            "The two leaders met on Thursday in the\nold hotel. Then they went for a walk in the\ngarden.",
            1,
        );
    }
}
