//! Digests: the part of an event mention's id that its clause decides.
//!
//! Entry point: [`Digests::of`].

use std::collections::BTreeSet;

/// The digests given out in one article.
#[derive(Default)]
pub(super) struct Digests(BTreeSet<String>);

impl Digests {
    /// Six hexadecimal digits of the normalised clause; a clause that holds several events, or stands
    /// twice, has its trigger and then a number hashed in, so that each stays unique and the same from
    /// build to build.
    pub(super) fn of(&mut self, clause: &str, trigger: &str) -> String {
        let normal = normal(clause);
        let mut tried = normal.clone();
        let mut number = 0u32;
        loop {
            let digest = blake3::hash(tried.as_bytes()).to_hex()[..6].to_owned();
            if self.0.insert(digest.clone()) {
                return digest;
            }
            number += 1;
            tried = match number {
                1 => format!("{normal}\n{}", trigger.to_lowercase()),
                // Six digits hold 16 million: an article with many clashes takes longer ones.
                2..=40 => format!("{normal}\n{}\n{number}", trigger.to_lowercase()),
                _ => {
                    let long = blake3::hash(format!("{normal}\n{}", self.0.len()).as_bytes()).to_hex()[..12]
                        .to_owned();
                    self.0.insert(long.clone());
                    return long;
                }
            };
        }
    }
}

/// Lower case, words parted by one space, marks left out: an edited comma keeps the id.
fn normal(clause: &str) -> String {
    let mut out = String::with_capacity(clause.len());
    let mut gap = false;
    for c in clause.chars() {
        let plain = c.is_ascii_alphanumeric();
        if !plain && (c.is_ascii() || !c.is_alphanumeric()) {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        if plain { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_stable_and_unique() {
        let mut digests = Digests::default();
        let first = digests.of("The two met, briefly", "met");
        assert_eq!(first.len(), 6);
        assert_eq!(Digests::default().of("the two met  briefly", "met"), first);
        let second = digests.of("The two met, briefly", "met");
        assert_ne!(first, second);
        assert_ne!(digests.of("The two met, briefly", "met"), second);
    }
}
