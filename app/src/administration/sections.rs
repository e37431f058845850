//! The way between the pages of the administration.

use super::Words;
use leptos::prelude::*;

/// The head of a page of the administration: its name, and the other pages.
#[component]
pub fn Head(
    /// The address of this page.
    here: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
) -> impl IntoView {
    let w = Words::here();
    let links = [
        ("/admin", w.home()),
        ("/admin/members", w.members()),
        ("/admin/suspensions", w.suspensions()),
        ("/admin/communities", w.communities()),
        ("/admin/claims", w.claims()),
        ("/moderation", w.cases()),
        ("/admin/invitations", w.invitations()),
        ("/admin/settings", w.settings()),
        ("/admin/audit", w.audit()),
    ];
    let links = links
        .map(|(to, name)| view! { <li><a href=to aria-current=(to == here).then_some("page")>{name}</a></li> })
        .collect_view();
    view! {
        <leptos_meta::Title text=title.clone() />
        <div class="page-head">
            <h1 class="title title--accent">{title}</h1>
            <p class="lead">{lead}</p>
        </div>
        <nav class="tabs" aria-label=w.administration()><ul>{links}</ul></nav>
    }
}

/// A search by name, as a form that leads to an address.
#[component]
pub fn Find(
    action: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    asked: String,
) -> impl IntoView {
    let w = Words::here();
    let name = label.clone();
    view! {
        <form role="search" action=action aria-label=name class="section mb-4">
            <label class="label" for="admin-q">{label}</label>
            <p class="hint" id="admin-q-hint">{hint}</p>
            <div class="field-search mt-2">
                <input id="admin-q" name="q" type="search" value=asked autocomplete="off" aria-describedby="admin-q-hint" />
                <button><crate::ui::Icon name="recherche" class="" /><span class="sr">{w.find()}</span></button>
            </div>
        </form>
    }
}
