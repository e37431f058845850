//! One member, and what an administrator does about the account. Neither their address nor their communities are shown.

use super::members::labels;
use super::sections::Head;
use super::suspensions::Suspension;
use super::{Words, api};
use crate::forms::{FieldErrorView, Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::words::Words as MemberWords;
use crate::ui::{Still, day, time};
use crate::words::number;
use domain::administration::MemberPage as Page;
use domain::members::{OrganisationKind, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use maud::{Markup, html};

impl Carried for Page {}

/// `/admin/members/{id}`
#[component]
pub fn MemberPage() -> impl IntoView {
    let w = Words::here();
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("id").unwrap_or_default()), api::member);
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let name = page.member.labelled(w.0);
                view! {
                    <Head here="/admin/members/" title=name lead=w.member_lead() />
                    <Still markup=facts(w, &page) />
                    <Suspension page=page.clone() />
                    <Acts page />
                }
            })}
        </Main>
    }
}

fn facts(w: Words, page: &Page) -> Markup {
    let counts = [
        (w.sessions(), page.sessions),
        (w.hosts_count(), page.hosts),
        (w.decisions(), page.decisions),
        (w.reversed(), page.reversed),
    ];
    html! {
        section.section aria-labelledby="facts" {
            h2 id="facts" { (w.facts()) }
            p { (labels(w, &page.member)) }
            @if page.leaving { p { (w.leaving()) } }
            dl.facts."facts--2" {
                div { dt { (w.role()) } dd { (MemberWords(w.0).kind(page.member.role, page.member.organisation)) } }
                div { dt { (w.since()) } dd { (day(w.0, page.member.since)) } }
                @for (name, count) in counts { div { dt { (name) } dd { (number(w.0, count)) } } }
            }
            p { a href=(format!("/m/{}", page.member.id)) { (w.public_page()) } }
        }
        @if !page.acts.is_empty() {
            section.section aria-labelledby="acts" {
                h2 id="acts" { (w.acts()) }
                ul.rows role="list" {
                    @for act in &page.acts {
                        li {
                            p { strong { (w.verb(&act.verb)) } " · " (time(w.0, act.at)) }
                            p { (act.reason) }
                        }
                    }
                }
            }
        }
    }
}

/// One reason, a button for each thing that can be done.
#[component]
fn Acts(page: Page) -> impl IntoView {
    let w = Words::here();
    let id = page.member.id.to_string();
    let member = page.member;
    let moderator = if member.moderator {
        Some((w.unmake_moderator(), "moderator_off"))
    } else {
        member.confirmed.then_some((w.make_moderator(), "moderator_on"))
    };
    let administrator = if member.administrator {
        (!page.last_administrator).then_some((w.unmake_administrator(), "administrator_off"))
    } else {
        member.confirmed.then_some((w.make_administrator(), "administrator_on"))
    };
    let resend = (!member.confirmed).then_some((w.resend(), "resend"));
    let speaks = OrganisationKind::ALL.iter().filter(|kind| member.organisation != Some(**kind));
    let speaks = speaks.map(|kind| match kind {
        OrganisationKind::Association => (w.make_association(), "organisation_association"),
        OrganisationKind::Institution => (w.make_institution(), "organisation_institution"),
        OrganisationKind::Company => (w.make_company(), "organisation_company"),
    });
    let unmake = page.role_before.map(|_| (w.unmake_organisation(), "organisation_none"));
    // A dump made it an organisation: what it is instead is said with the button.
    let persons = (member.role == Role::Organisation && page.role_before.is_none()).then_some([
        (w.make_patient(), "person_patient"),
        (w.make_carer(), "person_carer"),
        (w.make_professional(), "person_professional"),
    ]);
    let acts = [moderator, administrator, Some((w.sign_out(), "sign_out")), resend, unmake];
    let acts: Vec<_> = acts.into_iter().flatten().chain(speaks).chain(persons.into_iter().flatten()).collect();
    // Drawn within the form, whose they are.
    let buttons = move || {
        acts.iter()
            .map(|&(label, act)| view! { <Submit label class="btn btn--second" name="act" value=act /> })
            .collect_view()
    };
    view! {
        <section class="section" aria-labelledby="do">
            <h2 id="do">{w.to_do()}</h2>
            <p class="prose">{w.to_do_lead()}</p>
            <p class="prose">{w.organisation_lead()}</p>
            {page.own.then(|| view! { <p class="notice">{w.own_account()}</p> })}
            {page.last_administrator.then(|| view! { <p class="soft">{w.last_administrator()}</p> })}
            <Form command="administration.member" key=id.clone() class="form" buttons=&["act"]>
                <Hidden name="about" value=id />
                <TextArea name="reason" label=w.reason() hint=w.reason_hint() rows=3 />
                <FieldErrorView name="right" />
                <FieldErrorView name="organisation" />
                <div class="btns btns--stack">{buttons()}</div>
            </Form>
        </section>
    }
}
