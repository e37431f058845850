//! What a professional is asked to be verified by.

use super::words::Words as MemberWords;
use crate::forms::{FormState, Select, TextField, Tick};
use domain::members::{PROFESSION_CONSENT, Profession, RPPS_DIGITS, profession_consent, rpps_looks_right};
use leptos::prelude::*;

words! {
    profession: "Votre métier", "Your profession";
    choose: "Choisissez un métier", "Choose a profession";
    number: "Votre numéro RPPS, ou ADELI à défaut", "Your register number (RPPS in France)";
    number_hint: "Le RPPS compte 11 chiffres. Il sert à vous vérifier, il n’est jamais affiché.",
        "An RPPS number has 11 digits. It serves to verify you and is never shown.";
    odd: "La clé de contrôle ne correspond pas : peut-être une faute de frappe. Vous pouvez tout de même envoyer.",
        "The check digit does not match: perhaps a typing error. You can send it all the same.";
    workplace: "Votre lieu d’exercice", "Your place of work";
    workplace_hint: "Nom et ville. Lu par l’équipe qui vérifie, jamais affiché.", "Name and town. Read by those who verify, never shown.";
    text_title: "Ce que vous acceptez pour la vérification", "What you agree to for the verification";
    agree: "J’accepte que mon métier soit vérifié ainsi.", "I agree to have my profession verified in this way.";
}

/// What is agreed to by having one's profession verified: the text, before the form whose box says yes to it.
#[component]
pub fn ProfessionText() -> impl IntoView {
    let w = Words::here();
    let paragraphs = profession_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
    view! {
        <div class="panel prose">
            <p class="label">{w.text_title()}</p>
            {paragraphs}
        </div>
    }
}

/// The box that says yes to it.
#[component]
pub fn ProfessionTick() -> impl IntoView {
    view! { <Tick name=PROFESSION_CONSENT label=Words::here().agree() /> }
}

/// Profession, register number, place of work, and that one agrees.
#[component]
pub fn ClaimFields() -> impl IntoView {
    let (w, m) = (Words::here(), MemberWords::here());
    // What came back with the form is looked at too.
    let number = RwSignal::new(expect_context::<FormState>().typed("number").unwrap_or_default());
    let mut options = vec![(String::new(), w.choose().to_owned())];
    options.extend(
        Profession::ALL.iter().map(|profession| (profession.word().to_owned(), m.profession(*profession).to_owned())),
    );
    view! {
        <Select name="profession" label=w.profession() options />
        <TextField name="number" label=w.number() hint=w.number_hint() autocomplete="off" class="field--code" typed=number />
        <p class="small" role="status">{move || number.with(|typed| odd(typed)).then(|| w.odd())}</p>
        <TextField name="workplace" label=w.workplace() hint=w.workplace_hint() autocomplete="organization" />
        <ProfessionTick />
    }
}

/// Whether what is typed is as long as an RPPS number and its check digit does not match.
fn odd(typed: &str) -> bool {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    digits.len() == RPPS_DIGITS as usize && !rpps_looks_right(&digits)
}
