//! Finding: the words of a question, the texts that hold them, the threads they stand in.

use super::score::{self, Group, Scored};
use crate::{Actor, Context, Outcome, feed, limits, markdown};
use domain::communities::CommunityLink;
use domain::search::{
    Answered, Asked, Corrected, Found, MOST_GROUPS, SearchPage, Suggested, asked, distance, forgiven, grams, snippet,
};
use domain::tags::Tag;
use domain::text::fold;
use domain::threads::{Kind, QuestionState, Voice};
use domain::{ReplyId, ThreadId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::Conn;
use store::search::{self, TermRow};
use store::threads::ListRow;
use uuid::Uuid;

/// Threads on a page of what was found.
const PAGE: usize = 20;
/// Texts ranked: more than a page, because several may stand in one thread and filters leave some out.
const RANKED: usize = 600;
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

/// The words as they are looked up, and where.
pub(super) struct Lookup {
    words: Vec<(Asked, Vec<TermRow>)>,
    blocks: HashMap<i32, Vec<Vec<u8>>>,
    places: HashSet<u32>,
    corrected: Vec<Corrected>,
    all: i64,
}

impl Lookup {
    fn group(&self, terms: &[TermRow]) -> Group<'_> {
        terms.iter().map(|term| self.blocks.get(&term.id).into_iter().flatten().map(Vec::as_slice).collect()).collect()
    }

    /// The best texts that the reader may read.
    pub(super) fn best(&self, most: usize) -> Vec<Scored> {
        let groups: Vec<Group<'_>> = self.words.iter().map(|(_, terms)| self.group(terms)).collect();
        score::best(&groups, &self.places, self.all, most)
    }

    /// Adds a word that may be any of these.
    pub(super) async fn add(&mut self, conn: &mut Conn<'_>, word: Asked, terms: Vec<TermRow>) -> Outcome<()> {
        let ids: Vec<i32> = terms.iter().map(|term| term.id).collect();
        self.blocks.extend(blocks(conn, &ids).await?);
        self.words.push((word, terms));
        Ok(())
    }

    fn terms(&self) -> BTreeSet<String> {
        self.words.iter().flat_map(|(_, terms)| terms).map(|term| term.term.clone()).collect()
    }
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

    // Each thread once, for its best text.
    let ids: Vec<i32> = scored.iter().filter_map(|one| i32::try_from(one.doc).ok()).collect();
    let docs: HashMap<i32, (String, Uuid, Uuid)> = search::docs(&mut conn, &ids)
        .await?
        .into_iter()
        .map(|(id, kind, subject, thread)| (id, (kind, subject, thread)))
        .collect();
    let mut seen = HashSet::new();
    let mut threads: Vec<(Uuid, Uuid, String)> = Vec::new();
    for id in ids {
        let Some((kind, subject, thread)) = docs.get(&id) else { continue };
        if wanted.voice.is_some_and(|voice| voice.word() != kind) || !seen.insert(*thread) {
            continue;
        }
        threads.push((*thread, *subject, kind.clone()));
    }
    let skipped = usize::try_from(wanted.page.min(PAGES)).unwrap_or_default() * PAGE;
    let mut rows = rows(&mut conn, actor, wanted, &threads, skipped + PAGE + 1).await?;
    rows.drain(..skipped.min(rows.len()));
    if rows.len() > PAGE {
        rows.truncate(PAGE);
        page.next = Some(wanted.page + 1).filter(|&next| next < PAGES);
    }
    let terms = lookup.terms();
    for (row, subject, kind) in rows {
        let voice = Voice::from_word(&kind);
        let text = match voice {
            Some(_) => search::reply_text(&mut conn, ReplyId(subject)).await?,
            None => search::thread_text(&mut conn, ThreadId(subject)).await?,
        };
        let Some(text) = text else { continue };
        page.found.push(Found {
            thread: feed::view(actor, row),
            reply: voice.map(|voice| (ReplyId(subject), voice)),
            snippet: snippet(&markdown::plain(&text.body), text.locale, &terms),
        });
    }
    Ok(page)
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

/// Looks words up, those typed wrongly under what they resemble. Of a long question the rarest words.
pub(super) async fn look_up(
    conn: &mut Conn<'_>,
    actor: &Actor,
    question: &str,
    within: Option<domain::CommunityId>,
) -> Outcome<Lookup> {
    let places = search::places(conn, actor.reading(), within).await?;
    let places: HashSet<u32> = places.into_iter().filter_map(|place| u32::try_from(place).ok()).collect();
    let (all, _) = search::size(conn).await?;
    let mut words = asked(question);
    words.truncate(100);
    let texts: Vec<String> = words.iter().flat_map(|word| word.terms.iter().cloned()).collect();
    let known: HashMap<String, TermRow> =
        search::terms(conn, &texts).await?.into_iter().map(|row| (row.term.clone(), row)).collect();
    let of = |word: &Asked| word.terms.iter().filter_map(|term| known.get(term).cloned()).collect::<Vec<_>>();
    let mut found: Vec<(Asked, Vec<TermRow>)> = words
        .into_iter()
        .map(|word| {
            let terms = of(&word);
            (word, terms)
        })
        .collect();
    // The rarest; unknown words are rarest of all, and may be typing errors.
    if found.len() > MOST_GROUPS {
        found.sort_by_key(|(_, terms)| terms.iter().map(|term| term.docs).max().unwrap_or_default());
        found.truncate(MOST_GROUPS);
    }
    let ids: Vec<i32> = found.iter().flat_map(|(_, terms)| terms).map(|term| term.id).collect();
    let mut lookup =
        Lookup { words: Vec::new(), blocks: blocks(conn, &ids).await?, places, corrected: Vec::new(), all };
    for (word, terms) in found {
        if score::occurs(&lookup.group(&terms), &lookup.places) {
            lookup.words.push((word, terms));
            continue;
        }
        // To this reader nobody wrote it: what they may read decides, so that a word from elsewhere is
        // neither confirmed nor proposed.
        if let Some(term) = resembling(conn, &mut lookup, &word).await? {
            lookup.corrected.push(Corrected { asked: word.word.clone(), used: term.1 });
            lookup.words.push((word, vec![term.0]));
        }
    }
    Ok(lookup)
}

async fn blocks(conn: &mut Conn<'_>, ids: &[i32]) -> Outcome<HashMap<i32, Vec<Vec<u8>>>> {
    let mut blocks: HashMap<i32, Vec<Vec<u8>>> = HashMap::new();
    for (term, _, entries) in search::blocks(conn, ids).await? {
        blocks.entry(term).or_default().push(entries);
    }
    Ok(blocks)
}

/// The term most like a word among those the reader may read, with the word it was written as.
async fn resembling(conn: &mut Conn<'_>, lookup: &mut Lookup, word: &Asked) -> Outcome<Option<(TermRow, String)>> {
    let Some(term) = word.terms.first() else { return Ok(None) };
    let may_differ = forgiven(term);
    if may_differ == 0 || term.bytes().any(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let mut like: Vec<(usize, TermRow)> = search::terms_like(conn, &grams(term))
        .await?
        .into_iter()
        .map(|row| (distance(term, &row.term), row))
        .filter(|(far, _)| *far <= may_differ)
        .collect();
    like.sort_by(|(far, one), (further, other)| {
        far.cmp(further).then(other.docs.cmp(&one.docs)).then(one.term.cmp(&other.term))
    });
    for (_, row) in like.into_iter().take(5) {
        lookup.blocks.extend(blocks(conn, &[row.id]).await?);
        if score::occurs(&lookup.group(std::slice::from_ref(&row)), &lookup.places) {
            let word = search::word_of(conn, row.id).await?.unwrap_or_else(|| row.term.clone());
            return Ok(Some((row, word)));
        }
    }
    Ok(None)
}

/// The threads of these texts, in their order.
pub(super) async fn threads_of(conn: &mut Conn<'_>, scored: &[Scored]) -> Outcome<Vec<Uuid>> {
    let ids: Vec<i32> = scored.iter().filter_map(|one| i32::try_from(one.doc).ok()).collect();
    let docs: HashMap<i32, Uuid> =
        search::docs(conn, &ids).await?.into_iter().map(|(id, _, _, thread)| (id, thread)).collect();
    Ok(ids.iter().filter_map(|id| docs.get(id)).copied().collect())
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
    let mut seen = HashSet::new();
    let threads: Vec<(Uuid, Uuid, String)> = threads_of(&mut conn, &lookup.best(60))
        .await?
        .into_iter()
        .filter(|thread| seen.insert(*thread))
        .map(|thread| (thread, thread, String::new()))
        .collect();
    let rows = rows(&mut conn, actor, &Wanted::default(), &threads, SIMILAR).await?;
    Ok(rows
        .into_iter()
        .map(|(row, ..)| feed::view(actor, row))
        .map(|row| Suggested { id: row.id, title: row.title, lived: row.lived, professional: row.professional })
        .collect())
}
