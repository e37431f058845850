//! Words of the tags.

use crate::words::counted;
use domain::Locale;
use domain::tags::COUNTED;

/// How many threads, as far as they are counted.
fn reading(locale: Locale, threads: u32) -> String {
    let number = match locale {
        Locale::Fr => counted(locale, threads, "fil", "fils"),
        Locale::En => counted(locale, threads, "thread", "threads"),
    };
    match locale {
        _ if threads < COUNTED => number,
        Locale::Fr => format!("Au moins {number}"),
        Locale::En => format!("At least {number}"),
    }
}

words! {
    text: "Les fils que vous pouvez lire, du plus récent au plus ancien, toutes communautés confondues.", "The threads you can read, latest first, across communities.";
    follow: "Suivre ce mot-dièse", "Follow this tag";
    unfollow: "Ne plus suivre", "Stop following";
    count(threads: u32, communities: u32):
        format!("{}, dans {}.", reading(Locale::Fr, threads), counted(Locale::Fr, communities, "communauté", "communautés")),
        format!("{}, in {}.", reading(Locale::En, threads), counted(Locale::En, communities, "community", "communities"));
    sign_in: "Se connecter pour suivre", "Sign in to follow";
    around: "Autour de ce mot-dièse", "Around this tag";
    related: "Dans les mêmes fils", "In the same threads";
    threads: "Fils", "Threads";
    older: "Voir les plus anciens", "See older ones";
    latest: "Revenir aux plus récents", "Back to the latest";
    empty: "Plus rien à lire ici pour l’instant.", "Nothing more to read here for now.";
}
