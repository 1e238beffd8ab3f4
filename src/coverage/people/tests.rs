//! The corpus of people across articles: `tests/corpus/link/people.txt`.

use std::collections::BTreeSet;

use crate::coverage::Coverage;
use crate::coverage::testing::{Case, case, read_cases};
use crate::diagnostic::Code;

const CORPUS: &str = include_str!("../../../tests/corpus/link/people.txt");

/// The id of the person that `a1` or `a?1` stands for.
fn person<'c>(coverage: &'c Coverage, at: &str) -> Option<&'c str> {
    let split = at.find(|c: char| c.is_ascii_digit() || c == '?')?;
    let (article, chain) = at.split_at(split);
    let covered = coverage.articles.iter().find(|covered| covered.article.id == article)?;
    let ix = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
    let person = match chain.strip_prefix('?') {
        Some(open) => covered.reading.open.get(ix(open)?).copied()??,
        None => *covered.reading.people.get(ix(chain)?)?,
    };
    Some(&coverage.people[person].id)
}

fn check(case_: &Case, failures: &mut Vec<String>) {
    let linked = case(case_);
    let coverage = &linked.value;
    for (id, chains) in &case_.expected {
        for at in chains {
            let expected = (id != "nobody").then_some(id.as_str());
            let found = person(coverage, at);
            if found != expected {
                failures.push(format!("{}: {at} is {found:?}, not {expected:?}", case_.title));
            }
        }
    }
    let pair = |(one, other): &(usize, usize)| {
        (coverage.people[*one].id.clone(), coverage.people[*other].id.clone())
    };
    let open: BTreeSet<(String, String)> = coverage.maybe_same.iter().map(pair).collect();
    let expected: BTreeSet<(String, String)> = case_.open.iter().cloned().collect();
    if open != expected {
        failures.push(format!("{}: open questions {open:?}, not {expected:?}", case_.title));
    }
    let orphans = linked.diagnostics.iter().filter(|d| d.code == Code::OrphanedOverride);
    let warned: Vec<&str> = orphans.map(|d| d.file.as_str()).collect();
    if warned != case_.warnings {
        failures.push(format!("{}: warnings {warned:?}, not {:?}", case_.title, case_.warnings));
    }
}

#[test]
fn corpus() {
    let mut failures = Vec::new();
    for case in &read_cases(CORPUS) {
        check(case, &mut failures);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_order_of_articles_does_not_matter() {
    for case_ in read_cases(CORPUS) {
        let linked = case(&case_);
        let mut reversed = case_;
        reversed.articles.reverse();
        let again = case(&reversed);
        assert_eq!(format!("{:?}", linked.value), format!("{:?}", again.value), "{}", reversed.title);
    }
}
