//! The front matter of an article, as meant.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::date;
use crate::config;
use crate::diagnostic::Code;
use crate::slug::slug;
use crate::yaml::{Fields, Refusal};
use crate::zone::{ClockChange, Zone};

/// What an editor wrote above an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// Headline.
    pub title: String,
    /// Publication time.
    pub date: PublicationTime,
    /// Last change of the article.
    pub updated: Option<PublicationTime>,
    /// Dateline city.
    pub place: Option<String>,
    /// Zone of the report.
    pub zone: Option<Zone>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it, or what it quotes, comes from.
    pub source: Option<SourceCredit>,
    /// Standfirst.
    pub summary: Option<String>,
    /// Id of the summit that it is about.
    pub summit: Option<String>,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Lead image.
    pub image: Option<Image>,
    /// Left out unless `--drafts`.
    pub draft: bool,
    /// Takes the place of the file's stem in routes and ids.
    pub slug: Option<String>,
    /// Old routes that redirect here.
    pub aliases: Vec<String>,
    /// Published corrections.
    pub errata: Vec<Erratum>,
}

/// When an article was published, with the precision that was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicationTime {
    /// Not given.
    #[default]
    Unknown,
    /// A day.
    Day(NaiveDate),
    /// A local time without offset: read in the article's zone.
    Local(NaiveDateTime),
    /// An instant.
    Instant(DateTime<FixedOffset>),
}

/// Where an article, or what it quotes, comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceCredit {
    /// Who published it.
    pub name: String,
    /// Where.
    pub url: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
}

/// An image with its description and credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Path under `static/`, or a URL.
    pub src: String,
    /// What it shows.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
}

/// A published correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erratum {
    /// When it was published.
    pub date: NaiveDate,
    /// What was corrected.
    pub note: String,
}

impl FrontMatter {
    /// Reads the front matter of an article; what is wrong is reported in `fields` and left out.
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        let title = fields.required_text("title", "add the headline: `title: \"…\"`").unwrap_or_default();
        let date = publication_time(fields);
        let front = FrontMatter {
            title,
            date: date.unwrap_or_default(),
            updated: fields.parsed("updated", date::publication_time),
            place: present(fields.text("place")),
            zone: fields.parsed("zone", config::zone),
            authors: fields.texts("authors"),
            source: fields.mapping("source", "name", source_credit),
            summary: present(fields.text("summary")),
            summit: present(fields.text("summit")),
            tags: fields.texts("tags"),
            image: fields.mapping("image", "src", image),
            draft: fields.flag("draft"),
            slug: fields.parsed("slug", own_slug),
            aliases: fields.parsed_texts("aliases", old_route),
            errata: fields.mappings(
                "errata",
                "write each as `- date: 2019-02-28` with a `note: \"…\"` below it",
                erratum,
            ),
        };
        if let (Some(updated), date) = (front.updated, front.date)
            && matches!((updated, date), (PublicationTime::Instant(u), PublicationTime::Instant(d)) if u < d)
        {
            let message = "`updated` is earlier than `date`";
            fields.report(
                "updated",
                Refusal::new(Code::BadDate, message, "an article cannot change before it is published"),
            );
        }
        front
    }
}

fn publication_time(fields: &mut Fields<'_>) -> Option<PublicationTime> {
    let has_value = present(fields.text("date")).is_some();
    if !has_value {
        let hint = "add when it was published: `date: 2019-02-28`, or with the time: `date: 2019-02-28T09:35:00+07:00`";
        fields.missing("date", hint);
    }
    fields.parsed("date", date::publication_time)
}

/// Warns where the clocks of `zone` never showed a local time, or showed it twice.
pub(super) fn check_clock(fields: &mut Fields<'_>, key: &'static str, time: PublicationTime, zone: Zone) {
    let PublicationTime::Local(local) = time else { return };
    let (day, clock) = (local.format("%Y-%m-%d"), local.format("%H:%M"));
    let message = match zone.instant(local) {
        Ok(_) => return,
        Err(ClockChange::Gap) => {
            format!("the clocks of {zone} never showed {clock} on {day}: they were put forward over it")
        }
        Err(ClockChange::Overlap) => {
            format!("the clocks of {zone} showed {clock} twice on {day}: they were put back over it")
        }
    };
    fields.report(
        key,
        Refusal::new(Code::ClockChange, message, "add the offset that is meant, such as `+01:00`"),
    );
}

/// The image of a mapping with `src`, `alt`, `credit` and `licence`.
pub(crate) fn image(fields: &mut Fields<'_>) -> Option<Image> {
    let src =
        fields.required_text("src", "add the file under `static/`, or its address: `src: images/hanoi.jpg`");
    let (alt, credit, licence) = (fields.text("alt"), fields.text("credit"), fields.text("licence"));
    Some(Image {
        src: src?,
        alt: alt.map(|alt| alt.trim().to_owned()),
        credit: present(credit),
        licence: present(licence),
    })
}

fn source_credit(fields: &mut Fields<'_>) -> Option<SourceCredit> {
    let name = fields.required_text("name", "add who published it: `name: \"…\"`");
    let (url, licence) = (fields.text("url"), fields.text("licence"));
    Some(SourceCredit { name: name?, url: present(url), licence: present(licence) })
}

fn erratum(fields: &mut Fields<'_>) -> Option<Erratum> {
    if present(fields.text("date")).is_none() {
        fields.missing("date", "add when the correction was published: `date: 2019-02-28`");
    }
    let date = fields.parsed("date", date::day);
    let note = fields.required_text("note", "add what was corrected: `note: \"…\"`");
    Some(Erratum { date: date?, note: note? })
}

fn own_slug(text: &str) -> Result<String, Refusal> {
    let wanted = slug(text);
    if wanted == text {
        return Ok(wanted);
    }
    let message = format!("`{text}` cannot be a slug: it names a file");
    let hint = match wanted.is_empty() {
        true => "use small letters, digits and hyphens".to_owned(),
        false => format!("write `{wanted}`"),
    };
    Err(Refusal::new(Code::BadValue, message, hint))
}

/// A route that the article once had: the path of a file below the site's root.
fn old_route(text: &str) -> Result<String, Refusal> {
    let path = text.trim().trim_start_matches('/');
    let is_path = !path.is_empty()
        && !path.contains("//")
        && !path.contains(['\\', '?', '#', ':'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| part != "." && part != "..");
    if !is_path {
        let message = format!("`{text}` is not the path of a page of this site");
        return Err(Refusal::new(
            Code::BadValue,
            message,
            "write the old path, such as `2019/02/talks.html`",
        ));
    }
    let file = path.rsplit('/').next().unwrap_or_default();
    Ok(match file {
        "" => format!("{path}index.html"),
        file if file.contains('.') => path.to_owned(),
        _ => format!("{path}/index.html"),
    })
}

/// The text without the white space around it; `None` where nothing is left.
pub(crate) fn present(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
