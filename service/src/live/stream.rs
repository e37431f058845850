//! One stream: first what was missed, then what happens.

use super::hub::{Candidate, Hub};
use super::tell;
use crate::{Actor, Context, Outcome, limits};
use domain::events::{EventKind, Position};
use domain::live::{MOST_THREADS, Wanted};
use domain::policy::Standing;
use std::collections::VecDeque;
use std::sync::Arc;
use store::events;
use store::live::ListenerRow;
use tokio::sync::mpsc;

/// What is looked through for a stream that comes back. Whoever missed more reads the page anew.
const MISSED: usize = 1_000;

/// Something told: a [`domain::live::Signal`] as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub at: Position,
    /// What.
    pub signal: Arc<str>,
}

/// A live stream of one reader.
#[derive(Debug)]
pub struct Stream {
    id: u64,
    hub: Arc<Hub>,
    missed: VecDeque<Told>,
    receiver: mpsc::Receiver<Told>,
    begin: Position,
    last: Position,
    reset: bool,
}

/// Opens a stream from `from` on, or from now. Threads that the reader may not read are not watched, and
/// nothing says so.
pub async fn open(ctx: &Context, actor: &Actor, mut wanted: Wanted, from: Option<Position>) -> Outcome<Stream> {
    limits::check_actor(ctx, "live", actor, limits::LIVE).await?;
    let session = actor.me.as_ref().map(|me| me.session);
    wanted.threads.truncate(MOST_THREADS);
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut readable = Vec::new();
    for &thread in &wanted.threads {
        let Some(facts) = store::live::thread_facts(&mut conn, thread).await? else { continue };
        let sessions: Vec<_> = session.into_iter().collect();
        let rows = store::live::listeners(&mut conn, facts.community, thread, &sessions, ctx.now()).await?;
        let standing = rows.first().map_or(Standing::VISITOR, ListenerRow::standing);
        if standing.may_read(facts.visibility, facts.circle) {
            readable.push(thread);
        }
    }
    wanted.threads = readable;
    let now = events::latest(&mut conn).await?;
    let (id, receiver) = ctx.live.add(actor.me.as_ref(), wanted.clone());
    let begin = from.unwrap_or(now);
    let mut stream =
        Stream { id, hub: ctx.live.clone(), missed: VecDeque::new(), receiver, begin, last: begin, reset: false };
    // Read after the stream was added: what is not here yet will be told to it.
    if let Some(from) = from {
        let batch = events::after(&mut conn, from, MISSED).await?;
        stream.reset = batch.full || !events::is_kept(&mut conn, from).await?;
        if stream.reset {
            (stream.begin, stream.last) = (now, now);
            return Ok(stream);
        }
        let me = actor.me.as_ref().map(|me| me.id).filter(|_| wanted.notices);
        for happened in &batch.events {
            if happened.kind == EventKind::NoticeCreated && me.is_some() && happened.event.member == me {
                stream.missed.push_back(tell::of_notice(happened)?);
            }
            let Some(thread) = happened.event.thread else { continue };
            let one = Candidate {
                id,
                session,
                watches: wanted.threads.contains(&thread),
                feed: wanted.feed && happened.kind.concerns_feed(),
            };
            if one.watches || one.feed {
                let (told, _) = tell::decide(ctx, &mut conn, happened, thread, &[one]).await?;
                stream.missed.extend(told.into_iter().map(|(_, told)| told));
            }
        }
        stream.last = stream.last.max(batch.end.unwrap_or(from));
    }
    Ok(stream)
}

impl Stream {
    /// From where on it tells: a stream that breaks before anything happened comes back from here.
    pub fn start(&self) -> Position {
        self.begin
    }

    /// Whether too much was missed to be told one by one: the page is to be read anew.
    pub fn reset(&self) -> bool {
        self.reset
    }

    /// What happens next; `None` once the stream ended (the session ended, the process stops, or the
    /// reader did not keep up).
    pub async fn next(&mut self) -> Option<Told> {
        if let Some(told) = self.missed.pop_front() {
            return Some(told);
        }
        loop {
            let told = self.receiver.recv().await?;
            // What stands before was told from the events already.
            if told.at > self.last {
                self.last = told.at;
                return Some(told);
            }
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.hub.remove(self.id);
    }
}
