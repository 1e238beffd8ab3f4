//! Summits on the built site: articles that name none, what stands on the page of one, and the way from
//! article to article.

use std::collections::BTreeMap;
use std::fs;

use crate::built::build;

const HANOI: &str = "---\ntitle: Hanoi summit\nstart: 2019-02-27\nend: 2019-02-28\nplace: Hanoi\nzone: Asia/Ho_Chi_Minh\nparticipants: [Donald Trump, Kim Jong-un]\n---\n";
const WASHINGTON: &str = "---\ntitle: Washington talks\nstart: 2019-03-01\nend: 2019-03-01\nplace: Washington\nzone: America/New_York\nparticipants: [Donald Trump, Kim Jong-un]\n---\n";
const DAY: &str = "---\ntitle: The day\ndate: 2019-02-28T20:00:00+07:00\nplace: Hanoi\nsummit: hanoi\nsource:\n  name: Transcript\n  url: https://example.org/transcript\n---\n\nUS President Donald Trump met North Korean leader Kim Jong-un in Hanoi on Thursday. Kim left Pyongyang on Saturday 23 February. Trump will return to Washington on Sunday.\n";

type Pages = BTreeMap<String, Vec<u8>>;

fn site(summits: &[(&str, &str)], articles: &[(&str, &str)]) -> Pages {
    let site = tempfile::tempdir().expect("a temporary folder");
    for (folder, files) in [("summits", summits), ("articles", articles)] {
        let folder = site.path().join("content").join(folder);
        fs::create_dir_all(&folder).expect("writable");
        for (name, text) in files {
            fs::write(folder.join(format!("{name}.md")), text).expect("writable");
        }
    }
    build(site.path(), &site.path().join("public"), &[])
}

fn page(pages: &Pages, name: &str) -> String {
    String::from_utf8(pages.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).expect("UTF-8")
}

/// Whether an article without `summit` is shown as one of the Hanoi summit's.
fn check(date: &str, place: &str, text: &str, also: &[(&str, &str)], expected: bool) {
    let article = format!("---\ntitle: Stray\ndate: {date}\nplace: {place}\n---\n\n{text}\n");
    let summits = [&[("hanoi", HANOI)], also].concat();
    let pages = site(&summits, &[("day", DAY), ("stray", article.as_str())]);
    let shown = page(&pages, "articles/stray.html");
    assert_eq!(shown.contains("Hanoi summit</a> <span class=\"note\">inferred from"), expected, "{article}");
    assert_eq!(page(&pages, "summits/hanoi.html").contains(">Stray</a>"), expected, "{article}");
    if expected && text.contains("Kim Jong-un") {
        assert!(shown.contains("<a href=\"#d-s"), "the words that say so are a link away: {shown}");
    }
}

#[test]
fn an_article_that_names_no_summit_joins_one_where_that_is_clear() {
    let both = "Donald Trump and Kim Jong-un parted in Hanoi without an agreement.";
    check("2019-02-28T20:00:00+07:00", "Hanoi", "Nobody spoke.", &[], true);
    check("2019-03-02T20:00:00+07:00", "Seoul", both, &[], true);
    check("2019-03-02T20:00:00+07:00", "Hanoi", "Kim Jong-un went home.", &[], true);
    check("2019-02-28T20:00:00+07:00", "Seoul", "Donald Trump thanked Kim Jong-un.", &[], true);
    // A day near the summit, and nothing of it; a day far from it; two summits that it could be about.
    check("2019-03-02T20:00:00+07:00", "Hanoi", "Prices rose in the city.", &[], false);
    check("2019-03-02T20:00:00+07:00", "Seoul", "Donald Trump thanked Kim Jong-un.", &[], false);
    check("2019-03-20T20:00:00+07:00", "Hanoi", both, &[], false);
    check("2019-03-01T20:00:00+07:00", "Seoul", both, &[("washington", WASHINGTON)], false);
}

#[test]
fn no_summit_is_made_up() {
    let pages = site(&[], &[("day", &DAY.replace("summit: hanoi\n", ""))]);
    assert!(!pages.keys().any(|name| name.starts_with("summits/") && name != "summits/index.html"));
}

#[test]
fn a_summit_shows_who_came_from_where_its_documents_and_what_lay_around_it() {
    let pages = site(&[("hanoi", HANOI)], &[("day", DAY)]);
    let summit = page(&pages, "summits/hanoi.html");
    let at = |words: &str| summit.rfind(words).unwrap_or_else(|| panic!("no {words} in {summit}"));
    assert!(at("people/delegations/us.html") < at("US President</a>"), "{summit}");
    assert!(at("https://example.org/transcript") > at(">Documents<"));
    let (before, during, after) = (at("id=\"before\""), at("id=\"timeline\""), at("id=\"after\""));
    assert!(before < at("left Pyongyang") && at("left Pyongyang") < during);
    assert!(during < at("Donald Trump met") && at("Donald Trump met") < after);
    assert!(after < at("return to Washington"));
}

#[test]
fn articles_follow_the_course_of_what_they_tell() {
    let article = |title: &str, date: &str, text: &str| {
        format!("---\ntitle: {title}\ndate: {date}\nplace: Hanoi\nzone: Asia/Ho_Chi_Minh\n---\n\n{text}\n")
    };
    let early =
        article("Late word", "2019-03-01T08:00:00+07:00", "Kim Jong-un arrived in Hanoi on Tuesday morning.");
    let dinner =
        article("Dinner", "2019-02-27T23:00:00+07:00", "Donald Trump dined with Kim Jong-un on Wednesday.");
    let pages = site(&[], &[("early", &early), ("dinner", &dinner)]);
    let early = page(&pages, "articles/early.html");
    assert!(early.contains("class=\"after\" href=\"dinner.html\""), "{early}");
}

/// Ids of the timeline, each with those of its other reports.
fn ids(pages: &Pages) -> BTreeMap<String, Vec<String>> {
    let data: serde_json::Value =
        serde_json::from_slice(&pages["data/timeline.json"]).expect("the timeline is JSON");
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let entry = |e: &serde_json::Value| {
        (text(&e["id"]), e["also"].as_array().map_or(Vec::new(), |ids| ids.iter().map(text).collect()))
    };
    data["items"].as_array().expect("a list").iter().map(entry).collect()
}

#[test]
fn ids_outlive_new_articles_and_new_headlines() {
    let before = site(&[("hanoi", HANOI)], &[("day", DAY)]);
    let headline = DAY.replace("title: The day", "title: Quite another headline");
    assert_eq!(ids(&site(&[("hanoi", HANOI)], &[("day", &headline)])), ids(&before));
    // An older article that tells of the same becomes the first report; the id that was known stays beside it.
    let eve = "---\ntitle: The eve\ndate: 2019-02-27T20:00:00+07:00\nplace: Hanoi\nsummit: hanoi\n---\n\nDonald Trump will meet Kim Jong-un in Hanoi on Thursday.\n";
    let after = site(&[("hanoi", HANOI)], &[("day", DAY), ("eve", eve)]);
    let known = ids(&after);
    for id in ids(&before).into_keys() {
        assert!(known.contains_key(&id) || known.values().any(|also| also.contains(&id)), "{id} is gone");
    }
    let merged = known.iter().find(|(_, also)| !also.is_empty()).expect("one thing told of twice");
    let day = page(&after, "days/2019-02-28.html");
    for id in std::iter::once(merged.0).chain(merged.1) {
        assert!(day.contains(&format!("id=\"{id}\"")), "{id} is no anchor");
    }
    assert!(pages_of(&after, &merged.1[0]), "the page of the id that was known still answers");
}

fn pages_of(pages: &Pages, id: &str) -> bool {
    pages.contains_key(&format!("entries/{id}.html"))
}
