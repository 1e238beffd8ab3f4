//! The stable codes of all messages. A code never changes its meaning; a retired one is never given anew.
//!
//! The first two digits are the group: 01 files, 02 front matter and configuration, 03 routes and links,
//! 04 templates, 05 output folder, 06 facts. The letter is the severity: E, W, N.

use serde::Serialize;

/// How severe a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The content has a problem: exit code 1.
    Error,
    /// Worth a look: exit code 1 with `--strict`.
    Warning,
    /// Good to know.
    Note,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal,)*) => {
        /// Which kind of message it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as printed: "E0101".
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }
        }
    };
}

codes! {
    /// A file that cannot be read.
    Unreadable = "E0101",
    /// A file that is not UTF-8.
    NotUtf8 = "E0102",
    /// Neither a file nor a folder (a fifo, a socket, a device).
    NotAFile = "E0103",
    /// A symbolic link that leaves the site folder or leads nowhere.
    OutsideLink = "E0104",
    /// A file of 4 GiB or more.
    TooLong = "E0105",
    /// A file that no one reads where it lies, or as it is.
    StrayFile = "W0101",
    /// A site without a single article.
    NoArticle = "W0102",
    /// YAML that does not parse.
    BrokenYaml = "E0201",
    /// A required key that is not there.
    MissingKey = "E0202",
    /// A key that stands twice.
    DuplicateKey = "E0203",
    /// A value of the wrong type.
    WrongType = "E0204",
    /// A date that is not on the calendar or not a date.
    BadDate = "E0205",
    /// A zone that IANA does not know.
    UnknownZone = "E0206",
    /// Front matter that does not end.
    OpenFrontMatter = "E0207",
    /// A value out of its range or of the wrong form.
    BadValue = "E0208",
    /// A key that nobody reads.
    UnknownKey = "W0201",
    /// A local time that the clocks skipped or showed twice.
    ClockChange = "W0202",
    /// Two sources for one route.
    DuplicateRoute = "E0301",
    /// A link to a page that is not there.
    BrokenLink = "W0301",
    /// A link to an anchor that is not there.
    BrokenAnchor = "W0302",
    /// A link out of the site folder.
    LinkOutside = "W0303",
    /// A reference (a summit, a person) to something that is not there.
    UnknownReference = "W0304",
    /// A template that does not parse or lacks a parent or component.
    BadTemplate = "E0401",
    /// A template that failed while a page was rendered.
    RenderFailed = "E0402",
    /// A page's template that is not there.
    MissingTemplate = "E0403",
    /// The output folder may not be written to.
    OutputRefused = "E0501",
    /// Writing failed; the old site stands.
    WriteFailed = "E0502",
    /// The site cannot be served: mostly, the port is taken.
    NotServed = "E0503",
    /// A folder that a new site cannot be made in.
    NotNew = "E0504",
    /// Outputs that need an absolute address were left out.
    NoBaseUrl = "N0501",
    /// A fact without a sentence.
    NoEvidence = "W0601",
    /// Two people who may be one.
    MaybeSamePerson = "W0602",
    /// A surname that more than one person of an article bears.
    AmbiguousSurname = "W0603",
    /// A clock time whose zone nothing tells.
    AssumedZone = "W0604",
    /// A weekday that contradicts its date.
    ContradictoryDate = "W0605",
    /// An image without a description.
    NoImageDescription = "W0606",
    /// An editor's override that no longer applies.
    OrphanedOverride = "W0607",
    /// An editor's override that fits several things.
    AmbiguousOverride = "W0608",
    /// Something told to follow another, with the earlier time.
    ContradictoryOrder = "W0609",
}

impl Code {
    /// How severe messages of this code are: the letter says it.
    pub fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'E' => Severity::Error,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_in_the_manual() {
        let manual = include_str!("../../docs/messages.md");
        for code in Code::ALL {
            let row = format!("| {} |", code.as_str());
            assert_eq!(manual.matches(&row).count(), 1, "docs/messages.md and {}", code.as_str());
        }
    }

    #[test]
    fn codes_are_unique_and_well_formed() {
        let codes: BTreeSet<&str> = Code::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        assert!(codes.iter().all(|c| c.len() == 5 && c.starts_with(['E', 'W', 'N'])));
    }
}
