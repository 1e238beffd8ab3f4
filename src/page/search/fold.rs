//! Words as search compares them: lower case, without diacritics, whatever Unicode form they are written in.
//! Scripts that part no words (Chinese, Japanese, Thai) give pairs of letters; so does Korean, whose
//! particles hang on the word.
//!
//! `static/js/search.js` does the same to what a reader types; both must agree. Entry point: [`tokens`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::slug::spelt_out;

/// Calls `take` with each word of a text, in order.
pub(super) fn tokens(text: &str, mut take: impl FnMut(&str)) {
    let mut words = Words { word: String::new(), run: Vec::new(), pair: String::new() };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        if c.is_ascii_alphanumeric() {
            length = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
            words.plain(&rest[..length], &mut take);
        } else if c.is_ascii() {
            words.end(&mut take);
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            folded(c, |c| match c {
                Some(c) => words.letter(c, &mut take),
                None => words.end(&mut take),
            });
        } else {
            words.end(&mut take);
        }
        rest = &rest[length..];
    }
    words.end(&mut take);
}

/// The letters that a letter is compared as; `None` parts words.
fn folded(c: char, mut take: impl FnMut(Option<char>)) {
    let whole = match c {
        'ẞ' => Some("ss"),
        'ς' => Some("σ"),
        c => spelt_out(c),
    };
    if let Some(whole) = whole {
        whole.chars().for_each(|c| take(Some(c)));
        return;
    }
    // Korean syllables would fall apart into letters.
    if ('\u{ac00}'..='\u{d7a3}').contains(&c) {
        return take(Some(c));
    }
    for part in std::iter::once(c).nfkd() {
        if is_combining_mark(part) {
            continue;
        }
        if part.is_alphanumeric() {
            part.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(|c| take(Some(c)));
        } else {
            take(None);
        }
    }
}

/// True for letters of scripts that part no words, and Korean.
fn is_paired(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{323af}')
}

struct Words {
    word: String,
    /// Letters that go in pairs.
    run: Vec<char>,
    pair: String,
}

impl Words {
    fn letter(&mut self, c: char, take: &mut impl FnMut(&str)) {
        if !c.is_ascii() && is_paired(c) {
            if !self.word.is_empty() {
                self.end(take);
            }
            self.run.push(c);
        } else {
            if !self.run.is_empty() {
                self.end(take);
            }
            self.word.push(c);
        }
    }

    /// ASCII letters and digits.
    fn plain(&mut self, letters: &str, take: &mut impl FnMut(&str)) {
        if !self.run.is_empty() {
            self.end(take);
        }
        let start = self.word.len();
        self.word.push_str(letters);
        self.word[start..].make_ascii_lowercase();
    }

    fn end(&mut self, take: &mut impl FnMut(&str)) {
        if !self.word.is_empty() {
            take(&self.word);
            self.word.clear();
        }
        // A letter alone stands for itself.
        for pair in self.run.windows(self.run.len().clamp(1, 2)) {
            self.pair.clear();
            self.pair.extend(pair);
            take(&self.pair);
        }
        self.run.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        tokens(text, |word| found.push(word.to_owned()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_folded() {
        check("Kim Jong-un’s visit", &["kim", "jong", "un", "s", "visit"]);
        check("Höfði House, Łódź; Straße", &["hofdi", "house", "lodz", "strasse"]);
        check("Ho\u{308}fði İstanbul ΟΔΟΣ ὁδός", &["hofdi", "istanbul", "οδοσ", "οδοσ"]);
        check("9.35am 1½ №5", &["9", "35am", "11", "2", "5"]);
        check("", &[]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        check("首脑会谈", &["首脑", "脑会", "会谈"]);
        check("iPhone手机 中", &["iphone", "手机", "中"]);
        check("김정은", &["김정", "정은"]);
        check("がく", &["かく"]);
    }
}
