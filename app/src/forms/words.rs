//! What is wrong at a field, in words.

use crate::words::{counted, number};
use domain::FieldError;

words! {
    summary: "Quelque chose est à corriger", "Something is to be corrected";
    kept: "Rien n’est perdu : ce que vous avez écrit est toujours là.", "Nothing is lost: what you wrote is still here.";
    restored: "Votre brouillon a été retrouvé sur cet appareil.", "Your draft was found on this device.";
    discard: "Effacer le brouillon", "Delete the draft";
    optional: "facultatif", "optional";
    error_prefix: "Erreur : ", "Error: ";
    sending: "Envoi…", "Sending…";
    missing: "Ce champ est à remplir.", "Please fill this in.";
    bad_characters: "Certains caractères ne passent pas ici. Essayez avec des lettres, des chiffres et des traits d’union.",
        "Some characters do not fit here. Try letters, digits and hyphens.";
    not_an_email: "Cette adresse ne semble pas complète. Exemple : prenom@exemple.fr", "This address looks incomplete. Example: name@example.org";
    not_a_link: "Un lien commence par https:// ou http://", "A link begins with https:// or http://";
    taken: "Ce nom est déjà pris, ou ressemble trop à un autre.", "This name is taken, or too close to another.";
    weak: "Ce mot de passe se devine vite. Quatre mots sans rapport entre eux font un bon mot de passe.",
        "This password is quickly guessed. Four unrelated words make a good password.";
    wrong_password: "Ce n’est pas votre mot de passe actuel.", "This is not your current password.";
    passkey_refused: "La clé d’accès n’a pas été acceptée. Réessayez, ou utilisez votre mot de passe.",
        "The passkey was not accepted. Try again, or use your password.";
    wrong_code: "L’adresse et le code ne vont pas ensemble, ou ce code a déjà servi.", "The address and the code do not go together, or the code was used.";
    last_way_in: "Sans cette clé, vous ne pourriez plus entrer dans votre compte. Choisissez d’abord un mot de passe avec « Mot de passe oublié ».",
        "Without this passkey you could not enter your account any more. First choose a password with “Forgotten password”.";
    wrong_credentials: "L’adresse et le mot de passe ne vont pas ensemble.", "The address and the password do not go together.";
    not_a_picture: "Ce fichier n’est pas une image que nous savons lire : JPEG, PNG, WebP ou GIF.", "This file is not a picture we can read: JPEG, PNG, WebP or GIF.";
    picture_gone: "Une des images n’est plus là. Retirez-la, ou joignez-la de nouveau.", "One of the pictures is no longer there. Remove it, or attach it again.";
    must_agree: "Cochez cette case pour continuer.", "Tick this box to go on.";
    closed: "Les hôtes ont fermé les réponses. Votre texte est toujours là : vous pouvez le copier.", "The hosts closed replies. Your text is still here: you can copy it.";
    hosts_announce: "Seuls les hôtes de cette communauté y publient des annonces. Choisissez une question ou une discussion.",
        "Only this community’s hosts post announcements in it. Choose a question or a discussion.";
    not_a_choice: "Choisissez l’une des réponses proposées.", "Choose one of the answers offered.";
    source_needed: "Indiquez au moins une source, ou cochez « Cette réponse est sans source ».", "Name at least one source, or tick “This reply has no source”.";
    nobody: "Personne ne porte ce nom ici.", "Nobody has this name here.";
    number_taken: "Ce numéro est déjà celui d’une autre personne vérifiée ici.", "Another person was verified here with this number.";
    last_host: "La communauté resterait sans hôte. Nommez d’abord une autre personne, puis revenez ici.",
        "The community would be without a host. Name somebody else first, then come back here.";
    decided_already: "Quelqu’un d’autre vient de décider. Revenez à la liste.", "Somebody else has just decided. Go back to the list.";
    handled: "Quelqu’un d’autre s’en occupe en ce moment.", "Somebody else is looking at it right now.";
    changed_meanwhile: "Quelqu’un d’autre a changé la charte entre-temps. Rechargez la page pour partir de la dernière version.",
        "Somebody else changed it meanwhile. Reload the page to start from the latest version.";
    text_changed: "La personne a modifié son texte entre-temps. Rechargez la page pour lire ce qui serait publié.",
        "The person changed their text meanwhile. Reload the page to read what would be published.";
    nothing_changed: "Rien n’est différent de la version d’aujourd’hui.", "Nothing differs from today’s version.";
    own_claim: "C’est votre propre demande : laissez une autre personne décider.", "This is your own request: let somebody else decide.";
    second_needed: "Votre accord est déjà enregistré. Il faut celui d’une autre personne qui administre.",
        "Your agreement is recorded already. Another administrator has to give theirs.";
    proof_missing: "Il n’y a pas encore de justificatif. Attendez-le, ou ne confirmez pas : la personne est prévenue et peut redemander.",
        "There is no proof yet. Wait for it, or do not confirm: the person is told and can ask again.";
    not_a_proof: "Ce fichier n’est ni un PDF ni une image que nous savons lire : JPEG, PNG ou WebP.",
        "This file is neither a PDF nor a picture we can read: JPEG, PNG or WebP.";
    host_or_gone: "Cette personne est hôte ici, ou ne fait plus partie de la communauté. On ne suspend pas un hôte : retirez-lui d’abord ce rôle.",
        "This person is a host here, or no longer belongs to the community. A host is not suspended: take that part from them first.";
    not_your_name: "Ce n’est pas votre pseudonyme. Il est écrit en haut de cette page.",
        "This is not your pseudonym. It stands at the top of this page.";
    last_administrator: "Le site resterait sans personne pour l’administrer. Nommez d’abord une autre personne, puis revenez ici.",
        "The site would be left without an administrator. Name somebody else first, then come back here.";
    link_expired: "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.", "This link has expired or was used. Ask for a new one.";
}

/// The sentence for an error, in the reader's language.
pub fn say(error: FieldError) -> String {
    say_in(Words::here().0, error)
}

/// The sentence for an error.
pub fn say_in(locale: domain::Locale, error: FieldError) -> String {
    let w = Words(locale);
    let fr = w.0 == domain::Locale::Fr;
    let characters = |n: u32| {
        if fr { counted(w.0, n, "caractère", "caractères") } else { counted(w.0, n, "character", "characters") }
    };
    match error {
        FieldError::Missing => w.missing().into(),
        FieldError::TooShort { min, have } => {
            let short = characters(min.saturating_sub(have));
            let min = number(w.0, min);
            if fr {
                format!("Il manque {short} (au moins {min}).")
            } else {
                format!("{short} missing (at least {min}).")
            }
        }
        FieldError::TooLong { max, have } => {
            let over = characters(have.saturating_sub(max));
            let max = number(w.0, max);
            if fr { format!("{over} de trop ({max} au plus).") } else { format!("{over} too many ({max} at most).") }
        }
        FieldError::TooMany { max } => {
            if fr {
                format!("{max} au plus.")
            } else {
                format!("{max} at most.")
            }
        }
        FieldError::BadCharacters => w.bad_characters().into(),
        FieldError::NotAnEmail => w.not_an_email().into(),
        FieldError::NotALink => w.not_a_link().into(),
        FieldError::Taken => w.taken().into(),
        FieldError::WeakPassword => w.weak().into(),
        FieldError::WrongPassword => w.wrong_password().into(),
        FieldError::PasskeyRefused => w.passkey_refused().into(),
        FieldError::WrongCode => w.wrong_code().into(),
        FieldError::LastWayIn => w.last_way_in().into(),
        FieldError::WrongCredentials => w.wrong_credentials().into(),
        FieldError::MustAgree => w.must_agree().into(),
        FieldError::Closed => w.closed().into(),
        FieldError::HostsAnnounce => w.hosts_announce().into(),
        FieldError::NotAChoice => w.not_a_choice().into(),
        FieldError::NotANumber { min, max } => {
            if fr {
                format!("Un nombre entre {min} et {max}.")
            } else {
                format!("A number between {min} and {max}.")
            }
        }
        FieldError::SharesSum { sum } => {
            if fr {
                format!("Les parts font {sum} %. Ensemble elles doivent faire 100 %.")
            } else {
                format!("The shares make {sum}%. Together they must make 100%.")
            }
        }
        FieldError::SourceNeeded => w.source_needed().into(),
        FieldError::NobodyOfThisName => w.nobody().into(),
        FieldError::NumberTaken => w.number_taken().into(),
        FieldError::LastHost => w.last_host().into(),
        FieldError::NotYourName => w.not_your_name().into(),
        FieldError::LastAdministrator => w.last_administrator().into(),
        FieldError::LinkExpired => w.link_expired().into(),
        FieldError::DecidedAlready => w.decided_already().to_owned(),
        FieldError::HandledByAnother => w.handled().to_owned(),
        FieldError::OwnClaim => w.own_claim().into(),
        FieldError::SecondNeeded => w.second_needed().into(),
        FieldError::ProofMissing => w.proof_missing().into(),
        FieldError::NotAProof => w.not_a_proof().into(),
        FieldError::HostOrGone => w.host_or_gone().to_owned(),
        FieldError::ChangedMeanwhile => w.changed_meanwhile().to_owned(),
        FieldError::TextChanged => w.text_changed().to_owned(),
        FieldError::NothingChanged => w.nothing_changed().to_owned(),
        FieldError::NotAPicture => w.not_a_picture().into(),
        FieldError::PictureGone => w.picture_gone().into(),
        FieldError::PictureTooHeavy { megabytes } => {
            if fr {
                format!("Ce fichier est trop lourd ({megabytes} Mo au plus).")
            } else {
                format!("This file is too large ({megabytes} MB at most).")
            }
        }
        FieldError::PictureTooLarge { megapixels } => {
            if fr {
                format!("Cette image est trop grande ({megapixels} millions de pixels au plus).")
            } else {
                format!("This picture is too large ({megapixels} million pixels at most).")
            }
        }
        FieldError::RegisterLength { need, have } => {
            if fr {
                format!("Le numéro compte {need} chiffres. Vous en avez saisi {have}.")
            } else {
                format!("The number has {need} digits. You typed {have}.")
            }
        }
    }
}
