//! Facts that an editor should look at: without evidence, contradictory, open to more than one reading.
//!
//! Entry point: [`facts`].

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::article::{Article, Element, Image, Piece};
use crate::coverage::{Coverage, Evidence, PersonIx};
use crate::diagnostic::{Code, Diagnostic};
use crate::extract::TimeMention;
use crate::extract::time::Grain;
use crate::extract::time::expr::Head;
use crate::span::Span;
use crate::zone::ZoneSource;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// All messages about facts, sorted.
pub fn facts(coverage: &Coverage) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    people(coverage, &mut diagnostics);
    for covered in &coverage.articles {
        times(&covered.article, &covered.annotations.times, &mut diagnostics);
        images(&covered.article, &mut diagnostics);
    }
    for person in &coverage.people {
        let Some(editor) = &person.editor else { continue };
        undescribed(editor.image.as_ref(), &editor.file, &mut diagnostics);
    }
    evidence(coverage, &mut diagnostics);
    diagnostics.sort();
    diagnostics
}

/// A message about words of an article.
fn about(code: Code, article: &Article, span: Span, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, &article.file, message);
    match article.body.map.source(span) {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    }
}

/// People who may be one, and surnames that may be several people's.
fn people(coverage: &Coverage, diagnostics: &mut Vec<Diagnostic>) {
    let named_in_full = |ix: PersonIx| {
        let person = &coverage.people[ix];
        person.editor.is_some() || person.name.given.is_some() || person.name.full.contains(' ')
    };
    let mut surnames: BTreeMap<PersonIx, Vec<PersonIx>> = BTreeMap::new();
    for &(one, other) in &coverage.maybe_same {
        match (named_in_full(one), named_in_full(other)) {
            (true, false) => surnames.entry(other).or_default().push(one),
            (false, true) => surnames.entry(one).or_default().push(other),
            _ => diagnostics.push(may_be_one(coverage, one, other)),
        }
    }
    for (surname, people) in surnames {
        let names: Vec<String> =
            people.iter().map(|&ix| format!("`{}`", coverage.people[ix].name.full)).collect();
        let person = &coverage.people[surname];
        let message = format!("`{}` may be {}", person.name.full, names.join(" or "));
        let hint = "give the full name once in the article, or add the form to `aliases` of a file in `content/people/`";
        diagnostics.push(first_mention(coverage, surname, Code::AmbiguousSurname, message).hint(hint));
    }
}

fn may_be_one(coverage: &Coverage, one: PersonIx, other: PersonIx) -> Diagnostic {
    let first = |ix: PersonIx| coverage.people[ix].names.first().map(|form| form.first);
    let (early, late) = if first(one) <= first(other) { (one, other) } else { (other, one) };
    let (early, late_person) = (&coverage.people[early], &coverage.people[late]);
    let message = format!("`{}` and `{}` may be one person", late_person.name.full, early.name.full);
    let file = early.editor.as_ref().map_or(format!("content/people/{}.md", early.id), |e| e.file.clone());
    let hint = format!(
        "if they are, add `{}` to `aliases` in `{file}`; if not, add it to `not` there",
        late_person.name.full
    );
    first_mention(coverage, late, Code::MaybeSamePerson, message).hint(hint)
}

fn first_mention(coverage: &Coverage, person: PersonIx, code: Code, message: String) -> Diagnostic {
    match coverage.people[person].names.first() {
        Some(form) => about(code, &coverage.articles[form.first.article].article, form.first.span, message),
        None => Diagnostic::new(code, "", message),
    }
}

/// Clock times whose zone nothing tells, one message an article; weekdays that contradict their date.
fn times(article: &Article, times: &[TimeMention], diagnostics: &mut Vec<Diagnostic>) {
    let assumed = |time: &&TimeMention| {
        let clock = time.value.moment.is_some_and(|moment| moment.grain <= Grain::Hour);
        clock && time.value.zone_source == Some(ZoneSource::Assumed)
    };
    let mut open = times.iter().filter(assumed);
    if let Some(first) = open.next() {
        let words = first.span.of(&article.body.text);
        let zone = first.value.zone.map_or("UTC".to_owned(), |zone| zone.to_string());
        let more = match open.count() {
            0 => String::new(),
            n => format!(" ({n} more in this article)"),
        };
        let message = format!("nothing tells the time zone of `{words}`; it is read in {zone}{more}");
        diagnostics.push(
            about(Code::AssumedZone, article, first.span, message)
                .hint("add `place` (the dateline city) or `zone` to the front matter"),
        );
    }
    for time in times {
        let Head::Calendar(date) = &time.expr.head else { continue };
        let (Some(written), Some(moment)) = (date.weekday, time.value.moment) else { continue };
        let day = moment.start.date();
        let is = day.weekday().num_days_from_monday();
        if moment.grain > Grain::Day || date.day.is_none() || u32::from(written) == is {
            continue;
        }
        let words = time.span.of(&article.body.text);
        let message = format!("`{words}`: {} is a {}", day.format("%-d %B %Y"), WEEKDAYS[is as usize]);
        diagnostics.push(about(Code::ContradictoryDate, article, time.span, message).hint(
            "the date counts, the weekday does not; correct one of them in the article or add an erratum",
        ));
    }
}

/// Images of an article that nobody who cannot see them learns anything of.
fn images(article: &Article, diagnostics: &mut Vec<Diagnostic>) {
    for piece in &article.body.pieces {
        if let Piece::Open(Element::Image { alt, target, source, .. }) = piece
            && alt.trim().is_empty()
        {
            let message = format!("the image `{target}` has no description");
            diagnostics.push(
                Diagnostic::new(Code::NoImageDescription, &article.file, message)
                    .at(*source)
                    .hint("write it between the brackets: `![what it shows](file)`"),
            );
        }
    }
    undescribed(article.front.image.as_ref(), &article.file, diagnostics);
}

fn undescribed(image: Option<&Image>, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some(image) = image.filter(|image| image.alt.as_deref().is_none_or(|alt| alt.trim().is_empty()))
    else {
        return;
    };
    diagnostics.push(
        Diagnostic::new(
            Code::NoImageDescription,
            file,
            format!("the image `{}` has no description", image.src),
        )
        .hint("add `alt` to `image`"),
    );
}

/// Facts whose evidence is empty or no slice of its article: none renders, and the editor learns of it.
fn evidence(coverage: &Coverage, diagnostics: &mut Vec<Diagnostic>) {
    let stands = |evidence: &Evidence| {
        let text = coverage.articles.get(evidence.article).map(|covered| covered.article.body.text.as_str());
        let range = evidence.span.start as usize..evidence.span.end as usize;
        text.and_then(|text| text.get(range)).is_some_and(|words| !words.trim().is_empty())
    };
    let mut lacking = |what: String| {
        diagnostics.push(Diagnostic::new(
            Code::NoEvidence,
            "",
            format!("{what} has no sentence that says so"),
        ));
    };
    for person in &coverage.people {
        let name = &person.name.full;
        for role in &person.roles {
            if role.evidence.is_empty() || !role.evidence.iter().all(stands) {
                lacking(format!("the role `{}` of `{name}`", role.text));
            }
        }
        for relation in person.relations.iter().filter(|relation| !stands(&relation.evidence)) {
            lacking(format!("the relation `{}` of `{name}`", relation.kind));
        }
    }
    for quotation in &coverage.quotations {
        if quotation.reports.is_empty() || !quotation.reports.iter().all(|(evidence, _)| stands(evidence)) {
            lacking(format!("the quotation `{}`", quotation.id));
        }
    }
    for entry in &coverage.entries {
        let clause = |report: &crate::coverage::Report| Evidence {
            article: report.article,
            span: coverage.event(*report).span,
        };
        let added = entry.reports.is_empty() && !entry.corrections.is_empty();
        if entry.reports.is_empty() && !added
            || !entry.reports.iter().map(clause).all(|evidence| stands(&evidence))
        {
            lacking(format!("the entry `{}`", entry.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::coverage::{EditorFiles, link, testing};
    use crate::extract::annotate;
    use crate::source::Source;
    use std::sync::Arc;

    /// Codes and, for each, the words of the file that it points at.
    fn check(front: &str, body: &str, expected: &[(&str, &str)]) {
        let text = format!("---\ntitle: \"A\"\n{front}---\n{body}\n");
        let source = Source {
            path: "content/articles/a.md".to_owned(),
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
            text: text.as_str().into(),
        };
        let article = Article::parse(&source, &Config::default()).value;
        let read = annotate(&article.body.read(), &article.anchor);
        let coverage = link(vec![(Arc::new(article), Arc::new(read))], EditorFiles::default()).value;
        let found = facts(&coverage);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|d| {
                let words = d.span.map_or("", |span| &text[span.start as usize..span.end as usize]);
                (d.code.as_str(), words)
            })
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn times_without_a_zone() {
        let body = "The leaders met at 8:55 a.m. on Thursday and again at 9:35 a.m.";
        check("date: 2019-02-28\n", body, &[("W0604", "8:55 a.m.")]);
        check("date: 2019-02-28\nplace: Hanoi\n", body, &[]);
    }

    #[test]
    fn weekdays_that_contradict_their_date() {
        check(
            "date: 2019-03-02\nplace: Hanoi\n",
            "They met on Friday, Feb. 28, 2019.",
            &[("W0605", "Friday, Feb. 28, 2019")],
        );
        check("date: 2019-03-02\nplace: Hanoi\n", "They met on Thursday, Feb. 28, 2019.", &[]);
    }

    #[test]
    fn images_without_a_description() {
        check("date: 2019-03-02\n", "![](a.png) and ![A hotel](b.png)", &[("W0606", "![](a.png)")]);
        check("date: 2019-03-02\nimage:\n  src: a.png\n", "Text.", &[("W0606", "")]);
    }

    #[test]
    fn people_who_may_be_one() {
        let cases = testing::read_cases(
            "## a\na 2018-04-27: {Kim} Yong-chol\nb 2018-04-28: {Kim} Young-chul\nc 2018-04-28: {Ri} Yong-ho | {Ri} Su-yong | {Ri}",
        );
        let found = facts(&testing::case(&cases[0]).value);
        let messages: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`Kim Young-chul` and `Kim Yong-chol` may be one person",
                "`Ri` may be `Ri Su-yong` or `Ri Yong-ho`"
            ]
        );
    }
}
