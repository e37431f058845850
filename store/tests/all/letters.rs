//! Reported letters as rows, on both engines.

use crate::tokens::member;
use domain::moderation::{Reason, Source};
use domain::{CaseId, MemberId, time};
use store::{Conn, Db, both_engines};
use uuid::Uuid;

/// An id as both engines read it in a statement.
fn literal(db: &Db, id: Uuid) -> String {
    match db.engine() {
        store::Engine::Sqlite => format!("x'{}'", id.simple()),
        store::Engine::Postgres => format!("'{id}'::uuid"),
    }
}

/// Carries out a whole file of statements.
async fn run(db: &Db, sql: String) {
    let mut tx = db.begin().await.unwrap();
    let sql = sqlx::AssertSqlSafe(sql);
    match tx.conn() {
        Conn::Sqlite(conn) => sqlx::raw_sql(sql).execute(&mut *conn).await.map(|_| ()),
        Conn::Postgres(conn) => sqlx::raw_sql(sql).execute(&mut *conn).await.map(|_| ()),
    }
    .unwrap();
    tx.commit().await.unwrap();
}

// Migration 0030 changes rows and no table, so it can be tried on rows as they stood before it.
both_engines!(letters_reported_before_cases_become_cases, |db: Db| async move {
    let (anne, yves) = (member(&db, 1, true).await, member(&db, 2, true).await);
    let id = |MemberId(id)| literal(&db, id);
    let (anne, yves) = (id(anne), id(yves));
    let pair = literal(&db, Uuid::from_u128(9));
    run(
        &db,
        format!(
            "INSERT INTO correspondence (id, one, other, asked_by, state, created, last) \
             VALUES ({pair}, {anne}, {yves}, {anne}, 'open', 1, 1)"
        ),
    )
    .await;
    // Anne wrote them all: one is urgent, one was closed, and one has a reason that has another word now.
    for (n, reason, closed) in [(11, "danger", "NULL"), (12, "harassment", "7"), (13, "selling", "NULL")] {
        let letter = literal(&db, Uuid::from_u128(n));
        let sealed = if db.engine() == store::Engine::Sqlite { "x'01'" } else { "'\\x01'::bytea" };
        run(
            &db,
            format!(
                "INSERT INTO letter (id, correspondence, author, sealed, created) \
                 VALUES ({letter}, {pair}, {anne}, {sealed}, 2); \
                 INSERT INTO letter_report (letter, reporter, reason, sealed, created, closed) \
                 VALUES ({letter}, {yves}, '{reason}', {sealed}, 5, {closed})"
            ),
        )
        .await;
    }
    let file = match db.engine() {
        store::Engine::Sqlite => include_str!("../../migrations/sqlite/0030_letter_cases.sql"),
        store::Engine::Postgres => include_str!("../../migrations/postgres/0030_letter_cases.sql"),
    };
    run(&db, file.to_owned()).await;

    let mut reader = db.read().await.unwrap();
    let mut conn = reader.conn();
    for (n, reason, due) in [(11, Reason::Danger, 3_600 * time::SECOND), (13, Reason::Advertising, time::DAY)] {
        let letter = Uuid::from_u128(n);
        assert_eq!(store::moderation::open_case(&mut conn, letter).await.unwrap(), Some(CaseId(letter)));
        let row = store::moderation::case(&mut conn, MemberId(Uuid::from_u128(3)), CaseId(letter)).await.unwrap();
        let row = row.expect("a case");
        assert_eq!((row.member, row.urgent), (Some(Uuid::from_u128(1)), n == 11), "about who wrote it");
        assert_eq!((row.opened, row.due), (domain::Timestamp(5), domain::Timestamp(5 + due)));
        let reports = store::moderation::reports(&mut conn, &[letter]).await.unwrap();
        assert_eq!(reports.len(), 1);
        assert_eq!((reports[0].member, reports[0].source), (Some(Uuid::from_u128(2)), Source::Member));
        assert_eq!(reports[0].reason, reason);
    }
    assert_eq!(store::moderation::open_case(&mut conn, Uuid::from_u128(12)).await.unwrap(), None, "closed is closed");
});
