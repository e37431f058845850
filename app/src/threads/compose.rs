//! The composer of a new thread.

use super::api;
use super::page::WaitsHere;
use super::preview::Preview;
use super::reach::ReachAsked;
use super::words::{Words, circle_icon};
use crate::communities::label::AskedAgain;
use crate::forms::{Choice, Choices, Form, Select, Submit, TextArea, TextField};
use crate::layout::{Aside, Main};
use crate::load::{Carried, load, loaded_page};
use crate::members::words::Words as MemberWords;
use crate::pictures::Pictures;
use crate::search::similar::Similar;
use crate::ui::Icon;
use domain::members::Profession;
use domain::threads::{Circle, ComposePage as Page, Kind, Place};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;

impl Carried for Page {}

/// `/ask`, with `?community={slug}` and `?kind=` when one comes from there, and `?title=&text=&url=` when
/// another application shares something to Vécu (`share_target` of the manifest).
#[component]
pub fn ComposePage() -> impl IntoView {
    let w = Words::here();
    let data = load(|| (), |()| api::read_compose());
    loaded_page(data, move |page: Page| {
        let nowhere = page.places.is_empty();
        view! {
            <Title text=w.compose_title() />
            <Main>
                {if nowhere {
                    view! {
                        <div class="empty">
                            <h1>{w.nowhere()}</h1>
                            <p>{w.nowhere_text()}</p>
                            <p><a class="btn" href="/communities">{w.see_communities()}</a></p>
                        </div>
                    }.into_any()
                } else {
                    view! { <Composer page /> }.into_any()
                }}
            </Main>
            <Aside label=w.what_helps()>
                <section class="panel panel--line">
                    <h2>{w.what_helps()}</h2>
                    <ul class="prose small">
                        <li>{w.helps_one()}</li>
                        <li>{w.helps_tried()}</li>
                        <li>{w.helps_matters()}</li>
                    </ul>
                </section>
                <section class="panel panel--line">
                    <h2>{w.pro_can()}</h2>
                    <p class="small">{w.pro_can_text()}</p>
                    <h2 class="mt-4">{w.pro_cannot()}</h2>
                    <p class="small">{w.pro_cannot_text()}</p>
                </section>
            </Aside>
        }
    })
}

/// What another application shares: its title, and its text with its address.
fn shared(query: &leptos_router::params::ParamsMap) -> (String, String) {
    let part = |name| query.get(name).unwrap_or_default().trim().to_owned();
    let (text, url) = (part("text"), part("url"));
    // Many put the address into the text.
    let parts: Vec<_> = if text.contains(&url) { vec![text] } else { vec![text, url] };
    (part("title"), parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"))
}

/// A draft that comes back takes the place of what is shared: then that stands below it.
fn keep_shared(shared: String) {
    Effect::new(move || {
        let shared = shared.clone();
        let append = move || {
            let area = document().get_element_by_id("threads-ask-body");
            let Some(area) = area.and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else { return };
            if shared.is_empty() || area.value().contains(&shared) {
                return;
            }
            area.set_value(format!("{}\n\n{shared}", area.value()).trim_start());
            let init = web_sys::EventInit::new();
            init.set_bubbles(true);
            if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
                let _ = area.dispatch_event(&event);
            }
        };
        set_timeout(append, std::time::Duration::from_millis(200));
    });
}

/// The circles of a place, default first; of all places together before one is chosen.
fn circles_of(places: &[Place], slug: &str) -> Vec<Circle> {
    match places.iter().find(|place| place.community.slug == slug) {
        Some(place) => place.circles.clone(),
        // In the order in which a place offers them.
        None => [Circle::Members, Circle::Patients, Circle::Professionals, Circle::Public]
            .into_iter()
            .filter(|circle| places.iter().any(|place| place.circles.contains(circle)))
            .collect(),
    }
}

#[component]
fn Composer(page: Page) -> impl IntoView {
    let w = Words::here();
    let members = MemberWords::here();
    let (asked, kind_asked) = use_query_map().with_untracked(|query| {
        let kind = query.get("kind").and_then(|word| Kind::from_word(&word)).unwrap_or(Kind::Question);
        (query.get("community").unwrap_or_default(), kind)
    });
    let (shared_title, shared) = use_query_map().with_untracked(shared);
    keep_shared(shared.clone());
    let only = if page.places.len() == 1 { page.places[0].community.slug.clone() } else { String::new() };
    let first = if page.places.iter().any(|place| place.community.slug == asked) { asked } else { only };
    let community = RwSignal::new(first.clone());
    let typed = RwSignal::new(String::new());
    let titled = RwSignal::new(String::new());
    // While help is shown, nothing else asks to be read.
    let calls = RwSignal::new(false);
    let circle = RwSignal::new(String::new());
    let kind = RwSignal::new(String::new());
    let places = StoredValue::new(page.places.clone());
    let options = std::iter::once((String::new(), w.choose().to_owned()))
        .chain(page.places.iter().map(|place| (place.community.slug.clone(), place.community.labelled(w.0))))
        .collect::<Vec<_>>();
    let professions = std::iter::once((String::new(), w.any_profession().to_owned()))
        .chain(
            Profession::ALL
                .iter()
                .map(|&profession| (profession.word().to_owned(), members.profession(profession).to_owned())),
        )
        .collect::<Vec<_>>();
    // Hosts announce where they host; the choice is there as long as no other place is chosen.
    let announces = move || {
        let slug = community.get();
        places.with_value(|places| {
            places.iter().any(|place| place.announce && (slug.is_empty() || place.community.slug == slug))
        })
    };
    let kinds = move || {
        let mut kinds = vec![
            Choice {
                icon: Some("question"),
                hint: w.kind_question_hint().into(),
                ..Choice::plain(Kind::Question.word(), w.kind_question())
            },
            Choice {
                icon: Some("vecu"),
                hint: w.kind_discussion_hint().into(),
                ..Choice::plain(Kind::Discussion.word(), w.kind_discussion())
            },
        ];
        if announces() {
            let hint = w.kind_announcement_hint().into();
            kinds.push(Choice {
                icon: Some("hote"),
                hint,
                ..Choice::plain(Kind::Announcement.word(), w.kind_announcement())
            });
        }
        kinds
    };
    let screened = move || {
        let slug = community.get();
        places.with_value(|places| places.iter().any(|place| place.community.company && place.community.slug == slug))
    };
    let circles = move || places.with_value(|places| circles_of(places, &community.get()));
    let visible = move || {
        let circle = Circle::from_word(&circle.get())?;
        let name = places.with_value(|places| {
            places
                .iter()
                .find(|place| place.community.slug == community.get())
                .map(|place| place.community.labelled(w.0))
        })?;
        Some(
            view! { <p class="readers" role="status"><Icon name=circle_icon(circle) class="" /><span>{w.visible(circle, &name)}</span></p> },
        )
    };
    // The default circle is the narrowest promise that is still useful: members; never public.
    let default_circle =
        places.with_value(|places| circles_of(places, &first)).into_iter().find(|&circle| circle != Circle::Public);
    view! {
        <div class="page-head"><h1 class="title title--accent">{w.compose_title()}</h1></div>
        <Form command="threads.ask" class="form" draft=true files=true>
            <input type="hidden" name="id" value=page.id.to_string() />
            // Drawn anew as a whole when what may be chosen differs, as the circles are.
            <For each=move || [announces()] key=|&announces| announces children=move |_| {
                let asked = Kind::from_word(&kind.get_untracked()).unwrap_or(kind_asked);
                view! { <Choices name="kind" legend=w.kind() value=asked.word() chosen=kind choices=untrack(kinds) /> }
            } />
            <Select name="community" label=w.community() options=options value=first chosen=community />
            {move || places.with_value(|places| {
                let slug = community.get();
                let asked = places.iter().any(|place| place.asked_again && place.community.slug == slug);
                asked.then(|| view! { <AskedAgain slug /> })
            })}
            {move || places.with_value(|places| {
                let slug = community.get();
                let waits = places.iter().any(|place| place.waits && place.community.slug == slug);
                waits.then(|| view! { <WaitsHere /> })
            })}
            <TextField name="title" label=w.title() hint=w.title_hint() value=shared_title class="field--big" autocomplete="off" typed=titled />
            <Similar text=Signal::derive(move || format!("{} {}", titled.get(), typed.get())) stands_back=calls />
            <TextArea name="body" label=w.body() hint=w.body_hint() value=shared class="voice" rows=8 typed=typed />
            <Preview typed titled calls />
            <ReachAsked />
            {move || screened().then(|| view! { <crate::vigilance::ScreenedHere /> })}
            <Pictures />
            <TextField name="tags" label=w.tags_field() hint=w.tags_hint() autocomplete="off" optional=true />
            <div hidden=move || kind.get() != Kind::Question.word() && crate::forms::hydrated()>
                <Select name="profession" label=w.profession() hint=w.profession_hint() options=professions />
            </div>
            // Drawn anew as a whole when the circles differ: a button reused for another circle would
            // keep what the reader had pressed.
            <For each=move || [circles()] key=Vec::clone children=move |circles| {
                let choices = circles
                    .into_iter()
                    .map(|circle| Choice {
                        icon: Some(circle_icon(circle)),
                        hint: w.circle_hint_word(circle).into(),
                        ..Choice::plain(circle.word(), w.circle_word(circle))
                    })
                    .collect::<Vec<_>>();
                view! {
                    <Choices name="circle" legend=w.circle() hint=w.circle_hint() class="circle-pick" choices=choices
                        value=default_circle.map(Circle::word).unwrap_or_default() chosen=circle />
                }
            } />
            {visible}
            <p class="notice"><Icon name="attente" />{crate::crisis::Words(w.0).urgent(&crate::crisis::numbers())}</p>
            <div class="btns btns--stack"><Submit label=w.post() /></div>
        </Form>
    }
}
