//! Pages that are kept for visitors: with secrets of their own each time, gone when something happens, and
//! never somebody else's.

use crate::support::{Answer, Site};
use axum::body::Body;
use domain::communities::Visibility;
use domain::policy::Place;
use domain::threads::{Circle, Kind};
use domain::{ReplyId, ThreadId};
use service::{Actor, threads};
use std::time::Duration;
use store::{Db, both_engines};

/// A site on which events are handed on, as in a process that serves.
async fn site(db: Db) -> Site {
    let site = Site::over(db);
    tokio::spawn(service::live::run(site.test.ctx.clone()));
    while site.test.ctx.live.position().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    site
}

/// Until everything that happened was handed on, and a while longer.
async fn told(site: &Site) {
    store::testing::settled(&site.test.ctx.store).await;
    let latest = store::events::latest(&mut site.test.ctx.store.read().await.expect("a reader").conn()).await;
    let latest = latest.expect("a position");
    for _ in 0..500 {
        if site.test.ctx.live.position() == Some(latest) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the events are not handed on");
}

/// Changes what a page shows without any event: whoever reads the old line reads what was kept.
async fn introduces(site: &Site, who: &Actor, line: &str) {
    let mut tx = site.test.ctx.store.begin().await.expect("a transaction");
    let id = who.me.as_ref().expect("a member").id;
    store::members::set_about(&mut tx.conn(), id, line).await.expect("set");
    tx.commit().await.expect("committed");
}

async fn reply(site: &Site, who: &Actor, thread: ThreadId, body: &str) {
    let id: ReplyId = site.test.ctx.new_id();
    let fields = [("thread", thread.to_string()), ("id", id.to_string()), ("body", body.to_owned())];
    threads::reply(&site.test.ctx, who, &fields.into_iter().collect()).await.expect("a reply");
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split_once("'nonce-").expect("a nonce").1.split_once('\'').expect("its end").0.to_owned()
}

both_engines!(a_page_is_kept_with_secrets_of_its_own, |db: Db| async move {
    let site = site(db).await;
    let anne = site.test.patient("Anne").await;
    site.test.community("reins", Visibility::Open, &anne).await;
    let thread = site.test.thread(&anne, "reins", Kind::Question, Circle::Public, "Dormir en dialyse").await;
    introduces(&site, &anne, "Première présentation").await;
    told(&site).await;
    let path = format!("/t/{thread}");
    let first = site.get(None, &path).await;
    assert!(first.text.contains("Première présentation"));
    introduces(&site, &anne, "Seconde présentation").await;
    let second = site.get(None, &path).await;
    assert!(second.text.contains("Première présentation"), "this one was kept");

    let (one, other) = (nonce(&first), nonce(&second));
    assert_ne!(one, other);
    assert!(!second.text.contains(&one), "no nonce is used twice");
    assert_eq!(first.text.matches(&one).count(), second.text.matches(&other).count());
    assert!(second.text.matches(&other).count() >= 1);
    assert_eq!(first.text.replace(&one, "").len(), second.text.replace(&other, "").len());
    assert_ne!(first.text.replace(&one, ""), second.text.replace(&other, ""), "nor is a request's id");
    let same = |name: &str| assert_eq!(first.header(name), second.header(name), "{name}");
    for name in ["content-type", "cache-control", "x-vecu-viewer", "x-content-type-options", "x-robots-tag"] {
        same(name);
    }

    // Another language and other colours are other pages.
    let english = crate::support::request("GET", None, &path).header("cookie", "vecu_locale=en");
    let english = site.send(english.body(Body::empty()).expect("a request")).await;
    assert!(english.text.contains("<html lang=\"en\"") && english.text.contains("Seconde présentation"));
    let dark = crate::support::request("GET", None, &path).header("cookie", "vecu_theme=dark");
    let dark = site.send(dark.body(Body::empty()).expect("a request")).await;
    assert!(dark.text.contains("data-theme=\"dark\"") && dark.text.contains("Seconde présentation"));
});

both_engines!(what_happens_takes_pages_away_at_once, |db: Db| async move {
    let site = site(db).await;
    let (anne, yves) = (site.test.patient("Anne").await, site.test.patient("Yves").await);
    let community = site.test.community("reins", Visibility::Open, &anne).await;
    site.test.place(&yves, community, Place::Member).await;
    let thread = site.test.thread(&anne, "reins", Kind::Question, Circle::Public, "Dormir en dialyse").await;
    let still = site.test.thread(&anne, "reins", Kind::Question, Circle::Public, "Un fil tranquille").await;
    introduces(&site, &anne, "Première présentation").await;
    told(&site).await;
    let lists = ["/", "/c/reins", "/c/reins?order=new", "/communities"];
    for path in lists.iter().map(ToString::to_string).chain([format!("/t/{thread}"), format!("/t/{still}")]) {
        assert_eq!(site.get(None, &path).await.status, 200, "{path}");
    }
    introduces(&site, &anne, "Seconde présentation").await;
    reply(&site, &yves, thread, "Un oreiller de plus.").await;
    told(&site).await;
    let read = site.get(None, &format!("/t/{thread}")).await.text;
    assert!(read.contains("Un oreiller de plus.") && read.contains("Seconde présentation"));
    assert!(
        site.get(None, &format!("/t/{still}")).await.text.contains("Première présentation"),
        "nothing happened there"
    );

    // Narrowed, it is gone for visitors.
    let fields = [("circle", Circle::Members.word())].into_iter().collect();
    threads::narrow(&site.test.ctx, &anne, thread, &fields).await.expect("narrowed");
    told(&site).await;
    let gone = site.get(None, &format!("/t/{thread}")).await;
    assert_eq!(gone.status, 404);
    assert!(!gone.text.contains("oreiller"));
    for path in lists {
        assert!(!site.get(None, path).await.text.contains("Dormir en dialyse"), "{path}");
    }
    // And deleted, so is the other.
    threads::delete_thread(&site.test.ctx, &anne, still).await.expect("deleted");
    told(&site).await;
    assert_ne!(site.get(None, &format!("/t/{still}")).await.status, 200);
});

both_engines!(nobody_reads_what_was_kept_for_another, |db: Db| async move {
    let site = site(db).await;
    let anne = site.test.patient("Anne").await;
    site.test.community("reins", Visibility::Open, &anne).await;
    let thread = site.test.thread(&anne, "reins", Kind::Question, Circle::Public, "Dormir en dialyse").await;
    let session = site.test.session(&anne).await;
    told(&site).await;
    let path = format!("/t/{thread}");
    let hers = site.get(Some(&session), &path).await;
    assert!(hers.text.contains("data-viewer"));
    let visitor = site.get(None, &path).await;
    assert!(!visitor.text.contains("data-viewer"));
    assert_eq!(visitor.header("x-vecu-viewer"), "-");
    let hers = site.get(Some(&session), &path).await;
    assert!(hers.text.contains("data-viewer"), "a member is never given a visitor's page");
    // A session that ended reads as a visitor does, and is never kept nor given what was kept.
    site.test.end_sessions(&anne).await;
    assert_eq!(site.get(Some(&session), &path).await.status, 200);
    // Refusals are not kept: what is not there may come.
    assert_eq!(site.get(None, "/c/later").await.status, 404);
    site.test.community("later", Visibility::Open, &anne).await;
    assert_eq!(site.get(None, "/c/later").await.status, 200);
});
