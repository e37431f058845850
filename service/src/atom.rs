//! Atom feeds: the latest of what everybody may read. They are asked for without a session and answer
//! everybody alike; what is not public does not exist for them.

mod words;

use crate::{Context, Outcome, markdown};
use domain::communities::Visibility;
use domain::threads::{Circle, Source, Voice};
use domain::{CommunityId, Locale, Problem, ThreadId, Timestamp, text};
use std::collections::HashMap;
use store::atom::{ReplyEntry, ThreadEntry};
use store::readable::Reading;
use uuid::Uuid;

/// The most entries of a feed.
pub const ENTRIES: usize = 30;
/// The same for a statement.
const LIMIT: i64 = 30;

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The page it goes with, as a path; the feed itself is `atom.xml` below it.
    pub page: String,
    /// Title.
    pub title: String,
    /// What it holds, in a sentence.
    pub subtitle: Option<String>,
    /// Language of its title.
    pub locale: Locale,
    /// The latest change in it.
    pub updated: Timestamp,
    /// The latest first.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Of the thread or reply.
    pub id: Uuid,
    /// Its page, as a path.
    pub page: String,
    /// Title.
    pub title: String,
    /// Language of the text.
    pub locale: Locale,
    /// Who wrote it; none when they are gone.
    pub author: Option<String>,
    /// What it is, in words.
    pub label: &'static str,
    /// Written.
    pub published: Timestamp,
    /// Last changed.
    pub updated: Timestamp,
    /// Rendered and sanitised.
    pub html: String,
}

impl Feed {
    fn of(page: String, title: String, locale: Locale, since: Timestamp, entries: Vec<Entry>) -> Self {
        let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or(since);
        Self { page, title, subtitle: None, locale, updated, entries }
    }
}

fn thread(row: ThreadEntry) -> Entry {
    Entry {
        id: row.id.0,
        page: format!("/t/{}", row.id),
        title: text::bind(&row.title),
        locale: row.locale,
        author: row.author.byline().map(|author| author.labelled(row.locale)),
        label: words::kind(row.locale, row.kind),
        published: row.created,
        updated: row.edited.map_or(row.created, Timestamp),
        html: row.html,
    }
}

/// The latest threads of an open community.
pub async fn of_community(ctx: &Context, slug: &str) -> Outcome<Feed> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let community = crate::communities::find(&mut conn, slug).await?;
    if community.visibility != Visibility::Open {
        return Err(Problem::NotFound.into());
    }
    let rows = store::atom::of_community(&mut conn, CommunityId(community.id), LIMIT).await?;
    let entries = rows.into_iter().map(thread).collect();
    let page = format!("/c/{}", community.slug);
    Ok(Feed::of(
        page,
        community.link().labelled(community.locale),
        community.locale,
        Timestamp(community.created),
        entries,
    ))
}

/// The latest public threads of a tag, from every open community.
pub async fn of_tag(ctx: &Context, key: &str) -> Outcome<Feed> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let tag = store::tags::by_key(&mut conn, key).await?.ok_or(Problem::NotFound)?;
    let rows = store::atom::of_tag(&mut conn, key, LIMIT).await?;
    // A tag that stands on nothing public does not exist for those who only look by.
    let since = rows.first().map(|row| row.created).ok_or(Problem::NotFound)?;
    let entries = rows.into_iter().map(thread).collect();
    Ok(Feed::of(format!("/tags/{}", tag.key), format!("#{}", tag.label), Locale::default(), since, entries))
}

/// A public thread's latest replies.
pub async fn of_thread(ctx: &Context, id: ThreadId) -> Outcome<Feed> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let head = store::threads::head(&mut conn, Reading::default(), id).await?.ok_or(Problem::NotFound)?;
    if head.deleted.is_some() || head.circle != Circle::Public {
        return Err(Problem::NotFound.into());
    }
    let rows = store::atom::of_thread(&mut conn, id, LIMIT).await?;
    let professional: Vec<Uuid> =
        rows.iter().filter(|row| row.voice == Voice::Professional).map(|row| row.id.0).collect();
    let mut sources: HashMap<Uuid, Vec<Source>> = HashMap::new();
    if !professional.is_empty() {
        for row in store::threads::sources(&mut conn, &professional).await? {
            sources.entry(row.reply).or_default().push(Source { text: row.text, url: row.url });
        }
    }
    let title = text::bind(&head.title);
    let entries = rows
        .into_iter()
        .map(|row| {
            let sources = sources.remove(&row.id.0).unwrap_or_default();
            reply(id, head.locale, row, &sources)
        })
        .collect();
    let since = head.edited.map_or(head.created, Timestamp);
    let feed = Feed::of(format!("/t/{id}"), title, head.locale, since, entries);
    Ok(Feed { subtitle: Some(words::replies(head.locale).to_owned()), ..feed })
}

fn reply(thread: ThreadId, locale: Locale, row: ReplyEntry, sources: &[Source]) -> Entry {
    let author = row.author.byline().map(|author| author.labelled(locale));
    let label = words::voice(locale, row.voice);
    let who = author.as_deref().unwrap_or(words::somebody(locale));
    // A professional's sheet keeps what makes it one: where it comes from, and what it is not.
    let html = match row.voice {
        Voice::Lived => row.html,
        Voice::Professional => {
            let imported = row.imported.then(|| words::imported(locale));
            markdown::sheet(
                &row.html,
                imported,
                words::sources(locale, !sources.is_empty()),
                sources,
                words::limits(locale),
            )
        }
    };
    Entry {
        id: row.id.0,
        page: format!("/t/{thread}?at={0}#r-{0}", row.id),
        title: format!("{who} · {label}"),
        locale,
        author,
        label,
        published: row.created,
        updated: row.edited.map_or(row.created, Timestamp),
        html,
    }
}
