//! What somebody agrees to when they make an account: the very words, versioned.
//!
//! The receipt keeps the version and the SHA-256 of the text in the language it was read in. A
//! change of a text is a new version; the old text stays in the history of this file.

use crate::locale::Locale;

/// Version of the account's text.
pub const ACCOUNT_CONSENT_VERSION: &str = "2026-11";

/// What is agreed to at sign-up, paragraph by paragraph.
pub fn account_consent(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Fr => &[
            "Vécu garde votre nom ici, votre rôle, votre adresse électronique, vos messages et les communautés que vous rejoignez. Cela peut dire quelque chose de votre santé, ou de celle d’une personne proche : c’est pourquoi nous demandons votre accord.",
            "Pourquoi : vous permettre d’échanger avec les autres membres. Rien n’est vendu, rien ne sert à la publicité. Votre adresse est chiffrée et n’est jamais montrée.",
            "Qui voit vos messages : les personnes du cercle que vous choisissez, écrit en toutes lettres avant chaque envoi. Chaque communauté demande ensuite son propre accord.",
            "Vous pouvez retirer cet accord à tout moment.",
        ],
        Locale::En => &[
            "Vécu keeps your name here, your role, your e-mail address, your messages and the communities you join. This may tell something about your health, or about that of somebody close to you: this is why we ask for your agreement.",
            "What for: so that you can talk with the other members. Nothing is sold, nothing serves advertising. Your address is encrypted and never shown.",
            "Who sees your messages: the people of the circle you choose, named in full before each post. Each community then asks for its own agreement.",
            "You can take this agreement back at any time.",
        ],
    }
}
