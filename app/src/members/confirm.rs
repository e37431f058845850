//! Opened from a mail: nothing happens until the button is pressed, because programs that read
//! mail open links too.

use super::api;
use super::sign_up::Resend;
use crate::forms::{Form, Hidden, Submit, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::members::{LinkPurpose, LinkView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

impl Carried for Option<LinkView> {}

words! {
    title: "Confirmer votre adresse", "Confirm your address";
    welcome(name: &str): format!("Bienvenue, {name}. Il ne reste qu’un bouton."), format!("Welcome, {name}. One button is left.");
    submit: "Confirmer et entrer", "Confirm and enter";
    new_email(email: &str): format!("Votre compte utilisera désormais l’adresse {email}. Vos autres appareils seront déconnectés."),
        format!("Your account will use the address {email} from now on. Your other devices will be signed out.");
    change: "Utiliser cette adresse", "Use this address";
    elsewhere: "Ce lien s’ouvre ailleurs que là où vous l’avez demandé. Pour que personne d’autre n’entre, écrivez votre mot de passe.",
        "This link opens elsewhere than where you asked for it. So that nobody else comes in, type your password.";
    password: "Votre mot de passe", "Your password";
    unknown: "Je ne connais pas ce mot de passe : en choisir un autre", "I do not know this password: choose another";
    expired: "Ce lien ne s’ouvre plus", "This link opens no more";
    expired_text: "Il a plus de trois jours, ou il a déjà servi. Si votre compte est confirmé, connectez-vous. Sinon, demandez un nouveau lien.",
        "It is more than three days old, or it was used. If your account is confirmed, sign in. Otherwise, ask for a new link.";
    sign_in: "Se connecter", "Sign in";
}

/// The page with the button.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let token = Memo::new(move |_| query.with(|query| query.get("token").unwrap_or_default()));
    let data = load(move || token.get(), api::link);
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            {loaded(data, move |link| match link.filter(|link| link.purpose != LinkPurpose::Reset) {
                Some(link) => view! { <Button link token=token.get_untracked() /> }.into_any(),
                None => view! {
                    <div class="page-head">
                        <h1 class="title title--accent">{w.expired()}</h1>
                        <p class="lead">{w.expired_text()}</p>
                    </div>
                    <p class="btns"><a class="btn" href="/sign-in">{w.sign_in()}</a></p>
                    <section class="panel panel--line"><Resend /></section>
                }.into_any(),
            })}
        </Main>
    }
}

#[component]
fn Button(link: LinkView, token: String) -> impl IntoView {
    let w = Words::here();
    let (lead, submit) = match &link.email {
        Some(email) => (w.new_email(email), w.change()),
        None => (w.welcome(&link.pseudonym), w.submit()),
    };
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="lead">{lead}</p>
        </div>
        <Form command="members.confirm" class="form">
            <Hidden name="token" value=token />
            {link.password.then(|| view! {
                <p>{w.elsewhere()}</p>
                <TextField name="password" label=w.password() kind="password" autocomplete="current-password" />
                <p class="small"><a href="/forgotten">{w.unknown()}</a></p>
            })}
            <Submit label=submit />
        </Form>
    }
}
