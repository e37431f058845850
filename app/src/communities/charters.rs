//! A charter with its versions, what each changed, and the question to members whom a change concerns.

use super::api;
use super::charter::CharterSheet;
use super::charter_words::Words as CharterWords;
use super::label::{CompanyLabel, OwnerLabel};
use super::words::Words;
use crate::forms::{Form, Hidden, Submit, Tick};
use crate::layout::Main;
use crate::load::{Carried, load, loaded_page};
use crate::ui::{Day, Icon};
use domain::communities::charters::VERSIONS_SHOWN;
use domain::communities::{AskedAgain, Change, CharterPage as Page, CharterVersion, FundingSource, Piece};
use domain::policy::Place;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

impl Carried for Page {}

/// `/c/{slug}/charter`
#[component]
pub fn CharterPage() -> impl IntoView {
    let params = use_params_map();
    let data = load(move || params.with(|params| params.get("slug").unwrap_or_default()), api::charter_page);
    view! { <Main class="narrow">{loaded_page(data, |page| view! { <Versions page /> })}</Main> }
}

#[component]
fn Versions(page: Page) -> impl IntoView {
    let c = CharterWords::here();
    let back = format!("/c/{}", page.link.slug);
    let title = c.of(&page.link.labelled(c.0));
    let (slug, owner_type) = (page.link.slug.clone(), page.charter.owner_type);
    let (several, older) = (page.versions.len() > 1, page.older);
    let rows = page.versions.into_iter().map(|version| view! { <li><Version version /></li> }).collect_view();
    view! {
        <Title text=title.clone() />
        <p class="crumb"><a href=back><Icon name="fleche-g" />{page.link.name.clone()}</a>" "<CompanyLabel owner_type /></p>
        <h1 class="title title--accent">{title}</h1>
        <OwnerLabel change=page.owner_change />
        {page.asked.map(|asked| view! { <Asked asked slug=slug.clone() /> })}
        <div class="mt-5">
            <CharterSheet link=page.link charter=page.charter host=page.place == Some(Place::Host) alone=true />
        </div>
        <section class="section mt-5" aria-labelledby="versions">
            <h2 id="versions">{if older { c.versions_latest() } else { c.versions() }}</h2>
            {(!several).then(|| view! { <p class="soft">{c.first_only()}</p> })}
            {several.then(|| view! { <ol class="rows versions" reversed>{rows}</ol> })}
            {older.then(|| view! { <p class="soft">{c.versions_older(VERSIONS_SHOWN)}</p> })}
        </section>
    }
}

/// The question: what changed since what the reader agreed to, and the box to tick.
#[component]
fn Asked(asked: AskedAgain, slug: String) -> impl IntoView {
    let c = CharterWords::here();
    let leave = format!("/c/{slug}#leave");
    view! {
        <section class="panel mt-4" aria-labelledby="asked">
            <h2 id="asked">{c.asked()}</h2>
            <p>{c.asked_text()}</p>
            <Changes changes=asked.changes />
            <Form command="communities.agree_to_charter" class="form mt-4">
                <Hidden name="community" value=slug />
                <Hidden name="version" value=asked.version.to_string() />
                <Tick name="consent" label=c.agree() hint=c.agree_hint() />
                <p class="btns btns--stack">
                    <Submit label=c.agree_submit() />
                    <a class="btn btn--quiet" href=leave>{c.disagree()}</a>
                </p>
            </Form>
        </section>
    }
}

#[component]
fn Version(version: CharterVersion) -> impl IntoView {
    let (w, c) = (Words::here(), CharterWords::here());
    let first = version.version == 1;
    view! {
        <h3 id=format!("v{}", version.version)>
            {w.charter_version(version.version)}", "<Day when=version.created />
        </h3>
        {version.material.then(|| view! { <p class="small soft">{c.was_asked()}</p> })}
        {first.then(|| view! { <p class="small soft">{c.opened()}</p> })}
        <Changes changes=version.changes />
    }
}

/// What changed, part by part. What is gone and what is new are told by words and marks, not by colour alone.
#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    let (w, c) = (Words::here(), CharterWords::here());
    let rows = changes
        .into_iter()
        .map(|change| {
            let part = change.part();
            view! { <div><dt>{c.part(part)}</dt><dd>{changed(w, c, change)}</dd></div> }
        })
        .collect_view();
    view! { <dl class="changes">{rows}</dl> }
}

fn changed(w: Words, c: CharterWords, change: Change) -> AnyView {
    let gone = move |text: String| view! { <del><span class="sr">{c.gone_is()}</span>{text}</del> };
    let new = move |text: String| view! { <ins><span class="sr">{c.new_is()}</span>{text}</ins> };
    let both = move |before: String, after: String| view! { {gone(before)}" "{new(after)} }.into_any();
    let list = move |sources: Vec<FundingSource>| {
        let said = sources.iter().map(|source| {
            let mark = if source.industry { format!(" ({})", w.industry_mark()) } else { String::new() };
            format!("{}{mark}\u{a0}: {}", source.name, w.percent(u32::from(source.share)))
        });
        if sources.is_empty() { w.unstated().to_owned() } else { said.collect::<Vec<_>>().join(", ") }
    };
    match change {
        Change::Text(_, pieces) => pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Same(text) => view! { <span>{text}</span> }.into_any(),
                Piece::Gone(text) => view! { {gone(text)}" " }.into_any(),
                Piece::New(text) => view! { {new(text)}" " }.into_any(),
            })
            .collect_view()
            .into_any(),
        Change::OwnerType(before, after) => {
            both(w.owner_type_word(before).to_owned(), w.owner_type_word(after).to_owned())
        }
        Change::Sources(before, after) => both(list(before), list(after)),
        Change::Advertising(now) => {
            let word = |yes: bool| if yes { w.yes() } else { w.no() };
            both(word(!now).to_owned(), word(now).to_owned())
        }
    }
}
