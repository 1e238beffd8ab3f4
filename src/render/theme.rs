//! The templates: ours, embedded, and the user's, which win. The only file that names `tera`.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::page::view::View;
use crate::page::words::{Strings, fill, strings};
use crate::source::Source;
use crate::span::SourceSpan;
use crate::yaml;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Our templates.
const EMBEDDED: &[(&str, &str)] = embedded![
    "base.html",
    "components/az.html",
    "components/cite.html",
    "components/entry.html",
    "components/head.html",
    "components/lists.html",
    "index.html",
    "article.html",
    "articles.html",
    "people.html",
    "person.html",
    "places.html",
    "place.html",
    "summits.html",
    "summit.html",
    "timeline.html",
    "period.html",
    "day.html",
    "filter.html",
    "entry.html",
    "corrections.html",
    "quotes.html",
    "about.html",
    "page.html",
    "redirect.html",
    "search.html",
    "404.html",
];

/// Room for the bytes of a page: most fit.
const PAGE: usize = 48 * 1024;

/// Loaded templates.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Names of those that are the user's.
    users: Vec<String>,
}

/// What is the same on every page of a site, as templates see it: made once, shared by all pages.
#[derive(Clone, Debug)]
pub struct Common(Value);

impl Common {
    pub(super) fn new(value: &impl serde::Serialize) -> Common {
        Common(Value::from_serializable(value))
    }
}

impl Theme {
    /// Loads our templates and the user's. A user's template that is broken is left out, with a message, and
    /// ours of the same name stands in for it.
    ///
    /// Every visible word that is not of an article or an editor comes from the table of `page::words`, in
    /// `language`: `t.key`, `text(key)`, `count(key, n)` and `fill(key, …)`.
    pub fn load(user: &[Source], language: &str) -> Warned<Theme> {
        let mut diagnostics = Vec::new();
        let mut users: Vec<(&str, &Source)> =
            user.iter().map(|source| (name_of(&source.path), source)).collect();
        loop {
            match parse(&users, strings(language)) {
                Ok(tera) => {
                    let users = users.iter().map(|(name, _)| (*name).to_owned()).collect();
                    return Warned { value: Theme { tera, users }, diagnostics };
                }
                Err(error) => {
                    let (name, diagnostic) = explain(&error, &users);
                    diagnostics.push(diagnostic);
                    let before = users.len();
                    users.retain(|(other, _)| Some(*other) != name.as_deref());
                    if users.len() == before {
                        // The message names none of the user's: leave out all of them rather than none.
                        assert!(!users.is_empty(), "our own templates parse: {error}");
                        users.clear();
                    }
                }
            }
        }
    }

    /// Sets a page. `body` is HTML that is safe as it stands.
    pub(super) fn render(
        &self,
        view: &View,
        common: &Common,
        body: Option<&str>,
        route: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", common.0.clone());
        context.insert("page", &view.page);
        context.insert("view", &view.body);
        context.insert_value("json_ld", Value::safe_string(view.json_ld.as_deref().unwrap_or_default()));
        context.insert_value("body", Value::safe_string(body.unwrap_or_default()));
        let mut bytes = Vec::with_capacity(PAGE);
        match self.tera.render_to(view.template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(self.failed(&error, route)),
        }
    }

    fn failed(&self, error: &tera::Error, route: &str) -> Diagnostic {
        let (file, span, message) = match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                let span = SourceSpan::new(report.span().range.start, report.span().range.end);
                (report.filename().to_owned(), Some(span), report.message().to_owned())
            }
            ErrorKind::TemplateNotFound(name) => {
                return Diagnostic::new(
                    Code::MissingTemplate,
                    "",
                    format!("the template `{name}` is not there"),
                )
                .page(route);
            }
            other => (String::new(), None, other.to_string()),
        };
        let own = self.users.contains(&file);
        let shown = if file.is_empty() || own { file.clone() } else { format!("{file} (built in)") };
        let mut diagnostic = Diagnostic::new(
            Code::RenderFailed,
            if own { format!("templates/{file}") } else { String::new() },
            format!("the template `{shown}` failed: {}", lowered(&message)),
        );
        diagnostic.span = span.filter(|_| own);
        diagnostic.page(route)
    }
}

fn parse(users: &[(&str, &Source)], strings: &'static Strings) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    let texts: BTreeMap<&str, &str> = strings.all().collect();
    tera.global_context().insert("t", &texts);
    tera.register_function("text", move |kwargs: Kwargs, _: &State<'_>| text(strings, &kwargs));
    tera.register_function("count", move |kwargs: Kwargs, _: &State<'_>| counted(strings, &kwargs));
    tera.register_function("fill", move |kwargs: Kwargs, _: &State<'_>| filled(strings, &kwargs));
    tera.autoescape_on([".html"]);
    let taken = |name: &str| users.iter().any(|(other, _)| *other == name);
    let ours = EMBEDDED.iter().filter(|(name, _)| !taken(name)).copied();
    tera.add_raw_templates(ours.chain(users.iter().map(|(name, source)| (*name, &*source.text))))?;
    Ok(tera)
}

/// `text(key="permalink")`: what `t.permalink` says, for components that do not ask for `t` (`@t`).
fn text(strings: &'static Strings, kwargs: &Kwargs) -> tera::TeraResult<&'static str> {
    let key = kwargs.must_get::<&str>("key")?;
    strings.find(key).ok_or_else(|| tera::Error::message(format!("no string `{key}`")))
}

/// `count(key="n_articles", n=3)`: "3 articles".
fn counted(strings: &'static Strings, kwargs: &Kwargs) -> tera::TeraResult<String> {
    Ok(strings.count(kwargs.must_get::<&str>("key")?, kwargs.must_get::<usize>("n")?))
}

/// `fill(key="sentence", n=3)`: "Sentence 3".
fn filled(strings: &'static Strings, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let text = text(strings, kwargs)?;
    let values: Vec<(String, String)> =
        kwargs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    Ok(fill(text, &values))
}

fn name_of(path: &str) -> &str {
    path.strip_prefix("templates/").unwrap_or(path)
}

/// Which template an error is about, and what to say.
fn explain(error: &tera::Error, users: &[(&str, &Source)]) -> (Option<String>, Diagnostic) {
    let mut near = None;
    let (name, span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = SourceSpan::new(report.span().range.start, report.span().range.end);
            (Some(report.filename().to_owned()), Some(span), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, parent } => {
            let names = EMBEDDED.iter().map(|(name, _)| *name).chain(users.iter().map(|(name, _)| *name));
            near = yaml::nearest(parent, names);
            (Some(current.clone()), None, format!("its parent `{parent}` is not there"))
        }
        ErrorKind::CircularExtend { tpl, .. } => (Some(tpl.clone()), None, "it extends itself".to_owned()),
        ErrorKind::CircularInclude { tpl, .. } => (Some(tpl.clone()), None, "it includes itself".to_owned()),
        other => {
            let text = other.to_string();
            let named =
                users.iter().find(|(name, _)| text.contains(name)).map(|(name, _)| (*name).to_owned());
            (named, None, text)
        }
    };
    let source = name.as_deref().and_then(|n| users.iter().find(|(other, _)| *other == n)).map(|(_, s)| s);
    let message = format!("this template cannot be used: {}", lowered(&message));
    let file = source.map_or_else(|| "templates".to_owned(), |s| s.path.clone());
    let code = match error.kind() {
        ErrorKind::MissingParent { .. } => Code::MissingTemplate,
        _ => Code::BadTemplate,
    };
    let hint = "the built-in template of the same name stands in for it, where there is one";
    let hint = near.map_or(hint.to_owned(), |near| format!("did you mean `{near}`? Until then, {hint}"));
    let mut diagnostic = Diagnostic::new(code, file, message).hint(hint);
    diagnostic.span = span.filter(|_| source.is_some());
    (name.filter(|_| source.is_some()), diagnostic)
}

/// A message as the end of a sentence.
fn lowered(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) if !chars.as_str().starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.into(), digest: [0; 32] }
    }

    #[test]
    fn ours_load_alone() {
        let theme = Theme::load(&[], "en");
        assert!(theme.diagnostics.is_empty());
        for (name, _) in EMBEDDED {
            assert!(theme.value.tera.contains_template(name), "{name}");
        }
    }

    #[test]
    fn broken_templates_are_named_and_left_out() {
        let broken = [
            source("templates/article.html", "{% if %}"),
            source("templates/day.html", "{% extends \"nowhere.html\" %}"),
            source("templates/404.html", "gone"),
        ];
        let theme = Theme::load(&broken, "en");
        let mut files: Vec<&str> = theme.diagnostics.iter().map(|d| d.file.as_str()).collect();
        files.sort_unstable();
        assert_eq!(files, ["templates/article.html", "templates/day.html"]);
        assert_eq!(theme.value.users, ["404.html"]);
    }
}
