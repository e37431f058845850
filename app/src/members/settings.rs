//! One's own settings: account, devices, display.

mod account;
mod data;
mod display;
mod receipts;
mod sessions;

pub use account::AccountPage;
pub use data::DataPage;
pub use display::DisplayPage;
pub use sessions::SessionsPage;

use super::words::Words as MemberWords;
use crate::boot;
use crate::forms::{Form, Submit};
use crate::ui::{Still, avatar};
use domain::members::Byline;
use leptos::prelude::*;

words! {
    title: "Moi", "Me";
    tabs: "Mon compte", "My account";
    account: "Compte", "Account";
    notices: "Alertes", "Alerts";
    sessions: "Appareils", "Devices";
    display: "Affichage", "Display";
    data: "Mes données", "My data";
    profile: "Voir ma page", "See my page";
    sign_out: "Se déconnecter", "Sign out";
}

/// Who, and the way between the three pages.
#[component]
pub(crate) fn SettingsHead(
    /// The page one is on.
    here: &'static str,
) -> impl IntoView {
    let w = Words::here();
    let current = move |path: &'static str| (path == here).then_some("page");
    let who = boot::viewer().map(|viewer| {
        let page = format!("/m/{}", viewer.id);
        let member = Byline {
            id: viewer.id,
            pseudonym: viewer.pseudonym.clone(),
            role: viewer.role,
            badge: viewer.badge,
            organisation: viewer.organisation,
            about: String::new(),
        };
        view! {
            <div class="who">
                <Still markup=avatar(Some(&member), false) />
                <div>
                    <p class="who__name">{viewer.pseudonym}</p>
                    <p class="who__meta">{MemberWords::here().kind(viewer.role, viewer.organisation)}" · "<a href=page>{w.profile()}</a></p>
                </div>
            </div>
        }
    });
    view! {
        <div class="page-head">
            {who}
            <h1 class="title title--accent">{w.title()}</h1>
        </div>
        <nav class="tabs" aria-label=w.tabs()>
            <ul>
                <li><a href="/settings" aria-current=current("/settings")>{w.account()}</a></li>
                <li><a href="/settings/notices" aria-current=current("/settings/notices")>{w.notices()}</a></li>
                <li><a href="/settings/sessions" aria-current=current("/settings/sessions")>{w.sessions()}</a></li>
                <li><a href="/settings/display" aria-current=current("/settings/display")>{w.display()}</a></li>
                {boot::viewer().is_some_and(|viewer| viewer.moderates).then(|| view! {
                    <li><a href="/moderation">{crate::moderation::Words::here().waiting()}</a></li>
                })}
                <li><a href="/decisions">{crate::moderation::Words::here().decisions_tab()}</a></li>
                <li><a href="/settings/data" aria-current=current("/settings/data")>{w.data()}</a></li>
            </ul>
        </nav>
    }
}

/// The button that signs this device out.
#[component]
fn SignOut() -> impl IntoView {
    let w = Words::here();
    view! {
        <Form command="members.sign_out" bare=true class="btns mt-5">
            <Submit label=w.sign_out() class="btn btn--second" />
        </Form>
    }
}
