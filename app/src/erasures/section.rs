//! Leaving, as the page about one's data shows it.

use crate::forms::{Form, Submit};
use crate::ui::{Day, Icon};
use domain::erasures::Asked;
use leptos::prelude::*;

words! {
    title: "Tout effacer", "Erase everything";
    lead: "Vous pouvez quitter Vécu pour toujours, tout de suite ou après quatorze jours de réflexion. La page suivante dit ce qui part et ce qui peut rester. Rien ne s’efface avant que vous l’ayez confirmé.",
        "You can leave Vécu for good, at once or after fourteen days’ thought. The next page says what goes and what may stay. Nothing is erased before you confirm it.";
    link: "Effacer mon compte", "Erase my account";
    asked: "Votre compte sera effacé le", "Your account will be erased on";
    asked_text: "D’ici là, rien ne change. Vous pouvez encore le garder, et récupérer vos données plus bas.",
        "Until then nothing changes. You can still keep it, and take your data with you below.";
    keep: "Garder mon compte", "Keep my account";
}

/// The way to the page where one confirms.
#[component]
pub fn Erase() -> impl IntoView {
    let w = Words::here();
    view! {
        <section class="section" aria-labelledby="set-erase">
            <h2 id="set-erase">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            <p class="btns"><a class="btn btn--danger" href="/settings/erase"><Icon name="corbeille" />{w.link()}</a></p>
        </section>
    }
}

/// That the account will be erased, and the button that keeps it.
#[component]
pub fn WillBeErased(asked: Asked) -> impl IntoView {
    let w = Words::here();
    view! {
        <div class="notice notice--warn mt-5">
            <p><strong>{w.asked()}" "<Day when=asked.due />"."</strong></p>
            <p>{w.asked_text()}</p>
            <Form command="erasures.cancel" bare=true class="btns">
                <Submit label=w.keep() class="btn" />
            </Form>
        </div>
    }
}
