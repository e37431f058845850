//! The fields of a charter, when a community opens and when its charter changes; the page that changes it.

use super::api;
use super::charter_words::Words as CharterWords;
use super::sources::Sources;
use super::words::Words;
use crate::forms::{Choice, Choices, Form, Hidden, Submit, TextArea, TextField, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::communities::{Charter, CharterEditPage as Page, OwnerType};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

impl Carried for Page {}

/// Owner, money, promises: as they are in `charter`, or empty.
#[component]
pub fn CharterFields(#[prop(optional)] charter: Option<Charter>) -> impl IntoView {
    let w = Words::here();
    let types = [
        (OwnerType::Patients, w.type_patients(), ""),
        (OwnerType::Association, w.type_association(), ""),
        (OwnerType::Institution, w.type_institution(), w.type_institution_hint()),
        (OwnerType::Company, w.type_company(), w.type_company_hint()),
    ]
    .map(|(owner_type, label, hint)| Choice { hint: hint.to_owned(), ..Choice::plain(owner_type.word(), label) });
    let now = |part: fn(&Charter) -> &str| charter.as_ref().map(part).unwrap_or_default().to_owned();
    let advertising = now(|charter| if charter.advertising { "yes" } else { "no" });
    let sources = charter.as_ref().map(|charter| charter.sources.clone()).unwrap_or_default();
    view! {
        <section class="section" aria-labelledby="part-charter">
            <h2 id="part-charter">{w.part_charter()}</h2>
            <TextField name="owner" label=w.owner() hint=w.owner_hint() value=now(|charter| &charter.owner)
                autocomplete="organization" />
            <Choices name="owner_type" legend=w.owner_type() choices=types.to_vec()
                value=now(|charter| charter.owner_type.word()) />
        </section>
        <section class="section" aria-labelledby="part-money">
            <h2 id="part-money">{w.part_money()}</h2>
            <TextArea name="funding" label=w.funding() hint=w.funding_hint() value=now(|charter| &charter.funding) rows=3
                class="area--short" />
            <Sources sources />
            <Choices name="advertising" legend=w.advertising() value=advertising
                choices=vec![Choice::plain("no", w.advertising_no()), Choice::plain("yes", w.advertising_yes())] />
        </section>
        <section class="section" aria-labelledby="part-promises">
            <h2 id="part-promises">{w.part_promises()}</h2>
            <TextArea name="objectives" label=w.objectives() value=now(|charter| &charter.objectives) rows=4 />
            <TextArea name="data_use" label=w.data_use() hint=w.data_use_hint() value=now(|charter| &charter.data_use)
                rows=4 />
            <TextArea name="moderation" label=w.moderation() hint=w.moderation_hint()
                value=now(|charter| &charter.moderation) rows=4 />
        </section>
    }
}

/// `/c/{slug}/charter/edit`
#[component]
pub fn CharterEditPage() -> impl IntoView {
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("slug").unwrap_or_default()), api::charter_edit_page);
    view! { <Main class="narrow">{loaded(data, |page| view! { <Edit page /> })}</Main> }
}

#[component]
fn Edit(page: Page) -> impl IntoView {
    let c = CharterWords::here();
    let back = format!("/c/{}/charter", page.link.slug);
    view! {
        <Title text=c.change() />
        <p class="crumb"><a href=back>{page.link.labelled(c.0)}</a></p>
        <h1 class="title title--accent">{c.change()}</h1>
        <p class="lead">{c.change_lead()}</p>
        <Form command="communities.change_charter" key=format!("{}-{}", page.link.slug, page.charter.version) class="form" draft=true>
            <Hidden name="community" value=page.link.slug />
            <Hidden name="version" value=page.charter.version.to_string() />
            <CharterFields charter=page.charter />
            <section class="section panel" aria-labelledby="part-sure">
                <h2 id="part-sure">{c.effect()}</h2>
                <p>{c.effect_text()}</p>
                <Tick name="sure" label=c.sure() />
            </section>
            <p class="btns"><Submit label=c.publish() /></p>
        </Form>
    }
}
