//! Accounts, as people go through them, on both engines.

mod claims;
mod email;
mod enumeration;
mod passwords;
mod profile;
mod proof;
mod sessions;
mod unconfirmed;

use domain::{FieldError, Fields, Locale, Problem};
use service::members::sessions::SignedIn;
use service::testing::{TestContext, context};
use service::{Actor, Fault, members};
use std::sync::Arc;
use store::Db;

/// A password nobody guesses.
const STRONG: &str = "théière octobre vélo cuivre";
/// Another.
const OTHER: &str = "girafe lundi parapluie cobalt";

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().copied().collect()
}

fn sign_up_form(pseudonym: &str, email: &str) -> Fields {
    fields(&[
        ("role", "patient"),
        ("pseudonym", pseudonym),
        ("email", email),
        ("password", STRONG),
        ("adult", "1"),
        ("consent", "1"),
    ])
}

fn professional_form(pseudonym: &str, email: &str, number: &str) -> Fields {
    let mut form = sign_up_form(pseudonym, email);
    form.set("role", "professional");
    form.set("profession", "nurse");
    form.set("number", number);
    form.set("workplace", "CHU de Valombre");
    form.set("profession_consent", "1");
    form
}

fn visitor() -> Actor {
    Actor { address: "192.0.2.1".into(), ..Actor::visitor(Locale::Fr) }
}

/// The token in the latest mail to this address.
async fn mailed_token(test: &TestContext, to: &str) -> String {
    let mail = latest_mail(test, to).await;
    let (_, rest) = mail.text.split_once("?token=").expect("a link in the mail");
    rest.split_whitespace().next().expect("a token").to_owned()
}

async fn latest_mail(test: &TestContext, to: &str) -> service::mail::Mail {
    let mails = test.ctx.mailer.kept().await.expect("kept mails");
    mails.into_iter().find(|mail| mail.to == to).expect("a mail to this address")
}

/// The actor of a cookie.
async fn actor(test: &TestContext, session: &SignedIn) -> Actor {
    try_actor(test, session).await.expect("the session holds")
}

async fn try_actor(test: &TestContext, session: &SignedIn) -> Option<Actor> {
    let (me, _) = members::sessions::authenticate(&test.ctx, &session.token).await.expect("authenticates")?;
    Some(Actor { me: Some(me), ..visitor() })
}

/// Signs up, opens the link, is in.
/// A link opened anywhere, with the password.
fn opened(token: &str, password: &str) -> Fields {
    fields(&[("token", token), ("password", password)])
}

async fn joins(test: &TestContext, form: &Fields) -> (SignedIn, Actor) {
    members::sign_up(&test.ctx, &visitor(), form).await.expect("signs up");
    let token = mailed_token(test, form.get("email")).await;
    let (_, session) =
        members::confirm(&test.ctx, &visitor(), &opened(&token, form.get("password")), "Firefox/1 Linux")
            .await
            .expect("confirms");
    let actor = actor(test, &session).await;
    (session, actor)
}

async fn signs_in(test: &TestContext, email: &str, password: &str) -> Result<SignedIn, Fault> {
    members::sign_in(&test.ctx, &visitor(), &fields(&[("email", email), ("password", password)]), "").await
}

/// Proves by password that it is them; goes on in the same session under another secret.
async fn proves(test: &TestContext, me: &Actor) -> (SignedIn, Actor) {
    let session = members::prove(&test.ctx, me, &fields(&[("password_proof", STRONG)])).await.expect("proves");
    let actor = actor(test, &session).await;
    (session, actor)
}

/// What is wrong at a field.
#[track_caller]
fn at<T: std::fmt::Debug>(outcome: Result<T, Fault>, field: &str) -> FieldError {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field).expect("an error at this field"),
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

store::both_engines!(from_sign_up_to_sign_in, |db| async move {
    let test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "maryvonne@exemple.fr")).await;
    let it = me.signed_in().unwrap();
    assert_eq!((it.pseudonym.as_str(), it.confirmed, it.badge), ("Maryvonne", true, None));
    let account = members::account(&test.ctx, &me).await.unwrap();
    assert_eq!(account.email, "maryvonne@exemple.fr");
    let receipts = members::receipts(&test.ctx, &me).await.unwrap();
    assert_eq!(receipts.iter().map(|receipt| receipt.text_hash.len()).collect::<Vec<_>>(), [64]);
    members::sign_out(&test.ctx, &me).await.unwrap();
    assert!(try_actor(&test, &session).await.is_none());
    let again = signs_in(&test, "Maryvonne@Exemple.fr", STRONG).await.unwrap();
    assert!(try_actor(&test, &again).await.is_some());
});

store::both_engines!(every_clause_of_the_form_is_asked, |db| async move {
    let test = context(db);
    let mut form = sign_up_form("Maryvonne", "maryvonne@exemple.fr");
    form.set("password", "maryvonne1952");
    assert_eq!(at(members::sign_up(&test.ctx, &visitor(), &form).await, "password"), FieldError::WeakPassword);
    let mut form = sign_up_form("Maryvonne", "maryvonne@exemple.fr");
    form.0.retain(|(name, _)| name != "adult");
    assert_eq!(at(members::sign_up(&test.ctx, &visitor(), &form).await, "adult"), FieldError::MustAgree);
    joins(&test, &sign_up_form("Jean-Noël", "jn@exemple.fr")).await;
    let twin = sign_up_form("jean noel", "autre@exemple.fr");
    assert_eq!(at(members::sign_up(&test.ctx, &visitor(), &twin).await, "pseudonym"), FieldError::Taken);
    let reserved = sign_up_form("Modération", "autre@exemple.fr");
    assert_eq!(at(members::sign_up(&test.ctx, &visitor(), &reserved).await, "pseudonym"), FieldError::Taken);
});

store::both_engines!(a_link_opens_once_and_for_three_days, |db| async move {
    let test = context(db);
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Maryvonne", "m@exemple.fr")).await.unwrap();
    let link = opened(&mailed_token(&test, "m@exemple.fr").await, STRONG);
    // Looking does nothing, however often.
    for _ in 0..2 {
        assert_eq!(members::link(&test.ctx, &visitor(), link.get("token"), "").await.unwrap().pseudonym, "Maryvonne");
    }
    assert_eq!(at(signs_in(&test, "m@exemple.fr", STRONG).await, "password"), FieldError::WrongCredentials);
    members::confirm(&test.ctx, &visitor(), &link, "").await.unwrap();
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &link, "").await, "token"), FieldError::LinkExpired);
    assert_eq!(problem(members::link(&test.ctx, &visitor(), link.get("token"), "").await), Problem::NotFound);
    assert_eq!(
        at(members::confirm(&test.ctx, &visitor(), &fields(&[("token", "x")]), "").await, "token"),
        FieldError::LinkExpired
    );

    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Antonin", "a@exemple.fr")).await.unwrap();
    let late = opened(&mailed_token(&test, "a@exemple.fr").await, STRONG);
    test.clock.advance(3 * 86_400);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &late, "").await, "token"), FieldError::LinkExpired);
    // Asked for again, it opens.
    members::resend(&test.ctx, &visitor(), &fields(&[("email", "a@exemple.fr")])).await.unwrap();
    let fresh = opened(&mailed_token(&test, "a@exemple.fr").await, STRONG);
    members::confirm(&test.ctx, &visitor(), &fresh, "").await.unwrap();
});

store::both_engines!(what_nobody_confirmed_is_forgotten, |db| async move {
    let test = context(db);
    members::sign_up(&test.ctx, &visitor(), &professional_form("Nadège", "n@exemple.fr", "10001234567")).await.unwrap();
    let (session, _) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    members::sweep(&test.ctx).await.unwrap();
    assert_eq!(
        at(members::sign_up(&test.ctx, &visitor(), &sign_up_form("Nadège", "z@exemple.fr")).await, "pseudonym"),
        FieldError::Taken
    );
    test.clock.advance(8 * 86_400);
    members::sweep(&test.ctx).await.unwrap();
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Nadège", "z@exemple.fr")).await.unwrap();
    assert!(try_actor(&test, &session).await.is_some());
});

store::both_engines!(an_administrator_is_made_from_the_command_line, |db| async move {
    let test = context(db);
    let id = members::create_administrator(&test.ctx, "Hélène V.", "helene@exemple.fr", STRONG).await.unwrap();
    let session = signs_in(&test, "helene@exemple.fr", STRONG).await.unwrap();
    assert!(actor(&test, &session).await.administrator().is_ok());
    // Run again, it changes nothing; an existing member is promoted.
    assert_eq!(members::create_administrator(&test.ctx, "Autre", "helene@exemple.fr", OTHER).await.unwrap(), id);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    assert!(me.administrator().is_err());
    members::create_administrator(&test.ctx, "Maryvonne", "m@exemple.fr", STRONG).await.unwrap();
    let session = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    assert!(actor(&test, &session).await.administrator().is_ok());
    assert_eq!(
        at(members::create_administrator(&test.ctx, "Karim", "k@exemple.fr", "motdepasse").await, "password"),
        FieldError::WeakPassword
    );
});

store::both_engines!(preferences_follow_the_member, |db| async move {
    let test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let form = fields(&[("locale", "en"), ("theme", "dark"), ("zone", "Indian/Reunion")]);
    members::preferences(&test.ctx, &me, &form).await.unwrap();
    let (_, prefs) = members::sessions::authenticate(&test.ctx, &session.token).await.unwrap().unwrap();
    assert_eq!(
        (prefs.locale, prefs.theme, prefs.zone.as_str()),
        (Locale::En, domain::members::Theme::Dark, "Indian/Reunion")
    );
    members::set_locale(&test.ctx, &me, Locale::Fr).await.unwrap();
    members::set_locale(&test.ctx, &visitor(), Locale::Fr).await.unwrap();
    let (_, prefs) = members::sessions::authenticate(&test.ctx, &session.token).await.unwrap().unwrap();
    assert_eq!((prefs.locale, prefs.zone.as_str()), (Locale::Fr, "Indian/Reunion"));
    let wrong = fields(&[("locale", "en"), ("theme", "dark"), ("zone", "Mars/Olympus")]);
    assert_eq!(at(members::preferences(&test.ctx, &me, &wrong).await, "zone"), FieldError::NotAChoice);
});
