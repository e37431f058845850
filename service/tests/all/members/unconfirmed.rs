//! Accounts that nobody confirmed are forgotten, whatever was done with them meanwhile. On both engines.

use super::*;
use domain::MemberId;
use domain::communities::Visibility;
use domain::notices::NoticeKind;
use domain::text::fold;
use domain::threads::{Circle, Kind};
use service::{administration, erasures, moderation, notices, tags};
use store::Conn;

async fn found(test: &TestContext, pseudonym: &str) -> Option<MemberId> {
    let mut reader = test.ctx.store.read().await.expect("a reader");
    let account = store::members::find_by_pseudonym(&mut reader.conn(), &fold(pseudonym)).await.expect("asked");
    account.map(|account| account.id)
}

/// Somebody who signed up, never opened the link, and is signed in all the same.
async fn waits(test: &TestContext, stand_in: &Actor, pseudonym: &str) -> Actor {
    let email = format!("{}@exemple.fr", fold(pseudonym));
    members::sign_up(&test.ctx, &visitor(), &sign_up_form(pseudonym, &email)).await.expect("signs up");
    let mut somebody = stand_in.clone();
    somebody.me.as_mut().expect("a member").id = found(test, pseudonym).await.expect("an account");
    let session = test.session(&somebody).await;
    let (me, _) = members::sessions::authenticate(&test.ctx, &session).await.expect("asked").expect("signed in");
    assert!(!me.confirmed);
    Actor { me: Some(me), ..visitor() }
}

/// Has something that nobody thought of hold on to an account.
async fn hinder(test: &TestContext, pseudonym: &str) {
    let mut tx = test.ctx.store.begin().await.expect("a transaction");
    let make = |kind: &str| {
        let made = format!("CREATE TABLE hindrance (kept {kind} REFERENCES member_key (member));");
        let kept = format!("INSERT INTO hindrance SELECT id FROM member WHERE pseudonym = '{pseudonym}';");
        sqlx::AssertSqlSafe(format!("{made} {kept}"))
    };
    match tx.conn() {
        Conn::Sqlite(conn) => {
            sqlx::raw_sql(make("BLOB")).execute(&mut *conn).await.expect("made");
        }
        Conn::Postgres(conn) => {
            sqlx::raw_sql(make("UUID")).execute(&mut *conn).await.expect("made");
        }
    }
    tx.commit().await.expect("committed");
}

store::both_engines!(what_an_unconfirmed_account_did_keeps_neither_it_nor_anything_else, |db| async move {
    let test = context(db);
    let ctx = &test.ctx;
    let (_, host) = joins(&test, &sign_up_form("Maryvonne", "maryvonne@exemple.fr")).await;
    test.community("reins", Visibility::Open, &host).await;
    let thread = test.thread(&host, "reins", Kind::Discussion, Circle::Public, "Bonjour à tous").await;
    members::create_administrator(ctx, "Hélène", "helene@exemple.fr", STRONG).await.expect("made");
    let admin = test.administrator(&actor(&test, &signs_in(&test, "helene@exemple.fr", STRONG).await.unwrap()).await);

    // The first of them cannot go at all: the others do.
    waits(&test, &host, "Firmin").await;
    hinder(&test, "Firmin").await;
    let reporter = waits(&test, &host, "Raoul").await;
    let report = [
        ("subject", "thread".to_owned()),
        ("about", thread.to_string()),
        ("reason", "distress".into()),
        ("text", "Elle ne va pas bien.".into()),
    ];
    moderation::report(ctx, &reporter, &report.into_iter().collect()).await.expect("reported");
    let reader = waits(&test, &host, "Nadège").await;
    let mut choices = Fields::default();
    for kind in NoticeKind::ALL {
        choices.set(kind.word(), "never");
    }
    notices::choose(ctx, &reader, &choices).await.expect("chosen");
    tags::follow(ctx, &reader, "essai", true).await.expect("followed");
    let leaving = waits(&test, &host, "Léon").await;
    let wish = fields(&[("words", "remove"), ("moment", "later"), ("pseudonym", "Léon")]);
    erasures::request(ctx, &leaving, &wish).await.expect("asked");
    let suspended = waits(&test, &host, "Simon").await;
    let order = [
        ("about", suspended.me.as_ref().expect("a member").id.to_string()),
        ("days", "lifted".into()),
        ("rule", "advertising".into()),
        ("reasons", "Un compte ouvert pour vendre, rien d’autre.".into()),
    ];
    administration::suspend(ctx, &admin, &order.into_iter().collect()).await.expect("suspended");
    // A session of a day, over when all is swept.
    let session = test.session(&host).await;
    assert!(members::sessions::authenticate(ctx, &session).await.expect("asked").is_some());

    members::sweep(ctx).await.expect("swept");
    for name in ["Firmin", "Raoul", "Nadège", "Léon", "Simon"] {
        assert!(found(&test, name).await.is_some(), "{name}: not yet");
    }
    test.clock.advance(8 * 86_400);
    for _ in 0..2 {
        members::sweep(ctx).await.expect("swept");
        for name in ["Raoul", "Nadège", "Léon", "Simon"] {
            assert!(found(&test, name).await.is_none(), "{name}");
        }
        for name in ["Firmin", "Maryvonne", "Hélène"] {
            assert!(found(&test, name).await.is_some(), "{name} stays");
        }
    }
    let mut tx = ctx.store.begin().await.expect("a transaction");
    let ended = store::members::delete_expired_sessions(&mut tx.conn(), ctx.now(), domain::Timestamp(0)).await;
    // Firmin's went with all the others that ended, though he himself is still there.
    assert_eq!(ended.expect("asked"), 0, "swept before the accounts");
    drop(tx);
    assert_eq!(erasures::carry_out(ctx).await.expect("nothing hangs"), 0);
});
