//! Devices that are signed in, each of which can be signed out.

use super::super::api;
use super::{SettingsHead, SignOut};
use crate::forms::{Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Icon, Time};
use domain::members::SessionView;
use leptos::prelude::*;

impl Carried for Vec<SessionView> {}

words! {
    title: "Mes appareils", "My devices";
    lead: "Là où vous avez une session ouverte. Un appareil que vous ne reconnaissez pas ? Déconnectez-le, puis changez votre mot de passe.",
        "Where you are signed in. A device you do not recognise? Sign it out, then change your password.";
    unknown: "Appareil non reconnu", "Device not recognised";
    this_one: "celui-ci", "this one";
    since: "Connecté le", "Signed in on";
    last: "dernière utilisation le", "last used on";
    hourly: "L’heure de la dernière utilisation est arrondie : nous ne la notons qu’une fois par heure.",
        "The last use is rounded: we note it once an hour at most.";
    revoke: "Déconnecter", "Sign out";
    others: "Déconnecter tous les autres appareils", "Sign out every other device";
}

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::sessions());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |sessions| view! { <Devices sessions /> })}
        </Main>
    }
}

#[component]
fn Devices(sessions: Vec<SessionView>) -> impl IntoView {
    let w = Words::here();
    let several = sessions.len() > 1;
    let rows = sessions.into_iter().map(|session| view! { <Device session /> }).collect_view();
    view! {
        <SettingsHead here="/settings/sessions" />
        <crate::device::Panel />
        <section class="section" aria-labelledby="set-sessions">
            <h2 id="set-sessions">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            <ul class="rows" role="list">{rows}</ul>
            <p class="small soft">{w.hourly()}</p>
            {several.then(|| view! {
                <Form command="members.revoke_others" bare=true class="btns">
                    <Submit label=w.others() class="btn btn--second" />
                </Form>
            })}
        </section>
        <SignOut />
    }
}

#[component]
fn Device(session: SessionView) -> impl IntoView {
    let w = Words::here();
    let name = if session.device.is_empty() { w.unknown().to_owned() } else { session.device.clone() };
    let key = session.id.to_string();
    view! {
        <li class="session">
            <Icon name="telephone" class="" />
            <div>
                <p class="session__name">{name.clone()}{session.current.then(|| view! { " "<span class="badge">{w.this_one()}</span> })}</p>
                <p class="session__meta">{w.since()}" "<Time when=session.created />", "{w.last()}" "<Time when=session.last_seen /></p>
            </div>
            {(!session.current).then(|| view! {
                <div class="session__act">
                    <Form command="members.revoke" key=key.clone() bare=true>
                        <Hidden name="session" value=key />
                        <button class="btn btn--second btn--s">{w.revoke()}<span class="sr">" "{name}</span></button>
                    </Form>
                </div>
            })}
        </li>
    }
}
