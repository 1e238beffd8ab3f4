//! `dateline extract`: the facts of texts as JSON. With `--jsonl`, any engine that can pipe lines through
//! a program can read an archive.

use std::io::{self, BufRead, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use rayon::prelude::*;

use crate::article::{Article, FrontMatter, PublicationTime, anchor, date, id_of, markdown, stem};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Warned};
use crate::extract::contract::{Failure, Request, person_ids, response};
use crate::extract::time::Language;
use crate::extract::{Anchor, annotate};
use crate::source::Source;
use crate::text::Text;

/// Lines that wait for each thread: enough to keep all busy, few enough to bound the memory.
const WAITING_PER_THREAD: usize = 4;

/// Answers each line of `input` with one line on `output`, in order. A bad line gives an error line.
/// Lines are answered as they come: who writes one and waits gets its answer.
///
/// # Errors
/// Only those of reading and writing.
pub fn jsonl(input: impl BufRead + Send, output: impl Write) -> io::Result<()> {
    let size = rayon::current_num_threads() * WAITING_PER_THREAD;
    let (sender, lines) = sync_channel::<io::Result<Vec<u8>>>(size);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for line in input.split(b'\n') {
                let is_last = line.is_err();
                if sender.send(line).is_err() || is_last {
                    break;
                }
            }
        });
        // The lines go with it: a reader that nobody listens to any more stops.
        answer_all(lines, size, BufWriter::new(output))
    })
}

fn answer_all(lines: Receiver<io::Result<Vec<u8>>>, size: usize, mut output: impl Write) -> io::Result<()> {
    while let Ok(first) = lines.recv() {
        let waiting = lines.try_iter().take(size - 1);
        let batch: Vec<Vec<u8>> = std::iter::once(first).chain(waiting).collect::<io::Result<_>>()?;
        let answers: Vec<String> = batch.par_iter().map(|line| answer(line)).collect();
        for answer in answers.iter().filter(|a| !a.is_empty()) {
            output.write_all(answer.as_bytes())?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    output.flush()
}

/// The answer for a file: an article with its front matter, or a plain text with what `given` says of it.
pub(super) fn file(source: &Source, given: &FrontMatter, config: &Config) -> Warned<String> {
    let ending = Path::new(&source.path).extension().and_then(|e| e.to_str()).unwrap_or_default();
    if !ending.eq_ignore_ascii_case("md") && !ending.eq_ignore_ascii_case("markdown") {
        let anchor = anchor(given, false, config);
        let text = Text::plain(&source.text);
        return Warned::clean(facts(&id_of(stem(&source.path)), &source.text, &text, &anchor));
    }
    let parsed: Warned<Article> = Article::parse(source, config);
    parsed.map(|article| facts(&article.id, &article.body.text, &article.body.read(), &article.anchor))
}

/// The answer to one line; empty for a blank one.
fn answer(line: &[u8]) -> String {
    if line.trim_ascii().is_empty() {
        return String::new();
    }
    let request = match serde_json::from_slice::<Request>(line) {
        Ok(request) => request,
        Err(error) => {
            let sent = serde_json::from_slice::<serde_json::Value>(line).ok();
            let id = sent.as_ref().and_then(|sent| sent.get("id")).and_then(|id| id.as_str());
            return json(&Failure { id, error: error.to_string() });
        }
    };
    // A fault of ours in one text is no reason to leave the rest of an archive unread.
    match catch_unwind(AssertUnwindSafe(|| read(&request))) {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => json(&Failure { id: Some(&request.id), error }),
        Err(_) => {
            let error = "this text met a fault in the program: please report it".to_owned();
            json(&Failure { id: Some(&request.id), error })
        }
    }
}

fn read(request: &Request) -> Result<String, String> {
    let anchor = anchor_of(request)?;
    match (&request.text, &request.markdown) {
        (Some(plain), _) => Ok(facts(&request.id, plain, &Text::plain(plain), &anchor)),
        (None, Some(source)) => {
            let body = markdown::parse(source, 0);
            Ok(facts(&request.id, &body.text, &body.read(), &anchor))
        }
        (None, None) => Err("neither `text` nor `markdown` is there".into()),
    }
}

fn facts(id: &str, plain: &str, text: &Text<'_>, anchor: &Anchor) -> String {
    let annotations = annotate(text, anchor);
    let ids = person_ids(&annotations);
    json(&response(id, plain, &annotations, &ids))
}

/// The anchor of a line: its instant of publication, place and zone, as far as they are given.
fn anchor_of(request: &Request) -> Result<Anchor, String> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut front = FrontMatter { place: given(&request.place), ..FrontMatter::default() };
    if let Some(zone) = given(&request.zone) {
        let zone = zone.parse().map_err(|()| format!("`zone`: `{zone}` is not an IANA time zone"))?;
        front.zone = Some(zone);
    }
    let date = request.date.trim();
    if !date.is_empty() {
        front.date =
            date::publication_time(date).map_err(|refusal| format!("`date`: {}", refusal.message))?;
    }
    let anchor = anchor(&front, date::is_zulu(date), &Config::default());
    Ok(Anchor { language: Language::of_tag(request.language.trim()), ..anchor })
}

/// What the arguments say of plain texts.
pub(super) fn given(
    date: Option<PublicationTime>,
    place: Option<String>,
    zone: Option<crate::zone::Zone>,
) -> FrontMatter {
    FrontMatter { date: date.unwrap_or_default(), place, zone, ..FrontMatter::default() }
}

/// All files, answered in order.
pub(super) fn files(
    sources: &[Source],
    given: &FrontMatter,
    config: &Config,
    output: impl Write,
    diagnostics: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    let answers: Vec<Warned<String>> = sources.par_iter().map(|source| file(source, given, config)).collect();
    let mut output = BufWriter::new(output);
    for answer in answers {
        writeln!(output, "{}", answer.into_value(diagnostics))?;
    }
    output.flush()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the contract's types have string keys only")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> Vec<serde_json::Value> {
        let mut output = Vec::new();
        jsonl(input.as_bytes(), &mut output).expect("memory does not fail");
        let output = String::from_utf8(output).expect("JSON is UTF-8");
        output.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }

    #[test]
    fn lines_are_answered_in_order_and_bad_ones_do_not_stop_the_rest() {
        let lines: String = (0..100)
            .map(|n| match n % 10 {
                3 => format!("{{\"id\":\"{n}\"}}\n"),
                4 => format!("{{\"id\":\"{n}\",\"text\":\"x\",\"date\":\"2019-02-30\"}}\n"),
                5 => "\n".to_owned(),
                6 => "{oops\n".to_owned(),
                _ => format!(
                    "{{\"id\":\"{n}\",\"text\":\"Line {n}.\",\"date\":\"2019-02-28\",\"zone\":null}}\n"
                ),
            })
            .collect();
        let answers = answers(&lines);
        assert_eq!(answers.len(), 90);
        assert_eq!(answers[0]["text"], "Line 0.");
        assert_eq!(answers[3]["error"], "neither `text` nor `markdown` is there");
        assert_eq!(answers[4]["error"], "`date`: `2019-02-30` is not on the calendar");
        assert_eq!(answers[5]["id"], serde_json::Value::Null);
        assert_eq!(answers[89]["id"], "99");
    }

    #[test]
    fn markdown_gives_its_plain_text() {
        let answers = answers("{\"id\":\"a\",\"markdown\":\"# Talks\\n\\nThey *met*.\\n\"}\n");
        assert_eq!(answers[0]["text"], "Talks\n\nThey met.");
    }

    #[test]
    fn it_ends_when_nobody_reads_the_answers() {
        let (answers, output) = io::pipe().expect("a pipe");
        drop(answers);
        let input = "{\"id\":\"a\",\"text\":\"x\"}\n".repeat(100_000);
        assert!(jsonl(input.as_bytes(), output).is_err());
    }

    #[test]
    fn who_waits_for_an_answer_gets_it() {
        let (reader, mut writer) = io::pipe().expect("a pipe");
        let (answers, output) = io::pipe().expect("a pipe");
        let served = std::thread::spawn(move || jsonl(io::BufReader::new(reader), output));
        let mut answers = io::BufReader::new(answers);
        for n in 0..3 {
            writeln!(writer, "{{\"id\":\"{n}\",\"text\":\"x\"}}").expect("the other end reads");
            let mut line = String::new();
            answers.read_line(&mut line).expect("the other end writes");
            assert!(line.starts_with(&format!("{{\"id\":\"{n}\"")), "{line}");
        }
        drop(writer);
        served.join().expect("no panic").expect("no error");
    }
}
