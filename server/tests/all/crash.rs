//! Killed in the middle of writing, again and again: what was acknowledged is there.

use crate::support::process::{Browser, Place};
use crate::support::rows;
use domain::ReplyId;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::testing::TestDb;
use store::{Db, Engine};
use uuid::Uuid;

/// Writes acknowledged in all.
const WRITES: usize = 10_000;
/// Kills on the way there.
const KILLS: usize = 5;
/// Writers at once.
const WRITERS: usize = 8;

/// An id that a browser would draw: of version 7, so that it is taken.
fn fresh(number: usize) -> ReplyId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&(number as u64).to_be_bytes());
    ReplyId(uuid_v7(random))
}

fn uuid_v7(random: [u8; 10]) -> Uuid {
    #[allow(clippy::disallowed_methods, reason = "a browser's clock")]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(since.as_millis()).expect("a moment"), &random).into_uuid()
}

async fn signed_in(place: &Place, account: &(String, String)) -> Browser {
    let mut browser = Browser::new(place.address);
    let answer = browser
        .submit("members.sign_in", &[("email", &account.0), ("password", &account.1)])
        .await
        .expect("the server answers");
    assert!(answer.status == 200 && answer.text.contains("Done"), "{}: {}", answer.status, answer.text);
    browser
}

/// Writes replies to a thread until the line is cut, or there are enough; those that were acknowledged.
async fn write(
    mut browser: Browser,
    thread: String,
    next: Arc<AtomicUsize>,
    acknowledged: Arc<AtomicUsize>,
    enough: usize,
) -> Vec<(ReplyId, String)> {
    let mut written = Vec::new();
    while acknowledged.load(Ordering::SeqCst) < enough {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let (id, body) = (fresh(number), format!("Réponse numéro {number}"));
        let fields =
            [("id", id.to_string()), ("thread", thread.clone()), ("voice", "lived".to_owned()), ("body", body.clone())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let Ok(answer) = browser.submit("threads.reply", &fields).await else { break };
        // A head without its end is no answer.
        if !answer.text.contains("Done") {
            assert!(answer.status == 200 && answer.text.is_empty(), "{}: {}", answer.status, answer.text);
            break;
        }
        written.push((id, body));
        acknowledged.fetch_add(1, Ordering::SeqCst);
    }
    written
}

async fn survives(database: TestDb) {
    // The server's process has the database for itself.
    database.db.close().await;
    let mut place = Place::new(&database.url, &[]);
    let accounts: serde_json::Value = serde_json::from_str(&place.vecu(&["demo", "--json"])).expect("the demo");
    let patient =
        accounts.as_array().expect("accounts").iter().find(|one| one["part"] == "patient").expect("a patient");
    let text = |key: &str| patient[key].as_str().expect("a text").to_owned();
    let account = (text("email"), text("password"));

    let mut server = place.start().await;
    let mut browser = signed_in(&place, &account).await;
    let mut threads = Vec::new();
    for number in 0..WRITERS {
        let id = uuid_v7([u8::try_from(number).expect("few"); 10]);
        let id = domain::ThreadId(id).to_string();
        let fields = [
            ("id", id.as_str()),
            ("community", "reins-au-quotidien"),
            ("kind", "discussion"),
            ("circle", "members"),
            ("title", "Ce qui est dit est dit"),
            ("body", "Une discussion pendant laquelle le courant manque."),
            ("tags", ""),
        ];
        let answer = browser.submit("threads.ask", &fields).await.expect("the server answers");
        assert!(answer.text.contains("Done"), "{}: {}", answer.status, answer.text);
        threads.push(id);
    }

    let (next, acknowledged) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut kept: BTreeMap<ReplyId, String> = BTreeMap::new();
    for round in 1..=KILLS {
        // The last round goes to the end; the others are cut where writers are in the middle of it.
        let goal = WRITES * round / KILLS;
        let enough = if round == KILLS { goal } else { usize::MAX };
        let writers: Vec<_> = threads
            .iter()
            .map(|thread| {
                tokio::spawn(write(browser.clone(), thread.clone(), next.clone(), acknowledged.clone(), enough))
            })
            .collect();
        while acknowledged.load(Ordering::SeqCst) < goal {
            assert!(writers.iter().any(|writer| !writer.is_finished()), "nobody writes: {}", server.log());
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        server.kill();
        for writer in writers {
            kept.extend(writer.await.expect("a writer"));
        }
        server = place.start().await;
        let db = Db::open(&database.url, 2).await.expect("the database opens");
        let there = rows::bodies(&db).await;
        let lost: Vec<_> = kept.iter().filter(|(id, body)| there.get(id) != Some(body)).collect();
        assert!(lost.is_empty(), "round {round}: {} acknowledged writes are gone", lost.len());
        assert_eq!(rows::miscounted(&db).await, 0, "round {round}: counts and rows are of one transaction");
        if db.engine() == Engine::Sqlite {
            let file = store::backups::sqlite_file(&database.url).expect("a file");
            store::backups::check_sqlite(&file).await.expect("the file is whole");
        }
        db.close().await;
        for word in ["WARN", "ERROR", "panicked"] {
            assert!(!server.log().contains(word), "round {round}: the start is not clean: {}", server.log());
        }
        // Whoever was signed in still is.
        assert_eq!(browser.get("/feed").await.expect("an answer").status, 200);
    }
    assert!(kept.len() >= WRITES, "{} acknowledged", kept.len());
    server.terminate();
    assert!(server.stopped().await.success(), "{}", server.log());
    eprintln!("{} acknowledged writes, {KILLS} kills, none lost", kept.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    survives(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    survives(store::testing::postgres().await).await;
}
