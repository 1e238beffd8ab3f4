//! Articles in the order of what they tell of, for the way from one to the next: who reads through a summit
//! follows its course, not the hours at which desks filed. Entry point: [`Course::new`].

use chrono::{DateTime, Duration, FixedOffset};

use crate::coverage::{ArticleIx, Coverage, CoveredArticle};
use crate::extract::time::Grain;

/// What an article tells of lies at most so many days from its publication; what is farther off is history.
const NEWS: i64 = 45;

/// The order of articles by what they tell of.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    order: Vec<ArticleIx>,
    /// For each article its place in the order.
    places: Vec<usize>,
}

impl Course {
    pub(super) fn new(coverage: &Coverage) -> Course {
        let mut order: Vec<ArticleIx> = (0..coverage.articles.len()).collect();
        let moments: Vec<Option<DateTime<FixedOffset>>> = coverage.articles.iter().map(moment).collect();
        order.sort_by_key(|&ix| (moments[ix].is_some(), moments[ix], ix));
        let mut places = vec![0; order.len()];
        for (place, &ix) in order.iter().enumerate() {
            places[ix] = place;
        }
        Course { order, places }
    }

    /// The articles before and after one.
    pub(super) fn beside(&self, article: ArticleIx) -> (Option<ArticleIx>, Option<ArticleIx>) {
        let place = self.places[article];
        let at = |place: Option<usize>| place.and_then(|place| self.order.get(place)).copied();
        (at(place.checked_sub(1)), at(Some(place + 1)))
    }
}

/// When that was which an article tells of first and that has a day; else its publication.
fn moment(covered: &CoveredArticle) -> Option<DateTime<FixedOffset>> {
    let published = covered.published;
    let is_news = |at: DateTime<FixedOffset>| {
        published.is_none_or(|published| (at - published).abs() <= Duration::days(NEWS))
    };
    let events = covered.annotations.events.iter().filter(|event| !event.background);
    let dated = events.filter_map(|event| event.when.as_ref()).filter(|when| when.grain <= Grain::Day);
    dated.map(|when| when.start).find(|&at| is_news(at)).or(published)
}
