//! What is said about a copy: in the mail that it is ready, and in the copy itself.

use crate::Context;
use crate::mail::Mail;
use crate::members::mails::{letter, url};
use domain::Locale;

/// That a copy is ready. The mail holds nothing of it, and its link opens nothing without signing in.
pub fn ready(ctx: &Context, locale: Locale, to: &str, name: &str) -> Mail {
    let link = url(ctx, "/settings/data");
    match locale {
        Locale::Fr => letter(
            locale,
            to,
            name,
            "Vos données sont prêtes",
            &[
                "La copie de vos données est prête. Connectez-vous pour la télécharger :",
                &link,
                "Elle reste sept jours, puis s’efface toute seule. Si vous en aviez déjà une, celle-ci la remplace.",
                "Vous n’avez rien demandé ? Changez votre mot de passe.",
            ],
        ),
        Locale::En => letter(
            locale,
            to,
            name,
            "Your data are ready",
            &[
                "The copy of your data is ready. Sign in to download it:",
                &link,
                "It stays for seven days, then deletes itself. If you had one already, this one takes its place.",
                "You did not ask for this? Change your password.",
            ],
        ),
    }
}

/// The file that explains the others: its name, its text.
pub fn read_me(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::Fr => (
            "LISEZ-MOI.txt",
            "Voici tout ce que Vécu sait de vous.\r\n\r\n\
             - csv : des tableaux, à ouvrir avec un tableur (LibreOffice, Excel, Numbers).\r\n\
             - pictures : vos images, dans la plus grande taille que nous gardons.\r\n\
             - export.json : la même chose que les tableaux, pour un autre logiciel. Son format est décrit dans la \
             documentation de Vécu (docs/export.md).\r\n\r\n\
             Les heures sont en temps universel (UTC).\r\n\
             Ces fichiers parlent de votre santé. Gardez-les dans un endroit sûr.\r\n",
        ),
        Locale::En => (
            "READ-ME.txt",
            "Here is all that Vécu knows about you.\r\n\r\n\
             - csv: tables, to open with a spreadsheet (LibreOffice, Excel, Numbers).\r\n\
             - pictures: your pictures, in the largest size that we keep.\r\n\
             - export.json: the same as the tables, for another program. Vécu’s documentation describes its format \
             (docs/export.md).\r\n\r\n\
             Times are universal time (UTC).\r\n\
             These files speak about your health. Keep them in a safe place.\r\n",
        ),
    }
}
