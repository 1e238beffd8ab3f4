//! Tense in Spanish: read off the endings of the nearest verb in the clause.

use std::ops::Range;

use super::super::expr::Tense3;
use crate::text::{Text, TokenKind};

/// Tokens on either side that are looked at.
const REACH: usize = 25;

/// Tense of the verb nearest to the tokens `at` of a sentence, first before it, then after it.
pub(in super::super) fn tense_at(
    text: &Text<'_>,
    sentence: Range<usize>,
    at: Range<usize>,
) -> Option<Tense3> {
    let before = sentence.start.max(at.start.saturating_sub(REACH))..at.start;
    let after = at.end..sentence.end.min(at.end + REACH);
    let back = before.rev().take_while(|&i| !parts(text, i)).find_map(|i| tense_of(text, i));
    back.or_else(|| after.take_while(|&i| !parts(text, i)).find_map(|i| tense_of(text, i)))
}

/// True for a token that parts clauses.
fn parts(text: &Text<'_>, i: usize) -> bool {
    match text.tokens()[i].kind {
        TokenKind::Punct(';' | ':' | '"' | '“' | '”' | '«' | '»') => true,
        // "está previsto que salga": what was planned goes on.
        TokenKind::Word(_) if text.lower(i) == "que" => i == 0 || !PLANNED.contains(&text.lower(i - 1)),
        TokenKind::Word(_) => matches!(text.lower(i), "pero" | "mientras" | "aunque" | "porque"),
        _ => false,
    }
}

/// Words of a plan.
const PLANNED: &[&str] = &[
    "prevé",
    "prevén",
    "previsto",
    "prevista",
    "previstos",
    "previstas",
    "programado",
    "programada",
    "aplazado",
    "aplazada",
    "aplazó",
    "pospuesto",
    "pospuesta",
    "convocado",
    "convocada",
];

/// Verbs of the past whose endings do not say so.
const PAST: &[&str] =
    &["fue", "fueron", "hubo", "era", "eran", "estaba", "estaban", "había", "habían", "ha", "han", "dijo"];

fn tense_of(text: &Text<'_>, i: usize) -> Option<Tense3> {
    if !text.tokens()[i].is_word() {
        return None;
    }
    let word = text.lower(i);
    let goes = matches!(word, "va" | "van") && text.lower(i + 1) == "a";
    let long = word.chars().count() > 3;
    let ahead = long && (word.ends_with("rá") || word.ends_with("rán")) && word != "detrás";
    if goes || ahead || PLANNED.contains(&word) {
        return Some(Tense3::Future);
    }
    let told = long && ["ó", "aron", "ieron", "jeron", "aba", "aban"].iter().any(|end| word.ends_with(end));
    (told || PAST.contains(&word)).then_some(Tense3::Past)
}
