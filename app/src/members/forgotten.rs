//! A forgotten password: asking for a link, and choosing a new one.

use super::api;
use super::sign_up::DevelopmentMail;
use crate::forms::{Form, Hidden, Submit, TextField};
use crate::layout::Main;
use crate::load::{load, loaded};
use domain::members::LinkPurpose;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

words! {
    title: "Mot de passe oublié", "Forgotten password";
    lead: "Donnez votre adresse : nous y envoyons un lien pour choisir un nouveau mot de passe.",
        "Give your address: we send a link there to choose a new password.";
    email: "Votre adresse électronique", "Your e-mail address";
    submit: "Recevoir le lien", "Send me the link";
    reset_title: "Choisir un nouveau mot de passe", "Choose a new password";
    reset_lead(name: &str): format!("Pour le compte de {name}. Vos autres appareils seront déconnectés. Vos clés d’accès, vos codes de secours et vos jetons d’accès ne fonctionneront plus."),
        format!("For the account of {name}. Your other devices will be signed out. Your passkeys, recovery codes and access tokens will no longer work.");
    password: "Votre nouveau mot de passe", "Your new password";
    password_hint: "Quatre mots sans rapport entre eux suffisent. Ni majuscule ni chiffre imposés.",
        "Four unrelated words will do. No capitals or digits required.";
    reset: "Changer le mot de passe", "Change the password";
    expired: "Ce lien ne s’ouvre plus", "This link opens no more";
    expired_text: "Il a plus d’une heure, ou il a déjà servi. Vous pouvez en demander un nouveau.",
        "It is more than an hour old, or it was used. You can ask for a new one.";
}

/// Asks for a link.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let w = Words::here();
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.title()}</h1>
                <p class="lead">{w.lead()}</p>
            </div>
            <AskLink />
            <DevelopmentMail />
        </Main>
    }
}

#[component]
fn AskLink() -> impl IntoView {
    let w = Words::here();
    view! {
        <Form command="members.forgotten" class="form">
            <TextField name="email" label=w.email() kind="email" autocomplete="username" />
            <Submit label=w.submit() />
        </Form>
    }
}

/// Opened from the mail; the new password is set by the button.
#[component]
pub fn ResetPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let token = Memo::new(move |_| query.with(|query| query.get("token").unwrap_or_default()));
    let data = load(move || token.get(), api::link);
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.reset_title() />
            {loaded(data, move |link| match link.filter(|link| link.purpose == LinkPurpose::Reset) {
                Some(link) => view! {
                    <div class="page-head">
                        <h1 class="title title--accent">{w.reset_title()}</h1>
                        <p class="lead">{w.reset_lead(&link.pseudonym)}</p>
                    </div>
                    <Form command="members.reset" class="form">
                        <Hidden name="token" value=token.get_untracked() />
                        <TextField name="password" label=w.password() hint=w.password_hint() kind="password" autocomplete="new-password" />
                        <Submit label=w.reset() />
                    </Form>
                }.into_any(),
                None => view! {
                    <div class="page-head">
                        <h1 class="title title--accent">{w.expired()}</h1>
                        <p class="lead">{w.expired_text()}</p>
                    </div>
                    <AskLink />
                }.into_any(),
            })}
        </Main>
    }
}
