//! One's own notices.

use super::words::Words;
use super::{Unseen, api};
use crate::forms::{Form, Submit};
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::{avatar, time};
use domain::notices::{NoticeKind, NoticeView, NoticesPage as Page};
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
    let to = match (&notice.thread, notice.reply, &notice.community) {
        _ if notice.kind == NoticeKind::Letter => {
            let with = notice.actor.as_ref().map(|actor| format!("/letters/{}", actor.id));
            Some(with.unwrap_or_else(|| "/letters".to_owned()))
        }
        _ if notice.kind == NoticeKind::Decision => Some("/decisions".to_owned()),
        _ if notice.kind == NoticeKind::Case => Some("/moderation".to_owned()),
        _ if notice.kind == NoticeKind::Reported => Some("/rules".to_owned()),
        (Some((thread, _)), Some(reply), _) => Some(format!("/t/{thread}?at={reply}#r-{reply}")),
        (Some((thread, _)), None, _) => Some(format!("/t/{thread}")),
        (None, _, Some(community)) if notice.kind == NoticeKind::Host && notice.given => {
            Some(format!("/c/{}/hosts", community.slug))
        }
        (None, _, Some(community)) if !about_thread(notice.kind) => Some(format!("/c/{}", community.slug)),
        (None, ..) if matches!(notice.kind, NoticeKind::Claim | NoticeKind::Badge) => {
            Some("/settings/profession".to_owned())
        }
        _ => None,
    };
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
                    None if about_thread(notice.kind) => p.soft { (w.gone()) },
                    None => {},
                }
                p.note__when {
                    @if let Some(community) = &notice.community { (community.name) " · " }
                    (time(w.0, notice.created))
                }
            }
        }
    }
}

fn about_thread(kind: NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::Answer | NoticeKind::Reply | NoticeKind::Mention | NoticeKind::Question | NoticeKind::Announcement
    )
}
