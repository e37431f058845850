//! Words of letters.

words! {
    title: "Messages privés", "Private messages";
    lead: "Entre deux membres d’une même communauté. Le premier message est une demande : rien d’autre ne part avant qu’elle soit acceptée.",
        "Between two members of one community. The first message is a request: nothing more is sent until it is accepted.";
    requests: "On aimerait vous écrire", "They would like to write to you";
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
    deleted: "Ce message a été effacé.", "This message was deleted.";
    erase: "Effacer ce message", "Delete this message";
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
    this_letter: "ce message privé", "this private message";
    report_lead: "Les personnes qui modèrent le site liront ce message privé, et aucun autre ; les hôtes, jamais. Si elles avertissent la personne qui l’a écrit, celle-ci comprendra que le signalement vient de vous : personne d’autre ne l’a reçu.",
        "Those who moderate the site will read this private message and no other; hosts never do. If they warn whoever wrote it, that person will understand that the report came from you: nobody else received it.";
    case_lead: "Vous ne lisez ce message privé que parce que la personne qui l’a reçu l’a signalé. Cette lecture est inscrite au registre. Si vous avertissez la personne qui l’a écrit, elle comprendra qui l’a signalé : pensez-y avant.",
        "You read this private message only because whoever received it reported it. This reading is written down in the log. A warning will tell its author who reported it: weigh that.";
    to_be_opened: "À ouvrir pour le lire", "To be opened to be read";
}
