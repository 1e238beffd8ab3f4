//! Slugs: what titles and names become in file names and anchors.
//!
//! Latin letters lose their diacritics, other scripts keep their letters, all else becomes a hyphen.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest slug in bytes, so that every file system takes it with an ending.
const LONGEST: usize = 120;

/// The slug of `text`: lower case, words joined by single hyphens. Empty only where the text has neither
/// a letter nor a digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | 'ʼ' | '`')) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        match spelt_out(c) {
            Some(letters) => slug.push_str(letters),
            None => slug.extend(c.to_lowercase()),
        }
    }
    let slug: String = slug.nfc().collect();
    let end = slug.char_indices().map(|(i, c)| i + c.len_utf8()).take_while(|&end| end <= LONGEST).last();
    slug[..end.unwrap_or(0)].trim_end_matches('-').to_owned()
}

/// Letters that decomposition leaves as they are, in plain ones.
pub(crate) fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_plain_words() {
        assert_eq!(slug("Kim Jong-un"), "kim-jong-un");
        assert_eq!(slug("Recep Tayyip Erdoğan"), "recep-tayyip-erdogan");
        assert_eq!(slug("Đặng  Thị O'Neill — “Łódź”"), "dang-thi-oneill-lodz");
        assert_eq!(slug("金正恩"), "金正恩");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn long_titles_are_cut_at_a_character() {
        assert!(slug(&"é語".repeat(200)).len() <= 120);
    }
}
