//! Proving a profession with Pro Santé Connect, against a provider that is honest or lies; and badges that end.

mod agreement;
mod proof;
mod provider;

use domain::events::EventKind;
use domain::members::{ClaimState, Profession, Role};
use domain::notices::NoticeKind;
use domain::pro_sante::{Trouble, Way};
use domain::{FieldError, Fields, Problem};
use provider::{Fake, Lie, behind, query};
use serde_json::json;
use service::pro_sante::{self, Finished};
use service::testing::{TestContext, context};
use service::{Actor, Fault, administration, members};

/// Seconds in a day.
const DAY: i64 = 86_400;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

/// Somebody of this role with a session, as a request brings them.
async fn somebody(test: &TestContext, pseudonym: &str, role: Role) -> Actor {
    let actor = test.member(pseudonym, role, None).await;
    test.give_key(&actor).await;
    again(test, &actor).await
}

/// The same on another device, as they are now.
async fn again(test: &TestContext, actor: &Actor) -> Actor {
    let session = test.session(actor).await;
    let (me, _) = members::sessions::authenticate(&test.ctx, &session).await.unwrap().expect("signed in");
    Actor { me: Some(me), ..actor.clone() }
}

async fn badge(test: &TestContext, actor: &Actor) -> Option<Profession> {
    again(test, actor).await.me.unwrap().badge
}

/// Goes there, and what they bring back.
async fn goes(test: &TestContext, fake: &Fake, actor: &Actor) -> Fields {
    let address = pro_sante::start(&test.ctx, actor, &agreed()).await.unwrap();
    let code = fake.authorizes(&address);
    fields(&[("code", &code), ("state", &query(&address)["state"]), ("iss", provider::ISSUER)])
}

async fn proves(test: &TestContext, fake: &Fake, actor: &Actor) -> Finished {
    let brought = goes(test, fake, actor).await;
    pro_sante::finish(&test.ctx, actor, &brought).await.unwrap()
}

#[track_caller]
fn problem<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> Problem {
    match outcome {
        Err(Fault::Problem(problem)) => problem,
        other => panic!("expected a problem, got {other:?}"),
    }
}

/// What says that one agrees to be verified.
fn agreed() -> Fields {
    fields(&[("profession_consent", "1")])
}

async fn manual_claim(test: &TestContext, actor: &Actor, number: &str) -> Result<(), Fault> {
    let mut form = fields(&[("profession", "nurse"), ("number", number), ("workplace", "Cabinet des Essais")]);
    form.set("profession_consent", "1");
    members::claim(&test.ctx, actor, &form, b"%PDF-1.7 une carte").await
}

store::both_engines!(a_professional_becomes_a_pharmacist_and_proves_it_again, |db| async move {
    let mut test = context(db);
    let fake = behind(&mut test);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    manual_claim(&test, &nadege, "10001234567").await.unwrap();
    pro_sante::bring(&test.ctx, &nadege, b"%PDF-1.7 carte").await.unwrap();

    let address = pro_sante::start(&test.ctx, &nadege, &agreed()).await.unwrap();
    assert!(address.starts_with("https://wallet.psc.example/auth?"), "{address}");
    let asked = query(&address);
    assert_eq!((asked["scope"].as_str(), asked["acr_values"].as_str()), ("openid scope_all", "eidas1"));
    assert_eq!(asked["redirect_uri"], "http://localhost:3000/pro-sante/callback");
    assert!(fake.asked.lock().unwrap().is_empty(), "nothing is asked before somebody comes back");
    let code = fake.authorizes(&address);
    let brought = fields(&[("code", &code), ("state", &asked["state"])]);
    assert_eq!(pro_sante::finish(&test.ctx, &nadege, &brought).await.unwrap(), Finished::Proved);
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Pharmacist));

    let page = pro_sante::page(&test.ctx, &nadege).await.unwrap();
    let claim = page.claim.unwrap();
    assert_eq!((claim.state, claim.way, claim.proof), (ClaimState::Verified, Way::ProSante, false));
    let lasts = claim.expires.unwrap().utc.seconds() - test.ctx.now().seconds();
    assert!((364 * DAY..=366 * DAY).contains(&lasts), "{lasts}");
    assert!(!page.manual && page.pro_sante);

    // Nothing readable of it is kept, also not of what was claimed by hand before.
    let mut reader = test.ctx.store.read().await.unwrap();
    let member = nadege.me.as_ref().unwrap().id;
    let row = store::members::latest_claim(&mut reader.conn(), member).await.unwrap().unwrap();
    assert_eq!((row.number_sealed, row.workplace_sealed), (None, None));
    assert!(store::pro_sante::proof(&mut reader.conn(), row.id).await.unwrap().is_none());
    drop(reader);

    // Again half a year later, with userinfo signed this time, and a code that comes as a number.
    test.clock.advance(180 * DAY);
    *fake.signs_userinfo.lock().unwrap() = true;
    *fake.codes.lock().unwrap() = vec![json!(99), json!(10)];
    let later = again(&test, &nadege).await;
    assert_eq!(proves(&test, &fake, &later).await, Finished::Proved);
    assert_eq!(badge(&test, &nadege).await, Some(Profession::Doctor));
    let renewed = pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap();
    assert!(renewed.expires.unwrap().utc.seconds() > claim.expires.unwrap().utc.seconds() + 170 * DAY);
    let mut reader = test.ctx.store.read().await.unwrap();
    assert_eq!(
        store::members::verified_claims(&mut reader.conn(), store::members::Sought::default(), 10).await.unwrap().len(),
        1
    );
});

store::both_engines!(a_lie_gives_no_badge, |db| async move {
    let mut test = context(db);
    let fake = behind(&mut test);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    for (lie, trouble) in [
        (Lie::Forged, Trouble::Doubtful),
        (Lie::Unsigned, Trouble::Doubtful),
        (Lie::Shared, Trouble::Doubtful),
        (Lie::Confused, Trouble::Doubtful),
        (Lie::Nonce, Trouble::Doubtful),
        (Lie::NoNonce, Trouble::Doubtful),
        (Lie::Audience, Trouble::Doubtful),
        (Lie::TwoAudiences, Trouble::Doubtful),
        (Lie::Issuer, Trouble::Doubtful),
        (Lie::Expired, Trouble::Doubtful),
        (Lie::IssuedLongAgo, Trouble::Doubtful),
        (Lie::IssuedTomorrow, Trouble::Doubtful),
        (Lie::Acr, Trouble::Doubtful),
        (Lie::AtHash, Trouble::Doubtful),
        (Lie::NoIdToken, Trouble::Doubtful),
        (Lie::Subject, Trouble::Doubtful),
        (Lie::ForgedUserinfo, Trouble::Doubtful),
        (Lie::UserinfoAudience, Trouble::Doubtful),
        (Lie::Discovery, Trouble::Doubtful),
        (Lie::Clear, Trouble::Unreachable),
        (Lie::Refuses, Trouble::Doubtful),
        (Lie::Nonsense, Trouble::Unreachable),
        (Lie::NoIdentity, Trouble::Doubtful),
        (Lie::NoSubjectRefPro, Trouble::NotProfessional),
        (Lie::NoPractice, Trouble::NotProfessional),
        (Lie::OtherProfession, Trouble::OtherProfession),
        (Lie::Down, Trouble::Unreachable),
    ] {
        fake.lies(lie);
        assert_eq!(proves(&test, &fake, &nadege).await, Finished::Not(trouble), "{lie:?}");
        assert_eq!(badge(&test, &nadege).await, None, "{lie:?}");
        assert!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.is_none(), "{lie:?}");
    }
    fake.lies(Lie::None);
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Proved);
});

store::both_engines!(a_way_back_is_taken_once_and_by_whom_went, |db| async move {
    let mut test = context(db);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    assert_eq!(problem(pro_sante::start(&test.ctx, &nadege, &agreed()).await), Problem::NotFound);
    assert_eq!(problem(pro_sante::finish(&test.ctx, &nadege, &Fields::default()).await), Problem::NotFound);
    let fake = behind(&mut test);
    let paul = somebody(&test, "Paul", Role::Professional).await;
    let visitor = Actor::visitor(domain::Locale::Fr);
    let patient = somebody(&test, "Maryvonne", Role::Patient).await;
    assert_eq!(problem(pro_sante::start(&test.ctx, &visitor, &agreed()).await), Problem::SignInNeeded);
    assert_eq!(problem(pro_sante::start(&test.ctx, &patient, &agreed()).await), Problem::Forbidden);
    let stale = Finished::Not(Trouble::Stale);
    let finish = async |who: &Actor, brought: &Fields| pro_sante::finish(&test.ctx, who, brought).await.unwrap();

    for nothing in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(finish(&nadege, &fields(&[("code", "x"), ("state", nothing)])).await, stale);
    }
    // Somebody else brings it back, or another device; then it is used up for everybody.
    let brought = goes(&test, &fake, &nadege).await;
    assert_eq!(finish(&paul, &brought).await, stale);
    assert_eq!(finish(&nadege, &brought).await, stale);
    let brought = goes(&test, &fake, &nadege).await;
    assert_eq!(finish(&again(&test, &nadege).await, &brought).await, stale);
    // Too late.
    let brought = goes(&test, &fake, &nadege).await;
    test.clock.advance(601);
    assert_eq!(finish(&nadege, &brought).await, stale);
    // Given up over there; brought back from another provider.
    for (name, value, finished) in [
        ("error", "access_denied", Finished::Not(Trouble::Cancelled)),
        ("iss", "https://evil.example", Finished::Not(Trouble::Doubtful)),
        ("code", "", Finished::Not(Trouble::Cancelled)),
        ("code", "of-somebody-else", Finished::Not(Trouble::Doubtful)),
    ] {
        let mut brought = goes(&test, &fake, &nadege).await;
        brought.set(name, value);
        assert_eq!(finish(&nadege, &brought).await, finished, "{name}={value}");
    }
    // A code that somebody else was given does not go with one's own verifier.
    let (theirs, mut mine) = (goes(&test, &fake, &paul).await, goes(&test, &fake, &nadege).await);
    mine.set("code", theirs.get("code"));
    assert_eq!(finish(&nadege, &mine).await, Finished::Not(Trouble::Doubtful));
    // Played again.
    let brought = goes(&test, &fake, &nadege).await;
    assert_eq!(finish(&nadege, &brought).await, Finished::Proved);
    assert_eq!(finish(&nadege, &brought).await, stale);
});

store::both_engines!(one_person_has_one_badge, |db| async move {
    let mut test = context(db);
    let fake = behind(&mut test);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    let copy = somebody(&test, "Copie", Role::Professional).await;
    *fake.name_id.lock().unwrap() = "810001234567".into();
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Proved);
    assert_eq!(proves(&test, &fake, &copy).await, Finished::Not(Trouble::Taken));
    // By hand no more than that: the number that people type is the same person.
    manual_claim(&test, &copy, "1000 123 4567").await.unwrap();
    let refused = members::verify(&test.ctx, "Copie").await;
    assert!(matches!(refused, Err(Fault::Form(refused)) if refused.at("decision") == Some(FieldError::NumberTaken)));
    assert_eq!(badge(&test, &copy).await, None);
    // Once the badge has ended, who they are is free again.
    test.clock.advance(367 * DAY);
    pro_sante::sweep(&test.ctx).await.unwrap();
    let copy = again(&test, &copy).await;
    assert_eq!(proves(&test, &fake, &copy).await, Finished::Proved);
    let nadege = again(&test, &nadege).await;
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Not(Trouble::Taken));
});

async fn told(test: &TestContext, actor: &Actor) -> Vec<(NoticeKind, bool)> {
    store::testing::settled(&test.ctx.store).await;
    service::notices::make(&test.ctx).await.unwrap();
    let page = service::notices::list(&test.ctx, actor, None).await.unwrap();
    page.notices.rows.iter().map(|notice| (notice.kind, notice.given)).collect()
}

store::both_engines!(a_badge_ends_and_its_member_is_told_before, |db| async move {
    let mut test = context(db);
    let fake = behind(&mut test);
    let nadege = somebody(&test, "Nadège", Role::Professional).await;
    assert_eq!(proves(&test, &fake, &nadege).await, Finished::Proved);
    // A badge from before there were dates is given one.
    let old = test.professional("Ancienne").await;
    pro_sante::sweep(&test.ctx).await.unwrap();
    assert_eq!(told(&test, &nadege).await, [(NoticeKind::Claim, true)]);
    test.clock.advance(340 * DAY);
    for _ in 0..2 {
        pro_sante::sweep(&test.ctx).await.unwrap();
        assert_eq!(told(&test, &nadege).await[0], (NoticeKind::Badge, true));
        assert_eq!(told(&test, &nadege).await.len(), 2, "told once");
    }
    assert_eq!(told(&test, &old).await, [(NoticeKind::Badge, true)]);
    assert!(badge(&test, &nadege).await.is_some());
    let page = pro_sante::page(&test.ctx, &nadege).await.unwrap();
    assert!(page.manual, "so long before it may be proved by hand again");
    // One proves it again, the other does not.
    let ancienne = Actor { me: old.me.clone(), ..old.clone() };
    let later = again(&test, &nadege).await;
    assert_eq!(proves(&test, &fake, &later).await, Finished::Proved);
    test.clock.advance(40 * DAY);
    assert_eq!(badge(&test, &ancienne).await, None, "whoever acts is looked at by the clock");
    pro_sante::sweep(&test.ctx).await.unwrap();
    assert_eq!(told(&test, &ancienne).await[0], (NoticeKind::Badge, false));
    assert!(badge(&test, &nadege).await.is_some());
    let profile = members::profile(&test.ctx, &later, old.me.as_ref().unwrap().id, None).await.unwrap();
    assert_eq!(profile.member.badge, None);
    assert_eq!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap().state, ClaimState::Verified);
    test.clock.advance(340 * DAY);
    pro_sante::sweep(&test.ctx).await.unwrap();
    assert_eq!(pro_sante::page(&test.ctx, &nadege).await.unwrap().claim.unwrap().state, ClaimState::Expired);
    assert!(EventKind::from_word("members.badge_ended").is_some());
});
