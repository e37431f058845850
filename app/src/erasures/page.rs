//! `/settings/erase`: what goes, what may stay, and the last word.

use super::section::WillBeErased;
use crate::forms::{Choice, Choices, Form, Submit, TextField};
use crate::layout::Main;
use crate::load::{load, loaded};
use crate::members::api;
use crate::members::settings::SettingsHead;
use domain::erasures::{Moment, Words as Kept};
use domain::members::DataView;
use leptos::prelude::*;

words! {
    title: "Effacer mon compte", "Erase my account";
    lead: "Prenez votre temps. Cette page dit d’abord ce qui part, puis ce qui peut rester.",
        "Take your time. This page first says what goes, then what may stay.";
    goes: "Ce qui part", "What goes";
    goes_account: "Votre compte : adresse, pseudonyme, mot de passe, appareils connectés, réglages, alertes, accords.",
        "Your account: address, pseudonym, password, signed-in devices, settings, alerts, agreements.";
    goes_texts: "Ce que vous avez écrit sans que personne y réponde ou y réagisse, et toutes les versions précédentes de vos textes.",
        "What you wrote and nobody replied or reacted to, and every earlier version of your texts.";
    goes_pictures: "Toutes vos images.", "All your pictures.";
    goes_given: "Vos réactions, vos abonnements, votre place dans les communautés.",
        "Your reactions, what you follow, your place in communities.";
    goes_letters: "Vos messages privés, des deux côtés : la personne qui les a reçus ne pourra plus les lire, et vos échanges disparaissent aussi chez elle.",
        "Your private messages, on both sides: whoever received them can no longer read them, and your exchanges disappear for them too.";
    goes_names: "Votre pseudonyme là où d’autres l’ont écrit avec un @ : il y aura « … » à la place.",
        "Your pseudonym where others named you with an @: there will be “…” in its place.";
    goes_backups: "Les sauvegardes ne servent plus à retrouver ce qui était privé : la clé qui l’ouvrait est détruite. Si une sauvegarde est remise en place, vos données en sont effacées de nouveau.",
        "Backups no longer bring back what was private: the key that opened it is destroyed. If a backup is put back, you are erased from it again.";
    device: "Sur vos autres appareils, les brouillons et les pages gardées s’effacent quand vous y ouvrez Vécu de nouveau.",
        "On your other devices, drafts and kept pages are deleted when you next open Vécu there.";
    stays: "Ce qui peut rester", "What may stay";
    stays_text: "Ce à quoi d’autres ont répondu ou réagi, et ce qui a aidé. Vous choisissez.",
        "What others replied or reacted to, and what helped. You choose.";
    copy: "Récupérer d’abord mes données", "Take my data with me first";
    words: "Mes textes auxquels d’autres ont répondu ou réagi", "My texts that others replied or reacted to";
    remove: "Les effacer", "Erase them";
    remove_hint: "À leur place, une ligne dit que le message a été effacé. Les réponses des autres restent.",
        "In their place a line says that the post was deleted. The replies of others stay.";
    leave: "Laisser mes mots, sans mon nom", "Leave my words, without my name";
    leave_hint: "Ils restent utiles à d’autres. Rien ne les relie plus à vous : ensuite, personne ne pourra les retirer à votre demande. Relisez-les si vous y parlez de vous.",
        "They stay useful to others. Nothing links them to you any more: afterwards nobody can remove them at your request. Read them again if you speak about yourself in them.";
    when: "Quand", "When";
    later: "Dans quatorze jours", "In fourteen days";
    later_hint: "Un message vous le rappelle tout de suite. Pour changer d’avis, connectez-vous, ouvrez « Mes données » et appuyez sur « Garder mon compte ».",
        "A mail reminds you of it right away. To change your mind, sign in, open “My data” and press “Keep my account”.";
    now: "Tout de suite", "At once";
    now_hint: "Il n’y a pas de retour possible.", "There is no way back.";
    pseudonym: "Écrivez votre pseudonyme pour confirmer", "Type your pseudonym to confirm";
    submit: "Effacer mon compte", "Erase my account";
    back: "Ne rien effacer, revenir à mes données", "Erase nothing, go back to my data";
    hindered: "Pas encore : il reste quelque chose à transmettre", "Not yet: something is left to hand over";
    host: "Ces communautés n’ont que vous pour hôte, et d’autres personnes en font partie. Nommez d’abord quelqu’un d’autre :",
        "You alone look after these communities, and others belong to them. Name somebody else first:";
    host_help: "Personne ne peut prendre la suite ? Écrivez à l’équipe qui tient ce site : elle vous aidera.",
        "Nobody can take over? Write to the people who run this site: they will help you.";
    administrator: "Personne d’autre que vous n’administre ce site. Confiez d’abord l’administration à une autre personne, depuis la page « Membres ».",
        "You alone administer this site. Make somebody else an administrator first, on the page “Members”.";
}

/// The page.
#[component]
pub fn ErasePage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::data());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, |data| view! { <Leave data /> })}
        </Main>
    }
}

#[component]
fn Leave(data: DataView) -> impl IntoView {
    let w = Words::here();
    let leaving = data.leaving;
    let hindered = leaving.last_administrator || !leaving.alone_host_of.is_empty();
    let hosted = leaving
        .alone_host_of
        .iter()
        .map(|link| view! { <li><a href=format!("/c/{}/hosts", link.slug)>{link.labelled(w.0)}</a></li> })
        .collect_view();
    view! {
        <SettingsHead here="/settings/data" />
        {leaving.asked.map(|asked| view! { <WillBeErased asked /> })}
        <section class="section" aria-labelledby="erase">
            <h2 id="erase">{w.title()}</h2>
            <p class="prose">{w.lead()}</p>
            <h3 class="mt-4">{w.goes()}</h3>
            <ul class="prose">
                <li>{w.goes_account()}</li>
                <li>{w.goes_texts()}</li>
                <li>{w.goes_pictures()}</li>
                <li>{w.goes_given()}</li>
                <li>{w.goes_letters()}</li>
                <li>{w.goes_names()}</li>
                <li>{w.goes_backups()}</li>
            </ul>
            <p class="prose">{w.device()}</p>
            <h3 class="mt-4">{w.stays()}</h3>
            <p class="prose">{w.stays_text()}</p>
            <p class="btns"><a class="btn btn--second" href="/settings/data#set-export">{w.copy()}</a></p>
        </section>
        {if hindered {
            view! {
                <section class="section" aria-labelledby="hindered">
                    <h2 id="hindered">{w.hindered()}</h2>
                    {leaving.last_administrator.then(|| view! { <p class="prose">{w.administrator()}</p> })}
                    {(!leaving.alone_host_of.is_empty()).then(|| view! {
                        <p class="prose">{w.host()}</p>
                        <ul class="prose">{hosted}</ul>
                        <p class="prose">{w.host_help()}</p>
                    })}
                </section>
            }.into_any()
        } else {
            view! { <Confirm /> }.into_any()
        }}
        <p class="mt-5"><a href="/settings/data">{w.back()}</a></p>
    }
}

#[component]
fn Confirm() -> impl IntoView {
    let w = Words::here();
    let choice = |value: &str, label: &str, hint: &str| Choice {
        value: value.into(),
        label: label.into(),
        hint: hint.into(),
        icon: None,
    };
    let words = vec![
        choice(Kept::Remove.word(), w.remove(), w.remove_hint()),
        choice(Kept::Leave.word(), w.leave(), w.leave_hint()),
    ];
    let moments = vec![
        choice(Moment::Later.word(), w.later(), w.later_hint()),
        choice(Moment::Now.word(), w.now(), w.now_hint()),
    ];
    view! {
        <Form command="erasures.request" class="panel form mt-5">
            <Choices name="words" legend=w.words() choices=words />
            <Choices name="moment" legend=w.when() choices=moments />
            <TextField name="pseudonym" label=w.pseudonym() autocomplete="off" />
            <Submit label=w.submit() class="btn btn--l btn--danger-full" />
        </Form>
    }
}
