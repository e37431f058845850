//! One's own passkeys: added, named, removed; and recovery codes.

use super::api;
use super::words::Words;
use crate::forms::{FieldErrorView, Form, Hidden, PasskeyButton, Submit, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::settings::SettingsHead;
use crate::ui::{Day, Icon, Time};
use domain::passkeys::{Ceremony, PasskeyView, PasskeysPage as Passkeys};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

impl Carried for Passkeys {}

/// `/settings/passkeys`
#[component]
pub fn PasskeysPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::list());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |passkeys| view! { <Own passkeys /> })}
        </Main>
    }
}

#[component]
fn Own(passkeys: Passkeys) -> impl IntoView {
    let w = Words::here();
    let Passkeys { passkeys, proved, device, left, codes } = passkeys;
    let none = passkeys.is_empty();
    let rows = passkeys.into_iter().map(|passkey| view! { <One passkey /> }).collect_view();
    view! {
        <SettingsHead here="/settings/passkeys" />
        {(!codes.is_empty()).then(|| view! { <Made codes /> })}
        <section class="section flow" aria-labelledby="passkeys">
            <h2 id="passkeys">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
        </section>
        <section class="section" aria-labelledby="own-passkeys">
            <h2 id="own-passkeys" tabindex="-1">{w.yours()}</h2>
            {if none {
                view! { <p>{w.none()}</p> }.into_any()
            } else {
                view! { <ul class="rows" role="list">{rows}</ul> }.into_any()
            }}
        </section>
        <Add proved device />
        <Codes left />
        <p class="mt-5"><a href="/settings">{w.back()}</a></p>
    }
}

#[component]
fn One(passkey: PasskeyView) -> impl IntoView {
    let w = Words::here();
    let (key, removed) = (passkey.id.to_string(), passkey.id.to_string());
    let (name, now) = (passkey.name.clone(), passkey.name.clone());
    let used = match passkey.used {
        Some(when) => view! { {w.used()}" "<Time when /> }.into_any(),
        None => w.never_used().into_any(),
    };
    view! {
        <li class="session">
            <Icon name="cadenas" class="" />
            <div>
                <p class="session__name">{name.clone()}</p>
                <p class="session__meta">{w.created()}" "<Day when=passkey.created />", "{used}</p>
                <details>
                    <summary>{w.rename()}<span class="sr">" "{name.clone()}</span></summary>
                    <Form command="passkeys.rename" key=key.clone() class="form">
                        <Hidden name="passkey" value=key />
                        <TextField name="name" label=w.name() value=now autocomplete="off" />
                        <Submit label=w.save() class="btn btn--second" />
                    </Form>
                </details>
            </div>
            <div class="session__act">
                <Form command="passkeys.remove" key=removed.clone() bare=true>
                    <Hidden name="passkey" value=removed />
                    <FieldErrorView name="passkey" />
                    <button class="btn btn--second btn--s">{w.remove()}<span class="sr">" "{passkey.name}</span></button>
                </Form>
            </div>
        </li>
    }
}

/// First it is proved who asks, then the device is asked for a passkey.
#[component]
fn Add(proved: bool, device: String) -> impl IntoView {
    let w = Words::here();
    let typed = use_query_map().with_untracked(|query| query.get("name")).filter(|name| !name.is_empty());
    let name = typed.unwrap_or(device);
    view! {
        <section class="section flow" aria-labelledby="add-passkey">
            <h2 id="add-passkey" tabindex="-1">{w.add_title()}</h2>
            <p class="prose">{w.add_lead()}</p>
            <Form command="passkeys.add" class="form">
                {if proved {
                    view! {
                        <TextField name="name" label=w.name() hint=w.name_hint() value=name autocomplete="off" />
                        <FieldErrorView name="passkey_answer" />
                        <PasskeyButton ceremony=Ceremony::Register label=w.add() class="btn" trouble=w.trouble() />
                        <p class="unscripted">{w.scripts()}</p>
                    }.into_any()
                } else {
                    view! { <Submit label=w.add() class="btn" /> }.into_any()
                }}
            </Form>
        </section>
    }
}

#[component]
fn Codes(left: u32) -> impl IntoView {
    let w = Words::here();
    view! {
        <section class="section flow" aria-labelledby="recovery">
            <h2 id="recovery">{w.codes_title()}</h2>
            <p class="prose">{w.codes_lead()}</p>
            <p data-codes-left=left>{if left == 0 { w.no_codes().to_owned() } else { w.left(left) }}</p>
            <Form command="passkeys.codes" class="form">
                {(left > 0).then(|| view! { <p class="hint">{w.replace_hint()}</p> })}
                <Submit label=if left == 0 { w.make_codes() } else { w.replace_codes() } class="btn btn--second" />
            </Form>
        </section>
    }
}

/// Shown once.
#[component]
fn Made(codes: Vec<String>) -> impl IntoView {
    let w = Words::here();
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <section class="section flow recovery" aria-labelledby="codes">
            <h2 id="codes" tabindex="-1">{w.made()}</h2>
            <p class="prose">{w.made_text()}</p>
            <ol class="codes">{codes}</ol>
        </section>
    }
}
