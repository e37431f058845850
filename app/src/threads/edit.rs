//! Editing one's own thread or reply.

use super::api;
use super::preview::Preview;
use super::reach::ReachAsked;
use super::reply_form::SourceFields;
use super::words::Words;
use crate::error::AppError;
use crate::forms::{Form, Hidden, Submit, TextArea, TextField};
use crate::layout::Main;
use crate::load::{Carried, Data, load, loaded_page};
use crate::pictures::Pictures;
use crate::ui::Icon;
use domain::Problem;
use domain::threads::{EditPage as Page, Voice};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

impl Carried for Page {}

/// `/t/{id}/edit`
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    draw(load(
        move || params.with(|params| params.get("id")).and_then(|id| id.parse().ok()),
        |id| async move {
            match id {
                Some(id) => api::read_edit(id).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    ))
}

/// `/r/{id}/edit`
#[component]
pub fn EditReplyPage() -> impl IntoView {
    let params = use_params_map();
    draw(load(
        move || params.with(|params| params.get("id")).and_then(|id| id.parse().ok()),
        |id| async move {
            match id {
                Some(id) => api::read_edit_reply(id).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    ))
}

fn draw(data: Data<Page>) -> impl IntoView {
    let w = Words::here();
    loaded_page(data, move |page: Page| {
        let title = if page.reply.is_some() { w.edit_reply_title() } else { w.edit_title() };
        let typed = RwSignal::new(String::new());
        let titled = RwSignal::new(page.title.clone());
        let back = match page.reply {
            Some(reply) => format!("/t/{}?at={reply}#r-{reply}", page.thread),
            None => format!("/t/{}", page.thread),
        };
        let form = match page.reply {
            None => view! {
                <Form command="threads.edit" class="form" files=true>
                    <Hidden name="thread" value=page.thread.to_string() />
                    <TextField name="title" label=w.title() value=page.title.clone() class="field--big" autocomplete="off" typed=titled />
                    <TextArea name="body" label=w.body() hint=w.body_hint() value=page.body.clone() class="voice" rows=10 typed=typed />
                    <Preview typed titled />
                    <ReachAsked />
                    <Pictures pictures=page.pictures.clone() />
                    <TextField name="tags" label=w.tags_field() hint=w.tags_hint() value=page.tags.clone() autocomplete="off" optional=true />
                    <div class="btns btns--stack"><Submit label=w.save() /></div>
                </Form>
            }
            .into_any(),
            Some(reply) => view! {
                <Form command="threads.edit_reply" class="form" files=true>
                    <Hidden name="reply" value=reply.to_string() />
                    <TextArea name="body" label=w.body() hint=w.body_hint() value=page.body.clone() class="voice" rows=8 typed=typed />
                    <Preview typed />
                    <ReachAsked />
                    <Pictures pictures=page.pictures.clone() />
                    {(page.voice == Voice::Professional).then(|| view! { <SourceFields sources=page.sources.clone() no_source=page.no_source /> })}
                    <div class="btns btns--stack"><Submit label=w.save() /></div>
                </Form>
            }
            .into_any(),
        };
        view! {
            <Title text=title />
            <Main>
                <p class="crumb"><a href=back><Icon name="fleche-g" />{w.back_to_thread()}</a></p>
                <div class="page-head">
                    <h1 class="title title--accent">{title}</h1>
                    <p class="soft">{w.edit_note()}</p>
                </div>
                {form}
            </Main>
        }
    })
}
