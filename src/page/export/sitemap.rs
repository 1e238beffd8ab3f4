//! `sitemap.xml`, `robots.txt` and `_headers`: what crawlers and hosts look for.

use crate::page::{Kind, Route, Site};

/// The most addresses that one sitemap may hold (sitemaps.org 0.9).
const MOST: usize = 50_000;

/// The pages that a reader would want to land on, with the day that their newest article is of.
pub(super) fn sitemap(site: &Site) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let listed = site.pages().iter().filter(|page| is_listed(&page.kind));
    for page in listed.take(MOST) {
        xml.push_str("<url><loc>");
        push_escaped(&mut xml, &site.address(&page.route));
        xml.push_str("</loc>");
        if let Kind::Article(ix) = page.kind
            && let Some(published) = site.coverage.articles[ix].published
        {
            xml.push_str(&format!("<lastmod>{}</lastmod>", published.format("%Y-%m-%d")));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn is_listed(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::NotFound | Kind::Redirect(_) | Kind::EntryMoved(_) | Kind::Data(_) | Kind::Export(_)
    )
}

fn push_escaped(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            _ => xml.push(c),
        }
    }
}

/// Everything may be read; the sitemap, where there is one.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if site.config.base_url.is_some() {
        text.push_str(&format!("\nSitemap: {}\n", site.address(&Route::new("sitemap.xml"))));
    }
    text.into_bytes()
}

/// What a host may say with each file: nothing is guessed, nothing is framed.
pub(super) fn headers() -> Vec<u8> {
    b"/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n  \
      X-Frame-Options: DENY\n  Permissions-Policy: camera=(), microphone=(), geolocation=()\n\
      /fonts/*\n  Cache-Control: public, max-age=31536000, immutable\n"
        .to_vec()
}
