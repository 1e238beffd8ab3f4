//! The index of words: for each, in which articles it stands and as which word of them.
//!
//! One pass over the articles, each word found once by its hash; lists are written as they grow. A list is
//! text that a script can hold: numbers of five bits a letter, a letter of the upper half of [`LETTERS`]
//! before more. An article is its distance from the one before, then the distances of its words, then 0.

use std::collections::{BTreeSet, HashMap};

use super::fold;
use crate::coverage::Coverage;

/// Digits of numbers, in `search.js` too.
const LETTERS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/// Words that are everywhere.
const STOP: &str = include_str!("stop.tsv");

/// The index of words.
#[derive(Debug)]
pub(super) struct Index {
    /// The text of each file: `word list|word list|…`, in the order in which scripts compare texts.
    files: Vec<String>,
    /// The first word of each file.
    pub(super) firsts: Vec<String>,
    /// A digest of all files.
    pub(super) version: String,
    /// Words that have no list.
    pub(super) stop: Vec<&'static str>,
}

#[derive(Default)]
struct List {
    letters: String,
    /// The last article, from 1; 0 for none.
    article: u32,
    /// The last word in it, from 1.
    at: u32,
}

impl Index {
    /// The index of all articles in `count` files. `english`: whether English words that are everywhere are
    /// left out.
    pub(super) fn new(coverage: &Coverage, count: usize, english: bool) -> Index {
        let stop: BTreeSet<&'static str> = if english { stop_words().collect() } else { BTreeSet::new() };
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut lists: Vec<List> = Vec::new();
        // The lists of words that are everywhere stay empty: one look tells all.
        for word in stop.iter().chain([&GAP]) {
            ids.insert((*word).to_owned(), u32::MAX);
        }
        for (ix, covered) in coverage.articles.iter().enumerate() {
            let article = ix as u32 + 1;
            let mut at = 0;
            let mut take = |word: &str| {
                at += 1;
                let id = match ids.get(word) {
                    Some(&u32::MAX) => return,
                    Some(&id) => id,
                    None => {
                        let id = lists.len() as u32;
                        ids.insert(word.to_owned(), id);
                        lists.push(List::default());
                        id
                    }
                };
                lists[id as usize].put(article, at);
            };
            fold::tokens(&covered.article.front.title, &mut take);
            let text = &covered.article.body.text;
            for sentence in &covered.annotations.sentences {
                // A place between sentences: no phrase reaches over their end.
                take(GAP);
                fold::tokens(sentence.of(text), &mut take);
            }
        }
        let mut words: Vec<(String, u32)> = ids.into_iter().filter(|(_, id)| *id != u32::MAX).collect();
        if words.iter().any(|(word, _)| word.bytes().any(|b| b >= 0xf0)) {
            words.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        } else {
            words.sort();
        }
        Index::split(words, lists, count, stop.into_iter().collect())
    }

    /// Words in order to files of like length.
    fn split(words: Vec<(String, u32)>, lists: Vec<List>, count: usize, stop: Vec<&'static str>) -> Index {
        let length = |(word, id): &(String, u32)| word.len() + lists[*id as usize].letters.len() + 3;
        let all: usize = words.iter().map(length).sum();
        let size = all.div_ceil(count.max(1));
        let mut files = vec![String::new(); count];
        let mut firsts = vec![String::new(); count];
        let (mut file, mut filled) = (0, 0);
        for item in &words {
            let (word, id) = item;
            if filled >= size * (file + 1) && file + 1 < count {
                file += 1;
            }
            filled += length(item);
            let Some(text) = files.get_mut(file) else { break };
            if text.is_empty() {
                firsts[file].clone_from(word);
            } else {
                text.push('|');
            }
            text.push_str(word);
            text.push(' ');
            text.push_str(&lists[*id as usize].letters);
            text.push('0');
        }
        // What is behind the last word is behind every word.
        for first in firsts.iter_mut().skip(1).filter(|first| first.is_empty()) {
            *first = char::MAX.to_string();
        }
        let mut digest = blake3::Hasher::new();
        files.iter().for_each(|file| {
            digest.update(file.as_bytes());
        });
        Index { files, firsts, version: digest.finalize().to_hex()[..8].to_owned(), stop }
    }

    /// The text of a file.
    pub(super) fn file(&self, at: usize) -> &str {
        self.files.get(at).map_or("", String::as_str)
    }
}

/// Stands for the end of a sentence: no word is empty.
const GAP: &str = "";

fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

impl List {
    fn put(&mut self, article: u32, at: u32) {
        if self.article != article {
            if self.article != 0 {
                self.letters.push('0');
            }
            push_number(&mut self.letters, article - self.article);
            self.article = article;
            self.at = 0;
        }
        push_number(&mut self.letters, at - self.at);
        self.at = at;
    }
}

/// A number, five bits a letter, the lowest first.
pub(super) fn push_number(text: &mut String, mut number: u32) {
    loop {
        let more = if number < 32 { 0 } else { 32 };
        text.push(char::from(LETTERS[(number % 32 + more) as usize]));
        number /= 32;
        if number == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, FrontMatter, markdown};
    use crate::coverage::{CoveredArticle, Reading};
    use crate::extract::{Anchor, annotate};

    fn coverage(articles: &[(&str, &str)]) -> Coverage {
        let covered = articles.iter().map(|(title, text)| {
            let body = markdown::parse(text, 0);
            let annotations = annotate(&body.read(), &Anchor::default());
            let front = FrontMatter { title: (*title).to_owned(), ..FrontMatter::default() };
            let article = Article {
                id: (*title).to_owned(),
                file: String::new(),
                front,
                keys: Vec::new(),
                body,
                anchor: Anchor::default(),
            };
            CoveredArticle {
                article: article.into(),
                annotations: annotations.into(),
                published: None,
                reading: Reading::default(),
            }
        });
        Coverage { articles: covered.collect(), ..Coverage::default() }
    }

    /// Articles with the places of a word, as `search.js` reads them.
    fn places(index: &Index, count: usize, word: &str) -> Vec<(u32, Vec<u32>)> {
        let files =
            (0..count).flat_map(|at| index.file(at).split('|')).filter_map(|line| line.split_once(' '));
        let Some((_, letters)) = files.into_iter().find(|(own, _)| *own == word) else { return Vec::new() };
        let (mut found, mut number, mut shift): (Vec<(u32, Vec<u32>)>, u32, u32) = (Vec::new(), 0, 1);
        let (mut article, mut at, mut head) = (0, 0, true);
        for letter in letters.bytes() {
            let digit = LETTERS.iter().position(|l| *l == letter).expect("a digit") as u32;
            number += (digit % 32) * shift;
            shift *= 32;
            if digit < 32 {
                match (head, number) {
                    (true, n) => {
                        article += n;
                        at = 0;
                        head = false;
                        found.push((article - 1, Vec::new()));
                    }
                    (false, 0) => head = true,
                    (false, n) => {
                        at += n;
                        found.last_mut().expect("an article").1.push(at);
                    }
                }
                (number, shift) = (0, 1);
            }
        }
        found
    }

    #[test]
    fn a_word_is_found_in_its_articles_at_its_places() {
        let coverage = coverage(&[
            ("Talks open", "The talks began. Höfði House was full of talks."),
            ("Rain", "Nothing else."),
            ("End", "It was the end of the talks."),
        ]);
        for count in [1, 3, 7] {
            let index = Index::new(&coverage, count, true);
            // A sentence begins one place further on than the last word before it.
            assert_eq!(places(&index, count, "talks"), [(0, vec![1, 5, 13]), (2, vec![9])], "{count}");
            assert_eq!(places(&index, count, "hofdi"), [(0, vec![8])]);
            assert_eq!(places(&index, count, "the"), [], "words that are everywhere have no list");
            assert!(index.firsts.is_sorted(), "{:?}", index.firsts);
        }
        let all = Index::new(&coverage, 1, false);
        assert_eq!(places(&all, 1, "the"), [(0, vec![4]), (2, vec![5, 8])]);
    }
}
