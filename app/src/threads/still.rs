//! What of a thread stays as it is while it is read: texts, who wrote them, what was given.

use super::words::{Words, reaction_icon};
use crate::moderation::report::link;
use crate::pictures::still::pictures;
use crate::pictures::words::Words as PictureWords;
use crate::ui::{avatar, badge, icon, icon_as, name, time, who};
use domain::ReplyId;
use domain::moderation::{Subject, Veil};
use domain::threads::{Kind, QuestionState, Reaction, Reactions, ReplyView, Source, ThreadPage, Voice};
use maud::{Markup, PreEscaped, html};

/// How far a question has come.
pub fn status(w: Words, state: QuestionState) -> Markup {
    let (class, name) = match state {
        QuestionState::Waiting => ("status status--wait", "attente"),
        QuestionState::Answered => ("status status--answered", "pro"),
        QuestionState::Sourced => ("status status--sourced", "source"),
    };
    html! { span class=(class) { (icon(name)) (w.state(state)) } }
}

/// That it is an announcement.
pub fn announced(w: Words) -> Markup {
    html! { span.status.status--announced { (icon("hote")) (w.announcement()) } }
}

/// Replies by voice, those there are.
pub fn counts(w: Words, lived: u32, professional: u32) -> Markup {
    html! {
        @if lived > 0 { span.count.count--vecu { (icon("vecu")) (w.lived_count(lived)) } }
        @if professional > 0 { span.count.count--pro { (icon("pro")) (w.professional_count(professional)) } }
    }
}

/// Reactions that were given, in words.
pub fn given(w: Words, reactions: &Reactions) -> Markup {
    html! {
        @if reactions.counts.iter().any(|&n| n > 0) {
            ul.react__sum aria-label=(w.reactions_got()) {
                @for (reaction, n) in Reaction::ALL.iter().map(|&one| (one, reactions.counts[Reactions::place(one)])).filter(|&(_, n)| n > 0) {
                    li { (icon(reaction_icon(reaction))) (w.reaction(reaction)) " " (crate::words::number(w.0, n)) }
                }
            }
        }
    }
}

/// The top of a thread's page: state, title, who, text, tags.
pub fn post(w: Words, page: &ThreadPage) -> Markup {
    let block = if page.kind == Kind::Question { "ask" } else { "post" };
    let meta = html! {
        @if let Some(author) = page.author.as_ref().filter(|author| !author.about.is_empty()) { (author.about) " · " }
        (time(w.0, page.created))
        @if page.edited.is_some() { " · " a href={ "/t/" (page.id) "/history" } { (w.edited()) } }
    };
    html! {
        @if let Some(state) = page.state { p.row-x { (status(w, state)) " " span.small.soft { (w.question()) } } }
        @if page.kind == Kind::Announcement || page.pinned || page.closed {
            p.row-x {
                @if page.kind == Kind::Announcement { (announced(w)) }
                @if page.pinned { span.small.soft { (w.pinned()) } }
                @if page.closed { span.small.soft { (icon("cadenas")) " " (w.closed()) } }
            }
        }
        h1 class={ (block) "__title" } id="subject" { (page.title) }
        div.mt-4 { (who(w.0, page.author.as_ref(), false, Some(meta))) }
        div class={ (block) "__body" } lang=(page.locale.code()) { (PreEscaped(&page.html)) }
        (pictures(PictureWords(w.0), &page.pictures))
        @if !page.tags.is_empty() {
            ul.chips.chips--line aria-label=(w.tags()) {
                @for tag in &page.tags { li { a.chip href={ "/tags/" (tag.key) } { (tag.label) } } }
            }
        }
    }
}

/// A page of replies nobody may act on.
pub fn replies(w: Words, replies: &[ReplyView]) -> Markup {
    html! {
        @for (top, kids) in nest(replies) {
            (reply(w, top))
            @if !kids.is_empty() {
                div.reply-kids role="group" aria-label=(w.replies_to(&author(w, top))) {
                    @for kid in kids { (reply(w, kid)) }
                }
            }
        }
    }
}

/// Replies at the top, each with those that hang on it and follow it. One whose parent is on an
/// earlier page stands alone.
pub fn nest(replies: &[ReplyView]) -> Vec<(&ReplyView, &[ReplyView])> {
    let mut nested = Vec::new();
    let mut rest = replies;
    while let Some((top, after)) = rest.split_first() {
        let kids = after.iter().take_while(|reply| reply.parent == Some(top.id)).count();
        let (kids, others) = after.split_at(kids);
        nested.push((top, kids));
        rest = others;
    }
    nested
}

/// Whose reply it is, in words.
pub fn author(w: Words, reply: &ReplyView) -> String {
    reply.author.as_ref().map_or_else(|| w.somebody().to_owned(), |author| author.labelled(w.0))
}

/// The trace of a reply that is gone.
pub fn trace(w: Words, veil: Option<Veil>) -> Markup {
    html! { span { (if veil.is_some() { w.veiled() } else { w.deleted_reply() }) } }
}

/// The way to report a reply.
pub fn report(w: Words, id: ReplyId, author: &str) -> Markup {
    link(crate::moderation::Words(w.0), Subject::Reply, &id.to_string(), author)
}

fn reply(w: Words, reply: &ReplyView) -> Markup {
    let id = format!("r-{}", reply.id);
    if reply.deleted {
        return html! { p.trace id=(id) { (trace(w, reply.veil)) } };
    }
    let foot = html! {
        div.reply__foot {
            (reacted(w, &reply.reactions))
            (report(w, reply.id, &author(w, reply)))
        }
    };
    html! {
        @if reply.voice == Voice::Professional {
            article.reply.reply--pro id=(id) aria-labelledby={ (id) "-t" } {
                p.reply__band { (band(w)) }
                div.reply__sheet { (text(w, reply)) (foot) }
            }
        } @else {
            article.reply.reply--vecu id=(id) aria-labelledby={ (id) "-t" } { (text(w, reply)) (foot) }
        }
    }
}

/// What was given to a reply nobody may act on, if anything.
pub fn reacted(w: Words, reactions: &Reactions) -> Markup {
    html! { @if reactions.counts.iter().any(|&n| n > 0) { div.react { (given(w, reactions)) } } }
}

/// The band of a professional's sheet.
pub fn band(w: Words) -> Markup {
    html! { (icon_as("pro", "")) (w.professional()) }
}

/// A reply without its frame and without what one can do with it.
pub fn text(w: Words, reply: &ReplyView) -> Markup {
    let professional = reply.voice == Voice::Professional;
    html! {
        (head(w, reply))
        @if professional && reply.imported { p.reply__imported.small { (w.imported()) } }
        div.reply__body { (PreEscaped(&reply.html)) }
        (pictures(PictureWords(w.0), &reply.pictures))
        @if professional || !reply.sources.is_empty() { (sources(w, &reply.sources)) }
        @if professional { p.limits { (w.limits()) } }
        @if reply.helped { p.helped { (icon("coche")) (w.helped()) } }
    }
}

fn head(w: Words, reply: &ReplyView) -> Markup {
    let lived = reply.voice == Voice::Lived;
    let author = reply.author.as_ref();
    html! {
        div.reply__head {
            (avatar(author, false))
            div {
                div.reply__name {
                    h3.reply__who id={ "r-" (reply.id) "-t" } { (name(w.0, author)) }
                    @if lived { span.kind.kind--vecu { (icon("vecu")) (w.lived()) } }
                    @if let Some(author) = author.filter(|author| !lived || author.badge.is_some() || author.organisation.is_some()) {
                        (badge(w.0, author))
                    }
                }
                p.reply__meta {
                    @if let Some(author) = author.filter(|author| !author.about.is_empty()) { (author.about) " · " }
                    (time(w.0, reply.created))
                    @if reply.edited.is_some() { " · " a href={ "/r/" (reply.id) "/history" } { (w.edited()) } }
                }
            }
        }
    }
}

fn sources(w: Words, sources: &[Source]) -> Markup {
    html! {
        @if sources.is_empty() {
            p.small.soft { (w.no_source()) }
        } @else {
            div.sources {
                h4 { (icon("source")) (w.sources()) }
                ol {
                    @for source in sources {
                        li {
                            @match &source.url {
                                Some(url) => a href=(url) rel="nofollow ugc noopener noreferrer external" { (source.text) },
                                None => (source.text),
                            }
                        }
                    }
                }
            }
        }
    }
}
