//! Text to tokens. The grain is fine: a run of letters, a run of digits, or one mark of punctuation.
//!
//! `9.35am` is four tokens, `Jong-un` three, `Kim's` three: what belongs together is for each layer to
//! say, and [`Token::glued`] tells where no space stood between two. Entry point: [`tokens`].

use super::vocabulary::{OFFSET, finish, step};
use crate::span::Span;

/// One token: where it stands and what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the plain text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// True where the token before it touches it, with no white space between.
    pub glued: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters (with combining marks).
    Word(Case),
    /// Decimal digits.
    Number,
    /// One character that is neither.
    Punct(char),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `summit`; also words of scripts without case.
    Lower,
    /// `Hanoi`, and a single capital: `J`.
    Title,
    /// `HANOI`: two letters or more, all capital.
    Upper,
    /// `McDonald`, `iPhone`.
    Mixed,
}

impl Token {
    /// True for a word of any case.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word(_))
    }

    /// True for a run of digits.
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// True for this very mark.
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Punct(mark)
    }

    /// True for a word that starts with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.kind, TokenKind::Word(Case::Title | Case::Upper))
            || matches!(self.kind, TokenKind::Word(Case::Mixed))
    }
}

/// Digits of a number that has a value.
pub(super) const LONGEST_NUMBER: usize = 9;

/// Tokens with the keys of their words: see [`vocabulary`](super::vocabulary).
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// The key of each word, with ASCII letters in lower case; the value of a number of at most
    /// [`LONGEST_NUMBER`] digits; 0 for what is neither.
    pub(super) keys: Vec<u64>,
}

/// Splits `text` into tokens, in order, without overlap; white space and invisible characters
/// (zero-width spaces, joiners, direction marks) belong to none.
pub(super) fn tokens(text: &str) -> Tokens {
    let size = text.len() / 5 + 1;
    let mut found = Tokens { all: Vec::with_capacity(size), keys: Vec::with_capacity(size) };
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut previous_end = usize::MAX;
    while let Some(&first) = bytes.get(at) {
        let (kind, end, key) = match CLASSES[usize::from(first)] {
            Class::Space => {
                at += 1;
                continue;
            }
            Class::Lower | Class::Upper => word(text, at),
            Class::Digit => {
                let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit());
                let (length, value) = digits.fold((0, 0u64), |(length, value), digit| {
                    (length + 1, value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')))
                });
                (TokenKind::Number, at + length, if length > LONGEST_NUMBER { 0 } else { value })
            }
            Class::Mark => (TokenKind::Punct(char::from(first)), at + 1, 0),
            Class::Wide => {
                let c = char_at(text, at);
                if c.is_whitespace() || is_invisible(c) {
                    at += c.len_utf8();
                    continue;
                }
                if c.is_alphabetic() { word(text, at) } else { (TokenKind::Punct(c), at + c.len_utf8(), 0) }
            }
        };
        found.all.push(Token { span: Span::new(at, end), kind, glued: previous_end == at });
        found.keys.push(key);
        previous_end = end;
        at = end;
    }
    found
}

/// What a byte of text begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Lower,
    Upper,
    Digit,
    Mark,
    /// A character beyond ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            128.. => Class::Wide,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes
};

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("a character begins at every byte that no other one holds")
}

/// The word that begins at byte `start`: its kind, its end and its key.
fn word(text: &str, start: usize) -> (TokenKind, usize, u64) {
    let bytes = text.as_bytes();
    let (mut end, mut hash) = (start, OFFSET);
    let (mut first_upper, mut upper, mut lower) = (false, false, false);
    while let Some(&byte) = bytes.get(end) {
        match CLASSES[usize::from(byte)] {
            Class::Lower => {
                lower |= end > start;
                hash = step(hash, byte);
                end += 1;
            }
            Class::Upper => {
                if end > start {
                    upper = true
                } else {
                    first_upper = true
                }
                hash = step(hash, byte | 0x20);
                end += 1;
            }
            Class::Wide => {
                let c = char_at(text, end);
                if !c.is_alphabetic() && !is_combining(c) {
                    break;
                }
                match end > start {
                    false => first_upper = c.is_uppercase(),
                    true if c.is_lowercase() => lower = true,
                    true => upper |= c.is_uppercase(),
                }
                let after = end + c.len_utf8();
                hash = bytes[end..after].iter().copied().fold(hash, step);
                end = after;
            }
            _ => break,
        }
    }
    let case = match (first_upper, upper, lower) {
        (true, true, false) => Case::Upper,
        (true, false, _) => Case::Title,
        (false, false, _) => Case::Lower,
        _ => Case::Mixed,
    };
    (TokenKind::Word(case), end, finish(hash))
}

/// Zero-width characters and direction marks, which copied text is full of and readers never see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = tokens(text)
            .all
            .iter()
            .map(|t| format!("{}{}", if t.glued { "+" } else { "" }, t.span.of(text)))
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn letters_digits_and_marks_part() {
        check("At 9.35am, Kim Jong-un's", "At 9 +. +35 +am +, Kim Jong +- +un +' +s");
        check("18h05 (0155 GMT)", "18 +h +05 ( +0155 GMT +)");
        check("Erdoğan é\u{301}t", "Erdoğan é\u{301}t");
    }

    #[test]
    fn invisible_characters_belong_to_no_token() {
        check("Ki\u{200B}m\u{202E} x", "Ki m x");
    }

    #[test]
    fn case_is_read_from_the_letters() {
        let case = |text: &str| tokens(text).all[0].kind;
        assert_eq!(case("HANOI"), TokenKind::Word(Case::Upper));
        assert_eq!(case("J"), TokenKind::Word(Case::Title));
        assert_eq!(case("McDonald"), TokenKind::Word(Case::Mixed));
        assert_eq!(case("summit"), TokenKind::Word(Case::Lower));
        assert_eq!(case("金"), TokenKind::Word(Case::Lower));
    }

    #[test]
    fn a_word_has_one_key_in_any_case() {
        let found = tokens("Hanoi HANOI hanoi 10 Erdoğan, erdoğan");
        let hanoi = super::super::vocabulary::key("hanoi");
        assert_eq!(found.keys[..4], [hanoi, hanoi, hanoi, 10]);
        assert_eq!((found.keys[4], found.keys[5]), (found.keys[6], 0));
        assert_eq!(found.keys[4], super::super::vocabulary::key("erdoğan"));
    }

    proptest! {
        #[test]
        fn tokens_are_sorted_and_on_character_boundaries(text in any::<String>()) {
            let mut last = 0;
            for token in tokens(&text).all {
                prop_assert!(token.span.start >= last && !token.span.is_empty());
                prop_assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
                last = token.span.end;
            }
        }
    }
}
