//! Quotation marks: which open, which close, and what stands between them.
//!
//! The press mixes its marks: “so", „so“, »so«, ``so''. What a mark does is told by the space around it,
//! then by its shape, then by what is open. Single marks are apostrophes unless a closing one answers
//! them. Only the outermost marks count. One pass over each paragraph. Entry point: [`quoted`].

use super::paragraph::Paragraphs;
use crate::span::Span;
use crate::text::{Text, Token, TokenKind};

/// Words between marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The opening mark: index of its first token.
    pub(super) open: usize,
    /// The tokens between the marks.
    pub(super) first: usize,
    /// One past the last token between the marks; the closing mark stands here, if there is one.
    pub(super) end: usize,
    /// One past the closing mark.
    pub(super) after: usize,
    /// The paragraph that it stands in.
    pub(super) paragraph: usize,
    /// How it ends.
    pub(super) ending: Ending,
    /// True for single marks.
    pub(super) single: bool,
}

/// How words in marks end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a mark.
    Closed,
    /// With the paragraph; the next one opens with a mark again.
    GoesOn,
    /// With the paragraph, and nothing says why: a mark is missing.
    Missing,
}

impl Quoted {
    /// The words, marks left out.
    pub(super) fn span(&self, text: &Text<'_>) -> Span {
        text.span_of(self.first..self.end)
    }
}

/// What a mark may do at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Opens,
    Closes,
    Either,
}

/// A mark: where it stands and what it may do.
#[derive(Clone, Copy)]
struct Mark {
    /// Its first token, and the number of its tokens (two for `` and '').
    at: usize,
    len: usize,
    single: bool,
    role: Role,
    /// For a single mark that closes: after a plural's s it is more likely an apostrophe.
    weak: bool,
}

/// Finds what stands in marks, in order; nested marks are part of the outer ones.
pub(super) fn quoted(text: &Text<'_>, paragraphs: &Paragraphs) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (paragraph, tokens) in paragraphs.tokens.iter().enumerate() {
        marks.clear();
        read_marks(text, tokens.clone(), &mut marks);
        if !marks.is_empty() {
            alternate(text, &mut marks);
            let opens_paragraph =
                marks[0].at == tokens.start && !marks[0].single && marks[0].role != Role::Closes;
            settle_open_end(&mut found, paragraph, opens_paragraph);
            pair(tokens.clone(), paragraph, &marks, &mut found);
        } else {
            settle_open_end(&mut found, paragraph, false);
        }
    }
    settle_open_end(&mut found, usize::MAX, false);
    found.retain(|q| q.first < q.end && has_word(text, q));
    found
}

/// Not so in marks around nothing, and in "rock 'n' roll".
fn has_word(text: &Text<'_>, quoted: &Quoted) -> bool {
    let and = quoted.single && quoted.first + 1 == quoted.end && text.lower(quoted.first) == "n";
    !and && text.tokens()[quoted.first..quoted.end].iter().any(|t| t.is_word() || t.is_number())
}

/// Says of words that ran to the end of their paragraph whether the next paragraph goes on with them.
fn settle_open_end(found: &mut [Quoted], paragraph: usize, opens_paragraph: bool) {
    if let Some(last) = found.last_mut()
        && last.ending == Ending::Missing
        && opens_paragraph
        && last.paragraph + 1 == paragraph
    {
        last.ending = Ending::GoesOn;
    }
}

fn read_marks(text: &Text<'_>, tokens: std::ops::Range<usize>, marks: &mut Vec<Mark>) {
    let mut i = tokens.start;
    while i < tokens.end {
        let token = &text.tokens()[i];
        let TokenKind::Punct(mark) = token.kind else {
            i += 1;
            continue;
        };
        let doubled = i + 1 < tokens.end
            && text.tokens()[i + 1].glued
            && matches!(mark, '`' | '\'' | '‘' | '’' | '‚')
            && text.tokens()[i + 1].is(mark);
        let len = if doubled { 2 } else { 1 };
        if let Some(read) = read_mark(text, &tokens, i, len, mark) {
            marks.push(read);
        }
        i += len;
    }
}

/// Straight marks alone, in pairs, whose places do not tell which opens ("so, " he said): they take turns.
fn alternate(text: &Text<'_>, marks: &mut [Mark]) {
    let straight = |m: &Mark| m.len == 1 && matches!(text.tokens()[m.at].kind, TokenKind::Punct('"' | '＂'));
    let doubles = || marks.iter().filter(|m| !m.single);
    let depths = doubles().scan(0i32, |depth, mark| {
        let opens = mark.role == Role::Opens || mark.role == Role::Either && *depth == 0;
        *depth += if opens { 1 } else { -1 };
        Some(*depth)
    });
    let balanced = depths.fold((true, 0), |(sound, _), depth| (sound && depth >= 0, depth)) == (true, 0);
    if balanced || doubles().count() % 2 == 1 || !doubles().all(straight) {
        return;
    }
    for (i, mark) in marks.iter_mut().filter(|m| !m.single).enumerate() {
        mark.role = if i % 2 == 0 { Role::Opens } else { Role::Closes };
    }
}

fn read_mark(
    text: &Text<'_>,
    paragraph: &std::ops::Range<usize>,
    at: usize,
    len: usize,
    mark: char,
) -> Option<Mark> {
    let all = text.tokens();
    let (single, shape) = match mark {
        '“' | '„' | '‟' | '〝' => (false, Role::Opens),
        '”' | '〞' => (false, Role::Closes),
        '"' | '″' | '＂' | '‶' => (false, Role::Either),
        '«' | '‹' | '「' | '『' => (false, Role::Opens),
        '»' | '›' | '」' | '』' => (false, Role::Closes),
        '`' if len == 2 => (false, Role::Opens),
        '\'' | '‘' | '’' | '‚' if len == 2 => (false, Role::Either),
        '‘' | '‚' | '‛' | '`' => (true, Role::Opens),
        '’' | '\'' | '´' | '′' => (true, Role::Either),
        _ => return None,
    };
    let before = (at > paragraph.start && all[at].glued).then(|| &all[at - 1]);
    let after = (at + len < paragraph.end && all[at + len].glued).then(|| &all[at + len]);
    let starts = before.is_none_or(opens_before);
    let ends = after.is_none_or(closes_after);
    let solid_before = before.is_some_and(|t| !is_dash(t)) && !starts;
    if single {
        let inside_word = before.is_some_and(|t| t.is_word() || t.is_number())
            && after.is_some_and(|t| t.is_word() || t.is_number());
        let digits_follow = after.is_some_and(Token::is_number);
        let role = if inside_word || (digits_follow && mark != '‘') {
            return None;
        } else if starts && !ends {
            Role::Opens
        } else if solid_before && ends && mark != '‘' {
            Role::Closes
        } else {
            return None;
        };
        let weak = role == Role::Closes
            && before.is_some_and(|t| t.is_word() && t.span.of(text.as_str()).ends_with(['s', 'n', 'S']))
            && all.get(at + 1).is_some_and(|t| t.is_word() && !t.glued);
        return Some(Mark { at, len, single, role, weak });
    }
    let role = match (starts, ends) {
        (true, false) => Role::Opens,
        (false, true) if solid_before => Role::Closes,
        // «Oui», written « oui », and tokenised text: the shape tells, else what is open.
        _ => shape,
    };
    Some(Mark { at, len, single, role, weak: false })
}

fn opens_before(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Punct('(' | '[' | '{' | '/' | '“' | '‘' | '"' | '«' | '„' | '¿' | '¡' | '*' | '_' | '>')
    )
}

fn closes_after(token: &Token) -> bool {
    !token.is_word()
        && !token.is_number()
        && !matches!(
            token.kind,
            TokenKind::Punct(
                '[' | '(' | '$' | '€' | '£' | '@' | '#' | '¿' | '¡' | '“' | '‘' | '…' | '_' | '*' | '\''
            )
        )
        || is_dash(token)
}

fn is_dash(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Punct('-' | '–' | '—'))
}

/// Pairs the marks of one paragraph.
fn pair(tokens: std::ops::Range<usize>, paragraph: usize, marks: &[Mark], found: &mut Vec<Quoted>) {
    let singles = answers(marks);
    let mut open: Option<usize> = None;
    let mut nested = 0usize;
    let mut i = 0;
    let push = |from: &Mark, to: Option<&Mark>, found: &mut Vec<Quoted>| {
        let end = to.map_or(tokens.end, |m| m.at);
        found.push(Quoted {
            open: from.at,
            first: from.at + from.len,
            end,
            after: to.map_or(end, |m| m.at + m.len),
            paragraph,
            ending: if to.is_some() { Ending::Closed } else { Ending::Missing },
            single: from.single,
        });
    };
    while i < marks.len() {
        let mark = &marks[i];
        match open {
            None if mark.single => {
                if mark.role == Role::Opens
                    && let Some(close) = singles[i]
                {
                    push(mark, Some(&marks[close]), found);
                    i = close;
                }
            }
            None => {
                if mark.role != Role::Closes || is_first(found, paragraph, mark, tokens.start) {
                    open = Some(i);
                    nested = 0;
                }
            }
            Some(_) if mark.single => {}
            Some(from) => match mark.role {
                Role::Opens if closers_left(marks, i) > 1 + nested => nested += 1,
                // The mark that should have closed is missing: what was open is no quotation.
                Role::Opens => {
                    open = Some(i);
                    nested = 0;
                }
                _ if nested > 0 && mark.role == Role::Closes => nested -= 1,
                _ => {
                    push(&marks[from], Some(mark), found);
                    open = None;
                }
            },
        }
        i += 1;
    }
    if let Some(from) = open {
        push(&marks[from], None, found);
    }
}

/// A closing shape at the very start of a paragraph can only open: ”So”.
fn is_first(found: &[Quoted], paragraph: usize, mark: &Mark, start: usize) -> bool {
    mark.at == start && found.last().is_none_or(|q| q.paragraph != paragraph)
}

/// How many closing double marks follow mark `i` before the next that opens, two at most.
fn closers_left(marks: &[Mark], i: usize) -> usize {
    let after = marks[i + 1..].iter().filter(|m| !m.single);
    after.take_while(|m| m.role == Role::Closes).take(3).count()
}

/// For each single mark that opens, the one that closes it, if the double marks between are in pairs.
fn answers(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut answers = vec![None; marks.len()];
    let (mut weak, mut strong): (Option<usize>, Option<usize>) = (None, None);
    let mut opener_between = false;
    let mut doubles = vec![0usize; marks.len() + 1];
    for (i, mark) in marks.iter().enumerate() {
        doubles[i + 1] = doubles[i] + usize::from(!mark.single);
    }
    for i in (0..marks.len()).rev() {
        let mark = &marks[i];
        if !mark.single {
            continue;
        }
        match mark.role {
            Role::Closes if mark.weak => weak = Some(i),
            Role::Closes => {
                (strong, weak) = (Some(i), None);
                opener_between = false;
            }
            _ => {
                let close = if opener_between { weak } else { strong.or(weak) };
                answers[i] = close.filter(|&c| (doubles[c] - doubles[i]).is_multiple_of(2));
                opener_between = true;
                weak = None;
            }
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(plain: &str, expected: &[&str]) {
        let text = Text::plain(plain);
        let found: Vec<&str> =
            quoted(&text, &Paragraphs::of(&text)).iter().map(|q| text.slice(q.span(&text))).collect();
        assert_eq!(found, expected, "{plain}");
    }

    #[test]
    fn marks_of_all_nations() {
        check("He said “yes” and \"no\".", &["yes", "no"]);
        check("„Nein“, sagte er. »Doch«, sie.", &["Nein", "Doch"]);
        check("Il a dit « oui » et «non».", &["oui", "non"]);
        check("彼は「はい」と言った。", &["はい"]);
        check("``We will go,'' he said.", &["We will go,"]);
        check("'We will go,' he said.", &["We will go,"]);
        check("‘We can’t go,’ he said.", &["We can’t go,"]);
    }

    #[test]
    fn mismatched_marks_pair() {
        check("“What’s important is this,\" he said.", &["What’s important is this,"]);
        check("\"An odd \"coup\", I see,\" he said.", &["An odd \"coup\", I see,"]);
        check("\"So it is, \" he said. \"It is\" so.", &["So it is,", "It is"]);
        check("\"So it is,” he said. ”And so,” he said.", &["So it is,", "And so,"]);
        check("”We agree,” he said.", &["We agree,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The leaders' talks weren't Kim's idea in the '90s.", &[]);
        check("It’s the delegates’ hotel, rock 'n' roll.", &[]);
        check("'It isn't the leaders' fault,' he said.", &["It isn't the leaders' fault,"]);
    }

    #[test]
    fn only_the_outermost_count() {
        check("“He told me ‘no’ twice,” she said.", &["He told me ‘no’ twice,"]);
        check("'He said \"no\" to us,' she said.", &["He said \"no\" to us,"]);
        check("“We say “no” to this,” he said.", &["We say “no” to this,"]);
    }

    #[test]
    fn missing_marks_do_no_harm() {
        check("“He left. “We agreed,” he said.", &["We agreed,"]);
        check("He is 5'10\" tall and said \"yes\".", &["yes"]);
        check("A stray \" mark.\n\nThen \"words\" come.", &["mark.", "words"]);
    }

    proptest! {
        #[test]
        fn any_marks_pair_in_order(plain in "([\"“”'‘’«»„`]|a|s|, |\\\\.|\n\n| |日){0,120}") {
            let text = Text::plain(&plain);
            let found = quoted(&text, &Paragraphs::of(&text));
            prop_assert!(found.windows(2).all(|w| w[0].after <= w[1].open));
            prop_assert!(found.iter().all(|q| q.open < q.first && q.first < q.end && q.end <= q.after));
        }
    }
}
