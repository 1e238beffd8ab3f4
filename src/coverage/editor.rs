//! What the editor wrote beside the articles: pages for people and summits, and pages of their own.

use chrono::NaiveDate;

use crate::article::{Body, Image, date, id_of, image, markdown, present, read_parts, stem, title_of};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::source::Source;
use crate::yaml::{Fields, Refusal};
use crate::zone::Zone;

/// All files of the editor.
#[derive(Clone, Debug, Default)]
pub struct EditorFiles {
    /// `content/people/*.md`, sorted by id.
    pub people: Vec<EditorPerson>,
    /// `content/summits/*.md`, sorted by id.
    pub summits: Vec<EditorSummit>,
    /// `content/pages/*.md`, sorted by id.
    pub pages: Vec<EditorPage>,
    /// `content/corrections.yaml`.
    pub corrections: super::timeline::Corrections,
}

/// The editor's page for a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditorPerson {
    /// Stem of the file.
    pub id: String,
    /// The file, relative to the site folder.
    pub file: String,
    /// The name as it is to be shown.
    pub name: String,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// Names that are never this person.
    pub not: Vec<String>,
    /// Ids of other people's pages that are this person's too.
    pub merge: Vec<String>,
    /// Ids of the articles in which the name is this person's, where somebody else bears it elsewhere.
    pub split: Vec<String>,
    /// What they are.
    pub role: Option<String>,
    /// As written: a date, a year.
    pub born: Option<String>,
    /// "Q56226".
    pub wikidata: Option<String>,
    /// Portrait.
    pub image: Option<Image>,
    /// Text.
    pub body: Body,
}

/// The editor's page for a summit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditorSummit {
    /// Stem of the file.
    pub id: String,
    /// The file, relative to the site folder.
    pub file: String,
    /// Its title.
    pub title: String,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// In which zone.
    pub zone: Option<Zone>,
    /// Names of who took part.
    pub participants: Vec<String>,
    /// Text.
    pub body: Body,
}

/// A page of the editor's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditorPage {
    /// Stem of the file.
    pub id: String,
    /// The file, relative to the site folder.
    pub file: String,
    /// Its title.
    pub title: String,
    /// One sentence about it.
    pub summary: Option<String>,
    /// Text.
    pub body: Body,
}

impl EditorPerson {
    /// Parses a file of `content/people/`.
    pub fn parse(source: &Source) -> Warned<EditorPerson> {
        parse(source, |fields| EditorPerson {
            name: name(fields, "name", "add the name as it is to be shown: `name: \"…\"`", source),
            aliases: names(fields, "aliases"),
            not: names(fields, "not"),
            merge: names(fields, "merge"),
            split: names(fields, "split"),
            role: present(fields.text("role")),
            born: present(fields.text("born")),
            wikidata: fields.parsed("wikidata", wikidata),
            image: fields.mapping("image", "src", image),
            ..EditorPerson::default()
        })
        .map(|(person, body)| EditorPerson {
            id: id(source),
            file: source.path.clone(),
            body,
            ..person
        })
    }
}

impl EditorSummit {
    /// Parses a file of `content/summits/`.
    pub fn parse(source: &Source) -> Warned<EditorSummit> {
        parse(source, |fields| {
            let summit = EditorSummit {
                title: name(fields, "title", "add its title: `title: \"Hanoi summit, 2019\"`", source),
                start: fields.parsed("start", date::day),
                end: fields.parsed("end", date::day),
                place: present(fields.text("place")),
                zone: fields.parsed("zone", config::zone),
                participants: names(fields, "participants"),
                ..EditorSummit::default()
            };
            if let (Some(start), Some(end)) = (summit.start, summit.end)
                && end < start
            {
                let message = format!("the summit ends on {end}, before it starts on {start}");
                fields.report(
                    "end",
                    Refusal::new(Code::BadDate, message, "`end` is the last day, `start` the first"),
                );
            }
            summit
        })
        .map(|(summit, body)| EditorSummit {
            id: id(source),
            file: source.path.clone(),
            body,
            ..summit
        })
    }
}

impl EditorPage {
    /// Parses a file of `content/pages/`.
    pub fn parse(source: &Source) -> Warned<EditorPage> {
        parse(source, |fields| EditorPage {
            title: name(fields, "title", "add its title: `title: \"…\"`", source),
            summary: present(fields.text("summary")),
            ..EditorPage::default()
        })
        .map(|(page, body)| EditorPage { id: id(source), file: source.path.clone(), body, ..page })
    }
}

/// Reads the front matter with `read`, and the text below it.
fn parse<T>(source: &Source, read: impl FnOnce(&mut Fields<'_>) -> T) -> Warned<(T, Body)> {
    let mut diagnostics = Vec::new();
    let (document, text) = read_parts(source).into_value(&mut diagnostics);
    let mut fields = document.fields();
    let value = read(&mut fields);
    fields.finish(&mut diagnostics);
    diagnostics.sort_by(Diagnostic::cmp);
    let body = markdown::parse(&source.text[text.clone()], text.start);
    Warned { value: (value, body), diagnostics }
}

fn id(source: &Source) -> String {
    id_of(stem(&source.path))
}

/// A name that must be there; for want of one, what the file is called.
fn name(fields: &mut Fields<'_>, key: &'static str, hint: &str, source: &Source) -> String {
    let name = present(fields.required_text(key, hint));
    name.unwrap_or_else(|| {
        let words = title_of(stem(&source.path));
        if key == "title" {
            return words;
        }
        words.split(' ').map(title_of).collect::<Vec<_>>().join(" ")
    })
}

fn names(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().filter_map(|name| present(Some(name))).collect()
}

fn wikidata(text: &str) -> Result<String, Refusal> {
    let id = text.rsplit('/').next().unwrap_or(text);
    let is_id = id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if is_id {
        return Ok(id.to_owned());
    }
    Err(Refusal::new(
        Code::BadValue,
        format!("`{text}` is not the id of a Wikidata item"),
        "it is a Q with a number, such as `Q56226`",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into(), digest: [0; 32] }
    }

    #[test]
    fn people_summits_and_pages_are_read_as_meant() {
        let text =
            "---\nname: Ada Okafor\naliases: A. Okafor\nborn: 1961\nwikidata: Q1\nimage: ada.jpg\n---\nText";
        let person = EditorPerson::parse(&source("content/people/ada-okafor.md", text));
        assert_eq!(person.diagnostics, []);
        assert_eq!(person.value.id, "ada-okafor");
        assert_eq!(person.value.aliases, ["A. Okafor"]);
        assert_eq!(person.value.born.as_deref(), Some("1961"));
        assert_eq!(person.value.image.map(|i| i.src).as_deref(), Some("ada.jpg"));
        assert_eq!(person.value.body.text, "Text");

        let text = "---\ntitle: Talks\nstart: 2019-02-27\nend: 2019-02-28\nzone: Asia/Seoul\n---\n";
        let summit = EditorSummit::parse(&source("content/summits/talks.md", text));
        assert_eq!(summit.diagnostics, []);
        assert_eq!(summit.value.end, NaiveDate::from_ymd_opt(2019, 2, 28));

        let page = EditorPage::parse(&source("content/pages/About us.md", "---\ntitle: About\n---\n"));
        assert_eq!((page.diagnostics, page.value.id.as_str()), (vec![], "about-us"));
    }

    #[test]
    fn every_mistake_is_reported() {
        let codes =
            |diagnostics: &[Diagnostic]| diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>();
        let person =
            EditorPerson::parse(&source("content/people/ada.md", "---\nnam: x\nwikidata: 56226\n---\n"));
        assert_eq!(codes(&person.diagnostics), ["E0202", "W0201", "E0208"]);
        assert_eq!(person.value.name, "Ada");
        let text = "---\ntitle: a\nstart: 2019-02-28\nend: 2019-02-27\n---\n";
        let summit = EditorSummit::parse(&source("content/summits/a.md", text));
        assert_eq!(codes(&summit.diagnostics), ["E0205"]);
    }
}
