//! What a professional is asked to be verified by.

use super::words::Words as MemberWords;
use crate::forms::{Select, TextField};
use domain::members::Profession;
use leptos::prelude::*;

words! {
    profession: "Votre métier", "Your profession";
    choose: "Choisissez un métier", "Choose a profession";
    number: "Votre numéro RPPS, ou ADELI à défaut", "Your register number (RPPS in France)";
    number_hint: "Le RPPS compte 11 chiffres. Il sert à vous vérifier, il n’est jamais affiché.",
        "An RPPS number has 11 digits. It serves to verify you and is never shown.";
    workplace: "Votre lieu d’exercice", "Your place of work";
    workplace_hint: "Nom et ville. Lu par l’équipe qui vérifie, jamais affiché.", "Name and town. Read by those who verify, never shown.";
}

/// Profession, register number, place of work.
#[component]
pub fn ClaimFields() -> impl IntoView {
    let (w, m) = (Words::here(), MemberWords::here());
    let mut options = vec![(String::new(), w.choose().to_owned())];
    options.extend(
        Profession::ALL.iter().map(|profession| (profession.word().to_owned(), m.profession(*profession).to_owned())),
    );
    view! {
        <Select name="profession" label=w.profession() options />
        <TextField name="number" label=w.number() hint=w.number_hint() autocomplete="off" class="field--code" />
        <TextField name="workplace" label=w.workplace() hint=w.workplace_hint() autocomplete="organization" />
    }
}
