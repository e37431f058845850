//! Finding: the words of a question, the texts that hold them, the threads they stand in.

use super::long::LOOKED_AT;
use super::lookup::look_up;
use super::score::Scored;
use crate::{Actor, Context, Outcome, feed, limits, markdown};
use domain::communities::CommunityLink;
use domain::search::{Answered, Found, SearchPage, Snippets, Suggested};
use domain::tags::Tag;
use domain::text::fold;
use domain::threads::{Kind, QuestionState, Voice};
use domain::{ReplyId, Timestamp};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Conn;
use store::search::{self, TextRow};
use store::threads::ListRow;
use uuid::Uuid;

/// Threads on a page of what was found.
const PAGE: usize = 20;
/// Texts ranked: more than a page, because several may stand in one thread and filters leave some out.
const RANKED: usize = 600;
/// Texts whose threads are asked for at once.
const AT_ONCE: usize = 50;
/// Pages there are at most: whoever looks further asks otherwise.
const PAGES: u32 = 10;
/// Similar threads shown while writing.
const SIMILAR: usize = 5;
/// The longest question that is read, in characters.
const LONGEST: usize = 2_000;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The question, as it was typed.
    pub words: String,
    /// Only in the community at this address.
    pub community: Option<String>,
    /// Only discussions, or questions.
    pub kind: Option<Kind>,
    /// Only questions that are answered, or not.
    pub answered: Option<Answered>,
    /// Only where a reply of this voice was found.
    pub voice: Option<Voice>,
    /// Only threads that something happened in since.
    pub since: Option<Timestamp>,
    /// Which page, from 0.
    pub page: u32,
}

/// Finds threads. Whatever the index holds, only what the reader may read is ranked, and each thread is
/// asked for again under the policy of every list before it is shown.
pub async fn find(ctx: &Context, actor: &Actor, wanted: &Wanted) -> Outcome<SearchPage> {
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let question: String = wanted.words.chars().take(LONGEST).collect();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut page = SearchPage::default();
    let communities = store::communities::names(&mut conn).await?;
    page.choices =
        communities.iter().map(|(_, slug, name)| CommunityLink { slug: slug.clone(), name: name.clone() }).collect();
    let folded = fold(&question);
    if folded.is_empty() {
        return Ok(page);
    }
    if wanted.page == 0 && folded.len() >= 3 {
        let named = page.choices.iter().filter(|one| fold(&one.name).contains(&folded));
        page.communities = named.take(5).cloned().collect();
        let tags = search::tags_beginning(&mut conn, actor.reading(), &domain::text::slug(&question), 5).await?;
        page.members = super::suggest::members(&mut conn, actor, &folded).await?;
        page.tags = tags.into_iter().map(|(key, label)| Tag { key, label }).collect();
    }
    let within = match &wanted.community {
        None => None,
        Some(slug) => match communities.iter().find(|(_, one, _)| one == slug) {
            Some((id, ..)) => Some(domain::CommunityId(*id)),
            None => return Ok(page),
        },
    };
    let lookup = look_up(&mut conn, actor, &question, within).await?;
    let scored = lookup.best(RANKED);
    page.corrected.clone_from(&lookup.corrected);

    let skipped = usize::try_from(wanted.page.min(PAGES)).unwrap_or_default() * PAGE;
    let mut rows = match lookup.long() {
        None => gather(&mut conn, actor, wanted, &scored, skipped + PAGE + 1).await?.0,
        Some(question) => {
            let (rows, scores) = gather(&mut conn, actor, wanted, &scored, LOOKED_AT).await?;
            question.order(rows, &scores)
        }
    };
    rows.drain(..skipped.min(rows.len()));
    if rows.len() > PAGE {
        rows.truncate(PAGE);
        page.next = Some(wanted.page.saturating_add(1)).filter(|&next| next < PAGES);
    }
    let terms = lookup.terms();
    let of = |reply: bool| -> Vec<Uuid> {
        rows.iter().filter(|(_, _, kind)| Voice::from_word(kind).is_some() == reply).map(|(_, id, _)| *id).collect()
    };
    let texts = search::texts(&mut conn, &of(false), &of(true)).await?;
    let mut texts: HashMap<Uuid, TextRow> = texts.into_iter().map(|text| (text.subject, text)).collect();
    let mut snippets = Snippets::new(&terms);
    for (row, subject, kind) in rows {
        let Some(text) = texts.remove(&subject) else { continue };
        page.found.push(Found {
            thread: feed::view(actor, row),
            reply: Voice::from_word(&kind).map(|voice| (ReplyId(subject), voice)),
            snippet: snippets.of(&markdown::plain(&text.body), text.locale),
        });
    }
    Ok(page)
}

/// Threads with the text that was found in each, and how good the best text of each is.
type Gathered = (Vec<(ListRow, Uuid, String)>, HashMap<Uuid, f32>);

/// The threads that these texts stand in, each once for its best text, until there are enough.
async fn gather(
    conn: &mut Conn<'_>,
    actor: &Actor,
    wanted: &Wanted,
    scored: &[Scored],
    enough: usize,
) -> Outcome<Gathered> {
    let (mut found, mut scores, mut seen) = (Vec::new(), HashMap::new(), HashSet::new());
    for some in scored.chunks(AT_ONCE) {
        let ids: Vec<i32> = some.iter().filter_map(|one| i32::try_from(one.doc).ok()).collect();
        let docs: HashMap<i32, (String, Uuid, Uuid)> = search::docs(conn, &ids)
            .await?
            .into_iter()
            .map(|(id, kind, subject, thread)| (id, (kind, subject, thread)))
            .collect();
        let mut threads: Vec<(Uuid, Uuid, String)> = Vec::new();
        for (id, one) in ids.iter().zip(some) {
            let Some((kind, subject, thread)) = docs.get(id) else { continue };
            if wanted.voice.is_some_and(|voice| voice.word() != kind) || !seen.insert(*thread) {
                continue;
            }
            scores.insert(*thread, one.score);
            threads.push((*thread, *subject, kind.clone()));
        }
        found.extend(rows(conn, actor, wanted, &threads, enough - found.len()).await?);
        if found.len() >= enough {
            break;
        }
    }
    Ok((found, scores))
}

/// The first of these threads that may be read and that the filters let through, in their order.
pub(super) async fn rows(
    conn: &mut Conn<'_>,
    actor: &Actor,
    wanted: &Wanted,
    threads: &[(Uuid, Uuid, String)],
    enough: usize,
) -> Outcome<Vec<(ListRow, Uuid, String)>> {
    let mut found = Vec::new();
    for chunk in threads.chunks(50) {
        let ids: Vec<Uuid> = chunk.iter().map(|(thread, ..)| *thread).collect();
        let read = search::threads(conn, actor.reading(), &ids).await?;
        let mut rows: BTreeMap<Uuid, ListRow> = read.into_iter().map(|row| (row.id.0, row)).collect();
        for (thread, subject, kind) in chunk {
            if let Some(row) = rows.remove(thread).filter(|row| lets_through(wanted, row)) {
                found.push((row, *subject, kind.clone()));
            }
        }
        if found.len() >= enough {
            break;
        }
    }
    found.truncate(enough);
    Ok(found)
}

fn lets_through(wanted: &Wanted, row: &ListRow) -> bool {
    let state = row.question_state();
    wanted.kind.is_none_or(|kind| row.kind == kind)
        && wanted.since.is_none_or(|since| row.active >= since)
        && wanted.answered.is_none_or(|answered| match answered {
            Answered::No => state == Some(QuestionState::Waiting),
            Answered::Yes => matches!(state, Some(QuestionState::Answered | QuestionState::Sourced)),
            Answered::Sourced => state == Some(QuestionState::Sourced),
        })
}

/// The threads of these texts, in their order, with how good the text is.
pub(super) async fn threads_of(conn: &mut Conn<'_>, scored: &[Scored]) -> Outcome<Vec<(Uuid, f32)>> {
    let ids: Vec<i32> = scored.iter().filter_map(|one| i32::try_from(one.doc).ok()).collect();
    let docs: HashMap<i32, Uuid> =
        search::docs(conn, &ids).await?.into_iter().map(|(id, _, _, thread)| (id, thread)).collect();
    Ok(ids.iter().zip(scored).filter_map(|(id, one)| Some((*docs.get(id)?, one.score))).collect())
}

/// Threads like what is being written, before it is posted.
pub async fn similar(ctx: &Context, actor: &Actor, text: &str) -> Outcome<Vec<Suggested>> {
    limits::check_actor(ctx, "search", actor, limits::SEARCHES).await?;
    let question: String = text.chars().take(LONGEST).collect();
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let lookup = look_up(&mut conn, actor, &question, None).await?;
    // One word in common says little.
    if lookup.words.len() < 2 {
        return Ok(Vec::new());
    }
    let long = lookup.long();
    let best = lookup.best(if long.is_some() { LOOKED_AT } else { 60 });
    let mut scores: HashMap<Uuid, f32> = HashMap::new();
    let mut threads: Vec<(Uuid, Uuid, String)> = Vec::new();
    for (thread, score) in threads_of(&mut conn, &best).await? {
        if let std::collections::hash_map::Entry::Vacant(free) = scores.entry(thread) {
            free.insert(score);
            threads.push((thread, thread, String::new()));
        }
    }
    let rows = match long {
        None => rows(&mut conn, actor, &Wanted::default(), &threads, SIMILAR).await?,
        Some(question) => {
            question.order(rows(&mut conn, actor, &Wanted::default(), &threads, LOOKED_AT).await?, &scores)
        }
    };
    Ok(rows
        .into_iter()
        .take(SIMILAR)
        .map(|(row, ..)| feed::view(actor, row))
        .map(|row| Suggested { id: row.id, title: row.title, lived: row.lived, professional: row.professional })
        .collect())
}
