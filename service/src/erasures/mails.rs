//! What somebody who leaves is written.

use crate::Context;
use crate::mail::Mail;
use crate::members::mails::{letter, url};
use domain::{Locale, Timestamp};
use store::members::Account;

/// The day of a moment by the member's clock, in their language.
pub(crate) fn day(account: &Account, at: Timestamp) -> String {
    const FR: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let moment = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    let date = moment.to_zoned(crate::actor::zone(&account.zone)).date();
    let place = usize::try_from(date.month() - 1).unwrap_or_default();
    match account.locale {
        Locale::Fr if date.day() == 1 => format!("1er {} {}", FR[place], date.year()),
        Locale::Fr => format!("{} {} {}", date.day(), FR[place], date.year()),
        Locale::En => format!("{} {} {}", date.day(), EN[place], date.year()),
    }
}

/// That the account will be erased, and how to keep it.
pub fn asked(ctx: &Context, account: &Account, to: &str, due: Timestamp) -> Mail {
    let (link, day) = (url(ctx, "/settings/data"), day(account, due));
    let name = &account.pseudonym;
    match account.locale {
        Locale::Fr => letter(
            account.locale,
            to,
            name,
            "Votre compte sera effacé",
            &[
                &format!(
                    "Vous avez demandé l’effacement de votre compte. Il aura lieu le {day}. D’ici là, rien ne change."
                ),
                &format!("Vous changez d’avis ? Connectez-vous, puis appuyez sur « Garder mon compte » : {link}"),
                "Ce n’était pas vous ? Faites de même, puis changez votre mot de passe.",
            ],
        ),
        Locale::En => letter(
            account.locale,
            to,
            name,
            "Your account will be erased",
            &[
                &format!(
                    "You asked for your account to be erased. It will happen on {day}. Until then nothing changes."
                ),
                &format!("You change your mind? Sign in, then press “Keep my account”: {link}"),
                "It was not you? Do the same, then change your password.",
            ],
        ),
    }
}

/// That it is done.
pub fn erased(locale: Locale, to: &str, name: &str) -> Mail {
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Votre compte est effacé",
            &[
                "Votre compte est effacé. Si vous avez choisi de laisser vos mots, ils ne portent plus votre nom. Ce message est le dernier : nous ne connaissons plus votre adresse.",
                "La porte reste ouverte : vous pourrez créer un nouveau compte le jour où vous le voudrez.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Your account is erased",
            &[
                "Your account is erased. If you chose to leave your words, they no longer bear your name. This message is the last: we no longer know your address.",
                "The door stays open: you can make a new account the day you want to.",
            ],
        ),
    }
}
