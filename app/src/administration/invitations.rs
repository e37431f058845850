//! Invitations: made, shown once, taken back.

use super::sections::{Find, Head};
use super::{Words, api};
use crate::forms::{Form, Hidden, Submit, TextField};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{Icon, Still, day};
use domain::administration::{InvitationState, InvitationView, InvitationsPage as Page, SignUps};
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for Page {}

/// `/admin/invitations`
#[component]
pub fn InvitationsPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(move || (given("q"), given("after")), |(q, after)| api::invitations(q, after));
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let asked = untrack(|| given("q"));
                let none_said = if asked.is_empty() { w.no_invitation() } else { w.no_invitation_found() };
                let next = page.next.map(|next| format!("/admin/invitations?q={}&after={next}#invitations", encode(&asked)));
                let none = page.rows.is_empty();
                let rows = page.rows.into_iter().map(|row| view! { <Invitation row /> }).collect_view();
                view! {
                    <Head here="/admin/invitations" title=w.invitations() lead=w.invitations_lead() />
                    {(page.sign_ups != SignUps::Invited).then(|| view! {
                        <p class="notice">{w.not_needed()}" "<a href="/admin/settings">{w.change()}</a></p>
                    })}
                    {page.link.map(|link| view! {
                        <section class="section flow md" aria-labelledby="made">
                            <h2 id="made" tabindex="-1">{w.made()}</h2>
                            <p>{w.made_text()}</p>
                            <pre><code data-invitation>{link}</code></pre>
                        </section>
                    })}
                    <section class="section" aria-labelledby="invite">
                        <h2 id="invite">{w.invite()}</h2>
                        <Form command="administration.invite" class="form">
                            <TextField name="note" label=w.note() hint=w.note_hint() autocomplete="off" />
                            <TextField name="uses" label=w.uses() value="1" inputmode="numeric" autocomplete="off" />
                            <TextField name="days" label=w.days() value="14" inputmode="numeric" autocomplete="off" />
                            <Submit label=w.invite_submit() class="btn" />
                        </Form>
                    </section>
                    <section class="section" aria-labelledby="invitations">
                        <h2 id="invitations">{w.invitations()}</h2>
                        <Find action="/admin/invitations" label=w.find_invitation() hint=w.find_invitation_hint() asked />
                        {none.then(|| view! { <p class="soft">{none_said}</p> })}
                        <ul class="rows" role="list">{rows}</ul>
                        {next.map(|next| view! { <p><a class="more-link" href=next>{w.more()}" "<Icon name="fleche-d" /></a></p> })}
                    </section>
                }
            })}
        </Main>
    }
}

fn facts(w: Words, row: &InvitationView) -> Markup {
    html! {
        p { strong { (row.note) } " " span.badge { (w.invitation_state(row.state)) } }
        p.small.soft {
            (w.came(row.used, row.uses)) " · " (w.until()) " " (day(w.0, row.expires))
            @if let Some(by) = &row.by { " · " (w.made_by()) " " (by) }
        }
    }
}

#[component]
fn Invitation(row: InvitationView) -> impl IntoView {
    let w = Words::here();
    let id = row.id.to_string();
    let open = row.state == InvitationState::Open;
    let label = w.uninvite_of(&row.note);
    view! {
        <li>
            <Still markup=facts(w, &row) />
            {open.then(|| view! {
                <details class="disc">
                    <summary>{w.uninvite()}<span class="sr">{label}</span></summary>
                    <div class="disc__body">
                        <Form command="administration.uninvite" key=id.clone() class="form">
                            <Hidden name="about" value=id />
                            <TextField name="reason" label=w.reason() hint=w.reason_hint() autocomplete="off" />
                            <Submit label=w.uninvite() class="btn btn--second" />
                        </Form>
                    </div>
                </details>
            })}
        </li>
    }
}
