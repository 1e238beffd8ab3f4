//! What the parts of a name are, and whether two names can be one person's.
//!
//! Entry points: [`parse`], [`Parsed::may_be`].

use super::lexicon::{flag, key_of, lexicon};
use super::word::{Form, Word, Words};
use crate::extract::{Gender, NameParts};
use std::ops::Range;

/// A name of one word or more, read.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    /// Keys of the words that count: particles and suffixes left out, "al-" taken off.
    pub(super) keys: Vec<u64>,
    /// The first letter of each of `keys`, in lower case, and whether it is an initial only.
    initials: Vec<(char, bool)>,
    /// Key of the family name; that of the only word for a name of one word.
    pub(super) family: u64,
    /// Where the family name stands in `keys`.
    family_at: usize,
    /// True where the family name stands first.
    pub(super) family_first: bool,
    /// Key of "Jr", "III", 0 without.
    suffix: u64,
    /// Key of all letters, without spaces and hyphens.
    pub(super) whole: u64,
    /// What the forename tells.
    pub(super) gender: Option<Gender>,
}

impl Parsed {
    /// True for a name of one word.
    pub(super) fn is_single(&self) -> bool {
        self.keys.len() == 1
    }

    /// "Raisa" with the family name of "Gorbachev".
    pub(super) fn with_family(&self, family: &Parsed) -> Parsed {
        let mut full = self.clone();
        full.keys.extend(&family.keys);
        full.initials.extend(&family.initials);
        full.family = family.family;
        full.family_at = full.keys.len() - 1;
        full.whole = super::lexicon::joined(self.whole, family.whole);
        full
    }

    /// The given names.
    fn given(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.keys.len()).filter(|&i| i != self.family_at)
    }

    /// True where one could be the other: "Donald J. Trump" and "Donald Trump", not "Ivanka Trump".
    pub(super) fn may_be(&self, other: &Parsed) -> bool {
        if self.whole == other.whole && self.suffix == other.suffix {
            return true;
        }
        if self.suffix != other.suffix && self.suffix != 0 && other.suffix != 0 {
            return false;
        }
        if (self.suffix == 0) != (other.suffix == 0) && !self.is_single() && !other.is_single() {
            return false;
        }
        let (short, long) = if self.keys.len() <= other.keys.len() { (self, other) } else { (other, self) };
        if short.is_single() {
            return long.keys.contains(&short.keys[0]);
        }
        if short.family_first != long.family_first {
            // "Abe Shinzo" and "Shinzo Abe"; "Kim Sung" and "Sung Kim" may be two.
            let plain = |key: &u64| lexicon().flags(*key) & flag::EAST == 0;
            return short.keys.len() == 2
                && long.keys.len() == 2
                && short.keys[0] == long.keys[1]
                && short.keys[1] == long.keys[0]
                && short.keys.iter().all(plain);
        }
        if short.keys.len() < long.keys.len()
            && (long.keys.ends_with(&short.keys)
                || (!short.family_first && long.keys.starts_with(&short.keys)))
        {
            return true;
        }
        if short.family != long.family {
            return false;
        }
        if short.family_first {
            return false;
        }
        // Given names in order: each of the shorter must answer to one of the longer, the first to the first.
        let long_given: Vec<usize> = long.given().collect();
        let mut next = 0;
        for (n, i) in short.given().enumerate() {
            let found = (next..long_given.len()).find(|&j| alike(short, i, long, long_given[j]));
            match found {
                Some(j) if n > 0 || j == 0 => next = j + 1,
                _ => return false,
            }
        }
        true
    }
}

/// True where two given names agree: the same, one the initial of the other, or a known short form.
fn alike(a: &Parsed, i: usize, b: &Parsed, j: usize) -> bool {
    if a.keys[i] == b.keys[j] {
        return true;
    }
    let ((a_letter, a_initial), (b_letter, b_initial)) = (a.initials[i], b.initials[j]);
    if a_initial || b_initial {
        return a_letter == b_letter;
    }
    NICKNAMES.iter().any(|group| {
        let mut keys = group.split(' ').map(key_of);
        keys.clone().any(|k| k == a.keys[i]) && keys.any(|k| k == b.keys[j])
    })
}

/// Short forms of forenames.
const NICKNAMES: &[&str] = &[
    "bill william will willy",
    "bob robert rob bobby",
    "mike michael mick",
    "jim james jimmy",
    "joe joseph",
    "tom thomas",
    "tony anthony",
    "dick richard rick",
    "ted edward theodore ed",
    "chuck charles charlie",
    "dan daniel",
    "dave david",
    "don donald",
    "steve steven stephen",
    "chris christopher",
    "al albert",
    "ben benjamin",
    "ron ronald",
    "ken kenneth",
    "larry lawrence",
    "harry henry",
    "jack john",
    "nick nicholas",
    "pete peter",
    "greg gregory",
    "tim timothy",
    "sam samuel",
    "andy andrew",
    "alex alexander",
    "matt matthew",
    "jeff jeffrey",
    "kate katherine catherine kathryn",
    "liz elizabeth",
    "sue susan",
    "jimmy james",
    "vlad vladimir",
    "misha mikhail",
    "dmitry dmitri dimitri",
    "sergei sergey",
    "alexei aleksei alexey",
    "mohammed muhammad mohammad mohamed",
];

/// Reads a name.
pub(super) fn parse(words: &Words<'_>, range: Range<usize>) -> Parsed {
    let mut keys = Vec::with_capacity(range.len());
    let mut initials = Vec::with_capacity(range.len());
    let mut at = Vec::with_capacity(range.len());
    let mut suffix = 0;
    let mut whole = String::new();
    for i in range.clone() {
        let word = &words.all[i];
        let written = words.str(i);
        if i + 1 == range.end && i > range.start && word.has(flag::SUFFIX) && !word.has(flag::FORENAME) {
            suffix = word.key;
            continue;
        }
        whole.extend(written.chars().filter(|c| c.is_alphanumeric()));
        if word.is_mark()
            || (word.has(flag::PARTICLE)
                && (word.is_lower() || i > range.start || !word.has(flag::FORENAME | flag::EAST))
                && i + 1 < range.end)
        {
            continue;
        }
        let bare = without_article(written);
        keys.push(if bare.len() == written.len() { word.key } else { key_of(bare) });
        let letter = bare.chars().next().unwrap_or(' ').to_lowercase().next().unwrap_or(' ');
        initials.push((letter, word.form == Form::Initials));
        at.push(i);
    }
    if keys.is_empty() {
        keys.push(words.all[range.start].key);
        initials.push((' ', false));
        at.push(range.start);
    }
    let family_first = is_family_first(words, &at);
    let family_at = if family_first { 0 } else { keys.len() - 1 };
    Parsed {
        family: keys[family_at],
        family_at,
        family_first,
        suffix,
        whole: key_of(&whole),
        gender: gender(&words.all[at[if family_first { at.len() - 1 } else { 0 }]], keys.len()),
        keys,
        initials,
    }
}

fn gender(word: &Word, count: usize) -> Option<Gender> {
    match word.flags & flag::FORENAME {
        flag::FORENAME_M if count > 1 => Some(Gender::Male),
        flag::FORENAME_F if count > 1 => Some(Gender::Female),
        _ => None,
    }
}

/// "Assad" of "al-Assad".
fn without_article(name: &str) -> &str {
    match name.split_once('-') {
        Some((article, rest))
            if rest.len() > 1
                && ["al", "el", "ul", "as", "ad", "ar", "ash", "an"]
                    .iter()
                    .any(|a| article.eq_ignore_ascii_case(a)) =>
        {
            rest
        }
        _ => name,
    }
}

/// True for words that read as a name with the family name first, none of them a word of something else.
pub(super) fn reads_eastern(words: &Words<'_>, range: Range<usize>) -> bool {
    let at: Vec<usize> = range.clone().take(4).collect();
    at.len() == range.len() && is_family_first(words, &at)
}

/// True for names such as "Kim Jong-un", "Xi Jinping", "Nguyen Phu Trong", "Lee Hsien Loong".
fn is_family_first(words: &Words<'_>, at: &[usize]) -> bool {
    let Some((&first, given)) = at.split_first() else { return false };
    if given.is_empty() || given.len() > 3 {
        return false;
    }
    let first = &words.all[first];
    if !first.has(flag::EAST) {
        // "Abe Shinzo", "Orban Viktor": a surname that is no forename before a forename that is no surname.
        let surname = first.has(flag::SURNAME) && !first.has(flag::FORENAME | flag::AMBIGUOUS);
        let forename = |i: usize| {
            let word = &words.all[i];
            word.has(flag::FORENAME) && !word.has(flag::SURNAME | flag::AMBIGUOUS | flag::EAST)
        };
        return surname && given.len() == 1 && forename(given[0]);
    }
    given.iter().all(|&i| {
        let word = &words.all[i];
        let written = words.str(i);
        let hyphened = written.contains(['-', '‑', '‐']);
        word.form != Form::Initials
            && (!word.has(flag::FORENAME) || hyphened || word.has(flag::EAST))
            && written.split(['-', '‑', '‐', '\'', '’']).all(is_syllabic)
    })
}

/// True for one or two syllables as Pinyin, Korean and Vietnamese romanisations spell them.
fn is_syllabic(word: &str) -> bool {
    if !word.is_ascii() {
        // Vietnamese with its marks, Pinyin with tones.
        return word.chars().count() <= 8;
    }
    let lower = word.to_ascii_lowercase();
    let bytes = lower.as_bytes();
    if bytes.is_empty() || bytes.len() > 9 {
        return false;
    }
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w');
    let mut i = 0;
    let mut syllables = 0;
    while i < bytes.len() {
        let from = i;
        while i < bytes.len() && (!vowel(bytes[i]) || (i == from && matches!(bytes[i], b'y' | b'w'))) {
            i += 1;
        }
        let onset = &lower[from..i];
        let fits = matches!(
            onset,
            "" | "b"
                | "p"
                | "m"
                | "f"
                | "d"
                | "t"
                | "n"
                | "l"
                | "g"
                | "k"
                | "h"
                | "j"
                | "q"
                | "x"
                | "zh"
                | "ch"
                | "sh"
                | "r"
                | "z"
                | "c"
                | "s"
                | "y"
                | "w"
                | "ts"
                | "tz"
                | "hs"
                | "kh"
                | "ph"
                | "th"
                | "ng"
                | "gw"
                | "ky"
                | "v"
                | "tr"
                | "nh"
                | "gi"
                | "qu"
                | "pp"
                | "kk"
                | "tt"
                | "ss"
                | "jj"
        );
        if !fits {
            return false;
        }
        let nucleus = i;
        while i < bytes.len() && vowel(bytes[i]) {
            i += 1;
        }
        if i == nucleus || i - nucleus > 4 {
            return false;
        }
        syllables += 1;
        // A coda, unless a vowel follows it and it opens the next syllable.
        let rest = &bytes[i..];
        let coda =
            if rest.starts_with(b"ng") || rest.starts_with(b"ch") || rest.starts_with(b"nh") { 2 } else { 1 };
        let fits_coda = rest.first().is_some_and(|b| {
            matches!(b, b'n' | b'm' | b'k' | b'p' | b't' | b'l' | b'r' | b'h' | b'g' | b'c' | b'b')
        });
        if fits_coda && rest.get(coda).is_none_or(|&b| !vowel(b) || (coda == 2 && rest.starts_with(b"ng"))) {
            i += coda.min(rest.len());
        }
    }
    syllables <= 2
}

/// The parts as shown.
pub(super) fn parts(words: &Words<'_>, range: Range<usize>, parsed: &Parsed) -> NameParts {
    let full = clean(words.slice(range.clone()));
    if range.len() == 1 {
        return NameParts { full, family: None, given: None, family_first: false };
    }
    let (family, given) = if parsed.family_first {
        (range.start..range.start + 1, range.start + 1..range.end)
    } else {
        let mut end = range.end;
        if end - range.start > 2
            && words.all[end - 1].has(flag::SUFFIX)
            && !words.all[end - 1].has(flag::FORENAME)
        {
            end -= 1;
        }
        let mut start = end - 1;
        while start > range.start + 1
            && words.all[start - 1].has(flag::PARTICLE)
            && words.all[start - 1].is_lower()
        {
            start -= 1;
        }
        (start..end, range.start..start)
    };
    let text = |r: Range<usize>| (!r.is_empty()).then(|| clean(words.slice(r)));
    NameParts { full, family: text(family), given: text(given), family_first: parsed.family_first }
}

/// A name as written, line breaks turned into spaces and invisible characters left out.
fn clean(name: &str) -> String {
    let mut clean = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
        {
            clean.push(c);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn read(name: &str) -> (Parsed, NameParts) {
        let text = Text::plain(name);
        let words = Words::read(&text);
        let parsed = parse(&words, 0..words.all.len());
        let shown = parts(&words, 0..words.all.len(), &parsed);
        (parsed, shown)
    }

    fn check(name: &str, family: &str, given: &str) {
        let (_, shown) = read(name);
        assert_eq!((shown.family.as_deref(), shown.given.as_deref()), (Some(family), Some(given)), "{name}");
    }

    #[test]
    fn family_names_stand_where_their_country_puts_them() {
        check("Kim Jong-un", "Kim", "Jong-un");
        check("KIM Jong Un", "KIM", "Jong Un");
        check("Xi Jinping", "Xi", "Jinping");
        check("Nguyen Phu Trong", "Nguyen", "Phu Trong");
        check("Lee Hsien Loong", "Lee", "Hsien Loong");
        check("Kim Clijsters", "Clijsters", "Kim");
        check("Donald J. Trump", "Trump", "Donald J.");
        check("Martin Luther King Jr.", "King", "Martin Luther");
        check("Ursula von der Leyen", "von der Leyen", "Ursula");
        check("Shinzo Abe", "Abe", "Shinzo");
    }

    #[test]
    fn variants_are_told_from_namesakes() {
        let same = |a: &str, b: &str| read(a).0.may_be(&read(b).0);
        assert!(same("Kim Jong-un", "Kim Jong Un"));
        assert!(same("Kim Jong-un", "KIM Jong-un"));
        assert!(same("Donald J. Trump", "Donald Trump"));
        assert!(same("Sarah Sanders", "Sarah Huckabee Sanders"));
        assert!(same("Bashar al-Assad", "Bashar Assad"));
        assert!(same("Recep Tayyip Erdogan", "Recep Erdoğan"));
        assert!(same("Andres Manuel Lopez Obrador", "Lopez Obrador"));
        assert!(same("Bill Clinton", "William Clinton"));
        assert!(!same("Kim Jong-un", "Kim Yo-jong"));
        assert!(!same("Donald Trump", "Ivanka Trump"));
        assert!(!same("Donald Trump", "Donald Trump Jr."));
        assert!(!same("George W. Bush", "George H.W. Bush"));
        assert!(!same("Moon Jae-in", "Moon Chung-in"));
    }
}
