//! The log is held against itself: whoever can write to the database can change it, and not without being found.

use super::*;
use service::moderation::audit::Verified;
use store::{Conn, Engine};

/// What no part of the program does, and whoever holds the database can.
async fn behind_its_back(db: &Db, sql: &str) {
    let mut tx = db.begin().await.expect("a transaction");
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    match tx.conn() {
        Conn::Sqlite(conn) => sqlx::query(sql).execute(&mut *conn).await.map(|done| done.rows_affected()),
        Conn::Postgres(conn) => sqlx::query(sql).execute(&mut *conn).await.map(|done| done.rows_affected()),
    }
    .expect("carried out");
    tx.commit().await.expect("committed");
}

/// From here on nothing keeps rows from being changed.
async fn unguarded(db: &Db) {
    let guards: &[&str] = match db.engine() {
        Engine::Sqlite => &["DROP TRIGGER audit_keeps", "DROP TRIGGER audit_stays"],
        Engine::Postgres => &["DROP TRIGGER audit_keeps ON audit"],
    };
    for guard in guards {
        behind_its_back(db, guard).await;
    }
}

async fn verified(scene: &Scene) -> Verified {
    moderation::audit::verify(&scene.test.ctx).await.expect("verified")
}

/// Four rows: a case taken, given back, taken again, decided. Their numbers.
async fn written(scene: &Scene, db: &Db) -> Vec<i64> {
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let named = form(&[("case", &case.to_string())]);
    moderation::claim(ctx, &scene.host, &named).await.expect("taken");
    moderation::release(ctx, &scene.host, &named).await.expect("given back");
    moderation::claim(ctx, &scene.host, &named).await.expect("taken again");
    scene.decide(&scene.host, case, &[("action", "keep")]).await.expect("decided");
    let mut reader = db.read().await.expect("a reader");
    let rows = store::moderation::audit_after(&mut reader.conn(), 0, 10).await.expect("rows");
    rows.iter().map(|row| row.id).collect()
}

both_engines!(a_row_that_was_changed_behind_its_back_is_found, |db: Db| async move {
    let scene = scene(db.clone()).await;
    let ids = written(&scene, &db).await;
    let whole = verified(&scene).await;
    assert_eq!((whole.rows, whole.broken, ids.len()), (4, None, 4));
    unguarded(&db).await;
    assert_eq!(verified(&scene).await, whole, "nothing was changed yet");
    for (changed, back) in [
        ("at = at + 1", "at = at - 1"),
        ("verb = 'case.read'", "verb = 'case.released'"),
        ("detail = 'autre'", "detail = ''"),
        ("actor = about, about = actor", "actor = about, about = actor"),
        ("hash = previous, previous = hash", "hash = previous, previous = hash"),
    ] {
        behind_its_back(&db, &format!("UPDATE audit SET {changed} WHERE id = {}", ids[1])).await;
        let found = verified(&scene).await;
        assert_eq!((found.rows, found.broken), (1, Some(ids[1])), "{changed}");
        assert_ne!(found.last, whole.last, "{changed}");
        behind_its_back(&db, &format!("UPDATE audit SET {back} WHERE id = {}", ids[1])).await;
        assert_eq!(verified(&scene).await, whole, "{back}");
    }
});

both_engines!(a_row_that_was_put_in_or_left_out_is_found, |db: Db| async move {
    let scene = scene(db.clone()).await;
    let ids = written(&scene, &db).await;
    let whole = verified(&scene).await;
    unguarded(&db).await;
    // What stands in the log already, once more: whole in itself, and behind the wrong row.
    let columns = "at, actor, about, verb, community, subject, detail, previous, hash";
    let again = format!("INSERT INTO audit ({columns}) SELECT {columns} FROM audit WHERE id = {}", ids[2]);
    behind_its_back(&db, &again).await;
    let found = verified(&scene).await;
    assert_eq!((found.rows, found.last.as_str()), (4, whole.last.as_str()));
    assert!(found.broken.is_some_and(|row| row > ids[3]), "{found:?}");
    behind_its_back(&db, &format!("DELETE FROM audit WHERE id > {}", ids[3])).await;
    assert_eq!(verified(&scene).await, whole);
    // An end that was cut off does not show: that is why the last hash is kept elsewhere.
    behind_its_back(&db, &format!("DELETE FROM audit WHERE id = {}", ids[3])).await;
    let cut = verified(&scene).await;
    assert_eq!((cut.rows, cut.broken), (3, None));
    assert_ne!(cut.last, whole.last);
    behind_its_back(&db, &format!("DELETE FROM audit WHERE id = {}", ids[1])).await;
    let found = verified(&scene).await;
    assert_eq!((found.rows, found.broken), (1, Some(ids[2])));
    behind_its_back(&db, &format!("DELETE FROM audit WHERE id = {}", ids[0])).await;
    let found = verified(&scene).await;
    assert_eq!((found.rows, found.broken, found.last.as_str()), (0, Some(ids[2]), ""));
});
