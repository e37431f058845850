//! A word after something was done, also without JavaScript: the address says which.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

words! {
    posted: "C’est publié.", "It is posted.";
    replied: "Votre réponse est publiée. Merci.", "Your reply is posted. Thank you.";
    saved: "C’est enregistré.", "It is saved.";
    deleted: "C’est effacé.", "It is deleted.";
    joined: "Bienvenue dans la communauté.", "Welcome to the community.";
    left: "Vous avez quitté la communauté. Elle n’apparaît plus chez vous.", "You left the community. It no longer shows for you.";
    opened: "Votre communauté est ouverte.", "Your community is open.";
    sent: "Si cette adresse est la bonne, un message vient de partir. Pensez à regarder dans les indésirables.",
        "If this address is right, a message is on its way. Do look among the unwanted mail too.";
    confirmed: "Votre adresse est confirmée. Bienvenue.", "Your address is confirmed. Welcome.";
    signed_out: "Votre session est fermée sur cet appareil. À bientôt.", "You are signed out on this device. See you soon.";
    revoked: "Cet appareil est déconnecté.", "This device is signed out.";
    revoked_others: "Les autres appareils sont déconnectés.", "The other devices are signed out.";
    password: "Votre mot de passe est changé. Les autres appareils sont déconnectés. Les jetons d’accès et les codes de secours ne fonctionnent plus.", "Your password is changed. The other devices are signed out. Access tokens and recovery codes no longer work.";
    email: "Votre adresse est changée. Les autres appareils sont déconnectés.", "Your address is changed. The other devices are signed out.";
    email_sent: "Un message vient de partir à la nouvelle adresse. Elle changera quand vous ouvrirez le lien qu’il contient.",
        "A message is on its way to the new address. It changes once you open the link in it.";
    sent_letter: "Votre message est parti.", "Your message was sent.";
    blocked: "Cette personne ne peut plus vous écrire.", "This person can no longer write to you.";
    reported: "Merci. Votre signalement est enregistré.", "Thank you. Your report is recorded.";
    claimed: "Votre demande est envoyée. Il faut l’accord de deux personnes.", "Your request is sent. Two people have to agree.";
    profession: "Votre métier est vérifié. Votre badge est visible.", "Your profession is verified. Your badge shows.";
    proof: "Votre justificatif est joint à votre demande.", "Your proof is attached to your request.";
    first_yes: "Votre accord est enregistré. Une autre personne qui administre doit donner le sien.",
        "Your agreement is recorded. Another administrator has to give theirs.";
    decided: "La décision est enregistrée.", "The decision is recorded.";
    token: "Votre jeton est créé. Un message vous le confirme.", "Your token is made. A mail confirms it.";
    token_revoked: "Ce jeton ne fonctionne plus.", "This token no longer works.";
    taken_back: "Votre accord est retiré.", "Your agreement is taken back.";
    withdrawn: "Votre accord est retiré, et vous avez quitté la communauté. Elle n’apparaît plus chez vous.",
        "Your agreement is taken back, and you left the community. It no longer shows for you.";
    export_asked: "Votre copie se prépare. Un message vous préviendra.", "Your copy is being prepared. A mail will tell you.";
    export_open: "C’est bien vous. Vous pouvez télécharger votre copie.", "It is you. You can download your copy.";
    erasure_asked: "Votre demande est enregistrée. Un message vous dit comment changer d’avis.",
        "Your request is recorded. A mail tells you how to change your mind.";
    erasure_kept: "Votre compte est gardé. Rien n’a été effacé.", "Your account is kept. Nothing was erased.";
    erased: "Votre compte s’efface en ce moment. Merci d’avoir été là.", "Your account is being erased. Thank you for having been here.";
    passkey: "Votre clé d’accès est ajoutée. Un message vous le confirme.", "Your passkey is added. A mail confirms it.";
    passkey_removed: "Cette clé d’accès n’ouvre plus votre compte.", "This passkey no longer opens your account.";
    codes: "Vos codes de secours sont créés. Un message vous le confirme.", "Your recovery codes are made. A mail confirms it.";
    recovered: "Vous voici de retour. Ce code ne fonctionne plus. Ajoutez une clé d’accès, ou choisissez un nouveau mot de passe.",
        "You are back. That code no longer works. Add a passkey, or choose a new password.";
    charter_published: "La nouvelle version est publiée. Les membres en sont prévenus.", "The new version is published. Members are told of it.";
    charter_agreed: "Merci. Votre accord est enregistré, l’ancien reçu aussi.", "Thank you. Your agreement is recorded, and so is the receipt before it.";
    invited: "Le lien est créé. Copiez-le maintenant.", "The link is made. Copy it now.";
    seen: "Tout est marqué comme lu.", "All is marked as read.";
}

/// The notice that `?done=…` asks for.
#[component]
pub fn DoneNotice() -> impl IntoView {
    let query = use_query_map();
    move || {
        let w = Words::here();
        let text = match query.with(|query| query.get("done"))?.as_str() {
            "posted" => w.posted(),
            "replied" => w.replied(),
            "saved" => w.saved(),
            "deleted" => w.deleted(),
            "joined" => w.joined(),
            "left" => w.left(),
            "opened" => w.opened(),
            "charter_published" => w.charter_published(),
            "charter_agreed" => w.charter_agreed(),
            "sent" => w.sent(),
            "confirmed" => w.confirmed(),
            "signed_out" => w.signed_out(),
            "revoked" => w.revoked(),
            "revoked_others" => w.revoked_others(),
            "password" => w.password(),
            "email" => w.email(),
            "email_sent" => w.email_sent(),
            "sent_letter" => w.sent_letter(),
            "blocked" => w.blocked(),
            "reported" => w.reported(),
            "claimed" => w.claimed(),
            "profession" => w.profession(),
            "proof" => w.proof(),
            "first_yes" => w.first_yes(),
            "decided" => w.decided(),
            "token" => w.token(),
            "token_revoked" => w.token_revoked(),
            "withdrawn" => w.withdrawn(),
            "taken_back" => w.taken_back(),
            "export_asked" => w.export_asked(),
            "export_open" => w.export_open(),
            "erasure_asked" => w.erasure_asked(),
            "erasure_kept" => w.erasure_kept(),
            "erased" => w.erased(),
            "passkey" => w.passkey(),
            "passkey_removed" => w.passkey_removed(),
            "codes" => w.codes(),
            "recovered" => w.recovered(),
            "invited" => w.invited(),
            "seen" => w.seen(),
            _ => return None,
        };
        Some(view! { <p class="notice notice--ok" role="status">{text}</p> })
    }
}
