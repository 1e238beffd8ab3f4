//! Citations of articles and entries, in words, as BibTeX and as RIS.

use chrono::{DateTime, FixedOffset};

use crate::coverage::{ArticleIx, EntryIx};
use crate::page::{Site, words};

/// What a citation names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Citation {
    /// The id of the article or the entry.
    id: String,
    title: String,
    /// Who wrote it; a desk or an agency counts as one name.
    authors: Vec<String>,
    /// The site.
    publication: String,
    published: Option<DateTime<FixedOffset>>,
    /// Only with a `base_url`.
    address: Option<String>,
    language: String,
    note: Option<String>,
}

impl Citation {
    /// The citation of an article.
    pub(crate) fn article(site: &Site, ix: ArticleIx) -> Citation {
        let covered = &site.coverage.articles[ix];
        let front = &covered.article.front;
        Citation {
            id: covered.article.id.clone(),
            title: front.title.clone(),
            authors: front.authors.clone(),
            publication: site.config.title.clone(),
            published: covered.published,
            address: crate::page::view::absolute(site, &site.article_route(ix)),
            language: site.config.language.clone(),
            note: front
                .source
                .as_ref()
                .map(|source| format!("{}: {}", site.words().text("source"), source.name)),
        }
    }

    /// The citation of an entry of the timeline: its newest report dates it, its reports are its note.
    pub(crate) fn entry(site: &Site, ix: EntryIx) -> Citation {
        let entry = &site.coverage.entries[ix];
        let articles = || entry.reports.iter().map(|r| &site.coverage.articles[r.article]);
        let when = entry.when.as_ref().map(|w| site.words().date_and_hour(w));
        let mut titles: Vec<&str> = articles().map(|a| a.article.front.title.as_str()).collect();
        titles.dedup();
        let reports =
            (!titles.is_empty()).then(|| site.words().fill("reported_in", &[("x", &titles.join("; "))]));
        let note: Vec<String> = [when, Some(site.words().status(entry.status).to_owned()), reports]
            .into_iter()
            .flatten()
            .collect();
        Citation {
            id: entry.id.clone(),
            title: entry.gist.clone(),
            authors: Vec::new(),
            publication: site.config.title.clone(),
            published: articles().filter_map(|a| a.published).max(),
            address: site.config.base_url.as_ref().and_then(|_| site.entry_address(ix)),
            language: site.config.language.clone(),
            note: Some(note.join(". ")),
        }
    }

    /// In words: `Authors, "Title", Publication, 28 February 2019, https://…`.
    pub(crate) fn words(&self) -> String {
        let authors = self.authors.join(", ");
        let title = format!("“{}”", self.title);
        let day = self.published.map(|at| words::Words::of(&self.language).long_date(at.date_naive()));
        let parts = [Some(authors), Some(title), Some(self.publication.clone()), day, self.address.clone()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// As BibTeX, with the fields of biblatex beside those of old.
    pub(crate) fn bibtex(&self) -> String {
        let key: String = self.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let mut entry = format!("@misc{{{},\n", if key.is_empty() { "untitled" } else { &key });
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                entry.push_str(&format!("  {name} = \"{value}\",\n"));
            }
        };
        // Braces inside keep capitals, a desk's name in one piece, and quotation marks from ending the value.
        put("title", &format!("{{{}}}", tex(&self.title)));
        let names: Vec<String> = self.authors.iter().map(|name| tex_name(name)).collect();
        put("author", &names.join(" and "));
        put("howpublished", &format!("{{{}}}", tex(&self.publication)));
        if let Some(at) = self.published {
            put("date", &at.format("%Y-%m-%d").to_string());
            put("year", &at.format("%Y").to_string());
            put("month", &at.format("%b").to_string().to_lowercase());
        }
        put("url", self.address.as_deref().unwrap_or_default());
        if let Some(note) = &self.note {
            put("note", &format!("{{{}}}", tex(note)));
        }
        entry.push_str("}\n");
        entry
    }

    /// As RIS. Lines end as its readers want them.
    pub(crate) fn ris(&self) -> String {
        let mut record = String::from("TY  - NEWS\r\n");
        let mut put = |tag: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() {
                record.push_str(&format!("{tag}  - {value}\r\n"));
            }
        };
        put("ID", &self.id);
        put("TI", &self.title);
        for author in &self.authors {
            put("AU", author);
        }
        put("T2", &self.publication);
        if let Some(at) = self.published {
            put("PY", &at.format("%Y").to_string());
            put("DA", &at.format("%Y/%m/%d").to_string());
        }
        put("LA", &self.language);
        put("UR", self.address.as_deref().unwrap_or_default());
        put("N1", self.note.as_deref().unwrap_or_default());
        record.push_str("ER  - \r\n");
        record
    }
}

/// All articles, one behind the other.
pub(super) fn bibliography(site: &Site, form: fn(&Citation) -> String) -> Vec<u8> {
    let mut text = String::new();
    for ix in 0..site.coverage.articles.len() {
        text.push_str(&form(&Citation::article(site, ix)));
        text.push('\n');
    }
    text.into_bytes()
}

/// Text with what TeX would take for more written so that it does not.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A name as BibTeX splits it; one that holds "and", a comma, or more than four words stays in one piece.
fn tex_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let whole =
        words.len() > 4 || name.contains([',', '"']) || words.contains(&"and") || words.contains(&"Desk");
    if whole { format!("{{{}}}", tex(name)) } else { tex(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation() -> Citation {
        Citation {
            id: "talks-end".to_owned(),
            title: "Talks end: 100% & no deal".to_owned(),
            authors: vec!["Ada Okafor".to_owned(), "Harbour Desk".to_owned()],
            publication: "Summit Record".to_owned(),
            published: DateTime::parse_from_rfc3339("2019-02-28T16:00:00+07:00").ok(),
            address: Some("https://example.org/articles/talks-end.html".to_owned()),
            language: "en".to_owned(),
            note: None,
        }
    }

    #[test]
    fn bibtex_is_escaped_and_keeps_names_of_desks_whole() {
        let text = citation().bibtex();
        assert!(text.starts_with("@misc{talks-end,\n"));
        assert!(text.contains("title = \"{Talks end: 100\\% \\& no deal}\""), "{text}");
        assert!(text.contains("author = \"Ada Okafor and {Harbour Desk}\""), "{text}");
        assert!(text.contains("date = \"2019-02-28\"") && text.ends_with("}\n"));
    }

    #[test]
    fn ris_has_a_tag_a_line() {
        let text = citation().ris();
        let tags: Vec<&str> = text.lines().filter_map(|l| l.get(..2)).collect();
        assert_eq!(tags, ["TY", "ID", "TI", "AU", "AU", "T2", "PY", "DA", "LA", "UR", "ER"]);
    }

    #[test]
    fn words_leave_out_what_is_not_known() {
        let bare =
            Citation { title: "Talks".to_owned(), publication: "Record".to_owned(), ..Citation::default() };
        assert_eq!(bare.words(), "“Talks”, Record");
    }
}
