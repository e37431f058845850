//! Words of letters.

use domain::Locale;
use domain::letters::LetterReason;

words! {
    title: "Messages privés", "Private messages";
    lead: "Entre deux membres d’une même communauté. Le premier message est une demande : rien d’autre ne part avant qu’elle soit acceptée.",
        "Between two members of one community. The first message is a request: nothing more is sent until it is accepted.";
    requests: "Ils aimeraient vous écrire", "They would like to write to you";
    correspondences: "Vos échanges", "Your correspondences";
    empty: "Aucun échange pour l’instant", "No correspondence yet";
    empty_text: "Pour écrire à un membre de vos communautés, ouvrez sa page en touchant son nom.",
        "To write to a member of your communities, open their page by touching their name.";
    somebody: "Quelqu’un qui est parti", "Somebody who has left";
    waiting: "En attente de sa réponse", "Waiting for their answer";
    last: "dernier message le", "last message on";
    receive_title: "Qui peut vous écrire", "Who may write to you";
    receives: "Les membres de mes communautés peuvent me demander un échange privé", "Members of my communities may ask me for a private exchange";
    receives_hint: "Sans cela, personne de nouveau ne peut vous écrire. Les échanges déjà acceptés continuent.",
        "Without it nobody new can write to you. What you accepted goes on.";
    save: "Enregistrer", "Save";
    blocked_title: "Personnes bloquées", "Blocked people";
    unblock: "Débloquer", "Unblock";
    with(name: &str): format!("Messages avec {name}"), format!("Messages with {name}");
    all: "Tous mes messages", "All my messages";
    older: "Messages plus anciens", "Older messages";
    you: "Vous", "You";
    read: "lu", "read";
    deleted: "Ce message a été retiré.", "This message was taken back.";
    erase: "Retirer ce message", "Take this message back";
    report: "Signaler ce message", "Report this message";
    report_text: "Les administrateurs liront ce message, et aucun autre.", "The administrators will read this message and no other.";
    report_reason: "Pourquoi ?", "Why?";
    report_send: "Signaler", "Report";
    ask(name: &str): format!("Demander à {name} un échange privé"), format!("Ask {name} for a private exchange");
    ask_hint: "Dites qui vous êtes et pourquoi vous écrivez. 600 caractères au plus.", "Say who you are and why you write. 600 characters at most.";
    ask_send: "Envoyer ma demande", "Send my request";
    answer: "Votre réponse", "Your answer";
    answer_hint: "Répondre accepte l’échange. Ne pas répondre ne se voit pas.", "Answering accepts the exchange. Not answering does not show.";
    write: "Votre message", "Your message";
    send: "Envoyer", "Send";
    refuse: "Non merci", "No, thank you";
    block: "Bloquer", "Block";
    block_text: "Cette personne ne pourra plus vous écrire. Elle n’en sera pas avertie.", "This person can no longer write to you. They are not told.";
    wait: "Votre demande est partie. Vous pourrez écrire quand elle sera acceptée.", "Your request was sent. You can write once it is accepted.";
    closed: "Cette personne ne reçoit pas de messages privés.", "This person does not receive private messages.";
    strangers: "Vous n’avez pas de communauté en commun.", "You have no community in common.";
    blocking: "Vous avez bloqué cette personne.", "You have blocked this person.";
    no_advice: "Ici comme ailleurs : pas de diagnostic, pas de dose, pas d’ordonnance.",
        "Here as elsewhere: no diagnosis, no dose, no prescription.";
    reported_title: "Messages privés signalés", "Reported private messages";
    reported_lead: "Seuls les messages que leur destinataire a signalés se lisent ici.", "Only messages that their recipient reported can be read here.";
    reported_none: "Aucun signalement n’attend.", "No report is waiting.";
    reported_by(name: &str): format!("Signalé par {name}"), format!("Reported by {name}");
    close: "C’est vu", "Looked at";
}

impl Words {
    /// A reason.
    pub fn reason(self, reason: LetterReason) -> &'static str {
        let french = self.0 == Locale::Fr;
        match reason {
            LetterReason::Selling if french => "Vente ou publicité",
            LetterReason::Selling => "Selling or advertising",
            LetterReason::Harassment if french => "Insulte, menace ou insistance",
            LetterReason::Harassment => "Insults, threats or insistence",
            LetterReason::Danger if french => "Conseil dangereux",
            LetterReason::Danger => "Dangerous advice",
            LetterReason::Other if french => "Autre chose",
            LetterReason::Other => "Something else",
        }
    }
}
