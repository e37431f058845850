//! What members are written to, in their language: plain text, short, one link.

use crate::Context;
use crate::mail::Mail;
use domain::Locale;
use domain::members::ClaimState;

/// Joins greeting, paragraphs and signature.
pub(crate) fn letter(locale: Locale, to: &str, name: &str, subject: &str, paragraphs: &[&str]) -> Mail {
    let (hello, bye) = match locale {
        Locale::Fr => ("Bonjour", "À bientôt,\nVécu"),
        Locale::En => ("Hello", "See you soon,\nVécu"),
    };
    let text = format!("{hello} {name},\n\n{}\n\n{bye}\n", paragraphs.join("\n\n"));
    Mail::plain(to, subject, text)
}

pub(crate) fn url(ctx: &Context, path: &str) -> String {
    format!("{}{path}", ctx.settings.public_url)
}

/// Confirms the address of a new account.
pub fn confirm(ctx: &Context, locale: Locale, to: &str, name: &str, token: &str) -> Mail {
    let link = url(ctx, &format!("/confirm?token={token}"));
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Confirmez votre adresse",
            &[
                "Il reste une étape pour entrer dans Vécu : ouvrez ce lien, puis appuyez sur le bouton.",
                &link,
                "Le lien fonctionne pendant trois jours, une seule fois.",
                "Vous n’avez rien demandé ? Ne faites rien : sans ce lien, le compte s’efface tout seul.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Confirm your address",
            &[
                "One step is left before you can enter Vécu: open this link, then press the button.",
                &link,
                "The link works for three days, once.",
                "You did not ask for this? Do nothing: without this link the account deletes itself.",
            ],
        ),
    }
}

/// Tells the owner of an address that it was used to sign up again.
pub fn already(ctx: &Context, locale: Locale, to: &str, name: &str) -> Mail {
    let (sign_in, forgotten) = (url(ctx, "/sign-in"), url(ctx, "/forgotten"));
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Vous avez déjà un compte",
            &[
                "Quelqu’un, sans doute vous, vient d’indiquer cette adresse sur Vécu. Vous avez déjà un compte : rien n’a été créé ni modifié.",
                &format!("Pour vous connecter : {sign_in}"),
                &format!("Mot de passe oublié : {forgotten}"),
                "Ce n’était pas vous ? Vous n’avez rien à faire. Personne n’a appris que vous avez un compte.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "You already have an account",
            &[
                "Somebody, probably you, just gave this address on Vécu. You already have an account: nothing was made or changed.",
                &format!("To sign in: {sign_in}"),
                &format!("Forgotten password: {forgotten}"),
                "It was not you? There is nothing to do. Nobody learnt that you have an account.",
            ],
        ),
    }
}

/// A link to a new password.
pub fn reset(ctx: &Context, locale: Locale, to: &str, name: &str, token: &str) -> Mail {
    let link = url(ctx, &format!("/reset?token={token}"));
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Choisir un nouveau mot de passe",
            &[
                "Ce lien ouvre une page où choisir un nouveau mot de passe.",
                &link,
                "Il fonctionne pendant une heure, une seule fois.",
                "Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Choose a new password",
            &[
                "This link opens a page where you can choose a new password.",
                &link,
                "It works for one hour, once.",
                "You did not ask for this? Do nothing: your password stays the same.",
            ],
        ),
    }
}

/// Tells that the password was changed.
pub fn password_changed(ctx: &Context, locale: Locale, to: &str, name: &str, passkeys: usize) -> Mail {
    let forgotten = url(ctx, "/forgotten");
    let still = ways_in(ctx, locale, passkeys);
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Votre mot de passe a changé",
            &[
                "Votre mot de passe vient d’être changé. Vos autres appareils sont déconnectés, vos jetons d’accès et vos codes de secours ne fonctionnent plus.",
                &still,
                &format!("Ce n’était pas vous ? Reprenez la main tout de suite : {forgotten}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Your password has changed",
            &[
                "Your password was just changed. Your other devices are signed out, your access tokens and recovery codes no longer work.",
                &still,
                &format!("It was not you? Take your account back right away: {forgotten}"),
            ],
        ),
    }
}

/// What opens the account beside the password.
fn ways_in(ctx: &Context, locale: Locale, passkeys: usize) -> String {
    let page = url(ctx, "/settings/passkeys");
    match (locale, passkeys) {
        (Locale::Fr, 0) => "Aucune clé d’accès n’ouvre votre compte.".to_owned(),
        (Locale::En, 0) => "No passkey opens your account.".to_owned(),
        (Locale::Fr, _) => format!(
            "Clés d’accès qui ouvrent toujours votre compte : {passkeys}. Gardez seulement celles que vous connaissez : {page}"
        ),
        (Locale::En, _) => {
            format!("Passkeys that still open your account: {passkeys}. Keep only those you know: {page}")
        }
    }
}

/// Tells the address of now that another was asked for.
pub fn email_asked(ctx: &Context, locale: Locale, to: &str, name: &str) -> Mail {
    let forgotten = url(ctx, "/forgotten");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Une autre adresse a été demandée",
            &[
                "Quelqu’un, sans doute vous, a demandé que votre compte utilise une autre adresse. Elle changera quand le lien envoyé à cette autre adresse sera ouvert.",
                &format!(
                    "Ce n’était pas vous ? Choisissez tout de suite un autre mot de passe, cela annulera la demande : {forgotten}"
                ),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Another address was asked for",
            &[
                "Somebody, probably you, asked that your account use another address. It changes once the link sent to that other address is opened.",
                &format!("It was not you? Choose another password right away, and the request is void: {forgotten}"),
            ],
        ),
    }
}

/// Tells that a token was made.
pub fn token_made(ctx: &Context, locale: Locale, to: &str, name: &str, token: &str) -> Mail {
    let tokens = url(ctx, "/settings/tokens");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Un jeton d’accès vient d’être créé",
            &[
                &format!(
                    "Le jeton « {token} » vient d’être créé. Le programme à qui vous le confiez peut agir en votre nom."
                ),
                &format!("Ce n’était pas vous ? Supprimez-le ici, puis changez votre mot de passe : {tokens}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "An access token was just made",
            &[
                &format!("The token “{token}” was just made. The program you give it to can act in your name."),
                &format!("It was not you? Delete it here, then change your password: {tokens}"),
            ],
        ),
    }
}

/// Confirms another address, sent to that address.
pub fn new_email(ctx: &Context, locale: Locale, to: &str, name: &str, token: &str) -> Mail {
    let link = url(ctx, &format!("/confirm?token={token}"));
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Confirmez votre nouvelle adresse",
            &[
                "Pour utiliser cette adresse sur Vécu, ouvrez ce lien, puis appuyez sur le bouton. Vos autres appareils seront déconnectés.",
                &link,
                "Le lien fonctionne pendant trois jours, une seule fois.",
                "Vous n’avez rien demandé ? Ne faites rien.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Confirm your new address",
            &[
                "To use this address on Vécu, open this link, then press the button. Your other devices will be signed out.",
                &link,
                "The link works for three days, once.",
                "You did not ask for this? Do nothing.",
            ],
        ),
    }
}

/// Tells the former address that the account has another one now.
pub fn email_changed(ctx: &Context, locale: Locale, to: &str, name: &str) -> Mail {
    let site = &ctx.settings.public_url;
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Votre adresse a changé",
            &[
                "Votre compte Vécu utilise désormais une autre adresse. C’est le dernier message envoyé ici.",
                &format!("Ce n’était pas vous ? Prévenez sans attendre les personnes qui tiennent {site}"),
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Your address has changed",
            &[
                "Your Vécu account now uses another address. This is the last message sent here.",
                &format!("It was not you? Tell the people who run {site} without delay."),
            ],
        ),
    }
}

/// Tells what was decided about a professional's claim.
pub fn decided(ctx: &Context, locale: Locale, to: &str, name: &str, state: ClaimState) -> Mail {
    let settings = url(ctx, "/settings/profession");
    match (locale, state) {
        (Locale::Fr, ClaimState::Verified) => letter(
            locale,
            to,
            name,
            "Votre métier est vérifié",
            &[
                "Votre métier est confirmé : votre badge est visible, et vous pouvez donner des réponses professionnelles. Votre numéro n’est montré à personne.",
                &url(ctx, "/feed"),
            ],
        ),
        (Locale::En, ClaimState::Verified) => letter(
            locale,
            to,
            name,
            "Your profession is verified",
            &[
                "Your profession is confirmed: your badge shows, and you can answer as a professional. Your number is shown to nobody.",
                &url(ctx, "/feed"),
            ],
        ),
        (Locale::Fr, _) => letter(
            locale,
            to,
            name,
            "Votre métier n’a pas pu être confirmé",
            &[
                "Les renseignements donnés n’ont pas permis de confirmer votre métier. Vous pouvez les corriger et envoyer une nouvelle demande :",
                &settings,
            ],
        ),
        (Locale::En, _) => letter(
            locale,
            to,
            name,
            "Your profession could not be confirmed",
            &["What you told us did not let us confirm your profession. You can correct it and ask again:", &settings],
        ),
    }
}
