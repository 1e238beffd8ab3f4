//! What all views share: links, entries of the timeline with their reports, and one-line forms of both.

use serde::Serialize;

use super::corrections::HandView;
use crate::coverage::{ArticleIx, Entry, EntryIx, Evidence, PersonIx, PlacePageIx, Report};
use crate::extract::time::Grain;
use crate::extract::{Quote, Status, When};
use crate::page::words::{self, TimeWords, Words};
use crate::page::{Route, Site};

/// A page from which links lead.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'s> {
    /// The site.
    pub site: &'s Site,
    /// The page.
    pub here: &'s Route,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads, as seen from the page.
    pub href: String,
}

/// A sentence and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Says {
    /// The sentence.
    pub text: String,
    /// The link to it.
    pub href: String,
    /// The headline of its article.
    pub article: String,
    /// When that was published: "28 Feb 2019"; empty where unknown.
    pub published: String,
    /// True where the line above says the same in the same words.
    pub same: bool,
}

/// An entry of the timeline with its reports.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its anchor.
    pub id: String,
    /// Anchors of its other reports.
    pub aliases: Vec<String>,
    /// Its permanent address.
    pub href: String,
    /// Class of its status.
    pub class: &'static str,
    /// True where what it says is to be struck through: called off, and the words do not say so themselves.
    pub struck: bool,
    /// Its status in words.
    pub status: &'static str,
    /// True for history told.
    pub background: bool,
    /// True for a plan of which no later report tells.
    pub unconfirmed: bool,
    /// When.
    pub time: TimeWords,
    /// True where the entry above says the same of its time.
    pub again: bool,
    /// What.
    pub gist: String,
    /// Who.
    pub people: Vec<Link>,
    /// Where.
    pub place: Option<Link>,
    /// The sentence that says so.
    pub says: Says,
    /// To its own page with all reports, where it has one: "3 reports".
    pub more: Option<Link>,
    /// What the editor corrected.
    pub corrections: Vec<HandView>,
    /// True where the editor wants it to stand first.
    pub pinned: bool,
    /// Times on which reports disagree: the time, who says so, and how many.
    pub times: Vec<TimeClaim>,
    /// How the status moved, where it moved.
    pub history: Vec<Step>,
}

/// A time that some reports give.
#[derive(Debug, Serialize)]
pub struct TimeClaim {
    /// "18:30".
    pub text: String,
    /// "one report", "two reports".
    pub reports: String,
    /// To the sentence of the first.
    pub href: String,
}

/// A step in a status.
#[derive(Debug, Serialize)]
pub struct Step {
    /// What it became.
    pub status: &'static str,
    /// Class of that.
    pub class: &'static str,
    /// To the sentence that says so.
    pub href: String,
    /// The date of the report.
    pub published: String,
}

/// An entry in one line.
#[derive(Debug, Serialize)]
pub struct Line {
    /// "about 08:55", "evening".
    pub time: String,
    /// True where the line before says the same and no clock time.
    pub again: bool,
    /// Class of its status.
    pub class: &'static str,
    /// True where what it says is to be struck through.
    pub struck: bool,
    /// Its status in words; empty where it happened.
    pub status: &'static str,
    /// What.
    pub gist: String,
    /// To the sentence.
    pub href: String,
    /// To the entry.
    pub entry: String,
}

/// The lines of one date.
#[derive(Debug, Serialize)]
pub struct LineDay {
    /// "28 Feb 2019".
    pub date: String,
    /// To the page of the date.
    pub href: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl<'s> Desk<'s> {
    /// The link from here to a page.
    pub fn to(&self, route: &Route) -> String {
        self.here.link_to(route)
    }

    /// The words of the site's language.
    pub fn words(&self) -> Words {
        self.site.words()
    }

    /// The date of a time, or that none is stated.
    pub fn date_of(&self, when: Option<&When>) -> String {
        let words = self.words();
        when.map_or_else(|| words.text("date_not_stated").to_owned(), |w| words.date(w))
    }

    /// The word for a status; none for what happened, which is the rule.
    fn plain_status(&self, status: Status) -> &'static str {
        if status == Status::Happened { "" } else { self.words().status(status) }
    }

    /// A link to a person.
    pub fn person(&self, person: PersonIx) -> Link {
        let text = self.site.coverage.people[person].name.full.clone();
        Link { text, href: self.to(&self.site.person_route(person)) }
    }

    /// A link to a place.
    pub fn place(&self, place: PlacePageIx) -> Link {
        let known = &self.site.coverage.places[place];
        let text = self.words().place(&known.name, known.country).to_owned();
        Link { text, href: self.to(&self.site.place_route(place)) }
    }

    /// A link to an article.
    pub fn article(&self, article: ArticleIx) -> Link {
        let text = self.site.coverage.articles[article].article.front.title.clone();
        Link { text, href: self.to(&self.site.article_route(article)) }
    }

    /// The link to the sentence of a piece of evidence.
    pub fn evidence(&self, evidence: Evidence) -> String {
        self.site.evidence_href(self.here, evidence)
    }

    /// The sentence of a piece of evidence.
    pub fn says(&self, evidence: Evidence) -> Says {
        let covered = &self.site.coverage.articles[evidence.article];
        let text = self.site.coverage.sentence(evidence).of(&covered.article.body.text);
        Says {
            text: one_line(text),
            href: self.evidence(evidence),
            article: covered.article.front.title.clone(),
            published: self.published(evidence.article),
            same: false,
        }
    }

    /// The day on which an article was published: "28 Feb 2019".
    pub fn published(&self, article: ArticleIx) -> String {
        let published = self.site.coverage.articles[article].published;
        published.map_or(String::new(), |at| self.words().short_date(at.date_naive()))
    }

    /// The evidence of a report.
    pub fn report(&self, report: Report) -> Evidence {
        Evidence { article: report.article, span: self.site.coverage.event(report).span }
    }

    /// The address of an entry, from here.
    pub fn entry_href(&self, entry: EntryIx) -> String {
        match self.site.entry_route(entry) {
            Some((route, id)) if route == *self.here => format!("#{id}"),
            Some((route, id)) => [&self.to(&route), "#", id].concat(),
            None => String::new(),
        }
    }

    /// An entry with its reports; `None` without evidence.
    pub fn entry(&self, ix: EntryIx) -> Option<EntryView> {
        let coverage = &self.site.coverage;
        let entry = &coverage.entries[ix];
        let told = entry.reports.get(entry.when_report).or(entry.reports.first()).copied();
        let mut time = entry.when.as_ref().map_or_else(|| undated(self.words()), |w| self.words().hour(w));
        if self.retimed(entry) {
            time.zone_note = Some(self.words().text("set_by_editor"));
        } else if let (Some(how), true) =
            (told.and_then(|r| self.words().when_source(coverage.event(r))), time.clock)
        {
            time.zone_note = Some(how);
        }
        let says = self.entry_says(entry)?;
        Some(EntryView {
            id: entry.id.clone(),
            aliases: entry.aliases.clone(),
            href: self.entry_href(ix),
            class: words::status_class(entry.status),
            struck: struck(entry.status, &entry.gist),
            status: self.words().status(entry.status),
            background: entry.background,
            unconfirmed: entry.unconfirmed,
            time,
            again: false,
            gist: entry.gist.clone(),
            people: entry.people.iter().map(|&p| self.person(p)).collect(),
            place: entry.place.map(|p| self.place(p)),
            says: Says { same: says.same || same_words(&says.text, &entry.gist), ..says },
            more: self.site.entry_page(ix).map(|page| Link {
                text: match entry.reports.len() {
                    0 | 1 => self.words().text("its_page").to_owned(),
                    n => self.words().count("n_reports", n),
                },
                href: self.to(&page),
            }),
            corrections: self.corrections(entry),
            pinned: entry.pinned,
            times: self.claims(ix),
            history: self.history(ix),
        })
    }

    /// The sentence that an entry was read from, or the source that the editor names; `None` without.
    pub(super) fn entry_says(&self, entry: &Entry) -> Option<Says> {
        if let Some(&told) = entry.reports.get(entry.when_report).or(entry.reports.first()) {
            return Some(self.says(self.report(told)));
        }
        let ix = *entry.corrections.first()?;
        let applied = &self.site.coverage.corrections[ix];
        if let Some(evidence) = applied.evidence {
            return Some(self.says(evidence));
        }
        let source = applied.correction.add.as_ref().and_then(|add| add.source.as_ref())?;
        Some(Says {
            text: String::new(),
            href: source.url.clone().unwrap_or_else(|| self.correction_href(ix)),
            article: source.name.clone(),
            published: String::new(),
            same: true,
        })
    }

    /// The address of [`Desk::entry_says`] alone.
    fn entry_says_href(&self, entry: &Entry) -> Option<String> {
        match entry.reports.get(entry.when_report).or(entry.reports.first()) {
            Some(&told) => Some(self.evidence(self.report(told))),
            None => self.entry_says(entry).map(|says| says.href),
        }
    }

    /// True where the time of an entry is the editor's.
    pub(super) fn retimed(&self, entry: &Entry) -> bool {
        let corrections = &self.site.coverage.corrections;
        entry.corrections.iter().any(|&ix| {
            let correction = &corrections[ix].correction;
            correction.retime.is_some() || correction.add.is_some()
        })
    }

    /// The times that reports give, where they disagree: each with the number of reports and the first.
    pub(super) fn claims(&self, ix: EntryIx) -> Vec<TimeClaim> {
        let entry = &self.site.coverage.entries[ix];
        if entry.disagreements.is_empty() {
            return Vec::new();
        }
        let mut claims: Vec<(String, usize, Evidence)> = Vec::new();
        for &report in &entry.reports {
            let Some(when) = &self.site.coverage.event(report).when else { continue };
            let text = self.words().hour_text(when);
            match claims.iter_mut().find(|(known, ..)| *known == text) {
                Some(claim) => claim.1 += 1,
                None => claims.push((text, 1, self.report(report))),
            }
        }
        let claim = |(text, count, evidence): (String, usize, Evidence)| TimeClaim {
            text,
            reports: self.words().count("n_reports", count),
            href: self.evidence(evidence),
        };
        claims.into_iter().map(claim).collect()
    }

    pub(super) fn history(&self, ix: EntryIx) -> Vec<Step> {
        let entry = &self.site.coverage.entries[ix];
        if entry.history.len() < 2 {
            return Vec::new();
        }
        let step = |change: &crate::coverage::StatusChange| {
            let report = *entry.reports.get(change.report)?;
            Some(Step {
                status: self.words().status(change.status),
                class: words::status_class(change.status),
                href: self.evidence(self.report(report)),
                published: self.published(report.article),
            })
        };
        entry.history.iter().filter_map(step).collect()
    }

    /// An entry in one line; `None` without evidence.
    pub fn line(&self, ix: EntryIx) -> Option<Line> {
        let entry = &self.site.coverage.entries[ix];
        let href = self.entry_says_href(entry)?;
        Some(Line {
            // The date stands before the line; what is missing is said in two words.
            time: match entry.when.as_ref() {
                Some(when) if when.grain < Grain::Day => self.words().hour_text(when),
                Some(when) if when.grain == Grain::Day => self.words().text("no_hour").to_owned(),
                Some(_) => self.words().text("no_day").to_owned(),
                None => self.words().text("no_time").to_owned(),
            },
            again: false,
            class: words::status_class(entry.status),
            struck: struck(entry.status, &entry.gist),
            status: self.plain_status(entry.status),
            gist: entry.gist.clone(),
            href,
            entry: self.entry_href(ix),
        })
    }

    /// Entries in lines, by date; they come in the timeline's order.
    pub fn lines(&self, entries: &[EntryIx]) -> Vec<LineDay> {
        let mut days: Vec<(usize, LineDay)> = Vec::new();
        for &ix in entries {
            let (Some((date, _)), Some(mut line)) = (self.site.calendar.home(ix), self.line(ix)) else {
                continue;
            };
            let clock =
                self.site.coverage.entries[ix].when.as_ref().is_some_and(|w| w.grain < Grain::PartOfDay);
            match days.last_mut() {
                Some((last, day)) if *last == date => {
                    line.again = !clock && day.lines.last().is_some_and(|before| before.time == line.time);
                    day.lines.push(line);
                }
                _ => {
                    let when = self.site.coverage.entries[ix].when.as_ref();
                    let day = LineDay {
                        date: self.date_of(when),
                        href: self.to(&self.site.date_route(date, 1)),
                        lines: vec![line],
                    };
                    days.push((date, day));
                }
            }
        }
        days.into_iter().map(|(_, day)| day).collect()
    }

    /// The speaker of a quote as a page names them: certain enough, or the source as written.
    pub fn attributed(quote: &Quote) -> bool {
        quote.certainty >= Quote::ATTRIBUTED
    }
}

/// True where words are to be struck through: what they tell of was called off, and they do not say so.
pub(super) fn struck(status: Status, gist: &str) -> bool {
    status == Status::Cancelled && !crate::coverage::timeline::says_off(gist)
}

/// Text on one line.
pub(crate) fn one_line(text: &str) -> String {
    if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// Quoted words as they stand by themselves: the comma that led on to "he said" belongs to the sentence.
pub(crate) fn quoted(text: &str) -> String {
    let line = one_line(text);
    line.strip_suffix(',').map_or(line.clone(), str::to_owned)
}

/// True where a sentence says no more than a gist: the same letters but for case, marks and the first word
/// or two.
fn same_words(sentence: &str, gist: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    sentence.len() <= gist.len() + 16 && {
        let (sentence, gist) = (letters(sentence), letters(gist));
        sentence.ends_with(&gist) || sentence.starts_with(&gist)
    }
}

fn undated(words: Words) -> TimeWords {
    TimeWords { text: words.text("time_not_stated").to_owned(), ..TimeWords::default() }
}
