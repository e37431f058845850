//! Fields: label, hint, what was typed, what is wrong.

use super::form::FormState;
use super::words::Words;
use leptos::prelude::*;

/// Escapes text where Leptos does not: a text area's content, and on the server the page's title.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn described(state: FormState, name: &'static str, hint: bool) -> impl Fn() -> Option<String> + Clone + Send + 'static {
    move || {
        let error = state.error(name).map(|_| state.id(&format!("{name}-error")));
        let hint = hint.then(|| state.id(&format!("{name}-hint")));
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (one, other) => one.or(other),
        }
    }
}

/// What is wrong at a field.
#[component]
pub fn FieldErrorView(
    name: &'static str,
    /// The form, for what is drawn later than the form itself.
    #[prop(optional)]
    state: Option<FormState>,
) -> impl IntoView {
    let state = state.unwrap_or_else(expect_context::<FormState>);
    move || {
        state.error(name).map(|error| {
            view! {
                <p class="field__error" id=state.id(&format!("{name}-error"))>
                    <span class="sr">{Words::here().error_prefix()}</span>
                    {super::say(error)}
                </p>
            }
        })
    }
}

/// A line of text.
#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "on")] autocomplete: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] optional: bool,
    #[prop(into, optional)] class: String,
    /// Told what is typed.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
    /// The form, for what is drawn later than the form itself.
    #[prop(optional)]
    state: Option<FormState>,
) -> impl IntoView {
    let state = state.unwrap_or_else(expect_context::<FormState>);
    let id = state.id(name);
    let value = if kind == "password" { String::new() } else { state.typed(name).unwrap_or(value) };
    let has_hint = !hint.is_empty();
    view! {
        <div class=format!("field {class}")>
            <label for=id.clone()>{label}{optional.then(|| view! { <span class="soft">" ("{Words::here().optional()}")"</span> })}</label>
            {has_hint.then(|| view! { <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span> })}
            <input class="input" type=kind id=id name=name value=value autocomplete=autocomplete inputmode=inputmode
                aria-describedby=described(state, name, has_hint)
                aria-invalid=move || state.error(name).map(|_| "true")
                on:input:target=move |event| if let Some(typed) = typed { typed.set(event.target().value()) } />
            <FieldErrorView name state />
        </div>
    }
}

/// Several lines of text. The only `<textarea>` there is: a check refuses any other.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] value: String,
    #[prop(default = 6)] rows: u32,
    #[prop(optional)] optional: bool,
    #[prop(into, optional)] class: String,
    /// Told what is typed, for previews.
    #[prop(optional)]
    typed: Option<RwSignal<String>>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = state.id(name);
    let value = state.typed(name).unwrap_or(value);
    // A page's parser drops a first line feed (HTML, 13.1.2.5); what is drawn in the browser keeps it.
    let content = format!("{}{}", if cfg!(feature = "ssr") { "\n" } else { "" }, escape(&value));
    let has_hint = !hint.is_empty();
    view! {
        <div class="field">
            <label for=id.clone()>{label}{optional.then(|| view! { <span class="soft">" ("{Words::here().optional()}")"</span> })}</label>
            {has_hint.then(|| view! { <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span> })}
            <textarea class=format!("area {class}") id=id name=name rows=rows
                aria-describedby=described(state, name, has_hint)
                aria-invalid=move || state.error(name).map(|_| "true")
                on:input:target=move |event| if let Some(typed) = typed { typed.set(event.target().value()) }
                inner_html=content></textarea>
            <FieldErrorView name />
        </div>
    }
}

/// One of several choices offered.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// Its name.
    pub label: String,
    /// What it means.
    pub hint: String,
    /// Icon of the sprite, if any.
    pub icon: Option<&'static str>,
}

impl Choice {
    /// A choice without icon and explanation.
    pub fn plain(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), icon: None }
    }
}

/// A group of choices of which one is taken.
#[component]
pub fn Choices(
    name: &'static str,
    #[prop(into)] legend: String,
    #[prop(into)] choices: Vec<Choice>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] class: String,
    /// Told what is chosen.
    #[prop(optional)]
    chosen: Option<RwSignal<String>>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let offered = |value: &String| choices.iter().any(|choice| choice.value == *value);
    // Drawn anew, because what is offered depends on another field, it keeps what is chosen.
    let kept = chosen.map(|chosen| chosen.get_untracked()).filter(offered);
    let value = kept.or_else(|| state.typed(name).filter(offered)).unwrap_or(value);
    if let Some(chosen) = chosen {
        chosen.set(value.clone());
    }
    let has_hint = !hint.is_empty();
    let group = if class.is_empty() { "choices".to_owned() } else { class };
    let choices = choices
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            // The first one carries the field's own id: the summary's link leads to it.
            let id = if place == 0 { state.id(name) } else { state.id(&format!("{name}-{place}")) };
            let checked = choice.value == value;
            let sent = choice.value.clone();
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name=name value=choice.value checked=checked
                        on:change=move |_| if let Some(chosen) = chosen { chosen.set(sent.clone()) } />
                    <label for=id>
                        {choice.icon.map(|icon| view! { <crate::ui::Icon name=icon class="i--l" /> })}
                        <strong>{choice.label}</strong>
                        {(!choice.hint.is_empty()).then(|| view! { <span class="hint">{choice.hint}</span> })}
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" aria-describedby=described(state, name, has_hint)
            aria-invalid=move || state.error(name).map(|_| "true")>
            <legend class="label">{legend}</legend>
            {has_hint.then(|| view! { <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span> })}
            <div class=group>{choices}</div>
            <FieldErrorView name />
        </fieldset>
    }
}

/// A list to choose one entry from.
#[component]
pub fn Select(
    name: &'static str,
    #[prop(into)] label: String,
    /// Value and name of each entry.
    #[prop(into)]
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] chosen: Option<RwSignal<String>>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = state.id(name);
    let value = state.typed(name).unwrap_or(value);
    let has_hint = !hint.is_empty();
    let options = options
        .into_iter()
        .map(|(entry, label)| {
            let selected = entry == value;
            view! { <option value=entry selected=selected>{label}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {has_hint.then(|| view! { <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span> })}
            <select class="select" id=id name=name aria-describedby=described(state, name, has_hint)
                aria-invalid=move || state.error(name).map(|_| "true")
                on:change:target=move |event| if let Some(chosen) = chosen { chosen.set(event.target().value()) }>
                {options}
            </select>
            <FieldErrorView name />
        </div>
    }
}

/// A file that goes with the form; the form needs `files=true` and `whole=true`.
#[component]
pub fn FileField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// Media types that the browser offers first.
    accept: &'static str,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = state.id(name);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span>
            <input class="input" type="file" id=id name=name accept=accept aria-describedby=described(state, name, true)
                aria-invalid=move || state.error(name).map(|_| "true") />
            <FieldErrorView name />
        </div>
    }
}

/// A box to tick.
#[component]
pub fn Tick(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    #[prop(optional)] checked: bool,
    /// What is sent when it is ticked; several boxes of one name differ in it.
    #[prop(default = "1")]
    value: &'static str,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = if value == "1" { state.id(name) } else { state.id(&format!("{name}-{value}")) };
    let checked = state.chosen(name, value).unwrap_or(checked);
    let has_hint = !hint.is_empty();
    view! {
        <div class="field">
            <div class="choice choice--plain">
                <input type="checkbox" id=id.clone() name=name value=value checked=checked
                    aria-describedby=described(state, name, has_hint)
                    aria-invalid=move || state.error(name).map(|_| "true") />
                <label for=id>{label}
                    {has_hint.then(|| view! { <span class="hint" id=state.id(&format!("{name}-hint"))>{hint}</span> })}
                </label>
            </div>
            <FieldErrorView name />
        </div>
    }
}

/// A value that travels unseen.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

/// The button that sends the form.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    #[prop(default = "btn btn--l")] class: &'static str,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] value: Option<&'static str>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let waiting = Words::here().sending();
    view! {
        <button class=class name=name value=value aria-disabled=move || (state.pending.get() || state.busy.get()).then_some("true")>
            {move || if state.pending.get() { waiting.to_owned() } else { label.clone() }}
        </button>
    }
}
