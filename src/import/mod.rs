//! Plain text to an article: front matter above it, and every character of it kept.
//!
//! What Markdown would take for markup is escaped, quotation marks stay as they are: a quotation is a
//! verbatim slice. Only white space at the ends of lines goes, and lines that were wrapped to a width
//! stay lines. Entry point: [`article`].

use crate::text::Newlines;

/// What stands above an imported text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Headline.
    pub title: String,
    /// When it was published, as it was typed.
    pub date: String,
    /// Dateline city.
    pub place: Option<String>,
    /// Who published it.
    pub source: Option<String>,
}

/// The article, as its file holds it.
pub fn article(heading: &Heading, text: &str) -> String {
    let mut file = format!("---\ntitle: {}\ndate: {}\n", quoted(&heading.title), heading.date.trim());
    if let Some(place) = &heading.place {
        file.push_str(&format!("place: {}\n", quoted(place)));
    }
    if let Some(source) = &heading.source {
        file.push_str(&format!("source:\n  name: {}\n", quoted(source)));
    }
    file.push_str("---\n\n");
    file.push_str(&markdown(text));
    file
}

/// A text in the quotation marks of YAML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.trim().chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\u{feff}' | '\u{2028}' | '\u{2029}' => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text as Markdown that means just this text.
fn markdown(text: &str) -> String {
    let line_end = match Newlines::of(text) {
        Newlines::Wrap => "\n",
        Newlines::Break => "\\\n",
    };
    let mut markdown = String::with_capacity(text.len() + text.len() / 16);
    let mut is_open = false;
    for line in text.lines() {
        let line = line.trim_matches([' ', '\t', '\u{b}', '\u{c}']);
        if line.is_empty() {
            is_open = false;
        } else {
            if is_open {
                markdown.pop();
                markdown.push_str(line_end);
            } else if !markdown.is_empty() {
                markdown.push('\n');
            }
            push_line(&mut markdown, line);
            markdown.push('\n');
            is_open = true;
        }
    }
    markdown
}

fn push_line(markdown: &mut String, line: &str) {
    let mut rest = line;
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if line.starts_with(['-', '+', '=', '#', '>', ':']) {
        markdown.push('\\');
    } else if digits > 0 && line[digits..].starts_with(['.', ')']) {
        // "2019. It was …" begins no list.
        markdown.push_str(&line[..digits]);
        markdown.push('\\');
        rest = &line[digits..];
    }
    let mut before = None;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            // Inside a word it stands for itself.
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => is_entity(&rest[at + 1..]),
            _ => false,
        };
        if is_markup {
            markdown.push('\\');
        }
        markdown.push(c);
        before = Some(c);
    }
}

/// True where what follows an ampersand makes it an entity: `amp;`, `#8217;`.
fn is_entity(after: &str) -> bool {
    let name = after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    // The longest name of HTML has 31 letters.
    (1..=40).contains(&name) && after[name..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::config::Config;
    use crate::source::Source;
    use proptest::prelude::*;

    fn imported(text: &str) -> (String, Article) {
        let heading = Heading {
            title: "A \"title\": \\ \u{85}é".into(),
            date: "2019-02-28".into(),
            place: Some("Hanoi".into()),
            source: Some("- An # agency".into()),
        };
        let file = article(&heading, text);
        let source =
            Source { path: "content/articles/a.md".into(), text: file.as_str().into(), digest: [0; 32] };
        let parsed = Article::parse(&source, &Config::default());
        assert_eq!(parsed.diagnostics, [], "{file}");
        (file, parsed.value)
    }

    /// The words and marks, whatever white space parts them.
    fn squeezed(text: &str) -> String {
        text.split([' ', '\t', '\n', '\r', '\u{b}', '\u{c}'])
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn check(text: &str) {
        let (file, article) = imported(text);
        assert_eq!(squeezed(&article.body.text), squeezed(text), "{file}");
        assert!(article.body.headings.is_empty());
        assert!(article.body.blocks.iter().all(|b| b.kind == crate::text::BlockKind::Paragraph), "{file}");
    }

    #[test]
    fn markup_is_escaped_and_quotation_marks_are_not() {
        let text = "“It’s *too* early,\" Kim said.\n\n1. The 'talks'\n- a & b &amp; <b>c</b> [d](e) snake_case _f_\n\n# g\n===\n    h `i` C:\\dir ~~x~~";
        check(text);
        let (file, article) = imported(text);
        assert!(file.contains("“It’s \\*too\\* early,\" Kim said."));
        assert!(file.contains("1\\. The 'talks'"));
        assert!(file.contains("snake_case"));
        assert_eq!(article.front.title, "A \"title\": \\ \u{85}é");
        assert_eq!(article.front.source.map(|s| s.name).as_deref(), Some("- An # agency"));
    }

    #[test]
    fn lines_of_their_own_stay_lines_and_wrapped_ones_flow() {
        assert_eq!(imported("They met.\nThey parted.").1.body.text, "They met.\nThey parted.");
        let wrapped =
            "The two leaders met on Thursday in the\nold hotel and then went for a walk in the\ngarden.";
        assert_eq!(imported(wrapped).1.body.text, wrapped.replace('\n', " "));
        assert_eq!(imported("a\n\n\n \nb\n\n").0.split("---\n\n").nth(1), Some("a\n\nb\n"));
        assert_eq!(imported("").1.body.text, "");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "[a-z0-9 .,:;!?'\"“”’*_`#>+=|~&<>\\[\\](){}$%^@/\\\\\\n\\t\u{a0}é語-]{0,200}") {
            check(&text);
        }

        #[test]
        fn no_line_becomes_markup(lines in prop::collection::vec("([-+*>#=:|~_`]{0,4}|[0-9]{1,3}[.)])[ ]{0,5}[a-z*&;<|-]{0,5}", 0..6)) {
            check(&lines.join("\n"));
        }
    }
}
