//! A community's page.

use super::api;
use super::charter::CharterSheet;
use super::join::Hosts;
use super::label::{CompanyLabel, OwnerLabel, VisibilityLabel};
use super::words::Words;
use crate::boot;
use crate::forms::{FieldErrorView, Form, Hidden};
use crate::indexing;
use crate::layout::{Aside, FeedLink, Main};
use crate::load::{Carried, load, loaded_page};
use crate::moderation::Words as ModerationWords;
use crate::moderation::report::link;
use crate::threads::{ThreadRows, lighten};
use crate::ui::{Day, Icon, Still};
use domain::communities::{CommunityPage as Page, OwnerType, Visibility};
use domain::feed::Order;
use domain::moderation::Subject;
use domain::policy::Place;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use maud::{Markup, html};

impl Carried for Page {
    fn lighten(&mut self) {
        lighten(&mut self.threads.rows);
        lighten(&mut self.pinned);
        lighten(&mut self.announcements);
        self.description_html.clear();
    }
}

#[component]
pub fn CommunityPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let order =
        move || query.with(|query| query.get("order").as_deref().and_then(Order::from_word)).unwrap_or(Order::Active);
    let source = move || {
        let slug = params.with(|params| params.get("slug").unwrap_or_default());
        (slug, order().word().to_owned(), query.with(|query| query.get("after")))
    };
    let data = load(source, |(slug, order, after)| api::page(slug, order, after));
    loaded_page(data, move |page| {
        let beside = page.clone();
        let (path, later) = (format!("/c/{}", page.link.slug), query.with_untracked(|query| query.get("after")));
        if page.visibility == Visibility::Open {
            let own = later.map_or_else(|| path.clone(), |after| format!("{path}?after={after}"));
            let title = page.link.labelled(boot::locale());
            indexing::open(&own, Some((&format!("{path}/atom.xml"), &title)));
        } else {
            indexing::closed();
        }
        view! {
            <Main><Community page order=untrack(order) /></Main>
            <Aside label=Words::here().aside()><Beside page=beside /></Aside>
        }
    })
}

#[component]
fn Community(page: Page, order: Order) -> impl IntoView {
    let w = Words::here();
    let base = format!("/c/{}", page.link.slug);
    let conditions = page.conditions.join(", ");
    let owner_type = page.charter.owner_type;
    let since = page.joined.filter(|_| matches!(page.place, Some(Place::Member | Place::Host))).map(|joined| {
        let sentence = if page.place == Some(Place::Host) { w.host_since() } else { w.member_since() };
        view! { " "{sentence}" "<Day when=joined />"." }
    });
    view! {
        <Title text=page.link.labelled(w.0) />
        <header class="commu-head">
            <span class="emblem emblem--l" aria-hidden="true"><Icon name="communautes" class="" /></span>
            <div>
                <h1>{page.link.name.clone()}</h1>
                <p><CompanyLabel owner_type />" "<VisibilityLabel visibility=page.visibility /></p>
                <p class="soft">{w.members(page.members)}"."{since}</p>
            </div>
        </header>
        <OwnerLabel change=page.owner_change.clone() />
        <div class="md lead" inner_html=page.description_html.clone()></div>
        {(!conditions.is_empty()).then(|| view! { <p class="soft">{w.conditions_are(&conditions)}</p> })}
        <Entrance place=page.place slug=page.link.slug.clone() writes=!page.circles.is_empty() />
        <p class="only-narrow"><a class="more-link" href="#charter" rel="external"><Icon name="financeur" />{w.charter_see()}</a></p>
        <First page=page.clone() />
        <section class="section" id="threads" aria-labelledby="threads-title">
            <div class="section__head mt-4 mb-2"><h2 id="threads-title">{w.threads()}</h2></div>
            <nav class="tabs" aria-label=w.order()>
                <ul>
                    <li><a href=base.clone() aria-current=(order == Order::Active).then_some("page")>{w.order_active()}</a></li>
                    <li><a href=format!("{base}?order=new") aria-current=(order == Order::New).then_some("page")>{w.order_new()}</a></li>
                </ul>
            </nav>
            <Threads page=page.clone() order />
        </section>
        {(page.place != Some(Place::Host)).then(|| view! { <Still markup=report(&page) /> })}
        {matches!(page.place, Some(Place::Member | Place::Host)).then(|| view! { <Leave slug=page.link.slug /> })}
    }
}

/// The way to report the community itself.
fn report(page: &Page) -> Markup {
    let id = page.id.to_string();
    let w = ModerationWords::here();
    html! { p.small { (link(w, Subject::Community, &id, &page.link.labelled(w.0))) } }
}

/// What the hosts put first: what is pinned, and recent announcements.
#[component]
fn First(page: Page) -> impl IntoView {
    let w = Words::here();
    (!page.pinned.is_empty() || !page.announcements.is_empty()).then(|| {
        view! {
            <section class="section first" id="first" aria-labelledby="first-title">
                <div class="section__head mt-4 mb-2"><h2 id="first-title">{w.first_here()}</h2></div>
                <ThreadRows rows=page.pinned pinned=true />
                <ThreadRows rows=page.announcements />
            </section>
        }
    })
}

/// What the reader may do here: write, join, or know why not.
#[component]
fn Entrance(place: Option<Place>, slug: String, writes: bool) -> impl IntoView {
    let w = Words::here();
    match (place, boot::viewer()) {
        (Some(Place::Member | Place::Host), _) => writes
            .then(|| {
                view! {
                    <div class="btns btns--stack">
                        <a class="btn" href=format!("/ask?community={slug}&kind=question")>{w.ask()}</a>
                        <a class="btn btn--second" href=format!("/ask?community={slug}&kind=discussion")>{w.discuss()}</a>
                        {(place == Some(Place::Host)).then(|| view! {
                            <a class="btn btn--quiet" href=format!("/ask?community={slug}&kind=announcement")><Icon name="hote" />{w.announce()}</a>
                        })}
                    </div>
                }
            })
            .into_any(),
        (Some(Place::Banned), _) => view! { <p class="notice notice--warn">{w.banned()}</p> }.into_any(),
        (Some(Place::Suspended), _) => view! { <p class="notice notice--warn">{w.suspended()}</p> }.into_any(),
        // Why is said above.
        (None, Some(viewer)) if viewer.suspended => ().into_any(),
        (None, Some(viewer)) if viewer.confirmed => {
            view! { <p class="btns"><a class="btn btn--l" href=format!("/c/{slug}/join")>{w.joinable()}</a></p> }.into_any()
        }
        (None, Some(_)) => {
            view! { <p class="notice">{w.confirm_first()}" "<a href="/settings">{w.confirm_link()}</a></p> }.into_any()
        }
        (None, None) => view! {
            <div class="btns btns--stack">
                <a class="btn" href="/sign-up">{w.sign_up()}</a>
                <a class="btn btn--second" href="/sign-in">{w.sign_in()}</a>
            </div>
        }
        .into_any(),
    }
}

/// The threads this reader reads. No number of threads is shown: it would tell of those they do not.
#[component]
fn Threads(page: Page, order: Order) -> impl IntoView {
    let w = Words::here();
    let belongs = matches!(page.place, Some(Place::Member | Place::Host));
    let nothing = page.threads.rows.is_empty() && page.pinned.is_empty() && page.announcements.is_empty();
    let empty = nothing.then(|| match (belongs, page.visibility) {
        (true, _) if page.circles.is_empty() => w.threads_hidden_member(),
        (true, _) => w.threads_none(),
        (false, Visibility::Open) => w.threads_none_reader(),
        (false, Visibility::Members) => w.threads_hidden(),
    });
    let next = page.threads.next.map(|next| format!("/c/{}?order={}&after={next}", page.link.slug, order.word()));
    view! {
        {empty.map(|text| view! { <p class="empty">{text}</p> })}
        <ThreadRows rows=page.threads.rows />
        {next.map(|next| view! {
            <nav class="mt-5" aria-label=w.threads_pages()>
                <ul class="pager pager--ends">
                    <li class="pager__older"><a href=next rel="next">{w.older()}" "<Icon name="fleche-d" /></a></li>
                </ul>
            </nav>
        })}
    }
}

/// Leaving, in one step.
#[component]
fn Leave(slug: String) -> impl IntoView {
    let w = Words::here();
    view! {
        <section class="section" id="leave" aria-labelledby="leave-title">
            <h2 id="leave-title">{w.leave_how()}</h2>
            <p class="prose">{w.leave_text()}</p>
            <Form command="communities.leave" bare=true>
                <Hidden name="community" value=slug />
                <FieldErrorView name="leave" />
                <button class="btn btn--second">{w.leave()}</button>
            </Form>
        </section>
    }
}

/// The charter, the hosts and the tags.
#[component]
fn Beside(page: Page) -> impl IntoView {
    let w = Words::here();
    let host = page.place == Some(Place::Host);
    let manage = format!("/c/{}/hosts", page.link.slug);
    let screens = page.charter.owner_type == OwnerType::Company
        && (host || boot::viewer().is_some_and(|viewer| viewer.administrator));
    let screening = format!("/c/{}/vigilance", page.link.slug);
    let feed = (page.visibility == Visibility::Open).then(|| format!("/c/{}/atom.xml", page.link.slug));
    let tags = page
        .tags
        .into_iter()
        .map(|tag| view! { <li><a class="chip" href=format!("/tags/{}", tag.key)>{tag.label}</a></li> })
        .collect::<Vec<_>>();
    view! {
        <CharterSheet link=page.link.clone() charter=page.charter hosts=page.hosts.clone() host />
        <section class="panel panel--line" id="hosts" aria-labelledby="hosts-title">
            <h2 id="hosts-title">{w.hosts()}</h2>
            <Hosts hosts=page.hosts />
            {host.then(|| view! { <p><a class="more-link" href=manage>{w.hosts_manage()}</a></p> })}
            {screens.then(|| view! { <p><a class="more-link" href=screening>{crate::vigilance::Words(w.0).queue_link()}</a></p> })}
        </section>
        {(!tags.is_empty()).then(|| view! {
            <section class="panel panel--line" aria-labelledby="tags-title">
                <h2 id="tags-title">{w.tags()}</h2>
                <ul class="chips">{tags}</ul>
            </section>
        })}
        {feed.map(|to| view! { <FeedLink to /> })}
    }
}
