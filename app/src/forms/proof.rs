//! “Confirm that it is you”: asked for inside the very form whose command needs it. What was typed stays, and
//! sending the form again goes on with it.

use super::TextField;
use super::form::FormState;
use crate::error::AppError;
use domain::passkeys::Ceremony;
use domain::{Fields, Problem};
use leptos::prelude::*;

/// The field of the password that proves who asks.
pub const PASSWORD: &str = "password_proof";
/// The field of what a passkey signed instead.
pub const PASSKEY: &str = "passkey_proof";

words! {
    title: "Confirmez que c’est bien vous", "Confirm that it is you";
    kept: "Cette action est protégée, au cas où une autre personne aurait votre appareil en main. Ce que vous avez saisi est toujours là.",
        "This is protected in case somebody else holds your device. What you typed is still here.";
    password: "Votre mot de passe", "Your password";
    confirm: "Confirmer", "Confirm";
    passkey: "Utiliser une clé d’accès", "Use a passkey";
    trouble: "La clé d’accès n’a pas répondu. Réessayez, ou utilisez votre mot de passe.",
        "The passkey did not answer. Try again, or use your password.";
}

/// Takes the proof that came with a form, if any did: the session's new cookie. The actor counts as proved from
/// now on, for this request too.
#[cfg(feature = "ssr")]
pub async fn prove(
    ctx: &service::Context,
    actor: &mut service::Actor,
    fields: &Fields,
) -> service::Outcome<Option<String>> {
    if !fields.has(PASSWORD) && !fields.has(PASSKEY) {
        return Ok(None);
    }
    let session = service::members::prove(ctx, actor, fields).await?;
    if let Some(me) = &mut actor.me {
        me.proved = ctx.now();
    }
    Ok(Some(crate::ssr::cookies::session(&ctx.settings, &session.token)))
}

/// The same for a hydrated form that has come in, by who asks now: its answer carries the cookie, whatever becomes of the
/// command.
#[cfg(feature = "ssr")]
pub(super) async fn proved_by(fields: &Fields) -> service::Outcome<()> {
    let (ctx, actor) = crate::ssr::parts().map_err(|_| Problem::Internal)?;
    let request = use_context::<http::request::Parts>().ok_or(Problem::Internal)?;
    let mut actor = crate::ssr::anew(&ctx, actor, &request.headers).await?;
    if let Some(cookie) = prove(&ctx, &mut actor, fields).await?
        && let Ok(value) = http::HeaderValue::from_str(&cookie)
    {
        expect_context::<leptos_axum::ResponseOptions>().append_header(http::header::SET_COOKIE, value);
    }
    provide_context(actor);
    Ok(())
}

impl FormState {
    /// Whether the form waits for a proof; then, whether a passkey can be it.
    pub(super) fn proving(self) -> Option<bool> {
        match self.problem.get() {
            Some(AppError::Problem(Problem::ProofNeeded { passkey })) => Some(passkey),
            _ => self.error(PASSWORD).map(|_| false),
        }
    }
}

/// The command of the form that does nothing but prove.
pub(super) const PROVE: &str = "members.prove";

/// Which of these buttons sent the fields.
pub(super) fn pressed_of(buttons: &[&str], fields: &Fields) -> Option<(String, String)> {
    fields.0.iter().find(|(name, _)| buttons.contains(&name.as_str())).cloned()
}

/// What the pressed button carries, for a proof's own button. Last, so that another button that is pressed now
/// stands before it.
#[component]
pub(super) fn Pressed(state: FormState) -> impl IntoView {
    move || {
        let (name, value) = state.proving().and_then(|_| state.pressed.get())?;
        Some(view! { <input type="hidden" name=name value=value /> })
    }
}

/// The question, above the form's fields, once it is asked.
#[component]
pub(super) fn Proof(state: FormState) -> impl IntoView {
    let proving = Memo::new(move |_| state.proving());
    move || {
        proving.get().map(|passkey| {
            let w = Words::here();
            view! {
                <div class="notice proof" id=state.id("summary") role="group" tabindex="-1" aria-label=w.title()>
                    <p class="label">{w.title()}</p>
                    <p>{w.kept()}</p>
                    <ProofFields passkey state />
                    <p class="btns"><button class="btn">{w.confirm()}</button></p>
                </div>
            }
        })
    }
}

/// The password, or a passkey instead.
#[component]
pub fn ProofFields(
    passkey: bool,
    /// The form, when this is drawn later than the form itself: by then its context is that of the page's last form.
    #[prop(optional)]
    state: Option<FormState>,
) -> impl IntoView {
    let w = Words::here();
    let state = state.unwrap_or_else(expect_context::<FormState>);
    view! {
        <TextField name=PASSWORD label=w.password() kind="password" autocomplete="current-password" state />
        {passkey.then(|| view! {
            <PasskeyButton ceremony=Ceremony::Prove label=w.passkey() class="btn btn--second" trouble=w.trouble() />
        })}
    }
}

/// A button that asks a passkey to sign, puts what it signed into the form and sends it. `public/device.js` hears the
/// click and fetches `public/passkeys.js` for it; where no program runs, the button is not shown.
#[component]
pub fn PasskeyButton(
    ceremony: Ceremony,
    label: &'static str,
    class: &'static str,
    /// What is said when the passkey does not answer.
    trouble: &'static str,
) -> impl IntoView {
    // A form that registers a passkey may be asked for a proof by another: the names differ.
    let (challenge, answer) = match ceremony {
        Ceremony::Prove => ("passkey_proof_challenge", PASSKEY),
        Ceremony::Register | Ceremony::SignIn => ("passkey_challenge", "passkey_answer"),
    };
    view! {
        <div class="field scripted" data-passkey=ceremony.word()>
            <input type="hidden" name=challenge />
            <input type="hidden" name=answer />
            <button type="button" class=class>{label}</button>
            <p class="field__error" role="alert" hidden>{trouble}</p>
        </div>
    }
}
