//! Articles for tests of link, made from plain lines instead of prose, so that a test shows what link is
//! given and nothing else. Entry points: [`name`], [`case`], [`read_cases`].
//!
//! A case is a heading, articles, what the editor wrote, and what is expected:
//!
//! ```text
//! ## The unhyphenated form is the same person
//! a 2019-02-28: {Kim} Jong-un (m; KP North Korean leader) | {Kim} Yo-jong (f; sister of 1)
//! b 2019-03-01 hanoi: {Kim} Jong Un | ? KP leader
//! editor donald-trump: Donald Trump; alias Donald J. Trump; not Ivanka Trump
//! = kim-jong-un: a1 b1 b?1
//! ~ kim kim-jong-un
//! ```
//!
//! Braces mark the family name. In brackets: `m` or `f`, `former …`, a role with a country before it or
//! not, a relation to another chain by its number. `?` opens a description. `= id: …` lists the chains
//! (`a1`) and descriptions (`a?1`) of a person; chains that no line lists are not looked at. `~` pairs are
//! the open questions, all of them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Coverage, EditorFiles, EditorPerson, link};
use crate::article::{Article, Body, FrontMatter, PublicationTime};
use crate::diagnostic::Warned;
use crate::extract::{
    Anchor, Annotations, Chain, Gender, MentionKind, NameParts, OpenDescription, PersonMention, Relation,
    StatedRole,
};
use crate::span::Span;

/// A name with its family name in braces.
pub(crate) fn name(marked: &str) -> NameParts {
    let full = marked.replace(['{', '}'], "");
    let Some((before, rest)) = marked.split_once('{') else {
        return NameParts { full, ..NameParts::default() };
    };
    let (family, after) = rest.split_once('}').expect("a closed brace");
    let family_first = before.trim().is_empty() && !after.trim().is_empty();
    let given = if family_first { after.trim() } else { before.trim() };
    NameParts {
        full,
        family: Some(family.to_owned()),
        given: (!given.is_empty()).then(|| given.to_owned()),
        family_first,
    }
}

/// An article whose text holds the given words, one sentence a piece.
pub(crate) fn article(id: &str, day: Option<NaiveDate>, summit: Option<&str>, text: String) -> Arc<Article> {
    Arc::new(Article {
        id: id.to_owned(),
        file: format!("content/articles/{id}.md"),
        front: FrontMatter {
            title: id.to_owned(),
            date: day.map_or(PublicationTime::Unknown, PublicationTime::Day),
            summit: summit.map(str::to_owned),
            ..FrontMatter::default()
        },
        keys: Vec::new(),
        body: Body { text, ..Body::default() },
        anchor: Anchor { date: day, ..Anchor::default() },
    })
}

/// One case of a corpus.
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) articles: Vec<(Arc<Article>, Arc<Annotations>)>,
    pub(crate) editor: EditorFiles,
    /// (person's id, chains and descriptions)
    pub(crate) expected: Vec<(String, Vec<String>)>,
    /// Open questions, as sorted pairs of ids.
    pub(crate) open: Vec<(String, String)>,
    /// Files of the warnings that are expected.
    pub(crate) warnings: Vec<String>,
}

/// The cases of a corpus file.
pub(crate) fn read_cases(corpus: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in corpus.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title: title.to_owned(),
                articles: Vec::new(),
                editor: EditorFiles::default(),
                expected: Vec::new(),
                open: Vec::new(),
                warnings: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(expected) = line.strip_prefix("= ") {
            let (id, chains) = expected.split_once(':').expect("= id: chains");
            let chains = chains.split_whitespace().map(str::to_owned).collect();
            case.expected.push((id.trim().to_owned(), chains));
        } else if let Some(pair) = line.strip_prefix("~ ") {
            let (one, other) = pair.split_once(' ').expect("~ id id");
            case.open.push((one.to_owned(), other.trim().to_owned()));
        } else if let Some(file) = line.strip_prefix("! ") {
            case.warnings.push(file.to_owned());
        } else if let Some(editor) = line.strip_prefix("editor ") {
            case.editor.people.push(editor_person(editor));
        } else {
            case.articles.push(covered(line));
        }
    }
    cases
}

/// Links the articles of a case.
pub(crate) fn case(case: &Case) -> Warned<Coverage> {
    link(case.articles.clone(), case.editor.clone())
}

fn editor_person(line: &str) -> EditorPerson {
    let (id, rest) = line.split_once(':').expect("editor id: name");
    let mut person = EditorPerson {
        id: id.to_owned(),
        file: format!("content/people/{id}.md"),
        ..EditorPerson::default()
    };
    for part in rest.split(';').map(str::trim) {
        if let Some(alias) = part.strip_prefix("alias ") {
            person.aliases.push(alias.to_owned());
        } else if let Some(not) = part.strip_prefix("not ") {
            person.not.push(not.to_owned());
        } else if let Some(page) = part.strip_prefix("merge ") {
            person.merge.push(page.to_owned());
        } else if let Some(article) = part.strip_prefix("split ") {
            person.split.push(article.to_owned());
        } else if let Some(role) = part.strip_prefix("role ") {
            person.role = Some(role.to_owned());
        } else {
            person.name = part.to_owned();
        }
    }
    person
}

pub(crate) fn covered(line: &str) -> (Arc<Article>, Arc<Annotations>) {
    let (head, chains) = line.split_once(": ").expect("an article: `id date: chains`");
    let mut head = head.split_whitespace();
    let id = head.next().expect("an id");
    let day = head.next().and_then(|day| day.parse().ok());
    let mut text = String::new();
    let mut read = Annotations::default();
    for chain in chains.split('|').map(str::trim) {
        let start = text.len();
        match chain.strip_prefix("? ") {
            Some(open) => open_description(open, &mut text, &mut read),
            None => named(chain, &mut text, &mut read),
        }
        text.push('.');
        read.sentences.push(Span::new(start, text.len()));
        text.push(' ');
    }
    (article(id, day, head.next(), text), Arc::new(read))
}

fn push(text: &mut String, words: &str) -> Span {
    let start = text.len();
    text.push_str(words);
    Span::new(start, text.len())
}

fn open_description(open: &str, text: &mut String, read: &mut Annotations) {
    let (country, role) = with_country(open);
    let span = push(text, open);
    read.people.open.push(OpenDescription { span, role: role.to_owned(), country });
}

fn named(chain: &str, text: &mut String, read: &mut Annotations) {
    let (marked, facts) = chain.split_once('(').unwrap_or((chain, ""));
    let parts = name(marked.trim());
    let ix = read.people.chains.len();
    let span = push(text, &parts.full);
    let mut new = Chain { name: parts, roles: Vec::new(), gender: None };
    for fact in facts.trim_end_matches(')').split(';').map(str::trim).filter(|fact| !fact.is_empty()) {
        match fact.rsplit_once(" of ").map(|(kind, to)| (kind, to.parse::<usize>())) {
            _ if fact == "m" => new.gender = Some(Gender::Male),
            _ if fact == "f" => new.gender = Some(Gender::Female),
            Some((kind, Ok(to))) => {
                text.push_str(", ");
                let span = push(text, kind);
                read.people.relations.push(Relation { of: ix, kind: kind.to_owned(), to: to - 1, span });
            }
            _ => {
                let (former, fact) = fact.strip_prefix("former ").map_or((false, fact), |rest| (true, rest));
                let (country, role) = with_country(fact);
                text.push_str(", ");
                let span = push(text, role);
                new.roles.push(StatedRole { text: role.to_owned(), span, country, former });
            }
        }
    }
    read.people.mentions.push(PersonMention { span, chain: ix, kind: MentionKind::Name, title: None });
    read.people.chains.push(new);
}

/// "KP North Korean leader": a country code before a role.
fn with_country(text: &str) -> (Option<&'static str>, &str) {
    const CODES: &[&str] = &["KP", "KR", "US", "GB", "RU", "SU", "JP", "VN", "SG", "CN", "CH", "FR"];
    match text.split_once(' ') {
        Some((code, role)) => match CODES.iter().find(|known| **known == code) {
            Some(code) => (Some(code), role),
            None => (None, text),
        },
        None => (None, text),
    }
}
