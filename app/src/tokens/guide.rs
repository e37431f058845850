//! The page for people who write programs.

use super::api;
use super::words::Words;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use domain::tokens::{Guide, Trouble};
use leptos::prelude::*;

impl Carried for Guide {}

/// `/api`
#[component]
pub fn GuidePage() -> impl IntoView {
    crate::indexing::open("/api", None);
    let w = Words::here();
    let data = load(|| (), |()| api::read_guide());
    view! {
        <Main class="narrow">
            <leptos_meta::Title text=w.guide_title() />
            {loaded(data, |guide| view! { <Explained guide /> })}
        </Main>
    }
}

#[component]
fn Explained(guide: Guide) -> impl IntoView {
    let w = Words::here();
    let root = guide.root;
    let reading = format!("curl '{root}/api/v1/feed?order=new'");
    let writing = format!(
        "curl '{root}/api/v1/threads' \\\n  -H 'Authorization: Bearer vecu_…' \\\n  -H 'Content-Type: application/json' \\\n  \
         -d '{{ \"community\": \"reins-au-quotidien\", \"kind\": \"discussion\", \"circle\": \"members\",\n        \
         \"title\": \"{}\", \"body\": \"{}\" }}'",
        w.example_title(),
        w.example_body(),
    );
    let troubles = Trouble::ALL
        .iter()
        .map(|&trouble| {
            view! {
                <li id=trouble.word() tabindex="-1">
                    <code>{trouble.word()}</code>" ("{trouble.status()}") "{w.trouble(trouble)}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="page-head">
            <h1 class="title title--accent">{w.guide_title()}</h1>
            <p class="lead">{w.guide_lead()}</p>
        </div>
        <section class="section md" aria-labelledby="reading">
            <h2 id="reading">{w.guide_read()}</h2>
            <p>{w.guide_read_text()}</p>
            <pre><code>{reading}</code></pre>
        </section>
        <section class="section md" aria-labelledby="writing">
            <h2 id="writing">{w.guide_write()}</h2>
            <p>{w.guide_write_1()}<a href="/settings/tokens">{w.title()}</a>{w.guide_write_2()}</p>
            <pre><code>{writing}</code></pre>
            <p>{w.guide_once()}</p>
            <p>{w.guide_care()}</p>
            <p>{w.guide_report()}</p>
        </section>
        <section class="section md" aria-labelledby="all">
            <h2 id="all">{w.guide_all()}</h2>
            <p>{w.guide_all_text()}<a href="/api/v1/openapi.json" rel="external">"/api/v1/openapi.json"</a></p>
            <p>{w.guide_limits()}</p>
        </section>
        <section class="section md" aria-labelledby="errors">
            <h2 id="errors">{w.guide_errors()}</h2>
            <p>{w.guide_errors_text()}</p>
            <ul>{troubles}</ul>
        </section>
    }
}
