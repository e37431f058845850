//! Mails of moderation: that a report arrived and what came of it, for those who are told by mail alone. They lie open
//! on lock screens: neither the community nor what was written stands in them.

use crate::Context;
use crate::mail::Mail;
use domain::crisis::Numbers;
use domain::moderation::Action;
use domain::{CaseId, Locale};

/// The receipt of a report; `help` are the numbers where its reader is.
pub fn receipt(ctx: &Context, locale: Locale, to: &str, case: CaseId, back: &str, help: &Numbers) -> Mail {
    let address = format!("{}{back}", ctx.settings.public_url);
    let called = help.called(locale);
    match locale {
        Locale::Fr => Mail::plain(
            to,
            "Votre signalement est arrivé",
            format!(
                "Bonjour,\n\nVotre signalement est arrivé. Une personne va le lire : dans l’heure si quelqu’un peut être en danger, sinon dans la journée. Vous saurez la suite.\n\nCe que vous avez signalé : {address}\nNuméro : {case}\n\nSi quelqu’un est en danger maintenant, appelez {called}. Ici, personne ne peut répondre assez vite.\n\nMerci,\nVécu\n"
            ),
        ),
        Locale::En => Mail::plain(
            to,
            "Your report has arrived",
            format!(
                "Hello,\n\nYour report has arrived. A person will read it: within the hour if somebody may be in danger, otherwise within a day. You will be told what comes of it.\n\nWhat you reported: {address}\nNumber: {case}\n\nIf somebody is in danger now, call {called}. Nobody here can answer fast enough.\n\nThank you,\nVécu\n"
            ),
        ),
    }
}

/// What came of a report (article 16, paragraph 5), for a member or for somebody without an account, whose address is
/// forgotten now.
pub fn outcome(locale: Locale, to: &str, case: CaseId, action: Action, member: bool) -> Mail {
    let kept = action == Action::Keep;
    let forgotten = match locale {
        _ if member => "",
        Locale::Fr => "Votre adresse vient d’être effacée.\n\n",
        Locale::En => "Your address has just been erased.\n\n",
    };
    match locale {
        Locale::Fr => Mail::plain(
            to,
            "La suite de votre signalement",
            format!(
                "Bonjour,\n\nUne personne a lu ce que vous avez signalé (numéro {case}). {}\n\n{forgotten}Merci de votre attention aux autres,\nVécu\n",
                if kept {
                    "Elle a décidé de le garder : il suit les règles de la communauté. Si vous n’êtes pas d’accord, vous pouvez signaler de nouveau en disant pourquoi."
                } else {
                    "Elle a pris une décision, et la personne concernée en a reçu les raisons."
                }
            ),
        ),
        Locale::En => Mail::plain(
            to,
            "What came of your report",
            format!(
                "Hello,\n\nA person has read what you reported (number {case}). {}\n\n{forgotten}Thank you for looking after others,\nVécu\n",
                if kept {
                    "They decided to keep it: it follows the rules of the community. If you disagree, you may report it again and say why."
                } else {
                    "They took a decision, and the person concerned was given the reasons."
                }
            ),
        ),
    }
}
