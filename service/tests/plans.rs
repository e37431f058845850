//! What a page costs must not grow with what others wrote: every statement that the pages send is
//! caught as it is sent, and its plan read on both engines. A new statement joins by being sent.

use domain::communities::Visibility;
use domain::feed::{Cursor, Order};
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use service::dumps::{Options, import};
use service::testing::{TestContext, context};
use service::{Actor, atom, communities, feed, home, members, passkeys, sitemap, tags, threads, tokens};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context as LayerContext, SubscriberExt as _};

static SENT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn sent() -> std::sync::MutexGuard<'static, BTreeSet<String>> {
    SENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Catches the statements that sqlx tells its log.
struct Catch;

#[derive(Default)]
struct Statement {
    whole: String,
    short: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "db.statement" => value.trim().clone_into(&mut self.whole),
            "summary" => value.trim().clone_into(&mut self.short),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Catch {
    fn on_event(&self, event: &tracing::Event<'_>, _: LayerContext<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut statement = Statement::default();
            event.record(&mut statement);
            sent().insert(if statement.whole.is_empty() { statement.short } else { statement.whole });
        }
    }
}

/// 3,000 threads in thirty communities by 300 members, each with tags, two in three answered. All are
/// public but for one in fifty: then nothing but the order narrows the list of all public threads.
fn dump() -> String {
    let mut dump = r#"{"kind":"dump","version":1,"source":"plans","licence":"CC0","locale":"fr"}"#.to_owned();
    for n in 0..300 {
        let _ = write!(dump, "\n{{\"kind\":\"member\",\"id\":\"m{n}\",\"name\":\"Membre {n}\",\"role\":\"patient\"}}");
    }
    for n in 0..30 {
        let _ = write!(
            dump,
            "\n{{\"kind\":\"community\",\"id\":\"c{n}\",\"slug\":\"grande-{n}\",\"name\":\"Grande {n}\",\"locale\":\"fr\",\
             \"visibility\":\"open\",\"host\":\"m{n}\",\"description\":\"Une communauté.\",\"charter\":{{\"owner\":\"Nous\",\
             \"owner_type\":\"patients\",\"funding\":\"Dons.\",\"objectives\":\"S’aider.\",\"data_use\":\"Aucun.\"}}}}"
        );
    }
    for n in 0..3_000 {
        let (hour, minute) = (n / 60 % 24, n % 60);
        let day = 1 + n / 1440;
        let _ = write!(
            dump,
            "\n{{\"kind\":\"thread\",\"id\":\"t{n}\",\"community\":\"c{}\",\"type\":\"question\",\"locale\":\"fr\",\
             \"circle\":\"{}\",\"title\":\"Question numéro {n}\",\"body\":\"Texte.\",\"author\":\"m{}\",\
             \"created\":\"2026-01-{day:02}T{hour:02}:{minute:02}:00Z\",\"tags\":[\"sommeil\",\"tag {}\"]}}",
            n % 30,
            if n % 50 == 7 { "members" } else { "public" },
            n % 300,
            n % 40,
        );
        if n % 3 > 0 {
            let _ = write!(
                dump,
                "\n{{\"kind\":\"reply\",\"id\":\"r{n}\",\"thread\":\"t{n}\",\"author\":\"m{}\",\"voice\":\"lived\",\
                 \"body\":\"Courage.\",\"created\":\"2026-02-{day:02}T{hour:02}:{minute:02}:00Z\"}}",
                (n + 7) % 300,
            );
        }
    }
    dump
}

/// Reads every page that many people open, as everyone who opens it, and writes a reply.
async fn open_everything(test: &TestContext) {
    let ctx = &test.ctx;
    let report = import(ctx, dump().as_bytes(), &Options { strict: true, ..Options::default() }, &mut |_| {})
        .await
        .expect("the dump is read");
    assert!(report.stopped.is_none(), "{:?}", report.stopped);
    let (patient, professional) = (test.patient("Maryvonne").await, test.professional("Claire").await);
    let own = test.community("reins", Visibility::Members, &patient).await;
    test.place(&professional, own, Place::Member).await;
    let thread = test.thread(&patient, "reins", Kind::Question, Circle::Members, "Comment dormir mieux").await;
    let reply = test.reply(&professional, thread, "Bonsoir.").await;
    let token = test.token(&patient, &[domain::tokens::Scope::Read]).await;
    tokens::authenticate(ctx, &token).await.expect("a token").expect("hers");
    threads::follow(ctx, &patient, thread, true).await.expect("followed");
    let told = test.thread(&patient, "reins", Kind::Announcement, Circle::Members, "Café du samedi").await;
    threads::pin(ctx, &patient, thread, threads::Pin::On, &domain::Fields::default()).await.expect("pinned");
    threads::close(ctx, &patient, told, true).await.expect("closed");
    tags::follow(ctx, &patient, "sommeil", true).await.expect("a tag followed");
    let visitor = Actor::visitor(domain::Locale::Fr);
    let public = feed::public(ctx, &visitor, Order::Active, None).await.expect("the public list").rows[0].id;
    let author = patient.me.as_ref().expect("a member").id;
    let token = test.session(&patient).await;
    // A table of one row is read whole, and rightly so.
    for _ in 0..40 {
        test.session(&professional).await;
    }
    for n in 0..20 {
        test.community(&format!("petite-{n}"), Visibility::Open, &professional).await;
        tags::follow(ctx, &professional, &format!("tag-{}", 2 * n + 1), true).await.expect("a tag followed");
    }

    // From here on the statements are those of pages.
    sent().clear();
    members::sessions::authenticate(ctx, &token).await.expect("a session").expect("hers");
    for actor in [&visitor, &patient, &professional] {
        home::latest(ctx, actor).await.expect("home");
        communities::list(ctx, actor, None).await.expect("the communities");
        for order in [Order::Active, Order::New] {
            let first = feed::read(ctx, actor, order, true, None).await.expect("the feed");
            feed::read(ctx, actor, order, true, next(first.threads.next)).await.expect("its second page");
            feed::read(ctx, actor, order, false, None).await.expect("the feed of waiting questions");
            let page = communities::page(ctx, actor, "grande-0", order, None).await.expect("a community");
            communities::page(ctx, actor, "grande-0", order, next(page.threads.next)).await.expect("its second page");
        }
        threads::read(ctx, actor, public, None, None).await.expect("a thread");
        tags::page(ctx, actor, "sommeil", None).await.expect("a tag");
        communities::page(ctx, actor, "reins", Order::Active, None).await.expect("with what stands first");
    }
    atom::of_community(ctx, "grande-0").await.expect("a community's feed");
    atom::of_tag(ctx, "sommeil").await.expect("a tag's feed");
    atom::of_thread(ctx, public).await.expect("a thread's feed");
    for page in sitemap::index(ctx, 1_000).await.expect("the map") {
        sitemap::page(ctx, &page, 1_000).await.expect("its page");
    }
    for actor in [&patient, &professional] {
        members::profile(ctx, actor, author, None).await.expect("a profile");
        threads::read(ctx, actor, thread, None, None).await.expect("a thread for members");
        threads::texts(ctx, actor, thread, &[reply]).await.expect("its texts");
        threads::thread_of(ctx, actor, reply).await.expect("its thread");
        feed::of_community(ctx, actor, "reins", Order::New, None).await.expect("every thread of a community");
        tokens::list(ctx, actor, None).await.expect("tokens");
        passkeys::list(ctx, actor, &[], "").await.expect("passkeys");
    }
    // Looked for and not there, as most that is sent.
    let asked = passkeys::ask(ctx, &visitor, domain::passkeys::Ceremony::SignIn).await.expect("something to sign");
    let unknown = r#"{"id":"","rawId":"","type":"public-key","response":{"authenticatorData":"","clientDataJSON":"","signature":"","userHandle":null}}"#;
    let answer = [("passkey_challenge", asked.token.as_str()), ("passkey_answer", unknown)].into_iter().collect();
    passkeys::sign_in(ctx, &visitor, &answer, "").await.expect_err("nobody's");
    test.reply(&patient, thread, "Merci.").await;
}

fn next(cursor: Option<String>) -> Option<Cursor> {
    cursor.as_deref().and_then(Cursor::parse)
}

/// Statements about the reader's own few rows, which a page may sort.
fn of_ones_own(sql: &str) -> bool {
    sql.contains("FROM follow ") || sql.contains("FROM membership m JOIN community")
}

async fn sqlite_plan(conn: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(conn).await.expect(sql);
    rows.into_iter().map(|row| row.3).collect()
}

/// What is wrong with a plan of SQLite: a table read whole, or a list of threads sorted after it was read.
fn sqlite_faults(sql: &str, plan: &[String]) -> Vec<String> {
    let made_here = |name: &str| {
        plan.iter().any(|step| step == &format!("CO-ROUTINE {name}") || step == &format!("MATERIALIZE {name}"))
    };
    plan.iter()
        .filter(|step| {
            let whole = step.strip_prefix("SCAN ").is_some_and(|rest| {
                let name = rest.split(' ').next().unwrap_or_default();
                let limited = rest.contains(" USING ") && sql.contains("LIMIT");
                !(limited || rest == "CONSTANT ROW" || made_here(name))
            });
            let sorted = step.contains("TEMP B-TREE FOR ORDER BY")
                && sql.contains("FROM thread")
                // At most five tags.
                && !sql.contains("FROM thread_tag x JOIN tag")
                && !sql.contains("GROUP BY")
                && !of_ones_own(sql);
            whole || sorted
        })
        .cloned()
        .collect()
}

async fn postgres_plan(conn: &mut PgConnection, sql: &str) -> Vec<String> {
    let parameters = (1..=200).take_while(|n| sql.contains(&format!("${n}"))).count();
    let values = if parameters == 0 { String::new() } else { format!("({})", vec!["NULL"; parameters].join(",")) };
    sqlx::raw_sql(AssertSqlSafe(format!("PREPARE looked_at AS {sql}"))).execute(&mut *conn).await.expect(sql);
    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(format!("EXPLAIN EXECUTE looked_at{values}")))
        .persistent(false)
        .fetch_all(&mut *conn)
        .await
        .expect(sql);
    sqlx::raw_sql("DEALLOCATE looked_at").execute(conn).await.expect("forgotten again");
    rows.into_iter().map(|row| row.0).collect()
}

/// Whether a statement reads or changes rows, as opposed to beginning a transaction.
fn is_planned(sql: &str) -> bool {
    ["SELECT", "UPDATE", "DELETE"].iter().any(|verb| sql.starts_with(verb))
}

#[tokio::test]
async fn no_page_reads_a_table_whole() {
    let catch = tracing_subscriber::registry().with(Catch);
    tracing::subscriber::set_global_default(catch).expect("the only test of this file");
    let mut faults = String::new();

    let sqlite = store::testing::sqlite().await;
    open_everything(&context(sqlite.db.clone())).await;
    let statements: Vec<String> = std::mem::take(&mut *sent()).into_iter().filter(|sql| is_planned(sql)).collect();
    assert!(statements.len() >= 30, "the pages' statements were caught: {statements:#?}");
    let mut conn = SqliteConnection::connect(&sqlite.url).await.expect("SQLite opens");
    sqlx::raw_sql("ANALYZE").execute(&mut conn).await.expect("analysed");
    for sql in &statements {
        let plan = sqlite_plan(&mut conn, sql).await;
        for fault in sqlite_faults(sql, &plan) {
            let _ = writeln!(faults, "SQLite: {fault}\n  {sql}\n  {plan:?}");
        }
    }

    let postgres = store::testing::postgres().await;
    open_everything(&context(postgres.db.clone())).await;
    let statements: Vec<String> = std::mem::take(&mut *sent()).into_iter().filter(|sql| is_planned(sql)).collect();
    assert!(statements.len() >= 30, "the pages' statements were caught: {statements:#?}");
    let mut conn = PgConnection::connect(&postgres.url).await.expect("PostgreSQL opens");
    for setting in ["ANALYZE", "SET enable_seqscan = off", "SET plan_cache_mode = force_generic_plan"] {
        sqlx::raw_sql(setting).execute(&mut conn).await.expect(setting);
    }
    for sql in &statements {
        let plan = postgres_plan(&mut conn, sql).await;
        for fault in plan.iter().filter(|step| step.contains("Seq Scan on")) {
            let _ = writeln!(faults, "PostgreSQL: {}\n  {sql}\n  {plan:#?}", fault.trim());
        }
    }
    postgres.db.close().await;
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn a_plan_without_an_index_is_seen() {
    let plan = |steps: &[&str]| steps.iter().map(|step| (*step).to_owned()).collect::<Vec<_>>();
    assert_eq!(sqlite_faults("SELECT 1 FROM thread", &plan(&["SCAN thread"])).len(), 1);
    assert_eq!(sqlite_faults("SELECT 1 FROM thread t", &plan(&["SEARCH t USING INDEX a (b=?)"])).len(), 0);
    assert_eq!(sqlite_faults("SELECT 1 FROM thread", &plan(&["USE TEMP B-TREE FOR ORDER BY"])).len(), 1);
    assert_eq!(sqlite_faults("SELECT 1 FROM x", &plan(&["CO-ROUTINE counted", "SCAN counted"])).len(), 0);
}
