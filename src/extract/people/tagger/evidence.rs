//! What a document says of a word wherever it stands: in lower case elsewhere, after a title, after a
//! forename, before a verb of saying; and, on the second look, what the first one called it.
//!
//! Entry point: [`Evidence::read`].

use crate::extract::people::lexicon::flag;
use crate::extract::people::word::{Form, Words};

/// What the document says of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    key: u64,
    capital: u16,
    inside: u16,
    lower: u16,
    kinds: u16,
    /// First look: last word of a name of several words, first word of one, a name alone, anything else.
    ends: u16,
    begins: u16,
    alone: u16,
    other: u16,
}

/// Ways in which a word was seen.
mod kind {
    pub(super) const TITLED: u16 = 1 << 0;
    pub(super) const AFTER_FORENAME: u16 = 1 << 1;
    pub(super) const SAYS: u16 = 1 << 2;
    pub(super) const OWNS: u16 = 1 << 3;
    pub(super) const BEFORE_ORG: u16 = 1 << 4;
    pub(super) const IN_PLACE: u16 = 1 << 5;
    pub(super) const AFTER_THE: u16 = 1 << 6;
    pub(super) const BEFORE_CAPITAL: u16 = 1 << 7;
    pub(super) const AFTER_CAPITAL: u16 = 1 << 8;
    pub(super) const AFTER_COUNTRY: u16 = 1 << 9;
    pub(super) const BRACKET: u16 = 1 << 10;
    pub(super) const WHO: u16 = 1 << 11;
}

impl Seen {
    /// Lower-case use beside capitals: none, rare, frequent.
    pub(super) fn lower_share(&self) -> u64 {
        match (self.lower, self.inside) {
            (0, 0) => 0,
            (0, _) => 1,
            (l, i) if l < i => 2,
            (_, 0) => 3,
            _ => 4,
        }
    }

    /// Once, twice, more often with a capital.
    pub(super) fn count_class(&self) -> u64 {
        match self.capital {
            0..=1 => 0,
            2 => 1,
            3..=5 => 2,
            _ => 3,
        }
    }

    /// The ways in which it was seen, as bits.
    pub(super) fn kinds(&self) -> u64 {
        u64::from(self.kinds)
    }

    /// What the first look called it.
    pub(super) fn told(&self) -> u64 {
        let class = |n: u16| u64::from(n.min(2));
        class(self.ends) | class(self.begins) << 2 | class(self.alone) << 4 | class(self.other) << 6
    }
}

/// Evidence for every capitalised word of a document: a hash table with open addresses.
pub(super) struct Evidence {
    table: Vec<Seen>,
    mask: usize,
}

impl Evidence {
    /// Reads a document.
    pub(super) fn read(words: &Words<'_>) -> Self {
        let capitals = words.all.iter().filter(|w| w.is_capital()).count();
        let size = (capitals * 2).next_power_of_two().max(16);
        let mut evidence = Evidence { table: vec![Seen::default(); size], mask: size - 1 };
        for sentence in &words.sentences {
            for i in sentence.clone() {
                if words.all[i].is_capital() {
                    evidence.capital(words, sentence, i);
                }
            }
        }
        for word in words.all.iter().filter(|w| w.is_lower()) {
            if let Some(seen) = evidence.find(word.key) {
                seen.lower = seen.lower.saturating_add(1);
            }
        }
        evidence
    }

    fn capital(&mut self, words: &Words<'_>, sentence: &std::ops::Range<usize>, i: usize) {
        let mut kinds = 0;
        if i > sentence.start {
            let before = &words.all[i - 1];
            if before.is_capital() {
                kinds |= kind::AFTER_CAPITAL;
                if before.has(flag::HONORIFIC | flag::ROLE) {
                    kinds |= kind::TITLED;
                }
                if before.has(flag::FORENAME) || before.form == Form::Initials {
                    kinds |= kind::AFTER_FORENAME;
                }
            } else if before.has(flag::ROLE | flag::KIN) {
                kinds |= kind::TITLED;
            }
            if before.has(flag::COUNTRY) {
                kinds |= kind::AFTER_COUNTRY;
            }
            if before.is('(') {
                kinds |= kind::BRACKET;
            }
            match words.str(i - 1) {
                "in" | "at" | "from" | "near" => kinds |= kind::IN_PLACE,
                "the" | "The" => kinds |= kind::AFTER_THE,
                _ => {}
            }
        }
        if i + 1 < sentence.end {
            let behind = &words.all[i + 1];
            if behind.is_capital() {
                kinds |= kind::BEFORE_CAPITAL;
                if behind.has(flag::ORG) {
                    kinds |= kind::BEFORE_ORG;
                }
            } else if behind.has(flag::SAY) {
                kinds |= kind::SAYS;
            }
            if behind.form == Form::Possessive {
                kinds |= kind::OWNS;
            }
            if matches!(words.str(i + 1), "who" | "himself" | "herself")
                || (behind.is(',') && i + 2 < sentence.end && matches!(words.str(i + 2), "who" | "whose"))
            {
                kinds |= kind::WHO;
            }
        }
        let inside = i > sentence.start && !words.all[i - 1].is_mark();
        let seen = self.entry(words.all[i].key);
        seen.capital = seen.capital.saturating_add(1);
        seen.inside = seen.inside.saturating_add(u16::from(inside));
        seen.kinds |= kinds;
    }

    /// What is known of the word with this key.
    pub(super) fn of(&self, key: u64) -> Seen {
        let mut at = key as usize & self.mask;
        loop {
            let seen = &self.table[at];
            if seen.capital == 0 {
                return Seen::default();
            }
            if seen.key == key {
                return *seen;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// Notes what the first look called a word: the first of several words of a name, the last one, a
    /// name alone, or no name.
    pub(super) fn tell(&mut self, key: u64, told: Told) {
        if let Some(seen) = self.find(key) {
            let count = match told {
                Told::Ends => &mut seen.ends,
                Told::Begins => &mut seen.begins,
                Told::Alone => &mut seen.alone,
                Told::Other => &mut seen.other,
            };
            *count = count.saturating_add(1);
        }
    }

    fn find(&mut self, key: u64) -> Option<&mut Seen> {
        let mut at = key as usize & self.mask;
        while self.table[at].capital != 0 {
            if self.table[at].key == key {
                return Some(&mut self.table[at]);
            }
            at = (at + 1) & self.mask;
        }
        None
    }

    fn entry(&mut self, key: u64) -> &mut Seen {
        let mut at = key as usize & self.mask;
        while self.table[at].capital != 0 && self.table[at].key != key {
            at = (at + 1) & self.mask;
        }
        self.table[at].key = key;
        &mut self.table[at]
    }
}

/// What the first look called a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The last word of a name of several.
    Ends,
    /// The first word of a name of several.
    Begins,
    /// A name of one word.
    Alone,
    /// No name.
    Other,
}
