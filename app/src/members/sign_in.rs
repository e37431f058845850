//! Signing in.

use crate::boot;
use crate::forms::{FieldErrorView, Form, Hidden, PasskeyButton, Submit, TextField};
use crate::layout::Main;
use domain::passkeys::Ceremony;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

words! {
    title: "Se connecter", "Sign in";
    email: "Votre adresse électronique", "Your e-mail address";
    password: "Votre mot de passe", "Your password";
    submit: "Se connecter", "Sign in";
    forgotten: "Mot de passe oublié", "Forgotten password";
    passkey: "Se connecter avec une clé d’accès", "Sign in with a passkey";
    trouble: "La clé d’accès n’a pas répondu. Réessayez, ou utilisez votre mot de passe.",
        "The passkey did not answer. Try again, or use your password.";
    recover: "Utiliser un code de secours", "Use a recovery code";
    new_here: "Première visite ?", "First visit?";
    sign_up: "Rejoindre Vécu", "Join Vécu";
    just_made: "Vous venez de créer un compte ? Ouvrez d’abord le lien du message que nous vous avons envoyé.",
        "You just made an account? First open the link in the message we sent you.";
    already(name: &str): format!("Vous êtes déjà là, {name}."), format!("You are already here, {name}.");
    to_feed: "Aller au fil", "Go to the feed";
}

/// The page; `?next=` says where to go on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let w = Words::here();
    let next: String = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    let after = next.clone();
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.title() />
            <div class="page-head"><h1 class="title title--accent">{w.title()}</h1></div>
            {boot::viewer().map(|viewer| view! {
                <p class="notice">{w.already(&viewer.pseudonym)}" "<a href="/feed">{w.to_feed()}</a></p>
            })}
            <Form command="members.sign_in" class="form">
                {(!next.is_empty()).then(|| view! { <Hidden name="next" value=next /> })}
                <TextField name="email" label=w.email() kind="email" autocomplete="username" />
                <TextField name="password" label=w.password() kind="password" autocomplete="current-password" />
                <p class="btns btns--stack">
                    <Submit label=w.submit() />
                    <a class="btn btn--quiet" href="/forgotten">{w.forgotten()}</a>
                </p>
            </Form>
            <Form command="passkeys.sign_in" class="form mt-5" label=w.passkey()>
                {(!after.is_empty()).then(|| view! { <Hidden name="next" value=after /> })}
                <PasskeyButton ceremony=Ceremony::SignIn label=w.passkey() class="btn btn--second btn--l" trouble=w.trouble() />
                <FieldErrorView name="passkey_answer" />
            </Form>
            <p class="mt-5">{w.new_here()}" "<a href="/sign-up">{w.sign_up()}</a></p>
            <p class="small soft">{w.just_made()}</p>
            <p class="small"><a href="/recover">{w.recover()}</a></p>
        </Main>
    }
}
