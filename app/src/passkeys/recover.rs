//! Entering with a recovery code.

use super::words::Words;
use crate::forms::{Form, Submit, TextField};
use crate::layout::Main;
use leptos::prelude::*;

/// `/recover`
#[component]
pub fn RecoverPage() -> impl IntoView {
    let w = Words::here();
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.recover_title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.recover_title()}</h1>
                <p class="lead">{w.recover_lead()}</p>
            </div>
            <Form command="passkeys.recover" class="form">
                <TextField name="email" label=w.email() kind="email" autocomplete="username" />
                <TextField name="code" label=w.code() hint=w.code_hint() autocomplete="off" class="field--code" />
                <Submit label=w.enter() />
            </Form>
            <p class="mt-5">{w.no_code()}" "<a href="/forgotten">{w.forgotten()}</a></p>
        </Main>
    }
}
