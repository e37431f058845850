//! Signed-in devices.

use super::*;
use members::sessions::{authenticate, list, revoke, revoke_others};

store::both_engines!(devices_are_listed_and_revoked, |db| async move {
    let test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let phone = members::sign_in(
        &test.ctx,
        &visitor(),
        &fields(&[("email", "m@exemple.fr"), ("password", STRONG)]),
        "Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Mobile Safari/537.36",
    )
    .await
    .unwrap();
    let devices = list(&test.ctx, &me).await.unwrap();
    let names: Vec<(&str, bool)> = devices.iter().map(|device| (device.device.as_str(), device.current)).collect();
    assert_eq!(names, [("Chrome, Android", false), ("Firefox, Linux", true)]);

    // Nobody ends somebody else's session.
    let (_, stranger) = joins(&test, &sign_up_form("Curieuse", "c@exemple.fr")).await;
    assert_eq!(problem(revoke(&test.ctx, &stranger, devices[0].id).await), Problem::NotFound);
    revoke(&test.ctx, &me, devices[0].id).await.unwrap();
    assert!(try_actor(&test, &phone).await.is_none());
    assert!(try_actor(&test, &session).await.is_some());

    let tablet = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    revoke_others(&test.ctx, &me).await.unwrap();
    assert!(try_actor(&test, &tablet).await.is_none());
    assert!(try_actor(&test, &session).await.is_some());
});

store::both_engines!(a_device_that_nobody_uses_is_signed_out, |db| async move {
    let mut test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let last_seen = async || list(&test.ctx, &me).await.unwrap()[0].last_seen.utc;
    let begun = last_seen().await;
    // What counts is the last use, not the first.
    test.clock.advance(29 * 86_400);
    assert!(authenticate(&test.ctx, &session.token).await.unwrap().is_some());
    for _ in 0..100 {
        if last_seen().await > begun {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    test.clock.advance(29 * 86_400);
    // Two other devices, left alone: refused before anything is swept, and listed no more.
    let alone = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    let kept = signs_in(&test, "m@exemple.fr", STRONG).await.unwrap();
    assert!(try_actor(&test, &session).await.is_some());
    test.clock.advance(30 * 86_400 + 1);
    assert!(try_actor(&test, &alone).await.is_none());
    assert!(list(&test.ctx, &me).await.unwrap().is_empty());

    // Where the operator wants none of it, a session lasts its time.
    let thirty = test.ctx.settings.clone();
    let never = Arc::new(service::Settings { session_idle_days: 0, ..(*thirty).clone() });
    test.ctx.settings = never.clone();
    members::sweep(&test.ctx).await.unwrap();
    assert!(try_actor(&test, &kept).await.is_some());

    // What is swept does not come back with another setting.
    test.ctx.settings = thirty;
    assert!(try_actor(&test, &alone).await.is_none());
    members::sweep(&test.ctx).await.unwrap();
    test.ctx.settings = never;
    assert!(try_actor(&test, &alone).await.is_none());
});

store::both_engines!(a_use_is_noted_to_the_hour_and_sixty_days_end_it, |db| async move {
    let test = context(db);
    let (session, me) = joins(&test, &sign_up_form("Maryvonne", "m@exemple.fr")).await;
    let seen = |test: &TestContext, me: &Actor| {
        let (ctx, me) = (test.ctx.clone(), me.clone());
        async move { list(&ctx, &me).await.unwrap()[0].last_seen.utc }
    };
    let begun = seen(&test, &me).await;
    test.clock.advance(1_800);
    authenticate(&test.ctx, &session.token).await.unwrap().unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(seen(&test, &me).await, begun);
    test.clock.advance(1_800);
    authenticate(&test.ctx, &session.token).await.unwrap().unwrap();
    for _ in 0..50 {
        if seen(&test, &me).await > begun {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(seen(&test, &me).await > begun);
    test.clock.advance(60 * 86_400);
    assert!(authenticate(&test.ctx, &session.token).await.unwrap().is_none());
    assert!(authenticate(&test.ctx, "").await.unwrap().is_none());
    assert!(authenticate(&test.ctx, "not a token").await.unwrap().is_none());
});
