//! One's own notices.

use super::words::Words;
use super::{Unseen, api};
use crate::forms::{Form, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{avatar, time};
use domain::notices::{NoticeView, NoticesPage as Page};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use maud::{Markup, html};

impl Carried for Page {
    fn lighten(&mut self) {
        self.notices.rows.truncate(1);
    }
}

/// `/notices`
#[component]
pub fn NoticesPage() -> impl IntoView {
    let w = Words::here();
    let query = use_query_map();
    let data = load(move || query.with(|query| query.get("after")), api::read_notices);
    view! {
        <Main>
            <Title text=w.title() />
            {loaded(data, move |page: Page| {
                let later = query.with_untracked(|query| query.get("after").is_some());
                view! { <Notices page later /> }
            })}
        </Main>
    }
}

#[component]
fn Notices(page: Page, later: bool) -> impl IntoView {
    let w = Words::here();
    let new = page.new;
    if let Some(Unseen(unseen)) = use_context() {
        Effect::new(move || unseen.set(new));
    }
    let written = html! { @for notice in &page.notices.rows { (row(w, notice)) } };
    let empty = page.notices.rows.is_empty();
    let older = page.notices.next.map(|next| format!("/notices?after={next}"));
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.title()}</h1>
            <p class="soft">{w.text()}</p>
            <div class="btns">
                {(new > 0).then(|| view! {
                    <Form command="notices.see" bare=true>
                        <Submit class="btn btn--second btn--s" label=w.see_all() />
                    </Form>
                })}
                <a class="btn btn--quiet btn--s" href="/settings/notices">{w.choose()}</a>
            </div>
        </div>
        {if empty {
            view! {
                <div class="empty">
                    <h2>{w.empty()}</h2>
                    <p>{w.empty_text()}</p>
                </div>
            }.into_any()
        } else {
            view! { <ul class="rows" inner_html=written.into_string()></ul> }.into_any()
        }}
        <ul class="pager pager--ends">
            {later.then(|| view! { <li class="pager__newer"><a href="/notices">{w.latest()}</a></li> })}
            {older.map(|older| view! { <li class="pager__older"><a href=older rel="next">{w.older()}</a></li> })}
        </ul>
    }
}

fn row(w: Words, notice: &NoticeView) -> Markup {
    let to = notice.path();
    let told = w.told(notice);
    html! {
        li.note.note--new[notice.new] {
            (avatar(notice.actor.as_ref(), false))
            div {
                p {
                    @if notice.new { span.note__new { (w.new()) } " " }
                    @match &to {
                        Some(to) => a href=(to) { (told) },
                        None => (told),
                    }
                }
                @match &notice.thread {
                    Some((_, title)) => p { (title) },
                    None if notice.kind.is_about_thread() => p.soft { (w.gone()) },
                    None => {},
                }
                p.note__when {
                    @if let Some(community) = &notice.community { (community.labelled(w.0)) " · " }
                    (time(w.0, notice.created))
                }
            }
        }
    }
}
