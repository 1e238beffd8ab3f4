//! The editor's hand on the timeline: what each kind of correction does to the built site.

use std::fs;

use crate::built::build;

const EVE: &str = "---\ntitle: The eve\ndate: 2019-02-27T20:00:00+07:00\nplace: Hanoi\nsummit: talks\n---\n\nDonald Trump and Kim Jong-un will sign a statement at 2 p.m. on Thursday. Donald Trump met Nguyen Phu Trong on Wednesday.\n";
const DAY: &str = "---\ntitle: The day\ndate: 2019-02-28T20:00:00+07:00\nplace: Hanoi\nsummit: talks\nerrata:\n  - date: 2019-03-01\n    note: The hotel was misspelt.\n---\n\nDonald Trump and Kim Jong-un signed a statement at 2:05 p.m. on Thursday. Mike Pompeo flew to Manila in the evening.\n";
const LATE: &str = "---\ntitle: Late\ndate: 2019-03-01T20:00:00+07:00\nplace: Hanoi\nsummit: talks\n---\n\nMike Pompeo landed in Manila on Thursday evening.\n";

/// The timeline of a small site under these corrections, as `status when gist` lines, and its pages.
fn check(corrections: &str, expected: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let site = tempfile::tempdir().expect("a temporary folder");
    let articles = site.path().join("content/articles");
    fs::create_dir_all(&articles).expect("writable");
    for (name, text) in [("eve", EVE), ("day", DAY), ("late", LATE)] {
        fs::write(articles.join(format!("{name}.md")), text).expect("writable");
    }
    fs::create_dir_all(site.path().join("content/summits")).expect("writable");
    fs::write(
        site.path().join("content/summits/talks.md"),
        "---\ntitle: Talks\nzone: Asia/Ho_Chi_Minh\n---\n",
    )
    .expect("writable");
    let text = format!("corrections:\n{corrections}");
    fs::write(site.path().join("content/corrections.yaml"), text).expect("writable");
    let pages = build(site.path(), &site.path().join("public"), &["--base-url", "https://example.org/"]);
    let data: serde_json::Value =
        serde_json::from_slice(&pages["data/timeline.json"]).expect("the timeline is JSON");
    let found: Vec<String> = data["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| {
            let text = |v: &serde_json::Value| v.as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", text(&e["status"]), text(&e["when"]["value"]), text(&e["gist"]))
        })
        .collect();
    assert_eq!(found, expected, "{corrections}");
    pages
}

fn page(pages: &std::collections::BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(pages.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).expect("UTF-8")
}

const MET: &str = "happened 2019-02-27 Donald Trump met Nguyen Phu Trong on Wednesday";
const SIGNED: &str =
    "happened 2019-02-28T14:05 Donald Trump and Kim Jong-un signed a statement at 2:05 p.m. on Thursday";
const FLEW: &str = "happened 2019-02-28TEV Mike Pompeo flew to Manila in the evening";

#[test]
fn nothing_is_changed_without_a_word() {
    let pages = check("", &[MET, SIGNED, FLEW]);
    assert!(page(&pages, "corrections/index.html").contains("The hotel was misspelt."));
    assert!(page(&pages, "corrections/feed.xml").contains("The hotel was misspelt."));
}

#[test]
fn a_time_a_status_and_a_headline_are_put_right() {
    let pages = check(
        "  - date: 2019-03-02\n    article: day\n    sentence: signed a statement\n    retime: 2019-02-28 14:20\n    gist: The statement was signed\n    note: The clock in the hall was slow.\n  - date: 2019-03-02\n    article: eve\n    sentence: met Nguyen Phu Trong\n    status: cancelled\n",
        &[
            "cancelled 2019-02-27 Donald Trump met Nguyen Phu Trong on Wednesday",
            "happened 2019-02-28T14:20 The statement was signed",
            FLEW,
        ],
    );
    let day = page(&pages, "days/2019-02-28.html");
    assert!(day.contains("Time set to 28 Feb 2019, 14:20; it was 28 Feb 2019, 14:05."), "{day}");
    assert!(page(&pages, "corrections/index.html").contains("The clock in the hall was slow."));
    assert!(page(&pages, "articles/day.html").contains("What the editor corrected"));
}

#[test]
fn what_is_moved_to_another_day_is_still_found_on_the_old_one() {
    let pages = check(
        "  - date: 2019-03-02\n    article: eve\n    sentence: met Nguyen Phu Trong\n    retime: 2019-02-25 10:00\n",
        &["happened 2019-02-25T10:00 Donald Trump met Nguyen Phu Trong on Wednesday", SIGNED, FLEW],
    );
    let new = page(&pages, "days/2019-02-25.html");
    let id = new.split("<li class=\"entry").nth(1).and_then(|entry| entry.split("id=\"").nth(1));
    let id = id.and_then(|rest| rest.split('"').next()).expect("the entry has an id");
    let old = page(&pages, "days/2019-02-27.html");
    assert!(old.contains(&format!("<li id=\"{id}\"><a href=\"2019-02-25.html#{id}\">")), "{old}");
}

#[test]
fn a_misreading_is_taken_off() {
    let hide = "  - date: 2019-03-02\n    article: eve\n    sentence: met Nguyen Phu Trong\n    hide: true\n";
    let pages = check(hide, &[SIGNED, FLEW]);
    assert!(page(&pages, "corrections/index.html").contains("Taken off the timeline"));
    assert!(!page(&pages, "people/donald-trump.html").contains("met Nguyen Phu Trong on Wednesday"));
}

#[test]
fn reports_are_parted_and_joined() {
    check(
        "  - date: 2019-03-02\n    article: eve\n    sentence: will sign a statement at 2 p.m.\n    split: true\n",
        &[
            MET,
            "scheduled 2019-02-28T14:00 Donald Trump and Kim Jong-un will sign a statement at 2 p.m. on Thursday",
            SIGNED,
            FLEW,
        ],
    );
    check(
        "  - date: 2019-03-02\n    article: eve\n    sentence: met Nguyen Phu Trong\n    merge:\n      - article: day\n        sentence: Mike Pompeo flew to Manila\n",
        &[SIGNED, "happened 2019-02-28TEV Donald Trump met Nguyen Phu Trong on Wednesday"],
    );
}

#[test]
fn something_of_the_editors_own_stands_with_its_source() {
    let pages = check(
        "  - date: 2019-03-02\n    add:\n      gist: Rain fell on the motorcade\n      when: about 2019-02-28 09:00\n      summit: talks\n      people: Kim Jong-un\n      source:\n        name: Weather office\n        url: https://example.org/rain\n",
        &[MET, "happened 2019-02-28T09:00 Rain fell on the motorcade", SIGNED, FLEW],
    );
    let day = page(&pages, "days/2019-02-28.html");
    assert!(day.contains("https://example.org/rain") && day.contains("UTC+7"), "{day}");
    assert!(page(&pages, "people/kim-jong-un.html").contains("Rain fell on the motorcade"));
}
