//! A correspondence, or the request that begins one.

use super::api;
use super::words::Words;
use crate::crisis::Help;
use crate::error::AppError;
use crate::forms::{Form, Hidden, Submit, TextArea};
use crate::layout::Main;
use crate::live::{Heard, hear};
use crate::load::{Carried, load, loaded};
use crate::moderation::report::link;
use crate::threads::Preview;
use crate::ui::{Icon, Still, avatar, badge, time};
use domain::events::EventKind;
use domain::letters::{CorrespondencePage as Page, LetterView, Letting};
use domain::moderation::Subject;
use domain::{Fields, MemberId, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use maud::Markup;

impl Carried for Page {
    fn lighten(&mut self) {
        for letter in &mut self.letters {
            letter.html.clear();
        }
    }
}

/// `/letters/{member}`
#[component]
pub fn CorrespondencePage() -> impl IntoView {
    crate::indexing::closed();
    let (params, query) = (use_params_map(), use_query_map());
    let data = load(
        move || {
            let member = params.with(|params| params.get("id")).and_then(|id| id.parse::<MemberId>().ok());
            let before = query.with(|query| query.get("before")).and_then(|id| id.parse().ok());
            (member, before)
        },
        |(member, before)| async move {
            match member {
                Some(member) => api::read_with(member, before).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    );
    // Letters that arrive while it is open: its own form, with what is being typed, is kept as a draft.
    let refresh = expect_context::<crate::boot::Refresh>().0;
    hear(move |heard| {
        if matches!(heard, Heard::Signal(told) if told.kind == EventKind::NoticeCreated) {
            refresh.update(|count| *count += 1);
        }
    });
    view! { <Main>{loaded(data, |page| view! { <Correspondence page /> })}</Main> }
}

#[component]
fn Correspondence(page: Page) -> impl IntoView {
    let w = Words::here();
    let Some(with) = page.with.clone() else {
        return view! { <p class="soft">{w.somebody()}</p> }.into_any();
    };
    if let Some(id) = page.id {
        saw(id.to_string());
    }
    let to = with.id.to_string();
    let name = with.labelled(w.0);
    let last = page.letters.len().checked_sub(1);
    let letters = page
        .letters
        .into_iter()
        .enumerate()
        .map(|(place, letter)| view! { <Letter letter name=name.clone() last=Some(place) == last /> })
        .collect_view();
    let older = page.older.map(|before| format!("/letters/{to}?before={before}"));
    let letting = page.letting;
    view! {
        <Title text=w.with(&name) />
        <p class="crumb"><a href="/letters"><Icon name="fleche-g" />{w.all()}</a></p>
        <div class="page-head profile-head">
            <Still markup=avatar(Some(&with), false) />
            <div>
                <h1>{with.pseudonym.clone()}</h1>
                <p><Still markup=badge(w.0, &with) /></p>
            </div>
        </div>
        {older.map(|older| view! { <p><a class="more-link" href=older>{w.older()}</a></p> })}
        <div class="letters">{letters}</div>
        <Help signs=page.signs />
        <Below letting to=to name />
    }
    .into_any()
}

/// Notes that it was read: in the browser alone, a page that is only fetched changes nothing.
fn saw(correspondence: String) {
    Effect::new(move || {
        let fields: Fields = [("correspondence", correspondence.clone())].into_iter().collect();
        leptos::task::spawn_local(async move {
            let _ = crate::forms::submit("letters.read".into(), fields).await;
            if let Some(crate::notices::Unseen(unseen)) = use_context()
                && let Ok(count) = crate::notices::api::count_unseen().await
            {
                unseen.set(count);
            }
        });
    });
}

#[component]
fn Letter(letter: LetterView, name: String, last: bool) -> impl IntoView {
    let w = Words::here();
    let id = letter.id.to_string();
    let anchor = format!("l-{id}");
    let class = if letter.own { "letter letter--own" } else { "letter" };
    let author = if letter.own { w.you().to_owned() } else { name };
    let read = letter.own && last && letter.read;
    view! {
        <article class=class id=anchor>
            <p class="letter__head"><strong>{author}</strong>" "<Still markup=time(w.0, letter.created) />{read.then(|| format!(" · {}", w.read()))}</p>
            {if letter.deleted {
                view! { <p class="soft">{w.deleted()}</p> }.into_any()
            } else {
                view! { <div class="md" inner_html=letter.html></div> }.into_any()
            }}
            {(!letter.deleted).then(|| if letter.own {
                view! {
                    <Form command="letters.erase" key=id.clone() bare=true>
                        <Hidden name="letter" value=id />
                        <Submit label=w.erase() class="btn btn--quiet btn--s" />
                    </Form>
                }.into_any()
            } else {
                view! { <Still markup=report(w, &id) /> }.into_any()
            })}
        </article>
    }
}

/// The way to report a letter that one received: this one, and no other.
fn report(w: Words, id: &str) -> Markup {
    link(crate::moderation::Words(w.0), Subject::Letter, id, w.this_letter())
}

/// What one may do next.
#[component]
fn Below(letting: Letting, to: String, name: String) -> impl IntoView {
    let w = Words::here();
    let id = crate::forms::fresh_id();
    let typed = RwSignal::new(String::new());
    let (legend, hint, send) = match letting {
        Letting::Write => (w.write().to_owned(), "", w.send()),
        Letting::Ask => (w.ask(&name), w.ask_hint(), w.ask_send()),
        Letting::Answer => (w.answer().to_owned(), w.answer_hint(), w.send()),
        Letting::Wait | Letting::Strangers | Letting::Closed | Letting::Blocking => {
            let text = match letting {
                Letting::Wait => w.wait(),
                Letting::Strangers => w.strangers(),
                Letting::Blocking => w.blocking(),
                _ => w.closed(),
            };
            return view! { <p class="notice" id="reply">{text}</p> }.into_any();
        }
    };
    let (label, form_key, receiver, refusing, blocking) = (legend.clone(), to.clone(), to.clone(), to.clone(), to);
    view! {
        <section class="composer" id="reply" aria-label=label>
            <Form command="letters.write" key=form_key class="form" draft=true>
                <input type="hidden" name="id" value=id />
                <Hidden name="to" value=receiver />
                <TextArea name="body" label=legend hint=hint class="voice" rows=4 typed=typed />
                <Preview typed letter=true />
                <div class="btns"><Submit label=send /></div>
                <p class="small soft"><Icon name="attente" />{w.no_advice()}" "{crate::crisis::Words(w.0).in_an_emergency(&crate::crisis::numbers())}</p>
            </Form>
            <div class="btns mt-4">
                {(letting == Letting::Answer).then(move || view! {
                    <Form command="letters.refuse" key=refusing.clone() bare=true>
                        <Hidden name="to" value=refusing />
                        <Submit label=w.refuse() class="btn btn--second btn--s" />
                    </Form>
                })}
                {(letting != Letting::Ask).then(move || view! {
                    <details class="disc">
                        <summary>{w.block()}<Icon name="chevron" /></summary>
                        <div class="disc__body">
                            <p class="small">{w.block_text()}</p>
                            <Form command="letters.block" key=blocking.clone() bare=true>
                                <Hidden name="to" value=blocking />
                                <Submit label=w.block() class="btn btn--second btn--s" />
                            </Form>
                        </div>
                    </details>
                })}
            </div>
        </section>
    }
    .into_any()
}
