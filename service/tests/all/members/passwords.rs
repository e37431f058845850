//! Changing and forgetting a password.

use super::*;

store::both_engines!(a_new_password_signs_the_others_out, |db| async move {
    let test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let other = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    let wrong = fields(&[("password_current", OTHER), ("password_new", OTHER)]);
    assert_eq!(
        at(members::change_password(&test.ctx, &me, &wrong).await, "password_current"),
        FieldError::WrongPassword
    );
    let weak = fields(&[("password_current", STRONG), ("password_new", "maryvonne12")]);
    assert_eq!(at(members::change_password(&test.ctx, &me, &weak).await, "password_new"), FieldError::WeakPassword);
    assert!(try_actor(&test, &other).await.is_some());

    let right = fields(&[("password_current", STRONG), ("password_new", OTHER)]);
    let renewed = members::change_password(&test.ctx, &me, &right).await.unwrap();
    assert!(try_actor(&test, &session).await.is_none(), "whoever copied the cookie has nothing");
    let here = actor(&test, &renewed).await;
    assert_eq!(here.me.as_ref().unwrap().session, me.me.as_ref().unwrap().session, "the same device");
    members::proved(&test.ctx, &here).expect("the password proved it");
    assert!(try_actor(&test, &other).await.is_none());
    assert_eq!(at(signs_in(&test, "m@exemple.fr", STRONG).await, "password"), FieldError::WrongCredentials);
    signs_in(&test, "m@exemple.fr", OTHER).await.unwrap();
});

store::both_engines!(a_forgotten_password_is_replaced_once_within_the_hour, |db| async move {
    let test = context(db);
    let (session, _) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let ask = || async {
        members::forgotten(&test.ctx, &visitor(), &fields(&[("email", "m@exemple.fr")])).await.unwrap();
        mailed_token(&test, "m@exemple.fr").await
    };
    let late = fields(&[("token", &ask().await), ("password", OTHER)]);
    test.clock.advance(3_600);
    assert_eq!(at(members::reset(&test.ctx, &visitor(), &late, "").await, "token"), FieldError::LinkExpired);

    let token = ask().await;
    // A refused password does not use the link up, nor does it confirm anything.
    let weak = fields(&[("token", &token), ("password", "motdepasse")]);
    assert_eq!(at(members::reset(&test.ctx, &visitor(), &weak, "").await, "password"), FieldError::WeakPassword);
    assert_eq!(at(members::confirm(&test.ctx, &visitor(), &weak, "").await, "token"), FieldError::LinkExpired);
    let good = fields(&[("token", &token), ("password", OTHER)]);
    let fresh = members::reset(&test.ctx, &visitor(), &good, "").await.unwrap();
    assert!(try_actor(&test, &fresh).await.is_some());
    assert!(try_actor(&test, &session).await.is_none());
    assert_eq!(at(members::reset(&test.ctx, &visitor(), &good, "").await, "token"), FieldError::LinkExpired);
    signs_in(&test, "m@exemple.fr", OTHER).await.unwrap();
});
