//! Who listens in this process, and to what.

use super::stream::Told;
use crate::Me;
use domain::events::Position;
use domain::live::Wanted;
use domain::{MemberId, SessionId, ThreadId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::events::Happened;
use tokio::sync::{mpsc, watch};

/// What may wait for one slow stream. One more, and it is closed: it asks again for what it missed.
const WAITING: usize = 64;
/// Streams of one session: the oldest makes room.
const OF_SESSION: usize = 8;

/// Called with each event, in their order, before streams are told.
type Hearer = Box<dyn Fn(&Happened) + Send + Sync>;

/// The streams that are open in this process.
#[derive(Default)]
pub struct Hub {
    state: Mutex<State>,
    position: watch::Sender<Option<Position>>,
    hearers: Mutex<Vec<Hearer>>,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    streams: BTreeMap<u64, Listener>,
    by_thread: HashMap<ThreadId, BTreeSet<u64>>,
    by_member: HashMap<MemberId, BTreeSet<u64>>,
    feeds: BTreeSet<u64>,
    closed: bool,
}

#[derive(Debug)]
struct Listener {
    session: Option<SessionId>,
    member: Option<MemberId>,
    wanted: Wanted,
    sender: mpsc::Sender<Told>,
}

/// A stream that may want an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Its number.
    pub id: u64,
    /// Whose it is; `None` is a visitor.
    pub session: Option<SessionId>,
    /// Whether it watches the thread: its reader could read it when the stream began.
    pub watches: bool,
    /// Whether it watches a feed.
    pub feed: bool,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hub").field("open", &self.open()).field("position", &self.position()).finish_non_exhaustive()
    }
}

impl Hub {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to where events were handed on; `None` while nobody hands on. A page that takes it before it
    /// reads can be told later of all that it does not show.
    pub fn position(&self) -> Option<Position> {
        *self.position.borrow()
    }

    /// Tells when there is more to read.
    pub fn moved(&self) -> watch::Receiver<Option<Position>> {
        self.position.subscribe()
    }

    /// Calls `hear` with each event from now on. It must be quick: everybody waits for it.
    pub fn when_happened(&self, hear: impl Fn(&Happened) + Send + Sync + 'static) {
        self.hearers.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(hear));
    }

    pub(super) fn happened(&self, happened: &Happened) {
        for hear in self.hearers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            hear(happened);
        }
    }

    /// How many streams are open.
    pub fn open(&self) -> usize {
        self.state().streams.len()
    }

    /// Ends every stream and takes no more: the process is about to stop.
    pub fn close(&self) {
        *self.state() = State { closed: true, ..State::default() };
    }

    pub(super) fn reached(&self, position: Position) {
        self.position.send_replace(Some(position));
    }

    /// Adds a stream. Its receiver is closed from the beginning when the process is about to stop.
    pub(super) fn add(&self, me: Option<&Me>, wanted: Wanted) -> (u64, mpsc::Receiver<Told>) {
        let (session, member) = (me.map(|me| me.session), me.map(|me| me.id));
        let (sender, receiver) = mpsc::channel(WAITING);
        let mut state = self.state();
        let id = state.next;
        state.next += 1;
        if state.closed {
            return (id, receiver);
        }
        if session.is_some() {
            let of_session: Vec<u64> =
                state.streams.iter().filter(|(_, one)| one.session == session).map(|(&id, _)| id).collect();
            for &oldest in of_session.iter().rev().skip(OF_SESSION - 1) {
                state.remove(oldest);
            }
        }
        for &thread in &wanted.threads {
            state.by_thread.entry(thread).or_default().insert(id);
        }
        if wanted.feed {
            state.feeds.insert(id);
        }
        if let Some(member) = member.filter(|_| wanted.notices) {
            state.by_member.entry(member).or_default().insert(id);
        }
        state.streams.insert(id, Listener { session, member, wanted, sender });
        (id, receiver)
    }

    /// Ends a stream.
    pub(super) fn remove(&self, id: u64) {
        self.state().remove(id);
    }

    /// The streams that watch a thread, and those of feeds where `feeds` says so.
    pub(super) fn candidates(&self, thread: ThreadId, feeds: bool) -> Vec<Candidate> {
        let state = self.state();
        let none = BTreeSet::new();
        let watching = state.by_thread.get(&thread).unwrap_or(&none);
        let feeding = if feeds { &state.feeds } else { &none };
        watching
            .union(feeding)
            .filter_map(|id| {
                let session = state.streams.get(id)?.session;
                Some(Candidate { id: *id, session, watches: watching.contains(id), feed: feeding.contains(id) })
            })
            .collect()
    }

    /// The streams that show a member's notices, with their sessions.
    pub(super) fn of_member(&self, member: MemberId) -> Vec<(u64, SessionId)> {
        let state = self.state();
        let streams = state.by_member.get(&member).into_iter().flatten();
        streams.filter_map(|id| Some((*id, state.streams.get(id)?.session?))).collect()
    }

    /// The sessions that have streams; of one member, or of all.
    pub(super) fn sessions(&self, of: Option<MemberId>) -> BTreeSet<SessionId> {
        let state = self.state();
        let streams = state.streams.values().filter(|one| of.is_none() || one.member == of);
        streams.filter_map(|one| one.session).collect()
    }

    /// Ends the streams of these sessions.
    pub(super) fn remove_sessions(&self, ended: &BTreeSet<SessionId>) {
        let mut state = self.state();
        let streams: Vec<u64> = state
            .streams
            .iter()
            .filter(|(_, one)| one.session.is_some_and(|session| ended.contains(&session)))
            .map(|(&id, _)| id)
            .collect();
        for id in streams {
            state.remove(id);
        }
    }

    /// Tells a stream; one that does not keep up is ended, and will ask for what it missed.
    pub(super) fn tell(&self, id: u64, told: Told) {
        let mut state = self.state();
        let kept_up = state.streams.get(&id).is_none_or(|listener| listener.sender.try_send(told).is_ok());
        if !kept_up {
            state.remove(id);
        }
    }
}

impl State {
    fn remove(&mut self, id: u64) {
        let Some(listener) = self.streams.remove(&id) else { return };
        self.feeds.remove(&id);
        for thread in listener.wanted.threads {
            take_out(&mut self.by_thread, thread, id);
        }
        if let Some(member) = listener.member {
            take_out(&mut self.by_member, member, id);
        }
    }
}

/// Takes a stream out of those filed under a key.
fn take_out<K: Eq + std::hash::Hash>(filed: &mut HashMap<K, BTreeSet<u64>>, key: K, id: u64) {
    if let Some(streams) = filed.get_mut(&key) {
        streams.remove(&id);
        if streams.is_empty() {
            filed.remove(&key);
        }
    }
}
