//! Texts that change or go: history, narrower circles, and nothing left of what was deleted.

use super::*;
use store::Conn;

/// Every value of every table as one text, to look for what must be gone.
async fn everything(db: &Db) -> String {
    let mut reader = db.read().await.unwrap();
    let mut all = String::new();
    match reader.conn() {
        Conn::Sqlite(conn) => {
            let tables: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'table'")
                .fetch_all(&mut *conn)
                .await
                .unwrap();
            for (table,) in tables {
                let columns: Vec<(String,)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')")))
                        .fetch_all(&mut *conn)
                        .await
                        .unwrap();
                for (column,) in columns {
                    let values: Vec<(Option<String>,)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
                        "SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\" WHERE typeof(\"{column}\") = 'text'"
                    )))
                    .fetch_all(&mut *conn)
                    .await
                    .unwrap();
                    all.extend(values.into_iter().filter_map(|(value,)| value));
                }
            }
        }
        Conn::Postgres(conn) => {
            let tables: Vec<(String,)> =
                sqlx::query_as("SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'")
                    .fetch_all(&mut *conn)
                    .await
                    .unwrap();
            for (table,) in tables {
                let rows: Vec<(String,)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT row_to_json(x)::text FROM \"{table}\" x")))
                        .fetch_all(&mut *conn)
                        .await
                        .unwrap();
                all.extend(rows.into_iter().map(|(row,)| row));
            }
        }
    }
    all
}

store::both_engines!(deleting_takes_the_text_out_of_every_table, |db: Db| async move {
    let test = context(db.clone());
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Question, Circle::Members, "Titre-secret-un").await;
    let edit = form(&[("title", "Titre-secret-deux"), ("body", "Corps-secret-trois"), ("tags", "motdiese-secret")]);
    threads::edit_thread(&test.ctx, &patient, thread, &edit).await.unwrap();
    let reply = answer(
        &test,
        &professional,
        thread,
        &[("voice", "professional"), ("body", "Reponse-secrete-quatre"), ("source_text_0", "Source-secrete-cinq")],
    )
    .await
    .unwrap();
    let kid =
        answer(&test, &patient, thread, &[("parent", &reply.to_string()), ("body", "Merci à vous")]).await.unwrap();
    threads::edit_reply(&test.ctx, &professional, reply, &form(&[("body", "Reponse-secrete-six"), ("no_source", "1")]))
        .await
        .unwrap();
    threads::react(&test.ctx, &patient, thread, Some(reply), Reaction::Thanks, true).await.unwrap();
    let before = everything(&db).await;
    for word in
        ["Titre-secret-un", "Titre-secret-deux", "motdiese-secret", "Reponse-secrete-quatre", "Reponse-secrete-six"]
    {
        assert!(before.contains(word), "{word} was there");
    }

    threads::delete_reply(&test.ctx, &professional, reply).await.unwrap();
    let page = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    let trace = page.replies.iter().find(|one| one.id == reply).expect("a trace stays under what hangs on it");
    assert!(trace.deleted && trace.html.is_empty() && trace.author.is_none());
    assert_eq!((page.lived, page.professional, page.state), (1, 0, Some(QuestionState::Waiting)));

    threads::delete_thread(&test.ctx, &patient, thread).await.unwrap();
    let page = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap();
    assert!(page.deleted && page.title.is_empty() && page.tags.is_empty());
    threads::delete_reply(&test.ctx, &patient, kid).await.unwrap();
    let gone = threads::read(&test.ctx, &patient, thread, None, None).await.unwrap_err();
    assert!(matches!(gone, Fault::Problem(Problem::NotFound)), "with nothing hanging on it no trace stays");

    let after = everything(&db).await.to_lowercase();
    assert!(!after.contains("secret"), "the text is gone from every table");
});

store::both_engines!(edits_keep_what_stood_before, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Premier titre").await;
    assert!(matches!(threads::history(&test.ctx, &patient, thread).await, Err(Fault::Problem(Problem::NotFound))));
    let edit = form(&[("title", "Second titre"), ("body", "Second texte"), ("tags", "")]);
    threads::edit_thread(&test.ctx, &patient, thread, &edit).await.unwrap();
    let history = threads::history(&test.ctx, &professional, thread).await.unwrap();
    assert_eq!(history.revisions[0].title.as_deref(), Some("Premier titre"));
    let refused = threads::edit_thread(&test.ctx, &professional, thread, &edit).await.unwrap_err();
    assert!(matches!(refused, Fault::Problem(Problem::Forbidden)));
});

store::both_engines!(a_circle_is_narrowed_never_widened, |db: Db| async move {
    let test = context(db);
    let (patient, professional, _) = reins(&test).await;
    let thread = test.thread(&patient, "reins", Kind::Discussion, Circle::Members, "Entre membres").await;
    let widen = threads::narrow(&test.ctx, &patient, thread, &form(&[("circle", "public")])).await.unwrap_err();
    assert_eq!(refused_at(widen, "circle"), Some(FieldError::NotAChoice));
    threads::narrow(&test.ctx, &patient, thread, &form(&[("circle", "patients")])).await.unwrap();
    let hidden = threads::read(&test.ctx, &professional, thread, None, None).await.unwrap_err();
    assert!(matches!(hidden, Fault::Problem(Problem::NotFound)));
});
