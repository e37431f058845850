//! The form itself.

use super::proof::{PROVE, Pressed, Proof, pressed_of};
use super::words::Words;
use super::{NotDone, Submitted, draft, submit};
use crate::boot::{self, Refresh};
use crate::device;
use crate::error::{AppError, explain, sign_in_from_here};
use domain::pictures::ADD_FIELD;
use domain::{FieldError, Fields, Problem, Refused};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// What the fields of a form share.
#[derive(Clone, Copy)]
pub struct FormState {
    /// Prefix of element ids, unique on the page.
    pub prefix: StoredValue<String>,
    /// What came back, with what was typed.
    pub refused: RwSignal<Option<Refused>>,
    /// Why the whole is not possible.
    pub problem: RwSignal<Option<AppError>>,
    /// On its way.
    pub pending: RwSignal<bool>,
    /// Whether a draft was restored.
    pub restored: RwSignal<bool>,
    /// Whether it was put aside until the network is back.
    pub aside: RwSignal<bool>,
    /// Whether something of it is still arriving, and it cannot be sent yet.
    pub busy: RwSignal<bool>,
    /// The draft that was restored.
    pub draft: RwSignal<Option<Fields>>,
    /// The button that was pressed when the form came back: its name and value.
    pub pressed: RwSignal<Option<(String, String)>>,
}

impl FormState {
    /// The id of a field's element.
    pub fn id(self, name: &str) -> String {
        self.prefix.with_value(|prefix| format!("{prefix}-{name}"))
    }

    /// What was typed here before the form came back.
    pub fn typed(self, name: &str) -> Option<String> {
        self.refused.with_untracked(|refused| refused.as_ref().map(|refused| refused.typed.get(name).to_owned()))
    }

    /// Whether this very value of a name (a box, a choice) was sent before the form came back.
    pub fn chosen(self, name: &str, value: &str) -> Option<bool> {
        self.refused.with_untracked(|refused| {
            refused.as_ref().map(|refused| refused.typed.all(name).any(|typed| typed == value))
        })
    }

    /// What is wrong at this field.
    pub fn error(self, name: &str) -> Option<FieldError> {
        self.refused.with(|refused| refused.as_ref().and_then(|refused| refused.at(name)))
    }
}

/// A form that works with and without JavaScript. Its fields read [`FormState`] from context.
#[component]
pub fn Form(
    /// The command, e.g. `threads.reply`.
    command: &'static str,
    /// Tells several forms of one command on a page apart.
    #[prop(into, optional)]
    key: String,
    #[prop(into, optional)] class: String,
    /// Keep what is typed on this device until it is posted.
    #[prop(optional)]
    draft: bool,
    /// It takes files: see `pictures::Pictures`.
    #[prop(optional)]
    files: bool,
    /// Always sent whole by the browser, as without JavaScript: for files that go nowhere but with the form.
    #[prop(optional)]
    whole: bool,
    /// Show no summary of errors: for small forms that consist of buttons.
    #[prop(optional)]
    bare: bool,
    /// The names that its buttons carry: what was pressed is kept when the form comes back for a proof.
    #[prop(optional)]
    buttons: &'static [&'static str],
    #[prop(optional, into)] label: Option<String>,
    children: Children,
) -> impl IntoView {
    let refilled = with_context::<boot::Boot, _>(|boot| boot.refilled.clone())
        .flatten()
        .filter(|refilled| refilled.form == command && refilled.key == key);
    let problem = refilled.as_ref().and_then(|refilled| refilled.problem).map(AppError::Problem);
    let pressed = refilled.as_ref().and_then(|refilled| pressed_of(buttons, &refilled.refused.typed));
    let name = command.replace('.', "-");
    let state = FormState {
        prefix: StoredValue::new(if key.is_empty() { name.clone() } else { format!("{name}-{key}") }),
        refused: RwSignal::new(refilled.map(|refilled| refilled.refused)),
        problem: RwSignal::new(problem),
        pending: RwSignal::new(false),
        restored: RwSignal::new(false),
        aside: RwSignal::new(false),
        busy: RwSignal::new(false),
        draft: RwSignal::new(None),
        pressed: RwSignal::new(pressed),
    };
    provide_context(state);
    let element = NodeRef::<leptos::html::Form>::new();
    let draft_key = draft.then(|| draft::key(command, &key));
    if let Some(draft_key) = draft_key.clone() {
        draft::keep(element, draft_key, state);
    }
    let restored = draft_key.clone().map(|key| view! { <Restored state element key /> });
    let refresh = expect_context::<Refresh>().0;
    let navigate = leptos_router::hooks::use_navigate();
    let id = state.prefix.get_value();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        if whole {
            return;
        }
        event.prevent_default();
        if state.pending.get_untracked() || state.busy.get_untracked() {
            return;
        }
        let Some(form) = element.get_untracked() else { return };
        let fields = collect(&form, &event);
        // Drawn for pages without a program, and pressed before it was gone: what was chosen is on its way.
        if fields.has(ADD_FIELD) {
            return;
        }
        let (navigate, draft_key) = (navigate.clone(), draft_key.clone());
        let pressed = pressed_of(buttons, &fields);
        state.pending.set(true);
        state.aside.set(false);
        let later = device::LATER.contains(&command).then(|| fields.clone());
        spawn_local(async move {
            let answer = submit(command.to_owned(), fields).await;
            if let (Err(NotDone::Error(AppError::Network)), Some(fields)) = (&answer, later)
                && device::queue(command, &fields).await
            {
                state.pending.set(false);
                draft::clear(&form);
                if let Some(key) = draft_key {
                    draft::forget(&key);
                }
                state.refused.set(None);
                state.problem.set(None);
                state.restored.set(false);
                state.aside.set(true);
                focus_summary(&state.id("aside"));
                return;
            }
            state.pending.set(false);
            match answer {
                Ok(Submitted::Done { to, reload }) => {
                    if let Some(key) = draft_key {
                        // The page drawn anew may keep this very form.
                        draft::clear(&form);
                        draft::forget(&key);
                    }
                    state.refused.set(None);
                    state.problem.set(None);
                    state.pressed.set(None);
                    if reload {
                        if ["members.sign_out", "erasures.request"].contains(&command) {
                            draft::wipe();
                            device::wipe().await;
                        }
                        let _ = window().location().assign(&to);
                    } else {
                        refresh.update(|count| *count += 1);
                        navigate(&to, leptos_router::NavigateOptions { scroll: false, ..Default::default() });
                        crate::layout::focus_after(to);
                    }
                }
                Err(NotDone::Refused(refused)) => {
                    // A wrong proof: it is still asked for.
                    if refused.at(super::PASSWORD).is_none() {
                        state.problem.set(None);
                    }
                    state.pressed.set(pressed);
                    state.refused.set(Some(refused));
                    focus_summary(&state.id("summary"));
                }
                Err(NotDone::Error(error)) => {
                    state.pressed.set(pressed);
                    state.problem.set(Some(error));
                    focus_summary(&state.id("summary"));
                }
            }
        });
    };
    view! {
        <form method="post" action="" enctype=files.then_some("multipart/form-data") class=class id=id node_ref=element on:submit=on_submit novalidate
            aria-label=label aria-busy=move || state.pending.get().then_some("true")>
            <input type="hidden" name="_form" value=command />
            {(!key.is_empty()).then(|| view! { <input type="hidden" name="_key" value=key /> })}
            <Summary state bare proves=command != PROVE />
            <PutAside state />
            {(command != PROVE).then(|| view! { <Proof state /> })}
            {restored}
            {children()}
            {(!buttons.is_empty()).then(|| view! { <Pressed state /> })}
        </form>
    }
    .into_any()
}

/// Says that the form waits on this device.
#[component]
fn PutAside(state: FormState) -> impl IntoView {
    move || {
        state.aside.get().then(|| {
            view! {
                <div class="notice" id=state.id("aside") role="status" tabindex="-1">
                    <p>{device::Words::here().put_aside()}</p>
                </div>
            }
        })
    }
}

/// Says that a draft was found, and offers to be rid of it.
#[component]
fn Restored(state: FormState, element: NodeRef<leptos::html::Form>, key: String) -> impl IntoView {
    let w = Words::here();
    let key = StoredValue::new(key);
    let discard = move |_| {
        if let Some(form) = element.get_untracked() {
            draft::clear(&form);
        }
        key.with_value(|key| draft::forget(key));
        state.restored.set(false);
    };
    move || {
        state.restored.get().then(|| {
            view! {
                <div class="notice" role="status">
                    <p>{w.restored()}</p>
                    <p><button type="button" class="btn btn--quiet btn--s" on:click=discard>{w.discard()}</button></p>
                </div>
            }
        })
    }
}

/// What is wrong, above the form, with a link to each field.
#[component]
fn Summary(state: FormState, bare: bool, proves: bool) -> impl IntoView {
    let w = Words::here();
    let id = state.id("summary");
    let sign_in = sign_in_from_here();
    move || {
        let id = id.clone();
        // Then the question says it all.
        if proves && state.proving().is_some() {
            return None;
        }
        if let Some(error) = state.problem.get() {
            let (title, text) = explain(error);
            let words = crate::error::Words::here();
            let way_on = match error {
                AppError::Problem(Problem::SignInNeeded) => Some((sign_in.clone(), words.sign_in())),
                AppError::Problem(Problem::CharterChanged { community }) => {
                    Some((format!("/c/{community}/charter"), words.charter_read()))
                }
                AppError::Problem(Problem::Suspended) => Some(("/decisions".to_owned(), words.suspended_why())),
                _ => None,
            };
            let way_on = way_on.map(|(to, label)| view! { <p><a href=to rel="external">{label}</a></p> });
            return Some(
                view! {
                    <div class="error-summary" id=id role="alert" tabindex="-1">
                        <p class="label">{title}</p>
                        <p>{text}</p>
                        {way_on}
                    </div>
                }
                .into_any(),
            );
        }
        state.refused.with(|refused| {
            let refused = refused.as_ref().filter(|refused| !refused.errors.is_empty() && !bare)?;
            let errors = refused
                .errors
                .iter()
                .map(|(field, error)| {
                    view! { <li><a href=format!("#{}", state.id(field)) rel="external">{super::say(*error)}</a></li> }
                })
                .collect_view();
            Some(
                view! {
                    <div class="error-summary" id=id role="alert" tabindex="-1">
                        <p class="label">{w.summary()}</p>
                        <p>{w.kept()}</p>
                        <ul>{errors}</ul>
                    </div>
                }
                .into_any(),
            )
        })
    }
}

/// The form's fields in their order, with the button that was pressed.
fn collect(form: &web_sys::HtmlFormElement, event: &leptos::ev::SubmitEvent) -> Fields {
    let mut fields = Fields(draft::read(form, true));
    if let Some(button) = event.submitter().and_then(|element| element.dyn_into::<web_sys::HtmlButtonElement>().ok())
        && !button.name().is_empty()
    {
        fields.0.push((button.name(), button.value()));
    }
    fields
}

fn focus_summary(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(element) =
            document().get_element_by_id(&id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        {
            element.scroll_into_view();
            let _ = element.focus();
        }
    });
}
