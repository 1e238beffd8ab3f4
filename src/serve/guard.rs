//! Who may ask. A page of a foreign site runs in the same browser and can reach this machine: it must get
//! nothing. What it cannot forge is the name that it asked under (`Host`), where it came from (`Origin`), and
//! what the browser says of the request (`Sec-Fetch-*`).

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::{Method, Uri};

/// Why a request gets no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Asked under a name that is not this machine's: DNS rebinding.
    ForeignHost,
    /// Asked by a page of another site.
    ForeignOrigin,
    /// Neither GET nor HEAD.
    Method,
}

/// The names under which this machine may be asked.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Refuses what does not come from this machine's own pages or a person who typed or clicked an address.
pub(super) fn check(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Result<(), Refused> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let is_ours = |authority: &str| is_own(authority, port);
    let is_host_ours = host.is_some_and(is_ours)
        && hosts.next().is_none()
        && uri.authority().is_none_or(|authority| is_ours(authority.as_str()));
    if !is_host_ours {
        return Err(Refused::ForeignHost);
    }
    let is_origin_ours = |origin: &str| origin.strip_prefix("http://").is_some_and(is_ours);
    if !headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(is_origin_ours)) {
        return Err(Refused::ForeignOrigin);
    }
    let said = |name: &'static str| {
        headers.get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    // A link on another site may lead here; a frame, a script or an image of another site may not.
    let is_foreign = matches!(said("sec-fetch-site"), "cross-site" | "same-site");
    let is_visit = said("sec-fetch-mode") == "navigate" && said("sec-fetch-dest") == "document";
    if is_foreign && !is_visit {
        return Err(Refused::ForeignOrigin);
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(Refused::Method);
    }
    Ok(())
}

/// True for one of our names, with our port behind it (which 80 may leave out).
fn is_own(authority: &str, port: u16) -> bool {
    NAMES.iter().any(|name| {
        let rest = authority.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        rest.is_some_and(|_| match authority[name.len()..].strip_prefix(':') {
            Some(given) => given.parse() == Ok(port) && given.bytes().all(|b| b.is_ascii_digit()),
            None => authority.len() == name.len() && port == 80,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[(&'static str, &str)], expected: Result<(), Refused>) {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), value.parse().expect("a header"));
        }
        let answered = super::check(&Method::GET, &Uri::from_static("/"), &headers, 1815);
        assert_eq!(answered, expected, "{lines:?}");
    }

    #[test]
    fn only_this_machine_s_names_are_answered() {
        for host in ["localhost:1815", "127.0.0.1:1815", "[::1]:1815", "LocalHost:1815"] {
            check(&[("host", host)], Ok(()));
        }
        for host in [
            "evil.example",
            "evil.example:1815",
            "localhost",
            "localhost:1816",
            "localhost:+1815",
            "localhost.evil.example:1815",
            "127.0.0.1.evil.example:1815",
            "user@localhost:1815",
            "localhost:1815:1815",
            "0.0.0.0:1815",
            "",
        ] {
            check(&[("host", host)], Err(Refused::ForeignHost));
        }
        check(&[], Err(Refused::ForeignHost));
        check(&[("host", "localhost:1815"), ("host", "evil.example")], Err(Refused::ForeignHost));
    }

    #[test]
    fn an_address_in_the_request_line_is_checked_too() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "localhost:1815".parse().expect("a header"));
        let ask = |uri: &'static str| super::check(&Method::GET, &Uri::from_static(uri), &headers, 1815);
        assert_eq!(ask("http://localhost:1815/"), Ok(()));
        assert_eq!(ask("http://evil.example/"), Err(Refused::ForeignHost));
    }

    #[test]
    fn foreign_pages_get_nothing() {
        let from = |origin, expected| check(&[("host", "localhost:1815"), ("origin", origin)], expected);
        from("http://localhost:1815", Ok(()));
        for origin in ["http://evil.example", "https://localhost:1815", "null", "http://localhost:3000", ""] {
            from(origin, Err(Refused::ForeignOrigin));
        }
        let fetched = |site, mode, dest, expected| {
            let host = ("host", "127.0.0.1:1815");
            let said = [("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest)];
            check(&[&[host][..], &said].concat(), expected);
        };
        fetched("same-origin", "no-cors", "script", Ok(()));
        fetched("none", "navigate", "document", Ok(()));
        fetched("cross-site", "navigate", "document", Ok(()));
        fetched("cross-site", "no-cors", "script", Err(Refused::ForeignOrigin));
        fetched("cross-site", "no-cors", "image", Err(Refused::ForeignOrigin));
        fetched("cross-site", "navigate", "iframe", Err(Refused::ForeignOrigin));
        // Another port of this machine is another site as far as we are concerned.
        fetched("same-site", "no-cors", "script", Err(Refused::ForeignOrigin));
    }

    #[test]
    fn nothing_can_be_sent() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, "localhost:1815".parse().expect("a header"));
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::CONNECT] {
            let answered = super::check(&method, &Uri::from_static("/"), &headers, 1815);
            assert_eq!(answered, Err(Refused::Method));
        }
    }
}
