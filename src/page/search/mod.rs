//! Search without a server: an index in classic scripts that the search page loads on demand.
//!
//! `search/first.js` knows people, places, summits, days, headlines and entries, as many as are quick to
//! load; `search/t*.js` hold the words of all articles with their places, in the order of the alphabet;
//! `search/d*.js` the sentences, so that a result shows one and leads to it. A script calls
//! `dateline(name, data)`, so that it works from `file://`, where nothing can be fetched.
//!
//! How many files there are follows from the length of the articles alone; what stands in them is made when
//! the first of them is asked for. Entry points: [`Plan::new`], [`Site::search`].

mod first;
mod fold;
mod index;

use std::ops::Range;
use std::sync::OnceLock;

use super::{Route, Site};
use crate::coverage::{ArticleIx, Coverage};
use index::{Index, push_number};

/// Length of articles for one file of words, in bytes.
const WORDS: usize = 100_000;
/// Length of articles in one file of sentences, in bytes; one article at least.
const SENTENCES: usize = 16_000;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFile {
    /// `search/first.js`
    First,
    /// `search/t0.js`: words, from 0.
    Words(usize),
    /// `search/d0.js`: sentences, from 0.
    Sentences(usize),
}

/// Which files the index has, and the index once it was asked for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    words: usize,
    /// The articles of each file of sentences.
    groups: Vec<Range<ArticleIx>>,
    index: OnceLock<Index>,
}

impl Plan {
    pub(super) fn new(coverage: &Coverage) -> Plan {
        let mut groups: Vec<Range<ArticleIx>> = Vec::new();
        let (mut all, mut length) = (0, 0);
        for (ix, covered) in coverage.articles.iter().enumerate() {
            let own = covered.article.body.text.len();
            all += own;
            match groups.last_mut() {
                Some(group) if length + own <= SENTENCES => {
                    group.end = ix + 1;
                    length += own;
                }
                _ => {
                    groups.push(ix..ix + 1);
                    length = own;
                }
            }
        }
        Plan { words: all.div_ceil(WORDS), groups, index: OnceLock::new() }
    }

    /// The files of the index.
    pub(super) fn files(&self) -> impl Iterator<Item = SearchFile> + use<> {
        let words = (0..self.words).map(SearchFile::Words);
        let sentences = (0..self.groups.len()).map(SearchFile::Sentences);
        std::iter::once(SearchFile::First).chain(words).chain(sentences)
    }
}

impl SearchFile {
    /// Where it stands.
    pub(super) fn route(self) -> Route {
        Route::new(format!("search/{}.js", self.name()))
    }

    fn name(self) -> String {
        match self {
            SearchFile::First => "first".to_owned(),
            SearchFile::Words(at) => format!("t{at}"),
            SearchFile::Sentences(at) => format!("d{at}"),
        }
    }
}

impl Site {
    /// The bytes of a file of the index.
    pub fn search(&self, file: SearchFile) -> Vec<u8> {
        let data = match file {
            SearchFile::First => first::first(self, self.index()),
            SearchFile::Words(at) => json(self.index().file(at)),
            SearchFile::Sentences(at) => json(&self.sentences(at)),
        };
        format!("dateline({},{data});\n", json(&file.name())).into_bytes()
    }

    /// The index of words. Made by one thread, which asks no other for help: another that waits for it could
    /// be the one that it waits for.
    fn index(&self) -> &Index {
        let english = self.config.language.split('-').next() == Some("en");
        self.search.index.get_or_init(|| Index::new(&self.coverage, self.search.words, english))
    }

    /// The articles of a file of sentences: name of the page, headline behind the number of its words, day,
    /// and each sentence behind the digits of its anchor and the number of its words.
    fn sentences(&self, at: usize) -> Vec<Vec<String>> {
        let articles = self.search.groups.get(at).cloned().unwrap_or_default();
        articles.map(|ix| self.sentences_of(ix)).collect()
    }

    fn sentences_of(&self, ix: ArticleIx) -> Vec<String> {
        let covered = &self.coverage.articles[ix];
        let text = &covered.article.body.text;
        let day = covered.published.map_or(String::new(), |at| self.words().short_date(at.date_naive()));
        let mut fields = Vec::with_capacity(covered.annotations.sentences.len() + 3);
        let title = &covered.article.front.title;
        fields.extend([page_name(&self.article_route(ix)), counted(String::new(), title), day]);
        for (at, sentence) in covered.annotations.sentences.iter().enumerate() {
            let words = sentence.of(text);
            let id = self.sentence_anchor(ix, at);
            fields.push(counted(id.rsplit('-').next().unwrap_or_default().to_owned(), words));
        }
        fields
    }
}

/// Text behind the number of its words.
fn counted(mut before: String, text: &str) -> String {
    let mut count = 0;
    fold::tokens(text, |_| count += 1);
    push_number(&mut before, count);
    before.push(' ');
    before.push_str(&super::view::one_line(text));
    before
}

/// The letter that a name stands under: its first, folded and in upper case.
pub(super) fn letter(name: &str) -> String {
    let mut letter = None;
    fold::tokens(name, |word| letter = letter.or(word.chars().next()));
    letter.map_or("–".to_owned(), |c| c.to_uppercase().collect())
}

/// The name of a page in its folder, as a link has it: `articles/hanoi.html` as "hanoi".
fn page_name(route: &Route) -> String {
    let link = Route::new("index.html").link_to(route);
    let name = link.split_once('/').map_or(link.as_str(), |(_, name)| name);
    name.strip_suffix(".html").unwrap_or(name).to_owned()
}

fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("the index holds nothing that JSON cannot say")
}
