//! Backups: written while others write, put back whole, refused when damaged, kept for as long as promised.

use crate::support::rows;
use domain::communities::Visibility;
use domain::threads::{Circle, Kind};
use domain::{MemberId, ReplyId, Timestamp};
use service::testing::TestContext;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use store::testing::TestDb;
use store::{Db, Engine};
use vecu_server::backups::rotation::Keep;
use vecu_server::backups::{self, Restored, Written, names, restore, write};
use vecu_server::cli::demo;

/// A moment for names; the tests' clock stands elsewhere.
const NIGHT: Timestamp = Timestamp(1_800_000_000_000_000);

/// A test on both engines, with the databases' addresses: the filled one and an empty one.
macro_rules! on_both_engines {
    ($name:ident, $test:expr) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let (from, to) = (store::testing::sqlite().await, store::testing::sqlite().await);
                ($test)(from, to).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let (from, to) = (store::testing::postgres().await, store::testing::postgres().await);
                ($test)(from, to).await;
            }
        }
    };
}

async fn filled(db: &Db) -> TestContext {
    let test = service::testing::context(db.clone());
    let ctx = &test.ctx;
    let open = async |account: demo::DemoAccount| {
        let email = format!("{:?}@demo.invalid", account.part);
        service::members::open_account(ctx, account.member, &email, "un mot de passe long", false)
            .await
            .map_err(|fault| anyhow::anyhow!("{fault}"))?;
        Ok(account.member)
    };
    let members = demo::fill(ctx, open).await.expect("the demo").expect("an empty database");
    assert_eq!(members.len(), 3);
    test
}

async fn back_up(from: &TestDb, folder: &Path, now: Timestamp, keep: Keep) -> Written {
    let order = write::Order {
        database_url: from.url.clone(),
        postgres_bin: PathBuf::new(),
        folder: folder.to_path_buf(),
        keep,
        now,
    };
    backups::write(order).await.expect("a backup")
}

fn order(file: &Path, to: &TestDb) -> restore::Order {
    restore::Order {
        file: file.to_path_buf(),
        keys: None,
        without_keys: false,
        replace: false,
        database_url: to.url.clone(),
        postgres_bin: PathBuf::new(),
    }
}

/// Puts back into a database that nobody has open.
async fn put_back(order: restore::Order, to: &TestDb, test: &TestContext) -> anyhow::Result<Restored> {
    to.db.close().await;
    backups::restore(order, |wrapped| test.ctx.keys.unwrap(wrapped).is_ok()).await
}

async fn open(to: &TestDb) -> Db {
    Db::open(&to.url, 4).await.expect("the restored database opens")
}

fn different(before: &BTreeMap<String, rows::Sum>, after: &BTreeMap<String, rows::Sum>) -> BTreeSet<String> {
    before.keys().chain(after.keys()).filter(|table| before.get(*table) != after.get(*table)).cloned().collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

on_both_engines!(what_was_there_is_there_again, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = filled(&from.db).await;
    let before = rows::sums(&from.db).await;
    assert!(before["reply"].rows > 100 && before["member_key"].rows == 3);
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    assert_eq!(written.counts["reply"], before["reply"].rows);
    #[cfg(unix)]
    for name in files(folder.path()) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = folder.path().join(&name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert_eq!(files(folder.path()).len(), 6, "three files and their checksums, nothing unfinished");
    let restored = put_back(order(&written.file, &to), &to, &test).await.unwrap();
    assert_eq!((restored.keys.given, restored.keys.strangers, restored.keys.unreadable.len()), (3, 0, 0));
    let db = open(&to).await;
    let after = rows::sums(&db).await;
    // On PostgreSQL, readers' places are found anew: see the next test.
    let different = different(&before, &after);
    assert!(different.iter().all(|table| table == "consumer"), "{different:?}");
    assert!(db.is_migrated().await.unwrap());
    db.close().await;
});

on_both_engines!(the_keys_are_not_in_the_backup, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = filled(&from.db).await;
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    let keys = backups::keys::read(&written.keys).unwrap();
    assert_eq!(keys.len(), 3);
    let bytes = std::fs::read(&written.file).unwrap();
    for key in &keys {
        assert!(
            !bytes.windows(key.wrapped.len()).any(|window| window == key.wrapped),
            "a key is in the database's file"
        );
        let text = backups::keys::hex(&key.wrapped);
        assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()), "a key is in the database's file");
    }
    let without = restore::Order { without_keys: true, ..order(&written.file, &to) };
    let restored = put_back(without, &to, &test).await.unwrap();
    assert_eq!(restored.counts["member_key"], 0);
    assert_eq!(restored.keys.unreadable.len(), 3, "who cannot be written to is named");
});

on_both_engines!(who_was_erased_stays_unreadable_in_old_backups, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = filled(&from.db).await;
    let old = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    let erased = MemberId(backups::keys::read(&old.keys).unwrap()[0].member);
    rows::destroy_key(&from.db, erased).await;
    test.with_address("Nouvelle", "nouvelle@example.org").await;
    let later = back_up(&from, folder.path(), Timestamp(NIGHT.0 + domain::time::DAY), Keep::Last(3)).await;
    assert!(!old.keys.exists(), "only the latest keys are kept");
    assert!(old.file.exists() && later.file.exists());

    let restored = put_back(order(&old.file, &to), &to, &test).await.unwrap();
    assert_eq!(restored.keys.unreadable, [erased], "the key that was destroyed is in none of the files");
    assert_eq!((restored.keys.given, restored.keys.strangers), (2, 1), "who joined later is not in the old backup");
    assert_eq!(restored.keys_from.as_deref(), Some(later.keys.as_path()));
    // The instance lives with it: they can sign in, they see no address, and no mail goes out to them.
    let db = open(&to).await;
    let ctx = service::Context { store: db.clone(), ..test.ctx.clone() };
    let mut reader = db.read().await.unwrap();
    let account = store::members::find(&mut reader.conn(), erased).await.unwrap().unwrap();
    assert!(account.email_sealed.is_some());
    assert_eq!(service::members::email_of(&ctx, &account).unwrap(), None);
    drop(reader);
    db.close().await;
});

on_both_engines!(writers_do_not_wait_and_the_copy_is_of_one_moment, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = Arc::new(filled(&from.db).await);
    let patient = test.patient("Écrivante").await;
    test.community("essais", Visibility::Open, &patient).await;
    let thread = test.thread(&patient, "essais", Kind::Discussion, Circle::Members, "Pendant la sauvegarde").await;
    let before = rows::sums(&from.db).await;

    let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let writer = {
        let (test, stop, acknowledged) = (test.clone(), stop.clone(), acknowledged.clone());
        tokio::spawn(async move {
            let mut written: Vec<ReplyId> = Vec::new();
            while !stop.load(Ordering::SeqCst) {
                written.push(test.reply(&patient, thread, &format!("Réponse {}", written.len())).await);
                acknowledged.store(written.len(), Ordering::SeqCst);
            }
            written
        })
    };
    while acknowledged.load(Ordering::SeqCst) < 5 {
        tokio::task::yield_now().await;
    }
    let at_begin = acknowledged.load(Ordering::SeqCst);
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    let at_end = acknowledged.load(Ordering::SeqCst);
    stop.store(true, Ordering::SeqCst);
    let replies = writer.await.unwrap();
    assert!(at_end > at_begin, "writing went on during the backup: {at_begin} to {at_end}");

    put_back(order(&written.file, &to), &to, &test).await.unwrap();
    let db = open(&to).await;
    let there = rows::ids_of_replies(&db, thread).await;
    assert!((at_begin..=at_end + 1).contains(&there.len()), "{} of {at_begin} to {at_end}", there.len());
    let first: BTreeSet<ReplyId> = replies.iter().take(there.len()).copied().collect();
    assert_eq!(there.iter().copied().collect::<BTreeSet<_>>(), first, "the first so many, none left out between");
    assert_eq!(rows::counted_replies(&db, thread).await, there.len(), "the thread's own count is of the same moment");
    let after = rows::sums(&db).await;
    let written_to = ["reply", "thread", "thread_tag", "event", "follow", "consumer"];
    let different = different(&before, &after);
    assert!(different.iter().all(|table| written_to.contains(&table.as_str())), "{different:?}");
    assert!(different.contains("reply"));
    db.close().await;
});

on_both_engines!(readers_of_events_go_on_after_another_clusters_numbers, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = service::testing::context(from.db.clone());
    let asker = test.patient("Demandeuse").await;
    let answerer = test.patient("Répondante").await;
    let community = test.community("essais", Visibility::Open, &asker).await;
    test.place(&answerer, community, domain::policy::Place::Member).await;
    let thread = test.thread(&asker, "essais", Kind::Question, Circle::Members, "Une question").await;
    test.reply(&answerer, thread, "Lue avant la sauvegarde").await;
    store::testing::settled(&from.db).await;
    service::notices::make(&test.ctx).await.unwrap();
    test.reply(&answerer, thread, "Pas encore lue").await;
    if from.db.engine() == Engine::Postgres {
        rows::as_of_a_cluster_far_ahead(&from.db).await;
    }
    let notices = rows::sums(&from.db).await["notice"].rows;
    assert!(notices > 0);
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    put_back(order(&written.file, &to), &to, &test).await.unwrap();

    let db = open(&to).await;
    let ctx = service::Context { store: db.clone(), ..test.ctx.clone() };
    let there = TestContext { ctx, clock: test.clock.clone(), mails: test.mails.clone(), pushes: test.pushes.clone() };
    there.reply(&answerer, thread, "Écrite après").await;
    store::testing::settled(&db).await;
    service::notices::make(&there.ctx).await.unwrap();
    // Notices are events, too.
    store::testing::settled(&db).await;
    service::notices::make(&there.ctx).await.unwrap();
    assert_eq!(rows::sums(&db).await["notice"].rows, notices + 2, "one unread before, one written after, none twice");
    let mut reader = db.read().await.unwrap();
    let waiting = store::events::waiting(&mut reader.conn()).await.unwrap();
    let left = waiting.iter().find(|one| one.consumer == "notices").unwrap();
    assert_eq!((left.events, left.oldest), (0, None));
    drop(reader);
    db.close().await;
});

on_both_engines!(a_damaged_backup_is_refused, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = filled(&from.db).await;
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    let whole = std::fs::read(&written.file).unwrap();
    let empty = rows::sums(&to.db).await;
    to.db.close().await;
    let refused = async || put_back(order(&written.file, &to), &to, &test).await.unwrap_err().to_string();

    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    std::fs::write(&written.file, &flipped).unwrap();
    let said = refused().await;
    assert!(said.contains("is not what was written"), "{said}");

    // Cut off, and a checksum that was made of what was left.
    std::fs::write(&written.file, &whole[..middle]).unwrap();
    let sum = names::checksum(&written.file);
    std::fs::write(&sum, format!("{}  x\n", backups::files::sha256(&written.file).unwrap())).unwrap();
    let said = refused().await;
    assert!(!said.contains("is not what was written"), "{said}");

    std::fs::remove_file(&sum).unwrap();
    let said = refused().await;
    assert!(said.contains("checksum"), "{said}");

    // Whole, and its keys are not.
    std::fs::write(&written.file, &whole).unwrap();
    std::fs::write(&sum, format!("{}  x\n", backups::files::sha256(&written.file).unwrap())).unwrap();
    let keys = std::fs::read_to_string(&written.keys).unwrap();
    std::fs::write(&written.keys, keys.replace('a', "b")).unwrap();
    let said = refused().await;
    assert!(said.contains("is not what was written"), "{said}");
    std::fs::remove_file(&written.keys).unwrap();
    let said = refused().await;
    assert!(said.contains("--without-keys"), "{said}");

    let db = open(&to).await;
    assert_eq!(rows::sums(&db).await, empty, "nothing of it was put back");
    db.close().await;
});

on_both_engines!(another_instances_keys_are_refused, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    filled(&from.db).await;
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    to.db.close().await;
    let other = service::crypto::Keys::new(&[8; 32]);
    let said = backups::restore(order(&written.file, &to), |wrapped| other.unwrap(wrapped).is_ok()).await.unwrap_err();
    assert!(said.to_string().contains("secret.key"), "{said}");
});

on_both_engines!(what_is_there_is_not_replaced_by_accident, |from: TestDb, to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let test = filled(&from.db).await;
    let before = rows::sums(&from.db).await;
    let written = back_up(&from, folder.path(), NIGHT, Keep::Last(3)).await;
    let there = service::testing::context(to.db.clone());
    there.patient("Déjà là").await;
    {
        // A server that runs holds its database.
        let replace = restore::Order { replace: true, ..order(&written.file, &to) };
        let said = backups::restore(replace, |_| true).await.unwrap_err().to_string();
        assert!(said.contains("stop vecu first"), "{said}");
        assert_eq!(rows::sums(&to.db).await["member"].rows, 1);
    }
    let said = put_back(order(&written.file, &to), &to, &test).await.unwrap_err().to_string();
    assert!(said.contains("--replace"), "{said}");
    let db = open(&to).await;
    assert_eq!(rows::sums(&db).await["member"].rows, 1);
    db.close().await;
    let replace = restore::Order { replace: true, ..order(&written.file, &to) };
    let restored = put_back(replace, &to, &test).await.unwrap();
    assert!(restored.replaced > 0);
    let db = open(&to).await;
    assert!(different(&before, &rows::sums(&db).await).iter().all(|table| table == "consumer"));
    db.close().await;
});

on_both_engines!(rotation_keeps_what_it_says, |from: TestDb, _to: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notes.txt"), "not ours").unwrap();
    for night in 0..6 {
        let now = Timestamp(NIGHT.0 + night * domain::time::DAY);
        let written = back_up(&from, folder.path(), now, Keep::Last(2)).await;
        assert_eq!(written.gone.len(), usize::from(night >= 2), "night {night}");
    }
    let names = files(folder.path());
    assert_eq!(
        names.len(),
        2 * 2 + 2 + 2 + 1,
        "two backups, the latest keys and log, their checksums, and what is not ours: {names:?}"
    );
    for night in [4, 5] {
        let file = names::database(from.db.engine(), Timestamp(NIGHT.0 + night * domain::time::DAY));
        assert!(names.contains(&file), "{file}");
        backups::files::check(&folder.path().join(&file)).unwrap();
    }
    assert!(names.contains(&names::keys(Timestamp(NIGHT.0 + 5 * domain::time::DAY))));
    // The same second again does not write over what is there.
    let order = write::Order {
        database_url: from.url.clone(),
        postgres_bin: PathBuf::new(),
        folder: folder.path().to_path_buf(),
        keep: Keep::Last(2),
        now: Timestamp(NIGHT.0 + 5 * domain::time::DAY),
    };
    assert!(backups::write(order).await.unwrap_err().to_string().contains("there already"));
    assert_eq!(files(folder.path()), names);
});
