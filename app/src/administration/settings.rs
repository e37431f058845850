//! Settings: who may sign up, changed here; the operator's, changed in their file.

use super::sections::Head;
use super::{Words, api};
use crate::forms::{Choice, Choices, Form, Submit, TextArea};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Still;
use domain::administration::{Setting, SettingsPage as Page, SignUps};
use leptos::prelude::*;
use maud::{Markup, html};

impl Carried for Page {}

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::settings());
    view! {
        <Main>
            {loaded(data, move |page: Page| {
                let choices: Vec<Choice> = SignUps::ALL
                    .iter()
                    .map(|&ways| Choice { hint: w.sign_ups_hint(ways).into(), ..Choice::plain(ways.word(), w.sign_ups_choice(ways)) })
                    .collect();
                view! {
                    <Head here="/admin/settings" title=w.settings() lead=w.settings_lead() />
                    <section class="section" aria-labelledby="sign-ups">
                        <h2 id="sign-ups">{w.sign_ups()}</h2>
                        <Form command="administration.sign_ups" class="form">
                            <Choices name="sign_ups" legend=w.sign_ups_question() choices value=page.sign_ups.word() />
                            <TextArea name="reason" label=w.reason() hint=w.reason_hint() rows=3 />
                            <Submit label=w.save() />
                        </Form>
                    </section>
                    <Still markup=fixed(w, &page.fixed) />
                }
            })}
        </Main>
    }
}

fn fixed(w: Words, settings: &[Setting]) -> Markup {
    html! {
        section.section aria-labelledby="fixed" {
            h2 id="fixed" { (w.fixed()) }
            p.prose { (w.fixed_lead()) }
            dl.config {
                @for one in settings {
                    dt { (one.name) }
                    dd { (one.value) @if one.standard { " " span.soft { (w.standard()) } } }
                }
            }
        }
    }
}
