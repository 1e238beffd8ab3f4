//! The answer to one request.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::task::{Context, Poll};

use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::{Method, Response, StatusCode};
use tokio::sync::{mpsc, watch};

use super::guard::Refused;
use super::request::{self, Asked};
use super::shown::Shown;
use super::{Event, Observer, live};
use crate::diagnostic::Diagnostic;
use crate::page::Route;
use crate::source::{Asset, AssetBytes};

/// What is sent: bytes, or news as they come.
pub(super) enum Body {
    /// All at once.
    Whole(Bytes),
    /// One piece after the other.
    News(mpsc::Receiver<Bytes>),
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match &mut *self {
            Body::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Body::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Body::News(events) => {
                events.poll_recv(context).map(|event| event.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Body::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Body::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Body::News(_) => SizeHint::default(),
        }
    }
}

/// What every answer needs.
pub(super) struct Desk {
    /// Milliseconds since 1970 when the program started: a later start is a greater number.
    pub(super) start: u128,
    /// The site folder, links followed.
    pub(super) root: std::path::PathBuf,
    pub(super) shown: watch::Sender<Shown>,
    /// True while the site is made anew: whatever can wait, waits.
    pub(super) busy: AtomicBool,
    pub(super) observer: &'static dyn Observer,
}

/// Answers a request that was let in.
pub(super) fn answer(desk: &Desk, method: &Method, path: &str) -> Response<Body> {
    let shown = desk.shown.borrow().clone();
    let response = match request::read(&shown.edition.site, path) {
        Asked::Page(route) => page(desk, &shown, &route, StatusCode::OK),
        Asked::Asset(ix) => match asset(&desk.root, &shown.edition.site.assets()[ix]) {
            Some(bytes) => file(desk, &shown, &shown.edition.site.assets()[ix].path, bytes, StatusCode::OK),
            // Taken away since the folder was read.
            None => missing(desk, &shown),
        },
        Asked::Folder => {
            let mut response = plain(StatusCode::MOVED_PERMANENTLY, "the folder's page is one slash further");
            if let Ok(place) = HeaderValue::from_str(&format!("{path}/")) {
                response.headers_mut().insert(header::LOCATION, place);
            }
            response
        }
        Asked::Own(name) => own(desk, method, &name),
        Asked::Missing => missing(desk, &shown),
    };
    finished(response, method)
}

/// Says why a request gets nothing.
pub(super) fn refused(refused: Refused, method: &Method) -> Response<Body> {
    let mut response = match refused {
        Refused::ForeignHost => {
            plain(StatusCode::FORBIDDEN, "this server answers only as localhost, to this machine")
        }
        Refused::ForeignOrigin => {
            plain(StatusCode::FORBIDDEN, "this server does not answer pages of other sites")
        }
        Refused::Method => plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered"),
    };
    if refused == Refused::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    finished(response, method)
}

/// Says that an answer broke off: a fault of ours, which the terminal has.
pub(super) fn broken(method: &Method) -> Response<Body> {
    finished(plain(StatusCode::INTERNAL_SERVER_ERROR, "the page broke off: the terminal says where"), method)
}

fn missing(desk: &Desk, shown: &Shown) -> Response<Body> {
    page(desk, shown, &Route::new("404.html"), StatusCode::NOT_FOUND)
}

/// A page of the shown edition; where it fails, of the one before, and the failure is news.
fn page(desk: &Desk, shown: &Shown, route: &Route, status: StatusCode) -> Response<Body> {
    let failed = match shown.edition.render(route) {
        Ok(output) => return file(desk, shown, route.as_str(), output.bytes, status),
        Err(failed) => failed,
    };
    note_failure(desk, shown, &failed);
    let before = shown.before.as_ref().filter(|before| before.site.page(route).is_some());
    match before.and_then(|before| before.render(route).ok()) {
        Some(output) => file(desk, shown, route.as_str(), output.bytes, status),
        None => {
            let words = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>This page cannot be \
                rendered</title><body><p>This page cannot be rendered yet. What is wrong stands below and in the \
                terminal.</p></body></html>";
            file(desk, shown, "failed.html", words.into(), StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// Tells the terminal and the browsers that a page failed, once.
pub(super) fn note_failure(desk: &Desk, shown: &Shown, failed: &Diagnostic) {
    let is_news = desk.shown.send_if_modified(|now| {
        // A failure of an edition that is shown no more is no news.
        now.edition.number == shown.edition.number && now.note_failure(failed)
    });
    if is_news {
        let diagnostics = std::slice::from_ref(failed);
        desk.observer.see(Event::Found { diagnostics, sources: &shown.edition.sources });
    }
}

/// The bytes of a file of `static/`. Whatever was put in its place since the folder was read: only a plain
/// file that lies in the site folder is sent.
fn asset(root: &Path, asset: &Asset) -> Option<Vec<u8>> {
    match &asset.bytes {
        AssetBytes::Embedded(bytes) => Some(bytes.to_vec()),
        AssetBytes::File(path) => {
            let real = std::fs::canonicalize(path).ok()?;
            let is_inside = real.starts_with(root) && std::fs::symlink_metadata(&real).ok()?.is_file();
            if is_inside { std::fs::read(real).ok() } else { None }
        }
    }
}

fn own(desk: &Desk, method: &Method, name: &str) -> Response<Body> {
    if name == live::NEWS {
        let news = match *method {
            Method::GET => Body::News(live::news(desk.start, desk.shown.subscribe())),
            _ => Body::Whole(Bytes::new()),
        };
        return typed(Response::new(news), "text/event-stream");
    }
    match live::FILES.iter().find(|(own, ..)| *own == name) {
        Some((_, kind, text)) => {
            let mut response = typed(Response::new(Body::Whole(Bytes::from_static(text.as_bytes()))), kind);
            // The worker may listen to us, and nothing else.
            let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            response
        }
        None => plain(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

/// A file under its type; a page with our script in it.
fn file(desk: &Desk, shown: &Shown, path: &str, bytes: Vec<u8>, status: StatusCode) -> Response<Body> {
    let kind = content_type(path);
    let is_page = kind.starts_with("text/html");
    let bytes = if is_page { live::with_script(bytes, &live::stamp(desk.start, shown)) } else { bytes };
    let mut response = typed(Response::new(Body::Whole(bytes.into())), kind);
    *response.status_mut() = status;
    response
}

fn plain(status: StatusCode, words: &'static str) -> Response<Body> {
    let mut response =
        typed(Response::new(Body::Whole(Bytes::from_static(words.as_bytes()))), "text/plain; charset=utf-8");
    *response.status_mut() = status;
    response
}

fn typed(mut response: Response<Body>, kind: &'static str) -> Response<Body> {
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// What stands on every answer: nothing is kept, guessed, framed or read by other sites.
fn finished(mut response: Response<Body>, method: &Method) -> Response<Body> {
    let headers = response.headers_mut();
    let all = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in all {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if method == Method::HEAD
        && let Body::Whole(bytes) = response.body()
    {
        let length = bytes.len();
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        *response.body_mut() = Body::Whole(Bytes::new());
    }
    response
}

/// Types by the end of a file's name, as static hosting has them.
const TYPES: [(&str, &str); 33] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

/// The type of a file by its name.
fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        // `_headers`, `_redirects`: words for a host.
        None => "text/plain; charset=utf-8",
        Some(_) if name == "feed.xml" => "application/atom+xml; charset=utf-8",
        Some((_, end)) => {
            let known = TYPES.iter().find(|(name, _)| end.eq_ignore_ascii_case(name));
            known.map_or("application/octet-stream", |(_, kind)| kind)
        }
    }
}

/// A desk is shared by all connections.
pub(super) type SharedDesk = Arc<Desk>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_the_type_of_their_name() {
        let check = |path: &str, expected: &str| assert_eq!(content_type(path), expected, "{path}");
        check("days/2019-02-28.html", "text/html; charset=utf-8");
        check("fonts/newsreader.woff2", "font/woff2");
        check("photo.JPG", "image/jpeg");
        check("feed.xml", "application/atom+xml; charset=utf-8");
        check("sitemap.xml", "application/xml");
        check("_headers", "text/plain; charset=utf-8");
        check("v1.2/LICENSE", "text/plain; charset=utf-8");
        check("model.bin", "application/octet-stream");
    }

    #[test]
    fn no_link_put_in_the_place_of_a_file_leads_out() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let root = std::fs::canonicalize(root.path()).expect("it is there");
        let site = root.join("site");
        std::fs::create_dir_all(site.join("static")).expect("writable");
        std::fs::write(root.join("secret"), "s").expect("writable");
        std::fs::write(site.join("static/a.txt"), "a").expect("writable");
        let bytes = |name: &str| {
            let path = site.join("static").join(name);
            asset(
                &site,
                &Asset { name: name.to_owned(), path: name.to_owned(), bytes: AssetBytes::File(path) },
            )
        };
        assert_eq!(bytes("a.txt"), Some(b"a".to_vec()));
        assert_eq!(bytes("gone.txt"), None);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.join("secret"), site.join("static/b.txt")).expect("writable");
            assert_eq!(bytes("b.txt"), None);
        }
    }
}
