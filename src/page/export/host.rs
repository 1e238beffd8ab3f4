//! `robots.txt`, `_headers` and `_redirects`: what crawlers and hosts of files look for.

use crate::page::{Kind, Route, Site};

/// What a page may load and do; base.html says the same in a meta element, which cannot forbid framing.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data: https:; script-src 'self'; base-uri 'none'; form-action 'self'; connect-src 'self'";

/// Everything may be read; the sitemaps, where there are some.
pub(super) fn robots(site: &Site) -> Vec<u8> {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if site.config.base_url.is_some() {
        for sitemap in ["sitemap.xml", "sitemap-news.xml"] {
            text.push_str(&format!("\nSitemap: {}", site.address(&Route::new(sitemap))));
        }
        text.push('\n');
    }
    text.into_bytes()
}

/// What a host may say with each file: nothing is guessed, nothing is framed, and what has a digest in its
/// name may be kept for good. Everything else is asked for again, which hosts do by themselves.
pub(super) fn headers(site: &Site) -> Vec<u8> {
    let mut text = format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  X-Frame-Options: DENY\n  \
         Permissions-Policy: camera=(), microphone=(), geolocation=()\n"
    );
    let base = site.base_path();
    let dated = site.assets().iter().filter(|asset| asset.path != asset.name);
    for asset in dated {
        text.push_str(&format!(
            "{base}{}\n  Cache-Control: public, max-age=31536000, immutable\n",
            asset.path
        ));
    }
    text.into_bytes()
}

/// The old addresses of articles: `/old/talks.html /articles/talks.html 301`.
pub(super) fn redirects(site: &Site) -> Vec<u8> {
    let base = site.base_path();
    let mut text = String::new();
    for page in site.pages() {
        if let Kind::Redirect(article) = page.kind {
            let root = super::root();
            let (from, to) = (root.link_to(&page.route), root.link_to(&site.article_route(article)));
            text.push_str(&format!("{base}{from} {base}{to} 301\n"));
        }
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::POLICY;

    #[test]
    fn pages_and_headers_have_one_policy() {
        assert!(include_str!("../../../templates/base.html").contains(&format!("content=\"{POLICY}\"")));
    }
}
