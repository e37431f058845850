//! One's data: what one agreed to, a copy of everything, leaving.

use super::super::api;
use super::receipts::Receipts;
use super::{SettingsHead, SignOut};
use crate::erasures::section::{Erase, WillBeErased};
use crate::exports::section::Exports;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::members::DataView;
use leptos::prelude::*;

impl Carried for DataView {}

words! {
    title: "Mes données", "My data";
    lead: "Ce que vous avez accepté, comment tout récupérer, comment tout effacer.",
        "What you agreed to, how to take everything with you, how to erase everything.";
}

/// `/settings/data`
#[component]
pub fn DataPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::data());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |data| view! { <Data data /> })}
        </Main>
    }
}

#[component]
fn Data(data: DataView) -> impl IntoView {
    let w = Words::here();
    let going = data.leaving.asked.is_some();
    view! {
        <SettingsHead here="/settings/data" />
        <p class="lead mt-5">{w.lead()}</p>
        {data.leaving.asked.map(|asked| view! { <WillBeErased asked /> })}
        <Receipts receipts=data.receipts />
        <Exports exports=data.exports />
        {(!going).then(|| view! { <Erase /> })}
        <SignOut />
    }
}
