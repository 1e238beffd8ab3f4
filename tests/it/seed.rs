//! The report that the project started from must come out right. It is not part of the repository: the
//! tests read it where it lies beside the checkout, and say so where it does not.

use std::collections::BTreeSet;
use std::path::Path;

use dateline::extract::time::{Grain, TimexType};
use dateline::extract::{Anchor, Annotations, ChainIx, EventMention, MentionKind, Status, annotate};
use dateline::text::Text;
use dateline::zone::{Zone, ZoneSource};

/// Reads the seed as published in Hanoi on 28 February 2019 and hands it to `check`.
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
fn with_seed(check: impl FnOnce(&str, &Annotations)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let file = std::fs::read_dir(folder).ok().and_then(|mut entries| entries.next()).and_then(Result::ok);
    let Some(file) = file else {
        eprintln!("skipped: the seed article is not beside this checkout");
        return;
    };
    let text = std::fs::read_to_string(file.path()).expect("the seed is text");
    let anchor = Anchor {
        date: chrono::NaiveDate::from_ymd_opt(2019, 2, 28),
        place: Some("Hanoi".into()),
        zone: Zone::named("Asia/Ho_Chi_Minh").expect("an IANA zone"),
        zone_source: ZoneSource::Inferred,
        ..Anchor::default()
    };
    let annotations = annotate(&Text::plain(&text), &anchor);
    check(&text, &annotations);
}

fn chain(read: &Annotations, name: &str) -> ChainIx {
    let names: Vec<&str> = read.people.chains.iter().map(|c| c.name.full.as_str()).collect();
    names.iter().position(|n| *n == name).unwrap_or_else(|| panic!("{name} is not among {names:?}"))
}

fn forms(text: &str, read: &Annotations, chain: ChainIx, kind: MentionKind) -> BTreeSet<String> {
    let own = read.people.mentions.iter().filter(|m| m.chain == chain && m.kind == kind);
    own.map(|m| m.span.of(text).to_owned()).collect()
}

#[test]
fn five_people_and_no_others() {
    with_seed(|text, read| {
        let names: BTreeSet<&str> = read.people.chains.iter().map(|c| c.name.full.as_str()).collect();
        let expected = ["Donald Trump", "Kim Jong-un", "Kim Yo-jong", "Kim Yong-chol", "Mike Pompeo"];
        assert_eq!(names, BTreeSet::from(expected));

        let kim = chain(read, "Kim Jong-un");
        assert_eq!(
            forms(text, read, kim, MentionKind::Name),
            BTreeSet::from(["Kim".into(), "Kim Jong-un".into()])
        );
        assert!(forms(text, read, kim, MentionKind::Description).contains("The North Korean leader"));
        let titles = read.people.mentions.iter().filter(|m| m.chain == kim).filter_map(|m| m.title);
        assert!(titles.map(|t| t.of(text)).any(|title| title == "Chairman"));

        let trump = chain(read, "Donald Trump");
        assert_eq!(
            forms(text, read, trump, MentionKind::Name),
            BTreeSet::from(["Donald Trump".into(), "Trump".into()])
        );
        assert!(forms(text, read, trump, MentionKind::Description).contains("the US president"));
    });
}

#[test]
fn roles_are_the_stated_ones() {
    with_seed(|_, read| {
        let has = |name: &str, role: &str| {
            let roles = &read.people.chains[chain(read, name)].roles;
            assert!(roles.iter().any(|r| r.text == role), "{name}: {roles:?}");
        };
        has("Mike Pompeo", "US Secretary of State");
        has("Kim Yong-chol", "North Korean intelligence head");
        let relation = read.people.relations.iter().find(|r| r.kind == "sister").expect("a stated kinship");
        assert_eq!((relation.of, relation.to), (chain(read, "Kim Yo-jong"), chain(read, "Kim Jong-un")));
    });
}

#[test]
fn times_are_exact() {
    with_seed(|text, read| {
        let found: Vec<(&str, &str)> =
            read.times.iter().map(|t| (t.span.of(text), t.value.value.as_str())).collect();
        for expected in [
            ("Thursday", "2019-02-28"),
            ("8.55", "2019-02-28T08:55"),
            ("last night", "2019-02-27TNI"),
            ("9.35am", "2019-02-28T09:35"),
            ("two hours", "PT2H"),
            ("last year", "2018"),
        ] {
            assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
        }
        let at = |words: &str| read.times.iter().position(|t| t.span.of(text) == words).expect("found above");
        let stated = &read.times[at("8.55")];
        let moment = stated.value.moment.expect("a clock time is on the calendar");
        assert_eq!(moment.grain, Grain::Minute);
        let zone = stated.value.zone.expect("a clock time has a zone");
        assert_eq!(
            zone.instant(moment.start).expect("no clock change").to_rfc3339(),
            "2019-02-28T08:55:00+07:00"
        );
        let second =
            read.times.iter().find(|t| t.span.of(text).starts_with("0155")).expect("the bracketed time");
        assert_eq!((second.same_as, second.value.zone), (Some(at("8.55")), Some(Zone::UTC)));
        let lasting = &read.times[at("two hours")].value;
        assert_eq!(
            (lasting.timex, lasting.modifier.map(|m| format!("{m:?}"))),
            (TimexType::Duration, Some("Approx".into()))
        );
    });
}

#[test]
fn quotations_have_the_right_speakers() {
    with_seed(|text, read| {
        let (kim, trump) = (chain(read, "Kim Jong-un"), chain(read, "Donald Trump"));
        let found: Vec<(&str, Option<ChainIx>)> =
            read.quotes.iter().map(|q| (q.span.of(text), q.speaker)).collect();
        let expected = [
            ("it is too early", kim),
            ("It’s too early to tell but", kim),
            ("no rush", trump),
            ("Chairman Kim and myself", trump),
            ("Chairman Kim, and it’s great", trump),
            ("I very much appreciate", trump),
        ];
        for (words, speaker) in expected {
            let hit = found.iter().find(|(quote, _)| quote.starts_with(words));
            assert_eq!(hit.map(|(_, s)| *s), Some(Some(speaker)), "{words}: {found:?}");
        }
        let marked = read.quotes.iter().filter(|q| q.kind != dateline::extract::QuoteKind::Indirect).count();
        assert_eq!(marked, expected.len(), "{found:?}");
    });
}

#[test]
fn what_happened_and_what_was_planned() {
    with_seed(|text, read| {
        let event = |words: &str, status: Status| -> (usize, &EventMention) {
            let hit = read
                .events
                .iter()
                .enumerate()
                .find(|(_, e)| e.span.of(text).contains(words) && e.status == status);
            hit.unwrap_or_else(|| panic!("no {status:?} event with {words:?} among {:#?}", shown(text, read)))
        };
        let start = |e: &EventMention| e.when.as_ref().map(|w| w.start.to_rfc3339()).unwrap_or_default();
        assert!(
            start(event("met at the Metropole", Status::Happened).1).starts_with("2019-02-28T08:55:00+07:00")
        );
        assert!(start(event("courtyard", Status::Happened).1).starts_with("2019-02-28T09:35:00+07:00"));

        let planned = |action: &[&str]| {
            let hit = read.events.iter().position(|e| {
                matches!(e.status, Status::Expected | Status::Scheduled) && action.contains(&e.action)
            });
            hit.unwrap_or_else(|| panic!("no planned {action:?} among {:#?}", shown(text, read)))
        };
        let lunch = planned(&["dine", "lunch"]);
        let signing = planned(&["sign"]);
        let press = planned(&["press_conference", "press conference", "brief", "hold"]);
        assert!(comes_after(read, signing, lunch), "the signing follows the lunch: {:#?}", shown(text, read));
        assert!(!read.events[lunch].after.is_empty(), "the lunch follows the bilateral meeting");
        assert!(press != lunch && press != signing);

        let singapore = read.events.iter().find(|e| e.span.of(text).contains("Singapore last year"));
        let singapore = singapore.unwrap_or_else(|| panic!("{:#?}", shown(text, read)));
        assert!(singapore.background);
        assert_eq!(singapore.when.as_ref().map(|w| w.value.as_str()), Some("2018"));
        for planned in ["working lunch", "signing", "press conference"] {
            let wrong = read
                .events
                .iter()
                .find(|e| e.trigger.of(text).contains(planned) && e.status == Status::Happened);
            assert!(wrong.is_none(), "{planned} did not happen: {wrong:?}");
        }
    });
}

/// True where `later` follows `earlier` through the stated orders.
fn comes_after(read: &Annotations, later: usize, earlier: usize) -> bool {
    let after = &read.events[later].after;
    after.contains(&earlier)
        || after.iter().any(|&between| between != later && comes_after(read, between, earlier))
}

fn shown(text: &str, read: &Annotations) -> Vec<String> {
    let when = |e: &EventMention| e.when.as_ref().map(|w| w.value.clone());
    read.events
        .iter()
        .map(|e| {
            format!("{} {:?} {:?} after {:?}: {}", e.action, e.status, when(e), e.after, e.span.of(text))
        })
        .collect()
}
