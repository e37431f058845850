//! The summary of an adverse effect: prefilled from one's own text, made, and taken along. It has no draft: nothing of
//! it stays on the device.

use super::{Words, api, summary};
use crate::crisis;
use crate::forms::{Choice, Choices, Form, FormState, Hidden, Select, Submit, TextArea, TextField, hydrated};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Icon;
use domain::vigilance::{Age, DeclarePage as Page, Portal, Sex, Who};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use wasm_bindgen::{JsCast, JsValue};

impl Carried for Page {}

/// `/vigilance/{thread or reply}`
#[component]
pub fn DeclarePage() -> impl IntoView {
    let w = Words::here();
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("id").unwrap_or_default()), api::read_declare);
    view! {
        <Main>
            <Title text=w.title() />
            {loaded(data, |page| view! { <Declare page /> })}
        </Main>
    }
}

#[component]
fn Declare(page: Page) -> impl IntoView {
    let w = Words::here();
    let back = match page.reply {
        Some(reply) => format!("/t/{}?at={reply}#r-{reply}", page.thread),
        None => format!("/t/{}", page.thread),
    };
    let (told, portal) = (page.told, page.portal);
    let nothing = !told.tells();
    let who = if told.relative || page.carer { Who::Relative } else { Who::Me };
    let story = told.sentences.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join("\n");
    let whose: Vec<Choice> = Who::ALL.iter().map(|&who| Choice::plain(who.word(), w.who_word(who))).collect();
    let unsaid = || std::iter::once((String::new(), w.unsaid().to_owned()));
    let ages = Age::ALL.iter().map(|&age| (age.word().to_owned(), w.age_word(age).to_owned()));
    let sexes = Sex::ALL.iter().map(|&sex| (sex.word().to_owned(), w.sex_word(sex).to_owned()));
    let (ages, sexes): (Vec<_>, Vec<_>) = (unsaid().chain(ages).collect(), unsaid().chain(sexes).collect());
    view! {
        <p class="crumb"><a href=back><Icon name="fleche-g" />{w.back()}</a></p>
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="lead">{w.lead()}</p>
        </div>
        <div class="notice"><Icon name="cadenas" /><p><strong>{w.kept_nowhere()}</strong></p></div>
        <p class="prose">{w.doubt()}" "{crisis::Words(w.0).in_an_emergency(&crisis::numbers())}</p>
        {nothing.then(|| view! { <p class="prose">{w.nothing_found()}</p> })}
        <Form command="vigilance.summarise" class="form">
            <Hidden name="about" value=page.about />
            <TextField name="medicine" label=w.medicine() hint=w.medicine_hint() value=told.medicines.join(", ") autocomplete="off" />
            <TextField name="effect" label=w.effect() hint=w.effect_hint() value=told.effects.join(", ") autocomplete="off" />
            <TextField name="since" label=w.since() hint=w.since_hint() value=told.since autocomplete="off" optional=true />
            <TextField name="until" label=w.until() hint=w.until_hint() autocomplete="off" optional=true />
            <TextField name="came" label=w.came() hint=w.came_hint() value=told.came autocomplete="off" optional=true />
            <Choices name="who" legend=w.who() choices=whose value=who.word() />
            <Select name="age" label=w.age() options=ages />
            <Select name="sex" label=w.sex() options=sexes />
            <TextArea name="story" label=w.story() hint=w.story_hint() value=story class="voice" rows=6 optional=true />
            <div class="btns btns--stack"><Submit label=w.prepare() /></div>
            <Ready portal />
        </Form>
    }
}

/// The summary, once the form came back without an error.
#[component]
fn Ready(portal: Portal) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let copied = RwSignal::new(false);
    move || {
        if state.problem.get().is_some() {
            return None;
        }
        let typed = state.refused.with(|refused| {
            refused.as_ref().filter(|refused| refused.errors.is_empty()).map(|refused| refused.typed.clone())
        })?;
        copied.set(false);
        let text = summary::text(w, &typed, &portal);
        let file = format!("data:text/plain;charset=utf-8,{}", domain::text::encode(&text));
        let taken = text.clone();
        let copy = move |_: leptos::ev::MouseEvent| {
            if copy(&taken).is_some() {
                copied.set(true);
            }
        };
        let buttons = move || {
            let copy = copy.clone();
            hydrated().then(|| {
                view! {
                    <button type="button" class="btn btn--second" on:click=copy>{w.copy()}</button>
                    <button type="button" class="btn btn--second" on:click=move |_| { let _ = window().print(); }>
                        <Icon name="imprimer" />{w.print()}
                    </button>
                }
            })
        };
        Some(view! {
            // Where a form's errors would be led to: the answer is led to in the same way.
            <section class="summary" id=state.id("summary") tabindex="-1" aria-labelledby="summary-title">
                <h2 id="summary-title">{w.ready()}</h2>
                <p>{w.ready_text()}</p>
                <p class="summary__text">{text}</p>
                <p role="status">{move || copied.get().then(|| w.copied())}</p>
                <div class="btns">
                    <a class="btn" href=portal.url.clone() target="_blank" rel="noopener noreferrer external">
                        <Icon name="lien" />{w.open(&portal.name)}<span class="sr">" ("{w.new_tab()}")"</span>
                    </a>
                    <a class="btn btn--second" href=file download=w.file() rel="external"><Icon name="telecharger" />{w.download()}</a>
                    {buttons}
                </div>
            </section>
        })
    }
}

/// Hands a text to the device's clipboard, where the browser lets it.
fn copy(text: &str) -> Option<()> {
    use web_sys::js_sys::{Function, Reflect};
    let navigator = Reflect::get(&window(), &JsValue::from_str("navigator")).ok()?;
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    let write = Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?;
    write.dyn_ref::<Function>()?.call1(&clipboard, &JsValue::from_str(text)).ok().map(|_| ())
}
