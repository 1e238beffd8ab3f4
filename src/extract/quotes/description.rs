//! "The Italian said", "said the striker", "the latter called it": sources that describe somebody whom the
//! sentence before has named.
//!
//! The people layer knows descriptions by the roles that an article states; it leaves open what only the
//! order of telling gives away. Here a source that is a bare description goes to the last person named
//! whose stated role has its head word, else to the one whom the sentence before is about. Offices that
//! speak without a name ("the ministry", "the spokesman", "an official") stay as they are.
//! Entry point: [`name_described`].

use super::lexicon::{DETERMINER, PERSON};
use super::marks::Quoted;
use super::pronoun::{self, Spoke};
use super::reader::Reader;
use crate::extract::{ChainIx, MentionKind, PersonMention, Quote, QuoteKind, places};
use crate::span::Span;

/// How many mentions before a description are looked at.
const REACH: usize = 24;

/// People who speak for others, or whose names a text withholds: never somebody named before.
const NAMELESS: &[&str] = &[
    "official",
    "source",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "witness",
    "resident",
    "reporter",
    "journalist",
    "aide",
    "diplomat",
    "translator",
    "interpreter",
    "insider",
    "man",
    "woman",
    "person",
    "student",
    "protester",
    "villager",
    "neighbour",
    "neighbor",
    "friend",
    "mother",
    "father",
    "grandfather",
    "grandmother",
    "husband",
    "wife",
    "son",
    "daughter",
    "brother",
    "sister",
    "cousin",
    "uncle",
    "aunt",
    "driver",
];

/// Nouns of a lead that the next paragraph names: "A man who … told police that “…”. John Roe, 54, …".
const LEADING: &[&str] =
    &["man", "woman", "mother", "father", "husband", "wife", "student", "driver", "teenager", "couple"];

/// Ends of nouns for people by what they do: "striker", "conductor", "violinist".
const AGENTS: &[&str] = &["er", "or", "ist", "ian", "man", "woman", "ant", "eur"];

/// Nouns of such ends that are no people.
const THINGS: &[&str] = &[
    "newspaper",
    "paper",
    "broadcaster",
    "publisher",
    "letter",
    "order",
    "number",
    "carmaker",
    "retailer",
    "drugmaker",
    "developer",
    "manufacturer",
    "insurer",
    "lender",
    "carrier",
    "operator",
    "regulator",
    "chapter",
    "other",
    "poster",
    "banner",
    "answer",
    "tower",
    "center",
    "power",
    "quarter",
    "maker",
    "plaintiff",
    "brewer",
    "producer",
    "grocer",
    "tribunal",
    "restaurant",
    "giant",
];

/// Offices: given to somebody named before only where no other role of theirs is known.
fn is_office(head: &str) -> bool {
    matches!(
        head,
        "president"
            | "minister"
            | "chancellor"
            | "king"
            | "queen"
            | "prince"
            | "premier"
            | "secretary"
            | "ambassador"
            | "chairman"
            | "governor"
            | "mayor"
            | "general"
            | "leader"
            | "chief"
            | "director"
            | "judge"
            | "prosecutor"
            | "commander"
            | "envoy"
            | "negotiator"
            | "senator"
            | "pope"
    )
}

/// Gives the sources among `quotes` that describe somebody named before to that person.
pub(super) fn name_described(reader: &Reader<'_, '_>, quoted: &[Quoted], quotes: &mut [Quote]) {
    let mut last: Option<(Span, Option<(ChainIx, f32)>)> = None;
    let mut spoke: Option<Spoke> = None;
    let (mut direct, mut other): (Option<Spoke>, Option<Spoke>) = (None, None);
    for quote in quotes.iter_mut() {
        let Some(span) = quote.speaker_span else { continue };
        let token = reader.text.tokens().partition_point(|t| t.span.start < span.start);
        let Some(paragraph) = reader.paragraph_at(token) else { continue };
        let found = match last {
            Some((known, found)) if known == span => found,
            _ if pronoun::gender(reader, token).is_some() => {
                let open = quote.speaker.is_none();
                pronoun::speaker(reader, quoted, quote, token, spoke)
                    .or_else(|| pronoun::open_speaker(reader, quoted, quote, token, spoke).filter(|_| open))
            }
            _ if quote.speaker.is_none() => described(reader, quoted, span)
                .or_else(|| named_next(reader, quoted, span))
                .or_else(|| other_speaker(reader, span, paragraph, direct, other)),
            _ => None,
        };
        last = Some((span, found));
        if let Some((chain, certainty)) = found.filter(|(chain, _)| quote.speaker != Some(*chain)) {
            quote.speaker = Some(chain);
            quote.certainty = quote.certainty.min(certainty);
        }
        if let Some(chain) = quote.speaker {
            if quote.kind == QuoteKind::Direct {
                other = direct.filter(|s| s.chain != chain).or(other);
                direct = Some(Spoke { chain, paragraph, end: quote.span.end.max(span.end) });
            }
            spoke = Some(Spoke { chain, paragraph, end: quote.span.end.max(span.end) });
        }
    }
}

/// "“Why?” she asked. “I forgot,” said the defendant.": in a dialogue the other one of the last two speakers.
fn other_speaker(
    reader: &Reader<'_, '_>,
    span: Span,
    paragraph: usize,
    spoke: Option<Spoke>,
    other: Option<Spoke>,
) -> Option<(ChainIx, f32)> {
    let (spoke, other) = (spoke?, other?);
    let head = description_head(reader, span)?;
    let turn = spoke.paragraph + 1 == paragraph && other.paragraph + 4 >= paragraph;
    let office = is_office(reader.text.lower(head)) || NAMELESS.contains(&reader.text.lower(head));
    (turn && other.chain != spoke.chain && !office && is_singular_person(reader, head))
        .then_some((other.chain, 0.55))
}

/// The last token of a description of two to five words that begins with "the".
fn description_head(reader: &Reader<'_, '_>, span: Span) -> Option<usize> {
    let text = reader.text;
    let first = text.tokens().partition_point(|t| t.span.start < span.start);
    let end = text.tokens().partition_point(|t| t.span.end <= span.end);
    (text.lower(first) == "the" && (first + 2..=first + 5).contains(&end)).then(|| end - 1)
}

/// "The builder who hid his money told a jury he had “forgotten” it. Gareth Pugh, 54, denies …": the one with
/// whose name the second paragraph begins, where the first names nobody.
fn named_next(reader: &Reader<'_, '_>, quoted: &[Quoted], span: Span) -> Option<(ChainIx, f32)> {
    let text = reader.text;
    let first = text.tokens().partition_point(|t| t.span.start < span.start);
    let paragraph = reader.paragraph_at(first).filter(|p| *p == 0)?;
    let article = matches!(text.lower(first), "the" | "a" | "an");
    let end = text.tokens().partition_point(|t| t.span.end <= span.end);
    // The noun before its relative clause: "A man who …".
    let stop = (first + 1..end).find(|&i| {
        matches!(text.lower(i), "who" | "whose" | "accused" | "charged" | "of" | "from" | "in" | "at")
    });
    let head = stop.unwrap_or(end).checked_sub(1).filter(|&i| i > first && article)?;
    let word = text.lower(head);
    let person = LEADING.contains(&word)
        || !NAMELESS.contains(&word) && !is_office(word) && is_singular_person(reader, head);
    let range = reader.paragraphs.tokens.get(paragraph + 1).filter(|_| person)?;
    if !named_in(reader, quoted, &reader.paragraphs.tokens[paragraph]).is_empty() {
        return None;
    }
    let opening = text.tokens().get(range.start)?.span.start;
    let mentions = &reader.people.mentions;
    let at = mentions.partition_point(|m| m.span.start < opening);
    let next = mentions.get(at).filter(|m| m.kind == MentionKind::Name)?;
    let begins = next.title.map_or(next.span.start, |title| title.start.min(next.span.start));
    (begins == opening && !is_possessor(reader, next)).then_some((next.chain, 0.55))
}

/// The named people of the sentence `tokens`, in order, each once; not in quotations, not possessors.
pub(super) fn named_in(
    reader: &Reader<'_, '_>,
    quoted: &[Quoted],
    tokens: &std::ops::Range<usize>,
) -> Vec<ChainIx> {
    let text = reader.text;
    let Some(first) = text.tokens().get(tokens.start) else { return Vec::new() };
    let mentions = &reader.people.mentions;
    let from = mentions.partition_point(|m| m.span.start < first.span.start);
    let end = text.span_of(tokens.clone()).end;
    let here = mentions[from..].iter().take_while(|m| m.span.start < end).take(REACH);
    let mut named = Vec::new();
    for mention in here.filter(|m| m.kind == MentionKind::Name && !is_spoken(reader, quoted, m)) {
        if !is_possessor(reader, mention) && !named.contains(&mention.chain) {
            named.push(mention.chain);
        }
    }
    named
}

/// True for a mention inside quotation marks.
pub(super) fn is_spoken(reader: &Reader<'_, '_>, quoted: &[Quoted], mention: &PersonMention) -> bool {
    let next = quoted.partition_point(|q| q.span(reader.text).end <= mention.span.start);
    quoted.get(next).is_some_and(|q| q.span(reader.text).start <= mention.span.start)
}

/// True for "Kim" in "Kim's sister".
fn is_possessor(reader: &Reader<'_, '_>, mention: &PersonMention) -> bool {
    let after = reader.text.tokens().partition_point(|t| t.span.start < mention.span.end);
    reader.text.tokens().get(after).is_some_and(|t| t.glued) && reader.is_apostrophe(after)
}

/// Who the description at `span` is, and how sure that is.
fn described(reader: &Reader<'_, '_>, quoted: &[Quoted], span: Span) -> Option<(ChainIx, f32)> {
    let text = reader.text;
    let first = text.tokens().partition_point(|t| t.span.start < span.start);
    let end = text.tokens().partition_point(|t| t.span.end <= span.end);
    if text.lower(first) != "the" || end < first + 2 || end > first + 5 {
        return None;
    }
    let head = text.lower(end - 1);
    // An office that nobody in the article holds is answered by the coverage, which knows roles by day.
    if is_office(head) && reader.people.open.iter().any(|open| open.span == span && open.country.is_some()) {
        return None;
    }
    let before = named_before(reader, quoted, span);
    if end == first + 2 && matches!(head, "latter" | "former") {
        return the_latter(reader, &before, first, head == "latter");
    }
    if !is_singular_person(reader, end - 1) {
        return None;
    }
    let modifiers: Vec<&str> =
        (first + 1..end - 1).filter(|&i| text.tokens()[i].is_capitalised()).map(|i| text.word(i)).collect();
    let heads: &[&str] = match head {
        "leader" => &["president", "minister", "chancellor", "king", "premier", "chairman", "leader"],
        "chief" | "head" | "boss" => {
            &["chief", "head", "director", "secretary", "president", "chair", "executive"]
        }
        _ => &[],
    };
    let leads = |m: &&&PersonMention| {
        let roles = &reader.people.chains[m.chain].roles;
        let fits = |role: &str| {
            let lower = role.to_lowercase();
            modifiers.iter().all(|word| role.contains(word)) && heads.iter().any(|head| lower.contains(head))
        };
        !modifiers.is_empty() && roles.iter().any(|role| fits(&role.text))
    };
    // "the US diplomat" is not "China's top diplomat".
    let country = (first + 1..end - 1)
        .find_map(|i| places::demonym(text.word(i)).or_else(|| places::country_of(text.word(i))));
    let role_of = |m: &&&PersonMention| {
        let roles = &reader.people.chains[m.chain].roles;
        let abroad =
            country.is_some() && roles.iter().any(|role| role.country.is_some() && role.country != country);
        if abroad {
            return false;
        }
        let says = |role: &str| role.split_whitespace().any(|word| word.eq_ignore_ascii_case(head));
        m.title.is_some_and(|title| says(text.slice(title))) || roles.iter().any(|role| says(&role.text))
    };
    if let Some(holder) = before.iter().find(role_of) {
        return Some((holder.chain, 0.75));
    }
    if let Some(holder) = before.iter().find(leads) {
        return Some((holder.chain, 0.7));
    }
    let top = (first + 1..end - 1).any(|i| matches!(text.lower(i), "top" | "chief"));
    if NAMELESS.contains(&head) && !top {
        return None;
    }
    let about = subject_of_last_sentence(reader, &before, first)?;
    let roles = &reader.people.chains[about].roles;
    if country.is_some() && roles.iter().any(|role| role.country.is_some() && role.country != country) {
        return None;
    }
    let unknown = roles.is_empty();
    (unknown || !is_office(head)).then_some((about, 0.6))
}

/// The named people before `span` that stand in no quotation, the nearest first.
fn named_before<'r>(reader: &Reader<'r, '_>, quoted: &[Quoted], span: Span) -> Vec<&'r PersonMention> {
    let mentions = &reader.people.mentions;
    let here = mentions.partition_point(|m| m.span.end <= span.start);
    let near = mentions[..here].iter().rev().take(REACH);
    near.filter(|m| m.kind != MentionKind::Description && !is_spoken(reader, quoted, m)).collect()
}

/// The first person of the last sentence that names one; nobody where that lies more than one paragraph back.
fn subject_of_last_sentence(
    reader: &Reader<'_, '_>,
    before: &[&PersonMention],
    at: usize,
) -> Option<ChainIx> {
    let text = reader.text;
    let sentence = |m: &PersonMention| text.sentence_at(m.span.start);
    let last = before.first()?;
    let paragraph = |at: usize| reader.paragraph_at(at);
    let token = |byte: u32| text.tokens().partition_point(|t| t.span.start < byte);
    if paragraph(token(last.span.start))? + 1 < paragraph(at)? {
        return None;
    }
    let of_last = before.iter().take_while(|m| sentence(m) == sentence(last));
    of_last.filter(|m| !is_possessor(reader, m)).last().map(|m| m.chain)
}

/// "Okafor met Haas after the latter …": the second of the last two people of the sentence, or the first.
fn the_latter(
    reader: &Reader<'_, '_>,
    before: &[&PersonMention],
    at: usize,
    latter: bool,
) -> Option<(ChainIx, f32)> {
    let text = reader.text;
    let sentence = text.sentence_at(text.tokens()[at].span.start);
    let mut here = before.iter().filter(|m| text.sentence_at(m.span.start) == sentence);
    let second = here.next()?.chain;
    let first = here.map(|m| m.chain).find(|chain| *chain != second)?;
    Some((if latter { second } else { first }, 0.7))
}

/// True where the word at `at` is a noun for one person: "striker", "Italian", "president".
fn is_singular_person(reader: &Reader<'_, '_>, at: usize) -> bool {
    let word = reader.text.lower(at);
    if THINGS.contains(&word) || word.ends_with('s') || reader.classes[at] & DETERMINER != 0 {
        return false;
    }
    let capitalised = reader.text.tokens()[at].is_capitalised();
    let titled =
        capitalised && matches!(word, "monsignor" | "chairman" | "general" | "ambassador" | "professor");
    let demonym =
        capitalised && ["ian", "ese", "ish", "man", "woman", "an", "i"].iter().any(|e| word.ends_with(e));
    let agent = !capitalised && word.len() > 4 && AGENTS.iter().any(|end| word.ends_with(end));
    let guest = !capitalised && matches!(word, "host" | "hostess" | "guest");
    demonym || titled || agent || guest || !capitalised && reader.classes[at] & PERSON != 0
}
