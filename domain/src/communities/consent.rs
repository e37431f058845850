//! What one agrees to by joining, word for word.
//!
//! Belonging to a community about an illness is health data (GDPR art. 9): the receipt keeps the
//! version and the SHA-256 of exactly this text. A change of a word is a new version.

use super::Visibility;
use crate::Locale;

/// The field that says yes.
pub const FIELD: &str = "consent";

/// Names the text on a receipt.
pub fn version(visibility: Visibility, locale: Locale) -> String {
    format!("membership-1-{}-{}", visibility.word(), locale.code())
}

/// The text, paragraph by paragraph, as it is shown; joined by line feeds it is what is hashed.
pub fn paragraphs(visibility: Visibility, locale: Locale) -> [&'static str; 4] {
    match (locale, visibility) {
        (Locale::Fr, Visibility::Members) => [
            "Faire partie d’une communauté autour d’une maladie dit déjà quelque chose de votre santé, ou de celle d’un proche. Nous vous demandons donc votre accord, pour cette communauté seulement.",
            "Ce qui se voit\u{202f}: quand vous écrivez ici, votre pseudonyme et ce que vous êtes (malade, proche, soignante ou soignant) apparaissent à côté de vos messages. Sur votre page, les membres de cette communauté voient que vous en faites partie aussi.",
            "Qui le voit\u{202f}: les membres de cette communauté, et eux seuls. Chaque message a son cercle, que vous choisissez avant de publier. De l’extérieur, rien ne se lit, et rien ne dit que vous êtes ici. Il n’y a pas de liste des membres.",
            "Vous pouvez changer d’avis à tout moment\u{202f}: quitter la communauté se fait en une étape et retire cet accord. Un reçu le garde en mémoire dans vos réglages.",
        ],
        (Locale::Fr, Visibility::Open) => [
            "Faire partie d’une communauté autour d’une maladie dit déjà quelque chose de votre santé, ou de celle d’un proche. Nous vous demandons donc votre accord, pour cette communauté seulement.",
            "Ce qui se voit\u{202f}: quand vous écrivez ici, votre pseudonyme et ce que vous êtes (malade, proche, soignante ou soignant) apparaissent à côté de vos messages. Sur votre page, les membres de cette communauté voient que vous en faites partie aussi.",
            "Qui le voit\u{202f}: cette communauté est ouverte à la lecture. Ce que vous publiez dans le cercle public peut être lu par tout le monde, sans compte\u{202f}; le reste, par le cercle que vous choisissez avant de publier. Il n’y a pas de liste des membres.",
            "Vous pouvez changer d’avis à tout moment\u{202f}: quitter la communauté se fait en une étape et retire cet accord. Un reçu le garde en mémoire dans vos réglages.",
        ],
        (Locale::En, Visibility::Members) => [
            "Belonging to a community around an illness already says something about your health, or about that of somebody close to you. So we ask for your agreement, for this community only.",
            "What shows: when you write here, your pseudonym and what you are (patient, carer, professional) stand beside your posts. On your page, the members of this community see that you belong to it too.",
            "Who sees it: the members of this community, and nobody else. Each post has its circle, which you choose before posting. From outside nothing can be read, and nothing says that you are here. There is no list of members.",
            "You can change your mind at any time: leaving the community takes one step and withdraws this agreement. A receipt in your settings keeps track of it.",
        ],
        (Locale::En, Visibility::Open) => [
            "Belonging to a community around an illness already says something about your health, or about that of somebody close to you. So we ask for your agreement, for this community only.",
            "What shows: when you write here, your pseudonym and what you are (patient, carer, professional) stand beside your posts. On your page, the members of this community see that you belong to it too.",
            "Who sees it: this community is open to read. What you post in the public circle can be read by anybody, without an account; everything else by the circle you choose before posting. There is no list of members.",
            "You can change your mind at any time: leaving the community takes one step and withdraws this agreement. A receipt in your settings keeps track of it.",
        ],
    }
}

/// The whole text, as it is hashed.
pub fn text(visibility: Visibility, locale: Locale) -> String {
    paragraphs(visibility, locale).join("\n")
}
