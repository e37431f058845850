//! The charter as a sheet: like the label on food, the same lines in the same order, money first.

use super::words::Words;
use crate::members::words::Words as MemberWords;
use crate::ui::{Day, Icon};
use domain::communities::{Charter, CommunityLink, FundingSource, industry_share_stated};
use domain::members::Byline;
use leptos::prelude::*;

/// The sheet. Industry money and advertising stand first, whatever they are.
#[component]
pub fn CharterSheet(
    link: CommunityLink,
    charter: Charter,
    #[prop(optional)] hosts: Vec<Byline>,
    /// Whether the reader may change it.
    #[prop(optional)]
    host: bool,
    /// Drawn on the page of its versions.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let w = Words::here();
    let industry =
        industry_share_stated(&charter.sources).map_or_else(|| w.unstated().to_owned(), |share| w.percent(share));
    let advertising = if charter.advertising { w.yes() } else { w.no() };
    let moderation = if charter.moderation.is_empty() { w.unstated().to_owned() } else { charter.moderation };
    let owner = w.owner_is(w.owner_type_word(charter.owner_type), &charter.owner);
    let versions = format!("/c/{}/charter", link.slug);
    let edit = format!("{versions}/edit");
    view! {
        <section class="charter" id="charter" aria-labelledby="charter-title">
            <h2 class="charter__title" id="charter-title">{w.charter()}</h2>
            <p class="charter__for">{link.labelled(w.0)}</p>
            <dl>
                <div class="charter__key"><dt>{w.charter_industry()}</dt><dd>{industry}</dd></div>
                <div class="charter__key"><dt>{w.charter_ads()}</dt><dd>{advertising}</dd></div>
                <div><dt>{w.charter_owner()}</dt><dd>{owner}</dd></div>
                <div><dt>{w.charter_pays()}</dt><dd>{charter.funding}</dd></div>
                {charter.sources.into_iter().map(|source| view! { <SourceLine source /> }).collect_view()}
                <div><dt>{w.charter_why()}</dt><dd>{charter.objectives}</dd></div>
                {(!hosts.is_empty()).then(|| view! { <div><dt>{w.charter_hosts()}</dt><dd>{hosts_line(&hosts)}</dd></div> })}
                <div><dt>{w.charter_data()}</dt><dd>{charter.data_use}</dd></div>
                <div><dt>{w.charter_moderation()}</dt><dd>{moderation}</dd></div>
            </dl>
            <div class="charter__foot">
                <p><strong>{w.charter_version(charter.version)}</strong>", "<Day when=charter.created /></p>
                {(!alone).then(|| view! { <p><a href=versions>{w.charter_versions()}</a></p> })}
                {host.then(|| view! { <p><a href=edit>{w.charter_change()}</a></p> })}
            </div>
        </section>
    }
}

#[component]
fn SourceLine(source: FundingSource) -> impl IntoView {
    let w = Words::here();
    let mark = source.industry.then(|| {
        view! { " "<span class="badge badge--sponsor"><Icon name="financeur" class="" />{w.industry_mark()}</span> }
    });
    view! { <div class="charter__sub"><dt>{source.name}{mark}</dt><dd>{w.percent(u32::from(source.share))}</dd></div> }
}

/// `Hélène V. (malade), Karim (proche)`.
fn hosts_line(hosts: &[Byline]) -> String {
    let members = MemberWords::here();
    hosts
        .iter()
        .map(|host| {
            let what = match host.badge {
                Some(badge) => members.profession(badge),
                None => members.kind(host.role, host.organisation),
            };
            format!("{} ({})", host.pseudonym, what.to_lowercase())
        })
        .collect::<Vec<_>>()
        .join(", ")
}
