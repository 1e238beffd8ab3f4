//! The walk over an article: recognise block by block, then resolve in order with a reference time that
//! moves along.

use chrono::{Datelike, NaiveDate};

use super::anchor::Anchor;
use super::discourse::{Discourse, Groups, Mention};
use super::expr::{Calendar, Head, Tense3, TimeExpr, Unit, Which, Year, ZoneName};
use super::hours;
use super::language::Language;
use super::lexicon::{Lex, Lexicon};
use super::overlap::keep_longest;
use super::reader::{self, Habits, Reader};
use super::resolve::{Context, resolve};
use super::rules::{self, Found};
use super::same::link_second_times;
use super::tense::{
    came_to_pass, flashback, had_been_planned, in_aside, moved_from, past_aside, past_form, planned_for,
    spanish, tense_at,
};
use super::value::Grain;
use super::widen::widen;
use crate::extract::TimeMention;
use crate::extract::places;
use crate::text::{BlockKind, Case, Text, TokenKind};
use crate::zone::ZoneSource;

/// Finds and resolves the times of `text`, sorted by span.
pub(super) fn tag(text: &Text<'_>, anchor: &Anchor) -> Vec<TimeMention> {
    let language = anchor.language;
    let lexes = reader::lexes(text, Lexicon::of(language));
    let found = recognise(text, &lexes, language);
    let dateline = dateline_zone(text, anchor);
    let anchor = dateline.as_ref().unwrap_or(anchor);
    let narrative = tells_history(&found, anchor);
    let quarters = found.iter().filter(|f| matches!(f.expr.head, Head::Fraction { unit: Unit::Quarter, .. }));
    let quarterly = quarters.count() >= 2;
    let declared = hours::declared_zone(text, &lexes, anchor);
    let stamps = hours::stamps(text, &found);
    let mut discourse = Discourse::new(language, narrative);
    let mut mentions: Vec<TimeMention> = Vec::with_capacity(found.len());
    for (k, one) in found.iter().enumerate() {
        let head = &one.expr.head;
        let span = text.span_of(one.tokens.clone());
        discourse.enter(text, text.sentence_at(span.start), text.block_at(span.start));
        let tense = tense(text, discourse.groups, one);
        let ahead = day_ahead(text, &found, k, anchor, &discourse, narrative);
        let set_aside = past_aside(text, discourse.groups.of(text), one.tokens.clone());
        let past = tense == Some(Tense3::Past)
            || past_form(text, discourse.groups.of(text), one.tokens.clone())
            || set_aside;
        let mut day = ahead.or_else(|| discourse.day_for(text, one, past, anchor));
        if stamps[k] {
            day = discourse.headed.or(anchor.date);
        }
        let same_day = day == discourse.day;
        if ahead.is_none() && same_day && hours::until_small_hours(text, one) {
            day = day.and_then(|day| day.succ_opt());
        }
        let place = hours::place_around(text, one).filter(|zone| *zone != anchor.zone);
        if place.is_some() {
            discourse.place = place;
        }
        let mut context = Context {
            anchor,
            reference: discourse.reference,
            day,
            tense,
            narrative: narrative
                || discourse.tells_of_old(head) && !matches!(tense, Some(Tense3::Future | Tense3::Present)),
            quarter: discourse.quarter_for(text, quarterly, compound(text, one)),
            part: hours::part_around(text, &lexes, one),
            now: discourse.now,
            declared,
            place: discourse.place,
            past,
        };
        // "soon" in a tale of the past is no time ahead.
        if *head == Head::Reference(Tense3::Future) && context.tense == Some(Tense3::Past) {
            continue;
        }
        let mut value = resolve(&one.expr, &context);
        // "was to give a dinner at 9 p.m.", filed at four in the morning
        // "set for 6 p.m. Anchorage time, began late", on a page of Seoul
        let abroad = set_aside && value.zone.is_some_and(|zone| zone != anchor.zone);
        let told = if past && (hours::filed_at_night(anchor) || abroad) { Some(Tense3::Past) } else { tense };
        // The stamp of a live report's entry is of the day of the report.
        if ahead.is_none()
            && !stamps[k]
            && discourse.headed.is_none()
            && let Some(other) = hours::other_day(head, &value, told, discourse.now, anchor)
            && match (told, language) {
                (_, Language::Spanish) => true,
                (Some(Tense3::Past), _) => {
                    hours::filed_at_night(anchor)
                        || abroad
                        || came_to_pass(text, discourse.groups.of(text), one.tokens.clone())
                }
                _ => !past,
            }
        {
            context.day = Some(other);
            value = resolve(&one.expr, &context);
        }
        let groups = discourse.groups.of(text);
        // "(1700 GMT on Thursday)": the day of other clocks.
        let of_others = k.checked_sub(1).is_some_and(|b| day_of_other_clocks(text, &found[b], one));
        let unreal = of_others
            || had_been_planned(text, groups, one.tokens.clone())
            || moved_from(text, one.tokens.clone());
        let sentence = text.sentence_at(span.start).map(|s| text.sentences()[s].tokens.clone());
        let back = matches!(head, Head::PartOfDay { day: Some(day), .. }
            if matches!(**day, Head::Unit { which: Which::Previous, .. }));
        let aside = back && flashback(text, groups, one.tokens.clone())
            || sentence.is_some_and(|s| in_aside(text, groups, s, one.tokens.clone()));
        discourse.note(head, &value, Mention { end: one.tokens.end, unreal, aside }, anchor);
        discourse.head_line(text, one, &value);
        if stamps[k] {
            discourse.now = value.moment.map(|m| m.start);
        }
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
fn recognise(text: &Text<'_>, lexes: &[Lex], language: Language) -> Vec<Found> {
    let habits = Habits::of(text, lexes);
    let mut all = Vec::new();
    for block in text.blocks().iter().filter(|b| b.kind != BlockKind::Code) {
        let tokens = text.tokens_in(block.span);
        let r = Reader::new(text, lexes, habits, tokens.start, tokens.end);
        let mut found = Vec::new();
        rules::find_all(&r, language, &mut found);
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
fn tense(text: &Text<'_>, groups: Groups, one: &Found) -> Option<Tense3> {
    let open = match &one.expr.head {
        Head::Calendar(date) => date.year.is_none() && date.which.is_none(),
        Head::Weekday { which, .. } => matches!(which, Which::Open | Which::This | Which::That | Which::Any),
        Head::Month { which, .. } | Head::Weekend(which) => {
            matches!(which, Which::Open | Which::This | Which::Any)
        }
        Head::Fraction { year, .. } | Head::Season { year, .. } | Head::Holiday { year, .. } => {
            *year == Year::Relative(Which::Open)
        }
        Head::Clock { .. } | Head::PartOfDay { .. } => true,
        Head::Reference(Tense3::Future) => true,
        _ => false,
    };
    if !open {
        return None;
    }
    if groups.language == Language::Spanish {
        let sentence = groups.sentence.map(|s| text.sentences()[s].tokens.clone())?;
        return spanish::tense_at(text, sentence, one.tokens.clone());
    }
    let start = one.tokens.start;
    let dated = matches!(
        one.expr.head,
        Head::Weekday { .. }
            | Head::Weekend(_)
            | Head::Month { .. }
            | Head::Clock { .. }
            | Head::PartOfDay { .. }
    );
    let planned = if dated { planned_for(text, groups.of(text), one.tokens.clone()) } else { None };
    let tense = planned.or_else(|| tense_at(text, groups.of(text), one.tokens.clone()));
    let before = |back: usize| start.checked_sub(back).map_or("", |i| text.lower(i));
    // "effective Feb. 1": the day counts, not the verb.
    if before(1) == "effective" {
        return None;
    }
    // "until Tuesday", "as early as Tuesday" look ahead, whatever the tense.
    let until = before(1) == "until" && start.checked_sub(1).is_some_and(|i| text.word(i) == "until");
    let ahead = until || before(1) == "as" && matches!(before(2), "early" | "soon" | "late");
    let ahead = ahead || before(1) == "by" && tense != Some(Tense3::Past);
    if ahead && !matches!(one.expr.head, Head::Calendar(_) | Head::Clock { day: None, .. }) {
        Some(Tense3::Future)
    } else {
        tense
    }
}

/// True for the day that directly follows a time of day in a named zone, inside its bracket.
fn day_of_other_clocks(text: &Text<'_>, before: &Found, one: &Found) -> bool {
    let zone =
        matches!(before.expr.head, Head::Clock { zone: Some(ZoneName::Abbreviation(..)), day: None, .. });
    let bracket = before.tokens.start.checked_sub(1).is_some_and(|b| text.tokens()[b].is('('));
    let near = one.tokens.start <= before.tokens.end + 1;
    zone && bracket && near && matches!(one.expr.head, Head::Weekday { .. } | Head::Calendar(_))
}

/// "the year-ago quarter", "the year-earlier period".
fn compound(text: &Text<'_>, one: &Found) -> bool {
    one.tokens.clone().any(|i| matches!(text.lower(i), "quarter" | "period"))
}

/// "9 a.m. on Thursday": the day that directly follows a time of day.
fn day_ahead(
    text: &Text<'_>,
    found: &[Found],
    k: usize,
    anchor: &Anchor,
    discourse: &Discourse,
    narrative: bool,
) -> Option<NaiveDate> {
    let (one, next) = (&found[k], found.get(k + 1)?);
    if !matches!(one.expr.head, Head::Clock { day: None, .. } | Head::PartOfDay { day: None, .. }) {
        return None;
    }
    let day = matches!(next.expr.head, Head::Calendar(_) | Head::Weekday { .. } | Head::Day(_))
        || matches!(next.expr.head, Head::PartOfDay { day: Some(_), .. })
            && matches!(one.expr.head, Head::Clock { .. });
    let sentence = |found: &Found| text.sentence_at(text.tokens()[found.tokens.start].span.start);
    if !day || next.tokens.start > one.tokens.end + 4 || sentence(one) != sentence(next) {
        return None;
    }
    let gap = one.tokens.end..next.tokens.start;
    if !gap
        .into_iter()
        .all(|i| matches!(text.lower(i), "on" | "," | "of" | "local" | "time" | "del" | "de" | "el" | "hora"))
    {
        return None;
    }
    let context = Context {
        reference: discourse.reference,
        day: discourse.day,
        tense: tense(text, discourse.groups, next),
        narrative,
        ..Context::new(anchor)
    };
    let day_head = match &next.expr.head {
        Head::PartOfDay { day: Some(day), .. } => TimeExpr { head: (**day).clone(), modifier: None },
        _ => next.expr.clone(),
    };
    resolve(&day_head, &context).moment.filter(|m| m.grain == Grain::Day).map(|m| m.start.date())
}
