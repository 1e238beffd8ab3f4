//! Renders all pages in the background, to say which fail: nobody may look at them before the site is built.
//! One thread, after the site was quiet for a moment; a save makes it begin anew, and goes before it.

use std::sync::atomic::Ordering::Relaxed;
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
        let is_quiet = || !desk.busy.load(Relaxed) && desk.shown.borrow().edition.number == number;
        if number == proved || !is_quiet() {
            continue;
        }
        // A card takes longer than a page, and never fails.
        let mut pages = shown.edition.site.pages().iter().filter(|page| !matches!(page.kind, Kind::Card(_)));
        let whole = pages.all(|page| {
            if let Err(failed) = shown.edition.render(&page.route) {
                note_failure(desk, &shown, &failed);
            }
            is_quiet()
        });
        if whole {
            proved = number;
        }
    }
}
