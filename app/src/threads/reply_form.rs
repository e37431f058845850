//! Writing a reply: lived by default, professional with sources for those who have the badge.

use super::preview::Preview;
use super::reach::ReachAsked;
use super::words::Words;
use crate::forms::{Choice, Choices, Form, Hidden, Submit, TextArea, TextField, Tick};
use crate::pictures::Pictures;
use crate::ui::Icon;
use domain::threads::{Abilities, MAX_SOURCES, Source, Voice};
use domain::{ReplyId, ThreadId};
use leptos::prelude::*;

/// The names of the numbered source fields.
const TEXTS: [&str; MAX_SOURCES] =
    ["source_text_0", "source_text_1", "source_text_2", "source_text_3", "source_text_4"];
const URLS: [&str; MAX_SOURCES] = ["source_url_0", "source_url_1", "source_url_2", "source_url_3", "source_url_4"];

/// The fields for sources: two rows at once, the others behind a fold.
#[component]
pub fn SourceFields(sources: Vec<Source>, no_source: bool) -> impl IntoView {
    let w = Words::here();
    let open = sources.len() > 2;
    let mut rows = (0..MAX_SOURCES).map(|place| {
        let source = sources.get(place).cloned();
        let (text, url) = source.map(|source| (source.text, source.url.unwrap_or_default())).unwrap_or_default();
        let n = u32::try_from(place).unwrap_or_default() + 1;
        view! {
            <div class="source-row">
                <TextField name=TEXTS[place] label=w.source_text(n) value=text autocomplete="off" />
                <TextField name=URLS[place] label=w.source_url(n) value=url kind="url" autocomplete="off" inputmode="url" />
            </div>
        }
    });
    let first = rows.by_ref().take(1).collect_view();
    let rest = rows.collect_view();
    view! {
        <fieldset class="field sources-field">
            <legend class="label">{w.sources()}</legend>
            <span class="hint">{w.sources_hint()}</span>
            {first}
            <details open=open>
                <summary>{w.more_sources()}</summary>
                {rest}
            </details>
            <Tick name="no_source" label=w.no_source_tick() checked=no_source />
        </fieldset>
    }
}

/// The form under a thread, or under the reply it hangs on.
#[component]
pub fn ReplyForm(
    thread: ThreadId,
    parent: Option<ReplyId>,
    #[prop(into)] name: String,
    can: Abilities,
) -> impl IntoView {
    let w = Words::here();
    // The place of the draft too: what is written in one thread never shows in another.
    let key = parent.map_or_else(|| thread.to_string(), |parent| parent.to_string());
    let typed = RwSignal::new(String::new());
    let voice = RwSignal::new(String::new());
    // A form sent twice posts once: the id is drawn where the form is, and anew after each post.
    let id = crate::forms::fresh_id();
    let legend = if name.is_empty() { w.tell().to_owned() } else { w.your_reply_to(&name) };
    view! {
        <Form command="threads.reply" key=key class="form" draft=true files=true>
            <input type="hidden" name="id" value=id />
            <Hidden name="thread" value=thread.to_string() />
            {parent.map(|parent| view! { <Hidden name="parent" value=parent.to_string() /> })}
            {can.professional.then(|| view! {
                <Choices name="voice" legend=w.voice() value=Voice::Lived.word() chosen=voice choices=vec![
                    Choice { icon: Some("vecu"), ..Choice::plain(Voice::Lived.word(), w.voice_lived()) },
                    Choice { icon: Some("pro"), hint: w.answer_hint().into(), ..Choice::plain(Voice::Professional.word(), w.voice_professional()) },
                ] />
            })}
            <TextArea name="body" label=legend hint=w.tell_hint() class="voice" typed=typed />
            <Preview typed />
            <ReachAsked />
            <Pictures />
            {can.professional.then(|| view! {
                // Without JavaScript the fields stand open; hydrated they follow the voice.
                <div hidden=move || voice.get() == Voice::Lived.word() && crate::forms::hydrated()>
                    <SourceFields sources=vec![] no_source=false />
                </div>
            })}
            <div class="btns btns--stack"><Submit label=w.post_reply() /></div>
            <p class="small soft"><Icon name="attente" />{crate::crisis::Words(w.0).urgent(&crate::crisis::numbers())}</p>
        </Form>
    }
}
