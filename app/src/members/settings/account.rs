//! The account: what others see, e-mail address, password, verification.

use super::super::api;
use super::{SettingsHead, SignOut};
use crate::boot;
use crate::forms::{Form, Submit, TextField, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::sign_up::DevelopmentMail;
use crate::pro_sante::state::ClaimStanding;
use crate::ui::Icon;
use domain::members::{AccountView, Role, findable_consent};
use leptos::prelude::*;

impl Carried for AccountView {}

words! {
    title: "Mon compte", "My account";
    about: "Ce que les autres voient de moi", "What others see of me";
    findable: "On peut me trouver par mon pseudonyme", "I can be found by my pseudonym";
    findable_hint: "Seulement dans la recherche, et seulement par les membres de vos communautés.",
        "In the search only, and only by members of your communities.";
    findable_way: "Ce que vous acceptez en cochant", "What you agree to by ticking";
    about_field: "Une ligne sur vous", "A line about you";
    about_hint: "80 caractères au plus. Elle se lit à côté de votre nom, sous chaque message.",
        "80 characters at most. It shows beside your name, under each of your posts.";
    save: "Enregistrer", "Save";
    email: "Mon adresse électronique", "My e-mail address";
    current(email: &str): format!("Adresse actuelle : {email}"), format!("Current address: {email}");
    pending(email: &str): format!("Nous attendons que vous ouvriez le lien envoyé à {email}."),
        format!("We are waiting for you to open the link sent to {email}.");
    new_email: "Nouvelle adresse", "New address";
    new_email_hint: "Un lien y sera envoyé. Une fois l’adresse confirmée, vos autres appareils seront déconnectés et vos jetons d’accès ne fonctionneront plus.",
        "A link goes there. Once the address is confirmed, your other devices are signed out and your access tokens no longer work.";
    change_email: "Changer d’adresse", "Change the address";
    password: "Mon mot de passe", "My password";
    password_current: "Mot de passe actuel", "Current password";
    password_new: "Nouveau mot de passe", "New password";
    password_hint: "Quatre mots sans rapport entre eux suffisent. Vos autres appareils seront déconnectés. Vos jetons d’accès et vos codes de secours ne fonctionneront plus.",
        "Four unrelated words will do. Your other devices are signed out. Your access tokens and recovery codes no longer work.";
    passkeys: "Entrer sans mot de passe", "Entering without a password";
    passkeys_text: "Une clé d’accès vous reconnaît avec votre empreinte, votre visage ou le code de votre téléphone. Rien à retenir.",
        "A passkey knows you by your fingerprint, your face or the code of your phone. Nothing to remember.";
    passkeys_link: "Mes clés d’accès et codes de secours", "My passkeys and recovery codes";
    tokens: "Mes jetons d’accès", "My access tokens";
    tokens_text: "Un jeton permet à un programme de lire ou d’écrire en votre nom. Presque personne n’en a besoin.",
        "A token lets a program read or write in your name. Hardly anybody needs one.";
    tokens_link: "Voir mes jetons", "See my tokens";
    claim: "Mon métier", "My profession";
    claim_link: "Prouver mon métier", "Prove my profession";
    change_password: "Changer le mot de passe", "Change the password";
}

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::account());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |account| view! { <Account account /> })}
        </Main>
    }
}

#[component]
fn Account(account: AccountView) -> impl IntoView {
    let w = Words::here();
    let professional = boot::viewer().is_some_and(|viewer| viewer.role == Role::Professional);
    let claim = account.claim.clone();
    let (about, findable) = (account.about.clone(), account.findable);
    let agreement = findable_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
    view! {
        <SettingsHead here="/settings" />
        <section class="section" aria-labelledby="set-about">
            <h2 id="set-about">{w.about()}</h2>
            <Form command="members.about" class="form">
                <TextField name="about" label=w.about_field() hint=w.about_hint() value=about autocomplete="off" />
                <Tick name="findable" label=w.findable() hint=w.findable_hint() checked=findable />
                <details class="disc"><summary>{w.findable_way()}<Icon name="chevron" /></summary><div class="disc__body prose">{agreement}</div></details>
                <Submit label=w.save() class="btn btn--second" />
            </Form>
        </section>
        {professional.then(|| view! {
            <section class="section" aria-labelledby="set-claim">
                <h2 id="set-claim">{w.claim()}</h2>
                {claim.map(|claim| view! { <ClaimStanding claim /> })}
                <p class="btns"><a class="btn btn--second" href="/settings/profession">{w.claim_link()}</a></p>
            </section>
        })}
        <Email account />
        <section class="section" aria-labelledby="set-password">
            <h2 id="set-password">{w.password()}</h2>
            <Form command="members.password" class="form">
                <TextField name="password_current" label=w.password_current() kind="password" autocomplete="current-password" />
                <TextField name="password_new" label=w.password_new() hint=w.password_hint() kind="password" autocomplete="new-password" />
                <Submit label=w.change_password() class="btn btn--second" />
            </Form>
        </section>
        <section class="section" aria-labelledby="set-passkeys">
            <h2 id="set-passkeys">{w.passkeys()}</h2>
            <p class="prose">{w.passkeys_text()}</p>
            <p class="btns"><a class="btn btn--second" href="/settings/passkeys">{w.passkeys_link()}</a></p>
        </section>
        <section class="section" aria-labelledby="set-tokens">
            <h2 id="set-tokens">{w.tokens()}</h2>
            <p class="prose">{w.tokens_text()}</p>
            <p class="btns"><a class="btn btn--second" href="/settings/tokens">{w.tokens_link()}</a></p>
        </section>
        <SignOut />
    }
}

#[component]
fn Email(account: AccountView) -> impl IntoView {
    let w = Words::here();
    view! {
        <section class="section" aria-labelledby="set-email">
            <h2 id="set-email">{w.email()}</h2>
            {(!account.email.is_empty()).then(|| view! { <p>{w.current(&account.email)}</p> })}
            {account.email_pending.as_ref().map(|email| view! {
                <p class="notice">{w.pending(email)}</p>
                <DevelopmentMail />
            })}
            <Form command="members.email" class="form">
                <TextField name="email" label=w.new_email() hint=w.new_email_hint() kind="email" autocomplete="email" />
                <Submit label=w.change_email() class="btn btn--second" />
            </Form>
        </section>
    }
}
