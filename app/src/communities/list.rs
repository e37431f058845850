//! The list of communities.

use super::api;
use super::label::{CompanyLabel, OwnerLabel, VisibilityLabel};
use super::words::Words;
use crate::boot;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::ui::Icon;
use domain::communities::{CommunitiesPage, CommunityCard};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

impl Carried for CommunitiesPage {}

#[component]
pub fn CommunitiesPage() -> impl IntoView {
    crate::indexing::open("/communities", None);
    let w = Words::here();
    let query = use_query_map();
    let data = load(move || query.with(|query| query.get("after")), api::list);
    let member = boot::viewer().is_some();
    view! {
        <Main>
            <Title text=w.title() />
            <div class="page-head">
                <h1 class="title title--accent">{w.title()}</h1>
                <p class="lead">{w.lead()}</p>
            </div>
            {member.then(|| view! {
                <p class="btns"><a class="btn btn--second" href="/communities/new"><Icon name="plus" />{w.create()}</a></p>
            })}
            {loaded(data, move |page| {
                let communities = page.communities;
                let later = query.with_untracked(|query| query.get("after").is_some());
                let empty = communities.rows.is_empty();
                let next = communities.next.map(|next| format!("/communities?after={next}"));
                view! {
                    {empty.then(|| view! { <p class="empty">{w.none()}</p> })}
                    <ul class="rows">
                        {communities.rows.into_iter().map(|card| view! { <CommunityItem card /> }).collect_view()}
                    </ul>
                    {(later || next.is_some()).then(|| view! {
                        <nav class="mt-5" aria-label=w.pages()>
                            <ul class="pager pager--ends">
                                {later.then(|| view! { <li><a href="/communities">{w.first()}</a></li> })}
                                {next.map(|next| view! {
                                    <li class="pager__older"><a href=next rel="next">{w.next()}" "<Icon name="fleche-d" /></a></li>
                                })}
                            </ul>
                        </nav>
                    })}
                }
            })}
        </Main>
    }
}

/// A community in a list: who it is, who pays, who reads.
#[component]
pub fn CommunityItem(card: CommunityCard) -> impl IntoView {
    let w = Words::here();
    let href = format!("/c/{}", card.link.slug);
    let conditions = card.conditions.join(", ");
    view! {
        <li class="commu">
            <span class="emblem" aria-hidden="true"><Icon name="communautes" class="" /></span>
            <div>
                <h2 class="commu__name"><a href=href lang=card.locale.code()>{card.link.name}</a></h2>
                <p class="commu__what" lang=card.locale.code()>{card.excerpt}</p>
                {(!conditions.is_empty()).then(|| view! { <p class="commu__meta">{w.conditions_are(&conditions)}</p> })}
                <p class="commu__meta">{w.run_by(w.by(card.owner_type), &card.owner)}</p>
                <OwnerLabel change=card.owner_change />
                <p class="commu__meta">
                    {w.industry(card.industry_share)}", "{w.ads(card.advertising)}". "{w.members(card.members)}"."
                    {card.joined.then(|| view! { " "<strong>{w.mine()}</strong>"." })}
                </p>
                <p class="commu__meta"><VisibilityLabel visibility=card.visibility />" "<CompanyLabel owner_type=card.owner_type /></p>
            </div>
        </li>
    }
}
