//! Words about communities.

use crate::words::{counted, number};
use domain::communities::{MEMBERS_COUNTED, OwnerType, Visibility};

words! {
    title: "Communautés", "Communities";
    lead: "Autour d’une maladie, avec des gens qui savent de quoi vous parlez. Chacune dit qui la porte et qui la paie.",
        "Around an illness, with people who know what you mean. Each one says who runs it and who pays for it.";
    create: "Ouvrir une communauté", "Open a community";
    none: "Aucune communauté n’est encore ouverte ici. La première peut être la vôtre.",
        "No community is open here yet. The first one can be yours.";
    next: "Suivantes", "Next";
    first: "Revenir au début", "Back to the start";
    pages: "Pages de communautés", "Pages of communities";
    open: "Ouverte à la lecture", "Open to read";
    members_only: "Réservée aux membres", "Members only";
    company: "Communauté d’une entreprise", "Community run by a company";
    mine: "Vous en faites partie", "You belong to it";
    by_patients: "un groupe de patients", "a group of patients";
    by_association: "une association", "an association";
    by_institution: "un établissement public", "a public institution";
    by_company: "une entreprise", "a company";
    run_by(kind: &str, owner: &str): format!("Portée par {kind}\u{202f}: {owner}"), format!("Run by {kind}: {owner}");
    industry_of(share: u32): format!("{share}\u{202f}% d’argent de l’industrie"), format!("{share}% industry money");
    industry_unstated: "part de l’industrie non précisée", "industry money not stated";
    ads_none: "sans publicité", "no advertising";
    ads_some: "avec publicité", "with advertising";
    conditions_are(list: &str): format!("Maladies\u{202f}: {list}"), format!("Conditions: {list}");

    charter: "Transparence", "Transparency";
    charter_see: "Qui paie, qui décide : voir la fiche", "Who pays, who decides: see the sheet";
    charter_industry: "Argent de l’industrie", "Industry money";
    charter_ads: "Publicité", "Advertising";
    yes: "oui", "yes";
    no: "aucune", "none";
    unstated: "non précisé", "not stated";
    charter_owner: "Qui porte", "Who runs it";
    owner_is(kind: &str, owner: &str): format!("{kind}\u{202f}: {owner}"), format!("{kind}: {owner}");
    charter_pays: "Qui paie", "Who pays";
    industry_mark: "industrie", "industry";
    charter_why: "Pourquoi cette communauté", "What it is for";
    charter_hosts: "Qui anime", "Who hosts it";
    charter_data: "Que deviennent les données", "What happens to data";
    charter_moderation: "Modération", "Moderation";
    charter_versions: "Les versions de la charte", "The charter’s versions";
    charter_change: "Changer la charte", "Change the charter";
    charter_whole: "Lire toute la charte", "Read the whole charter";
    owner_changed: "Cette communauté a changé de propriétaire le", "The owner of this community changed on";
    owner_was(before: &str): format!("Avant\u{a0}: {before}."), format!("Before: {before}.");
    charter_version(version: u32): format!("Version {version}"), format!("Version {version}");

    ask: "Poser une question", "Ask a question";
    announce: "Publier une annonce", "Post an announcement";
    first_here: "À lire d’abord", "Read this first";
    discuss: "Lancer une discussion", "Start a discussion";
    member_since: "Vous en faites partie depuis le", "You have belonged to it since";
    host_since: "Vous l’animez, et en faites partie depuis le", "You host it, and have belonged to it since";
    joinable: "Rejoindre cette communauté", "Join this community";
    sign_up: "Créer un compte pour rejoindre", "Make an account to join";
    sign_in: "J’ai déjà un compte", "I have an account";
    confirm_first: "Pour rejoindre une communauté, confirmez d’abord votre adresse.", "To join a community, confirm your address first.";
    confirm_link: "Voir où j’en suis", "See where I am";
    banned: "Vous ne pouvez plus participer à cette communauté. Une décision de modération vous en donne le motif.",
        "You can no longer take part in this community. A moderation decision gives you the reason.";
    suspended: "Votre participation à cette communauté est suspendue pour un temps. Une décision de modération vous en donne le motif.",
        "Your part in this community is suspended for a time. A moderation decision gives you the reason.";
    threads: "Discussions et questions", "Discussions and questions";
    order: "Ordre des fils", "Order of threads";
    order_active: "Dernières réponses", "Latest replies";
    order_new: "Nouvelles d’abord", "Newest first";
    threads_pages: "Pages de discussions", "Pages of threads";
    older: "Plus anciennes", "Older";
    threads_none: "Rien n’est encore publié ici. Votre vécu compte : lancez la première discussion.",
        "Nothing is posted here yet. What you have lived counts: start the first discussion.";
    threads_none_reader: "Rien de public n’est encore publié ici.", "Nothing public is posted here yet.";
    threads_hidden: "Les échanges de cette communauté sont lus par ses membres, et par eux seuls. La fiche de transparence, elle, est visible par tout le monde : vous savez ce que vous rejoignez.",
        "What is said in this community is read by its members, and by nobody else. Its transparency sheet can be seen by everybody: you know what you join.";
    threads_hidden_member: "Les échanges de cette communauté vous seront visibles quand votre métier sera vérifié, ou dans les cercles qui vous sont ouverts.",
        "What is said here will show once your profession is verified, or in the circles that are open to you.";
    aside: "Transparence et animation", "Transparency and hosting";
    hosts: "Vos hôtes", "Your hosts";
    hosts_manage: "Nommer des hôtes", "Name hosts";
    tags: "On en parle en ce moment", "Talked about now";
    leave: "Quitter la communauté", "Leave the community";
    leave_text: "En une étape. Votre accord est retiré tout de suite, et la communauté n’apparaît plus chez vous. Ce que vous avez écrit reste ; effacez-le avant de partir si vous préférez.",
        "In one step. Your agreement is withdrawn at once, and the community no longer shows for you. What you wrote stays; delete it before you go if you prefer.";
    leave_how: "Partir", "Leaving";

    join_title(name: &str): format!("Rejoindre «\u{202f}{name}\u{202f}»"), format!("Join “{name}”");
    join_lead: "Avant d’entrer, voici ce que cela veut dire, en clair.", "Before you come in, here is what it means, in plain words.";
    join_who: "Qui vous accueille", "Who welcomes you";
    join_data: "Ce que la charte dit de vos données", "What the charter says about your data";
    join_consent: "Ce que vous acceptez", "What you agree to";
    join_agree: "J’ai lu et j’accepte, pour cette communauté", "I have read this and agree, for this community";
    join_agree_hint: "Retirable à tout moment, en une étape.", "Can be withdrawn at any time, in one step.";
    join_submit: "Rejoindre", "Join";
    join_back: "Je préfère lire d’abord", "I would rather read first";
    join_already: "Vous faites déjà partie de cette communauté.", "You belong to this community already.";
    back: "Revenir à la communauté", "Back to the community";

    hosts_title: "Les hôtes", "The hosts";
    hosts_lead: "Les hôtes accueillent et gardent la communauté bienveillante. À deux, on dort mieux.",
        "Hosts welcome people and keep the community kind. Two sleep better than one.";
    hosts_name: "Nommer une personne", "Name somebody";
    hosts_name_hint: "Son pseudonyme. Elle doit déjà faire partie de la communauté : elle a donc donné son accord.",
        "Their pseudonym. They must belong to the community already, and so have agreed to it.";
    hosts_name_submit: "Nommer hôte", "Name as host";
    hosts_remove: "Retirer le rôle", "Take the role back";
    hosts_step_down: "Ne plus être hôte", "Step down";
    hosts_of(name: &str): format!(" : {name}"), format!(": {name}");
    hosts_founder: "A ouvert cette communauté", "Opened this community";
    holds_title: "Les premiers messages", "First messages";
    holds: "Lire avant publication", "Read before they are published";
    holds_hint: "Pour une communauté fragile, ou visée. Chaque nouveau membre est prévenu avant d’écrire ; les messages attendent dans la file de modération.",
        "For a community that is fragile, or a target. Each new member is told before they write; the messages wait in the moderation queue.";
    holds_count(n: u32): match n { 0 => "Aucun : ils paraissent tout de suite".to_owned(), 1 => "Le premier message de chacun".to_owned(), n => format!("Les {n} premiers messages de chacun") },
        match n { 0 => "None: they appear at once".to_owned(), 1 => "Everybody’s first message".to_owned(), n => format!("Everybody’s first {n} messages") };
    holds_save: "Enregistrer", "Save";
    hosts_now: "Hôtes aujourd’hui", "Hosts today";

    create_lead: "Une communauté ouvre quand sa charte est complète. Cela prend une dizaine de minutes, et tout le monde saura à qui faire confiance.",
        "A community opens when its charter is complete. It takes about ten minutes, and everybody will know whom they trust.";
    part_identity: "La communauté", "The community";
    part_charter: "La charte de transparence", "The transparency charter";
    part_money: "L’argent", "Money";
    part_promises: "Les promesses", "Promises";
    part_consent: "Votre accord", "Your agreement";
    name: "Nom de la communauté", "Name of the community";
    name_hint: "Entre 3 et 60 caractères. L’adresse de la page en est tirée.", "Between 3 and 60 characters. The address of the page is made from it.";
    description: "Présentation", "Description";
    description_hint: "Pour qui, de quoi on parle, comment. En quelques phrases.", "Who it is for, what one talks about, and how. In a few sentences.";
    language: "Langue des échanges", "Language spoken";
    conditions_label: "Maladies concernées", "Conditions concerned";
    conditions_hint: "De une à huit.", "One to eight.";
    conditions_filter: "Chercher dans la liste", "Search the list";
    conditions_none: "Aucune maladie de la liste ne porte ce nom. Essayez un mot plus court.", "No condition in the list has this name. Try a shorter word.";
    visibility: "Qui peut lire", "Who can read";
    visibility_members_hint: "Rien ne se lit de l’extérieur. Le choix le plus protecteur.", "Nothing can be read from outside. The most protective choice.";
    visibility_open_hint: "Ce que les membres publient dans le cercle public se lit sans compte. Le reste suit son cercle.",
        "What members post in the public circle can be read without an account. The rest follows its circle.";
    owner: "Qui porte la communauté", "Who runs the community";
    owner_hint: "Un nom complet : association, établissement, groupe, entreprise.", "A full name: association, institution, group, company.";
    owner_type: "C’est…", "It is…";
    type_patients: "Un groupe de patients", "A group of patients";
    type_association: "Une association", "An association";
    type_institution: "Un établissement public", "A public institution";
    type_institution_hint: "Hôpital, université, organisme public.", "Hospital, university, public body.";
    type_company: "Une entreprise", "A company";
    type_company_hint: "La page portera partout la mention « Communauté d’une entreprise ».", "The page will say everywhere “Community run by a company”.";
    funding: "Comment elle est payée, en une ou deux phrases", "How it is paid for, in a sentence or two";
    funding_hint: "Combien par an, par qui. Zéro est une réponse.", "How much a year, by whom. Zero is an answer.";
    sources: "Les sources, avec leur part", "The sources, with their shares";
    sources_hint: "Les parts font 100 % ensemble. Cochez l’industrie : fabricants et vendeurs de médicaments, d’appareils, de tests, assureurs.",
        "The shares make 100% together. Tick industry: makers and sellers of medicines, devices, tests, insurers.";
    source_n(n: usize): format!("Source {n}"), format!("Source {n}");
    source_name: "Qui paie", "Who pays";
    source_share: "Part, en %", "Share, in %";
    source_industry: "C’est de l’industrie", "It is industry";
    sources_more: "Davantage de sources", "More sources";
    sum_is(sum: u32): format!("Total\u{202f}: {sum}\u{202f}% sur 100\u{202f}%."), format!("Total: {sum}% of 100%.");
    sum_right: "Le compte y est.", "It adds up.";
    advertising: "Y aura-t-il de la publicité ?", "Will there be advertising?";
    advertising_no: "Non, aucune", "No, none";
    advertising_yes: "Oui", "Yes";
    objectives: "Pourquoi cette communauté", "What it is for";
    data_use: "Que deviennent les données", "What happens to data";
    data_use_hint: "Où elles sont, qui les lit, ce qui n’arrivera jamais.", "Where they are, who reads them, what will never happen.";
    moderation: "Promesse de modération", "Promise of moderation";
    moderation_hint: "Qui relit, en combien de temps, comment contester.", "Who reads reports, how fast, how to object.";
    create_agree: "J’ai lu et j’accepte, pour cette communauté", "I have read this and agree, for this community";
    create_consent: "Ouvrir une communauté, c’est aussi en faire partie. Voici ce que cela veut dire.",
        "Opening a community is also belonging to it. Here is what that means.";
    create_submit: "Ouvrir la communauté", "Open the community";
}

impl Words {
    /// What kind of owner, within a sentence.
    pub fn by(self, owner_type: OwnerType) -> &'static str {
        match owner_type {
            OwnerType::Patients => self.by_patients(),
            OwnerType::Association => self.by_association(),
            OwnerType::Institution => self.by_institution(),
            OwnerType::Company => self.by_company(),
        }
    }

    /// What kind of owner, standing alone.
    pub fn owner_type_word(self, owner_type: OwnerType) -> &'static str {
        match owner_type {
            OwnerType::Patients => self.type_patients(),
            OwnerType::Association => self.type_association(),
            OwnerType::Institution => self.type_institution(),
            OwnerType::Company => self.type_company(),
        }
    }

    /// Who may read.
    pub fn who_reads(self, visibility: Visibility) -> &'static str {
        match visibility {
            Visibility::Open => self.open(),
            Visibility::Members => self.members_only(),
        }
    }

    /// The share of industry money, or that it is not said.
    pub fn industry(self, share: Option<u32>) -> String {
        share.map_or_else(|| self.industry_unstated().to_owned(), |share| self.industry_of(share))
    }

    /// Whether there is advertising.
    pub fn ads(self, advertising: bool) -> &'static str {
        if advertising { self.ads_some() } else { self.ads_none() }
    }

    /// How many members, in words that stay true when counting stopped.
    pub fn members(self, n: u32) -> String {
        let fr = self.0 == domain::Locale::Fr;
        if n >= MEMBERS_COUNTED {
            let most = number(self.0, MEMBERS_COUNTED);
            return if fr { format!("Plus de {most} membres") } else { format!("More than {most} members") };
        }
        if fr { counted(self.0, n, "membre", "membres") } else { counted(self.0, n, "member", "members") }
    }

    /// A percentage as the language writes it.
    pub fn percent(self, share: u32) -> String {
        match self.0 {
            domain::Locale::Fr => format!("{share}\u{202f}%"),
            domain::Locale::En => format!("{share}%"),
        }
    }
}
