//! Words of the search.

use crate::words::counted;
use domain::Locale;

words! {
    title: "Chercher", "Search";
    label: "Un mot, une maladie, un #mot-dièse", "A word, an illness, a #tag";
    submit: "Lancer la recherche", "Search";
    main: "Recherche principale", "Main search";
    filter: "Filtrer", "Filter";
    apply: "Appliquer les filtres", "Apply the filters";
    community: "Communauté", "Community";
    all_communities: "Toutes", "All";
    kind: "Type", "Type";
    all: "Tous", "All";
    questions: "Questions", "Questions";
    discussions: "Discussions", "Discussions";
    announcements: "Annonces", "Announcements";
    answers: "Réponses", "Replies";
    any: "Peu importe", "Any";
    waiting: "Questions en attente", "Waiting questions";
    answered: "Questions avec réponse", "Answered questions";
    sourced: "Avec réponse et sources", "Answered with sources";
    voice: "Trouvé dans", "Found in";
    everything: "Tout", "Everything";
    lived: "Les vécus", "Lived replies";
    professional: "Les réponses professionnelles", "Professional replies";
    period: "Période", "Period";
    always: "Toutes", "All";
    month: "Depuis un mois", "For a month";
    year: "Depuis un an", "For a year";
    intro: "Cherchez comme vous parlez : les accents, les pluriels et les fautes de frappe ne gênent pas.",
        "Search as you speak: accents, plurals and typing errors do no harm.";
    corrected(asked: &str, used: &str):
        format!("Personne n’a écrit « {asked} ». Voici ce qui concerne « {used} »."),
        format!("Nobody wrote “{asked}”. Here is what concerns “{used}”.");
    results: "Résultats", "Results";
    communities: "Communautés", "Communities";
    tags: "Mots-dièse", "Tags";
    members: "Membres de vos communautés", "Members of your communities";
    suggestions: "Suggestions", "Suggestions";
    suggested(n: u32): counted(domain::Locale::Fr, n, "suggestion", "suggestions"), counted(domain::Locale::En, n, "suggestion", "suggestions");
    community_kind: "communauté", "community";
    tag_kind: "mot-dièse", "tag";
    member_kind: "membre", "member";
    in_lived: "Dans un vécu", "In a lived reply";
    in_professional: "Dans une réponse professionnelle", "In a professional reply";
    nothing(words: &str): format!("Rien pour « {words} »"), format!("Nothing for “{words}”");
    nothing_text: "Essayez un mot plus simple, ou posez la question : une personne d’ici l’a peut-être vécue hier.",
        "Try a simpler word, or ask: somebody here may have lived it yesterday.";
    not_found: "Pas trouvé ?", "Not found?";
    not_found_text: "Posez la question : une personne d’ici l’a peut-être vécue hier.", "Ask: somebody here may have lived it yesterday.";
    ask: "Poser ma question", "Ask my question";
    next: "Résultats suivants", "Next results";
    first: "Revenir au début", "Back to the beginning";
    similar: "On en a déjà parlé ?", "Was it talked about before?";
    similar_text: "Ces fils ressemblent à ce que vous écrivez. Votre texte reste ici.", "These threads are like what you write. Your text stays here.";
}

impl Words {
    /// How many replies there are, in words.
    pub fn replies(self, n: u32) -> String {
        match self.0 {
            Locale::Fr => counted(self.0, n, "réponse", "réponses"),
            Locale::En => counted(self.0, n, "reply", "replies"),
        }
    }
}
