//! Finds what each correction is about, and changes clusters and entries as it says.
//!
//! Whatever no longer fits is left alone and warned of: an override that quietly does nothing would be
//! worse than none. Entry point: [`Hand`].

use std::collections::{BTreeMap, BTreeSet};

use super::super::mention::Mention;
use super::quotation;
use super::{Addition, Anchor, Applied, Correction, Corrections, Was};
use crate::coverage::{ArticleIx, Coverage, Entry, Evidence, Report};
use crate::diagnostic::{Code, Diagnostic};
use crate::extract::EventMention;
use crate::slug::slug;
use crate::span::Span;
use crate::zone::{Zone, ZoneSource};

/// The corrections of a site, each with what it is about.
pub(in crate::coverage::timeline) struct Hand {
    file: String,
    meant: Vec<Meant>,
    hidden: BTreeSet<Report>,
    apart: BTreeSet<Report>,
}

/// A correction that found its words.
struct Meant {
    correction: Correction,
    evidence: Option<Evidence>,
    /// The event mention that it is about.
    report: Option<Report>,
    /// Those that are to be one with it.
    others: Vec<Report>,
    /// The entry that it changed.
    entry: Option<String>,
    was: Was,
}

impl Hand {
    /// Looks for the words of each correction; warns of those that are gone.
    pub(in crate::coverage::timeline) fn new(
        coverage: &Coverage,
        corrections: &Corrections,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Hand {
        let mut hand = Hand {
            file: corrections.file.clone(),
            meant: Vec::new(),
            hidden: BTreeSet::new(),
            apart: BTreeSet::new(),
        };
        if corrections.corrections.is_empty() {
            return hand;
        }
        let finder = Finder::new(coverage, &corrections.file);
        for correction in &corrections.corrections {
            match finder.meant(correction) {
                Ok((meant, reports)) => hand.take(meant, &reports),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        hand
    }

    fn take(&mut self, meant: Meant, reports: &[Report]) {
        if meant.correction.hide {
            self.hidden.extend(reports);
        }
        if meant.correction.split {
            self.apart.extend(meant.report);
        }
        self.meant.push(meant);
    }

    /// True for an event mention that the editor took out.
    pub(in crate::coverage::timeline) fn hides(&self, report: Report) -> bool {
        self.hidden.contains(&report)
    }

    /// True for an event mention that the editor parted from others.
    pub(in crate::coverage::timeline) fn parts(&self, report: Report) -> bool {
        self.apart.contains(&report)
    }

    /// The clusters, with those joined that the editor says are one.
    pub(in crate::coverage::timeline) fn joined(
        &self,
        mentions: &[Mention],
        mut clusters: Vec<Vec<usize>>,
    ) -> Vec<Vec<usize>> {
        let groups = self.meant.iter().filter(|meant| !meant.others.is_empty());
        let mut groups = groups.peekable();
        if groups.peek().is_none() {
            return clusters;
        }
        let mut home: BTreeMap<Report, usize> = BTreeMap::new();
        for (cluster, members) in clusters.iter().enumerate() {
            home.extend(members.iter().map(|&ix| (mentions[ix].report, cluster)));
        }
        for meant in groups {
            let reports = meant.report.iter().chain(&meant.others);
            let wanted: BTreeSet<usize> = reports.filter_map(|report| home.get(report).copied()).collect();
            let Some(&first) = wanted.first() else { continue };
            for other in wanted.into_iter().skip(1) {
                for ix in std::mem::take(&mut clusters[other]) {
                    home.insert(mentions[ix].report, first);
                    clusters[first].push(ix);
                }
            }
            clusters[first].sort_unstable();
        }
        clusters.retain(|members| !members.is_empty());
        clusters
    }

    /// Changes entries, and adds those of the editor's own.
    pub(in crate::coverage::timeline) fn change(
        &mut self,
        coverage: &Coverage,
        entries: &mut Vec<Entry>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.meant.is_empty() {
            return;
        }
        let mut home: BTreeMap<Report, usize> = BTreeMap::new();
        for (ix, entry) in entries.iter().enumerate() {
            home.extend(entry.reports.iter().map(|&report| (report, ix)));
        }
        for meant in &mut self.meant {
            if let Some(addition) = &meant.correction.add {
                let entry = added(coverage, meant, addition, &self.file, diagnostics);
                meant.entry = Some(entry.id.clone());
                entries.push(entry);
                continue;
            }
            let Some(report) = meant.report else { continue };
            meant.was = was(coverage, report, &meant.others);
            let Some(&ix) = home.get(&report) else { continue };
            let entry = &mut entries[ix];
            if !meant.correction.split && meant.others.is_empty() {
                meant.was.gist.clone_from(&entry.gist);
                meant.was.when.clone_from(&entry.when);
                meant.was.status = Some(entry.status);
            }
            correct(coverage, entry, report, &meant.correction);
            meant.entry = Some(entry.id.clone());
        }
    }

    /// The corrections that found their words, with the entries that they changed, oldest first.
    pub(in crate::coverage::timeline) fn applied(self, entries: &[Entry]) -> Vec<Applied> {
        if self.meant.is_empty() {
            return Vec::new();
        }
        let by_id: BTreeMap<&str, usize> =
            entries.iter().enumerate().map(|(ix, entry)| (entry.id.as_str(), ix)).collect();
        let applied = self.meant.into_iter().map(|meant| Applied {
            entry: meant.entry.and_then(|id| by_id.get(id.as_str()).copied()),
            correction: meant.correction,
            evidence: meant.evidence,
            was: meant.was,
        });
        let mut applied: Vec<Applied> = applied.collect();
        applied.sort_by_key(|applied| applied.correction.date);
        applied
    }
}

/// What the report of a correction says, before the editor said otherwise.
fn was(coverage: &Coverage, report: Report, others: &[Report]) -> Was {
    let event = coverage.event(report);
    let mut articles: Vec<ArticleIx> = others.iter().map(|other| other.article).collect();
    articles.sort_unstable();
    articles.dedup();
    Was { gist: event.gist.clone(), when: event.when.clone(), status: Some(event.status), articles }
}

fn correct(coverage: &Coverage, entry: &mut Entry, report: Report, correction: &Correction) {
    if let Some(retime) = &correction.retime {
        let article = &coverage.articles[report.article].article;
        let (zone, source) = match (correction.zone, &entry.when) {
            (Some(zone), _) => (zone, ZoneSource::Stated),
            (None, Some(when)) => (when.zone, when.zone_source),
            (None, None) => (article.anchor.zone, ZoneSource::Inferred),
        };
        entry.when = retime.when(zone, source);
        entry.disagreements.clear();
    }
    if let Some(status) = correction.status {
        entry.status = status;
        entry.unconfirmed = false;
    }
    if let Some(gist) = &correction.gist {
        entry.gist.clone_from(gist);
    }
    entry.pinned |= correction.pin;
}

/// The entry of something that was not read from the articles.
fn added(
    coverage: &Coverage,
    meant: &Meant,
    addition: &Addition,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Entry {
    let mut unknown = |what: &str, name: &str, folder: &str| {
        let message = format!("no article and no file of `{folder}` has the {what} `{name}`");
        let diagnostic = Diagnostic::new(Code::UnknownReference, file, message).at(meant.correction.at);
        diagnostics.push(diagnostic.hint("write the name as the page has it, or the id from its address"));
    };
    let mut people = Vec::new();
    for name in &addition.people {
        let id = slug(name);
        let known = coverage.people.iter().position(|person| {
            person.id == id || person.name.full == *name || person.names.iter().any(|form| form.form == *name)
        });
        match known {
            Some(person) if people.contains(&person) => {}
            Some(person) => people.push(person),
            None => unknown("person", name, "content/people/"),
        }
    }
    let place = addition.place.as_ref().and_then(|name| {
        let id = slug(name);
        let known = coverage.places.iter().position(|place| place.id == id || place.name == *name);
        if known.is_none() {
            unknown("place", name, "content/articles/");
        }
        known
    });
    let of_article = meant.evidence.map(|evidence| &coverage.articles[evidence.article]);
    let summit = match &addition.summit {
        Some(name) => {
            let known = coverage.summits.iter().position(|summit| summit.id == *name);
            if known.is_none() {
                unknown("summit", name, "content/summits/");
            }
            known
        }
        None => of_article.and_then(|covered| covered.reading.summit),
    };
    let editor_zone = summit.and_then(|ix| coverage.summits[ix].editor.as_ref()).and_then(|e| e.zone);
    let (zone, source) =
        match (addition.zone.or(meant.correction.zone), place.and_then(|ix| coverage.places[ix].zone)) {
            (Some(zone), _) => (zone, ZoneSource::Stated),
            (None, Some(zone)) => (zone, ZoneSource::Inferred),
            (None, None) => match (of_article, editor_zone) {
                (Some(covered), _) => (covered.article.anchor.zone, ZoneSource::Inferred),
                (None, Some(zone)) => (zone, ZoneSource::Inferred),
                (None, None) => (Zone::UTC, ZoneSource::Assumed),
            },
        };
    let digest = blake3::hash(slug(&addition.gist).as_bytes()).to_hex();
    Entry {
        id: format!("editor-{}", &digest[..6]),
        aliases: Vec::new(),
        gist: addition.gist.clone(),
        action: "added",
        status: addition.status,
        history: Vec::new(),
        unconfirmed: false,
        background: false,
        when: addition.when.as_ref().and_then(|when| when.when(zone, source)),
        when_report: 0,
        disagreements: Vec::new(),
        people,
        place,
        reports: Vec::new(),
        summit,
        corrections: Vec::new(),
        pinned: false,
    }
}

/// Looks for quotations in articles.
struct Finder<'c> {
    coverage: &'c Coverage,
    file: &'c str,
    by_id: BTreeMap<&'c str, ArticleIx>,
}

impl<'c> Finder<'c> {
    fn new(coverage: &'c Coverage, file: &'c str) -> Finder<'c> {
        let ids = coverage.articles.iter().enumerate();
        Finder { coverage, file, by_id: ids.map(|(ix, c)| (c.article.id.as_str(), ix)).collect() }
    }

    /// A correction with what it is about, and all event mentions that its words hold.
    fn meant(&self, correction: &Correction) -> Result<(Meant, Vec<Report>), Diagnostic> {
        let mut meant = Meant {
            correction: correction.clone(),
            evidence: None,
            report: None,
            others: Vec::new(),
            entry: None,
            was: Was::default(),
        };
        let Some(anchor) = &correction.anchor else { return Ok((meant, Vec::new())) };
        let evidence = self.evidence(anchor)?;
        meant.evidence = Some(evidence);
        if correction.add.is_some() {
            return Ok((meant, Vec::new()));
        }
        let reports = self.reports(anchor, evidence)?;
        if !correction.hide {
            self.single(anchor, &reports)?;
        }
        meant.report = reports.first().copied();
        for other in &correction.merge {
            let reports = self.reports(other, self.evidence(other)?)?;
            meant.others.push(self.single(other, &reports)?);
        }
        Ok((meant, reports))
    }

    /// Where the words of an anchor stand.
    fn evidence(&self, anchor: &Anchor) -> Result<Evidence, Diagnostic> {
        let Some(&article) = self.by_id.get(anchor.article.as_str()) else {
            let hint = match crate::yaml::nearest(&anchor.article, self.by_id.keys().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an article's id is the name of its file without `.md`, or its `slug`".to_owned(),
            };
            let message =
                format!("there is no article `{}` that this correction could be about", anchor.article);
            return Err(self.message(Code::OrphanedOverride, anchor, message, hint));
        };
        let text = &self.coverage.articles[article].article.body.text;
        match quotation::find(text, &anchor.sentence) {
            Some((span, false)) => Ok(Evidence { article, span }),
            Some((_, true)) => Err(self.message(
                Code::AmbiguousOverride,
                anchor,
                format!("these words stand more than once in `{}`", anchor.article),
                "quote more of the sentence".to_owned(),
            )),
            None => Err(self.message(
                Code::OrphanedOverride,
                anchor,
                format!("these words do not stand in `{}`, so the correction does nothing", anchor.article),
                "quote the sentence as the article has it now, or remove the correction".to_owned(),
            )),
        }
    }

    /// The event mentions of quoted words: those whose word for the action is quoted, else the one that the
    /// quotation lies in.
    fn reports(&self, anchor: &Anchor, evidence: Evidence) -> Result<Vec<Report>, Diagnostic> {
        let covered = &self.coverage.articles[evidence.article];
        let events = &covered.annotations.events;
        let text = &covered.article.body.text;
        let wanted = |event: &EventMention| match &anchor.event {
            Some(word) => {
                let word = word.to_lowercase();
                event.trigger.of(text).to_lowercase().contains(&word) || event.action == word
            }
            None => true,
        };
        let within = |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
        let pick = |fits: &dyn Fn(&EventMention) -> bool| -> Vec<Report> {
            let found = events.iter().enumerate().filter(|(_, event)| wanted(event) && fits(event));
            found.map(|(event, _)| Report { article: evidence.article, event }).collect()
        };
        let mut found = pick(&|event| within(event.trigger, evidence.span));
        if found.is_empty() {
            found = pick(&|event| event.span.overlaps(evidence.span));
        }
        if found.is_empty() {
            let message = match &anchor.event {
                Some(word) => format!("no event `{word}` is read from these words of `{}`", anchor.article),
                None => format!("no event is read from these words of `{}`", anchor.article),
            };
            let hint = "`dateline explain` with the article's file shows what is read from each line; to put on the timeline what was not read, use `add`";
            return Err(self.message(Code::OrphanedOverride, anchor, message, hint.to_owned()));
        }
        Ok(found)
    }

    fn single(&self, anchor: &Anchor, reports: &[Report]) -> Result<Report, Diagnostic> {
        if let [one] = reports {
            return Ok(*one);
        }
        let words: Vec<String> = reports
            .iter()
            .take(6)
            .map(|&report| {
                let text = &self.coverage.articles[report.article].article.body.text;
                format!("`{}`", self.coverage.event(report).trigger.of(text))
            })
            .collect();
        let message = format!("{} events are read from these words: {}", reports.len(), words.join(", "));
        let hint =
            format!("quote fewer words, or say which is meant: `event: {}`", words[0].trim_matches('`'));
        Err(self.message(Code::AmbiguousOverride, anchor, message, hint))
    }

    fn message(&self, code: Code, anchor: &Anchor, message: String, hint: String) -> Diagnostic {
        Diagnostic::new(code, self.file, message).at(anchor.at).hint(hint)
    }
}
