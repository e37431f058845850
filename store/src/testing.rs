//! A throw-away database per test, on both engines.
//!
//! PostgreSQL's address comes from `VECU_TEST_POSTGRES` (`./dev test` starts a cluster and sets
//! it); without it these tests fail: one engine alone proves nothing.

use crate::Db;
use sqlx::{Connection, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::OnceCell;

/// A migrated, empty database; gone when dropped.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its address, to open it again.
    pub url: String,
    _place: Place,
}

/// Where it lies, taken away with it: hundreds of databases left behind fill a disk.
enum Place {
    Folder(#[expect(dead_code, reason = "held for what dropping it does")] tempfile::TempDir),
    Database(String),
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// What a migrated, empty SQLite file holds: made once a process, copied for each test.
static SQLITE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// The name of a migrated, empty database on the test cluster: made once a process, copied for each test.
static POSTGRES: OnceCell<String> = OnceCell::const_new();

/// A fresh SQLite database in a temporary folder.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("test.db");
    let url = format!("sqlite:{}", file.display());
    let empty = SQLITE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let file = folder.path().join("empty.db");
            let db = Db::open(&format!("sqlite:{}", file.display()), 1).await.expect("SQLite opens");
            db.migrate().await.expect("SQLite migrates");
            db.close().await;
            std::fs::read(file).expect("a migrated file")
        })
        .await;
    std::fs::write(file, empty).expect("room for a database");
    let db = Db::open(&url, 4).await.expect("SQLite opens");
    TestDb { db, url, _place: Place::Folder(folder) }
}

/// A fresh database on the test cluster.
pub async fn postgres() -> TestDb {
    let empty = POSTGRES
        .get_or_init(|| async {
            let name = format!("vecu_{}_empty", std::process::id());
            on_cluster(&format!("CREATE DATABASE {name}")).await;
            let db = Db::open(&format!("{}/{name}", cluster()), 1).await.expect("PostgreSQL opens");
            db.migrate().await.expect("PostgreSQL migrates");
            // A database that somebody still holds can't be copied.
            db.close().await;
            name
        })
        .await;
    let name = format!("vecu_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    on_cluster(&format!("CREATE DATABASE {name} TEMPLATE {empty}")).await;
    let url = format!("{}/{name}", cluster());
    let db = Db::open(&url, 6).await.expect("PostgreSQL opens");
    TestDb { db, url, _place: Place::Database(name) }
}

/// The test cluster's address.
fn cluster() -> String {
    std::env::var("VECU_TEST_POSTGRES")
        .expect("VECU_TEST_POSTGRES names the test cluster; `./dev test` sets it, `./dev postgres` starts one")
}

/// Runs one statement on the cluster itself.
async fn on_cluster(sql: &str) {
    let mut admin = PgConnection::connect(&format!("{}/postgres", cluster())).await.expect("the test cluster answers");
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut admin).await.expect("a database made or dropped");
    admin.close().await.ok();
}

impl Drop for Place {
    fn drop(&mut self) {
        let Place::Database(name) = self else { return };
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        // A thread of its own: this one may be inside a runtime, where nothing may be waited for.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(on_cluster(&sql));
        });
        // What a failed test says first is why it failed, not that its database is still there.
        dropping.join().ok();
    }
}

/// Runs the same test on both engines: `both_engines!(name, |db| async move { … })` makes the
/// tests `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($(#[$meta:meta])* $name:ident, $test:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                let database = $crate::testing::sqlite().await;
                ($test)(database.db.clone()).await;
            }

            #[tokio::test]
            async fn postgres() {
                let database = $crate::testing::postgres().await;
                ($test)(database.db.clone()).await;
                database.db.close().await;
            }
        }
    };
}

/// A community as one row, for tests of reading.
pub async fn community(
    conn: &mut crate::Conn<'_>,
    id: domain::CommunityId,
    visibility: domain::communities::Visibility,
) -> crate::Result<()> {
    let name = format!("c-{id}");
    execute!(
        conn,
        "INSERT INTO community (id, slug, name, name_key, description, description_html, excerpt, locale, visibility, owner, \
         owner_type, industry_share, advertising, founder, created) \
         VALUES ($1, $2, $2, $2, '', '', '', 'fr', $3, 'o', 'association', 0, FALSE, NULL, 1)",
        id.0,
        &name,
        visibility.word(),
    )
    .map(|_| ())
}

/// Makes somebody a member, host … of a community, whatever they were before.
pub async fn set_place(
    conn: &mut crate::Conn<'_>,
    community: domain::CommunityId,
    member: domain::MemberId,
    place: domain::policy::Place,
    at: domain::Timestamp,
) -> crate::Result<()> {
    execute!(
        conn,
        "INSERT INTO membership (community, member, place, joined) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (community, member) DO UPDATE SET place = excluded.place",
        community.0,
        member.0,
        place.word(),
        at.0,
    )
    .map(|_| ())
}

/// Takes a professional's badge away.
pub async fn unverify(conn: &mut crate::Conn<'_>, member: domain::MemberId) -> crate::Result<()> {
    execute!(conn, "UPDATE member SET badge = NULL WHERE id = $1", member.0).map(|_| ())
}

/// Waits until every event written so far can be read: on PostgreSQL, transactions of other tests in the
/// same cluster hold later ones back.
pub async fn settled(db: &Db) {
    for _ in 0..1_000 {
        let mut reader = db.read().await.expect("a reader");
        let mut conn = reader.conn();
        let latest = crate::events::latest(&mut conn).await.expect("a position");
        let behind: crate::Result<(i64,)> = fetch_one!(
            &mut conn,
            (i64,),
            "SELECT COUNT(*) FROM event WHERE (xid, id) > ($1, $2)",
            latest.transaction,
            latest.id
        );
        if behind.expect("a count").0 == 0 {
            return;
        }
        drop(reader);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("events stay unreadable");
}

/// The indexed terms that begin so.
pub async fn terms_like(db: &Db, beginning: &str) -> Vec<String> {
    let mut reader = db.read().await.expect("a reader");
    let rows = crate::search::terms_beginning(&mut reader.conn(), beginning, 50).await.expect("terms");
    rows.into_iter().map(|row| row.term).collect()
}

/// Makes a company the owner of a community.
pub async fn owned_by_company(conn: &mut crate::Conn<'_>, community: domain::CommunityId) -> crate::Result<()> {
    execute!(conn, "UPDATE community SET owner_type = 'company' WHERE id = $1", community.0).map(|_| ())
}
