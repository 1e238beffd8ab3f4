//! Order that contradicts itself: an article tells that one thing followed another, and gives it the earlier
//! time. One of the two was misread or misprinted. Entry point: [`order`].

use crate::article::Article;
use crate::coverage::{Coverage, CoveredArticle};
use crate::diagnostic::{Code, Diagnostic};
use crate::extract::time::Grain;
use crate::extract::{EventMention, WhenSource};

/// The most messages about one article.
const MOST: usize = 5;

/// All contradictions of order, in the order of the articles.
pub(super) fn order(coverage: &Coverage) -> Vec<Diagnostic> {
    coverage.articles.iter().flat_map(|covered| in_article(covered).into_iter().take(MOST)).collect()
}

fn in_article(covered: &CoveredArticle) -> Vec<Diagnostic> {
    let events = &covered.annotations.events;
    // What the editor took off the timeline is settled.
    let stands = |ix: usize| !matches!(covered.reading.entries.get(ix), Some(None));
    let mut found = Vec::new();
    for (_, later) in events.iter().enumerate().filter(|(ix, _)| stands(*ix)) {
        for earlier in later.after.iter().filter(|&&other| stands(other)).filter_map(|&ix| events.get(ix)) {
            if contradicts(later, earlier) {
                found.push(message(&covered.article, later, earlier));
            }
        }
    }
    found
}

/// True where the later of two ends before the earlier begins, by times that the clauses state.
fn contradicts(later: &EventMention, earlier: &EventMention) -> bool {
    let stated = |event: &EventMention| {
        event.when_source == WhenSource::Stated && event.when.as_ref().is_some_and(|w| w.grain <= Grain::Day)
    };
    match (&later.when, &earlier.when) {
        (Some(later_when), Some(earlier_when)) if stated(later) && stated(earlier) => {
            later_when.end <= earlier_when.start
        }
        _ => false,
    }
}

fn message(article: &Article, later: &EventMention, earlier: &EventMention) -> Diagnostic {
    let text = &article.body.text;
    let time = |event: &EventMention| event.when.as_ref().map_or(String::new(), |when| when.value.clone());
    let message = format!(
        "`{}` ({}) is told to follow `{}` ({}), but its time is earlier",
        later.trigger.of(text),
        time(later),
        earlier.trigger.of(text),
        time(earlier)
    );
    let diagnostic = Diagnostic::new(Code::ContradictoryOrder, &article.file, message);
    let diagnostic = match article.body.map.source(later.trigger) {
        Some(span) => diagnostic.at(span),
        None => diagnostic,
    };
    diagnostic.hint("check both times in the article; if one was misread, set it with `retime` in `content/corrections.yaml`")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::Config;
    use crate::coverage::{EditorFiles, link};
    use crate::extract::annotate;
    use crate::source::Source;

    /// The article's events, the second told to follow the first.
    fn check(body: &str, expected: usize) {
        let text = format!("---\ntitle: A\ndate: 2019-02-28T22:00:00+07:00\nplace: Hanoi\n---\n{body}\n");
        let source = Source {
            path: "content/articles/a.md".to_owned(),
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
            text: text.as_str().into(),
        };
        let article = Article::parse(&source, &Config::default()).value;
        let mut read = annotate(&article.body.read(), &article.anchor);
        assert!(read.events.len() >= 2, "two events in: {body}");
        read.events[1].after = vec![0];
        let coverage = link(vec![(Arc::new(article), Arc::new(read))], EditorFiles::default()).value;
        assert_eq!(order(&coverage).len(), expected, "{body}");
    }

    #[test]
    fn what_follows_is_not_earlier() {
        check("Donald Trump met Kim Jong-un at 3 p.m. Afterwards Donald Trump left at 2 p.m.", 1);
        check("Donald Trump met Kim Jong-un at 2 p.m. Afterwards Donald Trump left at 3 p.m.", 0);
        check("Donald Trump met Kim Jong-un on Thursday. Afterwards Donald Trump left at 3 p.m.", 0);
    }
}
