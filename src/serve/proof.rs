//! Renders all pages in the background, to say which fail: nobody may look at them before the site is built.
//! One thread, after the site was quiet for a moment; a newer edition makes it begin anew.

use std::time::Duration;

use crate::page::Kind;

use super::answer::{SharedDesk, note_failure};

/// Nothing is rendered in the background for so long after a change.
const QUIET: Duration = Duration::from_millis(700);

/// Reads the proofs of each edition, for ever.
pub(super) fn run(desk: &SharedDesk) {
    let mut proved = 0;
    loop {
        std::thread::sleep(QUIET);
        let shown = desk.shown.borrow().clone();
        let number = shown.edition.number;
        if number == proved {
            continue;
        }
        let is_newest = || desk.shown.borrow().edition.number == number;
        proved = number;
        for page in shown.edition.site.pages() {
            if !is_newest() {
                break;
            }
            // A card takes longer than a page, and never fails.
            if matches!(page.kind, Kind::Card(_)) {
                continue;
            }
            if let Err(failed) = shown.edition.render(&page.route) {
                note_failure(desk, &shown, &failed);
            }
        }
    }
}
