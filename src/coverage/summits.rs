//! Summits: which articles belong to which.
//!
//! The front matter's `summit` decides. Where it names no file of the editor's, the summit still gets a
//! page from its articles, and the editor a warning (W0304). An article without `summit` joins an editor's
//! summit only where nothing is left to guess: its day is one of the summit's or near one, its dateline is the
//! summit's place or it names who took part, and no other summit fits as well ([`fitting`]). What it was
//! inferred from stands on its page. All other articles stay without one.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use super::{ArticleIx, Coverage, EditorSummit, Evidence, Inferred, PersonIx, Summit, SummitIx};
use crate::diagnostic::{Code, Diagnostic};
use crate::extract::MentionKind;
use crate::slug::slug;

/// So many days before and after a summit its coverage may lie.
const NEAR: i64 = 3;

/// Gives each article its summit.
pub(super) fn link(coverage: &mut Coverage, editor: &[EditorSummit], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: BTreeMap<String, Draft> = BTreeMap::new();
    for summit in editor {
        by_id.insert(summit.id.clone(), Draft { editor: Some(summit), named: None, articles: Vec::new() });
    }
    let mut inferred: Vec<(ArticleIx, Inferred)> = Vec::new();
    for (ix, covered) in coverage.articles.iter().enumerate() {
        let named = covered.article.front.summit.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let id = match named {
            Some(name) => Some(id_of(name, &by_id)),
            None => fitting(coverage, ix, editor).map(|(summit, why)| {
                inferred.push((ix, why));
                summit.id.clone()
            }),
        };
        let Some(id) = id else { continue };
        let draft = by_id.entry(id).or_default();
        draft.named = draft.named.or(named);
        draft.articles.push(ix);
    }
    for draft in by_id.values().filter(|draft| draft.editor.is_none()) {
        diagnostics.push(unknown(coverage, draft, editor));
    }
    let mut summits: Vec<Summit> = by_id.into_iter().map(|(id, draft)| summit(coverage, id, draft)).collect();
    summits.sort_by(|a, b| (start(coverage, a), &a.id).cmp(&(start(coverage, b), &b.id)));
    for (ix, summit) in summits.iter().enumerate() {
        for &article in &summit.articles {
            coverage.articles[article].reading.summit = Some(ix as SummitIx);
        }
    }
    for (article, why) in inferred {
        coverage.articles[article].reading.inferred = Some(why);
    }
    coverage.summits = summits;
}

/// A summit in the making.
#[derive(Default)]
struct Draft<'c> {
    editor: Option<&'c EditorSummit>,
    /// As the first article's front matter has it.
    named: Option<&'c str>,
    articles: Vec<ArticleIx>,
}

/// The id that a front matter means: as written, else as a slug.
fn id_of(name: &str, known: &BTreeMap<String, Draft<'_>>) -> String {
    if known.contains_key(name) {
        return name.to_owned();
    }
    match slug(name) {
        empty if empty.is_empty() => "summit".to_owned(),
        id => id,
    }
}

/// The one summit that an article can be about.
fn fitting<'e>(
    coverage: &Coverage,
    article: ArticleIx,
    editor: &'e [EditorSummit],
) -> Option<(&'e EditorSummit, Inferred)> {
    let mut fits = editor.iter().filter_map(|summit| Some((summit, fits(coverage, article, summit)?)));
    let first = fits.next()?;
    fits.next().is_none().then_some(first)
}

/// Whether an article belongs to a summit, and what says so: on the summit's days its dateline is enough, or
/// two who took part; on the days around them both the place and people must be named.
fn fits(coverage: &Coverage, article: ArticleIx, summit: &EditorSummit) -> Option<Inferred> {
    let covered = &coverage.articles[article];
    let zone = summit.zone.unwrap_or(covered.article.anchor.zone);
    let day = zone.local(covered.published?).date();
    let start = summit.start.or(summit.end)?;
    let end = summit.end.unwrap_or(start);
    if day < start - Duration::days(NEAR) || day > end + Duration::days(NEAR) {
        return None;
    }
    let on_its_days = (start..=end).contains(&day);
    let at = slug(summit.place.as_deref().unwrap_or_default());
    let filed = covered.article.front.place.as_deref().map(slug).unwrap_or_default();
    let dateline = !at.is_empty() && filed == at;
    let people: Vec<Evidence> =
        summit.participants.iter().filter_map(|name| named(coverage, article, name)).collect();
    let place = coverage.places.iter().find(|place| slug(&place.name) == at);
    let place = place.and_then(|place| place.mentions.iter().find(|evidence| evidence.article == article));
    let clear = match people.len() {
        0 => on_its_days && dateline,
        1 => dateline,
        _ => on_its_days || dateline || place.is_some(),
    };
    let named = people.into_iter().chain(place.copied()).collect();
    clear.then_some(Inferred { dateline, named })
}

/// Where an article names one of a summit's participants first.
fn named(coverage: &Coverage, article: ArticleIx, name: &str) -> Option<Evidence> {
    let covered = &coverage.articles[article];
    let id = slug(name);
    let is_meant = |person: PersonIx| {
        let person = &coverage.people[person];
        person.id == id || person.name.full == name || person.names.iter().any(|form| form.form == name)
    };
    let chain = covered.reading.people.iter().position(|&person| is_meant(person))?;
    let mentions = &covered.annotations.people.mentions;
    let mention = mentions.iter().find(|m| m.chain == chain && m.kind == MentionKind::Name)?;
    Some(Evidence { article, span: mention.span })
}

fn unknown(coverage: &Coverage, draft: &Draft<'_>, editor: &[EditorSummit]) -> Diagnostic {
    let article = &coverage.articles[draft.articles[0]].article;
    let name = draft.named.unwrap_or_default();
    let others = match draft.articles.len() - 1 {
        0 => String::new(),
        1 => " (one more article names it)".to_owned(),
        n => format!(" ({n} more articles name it)"),
    };
    let message = format!("there is no summit `{name}` in `content/summits/`{others}");
    let mut diagnostic = Diagnostic::new(Code::UnknownReference, &article.file, message);
    if let Some((_, span)) = article.keys.iter().find(|(key, _)| key == "summit") {
        diagnostic = diagnostic.at(*span);
    }
    let nearest = editor
        .iter()
        .map(|summit| (strsim::damerau_levenshtein(&summit.id, name), &summit.id))
        .filter(|(distance, id)| *distance <= id.chars().count() / 3)
        .min();
    diagnostic.hint(match nearest {
        Some((_, id)) => format!("did you mean `{id}`?"),
        None => format!("add `content/summits/{}.md` with its title and days", slug(name)),
    })
}

fn summit(coverage: &Coverage, id: String, draft: Draft<'_>) -> Summit {
    let title = match (draft.editor, draft.named) {
        (Some(editor), _) if !editor.title.is_empty() => editor.title.clone(),
        (_, Some(name)) => name.to_owned(),
        _ => id.clone(),
    };
    let people = most_present(coverage, &draft.articles);
    Summit { id, editor: draft.editor.cloned(), title, articles: draft.articles, entries: Vec::new(), people }
}

/// The people of some articles, those in most of them first, then by how often they are mentioned.
fn most_present(coverage: &Coverage, articles: &[ArticleIx]) -> Vec<PersonIx> {
    let mut counts: BTreeMap<PersonIx, (usize, usize)> = BTreeMap::new();
    for &article in articles {
        let covered = &coverage.articles[article];
        let mut present: Vec<PersonIx> = covered.reading.people.clone();
        for mention in &covered.annotations.people.mentions {
            if let Some(&person) = covered.reading.people.get(mention.chain) {
                counts.entry(person).or_default().1 += 1;
            }
        }
        present.sort_unstable();
        present.dedup();
        for person in present {
            counts.entry(person).or_default().0 += 1;
        }
    }
    let mut people: Vec<(PersonIx, (usize, usize))> = counts.into_iter().collect();
    people.sort_by_key(|&(person, counts)| (std::cmp::Reverse(counts), person));
    people.into_iter().map(|(person, _)| person).collect()
}

/// When a summit began: the editor's first day, else that of the first article.
fn start(coverage: &Coverage, summit: &Summit) -> Option<NaiveDate> {
    let editor = summit.editor.as_ref().and_then(|editor| editor.start.or(editor.end));
    let first = || summit.articles.iter().find_map(|&ix| coverage.articles[ix].published);
    editor.or_else(|| first().map(|at| at.date_naive()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::article::Article;
    use crate::coverage::{EditorFiles, link, testing};
    use crate::extract::Annotations;

    fn hanoi() -> EditorSummit {
        EditorSummit {
            id: "hanoi-2019".to_owned(),
            title: "Hanoi summit, 2019".to_owned(),
            start: "2019-02-27".parse().ok(),
            end: "2019-02-28".parse().ok(),
            place: Some("Hanoi".to_owned()),
            zone: "Asia/Ho_Chi_Minh".parse().ok(),
            ..EditorSummit::default()
        }
    }

    fn article(id: &str, day: &str, summit: Option<&str>, place: Option<&str>) -> Arc<Article> {
        let made = testing::article(id, day.parse().ok(), summit, "Text.".to_owned());
        let mut made = Arc::unwrap_or_clone(made);
        made.front.place = place.map(str::to_owned);
        Arc::new(made)
    }

    fn check(article: Arc<Article>, expected: Option<&str>, hint: Option<&str>) {
        let editor = EditorFiles { summits: vec![hanoi()], ..EditorFiles::default() };
        let linked = link(vec![(article, Arc::new(Annotations::default()))], editor);
        let summit = linked.value.articles[0].reading.summit;
        assert_eq!(summit.map(|ix| linked.value.summits[ix].id.as_str()), expected);
        assert_eq!(linked.diagnostics.first().and_then(|d| d.hint.as_deref()), hint);
    }

    #[test]
    fn the_front_matter_decides() {
        check(article("a", "2019-03-28", Some("hanoi-2019"), None), Some("hanoi-2019"), None);
        check(article("a", "2019-03-28", Some("Hanoi 2019"), None), Some("hanoi-2019"), None);
        check(
            article("a", "2019-02-28", Some("g20"), Some("Hanoi")),
            Some("g20"),
            Some("add `content/summits/g20.md` with its title and days"),
        );
        check(
            article("a", "2019-02-28", Some("hanoi-2018"), None),
            Some("hanoi-2018"),
            Some("did you mean `hanoi-2019`?"),
        );
    }

    #[test]
    fn without_it_day_and_dateline_must_both_fit() {
        check(article("a", "2019-02-28", None, Some("Hanoi")), Some("hanoi-2019"), None);
        check(article("a", "2019-03-02", None, Some("Hanoi")), None, None);
        check(article("a", "2019-02-28", None, Some("Seoul")), None, None);
        check(article("a", "2019-02-28", None, None), None, None);
    }
}
