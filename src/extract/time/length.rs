//! Lengths of time as TIMEX3 writes them: `PT2H`, `P2Y6M`, `PXW`.

use super::expr::{Amount, Unit};

/// The value of a length: its parts in the order of the standard, halves in the next smaller unit.
pub(super) fn length(parts: &[(Amount, Unit)]) -> String {
    if let [(Amount::Vague, unit)] = parts {
        return vague(*unit);
    }
    let mut dates = String::new();
    let mut times = String::new();
    for &(amount, unit) in parts {
        write_part(amount, unit, &mut dates, &mut times);
    }
    if times.is_empty() { format!("P{dates}") } else { format!("P{dates}T{times}") }
}

fn vague(unit: Unit) -> String {
    match unit {
        Unit::Second => "PTXS",
        Unit::Minute => "PTXM",
        Unit::Hour => "PTXH",
        Unit::Day | Unit::Night => "PXD",
        Unit::Week | Unit::Fortnight | Unit::Weekend => "PXW",
        Unit::Month => "PXM",
        Unit::Quarter => "PXQ",
        Unit::Half | Unit::Year => "PXY",
        Unit::Decade => "PXDE",
        Unit::Century => "PXCE",
        Unit::Millennium => "PXL",
        Unit::Unnamed => "PXX",
    }
    .to_owned()
}

/// Letter, whether it stands after `T`, and the smaller unit with how many of it make one.
fn letter(unit: Unit) -> (&'static str, bool, i64, Option<(Unit, i64)>) {
    match unit {
        Unit::Second => ("S", true, 1, None),
        Unit::Minute => ("M", true, 1, Some((Unit::Second, 60))),
        Unit::Hour => ("H", true, 1, Some((Unit::Minute, 60))),
        Unit::Day | Unit::Night | Unit::Weekend => ("D", false, 1, Some((Unit::Hour, 24))),
        Unit::Week => ("W", false, 1, None),
        Unit::Fortnight => ("W", false, 2, None),
        Unit::Month => ("M", false, 1, None),
        Unit::Quarter => ("M", false, 3, None),
        Unit::Half => ("M", false, 6, None),
        Unit::Year => ("Y", false, 1, Some((Unit::Month, 12))),
        Unit::Decade => ("Y", false, 10, None),
        Unit::Century => ("Y", false, 100, None),
        Unit::Millennium => ("Y", false, 1000, None),
        Unit::Unnamed => ("X", false, 1, None),
    }
}

fn write_part(amount: Amount, unit: Unit, dates: &mut String, times: &mut String) {
    let (name, clock, factor, smaller) = letter(unit);
    let Amount::Exact(thousandths) = amount else {
        let into = if clock { times } else { dates };
        into.push_str(&format!("X{name}"));
        return;
    };
    let thousandths = thousandths.saturating_mul(factor);
    let (whole, rest) = (thousandths / 1000, thousandths % 1000);
    let into = if clock { &mut *times } else { &mut *dates };
    match smaller {
        Some((unit, per)) if rest > 0 && rest * per % 1000 == 0 => {
            if whole > 0 {
                into.push_str(&format!("{whole}{name}"));
            }
            write_part(Amount::whole(rest * per / 1000), unit, dates, times);
        }
        _ if rest > 0 => into.push_str(&format!("{}{name}", thousandths as f64 / 1000.0)),
        _ => into.push_str(&format!("{whole}{name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[(Amount, Unit)], expected: &str) {
        assert_eq!(length(parts), expected);
    }

    #[test]
    fn lengths_are_written_as_the_standard_says() {
        check(&[(Amount::whole(2), Unit::Hour)], "PT2H");
        check(&[(Amount::Exact(2500), Unit::Year)], "P2Y6M");
        check(&[(Amount::Exact(5500), Unit::Hour)], "PT5H30M");
        check(&[(Amount::Exact(500), Unit::Hour)], "PT30M");
        check(&[(Amount::whole(1), Unit::Hour), (Amount::whole(20), Unit::Minute)], "PT1H20M");
        check(&[(Amount::whole(2), Unit::Decade)], "P20Y");
        check(&[(Amount::Vague, Unit::Week)], "PXW");
    }
}
