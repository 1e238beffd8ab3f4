//! One article more changes only the pages that it must: its own, its neighbours', those of whom and what it
//! names, lists and data. A site of thousands that is pushed to a host depends on it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::built::build;

/// Pairs who meet, each in a town of its own.
const PAIRS: &[(&str, &str, &str)] = &[
    ("Ada Okafor", "Bruno Keller", "Oslo"),
    ("Clara Lindholm", "Dmitri Orlov", "Vienna"),
    ("Elena Petrova", "Farid Haddad", "Lisbon"),
    ("Grace Nakamura", "Henrik Solberg", "Helsinki"),
    ("Irena Novak", "Jorge Salazar", "Prague"),
    ("Keiko Tanabe", "Lars Bergman", "Madrid"),
    ("Maria Santoro", "Nikolai Volkov", "Athens"),
    ("Olga Fedorova", "Pedro Almeida", "Warsaw"),
];

fn article(number: usize) -> String {
    let (one, other, town) = PAIRS[number % PAIRS.len()];
    let day =
        chrono::NaiveDate::from_ymd_opt(2024, 1, 2).expect("a day") + chrono::Duration::days(number as i64);
    format!(
        "---\ntitle: Report {number}\ndate: {day}T20:00:00Z\nplace: {town}\n---\n\n{one} and {other} met in {town} at {}:{:02} a.m. on {}. {one} left {town} in the evening.\n\n“We have agreed on point {number},” {other} told reporters.\n",
        8 + number % 3,
        (number * 7) % 60,
        day.format("%A"),
    )
}

fn site(root: &Path, count: usize) {
    let articles = root.join("content/articles");
    fs::create_dir_all(&articles).expect("writable");
    for number in 0..count {
        fs::write(articles.join(format!("report-{number:03}.md")), article(number)).expect("writable");
    }
}

#[test]
fn one_article_more_changes_its_own_pages_and_the_lists() {
    const COUNT: usize = 120;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    let arguments = ["--base-url", "https://example.org/"];
    site(&root, COUNT);
    let before = build(&root, &folder.path().join("before"), &arguments);
    site(&root, COUNT + 1);
    let after = build(&root, &folder.path().join("after"), &arguments);
    let gone: Vec<&String> = before.keys().filter(|name| !after.contains_key(*name)).collect();
    assert_eq!(gone, Vec::<&String>::new(), "nothing goes");
    let changed: BTreeSet<&str> = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes))
        .map(|(name, _)| name.as_str())
        .collect();
    let (one, other, town) = PAIRS[COUNT % PAIRS.len()];
    let own: Vec<String> =
        [one, other, town].iter().map(|name| name.to_lowercase().replace(' ', "-")).collect();
    let must = |name: &str| {
        let (folder, file) = name.split_once('/').unwrap_or(("", name));
        match folder {
            // The new one, and that before it, which now has one after it.
            "articles" => {
                file.starts_with("index") || file.contains("report-120") || file.contains("report-119")
            }
            "people" | "places" => {
                file.starts_with("index") || own.iter().any(|name| file.contains(name.as_str()))
            }
            // The new day, and that before it.
            "days" => file.contains("2024-05-01") || file.contains("2024-04-30"),
            // No entry of another day or other people.
            "entries" => file.contains("report-120"),
            "summits" | "corrections" => false,
            _ => true,
        }
    };
    let needless: Vec<&&str> = changed.iter().filter(|name| !must(name)).collect();
    assert_eq!(needless, Vec::<&&str>::new(), "pages that the new article does not concern");
    assert!(changed.contains("articles/report-120.html") && changed.contains("days/2024-05-01.html"));
    assert!(changed.len() < after.len() / 5, "{} of {} files changed", changed.len(), after.len());
}
