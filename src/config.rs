//! `site.yaml`, as meant. Without one, everything has a default.

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
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: "Summit coverage".to_owned(),
            description: String::new(),
            language: "en".to_owned(),
            base_url: None,
            zone: None,
        }
    }
}
