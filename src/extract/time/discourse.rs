//! The time under discussion: what moves along while an article is read, and hangs "the next day", "at nine"
//! and "a year earlier" on what was said before. Entry point: [`Discourse`].

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::anchor::Anchor;
use super::expr::{Head, Origin, Part, Unit, Which, Year, ZoneName};
use super::language::Language;
use super::reader::opens_line;
use super::rules::Found;
use super::value::{Grain, Modifier, Moment, TimeValue};
use crate::text::groups::VerbGroup;
use crate::text::{BlockKind, Text};
use crate::zone::Zone;

/// The time under discussion, moving through the article.
#[derive(Default)]
pub(super) struct Discourse {
    /// The time spoken of last.
    pub(super) reference: Option<Moment>,
    /// The day that the paragraph speaks of.
    pub(super) day: Option<NaiveDate>,
    /// The day that a line above names for all that stands below it.
    pub(super) headed: Option<NaiveDate>,
    /// The day that it spoke of before, and the token after the mention that changed it.
    before: Option<(Option<NaiveDate>, usize)>,
    /// True where `day` is far from publication: an aside, which holds for its sentence.
    aside: bool,
    /// The stamp of the entry in a live report, which is its "now".
    pub(super) now: Option<NaiveDateTime>,
    /// The zone of the place that the paragraph's hours were told of.
    pub(super) place: Option<Zone>,
    /// The latest day of the week before publication that the text has named: what it tells of, as long as it does not
    /// name the day of publication.
    told: Option<NaiveDate>,
    today_named: bool,
    /// The sentence of `reference`.
    reference_sentence: Option<usize>,
    sentence: Option<usize>,
    block: Option<usize>,
    /// The paragraph that last named a year long before publication, with nothing of the day since.
    old: Option<usize>,
    /// The sentence that last named such a year alone.
    old_sentence: Option<usize>,
    /// The quarter that the text reports on.
    quarter: Option<Moment>,
    /// The sentence that names a quarter.
    quarter_sentence: Option<usize>,
    /// The text tells history.
    narrative: bool,
    /// What was told of before an aside, or before a year far from it was named in a tale, and the sentence of it.
    digression: Option<(Option<Moment>, Option<usize>)>,
    /// The sentence that speaks of months or a whole year instead.
    whole_year: Option<usize>,
    /// The sentence counts money.
    money: Option<bool>,
    /// Verb groups of the sentence.
    pub(super) groups: Groups,
}

/// Where a mention ends, and whether its day is one that had only been planned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// The token after it.
    pub(super) end: usize,
    /// "The text had been expected on Friday": the talk is of another day.
    pub(super) unreal: bool,
    /// "The trip, moved once on Friday, was dropped": what follows is of what was told before.
    pub(super) aside: bool,
}

impl Discourse {
    /// Nothing was said yet.
    pub(super) fn new(language: Language, narrative: bool) -> Discourse {
        Discourse { groups: Groups { language, sentence: None }, narrative, ..Discourse::default() }
    }

    /// A new paragraph forgets the day; the reference time stays.
    pub(super) fn enter(&mut self, text: &Text<'_>, sentence: Option<usize>, block: Option<usize>) {
        if sentence != self.sentence {
            self.groups.sentence = sentence;
            self.money = None;
        }
        if let Some((before, at)) = self.digression
            && at != sentence
        {
            (self.reference, self.digression) = (before, None);
        }
        if self.aside && sentence != self.sentence {
            self.day = self.before.and_then(|(day, _)| day);
            self.aside = false;
        }
        if block != self.block {
            let passed = self.block.map_or(0, |b| b + 1)..block.map_or(0, |b| b + 1);
            let heading = |b: usize| matches!(text.blocks()[b].kind, BlockKind::Heading(_));
            if passed.into_iter().any(heading) {
                self.headed = None;
            }
            (self.day, self.before, self.aside) = (None, None, false);
            // A text that looks back stays where it was.
            if self.told.is_none() || self.today_named {
                self.place = None;
            }
        }
        (self.sentence, self.block) = (sentence, block);
    }

    /// True for a month or a date without a year in a paragraph that tells of years long ago.
    pub(super) fn tells_of_old(&self, head: &Head) -> bool {
        let open = match head {
            Head::Month { which: Which::Open, .. } => true,
            Head::Calendar(date) => date.year.is_none() && date.which.is_none(),
            _ => false,
        };
        let told = |at: Option<usize>, here: Option<usize>| at.is_some() && at == here;
        open && (told(self.old, self.block) || told(self.old_sentence, self.sentence))
    }

    pub(super) fn note(&mut self, head: &Head, value: &TimeValue, at: Mention, anchor: &Anchor) {
        let end = at.end;
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
                self.quarter_sentence = self.sentence;
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
        // The second time of a pair ("9:40 a.m. (0640 GMT)") tells the first again.
        let again = matches!(head, Head::Clock { zone: Some(ZoneName::Abbreviation(..)), day: None, .. })
            && self.reference.is_some_and(|m| m.grain <= Grain::Hour)
            && self.reference_sentence == self.sentence;
        // "at 7:30 a.m. on Thursday": two hours later counts from the hour.
        let dated = moment.grain == Grain::Day
            && self.reference_sentence == self.sentence
            && self
                .reference
                .is_some_and(|m| m.grain <= Grain::Hour && m.start.date() == moment.start.date());
        let of_now = self.narrative && of_today(head);
        let stays = compares || again || dated || at.unreal || of_now;
        if !stays {
            self.digress(head, &moment, at.aside);
            self.reference = Some(moment);
            self.reference_sentence = self.sentence;
        }
        let elsewhere = matches!(
            head,
            Head::Clock { zone: Some(ZoneName::Abbreviation(..) | ZoneName::Place(_)), day: None, .. }
        );
        if moment.grain <= Grain::Day && !elsewhere && !at.unreal {
            let day = day_of(head, &moment);
            if self.day != Some(day) {
                if !self.aside {
                    self.before = Some((self.day, end));
                }
                let stated = matches!(head, Head::Calendar(date) if date.year.is_some());
                let far = anchor.date.is_some_and(|today| (day - today).num_days().abs() > 10);
                self.aside = at.aside || !stated && far;
            }
            self.day = Some(day);
            if !at.aside {
                self.remember(head, day, anchor);
            }
        }
    }

    /// After an aside, and after a year far from what a tale tells of with nothing more of it, the text goes on where
    /// it was.
    fn digress(&mut self, head: &Head, moment: &Moment, aside: bool) {
        let far = |told: Moment| (told.start.year() - moment.start.year()).abs() > DIGRESSION;
        let year = self.narrative && matches!(head, Head::Year(Year::Stated(_)));
        if !aside && !year {
            self.digression = None;
        } else if self.digression.is_none() && (aside || self.reference.is_some_and(far)) {
            self.digression = Some((self.reference, self.sentence));
        }
    }

    /// A day that a short line without a stop names is that of what stands below it: "Monday, 14 November",
    /// "POOL REPORT 4 / Nov. 15, 2023".
    pub(super) fn head_line(&mut self, text: &Text<'_>, found: &Found, value: &TimeValue) {
        let stated = match &found.expr.head {
            Head::Calendar(date) => date.day.is_some() && (date.year.is_some() || date.weekday.is_some()),
            Head::Weekday { which: Which::Open, .. } => true,
            _ => false,
        };
        if !stated {
            return;
        }
        let first = (found.tokens.start.saturating_sub(HEAD_LINE)..=found.tokens.start)
            .rev()
            .find(|&i| opens_line(text, i));
        let Some(first) = first else { return };
        let last = (found.tokens.end..found.tokens.end + HEAD_LINE)
            .find(|&i| i >= text.tokens().len() || opens_line(text, i));
        let Some(last) = last.filter(|last| last - first <= HEAD_LINE) else { return };
        let alone = (first, last) == (found.tokens.start, found.tokens.end);
        let bare_day = matches!(found.expr.head, Head::Weekday { .. });
        let stop = text.tokens()[last - 1].is('.') && last > found.tokens.end;
        let below = last < text.tokens().len();
        if below && !stop && (alone || !bare_day) && self.groups.of(text).is_empty() {
            self.headed = value.moment.filter(|m| m.grain == Grain::Day).map(|m| m.start.date());
        }
    }

    /// Keeps the day that the text tells of.
    fn remember(&mut self, head: &Head, day: NaiveDate, anchor: &Anchor) {
        let named = !matches!(head, Head::Clock { day: None, .. } | Head::PartOfDay { day: None, .. });
        let Some(today) = anchor.date.filter(|_| named) else { return };
        self.today_named |= day == today;
        if (1..=6).contains(&(today - day).num_days()) {
            self.told = self.told.max(Some(day));
        }
    }

    /// The day that a time of day without one belongs to.
    ///
    /// That of the paragraph; what was told in the past is not of tomorrow; the small hours after an evening
    /// are of the next day; a text that speaks of yesterday and never of today goes on doing so.
    pub(super) fn day_for(
        &self,
        text: &Text<'_>,
        found: &Found,
        past: bool,
        anchor: &Anchor,
    ) -> Option<NaiveDate> {
        let head = &found.expr.head;
        let day = match self.before {
            // The main clause tells of what the paragraph did before, else of the day of publication.
            Some((day, end)) if in_relative_clause(text, end, found.tokens.start) => day.or(anchor.date),
            _ => self.day,
        };
        let Some(day) = day.or(self.headed) else { return self.told.filter(|_| past && !self.today_named) };
        if past && anchor.date.is_some_and(|today| day > today) {
            return anchor.date;
        }
        let night = self.reference.is_some_and(|m| m.grain == Grain::PartOfDay && m.start.hour() >= 20);
        let small = match head {
            Head::Clock { clock, day: None, .. } => {
                !clock.twelve && (clock.hour < 6 || night && clock.hour < 9)
            }
            Head::PartOfDay { part, .. } => {
                *part == Part::Morning && found.expr.modifier == Some(Modifier::Start)
            }
            _ => false,
        };
        let late = day.and_hms_opt(17, 0, 0);
        let next = day.and_time(NaiveTime::MIN).checked_add_signed(Duration::hours(30));
        let evening = self.reference.is_some_and(|m| {
            m.grain <= Grain::PartOfDay
                && late.is_some_and(|late| m.start >= late)
                && next.is_some_and(|next| m.start < next)
        });
        if small && evening { day.succ_opt() } else { Some(day) }
    }

    /// The quarter that "a year earlier" compares with.
    ///
    /// One quarter named in a sentence before is enough where money is counted, or for "the year-earlier quarter".
    pub(super) fn quarter_for(&mut self, text: &Text<'_>, quarterly: bool, compound: bool) -> Option<Moment> {
        let quarter = self.quarter?;
        let here = self.sentence.is_some() && self.quarter_sentence == self.sentence;
        let whole_year = self.whole_year == self.sentence;
        (here || compound || !whole_year && (quarterly || self.counts_money(text))).then_some(quarter)
    }

    fn counts_money(&mut self, text: &Text<'_>) -> bool {
        let sentence = self.sentence;
        *self.money.get_or_insert_with(|| {
            let tokens = sentence.map(|s| text.sentences()[s].tokens.clone());
            tokens.is_some_and(|mut tokens| {
                tokens
                    .any(|i| matches!(text.lower(i), "$" | "£" | "€" | "%" | "million" | "billion" | "share"))
            })
        })
    }
}

/// True where a relative clause that closed before `at` holds the mention that ends at `end`: "The talks, which began
/// July 11, collapsed at 3 a.m."
fn in_relative_clause(text: &Text<'_>, end: usize, at: usize) -> bool {
    let comma = |i: usize| text.tokens()[i].is(',');
    if at <= end || at > end + CLAUSE || !(end..at).any(comma) {
        return false;
    }
    let first = end.saturating_sub(CLAUSE);
    let opening = (first + 1..end).rev().find(|&i| comma(i) || text.tokens()[i].is('.'));
    opening.is_some_and(|i| {
        comma(i) && matches!(text.lower(i + 1), "which" | "who" | "whose" | "where" | "when")
    })
}

/// Tokens of a line that can head what stands below it, at most.
const HEAD_LINE: usize = 14;

/// Years that a tale moves on in one step.
const DIGRESSION: i32 = 8;

/// True for what counts from publication: in a tale it is the writer's "today".
fn of_today(head: &Head) -> bool {
    match head {
        Head::Day(_) | Head::Shift { from: Origin::Publication, .. } => true,
        Head::Unit { which, .. } => matches!(which, Which::This | Which::Last | Which::Next),
        Head::PartOfDay { day: Some(day), .. } => of_today(day),
        _ => false,
    }
}

/// Tokens of a clause that is looked over, at most.
const CLAUSE: usize = 30;

/// The day of a moment; the midnight that ends a day belongs to it.
fn day_of(head: &Head, moment: &Moment) -> NaiveDate {
    let day = moment.start.date();
    match head {
        Head::Clock { clock, .. } if clock.hour == 24 => day.pred_opt().unwrap_or(day),
        _ => day,
    }
}

/// Verb groups of the sentence.
#[derive(Clone, Copy, Default)]
pub(super) struct Groups {
    /// The groups are those of English; of other languages there are none.
    pub(super) language: Language,
    /// The sentence.
    pub(super) sentence: Option<usize>,
}

impl Groups {
    pub(super) fn of<'t>(&self, text: &'t Text<'_>) -> &'t [VerbGroup] {
        let english = self.language == Language::English;
        self.sentence.filter(|_| english).map_or(&[], |s| text.groups(s))
    }
}
