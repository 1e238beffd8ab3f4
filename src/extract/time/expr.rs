//! What is written: a time expression before anybody asks what it means.
//!
//! Plain data, without a calendar in it: [`mod@super::resolve`] turns it into a value. `Display` prints it
//! for `dateline explain`.

use std::fmt;

use super::value::Modifier;
use crate::zone::Zone;

/// A time expression as recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpr {
    /// What is named.
    pub head: Head,
    /// What is said about it: "about", "early", "the end of".
    pub modifier: Option<Modifier>,
}

/// What an expression names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// "28 February 2019", "Thursday, Feb. 28", "the 28th", "February 2019".
    Calendar(Calendar),
    /// "28/2/2019": which is the day is for the resolver to say.
    Numeric {
        /// The first number.
        first: u8,
        /// The second number.
        second: u8,
        /// The year, where it stands there.
        year: Option<i32>,
    },
    /// "Thursday", "last Thursday", "Thursday of next week".
    Weekday {
        /// Monday is 0.
        day: u8,
        /// Which one.
        which: Which,
    },
    /// "today", "yesterday": days from the day of publication.
    Day(i32),
    /// "last year", "this week", "the previous day".
    Unit {
        /// The unit.
        unit: Unit,
        /// Which one.
        which: Which,
    },
    /// "May", "last May".
    Month {
        /// 1 to 12.
        month: u8,
        /// Which one.
        which: Which,
    },
    /// "the third quarter", "Q3 2018", "the first half of last year".
    Fraction {
        /// [`Unit::Quarter`] or [`Unit::Half`].
        unit: Unit,
        /// 1 to 4, 1 or 2.
        number: u8,
        /// Of which year.
        year: Year,
    },
    /// "the summer of 1963", "last fall".
    Season {
        /// The season.
        season: Season,
        /// Of which year.
        year: Year,
    },
    /// "1998", "fiscal 1998", "the year".
    Year(Year),
    /// "the 1980s", "the nineties": its first year.
    Decade(i32),
    /// "the 20th century": 20; before Christ negative.
    Century(i32),
    /// "the weekend", "last weekend".
    Weekend(Which),
    /// "the week of March 6".
    WeekOf(Box<Head>),
    /// "Christmas", "Thanksgiving Day".
    Holiday {
        /// Its row in the table.
        name: &'static str,
        /// Of which year.
        year: Year,
    },
    /// "two years ago", "three days later", "a year earlier".
    Shift {
        /// How far.
        amount: Amount,
        /// In what.
        unit: Unit,
        /// True for later.
        forward: bool,
        /// From where.
        from: Origin,
    },
    /// "9.35am", "0155 GMT", "5 p.m. EST Thursday".
    Clock {
        /// The time of day.
        clock: Clock,
        /// The day, where it is part of the expression.
        day: Option<Box<Head>>,
        /// The zone as written.
        zone: Option<ZoneName>,
    },
    /// "Thursday night", "the evening of 28 February", "this morning", "last night".
    PartOfDay {
        /// The part.
        part: Part,
        /// Of which day; `None`: of the day under discussion.
        day: Option<Box<Head>>,
    },
    /// "two hours", "2 1/2 years", "several weeks".
    Duration {
        /// Amounts and their units, the largest first.
        parts: Vec<(Amount, Unit)>,
    },
    /// "every Friday", "daily", "twice a week".
    Set {
        /// What recurs.
        of: Recurring,
        /// TIMEX3 `quant`: "EVERY", "EACH".
        quant: Option<&'static str>,
        /// TIMEX3 `freq`: times in the period.
        freq: Option<u8>,
    },
    /// "now", "recently", "soon".
    Reference(Tense3),
}

/// A date by its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The year, where it is written; before Christ 0 and below.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// Monday is 0: a check on the date, not part of it.
    pub weekday: Option<u8>,
    /// "of that year", "last year", where no number is written.
    pub which: Option<Which>,
}

/// Which of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Nothing says: tense and discourse do.
    Open,
    /// "this": the one of publication.
    This,
    /// "last".
    Last,
    /// "next".
    Next,
    /// So many of its kind from the one of publication: "the year before last" is -2.
    Offset(i32),
    /// "that", "the same": the one under discussion.
    That,
    /// "the previous": one before the one under discussion.
    Previous,
    /// "the following".
    Following,
    /// "a Friday", "one Friday".
    Any,
    /// "the latest": the last complete one.
    Latest,
    /// "the": the one that the reader knows.
    The,
}

/// Of which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Its number is written.
    Stated(i32),
    /// Relative to something.
    Relative(Which),
}

/// From where an expression counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The moment of publication: "ago".
    Publication,
    /// The time under discussion: "earlier", "later".
    Reference,
    /// A time that the expression names: "two days after Christmas".
    Head(Box<Head>),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24, after "am" and "pm" were read.
    pub hour: u8,
    /// Minutes, where they are written.
    pub minute: Option<u8>,
    /// Seconds, where they are written.
    pub second: Option<u8>,
    /// True where nothing says whether it is before or after noon ("at half past two").
    pub twelve: bool,
}

/// A zone as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneName {
    /// "GMT", "EST", "IST", with the offset that follows ("GMT+7") in minutes.
    Abbreviation(String, Option<i32>),
    /// "local time".
    Local,
    /// "Hanoi time", "Korean time".
    Place(Zone),
    /// "9 a.m. in Singapore": not said, but meant.
    In(Zone),
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In thousandths: 2500 is two and a half.
    Exact(i64),
    /// "several", "a few": nobody says.
    Vague,
}

impl Amount {
    /// A whole number.
    pub const fn whole(n: i64) -> Amount {
        Amount::Exact(n.saturating_mul(1000))
    }
}

/// What recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurring {
    /// "every two years".
    Period(Amount, Unit),
    /// "every Thursday", with the part of the day in "Thursday nights".
    Weekday(u8, Option<Part>),
    /// "each July".
    Month(u8),
    /// "every summer".
    Season(Season),
    /// "every morning".
    Part(Part),
    /// "weekends".
    Weekend,
}

macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($(#[$each:meta])* $name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$each])* $name),* }

        impl $kind {
            /// By its name in the tables.
            pub(super) fn named(name: &str) -> Option<$kind> {
                match name { $($text => Some($kind::$name),)* _ => None }
            }

            /// Its name, in English.
            pub fn name(self) -> &'static str {
                match self { $($kind::$name => $text),* }
            }
        }
    };
}

named! {
    /// A unit of time; finer ones are smaller.
    Unit {
        /// Second.
        Second = "second",
        /// Minute.
        Minute = "minute",
        /// Hour.
        Hour = "hour",
        /// Day.
        Day = "day",
        /// Night, as a length of stay.
        Night = "night",
        /// Weekend.
        Weekend = "weekend",
        /// Week.
        Week = "week",
        /// Two weeks.
        Fortnight = "fortnight",
        /// Month.
        Month = "month",
        /// Quarter of a year.
        Quarter = "quarter",
        /// Half a year.
        Half = "half",
        /// Year.
        Year = "year",
        /// Ten years.
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// A thousand years.
        Millennium = "millennium",
        /// No unit is named: "a while".
        Unnamed = "time",
    }
}

named! {
    /// A season.
    Season {
        /// Spring.
        Spring = "spring",
        /// Summer.
        Summer = "summer",
        /// Autumn, fall.
        Autumn = "autumn",
        /// Winter.
        Winter = "winter",
    }
}

named! {
    /// A part of the day.
    Part {
        /// Dawn.
        Dawn = "dawn",
        /// Morning.
        Morning = "morning",
        /// Noon as a part of the day.
        Midday = "midday",
        /// Lunch.
        Lunchtime = "lunchtime",
        /// Afternoon.
        Afternoon = "afternoon",
        /// Dusk.
        Dusk = "dusk",
        /// Evening.
        Evening = "evening",
        /// Night.
        Night = "night",
        /// The hours of daylight.
        Daytime = "daytime",
    }
}

named! {
    /// Before, at or after the moment of speaking.
    Tense3 {
        /// Before.
        Past = "past",
        /// At.
        Present = "present",
        /// After.
        Future = "future",
    }
}

impl fmt::Display for TimeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(modifier) = self.modifier {
            write!(f, "{} ", format!("{modifier:?}").to_lowercase())?;
        }
        self.head.fmt(f)
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weekday = |day: u8| WEEKDAYS[usize::from(day % 7)];
        match self {
            Head::Calendar(date) => date.fmt(f),
            Head::Numeric { first, second, year } => {
                write!(f, "numbers {first} {second}")?;
                year.map_or(Ok(()), |y| write!(f, " year {y}"))
            }
            Head::Weekday { day, which } => write!(f, "weekday {} {which}", weekday(*day)),
            Head::Day(0) => f.write_str("day of publication"),
            Head::Day(n) => write!(f, "day of publication {n:+}"),
            Head::Unit { unit, which } => write!(f, "{} {which}", unit.name()),
            Head::Month { month, which } => write!(f, "month {month} {which}"),
            Head::Fraction { unit, number, year } => write!(f, "{} {number} of {year}", unit.name()),
            Head::Season { season, year } => write!(f, "{} of {year}", season.name()),
            Head::Year(year) => year.fmt(f),
            Head::Decade(year) => write!(f, "decade from {year}"),
            Head::Century(n) => write!(f, "century {n}"),
            Head::Weekend(which) => write!(f, "weekend {which}"),
            Head::WeekOf(day) => write!(f, "week of {day}"),
            Head::Holiday { name, year } => write!(f, "{name} of {year}"),
            Head::Shift { amount, unit, forward, from } => {
                let way = if *forward { "after" } else { "before" };
                write!(f, "{amount} {} {way} ", unit.name())?;
                match from {
                    Origin::Publication => f.write_str("publication"),
                    Origin::Reference => f.write_str("the time under discussion"),
                    Origin::Head(head) => head.fmt(f),
                }
            }
            Head::Clock { clock, day, zone } => {
                write!(f, "clock {clock}")?;
                if let Some(day) = day {
                    write!(f, " on {day}")?;
                }
                zone.as_ref().map_or(Ok(()), |z| write!(f, " {z}"))
            }
            Head::PartOfDay { part, day } => match day {
                Some(day) => write!(f, "{} of {day}", part.name()),
                None => write!(f, "{} of the day under discussion", part.name()),
            },
            Head::Duration { parts } => {
                f.write_str("length")?;
                parts.iter().try_for_each(|(amount, unit)| write!(f, " {amount} {}", unit.name()))
            }
            Head::Set { of, .. } => match of {
                Recurring::Period(amount, unit) => write!(f, "every {amount} {}", unit.name()),
                Recurring::Weekday(day, None) => write!(f, "every {}", weekday(*day)),
                Recurring::Weekday(day, Some(part)) => write!(f, "every {} {}", weekday(*day), part.name()),
                Recurring::Month(month) => write!(f, "every month {month}"),
                Recurring::Season(season) => write!(f, "every {}", season.name()),
                Recurring::Part(part) => write!(f, "every {}", part.name()),
                Recurring::Weekend => f.write_str("every weekend"),
            },
            Head::Reference(tense) => f.write_str(tense.name()),
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("date")?;
        if let Some(day) = self.weekday {
            write!(f, " {}", WEEKDAYS[usize::from(day % 7)])?;
        }
        if let Some(year) = self.year {
            write!(f, " year {year}")?;
        }
        if let Some(month) = self.month {
            write!(f, " month {month}")?;
        }
        if let Some(day) = self.day {
            write!(f, " day {day}")?;
        }
        self.which.map_or(Ok(()), |which| write!(f, " of the year {which}"))
    }
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Which::Open => f.write_str("(open)"),
            Which::This => f.write_str("(this)"),
            Which::Last => f.write_str("(last)"),
            Which::Next => f.write_str("(next)"),
            Which::Offset(n) => write!(f, "({n:+})"),
            Which::That => f.write_str("(under discussion)"),
            Which::Previous => f.write_str("(the one before)"),
            Which::Following => f.write_str("(the one after)"),
            Which::Any => f.write_str("(some)"),
            Which::Latest => f.write_str("(latest)"),
            Which::The => f.write_str("(the known one)"),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Year::Stated(year) => write!(f, "year {year}"),
            Year::Relative(which) => write!(f, "year {which}"),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Exact(n) if n % 1000 == 0 => write!(f, "{}", n / 1000),
            Amount::Exact(n) => write!(f, "{}", *n as f64 / 1000.0),
            Amount::Vague => f.write_str("some"),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.hour)?;
        if let Some(minute) = self.minute {
            write!(f, ":{minute:02}")?;
        }
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        if self.twelve { f.write_str(" or 12 hours later") } else { Ok(()) }
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ZoneName::Abbreviation(name, None) => f.write_str(name),
            ZoneName::Abbreviation(name, Some(minutes)) => write!(f, "{name}{minutes:+} minutes"),
            ZoneName::Local => f.write_str("local time"),
            ZoneName::Place(zone) => zone.fmt(f),
            ZoneName::In(zone) => write!(f, "in {zone}"),
        }
    }
}
