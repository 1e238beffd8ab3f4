//! HTML by hand: escaping, and what raw HTML of an author's may stay. The only file that names `ammonia`.

use std::borrow::Cow;
use std::collections::HashSet;

/// Adds text, with `&`, `<` and `>` escaped.
pub(super) fn push_text(html: &mut String, text: &str) {
    push_escaped(html, text, |b| match b {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Adds ` name="value"`, escaped.
pub(super) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(html, value, |b| match b {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
    html.push('"');
}

fn push_escaped(html: &mut String, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = escape(byte) {
            html.push_str(&text[from..at]);
            html.push_str(entity);
            from = at + 1;
        }
    }
    html.push_str(&text[from..]);
}

/// What our own ids, classes and links to them begin with while an author's HTML stands beside them. It
/// holds a digest of the whole text, so no author can have written it.
pub(super) fn seal(text: &str, pieces_of_html: &str) -> String {
    let mut digest = blake3::Hasher::new();
    digest.update(text.as_bytes());
    digest.update(pieces_of_html.as_bytes());
    digest.finalize().to_hex()[..16].to_owned()
}

/// Sanitises a woven article that holds raw HTML of its author's. What we wrote bears `seal`, which is taken
/// off; ids and classes that only look like ours are taken away.
pub(super) fn sanitised(woven: &str, seal: &str) -> String {
    let mut cleaner = ammonia::Builder::default();
    let seal = seal.to_owned();
    cleaner
        .link_rel(None)
        .add_tags(["figure", "figcaption", "section", "time"])
        .add_generic_attributes(["id", "class", "lang", "dir", "title", "aria-label", "data-n"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .attribute_filter(move |_, attribute, value| match attribute {
            "id" | "class" => own_or_authors(value, &seal),
            "href" => match value.strip_prefix('#').and_then(|id| id.strip_prefix(seal.as_str())) {
                Some(id) => Some(format!("#{id}").into()),
                None => Some(value.into()),
            },
            _ => Some(value.into()),
        });
    cleaner.clean(woven).to_string()
}

fn own_or_authors<'v>(value: &'v str, seal: &str) -> Option<Cow<'v, str>> {
    if let Some(own) = value.strip_prefix(seal) {
        return Some(own.into());
    }
    if !value.split_ascii_whitespace().any(|word| word.starts_with("d-")) {
        return Some(value.into());
    }
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(|word| !word.starts_with("d-")).collect();
    (!kept.is_empty()).then(|| kept.join(" ").into())
}
