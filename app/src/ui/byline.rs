//! Who wrote something: shape and badge say what they are.

use super::Icon;
use crate::members::words::Words;
use domain::members::{Byline, OrganisationKind, Role};
use leptos::prelude::*;

/// The round (patient), double round (carer), square (verified) or plain shape with initials.
#[component]
pub fn Avatar(member: Option<Byline>, #[prop(optional)] host: bool) -> impl IntoView {
    let shape = match &member {
        _ if host => "avatar avatar--host",
        Some(member) if member.badge.is_some() => "avatar avatar--pro",
        Some(member) => match member.role {
            Role::Carer => "avatar avatar--carer",
            Role::Organisation => "avatar avatar--org",
            _ => "avatar",
        },
        None => "avatar",
    };
    let initials = member.map_or_else(|| "–".to_owned(), |member| member.initials());
    view! { <span class=shape aria-hidden="true">{initials}</span> }
}

/// The name, leading to the member's page.
#[component]
pub fn Name(member: Option<Byline>) -> impl IntoView {
    match member {
        Some(member) => view! { <a href=format!("/m/{}", member.id)>{member.pseudonym}</a> }.into_any(),
        None => view! { <span class="soft">{Words::here().somebody_gone()}</span> }.into_any(),
    }
}

/// What the member is: role, verified profession, or the label of an organisation.
#[component]
pub fn Badge(member: Byline) -> impl IntoView {
    let w = Words::here();
    match (member.badge, member.role, member.organisation) {
        (Some(profession), _, _) => {
            view! { <span class="badge badge--pro"><Icon name="verifie" class="" />{w.profession(profession)}</span> }
                .into_any()
        }
        (None, Role::Organisation, kind) => {
            let class = if kind == Some(OrganisationKind::Company) { "badge badge--sponsor" } else { "badge" };
            view! { <span class=class>{w.organisation(kind)}</span> }.into_any()
        }
        (None, Role::Carer, _) => view! { <span class="badge badge--carer">{w.role(Role::Carer)}</span> }.into_any(),
        (None, Role::Professional, _) => view! { <span class="badge">{w.unverified()}</span> }.into_any(),
        (None, Role::Patient, _) => {
            view! { <span class="badge badge--patient">{w.role(Role::Patient)}</span> }.into_any()
        }
    }
}
