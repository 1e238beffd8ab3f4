//! What the editor wrote beside the articles: pages for people and summits, and pages of their own.

use chrono::NaiveDate;

use crate::article::{Body, Image};
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
    /// Text.
    pub body: Body,
}
