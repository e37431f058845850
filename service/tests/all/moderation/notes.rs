//! Notes among those who handle a case are sealed, also those that were written before they were.

use super::*;
use domain::erasures::{Moment, Words};
use service::erasures;
use store::Conn;

/// A note as it was kept before notes were sealed.
async fn written_in_clear(scene: &Scene, case: CaseId, body: &str) {
    let (id, by): (ReplyId, _) = (scene.test.ctx.new_id(), scene.host.me.as_ref().expect("a member").id);
    let sql = "INSERT INTO case_note (id, moderation_case, member, body, created) VALUES ($1, $2, $3, $4, 1)";
    let mut tx = scene.test.ctx.store.begin().await.expect("a transaction");
    match tx.conn() {
        Conn::Sqlite(conn) => {
            sqlx::query(sql).bind(id.0).bind(case.0).bind(by.0).bind(body).execute(&mut *conn).await.map(|_| ())
        }
        Conn::Postgres(conn) => {
            sqlx::query(sql).bind(id.0).bind(case.0).bind(by.0).bind(body).execute(&mut *conn).await.map(|_| ())
        }
    }
    .expect("noted");
    tx.commit().await.expect("committed");
}

both_engines!(notes_are_sealed_and_older_ones_are_when_the_server_starts, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    written_in_clear(&scene, case, "Ancienne note, carambole.").await;
    let note = form(&[("case", &case.to_string()), ("note", "Nouvelle note, carambole.")]);
    moderation::note(ctx, &scene.host, &note).await.expect("noted");

    let kept = async || {
        let mut reader = ctx.store.read().await.expect("a reader");
        store::moderation::notes(&mut reader.conn(), case).await.expect("notes")
    };
    let read = async || {
        let notes = moderation::case(ctx, &scene.other_host, case).await.expect("a case").notes;
        notes.into_iter().map(|note| note.text).collect::<Vec<_>>()
    };
    let both = ["Ancienne note, carambole.", "Nouvelle note, carambole."];
    let before = kept().await;
    assert_eq!(before.iter().map(|note| note.sealed.is_some()).collect::<Vec<_>>(), [false, true]);
    assert_eq!(read().await, both, "read before it is sealed too");
    assert_eq!(moderation::seal_notes(ctx).await.expect("sealed"), 1);
    assert_eq!(moderation::seal_notes(ctx).await.expect("nothing to do"), 0);
    for note in kept().await {
        let sealed = note.sealed.expect("sealed");
        assert!(note.body.is_empty() && !sealed.windows(9).any(|part| part == b"carambole"));
    }
    assert_eq!(read().await, both);
    let again = kept().await;
    assert_eq!(again[1].sealed, before[1].sealed, "what was sealed is left as it is");
});

both_engines!(a_note_ends_with_the_key_of_whom_it_is_about, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let case = scene.cases(&scene.host).await[0];
    let note = form(&[("case", &case.to_string()), ("note", "Il l’a déjà dit ailleurs.")]);
    moderation::note(ctx, &scene.host, &note).await.expect("noted");
    let yves = scene.yves.me.as_ref().expect("a member").id;
    let mut tx = ctx.store.begin().await.expect("a transaction");
    match tx.conn() {
        Conn::Sqlite(conn) => {
            sqlx::query("DELETE FROM member_key WHERE member = $1").bind(yves.0).execute(&mut *conn).await.map(|_| ())
        }
        Conn::Postgres(conn) => {
            sqlx::query("DELETE FROM member_key WHERE member = $1").bind(yves.0).execute(&mut *conn).await.map(|_| ())
        }
    }
    .expect("destroyed");
    tx.commit().await.expect("committed");
    let notes = moderation::case(ctx, &scene.host, case).await.expect("the case stands").notes;
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), [""]);
});

both_engines!(a_note_that_cannot_be_sealed_keeps_no_other_in_clear, |db: Db| async move {
    let scene = scene(db).await;
    let ctx = &scene.test.ctx;
    scene.report_reply(&scene.anne).await;
    let about_yves = scene.cases(&scene.host).await[0];
    scene.report(&scene.yves, Subject::Thread, &scene.thread.to_string(), "danger").await.expect("reported");
    let cases = scene.cases(&scene.host).await;
    let about_anne = *cases.iter().find(|case| **case != about_yves).expect("another case");
    // One on either side of the other, whatever their ids.
    written_in_clear(&scene, about_yves, "Une première note.").await;
    written_in_clear(&scene, about_anne, "Une deuxième note.").await;
    written_in_clear(&scene, about_yves, "Une troisième note.").await;
    let yves = scene.yves.me.as_ref().expect("a member").id;
    let key = async |sql: &'static str| {
        let mut tx = ctx.store.begin().await.expect("a transaction");
        match tx.conn() {
            Conn::Sqlite(conn) => sqlx::query(sql).bind(yves.0).bind(vec![0_u8; 9]).execute(conn).await.map(|_| ()),
            Conn::Postgres(conn) => sqlx::query(sql).bind(yves.0).bind(vec![0_u8; 9]).execute(conn).await.map(|_| ()),
        }
        .expect("a key");
        tx.commit().await.expect("committed");
    };
    key("UPDATE member_key SET wrapped = $2 WHERE member = $1").await;
    let sealed = async |case: CaseId| {
        let mut reader = ctx.store.read().await.expect("a reader");
        let notes = store::moderation::notes(&mut reader.conn(), case).await.expect("notes");
        notes.iter().map(|note| note.sealed.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(moderation::seal_notes(ctx).await.expect("what can be"), 1);
    assert_eq!((sealed(about_yves).await, sealed(about_anne).await), (vec![false, false], vec![true]));
    // It keeps nobody else from going, nor their name in what still lies in clear about him.
    written_in_clear(&scene, about_yves, "Modeste l’avait dit, et @Modeste le sait.").await;
    let going: Fields = [("words", Words::Remove.word()), ("moment", Moment::Now.word()), ("pseudonym", "Modeste")]
        .into_iter()
        .collect();
    erasures::request(ctx, &scene.moderator, &going).await.expect("asked for");
    assert_eq!(erasures::carry_out(ctx).await.expect("carried out"), 1);
    let mut reader = ctx.store.read().await.expect("a reader");
    let notes = store::moderation::notes(&mut reader.conn(), about_yves).await.expect("notes");
    assert!(
        notes.iter().all(|note| !note.body.contains("Modeste")) && notes.iter().any(|note| note.body.contains('…'))
    );
    drop(reader);
    // Tried again as time goes, once there is no such key any more.
    key("DELETE FROM member_key WHERE member = $1 AND wrapped = $2").await;
    moderation::sweep(ctx).await.expect("swept");
    assert_eq!(sealed(about_yves).await, [true, true, true]);
});
