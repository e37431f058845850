//! The field that takes pictures. Without JavaScript files are sent with the form and come back as pictures to
//! describe; hydrated, each is sent as soon as it is chosen.

use super::bring::{Bringing, bring_all};
use super::words::Words;
use crate::forms::{FieldErrorView, FormState, hydrated};
use domain::pictures::{ADD_FIELD, ALL_FIELD, FIELD, FILE_FIELD, PictureView, Size, alt_field};
use domain::{Fields, PictureId};
use leptos::prelude::*;

/// A picture in the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub id: PictureId,
    pub alt: String,
}

/// The pictures that fields name, with what was typed of each.
fn named(fields: &Fields) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for id in fields.all(FIELD).filter_map(|id| id.parse::<PictureId>().ok()) {
        if items.iter().all(|item| item.id != id) {
            items.push(Item { id, alt: fields.get(&alt_field(id)).to_owned() });
        }
    }
    items
}

/// The pictures of a text: those it has, and a way to bring more. The form that holds it needs `files=true`.
#[component]
pub fn Pictures(#[prop(optional)] pictures: Vec<PictureView>) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let typed = state.refused.with_untracked(|refused| refused.as_ref().map(|refused| named(&refused.typed)));
    let items =
        RwSignal::new(typed.unwrap_or_else(|| {
            pictures.into_iter().map(|picture| Item { id: picture.id, alt: picture.alt }).collect()
        }));
    // A draft that comes back brings its pictures along.
    Effect::new(move || {
        if let Some(kept) = state.draft.get() {
            items.set(named(&kept));
        }
    });
    let bringing = Bringing { items, said: RwSignal::new(String::new()), refused: RwSignal::new(Vec::new()) };
    let files = NodeRef::<leptos::html::Input>::new();
    let field = NodeRef::<leptos::html::Fieldset>::new();
    super::bring::empties(field, bringing);
    // The summary of what is wrong leads to it.
    let id = state.id(FIELD);
    let chosen = move || {
        if let (Some(input), Some(field)) = (files.get_untracked(), field.get_untracked()) {
            bring_all(&input, field, state, bringing);
        }
    };
    // What was chosen before the program was there.
    Effect::new(move || {
        if hydrated() {
            chosen();
        }
    });
    let error = Signal::derive(move || state.error(FIELD).is_some());
    let described = {
        let (hint, at) = (state.id("picture-hint"), state.id(&format!("{FIELD}-error")));
        move || if error.get() { format!("{at} {hint}") } else { hint.clone() }
    };
    let remove = move |id: PictureId| {
        items.update(|items| items.retain(|item| item.id != id));
        if let (Some(field), Some(input)) = (field.get_untracked(), files.get_untracked()) {
            super::bring::changed(field);
            let _ = input.focus();
        }
    };
    let place_of = move |id: PictureId| {
        move || items.with(|items| (1..).zip(items).find(|(_, item)| item.id == id).map_or(0u32, |(place, _)| place))
    };
    view! {
        <fieldset class="field pictures-field" node_ref=field aria-describedby=state.id("picture-hint")>
            <legend class="label">{w.legend()}<span class="soft">" ("{crate::forms::Words::here().optional()}")"</span></legend>
            <span class="hint" id=state.id("picture-hint")>{w.hint()}</span>
            <input type="hidden" name=ALL_FIELD value="1" />
            <ul class="pictures-field__list">
                <For each=move || items.get() key=|item| item.id children=move |item| {
                    let place = place_of(item.id);
                    view! { <Brought item place remove /> }
                } />
            </ul>
            <div class="btns">
                <input type="file" id=id.clone() name=FILE_FIELD multiple accept="image/jpeg,image/png,image/webp,image/gif"
                    node_ref=files class:sr=hydrated aria-describedby=described aria-invalid=move || error.get().then_some("true")
                    disabled=move || state.busy.get() || state.pending.get() on:change=move |_| chosen() />
                <label for=id class=move || if hydrated() { "btn btn--second btn--s" } else { "sr" }>{w.choose()}</label>
                // Never drawn once hydrated: it would be the button that Enter presses.
                {move || (!hydrated()).then(|| view! {
                    <button class="btn btn--quiet btn--s" name=ADD_FIELD value="1">{w.add()}</button>
                })}
            </div>
            <p class="small soft" role="status">{move || bringing.said.get()}</p>
            <div role="alert">
                {move || bringing.refused.get().into_iter().map(|why| view! { <p class="field__error">{why}</p> }).collect_view()}
            </div>
            <FieldErrorView name=FIELD />
        </fieldset>
    }
}

/// A picture that is there: what it shows, and a way to be rid of it.
#[component]
fn Brought(
    item: Item,
    place: impl Fn() -> u32 + Copy + Send + Sync + 'static,
    remove: impl Fn(PictureId) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let id = item.id;
    let picture = PictureView { id, alt: String::new(), width: 0, height: 0 };
    let keep = state.id(&format!("picture-{id}"));
    let name = alt_field(id);
    let (field, wrong) = (state.id(&name), name.clone());
    let error = Signal::derive(move || state.error(&wrong).map(crate::forms::say));
    let (hint, at) = (format!("{field}-hint"), format!("{field}-error"));
    let described = format!("{at} {hint}");
    let alt = state.typed(&name).unwrap_or(item.alt);
    view! {
        <li class="pictures-field__one">
            <img src=picture.address(Size::Small) alt="" width="96" height="96" loading="lazy" />
            <div>
                <div class="field">
                    <label for=field.clone()>{move || w.alt(place())}<span class="soft">" ("{crate::forms::Words::here().optional()}")"</span></label>
                    <span class="hint" id=hint>{w.alt_hint()}</span>
                    <input class="input" id=field name=name value=alt autocomplete="off" aria-describedby=described
                        aria-invalid=move || error.get().map(|_| "true") />
                    {move || error.get().map(|error| view! { <p class="field__error" id=at.clone()>{error}</p> })}
                </div>
                <p class="choice choice--plain" hidden=hydrated>
                    <input type="checkbox" id=keep.clone() name=FIELD value=id.to_string() checked=true />
                    <label for=keep>{move || w.keep(place())}</label>
                </p>
                {move || hydrated().then(|| view! {
                    <button type="button" class="btn btn--quiet btn--s" aria-label=move || w.remove_named(place()) on:click=move |_| remove(id)>{w.remove()}</button>
                })}
            </div>
        </li>
    }
}
