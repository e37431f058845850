//! Recovery codes.

use super::*;

async fn recover(test: &TestContext, email: &str, code: &str) -> Result<SignedIn, Fault> {
    passkeys::recover(&test.ctx, &visitor(), &fields(&[("email", email), ("code", code)]), "").await
}

store::both_engines!(each_code_signs_in_once, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    assert_eq!(page(&test, &me).await.left, 0);
    let codes = passkeys::make_codes(&test.ctx, &me).await.unwrap();
    assert_eq!(codes.len(), 10);
    let shown = passkeys::list(&test.ctx, &me, &codes, "").await.unwrap();
    assert_eq!((shown.left, &shown.codes), (10, &codes));
    let stranger = member(&test, "Curieuse").await;
    assert!(passkeys::list(&test.ctx, &stranger, &codes, "").await.unwrap().codes.is_empty(), "not hers");

    let typed = codes[3].to_lowercase().replace('-', " ");
    let session = recover(&test, "Maryvonne@exemple.fr", &typed).await.unwrap();
    let back = came_in(&test, &session.token).await.unwrap();
    assert!(members::proved(&test.ctx, &back).is_ok(), "she can set things right");
    let mail = &mails_to(&test, "maryvonne@exemple.fr").await[0];
    assert!(mail.text.contains("code de secours") && mail.text.contains("restants : 9"), "{}", mail.text);
    assert_eq!(page(&test, &back).await.left, 9);
    assert_eq!(at(recover(&test, "maryvonne@exemple.fr", &codes[3]).await, "code"), FieldError::WrongCode);

    // Replaced, those before are worth nothing.
    let fresh = passkeys::make_codes(&test.ctx, &back).await.unwrap();
    assert_eq!(at(recover(&test, "maryvonne@exemple.fr", &codes[4]).await, "code"), FieldError::WrongCode);
    recover(&test, "maryvonne@exemple.fr", &fresh[4]).await.unwrap();
    test.clock.advance(601);
    assert!(matches!(problem(passkeys::make_codes(&test.ctx, &back).await), Problem::ProofNeeded { .. }));
});

store::both_engines!(a_wrong_code_tells_nothing, |db| async move {
    let test = context(db);
    let me = member(&test, "Maryvonne").await;
    let codes = passkeys::make_codes(&test.ctx, &me).await.unwrap();
    member(&test, "Curieuse").await;
    for (email, code) in [
        ("maryvonne@exemple.fr", "00000-00000"),
        ("maryvonne@exemple.fr", "pas un code"),
        ("curieuse@exemple.fr", codes[0].as_str()),
        ("personne@exemple.fr", codes[0].as_str()),
    ] {
        assert_eq!(at(recover(&test, email, code).await, "code"), FieldError::WrongCode, "{email} {code}");
    }
    assert_eq!(at(recover(&test, "maryvonne@exemple.fr", " ").await, "code"), FieldError::Missing);
    assert_eq!(at(recover(&test, "maryvonne", &codes[0]).await, "email"), FieldError::NotAnEmail);
    assert_eq!(page(&test, &me).await.left, 10, "none was used up");
});

store::both_engines!(who_guesses_codes_is_stopped, |db| async move {
    let test = strict(db);
    let me = member(&test, "Maryvonne").await;
    let codes = passkeys::make_codes(&test.ctx, &me).await.unwrap();
    for _ in 0..8 {
        assert_eq!(at(recover(&test, "maryvonne@exemple.fr", "00000-00000").await, "code"), FieldError::WrongCode);
    }
    assert!(matches!(problem(recover(&test, "maryvonne@exemple.fr", &codes[0]).await), Problem::TooMany { .. }));
    // Passwords are counted with them.
    let form = fields(&[("email", "maryvonne@exemple.fr"), ("password", PASSWORD)]);
    let tried = members::sign_in(&test.ctx, &visitor(), &form, "").await;
    assert!(matches!(problem(tried), Problem::TooMany { .. }));
});
