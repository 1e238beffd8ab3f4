//! People: who is named, in which role, and which mentions are the same person.
//!
//! Words of names are recognised first ([`recognise`]), then joined into chains ([`chain`]) with the
//! roles that stand at them ([`role`]); descriptions ([`describe`]) and pronouns ([`pronoun`]) follow.
//! Entry point: [`people`].

mod chain;
mod describe;
mod kin;
mod layer;
mod lexicon;
mod name;
mod named_after;
mod origin;
mod plural;
mod pronoun;
mod recognise;
mod role;
pub mod tagger;
mod word;

use super::{PeopleLayer, PlaceMention};
use crate::text::Text;

/// Finds the people of `text`.
pub fn people(text: &Text<'_>, places: &[PlaceMention]) -> PeopleLayer {
    let words = word::Words::read(text);
    let places: Vec<_> = places.iter().map(|place| place.span).collect();
    let names = recognise::names(&words, &places);
    layer::build(&words, &names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PeopleLayer {
        people(&Text::plain(text), &[])
    }

    /// Each person with roles and mentions: `Name (role; role): title|name, description, pronoun`.
    fn check(text: &str, expected: &[&str]) {
        let layer = read(text);
        let shown: Vec<String> = layer
            .chains
            .iter()
            .enumerate()
            .map(|(index, chain)| {
                let roles: Vec<&str> = chain.roles.iter().map(|r| r.text.as_str()).collect();
                let mentions: Vec<&str> =
                    layer.mentions.iter().filter(|m| m.chain == index).map(|m| m.span.of(text)).collect();
                format!("{} ({}): {}", chain.name.full, roles.join("; "), mentions.join(", "))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_family_name_finds_the_one_who_is_called_by_it() {
        check(
            "Kim Jong-un arrived first. Kim waved. Kim smiled. With him stood Kim Yong-chol and Ri Yong-ho. \
             Donald Trump and Kim shook hands.",
            &[
                "Kim Jong-un (): Kim Jong-un, Kim, Kim, him, Kim",
                "Kim Yong-chol (): Kim Yong-chol",
                "Ri Yong-ho (): Ri Yong-ho",
                "Donald Trump (): Donald Trump",
            ],
        );
    }

    #[test]
    fn roles_stand_before_and_beside_names() {
        check(
            "US Secretary of State Mike Pompeo met Kim Yong Chol, a former spy chief. \
             Japan's prime minister, Shinzo Abe, was told.",
            &[
                "Mike Pompeo (US Secretary of State): Mike Pompeo",
                "Kim Yong Chol (former spy chief): Kim Yong Chol",
                "Shinzo Abe (Japan's prime minister): Shinzo Abe",
            ],
        );
    }

    #[test]
    fn a_country_whose_president_nobody_tells_stays_open() {
        check(
            "The Belgian president received his guests. President Okafor and President Lindqvist came first.",
            &["Okafor (President): Okafor", "Lindqvist (President): Lindqvist"],
        );
    }

    #[test]
    fn kinship_is_a_relation() {
        let text = "Kim Jong-un's sister, Kim Yo-jong, sat beside Donald Trump.";
        let layer = read(text);
        let [relation] = &layer.relations[..] else { panic!("{:?}", layer.relations) };
        assert_eq!((relation.of, relation.kind.as_str(), relation.to), (1, "sister", 0));
        assert_eq!(relation.span.of(text), "Kim Jong-un's sister");
        assert_eq!(layer.chains[1].gender, Some(crate::extract::Gender::Female));
    }

    #[test]
    fn descriptions_find_the_pair_that_follows() {
        check(
            "The South Korean president and the Japanese prime minister met on Monday. \
             Moon Jae-in and Shinzo Abe talked for an hour.",
            &[
                "Moon Jae-in (South Korean president): The South Korean president, Moon Jae-in",
                "Shinzo Abe (Japanese prime minister): the Japanese prime minister, Shinzo Abe",
            ],
        );
    }

    #[test]
    fn a_pronoun_leaves_asides_alone() {
        check(
            "Grace Nakimuli and Omar Saleh signed the accord. In 1987 Peter Lund had signed one in this hall.\n\n\
             Before she flew home, Nakimuli thanked the hosts.",
            &[
                "Grace Nakimuli (): Grace Nakimuli, she, Nakimuli",
                "Omar Saleh (): Omar Saleh",
                "Peter Lund (): Peter Lund",
            ],
        );
        check(
            "Anna Berg opened the session. It was named after Jon Lund, who died in 1960.\n\nHe spoke for an hour.",
            &["Anna Berg (): Anna Berg", "Jon Lund (): Jon Lund"],
        );
    }

    #[test]
    fn plurals_mean_those_who_stand_together() {
        check(
            "Anna Berg met Omar Saleh at noon. They walked to the lake. With the officials of both sides stood \
             Jon Lund. They cheered.",
            &["Anna Berg (): Anna Berg, They", "Omar Saleh (): Omar Saleh, They", "Jon Lund (): Jon Lund"],
        );
        check(
            "The prime ministers Anna Berg and Omar Saleh dined alone. The two leaders talked until ten.",
            &["Anna Berg (): Anna Berg, The two leaders", "Omar Saleh (): Omar Saleh, The two leaders"],
        );
    }

    #[test]
    fn a_wife_is_called_by_both_names() {
        check(
            "Viktor Orlov and his wife, Svetlana, toured the harbour. Mrs Orlov cut a ribbon.",
            &[
                "Viktor Orlov (): Viktor Orlov, his",
                "Svetlana Orlov (Viktor Orlov's wife): his wife, Svetlana, Orlov",
            ],
        );
    }

    #[test]
    fn a_surname_with_an_office_is_nobody_of_the_family() {
        check(
            "President Duarte landed late. Maria Duarte, his daughter, had come on Monday.",
            &[
                "Duarte (President): Duarte, his",
                "Maria Duarte (Duarte's daughter): Maria Duarte, his daughter",
            ],
        );
        check(
            "Peter Novak, the father of Prime Minister Peter J. Novak, opened the fair. Novak thanked his son.",
            &[
                "Peter Novak (father of Prime Minister Peter J. Novak): Peter Novak, Novak, his",
                "Peter J. Novak (Prime Minister): Peter J. Novak",
            ],
        );
    }

    #[test]
    fn places_and_ships_bear_names_of_people() {
        check(
            "Anna Berg landed at Jon Lund airport, dined aboard the Viktor Orlov, and crossed the Peter Novak Bridge.",
            &["Anna Berg (): Anna Berg"],
        );
    }

    #[test]
    fn kinship_finds_its_bearer_both_ways() {
        check(
            "Kim Yo-jong, the sister of Kim Jong-un, came first. Her brother followed.",
            &["Kim Yo-jong (sister of Kim Jong-un): Kim Yo-jong, Her", "Kim Jong-un (): Kim Jong-un"],
        );
    }

    #[test]
    fn a_description_of_nobody_named_stays_open() {
        let layer = read("The French president will not attend, Donald Trump said.");
        let open: Vec<_> = layer.open.iter().map(|o| (o.role.as_str(), o.country)).collect();
        assert_eq!(open, [("president", Some("FR"))]);
    }

    #[test]
    fn no_text_is_too_odd_or_too_long() {
        let names: String = (0..3000u32)
            .map(|n| {
                let letters: String =
                    (0..3).map(|k| char::from(b'a' + (n / 26u32.pow(k) % 26) as u8)).collect();
                format!("President John A{letters} met Kim. He said the leader saw his sister. ")
            })
            .collect();
        for text in [
            format!("Mr. {} said. Kim {}un met him.", "A".repeat(10_000), "Jong-".repeat(5_000)),
            names,
            "KIM JONG UN ".repeat(5_000),
            "van der de la bin ".repeat(5_000) + "Kim",
            "his sister's brother's ".repeat(5_000),
            "Kim, the ".repeat(5_000),
            "\u{202E}Ki\u{200B}m\u{202C} السيسي said. Mr. O'".to_owned(),
            "I'm. I’ve. ' ’s 's".to_owned(),
            "<b>Kim</b> & \"Jong-un\" <script>alert('Mr. Lee')</script>".to_owned(),
            "The two leaders and both men they them their. ".repeat(5_000),
            format!("Kim and {} met. They left.", "Anna Berg, ".repeat(5_000)),
            "Anna Berg, his sister, ".repeat(5_000),
            "Mr von und zu der ".repeat(5_000),
            String::new(),
        ] {
            let layer = read(&text);
            assert!(layer.mentions.is_sorted_by_key(|m| m.span));
            assert!(layer.mentions.iter().all(|m| m.chain < layer.chains.len()));
        }
    }
}
