//! Reads `content/corrections.yaml`: every mistake with its line, none of them hiding another.

use std::ops::Range;

use super::time::RetimeTo;
use super::{Addition, Anchor, Correction, Corrections, Source};
use crate::article::date;
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::extract::Status;
use crate::span::SourceSpan;
use crate::yaml::{self, Fields, Refusal, nearest};

/// What a correction may do, as the hints say it.
const DEEDS: &str = "add one of `merge`, `split`, `retime`, `status`, `gist`, `hide`, `pin` or `add`";

/// The names of all states.
pub(super) const STATUSES: &[(&str, Status)] = &[
    ("happened", Status::Happened),
    ("under_way", Status::UnderWay),
    ("scheduled", Status::Scheduled),
    ("expected", Status::Expected),
    ("cancelled", Status::Cancelled),
    ("postponed", Status::Postponed),
    ("denied", Status::Denied),
    ("disputed", Status::Disputed),
    ("claimed", Status::Claimed),
];

impl Corrections {
    /// Parses `content/corrections.yaml`.
    pub fn parse(source: &crate::source::Source) -> Warned<Corrections> {
        let mut diagnostics = Vec::new();
        let text = &source.text;
        let head = SourceSpan::new(0, text.find('\n').unwrap_or(text.len()));
        let document = yaml::read(&source.path, text, 0, "the file", head).into_value(&mut diagnostics);
        let mut fields = document.fields();
        const HINT: &str =
            "begin each with a dash: `- date: 2019-03-01`, and indent its other keys below `date`";
        let drafts: Vec<Option<Correction>> =
            fields.mappings("corrections", HINT, |fields| Some(correction(fields)));
        fields.finish(&mut diagnostics);
        let items = items(text);
        let known = items.len() == drafts.len();
        let mut corrections = Vec::new();
        for (ix, draft) in drafts.into_iter().enumerate() {
            let Some(mut draft) = draft else { continue };
            draft.at = if known { place(text, &items[ix]) } else { head };
            for anchor in draft.anchor.iter_mut().chain(&mut draft.merge) {
                anchor.at = draft.at;
            }
            corrections.push(draft);
        }
        diagnostics.sort_by(Diagnostic::cmp);
        Warned { value: Corrections { file: source.path.clone(), corrections }, diagnostics }
    }
}

/// The items of the list of corrections, as ranges of the text: the lines that begin with a dash and stand
/// no deeper than the first of them.
fn items(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut depth = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        if (bare.starts_with("- ") || bare.trim_end() == "-") && depth.is_none_or(|d| indent == d) {
            depth = Some(indent);
            starts.push(at + indent);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// What a message about a correction points at: its quotation, else its first line.
fn place(text: &str, item: &Range<usize>) -> SourceSpan {
    let body = &text[item.clone()];
    let mut at = item.start;
    let mut found = None;
    for line in body.split_inclusive('\n') {
        let value = line.trim_start_matches([' ', '-']);
        if value.starts_with("sentence:") && found.is_none() {
            let start = at + (line.len() - value.len());
            found = Some(SourceSpan::new(start, at + line.trim_end().len()));
        }
        at += line.len();
    }
    let first = body.lines().next().unwrap_or_default().trim_end().len();
    found.unwrap_or(SourceSpan::new(item.start, item.start + first))
}

fn correction(fields: &mut Fields<'_>) -> Option<Correction> {
    let written = fields.required_text("date", "add the day of the correction: `date: 2019-03-01`");
    let date = written.and_then(|text| match date::day(text.trim()) {
        Ok(day) => Some(day),
        Err(refusal) => {
            fields.report("date", refusal);
            None
        }
    });
    let note = fields.text("note").map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    let anchor = match (fields.text("article"), fields.text("sentence")) {
        (Some(article), Some(sentence)) => {
            Some(Anchor { article, sentence, event: fields.text("event"), at: SourceSpan::new(0, 0) })
        }
        (article, sentence) => {
            let event = fields.text("event");
            if article.is_some() || sentence.is_some() || event.is_some() {
                let missing = if article.is_none() { "article" } else { "sentence" };
                fields.missing(missing, "name the `article` by its id and quote the `sentence` from it");
            }
            None
        }
    };
    let merge = fields.mappings("merge", "name each by `article` and `sentence`, below a dash", other);
    let split = fields.flag("split");
    let retime = fields.parsed("retime", RetimeTo::parse);
    let zone = fields.parsed("zone", config::zone);
    let status = fields.parsed("status", status);
    let gist = fields.text("gist").map(|gist| gist.trim().to_owned()).filter(|gist| !gist.is_empty());
    let (hide, pin) = (fields.flag("hide"), fields.flag("pin"));
    let add = fields.mapping("add", "gist", |below| addition(below));
    let changes =
        !merge.is_empty() || split || retime.is_some() || status.is_some() || gist.is_some() || hide;
    if !changes && !pin && add.is_none() {
        let asked = ["merge", "retime", "status", "add"].iter().any(|key| fields.has(key));
        if !asked {
            let place = if fields.has("sentence") { "sentence" } else { "date" };
            let refusal = Refusal::new(Code::MissingKey, "the correction does not say what to do", DEEDS);
            fields.report(place, refusal);
        }
        return None;
    }
    if add.is_some() && (changes || pin) {
        let refusal = Refusal::new(
            Code::BadValue,
            "`add` stands beside keys that correct something else",
            "write two corrections; what is added takes its time and its status below `add`",
        );
        fields.report("add", refusal);
        return None;
    }
    if let Some(add) = &add
        && add.source.is_none()
        && anchor.is_none()
    {
        let hint =
            "add `source: {name: \"…\", url: \"…\"}` below `add`, or `article` and `sentence` beside it";
        fields.report("add", Refusal::new(Code::MissingKey, "what is added has no source", hint));
        return None;
    }
    if add.is_none() && anchor.is_none() {
        if !fields.has("article") && !fields.has("sentence") {
            fields.missing("sentence", "name the `article` by its id and quote the `sentence` that is meant");
        }
        return None;
    }
    let at = SourceSpan::new(0, 0);
    Some(Correction {
        date: date?,
        note,
        at,
        anchor,
        merge,
        split,
        retime,
        zone,
        status,
        gist,
        hide,
        pin,
        add,
    })
}

fn other(fields: &mut Fields<'_>) -> Option<Anchor> {
    let article = fields.required_text("article", "name the article by its id: `article: hanoi-dinner`");
    let sentence = fields.required_text("sentence", "quote the sentence: `sentence: \"…\"`");
    let event = fields.text("event");
    Some(Anchor { article: article?, sentence: sentence?, event, at: SourceSpan::new(0, 0) })
}

fn addition(fields: &mut Fields<'_>) -> Option<Addition> {
    let gist = fields.required_text("gist", "say in one sentence what happened: `gist: \"…\"`");
    let names = |texts: Vec<String>| texts.into_iter().filter(|name| !name.trim().is_empty()).collect();
    let addition = Addition {
        gist: String::new(),
        when: fields.parsed("when", RetimeTo::parse),
        zone: fields.parsed("zone", config::zone),
        status: fields.parsed("status", status).unwrap_or(Status::Happened),
        people: names(fields.texts("people")),
        place: fields.text("place").filter(|place| !place.trim().is_empty()),
        summit: fields.text("summit").filter(|summit| !summit.trim().is_empty()),
        source: fields.mapping("source", "name", |below| {
            let name = below.required_text("name", "say what the source is: `name: \"…\"`");
            let url = below.parsed("url", address);
            Some(Source { name: name?, url })
        }),
    };
    Some(Addition { gist: gist?.trim().to_owned(), ..addition })
}

fn address(text: &str) -> Result<String, Refusal> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(text.to_owned());
    }
    let message = format!("`{text}` is not a full address");
    Err(Refusal::new(Code::BadValue, message, "begin it with `https://`"))
}

fn status(text: &str) -> Result<Status, Refusal> {
    let lower = text.to_lowercase().replace([' ', '-'], "_");
    if let Some((_, status)) = STATUSES.iter().find(|(name, _)| *name == lower) {
        return Ok(*status);
    }
    let names = STATUSES.iter().map(|(name, _)| *name);
    let hint = match nearest(&lower, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it is one of {}", names.map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
    };
    Err(Refusal::new(Code::BadValue, format!("`{text}` is no status"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Warned<Corrections> {
        let path = "content/corrections.yaml".to_owned();
        Corrections::parse(&crate::source::Source { path, text: text.into(), digest: [0; 32] })
    }

    #[test]
    fn corrections_are_read_as_meant() {
        let read = parse(
            "corrections:\n  - date: 2019-03-01\n    article: a\n    sentence: \"They dined\"\n    retime: 2019-02-27 19:10\n    note: The clock was slow.\n  - date: 2019-03-02\n    article: a\n    sentence: They met\n    merge:\n      - article: b\n        sentence: The two met\n  - date: 2019-03-03\n    add:\n      gist: Kim saw Ha Long Bay\n      status: Under way\n      source: State radio\n",
        );
        assert_eq!(read.diagnostics, []);
        let [first, second, third] = &read.value.corrections[..] else { panic!("three corrections") };
        assert_eq!(first.note.as_deref(), Some("The clock was slow."));
        assert!(first.retime.is_some() && second.merge.len() == 1);
        let add = third.add.as_ref().expect("an addition");
        assert_eq!(
            (add.status, add.source.as_ref().map(|s| s.name.as_str())),
            (Status::UnderWay, Some("State radio"))
        );
        assert_eq!(first.at, SourceSpan::new(53, 75));
    }

    #[test]
    fn every_mistake_is_told() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> =
                parse(text).diagnostics.iter().map(|d| d.code.as_str().to_owned()).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("corrections:\n", &[]);
        check("", &[]);
        check("corrections: none\n", &["E0204"]);
        check("corrections:\n  - date: 2019-03-01\n", &["E0202"]);
        check("corrections:\n  - article: a\n    sentence: b\n    hide: true\n", &["E0202"]);
        check("corrections:\n  - date: 2019-03-01\n    hide: true\n", &["E0202"]);
        check("corrections:\n  - date: 2019-03-01\n    add: A thing\n", &["E0202"]);
        check(
            "corrections:\n  - date: 2019-02-30\n    article: a\n    sentence: b\n    status: canceld\n    hid: true\n",
            &["E0205", "E0208", "W0201"],
        );
    }
}
