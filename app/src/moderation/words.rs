//! Words of moderation, French and English.

use domain::Locale;
use domain::moderation::{Action, AppealOutcome, Measure, Reason, Source, Subject};

words! {
    report: "Signaler", "Report";
    report_title: "Signaler", "Report";
    report_lead: "Une personne lira votre signalement : dans l’heure si quelqu’un peut être en danger, sinon dans la journée. La personne concernée ne saura pas que c’est vous.",
        "A person will read your report: within the hour if somebody may be in danger, otherwise within a day. Whoever it is about will not know that it was you.";
    report_reason: "Ce qui ne va pas", "What is wrong";
    report_text: "Voulez-vous en dire plus ?", "Would you like to say more?";
    report_text_hint: "En quelques mots. Seules les personnes qui modèrent le liront.", "In a few words. Only those who moderate will read it.";
    report_email: "Votre adresse, pour l’accusé de réception", "Your address, for the receipt";
    report_email_hint: "Effacée dès que la décision est prise.", "Erased as soon as it is decided.";
    report_send: "Envoyer le signalement", "Send the report";
    report_done: "Vous l’avez déjà signalé. Quelqu’un va le lire, et vous saurez la suite.", "You have reported it already. Somebody will read it, and you will be told what comes of it.";
    report_own: "C’est vous qui l’avez écrit : vous pouvez le modifier ou l’effacer.", "You wrote it yourself: you can edit or delete it.";
    back: "Revenir", "Go back";
    somebody: "quelqu’un", "somebody";
    queue_title: "Modération", "Moderation";
    queue_count(n: u32): match n { 0 => "Rien n’attend. Merci de veiller.".to_owned(), 1 => "Un signalement attend.".to_owned(), n => format!("{n} signalements attendent.") },
        match n { 0 => "Nothing is waiting. Thank you for watching over it.".to_owned(), 1 => "One report is waiting.".to_owned(), n => format!("{n} reports are waiting.") };
    queue_minutes(m: u32): format!("La moitié des décisions de ce mois ont demandé moins de {}.", minutes_fr(m)), format!("Half of this month’s decisions took less than {}.", minutes_en(m));
    tabs: "Listes de modération", "Moderation lists";
    waiting: "À examiner", "To look at";
    appeals: "Recours", "Appeals";
    decided: "Décisions", "Decisions";
    none_appeals: "Aucun recours n’attend.", "No appeal is waiting.";
    none_decided: "Rien n’a été décidé ces derniers temps.", "Nothing has been decided lately.";
    urgent: "Urgent", "Urgent";
    reports(n: u32): match n { 1 => "1 signalement".to_owned(), n => format!("{n} signalements") }, match n { 1 => "1 report".to_owned(), n => format!("{n} reports") };
    due: "à voir avant", "to be seen by";
    late: "en retard depuis", "late since";
    taken_by(name: &str): format!("{name} s’en occupe"), format!("{name} is looking at it");
    taken_by_you: "Vous vous en occupez", "You are looking at it";
    open: "Ouvrir", "Open";
    untitled: "Texte retiré", "Text taken out";
    not_read: "Dans un cercle que vous ne lisez pas", "In a circle that you do not read";
    case_title: "Un signalement", "A report";
    claim: "Je m’en occupe", "I am looking at it";
    release: "Passer le relais", "Hand it over";
    care: "Un message vous pèse ? Passez le relais, sans vous justifier.", "Does a text weigh on you? Hand it over, no reason needed.";
    first_help: "Répondez d’abord à la personne. Les numéros d’aide lui ont été montrés. Le message reste visible tant que personne n’a décidé.",
        "Answer the person first. The numbers for help were shown to them. The text stays visible until somebody has decided.";
    by_report_only: "Vous ne lisez ce cercle que parce que ce texte a été signalé. Cette lecture est inscrite au registre.",
        "You read this circle only because this text was reported. This reading is written down in the log.";
    shown: "Votre message est publié.", "Your message is published.";
    held: "Ce texte n’est pas encore publié : seule la personne qui l’a écrit le voit.", "This text is not published yet: only its author sees it.";
    gone: "Ce texte n’est plus là.", "This text is no longer there.";
    before: "Ce à quoi il répond", "What it answers";
    reasons_given: "Motifs reçus", "Reasons given";
    history: "Ici depuis", "Here since";
    history_texts(n: u32): if n < 2 { format!("{n} texte") } else { format!("{n} textes") }, if n == 1 { "1 text".to_owned() } else { format!("{n} texts") };
    earlier: "Décisions précédentes", "Earlier decisions";
    earlier_none: "Aucune", "None";
    reversed: "annulée en recours", "taken back after an appeal";
    report_words: "Ce qui a été signalé", "What was reported";
    notes: "Notes entre modérateurs", "Notes among moderators";
    note: "Une note pour les autres", "A note for the others";
    note_add: "Ajouter la note", "Add the note";
    decide: "Votre décision", "Your decision";
    action: "Pour ce texte", "For this text";
    measure: "Pour la personne, dans cette communauté", "For the person, in this community";
    measure_alone: "Pour la personne", "For the person";
    days: "Pendant", "For";
    days_hint: "Seulement pour ralentir ou suspendre.", "Only to slow down or suspend.";
    n_days(n: u32): if n == 1 { "1 jour".to_owned() } else { format!("{n} jours") }, if n == 1 { "1 day".to_owned() } else { format!("{n} days") };
    move_to: "Vers la communauté", "To the community";
    move_hint: "Celles où tous ceux qui ont écrit dans ce fil sont membres.", "Those that everybody who wrote in this thread belongs to.";
    rule: "La règle concernée", "The rule";
    rule_choose: "Choisir", "Choose";
    reasons: "Le motif, dit à la personne", "The reasons, as the person is told";
    reasons_hint: "Ce qui est en cause, pourquoi, et ce que la personne peut faire. Votre nom n’apparaît pas.", "What it is about, why, and what the person can do. Your name does not appear.";
    receives: "Ce que la personne recevra", "What the person will receive";
    decide_go: "Décider et prévenir la personne", "Decide and tell the person";
    closed: "Déjà décidé.", "Decided already.";
    keys: "Au clavier, dans le contenu de la page : J et K d’un signalement à l’autre, Entrée pour ouvrir.", "With the keyboard, in the page’s content: J and K from one report to the next, Enter to open.";
    around: "D’un signalement à l’autre", "From one report to another";
    back_to_queue: "Revenir à la liste", "Back to the list";
    previous_case: "Signalement précédent", "Previous report";
    next_case: "Signalement suivant", "Next report";
    keys_title: "Au clavier", "With the keyboard";
    keys_where: "Ces touches agissent quand vous êtes dans le contenu de la page et que vous n’écrivez pas. Aucune n’envoie rien.",
        "These keys work while you are in the page’s content and are not writing. None of them sends anything.";
    key_claim: "Aller au bouton pour s’en occuper ou passer le relais", "Go to the button to look at it or to hand it over";
    key_action: "Choisir ce qu’on fait de ce texte, dans l’ordre de la liste", "Choose what is done about this text, in the order of the list";
    key_reasons: "Écrire le motif", "Write the reasons";
    key_note: "Écrire une note", "Write a note";
    key_keys: "Montrer ou cacher ces touches", "Show or hide these keys";
    asked: "Ce qui avait été demandé", "What had been asked";
    others(n: usize): match n { 1 => "Un autre texte de cette personne ici".to_owned(), n => format!("Les {n} derniers autres textes de cette personne ici") },
        match n { 1 => "One other text of theirs here".to_owned(), n => format!("Their last {n} other texts here") };
    decisions_title: "Décisions me concernant", "Decisions about me";
    decisions_tab: "Décisions", "Decisions";
    decisions_lead: "Chaque décision de modération dit ce qui est en cause, la règle et les raisons. Vous pouvez demander qu’une autre personne la relise.",
        "Each decision of moderation says what it is about, the rule and the reasons. You may ask somebody else to read it again.";
    decisions_none: "Aucune décision ne vous concerne.", "No decision concerns you.";
    text_was: "Le texte", "The text";
    why: "Pourquoi", "Why";
    rule_word: "Règle", "Rule";
    decided_by(reports: u32): match reports { 0 => "une personne".to_owned(), 1 => "une personne, après un signalement".to_owned(), n => format!("une personne, après {n} signalements") },
        match reports { 0 => "a person".to_owned(), 1 => "a person, after a report".to_owned(), n => format!("a person, after {n} reports") };
    decided_noticed: "un repérage automatique y a conduit", "an automatic look led to it";
    decided_by_word: "Décidé par", "Decided by";
    until: "Date de fin", "Until";
    suspended_account: "Votre compte est suspendu.", "Your account is suspended.";
    suspended_account_text: "Vous pouvez lire, retirer vos textes, obtenir une copie de vos données et effacer votre compte, mais ni écrire, ni réagir, ni envoyer de message.",
        "You can read, take your texts away, get a copy of your data and erase your account, but neither write nor react nor send messages.";
    until_lifted: "Jusqu’à ce que l’administration lève cette mesure.", "Until an administrator lifts this.";
    disagree: "Pas d’accord ?", "Do you disagree?";
    appeal_until: "Vous pouvez faire appel jusqu’au", "You may appeal until";
    appeal_other: "Quelqu’un d’autre relira.", "Somebody else will read it.";
    appeal_text: "Pourquoi relire cette décision ?", "Why should this decision be read again?";
    appeal_send: "Faire appel", "Appeal";
    appealed: "Votre recours attend d’être relu, avant le", "Your appeal waits to be read, before";
    their_appeal: "Le recours", "The appeal";
    answer_title: "Votre relecture", "Your reading";
    answer_lead: "Vous relisez cette décision parce que vous n’y avez pas pris part.", "You read this decision again because you had no part in it.";
    outcome: "Cette décision", "This decision";
    answer: "La réponse, dite à la personne", "The answer, as the person is told";
    answer_send: "Répondre au recours", "Answer the appeal";
    answered_word: "Réponse au recours", "Answer to the appeal";
    open_appeal: "Ouvrir le recours", "Open the appeal";
    rules_title: "Règles et modération", "Rules and moderation";
    rules_lead: "Huit règles, les mêmes partout. Une communauté peut en ajouter dans sa charte.", "Eight rules, the same everywhere. A community may add others in its charter.";
    how_title: "Comment cela se passe", "How it works";
    how_report: "Tout le monde peut signaler, même sans compte. Une personne lit chaque signalement. Une machine peut appeler à regarder ; elle ne retire jamais rien.",
        "Anybody may report, even without an account. A person reads each report. A machine may call somebody to look; it never takes anything down.";
    how_decide: "Les hôtes décident dans leur communauté, les modérateurs partout. Personne ne se modère soi-même. Rien n’est retiré sans une règle et des raisons, dites à la personne.",
        "Hosts decide in their community, moderators everywhere. Nobody moderates themselves. Nothing is taken down without a rule and reasons, which the person is told.";
    how_appeal: "On peut faire appel pendant six mois. Quelqu’un d’autre relit. Une décision annulée ne laisse rien derrière elle.",
        "One may appeal for six months. Somebody else reads it. A decision that is taken back leaves nothing behind.";
    how_log: "Chaque geste des hôtes, modérateurs et administrateurs est inscrit dans un registre qu’on ne peut que compléter.",
        "Whatever hosts, moderators and administrators do is written into a log that can only be added to.";
    log_title: "Ce qui a été décidé", "What was decided";
    log_lead: "Sans noms et sans textes.", "Without names and without texts.";
    log_none: "Rien, ces douze derniers mois.", "Nothing in the last twelve months.";
    log_month: "Mois", "Month";
    log_what: "Décision", "Decision";
    log_count: "Nombre", "Number";
    log_reversed: "Annulées", "Taken back";
    reach_warning: "Votre texte contient de quoi vous joindre ou vous identifier (téléphone, adresse, numéro). Toutes les personnes qui vous lisent le verront. Les messages privés sont plus sûrs.",
        "Your text holds something by which you could be reached or identified (telephone, address, number). Everybody who reads it will see it. Private messages are safer.";
    reach_anyway: "Publier quand même, avec ces coordonnées", "Post it all the same, with these details";
}

fn minutes_fr(minutes: u32) -> String {
    match minutes {
        0..=1 => "une minute".to_owned(),
        2..=119 => format!("{minutes} minutes"),
        more => format!("{} heures", more / 60),
    }
}

fn minutes_en(minutes: u32) -> String {
    match minutes {
        0..=1 => "a minute".to_owned(),
        2..=119 => format!("{minutes} minutes"),
        more => format!("{} hours", more / 60),
    }
}

/// Both languages of a word side by side.
macro_rules! named {
    ($locale:expr, $value:expr, { $($name:path => $fr:literal, $en:literal;)+ }) => {
        match ($value, $locale) {
            $(($name, Locale::Fr) => $fr, ($name, Locale::En) => $en,)+
        }
    };
}

// After the macro, which it uses.
mod rules;

impl Words {
    /// Why something is reported.
    pub fn reason(self, reason: Reason) -> &'static str {
        named!(self.0, reason, {
            Reason::Harassment => "Attaque, moquerie ou insistance", "Attack, mockery or pestering";
            Reason::Danger => "Un conseil qui pourrait faire du mal", "Advice that could do harm";
            Reason::Sale => "Médicaments vendus, donnés ou échangés", "Medicines sold, given or exchanged";
            Reason::Privacy => "Quelqu’un pourrait être reconnu ou retrouvé", "Somebody could be recognised or found";
            Reason::Advertising => "Publicité, ouverte ou cachée", "Advertising, open or hidden";
            Reason::Untrue => "C’est faux, ou la personne n’est pas qui elle dit", "It is untrue, or they are not who they say";
            Reason::Distress => "Quelqu’un semble aller très mal", "Somebody seems to be in distress";
            Reason::Illegal => "C’est contraire à la loi", "It is against the law";
            Reason::Other => "Autre chose", "Something else";
            Reason::Links => "Liens d’un nouveau membre", "Links by a new member";
            Reason::Repeated => "Même texte plusieurs fois", "The same text several times";
            Reason::First => "Premier message, à lire avant publication", "First text, to be read before it is published";
            Reason::Mended => "Texte corrigé par la personne", "Text mended by its author";
        })
    }

    /// Who reported.
    pub fn source(self, source: Source) -> &'static str {
        named!(self.0, source, {
            Source::Member => "Un membre", "A member";
            Source::Visitor => "Une personne sans compte", "Somebody without an account";
            Source::Noticed => "Repéré automatiquement", "Noticed automatically";
        })
    }

    /// What a report is about.
    pub fn subject(self, subject: Subject) -> &'static str {
        named!(self.0, subject, {
            Subject::Thread => "Fil", "Thread";
            Subject::Reply => "Réponse", "Reply";
            Subject::Member => "Membre", "Member";
            Subject::Community => "Communauté", "Community";
            Subject::Letter => "Message privé", "Private message";
        })
    }

    /// What is done about a text, as a choice.
    pub fn action_name(self, action: Action) -> &'static str {
        named!(self.0, action, {
            Action::Keep => "Garder", "Keep";
            Action::AskEdit => "Demander une modification", "Ask for an edit";
            Action::Hide => "Masquer", "Hide";
            Action::Remove => "Retirer", "Remove";
            Action::Move => "Déplacer le fil", "Move the thread";
            Action::Lock => "Fermer aux réponses", "Close to replies";
        })
    }

    /// What that comes to.
    pub fn action_hint(self, action: Action) -> &'static str {
        named!(self.0, action, {
            Action::Keep => "Rien ne change", "Nothing changes";
            Action::AskEdit => "Le texte reste ; la personne sait quoi changer", "The text stays; the person knows what to change";
            Action::Hide => "Pour une faute réparable ; peut être rendu visible", "For what can be mended; can be shown again";
            Action::Remove => "Pour une faute grave", "For what is grave";
            Action::Move => "Vers la communauté qu’il concerne", "To the community that it concerns";
            Action::Lock => "On lit, on n’y répond plus", "It is read, and no longer replied to";
        })
    }

    /// What was done about a text, as the person concerned is told.
    pub fn action_done(self, action: Action, subject: Subject) -> &'static str {
        if subject == Subject::Community {
            return match (action, self.0) {
                (Action::AskEdit, Locale::Fr) => "On vous demande de modifier votre communauté ou sa charte.",
                (Action::AskEdit, Locale::En) => "You are asked to change your community or its charter.",
                (_, Locale::Fr) => "Votre communauté reste comme elle est.",
                (_, Locale::En) => "Your community stays as it is.",
            };
        }
        if subject == Subject::Letter {
            let fr = "Un message privé que vous avez écrit a été signalé.";
            return if self.0 == Locale::Fr { fr } else { "A private message that you wrote was reported." };
        }
        if subject == Subject::Member {
            return if self.0 == Locale::Fr { "Une décision vous concerne." } else { "A decision concerns you." };
        }
        named!(self.0, action, {
            Action::Keep => "Votre texte reste.", "Your text stays.";
            Action::AskEdit => "On vous demande de modifier votre texte.", "You are asked to change your text.";
            Action::Hide => "Votre texte a été masqué.", "Your text was hidden.";
            Action::Remove => "Votre texte a été retiré.", "Your text was removed.";
            Action::Move => "Votre fil a été déplacé.", "Your thread was moved.";
            Action::Lock => "Votre fil ne prend plus de réponses.", "Your thread takes no more replies.";
        })
    }

    /// What is done about a person, as a choice.
    pub fn measure_name(self, measure: Measure) -> &'static str {
        named!(self.0, measure, {
            Measure::None => "Rien de plus", "Nothing more";
            Measure::Warn => "Avertir", "Warn";
            Measure::Slow => "Ralentir", "Slow down";
            Measure::Suspend => "Suspendre", "Suspend";
            Measure::Ban => "Exclure", "Ban";
        })
    }

    /// What that comes to.
    pub fn measure_hint(self, measure: Measure) -> &'static str {
        named!(self.0, measure, {
            Measure::None => "Seul le texte est concerné", "Only the text is concerned";
            Measure::Warn => "Un avertissement, sans effet", "A warning, without effect";
            Measure::Slow => "Un texte par jour", "One text a day";
            Measure::Suspend => "Ne plus écrire ici, n’y lire que ce qui est public, un temps", "No writing here, reading only what is public, for a time";
            Measure::Ban => "Ne plus écrire ici, n’y lire que ce qui est public", "No writing here, reading only what is public";
        })
    }

    /// What was done about a person, as they are told; nothing where nothing was.
    pub fn measure_done(self, measure: Measure) -> &'static str {
        named!(self.0, measure, {
            Measure::None => "", "";
            Measure::Warn => "C’est un avertissement.", "This is a warning.";
            Measure::Slow => "Vous pouvez écrire un texte par jour dans cette communauté.", "You may write one text a day in this community.";
            Measure::Suspend => "Pour un temps, vous ne pouvez plus écrire dans cette communauté. Vous n’y lisez que ce qui est public.", "For a time you can no longer write in this community. You read there only what is public.";
            Measure::Ban => "Vous ne pouvez plus écrire dans cette communauté. Vous n’y lisez que ce qui est public.", "You can no longer write in this community. You read there only what is public.";
        })
    }

    /// What comes of an appeal, as a choice and as a sentence.
    pub fn outcome_name(self, outcome: AppealOutcome) -> &'static str {
        named!(self.0, outcome, {
            AppealOutcome::Upheld => "Est maintenue", "Holds";
            AppealOutcome::Reversed => "Est annulée", "Is taken back";
        })
    }
}
