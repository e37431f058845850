//! The foot: emergency numbers close every page; language and theme, also without an account.

use super::words::Words;
use crate::boot;
use crate::forms::{Form, Hidden};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The foot of every page.
#[component]
pub fn Foot() -> impl IntoView {
    let w = Words::here();
    let frame = boot::frame();
    let dark = frame.theme == domain::members::Theme::Dark;
    view! {
        <footer class="foot">
            <div class="foot__in">
                <div class="help-now">
                    <p><strong>{w.urgent()}</strong>" "{w.urgent_text()}</p>
                    <ul>
                        <li><a href="tel:15"><strong>"15"</strong>" "{w.samu()}</a></li>
                        <li><a href="tel:112"><strong>"112"</strong>" "{w.europe()}</a></li>
                        <li><a href="sms:114"><strong>"114"</strong>" "{w.by_text()}</a></li>
                        <li><a href="tel:3114"><strong>"3114"</strong>" "{w.suicidal()}</a></li>
                    </ul>
                </div>
                <nav aria-label=w.foot()>
                    <h2>"Vécu"</h2>
                    <ul>
                        <li><a href="/about">{w.how()}</a></li>
                        <li><a href="/about#privacy">{w.privacy()}</a></li>
                        <li><a href="/about#rules">{w.rules()}</a></li>
                        <li><a href="/communities">{w.communities()}</a></li>
                        {frame.development.then(|| view! { <li><a href="/dev/mail">{w.mail()}</a></li> })}
                    </ul>
                </nav>
                <div class="foot__forms">
                    <Form command="members.language" bare=true>
                        <Back />
                        <Hidden name="locale" value=w.other_language_code() />
                        <button class="btn btn--quiet btn--s" lang=w.other_language_code()>{w.other_language()}</button>
                    </Form>
                    <Form command="members.theme" bare=true>
                        <Back />
                        <Hidden name="theme" value=if dark { "light" } else { "dark" } />
                        <button class="btn btn--quiet btn--s">{if dark { w.light() } else { w.dark() }}</button>
                    </Form>
                </div>
                <p class="foot__note">{w.note()}</p>
            </div>
        </footer>
    }
    .into_any()
}

/// The page to come back to: the frame outlives pages, so it follows the address.
#[component]
fn Back() -> impl IntoView {
    let location = use_location();
    let here = move || {
        let (path, query) = (location.pathname.get(), location.search.get());
        let query = query.trim_start_matches('?');
        if query.is_empty() { path } else { format!("{path}?{query}") }
    };
    view! { <input type="hidden" name="_back" value=here /> }
}
