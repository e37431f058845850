//! Sentences about tokens and programs.

use domain::tokens::{Lasts, Scope, Trouble};

words! {
    title: "Mes jetons d’accès", "My access tokens";
    lead: "Un jeton permet à un programme (le robot d’une association, un script à vous) de lire ou d’écrire en votre nom. Ne le confiez qu’à un programme en qui vous avez confiance : ce que vous lisez, il peut le lire.",
        "A token lets a program (an association’s bot, a script of yours) read or write in your name. Only give it to a program you trust: what you read, it can read.";
    limits: "Un jeton ne donne accès ni à vos réglages, ni à vos appareils, ni à l’administration.",
        "A token opens neither your settings, nor your devices, nor administration.";
    guide: "Mode d’emploi pour les programmes", "Guide for programs";
    back: "Revenir à mon compte", "Back to my account";
    yours: "Jetons en service", "Tokens in use";
    none: "Vous n’avez pas de jeton.", "You have no token.";
    made: "Votre nouveau jeton", "Your new token";
    made_text: "Copiez-le maintenant : il ne sera plus montré. Nous ne gardons pas le jeton lui-même.",
        "Copy it now: it is not shown again. We do not keep the token itself.";
    created: "Créé le", "Made on";
    expires: "prend fin le", "ends on";
    used: "dernière utilisation le", "last used on";
    never_used: "jamais utilisé", "never used";
    revoke: "Supprimer", "Delete";
    new: "Créer un jeton", "Make a token";
    name: "À quoi servira-t-il ?", "What is it for?";
    name_hint: "Un nom pour le reconnaître, par exemple « Robot des rendez-vous ».", "A name to know it by, for instance “Bot for meetings”.";
    scopes: "Ce que le programme pourra faire", "What the program may do";
    read: "Lire", "Read";
    read_hint: "Ce que vous lisez vous-même, alertes comprises.", "What you read yourself, notices included.";
    write: "Écrire", "Write";
    write_hint: "Publier, corriger et effacer en votre nom.", "Post, correct and delete in your name.";
    lasts: "Pour combien de temps", "For how long";
    month: "30 jours", "30 days";
    quarter: "90 jours", "90 days";
    year: "Un an", "A year";
    password: "Mot de passe actuel", "Current password";
    password_hint: "Changer de mot de passe ou d’adresse met fin à tous vos jetons.",
        "Changing your password or your address ends all your tokens.";
    make: "Créer le jeton", "Make the token";

    guide_title: "Pour les programmes", "For programs";
    guide_lead: "Un programme peut lire et écrire sur Vécu comme le ferait son membre, et pas davantage.",
        "A program can read and write on Vécu as its member would, and no more.";
    guide_read: "Lire", "Reading";
    guide_read_text: "Sans jeton, un programme lit ce que lisent les personnes sans compte. Les listes se lisent page par page : la valeur « next » d’une page est le « cursor » de la suivante.",
        "Without a token a program reads what people without an account read. Lists are read page by page: the “next” of one page is the “cursor” of the next.";
    guide_write: "Écrire", "Writing";
    guide_write_1: "Créez un jeton dans ", "Make a token in ";
    guide_write_2: ", puis envoyez-le avec chaque demande. Il n’est montré qu’une fois, et commence par « vecu_ ».",
        ", then send it with each request. It is shown once, and begins with “vecu_”.";
    guide_once: "Donnez au message un « id » de votre choix (22 lettres et chiffres, le premier étant 0) : envoyé deux fois, il n’est publié qu’une fois.",
        "Give a post an “id” of your own (22 letters and digits, the first one 0): sent twice, it is posted once.";
    example_title: "Rencontre de samedi", "Saturday’s meeting";
    example_body: "Nous serons à **10 h 30** au café.", "We will be at the café at **10.30**.";
    guide_care: "Ce qui se lit ici parle de la santé de personnes. Ne copiez pas hors de Vécu ce qui n’est pas public, et dites qu’un message vient d’un robot.",
        "What is read here tells about people’s health. Do not copy what is not public out of Vécu, and say so when a post comes from a bot.";
    guide_report: "Un programme peut aussi signaler ce qu’il lit, avec ou sans jeton (« POST /api/v1/reports ») : une personne regardera.",
        "A program can also report what it reads, with or without a token (“POST /api/v1/reports”): a person looks at it.";
    guide_all: "Tout ce qui est possible", "All there is";
    guide_all_text: "La description complète, au format OpenAPI 3.1 : ", "The whole description, as OpenAPI 3.1: ";
    guide_limits: "Un jeton permet 300 demandes par minute, une adresse 1 200. Au-delà, la réponse 429 dit dans « Retry-After » combien de secondes attendre.",
        "A token allows 300 requests a minute, an address 1,200. Beyond that the answer 429 says in “Retry-After” how many seconds to wait.";
    guide_errors: "Quand une demande échoue", "When a request fails";
    guide_errors_text: "La réponse suit la RFC 9457. Son « code » est l’un de ces mots, qui ne changent pas ; « errors » nomme chaque champ à corriger.",
        "The answer follows RFC 9457. Its “code” is one of these words, which do not change; “errors” names each field to correct.";

    unknown_field: "Ce champ n’existe pas.", "There is no such field.";
    unreadable: "La demande n’a pas pu être lue.", "The request could not be read.";
    token_needed: "Il faut un jeton.", "A token is needed.";
    token_refused: "Ce jeton n’existe pas ou ne fonctionne plus.", "This token does not exist or no longer works.";
    scope_missing: "Le jeton ne permet pas cela.", "The token does not allow this.";
    confirmation_needed: "Le membre n’a pas encore confirmé son adresse.", "The member has not confirmed their address yet.";
    suspended: "Le compte du membre est suspendu : il lit, et n’écrit pas.", "The member’s account is suspended: it reads, and does not write.";
    charter_changed: "La charte de la communauté a changé : le membre doit donner de nouveau son accord sur le site.", "The charter of the community changed: the member has to agree again on the site.";
    forbidden: "Le membre ne peut pas faire cela.", "The member cannot do this.";
    not_found: "Il n’y a rien à cette adresse, ou rien qui soit visible pour vous.", "There is nothing at this address, or nothing you can see.";
    method_not_allowed: "Cette adresse ne connaît pas cette méthode.", "This address does not know this method.";
    id_taken: "Cet identifiant désigne déjà autre chose.", "This id stands for something else already.";
    too_large: "La demande est trop longue.", "The request is too long.";
    not_json: "Le corps de la demande doit être du JSON.", "The body must be JSON.";
    invalid: "Des champs sont à corriger.", "Some fields are to be corrected.";
    too_many: "Trop de demandes en peu de temps.", "Too many requests in a short time.";
    internal: "Quelque chose s’est cassé de notre côté.", "Something broke on our side.";
}

impl Words {
    /// What a token may do.
    pub fn scope(self, scope: Scope) -> &'static str {
        match scope {
            Scope::Read => self.read(),
            Scope::Write => self.write(),
        }
    }

    /// How long a token lasts.
    pub fn lasting(self, lasts: Lasts) -> &'static str {
        match lasts {
            Lasts::Month => self.month(),
            Lasts::Quarter => self.quarter(),
            Lasts::Year => self.year(),
        }
    }

    /// Why a request came to nothing.
    pub fn trouble(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Unreadable => self.unreadable(),
            Trouble::TokenNeeded => self.token_needed(),
            Trouble::TokenRefused => self.token_refused(),
            Trouble::ScopeMissing => self.scope_missing(),
            Trouble::ConfirmationNeeded => self.confirmation_needed(),
            Trouble::Suspended => self.suspended(),
            Trouble::CharterChanged => self.charter_changed(),
            Trouble::Forbidden => self.forbidden(),
            Trouble::NotFound => self.not_found(),
            Trouble::MethodNotAllowed => self.method_not_allowed(),
            Trouble::IdTaken => self.id_taken(),
            Trouble::TooLarge => self.too_large(),
            Trouble::NotJson => self.not_json(),
            Trouble::Invalid => self.invalid(),
            Trouble::TooMany => self.too_many(),
            Trouble::Internal => self.internal(),
        }
    }
}
