//! Without a network, and without the page that was asked for: what there is to read meanwhile.

use super::bridge::{self, KeptPage};
use super::{Device, Words, when};
use crate::layout::Main;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// `/offline?to=`: the service worker's answer when it has no page. What was read without loading the
/// page whole is there as data; so the program itself goes where one wanted to.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let w = Words::here();
    let pages = RwSignal::new(Vec::<KeptPage>::new());
    let to = use_query_map()
        .with_untracked(|query| query.get("to"))
        .filter(|to| to.starts_with('/') && !to.starts_with("//"));
    let navigate = use_navigate();
    let device = use_context::<Device>();
    Effect::new(move |went: Option<bool>| {
        if let (Some(to), None) = (&to, went) {
            navigate(to, NavigateOptions { replace: true, ..NavigateOptions::default() });
            return true;
        }
        if let Some(Device(state)) = device {
            state.track();
        }
        spawn_local(async move {
            pages.try_set(bridge::pages().await);
        });
        true
    });
    view! {
        <Title text=w.offline() />
        <Main>
            <div class="page-head"><h1 class="title title--accent">{w.offline()}</h1></div>
            <p class="prose">{w.offline_text()}</p>
            <section class="section" aria-labelledby="kept">
                <h2 id="kept">{w.kept_pages()}</h2>
                {move || {
                    let pages = pages.get();
                    if pages.is_empty() {
                        return view! { <p class="soft">{w.offline_nothing()}</p> }.into_any();
                    }
                    let rows = pages.into_iter().map(|page| {
                        let at = crate::words::date_time(w.0, when(page.at, page.offset));
                        view! { <li><a href=page.path>{page.title}</a>" "<span class="small soft">{w.read(&at)}</span></li> }
                    });
                    view! { <ul class="rows" role="list">{rows.collect_view()}</ul> }.into_any()
                }}
            </section>
        </Main>
    }
}
