//! Proofs of a profession as rows, on both engines.

use domain::members::{ClaimState, Profession, Role};
use domain::pro_sante::{ProofKind, Way};
use domain::time::{DAY, SECOND};
use domain::{ClaimId, Locale, MemberId, SessionId, Timestamp};
use store::members::{self, NewClaim, NewMember, NewSession};
use store::pro_sante::{self, Attempt, ProofRow, Vouched};
use store::{Conn, Db};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_790_000_000 * SECOND);

fn id(n: u128) -> MemberId {
    MemberId(Uuid::from_u128(n))
}

fn claim_id(n: u128) -> ClaimId {
    ClaimId(Uuid::from_u128(n))
}

async fn insert(conn: &mut Conn<'_>, n: u128, badge: Option<Profession>) {
    let new = NewMember {
        id: id(n),
        pseudonym: format!("Essai {n}"),
        pseudonym_key: format!("essai {n}"),
        role: Role::Professional,
        organisation: None,
        about: String::new(),
        badge,
        badge_since: badge.map(|_| NOW),
        claimed: None,
        email_hash: None,
        email_sealed: None,
        confirmed: Some(NOW),
        password: None,
        administrator: n == 1,
        locale: Locale::Fr,
        zone: "Europe/Paris".into(),
        created: NOW,
    };
    members::insert(conn, &new).await.unwrap();
    let session = NewSession {
        id: SessionId(Uuid::from_u128(n)),
        token_hash: [u8::try_from(n).unwrap(); 32],
        member: id(n),
        device: String::new(),
        created: NOW,
        expires: NOW.plus(DAY),
        proved: NOW,
    };
    members::insert_session(conn, &session).await.unwrap();
}

async fn claimed(conn: &mut Conn<'_>, n: u128) -> ClaimId {
    let claim = NewClaim {
        id: claim_id(n),
        member: id(n),
        profession: Profession::Nurse,
        number_sealed: b"sealed".to_vec(),
        number_hash: [7; 32],
        workplace_sealed: b"sealed".to_vec(),
        created: NOW,
    };
    members::insert_claim(conn, &claim).await.unwrap();
    claim.id
}

fn vouched(n: u128, person: u8) -> Vouched {
    Vouched {
        id: claim_id(n + 100),
        member: id(n),
        profession: Profession::Pharmacist,
        identity_hash: [person; 32],
        at: NOW,
        expires: NOW.plus(365 * DAY),
    }
}

async fn latest(conn: &mut Conn<'_>, n: u128) -> (ClaimId, ClaimState, Way) {
    let row = members::latest_claim(conn, id(n)).await.unwrap().unwrap();
    (row.id, row.state, row.way)
}

store::both_engines!(an_attempt_is_taken_once_and_forgotten_in_time, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    insert(&mut tx.conn(), 1, None).await;
    let attempt = |created: Timestamp| Attempt {
        member: id(1),
        session: SessionId(Uuid::from_u128(1)),
        sealed: b"sealed".to_vec(),
        created,
        expires: created.plus(600 * SECOND),
    };
    pro_sante::insert_attempt(&mut tx.conn(), &[1; 32], &attempt(NOW)).await.unwrap();
    let taken = pro_sante::take_attempt(&mut tx.conn(), &[1; 32]).await.unwrap().unwrap();
    assert_eq!((taken.member, taken.sealed.as_slice(), taken.created), (id(1), &b"sealed"[..], NOW));
    assert!(pro_sante::take_attempt(&mut tx.conn(), &[1; 32]).await.unwrap().is_none());
    pro_sante::insert_attempt(&mut tx.conn(), &[2; 32], &attempt(NOW)).await.unwrap();
    // Another one sweeps the old away.
    pro_sante::insert_attempt(&mut tx.conn(), &[3; 32], &attempt(NOW.plus(601 * SECOND))).await.unwrap();
    assert!(pro_sante::take_attempt(&mut tx.conn(), &[2; 32]).await.unwrap().is_none());
    assert_eq!(pro_sante::delete_expired(&mut tx.conn(), NOW.plus(DAY)).await.unwrap(), 1);
});

store::both_engines!(who_is_vouched_for_has_one_claim_without_anything_readable, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    for n in 1..=3 {
        insert(&mut tx.conn(), n, None).await;
    }
    // A claim that waits becomes this one, its proof goes.
    let pending = claimed(&mut tx.conn(), 1).await;
    let proof = ProofRow { claim: pending, member: id(1), kind: ProofKind::Pdf, sealed: b"sealed".to_vec() };
    pro_sante::put_proof(&mut tx.conn(), &proof, NOW).await.unwrap();
    let before = Some((pending, ClaimState::Pending));
    pro_sante::vouch(&mut tx.conn(), &vouched(1, 9), before).await.unwrap();
    assert_eq!(latest(&mut tx.conn(), 1).await, (pending, ClaimState::Verified, Way::ProSante));
    let row = members::claim(&mut tx.conn(), pending).await.unwrap().unwrap();
    assert_eq!((row.number_sealed, row.workplace_sealed, row.number_hash), (None, None, Some(vec![9; 32])));
    assert!(pro_sante::proof(&mut tx.conn(), pending).await.unwrap().is_none());
    assert_eq!(pro_sante::badge_expires(&mut tx.conn(), id(1)).await.unwrap(), Some(NOW.plus(365 * DAY)));
    // Without one there is a new one; after a refusal too.
    pro_sante::vouch(&mut tx.conn(), &vouched(2, 8), None).await.unwrap();
    assert_eq!(latest(&mut tx.conn(), 2).await, (claim_id(102), ClaimState::Verified, Way::ProSante));
    let refused = claimed(&mut tx.conn(), 3).await;
    let row = members::claim(&mut tx.conn(), refused).await.unwrap().unwrap();
    assert!(members::decide_claim(&mut tx.conn(), &row, ClaimState::Refused, None, NOW, NOW).await.unwrap());
    let before = Some((refused, ClaimState::Refused));
    pro_sante::vouch(&mut tx.conn(), &Vouched { at: NOW.plus(1), ..vouched(3, 6) }, before).await.unwrap();
    assert_eq!(latest(&mut tx.conn(), 3).await.0, claim_id(103));
    tx.commit().await.unwrap();
    // One person, one badge: the index says so.
    let mut tx = db.begin().await.unwrap();
    let taken = pro_sante::vouch(&mut tx.conn(), &vouched(2, 9), Some((claim_id(102), ClaimState::Verified))).await;
    assert!(taken.unwrap_err().is_unique_violation());
});

store::both_engines!(badges_are_dated_told_of_and_ended, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    insert(&mut tx.conn(), 1, Some(Profession::Nurse)).await;
    insert(&mut tx.conn(), 2, None).await;
    pro_sante::vouch(&mut tx.conn(), &vouched(2, 8), None).await.unwrap();
    assert_eq!(pro_sante::date_badges(&mut tx.conn(), NOW.plus(100 * DAY)).await.unwrap(), 1);
    assert_eq!(pro_sante::date_badges(&mut tx.conn(), NOW).await.unwrap(), 0);
    let end = NOW.plus(365 * DAY);
    assert_eq!(pro_sante::warn_badges(&mut tx.conn(), end.plus(-1), NOW, 10).await.unwrap(), [id(1)]);
    assert_eq!(pro_sante::warn_badges(&mut tx.conn(), end, NOW, 10).await.unwrap(), [id(2)]);
    assert!(pro_sante::warn_badges(&mut tx.conn(), end, NOW, 10).await.unwrap().is_empty());
    // Whoever acts is looked at by the clock, before anything is swept.
    let before = NOW.plus(100);
    let who = members::authenticate(&mut tx.conn(), &[2; 32], before, Timestamp(0)).await.unwrap().unwrap();
    assert_eq!(who.badge(), Some(Profession::Pharmacist));
    pro_sante::give_badge(&mut tx.conn(), id(2), Profession::Pharmacist, NOW, before).await.unwrap();
    assert_eq!(
        members::authenticate(&mut tx.conn(), &[2; 32], before, Timestamp(0)).await.unwrap().unwrap().badge(),
        None
    );
    assert!(pro_sante::end_badges(&mut tx.conn(), NOW, 10).await.unwrap().is_empty());
    assert_eq!(pro_sante::end_badges(&mut tx.conn(), before, 10).await.unwrap(), [id(2)]);
    assert_eq!(latest(&mut tx.conn(), 2).await.1, ClaimState::Expired);
    assert_eq!(pro_sante::badge_expires(&mut tx.conn(), id(2)).await.unwrap(), None);
    pro_sante::take_badge(&mut tx.conn(), id(1)).await.unwrap();
    assert_eq!(pro_sante::badge_expires(&mut tx.conn(), id(1)).await.unwrap(), None);
});

store::both_engines!(a_claim_has_one_proof_and_one_first_yes, |db: Db| async move {
    let mut tx = db.begin().await.unwrap();
    for n in 1..=3 {
        insert(&mut tx.conn(), n, None).await;
    }
    assert_eq!(pro_sante::administrators(&mut tx.conn()).await.unwrap(), 1);
    let claim = claimed(&mut tx.conn(), 2).await;
    for kind in [ProofKind::Png, ProofKind::Pdf] {
        let proof = ProofRow { claim, member: id(2), kind, sealed: kind.word().into() };
        pro_sante::put_proof(&mut tx.conn(), &proof, NOW).await.unwrap();
    }
    let proof = pro_sante::proof(&mut tx.conn(), claim).await.unwrap().unwrap();
    assert_eq!((proof.kind, proof.sealed.as_slice()), (ProofKind::Pdf, &b"pdf"[..]));
    assert_eq!(pro_sante::proofs_of(&mut tx.conn(), id(2)).await.unwrap().len(), 1);
    assert!(pro_sante::first_yes(&mut tx.conn(), claim, id(1), NOW).await.unwrap());
    assert!(!pro_sante::first_yes(&mut tx.conn(), claim, id(3), NOW).await.unwrap());
    let row = members::claim(&mut tx.conn(), claim).await.unwrap().unwrap();
    assert_eq!((row.agreed(), row.proof()), (Some(id(1)), Some(ProofKind::Pdf)));
    assert!(members::decide_claim(&mut tx.conn(), &row, ClaimState::Verified, None, NOW, NOW.plus(1)).await.unwrap());
    assert!(pro_sante::proof(&mut tx.conn(), claim).await.unwrap().is_none());
    pro_sante::delete_proof(&mut tx.conn(), claim).await.unwrap();
    assert!(!pro_sante::first_yes(&mut tx.conn(), claim, id(3), NOW).await.unwrap());
});
