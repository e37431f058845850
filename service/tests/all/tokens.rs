//! Personal tokens, from making one to its end, on both engines.

use domain::time::DAY;
use domain::tokens::{MAX_TOKENS, PREFIX, Scope};
use domain::{FieldError, Fields, Problem};
use service::testing::{TestContext, context};
use service::{Actor, Fault, tokens};
use store::Db;

const PASSWORD: &str = "théière octobre vélo cuivre";

fn form(pairs: &[(&str, &str)]) -> Fields {
    let usual = [("name", "Robot"), ("scopes", "read"), ("lasts", "30"), ("password_current", PASSWORD)];
    let kept = usual.into_iter().filter(|(name, _)| !pairs.iter().any(|(other, _)| other == name));
    kept.chain(pairs.iter().copied()).filter(|(_, value)| !value.is_empty()).collect()
}

/// A member with an address and a password.
async fn somebody(test: &TestContext, name: &str) -> Actor {
    let actor = test.with_address(name, &format!("{}@exemple.fr", name.to_lowercase())).await;
    test.set_password(&actor, PASSWORD).await;
    actor
}

#[track_caller]
fn at<T: std::fmt::Debug>(outcome: Result<T, Fault>, field: &str) -> FieldError {
    match outcome {
        Err(Fault::Form(refused)) => refused.at(field).expect("an error at this field"),
        other => panic!("expected a refused form, got {other:?}"),
    }
}

store::both_engines!(a_token_acts_as_its_member_until_it_is_revoked, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let secret = tokens::make(&test.ctx, &ana, &form(&[("scopes", "write"), ("name", "Robot à café")])).await.unwrap();
    assert!(secret.starts_with(PREFIX) && secret.len() == PREFIX.len() + 43, "{secret}");
    let mail = &test.ctx.mailer.kept().await.unwrap()[0];
    assert!(mail.text.contains("« Robot à café »") && mail.text.contains("/settings/tokens"), "{}", mail.text);
    assert!(!mail.text.contains(&secret));

    let bearer = tokens::authenticate(&test.ctx, &secret).await.unwrap().unwrap();
    assert_eq!(bearer.scopes, [Scope::Write]);
    assert_eq!(bearer.actor.me.as_ref().unwrap().id, ana.me.as_ref().unwrap().id);
    for wrong in ["", PREFIX, &secret[..secret.len() - 1], &secret[PREFIX.len()..], "vecu_AAAA", "Bearer"] {
        assert!(tokens::authenticate(&test.ctx, wrong).await.unwrap().is_none(), "{wrong}");
    }
    let list = tokens::list(&test.ctx, &ana, Some(&secret)).await.unwrap();
    assert_eq!((list.tokens.len(), list.made.as_deref()), (1, Some(secret.as_str())));

    // Nobody sees or ends somebody else's, and no secret is shown that is not one's own.
    let eve = somebody(&test, "Eve").await;
    let hers = tokens::list(&test.ctx, &eve, Some(&secret)).await.unwrap();
    assert!(hers.tokens.is_empty() && hers.made.is_none());
    let id = list.tokens[0].id;
    assert!(matches!(tokens::revoke(&test.ctx, &eve, id).await, Err(Fault::Problem(Problem::NotFound))));
    tokens::revoke(&test.ctx, &ana, id).await.unwrap();
    assert!(tokens::authenticate(&test.ctx, &secret).await.unwrap().is_none());
});

store::both_engines!(only_a_hash_is_kept, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let secret = tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    let rows =
        store::tokens::of_member(&mut test.ctx.store.read().await.unwrap().conn(), ana.me.unwrap().id, test.ctx.now())
            .await
            .unwrap();
    let hash = service::crypto::Token::hash_of(&secret[PREFIX.len()..]).unwrap();
    assert_eq!(rows[0].token_hash, hash);
    assert!(!format!("{rows:?}").contains(&secret[PREFIX.len()..]));
});

store::both_engines!(a_token_ends_by_itself_and_is_forgotten, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let month = tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    let year = tokens::make(&test.ctx, &ana, &form(&[("lasts", "365")])).await.unwrap();
    test.clock.advance(30 * DAY / 1_000_000 + 1);
    assert!(tokens::authenticate(&test.ctx, &month).await.unwrap().is_none());
    assert!(tokens::authenticate(&test.ctx, &year).await.unwrap().is_some());
    assert_eq!(tokens::list(&test.ctx, &ana, None).await.unwrap().tokens.len(), 1);
    service::members::sweep(&test.ctx).await.unwrap();
    test.clock.advance(-40 * DAY / 1_000_000);
    assert!(tokens::authenticate(&test.ctx, &month).await.unwrap().is_none(), "forgotten, not only past");
    test.clock.advance(400 * DAY / 1_000_000);
    assert!(tokens::authenticate(&test.ctx, &year).await.unwrap().is_none());
});

store::both_engines!(the_day_of_the_last_use_is_noted_and_no_more, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let secret = tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    assert_eq!(tokens::list(&test.ctx, &ana, None).await.unwrap().tokens[0].used, None);
    tokens::authenticate(&test.ctx, &secret).await.unwrap().unwrap();
    let mut used = None;
    for _ in 0..100 {
        used = tokens::list(&test.ctx, &ana, None).await.unwrap().tokens[0].used;
        if used.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(used.expect("a day").utc.0 % DAY, 0);
});

store::both_engines!(making_one_takes_the_password_and_every_error_is_at_its_field, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let make = |pairs: &[(&str, &str)]| {
        let (ctx, ana, fields) = (test.ctx.clone(), ana.clone(), form(pairs));
        async move { tokens::make(&ctx, &ana, &fields).await }
    };
    assert_eq!(at(make(&[("password_current", "autre chose")]).await, "password_current"), FieldError::WrongPassword);
    assert_eq!(at(make(&[("password_current", "")]).await, "password_current"), FieldError::Missing);
    assert_eq!(at(make(&[("name", "")]).await, "name"), FieldError::Missing);
    assert_eq!(at(make(&[("scopes", "")]).await, "scopes"), FieldError::Missing);
    assert_eq!(at(make(&[("scopes", "admin")]).await, "scopes"), FieldError::NotAChoice);
    assert_eq!(at(make(&[("lasts", "100000")]).await, "lasts"), FieldError::NotAChoice);
    assert!(tokens::list(&test.ctx, &ana, None).await.unwrap().tokens.is_empty());
    let nobody = Actor::visitor(domain::Locale::Fr);
    let refused = tokens::make(&test.ctx, &nobody, &form(&[])).await;
    assert!(matches!(refused, Err(Fault::Problem(Problem::SignInNeeded))));
});

store::both_engines!(ten_at_most_also_when_made_at_once, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    for _ in 0..MAX_TOKENS - 1 {
        tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    }
    let (fields, other) = (form(&[]), form(&[]));
    let both = tokio::join!(tokens::make(&test.ctx, &ana, &fields), tokens::make(&test.ctx, &ana, &other));
    assert_eq!([&both.0, &both.1].into_iter().filter(|made| made.is_ok()).count(), 1);
    let refused = if both.0.is_err() { both.0 } else { both.1 };
    assert_eq!(at(refused, "name"), FieldError::TooMany { max: MAX_TOKENS });
    assert_eq!(tokens::list(&test.ctx, &ana, None).await.unwrap().tokens.len(), MAX_TOKENS as usize);
});

store::both_engines!(another_password_ends_every_token, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let secret = tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    let other: Fields =
        [("password_current", PASSWORD), ("password_new", "girafe lundi parapluie cobalt")].into_iter().collect();
    let session = test.session(&ana).await;
    let (me, _) = service::members::sessions::authenticate(&test.ctx, &session).await.unwrap().unwrap();
    let ana = service::Actor { me: Some(me), ..ana };
    service::members::change_password(&test.ctx, &ana, &other).await.unwrap();
    assert!(tokens::authenticate(&test.ctx, &secret).await.unwrap().is_none());
});

store::both_engines!(a_token_has_no_power_over_the_instance, |db: Db| async move {
    let test = context(db);
    let ana = somebody(&test, "Ana").await;
    let mut tx = test.ctx.store.begin().await.unwrap();
    store::members::set_administrator(&mut tx.conn(), ana.me.as_ref().unwrap().id).await.unwrap();
    tx.commit().await.unwrap();
    let secret = tokens::make(&test.ctx, &ana, &form(&[])).await.unwrap();
    let bearer = tokens::authenticate(&test.ctx, &secret).await.unwrap().unwrap();
    assert!(!bearer.actor.me.as_ref().unwrap().administrator && bearer.actor.administrator().is_err());
});
