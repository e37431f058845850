//! A tag's page.

use super::api;
use super::words::Words;
use crate::forms::{Form, Hidden, Submit};
use crate::indexing;
use crate::layout::{Aside, FeedLink, Main};
use crate::load::{Carried, load, loaded_page};
use crate::threads::{ThreadRows, lighten};
use domain::tags::TagPage as Page;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

impl Carried for Page {
    fn lighten(&mut self) {
        lighten(&mut self.threads.rows);
    }
}

/// `/tags/{key}`
#[component]
pub fn TagPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let data = load(
        move || (params.with(|params| params.get("key")).unwrap_or_default(), query.with(|query| query.get("after"))),
        |(key, after)| api::read_tag(key, after),
    );
    loaded_page(data, move |page: Page| {
        let w = Words::here();
        let label = format!("#{}", page.tag.label);
        let key = page.tag.key.clone();
        let later = query.with_untracked(|query| query.get("after").is_some());
        let older = page.threads.next.clone().map(|next| format!("/tags/{key}?after={next}"));
        let latest = format!("/tags/{key}");
        let empty = page.threads.rows.is_empty();
        let feed_key = key.clone();
        if page.public {
            let own = query.with_untracked(|query| query.get("after"));
            let own = own.map_or_else(|| latest.clone(), |after| format!("{latest}?after={after}"));
            indexing::open(&own, Some((&format!("{latest}/atom.xml"), &label)));
        } else {
            indexing::closed();
        }
        let aside = page.public || !page.related.is_empty();
        let related = page
            .related
            .iter()
            .map(|tag| view! { <li><a class="chip" href=format!("/tags/{}", tag.key)>{tag.label.clone()}</a></li> })
            .collect::<Vec<_>>();
        view! {
            <Title text=label.clone() />
            <Main>
                <div class="page-head">
                    <h1 class="title title--accent">{label}</h1>
                    <p class="soft">{w.text()}</p>
                    {(page.count > 0).then(|| view! { <p class="soft">{w.count(page.count, page.communities)}</p> })}
                    {page.following.map(|following| view! {
                        <div id="follow">
                            <Form command="tags.follow" bare=true>
                                <Hidden name="tag" value=key.clone() />
                                <Hidden name="follow" value=if following { "0" } else { "1" } />
                                <Submit class="btn btn--second btn--s" label=if following { w.unfollow() } else { w.follow() } />
                            </Form>
                        </div>
                    })}
                    {page.following.is_none().then(|| view! {
                        <p><a class="btn btn--second btn--s" href=format!("/sign-in?next=/tags/{}", page.tag.key)>{w.sign_in()}</a></p>
                    })}
                </div>
                <h2 class="sr">{w.threads()}</h2>
                <ThreadRows rows=page.threads.rows show_community=true />
                {empty.then(|| view! { <p class="soft">{w.empty()}</p> })}
                <ul class="pager pager--ends">
                    {later.then(|| view! { <li class="pager__newer"><a href=latest>{w.latest()}</a></li> })}
                    {older.map(|older| view! { <li class="pager__older"><a href=older rel="next">{w.older()}</a></li> })}
                </ul>
            </Main>
            {aside.then(|| view! {
                <Aside label=w.around()>
                    {(!related.is_empty()).then(|| view! {
                        <section class="panel panel--line" aria-labelledby="related">
                            <h2 id="related">{w.related()}</h2>
                            <ul class="chips">{related}</ul>
                        </section>
                    })}
                    {page.public.then(|| view! { <FeedLink to=format!("/tags/{feed_key}/atom.xml") /> })}
                </Aside>
            })}
        }
    })
}
