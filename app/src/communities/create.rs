//! Opening a community: who it is for, its charter, its money, its promises.

use super::api;
use super::charter_form::CharterFields;
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::boot;
use crate::forms::{Choice, Choices, Form, Select, Submit, TextArea, TextField, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::communities::{CreatePage as Page, Visibility};
use leptos::prelude::*;
use leptos_meta::Title;

impl Carried for Page {}

#[component]
pub fn CreatePage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::create_page());
    view! {
        <Main class="narrow">
            <Title text=w.create() />
            {loaded(data, |page| view! { <Create page /> })}
        </Main>
    }
}

#[component]
fn Create(page: Page) -> impl IntoView {
    let w = Words::here();
    let locale = boot::locale();
    let chosen = RwSignal::new(String::new());
    let [open, members] = page.consent;
    let languages = vec![("fr".to_owned(), "Français".to_owned()), ("en".to_owned(), "English".to_owned())];
    let visibilities = [
        Choice {
            hint: w.visibility_members_hint().to_owned(),
            icon: Some("cadenas"),
            ..Choice::plain(Visibility::Members.word(), w.members_only())
        },
        Choice {
            hint: w.visibility_open_hint().to_owned(),
            icon: Some("oeil"),
            ..Choice::plain(Visibility::Open.word(), w.open())
        },
    ];
    view! {
        <h1 class="title title--accent">{w.create()}</h1>
        <p class="lead">{w.create_lead()}</p>
        <Form command="communities.create" class="form" draft=true>
            <section class="section" aria-labelledby="part-identity">
                <h2 id="part-identity">{w.part_identity()}</h2>
                <TextField name="name" label=w.name() hint=w.name_hint() autocomplete="off" />
                <TextArea name="description" label=w.description() hint=w.description_hint() />
                <Vocabulary conditions=page.conditions />
                <Select name="locale" label=w.language() options=languages value=locale.code() />
                <Choices name="visibility" legend=w.visibility() choices=visibilities.to_vec()
                    value=Visibility::Members.word() chosen />
            </section>
            <CharterFields />
            <section class="section panel" aria-labelledby="part-consent">
                <h2 id="part-consent">{w.part_consent()}</h2>
                <p>{w.create_consent()}</p>
                <Consent open members chosen />
                <Tick name="consent" label=w.create_agree() hint=w.join_agree_hint() />
            </section>
            <p class="btns"><Submit label=w.create_submit() /></p>
        </Form>
    }
}

/// The text of consent for the visibility chosen. Without JavaScript the choice is not known yet:
/// both texts are shown, each under its name.
#[component]
fn Consent(open: Vec<String>, members: Vec<String>, chosen: RwSignal<String>) -> impl IntoView {
    let w = Words::here();
    let text = |visibility: Visibility, title: &'static str, paragraphs: Vec<String>| {
        let hide = move || crate::forms::hydrated() && chosen.with(|chosen| chosen != visibility.word());
        view! {
            <div class="prose" hidden=hide>
                <h3>{title}</h3>
                {paragraphs.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view()}
            </div>
        }
    };
    view! {
        {text(Visibility::Members, w.members_only(), members)}
        {text(Visibility::Open, w.open(), open)}
    }
}
