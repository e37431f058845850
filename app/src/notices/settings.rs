//! How one wants to be told.

use super::api;
use super::ringing::Ringing;
use super::words::Words;
use crate::forms::{Form, Select, Submit, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::settings::SettingsHead;
use domain::members::lock_screen_consent;
use domain::notices::{MailPace, NoticeSettings};
use leptos::prelude::*;
use leptos_meta::Title;

impl Carried for NoticeSettings {}

/// `/settings/notices`
#[component]
pub fn NoticeSettingsPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::read_settings());
    view! {
        <Main>
            <Title text=w.settings() />
            {loaded(data, |settings| view! { <Choosing settings /> })}
        </Main>
    }
}

#[component]
fn Choosing(settings: NoticeSettings) -> impl IntoView {
    let w = Words::here();
    let paces: Vec<(String, String)> =
        MailPace::ALL.iter().map(|&pace| (pace.word().to_owned(), w.pace(pace).to_owned())).collect();
    let agreement = lock_screen_consent(w.0).iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view();
    view! {
        <SettingsHead here="/settings/notices" />
        <p class="section">{w.settings_text()}</p>
        <Ringing key=settings.push_key devices=settings.devices />
        <Form command="notices.choose" class="form section">
            <h2>{w.by_mail()}</h2>
            {settings.kinds.iter().map(|chosen| view! {
                <Select name=chosen.kind.word() label=w.kind(chosen.kind) options=paces.clone() value=chosen.mail.word() />
            }).collect_view()}
            <fieldset class="field">
                <legend class="label">{w.by_ring()}</legend>
                {settings.kinds.iter().map(|chosen| view! {
                    <Tick name="rings" value=chosen.kind.word() label=w.kind(chosen.kind) checked=chosen.rings />
                }).collect_view()}
            </fieldset>
            <fieldset class="field">
                <legend class="label">{w.lock_screen()}</legend>
                <span class="hint">{w.lock_screen_hint()}</span>
                <div class="panel prose">{agreement}</div>
                <Tick name="reveals" label=w.reveals() checked=settings.reveals />
            </fieldset>
            <Submit label=w.save() />
        </Form>
    }
}
