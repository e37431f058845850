//! By hand: a file that proves it, and two administrators.

use super::*;
use domain::ClaimId;
use domain::pro_sante::{PROOF_FIELD, PROOF_MAX, ProofKind};
use service::members::Decided;

const FILE: &[u8] = b"%PDF-1.7 carte professionnelle, quinquengrogne";

async fn administrator(test: &TestContext, pseudonym: &str, role: Role) -> Actor {
    let mut actor = somebody(test, pseudonym, role).await;
    let id = actor.me.as_ref().unwrap().id;
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), id).await.unwrap();
    tx.commit().await.unwrap();
    actor = again(test, &actor).await;
    actor
}

async fn decide(test: &TestContext, by: &Actor, claim: ClaimId, decision: &str) -> Result<Decided, Fault> {
    let form = [("claim", claim.to_string()), ("decision", decision.to_owned())];
    administration::decide(&test.ctx, by, &form.into_iter().collect()).await
}

#[track_caller]
fn at<T: std::fmt::Debug>(outcome: Result<T, Fault>, field: &str) -> FieldError {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field).expect("an error at this field"),
        other => panic!("expected a refused form, got {other:?}"),
    }
}

store::both_engines!(two_administrators_confirm_and_one_refuses, |db| async move {
    let test = context(db);
    let admin = administrator(&test, "Hélène", Role::Patient).await;
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    assert_eq!(problem(manual_claim(&test, &nadege, "10001234567").await), Problem::Forbidden);
    let page = administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap();
    assert_eq!((page.administrators, page.pending.len()), (1, 1));
    assert_eq!(pro_sante::page(&test.ctx, &nadege).await.unwrap().administrators, 1);
    let claim = page.pending[0].id;
    assert_eq!(decide(&test, &admin, claim, "verified").await.unwrap(), Decided::FirstYes);
    assert_eq!(badge(&test, &nadege).await, None);
    assert_eq!(at(decide(&test, &admin, claim, "verified").await, "decision"), FieldError::SecondNeeded);
    let second = administrator(&test, "Bruno", Role::Professional).await;
    let seen = administration::claims(&test.ctx, &second, &administration::Sought::default()).await.unwrap();
    assert_eq!((seen.administrators, seen.pending[0].agreed.as_deref()), (2, Some("Hélène")));
    assert!(!seen.pending[0].for_others);
    assert!(
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0]
            .for_others
    );
    assert_eq!(decide(&test, &second, claim, "verified").await.unwrap(), Decided::Whole);
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Nurse));
    assert_eq!(at(decide(&test, &second, claim, "expired").await, "decision"), FieldError::NotAChoice);

    // Taken back by one; asked again; refused by one, also after a first yes.
    assert_eq!(decide(&test, &admin, claim, "refused").await.unwrap(), Decided::Whole);
    assert_eq!(badge(&test, &nadege).await, None);
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    let claim =
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0].id;
    decide(&test, &admin, claim, "verified").await.unwrap();
    assert_eq!(decide(&test, &second, claim, "refused").await.unwrap(), Decided::Whole);
    assert_eq!(badge(&test, &nadege).await, None);

    // Nobody decides about themselves, either way.
    manual_claim(&test, &second, "10007654321").await.unwrap();
    let own = administration::claims(&test.ctx, &second, &administration::Sought::default()).await.unwrap().pending[0]
        .clone();
    assert!(own.for_others);
    for decision in ["verified", "refused"] {
        assert_eq!(at(decide(&test, &second, own.id, decision).await, "decision"), FieldError::OwnClaim);
    }
    // The operator's word is enough.
    members::verify(&test.ctx, "Bruno").await.unwrap();
    assert_eq!(badge(&test, &second).await, Some(Profession::Nurse));
});

store::both_engines!(a_proof_is_sealed_read_by_administrators_and_gone_once_decided, |db| async move {
    let test = context(db);
    let (admin, second) =
        (administrator(&test, "Hélène", Role::Patient).await, administrator(&test, "Bruno", Role::Patient).await);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    let bring = async |who: &Actor, file: &[u8]| pro_sante::bring(&test.ctx, who, file).await;
    assert_eq!(problem(bring(&nadege, FILE).await), Problem::NotFound, "no claim waits");
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    assert_eq!(at(bring(&nadege, b"").await, PROOF_FIELD), FieldError::Missing);
    assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap().proof, "the first came with the claim");
    assert_eq!(at(bring(&nadege, b"<script>").await, PROOF_FIELD), FieldError::NotAProof);
    let mut heavy = FILE.to_vec();
    heavy.resize(PROOF_MAX + 1, 0);
    assert_eq!(at(bring(&nadege, &heavy).await, PROOF_FIELD), FieldError::PictureTooHeavy { megabytes: 5 });
    assert_eq!(problem(bring(&somebody(&test, "Paul", Role::Patient).await, FILE).await), Problem::Forbidden);
    bring(&nadege, b"\x89PNG\r\n\x1a\n").await.unwrap();
    bring(&nadege, FILE).await.unwrap();
    assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap().proof);

    let claim =
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0].clone();
    assert_eq!(claim.proof, Some(ProofKind::Pdf));
    let mut reader = test.ctx.store.read().await.unwrap();
    let row = store::pro_sante::proof(&mut reader.conn(), claim.id).await.unwrap().unwrap();
    assert!(!row.sealed.windows(14).any(|bytes| bytes == b"quinquengrogne"));
    drop(reader);
    for nobody in [&nadege, &Actor::visitor(domain::Locale::Fr)] {
        assert!(pro_sante::proof(&test.ctx, nobody, claim.id).await.is_err());
    }
    let read = pro_sante::proof(&test.ctx, &admin, claim.id).await.unwrap();
    assert_eq!((read.kind, read.file.as_slice()), (ProofKind::Pdf, FILE));

    decide(&test, &admin, claim.id, "verified").await.unwrap();
    assert!(pro_sante::proof(&test.ctx, &second, claim.id).await.is_ok(), "the second looks at it too");
    decide(&test, &second, claim.id, "verified").await.unwrap();
    assert_eq!(pro_sante::proof(&test.ctx, &admin, claim.id).await.err().map(|_| ()), Some(()));
    assert_eq!(problem(bring(&nadege, FILE).await), Problem::NotFound);
    // What unlocked phones must not do asks for a proof of its own.
    test.clock.advance(3_600);
    assert!(matches!(
        pro_sante::proof(&test.ctx, &admin, claim.id).await,
        Err(Fault::Problem(Problem::ProofNeeded { .. }))
    ));
});

store::both_engines!(another_proof_is_agreed_to_anew, |db| async move {
    let test = context(db);
    let (admin, second) =
        (administrator(&test, "Hélène", Role::Patient).await, administrator(&test, "Bruno", Role::Patient).await);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    pro_sante::bring(&test.ctx, &nadege, FILE).await.unwrap();
    let claim =
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0].id;
    assert_eq!(decide(&test, &admin, claim, "verified").await.unwrap(), Decided::FirstYes);
    pro_sante::bring(&test.ctx, &nadege, b"%PDF-1.7 une autre carte").await.unwrap();
    let seen =
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0].clone();
    assert_eq!((seen.agreed, seen.for_others), (None, false), "to be looked at again");
    assert_eq!(decide(&test, &second, claim, "verified").await.unwrap(), Decided::FirstYes);
    assert_eq!(badge(&test, &nadege).await, None);
    assert_eq!(decide(&test, &admin, claim, "verified").await.unwrap(), Decided::Whole);
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Nurse));
});

store::both_engines!(a_first_yes_counts_while_whoever_gave_it_administers, |db| async move {
    let test = context(db);
    let (first, second, third) = (
        administrator(&test, "Hélène", Role::Patient).await,
        administrator(&test, "Bruno", Role::Patient).await,
        administrator(&test, "Claire", Role::Patient).await,
    );
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    let claim =
        administration::claims(&test.ctx, &second, &administration::Sought::default()).await.unwrap().pending[0].id;
    assert_eq!(decide(&test, &first, claim, "verified").await.unwrap(), Decided::FirstYes);
    let order = fields(&[
        ("about", &first.me.as_ref().unwrap().id.to_string()),
        ("right", "administrator"),
        ("to", "off"),
        ("reason", "A quitté l’équipe."),
    ]);
    administration::set_right(&test.ctx, &second, &order).await.unwrap();
    assert_eq!(
        administration::claims(&test.ctx, &second, &administration::Sought::default()).await.unwrap().pending[0].agreed,
        None
    );
    assert_eq!(decide(&test, &second, claim, "verified").await.unwrap(), Decided::FirstYes);
    assert_eq!(badge(&test, &nadege).await, None);
    assert_eq!(at(decide(&test, &second, claim, "verified").await, "decision"), FieldError::SecondNeeded);
    assert_eq!(decide(&test, &third, claim, "verified").await.unwrap(), Decided::Whole);
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Nurse));
});

store::both_engines!(by_hand_the_file_is_demanded, |db| async move {
    let test = context(db);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    let form = fields(&[("profession", "nurse"), ("number", "10001234567"), ("workplace", "Cabinet des Essais")]);
    let mut agreeing = form.clone();
    agreeing.set("profession_consent", "1");
    let claim = async |form: &Fields, file: &[u8]| match members::claim(&test.ctx, &nadege, form, file).await {
        Err(Fault::Form(refused)) => refused,
        other => panic!("expected a refused form, got {other:?}"),
    };
    // Every error at once, and what was typed stays.
    let refused = claim(&form, b"").await;
    assert_eq!(refused.at(PROOF_FIELD), Some(FieldError::Missing));
    assert_eq!(refused.at("profession_consent"), Some(FieldError::MustAgree));
    assert_eq!(refused.typed.get("workplace"), "Cabinet des Essais");
    assert_eq!(claim(&agreeing, b"<html>").await.at(PROOF_FIELD), Some(FieldError::NotAProof));
    assert!(claim(&form, FILE).await.at(PROOF_FIELD).is_none());
    assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.is_none(), "nothing is asked without it");
    assert!(members::receipts(&test.ctx, &nadege).await.unwrap().is_empty(), "nor agreed to");
    members::claim(&test.ctx, &nadege, &agreeing, FILE).await.unwrap();
    assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap().proof);
});
