//! How a verb group is read, word by word: auxiliaries first, then the verb, then the infinitive that it
//! governs. Entry point: [`Reader::group_at`].

use std::ops::Range;

use super::Text;
use super::groups::{Catenative, Form, Modal, Tense, VerbGroup, class, ends_in_ly, is};
use super::verbs::VerbForm;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Auxiliary {
    Be(Tense),
    Been,
    Being,
    Have(Tense),
    Do(Tense),
    Modal(Modal),
}

/// A token range while its groups are read.
pub(super) struct Reader<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) range: Range<usize>,
}

/// A group as far as it was read.
#[derive(Clone, Copy)]
struct Draft {
    tense: Tense,
    modal: Option<Modal>,
    perfect: bool,
    progressive: bool,
    passive: bool,
    negated: bool,
    finite: bool,
}

impl Reader<'_, '_> {
    /// Tries to read a group whose first word is token `i`.
    pub(super) fn group_at(&self, i: usize, last: Option<&VerbGroup>) -> Option<VerbGroup> {
        let known = self.text.known(i);
        if known.verb.is_none() && known.classes & (class::AUXILIARY | class::TO) == 0
            || self.in_compound(i)
            || self.is_name(i)
        {
            return None;
        }
        if known.classes & class::TO != 0 {
            let (inner, negated) = self.skip(i + 1);
            let draft = Draft { finite: false, ..Draft::new(Tense::None, negated) };
            return self.base_chain(i, inner, draft);
        }
        if known.classes & class::AUXILIARY != 0
            && let Some((auxiliary, after)) = self.auxiliary(i)
        {
            return self.chain(i, auxiliary, after);
        }
        self.bare(i, last)
    }

    /// The auxiliary at `i` and the index after it and its contracted negation, with "negated".
    fn auxiliary(&self, i: usize) -> Option<(Auxiliary, (usize, bool))> {
        use Auxiliary::*;
        let glued_mark =
            |at: usize| self.text.tokens().get(at).is_some_and(|t| t.glued && (t.is('\'') || t.is('’')));
        if i > 0 && glued_mark(i - 1) && self.text.tokens()[i].glued {
            let pronoun = matches!(
                i.checked_sub(2).map(|at| self.lower(at)),
                Some("he" | "she" | "it" | "that" | "there" | "who" | "what" | "i" | "we" | "you" | "they")
            );
            let auxiliary = match self.lower(i) {
                "ll" if pronoun => Modal(self::Modal::Will),
                "d" if pronoun => Modal(self::Modal::Would),
                "ve" if pronoun => Have(Tense::Present),
                "re" | "m" if pronoun => Be(Tense::Present),
                "s" if pronoun => Be(Tense::Present),
                _ => return None,
            };
            return Some((auxiliary, (i + 1, false)));
        }
        let word = self.lower(i);
        let contracted = word.ends_with('n') && glued_mark(i + 1) && self.lower(i + 2) == "t";
        let whole = if contracted { &word[..word.len() - 1] } else { word };
        let negated = contracted || word == "cannot";
        let after = if contracted { i + 3 } else { i + 1 };
        let auxiliary = match whole {
            "is" | "are" => Be(Tense::Present),
            "am" if self.before(i) == "i" => Be(Tense::Present),
            "was" | "were" => Be(Tense::Past),
            "been" => Been,
            "being" => Being,
            "have" | "has" => Have(Tense::Present),
            "had" => Have(Tense::Past),
            "do" | "does" => Do(Tense::Present),
            "did" => Do(Tense::Past),
            "will" | "wo" | "shall" | "sha" => Modal(self::Modal::Will),
            "would" => Modal(self::Modal::Would),
            "can" | "ca" | "cannot" | "could" | "may" | "might" => Modal(self::Modal::May),
            "must" | "should" => Modal(self::Modal::Must),
            _ => return None,
        };
        if (whole == "wo" || whole == "ca" || whole == "sha") && !contracted {
            return None;
        }
        // "the will of the people", "a can".
        if matches!(auxiliary, Modal(_)) && self.class_before(class::DETERMINER, i) {
            return None;
        }
        Some((auxiliary, (after, negated)))
    }

    /// Skips adverbs and negations; tells where the next word is and whether a negation was passed.
    fn skip(&self, mut i: usize) -> (usize, bool) {
        let mut negated = false;
        while self.range.contains(&i) {
            match self.lower(i) {
                "not" | "never" => negated = true,
                "no" if self.lower(i + 1) == "longer" => {
                    negated = true;
                    i += 1;
                }
                // "had last met".
                "last" if self.verb(i + 1).is_some_and(|f| f.participle) => {}
                word if self.of_class(class::ADVERB, i) || ends_in_ly(word) => {}
                _ => break,
            }
            i += 1;
        }
        (i, negated)
    }

    fn chain(&self, start: usize, first: Auxiliary, after: (usize, bool)) -> Option<VerbGroup> {
        let (next, negated) = self.skip(after.0);
        let negated = negated || after.1;
        match first {
            Auxiliary::Modal(modal) => {
                let draft = Draft { modal: Some(modal), ..Draft::new(Tense::Present, negated) };
                self.base_chain(start, next, draft)
            }
            Auxiliary::Do(tense) => {
                let head = self.verb(next).filter(|f| f.base);
                match head {
                    Some(form) => self.finish(start, next, form.lemma, next + 1, Draft::new(tense, negated)),
                    None => self.finish(start, after.0 - 1, "do", after.0, Draft::new(tense, negated)),
                }
            }
            Auxiliary::Have(tense) => self.have(start, after.0, Draft::new(tense, negated)),
            Auxiliary::Be(tense) => self.be(start, after.0, Draft::new(tense, negated)),
            Auxiliary::Been | Auxiliary::Being => {
                let draft = Draft { finite: false, ..Draft::new(Tense::None, negated) };
                self.be(start, after.0, draft)
            }
        }
    }

    /// What follows a modal or "to": "meet", "be held", "have met".
    fn base_chain(&self, start: usize, next: usize, draft: Draft) -> Option<VerbGroup> {
        match self.lower(next) {
            "be" => self.be(start, next + 1, draft),
            "have" => self.have(start, next + 1, draft),
            "do" => self.finish(start, next, "do", next + 1, draft),
            _ => {
                let form = self.verb(next).filter(|f| f.base && !self.in_compound(next))?;
                self.finish(start, next, form.lemma, next + 1, draft)
            }
        }
    }

    /// After a form of "have".
    fn have(&self, start: usize, after: usize, mut draft: Draft) -> Option<VerbGroup> {
        let (next, negated) = self.skip(after);
        draft.negated |= negated;
        let word = self.lower(next);
        if word == "been" {
            draft.perfect = true;
            return self.be(start, next + 1, draft);
        }
        if word == "had" || word == "done" {
            draft.perfect = true;
            let lemma = if word == "had" { "have" } else { "do" };
            return self.finish(start, next, lemma, next + 1, draft);
        }
        if let Some(form) = self.verb(next).filter(|f| f.participle && !self.in_compound(next)) {
            draft.perfect = true;
            return self.finish(start, next, form.lemma, next + 1, draft);
        }
        self.finish(start, after - 1, "have", after, draft)
    }

    /// After a form of "be".
    fn be(&self, start: usize, after: usize, mut draft: Draft) -> Option<VerbGroup> {
        let (next, negated) = self.skip(after);
        draft.negated |= negated;
        let word = self.lower(next);
        if word == "being" {
            let (inner, negated) = self.skip(next + 1);
            draft.negated |= negated;
            if let Some(form) = self.verb(inner).filter(|f| f.participle) {
                (draft.progressive, draft.passive) = (true, true);
                return self.finish(start, inner, form.lemma, inner + 1, draft);
            }
        }
        if self.range.contains(&next) && !self.in_compound(next) && !self.is_name(next) {
            if self.catenative_at(next).is_some() && self.infinitive_after(next + 1).is_some() {
                return self.finish(start, next, "be", next + 1, draft);
            }
            if let Some(form) = self.verb(next) {
                // "was set for", "is due" without an infinitive are for the reader of occurrences.
                if form.gerund && !self.class_before(class::DETERMINER, next) {
                    draft.progressive = true;
                    return self.finish(start, next, form.lemma, next + 1, draft);
                }
                if form.participle {
                    draft.passive = true;
                    return self.finish(start, next, form.lemma, next + 1, draft);
                }
            }
            if word == "to" && self.infinitive_after(next).is_some() {
                return self.finish(start, after - 1, "be", after, draft);
            }
        }
        self.finish(start, after - 1, "be", after, draft)
    }

    /// A verb without auxiliary: a simple tense, a gerund, a reduced participle, or rather a noun.
    fn bare(&self, i: usize, last: Option<&VerbGroup>) -> Option<VerbGroup> {
        let form = self.verb(i)?;
        let before = self.before(i);
        let after = self.lower(i + 1);
        let possessive = i >= 2 && before == "s" && {
            let mark = self.text.tokens()[i - 2];
            mark.is('\'') || mark.is('’')
        };
        if self.class_before(class::DETERMINER, i) || possessive {
            return None;
        }
        if form.gerund && !form.base {
            return self.gerund(i, form, before, last);
        }
        if form.past || form.participle {
            return self.past(i, form, before, after, last);
        }
        self.present(i, form, before, after, last)
    }

    fn gerund(&self, i: usize, form: VerbForm, before: &str, last: Option<&VerbGroup>) -> Option<VerbGroup> {
        let after = self.lower(i + 1);
        let governed = matches!(
            before,
            "after" | "before" | "while" | "by" | "without" | "when" | "since" | "of" | "for" | "from" | "in"
        );
        // "before meeting with aides" may be either; "before meeting Trump" is a verb.
        let object = self.of_class(class::DETERMINER, i + 1)
            || self.is_name(i + 1)
            || after == "him"
            || after == "her";
        let comma = i > self.range.start && self.text.tokens()[i - 1].is(',');
        let plain_noun =
            matches!(form.lemma, "meet" | "sign" | "open" | "test" | "brief" | "build" | "begin");
        // "filmed them walking": seen, so it happened.
        let seen = last.is_some_and(|g| {
            is(class::PERCEPTION, g.lemma) && i - g.tokens.end <= 12 && g.tokens.end < i && !g.passive
        }) && !self.class_before(class::PREPOSITION, i)
            && !plain_noun;
        if !(object || comma || seen || (governed && !plain_noun)) {
            return None;
        }
        let draft = Draft { finite: false, ..Draft::new(Tense::None, false) };
        let mut group = self.finish(i, i, form.lemma, i + 1, draft)?;
        if group.form == Form::Infinitive {
            group.form = Form::Gerund;
        }
        group.negated = before == "without";
        Some(group)
    }

    fn past(
        &self,
        i: usize,
        form: VerbForm,
        before: &str,
        after: &str,
        last: Option<&VerbGroup>,
    ) -> Option<VerbGroup> {
        let preposition = self.class_before(class::PREPOSITION, i);
        let number = i > self.range.start && self.text.tokens()[i - 1].is_number();
        // An adjective before its noun: "with expected talks", "two planned meetings".
        if preposition || (number || self.counts(i)) && form.participle {
            return None;
        }
        // "and met", "were greeted and escorted": a participle beside one is passive as well.
        let joined = matches!(before, "and" | "or") || self.after_comma(i);
        let passive_before = last.is_some_and(|g| {
            joined
                && g.passive
                && form.participle
                && self.close(g, i)
                && (self.of_class(class::PREPOSITION, i + 1) || !form.past)
        });
        if let (true, Some(last)) = (passive_before, last) {
            return Some(VerbGroup { tokens: i..i + 1, head: i, lemma: form.lemma, ..last.clone() });
        }
        if !form.past && form.participle && !form.base {
            let perfect_before = last.is_some_and(|g| joined && g.perfect && !g.passive && self.close(g, i));
            if let (true, Some(last)) = (perfect_before, last) {
                return Some(VerbGroup { tokens: i..i + 1, head: i, lemma: form.lemma, ..last.clone() });
            }
            return self.reduced(i, form);
        }
        // "with nothing signed".
        if form.participle && before == "nothing" {
            let mut group = self.reduced(i, form)?;
            group.negated = true;
            return Some(group);
        }
        // "who arrived by train", "he was": a subject or a vehicle stands by a finite verb.
        let own_subject = matches!(before, "he" | "she" | "they" | "it" | "who" | "we" | "i");
        let vehicle = VEHICLES.contains(&self.lower(i + 2));
        // "Ada Okafor walked by the water".
        let named = i > self.range.start && self.text.tokens()[i - 1].is_capitalised();
        // "Trump, accompanied by aides,": a participle in an aside.
        if form.participle
            && !own_subject
            && (after == "by" && !vehicle && !named
                || (self.after_comma(i)
                    && (after == "in" || after == "for" && is(class::TRANSITIVE, form.lemma))))
        {
            return self.reduced(i, form);
        }
        // "the declaration signed in Singapore": a verb that needs an object and has none.
        let subject_is_open = last.is_none_or(|g| g.tokens.end < i);
        if form.participle
            && is(class::TRANSITIVE, form.lemma)
            && subject_is_open
            && !joined
            && !matches!(before, "he" | "she" | "they" | "it" | "who" | "we" | "i")
            && matches!(
                after,
                "in" | "at"
                    | "on"
                    | "between"
                    | "with"
                    | "last"
                    | "this"
                    | "earlier"
                    | "during"
                    | "for"
                    | "to"
                    | "outside"
                    | "inside"
                    | "near"
                    | "until"
            )
        {
            return self.reduced(i, form);
        }
        // "agreed", "planned" before a noun at the start: an adjective.
        if form.base && !form.past {
            return self.present(i, form, before, after, last);
        }
        let negated = self.never_before(i);
        self.finish(i, i, form.lemma, i + 1, Draft::new(Tense::Past, negated))
    }

    fn reduced(&self, i: usize, form: VerbForm) -> Option<VerbGroup> {
        let draft = Draft { passive: true, finite: false, ..Draft::new(Tense::Past, false) };
        let mut group = self.finish(i, i, form.lemma, i + 1, draft)?;
        group.form = Form::Participle;
        Some(group)
    }

    fn present(
        &self,
        i: usize,
        form: VerbForm,
        before: &str,
        after: &str,
        last: Option<&VerbGroup>,
    ) -> Option<VerbGroup> {
        if last.is_some_and(|g| g.tokens.end == i) {
            return None;
        }
        let joined = matches!(before, "and" | "or" | "then") || self.after_comma(i);
        if form.base && joined {
            // "will meet and sign": the second verb stands under the same modal.
            let shared = last.filter(|g| self.base_headed(g) && self.close(g, i));
            if let Some(last) = shared {
                let noun = self.of_class(class::PREPOSITION, i + 1)
                    && !matches!(form.lemma, "meet" | "arrive" | "travel");
                if !noun {
                    return Some(VerbGroup { tokens: i..i + 1, head: i, lemma: form.lemma, ..last.clone() });
                }
            }
            return None;
        }
        let pronoun = matches!(before, "he" | "she" | "it" | "who" | "which" | "they" | "we" | "you" | "i");
        let named = i > self.range.start && self.is_name(i - 1);
        let object = self.of_class(class::DETERMINER, i + 1)
            || self.is_name(i + 1)
            || matches!(
                after,
                "in" | "on"
                    | "at"
                    | "to"
                    | "with"
                    | "for"
                    | "from"
                    | "into"
                    | "up"
                    | "that"
                    | "out"
                    | "back"
                    | "home"
                    | "off"
                    | "talks"
                    | "discussions"
                    | "meetings"
                    | "bilateral"
                    | "joint"
                    | "separate"
            );
        // "the summit ends on Monday"
        let closes = matches!(form.lemma, "end" | "start")
            && matches!(after, "on" | "at" | "in" | "with" | "today" | "tomorrow")
            && !matches!(before, "both" | "loose" | "dead" | "opposite")
            && !self.class_before(class::DETERMINER, i);
        let licensed = match (form.third, form.base) {
            (true, _) => pronoun || closes || (object && (named || !is(class::NOUN, form.lemma))),
            (_, true) => {
                matches!(before, "they" | "we" | "you" | "i" | "who")
                    || (object
                        && before.len() > 3
                        && before.ends_with('s')
                        && !before.ends_with("ss")
                        && !is(class::NOUN, form.lemma))
            }
            _ => false,
        };
        if !licensed {
            return None;
        }
        self.finish(i, i, form.lemma, i + 1, Draft::new(Tense::Present, false))
    }

    /// True where the head of the group is a base form under a modal or an infinitive.
    fn base_headed(&self, group: &VerbGroup) -> bool {
        (group.modal.is_some() || group.over.is_some() || group.form == Form::Infinitive)
            && !group.perfect
            && !group.progressive
            && !group.passive
    }

    /// True where nothing but words of one clause stands between.
    fn close(&self, group: &VerbGroup, i: usize) -> bool {
        i - group.tokens.end <= 14
    }

    /// The index of the verb of "to (also) meet", where one starts at `i`.
    fn infinitive_after(&self, i: usize) -> Option<usize> {
        let (to, _) = self.skip(i);
        if self.lower(to) != "to" {
            return None;
        }
        let (inner, _) = self.skip(to + 1);
        let word = self.lower(inner);
        (matches!(word, "be" | "have" | "do") || self.verb(inner).is_some_and(|f| f.base)).then_some(inner)
    }

    /// Closes a group at its head, or goes on into the infinitive that a catenative governs.
    fn finish(
        &self,
        start: usize,
        head: usize,
        lemma: &'static str,
        end: usize,
        draft: Draft,
    ) -> Option<VerbGroup> {
        let group = VerbGroup {
            tokens: start..end,
            head,
            lemma,
            form: if draft.finite { Form::Finite } else { Form::Infinitive },
            tense: draft.tense,
            modal: draft.modal,
            perfect: draft.perfect,
            progressive: draft.progressive,
            passive: draft.passive,
            negated: draft.negated,
            over: None,
            perfect_infinitive: false,
            decision: false,
        };
        let is_to = lemma == "be" && self.lower(head) != "due" && head + 1 == end;
        let governor = self
            .catenative_at(end - 1)
            .or_else(|| (is_to && !draft.progressive).then_some(Catenative::Schedule));
        let Some(over) = governor else { return Some(group) };
        let (to, negated_before) = self.skip(end);
        if self.infinitive_after(end).is_none() {
            return Some(group);
        }
        let (inner, negated_inside) = self.skip(to + 1);
        let nested = Draft { finite: false, ..Draft::new(Tense::None, negated_before || negated_inside) };
        let Some(below) = self.base_chain(to, inner, nested) else { return Some(group) };
        let over = match below.over {
            // "is expected to be able to": the outer word decides, unless the inner one undoes it.
            Some(inner @ (Catenative::Failed | Catenative::Unreal)) => inner,
            Some(inner) if over == Catenative::Realised => inner,
            _ => over,
        };
        Some(VerbGroup {
            tokens: start..below.tokens.end,
            head: below.head,
            lemma: below.lemma,
            negated: group.negated || below.negated,
            passive: below.passive,
            progressive: below.progressive,
            perfect_infinitive: below.perfect || below.perfect_infinitive,
            over: Some(over),
            decision: !group.passive && is(class::DECISION, group.lemma),
            ..group
        })
    }
}

impl Draft {
    fn new(tense: Tense, negated: bool) -> Draft {
        Draft {
            tense,
            modal: None,
            perfect: false,
            progressive: false,
            passive: false,
            negated,
            finite: true,
        }
    }
}

/// What one travels by: "left by train" is no passive.
const VEHICLES: &[&str] =
    &["train", "plane", "car", "air", "sea", "helicopter", "bus", "boat", "road", "rail", "ship"];
