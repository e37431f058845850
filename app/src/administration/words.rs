//! Words of the administration.

use crate::words::counted;
use domain::administration::{InvitationState, SignUps};

words! {
    administration: "Administration", "Administration";
    home: "Accueil", "Home";
    home_lead: "Ce qu’il y a, et ce qui attend.", "What there is, and what waits.";
    figures: "En chiffres", "In figures";
    members: "Membres", "Members";
    communities: "Communautés", "Communities";
    claims: "Métiers", "Professions";
    cases: "Modération", "Moderation";
    invitations: "Invitations", "Invitations";
    settings: "Réglages", "Settings";
    audit: "Registre", "Audit log";
    claims_waiting: "Métiers à vérifier", "Professions to verify";
    cases_waiting: "Signalements en attente", "Reports that wait";
    change: "Changer", "Change";
    find: "Chercher", "Search";
    more: "Suite de la liste", "More of the list";
    reason: "Pourquoi ?", "Why?";
    reason_hint: "Quelques mots, de 5 à 500 caractères. Ils restent au registre, et la personne concernée peut les lire dans la copie de ses données.",
        "A few words, 5 to 500 characters. They stay in the log, and whom they concern can read them in the copy of their data.";

    members_lead: "Ni adresse, ni communauté n’est montrée : votre rôle n’en a pas besoin.",
        "Neither address nor community is shown: your role needs neither.";
    find_member: "Chercher un membre", "Find a member";
    find_member_hint: "Le début du pseudonyme, ou l’adresse électronique exacte.", "The beginning of the pseudonym, or the exact e-mail address.";
    nobody: "Personne ne correspond.", "Nobody matches.";
    since: "Membre depuis le", "Member since";
    administrator: "Administration", "Administrator";
    moderator: "Modération", "Moderator";
    unconfirmed: "Adresse non confirmée", "Address not confirmed";
    disposable: "Adresse jetable", "Disposable address";
    member_lead: "Un compte, sans son adresse et sans ses communautés.", "An account, without its address and without its communities.";
    facts: "Le compte", "The account";
    role: "Rôle", "Role";
    sessions: "Appareils connectés", "Devices signed in";
    hosts_count: "Communautés animées", "Communities hosted";
    decisions: "Décisions de modération", "Decisions of moderation";
    reversed: "Décisions annulées", "Decisions taken back";
    leaving: "Cette personne a demandé l’effacement de son compte.", "This person asked to be erased.";
    public_page: "Voir sa page", "See their page";
    acts: "Ce qui a été fait", "What was done";
    to_do: "Agir", "Act";
    to_do_lead: "Chaque action est inscrite au registre. Donner ou retirer un droit ferme toutes les sessions de la personne ; déconnecter ferme aussi les accès des programmes.",
        "Each action goes into the audit log. Giving or taking a right ends all sessions of the person; signing out also ends the access of programs.";
    organisation_lead: "Un compte qui parle pour une organisation en porte la mention, perd son badge de métier et ne lit que ce qui est public, sauf là où il est hôte. Ses sessions se ferment.",
        "An account that speaks for an organisation is labelled, loses its professional badge and reads only what is public, except where it hosts. Its sessions end.";
    make_association: "Ce compte parle pour une association", "This account speaks for an association";
    make_institution: "Ce compte parle pour un établissement", "This account speaks for an institution";
    make_company: "Ce compte parle pour une entreprise", "This account speaks for a company";
    unmake_organisation: "Ce compte ne parle plus pour une organisation", "This account no longer speaks for an organisation";
    make_patient: "Ce compte est celui d’une personne malade", "This account is a patient’s";
    make_carer: "Ce compte est celui d’une personne proche", "This account is a carer’s";
    make_professional: "Ce compte est celui d’une personne soignante (sans badge)", "This account is a health professional’s (no badge)";
    own_account: "C’est votre compte : vos sessions se fermeront, ici aussi.", "This is your account: you will be signed out here too.";
    last_administrator: "C’est la seule personne qui administre : nommez d’abord quelqu’un d’autre.",
        "Nobody else administers: name somebody else first.";
    make_moderator: "Confier la modération", "Make a moderator";
    unmake_moderator: "Retirer la modération", "No longer a moderator";
    make_administrator: "Confier l’administration", "Make an administrator";
    unmake_administrator: "Retirer l’administration", "No longer an administrator";
    sign_out: "Déconnecter partout", "Sign out everywhere";
    resend: "Renvoyer la confirmation", "Send the confirmation again";

    suspensions: "Suspensions", "Suspensions";
    suspensions_lead: "Des comptes qui lisent et n’écrivent pas, partout sur ce site.", "Accounts that read and do not write, everywhere on this site.";
    suspensions_none: "Aucun compte n’est suspendu.", "No account is suspended.";
    find_suspended: "Chercher un compte suspendu", "Find a suspended account";
    find_suspended_hint: "Le début du pseudonyme.", "The beginning of the pseudonym.";
    suspension: "Suspension", "Suspension";
    suspend_lead: "La personne pourra se connecter, lire, obtenir ses données et effacer son compte, mais pas écrire. Elle reçoit la règle et le motif, et peut faire appel ; une autre personne relira.",
        "They can sign in, read, get their data and erase their account, but not write. They are told the rule and the reasons, and may appeal; somebody else will read it.";
    suspend: "Suspendre le compte", "Suspend the account";
    suspended_since: "Suspendu depuis le", "Suspended since";
    until_lifted: "jusqu’à ce que la mesure soit levée", "until it is lifted";
    appeal_waits: "Un recours attend", "An appeal waits";
    lift: "Lever la suspension", "Lift the suspension";
    communities_lead: "Qui les porte, et qui en prend soin.", "Who owns them, and who looks after them.";
    find_community: "Chercher une communauté", "Find a community";
    find_community_hint: "Une partie de son nom.", "Part of its name.";
    no_community: "Aucune communauté ne correspond.", "No community matches.";
    owner: "Portée par", "Owner";
    charter: "Version de la charte", "Version of the charter";
    hosts: "Hôtes", "Hosts";
    no_host: "Personne", "Nobody";
    name_host: "Nommer un hôte", "Name a host";
    name_host_hint: "Le pseudonyme d’un membre de cette communauté.", "The pseudonym of a member of this community.";
    name_host_submit: "Nommer", "Name";

    audit_lead: "Les personnes y figurent par le début d’une empreinte : même ici, personne n’y est nommé.",
        "People stand in it by the beginning of a hash: even here nobody is named.";
    audit_none: "Rien ne correspond.", "Nothing matches.";
    chain: "La chaîne", "The chain";
    chain_text: "Chaque entrée contient l’empreinte de la précédente. La vérification relit tout le registre.",
        "Each entry holds the hash of the one before. Verifying reads the whole log.";
    chain_last: "Dernière empreinte, à garder ailleurs :", "Last hash, to be kept elsewhere:";
    chain_broken_text: "Quelqu’un a changé, retiré ou ajouté une entrée. Comparez avec une sauvegarde.",
        "Somebody changed, removed or inserted an entry. Compare with a backup.";
    verify: "Vérifier la chaîne", "Verify the chain";
    filter: "Filtrer le registre", "Filter the log";
    everything: "Tout", "Everything";
    from_day: "Depuis le", "From";
    show: "Afficher", "Show";
    older: "Entrées plus anciennes", "Older entries";
    when: "Quand", "When";
    what: "Quoi", "What";
    who: "Qui", "Who";
    whom: "Au sujet de", "About";
    place: "Où", "Where";

    settings_lead: "Ce qui vaut ici. Aucun secret n’est montré.", "What holds here. No secret is shown.";
    sign_ups: "Inscriptions", "Sign-ups";
    sign_ups_question: "Qui peut s’inscrire ?", "Who may sign up?";
    save: "Enregistrer", "Save";
    fixed: "Réglages de l’hébergement", "Settings of the operator";
    fixed_lead: "Ils se changent dans le fichier vecu.toml ou par l’environnement, puis au redémarrage.",
        "They are changed in the file vecu.toml or in the environment, and hold after a restart.";
    standard: "(par défaut)", "(default)";

    invitations_lead: "Un lien qui permet de s’inscrire. Il n’est montré qu’une fois.", "A link that lets people sign up. It is shown once.";
    not_needed: "Pour l’instant, une invitation ne change rien : les inscriptions ne se font pas sur invitation.",
        "For now an invitation changes nothing: sign-ups are not by invitation.";
    made: "Le lien de l’invitation", "The invitation’s link";
    made_text: "Copiez-le maintenant : il ne sera plus montré.", "Copy it now: it is not shown again.";
    invite: "Nouvelle invitation", "New invitation";
    note: "Pour qui, pour quoi ?", "For whom, for what?";
    note_hint: "Une note pour l’équipe, par exemple « rencontre du 12 mars ». Évitez les noms.",
        "A note for the team, for example “meeting of 12 March”. Avoid names.";
    uses: "Nombre de personnes", "Number of people";
    days: "Nombre de jours", "Number of days";
    invite_submit: "Créer le lien", "Make the link";
    no_invitation: "Aucune invitation pour l’instant.", "No invitation so far.";
    no_invitation_found: "Aucune invitation ne correspond.", "No invitation matches.";
    find_invitation: "Chercher une invitation", "Find an invitation";
    find_invitation_hint: "Une partie de sa note, ou le début du pseudonyme de qui l’a créée.",
        "Part of its note, or the beginning of the pseudonym of whoever made it.";
    until: "jusqu’au", "until";
    made_by: "créée par", "made by";
    uninvite: "Retirer", "Take back";
    uninvite_of(note: &str): format!(" l’invitation « {note} »"), format!(" the invitation “{note}”");
    chain_holds(rows: u64): format!("Oui, la chaîne est entière : {rows} entrées vérifiées."),
        format!("Yes, the chain is whole: {rows} entries verified.");
    chain_broken(rows: u64, broken: i64): format!("Non, la chaîne est rompue à l’entrée {broken}, après {rows} entrées entières."),
        format!("No, the chain is broken at entry {broken}, after {rows} whole ones.");

    open: "Ouvertes à tout le monde", "Open to everybody";
    invited: "Sur invitation", "By invitation";
    closed: "Fermées", "Closed";
    open_hint: "Toute personne qui a l’âge peut créer un compte.", "Whoever is old enough may make an account.";
    invited_hint: "Il faut un lien que l’administration a donné.", "A link that an administrator gave is needed.";
    closed_hint: "Personne ne peut créer de compte. Les membres restent.", "Nobody can make an account. Members stay.";
    state_open: "Ouverte", "Open";
    state_used_up: "Utilisée", "Used up";
    state_expired: "Expirée", "Over";
    state_revoked: "Retirée", "Taken back";

    case_read: "Texte lu par un signalement", "Text read by a report";
    case_claimed: "Signalement pris en charge", "Case taken";
    case_released: "Signalement rendu", "Case given back";
    case_noted: "Note ajoutée", "Note added";
    case_decided: "Décision de modération", "Decision of moderation";
    appeal_answered: "Réponse à un recours", "Answer to an appeal";
    letter_read: "Message privé signalé, lu", "Reported private message read";
    letter_closed: "Message privé signalé, traité", "Reported private message dealt with";
    screening_decided: "Effet indésirable examiné", "Adverse effect looked at";
    member_let_in: "Fin d’une suspension", "End of a suspension";
    claim_decided: "Décision sur un métier", "Decision on a profession";
    host_changed: "Hôte nommé ou libéré", "Host named or released";
    charter_changed: "Charte changée", "Charter changed";
    member_right: "Droit donné ou retiré", "Right given or taken";
    member_organisation: "Compte d’une organisation", "Account of an organisation";
    member_signed_out: "Déconnexion partout", "Signed out everywhere";
    member_resent: "Confirmation renvoyée", "Confirmation sent again";
    member_suspended: "Compte suspendu", "Account suspended";
    member_suspension_lifted: "Suspension levée", "Suspension lifted";
    setting_changed: "Réglage changé", "Setting changed";
    invitation_made: "Invitation créée", "Invitation made";
    invitation_revoked: "Invitation retirée", "Invitation taken back";
}

impl Words {
    /// Who may sign up, as a choice.
    pub fn sign_ups_choice(self, ways: SignUps) -> &'static str {
        match ways {
            SignUps::Open => self.open(),
            SignUps::Invited => self.invited(),
            SignUps::Closed => self.closed(),
        }
    }

    /// What that means.
    pub fn sign_ups_hint(self, ways: SignUps) -> &'static str {
        match ways {
            SignUps::Open => self.open_hint(),
            SignUps::Invited => self.invited_hint(),
            SignUps::Closed => self.closed_hint(),
        }
    }

    /// Who may sign up now, in a sentence.
    pub fn sign_ups_now(self, ways: SignUps) -> String {
        format!("{}. {}", self.sign_ups_choice(ways), self.sign_ups_hint(ways))
    }

    /// What an invitation still does.
    pub fn invitation_state(self, state: InvitationState) -> &'static str {
        match state {
            InvitationState::Open => self.state_open(),
            InvitationState::UsedUp => self.state_used_up(),
            InvitationState::Expired => self.state_expired(),
            InvitationState::Revoked => self.state_revoked(),
        }
    }

    /// How many came by an invitation.
    pub fn came(self, used: u32, uses: u32) -> String {
        let used = match self.0 {
            domain::Locale::Fr => counted(self.0, used, "inscription", "inscriptions"),
            domain::Locale::En => counted(self.0, used, "sign-up", "sign-ups"),
        };
        let of = if self.0 == domain::Locale::Fr { "sur" } else { "of" };
        format!("{used} {of} {uses}")
    }

    /// A verb of the audit log; one that has no words yet stands for itself.
    pub fn verb(self, verb: &str) -> String {
        let words = match verb {
            "case.read" => self.case_read(),
            "case.claimed" => self.case_claimed(),
            "case.released" => self.case_released(),
            "case.noted" => self.case_noted(),
            "case.decided" => self.case_decided(),
            "appeal.answered" => self.appeal_answered(),
            "letter.read" => self.letter_read(),
            "letter.closed" => self.letter_closed(),
            "screening.decided" => self.screening_decided(),
            "member.let_in" => self.member_let_in(),
            "claim.decided" => self.claim_decided(),
            "host.changed" => self.host_changed(),
            "charter.changed" => self.charter_changed(),
            "member.right" => self.member_right(),
            "member.organisation" => self.member_organisation(),
            "member.signed_out" => self.member_signed_out(),
            "member.confirmation_sent" => self.member_resent(),
            "member.suspended" => self.member_suspended(),
            "member.suspension_lifted" => self.member_suspension_lifted(),
            "setting.changed" => self.setting_changed(),
            "invitation.made" => self.invitation_made(),
            "invitation.revoked" => self.invitation_revoked(),
            other => other,
        };
        words.to_owned()
    }
}
