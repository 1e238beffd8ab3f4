//! The rules, in one static list. A rule recognises; it never resolves.
//!
//! The order of the list does not matter: [`super::overlap`] decides between what rules find. A rule
//! that starts with none of its classes is never asked, which is what makes the scan fast.

use std::ops::Range;
use std::sync::LazyLock;

use super::expr::{Head, TimeExpr};
use super::language::Language;
use super::lexicon::{Lex, Word};
use super::reader::Reader;
use super::value::Modifier;
use crate::text::vocabulary::{Keyed, key};

mod calendar;
mod century;
mod clock;
mod decade;
mod deictic;
mod duration;
mod fraction;
mod holiday;
mod month;
mod numeric;
mod part_of_day;
mod reference;
mod relative;
mod season;
mod set;
mod shift;
mod spanish;
mod the_unit;
mod weekday;
mod weekend;
mod year;

/// One rule: what it is called, what it finds, where it may start, and how it reads.
pub(super) struct Rule {
    /// Unique; stands on each mention.
    pub(super) id: &'static str,
    /// One line for people.
    pub(super) doc: &'static str,
    /// Classes of the first token, as bits of [`Lex::bit`].
    pub(super) starts: u32,
    /// Reads at a token and pushes what it finds.
    pub(super) find: fn(&Reader<'_>, usize, &mut Findings),
}

/// Every rule of English.
pub(super) static RULES: &[&Rule] = &[
    &calendar::RULE,
    &century::RULE,
    &clock::RULE,
    &decade::RULE,
    &deictic::RULE,
    &duration::RULE,
    &fraction::RULE,
    &holiday::RULE,
    &month::RULE,
    &numeric::RULE,
    &part_of_day::RULE,
    &reference::RULE,
    &relative::RULE,
    &season::RULE,
    &set::RULE,
    &shift::RULE,
    &the_unit::RULE,
    &weekday::RULE,
    &weekend::RULE,
    &year::RULE,
];

/// Words before any date.
const BEFORE_DATES: &[Word] = &[
    Word::In,
    Word::Since,
    Word::By,
    Word::Until,
    Word::Till,
    Word::From,
    Word::To,
    Word::During,
    Word::Early,
    Word::Late,
    Word::Mid,
    Word::Of,
    Word::Between,
    Word::Before,
    Word::After,
    Word::Through,
    Word::Throughout,
    Word::For,
    Word::And,
    Word::Or,
    Word::This,
    Word::Around,
    Word::About,
];

/// True where token `i` makes a month or a year of what follows: a word before any date, or one of `own`.
fn leads_date(r: &Reader<'_>, i: usize, own: &[Word]) -> bool {
    r.is_any(i, BEFORE_DATES) || r.is_any(i, own)
}

/// What a rule found: an expression and its tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What is written there.
    pub(super) expr: TimeExpr,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// What the rules found so far.
#[derive(Default)]
pub(super) struct Findings {
    list: Vec<Found>,
    rule: &'static str,
}

impl Findings {
    /// Adds a finding without a modifier.
    pub(super) fn push(&mut self, tokens: Range<usize>, head: Head) {
        self.push_modified(tokens, head, None);
    }

    /// Adds a finding.
    pub(super) fn push_modified(&mut self, tokens: Range<usize>, head: Head, modifier: Option<Modifier>) {
        debug_assert!(!tokens.is_empty());
        self.list.push(Found { tokens, expr: TimeExpr { head, modifier }, rule: self.rule });
    }
}

/// Every rule of every language, each once.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    let shared = |rule: &&Rule| !RULES.iter().any(|r| r.id == rule.id);
    RULES.iter().copied().chain(spanish::RULES.iter().copied().filter(shared))
}

/// For each class, the rules that may start with it.
type ByClass = Vec<Vec<&'static Rule>>;

fn by_class(rules: &'static [&'static Rule]) -> ByClass {
    (0..32).map(|bit| rules.iter().copied().filter(|rule| rule.starts >> bit & 1 == 1).collect()).collect()
}

static ENGLISH: LazyLock<ByClass> = LazyLock::new(|| by_class(RULES));
static SPANISH: LazyLock<ByClass> = LazyLock::new(|| by_class(spanish::RULES));

/// English words that only link: no expression begins with one. A third of a text are such words.
const LINKS: u128 = set(&[
    Word::Of,
    Word::In,
    Word::On,
    Word::At,
    Word::And,
    Word::Or,
    Word::To,
    Word::From,
    Word::Between,
    Word::Until,
    Word::Till,
    Word::By,
    Word::Since,
    Word::Before,
    Word::After,
    Word::Than,
    Word::Over,
    Word::Under,
    Word::Up,
    Word::Within,
    Word::For,
    Word::Through,
    Word::Into,
    Word::No,
    Word::Not,
    Word::So,
    Word::As,
]);

/// English words that begin an expression only where a word of time follows closely.
const OPENERS: u128 = set(&[Word::The, Word::A, Word::An, Word::This, Word::That, Word::These, Word::Those]);

/// Words as bits.
const fn set(words: &[Word]) -> u128 {
    let (mut set, mut i) = (0, 0);
    while i < words.len() {
        set |= 1 << words[i] as u32;
        i += 1;
    }
    set
}

fn is_in(set: u128, word: Word) -> bool {
    set >> word as u32 & 1 == 1
}

/// Tokens after one of [`OPENERS`] among which the word of time must be: "the small *hours*" needs two.
const CLOSE: usize = 4;

/// Capitalised words outside the tables of time that begin an expression: holidays, "Q3", "AD 79".
static NAMES: LazyLock<Keyed<()>> = LazyLock::new(|| {
    let holidays = holiday::NAMES.iter().map(|(words, _)| words[0]);
    holidays.chain(["q", "h", "ad", "ce"]).map(|word| (key(word), ())).collect()
});

/// True where an English expression may begin: the cheap look before any rule is asked.
fn may_begin(r: &Reader<'_>, i: usize) -> bool {
    let name = |i: usize| r.capital(i) && NAMES.contains_key(&r.text.key(i));
    match r.lex(i) {
        Lex::Other => name(i),
        Lex::Word(word) if is_in(LINKS, word) => false,
        Lex::Word(word) if is_in(OPENERS, word) => (i + 1..=i + CLOSE).any(|k| match r.lex(k) {
            Lex::Other => name(k),
            Lex::Word(word) => !is_in(LINKS | OPENERS, word),
            _ => true,
        }),
        _ => true,
    }
}

/// Everything that any rule finds in the reader's block, in the order of its first token.
pub(super) fn find_all(r: &Reader<'_>, language: Language, into: &mut Vec<Found>) {
    let by_class = match language {
        Language::English => &*ENGLISH,
        Language::Spanish => &*SPANISH,
    };
    let mut findings = Findings { list: std::mem::take(into), rule: "" };
    for i in r.first..r.limit {
        let lex = r.lex(i);
        let apostrophe = || r.mark(i, '\'') || r.mark(i, '’') || r.mark(i, '‘');
        let begins = match language {
            Language::English => may_begin(r, i) || lex == Lex::Other && apostrophe(),
            Language::Spanish => lex != Lex::Other || r.capital(i) || apostrophe(),
        };
        if !begins {
            continue;
        }
        for rule in &by_class[lex.bit().trailing_zeros() as usize] {
            findings.rule = rule.id;
            (rule.find)(r, i, &mut findings);
        }
    }
    *into = findings.list;
}
