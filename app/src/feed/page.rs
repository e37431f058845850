//! The feed's page.

use super::api;
use super::words::Words;
use crate::boot::{self, Refresh};
use crate::layout::{Aside, Main};
use crate::live::{Heard, LiveBar, Watch, watch};
use crate::load::{Carried, load, loaded_page};
use crate::threads::{ThreadRows, lighten};
use domain::ThreadId;
use domain::events::EventKind;
use domain::feed::{FeedKind, FeedPage as Page, Order};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

impl Carried for Page {
    fn lighten(&mut self) {
        lighten(&mut self.first);
        lighten(&mut self.threads.rows);
    }
}

/// `/feed`
#[component]
pub fn FeedPage() -> impl IntoView {
    crate::indexing::closed();
    let query = use_query_map();
    let data = load(
        move || {
            query.with(|query| {
                let order = query.get("order").and_then(|word| Order::from_word(&word)).unwrap_or(Order::Active);
                (order, query.get("all").is_some(), query.get("after"))
            })
        },
        |(order, everything, after)| api::read_feed(order, everything, after),
    );
    let everything = move || query.with(|query| query.get("all").is_some());
    let further = move || query.with(|query| query.get("after").is_some());
    loaded_page(data, move |page: Page| {
        let (all, later) = (untrack(everything), untrack(further));
        view! { <Feed page all later /> }
    })
}

#[component]
fn Feed(page: Page, all: bool, later: bool) -> impl IntoView {
    let w = Words::here();
    let viewer = boot::viewer();
    let (title, text) = match (page.kind, &viewer) {
        (FeedKind::Waiting, _) => (w.title_waiting().to_owned(), w.text_waiting()),
        (FeedKind::Member, Some(viewer)) => (w.title_member(&viewer.pseudonym), w.text_member()),
        _ => (w.title_visitor().to_owned(), w.text_visitor()),
    };
    let professional = viewer.as_ref().is_some_and(|viewer| viewer.badge.is_some());
    let keep = if all { "&all=1" } else { "" };
    let tab = move |href: String, label: &'static str, current: bool| {
        view! { <li><a href=href aria-current=current.then_some("true")>{label}</a></li> }
    };
    let waiting = page.kind == FeedKind::Waiting;
    let empty = page.threads.rows.is_empty() && page.first.is_empty();
    let alone = page.first.is_empty() && !page.threads.rows.is_empty();
    let order = page.order;
    let older = page.threads.next.clone().map(|next| format!("/feed?order={}{keep}&after={next}", order.word()));
    let first = (!page.first.is_empty()).then(|| {
        view! {
            <h2 class="mt-5">{w.for_you()}</h2>
            <ThreadRows rows=page.first.clone() show_community=true />
            {(!page.threads.rows.is_empty()).then(|| view! { <h2 class="mt-5">{w.others()}</h2> })}
        }
    });
    // Further pages are of the past: news come above the first.
    let news = (!later).then(|| news(&page));
    view! {
        <Title text=title.clone() />
        <Main>
            <div class="page-head">
                <h1 class="title title--accent">{title}</h1>
                <p class="soft">{text}</p>
            </div>
            <nav class="tabs mt-4" aria-label=w.order()>
                <ul>
                    {professional.then(|| tab("/feed".into(), w.waiting(), waiting))}
                    {if professional {
                        tab("/feed?all=1".into(), w.everything(), !waiting).into_any()
                    } else {
                        view! {
                            {tab("/feed?order=active".into(), w.active(), order == Order::Active)}
                            {tab("/feed?order=new".into(), w.new(), order == Order::New)}
                        }.into_any()
                    }}
                </ul>
            </nav>
            {news.map(|news| view! { <LiveBar text=news.text show=news.show /> })}
            {first}
            {alone.then(|| view! { <h2 class="sr">{w.threads()}</h2> })}
            <ThreadRows rows=page.threads.rows show_community=true />
            {empty.then(|| {
                let (title, text) = match page.kind {
                    FeedKind::Member => (w.empty_member(), w.empty_member_text()),
                    FeedKind::Waiting => (w.empty_waiting(), w.empty_waiting_text()),
                    FeedKind::Visitor => (w.empty_visitor(), w.empty_visitor_text()),
                };
                view! {
                    <div class="empty">
                        <h2>{title}</h2>
                        <p>{text}</p>
                        <p><a class="btn" href="/communities">{w.see_communities()}</a></p>
                    </div>
                }
            })}
            <ul class="pager pager--ends">
                {later.then(|| view! { <li class="pager__newer"><a href="/feed">{w.latest()}</a></li> })}
                {older.map(|older| view! { <li class="pager__older"><a href=older rel="next">{w.older()}</a></li> })}
            </ul>
        </Main>
        <Aside label=w.my_communities()>
            {if viewer.is_some() {
                view! {
                    <section class="panel panel--line" aria-labelledby="mine">
                        <h2 id="mine">{w.my_communities()}</h2>
                        <ul class="side-list">
                            {page.communities.into_iter().map(|link| view! { <li><a href=format!("/c/{}", link.slug)>{link.labelled(w.0)}</a></li> }).collect_view()}
                        </ul>
                        <p><a class="more-link" href="/communities">{w.see_communities()}</a></p>
                    </section>
                }.into_any()
            } else {
                view! {
                    <section class="panel panel--line" aria-labelledby="join">
                        <h2 id="join">{w.join()}</h2>
                        <p class="small">{w.join_text()}</p>
                        <p><a class="btn btn--second" href="/sign-up">{w.join()}</a></p>
                    </section>
                }.into_any()
            }}
        </Aside>
    }
}

/// What waits above the feed.
struct News {
    text: Signal<String>,
    show: Callback<()>,
}

/// Threads in which something is new wait behind a bar until the reader asks for them.
fn news(page: &Page) -> News {
    let w = Words::here();
    let waits = page.kind == FeedKind::Waiting;
    let threads = RwSignal::new(Vec::<ThreadId>::new());
    let reset = RwSignal::new(false);
    watch(Watch::Feed, page.live, move |heard| match heard {
        // What is answered leaves the list of those who answer.
        Heard::Signal(told) if told.own || !told.feed || (waits && told.kind != EventKind::ThreadCreated) => {}
        Heard::Signal(told) => threads.update(|threads| {
            threads.extend(told.thread.filter(|thread| !threads.contains(thread)));
        }),
        Heard::Reset => reset.set(true),
    });
    let text = Signal::derive(move || match (threads.with(Vec::len), reset.get()) {
        (_, true) => w.news().to_owned(),
        (0, false) => String::new(),
        (count, false) => w.news_threads(u32::try_from(count).unwrap_or(u32::MAX)),
    });
    let refresh = expect_context::<Refresh>().0;
    let show = Callback::new(move |()| {
        refresh.update(|count| *count += 1);
        crate::layout::focus_after("#content".to_owned());
    });
    News { text, show }
}
