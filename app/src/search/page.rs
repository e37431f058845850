//! The search page.

use super::suggest::Suggest;
use super::words::Words;
use super::{api, go};
use crate::layout::{Aside, Main};
use crate::load::{Carried, load, loaded};
use crate::threads::row_with;
use crate::ui::{Icon, icon};
use domain::communities::CommunityLink;
use domain::search::{Answered, Found, SearchPage as Page};
use domain::threads::{Kind, Voice};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_query_map};
use maud::{Markup, html};

impl Carried for Page {
    fn lighten(&mut self) {
        self.found.truncate(1);
    }
}

/// `/search`
#[component]
pub fn SearchPage() -> impl IntoView {
    crate::indexing::closed();
    let w = Words::here();
    let query = use_query_map();
    let given = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || {
            let page = given("page").parse::<u32>().unwrap_or_default();
            let [community, kind, answered, voice, since] = FILTERS.map(given);
            (given("q"), community, kind, answered, voice, since, page)
        },
        |(q, community, kind, answered, voice, since, page)| {
            api::find(q, community, kind, answered, voice, since, page)
        },
    );
    let navigate = use_navigate();
    view! {
        <Main>
            <Title text=w.title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.title()}</h1>
            </div>
            {loaded(data, move |page: Page| {
                let asked = untrack(|| given("q"));
                let chosen = untrack(|| FILTERS.map(given));
                let navigate = navigate.clone();
                view! {
                    <form role="search" action="/search" aria-label=w.main() on:submit=move |event| go(&event, &navigate)>
                        <label class="label" for="q">{w.label()}</label>
                        <div class="field-search mt-2">
                            <input id="q" name="q" type="search" value=asked.clone() autocomplete="off" />
                            <button><Icon name="recherche" class="" /><span class="sr">{w.submit()}</span></button>
                        </div>
                        <Suggest field="q" />
                        <Filters communities=page.choices.clone() chosen />
                    </form>
                    <Results page asked />
                }
            })}
        </Main>
        <Aside label=w.not_found()>
            <section class="panel panel--line" aria-labelledby="not-found">
                <h2 id="not-found">{w.not_found()}</h2>
                <p class="small">{w.not_found_text()}</p>
                <p><a class="btn btn--second" href="/ask">{w.ask()}</a></p>
            </section>
        </Aside>
    }
}

/// What narrows a search, as it stands in the address.
const FILTERS: [&str; 5] = ["community", "kind", "answered", "voice", "since"];

#[component]
fn Filters(communities: Vec<CommunityLink>, chosen: [String; 5]) -> impl IntoView {
    let w = Words::here();
    let choice = |word: &str, label: &str| (word.to_owned(), label.to_owned());
    let communities = std::iter::once(choice("", w.all_communities()))
        .chain(communities.iter().map(|one| choice(&one.slug, &one.labelled(w.0))))
        .collect::<Vec<_>>();
    let lists = [
        (w.community(), communities),
        (
            w.kind(),
            vec![
                choice("", w.all()),
                choice(Kind::Question.word(), w.questions()),
                choice(Kind::Discussion.word(), w.discussions()),
                choice(Kind::Announcement.word(), w.announcements()),
            ],
        ),
        (
            w.answers(),
            vec![
                choice("", w.any()),
                choice(Answered::No.word(), w.waiting()),
                choice(Answered::Yes.word(), w.answered()),
                choice(Answered::Sourced.word(), w.sourced()),
            ],
        ),
        (
            w.voice(),
            vec![
                choice("", w.everything()),
                choice(Voice::Lived.word(), w.lived()),
                choice(Voice::Professional.word(), w.professional()),
            ],
        ),
        (w.period(), vec![choice("", w.always()), choice("30", w.month()), choice("365", w.year())]),
    ];
    let open = chosen.iter().any(|one| !one.is_empty());
    let fields = FILTERS
        .into_iter()
        .zip(lists)
        .zip(chosen)
        .map(|((name, (label, options)), chosen)| {
            let id = format!("filter-{name}");
            let options = options
                .into_iter()
                .map(|(word, label)| {
                    let selected = word == chosen;
                    view! { <option value=word selected=selected>{label}</option> }
                })
                .collect_view();
            view! {
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    <select class="select" id=id name=name>{options}</select>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="disc mt-3" open=open>
            <summary>{w.filter()}<Icon name="chevron" /></summary>
            <div class="disc__body form">
                {fields}
                <button class="btn btn--second">{w.apply()}</button>
            </div>
        </details>
    }
}

#[component]
fn Results(page: Page, asked: String) -> impl IntoView {
    let w = Words::here();
    if asked.trim().is_empty() {
        return view! { <p class="soft section">{w.intro()}</p> }.into_any();
    }
    let nothing =
        page.found.is_empty() && page.communities.is_empty() && page.tags.is_empty() && page.members.is_empty();
    let query = leptos_router::hooks::use_query_map();
    let link = move |to: u32| {
        let kept = untrack(|| {
            query.with(|query| {
                let kept = std::iter::once("q").chain(FILTERS).filter_map(|name| Some((name, query.get(name)?)));
                kept.filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| format!("{name}={}", domain::text::encode(&value)))
                    .collect::<Vec<_>>()
                    .join("&")
            })
        });
        if to == 0 { format!("/search?{kept}") } else { format!("/search?{kept}&page={to}") }
    };
    let later = untrack(|| query.with(|query| query.get("page").is_some()));
    let written = html! { @for one in &page.found { (found(w, one)) } };
    view! {
        <div class="mt-4" role="status">
            {page.corrected.iter().map(|one| view! { <p>{w.corrected(&one.asked, &one.used)}</p> }).collect_view()}
        </div>
        {(!page.communities.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="found-communities">
                <h2 id="found-communities">{w.communities()}</h2>
                <ul class="side-list">
                    {page.communities.iter().map(|one| view! { <li><a href=format!("/c/{}", one.slug)>{one.labelled(w.0)}</a></li> }).collect_view()}
                </ul>
            </section>
        })}
        {(!page.members.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="found-members">
                <h2 id="found-members">{w.members()}</h2>
                <ul class="side-list">
                    {page.members.iter().map(|one| view! { <li><a href=format!("/m/{}", one.id)>{one.labelled(w.0)}</a></li> }).collect_view()}
                </ul>
            </section>
        })}
        {(!page.tags.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="found-tags">
                <h2 id="found-tags">{w.tags()}</h2>
                <ul class="chips chips--line">
                    {page.tags.iter().map(|tag| view! { <li><a class="chip" href=format!("/tags/{}", tag.key)>{tag.label.clone()}</a></li> }).collect_view()}
                </ul>
            </section>
        })}
        {if nothing {
            view! {
                <div class="empty">
                    <h2>{w.nothing(&asked)}</h2>
                    <p>{w.nothing_text()}</p>
                    <p><a class="btn" href="/ask">{w.ask()}</a></p>
                </div>
            }.into_any()
        } else {
            view! {
                <section class="section" aria-labelledby="results">
                    <h2 id="results">{w.results()}</h2>
                    <ol class="rows mt-3" inner_html=written.into_string()></ol>
                </section>
            }.into_any()
        }}
        <ul class="pager pager--ends">
            {later.then(|| view! { <li class="pager__newer"><a href=link(0)>{w.first()}</a></li> })}
            {page.next.map(|next| view! { <li class="pager__older"><a href=link(next) rel="next">{w.next()}</a></li> })}
        </ul>
    }
    .into_any()
}

/// A thread that was found: as in every list, with the stretch that was found instead of its beginning.
fn found(w: Words, found: &Found) -> Markup {
    let snippet = html! {
        @for piece in &found.snippet {
            @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
        }
    };
    let voice = found.reply.map(|(_, voice)| voice);
    let text = html! {
        @match voice {
            Some(Voice::Lived) => { span.kind.kind--vecu { (icon("vecu")) (w.in_lived()) } " " },
            Some(Voice::Professional) => { span.kind.kind--pro { (icon("pro")) (w.in_professional()) } " " },
            None => {},
        }
        (snippet)
    };
    let to = match found.reply {
        Some((reply, _)) => format!("/t/{}?at={reply}#r-{reply}", found.thread.id),
        None => format!("/t/{}", found.thread.id),
    };
    row_with(w.0, &found.thread, &to, &text)
}
