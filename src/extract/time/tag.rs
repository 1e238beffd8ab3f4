//! The walk over an article: recognise block by block, then resolve in order with a reference time that
//! moves along.

use chrono::{Datelike, NaiveDate};

use super::anchor::Anchor;
use super::expr::{Calendar, Head, Origin, Tense3, Unit, Which, Year};
use super::lexicon::Lexicon;
use super::overlap::keep_longest;
use super::reader::{self, Reader};
use super::resolve::{Context, resolve};
use super::rules::{self, Found};
use super::same::link_second_times;
use super::tense::tense_at;
use super::value::{Grain, Moment, TimeValue};
use super::widen::widen;
use crate::extract::TimeMention;
use crate::extract::places;
use crate::text::groups::{VerbGroup, verb_groups};
use crate::text::{BlockKind, Case, Text, TokenKind};
use crate::zone::ZoneSource;

/// Finds and resolves the times of `text`, sorted by span.
pub(super) fn tag(text: &Text<'_>, anchor: &Anchor) -> Vec<TimeMention> {
    let found = recognise(text);
    let dateline = dateline_zone(text, anchor);
    let anchor = dateline.as_ref().unwrap_or(anchor);
    let narrative = tells_history(&found, anchor);
    let quarterly =
        found.iter().filter(|f| matches!(f.expr.head, Head::Fraction { unit: Unit::Quarter, .. })).count()
            >= 2;
    let mut discourse = Discourse::default();
    let mut mentions: Vec<TimeMention> = Vec::with_capacity(found.len());
    for (k, one) in found.iter().enumerate() {
        let span = text.span_of(one.tokens.clone());
        discourse.enter(text.sentence_at(span.start), text.block_at(span.start));
        let day = day_ahead(text, &found, k, anchor, &mut discourse, narrative).or(discourse.day);
        let context = Context {
            anchor,
            reference: discourse.reference,
            day,
            tense: tense(text, &mut discourse.groups, one),
            narrative: narrative || discourse.tells_of_old(&one.expr.head),
            quarter: discourse
                .quarter
                .filter(|_| quarterly && (discourse.whole_year != discourse.sentence || compound(text, one))),
        };
        // "soon" in a tale of the past is no time ahead.
        if one.expr.head == Head::Reference(Tense3::Future) && context.tense == Some(Tense3::Past) {
            continue;
        }
        let value = resolve(&one.expr, &context);
        discourse.note(&one.expr.head, &value, anchor);
        mentions.push(TimeMention { span, expr: one.expr.clone(), value, rule: one.rule, same_as: None });
    }
    link_second_times(text, &mut mentions);
    mentions
}

/// The anchor with the zone of the text's own dateline ("HANOI, Feb. 28 (Agency) —"), where nothing better
/// is known.
fn dateline_zone(text: &Text<'_>, anchor: &Anchor) -> Option<Anchor> {
    if anchor.zone_source != ZoneSource::Assumed {
        return None;
    }
    let first = text.tokens_in(text.blocks().first()?.span).start;
    let shouted = |i: usize| text.tokens().get(i).is_some_and(|t| t.kind == TokenKind::Word(Case::Upper));
    let (zone, length) = places::zone_at(text, first).filter(|_| shouted(first))?;
    let mark = text.tokens().get(first + length)?.kind;
    let dateline = matches!(mark, TokenKind::Punct(',' | '(' | '—' | '–' | '-' | '/' | ':' | '_' | ';'));
    dateline.then(|| Anchor { zone, zone_source: ZoneSource::Inferred, ..anchor.clone() })
}

/// What is written, block by block.
fn recognise(text: &Text<'_>) -> Vec<Found> {
    let lexes = reader::lexes(text, Lexicon::english());
    let twelve = reader::counts_to_twelve(text, &lexes);
    let mut all = Vec::new();
    for block in text.blocks().iter().filter(|b| b.kind != BlockKind::Code) {
        let tokens = text.tokens_in(block.span);
        let r = Reader::new(text, &lexes, twelve, tokens.start, tokens.end);
        let mut found = Vec::new();
        rules::find_all(&r, &mut found);
        let mut kept = keep_longest(found);
        let mut free = tokens.start;
        for one in &mut kept {
            widen(&r, one, free);
            free = one.tokens.end;
        }
        share_years(text, &mut kept);
        all.extend(kept);
    }
    all
}

/// "April" of "April and June 1955", "Feb. 27" of "Feb. 27 to March 1, 2019": the year that follows is theirs too.
fn share_years(text: &Text<'_>, found: &mut [Found]) {
    for k in (1..found.len()).rev() {
        let (before, rest) = found.split_at_mut(k);
        let (one, next) = (&mut before[k - 1], &rest[0]);
        let Head::Calendar(Calendar { year: Some(year), month: Some(last), .. }) = next.expr.head else {
            continue;
        };
        let gap = one.tokens.end..next.tokens.start;
        let joined = |i: usize| {
            matches!(
                text.lower(i),
                "and" | "or" | "to" | "-" | "–" | "—" | "/" | "through" | "until" | "till" | "," | "the"
            )
        };
        if gap.len() > 3 || gap.is_empty() || !gap.into_iter().all(joined) {
            continue;
        }
        match &mut one.expr.head {
            Head::Month { month, which: Which::Open } if *month <= last => {
                one.expr.head =
                    Head::Calendar(Calendar { year: Some(year), month: Some(*month), ..Calendar::default() });
            }
            Head::Calendar(date)
                if date.year.is_none() && date.which.is_none() && date.month.is_some_and(|m| m <= last) =>
            {
                date.year = Some(year);
            }
            _ => {}
        }
    }
}

/// True for a text that tells of years long before its publication: its months hang on the years told.
fn tells_history(found: &[Found], anchor: &Anchor) -> bool {
    let Some(today) = anchor.date else { return true };
    let old = |year: i32| (year < today.year() - 1) as usize;
    let (mut history, mut news) = (0, 0);
    for one in found {
        match &one.expr.head {
            Head::Calendar(date) => history += date.year.map_or(0, old),
            Head::Year(Year::Stated(year)) => history += old(*year),
            Head::Season { year: Year::Stated(year), .. } => history += old(*year),
            Head::Day(_)
            | Head::Weekday { which: Which::Open | Which::Last | Which::Next | Which::This, .. } => news += 1,
            Head::Unit { which: Which::This | Which::Last | Which::Next, .. } => news += 1,
            Head::Reference(Tense3::Present) => news += 1,
            _ => {}
        }
    }
    history >= 4 && history > news * 2
}

/// Tense of the verb that governs a mention, for those that ask for it.
fn tense(text: &Text<'_>, groups: &mut Groups, one: &Found) -> Option<Tense3> {
    let open = match &one.expr.head {
        Head::Calendar(date) => date.year.is_none() && date.which.is_none(),
        Head::Weekday { which, .. } => matches!(which, Which::Open | Which::This | Which::That | Which::Any),
        Head::Month { which, .. } | Head::Weekend(which) => {
            matches!(which, Which::Open | Which::This | Which::Any)
        }
        Head::Fraction { year, .. } | Head::Season { year, .. } | Head::Holiday { year, .. } => {
            *year == Year::Relative(Which::Open)
        }
        Head::Clock { day, .. } | Head::PartOfDay { day, .. } => day.is_some(),
        Head::Reference(Tense3::Future) => true,
        _ => false,
    };
    if !open {
        return None;
    }
    let tense = tense_at(text, groups.of(text), one.tokens.clone());
    let start = one.tokens.start;
    let before = |back: usize| start.checked_sub(back).map_or("", |i| text.lower(i));
    // "until Tuesday", "as early as Tuesday" look ahead, whatever the tense.
    let until = before(1) == "until" && start.checked_sub(1).is_some_and(|i| text.word(i) == "until");
    let ahead = until || before(1) == "as" && matches!(before(2), "early" | "soon" | "late");
    let ahead = ahead || before(1) == "by" && tense != Some(Tense3::Past);
    if ahead && !matches!(one.expr.head, Head::Calendar(_)) { Some(Tense3::Future) } else { tense }
}

/// "the year-ago quarter", "the year-earlier period".
fn compound(text: &Text<'_>, one: &Found) -> bool {
    one.tokens.clone().any(|i| matches!(text.lower(i), "quarter" | "period"))
}

/// Verb groups of the sentence, read where a mention asks for them.
#[derive(Default)]
struct Groups {
    sentence: Option<usize>,
    read: Option<Vec<VerbGroup>>,
}

impl Groups {
    fn of(&mut self, text: &Text<'_>) -> &[VerbGroup] {
        let sentence = self.sentence;
        self.read.get_or_insert_with(|| {
            sentence.map_or(Vec::new(), |s| verb_groups(text, text.sentences()[s].tokens.clone()))
        })
    }
}

/// "9 a.m. on Thursday": the day that directly follows a time of day.
fn day_ahead(
    text: &Text<'_>,
    found: &[Found],
    k: usize,
    anchor: &Anchor,
    discourse: &mut Discourse,
    narrative: bool,
) -> Option<NaiveDate> {
    let (one, next) = (&found[k], found.get(k + 1)?);
    if !matches!(one.expr.head, Head::Clock { day: None, .. } | Head::PartOfDay { day: None, .. }) {
        return None;
    }
    if !matches!(next.expr.head, Head::Calendar(_) | Head::Weekday { .. } | Head::Day(_))
        || next.tokens.start > one.tokens.end + 2
    {
        return None;
    }
    if !(one.tokens.end..next.tokens.start).all(|i| matches!(text.lower(i), "on" | "," | "of")) {
        return None;
    }
    let context = Context {
        anchor,
        reference: discourse.reference,
        day: discourse.day,
        tense: tense(text, &mut discourse.groups, next),
        narrative,
        quarter: None,
    };
    resolve(&next.expr, &context).moment.filter(|m| m.grain == Grain::Day).map(|m| m.start.date())
}

/// The time under discussion, moving through the article.
#[derive(Default)]
struct Discourse {
    reference: Option<Moment>,
    day: Option<NaiveDate>,
    sentence: Option<usize>,
    block: Option<usize>,
    /// The paragraph that last named a year long before publication, with nothing of the day since.
    old: Option<usize>,
    /// The sentence that last named such a year alone.
    old_sentence: Option<usize>,
    /// The quarter that the text reports on.
    quarter: Option<Moment>,
    /// The sentence that speaks of months or a whole year instead.
    whole_year: Option<usize>,
    /// Verb groups of the sentence.
    groups: Groups,
}

impl Discourse {
    /// A new paragraph forgets the day; the reference time stays.
    fn enter(&mut self, sentence: Option<usize>, block: Option<usize>) {
        if sentence != self.sentence {
            self.groups = Groups { sentence, read: None };
        }
        if block != self.block {
            self.day = None;
        }
        (self.sentence, self.block) = (sentence, block);
    }

    /// True for a month or a date without a year in a paragraph that tells of years long ago.
    fn tells_of_old(&self, head: &Head) -> bool {
        let open = match head {
            Head::Month { which: Which::Open, .. } => true,
            Head::Calendar(date) => date.year.is_none() && date.which.is_none(),
            _ => false,
        };
        let told = |at: Option<usize>, here: Option<usize>| at.is_some() && at == here;
        open && (told(self.old, self.block) || told(self.old_sentence, self.sentence))
    }

    fn note(&mut self, head: &Head, value: &TimeValue, anchor: &Anchor) {
        // A bare year is often an aside: it holds for its sentence. A month with its year holds for the paragraph.
        let stated = match head {
            Head::Calendar(date) if date.month.is_some() => date.year,
            _ => None,
        };
        if let (Head::Year(Year::Stated(year)), Some(today)) = (head, anchor.date) {
            self.old_sentence = self.sentence.filter(|_| *year < today.year() - 1);
        }
        match (stated, anchor.date) {
            (Some(year), Some(today)) => self.old = self.block.filter(|_| year < today.year() - 1),
            _ if matches!(
                head,
                Head::Day(_)
                    | Head::Weekday { .. }
                    | Head::Unit { which: Which::This | Which::Last | Which::Next, .. }
            ) =>
            {
                self.old = None;
            }
            _ => {}
        }
        match head {
            Head::Fraction { unit: Unit::Quarter, .. }
            | Head::Unit { unit: Unit::Quarter, which: Which::Latest } => {
                self.quarter = value.moment;
            }
            // "nine months", "the year": what follows compares with these.
            Head::Duration { parts } if parts.iter().any(|(_, unit)| *unit == Unit::Month) => {
                self.whole_year = self.sentence
            }
            Head::Unit { unit: Unit::Year, which: Which::The } => self.whole_year = self.sentence,
            _ => {}
        }
        let Some(moment) = value.moment else { return };
        // "a year earlier" compares; the talk stays where it was.
        let compares = matches!(head, Head::Shift { unit: Unit::Year, from: Origin::Reference, .. })
            && self.quarter.is_some();
        if !compares {
            self.reference = Some(moment);
        }
        if moment.grain <= Grain::Day && !matches!(head, Head::Clock { zone: Some(_), day: None, .. }) {
            self.day = Some(moment.start.date());
        }
    }
}
