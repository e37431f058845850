//! Erasures as rows, on both engines.

use domain::erasures::Words;
use domain::time::SECOND;
use domain::{ErasureId, InvitationId, Locale, MemberId, Timestamp};
use store::administration::{ActRow, NewInvitation};
use store::erasures::{Noted, Worded};
use store::{Db, administration, erasures};
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

store::both_engines!(words_that_changed_since_they_were_read_are_not_set, |db: Db| async move {
    asked(&db).await;
    let mut tx = db.begin().await.unwrap();
    let mut conn = tx.conn();
    let act = ActRow {
        id: Uuid::from_u128(3),
        verb: "invitation.made".into(),
        member: None,
        made_by: Some(ANA.0),
        reason_sealed: b"both".to_vec(),
        created: NOW.0,
    };
    administration::insert_act(&mut conn, &act).await.unwrap();
    let invitation = NewInvitation {
        id: InvitationId(Uuid::from_u128(4)),
        token_hash: [4; 32],
        note: "Zoé et Malo",
        note_key: "zoeetmalo",
        made_by: ANA,
        uses: 1,
        created: NOW,
        expires: NOW.plus(SECOND),
    };
    administration::insert_invitation(&mut conn, &invitation).await.unwrap();

    // Two erasures read the same; the one that comes second is told.
    let sealed = erasures::worded(&mut conn, Worded::Acts, Uuid::nil(), 9).await.unwrap().remove(0);
    assert_eq!((sealed.id, sealed.member, sealed.sealed.as_slice()), (act.id, None, &b"both"[..]));
    assert!(erasures::set_worded(&mut conn, Worded::Acts, &sealed, b"one").await.unwrap());
    assert!(!erasures::set_worded(&mut conn, Worded::Acts, &sealed, b"other").await.unwrap());
    let kept = erasures::worded(&mut conn, Worded::Acts, Uuid::nil(), 9).await.unwrap().remove(0);
    assert_eq!(kept.sealed, b"one");
    assert!(erasures::worded(&mut conn, Worded::Acts, act.id, 9).await.unwrap().is_empty(), "behind an id");

    let note = erasures::noted(&mut conn, Noted::Invitations, Uuid::nil(), 9).await.unwrap().remove(0);
    assert!(erasures::set_noted(&mut conn, Noted::Invitations, &note, "… et Malo", "etmalo").await.unwrap());
    assert!(!erasures::set_noted(&mut conn, Noted::Invitations, &note, "Zoé et …", "zoeet").await.unwrap());
    let found = administration::invitations(&mut conn, "etmalo", None, 9).await.unwrap();
    assert_eq!(found[0].note, "… et Malo");
    let found = administration::invitations(&mut conn, "zoe", None, 9).await.unwrap();
    assert!(found.is_empty(), "nobody is found by a name that is gone");
    tx.commit().await.unwrap();
});
