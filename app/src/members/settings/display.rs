//! Display: language, colours, time zone.

use super::super::api;
use super::{SettingsHead, SignOut};
use crate::forms::{Choice, Choices, Form, Select, Submit};
use crate::layout::Main;
use crate::load::{load, loaded};
use domain::Locale;
use domain::members::{AccountView, Theme, zones};
use leptos::prelude::*;

words! {
    title: "Affichage", "Display";
    language: "Langue de l’interface et des messages électroniques", "Language of the interface and of mail";
    theme: "Couleurs", "Colours";
    system: "Comme l’appareil", "As the device";
    light: "Clair", "Light";
    dark: "Sombre", "Dark";
    zone: "Fuseau horaire", "Time zone";
    zone_hint: "Les heures s’affichent selon ce fuseau.", "Times are shown by this zone.";
    save: "Enregistrer", "Save";
}

/// The page.
#[component]
pub fn DisplayPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::account());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |account| view! { <Display account /> })}
        </Main>
    }
}

#[component]
fn Display(account: AccountView) -> impl IntoView {
    let w = Words::here();
    let languages = vec![Choice::plain(Locale::Fr.code(), "Français"), Choice::plain(Locale::En.code(), "English")];
    let themes = Theme::ALL
        .iter()
        .map(|theme| {
            let label = match theme {
                Theme::System => w.system(),
                Theme::Light => w.light(),
                Theme::Dark => w.dark(),
            };
            Choice::plain(theme.word(), label)
        })
        .collect::<Vec<_>>();
    let zones = zones(w.0).map(|(zone, label)| (zone.to_owned(), label.to_owned())).collect::<Vec<_>>();
    view! {
        <SettingsHead here="/settings/display" />
        <Form command="members.preferences" class="form section">
            <Choices name="locale" legend=w.language() choices=languages value=account.locale.code() />
            <Choices name="theme" legend=w.theme() choices=themes value=account.theme.word() />
            <Select name="zone" label=w.zone() hint=w.zone_hint() options=zones value=account.zone.clone() />
            <Submit label=w.save() />
        </Form>
        <SignOut />
    }
}
