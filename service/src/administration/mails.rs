//! What a member is written when their account is suspended, and when that ends. Neither who decided nor why: reasons may
//! quote what was written in a circle, and are read where one signs in.

use crate::Context;
use crate::erasures::day;
use crate::mail::Mail;
use crate::members::mails::{letter, url};
use domain::{Locale, Timestamp};
use store::members::Account;

/// That the account is suspended, until when, where the reasons stand, and how to appeal.
pub fn suspended(ctx: &Context, account: &Account, to: &str, until: Option<Timestamp>) -> Mail {
    let (link, name) = (url(ctx, "/decisions"), &account.pseudonym);
    let ends = match (account.locale, until.map(|at| day(account, at))) {
        (Locale::Fr, Some(day)) => format!("Votre compte est suspendu jusqu’au {day}."),
        (Locale::Fr, None) => "Votre compte est suspendu, jusqu’à ce que l’administration lève cette mesure.".into(),
        (Locale::En, Some(day)) => format!("Your account is suspended until {day}."),
        (Locale::En, None) => "Your account is suspended until an administrator lifts this.".into(),
    };
    match account.locale {
        Locale::Fr => letter(
            account.locale,
            to,
            name,
            "Votre compte est suspendu",
            &[
                &ends,
                "Vous pouvez toujours vous connecter, lire, retirer vos textes, obtenir une copie de vos données et effacer votre compte. Vous ne pouvez ni écrire, ni réagir, ni envoyer de message.",
                &format!(
                    "Le motif et la règle sont écrits sur la page ci-dessous. Si vous n’êtes pas d’accord, vous pouvez y faire appel pendant six mois. Une autre personne relira : {link}"
                ),
            ],
        ),
        Locale::En => letter(
            account.locale,
            to,
            name,
            "Your account is suspended",
            &[
                &ends,
                "You can still sign in, read, take your texts away, get a copy of your data and erase your account. You can neither write nor react nor send messages.",
                &format!(
                    "The reasons and the rule stand on the page below. If you disagree, you may appeal there for six months. Somebody else will read it: {link}"
                ),
            ],
        ),
    }
}

/// That it is no longer.
pub fn lifted(ctx: &Context, account: &Account, to: &str) -> Mail {
    let (link, name) = (url(ctx, "/feed"), &account.pseudonym);
    match account.locale {
        Locale::Fr => letter(
            account.locale,
            to,
            name,
            "Votre compte n’est plus suspendu",
            &["La suspension de votre compte est levée : vous pouvez de nouveau écrire.", &link],
        ),
        Locale::En => letter(
            account.locale,
            to,
            name,
            "Your account is no longer suspended",
            &["The suspension of your account is lifted: you can write again.", &link],
        ),
    }
}
