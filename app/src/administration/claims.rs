//! Professions to verify: the only page that shows a register number.

use super::sections::{Find, Head};
use super::{Words as AdminWords, api};
use crate::forms::{FieldErrorView, Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::words::Words as MemberWords;
use crate::ui::{Day, Icon, avatar, labelled};
use domain::ClaimId;
use domain::members::{ClaimState, ClaimView, ClaimsPage as Claims, RPPS_DIGITS};
use domain::pro_sante::Way;
use domain::text::encode;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use maud::html;
#[cfg(feature = "ssr")]
use {domain::Locale, domain::members::Profession, domain::text::fold};

impl Carried for Claims {}

words! {
    title: "Métiers à vérifier", "Professions to verify";
    lead: "Comparez chaque demande avec l’annuaire public de la profession, puis décidez. Le numéro n’est montré qu’ici.",
        "Compare each request with the public register of the profession, then decide. The number is shown here only.";
    two: "Il faut l’accord de deux personnes qui administrent ; le refus d’une seule suffit. Personne ne décide de sa propre demande.",
        "Two administrators have to agree; one refusal is enough. Nobody decides about their own request.";
    alone: "Vous êtes la seule personne à administrer ce site : votre accord ne suffit pas. Créez un second compte d’administration, ou confirmez la demande depuis le serveur avec « vecu member verify ».",
        "You are the only administrator of this site: your agreement is not enough. Make a second administrator, or confirm the request on the server with “vecu member verify”.";
    by_pro_sante: "Pro Santé Connect", "Pro Santé Connect";
    way: "Vérifié par", "Verified by";
    proof: "Justificatif", "Proof";
    proof_none: "Pas encore joint : la demande ne peut pas être confirmée.", "Not attached yet: the request cannot be confirmed.";
    proof_open(kind: &str): format!("Télécharger ({kind})"), format!("Download ({kind})");
    agreed_by(name: &str): format!("{name} a déjà donné son accord."), format!("{name} has agreed already.");
    agreed_you: "Cette décision revient à une autre personne qui administre.", "This decision is for another administrator.";
    none: "Aucune demande n’attend.", "No request is waiting.";
    none_found: "Aucune demande en attente ne correspond.", "No request that waits matches.";
    find: "Chercher une demande", "Find a request";
    find_hint: "Le début du pseudonyme, ou d’un métier.", "The beginning of the pseudonym, or of a profession.";
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
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (given("q"), given("after"), given("verified")),
        |(q, after, verified)| api::claims(q, after, verified),
    );
    view! {
        <Main>
            {loaded(data, move |claims| {
                let asked = untrack(|| given("q"));
                view! { <Lists claims asked /> }
            })}
        </Main>
    }
}

/// The professions whose name begins with what was typed, in either language.
#[cfg(feature = "ssr")]
pub(super) fn called(typed: &str) -> Vec<Profession> {
    let typed = fold(typed);
    let begins = |locale, profession| fold(MemberWords(locale).profession(profession)).starts_with(&typed);
    let named = |profession: &Profession| Locale::ALL.iter().any(|locale| begins(*locale, *profession));
    // Nothing typed finds everybody by name.
    if typed.is_empty() { Vec::new() } else { Profession::ALL.iter().copied().filter(named).collect() }
}

#[component]
fn Lists(claims: Claims, asked: String) -> impl IntoView {
    let w = Words::here();
    let none = claims.pending.is_empty();
    let none_said = if asked.is_empty() { w.none() } else { w.none_found() };
    let more = |next: Option<ClaimId>, list: &str| {
        let to = next.map(|next| format!("/admin/claims?q={}&{list}={next}", encode(&asked)));
        to.map(|to| view! { <p><a class="more-link" href=to>{AdminWords::here().more()}" "<Icon name="fleche-d" /></a></p> })
    };
    let more_pending = more(claims.next_pending, "after");
    let more_verified = more(claims.next_verified, "verified");
    let pending = claims.pending.into_iter().map(|claim| view! { <Claim claim /> }).collect_view();
    let verified = (!claims.verified.is_empty()).then(|| {
        let rows = claims.verified.into_iter().map(|claim| view! { <Claim claim /> }).collect_view();
        view! {
            <section class="section" aria-labelledby="claims-verified">
                <h2 id="claims-verified">{w.verified_title()}</h2>
                <ul class="rows" role="list">{rows}</ul>
                {more_verified}
            </section>
        }
    });
    view! {
        <Head here="/admin/claims" title=w.title() lead=w.lead() />
        <p class="prose">{w.two()}</p>
        {(claims.administrators < 2).then(|| view! { <p class="notice">{w.alone()}</p> })}
        <Find action="/admin/claims" label=w.find() hint=w.find_hint() asked />
        {if none {
            view! { <p class="soft">{none_said}</p> }.into_any()
        } else {
            view! { <ul class="rows" role="list">{pending}</ul>{more_pending} }.into_any()
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
    let proof = match claim.proof {
        Some(kind) => view! {
            <a href=format!("/admin/claims/{key}/proof") rel="external" download="">{w.proof_open(&kind.word().to_uppercase())}</a>
        }
        .into_any(),
        None => w.proof_none().into_any(),
    };
    let agreed =
        claim.agreed.as_ref().filter(|_| pending).map(|name| view! { <p class="notice">{w.agreed_by(name)}</p> });
    // Who agreed may still change their mind; about oneself one decides nothing.
    let confirms = pending && !claim.for_others && claim.proof.is_some();
    let label = w.decide_for(&claim.member.labelled(w.0));
    view! {
        <li class="panel panel--line">
            <div class="who" inner_html=html! { (avatar(Some(&claim.member), false)) p.who__name { (labelled(w.0, Some(&claim.member))) } }.into_string()></div>
            <dl class="facts">
                <div><dt>{w.profession()}</dt><dd>{MemberWords::here().profession(claim.profession)}</dd></div>
                {(claim.way == Way::ProSante).then(|| view! { <div><dt>{w.way()}</dt><dd>{w.by_pro_sante()}</dd></div> })}
                {(claim.way == Way::Manual).then(|| view! {
                    <div><dt>{w.number()}</dt><dd><code>{claim.number}</code>{odd.then(|| view! { " "<span class="small">{w.odd()}</span> })}</dd></div>
                    <div><dt>{w.workplace()}</dt><dd>{claim.workplace}</dd></div>
                })}
                {pending.then(|| view! { <div><dt>{w.proof()}</dt><dd>{proof}</dd></div> })}
                <div><dt>{w.asked()}</dt><dd><Day when=claim.created /></dd></div>
            </dl>
            <Form command="administration.decide" key=key.clone() label buttons=&["decision"]>
                <Hidden name="claim" value=key />
                <FieldErrorView name="decision" />
                {agreed}
                {(pending && claim.for_others).then(|| view! { <p class="soft">{w.agreed_you()}</p> })}
                <div class="btns">
                    {confirms.then(|| view! { <Submit label=w.confirm() class="btn" name="decision" value="verified" /> })}
                    <Submit label=if pending { w.refuse() } else { w.withdraw() } class="btn btn--second" name="decision" value="refused" />
                </div>
            </Form>
        </li>
    }
}
