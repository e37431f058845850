//! Words about threads.

use crate::words::counted;
use domain::Locale;
use domain::moderation::Veil;
use domain::threads::{Circle, Kind, QuestionState, Reaction, Voice};

words! {
    discussion: "Discussion", "Discussion";
    question: "Question", "Question";
    announcement: "Annonce", "Announcement";
    pinned: "Épinglé", "Pinned";
    closed: "Réponses fermées", "Replies closed";
    closed_text: "Les hôtes ont fermé les réponses à cette annonce. Vous pouvez toujours y réagir.", "The hosts closed replies to this announcement. You can still react to it.";
    pin: "Épingler dans la communauté", "Pin in the community";
    unpin: "Ne plus épingler", "Unpin";
    pin_up: "Monter d’une place", "Move up one place";
    close: "Fermer les réponses", "Close replies";
    reopen: "Rouvrir les réponses", "Open replies again";
    kind_announcement: "Une annonce", "An announcement";
    kind_announcement_hint: "Pour toute la communauté, de la part de ses hôtes. Ses membres en sont prévenus.", "For the whole community, from its hosts. Its members are told of it.";
    feed_replies(title: &str): format!("Réponses : {title}"), format!("Replies: {title}");
    waiting: "En attente", "Waiting";
    answered: "Avec réponse", "Answered";
    sourced: "Avec réponse et sources", "Answered with sources";
    public: "Tout le monde", "Everybody";
    members: "Membres et professionnels vérifiés", "Members and verified professionals";
    patients: "Malades et proches", "Patients and carers";
    professionals: "Professionnels vérifiés", "Verified professionals";
    public_hint: "Lisible sur le web, même sans compte.", "Can be read on the web, even without an account.";
    members_hint: "Malades, proches, professionnels vérifiés et hôtes de la communauté.", "The community’s patients, carers, verified professionals and hosts.";
    patients_hint: "Les professionnels ne voient pas ce message.", "Professionals do not see this message.";
    professionals_hint: "Les malades et les proches ne voient pas ce message.", "Patients and carers do not see this message.";
    lived: "Vécu", "Lived";
    professional: "Réponse professionnelle", "Professional reply";
    professional_about: "métier vérifié, sources citées. Feuille cadrée.", "verified profession, named sources. A framed sheet.";
    lived_about: "ce qu’une personne a traversé. Bulle ronde.", "what somebody has been through. A round bubble.";
    thanks: "Merci", "Thanks";
    me_too: "Moi aussi", "Me too";
    courage: "Courage", "Courage";
    useful: "Utile", "Useful";
    react: "Réagir", "React";
    react_to(name: &str): format!(" au message de {name}"), format!(" to {name}’s message");
    your_reaction: "Votre réaction", "Your reaction";
    reactions_got: "Réactions reçues", "Reactions received";
    reply: "Répondre", "Reply";
    reply_to(name: &str): format!(" à {name}"), format!(" to {name}");
    replies_to(name: &str): format!("Réponses à {name}"), format!("Replies to {name}");
    somebody: "une personne", "somebody";
    edit: "Modifier", "Edit";
    delete: "Effacer", "Delete";
    delete_sure: "Effacer pour de bon ? Le texte disparaît de partout.", "Delete for good? The text disappears everywhere.";
    edited: "Modifié, voir avant", "Edited, see before";
    deleted_thread: "Ce message a été effacé par la personne qui l’avait écrit.", "This message was deleted by whoever wrote it.";
    deleted_reply: "Réponse effacée par la personne qui l’avait écrite.", "Reply deleted by whoever wrote it.";
    veiled: "Retiré par la modération. La personne en connaît les raisons.", "Taken out by moderation. Its author knows the reasons.";
    veiled_title: "Message retiré", "Message taken out";
    kept_reasons: "Lire les raisons", "Read the reasons";
    mend: "Corriger et proposer de nouveau", "Mend it and propose it again";
    withdraw: "Retirer", "Take back";
    withdraw_sure: "Retirer ce message ? Personne ne le lira.", "Take this message back? Nobody will read it.";
    waits_here: "Ici, un hôte lit vos premiers messages avant qu’ils ne soient publiés.", "Here, a host reads your first messages before they are published.";
    gone_reply: "Cette réponse n’est plus là.", "This reply is no longer there.";
    deleted_title: "Message effacé", "Deleted message";
    sources: "Sources", "Sources";
    no_source: "Sans source indiquée.", "No source named.";
    limits: "Information générale : ne remplace pas une consultation.", "General information: does not replace a consultation.";
    imported: "Réponse importée, non vérifiée par Vécu", "Imported reply, not verified by Vécu";
    helped: "Cette réponse a aidé", "This reply helped";
    mark_helped: "Cela m’aide", "This helped me";
    unmark_helped: "Finalement, non", "After all, no";
    replies: "Réponses", "Replies";
    news_replies(n: u32):
        format!("{}. Afficher", counted(Locale::Fr, n, "nouvelle réponse", "nouvelles réponses")),
        format!("{}. Show", counted(Locale::En, n, "new reply", "new replies"));
    news_changed: "Ce fil a changé. Afficher", "This thread has changed. Show";
    news_failed: "Le réseau manque. Réessayer", "The network is missing. Try again";
    no_reply: "Personne n’a encore répondu. Votre vécu compte.", "Nobody has replied yet. What you lived counts.";
    no_reply_question: "La question attend. Un vécu aide déjà, même en deux lignes.", "The question is waiting. What you lived helps already, even in two lines.";
    next_replies: "Afficher les réponses suivantes", "Show the next replies";
    from_start: "Revenir au début du fil", "Back to the start of the thread";
    this_thread: "Ce fil", "This thread";
    who_reads: "Qui peut lire", "Who can read";
    on_web: "Visible sur le web", "Visible on the web";
    on_web_yes: "Oui", "Yes";
    on_web_no: "Non, membres seulement", "No, members only";
    followers: "Personnes qui suivent", "People following";
    follow: "Suivre", "Follow";
    following: "Ne plus suivre", "Stop following";
    how_to_read: "Comment lire", "How to read";
    tags: "Mots-dièse", "Tags";
    your_reply: "Votre réponse", "Your reply";
    your_reply_to(name: &str): format!("Répondre à {name}"), format!("Reply to {name}");
    tell: "Racontez ce que vous vivez", "Tell what you live";
    tell_hint: "Parlez de vous. Ne dites pas à quelqu’un de changer un traitement ou une dose.", "Speak of yourself. Do not tell anybody to change a treatment or a dose.";
    answer: "Votre réponse de professionnel", "Your professional reply";
    answer_hint: "Information générale : pas de diagnostic, pas de dose, pas de prescription.", "General information: no diagnosis, no dose, no prescription.";
    voice: "Je parle…", "I speak…";
    voice_lived: "de mon vécu", "from lived experience";
    voice_professional: "en professionnel", "as a professional";
    source_text(n: u32): format!("Source {n}"), format!("Source {n}");
    source_url(n: u32): format!("Lien de la source {n}"), format!("Link of source {n}");
    sources_hint: "Au moins une source : un titre, un lien, ou les deux.", "At least one source: a title, a link, or both.";
    no_source_tick: "Cette réponse est sans source", "This reply has no source";
    more_sources: "Ajouter d’autres sources", "Add more sources";
    post_reply: "Publier ma réponse", "Post my reply";
    visible_to: "Seront visibles par ", "Visible to ";
    join_to_reply: "Pour répondre, rejoignez la communauté.", "To reply, join the community.";
    join: "Voir ce que rejoindre implique", "See what joining means";
    sign_in_to_reply: "Pour répondre, connectez-vous ou créez un compte.", "To reply, sign in or create an account.";
    sign_in: "Se connecter", "Sign in";
    read_only: "Vous pouvez lire ce fil, pas y écrire.", "You can read this thread, not write in it.";
    preview: "Aperçu", "Preview";
    compose_title: "Que voulez-vous partager ?", "What would you like to share?";
    kind: "Votre message est…", "Your message is…";
    kind_question: "Une question", "A question";
    kind_question_hint: "Un professionnel vérifié peut répondre avec ses sources. Les membres ajoutent leur vécu.", "A verified professional can answer with sources. Members add what they lived.";
    kind_discussion: "Une discussion", "A discussion";
    kind_discussion_hint: "Échanger entre personnes concernées.", "An exchange between people concerned.";
    community: "Où ?", "Where?";
    choose: "Choisissez une communauté", "Choose a community";
    title: "En une phrase", "In one sentence";
    title_hint: "Comme vous le diriez au téléphone à une amie.", "As you would say it to a friend on the phone.";
    body: "Racontez", "Tell";
    body_hint: "N’écrivez ni nom de famille, ni adresse, ni numéro. Une ligne vide fait un paragraphe, **deux étoiles** du gras, un tiret une liste.",
        "No family name, address or number. An empty line makes a paragraph, **two stars** bold, a dash a list.";
    tags_field: "Mots-dièse", "Tags";
    tags_hint: "Jusqu’à cinq, séparés par des virgules : fatigue, travail", "Up to five, separated by commas: fatigue, work";
    profession: "À quel métier ?", "To which profession?";
    profession_hint: "Pour une question. Les autres professionnels la voient aussi.", "For a question. The other professionals see it too.";
    any_profession: "À tous les métiers", "To all";
    circle: "Qui pourra lire ?", "Who will be able to read?";
    circle_hint: "Vous pourrez réduire ce cercle plus tard, jamais l’élargir.", "You can narrow this circle later, never widen it.";
    post: "Publier", "Post";
    what_helps: "Ce qui aide à répondre", "What helps others answer";
    helps_one: "Une seule question à la fois.", "One question at a time.";
    helps_tried: "Ce que vous avez déjà essayé.", "What you have already tried.";
    helps_matters: "Ce qui compte le plus pour vous.", "What matters most to you.";
    pro_can: "Ce qu’un soignant peut faire ici", "What a professional can do here";
    pro_can_text: "Expliquer, donner des repères, dire à qui s’adresser.", "Explain, give bearings, say whom to turn to.";
    pro_cannot: "Ce qu’il ne peut pas faire", "What they cannot do";
    pro_cannot_text: "Poser un diagnostic, choisir une dose, dire d’arrêter un traitement.",
        "Make a diagnosis, choose a dose, say to stop a treatment.";
    nowhere: "Pour écrire, rejoignez d’abord une communauté", "To write, join a community first";
    nowhere_text: "C’est elle qui décide avec vous de qui peut lire.", "Together with you it decides who can read.";
    see_communities: "Voir les communautés", "See the communities";
    edit_title: "Modifier votre message", "Edit your message";
    edit_reply_title: "Modifier votre réponse", "Edit your reply";
    edit_note: "Le texte d’avant restera consultable par les personnes qui lisent ce fil.", "The text before stays open to those who read this thread.";
    save: "Enregistrer", "Save";
    back_to_thread: "Revenir au fil", "Back to the thread";
    history_title: "Versions précédentes", "Earlier versions";
    until: "Jusqu’au ", "Until ";
    narrow: "Réduire le cercle", "Narrow the circle";
    narrow_title: "Qui pourra encore lire ?", "Who will still be able to read?";
    industry: "Communauté d’une entreprise", "A company’s community";
    last_activity: "Dernière activité : ", "Last activity: ";
    no_answer_yet: "Pas encore de réponse", "No reply yet";
}

impl Words {
    /// What became of one's own text that nobody else reads.
    pub fn kept_title(self, veil: Veil) -> &'static str {
        match (veil, self.0) {
            (Veil::Held, Locale::Fr) => "En attente de publication.",
            (Veil::Held, Locale::En) => "Waiting to be published.",
            (Veil::Hidden, Locale::Fr) => "Masqué par la modération.",
            (Veil::Hidden, Locale::En) => "Hidden by moderation.",
            (Veil::Mended, Locale::Fr) => "Correction proposée.",
            (Veil::Mended, Locale::En) => "Your change is proposed.",
            (Veil::Removed, Locale::Fr) => "Retiré par la modération.",
            (Veil::Removed, Locale::En) => "Taken out by moderation.",
        }
    }

    /// What that means.
    pub fn kept_why(self, veil: Veil) -> &'static str {
        match (veil, self.0) {
            (Veil::Held, Locale::Fr) => {
                "Un hôte va le lire, comme vos premiers messages ici. Nous vous préviendrons dès qu’il sera visible."
            }
            (Veil::Held, Locale::En) => {
                "A host will read it, like your first messages here. We will tell you as soon as it can be seen."
            }
            (Veil::Hidden, Locale::Fr) => "Il n’est visible que pour vous. Corrigez-le, et quelqu’un le relira.",
            (Veil::Hidden, Locale::En) => "Only you can see it. Mend it, and somebody will read it again.",
            (Veil::Mended, Locale::Fr) => {
                "Il n’est visible que pour vous pour l’instant. Quelqu’un va le relire, et nous vous préviendrons dès qu’il sera visible."
            }
            (Veil::Mended, Locale::En) => {
                "Only you can see it for now. Somebody will read it again, and we will tell you as soon as it can be seen."
            }
            (Veil::Removed, Locale::Fr) => "Il n’est visible que pour vous.",
            (Veil::Removed, Locale::En) => "Only you can see it.",
        }
    }

    /// Discussion or question.
    pub fn kind_word(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Discussion => self.discussion(),
            Kind::Question => self.question(),
            Kind::Announcement => self.announcement(),
        }
    }

    /// How far a question has come.
    pub fn state(self, state: QuestionState) -> &'static str {
        match state {
            QuestionState::Waiting => self.waiting(),
            QuestionState::Answered => self.answered(),
            QuestionState::Sourced => self.sourced(),
        }
    }

    /// Who reads a circle, in short.
    pub fn circle_word(self, circle: Circle) -> &'static str {
        match circle {
            Circle::Public => self.public(),
            Circle::Members => self.members(),
            Circle::Patients => self.patients(),
            Circle::Professionals => self.professionals(),
        }
    }

    /// Who reads a circle, explained.
    pub fn circle_hint_word(self, circle: Circle) -> &'static str {
        match circle {
            Circle::Public => self.public_hint(),
            Circle::Members => self.members_hint(),
            Circle::Patients => self.patients_hint(),
            Circle::Professionals => self.professionals_hint(),
        }
    }

    /// "Seront visibles par les malades, les proches et les hôtes de Reins au quotidien."
    pub fn visible(self, circle: Circle, community: &str) -> String {
        match (self.0, circle) {
            (Locale::Fr, Circle::Public) => "Sera visible par tout le monde, y compris sur le web.".into(),
            (Locale::Fr, Circle::Members) => {
                format!(
                    "Sera visible par les malades, les proches, les professionnels vérifiés et les hôtes de {community}."
                )
            }
            (Locale::Fr, Circle::Patients) => format!("Sera visible par les malades et les proches de {community}."),
            (Locale::Fr, Circle::Professionals) => {
                format!("Sera visible par les professionnels vérifiés de {community}.")
            }
            (Locale::En, Circle::Public) => "Will be visible to everybody, on the web too.".into(),
            (Locale::En, Circle::Members) => {
                format!("Will be visible to the patients, carers, verified professionals and hosts of {community}.")
            }
            (Locale::En, Circle::Patients) => format!("Will be visible to the patients and carers of {community}."),
            (Locale::En, Circle::Professionals) => {
                format!("Will be visible to the verified professionals of {community}.")
            }
        }
    }

    /// A reaction.
    pub fn reaction(self, reaction: Reaction) -> &'static str {
        match reaction {
            Reaction::Thanks => self.thanks(),
            Reaction::MeToo => self.me_too(),
            Reaction::Courage => self.courage(),
            Reaction::Useful => self.useful(),
        }
    }

    /// A voice.
    pub fn voice_word(self, voice: Voice) -> &'static str {
        match voice {
            Voice::Lived => self.lived(),
            Voice::Professional => self.professional(),
        }
    }

    /// `11 vécus`.
    pub fn lived_count(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => counted(self.0, n, "vécu", "vécus"),
            Locale::En => counted(self.0, n, "lived reply", "lived replies"),
        }
    }

    /// `2 réponses pros`.
    pub fn professional_count(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => counted(self.0, n, "réponse pro", "réponses pros"),
            Locale::En => counted(self.0, n, "professional reply", "professional replies"),
        }
    }

    /// `12 réponses`.
    pub fn reply_count(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => counted(self.0, n, "réponse", "réponses"),
            Locale::En => counted(self.0, n, "reply", "replies"),
        }
    }
}

/// The icon of a circle.
pub fn circle_icon(circle: Circle) -> &'static str {
    match circle {
        Circle::Public => "cercle-public",
        Circle::Members => "cercle-mixte",
        Circle::Patients => "cercle-patients",
        Circle::Professionals => "cercle-pro",
    }
}

/// The icon of a reaction.
pub fn reaction_icon(reaction: Reaction) -> &'static str {
    match reaction {
        Reaction::Thanks => "merci",
        Reaction::MeToo => "moi-aussi",
        Reaction::Courage => "courage",
        Reaction::Useful => "utile",
    }
}
