//! `vecu audit verify`: whoever runs the instance asks whether the log is whole, and a script hears the answer.

use crate::support::process::Place;
use crate::support::rows;
use service::moderation::audit::{self, Entry, Verb};
use store::testing::TestDb;

async fn verifies(database: TestDb) {
    let place = Place::new(&database.url, &[]);
    assert_eq!(place.vecu(&["audit", "verify"]), "0 rows hold. Last hash: \n");
    let test = service::testing::context(database.db.clone());
    for detail in ["hide none", "keep warn", "remove ban"] {
        let mut tx = test.ctx.store.begin().await.unwrap();
        let entry = Entry { actor: None, about: None, verb: Verb::Decided, community: None, subject: None, detail };
        audit::note(&test.ctx, &mut tx.conn(), entry).await.unwrap();
        tx.commit().await.unwrap();
    }
    let whole = audit::verify(&test.ctx).await.unwrap();
    assert_eq!(place.vecu(&["audit", "verify"]), format!("3 rows hold. Last hash: {}\n", whole.last));

    rows::change_the_log(&database.db, "keep warn", "keep none").await;
    let broken = audit::verify(&test.ctx).await.unwrap().broken.expect("found");
    let output = place.command(&["audit", "verify"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.starts_with(&format!("1 rows hold, then row {broken} does not.")), "{said}");
    assert!(!said.contains(&whole.last), "{said}");
    database.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    verifies(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    verifies(store::testing::postgres().await).await;
}
