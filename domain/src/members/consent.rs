//! What somebody agrees to when they make an account, when they have their profession verified, when they let devices ring
//! and lock screens say more, and when they let themselves be found: the very words, versioned.
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

/// Version of the text about proving a profession.
pub const PROFESSION_CONSENT_VERSION: &str = "profession-2026-11";
/// The field that says yes to it.
pub const PROFESSION_CONSENT: &str = "profession_consent";

/// What is agreed to by having one's profession verified, paragraph by paragraph.
pub fn profession_consent(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Fr => &[
            "Pour vérifier votre métier, Vécu traite ce qui dit qui vous êtes comme professionnel de santé. Cet accord est à part de celui de votre compte.",
            "Avec Pro Santé Connect\u{202f}: nous recevons votre métier et l’identifiant de l’annuaire. Nous gardons le métier, une empreinte de l’identifiant, pour qu’une personne n’ait qu’un badge, et la date de fin. Votre nom n’est pas gardé.",
            "Avec un justificatif\u{202f}: votre numéro, votre lieu d’exercice et le fichier sont chiffrés. Seules les personnes qui vérifient les lisent. Le fichier est effacé dès la décision.",
            "Qui le voit\u{202f}: une fois vérifié, votre métier apparaît à côté de votre nom pour toutes les personnes qui vous lisent. Votre numéro, jamais.",
            "Vous pouvez retirer cet accord à tout moment\u{202f}: le badge disparaît aussitôt, et la demande, le numéro, l’empreinte et le fichier sont effacés.",
        ],
        Locale::En => &[
            "To verify your profession, Vécu processes what says who you are as a health professional. This agreement is apart from that of your account.",
            "With Pro Santé Connect: we receive your profession and the identifier of the register. We keep the profession, a fingerprint of the identifier, so that one person has one badge, and the date it ends. Your name is not kept.",
            "With a proof: your number, your place of work and the file are encrypted. Only those who verify read them. The file is deleted once it is decided.",
            "Who sees it: once verified, your profession stands beside your name for everybody who reads you. Your number never does.",
            "You can take this agreement back at any time: the badge goes at once, and the request, the number, the fingerprint and the file are deleted.",
        ],
    }
}

/// Version of the text about what lock screens say.
pub const LOCK_SCREEN_CONSENT_VERSION: &str = "lock-screen-2026-11";

/// What is agreed to by letting lock screens say who and where, paragraph by paragraph.
pub fn lock_screen_consent(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Fr => &[
            "Si vous cochez cette case, l’écran verrouillé de vos appareils dit qui vous répond, dans quelle communauté, et le titre.",
            "Une communauté ou un titre peut dire quelque chose de votre santé, ou de celle d’un proche, à qui voit votre téléphone. C’est pourquoi nous demandons votre accord.",
            "Les messages privés, les décisions et ce qui attend le regard d’un hôte n’y sont jamais détaillés. L’alerte voyage chiffrée\u{202f}: seul votre appareil la lit.",
            "Vous pouvez retirer cet accord à tout moment\u{202f}: dès l’alerte suivante, l’écran verrouillé dit seulement qu’il y a du nouveau.",
        ],
        Locale::En => &[
            "If you tick this box, the lock screen of your devices says who replies to you, in which community, and the title.",
            "A community or a title may tell something about your health, or about that of somebody close to you, to whoever sees your phone. This is why we ask for your agreement.",
            "Private messages, decisions and what waits for a host are never told in detail there. The alert travels encrypted: only your device reads it.",
            "You can take this agreement back at any time: from the next alert on, the lock screen only says that there is something new.",
        ],
    }
}

/// Version of the text about being found.
pub const FINDABLE_CONSENT_VERSION: &str = "findable-2026-11";

/// What is agreed to by letting oneself be found by one's pseudonym, paragraph by paragraph.
pub fn findable_consent(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Fr => &[
            "Si vous cochez cette case, les membres de vos communautés vous trouvent dans la recherche en tapant votre pseudonyme, et peuvent ouvrir votre page.",
            "Les personnes avec qui vous n’avez aucune communauté en commun ne vous y trouvent pas.",
            "Vous pouvez retirer cet accord à tout moment\u{202f}: la recherche ne vous montre plus, tout de suite.",
        ],
        Locale::En => &[
            "If you tick this box, members of your communities find you in the search by typing your pseudonym, and can open your page.",
            "People with whom you share no community do not find you there.",
            "You can take this agreement back at any time: the search shows you no more, at once.",
        ],
    }
}

/// Version of the text about devices that ring.
pub const PUSH_CONSENT_VERSION: &str = "push-2026-11";

/// What is agreed to by letting a device ring, paragraph by paragraph.
pub fn push_consent(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Fr => &[
            "Vos alertes passent par le service de l’entreprise qui fait votre navigateur, par exemple Apple, Google ou Mozilla. Elle sait que cet appareil reçoit quelque chose de ce site, et quand. L’alerte voyage chiffrée\u{202f}: cette entreprise ne peut pas la lire.",
            "Vous pouvez retirer cet accord à tout moment\u{202f}: plus aucun de vos appareils ne vous prévient, et leurs adresses sont effacées.",
        ],
        Locale::En => &[
            "Your alerts go by way of the service of the company that makes your browser, for example Apple, Google or Mozilla. It knows that this device gets something from this site, and when. The alert travels encrypted: that company cannot read it.",
            "You can take this agreement back at any time: none of your devices tells you any more, and their addresses are deleted.",
        ],
    }
}
