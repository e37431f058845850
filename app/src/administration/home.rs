//! Where administrators begin: how much there is of what, and what waits.

use super::sections::Head;
use super::{Words, api};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Still;
use crate::words::number;
use domain::administration::Overview;
use leptos::prelude::*;
use maud::{Markup, html};

impl Carried for Overview {}

/// `/admin`
#[component]
pub fn HomePage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::home());
    view! {
        <Main>
            {loaded(data, move |overview| view! {
                <Head here="/admin" title=w.administration() lead=w.home_lead() />
                <Still markup=figures(w, &overview) />
            })}
        </Main>
    }
}

fn figures(w: Words, overview: &Overview) -> Markup {
    let rows = [
        ("/admin/members", w.members(), overview.members),
        ("/admin/communities", w.communities(), overview.communities),
        ("/admin/claims", w.claims_waiting(), overview.claims),
        ("/moderation", w.cases_waiting(), overview.cases),
    ];
    html! {
        section.section aria-labelledby="figures" {
            h2 id="figures" { (w.figures()) }
            dl.figures {
                @for (to, name, count) in rows {
                    div { dt { a href=(to) { (name) } } dd { (number(w.0, count)) } }
                }
            }
        }
        section.section aria-labelledby="sign-ups" {
            h2 id="sign-ups" { (w.sign_ups()) }
            p { (w.sign_ups_now(overview.sign_ups)) " " a href="/admin/settings" { (w.change()) } }
        }
    }
}
