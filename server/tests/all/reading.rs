//! Reading has a limit: people do not meet it, whoever copies everything does.

use crate::support::{Site, request};
use axum::body::Body;
use domain::communities::Visibility;
use http::header;
use std::sync::Arc;
use store::Db;
use vecu_server::config::Config;

/// A site where a session reads so many pages a minute, and an address four times as many.
fn site(db: Db, reads_per_minute: u32) -> Site {
    let mut test = service::testing::context(db);
    test.ctx.settings = Arc::new(service::Settings::default());
    Site::with(test, Arc::new(Config { reads_per_minute, ..Config::default() }))
}

fn page(session: Option<&str>, path: &str, language: &'static str) -> http::Request<Body> {
    let mut page = request("GET", session, path).header(header::ACCEPT, "text/html,*/*").body(Body::empty()).unwrap();
    page.headers_mut().insert(header::ACCEPT_LANGUAGE, http::HeaderValue::from_static(language));
    page
}

store::both_engines!(who_reads_too_fast_is_asked_to_come_back, |db: Db| async move {
    let site = site(db, 3);
    let anne = site.test.patient("Anne").await;
    let jo = site.test.patient("Jo").await;
    let (session, other) = (site.session(&anne).await.unwrap(), site.session(&jo).await.unwrap());
    for _ in 0..3 {
        assert_eq!(site.send(page(Some(&session), "/feed", "fr")).await.status, 200);
    }
    let refused = site.send(page(Some(&session), "/feed", "en")).await;
    assert_eq!(refused.status, 429);
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert!(
        refused.text.contains("<html lang=\"en\"") && refused.text.contains("One moment, please"),
        "{}",
        refused.text
    );
    assert!(refused.text.contains("112"), "whoever needs help is told where it is: {}", refused.text);
    let refused = site.send(page(Some(&session), "/", "fr")).await;
    assert!(refused.text.contains("Un instant, s’il vous plaît"), "{}", refused.text);
    assert_eq!(refused.header("cache-control"), "private, no-store");
    // Data of pages, in the shape that hydrated pages read; and somebody else reads on.
    let refused = site.get(Some(&session), "/api/letters/list").await;
    assert_eq!(refused.status, 429);
    assert!(refused.text.contains("TooMany") && refused.text.contains("seconds"), "{}", refused.text);
    assert_eq!(site.send(page(Some(&other), "/feed", "fr")).await.status, 200);
    // What was written is taken all the same, and so is whatever is no reading.
    let theme = [("_form", "members.theme"), ("theme", "dark"), ("_back", "/settings")];
    assert_eq!(site.post(Some(&session), "/settings", &theme).await.status, 303);
    // A form that carries nothing out is answered with its page: as many as are read.
    let nothing = [("_form", "nothing.at_all"), ("_back", "/settings")];
    for _ in 0..2 {
        assert_ne!(site.post(Some(&session), "/feed", &nothing).await.status, 429);
    }
    assert_eq!(site.post(Some(&session), "/feed", &nothing).await.status, 429);
    for path in ["/healthz", "/readyz", "/live"] {
        assert_ne!(
            site.raw(request("GET", Some(&session), path).body(Body::empty()).unwrap()).await.status(),
            429,
            "{path}"
        );
    }
    site.test.clock.advance(wait);
    assert_eq!(site.send(page(Some(&session), "/feed", "fr")).await.status, 200, "after what was said");
});

store::both_engines!(an_address_reads_four_times_as_much_whatever_sessions_it_makes_up, |db: Db| async move {
    let site = site(db, 3);
    let anne = site.test.patient("Anne").await;
    site.test.community("reins", Visibility::Open, &anne).await;
    // Kept pages, pages that are not there and feeds count alike.
    for (n, path) in ["/", "/", "/c/reins", "/nulle-part", "/c/reins/atom.xml", "/sitemap.xml"].iter().enumerate() {
        assert_ne!(site.send(page(Some(&format!("inventee{n}")), path, "fr")).await.status, 429, "{path}");
        assert_ne!(site.send(page(None, path, "fr")).await.status, 429, "{path}");
    }
    assert_eq!(site.send(page(None, "/", "fr")).await.status, 429);
    assert_eq!(site.send(page(Some("encoreune"), "/about", "fr")).await.status, 429);
    let feed = site.get(None, "/c/reins/atom.xml").await;
    assert_eq!(feed.status, 429);
    assert!(feed.header("content-type").starts_with("text/plain"), "{}", feed.header("content-type"));
    // Programs are counted by themselves.
    assert_ne!(site.program(None, "GET", "/communities", None).await.status, 429);
});

store::both_engines!(four_pictures_count_as_a_page_and_nothing_where_there_is_no_limit, |db: Db| async move {
    let limited = site(db.clone(), 3);
    let picture = format!("/pictures/{}/s.webp", limited.test.ctx.new_id::<domain::ThreadId>());
    let session = limited.session(&limited.test.patient("Anne").await).await.unwrap();
    for _ in 0..12 {
        assert_ne!(limited.get(Some(&session), &picture).await.status, 429);
    }
    assert_eq!(limited.get(Some(&session), &picture).await.status, 429);
    let free = site(db, 0);
    for _ in 0..60 {
        assert_ne!(free.get(Some(&session), "/about").await.status, 429);
    }
});
