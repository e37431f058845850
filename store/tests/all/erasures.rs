//! Erasures as rows, on both engines.

use domain::erasures::Words;
use domain::time::SECOND;
use domain::{ErasureId, Locale, MemberId, Timestamp};
use store::{Db, erasures};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_790_000_000 * SECOND);
const ID: ErasureId = ErasureId(Uuid::from_u128(7));
const ANA: MemberId = MemberId(Uuid::from_u128(1));

async fn asked(db: &Db) {
    let member = store::members::NewMember {
        id: ANA,
        pseudonym: "Ana".into(),
        pseudonym_key: "ana".into(),
        role: domain::members::Role::Patient,
        organisation: None,
        about: String::new(),
        badge: None,
        badge_since: None,
        claimed: None,
        email_hash: None,
        email_sealed: None,
        confirmed: Some(NOW),
        password: None,
        administrator: false,
        locale: Locale::En,
        zone: "Indian/Reunion".into(),
        created: NOW,
    };
    let mut tx = db.begin().await.unwrap();
    store::members::insert(&mut tx.conn(), &member).await.unwrap();
    erasures::ask(&mut tx.conn(), (ID, ANA), Words::Remove, NOW, NOW).await.unwrap();
    tx.commit().await.unwrap();
}

async fn hold(db: &Db, of: Option<MemberId>, now: Timestamp) -> bool {
    let mut tx = db.begin().await.unwrap();
    let mine = erasures::hold(&mut tx.conn(), (ID, of), now, now.plus(SECOND)).await.unwrap();
    tx.commit().await.unwrap();
    mine
}

store::both_engines!(one_of_two_gets_it, |db: Db| async move {
    asked(&db).await;
    assert!(hold(&db, Some(ANA), NOW).await);
    assert!(!hold(&db, Some(ANA), NOW).await, "somebody is at it");
    assert!(hold(&db, Some(ANA), NOW.plus(SECOND)).await, "who held it says nothing any more");
});

store::both_engines!(what_another_has_finished_is_not_taken, |db: Db| async move {
    asked(&db).await;
    assert!(hold(&db, Some(ANA), NOW).await);
    let mut tx = db.begin().await.unwrap();
    erasures::drop_member(&mut tx.conn(), ANA).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!hold(&db, Some(ANA), NOW).await, "read before it was finished");
    assert!(hold(&db, None, NOW).await, "its file is still to be written anew");
});
