//! What happens in a thread while it is read. New replies and changed texts wait behind a bar; what was
//! deleted goes at once; reactions are counted where they stand.

use super::words::Words;
use super::{api, still};
use crate::boot::Refresh;
use crate::live::{Heard, Watch, watch};
use domain::events::EventKind;
use domain::live::Signal as Told;
use domain::threads::{Reactions, ThreadPage as Page};
use domain::{ReplyId, ThreadId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use maud::html;

/// Where the reader is in the thread: the page's `after` and `at`.
pub type Place = (Option<ReplyId>, Option<ReplyId>);

/// What waits behind the bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Waiting {
    /// New replies, in their order.
    replies: Vec<ReplyId>,
    /// Whether a text, a mark or something unknown changed.
    changed: bool,
    /// Whether the server was not reached when the reader asked for it.
    failed: bool,
}

/// The last thing told, for the parts of the page that count reactions.
#[derive(Clone, Copy)]
struct Last(RwSignal<Option<Told>>);

/// The bar of a thread's page.
#[derive(Clone, Copy)]
pub struct News {
    /// What waits, in words.
    pub text: Signal<String>,
    /// Shows it.
    pub show: Callback<()>,
}

/// Follows what happens in a thread; `shown` is what the page shows, `own` whether the reader may act in it.
pub fn follow(page: &Page, place: Place, shown: RwSignal<Page>, acts: bool) -> News {
    let w = Words::here();
    let id = page.id;
    let waiting = RwSignal::new(Waiting::default());
    let last = RwSignal::new(None);
    provide_context(Last(last));
    crate::notices::saw(id);
    let refresh = expect_context::<Refresh>().0;
    watch(Watch::Thread(id), page.live, move |heard| {
        let told = match heard {
            Heard::Signal(told) => told,
            Heard::Reset => return waiting.update(|waiting| waiting.changed = true),
        };
        if told.thread != Some(id) {
            return;
        }
        match told.kind {
            EventKind::ReplyCreated => {
                if let Some(reply) = told.reply.filter(|&reply| !told.own && element(reply).is_none()) {
                    waiting.update(|waiting| waiting.replies.push(reply));
                }
            }
            EventKind::ReactionGiven | EventKind::ReactionWithdrawn => {
                if let (false, Some(reply), Some(counts)) = (acts, told.reply, told.counts) {
                    count_still(w, reply, counts);
                }
                last.set(Some(told));
            }
            EventKind::ReplyDeleted => {
                if let Some(reply) = told.reply {
                    waiting.update(|waiting| waiting.replies.retain(|&one| one != reply));
                    erase(w, reply);
                }
            }
            EventKind::ThreadDeleted | EventKind::ThreadNarrowed if !told.own => refresh.update(|count| *count += 1),
            _ if !told.own => waiting.update(|waiting| waiting.changed = true),
            _ => {}
        }
    });
    let text = Signal::derive(move || {
        waiting.with(|waiting| match (waiting.failed, waiting.replies.len(), waiting.changed) {
            (true, ..) => w.news_failed().to_owned(),
            (_, 0, false) => String::new(),
            (_, 0, true) => w.news_changed().to_owned(),
            (_, count, _) => w.news_replies(u32::try_from(count).unwrap_or(u32::MAX)),
        })
    });
    let navigate = leptos_router::hooks::use_navigate();
    let show = Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            let Ok(page) = api::read_thread(id, place.0, place.1).await else {
                return waiting.update(|waiting| waiting.failed = true);
            };
            let first = waiting.with_untracked(|waiting| waiting.replies.first().copied());
            waiting.set(Waiting::default());
            let here = first.is_none_or(|first| page.replies.iter().any(|reply| reply.id == first));
            last.set(None);
            shown.set(page);
            match first {
                Some(first) if here => crate::layout::focus_after(format!("#r-{first}")),
                Some(first) => navigate(&address(id, first), NavigateOptions::default()),
                None => {}
            }
        });
    });
    News { text, show }
}

fn address(id: ThreadId, reply: ReplyId) -> String {
    format!("/t/{id}?at={reply}#r-{reply}")
}

/// Keeps the reactions to a reply, or to the thread itself, counted as others give them.
pub fn counted(subject: Option<ReplyId>, reactions: RwSignal<Reactions>) {
    let Some(Last(last)) = use_context() else { return };
    Effect::new(move || {
        let counts = last.with(|last| last.as_ref().filter(|told| told.reply == subject).and_then(|told| told.counts));
        if let Some(counts) = counts {
            reactions.update(|reactions| reactions.counts = counts);
        }
    });
}

fn element(reply: ReplyId) -> Option<web_sys::Element> {
    document().get_element_by_id(&format!("r-{reply}"))
}

/// Leaves the trace of a reply where its text was.
fn erase(w: Words, reply: ReplyId) {
    if let Some(element) = element(reply) {
        element.set_class_name("trace");
        element.set_inner_html(&html! { span { (w.gone_reply()) } }.into_string());
    }
}

/// Counts where replies stand as they were written, without parts of their own.
fn count_still(w: Words, reply: ReplyId, counts: [u32; 4]) {
    let Some(element) = element(reply) else { return };
    let within = element.query_selector(".reply__sheet").ok().flatten().unwrap_or(element);
    let Ok(Some(foot)) = within.query_selector(".reply__foot") else { return };
    if let Ok(Some(before)) = foot.query_selector(".react") {
        before.remove();
    }
    let reacted = still::reacted(w, &Reactions { counts, ..Reactions::default() });
    let _ = foot.insert_adjacent_html("afterbegin", &reacted.into_string());
}
