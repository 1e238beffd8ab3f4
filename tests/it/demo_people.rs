//! The people of the demo site: who is one person across the reports of five summits, and who is not.

use std::path::Path;

use dateline::coverage::{Coverage, Person};
use dateline::memo::Memo;
use dateline::{pipeline, source};

fn demo() -> Coverage {
    let sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).value;
    let choices = pipeline::Choices::default();
    let config = pipeline::configure(&sources, &choices).value;
    pipeline::cover_again(&Memo::default(), &sources, &config, &choices, &|| {}).value
}

fn list(coverage: &Coverage) -> String {
    let line = |person: &Person| {
        let names: Vec<String> =
            person.names.iter().map(|form| format!("{} {}", form.count, form.form)).collect();
        let roles: Vec<String> = person
            .roles
            .iter()
            .map(|role| format!("{}{} x{}", role.country.unwrap_or("--"), role.text, role.evidence.len()))
            .collect();
        format!(
            "{}: {:?} {:?} articles {} | {} | {}\n",
            person.id,
            person.country,
            person.gender,
            person.chains.len(),
            names.join(", "),
            roles.join(", ")
        )
    };
    coverage.people.iter().map(line).collect()
}

fn person<'c>(coverage: &'c Coverage, id: &str) -> &'c Person {
    let found = coverage.people.iter().find(|person| person.id == id);
    found.unwrap_or_else(|| panic!("no person `{id}` among\n{}", list(coverage)))
}

#[test]
fn variants_of_a_name_are_one_person() {
    let coverage = demo();
    let check = |id: &str, forms: &[&str]| {
        let person = person(&coverage, id);
        for form in forms {
            assert!(person.names.iter().any(|name| name.form == *form), "{form} is not {id}");
        }
    };
    check("kim-jong-un", &["Kim Jong-un", "Kim Jong Un", "Kim"]);
    check("kim-yo-jong", &["Kim Yo-jong", "Kim Yo Jong"]);
    check("sergey-lavrov", &["Sergey Lavrov", "Sergei Lavrov"]);
    check("choe-son-hui", &["Choe Son-hui", "Choe Son Hui"]);
    check("kim-yong-chol", &["Kim Yong-chol", "Kim Yong Chol"]);
    check("ri-su-yong", &["Ri Su-yong", "Ri Su Yong"]);
}

#[test]
fn people_of_one_surname_stay_apart() {
    let coverage = demo();
    for id in [
        "kim-jong-un",
        "kim-yo-jong",
        "kim-yong-chol",
        "kim-hyok-chol",
        "kim-il-sung",
        "sung-kim",
        "donald-trump",
        "ivanka-trump",
        "ri-yong-ho",
        "ri-su-yong",
        "jake-sullivan",
        "john-sullivan",
        "ronald-reagan",
    ] {
        person(&coverage, id);
    }
}

#[test]
fn roles_are_dated_and_sourced() {
    let coverage = demo();
    let secretary = &person(&coverage, "mike-pompeo").roles;
    assert!(secretary.iter().any(|role| role.evidence.len() > 3), "{secretary:?}");
    for person in &coverage.people {
        for role in &person.roles {
            assert!(role.evidence.windows(2).all(|pair| pair[0].article < pair[1].article));
            assert!(role.evidence.iter().all(|evidence| !coverage.words(*evidence).is_empty()));
        }
    }
}

#[test]
fn the_editor_has_the_last_word_on_ids_and_names() {
    let coverage = demo();
    assert_eq!(person(&coverage, "donald-trump").name.full, "Donald Trump");
    assert!(coverage.people.iter().filter(|person| person.editor.is_some()).count() >= 8);
}
