//! Moderation as rows, on both engines.

use domain::Timestamp;
use store::moderation::{AuditRow, append_audit, audit_after, end_of_audit};
use store::{Conn, Db, both_engines};

fn row(n: i64, previous: Vec<u8>) -> AuditRow {
    AuditRow {
        id: 0,
        at: Timestamp(n),
        actor: None,
        about: None,
        verb: "case.decided".into(),
        community: None,
        subject: None,
        detail: n.to_string(),
        previous,
        hash: vec![u8::try_from(n).unwrap(); 32],
    }
}

async fn try_to(db: &Db, sql: &'static str) -> bool {
    let mut tx = db.begin().await.unwrap();
    match tx.conn() {
        Conn::Sqlite(conn) => sqlx::query(sql).execute(&mut *conn).await.is_ok(),
        Conn::Postgres(conn) => sqlx::query(sql).execute(&mut *conn).await.is_ok(),
    }
}

both_engines!(the_audit_log_is_only_ever_added_to, |db: Db| async move {
    for n in 1..=3 {
        let mut tx = db.begin().await.unwrap();
        let mut conn = tx.conn();
        let previous = end_of_audit(&mut conn).await.unwrap();
        assert_eq!(previous.len(), if n == 1 { 0 } else { 32 });
        append_audit(&mut conn, &row(n, previous)).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert!(!try_to(&db, "UPDATE audit SET detail = 'other'").await);
    assert!(!try_to(&db, "DELETE FROM audit WHERE detail = '2'").await);
    let mut reader = db.read().await.unwrap();
    let rows = audit_after(&mut reader.conn(), 0, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.detail.as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert_eq!(rows[2].previous, rows[1].hash);
});

// Those who add at the same moment wait for each other: no two rows follow the same one.
both_engines!(the_chain_does_not_fork, |db: Db| async move {
    let mut tasks = Vec::new();
    for n in 1..=12i64 {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            let mut tx = db.begin().await.unwrap();
            let mut conn = tx.conn();
            let previous = end_of_audit(&mut conn).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            append_audit(&mut conn, &row(n, previous)).await.unwrap();
            tx.commit().await.unwrap();
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let mut reader = db.read().await.unwrap();
    let rows = audit_after(&mut reader.conn(), 0, 20).await.unwrap();
    assert_eq!(rows.len(), 12);
    for pair in rows.windows(2) {
        assert_eq!(pair[1].previous, pair[0].hash);
    }
});
