//! A small map that shows where a place lies: land, its country, and a dot where the place is known to be.
//!
//! Drawn from Natural Earth's outlines when the page is made; no tile, no script, no request. A place without a
//! country has no map, and a place without a known spot has no dot. Entry point: [`locator`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

/// Width of the map, in its own units.
const WIDTH: f64 = 300.0;
/// Height of the map, in its own units.
const HEIGHT: f64 = 200.0;
/// Half the height that the map shows at least and at most, in degrees.
const HALF: (f64, f64) = (9.0, 32.0);
/// Steps of the outlines in a degree.
const UNIT: f64 = 5.0;

/// A map.
#[derive(Debug, PartialEq, Serialize)]
pub struct Locator {
    /// Width, in the units of the paths.
    pub width: u32,
    /// Height, in the units of the paths.
    pub height: u32,
    /// SVG path of the land that is not its country.
    pub land: String,
    /// SVG path of its country; empty where that is too small to draw.
    pub here: String,
    /// Where the place itself is.
    pub spot: Option<Spot>,
}

/// A dot on a map.
#[derive(Debug, PartialEq, Serialize)]
pub struct Spot {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
}

/// A ring of a country's outline: longitude and latitude, in degrees.
struct Ring {
    points: Vec<(f64, f64)>,
    /// West, south, east, north.
    bounds: (f64, f64, f64, f64),
}

/// What part of the world a map shows.
struct Window {
    longitude: f64,
    latitude: f64,
    /// Half the height, in degrees.
    half: f64,
    /// How much narrower a degree of longitude is than one of latitude.
    narrow: f64,
}

/// The map of the first of `names` whose spot is known in the country, else of the country alone.
pub(crate) fn locator(country: &str, names: &[&str]) -> Option<Locator> {
    let rings = OUTLINES.get(country).map_or(&[][..], Vec::as_slice);
    let largest = rings.iter().max_by(|a, b| a.area().total_cmp(&b.area()));
    let spot = names.iter().find_map(|name| SPOTS.get(&(country, *name)).copied());
    let (longitude, latitude) = spot.or_else(|| Some(largest?.middle()))?;
    let half = largest.map_or(HALF.0, |ring| (ring.bounds.3 - ring.bounds.1) * 0.8).clamp(HALF.0, HALF.1);
    let narrow = latitude.to_radians().cos().max(0.2);
    let window = Window { longitude, latitude, half, narrow };
    let others = OUTLINES.iter().filter(|(code, _)| **code != country).flat_map(|(_, rings)| rings);
    Some(Locator {
        width: WIDTH as u32,
        height: HEIGHT as u32,
        land: window.path(others),
        here: window.path(rings.iter()),
        spot: spot.map(|(x, y)| {
            let (x, y) = window.place(x, y);
            Spot { x: x.round() as u32, y: y.round() as u32 }
        }),
    })
}

impl Ring {
    fn area(&self) -> f64 {
        (self.bounds.2 - self.bounds.0) * (self.bounds.3 - self.bounds.1)
    }

    fn middle(&self) -> (f64, f64) {
        ((self.bounds.0 + self.bounds.2) / 2.0, (self.bounds.1 + self.bounds.3) / 2.0)
    }
}

impl Window {
    fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let scale = HEIGHT / 2.0 / self.half;
        (
            WIDTH / 2.0 + (longitude - self.longitude) * self.narrow * scale,
            HEIGHT / 2.0 - (latitude - self.latitude) * scale,
        )
    }

    /// The rings inside the window, as one path. The world goes round: a ring may be seen from the other side.
    fn path<'r>(&self, rings: impl Iterator<Item = &'r Ring>) -> String {
        let mut path = String::new();
        let wide = self.half * WIDTH / HEIGHT / self.narrow;
        for ring in rings {
            let (west, south, east, north) = ring.bounds;
            if south > self.latitude + self.half || north < self.latitude - self.half {
                continue;
            }
            for turn in [-360.0, 0.0, 360.0] {
                if west + turn > self.longitude + wide || east + turn < self.longitude - wide {
                    continue;
                }
                let points = ring.points.iter().map(|&(x, y)| self.place(x + turn, y)).collect();
                push_ring(&mut path, &clipped(points));
            }
        }
        path
    }
}

/// A polygon cut to the map, side by side (after Sutherland and Hodgman), with a margin that hides the cut.
fn clipped(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    const MARGIN: f64 = 2.0;
    // How far inside a point is, for each side.
    let sides: [fn((f64, f64)) -> f64; 4] =
        [|(x, _)| x + MARGIN, |(x, _)| WIDTH + MARGIN - x, |(_, y)| y + MARGIN, |(_, y)| HEIGHT + MARGIN - y];
    for inside in sides {
        let mut kept = Vec::with_capacity(points.len());
        for (at, &point) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            let (was, is) = (inside(before), inside(point));
            if (was < 0.0) != (is < 0.0) {
                let part = was / (was - is);
                kept.push((before.0 + (point.0 - before.0) * part, before.1 + (point.1 - before.1) * part));
            }
            if is >= 0.0 {
                kept.push(point);
            }
        }
        points = kept;
    }
    points
}

fn push_ring(path: &mut String, points: &[(f64, f64)]) {
    let mut last: Option<(i32, i32)> = None;
    let start = path.len();
    let mut count = 0;
    for &(x, y) in points {
        let point = (x.round() as i32, y.round() as i32);
        match last {
            None => path.push_str(&format!("M{} {}", point.0, point.1)),
            Some(known) if known == point => continue,
            Some(known) => path.push_str(&format!("l{} {}", point.0 - known.0, point.1 - known.1)),
        }
        last = Some(point);
        count += 1;
    }
    if count < 3 {
        path.truncate(start);
    } else {
        path.push('z');
    }
}

static OUTLINES: LazyLock<BTreeMap<&str, Vec<Ring>>> = LazyLock::new(|| {
    let rows = include_str!("outlines.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.filter_map(ring).collect()))
    })
    .collect()
});

/// Longitude and latitude, by country and name.
type Spots = BTreeMap<(&'static str, &'static str), (f64, f64)>;

static SPOTS: LazyLock<Spots> = LazyLock::new(|| {
    let rows = include_str!("spots.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let key = (cells.next()?, cells.next()?);
        let latitude = cells.next()?.parse().ok()?;
        Some((key, (cells.next()?.parse().ok()?, latitude)))
    })
    .collect()
});

fn ring(cell: &str) -> Option<Ring> {
    let (mut x, mut y) = (0, 0);
    let mut points = Vec::new();
    for step in cell.split(' ') {
        let (dx, dy) = step.split_once(',')?;
        x += dx.parse::<i32>().ok()?;
        y += dy.parse::<i32>().ok()?;
        points.push((f64::from(x) / UNIT - 180.0, 90.0 - f64::from(y) / UNIT));
    }
    let edge = |of: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64| points.iter().map(of).reduce(pick);
    let bounds = (
        edge(|p| p.0, f64::min)?,
        edge(|p| p.1, f64::min)?,
        edge(|p| p.0, f64::max)?,
        edge(|p| p.1, f64::max)?,
    );
    Some(Ring { points, bounds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("outlines.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(OUTLINES.len(), rows.count());
        assert!(OUTLINES.values().all(|rings| !rings.is_empty()));
        let spots = include_str!("spots.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(SPOTS.len(), spots.count());
    }

    #[test]
    fn a_spot_lies_in_its_country() {
        let check = |country: &str, name: &str, inside: bool| {
            let &(longitude, latitude) = SPOTS.get(&(country, name)).expect("a known spot");
            let near = OUTLINES.get(country).is_some_and(|rings| {
                rings.iter().any(|ring| {
                    let (west, south, east, north) = ring.bounds;
                    (west - 3.0..=east + 3.0).contains(&longitude)
                        && (south - 3.0..=north + 3.0).contains(&latitude)
                })
            });
            assert!(near || !inside, "{name} and {country}");
        };
        // Too small for outlines of this scale; some capitals stand on an island of their own.
        let tiny = [
            "AD", "BB", "BH", "BM", "CV", "HK", "KM", "KN", "LC", "LI", "MC", "MT", "MU", "MV", "SC", "SG",
            "ST", "TO", "VA", "WS",
        ];
        for &(country, name) in SPOTS.keys() {
            check(country, name, !tiny.contains(&country));
        }
    }

    #[test]
    fn a_map_shows_land_country_and_spot() {
        let hanoi = locator("VN", &["Metropole", "Hanoi"]).expect("a map");
        assert!(hanoi.land.starts_with('M') && hanoi.here.starts_with('M'));
        assert_eq!(hanoi.spot, Some(Spot { x: 150, y: 100 }));
        let singapore = locator("SG", &["Singapore"]).expect("a map");
        assert!(singapore.here.is_empty() && !singapore.land.is_empty());
        assert_eq!(locator("XX", &["Nowhere"]), None);
        assert_eq!(locator("FR", &["Nowhere"]).expect("a map").spot, None);
        // Across the line where the date changes.
        assert!(!locator("FJ", &["Suva"]).expect("a map").here.is_empty());
    }

    #[test]
    fn maps_stay_small() {
        for country in OUTLINES.keys() {
            let map = locator(country, &[]).expect("a map");
            assert!(map.land.len() + map.here.len() < 16_000, "{country}");
        }
    }
}
