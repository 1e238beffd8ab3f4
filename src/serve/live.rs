//! What keeps open pages up to date: a script in each page that is served, a worker that all pages of a
//! browser share, and the stream of news that the worker listens to.
//!
//! A page's own policy lets it load scripts and styles of its site and nothing else, and that stays so: the
//! worker is a file with a policy of its own, and it alone may connect.

use std::fmt::Write as _;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::{mpsc, watch};

use super::shown::Shown;

/// Our own files, each with its content type.
pub(super) const FILES: [(&str, &str, &str); 3] = [
    ("live.js", "text/javascript; charset=utf-8", include_str!("live.js")),
    ("worker.js", "text/javascript; charset=utf-8", include_str!("worker.js")),
    ("overlay.css", "text/css; charset=utf-8", include_str!("overlay.css")),
];

/// The name of the stream of news.
pub(super) const NEWS: &str = "events";

/// How often a silent stream gives a sign of life, so that one whose browser is gone ends.
const ALIVE: Duration = Duration::from_secs(15);

/// Which edition a page is of: when the program started, and the edition's number. Later ones are greater.
pub(super) fn stamp(start: u128, shown: &Shown) -> String {
    format!("{start}.{}", shown.edition.number)
}

/// The page with our script in it: before the end of its body, where it has one.
pub(super) fn with_script(mut page: Vec<u8>, stamp: &str) -> Vec<u8> {
    let script = format!("<script src=\"/.dateline/live.js\" data-edition=\"{stamp}\"></script>");
    const END: &[u8] = b"</body>";
    let end = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END));
    let at = end.unwrap_or(page.len());
    page.splice(at..at, script.bytes());
    page
}

/// The news, one event a change, until the browser is gone.
pub(super) fn news(start: u128, mut shown: watch::Receiver<Shown>) -> mpsc::Receiver<Bytes> {
    let (sender, events) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut event = format!("retry: 300\n{}", event(start, &shown.borrow_and_update()));
        loop {
            if sender.send(Bytes::from(event)).await.is_err() {
                return;
            }
            event = tokio::select! {
                changed = shown.changed() => match changed {
                    Ok(()) => self::event(start, &shown.borrow_and_update()),
                    Err(_) => return,
                },
                () = tokio::time::sleep(ALIVE) => ":\n\n".to_owned(),
            };
        }
    });
    events
}

/// What is shown now, as an event of a stream.
fn event(start: u128, shown: &Shown) -> String {
    let problems: Vec<&str> = shown.problems().collect();
    let news = serde_json::json!({ "edition": stamp(start, shown), "problems": problems });
    let mut event = String::new();
    let _ = write!(event, "data: {news}\n\n");
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let check = |page: &str, expected: &str| {
            let script = "<script src=\"/.dateline/live.js\" data-edition=\"1.2\"></script>";
            let page = with_script(page.as_bytes().to_vec(), "1.2");
            assert_eq!(String::from_utf8(page).expect("text").replace(script, "*"), expected);
        };
        check("<body>é</body></html>", "<body>é*</body></html>");
        check("<pre></body></pre></BODY>", "<pre></body></pre>*</BODY>");
        check("no body", "no body*");
        check("", "*");
    }
}
