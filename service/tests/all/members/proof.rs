//! Proving again that it is oneself.

use super::*;

store::both_engines!(a_password_proves_for_ten_minutes, |db| async move {
    let test = context(db);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    assert_eq!(problem(members::proved(&test.ctx, &visitor())), Problem::SignInNeeded);
    assert_eq!(problem(members::proved(&test.ctx, &me)), Problem::ProofNeeded { passkey: false });
    let wrong = fields(&[("password_proof", OTHER)]);
    assert_eq!(at(members::prove(&test.ctx, &me, &wrong).await, "password_proof"), FieldError::WrongPassword);
    assert_eq!(at(members::prove(&test.ctx, &me, &fields(&[])).await, "password_proof"), FieldError::Missing);
    let (_, me) = proves(&test, &me).await;
    assert_eq!(members::proved(&test.ctx, &me).unwrap().pseudonym, "Maryvonne");
    test.clock.advance(599);
    assert!(members::proved(&test.ctx, &me).is_ok());
    test.clock.advance(2);
    assert!(members::proved(&test.ctx, &me).is_err());
    // Whoever signs in by password proves it with that.
    let session = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    assert!(members::proved(&test.ctx, &actor(&test, &session).await).is_ok());
});

store::both_engines!(a_proof_changes_the_secret_of_the_session, |db| async move {
    let test = context(db);
    let (before, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let (after, proved) = proves(&test, &me).await;
    assert!(try_actor(&test, &before).await.is_none(), "whoever copied the cookie has nothing");
    assert_eq!(proved.me.as_ref().unwrap().session, me.me.as_ref().unwrap().session, "the same device");
    members::sessions::revoke(&test.ctx, &proved, me.me.as_ref().unwrap().session).await.unwrap();
    assert!(try_actor(&test, &after).await.is_none());
    let again = members::prove(&test.ctx, &proved, &fields(&[("password_proof", STRONG)])).await;
    assert_eq!(problem(again), Problem::SignInNeeded, "what was signed out proves nothing");
});

store::both_engines!(who_guesses_is_stopped, |db| async move {
    let test = strict(db);
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    // The password that opened the link counted too.
    test.clock.advance(900);
    let wrong = fields(&[("password_proof", OTHER)]);
    for _ in 0..8 {
        assert_eq!(at(members::prove(&test.ctx, &me, &wrong).await, "password_proof"), FieldError::WrongPassword);
    }
    let right = fields(&[("password_proof", STRONG)]);
    assert!(matches!(problem(members::prove(&test.ctx, &me, &right).await), Problem::TooMany { .. }));
});

store::both_engines!(administration_asks_who_it_is, |db| async move {
    let test = context(db);
    members::create_administrator(&test.ctx, "Hélène V.", "helene@exemple.fr", STRONG).await.unwrap();
    let session = signs_in(&test, "helene@exemple.fr", STRONG).await.unwrap();
    let admin = actor(&test, &session).await;
    service::administration::claims(&test.ctx, &admin, &service::administration::Sought::default()).await.unwrap();
    service::administration::home(&test.ctx, &admin).await.unwrap();
    test.clock.advance(601);
    let needed = Problem::ProofNeeded { passkey: false };
    assert_eq!(
        problem(service::administration::claims(&test.ctx, &admin, &service::administration::Sought::default()).await),
        needed
    );
    assert_eq!(problem(service::administration::decide(&test.ctx, &admin, &fields(&[])).await), needed);
    assert_eq!(problem(service::administration::home(&test.ctx, &admin).await), needed);
    // Who may not is not asked.
    let (_, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    assert_eq!(
        problem(service::administration::claims(&test.ctx, &me, &service::administration::Sought::default()).await),
        Problem::Forbidden
    );
});
