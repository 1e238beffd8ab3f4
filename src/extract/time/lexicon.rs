//! The words of time: what each word of a text can mean to the rules, from the tables in `words/`.
//!
//! The rules speak of classes ([`Lex`]) and of words by what they do ([`Word`]), never of a language's
//! letters, so a second language is a second table. Entry point: [`Lexicon::of`].

use std::sync::LazyLock;

use super::expr::{Part, Season, Tense3, Unit};
use super::language::Language;
use crate::text::vocabulary::{Keyed, key};

/// What a token can mean to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Lex {
    /// Nothing.
    #[default]
    Other,
    /// A run of digits.
    Digits,
    /// "February": 1 to 12.
    Month(u8),
    /// "Feb": 1 to 12.
    MonthShort(u8),
    /// "Thursday": Monday is 0.
    Weekday(u8),
    /// "Thu".
    WeekdayShort(u8),
    /// "Thursdays".
    Weekdays(u8),
    /// "day".
    Unit(Unit),
    /// "days".
    Units(Unit),
    /// "two", "twenty".
    Cardinal(u32),
    /// "hundred".
    Scale(u32),
    /// "third".
    Ordinal(u32),
    /// "summer".
    Season(Season),
    /// "summers".
    Seasons(Season),
    /// "morning".
    Part(Part),
    /// "mornings".
    Parts(Part),
    /// "weekend".
    Weekend,
    /// "weekends".
    Weekends,
    /// "today": days from the day of publication.
    Deictic(i8),
    /// "tonight".
    Tonight,
    /// "overnight".
    Overnight,
    /// "noon".
    Noon,
    /// "midnight".
    Midnight,
    /// "am", "pm": true after noon.
    Meridiem(bool),
    /// "nineties".
    Decade(u8),
    /// "daily".
    Adverb(Unit),
    /// "now", "recently", "soon".
    Reference(Tense3),
    /// "dinner": what happens in one part of the day.
    Hint(Part),
    /// A word that rules ask for by name.
    Word(Word),
}

/// Classes as bits, for the table of which rules may start where.
impl Lex {
    /// One bit for each class.
    pub(super) fn bit(self) -> u32 {
        1 << match self {
            Lex::Other => 0,
            Lex::Digits => 1,
            Lex::Month(_) | Lex::MonthShort(_) => 2,
            Lex::Weekday(_) | Lex::WeekdayShort(_) => 3,
            Lex::Weekdays(_) => 4,
            Lex::Unit(_) => 5,
            Lex::Units(_) => 6,
            Lex::Cardinal(_) | Lex::Scale(_) => 7,
            Lex::Ordinal(_) => 8,
            Lex::Season(_) | Lex::Seasons(_) => 9,
            Lex::Part(_) | Lex::Parts(_) => 10,
            Lex::Weekend | Lex::Weekends => 11,
            Lex::Deictic(_) => 12,
            Lex::Tonight | Lex::Overnight => 13,
            Lex::Noon | Lex::Midnight => 14,
            Lex::Meridiem(_) => 15,
            Lex::Decade(_) => 16,
            Lex::Adverb(_) => 17,
            Lex::Reference(_) => 18,
            Lex::Word(_) => 19,
            Lex::Hint(_) => 20,
        }
    }
}

/// Bits of [`Lex::bit`], named.
pub(super) mod starts {
    pub(in super::super) const OTHER: u32 = 1;
    pub(in super::super) const DIGITS: u32 = 1 << 1;
    pub(in super::super) const MONTH: u32 = 1 << 2;
    pub(in super::super) const WEEKDAY: u32 = 1 << 3;
    pub(in super::super) const WEEKDAYS: u32 = 1 << 4;
    pub(in super::super) const UNIT: u32 = 1 << 5;
    pub(in super::super) const UNITS: u32 = 1 << 6;
    pub(in super::super) const CARDINAL: u32 = 1 << 7;
    pub(in super::super) const ORDINAL: u32 = 1 << 8;
    pub(in super::super) const SEASON: u32 = 1 << 9;
    pub(in super::super) const PART: u32 = 1 << 10;
    pub(in super::super) const WEEKEND: u32 = 1 << 11;
    pub(in super::super) const DEICTIC: u32 = 1 << 12;
    pub(in super::super) const TONIGHT: u32 = 1 << 13;
    pub(in super::super) const NOON: u32 = 1 << 14;
    pub(in super::super) const DECADE: u32 = 1 << 16;
    pub(in super::super) const ADVERB: u32 = 1 << 17;
    pub(in super::super) const REFERENCE: u32 = 1 << 18;
    pub(in super::super) const WORD: u32 = 1 << 19;
}

macro_rules! words {
    ($($name:ident)*) => {
        /// Words that rules ask for by what they do; the tables say how each language writes them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Word { $($name),* }

        impl Word {
            fn named(name: &str) -> Option<Word> {
                match name {
                    $(_ if name.eq_ignore_ascii_case(stringify!($name)) => Some(Word::$name),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    The A An This That These Those Last Next Past Previous Prior Preceding Coming Upcoming Following
    Subsequent Same Recent Latest Early Late Mid Middle End Beginning Start Of In On At And Or To From
    Between Until Till By Since During Ago Earlier Later Before After Hence Every Each Half Few Several
    Couple Dozen Many Some Other Alternate About Around Nearly Almost Approximately Roughly More Than
    Less Least Most Over Under Up Fiscal Calendar Local Time Within For Through Per Once Twice Times
    Period Term Old Long O Clock Future Good Eve Rest Whole Entire Full Ahead Beyond No Not Only Just
    Another Additional All So Near As Well Possible Great Part Latter Comparable Corresponding Turn
    Final Close Throughout Into Article
}

/// A language's words of time.
pub(super) struct Lexicon {
    words: Keyed<Lex>,
}

static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("words/es.tsv")));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("words/en.tsv")));

impl Lexicon {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Lexicon {
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    fn read(table: &'static str) -> Lexicon {
        let rows = table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
        let words = rows
            .map(|row| {
                let mut fields = row.split('\t');
                let mut next = || fields.next().expect("three fields a row");
                let (word, class, value) = (next(), next(), next());
                let lex = meaning(class, value).expect("classes and values that this file knows");
                (key(word), lex)
            })
            .collect();
        Lexicon { words }
    }

    /// What the word with a key can mean.
    pub(super) fn get(&self, key: u64) -> Lex {
        self.words.get(&key).copied().unwrap_or_default()
    }
}

fn meaning(class: &str, value: &str) -> Option<Lex> {
    let number = || value.parse::<u32>().ok();
    let small = || value.parse::<u8>().ok();
    Some(match class {
        "month" => Lex::Month(small()?),
        "month-short" => Lex::MonthShort(small()?),
        "weekday" => Lex::Weekday(small()?),
        "weekday-short" => Lex::WeekdayShort(small()?),
        "weekdays" => Lex::Weekdays(small()?),
        "unit" => Lex::Unit(Unit::named(value)?),
        "units" => Lex::Units(Unit::named(value)?),
        "cardinal" => Lex::Cardinal(number()?),
        "scale" => Lex::Scale(number()?),
        "ordinal" => Lex::Ordinal(number()?),
        "season" => Lex::Season(Season::named(value)?),
        "seasons" => Lex::Seasons(Season::named(value)?),
        "part" => Lex::Part(Part::named(value)?),
        "parts" => Lex::Parts(Part::named(value)?),
        "weekend" => Lex::Weekend,
        "weekends" => Lex::Weekends,
        "deictic" => Lex::Deictic(value.parse().ok()?),
        "tonight" => Lex::Tonight,
        "overnight" => Lex::Overnight,
        "noon" => Lex::Noon,
        "midnight" => Lex::Midnight,
        "meridiem" => Lex::Meridiem(value == "pm"),
        "decade" => Lex::Decade(small()?),
        "adverb" => Lex::Adverb(Unit::named(value)?),
        "reference" => Lex::Reference(Tense3::named(value)?),
        "hint" => Lex::Hint(Part::named(value)?),
        "word" => Lex::Word(Word::named(value)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        let spanish = Lexicon::of(Language::Spanish);
        assert_eq!(spanish.get(key("jueves")), Lex::Weekday(3));
        assert_eq!(spanish.get(key("miércoles")), Lex::Weekday(2));
        let lexicon = Lexicon::of(Language::English);
        assert_eq!(lexicon.get(key("february")), Lex::Month(2));
        assert_eq!(lexicon.get(key("thursday")), Lex::Weekday(3));
        assert_eq!(lexicon.get(key("the")), Lex::Word(Word::The));
        assert_eq!(lexicon.get(key("denuclearization")), Lex::Other);
    }
}
