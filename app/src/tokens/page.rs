//! One's own tokens: made, shown once, revoked.

use super::api;
use super::words::Words;
use crate::forms::{Form, Hidden, Select, Submit, TextField, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::settings::SettingsHead;
use crate::ui::{Day, Icon};
use domain::tokens::{Lasts, TokenView, TokensPage as Tokens};
use leptos::prelude::*;

impl Carried for Tokens {}

/// `/settings/tokens`
#[component]
pub fn TokensPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::list());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |tokens| view! { <Own tokens /> })}
        </Main>
    }
}

#[component]
fn Own(tokens: Tokens) -> impl IntoView {
    let w = Words::here();
    let none = tokens.tokens.is_empty();
    let rows = tokens.tokens.into_iter().map(|token| view! { <One token /> }).collect_view();
    view! {
        <SettingsHead here="/settings/tokens" />
        <section class="section flow" aria-labelledby="tokens">
            <h2 id="tokens">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            <p class="prose">{w.limits()}</p>
            <p><a href="/api">{w.guide()}</a></p>
        </section>
        {tokens.made.map(|secret| view! {
            <section class="section flow md" aria-labelledby="made">
                <h2 id="made" tabindex="-1">{w.made()}</h2>
                <p>{w.made_text()}</p>
                <pre><code data-token>{secret}</code></pre>
            </section>
        })}
        <section class="section" aria-labelledby="own-tokens">
            <h2 id="own-tokens">{w.yours()}</h2>
            {if none {
                view! { <p>{w.none()}</p> }.into_any()
            } else {
                view! { <ul class="rows" role="list">{rows}</ul> }.into_any()
            }}
        </section>
        <Make />
        <p><a href="/settings">{w.back()}</a></p>
    }
}

#[component]
fn One(token: TokenView) -> impl IntoView {
    let w = Words::here();
    let key = token.id.to_string();
    let scopes = token.scopes.iter().map(|&scope| w.scope(scope)).collect::<Vec<_>>().join(", ");
    let used = match token.used {
        Some(when) => view! { {w.used()}" "<Day when /> }.into_any(),
        None => w.never_used().into_any(),
    };
    view! {
        <li class="session">
            <Icon name="cadenas" class="" />
            <div>
                <p class="session__name">{token.name.clone()}" "<span class="badge">{scopes}</span></p>
                <p class="session__meta">
                    {w.created()}" "<Day when=token.created />", "{w.expires()}" "<Day when=token.expires />", "{used}
                </p>
            </div>
            <div class="session__act">
                <Form command="tokens.revoke" key=key.clone() bare=true>
                    <Hidden name="token" value=key />
                    <button class="btn btn--second btn--s">{w.revoke()}<span class="sr">" "{token.name}</span></button>
                </Form>
            </div>
        </li>
    }
}

#[component]
fn Make() -> impl IntoView {
    let w = Words::here();
    let lasts: Vec<(String, String)> =
        Lasts::ALL.iter().map(|&lasts| (lasts.word().to_owned(), w.lasting(lasts).to_owned())).collect();
    view! {
        <section class="section" aria-labelledby="make-token">
            <h2 id="make-token">{w.new()}</h2>
            <Form command="tokens.make" class="form">
                <TextField name="name" label=w.name() hint=w.name_hint() autocomplete="off" />
                <fieldset class="field">
                    <legend class="label">{w.scopes()}</legend>
                    <Tick name="scopes" value="read" label=w.read() hint=w.read_hint() />
                    <Tick name="scopes" value="write" label=w.write() hint=w.write_hint() />
                </fieldset>
                <Select name="lasts" label=w.lasts() options=lasts value=Lasts::Quarter.word() />
                <TextField name="password_current" label=w.password() hint=w.password_hint() kind="password" autocomplete="current-password" />
                <Submit label=w.make() />
            </Form>
        </section>
    }
}
