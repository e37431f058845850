//! Whom an event is told: the policy of the page, asked again at each event.

use super::hub::Candidate;
use super::stream::Told;
use crate::{Context, Fault, Outcome};
use domain::events::EventKind;
use domain::live::Signal;
use domain::policy::Standing;
use domain::{MemberId, SessionId, ThreadId};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::Conn;
use store::events::Happened;
use store::live::ListenerRow;
use store::threads::Subject;

/// Tells everybody who wants it and may know.
pub(super) async fn all(ctx: &Context, happened: &Happened) -> Outcome<()> {
    if happened.kind == EventKind::NoticeCreated {
        return notice(ctx, happened).await;
    }
    // Whose they were is not told of those who are gone: every stream is looked at.
    if happened.kind.ends_sessions() && (happened.event.member.is_some() || happened.kind == EventKind::MemberErased) {
        return sweep(ctx, happened.event.member).await;
    }
    let Some(thread) = happened.event.thread else { return Ok(()) };
    let feeds = happened.kind.concerns_feed();
    if !feeds && !happened.kind.concerns_thread() {
        return Ok(());
    }
    let candidates = ctx.live.candidates(thread, feeds);
    if candidates.is_empty() {
        return Ok(());
    }
    let mut reader = ctx.store.read().await?;
    let (told, ended) = decide(ctx, &mut reader.conn(), happened, thread, &candidates).await?;
    drop(reader);
    for id in ended {
        ctx.live.remove(id);
    }
    for (id, told) in told {
        ctx.live.tell(id, told);
    }
    Ok(())
}

/// Tells a member that they have another notice.
async fn notice(ctx: &Context, happened: &Happened) -> Outcome<()> {
    let Some(member) = happened.event.member else { return Ok(()) };
    let streams = ctx.live.of_member(member);
    if streams.is_empty() {
        return Ok(());
    }
    let sessions: Vec<SessionId> = streams.iter().map(|&(_, session)| session).collect();
    let valid = store::live::still_valid(&mut ctx.store.read().await?.conn(), &sessions, ctx.now()).await?;
    let told = of_notice(happened)?;
    for (id, session) in streams {
        if valid.contains(&session) {
            ctx.live.tell(id, told.clone());
        } else {
            ctx.live.remove(id);
        }
    }
    Ok(())
}

/// That there is another notice, and nothing about it.
pub(super) fn of_notice(happened: &Happened) -> Outcome<Told> {
    let (at, kind) = (happened.position, happened.kind);
    let signal = Signal { at, kind, thread: None, reply: None, own: false, feed: false, counts: None };
    Ok(Told { at, signal: serde_json::to_string(&signal).map_err(Fault::internal)?.into() })
}

/// Who of the candidates is told what, and whose session ended.
pub(super) async fn decide(
    ctx: &Context,
    conn: &mut Conn<'_>,
    happened: &Happened,
    thread: ThreadId,
    candidates: &[Candidate],
) -> Outcome<(Vec<(u64, Told)>, Vec<u64>)> {
    let facts = store::live::thread_facts(conn, thread).await?;
    let sessions: BTreeSet<SessionId> = candidates.iter().filter_map(|one| one.session).collect();
    let sessions: Vec<SessionId> = sessions.into_iter().collect();
    let mut members: HashMap<SessionId, ListenerRow> = HashMap::new();
    if let Some(facts) = facts {
        let rows = store::live::listeners(conn, facts.community, thread, &sessions, ctx.now()).await?;
        members.extend(rows.into_iter().map(|row| (row.session, row)));
    }
    let mut ended = Vec::new();
    let mut may: Vec<(u64, bool, bool)> = Vec::new();
    for one in candidates {
        let row = one.session.and_then(|session| members.get(&session));
        if facts.is_some() && one.session.is_some() && row.is_none() {
            ended.push(one.id);
            continue;
        }
        let standing = row.map_or(Standing::VISITOR, ListenerRow::standing);
        let reads = facts.is_some_and(|facts| standing.may_read(facts.visibility, facts.circle));
        // Whoever had it open until now learns that it is gone, and nothing else.
        let gone = happened.kind == EventKind::ThreadNarrowed || (facts.is_none() && happened.kind.concerns_thread());
        let watched = one.watches && happened.kind.concerns_thread() && (reads || gone);
        // A member's feed is of their communities and of what they follow; a visitor's of all they may read.
        let fed = one.feed && reads && row.is_none_or(|row| row.follows || row.standing().belongs());
        if watched || fed {
            let own = row.is_some_and(|row| happened.event.actor == Some(row.member));
            may.push((one.id, own, fed));
        }
    }
    if may.is_empty() {
        return Ok((Vec::new(), ended));
    }
    let counts = if happened.kind.is_reaction() {
        let subject = happened.event.reply.map_or(Subject::Thread(thread), |reply| Subject::Reply(thread, reply));
        store::live::counts(conn, subject).await?
    } else {
        None
    };
    // Written at most once for each kind of listener, not once for each listener.
    let mut written: HashMap<(bool, bool), Arc<str>> = HashMap::new();
    let mut told = Vec::with_capacity(may.len());
    for (id, own, feed) in may {
        let signal = match written.entry((own, feed)) {
            Entry::Occupied(there) => there.get().clone(),
            Entry::Vacant(place) => {
                let (at, kind, reply) = (happened.position, happened.kind, happened.event.reply);
                let signal = Signal { at, kind, thread: Some(thread), reply, own, feed, counts };
                place.insert(serde_json::to_string(&signal).map_err(Fault::internal)?.into()).clone()
            }
        };
        told.push((id, Told { at: happened.position, signal }));
    }
    Ok((told, ended))
}

/// Ends the streams whose session ended; of one member, or of all.
pub(super) async fn sweep(ctx: &Context, of: Option<MemberId>) -> Outcome<()> {
    let sessions: Vec<SessionId> = ctx.live.sessions(of).into_iter().collect();
    if sessions.is_empty() {
        return Ok(());
    }
    let valid = store::live::still_valid(&mut ctx.store.read().await?.conn(), &sessions, ctx.now()).await?;
    let valid: BTreeSet<SessionId> = valid.into_iter().collect();
    ctx.live.remove_sessions(&sessions.into_iter().filter(|session| !valid.contains(session)).collect());
    Ok(())
}
