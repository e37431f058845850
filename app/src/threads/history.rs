//! Earlier texts, open to whoever reads the thread.

use super::api;
use super::words::Words;
use crate::error::AppError;
use crate::layout::Main;
use crate::load::{Carried, Data, load, loaded_page};
use crate::ui::{Icon, Time};
use domain::Problem;
use domain::threads::HistoryPage as Page;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

impl Carried for Page {
    fn lighten(&mut self) {
        for revision in &mut self.revisions {
            revision.html.clear();
        }
    }
}

/// `/t/{id}/history`
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    draw(load(
        move || params.with(|params| params.get("id")).and_then(|id| id.parse().ok()),
        |id| async move {
            match id {
                Some(id) => api::read_history(id).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    ))
}

/// `/r/{id}/history`
#[component]
pub fn ReplyHistoryPage() -> impl IntoView {
    let params = use_params_map();
    draw(load(
        move || params.with(|params| params.get("id")).and_then(|id| id.parse().ok()),
        |id| async move {
            match id {
                Some(id) => api::read_reply_history(id).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    ))
}

fn draw(data: Data<Page>) -> impl IntoView {
    let w = Words::here();
    loaded_page(data, move |page: Page| {
        let back = match page.reply {
            Some(reply) => format!("/t/{}?at={reply}#r-{reply}", page.thread),
            None => format!("/t/{}", page.thread),
        };
        let revisions = page
            .revisions
            .into_iter()
            .map(|revision| {
                view! {
                    <li>
                        <p class="revisions__head">{w.until()}<Time when=revision.until /></p>
                        {revision.title.map(|title| view! { <h2>{title}</h2> })}
                        <div class="revisions__body voice" inner_html=revision.html></div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <Title text=w.history_title() />
            <Main>
                <p class="crumb"><a href=back><Icon name="fleche-g" />{page.title.clone()}</a></p>
                <div class="page-head"><h1 class="title title--accent">{w.history_title()}</h1></div>
                <ol class="revisions">{revisions}</ol>
            </Main>
        }
    })
}
