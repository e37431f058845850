//! Passkeys and recovery codes, on both engines, with an authenticator in software.

mod authenticator;
mod codes;
mod refused;

use authenticator::Authenticator;
use domain::passkeys::{Asked, Ceremony, PasskeysPage};
use domain::{FieldError, Fields, Locale, Problem};
use service::members::sessions::{SignedIn, authenticate};
use service::testing::{TestContext, context};
use service::{Actor, Fault, members, passkeys};
use std::sync::Arc;
use store::Db;

/// A password nobody guesses.
const PASSWORD: &str = "théière octobre vélo cuivre";

fn visitor() -> Actor {
    Actor { address: "192.0.2.1".into(), ..Actor::visitor(Locale::Fr) }
}

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

#[track_caller]
fn at<T: std::fmt::Debug>(outcome: Result<T, Fault>, field: &str) -> FieldError {
    match outcome {
        Err(Fault::Form(refused)) => {
            assert!(refused.typed.0.iter().all(|(name, _)| !name.starts_with("passkey_")), "{:?}", refused.typed);
            refused.at(field).expect("an error at this field")
        }
        other => panic!("expected a refused form, got {other:?}"),
    }
}

#[track_caller]
fn problem<T: std::fmt::Debug>(outcome: Result<T, Fault>) -> Problem {
    match outcome {
        Err(Fault::Problem(problem)) => problem,
        other => panic!("expected a problem, got {other:?}"),
    }
}

/// The real limits, which tests otherwise widen.
fn strict(db: Db) -> TestContext {
    let mut test = context(db);
    test.ctx.settings = Arc::new(service::Settings::default());
    test
}

/// A member with address and password, signed in just now.
async fn member(test: &TestContext, pseudonym: &str) -> Actor {
    let member = test.with_address(pseudonym, &address(pseudonym)).await;
    test.set_password(&member, PASSWORD).await;
    let token = test.session(&member).await;
    came_in(test, &token).await.expect("a session")
}

fn address(pseudonym: &str) -> String {
    format!("{}@exemple.fr", pseudonym.to_lowercase())
}

async fn came_in(test: &TestContext, token: &str) -> Option<Actor> {
    let (me, _) = authenticate(&test.ctx, token).await.expect("looked up")?;
    Some(Actor { me: Some(me), ..visitor() })
}

async fn ask(test: &TestContext, actor: &Actor, ceremony: Ceremony) -> Asked {
    passkeys::ask(&test.ctx, actor, ceremony).await.expect("something to sign")
}

/// Adds a passkey of this device; the member, as the next request knows them.
async fn adds(test: &TestContext, me: &Actor, device: &mut Authenticator, name: &str) {
    let asked = ask(test, me, Ceremony::Register).await;
    let answer = device.create(&asked);
    let form = fields(&[("name", name), ("passkey_challenge", &asked.token), ("passkey_answer", &answer)]);
    passkeys::add(&test.ctx, me, &form).await.expect("added");
}

async fn sends(test: &TestContext, asked: &Asked, answer: &str) -> Result<SignedIn, Fault> {
    let form = fields(&[("passkey_challenge", &asked.token), ("passkey_answer", answer)]);
    passkeys::sign_in(&test.ctx, &visitor(), &form, "Firefox/1 Linux").await
}

async fn signs_in(test: &TestContext, device: &mut Authenticator, number: usize) -> Result<SignedIn, Fault> {
    let asked = ask(test, &visitor(), Ceremony::SignIn).await;
    let answer = device.get(&asked, number);
    sends(test, &asked, &answer).await
}

async fn proves(test: &TestContext, me: &Actor, asked: &Asked, answer: &str) -> Result<SignedIn, Fault> {
    let form = fields(&[("passkey_proof_challenge", &asked.token), ("passkey_proof", answer)]);
    members::prove(&test.ctx, me, &form).await
}

async fn page(test: &TestContext, me: &Actor) -> PasskeysPage {
    passkeys::list(&test.ctx, me, &[], "Firefox/1 Linux").await.expect("a page")
}

async fn mails_to(test: &TestContext, to: &str) -> Vec<service::mail::Mail> {
    let mails = test.ctx.mailer.kept().await.expect("kept mails");
    mails.into_iter().filter(|mail| mail.to == to).collect()
}

store::both_engines!(added_named_and_used_without_a_password, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let (mut phone, mut computer) = (Authenticator::new(1), Authenticator::new(2));
    assert_eq!((page(&test, &me).await.device.as_str(), page(&test, &me).await.proved), ("Firefox, Linux", true));
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    adds(&test, &me, &mut computer, "Firefox, Linux").await;
    let mail = mails_to(&test, "maryvonne@exemple.fr").await;
    assert!(mail.len() == 2 && mail[1].text.contains("Mon téléphone"), "{mail:?}");
    let names = |page: &PasskeysPage| page.passkeys.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let listed = page(&test, &me).await;
    assert_eq!(names(&listed), ["Firefox, Linux", "Mon téléphone"]);
    assert!(listed.passkeys.iter().all(|one| one.used.is_none()));
    let id = listed.passkeys[0].id.to_string();
    passkeys::rename(&test.ctx, &me, &fields(&[("passkey", &id), ("name", " Mon ordinateur ")])).await.unwrap();
    let empty = fields(&[("passkey", id.as_str()), ("name", " ")]);
    assert_eq!(at(passkeys::rename(&test.ctx, &me, &empty).await, "name"), FieldError::Missing);

    for device in [&mut phone, &mut computer] {
        for _ in 0..2 {
            let session = signs_in(&test, device, 0).await.unwrap();
            let back = came_in(&test, &session.token).await.unwrap();
            let it = back.signed_in().unwrap();
            assert_eq!((it.pseudonym.as_str(), it.passkeys), ("Maryvonne", true));
            assert!(members::proved(&test.ctx, &back).is_ok(), "a passkey proves who it is");
        }
    }
    let listed = page(&test, &me).await;
    assert_eq!(names(&listed), ["Mon ordinateur", "Mon téléphone"]);
    assert!(listed.passkeys.iter().all(|one| one.used.is_some()));
    // The device knows nothing that stands in an address, and the same for each passkey of one member.
    let id = me.me.as_ref().unwrap().id;
    assert_ne!(phone.handle(0), id.0.as_bytes());
    assert_eq!(phone.handle(0), computer.handle(0));
});

store::both_engines!(a_passkey_proves_again_who_it_is, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let mut phone = Authenticator::new(1);
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    let token = test.session(&me).await;
    let me = came_in(&test, &token).await.unwrap();
    test.clock.advance(601);
    let form = fields(&[("email", "fresh@exemple.fr")]);
    let refused = problem(members::request_email_change(&test.ctx, &me, &form).await);
    assert_eq!(refused, Problem::ProofNeeded { passkey: true });
    let asked = ask(&test, &me, Ceremony::Prove).await;
    assert!(asked.options.contains("public-key"), "only her own are offered: {}", asked.options);
    let answer = phone.get(&asked, 0);
    let session = proves(&test, &me, &asked, &answer).await.unwrap();
    assert!(came_in(&test, &token).await.is_none(), "the secret before is worth nothing");
    let me = came_in(&test, &session.token).await.unwrap();
    members::request_email_change(&test.ctx, &me, &form).await.unwrap();
    // An authenticator that does not say whose the passkey is: the session does.
    phone.names = false;
    let asked = ask(&test, &me, Ceremony::Prove).await;
    let answer = phone.get(&asked, 0);
    proves(&test, &me, &asked, &answer).await.unwrap();
});

store::both_engines!(what_is_removed_opens_nothing, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let (mut phone, mut computer) = (Authenticator::new(1), Authenticator::new(2));
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    adds(&test, &me, &mut computer, "Mon ordinateur").await;
    let listed = page(&test, &me).await;
    let (computers, phones) = (listed.passkeys[0].id.to_string(), listed.passkeys[1].id.to_string());
    let remove = |id: &str| fields(&[("passkey", id)]);
    let stranger = member(&test, "Curieuse").await;
    assert_eq!(problem(passkeys::remove(&test.ctx, &stranger, &remove(&phones)).await), Problem::NotFound);
    let renaming = fields(&[("passkey", phones.as_str()), ("name", "À moi")]);
    assert_eq!(problem(passkeys::rename(&test.ctx, &stranger, &renaming).await), Problem::NotFound);
    passkeys::remove(&test.ctx, &me, &remove(&phones)).await.unwrap();
    assert!(mails_to(&test, "maryvonne@exemple.fr").await[0].text.contains("n’ouvre plus"));
    assert_eq!(at(signs_in(&test, &mut phone, 0).await, "passkey_answer"), FieldError::PasskeyRefused);
    signs_in(&test, &mut computer, 0).await.unwrap();
    test.clock.advance(601);
    let late = problem(passkeys::remove(&test.ctx, &me, &remove(&computers)).await);
    assert!(matches!(late, Problem::ProofNeeded { .. }));
    assert_eq!(page(&test, &me).await.passkeys.len(), 1);
});

store::both_engines!(nobody_locks_themselves_out, |db| async move {
    let test = context(db);
    // As an import leaves them: with an address, without a password.
    let member = test.with_address("Importée", "i@exemple.fr").await;
    let token = test.session(&member).await;
    let me = came_in(&test, &token).await.unwrap();
    let mut phone = Authenticator::new(1);
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    let id = page(&test, &me).await.passkeys[0].id.to_string();
    let removed = passkeys::remove(&test.ctx, &me, &fields(&[("passkey", &id)])).await;
    assert_eq!(at(removed, "passkey"), FieldError::LastWayIn);
    assert_eq!(page(&test, &me).await.passkeys.len(), 1, "it is still there");
    signs_in(&test, &mut phone, 0).await.unwrap();
});
