//! Words of the frame.

words! {
    follow_outside: "Suivre sans compte, dans un lecteur de nouvelles (Atom)", "Follow without an account, in a news reader (Atom)";
    skip: "Aller au contenu", "Skip to content";
    logo_home: "Vécu, accueil", "Vécu, home";
    navigation: "Navigation principale", "Main navigation";
    feed: "Fil", "Feed";
    communities: "Communautés", "Communities";
    ask: "Question", "Ask";
    me: "Moi", "Me";
    notices: "Alertes", "Alerts";
    search: "Chercher", "Search";
    search_label: "Chercher dans Vécu", "Search Vécu";
    search_hint: "Un mot, un sujet, un #mot-dièse", "A word, a subject, a #tag";
    unseen: " non lues", " not read";
    sign_in: "Se connecter", "Sign in";
    sign_up: "Rejoindre", "Join";
    menu: "Menu", "Menu";
    how: "Comment ça marche", "How it works";
    privacy: "Vie privée", "Privacy";
    team: "Équipe", "Team";
    moderation: "Modération", "Moderation";
    rules: "Règles", "Rules";
    foot: "Pied de page", "Footer";
    security: "Signaler une faille", "Report a vulnerability";
    programs: "Pour les programmes (API)", "For programs (API)";
    urgent: "Une urgence ?", "An emergency?";
    other_language: "English", "Français";
    other_language_code: "en", "fr";
    dark: "Thème sombre", "Dark theme";
    light: "Thème clair", "Light theme";
    note: "Les échanges sur Vécu informent et soutiennent. Ils ne remplacent pas une consultation.",
        "What is said on Vécu informs and supports. It does not replace a consultation.";
    administration: "Administration", "Administration";
    overview: "Vue d’ensemble", "Overview";
    claims: "Métiers à vérifier", "Professions to verify";
    mail: "Messages gardés", "Kept mail";
    letters: "Messages", "Messages";
    sign_out: "Se déconnecter", "Sign out";
    suspended: "Votre compte est suspendu : vous pouvez lire, obtenir une copie de vos données et effacer votre compte, mais pas écrire.",
        "Your account is suspended: you can read, get a copy of your data and erase your account, but not write.";
    suspended_why: "Lire pourquoi, ou faire appel", "Read why, or appeal";
    my_space: "Mon espace", "My space";
}
