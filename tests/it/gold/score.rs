//! Compares what `dateline extract --jsonl` answers with one annotated article. Entry point: [`Scores::add`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::format::{Chars, Gold, GoldEvent, GoldQuote, Kind};

/// Counts of one metric: right ones, and how many there are in the gold and in the answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) right: f64,
    pub(crate) found: f64,
    pub(crate) gold: f64,
}

impl Count {
    pub(crate) fn precision(&self) -> f64 {
        if self.found > 0.0 { 100.0 * self.right / self.found } else { 0.0 }
    }

    pub(crate) fn recall(&self) -> f64 {
        if self.gold > 0.0 { 100.0 * self.right / self.gold } else { 0.0 }
    }

    pub(crate) fn f1(&self) -> f64 {
        let sum = self.found + self.gold;
        if sum > 0.0 { 200.0 * self.right / sum } else { 0.0 }
    }

    fn add(&mut self, right: f64, found: f64, gold: f64) {
        self.right += right;
        self.found += found;
        self.gold += gold;
    }
}

/// The metrics of a set of articles, and where the answers differ from the gold.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) counts: BTreeMap<&'static str, Count>,
    pub(crate) mismatches: Vec<String>,
    /// Events that did not come about, or not yet, and that the answer calls `happened`.
    pub(crate) false_happened: Vec<String>,
}

/// A mention of the answer that stands for a person.
struct Named {
    span: Chars,
    person: String,
    kind: Kind,
}

fn span(value: &Value) -> Chars {
    let at = |key: &str| value[key].as_u64().expect("offsets are numbers") as usize;
    at("start")..at("end")
}

pub(crate) fn overlap(a: &Chars, b: &Chars) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn covers(a: &Chars, b: &Chars) -> bool {
    a.start <= b.start && b.end <= a.end
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list<'v>(answer: &'v Value, key: &str) -> &'v [Value] {
    answer[key].as_array().map_or(&[], Vec::as_slice)
}

impl Scores {
    pub(crate) fn count(&mut self, metric: &'static str, right: f64, found: f64, gold: f64) {
        self.counts.entry(metric).or_default().add(right, found, gold);
    }

    fn rate(&mut self, metric: &'static str, right: bool) {
        self.count(metric, f64::from(u8::from(right)), 1.0, 1.0);
    }

    fn miss(&mut self, gold: &Gold, at: &Chars, layer: &str, message: &str) {
        let around = at.start.saturating_sub(50)..at.end + 30;
        let context = gold.words(&around).replace('\n', " ");
        self.mismatches.push(format!("{}\t{layer}\t{message}\t…{context}…", gold.file));
    }

    /// Adds the comparison of one article.
    pub(crate) fn add(&mut self, gold: &Gold, answer: &Value) {
        self.times(gold, list(answer, "times"));
        let people = self.people(gold, list(answer, "people"));
        self.quotes(gold, list(answer, "quotes"), &people);
        self.events(gold, list(answer, "events"), &people);
    }

    fn times(&mut self, gold: &Gold, found: &[Value]) {
        let mut free: Vec<&Value> = found.iter().collect();
        let (mut matched, mut strict, mut values, mut required) = (0.0, 0.0, 0.0, 0.0);
        let mut spurious = found.len() as f64;
        for time in &gold.times {
            let exact = free.iter().position(|t| span(t) == time.span);
            let place = exact.or_else(|| free.iter().position(|t| overlap(&span(t), &time.span) > 0));
            let ours = place.map(|i| free.remove(i));
            if time.optional {
                spurious -= f64::from(u8::from(ours.is_some()));
                continue;
            }
            required += 1.0;
            let wanted = time.values.join("~");
            let words = gold.words(&time.span);
            let Some(ours) = ours else {
                self.miss(gold, &time.span, "times", &format!("missed [{words}] {wanted}"));
                continue;
            };
            let (at, value) = (span(ours), text(&ours["value"]));
            let (same_span, right) = (at == time.span, time.values.iter().any(|v| v == value));
            matched += 1.0;
            strict += f64::from(u8::from(same_span));
            values += f64::from(u8::from(right));
            let modifier = ours["mod"].as_str();
            self.rate("times.type", text(&ours["type"]) == time.kind);
            let open = time.modifier.as_deref() == Some("?");
            let same_modifier = open || modifier == time.modifier.as_deref();
            self.rate("times.mod", same_modifier);
            if !time.zones.is_empty() {
                let zone = text(&ours["zone"]);
                let right_zone = time.zones.iter().any(|z| z == zone);
                self.rate("times.zone", right_zone);
                if !right_zone {
                    let message =
                        format!("[{words}] in {:?}, got {zone} ({})", time.zones, ours["zone_source"]);
                    self.miss(gold, &time.span, "times", &message);
                }
            }
            if time.same {
                self.rate("times.same_as", ours["same_as"].is_u64());
            }
            if !same_span || !right || !same_modifier {
                let message = format!(
                    "[{words}] {wanted} {:?}, got [{}] {value} {modifier:?} by {}",
                    time.modifier,
                    gold.words(&at),
                    text(&ours["rule"])
                );
                self.miss(gold, &time.span, "times", &message);
            }
        }
        for extra in &free {
            let message =
                format!("extra [{}] {} by {}", text(&extra["text"]), text(&extra["value"]), extra["rule"]);
            self.miss(gold, &span(extra), "times", &message);
        }
        self.count("times.strict", strict, spurious, required);
        self.count("times.relaxed", matched, spurious, required);
        self.count("times.value", values, spurious, required);
    }

    /// Adds the comparison of one article of which only people and quotations are annotated.
    pub(crate) fn add_people(&mut self, gold: &Gold, answer: &Value) {
        let people = self.people(gold, list(answer, "people"));
        self.quotes(gold, list(answer, "quotes"), &people);
    }

    /// Scores the people, and says which gold person each person of the answer is.
    fn people(&mut self, gold: &Gold, found: &[Value]) -> BTreeMap<String, String> {
        let mentions = found.iter().flat_map(|person| {
            list(person, "mentions").iter().map(|mention| Named {
                span: span(mention),
                person: text(&person["id"]).to_owned(),
                kind: match text(&mention["kind"]) {
                    "name" => Kind::Name,
                    "pronoun" => Kind::Pronoun,
                    _ => Kind::Description,
                },
            })
        });
        let mentions: Vec<Named> = mentions.collect();
        self.names(gold, &mentions);
        self.b_cubed(gold, &mentions);
        let meant = persons_meant(gold, &mentions);
        self.set_of_people(gold, found);
        self.references(gold, &mentions, &meant);
        meant
    }

    fn names(&mut self, gold: &Gold, mentions: &[Named]) {
        let wanted: BTreeSet<(usize, usize)> = gold
            .mentions
            .iter()
            .filter(|m| m.kind == Kind::Name)
            .map(|m| (m.span.start, m.span.end))
            .collect();
        let found: BTreeSet<(usize, usize)> =
            mentions.iter().filter(|m| m.kind == Kind::Name).map(|m| (m.span.start, m.span.end)).collect();
        let right = wanted.intersection(&found).count() as f64;
        self.count("people.names", right, found.len() as f64, wanted.len() as f64);
        for &(start, end) in wanted.difference(&found) {
            let words = gold.words(&(start..end));
            self.miss(gold, &(start..end), "people", &format!("missed name [{words}]"));
        }
        for &(start, end) in found.difference(&wanted) {
            let words = gold.words(&(start..end));
            self.miss(gold, &(start..end), "people", &format!("extra name [{words}]"));
        }
    }

    /// B3 over the gold's named mentions; one that the answer does not have stands alone.
    fn b_cubed(&mut self, gold: &Gold, mentions: &[Named]) {
        let named: Vec<_> = gold.mentions.iter().filter(|m| m.kind == Kind::Name).collect();
        let answer: Vec<String> = named
            .iter()
            .enumerate()
            .map(|(i, mention)| {
                let best = mentions
                    .iter()
                    .filter(|m| m.kind == Kind::Name && overlap(&m.span, &mention.span) > 0)
                    .max_by_key(|m| overlap(&m.span, &mention.span));
                best.map_or_else(|| format!("#{i}"), |m| m.person.clone())
            })
            .collect();
        let wanted: Vec<String> = named.iter().map(|m| m.people.join("+")).collect();
        let (precision, recall) = b_cubed(&wanted, &answer);
        self.count("people.b3p", precision, named.len() as f64, named.len() as f64);
        self.count("people.b3r", recall, named.len() as f64, named.len() as f64);
    }

    fn set_of_people(&mut self, gold: &Gold, found: &[Value]) {
        let mut ours: Vec<String> = found.iter().map(|p| plain_name(text(&p["name"]))).collect();
        let total = ours.len() as f64;
        let mut right = 0.0;
        for person in &gold.people {
            let names: Vec<String> = person.names.iter().map(|n| plain_name(n)).collect();
            if let Some(i) = ours.iter().position(|o| names.contains(o)) {
                ours.swap_remove(i);
                right += 1.0;
            } else {
                self.mismatches.push(format!("{}\tpeople\tno person called {:?}", gold.file, person.names));
            }
        }
        for extra in ours {
            self.mismatches.push(format!("{}\tpeople\textra person {extra:?}", gold.file));
        }
        self.count("people.set", right, total, gold.people.len() as f64);
    }

    /// Descriptions and pronouns: of those annotated, how many are answered, and how many rightly.
    fn references(&mut self, gold: &Gold, mentions: &[Named], meant: &BTreeMap<String, String>) {
        for mention in gold.mentions.iter().filter(|m| m.kind != Kind::Name) {
            // One inside another ("the chairman's sister") is known by its very span.
            let exact = mentions.iter().any(|m| m.kind == mention.kind && m.span == mention.span);
            let ours = mentions.iter().filter(|m| match exact {
                true => m.kind == mention.kind && m.span == mention.span,
                false => m.kind == mention.kind && overlap(&m.span, &mention.span) * 2 > mention.span.len(),
            });
            let ours: BTreeSet<&str> =
                ours.map(|m| meant.get(&m.person).map_or("nobody", String::as_str)).collect();
            let wanted: BTreeSet<&str> = mention.people.iter().map(String::as_str).collect();
            let metric = match mention.kind {
                Kind::Pronoun => "people.pronouns",
                _ => "people.descriptions",
            };
            let answered = f64::from(u8::from(!ours.is_empty()));
            self.count(metric, f64::from(u8::from(ours == wanted)), answered, 1.0);
            if ours != wanted {
                let words = gold.words(&mention.span);
                let message = format!("reference [{words}] is {wanted:?}, got {ours:?}");
                self.miss(gold, &mention.span, "people", &message);
            }
        }
    }

    fn quotes(&mut self, gold: &Gold, found: &[Value], people: &BTreeMap<String, String>) {
        let in_marks = |q: &&GoldQuote| q.kind != "indirect";
        let mut free: Vec<&Value> = found.iter().filter(|q| text(&q["kind"]) != "indirect").collect();
        let (mut right, mut exact, mut attributed, mut required) = (0.0, 0.0, 0.0, 0.0);
        let mut spurious = free.len() as f64;
        for quote in gold.quotes.iter().filter(in_marks) {
            let ours = best(&free, &quote.span).map(|i| free.remove(i));
            if quote.optional {
                spurious -= f64::from(u8::from(ours.is_some()));
                continue;
            }
            required += 1.0;
            let Some(ours) = ours else {
                self.miss(gold, &quote.span, "quotes", &format!("missed [{}]", gold.words(&quote.span)));
                continue;
            };
            right += 1.0;
            let same = trimmed(&gold.words(&quote.span)) == trimmed(&gold.words(&span(ours)));
            exact += f64::from(u8::from(same));
            if !same {
                let message = format!("[{}], got [{}]", gold.words(&quote.span), text(&ours["text"]));
                self.miss(gold, &quote.span, "quotes", &message);
            }
            let speaker = ours["speaker"].as_str().map(|id| people.get(id).map_or("nobody", String::as_str));
            self.rate("quotes.kind", text(&ours["kind"]) == quote.kind);
            if speaker == quote.speaker.as_deref() {
                attributed += 1.0;
            } else {
                let message =
                    format!("speaker {:?}, got {speaker:?} from {}", quote.speaker, ours["speaker_text"]);
                self.miss(gold, &quote.span, "quotes", &message);
            }
        }
        for extra in &free {
            self.miss(gold, &span(extra), "quotes", &format!("extra [{}]", text(&extra["text"])));
        }
        self.count("quotes.found", right, spurious, required);
        self.count("quotes.exact", exact, spurious, required);
        self.count("quotes.speaker", attributed, spurious, required);
        let indirect: Vec<&Value> = found.iter().filter(|q| text(&q["kind"]) == "indirect").collect();
        for quote in gold.quotes.iter().filter(|q| q.kind == "indirect" && !q.optional) {
            let ours = best(&indirect, &quote.span).map(|i| indirect[i]);
            let speaker =
                ours.map(|q| q["speaker"].as_str().map(|id| people.get(id).map_or("nobody", String::as_str)));
            let right = speaker == Some(quote.speaker.as_deref());
            self.count(
                "quotes.indirect",
                f64::from(u8::from(right)),
                f64::from(u8::from(ours.is_some())),
                1.0,
            );
            if !right {
                let message = format!("indirect of {:?}, got {speaker:?}", quote.speaker);
                self.miss(gold, &quote.span, "quotes", &message);
            }
        }
    }

    fn events(&mut self, gold: &Gold, found: &[Value], people: &BTreeMap<String, String>) {
        let triggers: Vec<Chars> = found.iter().map(|event| trigger_of(gold, event)).collect();
        let clauses: Vec<Chars> = found.iter().map(span).collect();
        let matches = match_events(&gold.events, &clauses, &triggers);
        let optional = gold.events.iter().zip(&matches).filter(|(e, m)| e.optional && m.is_some()).count();
        let required = gold.events.iter().filter(|e| !e.optional).count();
        let (mut right, mut right_day, mut right_outcome) = (0.0, 0.0, 0.0);
        for (event, ours) in gold.events.iter().zip(&matches) {
            let Some(ours) = ours.map(|i| &found[i]) else {
                if !event.optional {
                    let clause = gold.words(&event.clause);
                    self.miss(
                        gold,
                        &event.trigger,
                        "events",
                        &format!("missed {} {} [{clause}]", event.entry, event.status),
                    );
                }
                continue;
            };
            let status = text(&ours["status"]);
            let unreal = ["scheduled", "expected", "cancelled", "postponed", "denied"];
            if status == "happened" && unreal.contains(&event.status.as_str()) {
                let message = format!("{}\t{}: {}", gold.file, event.status, gold.words(&event.clause));
                self.false_happened.push(message);
            }
            if event.optional {
                continue;
            }
            right += 1.0;
            self.rate("events.status", status == event.status);
            let same_outcome = outcome(status) == outcome(&event.status);
            self.rate("events.outcome", same_outcome);
            right_outcome += f64::from(u8::from(same_outcome));
            self.rate("events.background", ours["background"].as_bool() == Some(event.background));
            if status != event.status {
                let message = format!("status {}, got {status}", event.status);
                self.miss(gold, &event.trigger, "events", &message);
            }
            if let Some(when) = &event.when {
                let value = text(&ours["when"]["value"]);
                let right = |same: fn(&str, &str) -> bool| when.split('~').any(|w| same(w, value));
                let exact = right(|a, b| a == b);
                self.rate("events.day", right(same_day));
                right_day += f64::from(u8::from(right(same_day)));
                self.rate("events.when", exact);
                if !exact {
                    let message = format!("when {when}, got {value} from {}", ours["when_source"]);
                    self.miss(gold, &event.trigger, "events", &message);
                }
            }
            let wanted: BTreeSet<&str> = event.people.iter().map(String::as_str).collect();
            let got =
                list(ours, "people").iter().map(|id| people.get(text(id)).map_or("nobody", String::as_str));
            let got: BTreeSet<&str> = got.collect();
            let both = wanted.intersection(&got).count() as f64;
            self.count("events.people", both, got.len() as f64, wanted.len() as f64);
            if wanted != got {
                self.miss(gold, &event.trigger, "events", &format!("people {wanted:?}, got {got:?}"));
            }
        }
        for (i, event) in found.iter().enumerate().filter(|(i, _)| !matches.contains(&Some(*i))) {
            let message = format!(
                "extra {} `{}` [{}]",
                text(&event["status"]),
                text(&event["trigger"]),
                text(&event["gist"])
            );
            self.miss(gold, &triggers[i], "events", &message);
        }
        let (found, required) = ((found.len() - optional) as f64, required as f64);
        self.count("events.found", right, found, required);
        self.count("events.found_day", right_day, found, required);
        self.count("events.found_outcome", right_outcome, found, required);
    }
}

/// Sums of B3 precision and recall over mentions, given the cluster of each in the gold and in the answer.
pub(crate) fn b_cubed(gold: &[String], answer: &[String]) -> (f64, f64) {
    let (mut precision, mut recall) = (0.0, 0.0);
    for i in 0..gold.len() {
        let ours: BTreeSet<usize> = (0..gold.len()).filter(|&j| answer[j] == answer[i]).collect();
        let theirs: BTreeSet<usize> = (0..gold.len()).filter(|&j| gold[j] == gold[i]).collect();
        let both = ours.intersection(&theirs).count() as f64;
        precision += both / ours.len() as f64;
        recall += both / theirs.len() as f64;
    }
    (precision, recall)
}

/// For each person of the answer: the gold person with whom it shares most named mentions.
fn persons_meant(gold: &Gold, mentions: &[Named]) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for ours in mentions.iter().filter(|m| m.kind == Kind::Name) {
        for theirs in gold.mentions.iter().filter(|m| m.kind == Kind::Name) {
            if overlap(&ours.span, &theirs.span) > 0 {
                *votes.entry(&ours.person).or_default().entry(&theirs.people[0]).or_default() += 1;
            }
        }
    }
    let most = votes.into_iter().filter_map(|(ours, votes)| {
        let (theirs, _) = votes.into_iter().max_by_key(|(_, n)| *n)?;
        Some((ours.to_owned(), theirs.to_owned()))
    });
    most.collect()
}

/// A name without case, hyphens and dots.
fn plain_name(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c == '-' || c == '.' { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn trimmed(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "“”‘’…".contains(c))
}

/// The span that shares at least half of the longer one with `wanted`.
fn best(free: &[&Value], wanted: &Chars) -> Option<usize> {
    let shared = |q: &Value| overlap(&span(q), wanted);
    let (i, quote) = free.iter().enumerate().max_by_key(|(_, q)| shared(q))?;
    (shared(quote) * 2 >= wanted.len().max(span(quote).len()) && shared(quote) > 0).then_some(i)
}

/// Where the trigger of an event stands: the contract gives its words and the clause.
fn trigger_of(gold: &Gold, event: &Value) -> Chars {
    let clause = span(event);
    let words = gold.words(&clause);
    let trigger = text(&event["trigger"]);
    match words.find(trigger) {
        Some(byte) => {
            let start = clause.start + words[..byte].chars().count();
            start..start + trigger.chars().count()
        }
        None => clause,
    }
}

/// One event of the answer for each gold one: first those whose triggers meet, then those whose clauses each
/// hold the other's trigger, then those that lie in the gold clause altogether ("has been called off").
pub(crate) fn match_events(gold: &[GoldEvent], clauses: &[Chars], triggers: &[Chars]) -> Vec<Option<usize>> {
    let fits = |rank: usize, event: &GoldEvent, i: usize| match rank {
        0 => overlap(&triggers[i], &event.trigger) > 0,
        1 => covers(&event.clause, &triggers[i]) && covers(&clauses[i], &event.trigger),
        _ => {
            covers(&event.clause, &triggers[i]) && overlap(&clauses[i], &event.clause) * 2 > clauses[i].len()
        }
    };
    let mut matches = vec![None; gold.len()];
    for rank in 0..3 {
        for (g, event) in gold.iter().enumerate() {
            if matches[g].is_none() {
                let free =
                    (0..clauses.len()).filter(|i| !matches.contains(&Some(*i)) && fits(rank, event, *i));
                matches[g] = free.max_by_key(|i| overlap(&clauses[*i], &event.clause));
            }
        }
    }
    matches
}

/// What a reader takes from a status: it took place, it is to come, it does not come, it is in doubt.
pub(crate) fn outcome(status: &str) -> &'static str {
    match status {
        "happened" | "under_way" => "real",
        "scheduled" | "expected" => "to come",
        "cancelled" | "postponed" => "off",
        _ => "in doubt",
    }
}

/// The same day, or the same coarser time where the gold states no day.
pub(crate) fn same_day(gold: &str, ours: &str) -> bool {
    let day = |value: &str| value.split('T').next().unwrap_or_default().to_owned();
    let (gold, ours) = (day(gold), day(ours));
    if gold.len() < 10 || gold.contains('W') { ours.starts_with(&gold) } else { ours == gold }
}
