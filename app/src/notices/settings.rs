//! How one wants to be told.

use super::api;
use super::words::Words;
use crate::forms::{Form, Select, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::settings::SettingsHead;
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
    view! {
        <SettingsHead here="/settings/notices" />
        <p class="section">{w.settings_text()}</p>
        <Form command="notices.choose" class="form section">
            {settings.paces.into_iter().map(|(kind, pace)| view! {
                <Select name=kind.word() label=w.kind(kind) options=paces.clone() value=pace.word() />
            }).collect_view()}
            <Submit label=w.save() />
        </Form>
    }
}
