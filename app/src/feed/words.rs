//! Words of the feed.

use crate::words::counted;
use domain::Locale;

words! {
    news: "Il y a du nouveau. Afficher", "There is news. Show";
    news_threads(n: u32):
        format!("Du nouveau dans {}. Afficher", counted(Locale::Fr, n, "fil", "fils")),
        format!("News in {}. Show", counted(Locale::En, n, "thread", "threads"));
    title_member(name: &str): format!("Bonjour {name}"), format!("Hello {name}");
    title_visitor: "Ce qui se dit en ce moment", "What is being said now";
    title_waiting: "Les questions qui attendent", "The questions that wait";
    text_member: "Vos communautés et ce que vous suivez. Du plus récent au plus ancien, sans tri caché.", "Your communities and what you follow. Latest first, no hidden sorting.";
    text_visitor: "Les fils que des communautés ouvertes laissent lire à tout le monde.", "The threads that open communities let everybody read.";
    text_waiting: "Celles posées à votre métier d’abord. Deux lignes et une source suffisent souvent.", "Those put to your profession first. Two lines and a source are often enough.";
    order: "Ordre du fil", "Order of the feed";
    active: "Actifs", "Active";
    new: "Nouveaux", "New";
    waiting: "Questions en attente", "Waiting questions";
    everything: "Tout le fil", "The whole feed";
    for_you: "Pour votre métier", "For your profession";
    others: "Les autres", "The others";
    threads: "Fils", "Threads";
    older: "Voir les plus anciens", "See older ones";
    latest: "Revenir aux plus récents", "Back to the latest";
    empty_member: "Votre fil est encore calme", "Your feed is still quiet";
    empty_member_text: "Rejoignez une communauté : ce qui s’y dit arrivera ici.", "Join a community: what is said there will come here.";
    empty_waiting: "Aucune question n’attend", "No question is waiting";
    empty_waiting_text: "Tout a reçu une réponse dans vos communautés. Merci.", "Everything in your communities has been answered. Thank you.";
    empty_visitor: "Rien à lire ici pour l’instant", "Nothing to read here yet";
    empty_visitor_text: "La plupart des communautés se lisent entre membres.", "Most communities are read among members.";
    see_communities: "Voir les communautés", "See the communities";
    my_communities: "Mes communautés", "My communities";
    join: "Rejoindre Vécu", "Join Vécu";
    join_text: "Lire suffit parfois. Pour répondre ou demander, il faut un compte.", "Reading is enough at times. To reply or ask, you need an account.";
}
