//! When a medicine was begun and when its effect came, in the words of who tells it: "mars 2026", "three days later".
//! Looked for in the sentences that tell an effect and in those beside them. A guess that its author reads again; what
//! is not recognised stays empty.

mod dates;

use super::lists;
use crate::phrases::Typed;
use dates::{date, lasts, word, year};

/// Another part of the sentence begins with one of these.
const JOINS: &[&str] = &["et", "mais", "puis", "and", "but", "then"];
/// Whoever says so takes it, whatever they call it.
const TAKES: &[&str] = &["prends", "prend", "prenais", "prenait", "sous", "take", "takes", "taking"];
/// Beginnings of what an effect does.
const COMES: &[&str] = &["apparu", "surven", "appear"];
/// Beginnings of what starts, an effect when nobody starts it.
const STARTS: &[&str] = &["commence", "debute", "started", "began"];
const NOBODY: &[&str] = &["ca", "cela", "tout", "it", "this", "that"];
/// Beginnings of what ends a treatment: when that was is neither of the two.
const STOPS: &[&str] = &["arret", "stop", "interromp", "suspend", "quit"];
/// How many words a comma, or the like, keeps apart.
const APART: usize = 4;

/// Something that says when.
#[derive(Debug, Clone, Copy)]
struct Moment {
    from: usize,
    to: usize,
    /// The first word that is handed on as when the medicine was begun …
    since: usize,
    /// … or as when the effect came; none where it only says for how long.
    came: Option<usize>,
    /// It says how long after, or in what order: only an effect came so.
    after: bool,
}

/// What a moment may belong to.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    from: usize,
    to: usize,
    effect: bool,
}

/// When the medicine was begun and when the effect came, as a sentence says it; empty where it does not.
pub(super) fn read(sentence: &str, words: &[Typed]) -> (String, String) {
    let (mut since, mut came) = (String::new(), String::new());
    let (parts, anchors) = (parts(sentence, words), anchors(words));
    let mut at = 0;
    while at < words.len() {
        let Some(found) = moment(sentence, words, at) else {
            at += 1;
            continue;
        };
        at = found.to;
        let part = parts[found.from];
        let stops = words.iter().zip(&parts).any(|(one, of)| *of == part && begins(&one.word, STOPS));
        let Some(effect) = belongs(found, &anchors, &parts).filter(|_| !stops) else { continue };
        let (field, first) = if effect { (&mut came, found.came) } else { (&mut since, Some(found.since)) };
        if let Some(first) = first.filter(|_| field.is_empty()) {
            sentence[words[first].from..words[found.to - 1].to].clone_into(field);
        }
    }
    (since, came)
}

/// Whether a moment is that of the effect, and not of the medicine: what stands nearest, of two as near the one before.
fn belongs(found: Moment, anchors: &[Anchor], parts: &[usize]) -> Option<bool> {
    if found.after {
        return Some(true);
    }
    let far = |anchor: &&Anchor| {
        let (between, apart) = if anchor.from < found.from {
            (found.from.saturating_sub(anchor.to), parts[found.from].abs_diff(parts[anchor.to - 1]))
        } else {
            (anchor.from.saturating_sub(found.to), parts[anchor.from].abs_diff(parts[found.to - 1]))
        };
        (between + APART * apart, anchor.from > found.from)
    };
    anchors.iter().min_by_key(far).map(|anchor| anchor.effect)
}

/// Which part of its sentence each word stands in.
fn parts(sentence: &str, words: &[Typed]) -> Vec<usize> {
    let mut part = 0;
    let mut end = 0;
    words
        .iter()
        .map(|one| {
            let between = sentence.get(end..one.from).unwrap_or_default();
            if between.contains([',', ':', '(', ')']) || JOINS.contains(&one.word.as_str()) {
                part += 1;
            }
            end = one.to;
            part
        })
        .collect()
}

fn anchors(words: &[Typed]) -> Vec<Anchor> {
    let folded = super::folded(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (effect, drug) = (lists::effect(&folded[at..]), lists::drug(&folded[at..]));
        let starts = begins(&folded[at], STARTS)
            && folded[at.saturating_sub(2)..at].iter().any(|before| NOBODY.contains(&before.as_str()));
        let taken = if let Some(taken) = effect.filter(|taken| *taken > 0) {
            found.push(Anchor { from: at, to: at + taken, effect: true });
            taken
        } else if drug.is_some() || TAKES.contains(&folded[at].as_str()) {
            found.push(Anchor { from: at, to: at + 1, effect: false });
            1
        } else {
            if starts || begins(&folded[at], COMES) {
                found.push(Anchor { from: at, to: at + 1, effect: true });
            }
            1
        };
        at += taken;
    }
    found
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}

/// What says when, if it begins with this word.
fn moment(sentence: &str, words: &[Typed], from: usize) -> Option<Moment> {
    let next = |step: usize| word(words, from + step);
    let lasts = |step: usize| lasts(words, from + step).map(|taken| step + taken);
    let date = |step: usize| date(sentence, words, from + step).map(|taken| step + taken);
    let year = |step: usize| year(next(step)).then_some(step + 1);
    let of = move |since: usize, came: Option<usize>, after: bool| {
        move |taken: usize| Moment {
            from,
            to: from + taken,
            since: from + since,
            came: came.map(|came| from + came),
            after,
        }
    };
    let found = match next(0) {
        "il" if next(1) == "y" && next(2) == "a" => lasts(3).map(of(0, Some(0), false)),
        "ca" | "cela" if next(1) == "fait" => lasts(2).map(of(2, Some(0), false)),
        "depuis" | "since" => lasts(1).or_else(|| year(1)).or_else(|| date(1)).map(of(1, Some(0), false)),
        "for" => lasts(1).map(of(0, None, false)),
        "apres" | "after" | "within" => lasts(1).map(of(0, Some(0), true)),
        "au" if next(1) == "bout" && matches!(next(2), "de" | "d") => lasts(3).map(of(0, Some(0), true)),
        "en" | "in" => year(1).or_else(|| date(1)).map(of(1, Some(1), false)),
        "on" => date(1).map(of(1, Some(1), false)),
        _ => None,
    };
    found
        .or_else(|| {
            let taken = lasts(0)?;
            match (next(taken), next(taken + 1)) {
                ("ago", _) => Some(of(0, Some(0), false)(taken + 1)),
                ("plus", "tard") => Some(of(0, Some(0), true)(taken + 2)),
                ("later" | "after" | "apres", _) => Some(of(0, Some(0), true)(taken + 1)),
                _ => None,
            }
        })
        .or_else(|| follows(next(0), next(1), next(2)).map(of(0, Some(0), true)))
        .or_else(|| date(0).map(of(0, Some(0), false)))
}

/// "le lendemain", "the next day": how many words.
fn follows(first: &str, second: &str, third: &str) -> Option<usize> {
    match (first, second, third) {
        ("le", "lendemain" | "surlendemain", _)
        | ("next" | "following" | "same", "day" | "morning" | "evening" | "night", _) => Some(2),
        ("le", "jour" | "soir", "meme")
        | ("the", "next" | "following" | "same", "day" | "morning" | "evening" | "night")
        | ("the", "day", "after") => Some(3),
        _ => None,
    }
}
