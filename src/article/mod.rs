//! One article: its id, its front matter and its body. Needs no other article.

mod body;
pub mod date;
mod front_matter;
pub mod markdown;
mod source_map;
mod split;

pub use body::{Alignment, Body, Element, Heading, Piece};
pub use front_matter::{Erratum, FrontMatter, Image, PublicationTime, SourceCredit};
pub(crate) use front_matter::{image, present};
pub use source_map::SourceMap;
pub(crate) use split::read as read_parts;

use chrono::{NaiveDate, NaiveTime};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Warned};
use crate::extract::time::Language;
use crate::extract::{Anchor, places};
use crate::slug::slug;
use crate::source::Source;
use crate::zone::{Zone, ZoneSource};

/// An article, parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its `slug`, else the stem of its file: names its route and the ids of its facts.
    pub id: String,
    /// Its file, relative to the site folder.
    pub file: String,
    /// What stands above it.
    pub front: FrontMatter,
    /// Where the front matter's values stand in the file: (key, value's place), for messages.
    pub keys: Vec<(String, crate::span::SourceSpan)>,
    /// Text and markup.
    pub body: Body,
    /// When and where it was published: what its times hang on.
    pub anchor: crate::extract::Anchor,
}

impl Article {
    /// Parses a file of `content/articles/`. Whatever is wrong with its front matter, there is an article:
    /// what could not be read is left out of it, and a missing title is made from the file's name.
    pub fn parse(source: &Source, config: &Config) -> Warned<Article> {
        let mut diagnostics = Vec::new();
        let (document, text) = read_parts(source).into_value(&mut diagnostics);
        let mut fields = document.fields();
        let mut front = FrontMatter::read(&mut fields);
        let stem = stem(&source.path);
        if front.title.is_empty() {
            front.title = title_of(stem);
        }
        let date_is_zulu = fields.text("date").is_some_and(|date| date::is_zulu(date.trim()));
        let anchor = anchor(&front, date_is_zulu, config);
        front_matter::check_clock(&mut fields, "date", front.date, anchor.zone);
        if let Some(updated) = front.updated {
            front_matter::check_clock(&mut fields, "updated", updated, anchor.zone);
        }
        fields.finish(&mut diagnostics);
        diagnostics.sort_by(Diagnostic::cmp);
        let id = front.slug.clone().unwrap_or_else(|| id_of(stem));
        let body = markdown::parse(&source.text[text.clone()], text.start);
        let keys = document.keys();
        let article = Article { id, file: source.path.clone(), front, keys, body, anchor };
        Warned { value: article, diagnostics }
    }

    /// When it was published: the instant, or the start of the day in the article's zone.
    pub fn published(&self) -> Option<chrono::DateTime<chrono::FixedOffset>> {
        let zone = self.anchor.zone;
        match self.front.date {
            PublicationTime::Unknown => None,
            PublicationTime::Day(day) => Some(zone.instant_or_nearest(day.and_time(chrono::NaiveTime::MIN))),
            PublicationTime::Local(local) => Some(zone.instant_or_nearest(local)),
            PublicationTime::Instant(instant) => Some(instant),
        }
    }
}

/// What the times of an article hang on. The zone is the one that the front matter states; else that of
/// the place; else the offset of the date, unless that is UTC written as `Z`; else the site's; else UTC.
/// An article that was updated on its own day may tell what happened until then.
pub(crate) fn anchor(front: &FrontMatter, date_is_zulu: bool, config: &Config) -> Anchor {
    let of_place = front.place.as_deref().and_then(places::zone_of);
    let of_date = match front.date {
        PublicationTime::Instant(instant) if !date_is_zulu => {
            Some(Zone::Fixed(instant.offset().local_minus_utc()))
        }
        _ => None,
    };
    let (zone, zone_source) = match (front.zone, of_place) {
        (Some(zone), _) => (zone, ZoneSource::Stated),
        (None, Some(zone)) => (zone, ZoneSource::Inferred),
        (None, None) => (of_date.or(config.zone).unwrap_or(Zone::UTC), ZoneSource::Assumed),
    };
    let (date, time) = local(front.date, zone);
    let time = match front.updated.map(|updated| local(updated, zone)) {
        Some((day, updated)) if day == date => updated.or(time),
        _ => time,
    };
    let language = Language::of_tag(&config.language);
    Anchor { date, time, place: front.place.clone(), zone, zone_source, language }
}

/// The day and the time of day that the clocks of a zone showed.
fn local(time: PublicationTime, zone: Zone) -> (Option<NaiveDate>, Option<NaiveTime>) {
    match time {
        PublicationTime::Unknown => (None, None),
        PublicationTime::Day(day) => (Some(day), None),
        PublicationTime::Local(local) => (Some(local.date()), Some(local.time())),
        PublicationTime::Instant(instant) => {
            let local = zone.local(instant);
            (Some(local.date()), Some(local.time()))
        }
    }
}

/// The name of a file without folders and ending.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The id that a file's stem gives: in one form, whatever case or Unicode form its name has.
pub(crate) fn id_of(stem: &str) -> String {
    let id = slug(stem);
    if id.is_empty() { "untitled".to_owned() } else { id }
}

/// A title made from a file's stem: "hanoi-no-deal" becomes "Hanoi no deal".
pub(crate) fn title_of(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Untitled".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LineIndex;

    fn source(text: &str) -> Source {
        Source { path: "content/articles/talks-end.md".into(), text: text.into(), digest: [0; 32] }
    }

    fn parse(text: &str) -> (Article, Vec<String>) {
        let parsed = Article::parse(&source(text), &Config::default());
        let index = LineIndex::new(text);
        let print = parsed.diagnostics.iter().map(|d| {
            let at = index.position(text, d.span.expect("located").start);
            format!("{}:{} {} {}", at.line, at.column, d.code.as_str(), d.message)
        });
        let messages = print.collect();
        (parsed.value, messages)
    }

    #[test]
    fn a_front_matter_is_read_as_meant() {
        let (article, messages) = parse(
            "---\ntitle: \"Talks end\"\ndate: 2019-02-28T13:50:00+07:00\nplace: Atlantis\nauthors: A Desk\n\
             source:\n  name: B\n  url: https://b.example\ntags: [x, 2019]\nimage: {src: a.png, alt: \" A  \"}\n\
             aliases: [/old/, x/y, z.html]\nerrata:\n  - date: 2019-03-01\n    note: c\n---\n\nKim *left*.\n",
        );
        assert_eq!(messages, [""; 0]);
        assert_eq!(article.id, "talks-end");
        assert_eq!(article.front.title, "Talks end");
        assert_eq!(article.front.authors, ["A Desk"]);
        assert_eq!(article.front.tags, ["x", "2019"]);
        assert_eq!(article.front.aliases, ["old/index.html", "x/y/index.html", "z.html"]);
        assert_eq!(article.front.errata[0].note, "c");
        assert_eq!(article.front.image.as_ref().and_then(|i| i.alt.as_deref()), Some("A"));
        assert_eq!(article.body.text, "Kim left.");
        assert_eq!(article.anchor.zone, Zone::Fixed(7 * 3600));
        assert_eq!(article.anchor.time, NaiveTime::from_hms_opt(13, 50, 0));
        assert_eq!(article.keys[0].0, "title");
    }

    #[test]
    fn the_zone_is_the_best_that_is_known() {
        let site = Config { zone: Zone::named("Asia/Seoul"), ..Config::default() };
        let zone = |front: &str| {
            let text = format!("---\ntitle: a\n{front}\n---\n");
            let anchor = Article::parse(&source(&text), &site).value.anchor;
            format!("{} {:?} {:?}", anchor.zone, anchor.zone_source, anchor.date.map(|d| d.to_string()))
        };
        assert_eq!(zone("date: 2019-02-28\nzone: Asia/Tokyo"), "Asia/Tokyo Stated Some(\"2019-02-28\")");
        assert_eq!(zone("date: 2019-02-28T20:00:00-05:00"), "-05:00 Assumed Some(\"2019-02-28\")");
        assert_eq!(zone("date: 2019-02-28T20:00:00Z"), "Asia/Seoul Assumed Some(\"2019-03-01\")");
        assert_eq!(zone("date: 2019-02-28"), "Asia/Seoul Assumed Some(\"2019-02-28\")");
    }

    #[test]
    fn an_article_updated_on_its_day_may_tell_of_the_hours_between() {
        let time = |updated: &str| {
            let text = format!("---\ntitle: a\ndate: 2019-02-26T11:45:00+07:00\nupdated: {updated}\n---\n");
            parse(&text).0.anchor.time.map(|t| t.to_string())
        };
        assert_eq!(time("2019-02-26T22:40:00+07:00").as_deref(), Some("22:40:00"));
        assert_eq!(time("2019-02-26").as_deref(), Some("11:45:00"));
        assert_eq!(time("2019-03-02T09:00:00+07:00").as_deref(), Some("11:45:00"));
    }

    #[test]
    fn all_problems_are_reported_in_one_run() {
        let (article, messages) = parse(
            "---\ndate: 2019-02-30\nzone: Asia/Tokio\nslug: Talks End\naliases: [../x]\ndraft: yes\nplcae: Hanoi\n\
             source: {url: x}\nzone: UTC\nerrata:\n- note: x\n---\nText",
        );
        assert_eq!(article.front.title, "Talks end");
        assert_eq!(article.body.text, "Text");
        assert_eq!(
            messages,
            [
                "1:1 E0202 `title` is missing in the front matter",
                "2:7 E0205 `2019-02-30` is not on the calendar",
                "3:7 E0206 `Asia/Tokio` is not a time zone of the IANA list",
                "4:7 E0208 `Talks End` cannot be a slug: it names a file",
                "5:11 E0208 `../x` is not the path of a page of this site",
                "6:8 E0204 `draft` must be `true` or `false`",
                "7:1 W0201 `plcae` is not a key that is read here",
                "8:9 E0202 `name` is missing here",
                "9:1 E0203 `zone` stands twice",
                "11:3 E0202 `date` is missing here",
            ]
        );
    }

    #[test]
    fn clock_changes_are_warned_of() {
        let front = |date: &str| format!("---\ntitle: a\nzone: Europe/Paris\ndate: {date}\n---\n");
        assert_eq!(
            parse(&front("2019-03-31 02:30")).1,
            [
                "4:7 W0202 the clocks of Europe/Paris never showed 02:30 on 2019-03-31: they were put forward over it"
            ]
        );
        assert_eq!(
            parse(&front("2019-10-27 02:30")).1,
            [
                "4:7 W0202 the clocks of Europe/Paris showed 02:30 twice on 2019-10-27: they were put back over it"
            ]
        );
        assert_eq!(parse(&front("2019-10-27T02:30:00+01:00")).1, [""; 0]);
    }

    #[test]
    fn a_file_without_front_matter_is_an_article() {
        let (article, messages) = parse("Kim left.\n");
        assert_eq!(article.body.text, "Kim left.");
        assert_eq!(
            messages,
            [
                "1:1 E0202 `date` is missing in this file, which has no front matter",
                "1:1 E0202 `title` is missing in this file, which has no front matter",
            ]
        );
        let (article, messages) = parse("---\ntitle: a\ndate: 2019-02-28\n\nKim left.\n");
        assert_eq!((article.front.title.as_str(), article.body.text.as_str()), ("a", "Kim left."));
        assert_eq!(messages, ["1:1 E0207 the front matter that opens here does not end"]);
    }
}
