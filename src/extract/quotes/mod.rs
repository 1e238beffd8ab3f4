//! Quotations: the words, and who said them.
//!
//! [`marks`] pairs the quotation marks; [`attribute`] finds cue and source of each pair with the
//! [`reader`]'s noun phrases; [`assemble`] tells speech from names and scare quotes and joins what
//! belongs together; [`indirect`] reads reports without marks,
//! [`layout`] block quotations and transcripts; [`description`] names who "the striker" is. Entry point: [`quotes`].

#[cfg(test)]
mod articles;
mod assemble;
mod attribute;
#[cfg(test)]
mod corpus;
mod cue;
mod description;
mod indirect;
mod layout;
mod lexicon;
mod marks;
mod paragraph;
mod pronoun;
mod reader;
mod subject;

use super::{PeopleLayer, Quote};
use crate::text::Text;

/// Finds the quotations of `text`, sorted by span.
pub fn quotes(text: &Text<'_>, people: &PeopleLayer) -> Vec<Quote> {
    let paragraphs = paragraph::Paragraphs::of(text);
    let quoted = marks::quoted(text, &paragraphs);
    let reader = reader::Reader::new(text, people, &paragraphs);
    let mut found = assemble::assemble(&reader, &quoted);
    let groups = found.iter().map(|q| q.group).max().unwrap_or(0);
    let laid_out = layout::by_layout(&reader, &quoted, groups);
    let groups = laid_out.iter().map(|q| q.group).max().unwrap_or(groups);
    let reports = indirect::indirect(&reader, &quoted, groups);
    let outside = |report: &Quote| !overlaps(&laid_out, report);
    found.extend(reports.into_iter().filter(outside));
    found.extend(laid_out);
    found.sort_by_key(|q| q.span);
    description::name_described(&reader, &quoted, &mut found);
    found
}

/// True where `report` shares words with one of `sorted`.
fn overlaps(sorted: &[Quote], report: &Quote) -> bool {
    let next = sorted.partition_point(|q| q.span.end <= report.span.start);
    sorted.get(next).is_some_and(|q| q.span.overlaps(report.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::people::people;
    use proptest::prelude::*;

    /// Spans in bounds, in order, on character boundaries; speakers exist.
    fn check(plain: &str) {
        let text = Text::plain(plain);
        let people = people(&text, &[]);
        let found = quotes(&text, &people);
        assert!(found.is_sorted_by_key(|q| q.span.start));
        for quote in &found {
            let spans = [Some(quote.span), quote.speaker_span, quote.cue, quote.addressee];
            for span in spans.into_iter().flatten() {
                assert!(plain.get(span.start as usize..span.end as usize).is_some_and(|s| !s.is_empty()));
            }
            assert!(quote.speaker.is_none_or(|c| c < people.chains.len()));
            assert!((0.0..=1.0).contains(&quote.certainty));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_sound_quotations(
            plain in "([\"“”'‘’«»—:,.?]|said|told|according to|was called|by| of |would|the striker|one of them|A man accused| and | as |quoted|who|saying|Kim|the ministry|he| to |that|, |\\. |\n\n| |日|é){0,80}"
        ) {
            check(&plain);
        }

        #[test]
        fn any_characters_do(plain in any::<String>()) {
            check(&plain);
        }
    }

    #[test]
    fn unbalanced_marks_by_the_thousand_cost_no_more_than_their_length() {
        for unit in [
            "“",
            "\" ",
            "'a ",
            " ‘a",
            "“a” said ",
            "“a said, ",
            "said and ",
            ", who said ",
            "(",
            "a, ",
            "Kim of ",
        ] {
            check(&unit.repeat(20_000));
            check(&format!("Kim said {}", unit.repeat(20_000)));
        }
    }
}
