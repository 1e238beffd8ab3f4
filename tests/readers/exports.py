#!/usr/bin/env python3
"""Reads every export of a built site with programs that others wrote: calendars, feeds, data, citations, sitemaps.

usage: exports.py SITE        a folder built with a base URL
Prints what was read and what is wrong. Exit 0: all is well, or a reader is missing (said, and skipped); 1: something is wrong.
"""
import csv
import datetime
import importlib
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

wrong = []


def must(holds, file, message):
    if not holds:
        wrong.append(f"{file}: {message}")


def reader(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: Python has no {name} (pip install -r tests/readers/requirements.txt)")
        return None


def calendars(site):
    icalendar = reader("icalendar")
    if not icalendar:
        return
    files = sorted(site.rglob("*.ics"))
    must(files, "*.ics", "there is none")
    events = 0
    for file in files:
        raw = file.read_bytes()
        for line in raw.split(b"\r\n"):
            must(len(line) <= 75, file, f"a line of {len(line)} bytes: {line[:60]!r}")
        must(b"\n" not in raw.replace(b"\r\n", b""), file, "a line that ends with LF alone")
        calendar = icalendar.Calendar.from_ical(raw)
        must(calendar.get("VERSION") == "2.0" and calendar.get("PRODID"), file, "no VERSION or PRODID")
        seen = set()
        for event in calendar.walk("VEVENT"):
            events += 1
            uid = str(event.get("UID"))
            must(uid not in seen, file, f"UID {uid} twice")
            seen.add(uid)
            must(event.get("DTSTAMP") is not None, file, f"{uid} has no DTSTAMP")
            must(str(event.get("STATUS")) in ("CONFIRMED", "TENTATIVE", "CANCELLED"), file, f"{uid}: STATUS {event.get('STATUS')}")
            start, end = event.get("DTSTART").dt, event.get("DTEND")
            if isinstance(start, datetime.datetime):
                must(start.tzinfo is not None, file, f"{uid} floats")
            else:
                must(end is not None and not isinstance(end.dt, datetime.datetime), file, f"{uid}: a day that ends at a clock time")
            must(end is None or end.dt > start, file, f"{uid} ends before it starts")
    print(f"{len(files)} calendars, {events} events")


def feeds(site):
    feedparser = reader("feedparser")
    if not feedparser:
        return
    files = sorted(site.rglob("feed.xml"))
    must(files, "feed.xml", "there is none")
    items = 0
    for file in files:
        feed = feedparser.parse(file.read_bytes())
        must(not feed.bozo, file, f"feedparser says {feed.get('bozo_exception')}")
        must(feed.version == "atom10", file, f"is {feed.version}")
        must(feed.feed.get("title") and feed.feed.get("id") and feed.feed.get("updated_parsed"), file, "no title, id or updated")
        ids = [entry.get("id") for entry in feed.entries]
        must(len(set(ids)) == len(ids), file, "an id twice")
        items += len(ids)
        for entry in feed.entries:
            must(entry.get("link", "").startswith("http"), file, f"no absolute link at {entry.get('id')}")
            must(entry.get("updated_parsed") is not None, file, f"no date at {entry.get('id')}")
    for file in sorted(site.rglob("feed.json")):
        feed = json.loads(file.read_text("utf-8"))
        must(feed.get("version") == "https://jsonfeed.org/version/1.1", file, "version")
        for item in feed["items"]:
            must(item.get("id") and ("content_html" in item or "content_text" in item), file, "an item without id or content")
            datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))
    print(f"{len(files)} feeds, {items} items")


def data(site):
    jsonschema = reader("jsonschema")
    if not jsonschema:
        return
    folder = site / "data"
    checked = 0
    for file in sorted(folder.glob("*.json")):
        value = json.loads(file.read_text("utf-8"))
        name = value.get("$schema")
        if not name:
            continue
        schema = json.loads((folder / name).read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        for error in list(validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(value))[:5]:
            wrong.append(f"{file}: {error.json_path}: {error.message[:200]}")
        checked += 1
    for file in sorted(folder.glob("*.csv")):
        schema = json.loads((folder / "schema" / f"{file.name}.json").read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            must(set(rows.fieldnames) == set(schema["properties"]), file, f"columns {rows.fieldnames}")
            for row in rows:
                must(None not in row and None not in row.values(), file, f"a row of another length: {row}")
                must(row["sentence"] and row["article"], file, "a row without its sentence")
        checked += 1
    must(checked >= 8, folder, f"only {checked} files have a schema")
    print(f"{checked} files of data")


def timelines(site):
    files = [site / "data/timelinejs.json", *sorted(site.rglob("summits/*/timelinejs.json"))]
    slides = 0
    for file in files:
        timeline = json.loads(file.read_text("utf-8"))
        must(timeline["title"]["text"]["headline"], file, "no title")
        ids = [slide["unique_id"] for slide in timeline["events"]]
        must(len(set(ids)) == len(ids), file, "an id twice")
        for slide in timeline["events"]:
            date = slide["start_date"]
            must(isinstance(date["year"], int), file, f"no year at {slide['unique_id']}")
            parts = ["year", "month", "day", "hour", "minute"]
            given = [part in date for part in parts]
            must(given == sorted(given, reverse=True), file, f"a date with a hole at {slide['unique_id']}")
            must(slide["text"]["headline"], file, f"no headline at {slide['unique_id']}")
            slides += 1
    print(f"{len(files)} timelines for TimelineJS, {slides} slides")


def citations(site):
    articles = len(list((site / "articles").glob("*.html"))) - sum(1 for f in (site / "articles").glob("*.html") if "http-equiv=\"refresh\"" in f.read_text("utf-8") or f.name == "index.html")
    bibtex = reader("bibtexparser")
    if bibtex:
        found = bibtex.loads((site / "data/articles.bib").read_text("utf-8")).entries
        must(len(found) == articles, "data/articles.bib", f"{len(found)} of {articles} articles")
        must(all(entry.get("title") for entry in found), "data/articles.bib", "an entry without a title")
    ris = reader("rispy")
    if ris:
        found = ris.loads((site / "data/articles.ris").read_text("utf-8"))
        must(len(found) == articles, "data/articles.ris", f"{len(found)} of {articles} articles")
    print(f"{articles} articles cited")


def sitemaps(site):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
    robots = (site / "robots.txt").read_text("utf-8")
    for url in re.findall(r"(?m)^Sitemap: (\S+)$", robots):
        must((site / url.rsplit("/", 1)[1]).is_file(), "robots.txt", f"{url} is not there")
    addresses = [e.text for e in ET.parse(site / "sitemap.xml").getroot().findall(".//s:loc", names)]
    must(addresses and len(set(addresses)) == len(addresses), "sitemap.xml", "empty, or an address twice")
    news = ET.parse(site / "sitemap-news.xml").getroot().findall("s:url", names)
    for url in news:
        for part in ("publication/n:name", "publication/n:language", "publication_date", "title"):
            must(url.findtext(f"n:news/n:{part}", namespaces=names), "sitemap-news.xml", f"no {part}")
    print(f"{len(addresses)} addresses, {len(news)} in the news")


def main():
    site = Path(sys.argv[1])
    for check in (calendars, feeds, data, timelines, citations, sitemaps):
        check(site)
    for line in wrong:
        print(f"wrong: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
