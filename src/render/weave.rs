//! The weave: replays the pieces of a body into HTML, and opens and closes annotation elements at offsets
//! of the plain text.
//!
//! Marks may overlap one another and the author's markup in any way. Marks are always innermost: at each
//! boundary of markup, and where an outer mark ends, the inner ones are closed and opened again behind it.
//! No link stands in a link; an author's link wins. Entry point: [`weave`].

use std::collections::BTreeMap;

use super::html::{push_attribute, push_text};
use crate::article::{Alignment, Body, Element, Piece};
use crate::page::has_scheme;
use crate::span::Span;

/// An annotation over a stretch of the text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The words.
    pub(super) span: Span,
    /// Where marks begin at the same place and end at the same place: lower layers enclose higher ones.
    pub(super) layer: u8,
    /// The start tag.
    pub(super) open: String,
    /// The start tag where the mark goes on behind a boundary; without an id.
    pub(super) again: String,
    /// The end tag.
    pub(super) close: &'static str,
    /// What stands for it inside a link: the tags without the link.
    pub(super) in_link: Option<(String, &'static str)>,
    /// True for a link.
    pub(super) link: bool,
}

/// What an author's link or image leads to, as seen from the page.
pub(super) type Resolve<'r> = dyn Fn(&str) -> Option<String> + 'r;

/// Weaves marks and what is put in at single offsets (after the mark that ends there) into the body.
/// `marks` need no order; marks that are links must not overlap each other. Ids of ours begin with `seal`.
pub(super) fn weave(
    body: &Body,
    mut marks: Vec<Mark>,
    mut inserts: Vec<(u32, String)>,
    resolve: &Resolve<'_>,
    seal: &str,
) -> String {
    marks.retain(|m| !m.span.is_empty());
    marks.sort_by(|a, b| {
        (a.span.start, std::cmp::Reverse(a.span.end), a.layer).cmp(&(
            b.span.start,
            std::cmp::Reverse(b.span.end),
            b.layer,
        ))
    });
    inserts.sort_by_key(|(at, _)| *at);
    let mut loom = Loom {
        body,
        html: String::with_capacity(body.text.len() * 2),
        marks: &marks,
        next: 0,
        inserts: &inserts,
        inserted: 0,
        active: Vec::new(),
        opened: 0,
        elements: Vec::new(),
        links: 0,
        at: 0,
        notes: BTreeMap::new(),
        resolve,
        seal,
    };
    for piece in &body.pieces {
        loom.piece(piece);
    }
    loom.insert_until(u32::MAX);
    loom.html
}

struct Active {
    mark: usize,
    /// What was written last to open it, and so what closes it.
    close: &'static str,
    begun: bool,
}

/// How an element of the body ends.
struct Open {
    close: &'static str,
    link: bool,
    table: Option<TableState>,
}

struct TableState {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
}

struct Loom<'w> {
    body: &'w Body,
    html: String,
    marks: &'w [Mark],
    next: usize,
    inserts: &'w [(u32, String)],
    inserted: usize,
    /// Marks over the current offset, outermost first.
    active: Vec<Active>,
    /// How many of them have their start tag written.
    opened: usize,
    elements: Vec<Open>,
    /// How many of the open elements are links.
    links: usize,
    /// How far the text is written.
    at: u32,
    /// Numbers of footnotes by label, in order of appearance.
    notes: BTreeMap<String, usize>,
    resolve: &'w Resolve<'w>,
    seal: &'w str,
}

impl Loom<'_> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(span) => self.text(*span),
            Piece::SoftBreak(at) => self.text(Span { start: *at, end: at + 1 }),
            Piece::HardBreak(at) => {
                self.boundary();
                self.html.push_str("<br>");
                self.text(Span { start: *at, end: at + 1 });
            }
            Piece::Code(span) => {
                self.boundary();
                self.pass(span.start);
                self.boundary();
                self.html.push_str("<code>");
                push_text(&mut self.html, span.of(&self.body.text));
                self.html.push_str("</code>");
                self.written(span.end);
            }
            Piece::Open(element) => {
                self.boundary();
                self.open(element);
            }
            Piece::Close => {
                self.boundary();
                self.close();
            }
            Piece::Rule => {
                self.boundary();
                self.html.push_str("<hr>\n");
            }
            Piece::Html(html) => {
                self.boundary();
                self.html.push_str(html);
            }
            Piece::FootnoteReference(label) => {
                self.boundary();
                let number = self.note(label);
                let seal = self.seal;
                let anchor = format!(
                    "<sup class=\"{seal}d-note\"><a href=\"#{seal}d-note-{number}\">{number}</a></sup>"
                );
                self.html.push_str(&anchor);
            }
        }
    }

    /// Writes a stretch of the text with the marks over it.
    fn text(&mut self, span: Span) {
        let mut at = span.start;
        while at < span.end {
            self.pass(at);
            let mut until = span.end;
            if let Some(mark) = self.marks.get(self.next) {
                until = until.min(mark.span.start.max(at + 1));
            }
            for active in &self.active {
                until = until.min(self.marks[active.mark].span.end);
            }
            if let Some((insert, _)) = self.inserts.get(self.inserted) {
                until = until.min((*insert).max(at + 1));
            }
            // Marks lie on character boundaries; one that does not must not break the page.
            while !self.body.text.is_char_boundary(until as usize) {
                until += 1;
            }
            self.open_marks();
            push_text(&mut self.html, Span { start: at, end: until }.of(&self.body.text));
            at = until;
        }
        self.written(at);
    }

    /// Ends what ends where the text is written to.
    fn written(&mut self, at: u32) {
        self.at = at;
        self.end_marks(at);
        self.insert_until(at);
    }

    /// Ends and begins what does so up to an offset.
    fn pass(&mut self, at: u32) {
        self.end_marks(at);
        self.insert_until(at);
        while let Some(mark) = self.marks.get(self.next).filter(|m| m.span.start <= at) {
            if mark.span.end > at {
                self.active.push(Active { mark: self.next, close: "", begun: false });
            }
            self.next += 1;
        }
    }

    fn end_marks(&mut self, at: u32) {
        let Some(first) = self.active.iter().position(|a| self.marks[a.mark].span.end <= at) else { return };
        self.close_marks(first);
        let marks = self.marks;
        self.active.retain(|a| marks[a.mark].span.end > at);
    }

    fn insert_until(&mut self, at: u32) {
        while let Some((_, html)) = self.inserts.get(self.inserted).filter(|(offset, _)| *offset <= at) {
            if self.links > 0 {
                // An insert may be a link: it waits until the author's has ended.
                return;
            }
            self.close_marks(0);
            self.html.push_str(html);
            self.inserted += 1;
        }
    }

    /// Closes marks from the innermost out to the one at `depth`; they stay active.
    fn close_marks(&mut self, depth: usize) {
        while self.opened > depth {
            self.opened -= 1;
            self.html.push_str(self.active[self.opened].close);
        }
    }

    fn open_marks(&mut self) {
        while self.opened < self.active.len() {
            let active = &mut self.active[self.opened];
            let mark = &self.marks[active.mark];
            let (open, close) = match &mark.in_link {
                _ if self.links == 0 || !mark.link => {
                    (if active.begun { &mark.again } else { &mark.open }, mark.close)
                }
                Some((open, close)) => (open, *close),
                None => (&String::new(), ""),
            };
            self.html.push_str(open);
            active.close = close;
            active.begun = true;
            self.opened += 1;
        }
    }

    fn boundary(&mut self) {
        self.close_marks(0);
    }

    fn open(&mut self, element: &Element) {
        let html = &mut self.html;
        let mut opened = Open { close: "", link: false, table: None };
        opened.close = match element {
            Element::Paragraph => push(html, "<p>", "</p>\n"),
            Element::Heading(level, id) => {
                // The page's own heading is the first; an author's never stands beside it.
                let (tag, close) = match level {
                    0..=2 => ("<h2", "</h2>\n"),
                    3 => ("<h3", "</h3>\n"),
                    4 => ("<h4", "</h4>\n"),
                    5 => ("<h5", "</h5>\n"),
                    _ => ("<h6", "</h6>\n"),
                };
                html.push_str(tag);
                push_attribute(html, "id", heading_id(id));
                html.push('>');
                close
            }
            Element::BlockQuote => push(html, "<blockquote>\n", "</blockquote>\n"),
            Element::CodeBlock(language) => {
                html.push_str("<pre><code");
                if let Some(language) = language {
                    push_attribute(html, "class", &format!("language-{language}"));
                }
                push(html, ">", "</code></pre>\n")
            }
            Element::List(None) => push(html, "<ul>\n", "</ul>\n"),
            Element::List(Some(1)) => push(html, "<ol>\n", "</ol>\n"),
            Element::List(Some(start)) => {
                html.push_str("<ol");
                push_attribute(html, "start", &start.to_string());
                push(html, ">\n", "</ol>\n")
            }
            Element::Item => push(html, "<li>", "</li>\n"),
            Element::Table(alignments) => {
                let alignments = alignments.clone();
                opened.table = Some(TableState { alignments, column: 0, head: false, body: false });
                push(html, "<table>\n", "</tbody></table>\n")
            }
            Element::TableHead => {
                self.table(|t| (t.head, t.column) = (true, 0));
                push(&mut self.html, "<thead><tr>", "</tr></thead>\n<tbody>\n")
            }
            Element::TableRow => {
                self.table(|t| (t.head, t.body, t.column) = (false, true, 0));
                push(&mut self.html, "<tr>", "</tr>\n")
            }
            Element::TableCell => self.cell(),
            Element::Emphasis => push(html, "<em>", "</em>"),
            Element::Strong => push(html, "<strong>", "</strong>"),
            Element::Strikethrough => push(html, "<del>", "</del>"),
            Element::Link { target, title, .. } => match (self.resolve)(target) {
                Some(href) if self.links == 0 => {
                    opened.link = true;
                    html.push_str("<a");
                    push_attribute(html, "href", &href);
                    if !title.is_empty() {
                        push_attribute(html, "title", title);
                    }
                    push(html, ">", "</a>")
                }
                _ => "",
            },
            Element::Image { target, alt, title, .. } => {
                if let Some(src) = (self.resolve)(target) {
                    html.push_str("<img");
                    push_attribute(html, "src", &src);
                    push_attribute(html, "alt", alt);
                    if !title.is_empty() {
                        push_attribute(html, "title", title);
                    }
                    html.push_str(" loading=\"lazy\">");
                }
                ""
            }
            Element::Footnote(label) => {
                let number = self.note(label);
                let seal = self.seal;
                let open = format!(
                    "<div class=\"{seal}d-footnote\" id=\"{seal}d-note-{number}\"><sup>{number}</sup>\n"
                );
                push(&mut self.html, &open, "</div>\n")
            }
        };
        self.links += usize::from(opened.link);
        self.elements.push(opened);
    }

    fn close(&mut self) {
        if let Some(open) = self.elements.pop() {
            self.html.push_str(open.close);
            self.links -= usize::from(open.link);
            if open.link {
                self.insert_until(self.at);
            }
        }
    }

    fn table(&mut self, change: impl FnOnce(&mut TableState)) {
        if let Some(table) = self.elements.iter_mut().rev().find_map(|e| e.table.as_mut()) {
            change(table);
        }
    }

    fn cell(&mut self) -> &'static str {
        let (mut head, mut alignment) = (false, Alignment::None);
        self.table(|table| {
            head = table.head;
            alignment = table.alignments.get(table.column).copied().unwrap_or(Alignment::None);
            table.column += 1;
        });
        let class = match alignment {
            Alignment::None => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        };
        self.html.push_str(if head { "<th scope=\"col\"" } else { "<td" });
        if let Some(class) = class {
            push_attribute(&mut self.html, "class", class);
        }
        self.html.push('>');
        if head { "</th>" } else { "</td>" }
    }

    fn note(&mut self, label: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(label.to_owned()).or_insert(next)
    }
}

fn push(html: &mut String, open: &str, close: &'static str) -> &'static str {
    html.push_str(open);
    close
}

/// An author's heading cannot take an id that is ours.
fn heading_id(id: &str) -> &str {
    let mut id = id;
    while let Some(rest) = id.strip_prefix("d-") {
        id = rest;
    }
    if id.is_empty() { "section" } else { id }
}

/// An address that a link may lead to: http, https, mailto, tel, or none of a scheme.
pub(super) fn safe_address(target: &str) -> bool {
    let target = target.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let clean: String = target.chars().take(20).filter(|c| !c.is_control()).collect();
    let lower = clean.to_ascii_lowercase();
    !has_scheme(&lower)
        || ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::markdown;
    use proptest::prelude::*;

    fn mark(start: usize, end: usize, tag: &'static str, link: bool) -> Mark {
        let (open, close) = match tag {
            "a" => ("<a href=\"x\">", "</a>"),
            "q" => ("<q>", "</q>"),
            _ => ("<span>", "</span>"),
        };
        Mark {
            span: Span::new(start, end),
            layer: 0,
            open: open.to_owned(),
            again: open.to_owned(),
            close,
            in_link: None,
            link,
        }
    }

    fn check(markdown: &str, marks: Vec<Mark>, expected: &str) {
        let body = markdown::parse(markdown, 0);
        let html = weave(&body, marks, Vec::new(), &|target| Some(target.to_owned()), "");
        assert_eq!(html, expected);
    }

    #[test]
    fn marks_nest_and_are_split_at_markup() {
        check("Kim met Trump", vec![mark(0, 3, "a", true)], "<p><a href=\"x\">Kim</a> met Trump</p>\n");
        check(
            "Kim *met* Trump",
            vec![mark(0, 13, "span", false), mark(8, 13, "a", true)],
            "<p><span>Kim </span><em><span>met</span></em><span> <a href=\"x\">Trump</a></span></p>\n",
        );
        check(
            "abcdef",
            vec![mark(0, 4, "span", false), mark(2, 6, "q", false)],
            "<p><span>ab<q>cd</q></span><q>ef</q></p>\n",
        );
    }

    #[test]
    fn an_authors_link_wins() {
        check(
            "see [Kim here](y) now",
            vec![mark(4, 7, "a", true)],
            "<p>see <a href=\"y\">Kim here</a> now</p>\n",
        );
    }

    #[test]
    fn text_is_escaped_and_headings_step_aside() {
        check("a < b & c", vec![mark(2, 3, "span", false)], "<p>a <span>&lt;</span> b &amp; c</p>\n");
        check("# Talks {#d-s-1}", vec![], "<h2 id=\"s-1\">Talks</h2>\n");
    }

    #[test]
    fn tables_have_a_head_and_a_body() {
        check(
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            vec![],
            "<table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody></table>\n",
        );
    }

    #[test]
    fn addresses_of_programs_are_refused() {
        assert!(safe_address("https://example.org") && safe_address("a/b.html") && safe_address("#x"));
        assert!(!safe_address("javascript:alert(1)") && !safe_address(" JavaScript:alert(1)"));
        assert!(!safe_address("java\u{1}script:alert(1)") && !safe_address("data:text/html,x"));
    }

    /// The text of HTML, with line ends left out: what stands between tags, entities decoded.
    fn text_of(html: &str) -> String {
        let mut text = String::new();
        let mut tag = false;
        for c in html.chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                '\n' => {}
                c if !tag => text.push(c),
                _ => {}
            }
        }
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    proptest! {
        #[test]
        fn woven_text_is_the_plain_text(
            markdown in "[a-z *_>#\\-`\\[\\]()!|\\n&;\"0-9é語]{0,200}",
            spans in proptest::collection::vec((0usize..200, 1usize..60, 0usize..3), 0..12),
        ) {
            let body = markdown::parse(&markdown, 0);
            let floor = |mut at: usize| {
                at = at.min(body.text.len());
                while !body.text.is_char_boundary(at) { at -= 1; }
                at
            };
            let mut last_link = 0;
            let mut spans: Vec<_> = spans.into_iter().map(|(s, l, k)| (floor(s), floor(s + l), k)).collect();
            spans.sort();
            let mut marks = Vec::new();
            for (start, end, kind) in spans {
                match kind {
                    0 if start >= last_link => {
                        last_link = end;
                        marks.push(mark(start, end, "a", true));
                    }
                    1 => marks.push(mark(start, end, "q", false)),
                    _ => marks.push(mark(start, end, "span", false)),
                }
            }
            let inserts = vec![(floor(9) as u32, "<b></b>".to_owned())];
            let html = weave(&body, marks, inserts, &|t| Some(t.to_owned()), "");
            let squeezed: String = body.text.chars().filter(|c| *c != '\n').collect();
            prop_assert_eq!(text_of(&html), squeezed);
            // Well nested: every end tag closes the innermost open one, and no link stands in a link.
            let mut open: Vec<&str> = Vec::new();
            for tag in html.split('<').skip(1) {
                let name = tag.split(['>', ' ']).next().unwrap_or("");
                match name.strip_prefix('/') {
                    Some(name) => prop_assert_eq!(open.pop(), Some(name)),
                    None if ["br", "hr", "img"].contains(&name) => {}
                    None => {
                        prop_assert!(name != "a" || !open.contains(&"a"), "link in link: {html}");
                        open.push(name);
                    }
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
