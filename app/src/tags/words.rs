//! Words of the tags.

words! {
    text: "Les fils que vous pouvez lire, du plus récent au plus ancien, toutes communautés confondues.", "The threads you can read, latest first, across communities.";
    follow: "Suivre ce mot-dièse", "Follow this tag";
    unfollow: "Ne plus suivre", "Stop following";
    threads: "Fils", "Threads";
    older: "Voir les plus anciens", "See older ones";
    latest: "Revenir aux plus récents", "Back to the latest";
    empty: "Plus rien à lire ici pour l’instant.", "Nothing more to read here for now.";
}
