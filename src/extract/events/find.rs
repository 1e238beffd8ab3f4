//! Candidates: every clause and noun phrase of a sentence that names an event and says what became of it.
//! Entry point: [`candidates`].

use std::ops::Range;

use super::apart::Apart;
use super::clause::{Clause, Link, clauses};
use super::lexicon;
use super::nouns::{Article, EventNoun, event_nouns};
use super::status::{self, Outlook, outlook};
use super::wording::Wording;
use crate::extract::Status;
use crate::text::Text;
use crate::text::groups::{Form, is_determiner};

/// An event as one sentence tells it, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) action: &'static str,
    pub(super) trigger: Range<usize>,
    /// The clause.
    pub(super) tokens: Range<usize>,
    /// The words that name the subject, perhaps in another clause; empty for nouns on their own.
    pub(super) subject: Range<usize>,
    /// The clause without its subject, for the gist of a verb.
    pub(super) predicate: Range<usize>,
    /// The words of its gist; `None` where none reads on its own.
    pub(super) wording: Option<Wording>,
    /// What became of it. A plain present still waits for its time.
    pub(super) outlook: Outlook,
    /// The noun that names the event, where a noun does.
    pub(super) noun: Option<Article>,
    /// True for a noun phrase without a verb of its own: its gist is the phrase.
    pub(super) phrase: bool,
    /// Where its times and places may stand.
    pub(super) scope: Range<usize>,
    /// "had met", which may be of any earlier day.
    pub(super) pluperfect: bool,
    /// "has met", "has since met".
    pub(super) present_perfect: bool,
    /// References to other events inside the clause: "after the dinner", as action and place.
    pub(super) follows: Vec<Reference>,
    /// References to events that come later: "before the dinner".
    pub(super) precedes: Vec<Reference>,
    /// True for a time that is a new date of something moved: "postponed to".
    pub(super) moved: bool,
    /// "did not start until eleven": the time after "until" is its own.
    pub(super) late: bool,
    /// True where the clause is joined to the one before by "and" and its subject.
    pub(super) shares_subject: bool,
    /// True where a time or place at the start of the sentence is the clause's as well.
    pub(super) takes_fronted: bool,
    /// Where that start ends: at the first verb.
    pub(super) fronted_end: usize,
    /// The first token of the sentence.
    pub(super) sentence_start: usize,
    /// The clause in its sentence; `None` for a phrase.
    pub(super) clause: Option<usize>,
    /// What joins the clause to its sentence.
    pub(super) link: Link,
    /// For clauses of time ("after they met"): the clause that they serve.
    pub(super) matrix: Option<usize>,
    /// The clause whose subject it shares.
    pub(super) shared: Option<usize>,
    /// "will" or "would": with a time stated, the plan stands on a schedule.
    pub(super) will: bool,
    /// "neither", "they": the clause speaks of more than one.
    pub(super) plural: bool,
    /// The clause whose time is this one's as well: "began at 18:30, when they met", "when they met in May, they signed".
    pub(super) beside: Option<Range<usize>>,
    /// For what is told by "after" and "before": how it lies to the clause that it goes with.
    pub(super) served: Option<Served>,
    /// True where another main clause of the sentence tells of a time long past.
    pub(super) parallel_history: bool,
    /// "in a few minutes", "shortly": still on the day on which it is told.
    pub(super) soon: bool,
    /// "since they met", "has since met": of an earlier day that nobody names.
    pub(super) since: bool,
}

/// How an event lies to the one that its clause or phrase goes with: "a day after A met B, C flew home".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Served {
    /// True for "after": this event is the earlier of the two.
    pub(super) earlier: bool,
    /// How far apart they are, where the text says so.
    pub(super) apart: Option<Apart>,
    /// The words of the clause that it goes with.
    pub(super) matrix: Range<usize>,
}

/// What one sentence tells.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) candidates: Vec<Candidate>,
    /// The train, session or text that is the subject of its main clause, for "it" in the next sentence.
    pub(super) thing: Option<Wording>,
}

/// The action of a clause that only says what became of events told before: "neither took place".
pub(super) const ANTECEDENT: &str = "";

/// A pointer at another event by its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) action: &'static str,
    pub(super) at: usize,
    /// "a day after the talks": how far off.
    pub(super) apart: Option<Apart>,
}

/// Reads one sentence. `quoted` tells which tokens stand in quotation marks.
pub(super) fn candidates(
    text: &Text<'_>,
    sentence: Range<usize>,
    quoted: &dyn Fn(usize) -> bool,
    is_person: &dyn Fn(Range<usize>) -> bool,
    is_place: &dyn Fn(Range<usize>) -> bool,
) -> Reading {
    if sentence.len() > LONGEST || text.word(sentence.end - 1) == "?" {
        return Reading::default();
    }
    let clauses = clauses(text, sentence.clone());
    let mut nouns = event_nouns(text, sentence.clone(), &clauses);
    nouns.retain(|n| !quoted(n.tokens.start));
    let mut finder = Finder {
        text,
        sentence,
        clauses: &clauses,
        nouns,
        used: Vec::new(),
        found: Vec::new(),
        is_person,
        is_place,
    };
    finder.used = vec![false; finder.nouns.len()];
    for (k, clause) in clauses.iter().enumerate() {
        if !quoted(clause.group.head) {
            finder.clause(k);
        }
    }
    finder.nouns_left();
    finder.schedule_line();
    let thing = finder.thing();
    let mut found = finder.found;
    found.sort_by_key(|c| (c.trigger.start, c.tokens.start));
    found.dedup_by(|b, a| a.trigger == b.trigger);
    Reading { candidates: found, thing }
}

/// Longest sentence that is read, in tokens: what is longer is a list or no prose.
const LONGEST: usize = 220;

/// One sentence while it is searched.
pub(super) struct Finder<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) sentence: Range<usize>,
    pub(super) clauses: &'a [Clause],
    pub(super) nouns: Vec<EventNoun>,
    /// Which nouns a verb has claimed.
    pub(super) used: Vec<bool>,
    pub(super) found: Vec<Candidate>,
    /// Tells whether the people layer knows somebody in a token range.
    pub(super) is_person: &'a dyn Fn(Range<usize>) -> bool,
    /// Tells whether a place is named in a token range.
    pub(super) is_place: &'a dyn Fn(Range<usize>) -> bool,
}

impl Finder<'_, '_> {
    fn clause(&mut self, k: usize) {
        let clause = &self.clauses[k];
        let group = &clause.group;
        let outlook = outlook(self.clauses, k);
        let meanwhile = group.form == Form::Gerund
            && group.tokens.start > self.sentence.start
            && matches!(
                self.text.lower(group.tokens.start - 1),
                "while" | "when" | "by" | "of" | "for" | "from" | "in" | "since"
            );
        // Nobody but a speaker says "we": such words are quoted, whatever became of the marks.
        let first_person = clause.subject.len() <= 4
            && clause
                .subject
                .clone()
                .any(|i| matches!(self.text.lower(i), "i" | "we" | "my" | "our" | "you"));
        // "scheduled to last 90 minutes": a length, no event.
        let length =
            clause.group.lemma == "last" && (clause.group.over.is_some() || clause.group.modal.is_some());
        // "had nearly broken down": it had not.
        let nearly = (group.tokens.start.saturating_sub(1).max(self.sentence.start)..group.head).any(|i| {
            matches!(self.text.lower(i), "nearly" | "almost")
                || self.text.lower(i) == "all" && self.text.lower(i + 1) == "but"
        });
        if nearly || self.habitual(clause) || meanwhile || first_person || length {
            return;
        }
        let lemma = group.lemma;
        let outlook = if self.starts_late(k) && outlook == Outlook::Not {
            Outlook::Is(Status::Happened)
        } else {
            outlook
        };
        let (as_subject, as_object) = self.nouns_of(clause);
        let theme: Vec<usize> = if group.passive { as_subject.clone() } else { as_object.clone() };
        if let Some(status) = self.disputes(clause, outlook) {
            let head = group.head;
            let candidate = self.candidate(k, ANTECEDENT, head..head + 1, Outlook::Is(status));
            return self.found.push(candidate);
        }
        // Who skips a dinner has not called it off.
        if lemma == "skip" && !group.passive {
            for &ix in &as_object {
                self.used[ix] = true;
            }
            return;
        }
        let off = lexicon::is_cancelling(self.text, lemma, group.head);
        // "Signing ceremony cancelled": the style of headlines and telegrams.
        let telegram = off
            && !matches!(lemma, "break" | "pull")
            && !group.passive
            && as_object.is_empty()
            && !as_subject.is_empty()
            && {
                let next = self.text.lower(group.tokens.end);
                !is_determiner(next)
                    && !self.text.tokens().get(group.tokens.end).is_some_and(|t| t.is_capitalised())
            };
        let theme = if telegram { as_subject.clone() } else { theme };
        if off && !theme.is_empty() {
            let status = match outlook {
                Outlook::Is(Status::Happened | Status::UnderWay) => Some(Status::Cancelled),
                Outlook::Present if group.passive => Some(Status::Cancelled),
                _ => None,
            };
            return self.emit_nouns(k, &theme, status.map(Outlook::Is));
        }
        // Something that the lexicon has no noun for was called off all the same.
        let thing =
            group.passive && theme.is_empty() && !clause.subject.is_empty() && clause.subject.len() < 16;
        if lexicon::is_cancelling(self.text, lemma, group.head)
            && thing
            && lemma != "drop"
            && lemma != "break"
            && lemma != "abandon"
            && outlook == Outlook::Is(Status::Happened)
            && self.turns_antecedent(clause, outlook).is_none()
        {
            let candidate =
                self.candidate(k, "event", group.head..group.head + 1, Outlook::Is(Status::Cancelled));
            self.found.push(candidate);
            return;
        }
        let moved = lexicon::is_postponing(self.text, lemma, group.head);
        // "The retreat stands postponed till October".
        let stands = moved
            && !group.passive
            && as_object.is_empty()
            && !as_subject.is_empty()
            && !matches!(lemma, "put" | "push" | "move");
        let theme = if stands { as_subject.clone() } else { theme };
        if moved && !theme.is_empty() {
            let status = match outlook {
                Outlook::Is(Status::Happened | Status::UnderWay) => Some(Status::Postponed),
                _ => None,
            };
            return self.emit_nouns(k, &theme, status.map(Outlook::Is));
        }
        if self.brought_forward(k) && group.passive && !as_subject.is_empty() {
            let planned =
                (outlook == Outlook::Is(Status::Happened)).then_some(Outlook::Is(Status::Scheduled));
            return self.emit_nouns(k, &as_subject, planned);
        }
        // "is scheduled for", "was set for", "was planned": without an infinitive.
        if let Some(planned) = self.planned(clause, outlook)
            && !as_subject.is_empty()
        {
            return self.emit_nouns(k, &as_subject, Some(planned));
        }
        if let Some(status) = self.turns_antecedent(clause, outlook) {
            let head = group.head;
            let candidate = self.candidate(k, ANTECEDENT, head..head + 1, Outlook::Is(status));
            self.found.push(candidate);
            return;
        }
        if lemma == "be" {
            return self.copula(k, outlook, &as_subject, &as_object);
        }
        let outlook = match (group.form, clause.before) {
            // "…, to be followed by a press conference", "begins at nine, followed by a lunch".
            (Form::Infinitive | Form::Participle, Some(before)) if group.passive && lemma == "follow" => {
                status::outlook(self.clauses, before)
            }
            _ => outlook,
        };
        if group.passive && matches!(lemma, "follow" | "precede") && !as_object.is_empty() {
            return self.emit_nouns(k, &as_object, Some(outlook));
        }
        // "will not hold a press conference" says only that none was planned; "the session will not be
        // held" calls one off.
        let outlook = if group.modal.is_some() && group.negated && !group.passive && as_subject.is_empty() {
            Outlook::Nothing
        } else {
            outlook
        };
        // "has a speech to prepare".
        let to_do = lemma == "have"
            && theme.iter().any(|&ix| {
                let end = self.nouns[ix].tokens.end;
                self.text.lower(end) == "to" && self.clauses.iter().any(|c| c.group.tokens.start == end)
            });
        let light = !to_do && lexicon::is_light(lemma) && !theme.is_empty() && self.light_fits(clause);
        if light {
            let theme: Vec<usize> = theme;
            return self.emit_nouns(k, &theme, Some(outlook));
        }
        let occurs = lexicon::is_occurrence(lemma) && !group.passive && !as_subject.is_empty();
        if occurs && self.occurrence_fits(clause) {
            return self.emit_nouns(k, &as_subject, Some(outlook));
        }
        if lexicon::is_ending(lemma) {
            let ended: Vec<usize> =
                if group.passive || as_object.is_empty() { as_subject } else { as_object };
            let tested = ended.iter().any(|&ix| matches!(self.nouns[ix].action, "test" | "drill" | "launch"));
            let off = lemma != "break"
                || (0..3).any(|i| matches!(self.text.lower(group.tokens.end + i), "off" | "down" | "up"));
            if !ended.is_empty() && !tested && off {
                // A meeting "breaks up" when it is over.
                let over = lemma == "break"
                    && self.text.lower(group.tokens.end) == "up"
                    && ended
                        .iter()
                        .all(|&ix| self.nouns[ix].action == "meet" && self.nouns[ix].tokens.len() == 1);
                let failed = matches!(lemma, "collapse" | "break" | "cut") && !over;
                let action = if failed { "collapse" } else { "end" };
                return self.emit_ending(k, action, &ended, outlook);
            }
        }
        let outlook = self.first_to(k).unwrap_or(outlook);
        if let Some(pattern) = self.pattern(clause) {
            let action = pattern.action;
            self.emit_verb(k, action, outlook);
        }
    }

    /// "Neither took place", "it was called off": what became of events told before.
    fn turns_antecedent(&self, clause: &Clause, outlook: Outlook) -> Option<Status> {
        let group = &clause.group;
        let subject = |words: &[&str]| {
            clause.subject.len() <= 3 && clause.subject.clone().any(|i| words.contains(&self.text.lower(i)))
        };
        let happened = outlook == Outlook::Is(Status::Happened);
        // "Both were cancelled": the reader of groups takes "both" for an adverb.
        let bare = clause.subject.is_empty()
            && clause.group.tokens.start > self.sentence.start
            && matches!(self.text.lower(clause.group.tokens.start - 1), "both" | "all" | "neither" | "none");
        let points = bare
            || subject(&["it", "they", "that", "both", "neither", "none", "these", "those", "which", "all"]);
        if !points {
            return None;
        }
        if group.passive && happened && lexicon::is_cancelling(self.text, group.lemma, group.head) {
            return Some(Status::Cancelled);
        }
        if group.passive && happened && lexicon::is_postponing(self.text, group.lemma, group.head) {
            return Some(Status::Postponed);
        }
        let occurs = lexicon::is_occurrence(group.lemma) && (group.passive || self.occurrence_fits(clause));
        let none = subject(&["neither", "none"]) && happened || outlook == Outlook::Not;
        if occurs && !none && happened && subject(&["it", "they", "both", "all"]) {
            return Some(Status::Happened);
        }
        (occurs && none).then_some(Status::Cancelled)
    }

    /// "was the first to land", "were the last to leave": as true as the verb before.
    fn first_to(&self, k: usize) -> Option<Outlook> {
        let clause = &self.clauses[k];
        let before = clause.before.filter(|&b| self.clauses[b].group.lemma == "be")?;
        let start = clause.group.tokens.start;
        let ordinal = (start.saturating_sub(3)..start)
            .any(|i| matches!(self.text.lower(i), "first" | "last" | "only" | "second" | "next"));
        let close = start - self.clauses[before].group.tokens.end <= 5;
        (clause.group.form == Form::Infinitive && clause.group.over.is_none() && ordinal && close)
            .then(|| status::outlook(self.clauses, before))
    }

    /// "A spokesman denied it": what was told just before is disputed.
    fn disputes(&self, clause: &Clause, outlook: Outlook) -> Option<Status> {
        let group = &clause.group;
        let denies =
            matches!(group.lemma, "deny" | "dispute" | "contradict" | "dismiss" | "refute" | "reject");
        let after = group.tokens.end;
        let first = self.text.lower(after);
        let end = self.text.tokens().get(after + 1).is_none_or(|t| !t.is_word())
            || matches!(self.text.lower(after + 1), "as" | "on" | "later" | "in" | "outright" | "flatly");
        let thing = matches!(first, "it" | "this" | "that") && end
            || matches!(first, "the" | "that" | "this" | "his" | "her" | "their")
                && matches!(
                    self.text.lower(after + 1),
                    "account"
                        | "report"
                        | "reports"
                        | "claim"
                        | "claims"
                        | "story"
                        | "version"
                        | "allegation"
                );
        let told = matches!(outlook, Outlook::Is(Status::Happened) | Outlook::Present);
        (denies && thing && told && !group.passive && !group.negated).then_some(Status::Disputed)
    }

    /// "often meets", "every year": habits.
    fn habitual(&self, clause: &Clause) -> bool {
        clause.tokens.clone().any(|i| {
            matches!(
                self.text.lower(i),
                "often"
                    | "usually"
                    | "always"
                    | "regularly"
                    | "routinely"
                    | "frequently"
                    | "typically"
                    | "traditionally"
                    | "sometimes"
                    | "annually"
                    | "every"
                    | "rarely"
                    | "seldom"
                    | "generally"
            )
        })
    }

    /// The event nouns that the clause's verb has as its subject and as its object.
    fn nouns_of(&self, clause: &Clause) -> (Vec<usize>, Vec<usize>) {
        let head = clause.group.tokens.end;
        let mut subject = Vec::new();
        let mut object = Vec::new();
        for (ix, noun) in self.nouns.iter().enumerate() {
            let inside = |range: &Range<usize>| range.contains(&noun.tokens.start);
            let loose = matches!(
                noun.preposition.as_str(),
                "after"
                    | "before"
                    | "ahead"
                    | "following"
                    | "during"
                    | "at"
                    | "in"
                    | "since"
                    | "until"
                    | "about"
                    | "on"
                    | "over"
                    | "from"
                    | "of end"
                    | "despite"
                    | "of"
                    | "as"
                    | "without"
            );
            if inside(&clause.subject) {
                // "at a press conference that began at 2": the noun is the relative's own subject.
                if !loose || clause.link == Link::Relative {
                    subject.push(ix);
                }
                continue;
            }
            let reach = head..clause.tokens.end.min(head + 24);
            let taking_part = noun.preposition == "in"
                && matches!(clause.group.lemma, "participate" | "engage" | "take" | "join");
            if inside(&reach) && (!loose || taking_part) {
                let purpose = noun.preposition == "for"
                    && !matches!(
                        clause.group.lemma,
                        "sit" | "gather" | "meet" | "reconvene" | "join" | "stop" | "withdraw" | "retire"
                    );
                let to = noun.preposition == "to" && clause.group.lemma != "sit";
                let with = noun.preposition == "with" && !noun.partial;
                let verb_between = self.clauses.iter().any(|c| {
                    c.group.tokens.start >= head
                        && c.group.tokens.start < noun.start
                        && c.group.head != clause.group.head
                });
                if !(purpose || to || with || verb_between) {
                    object.push(ix);
                }
            }
        }
        (subject, object)
    }

    /// "sit" only with "down" or a posture, "take" only with what one takes.
    fn light_fits(&self, clause: &Clause) -> bool {
        let next = |word: &str| (0..4).any(|k| self.text.lower(clause.group.tokens.end + k) == word);
        match clause.group.lemma {
            "see" | "include" => false,
            "carry" => next("out"),
            "kick" => next("off"),
            "take" => true,
            "open" | "start" | "begin" | "resume" | "continue" => true,
            "meet" => next("for"),
            "stop" => next("for"),
            "do" => false,
            _ => true,
        }
    }

    fn occurrence_fits(&self, clause: &Clause) -> bool {
        let next = |word: &str| (0..4).any(|k| self.text.lower(clause.group.tokens.end + k) == word);
        match clause.group.lemma {
            "take" => next("place"),
            "get" => next("way") || next("going"),
            "go" => next("ahead") || next("on"),
            "kick" => next("off"),
            "come" => next("at") || next("on"),
            "feature" => false,
            "run" => !next("into"),
            "follow" => true,
            _ => true,
        }
    }
}

/// Actions of a programme: that one of them was missing is news.
pub(super) fn is_ceremony(action: &str) -> bool {
    matches!(
        action,
        "sign"
            | "lunch"
            | "dinner"
            | "breakfast"
            | "press conference"
            | "ceremony"
            | "summit"
            | "meet"
            | "call"
            | "walk"
    )
}
