//! The mails that a development server kept instead of sending. Anywhere else: not found.

use super::api;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::members::KeptMail;
use leptos::prelude::*;

impl Carried for Vec<KeptMail> {}

words! {
    title: "Messages gardés", "Kept mail";
    lead: "Ce serveur de développement n’envoie rien : voici ce qu’il aurait envoyé, le plus récent d’abord.",
        "This development server sends nothing: this is what it would have sent, latest first.";
    none: "Aucun message pour l’instant.", "No mail so far.";
    to: "À :", "To:";
}

/// The page.
#[component]
pub fn MailPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::mail());
    view! {
        <Main>
            <leptos_meta::Title text=w.title() />
            {loaded(data, move |mails| {
                let none = mails.is_empty();
                let list = mails.into_iter().map(|mail| view! { <Letter mail /> }).collect_view();
                view! {
                    <div class="page-head">
                        <h1 class="title title--accent">{w.title()}</h1>
                        <p class="lead">{w.lead()}</p>
                    </div>
                    {none.then(|| view! { <p class="soft">{w.none()}</p> })}
                    <ul class="rows" role="list">{list}</ul>
                }
            })}
        </Main>
    }
}

#[component]
fn Letter(mail: KeptMail) -> impl IntoView {
    let w = Words::here();
    let to = mail.to.clone();
    let paragraphs = mail
        .text
        .split("\n\n")
        .map(|paragraph| {
            let words = paragraph.split_whitespace().map(word).collect_view();
            view! { <p>{words}</p> }
        })
        .collect_view();
    view! {
        <li class="panel panel--line" data-mail=mail.to.clone()>
            <h2>{mail.subject}</h2>
            <p class="small soft">{w.to()}" "{to}</p>
            {paragraphs}
        </li>
    }
}

/// A word, or a link to this site: only its path, so that it works at whatever address one came by.
fn word(word: &str) -> AnyView {
    let path = word.split_once("://").map(|(_, rest)| rest.find('/').map_or("/", |place| &rest[place..]).to_owned());
    match path {
        Some(path) => view! { <a href=path rel="external">{word.to_owned()}</a>" " }.into_any(),
        None => view! { {word.to_owned()}" " }.into_any(),
    }
}
