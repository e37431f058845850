//! Professionals to verify: the only page that shows a register number.

use super::api;
use crate::forms::{FieldErrorView, Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::words::Words as MemberWords;
use crate::ui::{Day, avatar, name};
use domain::members::{ClaimState, ClaimView, ClaimsPage as Claims, RPPS_DIGITS};
use leptos::prelude::*;
use maud::html;

impl Carried for Claims {}

words! {
    title: "Professionnels à vérifier", "Professionals to verify";
    lead: "Comparez chaque demande avec l’annuaire public de la profession, puis décidez. Le numéro n’est montré qu’ici.",
        "Compare each request with the public register of the profession, then decide. The number is shown here only.";
    none: "Aucune demande n’attend.", "No request is waiting.";
    verified_title: "Métiers vérifiés", "Verified professions";
    profession: "Métier", "Profession";
    number: "Numéro", "Number";
    odd: "La clé de contrôle ne correspond pas : peut-être une faute de frappe.", "The check digit does not match: perhaps a typing error.";
    workplace: "Lieu d’exercice", "Place of work";
    asked: "Demandé le", "Asked on";
    confirm: "Confirmer le métier", "Confirm the profession";
    refuse: "Ne pas confirmer", "Do not confirm";
    withdraw: "Retirer le badge", "Take the badge back";
    decide_for(name: &str): format!("Décision pour {name}"), format!("Decision for {name}");
}

/// The page.
#[component]
pub fn ClaimsPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::claims());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |claims| view! { <Lists claims /> })}
        </Main>
    }
}

#[component]
fn Lists(claims: Claims) -> impl IntoView {
    let w = Words::here();
    let none = claims.pending.is_empty();
    let pending = claims.pending.into_iter().map(|claim| view! { <Claim claim /> }).collect_view();
    let verified = (!claims.verified.is_empty()).then(|| {
        let rows = claims.verified.into_iter().map(|claim| view! { <Claim claim /> }).collect_view();
        view! {
            <section class="section" aria-labelledby="claims-verified">
                <h2 id="claims-verified">{w.verified_title()}</h2>
                <ul class="rows" role="list">{rows}</ul>
            </section>
        }
    });
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="lead">{w.lead()}</p>
        </div>
        {if none {
            view! { <p class="soft">{w.none()}</p> }.into_any()
        } else {
            view! { <ul class="rows" role="list">{pending}</ul> }.into_any()
        }}
        {verified}
    }
}

#[component]
fn Claim(claim: ClaimView) -> impl IntoView {
    let w = Words::here();
    let key = claim.id.to_string();
    let pending = claim.state == ClaimState::Pending;
    let odd = claim.number.len() == RPPS_DIGITS as usize && !claim.number_plausible;
    let label = w.decide_for(&claim.member.pseudonym);
    view! {
        <li class="panel panel--line">
            <div class="who" inner_html=html! { (avatar(Some(&claim.member), false)) p.who__name { (name(w.0, Some(&claim.member))) } }.into_string()></div>
            <dl class="facts">
                <div><dt>{w.profession()}</dt><dd>{MemberWords::here().profession(claim.profession)}</dd></div>
                <div><dt>{w.number()}</dt><dd><code>{claim.number}</code>{odd.then(|| view! { " "<span class="small">{w.odd()}</span> })}</dd></div>
                <div><dt>{w.workplace()}</dt><dd>{claim.workplace}</dd></div>
                <div><dt>{w.asked()}</dt><dd><Day when=claim.created /></dd></div>
            </dl>
            <Form command="administration.decide" key=key.clone() label buttons=&["decision"]>
                <Hidden name="claim" value=key />
                <FieldErrorView name="decision" />
                <div class="btns">
                    {pending.then(|| view! { <Submit label=w.confirm() class="btn" name="decision" value="verified" /> })}
                    <Submit label=if pending { w.refuse() } else { w.withdraw() } class="btn btn--second" name="decision" value="refused" />
                </div>
            </Form>
        </li>
    }
}
