//! How far the verification of a profession has come.

use crate::members::words::Words as MemberWords;
use crate::ui::{Day, Icon};
use domain::members::{ClaimState, OwnClaim};
use domain::pro_sante::Way;
use leptos::prelude::*;

words! {
    pending: "En attente", "Waiting";
    pending_text: "Votre demande attend l’accord de deux personnes. D’ici là, vous pouvez lire ce qui est public et témoigner.",
        "Your request waits for two people to agree. Until then you can read what is public and speak from experience.";
    verified: "Métier vérifié", "Profession verified";
    verified_text: "Votre badge est visible. Votre numéro n’est montré à personne.", "Your badge shows. Your number is shown to nobody.";
    by_pro_sante: "Vérifié avec Pro Santé Connect.", "Verified with Pro Santé Connect.";
    until: "Votre badge est valable jusqu’au", "Your badge holds until";
    refused: "Non confirmé", "Not confirmed";
    refused_text: "Les renseignements donnés n’ont pas permis de confirmer votre métier. Vous pouvez les corriger et demander de nouveau.",
        "What you told us did not let us confirm your profession. You can correct it and ask again.";
    expired: "Expiré", "Ended";
    expired_text: "Votre badge a expiré : il n’est plus visible. Vos réponses professionnelles restent lisibles. Prouvez de nouveau votre métier pour le retrouver.",
        "Your badge has ended: it no longer shows. What you wrote as a professional stays readable. Prove your profession again to have it back.";
    odd: "Le numéro que vous avez donné contient peut-être une faute de frappe. S’il est faux, retirez votre accord dans « Mes données », puis demandez de nouveau. S’il est juste, ne changez rien.",
        "The number you gave may hold a typing error. If it is wrong, take your agreement back under “My data”, then ask again. If it is right, change nothing.";
    proof_missing: "Il manque votre justificatif : sans lui, votre demande ne peut pas être confirmée. Joignez-le ci-dessous.",
        "Your proof is missing: without it your request cannot be confirmed. Attach it below.";
    proof: "Votre justificatif est joint. Il sera effacé dès la décision.", "Your proof is attached. It is deleted once it is decided.";
}

/// Profession, state, until when.
#[component]
pub fn ClaimStanding(claim: OwnClaim) -> impl IntoView {
    let w = Words::here();
    let (class, icon, state, text) = match claim.state {
        ClaimState::Pending => ("status status--wait", "attente", w.pending(), w.pending_text()),
        ClaimState::Verified => ("status status--done", "coche", w.verified(), w.verified_text()),
        ClaimState::Refused => ("status status--closed", "croix", w.refused(), w.refused_text()),
        ClaimState::Expired => ("status status--closed", "attente", w.expired(), w.expired_text()),
    };
    let pending = claim.state == ClaimState::Pending;
    view! {
        <p>
            <strong>{MemberWords::here().profession(claim.profession)}</strong>" "
            <span class=class><Icon name=icon />{state}</span>
        </p>
        <p class="prose">
            {text}
            {(claim.state == ClaimState::Verified && claim.way == Way::ProSante).then(|| format!(" {}", w.by_pro_sante()))}
        </p>
        {claim.expires.map(|when| view! { <p>{w.until()}" "<Day when />"."</p> })}
        {(pending && claim.odd).then(|| view! { <p class="notice">{w.odd()}</p> })}
        {pending.then(|| if claim.proof {
            view! { <p>{w.proof()}</p> }.into_any()
        } else {
            view! { <p class="notice">{w.proof_missing()}</p> }.into_any()
        })}
    }
}
