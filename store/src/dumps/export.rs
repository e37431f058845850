//! What an export reads, in the order of primary keys, so that two exports of one site are equal.

use crate::{Conn, Result};
use uuid::Uuid;

macro_rules! page {
    ($(#[$doc:meta])* $name:ident, $row:ident { $($field:ident: $kind:ty),+ $(,)? }, $sql:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, sqlx::FromRow)]
        #[allow(missing_docs, reason = "columns, documented in the migration")]
        pub struct $row { $(pub $field: $kind),+ }

        $(#[$doc])*
        pub async fn $name(conn: &mut Conn<'_>, after: Uuid, limit: i64) -> Result<Vec<$row>> {
            fetch_all!(conn, $row, $sql, after, limit)
        }
    };
}

page! {
    /// Members after an id.
    export_members, MemberOut {
        id: Uuid, pseudonym: String, role: String, organisation: Option<String>, about: String, badge: Option<String>,
        badge_since: Option<i64>, claimed: Option<String>, locale: String, created: i64,
    },
    "SELECT id, pseudonym, role, organisation, about, badge, badge_since, claimed, locale, created \
     FROM member WHERE id > $1 ORDER BY id LIMIT $2"
}

page! {
    /// Communities after an id.
    export_communities, CommunityOut {
        id: Uuid, slug: String, name: String, description: String, locale: String, visibility: String,
        founder: Option<Uuid>, created: i64,
    },
    "SELECT id, slug, name, description, locale, visibility, founder, created FROM community WHERE id > $1 ORDER BY id LIMIT $2"
}

page! {
    /// Threads after an id.
    export_threads, ThreadOut {
        id: Uuid, community: Uuid, author: Option<Uuid>, kind: String, circle: String, locale: String, title: String,
        body: String, profession: Option<String>, created: i64, edited: Option<i64>, closed: Option<i64>, deleted: Option<i64>,
    },
    "SELECT id, community, author, kind, circle, locale, title, body, profession, created, edited, closed, deleted \
     FROM thread WHERE id > $1 ORDER BY id LIMIT $2"
}

page! {
    /// Revisions after an id.
    export_revisions, RevisionOut {
        id: Uuid, thread: Uuid, reply: Option<Uuid>, title: Option<String>, body: String, until: i64,
    },
    "SELECT id, thread, reply, title, body, until FROM revision WHERE id > $1 ORDER BY id LIMIT $2"
}

/// A reply as exported.
#[derive(Debug, Clone, sqlx::FromRow)]
#[allow(missing_docs, reason = "columns of `reply`")]
pub struct ReplyOut {
    pub id: Uuid,
    pub thread: Uuid,
    pub parent: Option<Uuid>,
    pub author: Option<Uuid>,
    pub voice: String,
    pub imported: bool,
    pub body: String,
    pub no_source: bool,
    pub helped: Option<i64>,
    pub created: i64,
    pub edited: Option<i64>,
    pub deleted: Option<i64>,
}

/// Replies after an id: first all at the top, then all that hang on one, so that each comes after
/// what it names.
pub async fn export_replies(conn: &mut Conn<'_>, nested: bool, after: Uuid, limit: i64) -> Result<Vec<ReplyOut>> {
    fetch_all!(
        conn,
        ReplyOut,
        "SELECT id, thread, parent, author, voice, imported, body, no_source, helped, created, edited, deleted \
         FROM reply WHERE id > $1 AND (parent IS NOT NULL) = $3 ORDER BY id LIMIT $2",
        after,
        limit,
        nested
    )
}

/// Sources of these replies: reply, text, address.
pub async fn export_sources(conn: &mut Conn<'_>, replies: &[Uuid]) -> Result<Vec<(Uuid, String, Option<String>)>> {
    if replies.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String, Option<String>),
        "SELECT reply, text, url FROM reply_source WHERE reply ",
        replies,
        " ORDER BY reply, place"
    )
}

/// Tags of these threads: thread, label.
pub async fn export_tags(conn: &mut Conn<'_>, threads: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    fetch_in!(
        conn,
        (Uuid, String),
        "SELECT x.thread, g.label FROM thread_tag x JOIN tag g ON g.key = x.tag WHERE x.thread ",
        threads,
        " ORDER BY x.thread, x.place"
    )
}

/// Memberships after a key: community, member, place, joined.
pub async fn export_memberships(
    conn: &mut Conn<'_>,
    after: (Uuid, Uuid),
    limit: i64,
) -> Result<Vec<(Uuid, Uuid, String, i64)>> {
    fetch_all!(
        conn,
        (Uuid, Uuid, String, i64),
        "SELECT community, member, place, joined FROM membership WHERE (community, member) > ($1, $2) \
         ORDER BY community, member LIMIT $3",
        after.0,
        after.1,
        limit
    )
}

/// Reactions after a key: subject, kind, member, created.
pub async fn export_reactions(
    conn: &mut Conn<'_>,
    after: (Uuid, &str, Uuid),
    limit: i64,
) -> Result<Vec<(Uuid, String, Uuid, i64)>> {
    fetch_all!(
        conn,
        (Uuid, String, Uuid, i64),
        "SELECT subject, kind, member, created FROM reaction WHERE (subject, kind, member) > ($1, $2, $3) \
         ORDER BY subject, kind, member LIMIT $4",
        after.0,
        after.1,
        after.2,
        limit
    )
}

/// Pins after a key: community, place, thread, created.
pub async fn export_pins(conn: &mut Conn<'_>, after: (Uuid, i32), limit: i64) -> Result<Vec<(Uuid, i32, Uuid, i64)>> {
    fetch_all!(
        conn,
        (Uuid, i32, Uuid, i64),
        "SELECT community, place, thread, created FROM pin WHERE (community, place) > ($1, $2) \
         ORDER BY community, place LIMIT $3",
        after.0,
        after.1,
        limit
    )
}

/// Threads followed, after a key: member, thread, created.
pub async fn export_follows(conn: &mut Conn<'_>, after: (Uuid, Uuid), limit: i64) -> Result<Vec<(Uuid, Uuid, i64)>> {
    fetch_all!(
        conn,
        (Uuid, Uuid, i64),
        "SELECT member, thread, created FROM follow WHERE (member, thread) > ($1, $2) ORDER BY member, thread LIMIT $3",
        after.0,
        after.1,
        limit
    )
}

/// Tags followed, after a key: member, key, label, created.
pub async fn export_tag_follows(
    conn: &mut Conn<'_>,
    after: (Uuid, &str),
    limit: i64,
) -> Result<Vec<(Uuid, String, String, i64)>> {
    fetch_all!(
        conn,
        (Uuid, String, String, i64),
        "SELECT f.member, f.tag, g.label, f.created FROM follow_tag f JOIN tag g ON g.key = f.tag \
         WHERE (f.member, f.tag) > ($1, $2) ORDER BY f.member, f.tag LIMIT $3",
        after.0,
        after.1,
        limit
    )
}
