//! The foot: emergency numbers close every page; language and theme, also without an account.

use super::words::Words;
use crate::{boot, crisis};
use domain::members::Theme;
use leptos::prelude::*;
use maud::{Markup, html};

/// The foot of every page.
#[component]
pub fn Foot() -> impl IntoView {
    view! { <footer class="foot" inner_html=foot(Words::here()).into_string()></footer> }
}

fn foot(w: Words) -> Markup {
    let frame = boot::frame();
    let dark = frame.theme == Theme::Dark;
    html! {
        div.foot__in {
            div.help-now {
                p { strong { (w.urgent()) } " " (crisis::Words(w.0).call_day_and_night(frame.help.place(w.0))) }
                (crisis::list(crisis::Words(w.0), &frame.help.always()))
            }
            nav aria-label=(w.foot()) {
                h2 { "Vécu" }
                ul {
                    li { a href="/about" { (w.how()) } }
                    li { a href="/about#privacy" { (w.privacy()) } }
                    li { a href="/rules" { (w.rules()) } }
                    li { a href="/communities" { (w.communities()) } }
                    li { a href="/api" { (w.programs()) } }
                    li { a href="/security" { (w.security()) } }
                    @if frame.development { li { a href="/dev/mail" { (w.mail()) } } }
                }
            }
            // Plain forms: they load the page anew in any case, and post to the page they stand on.
            div.foot__forms {
                form method="post" {
                    input type="hidden" name="_form" value="members.language";
                    input type="hidden" name="locale" value=(w.other_language_code());
                    button.btn.btn--quiet.btn--s lang=(w.other_language_code()) { (w.other_language()) }
                }
                form method="post" {
                    input type="hidden" name="_form" value="members.theme";
                    input type="hidden" name="theme" value=(if dark { Theme::Light } else { Theme::Dark }.word());
                    button.btn.btn--quiet.btn--s { @if dark { (w.light()) } @else { (w.dark()) } }
                }
            }
            p.foot__note { (w.note()) }
        }
    }
}
