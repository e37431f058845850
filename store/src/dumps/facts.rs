//! What is there already, asked for in pieces of many ids.

use super::bulk::{select_pairs, select_texts};
use super::{CommunityFact, MemberFact, ReplyFact, ThreadFact};
use crate::{Conn, Result};
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind, Reaction};
use uuid::Uuid;

/// Ids asked for in one statement.
const PIECE: usize = 500;

macro_rules! in_pieces {
    ($conn:expr, $row:ty, $head:expr, $ids:expr) => {{
        let mut rows: Vec<$row> = Vec::new();
        for piece in $ids.chunks(PIECE) {
            rows.extend(fetch_in!($conn, $row, $head, piece, "")?);
        }
        rows
    }};
}

/// What a source's ids of one kind stand for here.
pub async fn refs(conn: &mut Conn<'_>, source: &str, kind: &str, externals: &[&str]) -> Result<Vec<(String, Uuid)>> {
    select_texts(
        conn,
        "SELECT external, id FROM import_ref WHERE source = $1 AND kind = $2 AND external IN",
        &[source, kind],
        externals,
    )
    .await
}

/// Facts about members.
pub async fn member_facts(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, MemberFact)>> {
    let rows = in_pieces!(conn, (Uuid, bool, i64), "SELECT id, badge IS NOT NULL, created FROM member WHERE id ", ids);
    Ok(rows.into_iter().map(|(id, verified, created)| (id, MemberFact { verified, created })).collect())
}

/// Facts about communities.
pub async fn community_facts(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, CommunityFact)>> {
    let rows = in_pieces!(conn, (Uuid, String, i64), "SELECT id, visibility, created FROM community WHERE id ", ids);
    Ok(rows
        .into_iter()
        .map(|(id, visibility, created)| {
            let visibility = Visibility::from_word(&visibility).unwrap_or(Visibility::Members);
            (id, CommunityFact { visibility, created })
        })
        .collect())
}

/// Facts about threads.
pub async fn thread_facts(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, ThreadFact)>> {
    let rows = in_pieces!(
        conn,
        (Uuid, Uuid, String, String, i64, bool),
        "SELECT id, community, kind, circle, created, deleted IS NOT NULL FROM thread WHERE id ",
        ids
    );
    Ok(rows
        .into_iter()
        .map(|(id, community, kind, circle, created, deleted)| {
            let kind = Kind::from_word(&kind).unwrap_or(Kind::Discussion);
            let circle = Circle::from_word(&circle).unwrap_or(Circle::Members);
            (id, ThreadFact { community, kind, circle, created, deleted })
        })
        .collect())
}

/// Facts about replies.
pub async fn reply_facts(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<(Uuid, ReplyFact)>> {
    let rows = in_pieces!(
        conn,
        (Uuid, Uuid, Uuid, Option<Uuid>, i64, bool),
        "SELECT r.id, r.thread, t.community, r.parent, r.created, r.deleted IS NOT NULL \
         FROM reply r JOIN thread t ON t.id = r.thread WHERE r.id ",
        ids
    );
    Ok(rows
        .into_iter()
        .map(|(id, thread, community, parent, created, deleted)| {
            (id, ReplyFact { thread, community, parent, created, deleted })
        })
        .collect())
}

/// Which of these revisions are there.
pub async fn revisions_there(conn: &mut Conn<'_>, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows = in_pieces!(conn, (Uuid,), "SELECT id FROM revision WHERE id ", ids);
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Where these members belong: community, member, place, joined.
pub async fn memberships_of(conn: &mut Conn<'_>, members: &[Uuid]) -> Result<Vec<(Uuid, Uuid, Place, i64)>> {
    let rows = in_pieces!(
        conn,
        (Uuid, Uuid, String, i64),
        "SELECT community, member, place, joined FROM membership WHERE member ",
        members
    );
    Ok(rows
        .into_iter()
        .filter_map(|(community, member, place, joined)| Some((community, member, Place::from_word(&place)?, joined)))
        .collect())
}

/// What these members left: community, member.
pub async fn left_by(conn: &mut Conn<'_>, members: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(in_pieces!(
        conn,
        (Uuid, Uuid),
        "SELECT community, member FROM receipt WHERE withdrawn IS NOT NULL AND community IS NOT NULL AND member ",
        members
    ))
}

/// Which of these folded pseudonyms are taken.
pub async fn names_taken(conn: &mut Conn<'_>, keys: &[&str]) -> Result<Vec<String>> {
    let rows: Vec<(String,)> =
        select_texts(conn, "SELECT pseudonym_key FROM member WHERE pseudonym_key IN", &[], keys).await?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// Which of these slugs are taken.
pub async fn slugs_taken(conn: &mut Conn<'_>, slugs: &[&str]) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = select_texts(conn, "SELECT slug FROM community WHERE slug IN", &[], slugs).await?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// The reactions given by these pairs of subject and member: subject, kind, member.
pub async fn reactions_given(conn: &mut Conn<'_>, pairs: &[(Uuid, Uuid)]) -> Result<Vec<(Uuid, Reaction, Uuid)>> {
    let rows: Vec<(Uuid, String, Uuid)> =
        select_pairs(conn, "SELECT subject, kind, member FROM reaction WHERE (subject, member) IN", pairs).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(subject, kind, member)| Some((subject, Reaction::from_word(&kind)?, member)))
        .collect())
}

/// Whether the database holds no member, no community and no thread.
pub async fn is_empty(conn: &mut Conn<'_>) -> Result<bool> {
    let (some,): (bool,) = fetch_one!(
        conn,
        (bool,),
        "SELECT EXISTS (SELECT 1 FROM member) OR EXISTS (SELECT 1 FROM community) OR EXISTS (SELECT 1 FROM thread)"
    )?;
    Ok(!some)
}

/// Threads these members follow: member, thread.
pub async fn follows_of(conn: &mut Conn<'_>, members: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(in_pieces!(conn, (Uuid, Uuid), "SELECT member, thread FROM follow WHERE member ", members))
}

/// Tags these members follow: member, key.
pub async fn tag_follows_of(conn: &mut Conn<'_>, members: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    Ok(in_pieces!(conn, (Uuid, String), "SELECT member, tag FROM follow_tag WHERE member ", members))
}

/// What is pinned in these communities: community and place, thread.
pub async fn pins_of(conn: &mut Conn<'_>, communities: &[Uuid]) -> Result<Vec<((Uuid, i32), Uuid)>> {
    let rows =
        in_pieces!(conn, (Uuid, i32, Uuid), "SELECT community, place, thread FROM pin WHERE community ", communities);
    Ok(rows.into_iter().map(|(community, place, thread)| ((community, place), thread)).collect())
}
