//! `data/timeline.csv`: one line a report, with the entry that it belongs to and the sentence that says so.

use crate::page::{Site, words};

/// Column names, in order.
const COLUMNS: [&str; 14] = [
    "entry",
    "gist",
    "status",
    "value",
    "start",
    "end",
    "zone",
    "zone_source",
    "place",
    "people",
    "article",
    "published",
    "report_status",
    "sentence",
];

/// The table of the whole timeline.
pub(super) fn table(site: &Site) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("memory takes every record");
    for entry in &site.coverage.entries {
        let people: Vec<&str> =
            entry.people.iter().map(|&p| site.coverage.people[p].name.full.as_str()).collect();
        let place = entry.place.map_or("", |p| site.coverage.places[p].name.as_str());
        for &report in &entry.reports {
            let covered = &site.coverage.articles[report.article];
            let event = site.coverage.event(report);
            let when = event.when.as_ref();
            let record = [
                entry.id.clone(),
                entry.gist.clone(),
                name(entry.status),
                when.map_or(String::new(), |w| w.value.clone()),
                when.map_or(String::new(), |w| words::instant(w.start)),
                when.map_or(String::new(), |w| words::instant(w.end)),
                when.map_or(String::new(), |w| w.zone.to_string()),
                when.map_or(String::new(), |w| name(w.zone_source)),
                place.to_owned(),
                people.join("; "),
                covered.article.id.clone(),
                covered.published.map_or(String::new(), words::instant),
                name(event.status),
                site.report_sentence(report),
            ];
            writer.write_record(&record).expect("memory takes every record");
        }
    }
    writer.into_inner().expect("memory takes every record")
}

/// A value by its name in the JSON contract: `under_way`.
fn name(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("a unit variant is a string");
    value.as_str().unwrap_or_default().to_owned()
}
