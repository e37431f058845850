//! How far the verification of a profession has come.

use crate::forms::{Form, Submit};
use crate::members::claim_fields::ClaimFields;
use crate::members::words::Words as MemberWords;
use crate::ui::Icon;
use domain::members::{ClaimState, OwnClaim};
use leptos::prelude::*;

words! {
    title: "Ma vérification", "My verification";
    pending: "En attente", "Waiting";
    pending_text: "Une personne va examiner votre demande. D’ici là, vous pouvez lire ce qui est public et témoigner.",
        "Somebody will look at your request. Until then you can read what is public and speak from experience.";
    verified: "Métier vérifié", "Profession verified";
    verified_text: "Votre badge est visible. Votre numéro n’est montré à personne.", "Your badge shows. Your number is shown to nobody.";
    refused: "Non confirmé", "Not confirmed";
    refused_text: "Les renseignements donnés n’ont pas permis de confirmer votre métier. Vous pouvez les corriger et demander de nouveau.",
        "What you told us did not let us confirm your profession. You can correct it and ask again.";
    again: "Envoyer ma demande", "Send my request";
}

/// The state, and the form again after a refusal.
#[component]
pub fn ClaimSection(claim: OwnClaim) -> impl IntoView {
    let w = Words::here();
    let (class, icon, state, text) = match claim.state {
        ClaimState::Pending => ("status status--wait", "attente", w.pending(), w.pending_text()),
        ClaimState::Verified => ("status status--done", "coche", w.verified(), w.verified_text()),
        ClaimState::Refused => ("status status--closed", "croix", w.refused(), w.refused_text()),
    };
    view! {
        <section class="section" aria-labelledby="set-claim">
            <h2 id="set-claim">{w.title()}</h2>
            <p>
                <strong>{MemberWords::here().profession(claim.profession)}</strong>" "
                <span class=class><Icon name=icon />{state}</span>
            </p>
            <p>{text}</p>
            {(claim.state == ClaimState::Refused).then(|| view! {
                <Form command="members.claim" class="form">
                    <ClaimFields />
                    <Submit label=w.again() class="btn btn--second" />
                </Form>
            })}
        </section>
    }
}
