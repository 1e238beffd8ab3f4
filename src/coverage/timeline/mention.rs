//! An event mention with what the corpus knows of it: people and places by page, and the words that tell
//! one meeting of a day from another. Entry point: [`mentions`].

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use super::super::{Coverage, PersonIx, PlacePageIx, Report, SummitIx};
use crate::extract::time::Grain;
use crate::extract::{EventIx, EventMention, MentionKind, PlaceKind, Status, WhenSource};
use crate::span::Span;
use crate::zone::ZoneSource;

/// An event mention, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) report: Report,
    /// Actions that may be reports of one thing share a family.
    pub(super) family: &'static str,
    /// Sorted.
    pub(super) people: Vec<PersonIx>,
    pub(super) place: Option<PlacePageIx>,
    /// The day in its own zone, where it is known to the day.
    pub(super) day: Option<NaiveDate>,
    /// The interval, where a time is known.
    pub(super) interval: Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)>,
    /// The same as the clocks of its zone show it.
    pub(super) wall: Option<(NaiveDateTime, NaiveDateTime)>,
    /// True where the text states the zone.
    pub(super) zone_stated: bool,
    pub(super) grain: Option<Grain>,
    /// When its own report says that it was to have been.
    pub(super) planned: Option<DateTime<FixedOffset>>,
    pub(super) source: WhenSource,
    pub(super) status: Status,
    pub(super) background: bool,
    /// "one-on-one" or "expanded", for meetings; "joint" or not, for press conferences.
    pub(super) form: Option<MeetingForm>,
    /// Of who comes and goes: across the country, or through a door.
    pub(super) way: Option<Way>,
    /// "the second session": which of several.
    pub(super) ordinal: Option<u8>,
    /// "met again", "another round": not the one told before.
    pub(super) again: bool,
    /// "The meeting began at 10.15": the event of its own article that it takes up.
    pub(super) takes_up: Option<EventIx>,
    /// Called a session, a round, a part.
    pub(super) session: bool,
    /// Of aides, ministers, experts, where nobody is named.
    pub(super) lesser: bool,
    /// Somebody whom it describes and nobody knows, in lower case: "prime minister", "president" with a country.
    pub(super) described: Option<(String, Option<&'static str>)>,
    /// "about", "before", "after": the clock may be some way off.
    pub(super) loose: bool,
    pub(super) summit: Option<SummitIx>,
    pub(super) published: Option<DateTime<FixedOffset>>,
}

/// How leaders meet, or face the press: a day may see several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MeetingForm {
    /// "one-on-one", "tête-à-tête", "alone", "private".
    Alone,
    /// "expanded", "bilateral", "with advisers", "delegations".
    Expanded,
    /// Both sides before the press.
    Joint,
}

/// How somebody comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// "landed", "took off", "flew home".
    Journey,
    /// Into or out of a hotel, a palace, a villa.
    House,
}

impl Mention {
    /// True for a time that a clock showed.
    pub(super) fn has_clock(&self) -> bool {
        self.grain.is_some_and(|g| g <= Grain::Hour)
    }

    /// True for what is still to come in the eyes of its report.
    pub(super) fn is_plan(&self) -> bool {
        matches!(self.status, Status::Expected | Status::Scheduled)
    }

    /// True for what its report vouches for.
    pub(super) fn is_fact(&self) -> bool {
        matches!(self.status, Status::Happened | Status::UnderWay)
    }

    /// True for what was called off.
    pub(super) fn is_off(&self) -> bool {
        matches!(self.status, Status::Cancelled | Status::Denied)
    }
}

/// All event mentions of the coverage, in order of publication.
pub(super) fn mentions(coverage: &Coverage) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (article, covered) in coverage.articles.iter().enumerate() {
        let text = &covered.article.body.text;
        let reading = &covered.reading;
        let names: Vec<(Span, PersonIx)> = covered
            .annotations
            .people
            .mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Name)
            .filter_map(|m| Some((m.span, *reading.people.get(m.chain)?)))
            .collect();
        let open = &covered.annotations.people.open;
        let of_article = found.len();
        for (event, mention) in covered.annotations.events.iter().enumerate() {
            let mut people: Vec<PersonIx> =
                mention.people.iter().filter_map(|&chain| reading.people.get(chain).copied()).collect();
            if people.is_empty() {
                // "7 p.m.: arrival of President Putin": whom the clause names, for want of a subject.
                let first = names.partition_point(|(span, _)| span.start < mention.span.start);
                let within = names[first..].iter().take_while(|(span, _)| span.end <= mention.span.end);
                people.extend(within.map(|(_, person)| *person));
            }
            let gathers = matches!(mention.action, "meet" | "talk" | "greet" | "negotiate" | "call");
            let mut described = None;
            if people.is_empty() || people.len() == 1 && gathers {
                // "The US president took questions": who that is where the corpus tells, else what the words say.
                let first = open.partition_point(|open| open.span.start < mention.span.start);
                let within = open[first..].iter().zip(&reading.open[first..]);
                let alone = people.is_empty();
                for (open, person) in within.take_while(|(open, _)| open.span.end <= mention.span.end) {
                    match person {
                        Some(person) if gathers || alone && open.span.end <= mention.trigger.start => {
                            people.push(*person);
                        }
                        Some(_) => {}
                        None => described = described.or_else(|| Some((open.role.clone(), open.country))),
                    }
                }
            }
            if let ([one], true) = (&people[..], gathers) {
                // "Baranov and Solheim are meeting": whoever is named beside the one.
                let first = names.partition_point(|(span, _)| span.start < mention.span.start);
                let within = || names[first..].iter().take_while(|(span, _)| span.end <= mention.span.end);
                let beside = within().zip(within().skip(1)).find_map(|((a, one_of), (b, other_of))| {
                    let joined = text.get(a.end as usize..b.start as usize) == Some(" and ");
                    let other = if one_of == one { other_of } else { one_of };
                    (joined && (one_of == one || other_of == one)).then_some(*other)
                });
                people.extend(beside);
            }
            if people.len() == 1 && gathers && described.is_none() {
                described = unread(text, mention, &names).map(|name| (name, None));
            }
            people.sort_unstable();
            people.dedup();
            let place = mention.place.and_then(|ix| reading.places.get(ix).copied().flatten());
            let named_place = |clause: Span| {
                let places = covered.annotations.places.iter().zip(&reading.places);
                let mut within = places
                    .filter(|(place, _)| clause.start <= place.span.start && place.span.end <= clause.end);
                within.find_map(|(_, page)| *page)
            };
            let when = mention.when.as_ref();
            // A thing called off has no day of its own where the clause names none: that is the report's.
            let off = matches!(mention.status, Status::Cancelled | Status::Denied | Status::Postponed);
            let dated = when.filter(|_| !(off && mention.when_source == WhenSource::Report));
            let clause = format!(" {} ", mention.span.of(text).to_ascii_lowercase());
            let trigger = mention.trigger.of(text);
            let family = family_of(mention, trigger, &clause, people.len());
            if matches!(family, "arrive" | "depart" | "return") {
                // Who comes stands before the verb; whom it is to meet stands behind.
                let first = names.partition_point(|(span, _)| span.start < mention.span.start);
                let before = names[first..].iter().take_while(|(span, _)| span.end <= mention.trigger.start);
                let subjects: Vec<PersonIx> = before.map(|(_, person)| *person).collect();
                if people.iter().any(|person| subjects.contains(person)) {
                    people.retain(|person| subjects.contains(person));
                }
            }
            let named_above = |above: &&Mention| above.family == family && !above.people.is_empty();
            let takes_up = if people.is_empty() && is_definite(&clause) {
                found[of_article..].iter().rev().find(named_above).map(|above: &Mention| above.report.event)
            } else {
                None
            };
            found.push(Mention {
                takes_up,
                report: Report { article, event },
                family,
                place,
                day: dated.filter(|w| w.grain <= Grain::Day).map(|w| w.zone.local(w.start).date()),
                interval: dated.map(|w| (w.start, w.end)),
                wall: dated.map(|w| (w.zone.local(w.start), w.zone.local(w.end))),
                zone_stated: dated.is_some_and(|w| w.zone_source == ZoneSource::Stated),
                grain: dated.map(|w| w.grain),
                planned: mention.planned.as_ref().filter(|w| w.grain <= Grain::Hour).map(|w| w.start),
                source: mention.when_source,
                status: mention.status,
                background: mention.background,
                form: form(family, &clause, people.len()),
                way: way(coverage, family, &clause, place.or_else(|| named_place(mention.span))),
                described,
                ordinal: ordinal(family, &clause),
                again: has(&clause, AGAIN),
                session: has(&clause, &[" session", " round ", " plenary", " part "]),
                lesser: people.is_empty() && has(&clause, LESSER),
                loose: when.is_some_and(|w| w.modifier.is_some()),
                summit: reading.summit,
                published: covered.published,
                people,
            });
        }
    }
    found
}

/// True for words that take up what was told: "the meeting", "their talks".
fn is_definite(clause: &str) -> bool {
    const GATHERINGS: &[&str] =
        &["meeting", "talks", "session", "conversation", "lunch", "dinner", "summit", "encounter", "banquet"];
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or_default();
    matches!(first, "the" | "their" | "that" | "this")
        && words.next().is_some_and(|word| GATHERINGS.contains(&word.trim_end_matches(',')))
}

/// The name of somebody who was not read as a person: "Baranov and Solheim are meeting", "Baranov met Solheim".
fn unread(text: &str, mention: &EventMention, names: &[(Span, PersonIx)]) -> Option<String> {
    let clause = mention.span;
    let first = names.partition_point(|(span, _)| span.start < clause.start);
    let within = || names[first..].iter().take_while(move |(span, _)| span.end <= clause.end);
    let and = within().filter(|(span, _)| text[span.end as usize..].starts_with(" and "));
    let mut starts = and.map(|(span, _)| span.end as usize + 5).chain([mention.trigger.end as usize + 1]);
    starts.find_map(|start| {
        let rest = text.get(start..clause.end as usize)?;
        let word = rest.split(|c: char| !c.is_alphanumeric() && c != '-').next()?;
        let read = within().any(|(span, _)| span.start as usize == start);
        let is_name = word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 2;
        (is_name && !read).then(|| word.to_lowercase())
    })
}

/// Words for another one of a kind.
const AGAIN: &[&str] =
    &[" again", " another ", " once more", " resume", " further ", " afterwards ", " reconvene"];

/// Those who meet while the leaders do.
const LESSER: &[&str] = &[
    " aides",
    " advisers",
    " advisors",
    " ministers",
    " officials",
    " experts",
    " envoys",
    " delegates",
    " deputies",
    " diplomats",
    " negotiators",
    " working group",
    " contact group",
    " sherpas",
    " wives",
    " spouses",
    " staff",
    " teams",
];

/// Words that tell a press conference from a speech.
const PRESS: &[&str] = &["reporter", "press", "journalist", "media", "news conference", "questions"];

fn has(clause: &str, words: &[&str]) -> bool {
    words.iter().any(|w| clause.contains(w))
}

/// Actions that may be reports of one thing share a family.
fn family_of(mention: &EventMention, trigger: &str, clause: &str, people: usize) -> &'static str {
    match mention.action {
        // One person before reporters gives a press conference, whatever a report calls it.
        "remarks" if people <= 1 => "press conference",
        "brief" | "speech" | "remarks" if has(clause, PRESS) => "press conference",
        // Two who speak in one clause speak with one another.
        "speech" if people == 2 => "meet",
        "brief" | "speech" | "remarks" => "speech",
        "dine" => meal(mention, clause),
        "host" => MEALS.iter().find(|(word, _)| clause.contains(word)).map_or("host", |(_, meal)| meal),
        // Whoever travels with somebody does not arrive for him.
        "travel"
            if has(clause, &[" travelled with", " traveled with", " travelling with", " traveling with"]) =>
        {
            "accompany"
        }
        // At the foot of the steps one is welcomed; the talks come later.
        "meet" if matches!(trigger, "met" | "meets" | "meet") && has(clause, WELCOME) => "greet",
        "walk" if has(clause, &[" towards each other", " toward each other"]) => "greet",
        "join" | "begin"
            if has(clause, &[" delegation", " session", " talks", " meeting", " plenary", " round "]) =>
        {
            "meet"
        }
        // Whoever receives a guest meets him.
        "greet" if has(clause, &[" receiv"]) => "meet",
        "walk" if has(clause, &[" line", " border", " frontier", " bridge"]) => "cross",
        "return" | "travel" | "arrive" if has(clause, &[" home ", " to the airport", " to the station"]) => {
            "depart"
        }
        "announce" | "publish" if has(clause, &["communiqu", " joint statement", " joint declaration"]) => {
            "communique"
        }
        "meet" | "talk" | "negotiate" if has(clause, PHONE) => "call",
        "talk" | "negotiate" => "meet",
        "appoint" if has(clause, &[" conference", " session", " forum", " summit"]) => "begin",
        "tour" => "visit",
        "travel" | "enter" => "arrive",
        // A session ends, and dinners do; only the end of the whole is its collapse.
        "end" if has(clause, &[" summit", " talks", " negotiations", " conference"]) => "collapse",
        other => other,
    }
}

/// Where guests are welcomed.
const WELCOME: &[&str] = &[
    " at the airport",
    " on the tarmac",
    " at the foot of ",
    " at the steps",
    " at the door",
    " on arrival",
];

/// Words for talking from afar.
const PHONE: &[&str] = &["phone", "by video", "video call", "video link"];

/// Words for meals.
const MEALS: &[(&str, &str)] = &[
    ("lunch", "lunch"),
    ("breakfast", "breakfast"),
    ("dinner", "dinner"),
    ("supper", "dinner"),
    ("banquet", "dinner"),
];

/// Which of several sessions of a day: "the second session".
fn ordinal(family: &str, clause: &str) -> Option<u8> {
    const ORDINALS: &[(&str, u8)] =
        &[(" first ", 1), (" opening ", 1), (" second ", 2), (" third ", 3), (" fourth ", 4), (" final ", 9)];
    const SESSIONS: &[&str] =
        &["session", "round", "plenary", "part", "meeting", "talks", "sitting", "expanded", "press", "phase"];
    if !matches!(family, "meet" | "press conference" | "call") {
        return None;
    }
    let (word, rank) = ORDINALS.iter().find(|(word, _)| clause.contains(word))?;
    let rest = clause.split_once(word)?.1;
    // "their first meeting since 2022" is no first of several.
    let next = rest.split(' ').next().unwrap_or_default();
    let since = has(rest, &["since", "ever", "in years", "in months"]);
    (SESSIONS.iter().any(|s| next.starts_with(s)) && !since).then_some(*rank)
}

/// Which meal "they ate" is: by the word, else by the hour.
fn meal(mention: &EventMention, clause: &str) -> &'static str {
    if let Some((_, meal)) = MEALS.iter().find(|(word, _)| clause.contains(word)) {
        return meal;
    }
    let when = mention.when.as_ref().filter(|w| w.grain <= Grain::PartOfDay);
    match when.map(|w| w.zone.local(w.start).hour()) {
        Some(5..=10) => "breakfast",
        Some(11..=15) => "lunch",
        _ => "dinner",
    }
}

fn form(family: &str, clause: &str, people: usize) -> Option<MeetingForm> {
    if family == "press conference" {
        return match people {
            _ if clause.contains(" joint") => Some(MeetingForm::Joint),
            1 => Some(MeetingForm::Alone),
            _ => None,
        };
    }
    if family != "meet" {
        return None;
    }
    if has(clause, ALONE) {
        return Some(MeetingForm::Alone);
    }
    has(clause, EXPANDED).then_some(MeetingForm::Expanded)
}

/// Whether somebody comes or goes through a door or across the country; `None` where the words leave it open.
fn way(coverage: &Coverage, family: &str, clause: &str, place: Option<PlacePageIx>) -> Option<Way> {
    if !matches!(family, "arrive" | "depart") {
        return None;
    }
    if has(clause, LANDING) {
        return Some(Way::Journey);
    }
    match (has(clause, HOUSES), has(clause, FLIGHT)) {
        (true, _) => Some(Way::House),
        (false, true) => Some(Way::Journey),
        (false, false) => place.map(|place| match coverage.places[place].kind {
            PlaceKind::Venue => Way::House,
            _ => Way::Journey,
        }),
    }
}

/// Words that only travellers' craft do.
const LANDING: &[&str] =
    &[" land", " touched down", " touch down", " took off", " take off", " airborne", " flew ", " fly "];

/// Words for journeys.
const FLIGHT: &[&str] = &[
    " plane",
    "aircraft",
    " jet ",
    " jumbo",
    "air force one",
    "airport",
    "airfield",
    " air base",
    " train",
    " home ",
    " airliner",
    " helicopter",
    " by air",
    " by rail",
    " capital",
];

/// Words for where one stays or meets.
const HOUSES: &[&str] = &[
    " hotel",
    " villa",
    " palace",
    " house",
    " compound",
    " residence",
    " embassy",
    " mansion",
    " venue",
    " centre",
    " center",
    " drew up",
    " pulled up",
    " motorcade",
    " limousine",
    " his car",
    " her car",
    " hall",
    " building",
    " castle",
    " chateau",
    " retreat",
];

/// Words for a meeting of two.
const ALONE: &[&str] = &[
    "one-on-one",
    "one on one",
    "one-to-one",
    "tete-a-tete",
    "tête-à-tête",
    "alone",
    "private",
    "face to face",
    "without aides",
    "interpreters",
    " restricted",
    "narrow format",
    "small format",
];

/// Words for a meeting of many.
const EXPANDED: &[&str] = &[
    "expanded",
    "bilateral",
    "delegation",
    "plenary",
    "advisers",
    "advisors",
    " aides",
    "enlarged",
    "wider",
    "four-way",
    "three-way",
    "trilateral",
    "larger",
];

/// True where two places may be one, or one lies in the other.
pub(super) fn places_agree(coverage: &Coverage, one: &Mention, other: &Mention) -> bool {
    let (Some(a), Some(b)) = (one.place, other.place) else { return true };
    if a == b {
        return true;
    }
    let family = one.family;
    let journey = one.way == Some(Way::Journey) || other.way == Some(Way::Journey);
    let (pa, pb) = (&coverage.places[a], &coverage.places[b]);
    // Arrivals: the station, the airport and the hotel are three of one day.
    if matches!(family, "arrive" | "depart" | "visit" | "return")
        && !journey
        && (pa.kind == PlaceKind::Venue || pb.kind == PlaceKind::Venue)
    {
        return false;
    }
    let inside = |inner: &super::super::Place, outer: &super::super::Place| match (inner.kind, outer.kind) {
        (PlaceKind::Venue, PlaceKind::City) => inner.within.as_ref().is_none_or(|w| *w == outer.name),
        // A lake or an island holds houses and towns that no gazetteer ties to it.
        (PlaceKind::Venue | PlaceKind::City, PlaceKind::Region) => {
            inner.country.is_none() || outer.country.is_none() || inner.country == outer.country
        }
        (PlaceKind::Venue | PlaceKind::City | PlaceKind::Region, PlaceKind::Country) => {
            inner.country.is_none() || inner.country == outer.country
        }
        _ => false,
    };
    inside(pa, pb) || inside(pb, pa)
}
