//! The map of what everybody may read, for search engines: an index of pages, each of at most 50,000
//! addresses, each page known by the key of the last address before it.

use crate::{Context, Outcome};
use domain::feed::Cursor;
use domain::{Problem, ThreadId, Timestamp, from_base62, to_base62};
use store::Conn;
use uuid::Uuid;

/// The most addresses of a page, by the protocol.
pub const PAGE: i64 = 50_000;
/// The most pages of an index, by the protocol.
const PAGES: usize = 50_000;

domain::word_enum! {
    /// What a page of the map lists.
    Part {
        /// Open communities.
        Communities = "communities",
        /// Public threads.
        Threads = "threads",
        /// Tags of public threads.
        Tags = "tags",
    }
}

/// A page of the map: what it lists, after which key; empty is from the first on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What.
    pub part: Part,
    /// After which.
    pub after: String,
}

impl Page {
    /// Its name in an address: `threads`, `threads-…`.
    pub fn name(&self) -> String {
        if self.after.is_empty() { self.part.word().to_owned() } else { format!("{}-{}", self.part.word(), self.after) }
    }

    /// The page of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let (part, after) = name.split_once('-').unwrap_or((name, ""));
        Some(Self { part: Part::from_word(part)?, after: after.to_owned() })
    }
}

/// An address that everybody may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path.
    pub path: String,
    /// When something last changed there.
    pub changed: Timestamp,
}

/// Every page of the map, with `size` addresses each.
pub async fn index(ctx: &Context, size: i64) -> Outcome<Vec<Page>> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    let mut pages = Vec::new();
    for &part in Part::ALL {
        let mut page = Some(Page { part, after: String::new() });
        while let Some(this) = page.filter(|_| pages.len() < PAGES) {
            page = end(&mut conn, &this, size).await?.map(|after| Page { part, after });
            pages.push(this);
        }
    }
    Ok(pages)
}

/// The key of the last address of a page that is full.
async fn end(conn: &mut Conn<'_>, page: &Page, size: i64) -> Outcome<Option<String>> {
    Ok(match page.part {
        Part::Communities => {
            store::sitemap::communities_end(conn, community_key(&page.after)?, size).await?.map(to_base62)
        }
        Part::Threads => store::sitemap::threads_end(conn, thread_key(&page.after)?, size)
            .await?
            .map(|(at, id)| Cursor { at: Timestamp(at), id }.encode()),
        Part::Tags => store::sitemap::tags_end(conn, &page.after, size).await?,
    })
}

/// The addresses of a page.
pub async fn page(ctx: &Context, page: &Page, size: i64) -> Outcome<Vec<Place>> {
    let mut reader = ctx.store.read().await?;
    let mut conn = reader.conn();
    Ok(match page.part {
        Part::Communities => store::sitemap::communities(&mut conn, community_key(&page.after)?, size)
            .await?
            .into_iter()
            .map(|(_, slug, created, latest)| Place {
                path: format!("/c/{slug}"),
                changed: Timestamp(latest.unwrap_or(created)),
            })
            .collect(),
        Part::Threads => store::sitemap::threads(&mut conn, thread_key(&page.after)?, size)
            .await?
            .into_iter()
            .map(|(id, _, active)| Place { path: format!("/t/{}", ThreadId(id)), changed: Timestamp(active) })
            .collect(),
        Part::Tags => store::sitemap::tags(&mut conn, &page.after, size)
            .await?
            .into_iter()
            .map(|(key, latest)| Place { path: format!("/tags/{key}"), changed: Timestamp(latest) })
            .collect(),
    })
}

fn thread_key(after: &str) -> Outcome<(Timestamp, Uuid)> {
    if after.is_empty() {
        return Ok((Timestamp(i64::MIN), Uuid::nil()));
    }
    let cursor = Cursor::parse(after).ok_or(Problem::NotFound)?;
    Ok((cursor.at, cursor.id))
}

fn community_key(after: &str) -> Outcome<Uuid> {
    if after.is_empty() { Ok(Uuid::nil()) } else { Ok(from_base62(after).map_err(|_| Problem::NotFound)?) }
}
