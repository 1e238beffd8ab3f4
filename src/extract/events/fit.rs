//! Does a clause meet a pattern of the lexicon? Particles, objects, and a subject that acts.
//! Entry point: [`Finder::pattern`].

use super::clause::Clause;
use super::find::Finder;
use super::lexicon::{self, VerbPattern};
use crate::text::groups::{Form, is_determiner, is_group_adverb};

/// How far after a verb its particle or object may stand, in tokens.
const REACH: usize = 12;

impl Finder<'_, '_> {
    /// The pattern of the lexicon that the clause's verb meets.
    pub(super) fn pattern(&self, clause: &Clause) -> Option<&'static VerbPattern> {
        let group = &clause.group;
        lexicon::verb_patterns(group.lemma).iter().find(|p| self.fits(p, clause))
    }

    fn fits(&self, pattern: &VerbPattern, clause: &Clause) -> bool {
        let group = &clause.group;
        let after = group.tokens.end;
        let limit = clause.tokens.end.min(after + REACH);
        if !pattern.particles.is_empty() && !self.particle_follows(pattern, after, limit) {
            return false;
        }
        if !pattern.objects.is_empty() {
            let range = if group.passive { clause.subject.clone() } else { after..limit };
            let near = range.start..range.end.min(range.start + 7);
            let hit = range.clone().any(|i| pattern.objects.contains(&self.text.lower(i)))
                || pattern.objects.contains(&"@") && !near.is_empty() && (self.is_place)(near);
            if !hit {
                return false;
            }
        }
        if pattern.transitive && !group.passive && !self.has_object(after, limit) {
            return false;
        }
        if pattern.personal && !group.passive && !self.personal(clause) {
            return false;
        }
        !self.figurative(pattern, clause)
    }

    /// True where a particle of the pattern follows: at once, adverbs aside; "off" and the like also behind
    /// a short object ("called it off").
    fn particle_follows(&self, pattern: &VerbPattern, after: usize, limit: usize) -> bool {
        let mut at = after;
        while at < limit && at < after + 3 {
            let word = self.text.lower(at);
            if pattern.particles.contains(&word) {
                return true;
            }
            if !is_group_adverb(word) && !matches!(word, "back" | "home" | "straight") {
                break;
            }
            at += 1;
        }
        (after..limit.min(after + 4)).any(|i| {
            let word = self.text.lower(i);
            matches!(word, "off" | "down" | "up" | "out" | "hands") && pattern.particles.contains(&word)
        })
    }

    /// Verbs of saying in the guise of actions: "announced that", "agreed that it was right".
    fn figurative(&self, pattern: &VerbPattern, clause: &Clause) -> bool {
        let next = self.text.lower(clause.group.tokens.end);
        match pattern.action {
            "demand" | "propose" | "pledge" | "reject" | "offer" => next == "that",
            "call" if clause.group.lemma == "call" && clause.group.passive => next != "by",
            "call" => !self.called_on_the_phone(clause),
            "talk" | "negotiate" => clause.group.passive,
            "depart" if clause.group.lemma != "leave" => clause.group.passive,
            "depart" => {
                clause.group.passive
                    || matches!(
                        next,
                        "open"
                            | "behind"
                            | "it"
                            | "little"
                            | "no"
                            | "them"
                            | "off"
                            | "office"
                            | "power"
                            | "school"
                            | "him"
                            | "her"
                            | "nothing"
                            | "much"
                    )
                    || (0..6).any(|i| self.text.lower(clause.group.tokens.end + i) == "behind")
            }
            "arrive" => next == "at" && self.text.lower(clause.group.tokens.end + 1) == "“",
            "meet" => matches!(next, "expectations" | "demands" | "conditions" | "resistance" | "criteria"),
            // "goes in his stead".
            "enter" if clause.group.lemma == "go" && next == "in" => {
                self.text.tokens().get(clause.group.tokens.end + 1).is_some_and(|t| t.is_word())
            }
            // "welcomed the agreement": nobody came.
            "greet" if clause.group.lemma == "welcome" && !clause.group.passive => {
                let after = clause.group.tokens.end;
                let object = after..clause.tokens.end.min(after + 8).max(after);
                !(self.is_person)(object.clone())
                    && !object.clone().any(|i| is_people(self.text.lower(i)))
                    && !self.text.tokens().get(after).is_some_and(|t| t.is_capitalised())
            }
            "walk" => next == "back" && self.text.lower(clause.group.tokens.end + 1) == "on",
            _ => false,
        }
    }

    /// "called Moon on Friday", not "called Kim a friend" or "called the dinner great": somebody is called,
    /// and nothing is said of them.
    fn called_on_the_phone(&self, clause: &Clause) -> bool {
        let after = clause.group.tokens.end;
        let limit = clause.tokens.end.min(after + 12);
        let telephone = (after..limit).any(|i| matches!(self.text.lower(i), "phone" | "telephone"));
        if telephone || clause.group.lemma != "call" {
            return true;
        }
        if !self.text.tokens().get(after).is_some_and(|t| t.is_capitalised())
            || !(self.is_person)(after..limit.max(after + 1))
        {
            return false;
        }
        let end = (after..limit).find(|&i| {
            let token = &self.text.tokens()[i];
            !token.is_capitalised()
                && !token.glued
                && !matches!(self.text.lower(i), "the" | "of" | "and" | "minister" | "president")
        });
        end.is_none_or(|i| {
            matches!(
                self.text.lower(i),
                "on" | "by"
                    | "from"
                    | "to"
                    | "after"
                    | "before"
                    | "at"
                    | "in"
                    | "late"
                    | "early"
                    | "shortly"
                    | "again"
                    | "about"
                    | "for"
                    | "with"
                    | "when"
                    | "while"
                    | ","
            )
        })
    }

    fn has_object(&self, after: usize, limit: usize) -> bool {
        let Some(token) = (after < limit).then(|| &self.text.tokens()[after]) else { return false };
        let word = self.text.lower(after);
        if word == "by" || word == "to" || word == "that" {
            return false;
        }
        token.is_capitalised()
            || is_determiner(word)
            || token.is_number()
            || matches!(
                word,
                "him" | "her" | "them" | "one" | "two" | "three" | "several" | "dozens" | "both" | "all"
            )
            || (token.is_word()
                && !matches!(
                    word,
                    "in" | "on"
                        | "at"
                        | "with"
                        | "for"
                        | "from"
                        | "as"
                        | "and"
                        | "against"
                        | "about"
                        | "up"
                        | "out"
                        | "when"
                        | "while"
                        | "after"
                        | "before"
                        | "over"
                        | "into"
                ))
    }

    /// True where the subject is a person, people or a state that acts.
    fn personal(&self, clause: &Clause) -> bool {
        if clause.subject.is_empty() {
            return clause.group.form != Form::Finite;
        }
        (self.is_person)(clause.subject.clone())
            || clause.subject.clone().any(|i| {
                is_people(self.text.lower(i))
            })
            // A state or a name that the people layer does not know: "Washington", "Pyongyang".
            || clause.subject.clone().any(|i| {
                self.text.tokens()[i].is_capitalised()
                    && i > self.sentence.start
                    && !self.nouns.iter().any(|n| n.tokens.contains(&i))
            })
            || (clause.subject.start == self.sentence.start
                && clause.subject.len() <= 4
                && self.text.tokens()[clause.subject.start].is_capitalised()
                && !is_determiner(self.text.lower(clause.subject.start))
                && !matches!(self.text.lower(clause.subject.start), "it" | "that" | "this" | "there"))
    }
}

/// Words for people, and for what people ride in, that act.
fn is_people(word: &str) -> bool {
    matches!(
        word,
        "latter"
            | "former"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "countries"
            | "armies"
            | "wing"
            | "he"
            | "she"
            | "they"
            | "who"
            | "leaders"
            | "leader"
            | "delegations"
            | "delegation"
            | "men"
            | "pair"
            | "presidents"
            | "president"
            | "ministers"
            | "minister"
            | "officials"
            | "official"
            | "envoys"
            | "envoy"
            | "negotiators"
            | "negotiator"
            | "diplomats"
            | "sides"
            | "teams"
            | "team"
            | "two"
            | "both"
            | "chairman"
            | "secretary"
            | "chancellor"
            | "king"
            | "queen"
            | "pope"
            | "general"
            | "party"
            | "aides"
            | "advisers"
            | "advisors"
            | "couple"
            | "reporters"
            | "journalists"
            | "counterparts"
            | "representatives"
            | "wife"
            | "wives"
            | "lady"
            | "government"
            | "women"
            | "people"
            | "demonstrators"
            | "protesters"
            | "crowd"
            | "crowds"
            | "thousands"
            | "premier"
            | "ambassador"
            | "adviser"
            | "host"
            | "guests"
            | "soldiers"
            | "spokesman"
            | "spokeswoman"
            | "motorcade"
            | "plane"
            | "train"
            | "one"
            | "guest"
            | "visitors"
            | "visitor"
            | "them"
            | "him"
            | "her"
            | "children"
    )
}
