//! Whether an address has an account cannot be found out.

use super::*;

store::both_engines!(sign_up_answers_a_known_address_like_a_new_one, |db| async move {
    let test = context(db);
    joins(&test, &sign_up_form("Maryvonne", "known@exemple.fr")).await;
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Curieuse", "known@exemple.fr")).await.unwrap();
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Curieux", "new@exemple.fr")).await.unwrap();
    let mail = latest_mail(&test, "known@exemple.fr").await;
    assert!(
        mail.text.contains("déjà un compte") && mail.text.contains("Maryvonne") && !mail.text.contains("token"),
        "{}",
        mail.text
    );
    assert!(latest_mail(&test, "new@exemple.fr").await.text.contains("?token="));
    // Both names are kept now: trying one again tells nothing about the address it was tried with.
    for name in ["Curieuse", "Curieux"] {
        let form = sign_up_form(name, "third@exemple.fr");
        assert_eq!(at(members::sign_up(&test.ctx, &visitor(), &form).await, "pseudonym"), FieldError::Taken);
    }
    // Nor does the password just chosen open either.
    for address in ["new@exemple.fr", "nobody@exemple.fr"] {
        assert_eq!(at(signs_in(&test, address, STRONG).await, "password"), FieldError::WrongCredentials);
    }
    // The owner's account is as it was.
    signs_in(&test, "known@exemple.fr", STRONG).await.unwrap();
});

store::both_engines!(a_known_and_an_unknown_address_meet_the_same_refusals, |db| async move {
    let test = context(db);
    joins(&test, &sign_up_form("Maryvonne", "known@exemple.fr")).await;
    for address in ["known@exemple.fr", "nobody@exemple.fr"] {
        assert_eq!(at(signs_in(&test, address, OTHER).await, "password"), FieldError::WrongCredentials);
        members::forgotten(&test.ctx, &visitor(), &fields(&[("email", address)])).await.unwrap();
        members::resend(&test.ctx, &visitor(), &fields(&[("email", address)])).await.unwrap();
    }
    let mails = test.ctx.mailer.kept().await.unwrap();
    assert!(mails.iter().all(|mail| mail.to != "nobody@exemple.fr"));
    // To a confirmed account the confirmation does not go out again.
    assert!(latest_mail(&test, "known@exemple.fr").await.text.contains("/reset?token="));
});

store::both_engines!(whoever_signed_up_last_with_an_address_may_prove_it, |db| async move {
    let test = context(db);
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Usurpation", "victim@exemple.fr")).await.unwrap();
    let stale = opened(&mailed_token(&test, "victim@exemple.fr").await, STRONG);
    let (_, me) = joins(&test, &sign_up_form("Victoire", "victim@exemple.fr")).await;
    assert_eq!(me.signed_in().unwrap().pseudonym, "Victoire");
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &stale, "").await, "token"), FieldError::LinkExpired);
});

store::both_engines!(limits_count_typed_addresses_and_say_how_long, |db| async move {
    let test = strict(db);
    // Eight tries at an account, known or not; then a wait.
    for address in ["a@exemple.fr", "b@exemple.fr"] {
        for _ in 0..8 {
            assert_eq!(at(signs_in(&test, address, OTHER).await, "password"), FieldError::WrongCredentials);
        }
        let Problem::TooMany { seconds } = problem(signs_in(&test, address, OTHER).await) else { panic!("limited") };
        assert!((1..=900 / 8 + 1).contains(&seconds), "{seconds}");
        test.clock.advance(i64::from(seconds));
        assert_eq!(at(signs_in(&test, address, OTHER).await, "password"), FieldError::WrongCredentials);
        test.clock.advance(3_600);
    }
    // Five mails an hour to one address, from wherever they are asked.
    for n in 0..5 {
        let from = Actor { address: format!("192.0.2.{n}"), ..visitor() };
        members::forgotten(&test.ctx, &from, &fields(&[("email", "c@exemple.fr")])).await.unwrap();
    }
    let from = Actor { address: "192.0.2.99".into(), ..visitor() };
    let refused = problem(members::forgotten(&test.ctx, &from, &fields(&[("email", "c@exemple.fr")])).await);
    assert!(matches!(refused, Problem::TooMany { seconds: 1..=721 }), "{refused:?}");
});

store::both_engines!(nobody_shares_an_account_that_somebody_else_made, |db| async move {
    let test = context(db);
    // Somebody signs up with another's address, a password of their own, and waits for her to press the button.
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Usurpation", "victim@exemple.fr")).await.unwrap();
    let token = mailed_token(&test, "victim@exemple.fr").await;
    let page = members::link(&test.ctx, &visitor(), &token, "").await.unwrap();
    assert!(page.password, "her browser did not sign up");
    let hers = fields(&[("token", &token)]);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &hers, "").await, "password"), FieldError::Missing);
    let guess = opened(&token, OTHER);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &guess, "").await, "password"), FieldError::WrongPassword);
    // She chooses a password, by which the account becomes hers alone.
    members::forgotten(&test.ctx, &visitor(), &fields(&[("email", "victim@exemple.fr")])).await.unwrap();
    let reset = opened(&mailed_token(&test, "victim@exemple.fr").await, OTHER);
    let session = members::reset(&test.ctx, &visitor(), &reset, "").await.unwrap();
    assert!(actor(&test, &session).await.me.is_some_and(|me| me.confirmed));
    assert_eq!(at(signs_in(&test, "victim@exemple.fr", STRONG).await, "password"), FieldError::WrongCredentials);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &hers, "").await, "token"), FieldError::LinkExpired);
});

store::both_engines!(where_one_signed_up_the_link_opens_without_more, |db| async move {
    let test = context(db);
    let kept = members::sign_up(&test.ctx, &visitor(), &sign_up_form("Victoire", "v@exemple.fr")).await.unwrap();
    let other = members::sign_up(&test.ctx, &visitor(), &sign_up_form("Yves", "y@exemple.fr")).await.unwrap();
    assert_ne!(kept, other);
    let token = mailed_token(&test, "v@exemple.fr").await;
    assert!(members::link(&test.ctx, &visitor(), &token, &other).await.unwrap().password);
    assert!(!members::link(&test.ctx, &visitor(), &token, &kept).await.unwrap().password);
    let link = fields(&[("token", &token), (members::HERE, &kept)]);
    members::confirm(&test.ctx, &visitor(), &link, "").await.unwrap();
});

// What takes as long is not measured but counted: each of them is checked against a hash, once.
store::both_engines!(an_unknown_address_asks_for_the_same_work, |db| async move {
    let test = context(db);
    joins(&test, &sign_up_form("Maryvonne", "known@exemple.fr")).await;
    // Signed up, never confirmed.
    members::sign_up(&test.ctx, &visitor(), &sign_up_form("Curieuse", "waits@exemple.fr")).await.unwrap();
    for address in ["known@exemple.fr", "waits@exemple.fr", "nobody@exemple.fr"] {
        // Tests run side by side, and count in one place.
        let password = format!("deviné par {:?} pour {address}", test.ctx.store.engine());
        assert_eq!(test.checks_of(&password), 0);
        assert_eq!(at(signs_in(&test, address, &password).await, "password"), FieldError::WrongCredentials);
        assert_eq!(test.checks_of(&password), 1, "{address}");
    }
});
