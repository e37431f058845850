//! Moved from one engine to the other: all of it, the same, or nothing.

use crate::support::process::Place;
use crate::support::{Site, rows};
use axum::body::Body;
use domain::communities::Visibility;
use domain::policy::Place as Standing;
use domain::threads::{Circle, Kind, Reaction};
use domain::{Fields, ThreadId};
use futures::StreamExt as _;
use service::{Actor, notices, search, threads};
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::Duration;
use store::backups::{self, Counts};
use store::moves::{self, Moved};
use store::testing::TestDb;
use store::{Conn, Db};
use vecu_server::cli::demo;

const PHONE: &str = "https://push.example/phone";
const PASSWORD: &str = "un mot de passe long";
const LETTER: &str = "Rien que pour vous, chère Odile.";

/// A test from each engine to the other.
macro_rules! both_ways {
    ($name:ident, $test:expr) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn to_postgres() {
                ($test)(store::testing::sqlite().await, store::testing::postgres().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn to_sqlite() {
                ($test)(store::testing::postgres().await, store::testing::sqlite().await).await;
            }
        }
    };
}

fn is_sqlite(database: &TestDb) -> bool {
    database.url.starts_with("sqlite:")
}

/// A fresh database of the same engine, which nobody has open.
async fn another(like: &TestDb) -> TestDb {
    let fresh = if is_sqlite(like) { store::testing::sqlite().await } else { store::testing::postgres().await };
    fresh.db.close().await;
    fresh
}

async fn counts(database: &TestDb) -> Counts {
    let counted = if is_sqlite(database) {
        backups::sqlite_rows(&database.url).await
    } else {
        backups::pg_rows(&database.url).await
    };
    let mut counts = counted.expect("counts");
    counts.retain(|table, _| !moves::STAYS.contains(&table.as_str()));
    counts
}

async fn carry(from: &TestDb, to: &TestDb) -> store::Result<Vec<Moved>> {
    moves::move_all(&from.url, &to.url, &mut |_| {}).await
}

/// What was there, and who wrote it.
struct Life {
    site: Site,
    asker: Actor,
    helper: Actor,
    session: String,
    thread: ThreadId,
}

fn fields(fields: &[(&str, &str)]) -> Fields {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The demo, and beside it a bit of everything that people do.
async fn lived(db: Db) -> Life {
    let site = Site::over(db);
    let (test, ctx) = (&site.test, site.test.ctx.clone());
    let open = async |account: demo::DemoAccount| {
        let email = format!("{:?}@demo.invalid", account.part).to_lowercase();
        service::members::open_account(&ctx, account.member, &email, PASSWORD, false)
            .await
            .map_err(|fault| anyhow::anyhow!("{fault}"))?;
        Ok(account.member)
    };
    demo::fill(&ctx, open).await.expect("the demo").expect("an empty database");
    search::reindex(&ctx, &mut |_| {}).await.expect("indexed");
    let mut asker = test.with_address("Odile", "odile@exemple.fr").await;
    let helper = test.with_address("Basile", "basile@exemple.fr").await;
    let community = test.community("essais", Visibility::Members, &asker).await;
    test.place(&helper, community, Standing::Member).await;
    let session = test.session(&asker).await;
    let found =
        service::members::sessions::authenticate(&ctx, &session).await.expect("an answer").expect("a session").0;
    asker.me = Some(found);
    notices::ring(&ctx, &asker, &fields(&[("endpoint", PHONE), ("p256dh", "BP"), ("auth", "AA")])).await.expect("rung");

    let thread = test.thread(&asker, "essais", Kind::Question, Circle::Members, "Dormir assise").await;
    let edited =
        fields(&[("title", "Dormir presque assise"), ("body", "La nuit, fémoropatellaire."), ("tags", "nuit")]);
    threads::edit_thread(&ctx, &asker, thread, &edited).await.expect("edited");
    let kept = test.reply(&helper, thread, "Avec deux oreillers, trochlée comprise.").await;
    threads::edit_reply(&ctx, &helper, kept, &fields(&[("body", "Avec trois oreillers.")])).await.expect("edited");
    let deleted = test.reply(&helper, thread, "Ce que personne ne lira.").await;
    threads::delete_reply(&ctx, &helper, deleted).await.expect("deleted");
    threads::react(&ctx, &asker, thread, Some(kept), Reaction::Thanks, true).await.expect("thanked");
    let gone = test.thread(&helper, "essais", Kind::Discussion, Circle::Members, "Effacée").await;
    threads::delete_thread(&ctx, &helper, gone).await.expect("deleted");
    let id: domain::LetterId = ctx.new_id();
    let to = asker.me.as_ref().expect("a member").id;
    let letter = [("id", id.to_string()), ("to", to.to_string()), ("body", LETTER.to_owned())].into_iter().collect();
    service::letters::write(&ctx, &helper, &letter).await.expect("written");
    store::testing::settled(&ctx.store).await;
    notices::make(&ctx).await.expect("made");
    search::catch_up(&ctx, &mut |_| {}).await.expect("indexed");
    // What nobody has been told of yet, and the index does not hold.
    test.reply(&helper, thread, "Et une veilleuse oxymétrique.").await;
    store::testing::settled(&ctx.store).await;
    Life { site, asker, helper, session, thread }
}

async fn export(db: &Db) -> Vec<u8> {
    let mut written = Vec::new();
    let test = service::testing::context(db.clone());
    service::dumps::export(&test.ctx, &mut written).await.expect("exported");
    written
}

async fn told(site: &Site, who: &Actor) -> usize {
    notices::list(&site.test.ctx, who, None).await.expect("notices").notices.rows.len()
}

both_ways!(everything_is_there_and_lives_on, |from: TestDb, to: TestDb| async move {
    let life = lived(from.db.clone()).await;
    let before = rows::sums(&from.db).await;
    for table in [
        "member_key",
        "session",
        "push_subscription",
        "revision",
        "reaction",
        "notice",
        "search_posting",
        "event",
        "letter",
    ] {
        assert!(before[table].rows > 0, "nothing in {table} would prove nothing");
    }
    let (exported, had) = (export(&from.db).await, told(&life.site, &life.asker).await);
    assert!(had > 0);
    from.db.close().await;
    to.db.close().await;
    let (was, constraints) = (counts(&from).await, constraints(&to).await);

    let mut seen = 0;
    let mut last = (0, 0);
    let moved = moves::move_all(&from.url, &to.url, &mut |progress| {
        assert!(progress.done >= last.0 && progress.done <= progress.all, "it goes on: {progress:?}");
        last = (progress.done, progress.all);
        seen += 1;
    })
    .await
    .expect("moved");
    assert!(seen > moved.len() && last.0 == last.1, "told until the end");
    assert_eq!(counts(&from).await, was, "the source is as it was");
    assert_eq!(counts(&to).await, was);
    assert_eq!(moved.iter().map(|table| (table.table.clone(), table.rows)).collect::<Counts>(), was);
    assert_eq!(constraints, self::constraints(&to).await, "the schema is as it was");

    // And back: what a third database holds is what the first one held.
    let back = another(&from).await;
    carry(&to, &back).await.expect("moved back");
    let db = Db::open(&back.url, 2).await.unwrap();
    let mut after = rows::sums(&db).await;
    let mut before = before;
    for table in ["consumer", "_sqlx_migrations", "rate_limit"] {
        // Readers' places are found anew: what follows shows that nothing is lost or told twice.
        before.remove(table);
        after.remove(table);
    }
    for (table, sum) in &before {
        assert_eq!(Some(sum), after.get(table), "{table}");
    }
    assert_eq!(before.len(), after.len());
    db.close().await;

    let db = Db::open(&to.url, 6).await.unwrap();
    assert!(export(&db).await == exported, "the dumps are equal, byte by byte");
    let Life { site, asker, helper, session, thread } = life;
    let site = site.moved(db);
    site.test.clock.advance(60);
    lives_on(&site, &asker, &helper, &session, thread, had).await;
    site.test.ctx.store.close().await;
});

async fn lives_on(site: &Site, asker: &Actor, helper: &Actor, session: &str, thread: ThreadId, had: usize) {
    let ctx = &site.test.ctx;
    // The session that was there, and one more with the password that was there.
    let page = site.get(Some(session), &format!("/t/{thread}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Dormir presque assise") && page.text.contains("Avec trois oreillers."));
    assert!(!page.text.contains("personne ne lira"));
    let done = site.submit(None, "members.sign_in", &[("email", "patient@demo.invalid"), ("password", PASSWORD)]).await;
    assert!(done.text.contains("Done"), "{}", done.text);
    let from = helper.me.as_ref().expect("a member").id;
    let letters = service::letters::with(ctx, asker, from, None).await.expect("letters");
    assert!(format!("{letters:?}").contains(LETTER), "what was sealed opens: {letters:?}");
    // The index came along, and takes what is new.
    let found = site.get(Some(session), "/search?q=f%C3%A9moropatellaire").await;
    assert!(found.text.contains("presque assise"), "{}", found.text);
    search::catch_up(ctx, &mut |_| {}).await.expect("indexed");
    let found = site.get(Some(session), "/search?q=oxym%C3%A9trique").await;
    assert!(found.text.contains(&thread.to_string()), "{}", found.text);

    // What had not been told is told, once; mail and ring go to what was sealed.
    store::testing::settled(&ctx.store).await;
    notices::make(ctx).await.expect("made");
    assert_eq!(told(site, asker).await, had + 1, "one notice more, none twice");
    notices::send_due(ctx).await.expect("sent");
    notices::ring_due(ctx).await.expect("rung");
    let mails = ctx.mailer.kept().await.expect("kept mails");
    assert!(mails.iter().any(|mail| mail.to.contains("odile@exemple.fr")), "the address opens");
    let rung = site.test.pushes.rung.lock().unwrap().iter().any(|push| push.to.endpoint == PHONE);
    assert!(rung, "the device's address opens");

    // Live events, and readers of events, go on behind those that came along.
    tokio::spawn(service::live::run(ctx.clone()));
    while ctx.live.position().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let path = format!("/live?t={thread}");
    let stream = site.raw(crate::support::request("GET", Some(session), &path).body(Body::empty()).unwrap()).await;
    let mut stream = stream.into_body().into_data_stream();
    let reply = site.test.reply(helper, thread, "Et bonne nuit, circadienne.").await.to_string();
    let mut heard = String::new();
    while !heard.contains(&reply) {
        let chunk = tokio::time::timeout(Duration::from_secs(20), stream.next()).await.expect("told in time");
        heard.push_str(&String::from_utf8_lossy(&chunk.expect("a stream").expect("a chunk")));
    }
    store::testing::settled(&ctx.store).await;
    notices::make(ctx).await.expect("made");
    assert_eq!(told(site, asker).await, had + 2);
    search::catch_up(ctx, &mut |_| {}).await.expect("indexed");
    assert!(site.get(Some(session), "/search?q=circadienne").await.text.contains(&thread.to_string()));
}

/// Everything that a schema forbids.
async fn constraints(database: &TestDb) -> Vec<(String,)> {
    let db = Db::open(&database.url, 2).await.unwrap();
    let mut reader = db.read().await.unwrap();
    let found = match reader.conn() {
        Conn::Sqlite(conn) => {
            sqlx::query_as("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql").fetch_all(conn).await
        }
        Conn::Postgres(conn) => {
            sqlx::query_as(
                "SELECT concat_ws(' ', conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated) \
                 FROM pg_constraint ORDER BY 1",
            )
            .fetch_all(conn)
            .await
        }
    };
    drop(reader);
    db.close().await;
    let found: Vec<(String,)> = found.unwrap();
    assert!(found.len() > 20);
    found
}

/// Carries a statement out in a database that nobody has open.
async fn change(database: &TestDb, sql: &'static str) {
    let db = Db::open(&database.url, 2).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    match tx.conn() {
        Conn::Sqlite(conn) => sqlx::raw_sql(sql).execute(&mut *conn).await.map(|_| ()),
        Conn::Postgres(conn) => sqlx::raw_sql(sql).execute(&mut *conn).await.map(|_| ()),
    }
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

both_ways!(a_difference_leaves_nothing, |from: TestDb, to: TestDb| async move {
    lived(from.db.clone()).await;
    from.db.close().await;
    to.db.close().await;
    // A target that does not keep a text as it was given; and one that loses a row.
    let changes: [(&'static str, &'static str, &str); 2] = if is_sqlite(&to) {
        [
            (
                "CREATE TRIGGER t AFTER INSERT ON thread BEGIN UPDATE thread SET title = title || ' ' WHERE id = NEW.id \
                 AND title LIKE 'Dormir%'; END",
                "DROP TRIGGER t",
                "`thread` is not the same on both sides",
            ),
            (
                "CREATE TRIGGER t AFTER INSERT ON thread BEGIN DELETE FROM thread WHERE title LIKE 'Dormir%'; END",
                "DROP TRIGGER t",
                "`thread` has ",
            ),
        ]
    } else {
        [
            (
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.title = rtrim(NEW.title, ''e''); \
                 RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT ON thread FOR EACH ROW EXECUTE FUNCTION f()",
                "DROP FUNCTION f CASCADE",
                "`thread` is not the same on both sides",
            ),
            (
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.title LIKE ''Dormir%'' THEN \
                 RETURN NULL; END IF; RETURN NEW; END'; \
                 CREATE TRIGGER t BEFORE INSERT ON thread FOR EACH ROW EXECUTE FUNCTION f()",
                "DROP FUNCTION f CASCADE",
                "`thread` has ",
            ),
        ]
    };
    for (make, unmake, said) in changes {
        change(&to, make).await;
        let constraints = constraints(&to).await;
        let error = carry(&from, &to).await.expect_err("refused").to_string();
        assert!(error.contains(said), "{error}");
        assert!(!backups::is_used(&counts(&to).await), "nothing is left");
        assert_eq!(constraints, self::constraints(&to).await);
        change(&to, unmake).await;
    }
    carry(&from, &to).await.expect("moved");
    let error = carry(&from, &to).await.expect_err("not twice").to_string();
    assert!(error.contains("not empty"), "{error}");
    assert_eq!(counts(&from).await, counts(&to).await);
});

both_ways!(killed_in_the_middle_nothing_is_there_and_a_second_run_moves_all, |from: TestDb, to: TestDb| async move {
    lived(from.db.clone()).await;
    from.db.close().await;
    to.db.close().await;
    let mut place = Place::new(&from.url, &[]);
    let arguments = ["move", from.url.as_str(), to.url.as_str()];
    // A server that runs is not left behind by what it writes.
    let mut server = place.start().await;
    let refused = place.command(&arguments).output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("stop vecu first"), "{said}");
    server.terminate();
    assert!(server.stopped().await.success());

    for until in ["copying reply:", "checking event:"] {
        let mut child = place.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().starts_with(until)), "{until}");
        child.kill().unwrap();
        let ended = child.wait_with_output().unwrap();
        assert!(!ended.status.success() && ended.stdout.is_empty(), "it was cut off before the end");
        assert!(!backups::is_used(&counts(&to).await), "{until} nothing is there");
    }
    let said = place.vecu(&arguments);
    for word in ["member_key", "reply", "the same", "database_url", "secret.key"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(counts(&from).await, counts(&to).await);
});

#[tokio::test]
async fn what_cannot_be_moved_is_refused() {
    let (one, other) = (store::testing::sqlite().await, store::testing::sqlite().await);
    let postgres = store::testing::postgres().await;
    for database in [&one, &other, &postgres] {
        database.db.close().await;
    }
    let error = carry(&one, &other).await.expect_err("refused").to_string();
    assert!(error.contains("same engine"), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nothing.db");
    let error = moves::move_all(&format!("sqlite:{}", missing.display()), &postgres.url, &mut |_| {}).await;
    assert!(error.expect_err("refused").to_string().contains("is not there"));
    assert!(!missing.exists(), "asking makes no file");
    // A table that only one side has would be forgotten.
    change(&one, "CREATE TABLE postcard (id BLOB PRIMARY KEY)").await;
    let error = carry(&one, &postgres).await.expect_err("refused").to_string();
    assert!(error.contains("postcard.id"), "{error}");
    change(&one, "DROP TABLE postcard; DELETE FROM _sqlx_migrations WHERE version = 1").await;
    let error = carry(&one, &postgres).await.expect_err("refused").to_string();
    assert!(error.contains("schema of the source"), "{error}");
}
