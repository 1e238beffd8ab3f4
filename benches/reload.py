#!/usr/bin/env python3
"""How long it takes from saving an article to the page that shows it.
usage: benches/reload.py GENERATOR [COUNT ...]
  GENERATOR  the article generator: python3 GENERATOR --n N --flavour dateline --out DIR
  COUNT      numbers of articles (default: 1000 10000)
Saves an article again and again, as an editor does, and takes the time until browsers are told and have the new
page in their hands. Prints milliseconds, and the processor's share of them: on a busy machine the two differ."""
import http.client, json, os, pathlib, re, subprocess, sys, tempfile, time

SAVES = 40
here = pathlib.Path(__file__).resolve().parent.parent


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000


def quiet(pid):
    """Waits until the pages of the last save were proved in the background."""
    spent = -1
    while spent != (spent := cpu(pid)):
        time.sleep(1)


def news(stream):
    while True:
        line = stream.readline().decode()
        if line.startswith("data: "):
            return json.loads(line[6:])


def measure(program, site, count):
    server = subprocess.Popen([program, "serve", "--port", "0", "--root", site], stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        if found := re.search(r"http://localhost:(\d+)/", line):
            port = int(found.group(1))
            break
    listener = http.client.HTTPConnection("localhost", port)
    listener.request("GET", "/.dateline/events")
    stream = listener.getresponse()
    news(stream)
    articles = sorted(pathlib.Path(site, "content/articles").rglob("*.md"))
    times, shares = [], []
    for save in range(SAVES):
        article = articles[save * 7919 % len(articles)]
        text, words = article.read_text(), f"Saved for the {save}th time."
        slug = re.search(r"^slug: *\"?([^\"\n]+)", text, re.M)
        route = f"/articles/{slug.group(1) if slug else article.stem}.html"
        changed = text.rstrip() + f"\n\n{words}\n"
        quiet(server.pid)
        before, start = cpu(server.pid), time.perf_counter()
        article.write_text(changed)
        assert not news(stream)["problems"]
        pages = http.client.HTTPConnection("localhost", port)
        pages.request("GET", route)
        page = pages.getresponse().read().decode()
        times.append((time.perf_counter() - start) * 1000)
        shares.append(cpu(server.pid) - before)
        assert words in page, f"{route} is stale"
    server.terminate()
    server.wait()
    times.sort(), shares.sort()
    at = lambda values, share: values[min(len(values) - 1, int(len(values) * share))]
    print(f"{count:8} {at(times, .5):8.0f} {at(times, .95):8.0f} {times[-1]:8.0f} {at(shares, .5):12.0f}", flush=True)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    generator, counts = sys.argv[1], [int(count) for count in sys.argv[2:]] or [1000, 10000]
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=here, check=True)
    program = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", here / "target"), "release/dateline")
    print("articles   p50_ms   p95_ms   max_ms   p50_cpu_ms", flush=True)
    for count in counts:
        with tempfile.TemporaryDirectory() as site:
            arguments = ["--n", str(count), "--flavour", "dateline", "--out", site]
            subprocess.run([sys.executable, generator, *arguments], check=True, stdout=subprocess.DEVNULL)
            measure(program, site, count)


if __name__ == "__main__":
    main()
