//! The few words of a feed that nobody wrote, in the language of what is fed.

use domain::Locale;
use domain::threads::{Kind, Voice};

fn say(locale: Locale, french: &'static str, english: &'static str) -> &'static str {
    if locale == Locale::Fr { french } else { english }
}

/// What a thread is.
pub fn kind(locale: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::Discussion => say(locale, "Discussion", "Discussion"),
        Kind::Question => say(locale, "Question", "Question"),
        Kind::Announcement => say(locale, "Annonce", "Announcement"),
    }
}

/// What a reply speaks from.
pub fn voice(locale: Locale, voice: Voice) -> &'static str {
    match voice {
        Voice::Lived => say(locale, "Vécu", "Lived"),
        Voice::Professional => say(locale, "Réponse professionnelle", "Professional reply"),
    }
}

/// Somebody who is gone.
pub fn somebody(locale: Locale) -> &'static str {
    say(locale, "Une personne", "Somebody")
}

/// What a thread's feed holds.
pub fn replies(locale: Locale) -> &'static str {
    say(locale, "Les dernières réponses.", "The latest replies.")
}

/// A professional reply that nobody here vouches for.
pub fn imported(locale: Locale) -> &'static str {
    say(locale, "Réponse importée, non vérifiée par Vécu", "Imported reply, not verified by Vécu")
}

/// Above the sources, or instead of them.
pub fn sources(locale: Locale, some: bool) -> &'static str {
    if some { say(locale, "Sources", "Sources") } else { say(locale, "Sans source indiquée.", "No source named.") }
}

/// What a professional reply is not.
pub fn limits(locale: Locale) -> &'static str {
    say(
        locale,
        "Information générale : ne remplace pas une consultation.",
        "General information: does not replace a consultation.",
    )
}
