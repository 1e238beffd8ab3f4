//! `dateline serve`, asked over real sockets: whom it answers, what it shows after a change, and that each of
//! its pages is the one that `build` would write.

// Waiting needs a clock; nothing that is measured here goes anywhere.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nothing here takes as long as this, on whatever machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
    lines: Receiver<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, as it came.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Server {
    fn start(root: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let errors = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut server = Server { child, port: 0, lines };
        let ready = server.line("Serving ");
        let port = ready.trim_end_matches('/').rsplit(':').next().expect("an address");
        server.port = port.parse().expect("a port");
        server
    }

    /// The next line of the terminal that has these words.
    fn line(&self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no line with {words:?}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the door is open");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        stream
    }

    /// Sends lines as they are, and reads until the end.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        // A door that is shut in our face has said what it wants to say.
        let _ = stream.read_to_end(&mut bytes);
        let split = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..split]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, body: bytes.get(split + 4..).unwrap_or_default().to_vec(), head }
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        let host = format!("Host: localhost:{}\r\n", self.port);
        self.raw(&format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Waits until a page is as wanted.
    fn wait(&self, path: &str, wanted: impl Fn(&Answer) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(&self.get(path)) {
            assert!(Instant::now() < end, "{path} did not become what was wanted");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn news(&self) -> News {
        let mut stream = self.connect();
        let host = format!("Host: localhost:{}", self.port);
        write!(stream, "GET /.dateline/events HTTP/1.1\r\n{host}\r\n\r\n").expect("sent");
        News(BufReader::new(stream).lines())
    }

    /// Every file that `build` writes is served with the same bytes.
    fn equals_a_build(&self, root: &Path) {
        let output = tempfile::tempdir().expect("a temporary folder");
        let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["build", "--root"])
            .arg(root)
            .arg("--output")
            .arg(output.path())
            .output();
        assert!(run.expect("the program runs").status.success());
        let mut files = BTreeMap::new();
        collect(output.path(), output.path(), &mut files);
        assert!(files.len() > 20);
        for (path, bytes) in files {
            let answer = self.get(&format!("/{}", path.replace('%', "%25")));
            assert_eq!(answer.status, 200, "{path}");
            assert!(without_script(&answer.body) == bytes, "{path} is not what a build writes");
        }
    }
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// What browsers are told, one by one.
struct News(std::io::Lines<BufReader<TcpStream>>);

impl News {
    /// The problems that are told next.
    fn problems(&mut self) -> Vec<String> {
        let event = self.0.find_map(|line| line.expect("in time").strip_prefix("data: ").map(str::to_owned));
        let event: serde_json::Value = serde_json::from_str(&event.expect("news")).expect("JSON");
        let problems = event["problems"].as_array().expect("a list").iter();
        problems.map(|problem| problem.as_str().expect("words").to_owned()).collect()
    }
}

fn without_script(page: &[u8]) -> Vec<u8> {
    let find = |what: &[u8]| page.windows(what.len()).rposition(|window| window == what);
    match find(b"<script src=\"/.dateline/live.js\"") {
        Some(start) => {
            let end = start + page[start..].windows(9).position(|w| w == b"</script>").expect("it ends") + 9;
            [&page[..start], &page[end..]].concat()
        }
        None => page.to_vec(),
    }
}

fn collect(folder: &Path, base: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("readable").flatten() {
        let path = entry.path();
        let name = path.strip_prefix(base).expect("below").to_string_lossy().into_owned();
        if name == ".dateline" {
            continue;
        }
        if path.is_dir() {
            collect(&path, base, files);
        } else {
            files.insert(name, fs::read(&path).expect("readable"));
        }
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("in a folder")).expect("writable");
    fs::write(file, text).expect("writable");
}

fn article(title: &str, day: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: {day}\nplace: Hanoi\n---\n\nMary Jones met Paul Smith on Thursday at 9.35am.\n"
    )
}

/// A site of two articles, in a folder with a file beside it that is nobody's business.
fn site() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    write(&root, "content/articles/one.md", &article("First", "2019-02-28"));
    write(&root, "content/articles/two.md", &article("Second", "2019-03-01"));
    write(&root, "static/photo.txt", "a photo");
    fs::write(folder.path().join("secret.txt"), "secret").expect("writable");
    (folder, root)
}

#[test]
fn only_this_machine_s_own_pages_are_answered() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let port = server.port;
    let asked = |host: &str, more: &str| {
        server.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"))
    };
    let own = format!("127.0.0.1:{port}");
    assert_eq!(asked(&own, "").status, 200);
    assert_eq!(asked("evil.example", "").status, 403);
    assert_eq!(asked(&format!("evil.example:{port}"), "").status, 403);
    assert_eq!(asked(&own, "Origin: http://evil.example\r\n").status, 403);
    assert_eq!(asked(&own, "Origin: null\r\n").status, 403);
    assert_eq!(asked(&own, &format!("Origin: http://{own}\r\n")).status, 200);
    assert_eq!(server.ask("GET", "/.dateline/events", "Origin: http://evil.example\r\n").status, 403);
    assert_eq!(server.raw("GET / HTTP/1.0\r\n\r\n").status, 403);
    let through = format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.raw(&through).status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"));
    }
}

#[test]
fn no_path_leaves_the_site() {
    let (folder, root) = site();
    #[cfg(unix)]
    {
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, root.join("static").join(name)).expect("writable");
        };
        link(&folder.path().join("secret.txt"), "out.txt");
        link(folder.path(), "around");
    }
    let server = Server::start(&root);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/css/../../secret.txt",
        "/%252e%252e/secret.txt",
        "//etc/passwd",
        "/%00",
        "/index.html%00",
        "/out.txt",
        "/around/secret.txt",
        "/around/site/site.yaml",
        "/content/articles/one.md",
        "/site.yaml",
        "/.git/config",
        "/%c0%af",
    ] {
        let answer = server.get(path);
        // Some are no requests at all.
        assert!(matches!(answer.status, 404 | 400), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret"), "{path}");
    }
    // Put in the place of a file since the folder was read.
    #[cfg(unix)]
    {
        fs::remove_file(root.join("static/photo.txt")).expect("there");
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), root.join("static/photo.txt"))
            .expect("writable");
        assert!(!server.get("/photo.txt").text().contains("secret"));
    }
}

#[test]
fn answers_are_those_of_static_hosting() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let home = server.get("/");
    assert_eq!(home.body, server.get("/index.html").body);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"));
    assert!(home.head.contains("x-content-type-options: nosniff"));
    let folder = server.get("/timeline");
    assert_eq!(folder.status, 301);
    assert!(folder.head.contains("location: /timeline/"));
    assert_eq!(server.get("/timeline/?x=1").body, server.get("/timeline/index.html").body);
    let missing = server.get("/deep/down/nowhere.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("There is no such page"));
    assert!(server.get("/photo.txt").head.contains("content-type: text/plain"));
    assert_eq!(server.get("/photo.txt").body, b"a photo");
    let head = server.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.head.contains(&format!("content-length: {}", home.body.len())));
    // Nothing was written.
    let names: Vec<_> = fs::read_dir(&root).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn after_every_change_the_pages_are_those_of_a_build() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    server.equals_a_build(&root);
    let has = |words: &'static str| move |answer: &Answer| answer.text().contains(words);
    // Changed, in place and by a rename.
    write(&root, "content/articles/one.md", &article("Changed", "2019-02-28"));
    server.wait("/", has("Changed"));
    write(&root, "content/articles/.one.md.swp", &article("Renamed", "2019-02-28"));
    fs::rename(root.join("content/articles/.one.md.swp"), root.join("content/articles/one.md"))
        .expect("there");
    server.wait("/", has("Renamed"));
    server.equals_a_build(&root);
    // Added, in a new folder too, and deleted.
    write(&root, "content/articles/2019/march/three.md", &article("Third", "2019-03-02"));
    server.wait("/articles/three.html", has("Third"));
    fs::remove_file(root.join("content/articles/two.md")).expect("there");
    server.wait("/articles/two.html", |answer| answer.status == 404);
    server.equals_a_build(&root);
    // Settings, templates, files.
    write(&root, "site.yaml", "title: A Name of Our Own\n");
    server.wait("/", has("A Name of Our Own"));
    write(&root, "templates/404.html", "<p>Lost</p>");
    server.wait("/nowhere", has("Lost"));
    write(&root, "static/photo.txt", "another photo");
    server.wait("/photo.txt", has("another photo"));
    write(&root, "static/css/dateline.css", "body { color: red }");
    server.wait("/css/dateline.css", has("red"));
    write(
        &root,
        "content/people/mary-jones.md",
        "---\nname: Mary Jones\nrole: Envoy\n---\n\nKnown for patience.\n",
    );
    server.wait("/people/mary-jones.html", has("Known for patience"));
    server.equals_a_build(&root);
    // All at once: another branch was checked out.
    fs::rename(root.join("content"), root.join("away")).expect("there");
    write(&root, "content/articles/four.md", &article("Fourth", "2019-03-04"));
    server.wait("/", has("Fourth"));
    server.wait("/articles/one.html", |answer| answer.status == 404);
    write(&root, "content/articles/five.md", &article("Fifth", "2019-03-05"));
    server.wait("/", has("Fifth"));
    fs::remove_dir_all(root.join("templates")).expect("there");
    server.wait("/nowhere", has("There is no such page"));
    server.equals_a_build(&root);
}

#[test]
fn an_error_stands_over_the_last_good_page_until_it_is_fixed() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let mut news = server.news();
    assert_eq!(news.problems(), [""; 0]);
    let good = without_script(&server.get("/articles/one.html").body);
    let broken = article("First", "2019-02-30");
    write(&root, "content/articles/one.md", &broken);
    let problems = news.problems();
    let built = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["build", "--root"]).arg(&root).output();
    let said = String::from_utf8(built.expect("the program runs").stderr).expect("text");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("error[E0205]") && said.contains(&problems[0]), "{problems:?}\n{said}");
    server.line("the last good site is shown");
    assert!(without_script(&server.get("/articles/one.html").body) == good);
    write(&root, "content/articles/one.md", &article("Mended", "2019-02-28"));
    assert_eq!(news.problems(), [""; 0]);
    server.wait("/articles/one.html", |answer| answer.text().contains("Mended"));
    server.equals_a_build(&root);
}

#[test]
fn a_template_that_fails_leaves_the_page_as_it_was() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let mut news = server.news();
    assert_eq!(news.problems(), [""; 0]);
    let good = without_script(&server.get("/about.html").body);
    write(&root, "templates/about.html", "{{ nothing.of.the.kind }}");
    // The new site is shown, and then found to fail: by whoever looks at the page, or in the background.
    let problem = std::iter::repeat_with(|| news.problems()).find(|problems| !problems.is_empty());
    let problem = problem.expect("news").concat();
    assert!(problem.contains("E0402") && problem.contains("nothing.of.the.kind"), "{problem}");
    let answer = server.get("/about.html");
    assert_eq!(answer.status, 200);
    assert!(without_script(&answer.body) == good);
    write(&root, "templates/about.html", "{% if %}");
    let broken =
        std::iter::repeat_with(|| news.problems()).find(|problems| problems.concat().contains("E0401"));
    assert!(broken.is_some());
    assert!(without_script(&server.get("/about.html").body) == good);
    fs::remove_file(root.join("templates/about.html")).expect("there");
    let mended = std::iter::repeat_with(|| news.problems()).find(Vec::is_empty);
    assert!(mended.is_some());
    server.equals_a_build(&root);
}

#[test]
fn half_open_connections_are_dropped_and_hold_nobody_up() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let mut open: Vec<TcpStream> = (0..40).map(|_| server.connect()).collect();
    for (n, stream) in open.iter_mut().enumerate() {
        let _ = stream.write_all(&b"GET / HTTP/1.1\r\nHost: loc"[..n.min(20)]);
    }
    assert_eq!(server.get("/").status, 200);
    let start = Instant::now();
    for mut stream in open {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    // A head that never ends is cut off.
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n", "x".repeat(1 << 20));
    assert!(matches!(server.raw(&long).status, 0 | 431 | 400));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let (_folder, root) = site();
    let server = Server::start(&root);
    let port = server.port.to_string();
    let run = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["serve", "--port", &port, "--root"])
        .arg(&root)
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stderr).expect("text");
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("--port"), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    let (_folder, root) = site();
    let mut server = Server::start(&root);
    let mut news = server.news();
    news.problems();
    let kill = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status();
    assert!(kill.expect("a system with `kill`").success());
    server.line("Stopped");
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}
