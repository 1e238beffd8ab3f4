//! Clauses: a sentence cut at conjunctions, relatives and marks, each part with its verb and subject.
//!
//! A shallow reading over verb groups, not a parse: it aims at the clause that a report's sentence holds
//! beside others ("left the room **and** walked", "Kim, **who** arrived on Tuesday, met"). Entry point:
//! [`clauses`].

use std::borrow::Cow;
use std::ops::Range;

use super::words::{Class, is};
use crate::text::Text;
use crate::text::groups::{Form, VerbGroup, is_determiner, is_group_adverb, verb_groups};

/// One clause of a sentence, as token ranges.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Its verb.
    pub(super) group: VerbGroup,
    /// From its first word (conjunction left out) to its last.
    pub(super) tokens: Range<usize>,
    /// The words of the subject; those of another clause where it is shared.
    pub(super) subject: Range<usize>,
    /// What opens it.
    pub(super) link: Link,
    /// The clause whose subject it shares.
    pub(super) shared: Option<usize>,
    /// The word that opens it: a conjunction or a relative, or its first word.
    pub(super) opened: usize,
    /// The clause that governs it, for complements and gerunds; the clause before, for others.
    pub(super) before: Option<usize>,
}

/// What joins a clause to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing, or a mark.
    None,
    /// "and", "but", a comma, with the subject shared.
    Shared,
    /// "who", "which", "where".
    Relative,
    /// "that", or nothing after a verb of saying.
    Complement,
    /// "if", "unless", "whether".
    Condition,
    /// "when", "as", "while", "once", "until".
    When,
    /// "after".
    After,
    /// "before".
    Before,
    /// "because", "although".
    Reason,
}

/// Cuts a sentence (a token range) into clauses, in the order of their verbs.
pub(super) fn clauses(text: &Text<'_>, sentence: Range<usize>) -> Vec<Clause> {
    let whole = text.sentence_of(&sentence).map(|whole| Cow::Borrowed(text.groups(whole)));
    let groups = whole.unwrap_or_else(|| Cow::Owned(verb_groups(text, sentence.clone())));
    // "a day later than planned": no clause; "behind closed doors": nothing closes.
    let idle = |g: &&VerbGroup| {
        let than = g.tokens.start > sentence.start && text.lower(g.tokens.start - 1) == "than";
        let planned = matches!(g.lemma, "plan" | "expect" | "schedule" | "announce" | "agree");
        let doors = text.lower(g.head) == "closed" && text.lower(g.head + 1) == "doors";
        g.tokens.len() == 1 && (than && planned || doors)
    };
    let groups: Vec<&VerbGroup> = groups.iter().filter(|g| !idle(g)).collect();
    let last_finite = groups.iter().rfind(|g| g.form == Form::Finite).map_or(0, |g| g.tokens.start);
    let cutter = Cutter { text, sentence: sentence.clone(), last_finite };
    let mut clauses: Vec<Clause> = Vec::with_capacity(groups.len());
    let mut cuts: Vec<usize> = Vec::with_capacity(groups.len());
    for (k, group) in groups.iter().enumerate() {
        let (cut, clause) = cutter.open(k, group, &groups, &clauses);
        cuts.push(cut);
        clauses.push(clause);
    }
    // "Had Kennedy left, there would have been": an inverted condition.
    if matches!(text.lower(sentence.start), "had" | "were" | "should")
        && groups.first().is_some_and(|g| g.tokens.start == sentence.start)
    {
        let comma = sentence.clone().find(|&i| text.tokens()[i].is(',')).unwrap_or(sentence.end);
        for clause in clauses.iter_mut().take_while(|c| c.group.tokens.start < comma) {
            clause.link = Link::Condition;
        }
    }
    for k in 0..clauses.len() {
        // Purpose and gerund clauses belong to the clause that they follow.
        let limit = (k + 1..clauses.len())
            .find(|&j| {
                let outer = match clauses[j].group.form {
                    Form::Infinitive | Form::Participle => false,
                    Form::Gerund => matches!(clauses[j].link, Link::After | Link::Before),
                    Form::Finite => true,
                };
                outer && cuts[j] > clauses[k].group.head
            })
            .map_or(sentence.end, |j| match clauses[j].group.form {
                // "gave a speech | before flying home".
                Form::Gerund => clauses[j].tokens.start.max(cuts[j]),
                _ => cuts[j],
            });
        let end = cutter.close(clauses[k].group.tokens.end, limit);
        let start = clauses[k].tokens.start;
        clauses[k].tokens = start..end.max(clauses[k].group.tokens.end);
    }
    clauses
}

fn from_of(group: &VerbGroup) -> usize {
    group.tokens.end
}

struct Cutter<'a, 't> {
    text: &'a Text<'t>,
    sentence: Range<usize>,
    /// The first token of the last finite verb.
    last_finite: usize,
}

impl Cutter<'_, '_> {
    /// Where clause `k` is cut from what stands before it, and the clause so far.
    fn open(&self, k: usize, group: &VerbGroup, groups: &[&VerbGroup], done: &[Clause]) -> (usize, Clause) {
        let from = k.checked_sub(1).map_or(self.sentence.start, |p| groups[p].tokens.end);
        let gap = from..group.tokens.start;
        let saying = k > 0
            && (super::lexicon::is_saying(groups[k - 1].lemma)
                || super::lexicon::is_claiming(groups[k - 1].lemma)
                || super::lexicon::is_opinion(groups[k - 1].lemma)
                || groups[k - 1].lemma == "deny");
        let seen = k > 0 && group.form == Form::Gerund && group.tokens.start > groups[k - 1].tokens.end && {
            let before = self.before_word(group.tokens.start);
            !is(Class::Gerund, before) && !self.text.tokens()[group.tokens.start - 1].is(',')
        };
        let (cut, start, mut link) = self.delimiter(gap, k > 0, saying || seen);
        let start = start.min(group.tokens.start);
        let mut subject = self.trim(start..group.tokens.start);
        let previous = k.checked_sub(1);
        if link == Link::None && saying && cut == from {
            link = Link::Complement;
        }
        if group.form == Form::Gerund {
            link = match self.before_word(group.tokens.start) {
                "after" => Link::After,
                "before" => Link::Before,
                _ => link,
            };
        }
        let (mut tokens_start, mut cut) = (start, cut);
        let mut shared_with = None;
        // "left without signing": a gerund has no subject of its own, save where somebody saw it.
        let mut empty = subject.is_empty() || self.adverbial(subject.clone());
        if group.form == Form::Gerund && !seen {
            empty = true;
            subject = group.tokens.start..group.tokens.start;
            tokens_start = group.tokens.start;
            if matches!(self.before_word(group.tokens.start), "without" | "after" | "before") {
                tokens_start -= 1;
            }
        }
        // "A lunch that had been announced did not take place": the first verb stood in a relative clause.
        let aside =
            k > 0 && (done[k - 1].link == Link::Relative || done[k - 1].group.form == Form::Participle);
        // "In the quarrel that followed Trump called": a phrase with a relative clause, then the subject.
        let fronted = aside
            && group.form == Form::Finite
            && !empty
            && is(Class::Opening, self.text.lower(self.after_dateline(self.sentence.start)))
            && cut == from_of(groups[k - 1])
            && k == 1;
        let after_relative = aside
            && !fronted
            && group.form == Form::Finite
            && (matches!(link, Link::None | Link::Complement) && cut == from_of(groups[k - 1])
                || link == Link::None && empty);
        if fronted {
            link = Link::None;
        }
        if after_relative {
            link = Link::None;
            let from =
                if k == 1 { self.after_dateline(self.sentence.start) } else { done[k - 1].subject.start };
            let done = &done[k - 1..];
            let opened =
                if done[0].link == Link::Relative { done[0].opened } else { done[0].group.tokens.start };
            subject = self.trim(from.min(opened)..opened);
            tokens_start = group.tokens.start;
            cut = group.tokens.start;
        } else if group.form == Form::Participle {
            // "the signing, set for two o'clock": the noun before it.
            let noun = self.antecedent(group.tokens.start, &groups[..k]);
            if matches!(link, Link::Condition | Link::Complement | Link::Relative) {
                link = Link::None;
            }
            if !noun.is_empty() {
                subject = noun;
            }
        } else if link == Link::Relative && empty {
            subject = self.antecedent(cut, &groups[..k]);
        } else if (group.form == Form::Infinitive || empty) && k > 0 {
            let back = self.shared_with(k, group, done);
            if let Some(shared) = back {
                shared_with = Some(shared);
                subject = done[shared].subject.clone();
                if matches!(link, Link::None) {
                    link = Link::Shared;
                }
            } else if let Some(interrupted) = self.interrupted(done) {
                // "Kim, who had arrived, met": the subject stands before the relative clause.
                subject = interrupted.clone();
                tokens_start = group.tokens.start;
                cut = group.tokens.start;
                link = Link::None;
            }
        }
        let clause = Clause {
            group: group.clone(),
            tokens: tokens_start..group.tokens.end,
            subject,
            link,
            shared: shared_with,
            opened: cut,
            before: previous,
        };
        (cut, clause)
    }

    /// The clause whose subject a verb without one shares.
    fn shared_with(&self, k: usize, group: &VerbGroup, done: &[Clause]) -> Option<usize> {
        let last = &done[k - 1];
        let after_comma = group.tokens.start > self.sentence.start
            && self.text.tokens()[self.skip_adverbs_back(group.tokens.start) - 1].is(',');
        let aside = done
            .iter()
            .rev()
            .take_while(|c| matches!(c.link, Link::Relative | Link::Reason | Link::When | Link::Complement));
        if after_comma && group.form == Form::Finite && aside.into_iter().any(|c| c.link == Link::Relative) {
            return None;
        }
        if after_comma && last.group.form == Form::Participle && group.form == Form::Finite {
            let matrix = (0..k - 1).rev().find(|&j| done[j].group.form == Form::Finite);
            return matrix;
        }
        let finite =
            (0..k).rev().find(|&j| done[j].group.form == Form::Finite && done[j].link != Link::Relative);
        finite.or(Some(k - 1))
    }

    /// The subject before a relative clause or participle that a comma has closed.
    fn interrupted(&self, done: &[Clause]) -> Option<Range<usize>> {
        let aside =
            done.iter().rev().find(|c| c.link == Link::Relative || c.group.form == Form::Participle)?;
        let subject = aside.subject.clone();
        (!subject.is_empty()).then_some(subject)
    }

    /// The last delimiter in the words before a verb: where it stands, where the clause starts after it,
    /// and what it is.
    fn delimiter(&self, gap: Range<usize>, has_verb_before: bool, saying: bool) -> (usize, usize, Link) {
        let tokens = self.text.tokens();
        let near = self.skip_adverbs_back(gap.end).max(gap.start);
        let mut at = gap.end;
        let mut comma: Option<usize> = None;
        let mut conjunction: Option<usize> = None;
        while at > gap.start {
            at -= 1;
            let token = &tokens[at];
            // "(1850 GMT)" is no clause.
            if token.is(')') {
                let open = (gap.start..at).rev().take(24).find(|&i| tokens[i].is('('));
                if let Some(open) = open {
                    at = open;
                    continue;
                }
            }
            let colon = token.is(':') && !tokens.get(at + 1).is_some_and(|t| t.glued);
            if token.is(';') || token.is('—') || token.is('–') || colon || token.is('(') || self.dash(at)
            {
                return self.later(comma, conjunction, at, Link::None, has_verb_before);
            }
            if token.is(',') && comma.is_none() {
                comma = Some(at);
            }
            if !token.is_word() {
                continue;
            }
            let link = match self.text.lower(at) {
                "who" | "which" | "whom" | "whose" | "where" => Link::Relative,
                // "; that trip has been dropped".
                "that"
                    if at > self.sentence.start
                        && matches!(self.text.word(at - 1), ";" | ":" | "—")
                        && at + 1 < gap.end =>
                {
                    continue;
                }
                "that" if at > gap.start || has_verb_before => {
                    // "agreed after talks that lasted all night".
                    if saying && at + 1 < near || at == gap.start { Link::Complement } else { Link::Relative }
                }
                "if" | "unless" | "whether" => Link::Condition,
                "how" | "what" | "why" if has_verb_before => Link::Condition,
                "when" | "while" | "whilst" | "once" | "until" | "till" => Link::When,
                "as" if at > 0
                    && matches!(
                        self.text.lower(at - 1),
                        "known"
                            | "described"
                            | "billed"
                            | "such"
                            | "regarded"
                            | "seen"
                            | "referred"
                            | "well"
                            | "presented"
                    ) =>
                {
                    continue;
                }
                "as" if self.opens_clause(at, gap.end) => Link::When,
                "after" if self.opens_clause(at, gap.end) => Link::After,
                "before" if self.opens_clause(at, gap.end) => Link::Before,
                "because" | "although" | "though" | "since" if self.opens_clause(at, gap.end) => Link::Reason,
                "but" | "so" if has_verb_before => Link::Shared,
                "and" | "or" if has_verb_before && !saying => {
                    conjunction = Some(at);
                    if at + 1 >= near { return (at, at + 1, Link::Shared) } else { continue }
                }
                _ => continue,
            };
            if link == Link::Shared {
                let bare = at + 1 >= near;
                return (at, at + 1, if bare { Link::Shared } else { Link::None });
            }
            // "after the premier, Ada Okafor, spoke": the comma before the verb closes an apposition.
            let served = matches!(link, Link::After | Link::Before | Link::When | Link::Reason);
            let comma = comma.filter(|&c| c + 1 < near || !served);
            return self.later(comma, None, at, link, has_verb_before);
        }
        // "who was late because flights stood still on Sunday and Monday, arrived": the comma closes an aside.
        if let (Some(comma), Some(and)) = (comma, conjunction)
            && comma > and
            && comma + 1 >= near
            && !(and..comma).any(|i| self.text.tokens()[i].is(','))
            && (and + 1..comma).all(|i| self.is_of_a_time(i) || self.text.tokens()[i].is_number())
        {
            return (comma, comma + 1, Link::None);
        }
        if let Some(at) = conjunction.filter(|&c| comma.is_none_or(|m| m < c || m + 1 >= near))
            && at > gap.start
        {
            return (at, at + 1, Link::None);
        }
        // "in Singapore last June they signed": a pronoun begins a clause.
        let pronoun = near.checked_sub(1).filter(|&i| {
            i > gap.start
                && has_verb_before
                && matches!(self.text.lower(i), "he" | "she" | "they" | "it" | "we")
        });
        match (comma, pronoun) {
            (Some(at), _) if has_verb_before => (at, at + 1, Link::None),
            (None, Some(at)) => (at, at, Link::None),
            _ => (gap.start, self.after_dateline(gap.start), Link::None),
        }
    }

    /// A delimiter that opens a fronted phrase is closed by the comma after it: "after a walk, they met".
    fn later(
        &self,
        comma: Option<usize>,
        conjunction: Option<usize>,
        at: usize,
        link: Link,
        has_verb_before: bool,
    ) -> (usize, usize, Link) {
        match (comma, conjunction) {
            (Some(comma), _) if has_verb_before && link != Link::None && link != Link::Relative => {
                (comma, comma + 1, Link::None)
            }
            (_, Some(conjunction)) => (conjunction, conjunction + 1, Link::None),
            _ => (at, at + 1, link),
        }
    }

    /// True where "after" or "before" is followed by a subject and no comma before the verb.
    fn opens_clause(&self, at: usize, end: usize) -> bool {
        let inside = at + 1..end;
        // "After lunch the two walked": without another verb it is a preposition.
        if at == self.sentence.start && end >= self.last_finite {
            return false;
        }
        // "shortly before 5 p.m. they walked".
        if inside.clone().next().is_some_and(|i| {
            self.text.tokens()[i].is_number()
                || matches!(
                    self.text.lower(i),
                    "noon" | "midnight" | "dawn" | "lunch" | "dinner" | "half" | "midday"
                )
        }) {
            return false;
        }
        // "shortly after nine and the two talked": an hour.
        let hour = matches!(
            self.text.lower(at + 1),
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
        );
        if hour && matches!(self.text.lower(at + 2), "and" | "," | "in" | "on" | "when") {
            return false;
        }
        // "after the prime minister, Ada Okafor, handed": an apposition that is closed.
        let commas = inside.clone().filter(|&i| self.text.tokens()[i].is(',')).count();
        let closed = commas == 2 && self.text.tokens()[end - 1].is(',');
        let long = if closed { 22 } else { 12 };
        !inside.is_empty() && (commas == 0 || closed) && inside.len() <= long && !self.adverbial(inside)
    }

    fn dash(&self, at: usize) -> bool {
        let tokens = self.text.tokens();
        let spaced = |i: usize| tokens.get(i).is_some_and(|t| !t.glued);
        let double = tokens.get(at + 1).is_some_and(|t| t.glued && t.is('-')) && spaced(at + 2);
        tokens[at].is('-') && !tokens[at].glued && (spaced(at + 1) || double)
    }

    /// Past "HANOI, Feb 28 (Agency) —" at the start of a sentence.
    fn after_dateline(&self, start: usize) -> usize {
        if start != self.sentence.start {
            return start;
        }
        let tokens = self.text.tokens();
        let end = self.sentence.end.min(start + 20);
        let dash = (start..end).find(|&i| tokens[i].is('—') || tokens[i].is('–') || self.dash(i));
        match dash {
            Some(at) if (start..at).all(|i| !tokens[i].is_word() || tokens[i].is_capitalised()) => {
                at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| t.glued && t.is('-')))
            }
            _ => start,
        }
    }

    /// Where the clause ends: before an attribution or a mark, at most at `limit`.
    fn close(&self, from: usize, limit: usize) -> usize {
        let tokens = self.text.tokens();
        let mut end = limit;
        let mut depth = 0usize;
        for (i, token) in tokens.iter().enumerate().take(limit).skip(from) {
            if token.is('(') {
                depth += 1;
            } else if token.is(')') {
                depth = depth.saturating_sub(1);
            }
            let according = self.text.lower(i) == "according" && self.text.lower(i + 1) == "to";
            if token.is(';') || token.is('—') || (depth == 0 && self.dash(i)) || according {
                end = i;
                break;
            }
        }
        while end > from {
            // ", the text of" before a "which" that was cut off.
            if matches!(self.text.lower(end - 1), "of" | "in" | "for" | "with" | "to")
                && !self.text.follows_hyphen(end - 1)
            {
                let comma = (end.saturating_sub(7).max(from)..end).rev().find(|&i| tokens[i].is(','));
                end = comma.unwrap_or(end - 1);
                continue;
            }
            let last = &tokens[end - 1];
            let word = self.text.lower(end - 1);
            let mark = !last.is_word() && !last.is_number() && !last.is(')') && !last.is('%');
            let mark = mark && !(last.is('.') && last.glued && self.abbreviation(end - 1));
            if mark || matches!(word, "and" | "but" | "or" | "so" | "while" | "who" | "which" | "that") {
                end -= 1;
            } else {
                break;
            }
        }
        end
    }

    /// True for the stop of "a.m." or "U.S.".
    fn abbreviation(&self, at: usize) -> bool {
        at >= 3 && self.text.tokens()[at - 2].is('.') && self.text.word(at - 1).chars().count() == 1
    }

    /// Drops conjunctions and marks from both ends.
    fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let tokens = self.text.tokens();
        let loose = |i: usize| !tokens[i].is_word() && !tokens[i].is_number();
        while !range.is_empty() && loose(range.start) {
            range.start += 1;
        }
        while !range.is_empty()
            && (loose(range.end - 1) || is_group_adverb(self.text.lower(range.end - 1)))
            && !(tokens[range.end - 1].is('.') && tokens[range.end - 1].glued)
        {
            range.end -= 1;
        }
        range
    }

    /// True where a range holds no noun phrase that could be a subject.
    fn adverbial(&self, range: Range<usize>) -> bool {
        range.clone().all(|i| {
            let word = self.text.lower(i);
            is_group_adverb(word) || !self.text.tokens()[i].is_word() || is(Class::Adverbial, word)
        }) || range.len() == 3
            && is(Class::Opening, self.text.lower(range.start))
            && matches!(
                self.text.lower(range.end - 1),
                "end" | "evening" | "morning" | "afternoon" | "night" | "meantime" | "event" | "hour"
            )
            || matches!(
                self.text.lower(range.start),
                "at" | "in" | "on" | "by" | "from" | "about" | "around" | "for" | "during" | "shortly"
            ) && !range.clone().any(|i| self.text.tokens()[i].is(','))
                && !range.clone().skip(1).any(|i| {
                    is_determiner(self.text.lower(i))
                        && !self.text.tokens().get(i + 1).is_some_and(|t| t.glued)
                        || matches!(self.text.lower(i), "he" | "she" | "they" | "it" | "we")
                        || self.text.tokens()[i].is_capitalised()
                            && i > range.start + 1
                            && !self.is_of_a_time(i)
                })
    }

    /// True for "GMT", "Thursday", "February": capitals of times.
    fn is_of_a_time(&self, i: usize) -> bool {
        is(Class::Calendar, self.text.lower(i)) || is(Class::Zone, self.text.lower(i))
    }

    /// The noun phrase before a relative pronoun.
    fn antecedent(&self, relative: usize, groups: &[&VerbGroup]) -> Range<usize> {
        let tokens = self.text.tokens();
        let mut end = relative;
        while end > self.sentence.start && tokens[end - 1].is(',') {
            end -= 1;
        }
        let mut start = end;
        while start > self.sentence.start && end - start < 12 {
            let token = &tokens[start - 1];
            let word = self.text.lower(start - 1);
            let stop = groups.iter().any(|g| g.tokens.contains(&(start - 1)))
                || token.is(',')
                || token.is(';')
                || token.is('"')
                || token.is('“')
                || matches!(
                    word,
                    "with"
                        | "to"
                        | "by"
                        | "and"
                        | "after"
                        | "before"
                        | "met"
                        | "that"
                        | "for"
                        | "was"
                        | "is"
                        | "were"
                );
            if stop {
                break;
            }
            start -= 1;
            let of = start > self.sentence.start && self.text.lower(start - 1) == "of";
            if is_determiner(word) && !of {
                break;
            }
        }
        start..end
    }

    fn skip_adverbs_back(&self, mut i: usize) -> usize {
        while i > self.sentence.start && {
            let word = self.text.lower(i - 1);
            is_group_adverb(word) || matches!(word, "never" | "not" | "afterwards" | "afterward")
        } {
            i -= 1;
        }
        i
    }

    fn before_word(&self, i: usize) -> &str {
        match i.checked_sub(1) {
            Some(at) if self.sentence.contains(&at) => self.text.lower(at),
            _ => "",
        }
    }
}
