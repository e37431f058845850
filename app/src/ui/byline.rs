//! Who wrote something: shape and badge say what they are.

use super::icon_as;
use crate::members::words::Words;
use domain::Locale;
use domain::members::{Byline, OrganisationKind, Role};
use maud::{Markup, html};

/// The round (patient), double round (carer), square (verified) or plain shape with initials.
pub fn avatar(member: Option<&Byline>, host: bool) -> Markup {
    let shape = match member {
        _ if host => "avatar avatar--host",
        Some(member) if member.badge.is_some() => "avatar avatar--pro",
        Some(member) => match member.role {
            Role::Carer => "avatar avatar--carer",
            Role::Organisation => "avatar avatar--org",
            _ => "avatar",
        },
        None => "avatar",
    };
    html! {
        span class=(shape) aria-hidden="true" {
            @if let Some(member) = member { (member.initials()) } @else { "–" }
        }
    }
}

/// The name, leading to the member's page. A badge follows it: where there is none, see [`labelled`].
pub fn name(locale: Locale, member: Option<&Byline>) -> Markup {
    html! {
        @match member {
            Some(member) => a href={ "/m/" (member.id) } { (member.pseudonym) },
            None => span.soft { (Words(locale).somebody_gone()) },
        }
    }
}

/// The name with the label of a company, leading to the member's page: for lines that hold no badge.
pub fn labelled(locale: Locale, member: Option<&Byline>) -> Markup {
    html! {
        @match member {
            Some(member) => a href={ "/m/" (member.id) } { (member.labelled(locale)) },
            None => (name(locale, None)),
        }
    }
}

/// What the member is: role, verified profession, or the label of an organisation.
pub fn badge(locale: Locale, member: &Byline) -> Markup {
    let w = Words(locale);
    let (class, text) = match (member.badge, member.role, member.organisation) {
        (Some(profession), _, _) => {
            return html! { span.badge.badge--pro { (icon_as("verifie", "")) (w.profession(profession)) } };
        }
        (None, Role::Organisation, Some(OrganisationKind::Company)) => {
            ("badge badge--sponsor", w.organisation(member.organisation))
        }
        (None, Role::Organisation, kind) => ("badge", w.organisation(kind)),
        (None, Role::Carer, _) => ("badge badge--carer", w.role(Role::Carer)),
        (None, Role::Professional, _) => ("badge", w.unverified()),
        (None, Role::Patient, _) => ("badge badge--patient", w.role(Role::Patient)),
    };
    html! { span class=(class) { (text) } }
}

/// Shape, name, badge, and a line under them.
pub fn who(locale: Locale, member: Option<&Byline>, host: bool, meta: Option<Markup>) -> Markup {
    html! {
        div.who {
            (avatar(member, host))
            div {
                p.who__name {
                    (name(locale, member)) " "
                    @if let Some(member) = member { (badge(locale, member)) }
                }
                @if let Some(meta) = meta { p.who__meta { (meta) } }
            }
        }
    }
}
