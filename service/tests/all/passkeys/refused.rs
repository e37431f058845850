//! Everything that is no proof: each is answered alike.

use super::*;

#[track_caller]
fn refused(outcome: Result<SignedIn, Fault>) {
    assert_eq!(at(outcome, "passkey_answer"), FieldError::PasskeyRefused);
}

#[track_caller]
fn not_proved(outcome: Result<SignedIn, Fault>) {
    assert_eq!(at(outcome, "password_proof"), FieldError::PasskeyRefused);
}

store::both_engines!(what_was_signed_counts_once_here_and_now, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let mut phone = Authenticator::new(1);
    adds(&test, &me, &mut phone, "Mon téléphone").await;

    // Replayed.
    let asked = ask(&test, &visitor(), Ceremony::SignIn).await;
    let answer = phone.get(&asked, 0);
    sends(&test, &asked, &answer).await.unwrap();
    refused(sends(&test, &asked, &answer).await);

    // Signed for something else that was drawn; what it was sent with is used up with that.
    let (one, other) = (ask(&test, &visitor(), Ceremony::SignIn).await, ask(&test, &visitor(), Ceremony::SignIn).await);
    let answer = phone.get(&one, 0);
    refused(sends(&test, &other, &answer).await);
    let answer = phone.get(&other, 0);
    refused(sends(&test, &other, &answer).await);

    // On another site, or without the finger.
    for (origin, verifies) in
        [("http://evil.example", true), ("http://localhost:4000", true), ("http://localhost:3000", false)]
    {
        let mut lured = phone.clone();
        (lured.origin, lured.verifies) = (origin.into(), verifies);
        refused(signs_in(&test, &mut lured, 0).await);
    }

    // Too late.
    let asked = ask(&test, &visitor(), Ceremony::SignIn).await;
    let answer = phone.get(&asked, 0);
    test.clock.advance(301);
    refused(sends(&test, &asked, &answer).await);

    // Nobody named; nobody known; something changed on the way; nothing at all.
    let mut nameless = phone.clone();
    nameless.names = false;
    refused(signs_in(&test, &mut nameless, 0).await);
    let mut unknown = Authenticator::new(9);
    unknown.create(&ask(&test, &me_again(&test, &me).await, Ceremony::Register).await);
    refused(signs_in(&test, &mut unknown, 0).await);
    let asked = ask(&test, &visitor(), Ceremony::SignIn).await;
    let mut answer: serde_json::Value = serde_json::from_str(&phone.get(&asked, 0)).unwrap();
    answer["response"]["signature"] = "MEUCIQDs".into();
    refused(sends(&test, &asked, &answer.to_string()).await);
    for nothing in ["", "{}", "null", "\u{0}"] {
        let asked = ask(&test, &visitor(), Ceremony::SignIn).await;
        refused(sends(&test, &asked, nothing).await);
    }
    // And still she comes in.
    signs_in(&test, &mut phone, 0).await.unwrap();
});

/// The same member with a session that was just proved.
async fn me_again(test: &TestContext, me: &Actor) -> Actor {
    let token = test.session(me).await;
    came_in(test, &token).await.unwrap()
}

store::both_engines!(each_purpose_and_session_has_its_own, |db| async move {
    let test = context(db);
    let (me, eve) = (member(&test, "Maryvonne").await, member(&test, "Curieuse").await);
    let (mut phone, mut hers) = (Authenticator::new(1), Authenticator::new(2));
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    adds(&test, &eve, &mut hers, "Le mien").await;
    let me = me_again(&test, &me).await;

    // Another member's passkey, with her own challenge and with the other's.
    let asked = ask(&test, &me, Ceremony::Prove).await;
    let answer = hers.get(&asked, 0);
    not_proved(proves(&test, &me, &asked, &answer).await);
    let asked = ask(&test, &eve, Ceremony::Prove).await;
    let answer = phone.get(&asked, 0);
    not_proved(proves(&test, &me, &asked, &answer).await);

    // The same member in another session.
    let elsewhere = me_again(&test, &me).await;
    let asked = ask(&test, &elsewhere, Ceremony::Prove).await;
    let answer = phone.get(&asked, 0);
    not_proved(proves(&test, &me, &asked, &answer).await);

    // Drawn for signing in, used to prove; and the other way.
    let asked = ask(&test, &visitor(), Ceremony::SignIn).await;
    let answer = phone.get(&asked, 0);
    not_proved(proves(&test, &me, &asked, &answer).await);
    let asked = ask(&test, &me, Ceremony::Prove).await;
    let answer = phone.get(&asked, 0);
    refused(sends(&test, &asked, &answer).await);

    // Drawn for a new passkey, and the new one goes to somebody else.
    let asked = ask(&test, &eve, Ceremony::Register).await;
    let answer = hers.create(&asked);
    let form = fields(&[("name", "Volée"), ("passkey_challenge", &asked.token), ("passkey_answer", &answer)]);
    assert_eq!(at(passkeys::add(&test.ctx, &me, &form).await, "passkey_answer"), FieldError::PasskeyRefused);
    assert_eq!(page(&test, &me).await.passkeys.len(), 1);
    // Right to the end, the right way works.
    let asked = ask(&test, &me, Ceremony::Prove).await;
    let answer = phone.get(&asked, 0);
    proves(&test, &me, &asked, &answer).await.unwrap();
});

store::both_engines!(a_copy_is_found_out, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let mut phone = Authenticator::new(1);
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    let mut copy = phone.clone();
    signs_in(&test, &mut phone, 0).await.unwrap();
    signs_in(&test, &mut phone, 0).await.unwrap();
    refused(signs_in(&test, &mut copy, 0).await);
    refused(signs_in(&test, &mut copy, 0).await);
    // The real one is further on.
    signs_in(&test, &mut phone, 0).await.unwrap();
});

store::both_engines!(one_is_added_by_its_member_alone_and_once, |db| async move {
    let test = context(db);
    let (me, eve) = (member(&test, "Maryvonne").await, member(&test, "Curieuse").await);
    let mut phone = Authenticator::new(1);
    assert_eq!(problem(passkeys::ask(&test.ctx, &visitor(), Ceremony::Register).await), Problem::SignInNeeded);
    assert_eq!(problem(passkeys::ask(&test.ctx, &visitor(), Ceremony::Prove).await), Problem::SignInNeeded);
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    // The browser is told not to make a second one on the device.
    let asked = ask(&test, &me, Ceremony::Register).await;
    assert!(asked.options.contains("\"excludeCredentials\":[{"), "{}", asked.options);
    // The very same credential as somebody else's passkey.
    let asked = ask(&test, &eve, Ceremony::Register).await;
    let answer = Authenticator::new(1).create(&asked);
    let form = fields(&[("name", "Copie"), ("passkey_challenge", &asked.token), ("passkey_answer", &answer)]);
    assert_eq!(at(passkeys::add(&test.ctx, &eve, &form).await, "passkey_answer"), FieldError::PasskeyRefused);
    // Without the finger there is none.
    let mut careless = Authenticator::new(3);
    careless.verifies = false;
    let asked = ask(&test, &eve, Ceremony::Register).await;
    let answer = careless.create(&asked);
    let form = fields(&[("name", "Sans doigt"), ("passkey_challenge", &asked.token), ("passkey_answer", &answer)]);
    assert_eq!(at(passkeys::add(&test.ctx, &eve, &form).await, "passkey_answer"), FieldError::PasskeyRefused);
    test.clock.advance(601);
    let late = problem(passkeys::ask(&test.ctx, &me, Ceremony::Register).await);
    assert!(matches!(late, Problem::ProofNeeded { .. }));
    assert!(matches!(problem(passkeys::add(&test.ctx, &eve, &form).await), Problem::ProofNeeded { .. }));
});

store::both_engines!(asking_has_a_limit, |db| async move {
    let test = strict(db);
    let mut asked = 0;
    while passkeys::ask(&test.ctx, &visitor(), Ceremony::SignIn).await.is_ok() {
        asked += 1;
    }
    assert_eq!(asked, 30);
    let tried = passkeys::ask(&test.ctx, &visitor(), Ceremony::SignIn).await;
    assert!(matches!(problem(tried), Problem::TooMany { .. }));
});

store::both_engines!(a_key_that_was_destroyed_leaves_nothing_to_enter_with, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let mut phone = Authenticator::new(1);
    adds(&test, &me, &mut phone, "Mon téléphone").await;
    let id = me.me.as_ref().unwrap().id;
    let mut tx = test.ctx.store.begin().await.unwrap();
    match tx.conn() {
        store::Conn::Sqlite(conn) => {
            sqlx::query("DELETE FROM member_key WHERE member = $1").bind(id.0).execute(&mut *conn).await.map(|_| ())
        }
        store::Conn::Postgres(conn) => {
            sqlx::query("DELETE FROM member_key WHERE member = $1").bind(id.0).execute(&mut *conn).await.map(|_| ())
        }
    }
    .unwrap();
    tx.commit().await.unwrap();
    refused(signs_in(&test, &mut phone, 0).await);
});
