//! Sentences about passkeys and recovery codes.

words! {
    title: "Mes clés d’accès", "My passkeys";
    lead: "Une clé d’accès vous fait entrer sans mot de passe, avec votre empreinte, votre visage ou le code de votre appareil. Rien de tout cela ne quitte l’appareil. Votre mot de passe continue de fonctionner.",
        "A passkey lets you enter without a password, with your fingerprint, your face or the code of your device. None of these leave the device. Your password goes on working.";
    yours: "Clés en service", "Passkeys in use";
    none: "Vous n’avez pas encore de clé d’accès.", "You have no passkey yet.";
    created: "Ajoutée le", "Added on";
    used: "dernière utilisation le", "last used on";
    never_used: "jamais utilisée", "never used";
    rename: "Renommer", "Rename";
    save: "Enregistrer", "Save";
    remove: "Retirer", "Remove";
    add_title: "Ajouter une clé d’accès", "Add a passkey";
    add_lead: "Une par appareil que vous utilisez, ou une clé de sécurité. Votre appareil vous demandera de confirmer.",
        "One for each device you use, or a security key. Your device will ask you to confirm.";
    name: "Comment l’appeler ?", "What to call it?";
    name_hint: "Par exemple « Mon téléphone ».", "For instance “My phone”.";
    add: "Ajouter une clé d’accès", "Add a passkey";
    scripts: "Pour ajouter une clé d’accès, JavaScript doit être activé dans votre navigateur.", "Adding a passkey needs JavaScript in your browser.";
    trouble: "La clé d’accès n’a pas été créée. Vous l’avez peut-être déjà ajoutée sur cet appareil, ou l’appareil a attendu trop longtemps.",
        "The passkey was not made. You may have added it on this device before, or the device waited too long.";
    codes_title: "Codes de secours", "Recovery codes";
    codes_lead: "Dix codes à imprimer ou à recopier, et à garder en lieu sûr. Chacun vous fait entrer une fois, avec votre adresse, si votre téléphone est perdu et le mot de passe oublié. Changer de mot de passe les annule : créez-en alors de nouveaux.",
        "Ten codes to print or copy, and to keep in a safe place. Each lets you in once, with your address, if your phone is lost and the password forgotten. Changing your password voids them: make new ones then.";
    no_codes: "Vous n’avez pas de code de secours.", "You have no recovery codes.";
    make_codes: "Créer des codes de secours", "Make recovery codes";
    replace_codes: "Remplacer mes codes", "Replace my codes";
    replace_hint: "Les anciens codes ne fonctionneront plus.", "The former codes will no longer work.";
    made: "Vos nouveaux codes de secours", "Your new recovery codes";
    made_text: "Imprimez cette page ou recopiez les codes maintenant : ils ne seront plus montrés. Nous ne gardons pas les codes eux-mêmes.",
        "Print this page or copy the codes now: they are not shown again. We do not keep the codes themselves.";
    back: "Revenir à mon compte", "Back to my account";

    recover_title: "Utiliser un code de secours", "Use a recovery code";
    recover_lead: "Un des codes que vous avez imprimés vous fait entrer une fois. Un message vous le signalera.",
        "One of the codes you printed lets you in once. A mail will tell you so.";
    email: "Votre adresse électronique", "Your e-mail address";
    code: "Votre code de secours", "Your recovery code";
    code_hint: "Dix lettres et chiffres. Majuscules, espaces et tirets n’ont pas d’importance.",
        "Ten letters and digits. Capitals, spaces and hyphens do not matter.";
    enter: "Entrer", "Enter";
    no_code: "Pas de code sous la main ?", "No code at hand?";
    forgotten: "Recevoir un lien par message", "Get a link by mail";
}

impl Words {
    /// How many codes are left.
    pub fn left(self, left: u32) -> String {
        if self.0 == domain::Locale::Fr {
            crate::words::counted(self.0, left, "code n’a pas encore servi.", "codes n’ont pas encore servi.")
        } else {
            crate::words::counted(self.0, left, "code was not used yet.", "codes were not used yet.")
        }
    }
}
