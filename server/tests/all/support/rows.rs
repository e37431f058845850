//! What is in a database, table by table, and what only tests do to it.

use domain::{MemberId, ReplyId, ThreadId};
use sha2::{Digest as _, Sha256};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use store::{Conn, Db, Engine, Reader};

/// A table's rows in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub rows: u64,
    /// What is in them, whatever their order.
    pub content: String,
}

/// Every table. Left out: the number of a transaction, which is the cluster's own.
pub async fn sums(db: &Db) -> BTreeMap<String, Sum> {
    let mut reader = db.read().await.expect("a reader");
    let tables: Vec<(String, String)> = match &mut reader {
        Reader::Sqlite(conn) => sqlx::query_as(
            "SELECT m.name, group_concat('quote(\"' || c.name || '\")', ' || ''|'' || ') FROM sqlite_master m, \
             pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND c.name <> 'xid' \
             GROUP BY m.name",
        )
        .fetch_all(&mut **conn)
        .await
        .expect("tables"),
        Reader::Postgres(conn) => sqlx::query_as(
            "SELECT table_name::text, 'concat_ws(''|'', ' || string_agg('COALESCE(\"' || column_name || '\"::text, ''NULL'')', \
             ', ' ORDER BY ordinal_position) || ')' FROM information_schema.columns WHERE table_schema = 'public' AND \
             column_name NOT IN ('xid', 'installed_on', 'execution_time') AND table_name <> 'rate_limit' GROUP BY table_name",
        )
        .fetch_all(&mut **conn)
        .await
        .expect("tables"),
    };
    let mut sums = BTreeMap::new();
    for (table, line) in tables {
        let sql = AssertSqlSafe(format!("SELECT {line} FROM \"{table}\""));
        let mut lines: Vec<(String,)> = match reader.conn() {
            Conn::Sqlite(conn) => sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("rows"),
            Conn::Postgres(conn) => sqlx::query_as(sql).fetch_all(&mut *conn).await.expect("rows"),
        };
        lines.sort();
        let mut hash = Sha256::new();
        for (line,) in &lines {
            hash.update(line);
            hash.update(b"\n");
        }
        let content = vecu_server::backups::keys::hex(&hash.finalize());
        sums.insert(table, Sum { rows: lines.len() as u64, content });
    }
    sums
}

macro_rules! on_either {
    ($conn:expr, $sql:expr $(, $value:expr)*) => {
        match $conn {
            Conn::Sqlite(conn) => sqlx::query($sql)$(.bind($value))*.execute(&mut *conn).await.map(|_| ()),
            Conn::Postgres(conn) => sqlx::query($sql)$(.bind($value))*.execute(&mut *conn).await.map(|_| ()),
        }
        .expect("carried out")
    };
}

macro_rules! all {
    ($reader:expr, $row:ty, $sql:expr $(, $value:expr)*) => {{
        let rows: Vec<$row> = match $reader.conn() {
            Conn::Sqlite(conn) => sqlx::query_as($sql)$(.bind($value))*.fetch_all(&mut *conn).await,
            Conn::Postgres(conn) => sqlx::query_as($sql)$(.bind($value))*.fetch_all(&mut *conn).await,
        }
        .expect("rows");
        rows
    }};
}

/// Destroys a member's key, as erasing them does.
pub async fn destroy_key(db: &Db, member: MemberId) {
    let mut tx = db.begin().await.expect("a transaction");
    on_either!(tx.conn(), "DELETE FROM member_key WHERE member = $1", member.0);
    tx.commit().await.expect("committed");
}

/// The events, notices and readers as a cluster wrote them that has counted far ahead of this one.
pub async fn as_of_a_cluster_far_ahead(db: &Db) {
    let mut tx = db.begin().await.expect("a transaction");
    for sql in [
        "UPDATE event SET xid = xid + 4000000000",
        "UPDATE notice SET xid = xid + 4000000000",
        "UPDATE consumer SET xid = xid + 4000000000 WHERE xid > 0",
    ] {
        on_either!(tx.conn(), sql);
    }
    tx.commit().await.expect("committed");
}

/// The replies of a thread.
pub async fn ids_of_replies(db: &Db, thread: ThreadId) -> Vec<ReplyId> {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (uuid::Uuid,), "SELECT id FROM reply WHERE thread = $1 ORDER BY created, id", thread.0);
    rows.into_iter().map(|(id,)| ReplyId(id)).collect()
}

/// How many replies a thread says it has.
pub async fn counted_replies(db: &Db, thread: ThreadId) -> usize {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (i64,), "SELECT CAST(lived + professional AS BIGINT) FROM thread WHERE id = $1", thread.0);
    usize::try_from(rows[0].0).expect("a count")
}

/// The bodies of all replies by their ids.
pub async fn bodies(db: &Db) -> BTreeMap<ReplyId, String> {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (uuid::Uuid, String), "SELECT id, body FROM reply");
    rows.into_iter().map(|(id, body)| (ReplyId(id), body)).collect()
}

/// Threads that say they have other replies than there are.
pub async fn miscounted(db: &Db) -> usize {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(
        reader,
        (i64,),
        "SELECT CAST(t.lived + t.professional AS BIGINT) FROM thread t WHERE t.lived + t.professional <> \
         (SELECT COUNT(*) FROM reply r WHERE r.thread = t.id AND r.deleted IS NULL)"
    );
    rows.len()
}

/// The schema as it was before the last migration, as far as anybody asks for it.
pub async fn forget_last_migration(db: &Db) {
    let mut tx = db.begin().await.expect("a transaction");
    on_either!(tx.conn(), "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)");
    tx.commit().await.expect("committed");
}

/// Sets a test's clock to the machine's, for what the real server is to believe.
pub fn as_of_today(test: &service::testing::TestContext) {
    #[allow(clippy::disallowed_methods, reason = "the real server looks at it, too")]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    let behind = i64::try_from(since.as_micros()).expect("a moment") - test.ctx.now().0;
    test.clock.advance(behind / domain::time::SECOND);
}

/// The replies of a thread that members were told of, each time, and where the mail of it is.
pub async fn notices_of(db: &Db, thread: ThreadId) -> Vec<(ReplyId, String)> {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(
        reader,
        (uuid::Uuid, String),
        "SELECT reply, mail FROM notice WHERE thread = $1 AND reply IS NOT NULL ORDER BY created, id",
        thread.0
    );
    rows.into_iter().map(|(id, mail)| (ReplyId(id), mail)).collect()
}

/// Whether everything that happened was read, and every text is indexed.
pub async fn is_caught_up(db: &Db) -> bool {
    let mut reader = db.read().await.expect("a reader");
    let waiting = store::events::waiting(&mut reader.conn()).await.expect("what waits");
    let missing = store::search::missing(&mut reader.conn(), 1).await.expect("what is missing");
    missing.is_empty() && waiting.iter().all(|one| one.events == 0)
}

/// A member whom a dump named, and whom an announcement that is being told reached last.
pub async fn known_by_a_dump_and_told(db: &Db, member: MemberId) {
    let mut tx = db.begin().await.expect("a transaction");
    on_either!(
        tx.conn(),
        "INSERT INTO import_ref (source, kind, external, id) VALUES ('ancien', 'member', 'maryvonne', $1)",
        member.0
    );
    on_either!(
        tx.conn(),
        "INSERT INTO telling (thread, xid, event, at, after) \
         SELECT id, 0, 0, 0, $1 FROM thread WHERE author <> $1 ORDER BY created LIMIT 1",
        member.0
    );
    on_either!(
        tx.conn(),
        "INSERT INTO charter_telling (charter, xid, event, at, after) SELECT id, 0, 0, 0, $1 FROM charter ORDER BY id LIMIT 1",
        member.0
    );
    tx.commit().await.expect("committed");
}

/// Has the audit log say something else where it says this, as whoever holds the database can: what keeps it goes first.
pub async fn change_the_log(db: &Db, detail: &str, other: &str) {
    let guard = match db.engine() {
        Engine::Sqlite => "DROP TRIGGER audit_keeps",
        Engine::Postgres => "DROP TRIGGER audit_keeps ON audit",
    };
    let mut tx = db.begin().await.expect("a transaction");
    on_either!(tx.conn(), guard);
    on_either!(tx.conn(), "UPDATE audit SET detail = $2 WHERE detail = $1", detail, other);
    tx.commit().await.expect("committed");
}

/// A member as one row, as somebody would put it back by hand.
pub async fn member_of_id(db: &Db, member: MemberId) {
    let mut tx = db.begin().await.expect("a transaction");
    on_either!(
        tx.conn(),
        "INSERT INTO member (id, pseudonym, pseudonym_key, role, created) VALUES ($1, 'Revenante', 'revenante', 'patient', 1)",
        member.0
    );
    tx.commit().await.expect("committed");
}

/// A thread has this text and no author any more; `None`: it is not there.
pub async fn thread_is(db: &Db, thread: ThreadId, body: Option<&str>) {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (String, Option<uuid::Uuid>), "SELECT body, author FROM thread WHERE id = $1", thread.0);
    assert_eq!(rows, body.map(|body| (body.to_owned(), None)).into_iter().collect::<Vec<_>>());
}

/// A reply has this text; `None`: it is not there.
pub async fn reply_is(db: &Db, reply: ReplyId, body: Option<&str>) {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (String,), "SELECT body FROM reply WHERE id = $1", reply.0);
    assert_eq!(rows, body.map(|body| (body.to_owned(),)).into_iter().collect::<Vec<_>>());
}

/// Pictures that the database knows, as their folders are called.
pub async fn pictures(db: &Db) -> Vec<String> {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(reader, (uuid::Uuid,), "SELECT id FROM picture ORDER BY id");
    rows.into_iter().map(|(id,)| id.simple().to_string()).collect()
}

/// What stands beside texts: descriptions of pictures, sources with their addresses, lines about members.
pub async fn beside(db: &Db) -> Vec<String> {
    let mut reader = db.read().await.expect("a reader");
    let rows = all!(
        reader,
        (String,),
        "SELECT alt FROM picture WHERE alt <> '' UNION ALL SELECT text FROM reply_source UNION ALL \
         SELECT url FROM reply_source WHERE url IS NOT NULL UNION ALL SELECT about FROM member WHERE about <> ''"
    );
    let mut found: Vec<String> = rows.into_iter().map(|(text,)| text).collect();
    found.sort();
    found
}
