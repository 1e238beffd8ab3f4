//! The language that a name is spelt in, for screen readers and hyphenation.

/// Countries whose one written language uses letters of its own beyond ASCII.
const LANGUAGES: &[(&str, &str)] = &[
    ("AT", "de"),
    ("BR", "pt"),
    ("CZ", "cs"),
    ("DE", "de"),
    ("DK", "da"),
    ("EE", "et"),
    ("ES", "es"),
    ("FR", "fr"),
    ("HR", "hr"),
    ("HU", "hu"),
    ("IS", "is"),
    ("LT", "lt"),
    ("LV", "lv"),
    ("MX", "es"),
    ("NO", "nb"),
    ("PL", "pl"),
    ("PT", "pt"),
    ("RO", "ro"),
    ("SE", "sv"),
    ("SI", "sl"),
    ("SK", "sk"),
    ("TR", "tr"),
    ("VN", "vi"),
];

/// The language of a name, as BCP 47, where its letters tell, or its letters and the person's country.
/// ASCII is no spelling of any one language: nothing is said of it.
pub fn language_of_name(name: &str, country: Option<&str>) -> Option<&'static str> {
    let foreign = name.chars().find(|c| c.is_alphabetic() && !c.is_ascii())?;
    match foreign {
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => return Some("ko"),
        '\u{3040}'..='\u{30ff}' => return Some("ja"),
        '\u{0e00}'..='\u{0e7f}' => return Some("th"),
        '\u{10a0}'..='\u{10ff}' => return Some("ka"),
        '\u{0530}'..='\u{058f}' => return Some("hy"),
        '\u{0590}'..='\u{05ff}' => return Some("he"),
        '\u{0370}'..='\u{03ff}' => return Some("el"),
        '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' => {}
        _ => return None,
    }
    let country = country?;
    LANGUAGES.iter().find(|(code, _)| code.eq_ignore_ascii_case(country)).map(|(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::language_of_name;

    fn check(name: &str, country: Option<&str>, expected: Option<&str>) {
        assert_eq!(language_of_name(name, country), expected, "{name}");
    }

    #[test]
    fn letters_and_country_tell_the_language() {
        check("Nguyễn Phú Trọng", Some("VN"), Some("vi"));
        check("Recep Tayyip Erdoğan", Some("TR"), Some("tr"));
        check("김정은", None, Some("ko"));
        check("François Hollande", None, None);
        check("Angela Merkel", Some("DE"), None);
        check("Владимир Путин", Some("RU"), None);
    }
}
