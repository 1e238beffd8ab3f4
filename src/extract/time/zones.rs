//! Abbreviations of zones, read in the light of the place: IST in Delhi, in Dublin, in Jerusalem.
//!
//! An abbreviation names an offset ("EST" is five hours behind Greenwich, in summer too), a pair that
//! follows the clock changes ("ET"), or several zones of the world of which the nearest to the report is
//! meant. The table is `words/zones.tsv`.

use std::sync::LazyLock;

use crate::extract::Anchor;
use crate::zone::{Zone, ZoneSource};

/// One reading of an abbreviation.
struct Row {
    abbreviation: &'static str,
    /// The zone that it names.
    zone: Zone,
    /// Beginnings of IANA names: where the report comes from one of these, this reading is meant.
    near: Vec<&'static str>,
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = include_str!("words/zones.tsv").lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(|row| {
        let mut fields = row.split('\t');
        let abbreviation = fields.next().expect("an abbreviation in each row");
        let zone = fields.next().expect("a zone in each row").parse().expect("zones that IANA knows");
        let near = fields.next().unwrap_or("").split_whitespace().collect();
        Row { abbreviation, zone, near }
    })
    .collect()
});

/// True for an abbreviation of the table.
pub(super) fn known(name: &str) -> bool {
    TABLE.iter().any(|row| row.abbreviation == name)
}

/// True for an abbreviation that several parts of the world use.
pub(super) fn ambiguous(name: &str) -> bool {
    TABLE.iter().filter(|row| row.abbreviation == name).count() > 1
}

/// The zone of an abbreviation for a report from `anchor`: the reading near its zone, else the first.
pub(super) fn read(name: &str, anchor: &Anchor) -> Option<Zone> {
    let home = anchor.zone.to_string();
    let mut readings = TABLE.iter().filter(|row| row.abbreviation == name);
    let known = anchor.zone_source != ZoneSource::Assumed || anchor.zone != Zone::UTC;
    let near = TABLE
        .iter()
        .filter(|row| row.abbreviation == name)
        .find(|row| known && (row.zone.to_string() == home || row.near.iter().any(|n| home.starts_with(n))));
    near.or(readings.next()).map(|row| row.zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, home: &str, expected: &str) {
        let anchor = Anchor {
            zone: home.parse().expect("an IANA zone"),
            zone_source: ZoneSource::Inferred,
            ..Anchor::default()
        };
        assert_eq!(read(name, &anchor).map(|z| z.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn an_abbreviation_is_read_where_the_report_comes_from() {
        check("IST", "Asia/Kolkata", "Asia/Kolkata");
        check("IST", "Europe/Dublin", "Europe/Dublin");
        check("IST", "Asia/Jerusalem", "Asia/Jerusalem");
        check("CST", "Asia/Shanghai", "Asia/Shanghai");
        check("CST", "America/Chicago", "-06:00");
        check("EST", "Asia/Ho_Chi_Minh", "-05:00");
        check("ET", "Asia/Ho_Chi_Minh", "America/New_York");
    }
}
