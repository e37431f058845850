//! Nothing of somebody who left is left: no value of any column of any table, no file, and for SQLite no byte of the
//! database file. A new table cannot be forgotten: it is read from the schema, and a table that may refer to a member
//! and in which the fixture has no row fails.

use crate::support::traces::{self, Trace};
use crate::support::{rows, traces::Values};
use domain::Fields;
use domain::erasures::{Moment, Words};
use service::testing::TestContext;
use service::testing::everything::{EMAIL, Everything, PSEUDONYM, WORD};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use store::testing::TestDb;
use store::{Db, Engine};
use uuid::Uuid;
use vecu_server::backups::rotation::Keep;
use vecu_server::backups::{self, restore, write};

/// Tables that say nothing about any member. Everything else must know the fixture's member before, and nothing may
/// afterwards; a table that joins is named here by somebody who has thought about it, or the fixture uses it.
const OF_NOBODY: &[&str] = &[
    "_sqlx_migrations",
    "sqlite_sequence",
    // Texts of communities, which stay: docs/decisions/erasure.md.
    "charter",
    "charter_source",
    "community_condition",
    // Which threads there are, and where.
    "consumer",
    "screening_past",
    "pin",
    "search_place",
    "search_doc",
    "search_posting",
    "search_gram",
    // Counts under keyed hashes.
    "rate_limit",
    // Members under a hash of their own key, which goes with them.
    "audit",
    // What administrators set; who did is in the audit log.
    "instance_setting",
    // Keyed hashes of who is gone.
    "tombstone",
];

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

pub(crate) fn member(life: &Everything) -> domain::MemberId {
    life.member.me.as_ref().expect("a member").id
}

/// What must not be found of them; their words only where they wished so.
pub(crate) fn traces_of(test: &TestContext, life: &Everything, words: Words) -> Vec<Trace> {
    let mut traces = traces::id(member(life).0);
    traces.push(traces::text("the address", EMAIL));
    traces.push(traces::text("the pseudonym", PSEUDONYM));
    traces.push(traces::text("the folded pseudonym", domain::text::fold(PSEUDONYM)));
    let hash = test.ctx.keys.find("email", EMAIL).to_vec();
    traces.push(Trace { what: "the hash of the address", bytes: hash });
    if words == Words::Remove {
        traces.push(traces::text("a text", WORD));
    }
    traces
}

/// A whole life, with the pictures in a folder.
pub(crate) async fn lived(db: &Db, folder: &Path) -> (TestContext, Everything) {
    let mut test = service::testing::context(db.clone());
    test.ctx.pictures = vecu_server::adapters::folder(folder).expect("a folder");
    let life = test.everything().await;
    rows::known_by_a_dump_and_told(db, member(&life)).await;
    (test, life)
}

pub(crate) async fn wish(test: &TestContext, life: &Everything, words: Words, moment: Moment) {
    let fields: Fields =
        [("words", words.word()), ("moment", moment.word()), ("pseudonym", PSEUDONYM)].into_iter().collect();
    service::erasures::request(&test.ctx, &life.member, &fields).await.expect("asked for");
}

/// Every table knows them before.
async fn is_known_everywhere(db: &Db, values: &Values, traces: &[Trace]) {
    let known: BTreeSet<String> =
        traces::found(values, traces).iter().map(|found| found.split(": ").next().unwrap().to_owned()).collect();
    let tables: BTreeSet<&str> = known.iter().filter_map(|column| column.split('.').next()).collect();
    for (table, _) in values.keys() {
        assert!(
            tables.contains(table.as_str()) || OF_NOBODY.contains(&table.as_str()),
            "`{table}` knows nothing of the fixture's member: widen `service::testing::everything`, or name it in OF_NOBODY"
        );
    }
    let mut reader = db.read().await.unwrap();
    let references = store::erasures::references(&mut reader.conn()).await.unwrap();
    assert!(references.len() > 20, "{references:?}");
    for (table, column, _) in references {
        assert!(known.contains(&format!("{table}.{column}")), "the fixture's member is not in {table}.{column}");
    }
}

/// What waits for a host is there, sealed, with somebody asked to look at it; or nothing of it is.
async fn waits(db: &Db, life: &Everything, there: bool) {
    let mut reader = db.read().await.unwrap();
    for id in [life.held_thread.0, life.held_reply.0] {
        let copy = store::moderation::veiled(&mut reader.conn(), id).await.unwrap();
        let case = store::moderation::open_case(&mut reader.conn(), id).await.unwrap();
        assert_eq!((copy.is_some(), case.is_some()), (there, there));
    }
    drop(reader);
    if !there {
        rows::thread_is(db, life.held_thread, None).await;
        rows::reply_is(db, life.held_reply, None).await;
    }
}

pub(crate) async fn is_gone(test: &TestContext, from: &TestDb, folder: &Path, traces: &[Trace]) {
    let left = traces::found(&traces::values(&test.ctx.store).await, traces);
    assert!(left.is_empty(), "left in the database: {left:#?}");
    let of_others = rows::pictures(&test.ctx.store).await;
    for (name, content) in traces::files(folder) {
        for trace in traces {
            assert!(!traces::holds(name.as_bytes(), trace), "{name} is named after {}", trace.what);
            assert!(!traces::holds(&content, trace), "{name} holds {}", trace.what);
        }
        let stays = name.contains("erased") || of_others.iter().any(|picture| name.contains(picture.as_str()));
        assert!(stays, "{name} is still there");
    }
    if test.ctx.store.engine() == Engine::Sqlite {
        let file = store::backups::sqlite_file(&from.url).unwrap();
        let around = traces::files(file.parent().unwrap());
        assert!(around.iter().any(|(_, content)| content.starts_with(b"SQLite format 3\0")));
        for (name, content) in around {
            for trace in traces {
                assert!(!traces::holds(&content, trace), "{name} still has bytes of {}", trace.what);
            }
        }
    }
}

on_both_engines!(
    nothing_is_left_of_somebody_who_takes_everything,
    super::nothing_is_left_of_somebody_who_takes_everything_on
);

async fn nothing_is_left_of_somebody_who_takes_everything_on(from: &TestDb, _to: &TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let (test, life) = lived(&from.db, folder.path()).await;
    let traces = traces_of(&test, &life, Words::Remove);
    wish(&test, &life, Words::Remove, Moment::Later).await;
    is_known_everywhere(&from.db, &traces::values(&from.db).await, &traces).await;
    assert!(traces::files(folder.path()).len() > 12, "pictures and the copy");
    waits(&from.db, &life, true).await;
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 0, "two weeks to think it over");

    test.clock.advance(14 * 86_400 + 1);
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 1);
    is_gone(&test, from, folder.path(), &traces).await;
    waits(&from.db, &life, false).await;
    let mails = test.ctx.mailer.kept().await.unwrap();
    assert!(mails.iter().all(|mail| mail.to != EMAIL), "no mail to them is kept");
    rows::thread_is(&from.db, life.alone, None).await;
    rows::thread_is(&from.db, life.carrying, Some("")).await;
    rows::reply_is(&from.db, life.carried, Some("")).await;
    rows::reply_is(&from.db, life.thanked, None).await;
    rows::reply_is(&from.db, life.unheard, None).await;
    rows::reply_is(&from.db, life.naming, Some("Merci @…, et bon courage.")).await;
    let beside = rows::beside(&from.db).await;
    assert_eq!(beside, ["Le carnet de @…", "Un dessin de @…", "Une amie de @…"], "and no half of an address");
    assert_eq!(rows::miscounted(&from.db).await, 0, "threads count the replies that stand");
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 0, "done once");
}

on_both_engines!(words_that_stay_have_no_author, super::words_that_stay_have_no_author_on);

async fn words_that_stay_have_no_author_on(from: &TestDb, _to: &TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let (test, life) = lived(&from.db, folder.path()).await;
    let traces = traces_of(&test, &life, Words::Leave);
    wish(&test, &life, Words::Leave, Moment::Now).await;
    let gone = service::members::sessions::authenticate(&test.ctx, &life.session).await.unwrap();
    assert!(gone.is_none(), "at once nobody is signed in any more");
    assert_eq!(service::erasures::carry_out(&test.ctx).await.unwrap(), 1);
    is_gone(&test, from, folder.path(), &traces).await;
    // What nobody read is left to nobody.
    waits(&from.db, &life, false).await;
    let (carried, thanked) = (format!("Première, relue {WORD}, signé …"), format!("Deuxième {WORD}"));
    rows::reply_is(&from.db, life.carried, Some(&carried)).await;
    rows::reply_is(&from.db, life.thanked, Some(&thanked)).await;
    rows::reply_is(&from.db, life.unheard, None).await;
    rows::thread_is(&from.db, life.alone, None).await;
    rows::thread_is(&from.db, life.carrying, Some(&format!("Corps neuf {WORD}. Je m’appelle …, écrivez à …."))).await;
    assert_eq!(rows::miscounted(&from.db).await, 0);
    let wanted = service::search::Wanted { words: WORD.into(), ..service::search::Wanted::default() };
    let found = service::search::find(&test.ctx, &life.anne, &wanted).await.unwrap();
    assert!(format!("{found:?}").contains(&life.of_anne.0.to_string()), "what stays is found");
}

on_both_engines!(killed_anywhere_it_goes_on_and_is_done_once, super::killed_anywhere_it_goes_on_and_is_done_once_on);

async fn killed_anywhere_it_goes_on_and_is_done_once_on(from: &TestDb, _to: &TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let (test, life) = lived(&from.db, folder.path()).await;
    let traces = traces_of(&test, &life, Words::Remove);
    wish(&test, &life, Words::Remove, Moment::Now).await;
    let mut killed = 0;
    for patience in 0.. {
        // Cut off wherever it is then, as by a power cut; who held it says nothing for five minutes.
        let running = service::erasures::carry_out(&test.ctx);
        match tokio::time::timeout(std::time::Duration::from_millis(3 * patience), running).await {
            Ok(done) => {
                assert!(done.unwrap() <= 1);
                break;
            }
            Err(_) => killed += 1,
        }
        test.clock.advance(601);
    }
    assert!(killed > 2, "killed {killed} times");
    test.clock.advance(601);
    service::erasures::carry_out(&test.ctx).await.unwrap();
    is_gone(&test, from, folder.path(), &traces).await;
    assert_eq!(rows::miscounted(&from.db).await, 0);
    assert_eq!(rows::sums(&from.db).await["tombstone"].rows, 1);
}

on_both_engines!(a_restored_backup_brings_nobody_back, super::a_restored_backup_brings_nobody_back_on);

async fn a_restored_backup_brings_nobody_back_on(from: &TestDb, to: &TestDb) {
    let (place, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (test, life) = lived(&from.db, place.path()).await;
    let traces = traces_of(&test, &life, Words::Remove);
    let back_up = async |day: i64| {
        let order = write::Order {
            database_url: from.url.clone(),
            postgres_bin: std::path::PathBuf::new(),
            folder: folder.path().to_path_buf(),
            keep: Keep::Last(3),
            now: domain::Timestamp(1_800_000_000_000_000 + day * domain::time::DAY),
        };
        backups::write(order).await.expect("a backup")
    };
    let old = back_up(0).await;
    wish(&test, &life, Words::Remove, Moment::Now).await;
    service::erasures::carry_out(&test.ctx).await.unwrap();
    let later = back_up(1).await;
    assert!(!old.erased.exists() && later.erased.exists(), "the log stands beside the latest keys");
    for (name, content) in traces::files(folder.path()).iter().filter(|(name, _)| !name.ends_with("db")) {
        let text = !name.contains("vecu-");
        assert!(!text || traces.iter().all(|trace| !traces::holds(content, trace)), "{name}");
    }

    to.db.close().await;
    let order = restore::Order {
        file: old.file,
        keys: None,
        without_keys: false,
        replace: false,
        database_url: to.url.clone(),
        postgres_bin: std::path::PathBuf::new(),
    };
    let restored = backups::restore(order, |wrapped| test.ctx.keys.unwrap(wrapped).is_ok()).await.unwrap();
    assert_eq!(restored.erased.len(), 1);
    let db = Db::open(&to.url, 4).await.unwrap();
    let there = traces::found(&traces::values(&db).await, &traces);
    assert!(!there.is_empty(), "the old backup held them");
    let ctx = service::Context { store: db.clone(), ..test.ctx.clone() };
    let replayed = service::erasures::replay(&ctx, &restored.erased).await.unwrap();
    assert_eq!((replayed.new, replayed.back), (1, 1));
    assert_eq!(service::erasures::carry_out(&ctx).await.unwrap(), 1);
    let again = TestContext { ctx, clock: test.clock.clone(), mails: test.mails.clone(), pushes: test.pushes.clone() };
    is_gone(&again, to, place.path(), &traces).await;
    let replayed = service::erasures::replay(&again.ctx, &restored.erased).await.unwrap();
    assert_eq!((replayed.new, replayed.back), (0, 0), "once");
    db.close().await;
}

on_both_engines!(the_log_beside_the_pictures_is_enough, super::the_log_beside_the_pictures_is_enough_on);

async fn the_log_beside_the_pictures_is_enough_on(from: &TestDb, to: &TestDb) {
    let place = tempfile::tempdir().unwrap();
    let (test, life) = lived(&from.db, place.path()).await;
    wish(&test, &life, Words::Leave, Moment::Now).await;
    service::erasures::carry_out(&test.ctx).await.unwrap();
    // Somebody puts the database back by hand: another one, in which the same member is.
    let by_hand = service::Context { store: to.db.clone(), ..test.ctx.clone() };
    rows::member_of_id(&to.db, member(&life)).await;
    let replayed = service::erasures::replay(&by_hand, &[]).await.unwrap();
    assert_eq!((replayed.new, replayed.back), (1, 1));
    assert_eq!(service::erasures::carry_out(&by_hand).await.unwrap(), 1);
    let left = traces::found(&traces::values(&to.db).await, &traces::id(member(&life).0));
    assert!(left.is_empty(), "{left:?}");
    let nobody = service::erasures::mark(&test.ctx, domain::MemberId(Uuid::nil()));
    assert_ne!(nobody, service::erasures::mark(&test.ctx, member(&life)));
    let other = service::Context { keys: Arc::new(service::crypto::Keys::new(&[8; 32])), ..test.ctx.clone() };
    assert_ne!(
        service::erasures::mark(&other, member(&life)),
        service::erasures::mark(&test.ctx, member(&life)),
        "another instance makes another mark"
    );
}
