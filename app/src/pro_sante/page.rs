//! `/settings/profession`: one's profession, and the ways to prove it.

use super::api;
use super::state::ClaimStanding;
use crate::forms::{FileField, Form, Hidden, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::members::claim_fields::{ClaimFields, ProfessionText, ProfessionTick};
use crate::members::settings::SettingsHead;
use domain::members::{ClaimState, Purpose};
use domain::pro_sante::{PROOF_FIELD, ProfessionPage as Data, Trouble};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

impl Carried for Data {}

words! {
    title: "Mon métier", "My profession";
    now: "Où en est ma vérification", "Where my verification stands";
    none: "Vous n’avez pas encore demandé de vérification.", "You have not asked to be verified yet.";
    with_title: "Avec Pro Santé Connect", "With Pro Santé Connect";
    with_text: "Vous vous identifiez avec votre e-CPS ou votre carte CPS, puis vous revenez ici. Nous gardons votre métier, une empreinte de votre identifiant et la date de fin du badge. Votre nom n’est pas gardé. C’est immédiat.",
        "You identify yourself with your e-CPS or your CPS card, then you come back here. We keep your profession, a fingerprint of your identifier and the date the badge ends. Your name is not kept. It takes effect at once.";
    with_submit: "Prouver avec Pro Santé Connect", "Prove with Pro Santé Connect";
    again_submit: "Prouver de nouveau avec Pro Santé Connect", "Prove again with Pro Santé Connect";
    manual_title: "Avec un justificatif", "With a proof";
    manual_text: "Deux personnes qui administrent le site comparent votre demande avec l’annuaire public de votre métier. Il faut l’accord des deux.",
        "Two people who administer the site compare your request with the public register of your profession. Both must agree.";
    manual_alone: "Une seule personne administre ce site pour l’instant : votre demande attendra qu’il y en ait une seconde, ou que l’exploitant la confirme.",
        "One person alone administers this site for now: your request waits until there is a second one, or until the operator confirms it.";
    manual_submit: "Envoyer ma demande", "Send my request";
    proof_title: "Joindre un justificatif", "Attach a proof";
    proof_text: "Par exemple votre carte professionnelle ou votre attestation d’inscription à l’ordre. Le fichier est chiffré, lu seulement par les personnes qui vérifient, et effacé dès la décision.",
        "For instance your professional card or your registration with the order. The file is encrypted, read only by those who verify, and deleted once it is decided.";
    proof_field: "Votre justificatif", "Your proof";
    proof_hint: "PDF, JPEG, PNG ou WebP, 5 Mo au plus.", "PDF, JPEG, PNG or WebP, 5 MB at most.";
    proof_submit: "Envoyer le justificatif", "Send the proof";
    back_title: "Retirer mon accord", "Take my agreement back";
    back_text: "Vous avez demandé cette vérification avant que nous gardions un reçu de votre accord. Vous pouvez le retirer ici. Votre badge disparaît alors tout de suite, et la demande, le numéro, l’empreinte et le justificatif sont effacés. Vos réponses professionnelles restent lisibles. Vous pourrez demander de nouveau.",
        "You asked for this verification before we kept a receipt of your agreement. You can take it back here. Your badge then goes at once, and the request, the number, the fingerprint and the proof are deleted. What you wrote as a professional stays readable. You can ask again.";
    back_submit: "Retirer cet accord", "Take this back";
    trouble: "Votre métier n’a pas pu être vérifié", "Your profession could not be verified";
    cancelled: "L’identification a été abandonnée ou refusée. Vous pouvez recommencer.", "The identification was given up or refused. You can start again.";
    stale: "Cette identification est trop ancienne, a déjà servi, ou a commencé sur un autre appareil. Recommencez depuis cette page.",
        "This identification is too old, was used before, or began on another device. Start again from this page.";
    doubtful: "La réponse reçue n’a pas pu être vérifiée. Rien n’a été changé. Recommencez ; si cela se reproduit, prévenez les personnes qui tiennent ce site.",
        "The answer that came could not be verified. Nothing was changed. Start again; if it happens once more, tell the people who run this site.";
    unreachable: "Pro Santé Connect ne répond pas pour l’instant. Réessayez dans quelques minutes.", "Pro Santé Connect does not answer for now. Try again in a few minutes.";
    not_professional: "Pro Santé Connect a confirmé votre identité, mais n’indique aucune activité dans un métier de santé.",
        "Pro Santé Connect identified you, but knows of no practice of yours as a health professional.";
    other_profession: "Votre métier est reconnu, mais il n’a pas encore de badge ici. Vous pouvez envoyer un justificatif.",
        "Your profession is recognised, but has no badge here yet. You can send a proof.";
    taken_now: "Un autre compte porte déjà votre badge. Une personne n’en a qu’un : fermez l’autre compte, ou prévenez les personnes qui tiennent ce site.",
        "Another account has your badge already. One person has one badge: close the other account, or tell the people who run this site.";
}

impl Words {
    /// Why there is no badge.
    fn why(self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Cancelled => self.cancelled(),
            Trouble::Stale => self.stale(),
            Trouble::Doubtful => self.doubtful(),
            Trouble::Unreachable => self.unreachable(),
            Trouble::NotProfessional => self.not_professional(),
            Trouble::OtherProfession => self.other_profession(),
            Trouble::Taken => self.taken_now(),
        }
    }
}

/// The page.
#[component]
pub fn ProfessionPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::page());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |page| view! { <Ways page /> })}
        </Main>
    }
}

#[component]
fn Ways(page: Data) -> impl IntoView {
    let w = Words::here();
    let state = page.claim.as_ref().map(|claim| claim.state);
    let pending = state == Some(ClaimState::Pending);
    let again = matches!(state, Some(ClaimState::Verified | ClaimState::Expired));
    let standing = match page.claim.clone() {
        Some(claim) => view! { <ClaimStanding claim /> }.into_any(),
        None => view! { <p>{w.none()}</p> }.into_any(),
    };
    let alone = (page.administrators < 2).then(|| view! { <p class="notice">{w.manual_alone()}</p> });
    let asks = page.pro_sante || page.manual;
    view! {
        <SettingsHead here="/settings/profession" />
        <TroubleView />
        <section class="section" aria-labelledby="pro-now">
            <h2 id="pro-now">{w.now()}</h2>
            {standing}
        </section>
        {asks.then(|| view! { <section class="section"><ProfessionText /></section> })}
        {page.pro_sante.then(|| view! {
            <section class="section" aria-labelledby="pro-with">
                <h2 id="pro-with">{w.with_title()}</h2>
                <p class="prose">{w.with_text()}</p>
                <Form command="pro_sante.start" class="form">
                    <ProfessionTick />
                    <Submit label=if again { w.again_submit() } else { w.with_submit() } />
                </Form>
            </section>
        })}
        {page.manual.then(|| view! {
            <section class="section" aria-labelledby="pro-manual">
                <h2 id="pro-manual">{w.manual_title()}</h2>
                <p class="prose">{w.manual_text()}</p>
                <p class="prose">{w.proof_text()}</p>
                <Form command="members.claim" class="form" files=true whole=true>
                    <ClaimFields />
                    <ProofField />
                    <Submit label=w.manual_submit() class="btn btn--second" />
                </Form>
            </section>
        })}
        {pending.then(|| view! {
            <section class="section" aria-labelledby="pro-proof">
                <h2 id="pro-proof">{w.proof_title()}</h2>
                <p class="prose">{w.proof_text()}</p>
                <Form command="pro_sante.proof" class="form" files=true whole=true>
                    <ProofField />
                    <Submit label=w.proof_submit() class="btn btn--second" />
                </Form>
            </section>
        })}
        {(page.manual || pending).then_some(alone)}
        {page.unreceipted.then(|| view! {
            <section class="section" aria-labelledby="pro-back">
                <h2 id="pro-back">{w.back_title()}</h2>
                <p class="prose">{w.back_text()}</p>
                <Form command="members.withdraw" bare=true>
                    <Hidden name="purpose" value=Purpose::Profession.word() />
                    <button class="btn btn--second btn--s">{w.back_submit()}</button>
                </Form>
            </section>
        })}
    }
}

/// The file that proves it.
#[component]
fn ProofField() -> impl IntoView {
    let w = Words::here();
    view! {
        <FileField name=PROOF_FIELD label=w.proof_field() hint=w.proof_hint()
            accept="application/pdf,image/jpeg,image/png,image/webp" />
    }
}

/// What the way back from Pro Santé Connect says in the address.
#[component]
fn TroubleView() -> impl IntoView {
    let query = use_query_map();
    move || {
        let w = Words::here();
        let trouble = query.with(|query| query.get("trouble")).and_then(|word| Trouble::from_word(&word))?;
        Some(view! {
            <div class="error-summary" role="alert">
                <p class="label">{w.trouble()}</p>
                <p>{w.why(trouble)}</p>
            </div>
        })
    }
}
