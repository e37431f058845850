//! A thread's page.

use super::api;
use super::news::{self, Place};
use super::post::Post;
use super::reply::ReplyCard;
use super::reply_form::ReplyForm;
use super::still;
use super::words::{Words, circle_icon};
use crate::communities::label::AskedAgain;
use crate::crisis::Help;
use crate::error::AppError;
use crate::forms::{Form, Hidden, Submit};
use crate::indexing;
use crate::layout::{Aside, Main};
use crate::live::LiveBar;
use crate::load::{Carried, load, loaded_page};
use crate::ui::Icon;
use domain::communities::Visibility;
use domain::threads::{Circle, Kind, ThreadPage as Page};
use domain::{Problem, ReplyId, ThreadId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// `/t/{id}`
#[component]
pub fn ThreadPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let data = load(
        move || {
            let id = params.with(|params| params.get("id")).and_then(|id| id.parse::<ThreadId>().ok());
            (id, query.with(place))
        },
        |(id, (after, at))| async move {
            match id {
                Some(id) => api::read_thread(id, after, at).await,
                None => Err(AppError::Problem(Problem::NotFound)),
            }
        },
    );
    let place = move || query.with(place);
    draw(data, place)
}

fn place(query: &leptos_router::params::ParamsMap) -> Place {
    let reply = |name| query.get(name).and_then(|id| id.parse::<ReplyId>().ok());
    (reply("after"), reply("at"))
}

/// Whether the reader may do something with a reply here.
fn live(page: &Page) -> bool {
    page.can.react || page.can.mark_helped || page.replies.iter().any(|reply| reply.own)
}

impl Carried for Page {
    fn lighten(&mut self) {
        self.html.clear();
        self.pictures.clear();
        if !live(self) {
            self.replies.clear();
        }
        for reply in &mut self.replies {
            reply.html.clear();
            reply.pictures.clear();
            reply.sources.clear();
        }
    }
}

fn draw(data: crate::load::Data<Page>, place: impl Fn() -> Place + Copy + Send + Sync + 'static) -> impl IntoView {
    loaded_page(data, move |page: Page| {
        let beside = page.clone();
        machines(&page, untrack(place));
        view! {
            <Title text=page.title.clone() />
            <Main><Reading page place=untrack(place) /></Main>
            <ThreadAside page=beside />
        }
    })
}

/// What machines are told of it.
fn machines(page: &Page, (after, _): Place) {
    if page.circle != Circle::Public || page.visibility != Visibility::Open || page.deleted {
        return indexing::closed();
    }
    let here = format!("/t/{}", page.id);
    let (feed, title) = (format!("{here}/atom.xml"), Words::here().feed_replies(&page.title));
    let own = after.map_or_else(|| here.clone(), |after| format!("{here}?after={after}"));
    let told = indexing::open(&own, Some((&feed, &title)));
    #[cfg(not(feature = "ssr"))]
    let _ = told;
    #[cfg(feature = "ssr")]
    if told
        && let Ok((ctx, actor)) = crate::ssr::parts()
        && actor.me.is_none()
        && let Some(data) = super::linked::describe(&ctx.settings.public_url, page)
    {
        indexing::data(&data);
    }
}

/// One page of replies: as text in one go for those who can only read.
#[component]
fn Replies(page: Page) -> impl IntoView {
    let w = Words::here();
    let (id, can, live) = (page.id, page.can, live(&page));
    if !live {
        return view! { <div class="mt-5" inner_html=still::replies(w, &page.replies).into_string()></div> }.into_any();
    }
    let cards = still::nest(&page.replies)
        .into_iter()
        .map(|(top, kids)| {
            view! {
                <ReplyCard thread=id reply=top.clone() can />
                {(!kids.is_empty()).then(|| view! {
                    <div class="reply-kids" role="group" aria-label=w.replies_to(&still::author(w, top))>
                        {kids.iter().map(|reply| view! { <ReplyCard thread=id reply=reply.clone() can /> }).collect_view()}
                    </div>
                })}
            }
        })
        .collect_view();
    view! { <div class="mt-5">{cards}</div> }.into_any()
}

#[component]
fn Reading(page: Page, place: Place) -> impl IntoView {
    let w = Words::here();
    let answer = page.clone();
    // What is shown: replaced when the reader asks for what is new. The composer below stays as it is.
    let shown = RwSignal::new(page.clone());
    let news = news::follow(&page, place, shown, live(&page));
    view! {
        <p class="crumb">
            <a href=format!("/c/{}", page.community.slug)><Icon name="fleche-g" />{page.community.name.clone()}</a>
            {page.community.company.then(|| view! { " "<span class="badge badge--sponsor">{w.industry()}</span> })}
        </p>
        {move || view! { <Help signs=shown.with(|page| page.signs.clone()) /> }}
        {move || view! { <Post page=shown.get() /> }}
        // Nobody replies to what nobody else sees.
        {(!(page.can.kept && page.replies.is_empty())).then(|| view! {
            <section class="section mt-5" aria-labelledby="replies">
                {move || view! { <Told page=shown.get() /> }}
                <LiveBar text=news.text show=news.show />
            </section>
            <Answer page=answer />
        })}
    }
}

/// The replies, under how many there are.
#[component]
fn Told(page: Page) -> impl IntoView {
    let w = Words::here();
    let (id, total) = (page.id, page.lived + page.professional);
    view! {
        <div class="section__head">
            <h2 id="replies">{if total == 0 { w.replies().to_owned() } else { w.reply_count(total) }}</h2>
            <p class="row-x" inner_html=still::counts(w, page.lived, page.professional).into_string()></p>
        </div>
        {page.continued.then(|| view! { <p><a class="more-link" href=format!("/t/{id}")>{w.from_start()}</a></p> })}
        <Replies page=page.clone() />
        {(total == 0).then(|| view! {
            <p class="soft">{match page.kind {
                _ if page.closed => w.closed(),
                Kind::Question => w.no_reply_question(),
                Kind::Discussion | Kind::Announcement => w.no_reply(),
            }}</p>
        })}
        {page.next.clone().map(|next| view! {
            <div class="load-more"><a class="btn btn--second" href=format!("/t/{id}?after={next}#replies")>{w.next_replies()}</a></div>
        })}
    }
}

/// The composer under the thread, or what it would take to write.
#[component]
fn Answer(page: Page) -> impl IntoView {
    let w = Words::here();
    if page.can.reply {
        let visible = w.visible(page.circle, &page.community.labelled(w.0));
        return view! {
            <section class="composer" id="reply" aria-labelledby="reply-title">
                <h2 id="reply-title">{w.your_reply()}</h2>
                <p class="readers"><Icon name=circle_icon(page.circle) class="" /><span>{visible}</span></p>
                {page.asked_again.then(|| view! { <AskedAgain slug=page.community.slug.clone() /> })}
                {page.can.waits.then(|| view! { <WaitsHere /> })}
                {page.community.company.then(|| view! { <crate::vigilance::ScreenedHere /> })}
                <crate::device::Waiting thread=page.id />
                <ReplyForm thread=page.id parent=None name="" can=page.can />
            </section>
        }
        .into_any();
    }
    if page.closed {
        return view! {
            <section class="composer" id="reply" aria-label=w.your_reply()>
                <p class="readers"><Icon name="cadenas" class="" /><span>{w.closed_text()}</span></p>
            </section>
        }
        .into_any();
    }
    let signed_in = crate::boot::viewer().is_some();
    let (text, link) = match (signed_in, page.can.join) {
        (false, _) => (w.sign_in_to_reply(), Some((format!("/sign-in?next=/t/{}", page.id), w.sign_in()))),
        (true, true) => (w.join_to_reply(), Some((format!("/c/{}/join", page.community.slug), w.join()))),
        (true, false) => (w.read_only(), None),
    };
    view! {
        <section class="composer" id="reply" aria-label=w.your_reply()>
            <p>{text}</p>
            {link.map(|(to, label)| view! { <p><a class="btn" href=to>{label}</a></p> })}
        </section>
    }
    .into_any()
}

/// That what is written next waits for a host, said before it is written.
#[component]
pub fn WaitsHere() -> impl IntoView {
    let w = Words::here();
    view! { <p class="notice"><Icon name="attente" />{w.waits_here()}</p> }
}

#[component]
fn ThreadAside(page: Page) -> impl IntoView {
    let w = Words::here();
    let id = page.id;
    view! {
        <Aside label=w.this_thread()>
            <section class="panel panel--line" aria-labelledby="facts">
                <h2 id="facts">{w.this_thread()}</h2>
                <dl class="facts">
                    <div><dt>{w.who_reads()}</dt><dd><Icon name=circle_icon(page.circle) class="" />" "{w.circle_word(page.circle)}</dd></div>
                    <div><dt>{w.on_web()}</dt><dd>{if page.circle == Circle::Public { w.on_web_yes() } else { w.on_web_no() }}</dd></div>
                    <div><dt>{w.followers()}</dt><dd>{crate::words::number(w.0, page.followers)}</dd></div>
                </dl>
                {page.can.follow.then(|| view! {
                    <div id="follow">
                        <Form command="threads.follow" bare=true>
                            <Hidden name="thread" value=id.to_string() />
                            <Hidden name="follow" value=if page.following { "0" } else { "1" } />
                            <Submit class="btn btn--second btn--s" label=if page.following { w.following() } else { w.follow() } />
                        </Form>
                    </div>
                })}
            </section>
            <section class="panel panel--line" aria-labelledby="how">
                <h2 id="how">{w.how_to_read()}</h2>
                <p class="small"><span class="kind kind--vecu"><Icon name="vecu" />{w.lived()}</span>" "{w.lived_about()}</p>
                <p class="small"><span class="kind kind--pro"><Icon name="pro" />{w.professional()}</span>" "{w.professional_about()}</p>
            </section>
        </Aside>
    }
}
