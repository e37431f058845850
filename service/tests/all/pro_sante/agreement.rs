//! What one agrees to by having a profession verified: a receipt at the moment of the choice, and an end at once.

use super::*;
use domain::members::{PROFESSION_CONSENT_VERSION, Purpose};

/// The receipts of a member about their profession, latest first: version, and whether taken back.
async fn receipts(test: &TestContext, actor: &Actor) -> Vec<(String, bool)> {
    let all = members::receipts(&test.ctx, actor).await.unwrap();
    all.into_iter()
        .filter(|receipt| receipt.purpose == Purpose::Profession)
        .map(|receipt| {
            assert_eq!(receipt.text_hash.len(), 64);
            (receipt.text_version, receipt.withdrawn.is_some())
        })
        .collect()
}

fn of(withdrawn: &[bool]) -> Vec<(String, bool)> {
    withdrawn.iter().map(|one| (PROFESSION_CONSENT_VERSION.to_owned(), *one)).collect()
}

async fn withdraw(test: &TestContext, actor: &Actor) -> Result<(), Fault> {
    members::withdraw(&test.ctx, actor, &fields(&[("purpose", "profession")])).await
}

store::both_engines!(an_agreement_taken_back_ends_the_badge_at_once, |db| async move {
    let mut test = context(db);
    let fake = behind(&mut test);
    *fake.name_id.lock().unwrap() = "810001234567".into();
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    // Nobody goes without saying yes.
    let refused = pro_sante::start(&test.ctx, &nadege, &Fields::default()).await;
    assert!(
        matches!(refused, Err(Fault::Form(refused)) if refused.at("profession_consent") == Some(FieldError::MustAgree))
    );
    assert_eq!(receipts(&test, &nadege).await, of(&[]));
    // Agreed to where it was chosen, not where it came to an end; chosen twice, it is one receipt.
    pro_sante::start(&test.ctx, &nadege, &agreed()).await.unwrap();
    assert_eq!(receipts(&test, &nadege).await, of(&[false]));
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Proved);
    assert_eq!(receipts(&test, &nadege).await, of(&[false]));
    assert!(badge(&test, &nadege).await.is_some());

    withdraw(&test, &nadege).await.unwrap();
    assert_eq!(badge(&test, &nadege).await, None);
    assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.is_none(), "nothing is kept of it");
    assert_eq!(receipts(&test, &nadege).await, of(&[true]));
    withdraw(&test, &nadege).await.expect("a second press changes nothing");
    // Who they are is free for the account that is to have the badge.
    let other = somebody(&test, "Autre", Role::Professional).await;
    assert_eq!(proves(&test, &fake, &other).await, Finished::Proved);

    // Taken back while they were over there: what comes then is not looked at.
    withdraw(&test, &other).await.unwrap();
    let brought = goes(&test, &fake, &nadege).await;
    withdraw(&test, &nadege).await.unwrap();
    let finished = pro_sante::finish(&test.ctx, &nadege, &brought).await.unwrap();
    assert_eq!(finished, Finished::Not(Trouble::Stale));
    assert_eq!(badge(&test, &nadege).await, None);
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Proved, "and agreed to anew");
    assert_eq!(receipts(&test, &nadege).await, of(&[false, true, true]));
});

store::both_engines!(by_hand_it_takes_the_request_and_the_file_along, |db| async move {
    let test = context(db);
    let admin = somebody(&test, "Hélène", Role::Patient).await;
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), admin.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    let admin = again(&test, &admin).await;
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    assert_eq!(receipts(&test, &nadege).await, of(&[false]));
    let claim =
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending[0].id;
    withdraw(&test, &nadege).await.unwrap();
    assert!(
        administration::claims(&test.ctx, &admin, &administration::Sought::default()).await.unwrap().pending.is_empty()
    );
    assert!(pro_sante::proof(&test.ctx, &admin, claim).await.is_err(), "the file is gone");
    let mut reader = test.ctx.store.read().await.unwrap();
    let id = nadege.me.as_ref().unwrap().id;
    assert!(store::pro_sante::proofs_of(&mut reader.conn(), id).await.unwrap().is_empty());
    assert!(store::exports::claimed(&mut reader.conn(), id).await.unwrap().is_empty());
    // What was agreed to, and that it was taken back, is in a copy of theirs.
    let copied = store::exports::agreed(&mut reader.conn(), id).await.unwrap();
    assert_eq!(copied.iter().map(|row| row.purpose.as_str()).collect::<Vec<_>>(), ["profession"]);
    assert!(copied[0].withdrawn.is_some());
    drop(reader);

    // Only what has an end of its own is taken back so.
    for purpose in ["account", "membership", "charter", "", "other"] {
        let outcome = members::withdraw(&test.ctx, &nadege, &fields(&[("purpose", purpose)])).await;
        assert_eq!(problem(outcome), Problem::BadRequest, "{purpose}");
    }
    assert_eq!(problem(withdraw(&test, &Actor::visitor(domain::Locale::Fr)).await), Problem::SignInNeeded);
});

store::both_engines!(a_badge_from_before_receipts_is_taken_back_on_its_page, |db| async move {
    let test = context(db);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    let id = nadege.me.as_ref().unwrap().id;
    let offered = async || {
        let actor = again(&test, &nadege).await;
        pro_sante::page(&test.ctx, &actor).await.unwrap().unreceipted
    };
    assert!(!offered().await, "there is nothing to take back");
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    assert!(!offered().await, "it is taken back where its receipt stands");

    // A badge without a claim, as a dump brings one; and one that nobody has agreed to in so many words.
    withdraw(&test, &nadege).await.unwrap();
    assert!(!offered().await);
    let mut tx = test.ctx.store.begin().await.unwrap();
    let (now, ends) = (test.ctx.now(), test.ctx.now().plus(domain::time::DAY));
    store::pro_sante::give_badge(&mut tx.conn(), id, Profession::Nurse, now, ends).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Nurse), "it stands");
    assert!(offered().await);
    withdraw(&test, &nadege).await.unwrap();
    assert_eq!(badge(&test, &nadege).await, None);
    assert!(!offered().await);
    assert_eq!(receipts(&test, &nadege).await, of(&[true]), "none is made up");
});
