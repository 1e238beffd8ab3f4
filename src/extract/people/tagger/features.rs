//! What the tagger sees of a word: itself, its neighbours, its run of capitals, and what the whole
//! document says of it.
//!
//! Only candidates have features: capitalised words, and particles between them. Entry point: [`Reader`].

use std::ops::Range;

use super::evidence::Evidence;
use super::lore::Lore;
use crate::extract::people::lexicon::{flag, joined, lexicon};
use crate::extract::people::word::{Form, Word, Words};
use crate::text::Case;

/// A run of candidates, with nothing but candidates between: what is decoded at once.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Its words.
    pub(super) words: Range<usize>,
    /// The sentence that it stands in.
    sentence: Range<usize>,
    /// True where the sentence has hardly a lower-case letter: a headline.
    shouted: bool,
    /// Numbers and capitals outweigh plain words: a table, a list of results.
    table: bool,
}

/// The runs of a text, in order.
pub(super) fn runs(words: &Words<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    for sentence in &words.sentences {
        let all = &words.all[sentence.clone()];
        let upper = all.iter().filter(|w| matches!(w.form, Form::Letters(Case::Upper))).count();
        let lower = all.iter().filter(|w| w.is_lower()).count();
        let numbers = all.iter().filter(|w| w.form == Form::Number).count();
        let capitals = all.iter().filter(|w| w.is_capital()).count();
        let shouted = upper >= 3 && upper > 2 * lower;
        let table = numbers > 0 && numbers + capitals > 2 * lower;
        let mut i = sentence.start;
        while i < sentence.end {
            if !words.all[i].is_capital() {
                i += 1;
                continue;
            }
            let start = i;
            i += 1;
            while i < sentence.end && (words.all[i].is_capital() || links(words, i, sentence.end)) {
                i += 1;
            }
            found.push(Run { words: start..i, sentence: sentence.clone(), shouted, table });
        }
    }
    found
}

/// "van" and "der" of "Rafael van der Vaart": a particle that leads to a capital.
fn links(words: &Words<'_>, i: usize, end: usize) -> bool {
    let particle = |i: usize| i < end && words.all[i].is_lower() && words.all[i].has(flag::PARTICLE);
    let capital = |i: usize| i < end && words.all[i].is_capital();
    let mut next = i;
    while next < i + 4 && particle(next) {
        next += 1;
    }
    next > i && capital(next)
}

/// Reads features off a text.
pub(super) struct Reader<'w, 't> {
    words: &'w Words<'t>,
    lore: &'w Lore,
    evidence: Evidence,
    countries: Vec<u8>,
}

/// Flags that are features of the word itself.
const OWN: u32 = !(flag::MALE | flag::FEMALE);
/// Flags that are features of a neighbour.
const NEAR: u32 = flag::FORENAME
    | flag::SURNAME
    | flag::EAST
    | flag::HONORIFIC
    | flag::ROLE
    | flag::MODIFIER
    | flag::KIN
    | flag::SAY
    | flag::PARTICLE
    | flag::SUFFIX
    | flag::FUNCTION
    | flag::CALENDAR
    | flag::ORG
    | flag::OTHER
    | flag::COUNTRY
    | flag::PLACE;

impl<'w, 't> Reader<'w, 't> {
    /// Prepares a text: evidence of the whole document.
    pub(super) fn new(words: &'w Words<'t>, lore: &'w Lore) -> Self {
        let mut countries = vec![0u8; words.all.len()];
        for i in 0..words.all.len() {
            if countries[i] == 0
                && words.all[i].has(flag::COUNTRY)
                && words.all[i].is_capital()
                && let Some(country) = lexicon().country(words.all[i..].iter().map(|w| w.key))
                && i + country.words <= words.all.len()
            {
                countries[i..i + country.words].fill(if country.demonym { 2 } else { 1 });
            }
        }
        Reader { words, lore, evidence: Evidence::read(words), countries }
    }

    /// The evidence, for the second look.
    pub(super) fn evidence_mut(&mut self) -> &mut Evidence {
        &mut self.evidence
    }

    /// What a word is as a neighbour: its key, or what kind of mark or number it is.
    fn context(&self, run: &Run, at: isize) -> u64 {
        if at < run.sentence.start as isize {
            return 1;
        }
        let at = at as usize;
        if at >= run.sentence.end {
            return 2;
        }
        let word = &self.words.all[at];
        match word.form {
            Form::Letters(_) | Form::Initials => word.key,
            Form::Number => 3,
            Form::Possessive => 4,
            Form::Mark(mark) => 16 + mark as u64,
        }
    }

    fn word(&self, run: &Run, at: isize) -> Option<&Word> {
        (at >= run.sentence.start as isize && (at as usize) < run.sentence.end)
            .then(|| &self.words.all[at as usize])
    }

    /// What other texts tell of a word: nothing before or behind the run's sentence, a mark, an unknown
    /// word, one that stands in lower case.
    fn known(&self, run: &Run, at: isize) -> u64 {
        match self.word(run, at) {
            None => 0,
            Some(word) if word.key == 0 => 1,
            Some(word) => 2 + u64::from(self.lore.of(word.key)) + 2 * u64::from(word.is_capital()),
        }
    }

    /// The last letters of a neighbour in lower case: "-ed", "-ing".
    fn ending(&self, run: &Run, at: isize) -> u64 {
        if !self.word(run, at).is_some_and(Word::is_lower) {
            return 0;
        }
        let bytes = self.words.str(at as usize).as_bytes();
        bytes[bytes.len().saturating_sub(3)..].iter().fold(1, |sum, b| sum << 8 | u64::from(*b))
    }

    /// Gives every feature of word `i` of a run to `emit`, as group and hash; on the second look also those
    /// that the first one told.
    pub(super) fn each(&self, run: &Run, i: usize, second: bool, emit: &mut impl FnMut(u8, u64)) {
        self.plain(run, i, emit);
        if second {
            self.told(run, i, emit);
        }
    }

    /// The features that do not hang on an earlier look.
    pub(super) fn plain(&self, run: &Run, i: usize, emit: &mut impl FnMut(u8, u64)) {
        let word = &self.words.all[i];
        let at = i as isize;
        let written = self.words.str(i);
        let shape = shape(word, written);
        let w0 = word.key;
        let (p1, p2) = (self.context(run, at - 1), self.context(run, at - 2));
        let (n1, n2) = (self.context(run, at + 1), self.context(run, at + 2));
        let first = u64::from(i == run.sentence.start);
        let set = |own: &Word| u64::from(own.flags & NEAR);
        let own = set(word) | u64::from(self.countries[i]) << 40;
        let of = |at: isize| {
            self.word(run, at).map_or(1 << 41, |w| set(w) | u64::from(self.countries[at as usize]) << 40)
        };
        let (before, behind) = (of(at - 1), of(at + 1));
        let mut put = |group: u8, template: u64, a: u64, b: u64| emit(group, hash(template, a, b));

        put(0, 0, shape, first);
        put(0, 1, shape, u64::from(run.shouted) | u64::from(run.table) << 1 | first << 2);
        // The word and its neighbours.
        put(1, 2, w0, 0);
        put(1, 3, w0, shape);
        put(2, 4, p1, 0);
        put(2, 5, n1, 0);
        put(2, 6, p2, 0);
        put(2, 7, n2, 0);
        put(1, 8, w0, p1);
        put(1, 9, w0, n1);
        put(2, 10, p1, n1);
        put(2, 11, p1, p2);
        put(2, 12, n1, n2);
        put(2, 13, p1, shape);
        put(2, 14, n1, shape);
        // Affixes.
        affixes(written, |k, affix| put(3, 15 + k, affix, 0));
        // What other texts know.
        let (known, before_known, behind_known) =
            (self.known(run, at), self.known(run, at - 1), self.known(run, at + 1));
        put(8, 80, known, own);
        put(8, 81, known << 8 | before_known << 4 | behind_known, first | u64::from(run.shouted) << 1);
        put(8, 82, known << 4 | behind_known, self.known(run, at + 2));
        put(8, 83, known << 4 | before_known, self.known(run, at - 2));
        put(2, 84, self.ending(run, at + 1), known);
        put(2, 85, self.ending(run, at - 1), known);
        // What lists know.
        bits(word.flags & OWN, |bit| put(4, 30, bit, 0));
        put(4, 31, own, 0);
        put(4, 32, own, before);
        put(4, 33, own, behind);
        put(4, 34, before, behind);
        put(4, 35, own, p1);
        put(4, 36, own, n1);
        bits(before as u32, |bit| put(4, 37, bit, own));
        bits(behind as u32, |bit| put(4, 38, bit, own));
        put(4, 39, of(at - 2), before);
        put(4, 40, behind, of(at + 2));
        put(4, 41, u64::from(self.countries[i]), first);
        // The run.
        let last = run.words.end - 1;
        let length = (run.words.len() as u64).min(5);
        let place = ((i - run.words.start) as u64).min(4);
        put(5, 42, length, place);
        put(5, 43, self.context(run, run.words.start as isize - 1), length * 8 + place);
        put(5, 44, self.context(run, run.words.end as isize), length * 8 + place);
        put(5, 45, of(last as isize), length * 8 + place);
        put(5, 46, of(run.words.start as isize), length * 8 + place);
        put(5, 47, self.words.all[last].key, place);
        put(5, 48, self.words.all[run.words.start].key, place);
        let any = self.words.all[run.words.clone()].iter().take(12).fold(0, |sum, w| sum | w.flags);
        bits(
            any & (flag::ORG | flag::OTHER | flag::COUNTRY | flag::PLACE | flag::FORENAME | flag::CALENDAR),
            |bit| {
                put(5, 49, bit, u64::from(length > 1));
            },
        );
        put(5, 50, self.context(run, run.words.start as isize - 1), of(i as isize));
        put(5, 51, self.context(run, run.words.end as isize), of(i as isize));
        // The document.
        let seen = self.evidence.of(w0);
        let lower = seen.lower_share();
        put(6, 60, lower, first);
        put(6, 61, seen.count_class(), own);
        let kinds = seen.kinds();
        put(6, 62, kinds, first);
        put(6, 63, kinds, own);
        bits(kinds as u32, |bit| put(6, 64, bit, length.min(2)));
        if i + 1 < run.words.end {
            let next = self.evidence.of(self.words.all[i + 1].key);
            put(6, 65, next.kinds(), own);
            bits(next.kinds() as u32, |bit| put(6, 66, bit, place));
        }
        if i > run.words.start {
            let earlier = self.evidence.of(self.words.all[i - 1].key);
            put(6, 67, earlier.kinds(), own);
        }
    }

    /// The features that tell what the first look called the word elsewhere, and its neighbours.
    pub(super) fn told(&self, run: &Run, i: usize, emit: &mut impl FnMut(u8, u64)) {
        let word = &self.words.all[i];
        let shape = shape(word, self.words.str(i));
        let own = u64::from(word.flags & NEAR) | u64::from(self.countries[i]) << 40;
        let length = (run.words.len() as u64).min(3);
        let told = self.evidence.of(word.key).told();
        let mut put = |template: u64, a: u64, b: u64| emit(7, hash(template, a, b));
        put(70, told, length);
        put(71, told, own);
        put(72, told, shape);
        if i + 1 < run.words.end {
            put(73, self.evidence.of(self.words.all[i + 1].key).told(), told);
        } else {
            put(74, told, self.context(run, i as isize + 1));
        }
        if i > run.words.start {
            put(75, self.evidence.of(self.words.all[i - 1].key).told(), told);
        } else {
            put(76, told, self.context(run, i as isize - 1));
        }
    }
}

/// The hash of a feature.
fn hash(template: u64, a: u64, b: u64) -> u64 {
    joined(joined(template.wrapping_mul(0x9e37_79b9_7f4a_7c15), a), b)
}

fn bits(mut set: u32, mut each: impl FnMut(u64)) {
    while set != 0 {
        each(u64::from(set.trailing_zeros()));
        set &= set - 1;
    }
}

/// How a word is written: case, hyphen, apostrophe, length class, letters beyond ASCII.
fn shape(word: &Word, written: &str) -> u64 {
    let case = match word.form {
        Form::Letters(Case::Lower) => 0,
        Form::Letters(Case::Title) => 1,
        Form::Letters(Case::Upper) => 2,
        Form::Letters(Case::Mixed) => 3,
        Form::Initials => 4,
        Form::Number => 5,
        Form::Possessive => 6,
        Form::Mark(_) => 7,
    };
    let bytes = written.as_bytes();
    let hyphen = bytes.contains(&b'-');
    let lower_after = hyphen
        && bytes
            .iter()
            .rposition(|&b| b == b'-')
            .and_then(|i| bytes.get(i + 1))
            .is_some_and(u8::is_ascii_lowercase);
    let length = match written.len() {
        0..=1 => 0,
        2 => 1,
        3 => 2,
        4..=8 => 3,
        _ => 4,
    };
    case | u64::from(hyphen) << 3
        | u64::from(lower_after) << 4
        | u64::from(bytes.contains(&b'\'')) << 5
        | u64::from(!written.is_ascii()) << 6
        | length << 7
}

/// The first two and three, the last one to four letters, in lower case.
fn affixes(written: &str, mut each: impl FnMut(u64, u64)) {
    let bytes = written.as_bytes();
    let pack = |part: &[u8]| part.iter().fold(0u64, |sum, b| sum << 8 | u64::from(b.to_ascii_lowercase()));
    for n in 2..=4usize {
        if bytes.len() > n {
            each(n as u64 % 4, pack(&bytes[..n]));
        }
    }
    for n in 1..=4usize {
        if bytes.len() > n {
            each(4 + n as u64, pack(&bytes[bytes.len() - n..]));
        }
    }
}
