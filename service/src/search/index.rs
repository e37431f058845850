//! Keeping the index: texts go in, change and go out, each with the position of the events it follows.

use crate::{Context, Outcome, markdown};
use domain::events::EventKind;
use domain::search::{Analyser, Entry, TITLE_WEIGHT, count, decode, encode, grams, quantised};
use domain::threads::Circle;
use domain::{CommunityId, ReplyId, ThreadId};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::search::{self, TextRow};
use store::{Conn, events};
use uuid::Uuid;

/// The name its position is kept under.
const NAME: &str = "search";
/// Events followed in one transaction.
const BATCH: usize = 100;
/// Texts brought in at once: little enough that nobody who writes meanwhile waits long.
const TEXTS: i64 = 100;
/// Texts whose numbers share a block.
const BLOCK: u32 = 1_024;

/// Follows what happened since the last time.
pub async fn follow(ctx: &Context) -> Outcome<()> {
    loop {
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        let position = events::hold(&mut conn, NAME).await?;
        let batch = events::after(&mut conn, position, BATCH).await?;
        let Some(end) = batch.end else { return Ok(()) };
        // What happened to one text several times is one change of it.
        let (mut threads, mut replies) = (BTreeSet::new(), BTreeSet::new());
        for happened in &batch.events {
            let event = happened.event;
            match happened.kind {
                EventKind::ThreadCreated
                | EventKind::ThreadEdited
                | EventKind::ThreadDeleted
                | EventKind::ThreadNarrowed => threads.extend(event.thread),
                EventKind::ReplyCreated | EventKind::ReplyEdited | EventKind::ReplyDeleted => {
                    replies.extend(event.thread.zip(event.reply));
                }
                _ => {}
            }
        }
        again(&mut conn, &threads, &replies).await?;
        events::advance(&mut conn, NAME, end).await?;
        tx.commit().await?;
        if !batch.full {
            return Ok(());
        }
    }
}

/// Keeps the index for oneself until the transaction ends: before anything is written in it.
pub(crate) async fn hold(conn: &mut Conn<'_>) -> Outcome<()> {
    Ok(events::hold(conn, NAME).await.map(|_| ())?)
}

/// Brings these threads, with their replies, and these replies of other threads in anew, as they stand now.
pub(crate) async fn again(
    conn: &mut Conn<'_>,
    threads: &BTreeSet<ThreadId>,
    replies: &BTreeSet<(ThreadId, ReplyId)>,
) -> Outcome<()> {
    let mut changes = Changes::default();
    for &thread in threads {
        thread_again(conn, thread, &mut changes).await?;
    }
    for &(_, reply) in replies.iter().filter(|(thread, _)| !threads.contains(thread)) {
        take_out(conn, reply.0).await?;
        if let Some(text) = search::reply_text(conn, reply).await? {
            changes.put_in(conn, &text).await?;
        }
    }
    changes.write(conn).await
}

/// Brings in what was never indexed: what was imported leaves no events. `told` hears how many texts were
/// brought in by then.
pub async fn catch_up(ctx: &Context, told: &mut (dyn FnMut(usize) + Send)) -> Outcome<()> {
    let mut done = 0;
    // Looked for as a reader: there is seldom anything, and nobody who writes should wait for that answer.
    while !search::missing(&mut ctx.store.read().await?.conn(), 1).await?.is_empty() {
        let mut tx = ctx.store.begin().await?;
        let mut conn = tx.conn();
        // One at a time brings texts in.
        events::hold(&mut conn, NAME).await?;
        let mut changes = Changes::default();
        let texts = search::missing(&mut conn, TEXTS).await?;
        for text in &texts {
            changes.put_in(&mut conn, text).await?;
        }
        changes.write(&mut conn).await?;
        tx.commit().await?;
        done += texts.len();
        told(done);
    }
    Ok(())
}

/// Makes the whole index anew.
pub async fn reindex(ctx: &Context, told: &mut (dyn FnMut(usize) + Send)) -> Outcome<()> {
    let mut tx = ctx.store.begin().await?;
    let mut conn = tx.conn();
    events::hold(&mut conn, NAME).await?;
    search::clear(&mut conn).await?;
    let latest = events::latest(&mut conn).await?;
    events::advance(&mut conn, NAME, latest).await?;
    tx.commit().await?;
    catch_up(ctx, told).await
}

async fn thread_again(conn: &mut Conn<'_>, thread: ThreadId, changes: &mut Changes) -> Outcome<()> {
    for subject in search::docs_of(conn, thread).await? {
        take_out(conn, subject).await?;
    }
    if let Some(text) = search::thread_text(conn, thread).await? {
        changes.put_in(conn, &text).await?;
    }
    for reply in search::replies_of(conn, thread).await? {
        if let Some(text) = search::reply_text(conn, reply).await? {
            changes.put_in(conn, &text).await?;
        }
    }
    Ok(())
}

fn number(doc: i32) -> u32 {
    u32::try_from(doc).unwrap_or_default()
}

/// Takes a text out: its entries, and every term that nothing else holds.
async fn take_out(conn: &mut Conn<'_>, subject: Uuid) -> Outcome<()> {
    let Some((doc, terms)) = search::doc(conn, subject).await? else { return Ok(()) };
    let block = i32::try_from(number(doc) / BLOCK).unwrap_or(i32::MAX);
    for term in terms.chunks_exact(4).filter_map(|bytes| bytes.try_into().ok().map(i32::from_le_bytes)) {
        let entries = search::block(conn, term, block).await?;
        let rest: Vec<Entry> = decode(&entries).filter(|entry| entry.doc != number(doc)).collect();
        search::set_block(conn, term, block, &encode(&rest)).await?;
        search::drop_term(conn, term).await?;
    }
    Ok(search::drop_doc(conn, doc).await?)
}

/// What is to be written together: each term's row and block once, however many texts hold it.
#[derive(Default)]
struct Changes {
    terms: BTreeMap<String, (String, Vec<Entry>)>,
    docs: BTreeMap<i32, Vec<String>>,
    places: HashMap<(CommunityId, Circle), i32>,
}

impl Changes {
    async fn put_in(&mut self, conn: &mut Conn<'_>, text: &TextRow) -> Outcome<()> {
        let place = if let Some(&place) = self.places.get(&(text.community, text.circle)) {
            place
        } else {
            let place = search::place(conn, text.community, text.circle).await?;
            self.places.insert((text.community, text.circle), place);
            place
        };
        let analyser = Analyser::of(text.locale);
        let mut terms = BTreeMap::new();
        let of_thread = text.kind == "thread";
        // A reply is found by the title of its thread too, but no better than by its own words.
        let mut words = count(&analyser, &text.title, if of_thread { TITLE_WEIGHT } else { 1 }, &mut terms);
        words += count(&analyser, &markdown::plain(&text.body), 1, &mut terms);
        if of_thread {
            for tag in store::tags::of_thread(conn, text.thread).await? {
                words += count(&analyser, &tag.label, 2, &mut terms);
            }
        }
        let Some(doc) = search::add_doc(conn, text, &[]).await? else { return Ok(()) };
        let length = quantised(words);
        for (term, (times, word)) in &terms {
            let times = u8::try_from(*times).unwrap_or(u8::MAX);
            let entry = Entry { doc: number(doc), place: number(place), times, length };
            self.terms.entry(term.clone()).or_insert_with(|| (word.clone(), Vec::new())).1.push(entry);
        }
        self.docs.insert(doc, terms.into_keys().collect());
        Ok(())
    }

    async fn write(self, conn: &mut Conn<'_>) -> Outcome<()> {
        let mut ids: HashMap<String, i32> = HashMap::with_capacity(self.terms.len());
        for (term, (word, mut entries)) in self.terms {
            let more = i64::try_from(entries.len()).unwrap_or(i64::MAX);
            let (id, docs) = search::add_term(conn, &term, &word, more).await?;
            if docs == more && !term.bytes().any(|byte| byte.is_ascii_digit()) {
                for gram in grams(&term) {
                    search::add_gram(conn, &gram, id).await?;
                }
            }
            entries.sort_by_key(|entry| entry.doc);
            for of_block in entries.chunk_by(|one, other| one.doc / BLOCK == other.doc / BLOCK) {
                let block = i32::try_from(of_block[0].doc / BLOCK).unwrap_or(i32::MAX);
                let there = search::block(conn, id, block).await?;
                let mut together: Vec<Entry> = decode(&there).chain(of_block.iter().copied()).collect();
                together.sort_by_key(|entry| entry.doc);
                search::set_block(conn, id, block, &encode(&together)).await?;
            }
            ids.insert(term, id);
        }
        for (doc, terms) in self.docs {
            let packed: Vec<u8> =
                terms.iter().filter_map(|term| ids.get(term)).flat_map(|id| id.to_le_bytes()).collect();
            search::set_terms(conn, doc, &packed).await?;
        }
        Ok(())
    }
}
