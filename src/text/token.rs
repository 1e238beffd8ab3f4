//! Text to tokens. The grain is fine: a run of letters, a run of digits, or one mark of punctuation.
//!
//! `9.35am` is four tokens, `Jong-un` three, `Kim's` three: what belongs together is for each layer to
//! say, and [`Token::glued`] tells where no space stood between two. Entry point: [`tokens`].

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

/// Splits `text` into tokens, in order, without overlap; white space and invisible characters
/// (zero-width spaces, joiners, direction marks) belong to none.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut chars = text.char_indices().peekable();
    let mut previous_end = usize::MAX;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() || is_invisible(first) {
            continue;
        }
        let class = Class::of(first);
        let mut end = start + first.len_utf8();
        let mut case = CaseReader::new(first);
        if class != Class::Mark {
            while let Some(&(at, c)) = chars.peek() {
                if !class.goes_on_with(c) {
                    break;
                }
                case.read(c);
                end = at + c.len_utf8();
                chars.next();
            }
        }
        let kind = match class {
            Class::Letters => TokenKind::Word(case.case()),
            Class::Digits => TokenKind::Number,
            Class::Mark => TokenKind::Punct(first),
        };
        found.push(Token { span: Span::new(start, end), kind, glued: previous_end == start });
        previous_end = end;
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letters,
    Digits,
    Mark,
}

impl Class {
    fn of(c: char) -> Class {
        if c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic()) {
            Class::Letters
        } else if c.is_ascii_digit() {
            Class::Digits
        } else {
            Class::Mark
        }
    }

    fn goes_on_with(self, c: char) -> bool {
        match self {
            Class::Letters => Class::of(c) == Class::Letters || is_combining(c),
            Class::Digits => c.is_ascii_digit(),
            Class::Mark => false,
        }
    }
}

/// Zero-width characters and direction marks, which copied text is full of and readers never see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}')
}

struct CaseReader {
    first_upper: bool,
    rest_upper: bool,
    rest_lower: bool,
}

impl CaseReader {
    fn new(first: char) -> Self {
        CaseReader { first_upper: first.is_uppercase(), rest_upper: false, rest_lower: false }
    }

    fn read(&mut self, c: char) {
        if c.is_ascii_lowercase() || c.is_lowercase() {
            self.rest_lower = true;
        } else if c.is_uppercase() {
            self.rest_upper = true;
        }
    }

    fn case(&self) -> Case {
        match (self.first_upper, self.rest_upper, self.rest_lower) {
            (true, true, false) => Case::Upper,
            (true, false, _) => Case::Title,
            (false, false, _) => Case::Lower,
            _ => Case::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = tokens(text)
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
        let case = |text: &str| tokens(text)[0].kind;
        assert_eq!(case("HANOI"), TokenKind::Word(Case::Upper));
        assert_eq!(case("J"), TokenKind::Word(Case::Title));
        assert_eq!(case("McDonald"), TokenKind::Word(Case::Mixed));
        assert_eq!(case("summit"), TokenKind::Word(Case::Lower));
        assert_eq!(case("金"), TokenKind::Word(Case::Lower));
    }

    proptest! {
        #[test]
        fn tokens_are_sorted_and_on_character_boundaries(text in any::<String>()) {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= last && !token.span.is_empty());
                prop_assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
                last = token.span.end;
            }
        }
    }
}
