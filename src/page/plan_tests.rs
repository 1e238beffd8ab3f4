//! Plan, over small coverages made by hand.

use std::sync::Arc;

use super::*;
use crate::article::{Article, FrontMatter, markdown};
use crate::coverage::{CoveredArticle, EditorPage, Person, Reading};
use crate::extract::{Anchor, Annotations, NameParts};

fn covered(id: &str, file: &str, aliases: &[&str], text: &str) -> CoveredArticle {
    let front = FrontMatter {
        title: id.to_owned(),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        ..FrontMatter::default()
    };
    let article = Article {
        id: id.to_owned(),
        file: file.to_owned(),
        front,
        keys: Vec::new(),
        body: markdown::parse(text, 0),
        anchor: Anchor::default(),
    };
    CoveredArticle {
        article: Arc::new(article),
        annotations: Arc::new(Annotations::default()),
        published: None,
        reading: Reading::default(),
    }
}

fn site(articles: Vec<CoveredArticle>) -> Warned<Site> {
    let coverage = Coverage {
        articles,
        pages: vec![EditorPage {
            id: "method".to_owned(),
            file: "content/pages/method.md".to_owned(),
            title: "Method".to_owned(),
            ..EditorPage::default()
        }],
        ..Coverage::default()
    };
    // With an address, so that nothing has to be left out and said.
    let config = Config { base_url: Some("https://example.org/".to_owned()), ..Config::default() };
    plan(coverage, config, Vec::new())
}

#[test]
fn an_empty_site_has_its_lists() {
    let site = site(Vec::new());
    assert!(site.diagnostics.is_empty());
    for route in ["index.html", "timeline/index.html", "people/index.html", "404.html", "data/timeline.json"]
    {
        assert!(site.value.page(&Route::new(route)).is_some(), "{route}");
    }
}

#[test]
fn one_route_for_two_files_is_an_error_that_names_both() {
    let check = |first: &str, second: &str| {
        let articles = vec![
            covered(first, "content/articles/a.md", &[], ""),
            covered(second, "content/articles/b.md", &[], ""),
        ];
        let site = site(articles);
        let found: Vec<_> = site.diagnostics.iter().map(|d| (d.code, d.file.as_str())).collect();
        assert_eq!(found, [(Code::DuplicateRoute, "content/articles/b.md")], "{first} {second}");
        assert!(site.diagnostics[0].message.contains("content/articles/a.md"));
    };
    check("talks", "talks");
    check("Talks", "talks");
    check("caf\u{e9}", "cafe\u{301}");
}

#[test]
fn aliases_redirect_and_never_leave_the_site() {
    let aliases = ["old/talks.html", "/older/talks/", "../talks.html", "https://example.org/"];
    let site = site(vec![covered("talks", "content/articles/talks.md", &aliases, "")]);
    for route in ["old/talks.html", "older/talks/index.html"] {
        assert_eq!(site.value.page(&Route::new(route)), Some(&Kind::Redirect(0)), "{route}");
    }
    assert_eq!(site.diagnostics.len(), 2);
    assert!(site.diagnostics.iter().all(|d| d.code == Code::BadValue));
}

#[test]
fn links_of_authors_find_their_pages() {
    let site = site(vec![
        covered("talks", "content/articles/talks.md", &[], ""),
        covered("lunch", "content/articles/2019/01-lunch.md", &[], ""),
    ])
    .value;
    let check = |target: &str, expected: Target| {
        assert_eq!(site.resolve("content/articles/talks.md", target), expected, "{target}");
    };
    let to = |route: &str| Target::Internal(Route::new(route), None);
    check("2019/01-lunch.md", to("articles/lunch.html"));
    check("../pages/method.md", to("pages/method.html"));
    check("/news/lunch/", to("articles/lunch.html"));
    check("lunch.html", to("articles/lunch.html"));
    check(
        "/articles/lunch.html#menu",
        Target::Internal(Route::new("articles/lunch.html"), Some("menu".to_owned())),
    );
    check("#menu", Target::Anchor("menu".to_owned()));
    check("https://example.org/a", Target::External);
    check("nowhere.md", Target::Missing("content/articles/nowhere.md".to_owned()));
    check("../../../etc/passwd", Target::Outside);
    check("/", to("index.html"));
}

#[test]
fn long_lists_go_on_at_the_next_part() {
    let people = (0..LIST + 1).map(|n| {
        let name = NameParts { full: format!("Person {n:04}"), ..NameParts::default() };
        Person { id: format!("person-{n:04}"), name, ..Person::default() }
    });
    let coverage = Coverage { people: people.collect(), ..Coverage::default() };
    let site = plan(coverage, Config::default(), Vec::new()).value;
    assert_eq!(site.page(&Route::new("people/index/2.html")), Some(&Kind::People(2)));
    assert_eq!(site.page(&Route::new("people/index/3.html")), None);
}
