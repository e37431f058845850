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
    assert_eq!(members::link(&test.ctx, &token).await.unwrap().email.as_deref(), Some("fresh@exemple.fr"));
    let (_, here) = members::confirm(&test.ctx, &me, &fields(&[("token", &token)]), "").await.unwrap();
    assert!(try_actor(&test, &session).await.is_none(), "its cookie was replaced");
    assert!(try_actor(&test, &other).await.is_none());
    let account = members::account(&test.ctx, &actor(&test, &here).await).await.unwrap();
    assert_eq!((account.email.as_str(), account.email_pending), ("fresh@exemple.fr", None));
    assert!(latest_mail(&test, "old@exemple.fr").await.text.contains("autre adresse"));
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
