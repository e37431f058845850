//! What a decision does to somebody in a community, and what is known of what they wrote there.

use crate::{Conn, Result};
use domain::communities::CommunityLink;
use domain::moderation::Measure;
use domain::policy::Place;
use domain::{CommunityId, MemberId, ThreadId, Timestamp};
use uuid::Uuid;

/// Keeps somebody out of a community: for good, or until then. Not a host, who is released first.
pub async fn keep_out(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
    place: Place,
    until: Option<Timestamp>,
) -> Result<bool> {
    execute!(
        conn,
        "UPDATE membership SET place = $3, until = $4 WHERE community = $1 AND member = $2 AND place <> 'host' \
         AND (place <> 'banned' OR $3 = 'banned')",
        community.0,
        member.0,
        place.word(),
        until.map(|at| at.0)
    )
    .map(|kept| kept > 0)
}

/// Undoes what one decision did to somebody, and nothing that another did.
pub async fn undo_measure(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
    measure: Measure,
    until: Option<i64>,
) -> Result<()> {
    match measure {
        Measure::None | Measure::Warn => Ok(()),
        Measure::Slow => execute!(
            conn,
            "UPDATE membership SET slowed = NULL WHERE community = $1 AND member = $2 AND slowed = $3",
            community.0,
            member.0,
            until
        )
        .map(|_| ()),
        Measure::Suspend => execute!(
            conn,
            "UPDATE membership SET place = 'member', until = NULL WHERE community = $1 AND member = $2 \
             AND place = 'suspended' AND until = $3",
            community.0,
            member.0,
            until
        )
        .map(|_| ()),
        Measure::Ban => execute!(
            conn,
            "UPDATE membership SET place = 'member', until = NULL WHERE community = $1 AND member = $2 \
             AND place = 'banned' AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.community = $1 AND d.member = $2 \
             AND d.measure = 'ban' AND d.reversed IS NULL)",
            community.0,
            member.0
        )
        .map(|_| ()),
    }
}

/// Lets those in again whose time is over: where, and who.
pub async fn let_in_due(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<(CommunityId, MemberId)>> {
    let rows = fetch_all!(
        conn,
        (Uuid, Uuid),
        "UPDATE membership SET place = 'member', until = NULL WHERE until IS NOT NULL AND until <= $1 \
         AND place = 'suspended' RETURNING community, member",
        now.0
    )?;
    Ok(rows.into_iter().map(|(community, member)| (CommunityId(community), MemberId(member))).collect())
}

/// Has somebody write little until then. Whether they are there.
pub async fn slow(conn: &mut Conn<'_>, community: CommunityId, member: MemberId, until: Timestamp) -> Result<bool> {
    execute!(
        conn,
        "UPDATE membership SET slowed = $3 WHERE community = $1 AND member = $2",
        community.0,
        member.0,
        until.0
    )
    .map(|slowed| slowed > 0)
}

/// Whether everybody who wrote in a thread belongs to community `c`.
macro_rules! all_belong {
    () => {
        "t.author IS NOT NULL AND EXISTS (SELECT 1 FROM membership x WHERE x.community = c.id AND x.member = t.author \
         AND x.place IN ('member', 'host')) AND NOT EXISTS (SELECT 1 FROM reply r WHERE r.thread = t.id AND \
         r.author IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.community = c.id AND \
         m.member = r.author AND m.place IN ('member', 'host')))"
    };
}

/// Communities a thread could go to: where everybody who wrote in it belongs, so that nobody is shown to people they
/// did not choose; of those the ones that whoever moves it hosts, or as a moderator belongs to, so that they learn of
/// no membership they did not know.
pub async fn places_for(
    conn: &mut Conn<'_>,
    thread: ThreadId,
    handler: MemberId,
    moderator: bool,
) -> Result<Vec<(CommunityId, CommunityLink)>> {
    let rows: Vec<(Uuid, String, String, bool)> = fetch_all!(
        conn,
        (Uuid, String, String, bool),
        concat!(
            "SELECT c.id, c.slug, c.name, c.owner_type = 'company' AS company FROM membership h JOIN community c ON c.id = h.community JOIN thread t ON t.id = $1 \
             WHERE h.member = $2 AND (h.place = 'host' OR ($3 AND h.place = 'member')) AND c.id <> t.community AND ",
            all_belong!(),
            " ORDER BY c.name LIMIT 50"
        ),
        thread.0,
        handler.0,
        moderator
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, slug, name, company)| (CommunityId(id), CommunityLink { slug, name, company }))
        .collect())
}

/// Where a thread stands, and whether everybody who wrote in it belongs to this community too.
pub async fn may_return(conn: &mut Conn<'_>, thread: ThreadId, to: CommunityId) -> Result<Option<(CommunityId, bool)>> {
    let row = fetch_optional!(
        conn,
        (Uuid, bool),
        concat!(
            "SELECT t.community, (",
            all_belong!(),
            ") FROM thread t JOIN community c ON c.id = $2 WHERE t.id = $1"
        ),
        thread.0,
        to.0
    )?;
    Ok(row.map(|(stands, belong)| (CommunityId(stands), belong)))
}

/// Moves a thread to another community, with what waits about it; nothing pins it there.
pub async fn move_thread(conn: &mut Conn<'_>, thread: ThreadId, to: CommunityId) -> Result<()> {
    execute!(conn, "DELETE FROM pin WHERE thread = $1", thread.0)?;
    crate::vigilance::forget_thread(conn, thread).await?;
    execute!(
        conn,
        "UPDATE moderation_case SET community = $2, claimed_by = NULL, claimed = NULL WHERE thread = $1 AND closed IS NULL",
        thread.0,
        to.0
    )?;
    execute!(conn, "UPDATE thread SET community = $2 WHERE id = $1", thread.0, to.0).map(|_| ())
}

/// Until when a member writes little here, and when they last wrote.
pub async fn slowed(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
) -> Result<Option<(i64, Option<i64>)>> {
    let row = fetch_optional!(
        conn,
        (Option<i64>, Option<i64>, Option<i64>),
        "SELECT mb.slowed, (SELECT MAX(t.created) FROM thread t WHERE t.author = $2 AND t.community = $1), \
         (SELECT MAX(r.created) FROM reply r JOIN thread t ON t.id = r.thread WHERE r.author = $2 AND t.community = $1) \
         FROM membership mb WHERE mb.community = $1 AND mb.member = $2 AND mb.slowed IS NOT NULL",
        community.0,
        member.0
    )?;
    Ok(row.and_then(|(until, thread, reply)| until.map(|until| (until, thread.max(reply)))))
}

/// How many texts a member wrote, at most so many.
pub async fn texts_of(conn: &mut Conn<'_>, member: MemberId, most: i64) -> Result<i64> {
    let (threads, replies) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM thread WHERE author = $1 LIMIT $2) a), \
         (SELECT COUNT(*) FROM (SELECT 1 FROM reply WHERE author = $1 LIMIT $2) b)",
        member.0,
        most
    )?;
    Ok(threads + replies)
}

/// How often a member wrote exactly this since then.
pub async fn repeated(conn: &mut Conn<'_>, member: MemberId, body: &str, since: Timestamp) -> Result<i64> {
    let (threads, replies) = fetch_one!(
        conn,
        (i64, i64),
        "SELECT (SELECT COUNT(*) FROM thread WHERE author = $1 AND created >= $3 AND body = $2), \
         (SELECT COUNT(*) FROM reply WHERE author = $1 AND created >= $3 AND body = $2)",
        member.0,
        body,
        since.0
    )?;
    Ok(threads + replies)
}

/// How much a member wrote in a community, and since when they are there.
pub async fn history(
    conn: &mut Conn<'_>,
    community: CommunityId,
    member: MemberId,
) -> Result<Option<(i64, Timestamp)>> {
    let row = fetch_optional!(
        conn,
        (i64, i64, i64),
        "SELECT mb.joined, (SELECT COUNT(*) FROM thread t WHERE t.author = $2 AND t.community = $1 AND t.deleted IS NULL), \
         (SELECT COUNT(*) FROM reply r JOIN thread t ON t.id = r.thread WHERE r.author = $2 AND t.community = $1 \
         AND r.deleted IS NULL) FROM membership mb WHERE mb.community = $1 AND mb.member = $2",
        community.0,
        member.0
    )?;
    Ok(row.map(|(joined, threads, replies)| (threads + replies, Timestamp(joined))))
}
