//! Preview cards: the picture that a link to a page shows where it is shared. Drawn as SVG here; `render`
//! makes the PNG.
//!
//! A card's name holds a digest of what it shows, so that a card that is in place is never drawn again. The
//! newest articles, the most present people and the summits have one of their own, as many as can be drawn
//! in a second or two; every other page shows that of its summit or of the site. Entry point: [`Cards::new`].

use std::collections::BTreeMap;

use super::{Route, Site};
use crate::coverage::{ArticleIx, PersonIx, SummitIx};

/// Width and height, in pixels: what the networks ask for.
pub const SIZE: (u32, u32) = (1200, 630);
/// How many articles have a card of their own: the newest.
const ARTICLES: usize = 200;
/// How many people: the most present.
const PEOPLE: usize = 50;
/// How many summits: the newest.
const SUMMITS: usize = 50;
/// Changes whenever the same words give another picture.
const VERSION: u8 = 1;

/// What a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    /// The site.
    Site,
    /// A headline.
    Article(ArticleIx),
    /// A person.
    Person(PersonIx),
    /// A summit.
    Summit(SummitIx),
}

/// The cards of a site, with their routes.
#[derive(Debug, Default)]
pub(super) struct Cards {
    routes: BTreeMap<Card, Route>,
}

/// The words of a card.
struct Face {
    kicker: String,
    title: String,
    foot: String,
}

impl Cards {
    /// All cards; none without a `base_url`, because only an absolute address leads to a picture.
    pub(super) fn new(site: &Site) -> Cards {
        if site.config.base_url.is_none() {
            return Cards::default();
        }
        let coverage = &site.coverage;
        let mut people: Vec<PersonIx> = (0..coverage.people.len()).collect();
        people.sort_by_key(|&ix| (std::cmp::Reverse(coverage.people[ix].chains.len()), ix));
        people.truncate(PEOPLE);
        let articles = coverage.articles.len().saturating_sub(ARTICLES)..coverage.articles.len();
        let summits = coverage.summits.len().saturating_sub(SUMMITS)..coverage.summits.len();
        let cards = std::iter::once(Card::Site)
            .chain(articles.map(Card::Article))
            .chain(people.into_iter().map(Card::Person))
            .chain(summits.map(Card::Summit));
        let routes = cards.filter_map(|card| {
            let svg = svg(site, card)?;
            let digest = blake3::hash(format!("{VERSION}{svg}").as_bytes()).to_hex();
            Some((card, Route::new(format!("cards/{}.{}.png", name(site, card), &digest[..8]))))
        });
        Cards { routes: routes.collect() }
    }

    /// All of them, with their routes.
    pub(super) fn all(&self) -> impl Iterator<Item = (Card, &Route)> {
        self.routes.iter().map(|(card, route)| (*card, route))
    }
}

impl Site {
    /// The first of these cards that there is, with its route.
    pub(crate) fn card(&self, wanted: &[Card]) -> Option<(Card, &Route)> {
        wanted
            .iter()
            .find_map(|card| self.cards.routes.get_key_value(card))
            .map(|(card, route)| (*card, route))
    }

    /// The SVG of a card.
    pub fn card_svg(&self, card: Card) -> Option<String> {
        svg(self, card)
    }

    /// What a card shows, in words, for those who do not see it.
    pub(crate) fn card_words(&self, card: Card) -> String {
        let face = face(self, card);
        let parts = [face.kicker, face.title, face.foot];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
    }
}

fn name(site: &Site, card: Card) -> String {
    let stem = |route: Route| {
        let name = route.as_str().rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".html").to_owned()
    };
    match card {
        Card::Site => "site".to_owned(),
        Card::Article(ix) => format!("article-{}", stem(site.article_route(ix))),
        Card::Person(ix) => format!("person-{}", stem(site.person_route(ix))),
        Card::Summit(ix) => format!("summit-{}", stem(site.summit_route(ix))),
    }
}

fn face(site: &Site, card: Card) -> Face {
    let coverage = &site.coverage;
    let words = site.words();
    match card {
        Card::Site => Face {
            kicker: String::new(),
            title: site.config.title.clone(),
            foot: site.config.description.clone(),
        },
        Card::Article(ix) => {
            let covered = &coverage.articles[ix];
            let day = covered.published.map(|at| words.long_date(at.date_naive()));
            let foot: Vec<String> = covered.article.front.place.clone().into_iter().chain(day).collect();
            Face {
                kicker: covered.reading.summit.map_or(String::new(), |s| coverage.summits[s].title.clone()),
                title: covered.article.front.title.clone(),
                foot: foot.join(", "),
            }
        }
        Card::Person(ix) => {
            let person = &coverage.people[ix];
            Face {
                kicker: person.country.as_deref().map_or(String::new(), |c| words.country(c).to_owned()),
                title: person.name.full.clone(),
                foot: person.roles.last().map_or(String::new(), |role| role.text.clone()),
            }
        }
        Card::Summit(ix) => {
            let summit = &coverage.summits[ix];
            let place = summit.editor.as_ref().and_then(|editor| editor.place.clone());
            Face {
                kicker: words.text("summits").to_owned(),
                title: summit.title.clone(),
                foot: place.unwrap_or_default(),
            }
        }
    }
}

/// The picture; `None` where the typeface has no letters for the title.
fn svg(site: &Site, card: Card) -> Option<String> {
    let face = face(site, card);
    let sizes = [92, 80, 70, 60, 52];
    let size =
        sizes.into_iter().find(|size| lines(&face.title, *size, 1040).len() * size <= 300).unwrap_or(52);
    if face.title.chars().any(|c| !c.is_whitespace() && width(c).is_none()) {
        return None;
    }
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" font-family=\"Newsreader\"><path \
         fill=\"#fdfcf9\" d=\"M0 0h{0}v{1}H0z\"/><path fill=\"#8c1d18\" d=\"M0 0h20v{1}H0z\"/><path \
         fill=\"#d8d2c6\" d=\"M80 112h1040v2H80z\"/>",
        SIZE.0, SIZE.1
    );
    let title = if card == Card::Site { "" } else { site.config.title.as_str() };
    let mut text = |x: u32, y: usize, size: usize, weight: u32, fill: &str, words: &str| {
        if words.is_empty() {
            return;
        }
        svg.push_str(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>",
            super::export::escaped(words)
        ));
    };
    let one_line = |words: &str, size| lines(words, size, 1040).into_iter().next().unwrap_or_default();
    text(80, 84, 36, 400, "#625b51", &one_line(title, 36));
    text(80, 176, 32, 400, "#8c1d18", &one_line(&face.kicker, 32));
    let most = 320 / size;
    let mut title = lines(&face.title, size, 1040);
    if title.len() > most {
        title.truncate(most);
        if let Some(last) = title.last_mut() {
            last.push('…');
        }
    }
    let step = size + size / 10;
    for (at, line) in title.iter().enumerate() {
        text(80, 200 + size + at * step, size, 600, "#1d1b18", line);
    }
    text(80, 574, 34, 400, "#625b51", &one_line(&face.foot, 34));
    svg.push_str("</svg>");
    Some(svg)
}

/// Words in lines of at most `most` pixels; a word that is longer is broken.
fn lines(text: &str, size: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    let measure = |text: &str| text.chars().map(|c| width(c).unwrap_or(600)).sum::<usize>() * size / 1000;
    for word in text.split_whitespace().take(80) {
        let own = measure(word);
        let space = measure(" ");
        match lines.last_mut() {
            Some(line) if used + space + own <= most => {
                line.push(' ');
                line.push_str(word);
                used += space + own;
            }
            _ if own <= most => {
                lines.push(word.to_owned());
                used = own;
            }
            _ => {
                lines.push(String::new());
                used = 0;
                for c in word.chars().take(400) {
                    let own = width(c).unwrap_or(600) * size / 1000;
                    if used + own > most {
                        lines.push(String::new());
                        used = 0;
                    }
                    if let Some(line) = lines.last_mut() {
                        line.push(c);
                    }
                    used += own;
                }
            }
        }
    }
    lines
}

/// Widths of the letters of ASCII from the space on, in thousandths of the size.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    219, 284, 392, 611, 611, 838, 742, 211, 296, 296, 432, 512, 253, 362, 247, 405,
    611, 611, 611, 611, 611, 611, 611, 611, 611, 611, 268, 278, 512, 512, 512, 483,
    896, 756, 689, 716, 785, 670, 620, 770, 835, 371, 476, 772, 637, 1024, 781, 790,
    650, 789, 700, 586, 700, 784, 728, 1028, 758, 723, 654, 328, 405, 328, 512, 410,
    500, 490, 568, 461, 578, 482, 378, 520, 588, 304, 277, 580, 292, 868, 600, 542,
    584, 567, 430, 412, 381, 572, 550, 782, 533, 553, 460, 322, 246, 322, 512,
];

/// How wide a letter of the title's typeface is, in thousandths of its size, roughly outside ASCII; `None`
/// where the typeface has none.
fn width(c: char) -> Option<usize> {
    if let Some(width) = (c as usize).checked_sub(0x20).and_then(|at| ASCII.get(at)) {
        return Some(usize::from(*width));
    }
    Some(match c {
        '\u{a0}' | '\u{202f}' | '‘' | '’' | '‚' | '·' => 254,
        '‐' | '‑' | '“' | '”' | '„' | '•' | '′' | '″' | '‹' | '›' => 458,
        '—' | '…' => 704,
        '–' => 510,
        'Æ' | 'Œ' => 1083,
        'æ' | 'œ' => 830,
        '\u{a1}'..='\u{bf}' | '€' => 611,
        '\u{c0}'..='\u{ff}' | '\u{100}'..='\u{17f}' | '\u{1e00}'..='\u{1eff}' => {
            if c.is_uppercase() {
                780
            } else {
                570
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_between_words_and_long_words_inside() {
        assert_eq!(lines("Talks end", 60, 1040), ["Talks end"]);
        assert_eq!(lines("Talks end without a deal in the rain", 92, 600).len(), 3);
        let long = "x".repeat(10_000);
        assert!(lines(&long, 60, 1040).iter().all(|line| line.len() <= 40));
        assert!(lines("", 60, 1040).is_empty());
    }

    #[test]
    fn letters_that_the_typeface_lacks_have_no_width() {
        assert!(width('é').is_some() && width('ő').is_some());
        assert_eq!(width('会'), None);
        assert_eq!(width('م'), None);
    }
}
