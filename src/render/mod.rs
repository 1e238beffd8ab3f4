//! Render: the bytes of one route. Pure; in any order; on demand.
//!
//! Article text never goes through the template engine as source: its body is woven into HTML and handed to
//! the template as one safe value. Entry point: [`render`].

mod article;
mod assets;
mod card;
mod html;
mod theme;
mod weave;

pub use assets::with_embedded;
pub use theme::{Common, Theme};

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::Output;
use crate::page::view::view;
use crate::page::{Kind, Page, Route, Site};

/// What every template may say of the site.
#[derive(Serialize)]
struct SiteView<'s> {
    title: &'s str,
    description: &'s str,
    language: &'s str,
    base_url: Option<&'s str>,
    summits: bool,
    quotes: bool,
    /// Where the files of `static/` stand, by name.
    assets: BTreeMap<&'s str, &'s str>,
}

impl Common {
    /// What all pages of a site share.
    pub fn of(site: &Site) -> Common {
        Common::new(&site_view(site))
    }
}

/// The bytes of a route. `common` is that of the site.
///
/// # Errors
/// A message, where a template fails; a bug, where the site has no such route.
pub fn render(site: &Site, theme: &Theme, common: &Common, route: &Route) -> Result<Output, Diagnostic> {
    let Some(kind) = site.page(route) else {
        let message = format!("the site has no route `{route}`");
        return Err(Diagnostic::new(Code::RenderFailed, "", message).page(route.as_str()));
    };
    if let Kind::Data(file) = kind {
        return Ok(Output { route: route.clone(), bytes: site.data(*file, route) });
    }
    if let Kind::Card(card) = kind {
        let bytes = site.card_svg(*card).and_then(|svg| card::png(&svg)).unwrap_or_default();
        return Ok(Output { route: route.clone(), bytes });
    }
    if let Kind::SearchFile(file) = kind {
        return Ok(Output { route: route.clone(), bytes: site.search(*file) });
    }
    if let Kind::Export(export) = kind {
        return Ok(Output { route: route.clone(), bytes: site.export(*export) });
    }
    let page = Page { route: route.clone(), kind: kind.clone() };
    let view = view(site, &page).expect("only data have no view");
    let body = article::body(site, &page, &view);
    let bytes = theme.render(&view, common, body.as_deref(), route.as_str())?;
    Ok(Output { route: route.clone(), bytes })
}

fn site_view(site: &Site) -> SiteView<'_> {
    let config: &Config = &site.config;
    SiteView {
        title: &config.title,
        description: &config.description,
        language: &config.language,
        base_url: config.base_url.as_deref(),
        summits: !site.coverage.summits.is_empty(),
        quotes: !site.coverage.quotations.is_empty(),
        assets: site.named_assets().collect(),
    }
}
