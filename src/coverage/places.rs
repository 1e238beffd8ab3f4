//! Places across articles: one page for each country, city, region and venue that is named.
//!
//! Gazetteer names arrive settled. Venues arrive as written, so their variants are joined here: "the
//! Metropole", "Metropole hotel", "Sofitel Legend Metropole Hanoi hotel" are one within their city, as long
//! as one form's own words are among the other's and only one such venue is there.
//!
//! **Ids.** The slug of the name as the earliest article has it; where two places share it, the country or
//! the city stands behind it. The name on the page is the most used one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Coverage, Evidence, Place, PlacePageIx};
use crate::extract::{PlaceKind, PlaceMention};
use crate::slug::slug;

/// Words that say what sort of venue it is, or nothing: they do not tell two venues apart.
const GENERIC: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "at",
    "in",
    "hotel",
    "hotels",
    "resort",
    "spa",
    "building",
    "complex",
    "venue",
    "international",
];

/// Most venues of one city that a name is compared with: beyond it, only equal names are joined.
const CROWDED: usize = 256;

/// Gives each place mention its place.
pub(super) fn link(coverage: &mut Coverage) {
    let forms = Forms::read(coverage);
    let parents = forms.joined();
    let mut of_root: BTreeMap<usize, PlacePageIx> = BTreeMap::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (ix, form) in forms.all.iter().enumerate() {
        let at = *of_root.entry(parents[ix]).or_insert_with(|| {
            drafts.push(Draft::default());
            drafts.len() - 1
        });
        drafts[at].add(form);
    }
    let mut places = pages(drafts);
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| places[a].id.cmp(&places[b].id));
    let mut page_of = vec![0; places.len()];
    for (page, &draft) in order.iter().enumerate() {
        page_of[draft] = page;
    }
    let page_of_form: Vec<PlacePageIx> = parents.iter().map(|root| page_of[of_root[root]]).collect();
    for (article, of_mentions) in forms.of_mentions.iter().enumerate() {
        let mentions = &coverage.articles[article].annotations.places;
        for (mention, &form) in mentions.iter().zip(of_mentions) {
            places[order[page_of_form[form]]].mentions.push(Evidence { article, span: mention.span });
        }
        let reading = of_mentions.iter().map(|&form| Some(page_of_form[form])).collect();
        coverage.articles[article].reading.places = reading;
    }
    let mut places: Vec<Option<Place>> = places.into_iter().map(Some).collect();
    coverage.places = order.into_iter().filter_map(|draft| places[draft].take()).collect();
}

/// A name of a place, with what articles say of it.
struct Form {
    name: String,
    kind: PlaceKind,
    country: Option<&'static str>,
    zone: Option<crate::zone::Zone>,
    within: Option<String>,
    count: usize,
}

/// What tells one form from another: name, kind, country, city.
type Distinct<'m> = (&'m str, PlaceKind, Option<&'static str>, Option<&'m str>);

/// All forms, in order of appearance, and which of them each mention has.
struct Forms {
    all: Vec<Form>,
    of_mentions: Vec<Vec<usize>>,
}

impl Forms {
    fn read(coverage: &Coverage) -> Forms {
        let mut forms = Forms { all: Vec::new(), of_mentions: Vec::with_capacity(coverage.articles.len()) };
        let mut known: HashMap<Distinct<'_>, usize> = HashMap::new();
        for covered in &coverage.articles {
            let mut of_mentions = Vec::with_capacity(covered.annotations.places.len());
            for mention in &covered.annotations.places {
                let key = (mention.name.as_str(), mention.kind, mention.country, mention.within.as_deref());
                let at = *known.entry(key).or_insert_with(|| {
                    forms.all.push(Form::of(mention));
                    forms.all.len() - 1
                });
                forms.all[at].count += 1;
                forms.all[at].zone = forms.all[at].zone.or(mention.zone);
                of_mentions.push(at);
            }
            forms.of_mentions.push(of_mentions);
        }
        forms
    }

    /// For each form, the first form of its place.
    fn joined(&self) -> Vec<usize> {
        let mut parents: Vec<usize> = (0..self.all.len()).collect();
        self.join_settled(&mut parents);
        self.join_venues(&mut parents);
        for ix in 0..parents.len() {
            parents[ix] = root(&parents, ix);
        }
        parents
    }

    /// Countries, cities and regions of one name are one where their countries do not differ.
    fn join_settled(&self, parents: &mut [usize]) {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (ix, form) in self.all.iter().enumerate().filter(|(_, form)| form.kind != PlaceKind::Venue) {
            by_name.entry(slug(&form.name)).or_default().push(ix);
        }
        for forms in by_name.values() {
            join_by(forms, parents, |form| self.all[form].country);
        }
    }

    fn join_venues(&self, parents: &mut [usize]) {
        let mut by_name: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        let mut words: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (ix, form) in self.all.iter().enumerate().filter(|(_, form)| form.kind == PlaceKind::Venue) {
            let own = own_words(form);
            by_name.entry(own.clone()).or_default().push(ix);
            words.insert(ix, own);
        }
        for forms in by_name.values() {
            join_by(forms, parents, |form| self.all[form].within.as_deref());
        }
        // Within a city, and among venues whose city nobody tells: a form whose words are among another's.
        let mut by_city: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for &ix in words.keys().filter(|&&ix| root(parents, ix) == ix) {
            by_city.entry(self.all[ix].within.as_deref().map(slug)).or_default().push(ix);
        }
        for venues in by_city.values().filter(|venues| venues.len() <= CROWDED) {
            for &short in venues {
                let mut fuller = venues.iter().copied().filter(|&long| {
                    let (short, long) = (&words[&short], &words[&long]);
                    short.len() < long.len() && short.iter().all(|word| long.contains(word))
                });
                if let (Some(one), None) = (fuller.next(), fuller.next()) {
                    let (one, short) = (root(parents, one), root(parents, short));
                    parents[one.max(short)] = one.min(short);
                }
            }
        }
    }
}

impl Form {
    fn of(mention: &PlaceMention) -> Form {
        Form {
            name: mention.name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: mention.kind,
            country: mention.country,
            zone: mention.zone,
            within: mention.within.clone(),
            count: 0,
        }
    }
}

fn root(parents: &[usize], mut form: usize) -> usize {
    while parents[form] != form {
        form = parents[form];
    }
    form
}

/// Joins forms of one name: those that agree on `what`, and those that do not tell it, where only one
/// answer is known.
fn join_by<K: Ord>(forms: &[usize], parents: &mut [usize], what: impl Fn(usize) -> Option<K>) {
    let mut first: BTreeMap<Option<K>, usize> = BTreeMap::new();
    for &form in forms {
        let first = *first.entry(what(form)).or_insert(form);
        parents[form] = first;
    }
    let told: Vec<usize> = first.iter().filter(|(key, _)| key.is_some()).map(|(_, &form)| form).collect();
    if let (Some(&open), [one]) = (first.get(&None), told.as_slice()) {
        parents[open.max(*one)] = open.min(*one);
    }
}

/// The words of a venue's name that are its own: neither generic nor its city's.
fn own_words(form: &Form) -> Vec<String> {
    let city = form.within.as_deref().map(slug).unwrap_or_default();
    let all = slug(&form.name);
    let words = || all.split('-').filter(|word| !word.is_empty());
    let is_own = |word: &&str| !GENERIC.contains(word) && !city.split('-').any(|part| part == *word);
    let mut own: Vec<String> = words().filter(is_own).map(str::to_owned).collect();
    if own.is_empty() {
        own = words().map(str::to_owned).collect();
    }
    own.sort_unstable();
    own.dedup();
    own
}

/// A place in the making.
#[derive(Default)]
struct Draft<'f> {
    forms: Vec<&'f Form>,
}

impl<'f> Draft<'f> {
    fn add(&mut self, form: &'f Form) {
        self.forms.push(form);
    }

    /// The most used form, the earliest of equals.
    fn main(&self) -> &'f Form {
        let mut by_name: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, form) in self.forms.iter().enumerate() {
            by_name.entry(&form.name).or_insert((0, at)).0 += form.count;
        }
        let best = by_name.values().min_by_key(|(count, at)| (std::cmp::Reverse(*count), *at));
        self.forms[best.map_or(0, |(_, at)| *at)]
    }
}

/// A page for each draft, in the same order.
fn pages(drafts: Vec<Draft<'_>>) -> Vec<Place> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut places = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let main = draft.main();
        let country = draft.forms.iter().find_map(|form| form.country);
        let within = draft.forms.iter().find_map(|form| form.within.clone());
        let first = &draft.forms[0].name;
        let plain = match slug(first.strip_prefix("the ").unwrap_or(first)) {
            empty if empty.is_empty() => "place".to_owned(),
            plain => plain,
        };
        let behind = within.iter().map(|city| slug(city)).chain(country.map(str::to_lowercase));
        let with: Vec<String> = behind.map(|part| format!("{plain}-{part}")).collect();
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let mut wishes = std::iter::once(plain.clone()).chain(with).chain(numbered);
        let id = wishes.find(|id| !taken.contains(id)).expect("numbers do not run out");
        taken.insert(id.clone());
        places.push(Place {
            id,
            name: main.name.clone(),
            kind: main.kind,
            country,
            zone: draft.forms.iter().find_map(|form| form.zone),
            within,
            mentions: Vec::new(),
            entries: Vec::new(),
        });
    }
    places
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::coverage::{EditorFiles, link, testing};
    use crate::extract::Annotations;
    use crate::span::Span;

    /// Mentions as "Name" (city of VN), "Name @ City" (venue), "Name / XX" (city of a country).
    fn check(mentions: &[&str], expected: &[(&str, usize)]) {
        let mut text = String::new();
        let mut read = Annotations::default();
        for mention in mentions {
            let (name, within) =
                mention.split_once(" @").map_or((*mention, None), |(n, w)| (n, Some(w.trim())));
            let (name, country) = name.split_once(" / ").unwrap_or((name, "VN"));
            let start = text.len();
            text.push_str(name);
            read.places.push(PlaceMention {
                span: Span::new(start, text.len()),
                name: name.to_owned(),
                kind: if within.is_some() { PlaceKind::Venue } else { PlaceKind::City },
                country: ["VN", "US", "GB"].into_iter().find(|code| *code == country),
                zone: None,
                within: within.filter(|city| !city.is_empty()).map(str::to_owned),
            });
            text.push(' ');
        }
        let article = testing::article("a", "2019-02-28".parse().ok(), None, text);
        let coverage = link(vec![(article, Arc::new(read))], EditorFiles::default()).value;
        let found: Vec<(&str, usize)> =
            coverage.places.iter().map(|place| (place.id.as_str(), place.mentions.len())).collect();
        assert_eq!(found, expected, "{mentions:?}");
        for (mention, place) in coverage.articles[0].reading.places.iter().enumerate() {
            let place = &coverage.places[place.expect("each mention has a place")];
            let span = coverage.articles[0].annotations.places[mention].span;
            assert!(place.mentions.iter().any(|evidence| evidence.span == span));
        }
    }

    #[test]
    fn one_name_is_one_place() {
        check(&["Hanoi", "Hanoi", "Da Nang"], &[("da-nang", 1), ("hanoi", 2)]);
        check(&["Hanoi", "Hanoi / ??"], &[("hanoi", 2)]);
        check(&["Birmingham / GB", "Birmingham / US"], &[("birmingham", 1), ("birmingham-us", 1)]);
    }

    #[test]
    fn variants_of_a_venue_are_one_within_its_city() {
        check(
            &[
                "the Metropole @Hanoi",
                "Metropole hotel @Hanoi",
                "Sofitel Legend Metropole Hanoi hotel @Hanoi",
            ],
            &[("metropole", 3)],
        );
        check(&["Metropole hotel @Hanoi", "Metropole @"], &[("metropole-hotel", 2)]);
        check(
            &["Hilton hotel @Hanoi", "Hilton hotel @Geneva"],
            &[("hilton-hotel", 1), ("hilton-hotel-geneva", 1)],
        );
    }

    #[test]
    fn a_short_form_that_two_venues_share_joins_neither() {
        check(
            &["Marriott @Hanoi", "JW Marriott @Hanoi", "Courtyard Marriott @Hanoi"],
            &[("courtyard-marriott", 1), ("jw-marriott", 1), ("marriott", 1)],
        );
    }
}
