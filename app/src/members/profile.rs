//! A member's page: who they are here, what reader and member share, what the reader may read.

use super::api;
use super::words::Words as MemberWords;
use crate::layout::Main;
use crate::load::{Carried, load, loaded};
use crate::threads::{ThreadRows, lighten};
use crate::ui::{Icon, Still, avatar, badge};
use crate::words::month;
use domain::members::ProfilePage as Profile;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

impl Carried for Profile {
    fn lighten(&mut self) {
        lighten(&mut self.threads.rows);
    }
}

words! {
    since(month: &str): format!("Membre depuis {month}"), format!("Member since {month}");
    own: "C’est votre page, telle que vous la voyez. Les autres n’y voient que les communautés que vous avez en commun et les fils qu’ils peuvent lire.",
        "This is your page as you see it. Others read there only what they share with you.";
    edit: "Modifier ma ligne de présentation", "Change my line about myself";
    write: "Écrire un message privé", "Write a private message";
    own_communities: "Mes communautés", "My communities";
    shared: "Communautés que vous partagez", "Communities you share";
    threads: "Fils", "Threads";
    none: "Rien que vous puissiez lire pour l’instant.", "Nothing that you can read for now.";
    more: "Fils plus anciens", "Older threads";
}

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    crate::indexing::closed();
    let (params, query) = (use_params_map(), use_query_map());
    let source = move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        let after = query.with(|query| query.get("after").unwrap_or_default());
        (id, after)
    };
    let data = load(source, |(id, after)| api::profile(id, after));
    view! { <Main>{loaded(data, |profile| view! { <Member profile /> })}</Main> }
}

#[component]
fn Member(profile: Profile) -> impl IntoView {
    let w = Words::here();
    let member = profile.member;
    let role = MemberWords::here().kind(member.role, member.organisation);
    let own = profile.own;
    let address = format!("/m/{}", member.id);
    let communities_none = profile.communities.is_empty();
    let communities = (!profile.communities.is_empty()).then(|| {
        let links = profile
            .communities
            .into_iter()
            .map(|link| view! { <li><a href=format!("/c/{}", link.slug)>{link.labelled(w.0)}</a></li> })
            .collect_view();
        view! {
            <section class="section" aria-labelledby="profile-communities">
                <h2 id="profile-communities">{if own { w.own_communities() } else { w.shared() }}</h2>
                <ul class="prose">{links}</ul>
            </section>
        }
    });
    let empty = profile.threads.rows.is_empty();
    view! {
        <leptos_meta::Title text=member.labelled(w.0) />
        <div class="page-head profile-head">
            <Still markup=avatar(Some(&member), false) />
            <div>
                <h1>{member.pseudonym.clone()}</h1>
                <p><Still markup=badge(w.0, &member) /><span class="sr">{role}</span></p>
                {(!member.about.is_empty()).then(|| view! { <p class="voice">{member.about.clone()}</p> })}
                <p class="who__meta">{w.since(&month(w.0, profile.joined))}</p>
            </div>
        </div>
        {own.then(|| view! {
            <p class="small soft">{w.own()}" "<a href="/settings">{w.edit()}</a></p>
        })}
        {(!own && crate::boot::viewer().is_some() && !communities_none).then(|| view! {
            <p><a class="btn btn--second" href=format!("/letters/{}", member.id)>{w.write()}</a></p>
        })}
        {(!own).then(|| view! { <Still markup=report(&member) /> })}
        {communities}
        <section class="section" aria-labelledby="profile-threads">
            <h2 id="profile-threads">{w.threads()}</h2>
            {if empty {
                view! { <p class="soft">{w.none()}</p> }.into_any()
            } else {
                view! { <ThreadRows rows=profile.threads.rows show_community=true /> }.into_any()
            }}
            {profile.threads.next.map(|next| view! {
                <p><a class="more-link" href=format!("{address}?after={next}")>{w.more()}" "<Icon name="fleche-d" /></a></p>
            })}
        </section>
    }
}

fn report(member: &domain::members::Byline) -> maud::Markup {
    let link = crate::moderation::report::link;
    let w = crate::moderation::Words::here();
    maud::html! { p { (link(w, domain::moderation::Subject::Member, &member.id.to_string(), &member.labelled(w.0))) } }
}
