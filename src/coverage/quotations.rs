//! Quotations across articles: reports of the same words are one quotation with several sources.
//!
//! "The same words" leaves out what houses set differently: case, marks, dashes, white space. Differing
//! wordings stand apart; nothing is averaged. Words of one person are never given to another, and a few
//! words ("no rush") are one quotation only where they were reported within the same days.
//!
//! **Ids.** `q-` and six hex digits of the normalised words. Where other words, another speaker or another
//! occasion have taken them, the digits are those of the words with the speaker and the first report.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{Coverage, CoveredArticle, Evidence, PersonIx, Quotation, QuotationIx};
use crate::extract::Quote;
use crate::span::Span;

/// Quotations of fewer words are one only within [`SAME_OCCASION`].
const FEW_WORDS: usize = 5;
/// In days.
pub(super) const SAME_OCCASION: i32 = 7;

/// Quotations, and for each article which of them its quotes are.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) quotations: Vec<Quotation>,
    readings: Vec<Vec<Option<QuotationIx>>>,
}

impl Joined {
    /// Puts them into the coverage.
    pub(super) fn put(self, coverage: &mut Coverage) {
        coverage.quotations = self.quotations;
        for (covered, reading) in coverage.articles.iter_mut().zip(self.readings) {
            covered.reading.quotations = reading;
        }
    }
}

/// Joins the reports of the same words. Needs to know who the people of the articles are.
pub(super) fn join(coverage: &Coverage) -> Joined {
    let mut readings = Vec::with_capacity(coverage.articles.len());
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut seen: HashMap<Digest, Vec<Known>> = HashMap::new();
    let mut ids: HashSet<String> = HashSet::new();
    let words: Vec<Vec<Option<Words>>> = coverage.articles.par_iter().map(words).collect();
    for (article, words) in words.into_iter().enumerate() {
        let covered = &coverage.articles[article];
        let day = covered.published.map(|at| chrono::Datelike::num_days_from_ce(&at.date_naive()));
        let text = &covered.article.body.text;
        let mut reading = Vec::with_capacity(covered.annotations.quotes.len());
        for (at, quote) in covered.annotations.quotes.iter().enumerate() {
            let Some(Words { digest, short }) = words[at] else {
                reading.push(None);
                continue;
            };
            let speaker = speaker(quote, covered);
            let known = seen.entry(digest).or_default();
            let same = known.iter_mut().find(|known| {
                let speakers = known.speaker.is_none() || speaker.is_none() || known.speaker == speaker;
                speakers && (!short || known.same_occasion(day))
            });
            let evidence = Evidence { article, span: quote.span };
            let ix = match same {
                Some(same) => {
                    same.speaker = same.speaker.or(speaker);
                    same.last = same.last.max(day);
                    same.quotation
                }
                None => {
                    let ix = quotations.len();
                    known.push(Known { quotation: ix, speaker, last: day });
                    let who = speaker.map_or("", |person| coverage.people[person].id.as_str());
                    let id = id(
                        &digest,
                        || normalised(quote.span.of(text)),
                        &[who, &covered.article.id],
                        &mut ids,
                    );
                    quotations.push(Quotation {
                        id,
                        speaker: None,
                        speaker_text: None,
                        kind: quote.kind,
                        reports: Vec::new(),
                        wordings: Vec::new(),
                    });
                    ix
                }
            };
            let quotation = &mut quotations[ix];
            quotation.speaker = quotation.speaker.or(speaker);
            if quotation.speaker_text.is_none() {
                quotation.speaker_text = quote.speaker_span.map(|span| source_as_written(span, text));
            }
            quotation.reports.push((evidence, at));
            reading.push(Some(ix));
        }
        readings.push(reading);
    }
    for quotation in &mut quotations {
        if quotation.speaker.is_some() {
            quotation.speaker_text = None;
        }
    }
    Joined { quotations, readings }
}

/// The first half of a digest: enough to tell words from words.
type Digest = [u8; 16];

/// What of a quote's words tells whether two are the same.
#[derive(Clone, Copy)]
struct Words {
    /// Of the normalised words.
    digest: Digest,
    /// Fewer than [`FEW_WORDS`].
    short: bool,
}

/// The words of each quote of an article; `None` where only marks stand between the marks.
fn words(covered: &CoveredArticle) -> Vec<Option<Words>> {
    let text = &covered.article.body.text;
    let words = covered.annotations.quotes.iter().map(|quote| {
        let words = normalised(quote.span.of(text));
        let digest =
            blake3::hash(words.as_bytes()).as_bytes()[..16].try_into().expect("a digest has 32 bytes");
        let short = words.split(' ').take(FEW_WORDS).count() < FEW_WORDS;
        (!words.is_empty()).then_some(Words { digest, short })
    });
    words.collect()
}

/// One quotation among those of the same words.
struct Known {
    quotation: QuotationIx,
    speaker: Option<PersonIx>,
    /// Day of the latest report.
    last: Option<i32>,
}

impl Known {
    fn same_occasion(&self, day: Option<i32>) -> bool {
        self.last.zip(day).is_none_or(|(last, day)| day - last <= SAME_OCCASION)
    }
}

/// The person who said it, where the article is certain enough for a page to name them.
fn speaker(quote: &Quote, covered: &CoveredArticle) -> Option<PersonIx> {
    if quote.certainty < Quote::ATTRIBUTED {
        return None;
    }
    if let Some(chain) = quote.speaker {
        return covered.reading.people.get(chain).copied();
    }
    // "the US president said": nobody's in the article, somebody's in the coverage.
    let open = &covered.annotations.people.open;
    let described = open.iter().position(|description| Some(description.span) == quote.speaker_span)?;
    covered.reading.open.get(described).copied().flatten()
}

fn source_as_written(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in lower case, parted by single spaces, without marks: what two houses agree on.
pub(super) fn normalised(words: &str) -> String {
    let mut normalised = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !normalised.is_empty() {
                normalised.push(' ');
            }
            gap = false;
            normalised.push(c.to_ascii_lowercase());
            continue;
        }
        if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '\u{200b}'..='\u{200f}' | '\u{ad}') {
            continue;
        }
        if c.is_ascii() || !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !normalised.is_empty() {
            normalised.push(' ');
        }
        gap = false;
        normalised.extend(c.to_lowercase());
    }
    normalised
}

/// `q-` and six digits of the words' digest; see the module's head.
fn id(
    digest: &Digest,
    words: impl FnOnce() -> String,
    occasion: &[&str],
    taken: &mut HashSet<String>,
) -> String {
    let mut id = format!("q-{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]);
    if taken.contains(&id) {
        let with_occasion = format!("{}\n{}", words(), occasion.join("\n"));
        let digits = blake3::hash(with_occasion.as_bytes()).to_hex();
        let longer = (6..=64).map(|n| format!("q-{}", &digits[..n]));
        id = longer.into_iter().find(|id| !taken.contains(id)).unwrap_or(id);
    }
    taken.insert(id.clone());
    id
}

#[cfg(test)]
pub(super) mod testing {
    use std::sync::Arc;

    use super::*;
    use crate::coverage::{EditorFiles, link, testing};
    use crate::extract::{Annotations, QuoteKind};

    /// One quote an article: (id, day, speaker, words).
    pub(in crate::coverage) fn quotations(reports: &[(&str, &str, &str, &str)]) -> Coverage {
        let articles = reports.iter().map(|(id, day, speaker, words)| {
            let line = format!("{id} {day}: {speaker}");
            let (article, read) = testing::covered(&line);
            let mut text = article.body.text.clone();
            let start = text.len();
            text.push_str(words);
            let quote = Quote {
                span: Span::new(start, text.len()),
                kind: QuoteKind::Direct,
                group: 0,
                speaker: (*speaker != "nobody").then_some(0),
                speaker_span: Some(Span::new(0, 4)),
                cue: None,
                addressee: None,
                certainty: 0.9,
            };
            let article = testing::article(&article.id, day.parse().ok(), None, text);
            (article, Arc::new(Annotations { quotes: vec![quote], ..(*read).clone() }))
        });
        link(articles.collect(), EditorFiles::default()).value
    }
}

#[cfg(test)]
mod tests {
    use super::testing::quotations;
    use std::collections::BTreeSet;

    fn check(reports: &[(&str, &str, &str, &str)], sizes: &[usize]) {
        let coverage = quotations(reports);
        let found: Vec<usize> = coverage.quotations.iter().map(|q| q.reports.len()).collect();
        assert_eq!(found, sizes, "{reports:?}");
        let ids: BTreeSet<&str> = coverage.quotations.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(ids.len(), sizes.len(), "ids are unique");
    }

    const LONG: &str = "It's a very long way home, and we know it.";

    #[test]
    fn houses_set_the_same_words_differently() {
        let other = "it’s a very long way home – and we know it,";
        check(&[("a", "2019-02-28", "Ann {Lee}", LONG), ("b", "2019-03-28", "Ann {Lee}", other)], &[2]);
        check(&[("a", "2019-02-28", "Ann {Lee}", LONG), ("b", "2019-03-01", "nobody", other)], &[2]);
    }

    #[test]
    fn other_words_and_other_speakers_stand_apart() {
        let other = "It is a very long way home, and we know it.";
        check(&[("a", "2019-02-28", "Ann {Lee}", LONG), ("b", "2019-02-28", "Ann {Lee}", other)], &[1, 1]);
        check(&[("a", "2019-02-28", "Ann {Lee}", LONG), ("b", "2019-02-28", "Bo {Day}", LONG)], &[1, 1]);
    }

    #[test]
    fn a_few_words_are_one_within_days_only() {
        check(
            &[("a", "2019-02-27", "Ann {Lee}", "no rush"), ("b", "2019-02-28", "Ann {Lee}", "No rush.")],
            &[2],
        );
        check(
            &[("a", "2019-02-27", "Ann {Lee}", "no rush"), ("b", "2019-06-28", "Ann {Lee}", "No rush.")],
            &[1, 1],
        );
    }

    #[test]
    fn people_know_their_quotations() {
        let coverage = quotations(&[("a", "2019-02-27", "Ann {Lee}", LONG)]);
        assert_eq!(coverage.people[0].quotations, [0]);
        assert_eq!(coverage.quotations[0].id.len(), 8);
    }
}
