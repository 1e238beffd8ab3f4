//! Plans and states without a verb of their own: "was set for two", "is on the schedule", "the dinner is off".
//! Entry points: [`Finder::planned`], [`Finder::copula`].

use super::clause::Clause;
use super::find::Finder;
use super::status::Outlook;
use crate::extract::Status;
use crate::text::groups::Tense;

impl Finder<'_, '_> {
    /// The status of "is scheduled for", "had been planned", "is due".
    pub(super) fn planned(&self, clause: &Clause, outlook: Outlook) -> Option<Outlook> {
        let group = &clause.group;
        if group.over.is_some() {
            return None;
        }
        let word = self.text.lower(group.tokens.end - 1);
        let status = match (group.lemma, word) {
            ("schedule" | "plan" | "set" | "book" | "slate" | "pencil" | "foresee", _) if group.passive => {
                Status::Scheduled
            }
            ("announce" | "arrange" | "fix" | "organise" | "organize" | "line", _)
                if group.passive && matches!(self.text.lower(group.tokens.end), "for" | "up") =>
            {
                Status::Scheduled
            }
            ("expect" | "anticipate", _) if group.passive => Status::Expected,
            ("be", _) => match self.text.lower(group.tokens.end) {
                "due" | "slated" => Status::Scheduled,
                "on" | "in" | "still" | "also" | "now" if self.on_schedule(group.tokens.end) => {
                    Status::Scheduled
                }
                _ => return None,
            },
            ("appear" | "stand" | "remain", _) if self.on_schedule(group.tokens.end) => Status::Scheduled,
            _ => return None,
        };
        if group.negated || group.modal.is_some() {
            return Some(Outlook::Nothing);
        }
        match outlook {
            Outlook::Is(Status::Happened) if group.tense == Tense::Past => Some(Outlook::WasPlanned(status)),
            Outlook::Is(_) | Outlook::Present | Outlook::WasPlanned(_) => Some(Outlook::Is(status)),
            other => Some(other),
        }
    }

    /// "on the schedule", "on Thursday's agenda".
    pub(super) fn on_schedule(&self, from: usize) -> bool {
        (from..(from + 6).min(self.sentence.end)).any(|i| {
            matches!(
                self.text.lower(i),
                "schedule"
                    | "schedules"
                    | "agenda"
                    | "programme"
                    | "program"
                    | "timetable"
                    | "itinerary"
                    | "calendar"
                    | "cards"
            )
        })
    }

    /// "There was no signing", "the lunch was at noon", "the dinner is over".
    pub(super) fn copula(&mut self, k: usize, outlook: Outlook, subject: &[usize], object: &[usize]) {
        let clause = &self.clauses[k];
        let head = clause.group.head;
        let existential = clause.tokens.clone().any(|i| i < head && self.text.lower(i) == "there");
        if existential && clause.group.modal.is_some() && clause.group.negated {
            return;
        }
        if existential && !object.is_empty() {
            let object = object.to_vec();
            return self.emit_nouns(k, &object, Some(outlook));
        }
        let mut at = clause.group.tokens.end;
        while matches!(self.text.lower(at), "now" | "already" | "still" | "finally" | "also") {
            at += 1;
        }
        let next = self.text.lower(at).to_owned();
        let timed = self.text.tokens().get(at + 1).is_some_and(|t| t.is_number());
        if !subject.is_empty()
            && (matches!(next.as_str(), "under" | "underway" | "off" | "over")
                || (matches!(next.as_str(), "at" | "on") && timed))
        {
            let outlook = match (next.as_str(), outlook) {
                ("off", Outlook::Is(Status::Happened) | Outlook::Present) => Outlook::Is(Status::Cancelled),
                ("off", _) => Outlook::Nothing,
                ("under" | "underway", Outlook::Present | Outlook::Is(Status::Happened)) => {
                    Outlook::Is(Status::UnderWay)
                }
                ("over", Outlook::Present) => Outlook::Is(Status::Happened),
                (_, Outlook::Present) => Outlook::Is(Status::Scheduled),
                (_, other) => other,
            };
            let subject = subject.to_vec();
            self.emit_nouns(k, &subject, Some(outlook));
        }
    }
}
