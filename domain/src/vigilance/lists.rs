//! The lists of words, a file each: what tells of an adverse effect, what may, and what takes either back.

use crate::phrases::{Class, Patterns};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A list in both languages: people mix them.
macro_rules! list {
    ($name:literal) => {
        [include_str!(concat!("words/fr/", $name, ".txt")), include_str!(concat!("words/en/", $name, ".txt"))]
    };
}

type Words = LazyLock<HashSet<&'static str>>;

static NAMES: Words = LazyLock::new(|| include_str!("words/medicine.txt").split_ascii_whitespace().collect());
static KINDS: Words = LazyLock::new(|| include_str!("words/generic.txt").split_ascii_whitespace().collect());
static ORGANS: Words = LazyLock::new(|| include_str!("words/organ.txt").split_ascii_whitespace().collect());
static EFFECTS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::read(list!("effect").into_iter().flat_map(str::lines), &[]));

/// A medicine by its name or by what it is called in general; an effect; a part of the body that suffers from it.
const CLASSES: [(&str, Class); 3] = [("@drug", drug), ("@effect", effect), ("@organ", organ)];

/// What names of active substances end in (stems of the World Health Organization), French and English.
const STEMS: &[&str] = &[
    "mab",
    "nib",
    "limus",
    "pril",
    "sartan",
    "statine",
    "statin",
    "olol",
    "prazole",
    "cilline",
    "cillin",
    "mycine",
    "mycin",
    "floxacine",
    "floxacin",
    "azepam",
    "azolam",
    "triptan",
    "gliptine",
    "gliptin",
    "gliflozine",
    "gliflozin",
    "glutide",
    "oxetine",
    "setron",
    "dipine",
    "xaban",
    "gatran",
    "triptyline",
    "cycline",
    "ciclovir",
    "thiazide",
    "semide",
    "coxib",
    "lukast",
    "profene",
    "profen",
    "fenac",
    "platine",
    "platin",
    "taxel",
    "rubicine",
    "rubicin",
    "parine",
    "afil",
    "dronate",
    "racetam",
];
/// Shorter words end so by chance.
const STEM_LEAST: usize = 8;

/// Whether a folded word is the name of a medicine.
pub(super) fn named(word: &str) -> bool {
    NAMES.contains(word) || (word.len() >= STEM_LEAST && STEMS.iter().any(|stem| word.ends_with(stem)))
}

/// How many words from the first on name a medicine, or say that there is one.
pub(super) fn drug(words: &[String]) -> Option<usize> {
    let first = words.first()?.as_str();
    (named(first) || KINDS.contains(first)).then_some(1)
}

fn organ(words: &[String]) -> Option<usize> {
    ORGANS.contains(words.first()?.as_str()).then_some(1)
}

/// How many words from the first on are an effect.
pub(super) fn effect(words: &[String]) -> Option<usize> {
    EFFECTS.longest(words)
}

/// What one may call a relative, folded: the effect is theirs.
pub(super) const RELATIVES: &[&str] = &[
    "mere",
    "pere",
    "maman",
    "papa",
    "mari",
    "femme",
    "epoux",
    "epouse",
    "compagnon",
    "compagne",
    "conjoint",
    "conjointe",
    "fils",
    "fille",
    "enfant",
    "bebe",
    "frere",
    "soeur",
    "mamie",
    "papi",
    "tante",
    "oncle",
    "mum",
    "dad",
    "mother",
    "father",
    "husband",
    "wife",
    "partner",
    "son",
    "daughter",
    "child",
    "brother",
    "sister",
    "nan",
    "gran",
    "grandma",
    "grandad",
];

/// All of them.
pub(super) struct Lists {
    /// Says it: only what denies it takes it back.
    pub(super) told: Patterns,
    /// A medicine and an effect that came with it: what speaks of relief takes it back too.
    pub(super) near: Patterns,
    pub(super) denied: Patterns,
    pub(super) calm: Patterns,
}

impl Lists {
    pub(super) fn read() -> Self {
        let read = |lists: [&'static str; 2]| Patterns::read(lists.into_iter().flat_map(str::lines), &CLASSES);
        Self {
            told: read(list!("told")),
            near: read(list!("near")),
            denied: read(list!("denied")),
            calm: read(list!("calm")),
        }
    }
}
