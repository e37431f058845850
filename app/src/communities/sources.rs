//! The funding sources of a charter: up to eight rows, all there without JavaScript, with a live
//! sum when hydrated.

use super::words::Words;
use crate::forms::{FormState, TextField, Tick};
use domain::communities::FundingSource;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Field names of the rows: they are `&'static` because fields are.
const ROWS: [[&str; 3]; 8] = [
    ["source_name_0", "source_share_0", "source_industry_0"],
    ["source_name_1", "source_share_1", "source_industry_1"],
    ["source_name_2", "source_share_2", "source_industry_2"],
    ["source_name_3", "source_share_3", "source_industry_3"],
    ["source_name_4", "source_share_4", "source_industry_4"],
    ["source_name_5", "source_share_5", "source_industry_5"],
    ["source_name_6", "source_share_6", "source_industry_6"],
    ["source_name_7", "source_share_7", "source_industry_7"],
];
/// Rows that show at first; the others wait in a native `details`.
const AT_FIRST: usize = 3;

/// The rows.
#[component]
pub fn Sources(
    /// What the rows start with.
    #[prop(optional)]
    sources: Vec<FundingSource>,
) -> impl IntoView {
    let w = Words::here();
    let state = expect_context::<FormState>();
    let hint = state.id("sources-hint");
    let described = hint.clone();
    let sum = RwSignal::new(None::<u32>);
    let rows = NodeRef::<leptos::html::Fieldset>::new();
    let count = move |_: leptos::ev::Event| {
        if let Some(rows) = rows.get_untracked() {
            sum.set(Some(add_up(&rows)));
        }
    };
    // A row that came back filled must not hide.
    let open = ROWS[AT_FIRST..].iter().flatten().any(|name| state.typed(name).is_some_and(|typed| !typed.is_empty()));
    let open = open || sources.len() > AT_FIRST;
    let row = |place: usize| view! { <Row place source=sources.get(place).cloned() /> };
    view! {
        <fieldset class="field" node_ref=rows aria-describedby=described on:input=count>
            <legend class="label">{w.sources()}</legend>
            <span class="hint" id=hint>{w.sources_hint()}</span>
            {(0..AT_FIRST).map(row).collect_view()}
            <details open=open>
                <summary class="btn btn--quiet btn--s">{w.sources_more()}</summary>
                {(AT_FIRST..ROWS.len()).map(row).collect_view()}
            </details>
            <p class="count-left" role="status">
                {move || sum.get().map(|sum| if sum == 100 { w.sum_right().to_owned() } else { w.sum_is(sum) })}
            </p>
        </fieldset>
    }
}

#[component]
fn Row(place: usize, source: Option<FundingSource>) -> impl IntoView {
    let w = Words::here();
    let [name, share, industry] = ROWS[place];
    let percent = source.as_ref().map(|source| source.share.to_string()).unwrap_or_default();
    let is_industry = source.as_ref().is_some_and(|source| source.industry);
    let who = source.map(|source| source.name).unwrap_or_default();
    view! {
        <fieldset class="panel panel--line source">
            <legend class="label">{w.source_n(place + 1)}</legend>
            <TextField name=name label=w.source_name() value=who autocomplete="off" />
            <TextField name=share label=w.source_share() value=percent inputmode="numeric" autocomplete="off" class="input--short" />
            <Tick name=industry label=w.source_industry() checked=is_industry />
        </fieldset>
    }
}

/// The shares typed so far, read from the fields themselves.
fn add_up(rows: &web_sys::HtmlFieldSetElement) -> u32 {
    let inputs = rows.elements();
    (0..inputs.length())
        .filter_map(|place| inputs.item(place)?.dyn_into::<web_sys::HtmlInputElement>().ok())
        .filter(|input| input.name().starts_with("source_share_"))
        .filter_map(|input| input.value().trim().trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']).parse::<u32>().ok())
        .fold(0, u32::saturating_add)
}
