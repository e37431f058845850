//! The commands themselves: who was erased comes back neither with `vecu restore`, nor with a server over a database that
//! was put back by hand, nor in the keys beside the backups.

use crate::erasure::{is_gone, lived, member, traces_of, wish};
use crate::support::process::Place;
use crate::support::{rows, traces};
use domain::erasures::{Moment, Words};
use domain::{Fields, Timestamp};
use service::testing::TestContext;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::Db;
use store::backups::MemberKeyRow;
use store::testing::TestDb;
use uuid::Uuid;
use vecu_server::backups::rotation::Keep;
use vecu_server::backups::{self, files, gone, keys, names, write};

/// A moment for names; the tests' clock stands elsewhere.
const NIGHT: Timestamp = Timestamp(1_800_000_000_000_000);

macro_rules! on_both_engines {
    ($name:ident, $test:expr) => {
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let (from, to) = (store::testing::sqlite().await, store::testing::sqlite().await);
                ($test)(&from, &to).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let (from, to) = (store::testing::postgres().await, store::testing::postgres().await);
                ($test)(&from, &to).await;
                from.db.close().await;
                to.db.close().await;
            }
        }
    };
}

/// A place whose secret is that of the tests' contexts.
fn place(database_url: &str) -> Place {
    let place = Place::new(database_url, &[]);
    std::fs::create_dir_all(place.data()).unwrap();
    std::fs::write(place.data().join("secret.key"), [7; 32]).unwrap();
    place
}

/// Writes members' keys as a backup does.
fn put_keys(file: &Path, lines: &[MemberKeyRow]) {
    std::fs::write(file, keys::text(lines)).unwrap();
    std::fs::write(names::checksum(file), format!("{}  x\n", files::sha256(file).unwrap())).unwrap();
}

/// Somebody of whom this database and this instance know nothing.
fn stranger() -> MemberKeyRow {
    MemberKeyRow { member: Uuid::from_u128(7), wrapped: vec![1, 2, 3] }
}

on_both_engines!(vecu_restore_brings_nobody_back, super::vecu_restore_brings_nobody_back_on);

async fn vecu_restore_brings_nobody_back_on(from: &TestDb, to: &TestDb) {
    let there = place(&from.url);
    let (test, life) = lived(&from.db, &there.data().join("pictures")).await;
    let traces = traces_of(&test, &life, Words::Remove);
    there.vecu(&["backup", "--keep", "5"]);
    let folder = there.data().join("backups");
    let old: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| names::moment_of(name).is_some())
        })
        .collect();
    assert_eq!(old.len(), 1, "{old:?}");
    wish(&test, &life, Words::Remove, Moment::Now).await;
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 1);
    // Backups are called after the second in which they begin.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    there.vecu(&["backup", "--keep", "5"]);
    assert!(old[0].exists(), "the older backup is still there");

    to.db.close().await;
    let here = place(&to.url);
    let said = here.vecu(&["restore", old[0].to_str().unwrap()]);
    assert!(said.contains("1 members were erased since this backup was made"), "{said}");
    let db = Db::open(&to.url, 4).await.unwrap();
    assert!(rows::sums(&db).await["member"].rows > 2, "the others are back");
    let ctx = service::Context { store: db.clone(), ..test.ctx.clone() };
    let again = TestContext { ctx, clock: test.clock.clone(), mails: test.mails.clone(), pushes: test.pushes.clone() };
    is_gone(&again, to, &here.data().join("pictures"), &traces).await;
    for (name, content) in traces::files(&here.data()) {
        assert!(traces.iter().all(|trace| !traces::holds(&content, trace)), "{name}");
    }
    db.close().await;
}

on_both_engines!(a_server_that_starts_brings_nobody_back, super::a_server_that_starts_brings_nobody_back_on);

async fn a_server_that_starts_brings_nobody_back_on(from: &TestDb, to: &TestDb) {
    let mut there = place(&to.url);
    let mut test = service::testing::context(from.db.clone());
    test.ctx.pictures = vecu_server::adapters::folder(&there.data().join("pictures")).unwrap();
    let back = test.with_address("Revenante", "revenante@exemple.fr").await;
    let id = back.me.as_ref().expect("a member").id;
    let fields: Fields = [("words", "remove"), ("moment", "now"), ("pseudonym", "Revenante")].into_iter().collect();
    service::erasures::request(&test.ctx, &back, &fields).await.expect("asked for");
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 1);
    // Somebody put back a database of before by hand, and the keys of before lie beside the backups.
    rows::member_of_id(&to.db, id).await;
    to.db.close().await;
    let folder = there.data().join("backups");
    std::fs::create_dir_all(&folder).unwrap();
    put_keys(&folder.join(names::keys(NIGHT)), &[MemberKeyRow { member: id.0, wrapped: vec![4] }, stranger()]);

    let mut server = there.start().await;
    let latest = names::latest_keys(&folder).unwrap().expect("keys");
    assert_eq!(keys::read(&latest).unwrap(), [stranger()], "before it answers: {}", server.log());
    let db = Db::open(&to.url, 2).await.unwrap();
    let is_there = async || store::members::find(&mut db.read().await.unwrap().conn(), id).await.unwrap().is_some();
    for _ in 0..300 {
        if !is_there().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut traces = traces::id(id.0);
    traces.push(traces::text("the pseudonym", "Revenante"));
    let left = traces::found(&traces::values(&db).await, &traces);
    assert!(left.is_empty(), "{left:?}: {}", server.log());
    db.close().await;
    server.terminate();
    assert!(server.stopped().await.success());
}

on_both_engines!(the_keys_beside_backups_forget_who_is_gone, super::the_keys_beside_backups_forget_who_is_gone_on);

async fn the_keys_beside_backups_forget_who_is_gone_on(from: &TestDb, _to: &TestDb) {
    let (place, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (test, life) = lived(&from.db, place.path()).await;
    let order = write::Order {
        database_url: from.url.clone(),
        postgres_bin: PathBuf::new(),
        folder: folder.path().to_path_buf(),
        keep: Keep::Last(3),
        now: NIGHT,
    };
    let written = backups::write(order.clone()).await.expect("a backup");
    let mut lines = keys::read(&written.keys).unwrap();
    assert!(lines.len() > 2 && lines.iter().any(|key| key.member == member(&life).0));
    lines.push(stranger());
    put_keys(&written.keys, &lines);
    let forget = async || gone::forget(&test.ctx, folder.path()).await.unwrap();
    assert_eq!(forget().await, 0, "nobody is gone");
    assert!(written.keys.exists());

    wish(&test, &life, Words::Remove, Moment::Now).await;
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 1);
    // Left behind by a backup that was cut off.
    let older = folder.path().join(names::keys(Timestamp(NIGHT.0 - domain::time::DAY)));
    put_keys(&older, &lines);
    assert_eq!(forget().await, 2, "a line of each");
    let latest = names::latest_keys(folder.path()).unwrap().expect("keys");
    lines.retain(|key| key.member != member(&life).0);
    assert_eq!(keys::read(&latest).unwrap(), lines, "the lines of others stand, under a checksum that is right");
    let traces = traces::id(member(&life).0);
    for (name, content) in traces::files(folder.path()).iter().filter(|(name, _)| name.contains("keys-")) {
        assert!(traces.iter().all(|trace| !traces::holds(content, trace)), "{name}");
        assert!(name.contains(latest.file_name().unwrap().to_str().unwrap()), "{name} is left behind");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(latest.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(forget().await, 0, "once");
    assert_eq!(gone::forget(&test.ctx, &folder.path().join("nulle part")).await.unwrap(), 0, "nothing to do");

    // A damaged file is told of, and nothing is taken away.
    std::fs::write(&latest, "vecu member keys 1\n").unwrap();
    put_keys(&older, &lines);
    assert!(gone::forget(&test.ctx, folder.path()).await.is_err());
    assert!(latest.exists() && older.exists());
    // The next backup is later than all of it.
    let next = write::Order { now: Timestamp(NIGHT.0 + domain::time::DAY), ..order };
    let written = backups::write(next).await.expect("a backup");
    assert_eq!(names::latest_keys(folder.path()).unwrap(), Some(written.keys));
    assert!(!latest.exists() && !older.exists(), "only the latest is kept");
}
