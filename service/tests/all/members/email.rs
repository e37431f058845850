//! Another e-mail address.

use super::*;

store::both_engines!(the_address_changes_when_the_new_one_is_proved, |db| async move {
    let test = context(db);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "old@exemple.fr")).await;
    let other = signs_in(&test, "old@exemple.fr", STRONG).await.unwrap();
    let right = fields(&[("email", "fresh@exemple.fr")]);
    // The link that she came in by proves an address, not who holds the device.
    let refused = problem(members::request_email_change(&test.ctx, &me, &right).await);
    assert_eq!(refused, Problem::ProofNeeded { passkey: false });
    let (session, me) = proves(&test, &me).await;
    members::request_email_change(&test.ctx, &me, &right).await.unwrap();
    let account = members::account(&test.ctx, &me).await.unwrap();
    assert_eq!(
        (account.email.as_str(), account.email_pending.as_deref()),
        ("old@exemple.fr", Some("fresh@exemple.fr"))
    );

    let token = mailed_token(&test, "fresh@exemple.fr").await;
    assert_eq!(members::link(&test.ctx, &me, &token, "").await.unwrap().email.as_deref(), Some("fresh@exemple.fr"));
    let (_, here) = members::confirm(&test.ctx, &me, &fields(&[("token", &token)]), "").await.unwrap();
    assert!(try_actor(&test, &session).await.is_none(), "its cookie was replaced");
    assert!(try_actor(&test, &other).await.is_none());
    let account = members::account(&test.ctx, &actor(&test, &here).await).await.unwrap();
    assert_eq!((account.email.as_str(), account.email_pending), ("fresh@exemple.fr", None));
    let told = test.ctx.mailer.kept().await.unwrap();
    let told: Vec<&str> =
        told.iter().filter(|mail| mail.to == "old@exemple.fr").map(|mail| mail.subject.as_str()).collect();
    assert!(told.contains(&"Une autre adresse a été demandée") && told.contains(&"Votre adresse a changé"), "{told:?}");
    assert_eq!(at(signs_in(&test, "old@exemple.fr", STRONG).await, "password"), FieldError::WrongCredentials);
    signs_in(&test, "fresh@exemple.fr", STRONG).await.unwrap();
});

store::both_engines!(somebody_elses_address_is_asked_for_like_any_other, |db| async move {
    let test = context(db);
    joins(&test, &sign_up_form("Victoire", "victim@exemple.fr")).await;
    let (_, me) = joins(&test, &sign_up_form("Curieuse", "curious@exemple.fr")).await;
    let (_, me) = proves(&test, &me).await;
    let form = fields(&[("email", "victim@exemple.fr")]);
    members::request_email_change(&test.ctx, &me, &form).await.unwrap();
    // The asker sees it wait, as a new address would; the owner is told, without a link.
    assert_eq!(members::account(&test.ctx, &me).await.unwrap().email_pending.as_deref(), Some("victim@exemple.fr"));
    let mail = latest_mail(&test, "victim@exemple.fr").await;
    assert!(mail.text.contains("déjà un compte") && !mail.text.contains("token"), "{}", mail.text);
});

store::both_engines!(of_two_who_prove_one_address_the_first_has_it, |db| async move {
    let test = context(db);
    let (_, one) = joins(&test, &sign_up_form("Antonin", "one@exemple.fr")).await;
    let (_, two) = joins(&test, &sign_up_form("Nadège", "two@exemple.fr")).await;
    let ((_, one), (_, two)) = (proves(&test, &one).await, proves(&test, &two).await);
    let form = fields(&[("email", "shared@exemple.fr")]);
    members::request_email_change(&test.ctx, &one, &form).await.unwrap();
    let first = fields(&[("token", &mailed_token(&test, "shared@exemple.fr").await)]);
    members::request_email_change(&test.ctx, &two, &form).await.unwrap();
    let second = fields(&[("token", &mailed_token(&test, "shared@exemple.fr").await)]);
    members::confirm(&test.ctx, &one, &first, "").await.unwrap();
    assert_eq!(at(members::confirm(&test.ctx, &two, &second, "").await, "token"), FieldError::LinkExpired);
    assert_eq!(members::account(&test.ctx, &two).await.unwrap().email, "two@exemple.fr");
});

store::both_engines!(a_new_address_opens_for_its_member_alone, |db| async move {
    let test = context(db);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "old@exemple.fr")).await;
    let (_, me) = proves(&test, &me).await;
    let form = fields(&[("email", "typed-wrong@exemple.fr")]);
    members::request_email_change(&test.ctx, &me, &form).await.unwrap();
    let token = mailed_token(&test, "typed-wrong@exemple.fr").await;
    // Whoever has that address is not her.
    let (_, eve) = joins(&test, &sign_up_form("Eve", "eve@exemple.fr")).await;
    for stranger in [&visitor(), &eve] {
        assert!(members::link(&test.ctx, stranger, &token, "").await.unwrap().password);
        let link = fields(&[("token", &token)]);
        assert_eq!(at(members::confirm(&test.ctx, stranger, &link, "").await, "password"), FieldError::Missing);
        let guess = opened(&token, OTHER);
        assert_eq!(at(members::confirm(&test.ctx, stranger, &guess, "").await, "password"), FieldError::WrongPassword);
    }
    // On another device of hers, with her password; the link is not used up by what was refused.
    members::confirm(&test.ctx, &visitor(), &opened(&token, STRONG), "").await.unwrap();
});

store::both_engines!(another_password_ends_what_was_begun_with_the_one_before, |db| async move {
    let test = context(db);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "old@exemple.fr")).await;
    let (_, me) = proves(&test, &me).await;
    // Somebody who knew it asks for their own address, and makes codes.
    let form = fields(&[("email", "thief@exemple.fr")]);
    members::request_email_change(&test.ctx, &me, &form).await.unwrap();
    let code = service::passkeys::make_codes(&test.ctx, &me).await.unwrap().remove(0);
    let change = fields(&[("password_current", STRONG), ("password_new", OTHER)]);
    members::change_password(&test.ctx, &me, &change).await.unwrap();
    let thief = opened(&mailed_token(&test, "thief@exemple.fr").await, STRONG);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &thief, "").await, "token"), FieldError::LinkExpired);
    let back = fields(&[("email", "old@exemple.fr"), ("code", &code)]);
    assert_eq!(at(service::passkeys::recover(&test.ctx, &visitor(), &back, "").await, "code"), FieldError::WrongCode);
    assert!(latest_mail(&test, "old@exemple.fr").await.text.contains("Aucune clé d’accès"));
});
