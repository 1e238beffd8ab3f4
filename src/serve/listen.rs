//! The doors: loopback addresses, one task a connection, and the threads behind them.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, watch};

use super::answer::{Body, Desk, SharedDesk, answer, refused};
use super::rebuild::{Made, Workshop};
use super::shown::Shown;
use super::watch::{Sign, Watch};
use super::{Event, Observer, Options, PORT, guard, proof};
use crate::diagnostic::{Code, Diagnostic};

/// How many ports are tried where none was asked for.
const TRIED: u16 = 20;

/// How long the head of a request may take, and a connection may be silent.
const HEAD: Duration = Duration::from_secs(5);

/// Most connections at a time; more wait at the door.
const CONNECTIONS: usize = 256;

/// A file that an editor is just writing may look broken: errors wait this long for the rest of it.
const DOUBT: Duration = Duration::from_millis(50);

/// What was put into a new folder before it was watched is looked for after this long.
const AGAIN: Duration = Duration::from_millis(100);

pub(super) fn run(options: Options, observer: &'static dyn Observer) -> Result<(), Diagnostic> {
    let doors = open(options.port)?;
    let port = doors[0].local_addr().map_err(|error| failed(&error))?.port();
    // Before the first reading: what is saved meanwhile is seen.
    let watch = Watch::begin(&options.root);
    let mut workshop = Workshop::new(options.root.clone(), options.choices);
    let made = workshop.make(&Default::default(), observer).expect("the first time there is always a site");
    let edition = &made.edition;
    observer.see(Event::Found { diagnostics: &edition.diagnostics, sources: &edition.sources });
    let desk: SharedDesk = Arc::new(Desk {
        start: milliseconds(),
        root: std::fs::canonicalize(&options.root).unwrap_or(options.root),
        shown: watch::Sender::new(Shown::first(Arc::clone(edition))),
        busy: AtomicBool::new(false),
        observer,
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| failed(&e))?;
    for door in doors {
        door.set_nonblocking(true).map_err(|error| failed(&error))?;
        let desk = Arc::clone(&desk);
        runtime.spawn(async move {
            if let Ok(door) = tokio::net::TcpListener::from_std(door) {
                welcome(door, port, desk).await;
            }
        });
    }
    match watch {
        Ok(watch) => {
            let desk = Arc::clone(&desk);
            std::thread::spawn(move || follow(watch, workshop, &desk));
        }
        Err(reason) => observer.see(Event::NotWatched { reason: &reason }),
    }
    std::thread::spawn({
        let desk = Arc::clone(&desk);
        move || proof::run(&desk)
    });
    observer.see(Event::Ready { address: &format!("http://localhost:{port}/") });
    let ended = runtime.block_on(asked_to_end());
    runtime.shutdown_background();
    ended.map_err(|error| failed(&error))
}

/// The doors of one port: both loopback addresses, since a browser may try either for `localhost`. Nobody
/// else's program may sit behind one of them.
fn open(asked: Option<u16>) -> Result<Vec<TcpListener>, Diagnostic> {
    let both = |port: u16| -> io::Result<Vec<TcpListener>> {
        let first = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = first.local_addr()?.port();
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
            Ok(second) => Ok(vec![first, second]),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
            // A machine without the newer addresses.
            Err(_) => Ok(vec![first]),
        }
    };
    let (first, tried) = asked.map_or((PORT, TRIED), |port| (port, 1));
    let mut last = None;
    for port in first..first.saturating_add(tried) {
        match both(port) {
            Ok(doors) => return Ok(doors),
            Err(error) => last = Some((port, error)),
        }
    }
    let (port, error) = last.expect("at least one port is tried");
    let (message, hint) = match (error.kind(), asked) {
        (io::ErrorKind::AddrInUse, Some(_)) => (
            format!("port {port} is taken by another program"),
            "name another with `--port`, or leave `--port` out to have a free one",
        ),
        (io::ErrorKind::AddrInUse, None) => {
            (format!("the ports {first} to {port} are all taken"), "name a free one with `--port`")
        }
        (io::ErrorKind::PermissionDenied, _) => {
            (format!("port {port} may not be used by your user"), "name one above 1023 with `--port`")
        }
        _ => (format!("port {port} cannot be used: {error}"), "name another with `--port`"),
    };
    Err(Diagnostic::new(Code::NotServed, "", message).hint(hint))
}

/// Lets connections in.
async fn welcome(door: tokio::net::TcpListener, port: u16, desk: SharedDesk) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = door.accept().await else {
            // Out of file descriptors, mostly: some connection will end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            let service = service_fn(|request| serve(request, port, Arc::clone(&desk)));
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
            // A browser that goes away in the middle is no problem of ours.
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
            drop(place);
        });
    }
}

async fn serve(
    request: Request<Incoming>,
    port: u16,
    desk: SharedDesk,
) -> Result<Response<Body>, Infallible> {
    let method = request.method().clone();
    if let Err(reason) = guard::check(&method, request.uri(), request.headers(), port) {
        return Ok(refused(reason, &method));
    }
    let path = request.uri().path().to_owned();
    // Rendering takes the processor: not on the threads that move bytes.
    let answered = {
        let method = method.clone();
        tokio::task::spawn_blocking(move || answer(&desk, &method, &path)).await
    };
    Ok(answered.unwrap_or_else(|_| super::answer::broken(&method)))
}

/// Makes the site anew whenever something happened to its files.
fn follow(mut watch: Watch, mut workshop: Workshop, desk: &SharedDesk) {
    loop {
        match watch.wait() {
            Ok(sign) => {
                desk.busy.store(true, Relaxed);
                remake(&mut workshop, &sign, desk);
                desk.busy.store(false, Relaxed);
            }
            Err(reason) => {
                desk.observer.see(Event::NotWatched { reason: &reason });
                return;
            }
        }
    }
}

/// Makes the site anew after a sign, where anything is other than it was.
fn remake(workshop: &mut Workshop, sign: &Sign, desk: &SharedDesk) {
    if let Some(mut made) = workshop.make(&sign.touched, desk.observer) {
        if desk.shown.borrow().keeps_back(&made.edition) {
            std::thread::sleep(DOUBT);
            if let Some(newer) = workshop.make(&sign.touched, desk.observer) {
                let mut changed = made.changed;
                changed.extend(newer.changed);
                changed.sort();
                changed.dedup();
                made = Made { changed, ..newer };
            }
        }
        publish(desk, &made, sign.at);
    }
    if sign.again {
        std::thread::sleep(AGAIN);
        if let Some(made) = workshop.make(&sign.touched, desk.observer) {
            publish(desk, &made, sign.at);
        }
    }
}

/// Shows what was made, tells the browsers, then the terminal.
fn publish(desk: &SharedDesk, made: &Made, since: Instant) {
    let last = desk.shown.borrow().clone();
    let next = last.followed_by(&made.edition);
    let is_shown = next.edition.number == made.edition.number;
    desk.shown.send_modify(|shown| *shown = next);
    let milliseconds = since.elapsed().as_millis();
    let edition = &made.edition;
    let news: Vec<Diagnostic> =
        edition.diagnostics.iter().filter(|d| last.newest.binary_search(d).is_err()).cloned().collect();
    if !news.is_empty() {
        desk.observer.see(Event::Found { diagnostics: &news, sources: &edition.sources });
    }
    let diagnostics = &edition.diagnostics;
    desk.observer.see(Event::Rebuilt { changed: &made.changed, milliseconds, diagnostics, is_shown });
}

/// Waits for Ctrl-C, or what ends a program in the background.
async fn asked_to_end() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn failed(error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::NotServed, "", format!("the site cannot be served: {error}"))
}

/// The clock, to tell a later start from an earlier one.
#[allow(clippy::disallowed_methods)]
fn milliseconds() -> u128 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis())
}
