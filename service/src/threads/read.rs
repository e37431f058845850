//! A thread's page.

use super::readable;
use crate::{Actor, Context, Outcome};
use domain::crisis::Crisis;
use domain::moderation::Veil;
use domain::threads::{Abilities, Kind, Reaction, Reactions, ReplyView, Source, ThreadPage, Voice};
use domain::time::DAY;
use domain::{Problem, ReplyId, ThreadId, Timestamp};
use std::collections::HashMap;
use store::threads::{HeadRow, ReplyRow};
use uuid::Uuid;

/// Replies on a page.
pub const REPLIES: usize = 50;
/// Replies asked for: one more than a page tells that there is another.
const ASKED: i64 = 51;

/// Reads a thread: its text and one page of replies. `after` is the last reply of the page before;
/// `at` asks for the page with this reply, which begins with the top-level reply it belongs to
/// unless the first page holds it.
pub async fn read(
    ctx: &Context,
    actor: &Actor,
    id: ThreadId,
    after: Option<ReplyId>,
    at: Option<ReplyId>,
) -> Outcome<ThreadPage> {
    // Before anything is read: what happens from here on may be missing.
    let live = ctx.live.position();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut head = readable(&mut conn, actor, id).await?;

    let asked = ASKED;
    let mut from = match after {
        Some(after) => store::threads::reply_key(&mut conn, id, after).await?.map(|key| (key, false)),
        None => None,
    };
    let mut rows = store::threads::replies(&mut conn, actor.reading(), id, from, asked).await?;
    if let (None, Some(at)) = (after, at)
        && !rows.iter().take(REPLIES).any(|row| row.id == at)
        && let Some(mut key) = store::threads::reply_key(&mut conn, id, at).await?
    {
        (key.created, key.id) = (key.root_created, key.root);
        from = Some((key, true));
        rows = store::threads::replies(&mut conn, actor.reading(), id, from, asked).await?;
    }
    let more = rows.len() > REPLIES;
    rows.truncate(REPLIES);
    let me = actor.me.as_ref().map(|me| me.id.0);
    let veiled = |veil: &Option<String>, author: Option<Uuid>| veil.is_some() && author.is_some() && author == me;
    let own_veiled = veiled(&head.veiled, head.author.a_id);
    if head.deleted.is_some() && rows.is_empty() && from.is_none() && !own_veiled {
        return Err(Problem::NotFound.into());
    }
    let next = if more { rows.last().map(|row| row.id.to_string()) } else { None };

    let sourced: Vec<Uuid> = rows.iter().filter(|row| row.sources > 0).map(|row| row.id.0).collect();
    let mut sources: HashMap<Uuid, Vec<Source>> = HashMap::new();
    if !sourced.is_empty() {
        for row in store::threads::sources(&mut conn, &sourced).await? {
            sources.entry(row.reply).or_default().push(Source { text: row.text, url: row.url });
        }
    }
    let mut pictured: Vec<Uuid> = rows.iter().filter(|row| row.pictures > 0).map(|row| row.id.0).collect();
    if head.pictures > 0 {
        pictured.push(id.0);
    }
    let mut pictures = crate::pictures::of_posts(&mut conn, &pictured).await?;
    // What nobody else reads is there for its author.
    if own_veiled && let Some(kept) = crate::moderation::kept(ctx, &mut conn, id.0).await? {
        head.title = kept.title;
        head.html = crate::markdown::render(&kept.body);
        pictures.insert(id.0, kept.pictures);
    }
    for row in rows.iter_mut().filter(|row| veiled(&row.veiled, row.author.a_id)) {
        if let Some(kept) = crate::moderation::kept(ctx, &mut conn, row.id.0).await? {
            row.html = crate::markdown::render(&kept.body);
            pictures.insert(row.id.0, kept.pictures);
        }
    }
    let tags = store::tags::of_thread(&mut conn, id).await?;
    let followers = store::threads::followers(&mut conn, id).await?;
    let (mut mine, mut following): (HashMap<Uuid, [bool; 4]>, bool) = (HashMap::new(), false);
    if let Some(me) = &actor.me {
        for (subject, kind) in store::threads::reactions_of(&mut conn, me.id, id).await? {
            if let Some(reaction) = Reaction::from_word(&kind) {
                mine.entry(subject).or_default()[Reactions::place(reaction)] = true;
            }
        }
        following = store::threads::follows(&mut conn, me.id, id).await?;
    }
    let place = head.place();
    let waits = crate::moderation::waits(&mut conn, actor, head.community, (head.holds, place)).await?;
    drop(reader);

    let signs = signs_of_ones_own(ctx, actor, &head, &rows);
    let mine_is = |author: Option<Uuid>| author.is_some() && author == actor.me.as_ref().map(|me| me.id.0);
    let adverse = head.deleted.is_none()
        && mine_is(head.author.a_id)
        && told(&format!("{}\n{}", head.title, crate::markdown::lines_of(&head.html)));
    let can = Abilities { waits, kept: own_veiled, ..abilities(actor, &head) };
    let standing = actor.standing(head.place());
    let narrower = if can.own {
        standing
            .circles(head.visibility)
            .into_iter()
            .filter(|&circle| standing.may_narrow(head.visibility, head.circle, circle))
            .collect()
    } else {
        vec![]
    };
    let replies = rows
        .into_iter()
        .map(|row| {
            let sources = sources.remove(&row.id.0).unwrap_or_default();
            let pictures = pictures.remove(&row.id.0).unwrap_or_default();
            let mine = mine.get(&row.id.0).copied().unwrap_or_default();
            ReplyView { pictures, ..reply_view(actor, row, sources, mine) }
        })
        .collect();
    let count = |n: i32| u32::try_from(n).unwrap_or_default();
    let deleted = head.deleted.is_some();
    Ok(ThreadPage {
        id,
        community: domain::communities::CommunityLink {
            slug: head.slug.clone(),
            name: head.name.clone(),
            company: head.owner_type == domain::communities::OwnerType::Company,
        },
        visibility: head.visibility,
        asked_again: head.asked_again,
        kind: head.kind,
        circle: head.circle,
        state: head.question_state(),
        pinned: head.pinned,
        closed: head.closed.is_some(),
        signs,
        adverse,
        title: domain::text::bind(&head.title),
        html: head.html,
        pictures: pictures.remove(&id.0).unwrap_or_default(),
        locale: head.locale,
        author: if deleted { None } else { head.author.byline() },
        created: actor.when(head.created),
        edited: head.edited.map(|at| actor.when(at.into())),
        deleted,
        veil: head.veiled.as_deref().and_then(Veil::from_word),
        tags,
        reactions: Reactions { mine: mine.get(&id.0).copied().unwrap_or_default(), ..head.counts.reactions() },
        lived: count(head.lived),
        professional: count(head.professional),
        replies,
        next,
        continued: from.is_some(),
        followers: u32::try_from(followers).unwrap_or_default(),
        following,
        can,
        narrower,
        live,
    })
}

/// What the reader wrote or changed here within a day and calls for help: said again after posting, without JavaScript
/// too.
fn signs_of_ones_own(ctx: &Context, actor: &Actor, head: &HeadRow, rows: &[ReplyRow]) -> Vec<Crisis> {
    let Some(me) = &actor.me else { return vec![] };
    let since = ctx.now().0 - DAY;
    let own = |author: Option<Uuid>, created: Timestamp, edited: Option<i64>| {
        author == Some(me.id.0) && edited.unwrap_or(created.0).max(created.0) >= since
    };
    let mut text = String::new();
    if own(head.author.a_id, head.created, head.edited) {
        text.push_str(&head.title);
        text.push('\n');
        text.push_str(&crate::markdown::lines_of(&head.html));
    }
    for row in rows.iter().filter(|row| own(row.author.a_id, row.created, row.edited)) {
        text.push('\n');
        text.push_str(&crate::markdown::lines_of(&row.html));
    }
    domain::crisis::signs(&text)
}

/// Whether a text tells of an adverse effect.
fn told(text: &str) -> bool {
    domain::vigilance::told(text).tells()
}

fn abilities(actor: &Actor, head: &HeadRow) -> Abilities {
    let standing = actor.standing(head.place());
    let allowed = standing.may_write(head.visibility, head.circle);
    // Whose account is suspended is offered nothing to write, and still takes back what is theirs.
    let active = actor.me.as_ref().is_none_or(|me| !me.suspended);
    let writes = active && allowed;
    let confirmed = active && actor.me.as_ref().is_some_and(|me| me.confirmed);
    let own = actor.me.as_ref().is_some_and(|me| head.author.a_id == Some(me.id.0)) && head.deleted.is_none();
    let (there, closed) = (head.deleted.is_none(), head.closed.is_some());
    Abilities {
        reply: writes && !closed,
        react: writes,
        professional: writes && !closed && standing.voices().contains(&Voice::Professional),
        // Whoever left keeps their posts through export only.
        own: own && allowed,
        change: writes,
        mark_helped: own && writes && head.kind == Kind::Question,
        follow: actor.me.is_some(),
        waits: false,
        kept: false,
        join: active && !allowed && !standing.belongs() && head.place().is_none(),
        // A pin that is there can be taken away, whatever became of the circle.
        pin: there
            && confirmed
            && (standing.may_pin(head.visibility, head.circle)
                || (head.pinned && standing.may_close(head.visibility, head.circle))),
        close: there
            && confirmed
            && head.kind == Kind::Announcement
            && standing.may_close(head.visibility, head.circle),
    }
}

fn reply_view(actor: &Actor, row: ReplyRow, sources: Vec<Source>, mine: [bool; 4]) -> ReplyView {
    let deleted = row.deleted.is_some();
    let author = actor.me.as_ref().is_some_and(|me| row.author.a_id == Some(me.id.0));
    let own = author && (!deleted || row.veiled.is_some());
    ReplyView {
        id: row.id,
        parent: row.parent.map(ReplyId),
        own,
        adverse: own && !deleted && told(&crate::markdown::lines_of(&row.html)),
        author: if deleted { None } else { row.author.byline() },
        voice: row.voice,
        imported: row.imported,
        html: row.html,
        pictures: vec![],
        sources,
        created: actor.when(row.created),
        edited: row.edited.map(|at| actor.when(at.into())),
        deleted,
        veil: row.veiled.as_deref().and_then(Veil::from_word),
        helped: row.helped.is_some(),
        reactions: Reactions { mine, ..row.counts.reactions() },
    }
}
