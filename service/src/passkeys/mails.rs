//! What members are written to about their passkeys and recovery codes.

use crate::Context;
use crate::mail::Mail;
use crate::members::mails::{letter, url};
use domain::Locale;

/// Tells that a passkey was added.
pub fn added(ctx: &Context, locale: Locale, to: &str, name: &str, passkey: &str) -> Mail {
    let here = url(ctx, "/settings/passkeys");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Une clé d’accès vient d’être ajoutée",
            &[
                &format!(
                    "La clé d’accès « {passkey} » vient d’être ajoutée. Elle ouvre votre compte sans mot de passe."
                ),
                &format!("Ce n’était pas vous ? Retirez-la ici, puis changez votre mot de passe : {here}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "A passkey was just added",
            &[
                &format!("The passkey “{passkey}” was just added. It opens your account without a password."),
                &format!("It was not you? Remove it here, then change your password: {here}"),
            ],
        ),
    }
}

/// Tells that a passkey was removed.
pub fn removed(ctx: &Context, locale: Locale, to: &str, name: &str, passkey: &str) -> Mail {
    let here = url(ctx, "/settings/passkeys");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Une clé d’accès vient d’être retirée",
            &[
                &format!("La clé d’accès « {passkey} » n’ouvre plus votre compte."),
                &format!("Ce n’était pas vous ? Changez votre mot de passe, puis vérifiez vos clés ici : {here}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "A passkey was just removed",
            &[
                &format!("The passkey “{passkey}” no longer opens your account."),
                &format!("It was not you? Change your password, then check your passkeys here: {here}"),
            ],
        ),
    }
}

/// Tells that there are new recovery codes.
pub fn codes_made(ctx: &Context, locale: Locale, to: &str, name: &str) -> Mail {
    let here = url(ctx, "/settings/passkeys");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Vous avez de nouveaux codes de secours",
            &[
                "De nouveaux codes de secours viennent d’être créés pour votre compte. Les anciens ne fonctionnent plus.",
                &format!("Ce n’était pas vous ? Changez votre mot de passe, puis créez d’autres codes ici : {here}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "You have new recovery codes",
            &[
                "New recovery codes were just made for your account. Those before no longer work.",
                &format!("It was not you? Change your password, then make other codes here: {here}"),
            ],
        ),
    }
}

/// Tells that a recovery code signed in.
pub fn code_used(ctx: &Context, locale: Locale, to: &str, name: &str, left: usize) -> Mail {
    let here = url(ctx, "/settings/passkeys");
    let forgotten = url(ctx, "/forgotten");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Un code de secours vient de servir",
            &[
                &format!(
                    "Quelqu’un, sans doute vous, vient d’ouvrir votre compte avec un code de secours. Ce code ne fonctionne plus ; codes restants : {left}."
                ),
                &format!("Pour créer d’autres codes ou ajouter une clé d’accès : {here}"),
                &format!("Ce n’était pas vous ? Reprenez la main tout de suite : {forgotten}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "A recovery code was just used",
            &[
                &format!(
                    "Somebody, probably you, just opened your account with a recovery code. That code no longer works; codes left: {left}."
                ),
                &format!("To make other codes or add a passkey: {here}"),
                &format!("It was not you? Take your account back right away: {forgotten}"),
            ],
        ),
    }
}
