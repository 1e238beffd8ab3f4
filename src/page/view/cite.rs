//! How to cite what a page shows: in words, and as files for programs that keep references.

use serde::Serialize;

use super::Desk;
use crate::coverage::{ArticleIx, EntryIx};
use crate::page::export::citation::Citation;

/// A citation.
#[derive(Debug, Serialize)]
pub struct CiteView {
    /// In words.
    pub text: String,
    /// What the files are called, without their ending.
    pub name: String,
    /// A `data:` address of the BibTeX record. The page carries it itself: it needs no file beside it, and
    /// so ten thousand articles need no twenty thousand files.
    pub bibtex: String,
    /// The same of the RIS record.
    pub ris: String,
}

/// The citation of an article.
pub(super) fn article(desk: &Desk<'_>, ix: ArticleIx) -> CiteView {
    let id = &desk.site.coverage.articles[ix].article.id;
    cite(&Citation::article(desk.site, ix), id)
}

/// The citation of an entry of the timeline.
pub(super) fn entry(desk: &Desk<'_>, ix: EntryIx) -> CiteView {
    cite(&Citation::entry(desk.site, ix), &desk.site.coverage.entries[ix].id)
}

fn cite(citation: &Citation, id: &str) -> CiteView {
    CiteView {
        text: citation.words(),
        name: id.to_owned(),
        bibtex: address("application/x-bibtex", &citation.bibtex()),
        ris: address("application/x-research-info-systems", &citation.ris()),
    }
}

/// What stands for itself in an address.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b',' | b';' | b':' | b'@' | b'/' | b'!' | b'*' | b'(' | b')' | b'='
        )
}

fn address(mime: &str, text: &str) -> String {
    let mut address = format!("data:{mime};charset=utf-8,");
    address.reserve(text.len() * 2);
    let digit = |number: u8| char::from_digit(number.into(), 16).map_or('0', |d| d.to_ascii_uppercase());
    for byte in text.bytes() {
        if is_plain(byte) {
            address.push(char::from(byte));
        } else {
            address.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    address
}
