//! `site.yaml`, as meant. Without one, everything has a default.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::source::Source;
use crate::span::SourceSpan;
use crate::yaml::{self, Refusal};
use crate::zone::Zone;

/// What a site says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence about it; empty where none is given.
    pub description: String,
    /// BCP 47 language of articles and interface.
    pub language: String,
    /// Where the site will stand, with a final `/`; what needs absolute URLs is left out without it.
    pub base_url: Option<String>,
    /// The zone of reports whose place and front matter tell none.
    pub zone: Option<Zone>,
    /// When the build is said to take place (`--now`); what is new is counted from there, else from the newest
    /// article. No file of the site sets it.
    pub now: Option<DateTime<FixedOffset>>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: "Summit coverage".to_owned(),
            description: String::new(),
            language: "en".to_owned(),
            base_url: None,
            zone: None,
            now: None,
        }
    }
}

/// Reads `site.yaml`. What is wrong in it falls back to the default.
pub fn parse(source: Option<&Source>) -> Warned<Config> {
    let mut config = Config::default();
    let Some(source) = source else { return Warned::clean(config) };
    let mut diagnostics = Vec::new();
    let head = SourceSpan::new(0, source.text.lines().next().map_or(0, str::len));
    let document =
        yaml::read(&source.path, &source.text, 0, "`site.yaml`", head).into_value(&mut diagnostics);
    let mut fields = document.fields();
    let present = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    if let Some(title) = present(fields.text("title")) {
        config.title = title;
    }
    if let Some(description) = present(fields.text("description")) {
        config.description = description;
    }
    if let Some(language) = fields.parsed("language", language) {
        config.language = language;
    }
    config.base_url = fields.parsed("base_url", base_url);
    config.zone = fields.parsed("zone", zone);
    fields.finish(&mut diagnostics);
    diagnostics.sort_by(Diagnostic::cmp);
    Warned { value: config, diagnostics }
}

/// The address that a site will stand at, with a final `/`.
///
/// # Errors
/// A refusal where it is no web address.
pub fn base_url(text: &str) -> Result<String, Refusal> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let host = rest.split('/').next().unwrap_or_default();
    let is_web = matches!(scheme, "http" | "https");
    let is_clean =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "?#<>\"\\{}|^`".contains(c));
    if !is_web || host.is_empty() || !is_clean {
        return Err(Refusal::new(
            Code::BadValue,
            format!("`{text}` is not the address of a site"),
            "write it like `https://example.org/summits/`",
        ));
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

/// The moment at which a build is said to take place: a date-time with its offset, or a day, of which the
/// end is meant.
///
/// # Errors
/// A refusal where it is neither.
pub fn now(text: &str) -> Result<DateTime<FixedOffset>, Refusal> {
    let end = NaiveTime::from_hms_opt(23, 59, 59).expect("an hour that every day has");
    let day = || text.parse::<NaiveDate>().ok().map(|day| day.and_time(end).and_utc().fixed_offset());
    DateTime::parse_from_rfc3339(text).ok().or_else(day).ok_or_else(|| {
        Refusal::new(
            Code::BadValue,
            format!("`{text}` is no moment"),
            "write it like `2026-11-22T18:00:00Z` or `2026-11-22`",
        )
    })
}

fn language(text: &str) -> Result<String, Refusal> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric());
    let is_tag = (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && is_plain(part));
    if is_tag {
        return Ok(text.to_owned());
    }
    Err(Refusal::new(
        Code::BadValue,
        format!("`{text}` is not a language tag"),
        "write it like `en` or `en-GB`",
    ))
}

/// The zone that an editor wrote: a name from the IANA list, or an offset.
///
/// # Errors
/// A refusal with the name that may be meant.
pub fn zone(text: &str) -> Result<Zone, Refusal> {
    if let Ok(zone) = text.parse() {
        return Ok(zone);
    }
    let message = format!("`{text}` is not a time zone of the IANA list");
    let hint = match meant_zone(text) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write a name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`".to_owned(),
    };
    Err(Refusal::new(Code::UnknownZone, message, hint))
}

/// The zone that a name that is none most likely means: `hanoi` none, `asia/tokio` and `Tokyo` Asia/Tokyo,
/// `UTC+7` the offset.
fn meant_zone(text: &str) -> Option<String> {
    let asked = text.trim().replace([' ', '-'], "_").to_lowercase();
    let offset = asked.trim_start_matches("utc").trim_start_matches("gmt");
    let (sign, digits) = match (text.contains('-'), offset.trim_start_matches(['+', '_'])) {
        (true, digits) => ('-', digits),
        (false, digits) => ('+', digits),
    };
    let digits = digits.trim_end_matches(":00");
    if let Some(hours) = digits.parse::<u8>().ok().filter(|&hours| digits.len() <= 2 && hours <= 14) {
        return Some(format!("{sign}{hours:02}:00"));
    }
    let city = |name: &&'static str| name.rsplit('/').next().is_some_and(|city| city.to_lowercase() == asked);
    let same = |name: &&'static str| name.to_lowercase() == asked;
    let name = Zone::names().find(same).or_else(|| Zone::names().find(city)).or_else(|| {
        let is_long = asked.contains('/') || asked.len() > 4;
        is_long.then(|| yaml::nearest(&asked, Zone::names())).flatten()
    });
    name.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source { path: "site.yaml".into(), text: text.into(), digest: [0; 32] }
    }

    #[test]
    fn all_keys_are_optional() {
        assert_eq!(parse(None), Warned::clean(Config::default()));
        assert_eq!(parse(Some(&source("# nothing yet\n"))), Warned::clean(Config::default()));
        let parsed = parse(Some(&source("title: 1986\nbase_url: https://a.example/x\nzone: Asia/Seoul\n")));
        assert_eq!(parsed.diagnostics, []);
        assert_eq!(parsed.value.title, "1986");
        assert_eq!(parsed.value.base_url.as_deref(), Some("https://a.example/x/"));
        assert_eq!(parsed.value.zone, Zone::named("Asia/Seoul"));
    }

    #[test]
    fn every_mistake_is_reported() {
        let parsed =
            parse(Some(&source("titel: A\nbase_url: example.org\nzone: Asia/Hanoy\nlanguage: English\n")));
        let codes: Vec<&str> = parsed.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["W0201", "E0208", "E0206", "E0208"]);
    }

    #[test]
    fn a_zone_that_is_none_names_the_one_that_is_meant() {
        let check = |text: &str, hint: &str| {
            assert_eq!(zone(text).expect_err("no zone").hint.as_deref(), Some(hint), "{text}");
        };
        check("asia/tokyo", "did you mean `Asia/Tokyo`?");
        check("Asia/Tokio", "did you mean `Asia/Tokyo`?");
        check("Singapor", "did you mean `Singapore`?");
        check("Helsinki", "did you mean `Europe/Helsinki`?");
        check("New York", "did you mean `America/New_York`?");
        check("UTC+7", "did you mean `+07:00`?");
        check("GMT-5", "did you mean `-05:00`?");
        check("hotel", "write a name such as `Asia/Ho_Chi_Minh`, or an offset such as `+07:00`");
    }
}
