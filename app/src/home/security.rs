//! How a vulnerability is reported, and what is promised to who does.

use super::api;
use crate::layout::Main;
use crate::load::{load, loaded};
use leptos::prelude::*;

words! {
    title: "Signaler une faille de sécurité", "Report a vulnerability";
    lead: "Vous avez trouvé une faille ? Merci de nous le dire avant d’en parler ailleurs : des données de santé sont en jeu.",
        "You found a vulnerability? Please tell us before you tell others: health data is at stake.";
    how: "Comment signaler", "How to report";
    how_contact: "Écrivez ici :", "Write here:";
    how_none: "Cette instance n’a pas encore donné d’adresse pour cela. Écrivez à la personne qui l’administre.",
        "This instance has not named an address for this yet. Write to whoever administers it.";
    how_what: "Dites ce que vous avez vu, où, et comment le voir à notre tour. N’envoyez aucune donnée de personne.",
        "Say what you saw, where, and how we can see it too. Send nobody’s data.";
    how_language: "En français ou en anglais.", "In French or in English.";
    promise: "Ce que nous promettons", "What we promise";
    promise_answer: "Une réponse sous trois jours ouvrés, puis des nouvelles jusqu’à la correction.",
        "An answer within three working days, then news until it is mended.";
    promise_faith: "Aucune poursuite contre une recherche menée de bonne foi et selon cette page.",
        "No legal action against research done in good faith and by this page.";
    promise_name: "Votre nom dans les remerciements, si vous le souhaitez.", "Your name in the thanks, if you wish.";
    ask: "Ce que nous demandons", "What we ask";
    ask_data: "Ne lisez, ne copiez, ne changez et n’effacez aucune donnée de membre. Essayez avec vos propres comptes, et arrêtez-vous dès que la faille est visible.",
        "Do not read, copy, change or delete any member’s data. Try with accounts of your own, and stop as soon as the vulnerability shows.";
    ask_service: "Ne gênez pas le service : ni saturation, ni envois en masse, ni approche des membres ou de l’équipe par ruse.",
        "Do not disturb the service: no flooding, no mass mail, no tricking of members or of the team.";
    ask_time: "Laissez-nous 90 jours avant de publier, ou moins si la correction est en place plus tôt.",
        "Give us 90 days before you publish, or less once it is mended.";
    file: "Pour les programmes :", "For programs:";
}

/// `/security`
#[component]
pub fn SecurityPage() -> impl IntoView {
    crate::indexing::open("/security", None);
    let w = Words::here();
    let data = load(|| (), |()| api::security());
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.title()}</h1>
                <p class="lead">{w.lead()}</p>
            </div>
            <section class="section" aria-labelledby="how">
                <h2 id="how">{w.how()}</h2>
                {loaded(data, move |contact: Contact| match contact.0 {
                    Some((to, shown)) => view! {
                        <p>{w.how_contact()}" "<a href=to rel="external">{shown}</a></p>
                        <p class="small">{w.file()}" "<a href="/.well-known/security.txt" rel="external">"security.txt"</a></p>
                    }.into_any(),
                    None => view! { <p>{w.how_none()}</p> }.into_any(),
                })}
                <p>{w.how_what()}</p>
                <p>{w.how_language()}</p>
            </section>
            <section class="section" aria-labelledby="promise">
                <h2 id="promise">{w.promise()}</h2>
                <ul class="prose"><li>{w.promise_answer()}</li><li>{w.promise_faith()}</li><li>{w.promise_name()}</li></ul>
            </section>
            <section class="section" aria-labelledby="ask">
                <h2 id="ask">{w.ask()}</h2>
                <ul class="prose"><li>{w.ask_data()}</li><li>{w.ask_service()}</li><li>{w.ask_time()}</li></ul>
            </section>
        </Main>
    }
}

/// Where to write: as a link, and as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Contact(pub Option<(String, String)>);

impl crate::load::Carried for Contact {}
