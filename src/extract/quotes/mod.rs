//! Quotations: the words, and who said them.
//!
//! [`marks`] pairs the quotation marks; [`attribute`] finds cue and source of each pair with the
//! [`reader`]'s noun phrases; [`assemble`] tells speech from names and scare quotes and joins what
//! belongs together; [`indirect`] reads reports without marks. Entry point: [`quotes`].

mod assemble;
mod attribute;
#[cfg(test)]
mod corpus;
mod cue;
mod indirect;
mod lexicon;
mod marks;
mod reader;

use super::{PeopleLayer, Quote};
use crate::text::Text;

/// Finds the quotations of `text`, sorted by span.
pub fn quotes(text: &Text<'_>, people: &PeopleLayer) -> Vec<Quote> {
    let quoted = marks::quoted(text);
    let reader = reader::Reader::new(text, people);
    let mut found = assemble::assemble(&reader, &quoted);
    let groups = found.iter().map(|q| q.group).max().unwrap_or(0);
    found.extend(indirect::indirect(&reader, &quoted, groups));
    found.sort_by_key(|q| q.span);
    found
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
            plain in "([\"“”'‘’«»—:,.?]|said|told|according to| and | as |quoted|who|saying|Kim|the ministry|he| to |that|, |\\. |\n\n| |日|é){0,80}"
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
