//! The JSON Schema of `content/corrections.yaml`, for editors' programs: completion and red lines while one
//! types. The types here describe the file; [`super::read`] reads it and says what is wrong in words.
#![allow(dead_code, reason = "the types are read by the derive alone")]

use schemars::{JsonSchema, Schema, schema_for};

/// The schema, to be published as JSON.
pub fn schema() -> Schema {
    schema_for!(CorrectionsFile)
}

/// Corrections of the timeline by the editor: content/corrections.yaml of a Dateline site.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CorrectionsFile {
    /// The corrections; their order plays no part.
    corrections: Option<Vec<Correction>>,
}

/// One correction: the day it was made, the sentence that it is about, and what is to be done.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Correction {
    /// The day on which the correction was made; the page shows it.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    date: String,
    /// Why, in words for readers.
    note: Option<String>,
    /// Id of the article: the name of its file without `.md`, or its `slug`.
    article: Option<String>,
    /// A quotation from the article: the sentence, or as much of it as stands there once.
    sentence: Option<String>,
    /// The word for the action, where several events are read from the sentence: "signing".
    event: Option<String>,
    /// Sentences of other articles that tell of the same thing.
    merge: Option<Vec<Other>>,
    /// True: the sentence tells of something else than the reports that it was merged with.
    split: Option<bool>,
    /// The right time: `2019-02-27 19:10`, `about 2019-02-27 evening`, `2021-06-16 13:36 to 15:19`, `2019-02`, `unknown`.
    retime: Option<String>,
    /// IANA zone or offset of the right time, where it is not that of the article.
    zone: Option<String>,
    /// The right status.
    status: Option<Status>,
    /// The right headline.
    gist: Option<String>,
    /// True: nothing of the kind stands in the sentence; what was read from it leaves the timeline.
    hide: Option<bool>,
    /// True: a key moment, to stand first on its summit's page.
    pin: Option<bool>,
    /// Something that no sentence was read for; it stands alone, with its source.
    add: Option<Addition>,
}

/// A sentence of an article.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Other {
    /// Id of the article.
    article: String,
    /// A quotation from it.
    sentence: String,
    /// The word for the action, where several events are read from the sentence.
    event: Option<String>,
}

/// What became of it.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Status {
    Happened,
    UnderWay,
    Scheduled,
    Expected,
    Cancelled,
    Postponed,
    Denied,
    Disputed,
    Claimed,
}

/// An event of the editor's own.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Addition {
    /// What happened, in one sentence.
    gist: String,
    /// When, written as for `retime`.
    when: Option<String>,
    /// IANA zone or offset of the time, where place and summit do not tell.
    zone: Option<String>,
    /// What became of it; `happened` where nothing is said.
    status: Option<Status>,
    /// Names, or ids, of who took part.
    people: Option<Vec<String>>,
    /// Name, or id, of the place.
    place: Option<String>,
    /// Id of the summit.
    summit: Option<String>,
    /// Where it is known from, unless `article` and `sentence` say it.
    source: Option<Source>,
}

/// A source outside the articles.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// What it is.
    name: String,
    /// Its full address.
    url: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::super::read::STATUSES;
    use super::*;

    #[test]
    fn the_published_schema_is_that_of_the_reader() {
        let text = serde_json::to_string_pretty(&schema()).expect("a schema is JSON") + "\n";
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/corrections.schema.json");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &text).expect("writable");
        }
        let published = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            published == text,
            "docs/corrections.schema.json is not what the types say: run with UPDATE=1"
        );
        for (name, _) in STATUSES {
            assert!(text.contains(&format!("\"{name}\"")), "{name}");
        }
        let reader = include_str!("read.rs");
        for key in [
            "note", "event", "merge", "split", "retime", "zone", "gist", "hide", "pin", "add", "people",
            "summit", "source", "url",
        ] {
            assert!(text.contains(&format!("\"{key}\"")) && reader.contains(&format!("\"{key}\"")), "{key}");
        }
    }
}
